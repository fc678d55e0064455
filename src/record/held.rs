//! Certifications a holder has.

use crate::model::{Date, Id};

/// A certification a holder has, or had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// Its id in the catalogue.
    pub id: Id,
    /// The day it was earned or last renewed, which begins its cycle; `None`: she does not say.
    pub earned: Option<Date>,
    /// The day it expires; `None`: she does not say, or it does not.
    pub expires: Option<Date>,
    /// Anything else she wrote of it.
    pub note: Option<String>,
}
