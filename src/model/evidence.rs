//! Where a fact comes from and how old it is.

use super::{Date, Id};

/// Where facts were read and on which day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// The page's address.
    pub source: String,
    /// The day someone last looked.
    pub checked: Date,
    /// The page carries no date, so its facts may be older than `checked`.
    pub undated: bool,
}

impl Evidence {
    /// How many days before `today` someone last looked; 0 when that is today or later.
    pub fn age(&self, today: Date) -> u32 {
        u32::try_from((today - self.checked).num_days()).unwrap_or(0)
    }
}

/// Seen to be gone, though nobody announced a last day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Withdrawal {
    /// The day it was seen to be gone; from this day on it does not count.
    pub on: Date,
    /// What was seen.
    pub reason: String,
    /// What takes its place.
    pub successor: Option<Id>,
}
