//! When a source is looked at, and whether that asks anybody.

use crate::{listing::Snapshot, model::Date};

/// A look at what a source says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    day: Date,
    anew: bool,
}

impl Look {
    /// One for which its pages came on that day: they were sent, or said to be unchanged, or read from a file.
    pub fn anew(day: Date) -> Self {
        Self { day, anew: true }
    }

    /// One at what was kept. It says once more what the last run said, and what that did not show is missing no more often.
    pub fn again(day: Date) -> Self {
        Self { day, anew: false }
    }

    pub(super) fn day(self) -> Date {
        self.day
    }

    /// The day of the run whose pages are looked at.
    pub(super) fn run(self, last: Option<&Snapshot>) -> Date {
        let last = last.filter(|_| !self.anew);
        last.map_or(self.day, |last| last.seen)
    }
}
