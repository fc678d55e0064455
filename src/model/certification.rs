//! Certifications.

use super::{Date, Evidence, Id};

/// A certification that is renewed, or a family of them (`ccnp`: any CCNP).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certification {
    /// Its lasting name.
    pub id: Id,
    /// Its official name.
    pub name: String,
    /// Its level, which decides the routes.
    pub level: Id,
    /// For a family, the certifications it stands for.
    pub any_of: Vec<Id>,
    /// What else it is or was called.
    pub aliases: Vec<Alias>,
    /// Set when it can no longer be renewed.
    pub retired: Option<Retirement>,
    /// Anything else worth knowing.
    pub note: Option<String>,
    /// Where these facts were read.
    pub evidence: Evidence,
}

impl Certification {
    /// Whether it has been retired by a day; a retirement without a day has always been.
    pub fn is_retired(&self, today: Date) -> bool {
        let retired = self.retired.as_ref();
        retired.is_some_and(|retired| retired.on.is_none_or(|on| on <= today))
    }
}

/// Another name of a certification.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alias {
    /// The other name, written as an id.
    pub name: Id,
    /// The last day it was the official name; `None` for a mere synonym.
    pub until: Option<Date>,
}

/// The end of a certification: it lives on to its own expiry and cannot be renewed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Retirement {
    /// The day it was retired, where that is known.
    pub on: Option<Date>,
    /// What that means for holders.
    pub reason: String,
}
