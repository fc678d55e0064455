//! When a source is looked at, and whether that asks anybody.

use crate::{listing::Snapshot, model::Date};

/// A look at what a source says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    day: Date,
    pages: Pages,
}

/// From when the pages are that are looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Pages {
    /// All of them came on that day.
    Anew,
    /// Some came on that day, and others were kept.
    InPart,
    /// None came.
    Kept,
}

impl Look {
    /// One for which its pages came on that day: they were sent, or said to be unchanged, or read from a file.
    pub fn anew(day: Date) -> Self {
        let pages = Pages::Anew;
        Self { day, pages }
    }

    /// One for which some of its pages came on that day, and others were kept: what is not there may stand on what those say by now.
    pub fn in_part(day: Date) -> Self {
        let pages = Pages::InPart;
        Self { day, pages }
    }

    /// One at what was kept. It says once more what the last run said, and what that did not show is missing no more often.
    pub fn again(day: Date) -> Self {
        let pages = Pages::Kept;
        Self { day, pages }
    }

    pub(super) fn day(self) -> Date {
        self.day
    }

    /// Whether what it does not show is not there.
    pub(super) fn is_whole(self) -> bool {
        self.pages == Pages::Anew
    }

    /// The day of the run whose pages are looked at.
    pub(super) fn run(self, last: Option<&Snapshot>) -> Date {
        let last = last.filter(|_| self.pages == Pages::Kept);
        last.map_or(self.day, |last| last.seen)
    }
}
