//! What a question took from the record, and what flags said instead.

use super::standing::Renewal;
use crate::model::{Clc, Credits, Currency, Date, Id, Minutes};

/// What a question took from the record.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Drawn {
    /// What came from it.
    pub used: Vec<Part>,
    /// What it says too, and flags said otherwise.
    pub overridden: Vec<Part>,
    /// The renewal that follows from it and began the running cycle.
    pub renewed: Option<Renewal>,
    /// What would renew with the certification and yet ends before it, the earliest first, each with its day of expiry.
    pub ends_earlier: Vec<(Id, Date)>,
    /// A higher certification that is held: credits renew the one that was asked of only together with it.
    pub higher: Option<Id>,
}

/// One thing that a record says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// Which certification is to be renewed.
    Certification(Id),
    /// The day it expires.
    Expires(Date),
    /// Credits earned or pending that count.
    Have(Credits),
    /// Exams passed in the cycle.
    Passed(Vec<Id>),
    /// How many things earn nothing again.
    Taken(usize),
    /// Study time in a week.
    HoursPerWeek(Minutes),
    /// How many spells of days without study.
    Busy(usize),
    /// The currency of plans.
    Currency(Currency),
    /// Currencies there are rates for.
    Rates(Vec<Currency>),
    /// Passes that are held.
    Passes(Vec<Id>),
    /// Learning credits.
    Purse(Clc),
}

impl Part {
    /// Its lasting name in JSON: that of the flag that says otherwise.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Certification(_) => "cert",
            Self::Expires(_) => "expires",
            Self::Have(_) => "have",
            Self::Passed(_) => "passed",
            Self::Taken(_) => "taken",
            Self::HoursPerWeek(_) => "hours-per-week",
            Self::Busy(_) => "busy",
            Self::Currency(_) => "currency",
            Self::Rates(_) => "rate",
            Self::Passes(_) => "pass",
            Self::Purse(_) => "clc",
        }
    }

    /// Where it stands among all.
    fn place(&self) -> u8 {
        match self {
            Self::Certification(_) => 0,
            Self::Expires(_) => 1,
            Self::Have(_) => 2,
            Self::Passed(_) => 3,
            Self::Taken(_) => 4,
            Self::HoursPerWeek(_) => 5,
            Self::Busy(_) => 6,
            Self::Passes(_) => 7,
            Self::Purse(_) => 8,
            Self::Currency(_) => 9,
            Self::Rates(_) => 10,
        }
    }
}

impl Drawn {
    /// Puts all parts in the order they are told in: what is renewed, what counts, how she studies, what she pays with.
    pub fn sort(&mut self) {
        self.used.sort_by_key(Part::place);
        self.overridden.sort_by_key(Part::place);
    }

    /// What a flag says, or else what the record says, which is noted as used or overridden.
    pub fn pick<T>(
        &mut self,
        flag: Option<T>,
        kept: Option<T>,
        part: impl FnOnce(&T) -> Part,
    ) -> Option<T> {
        match (flag, kept) {
            (Some(flag), Some(kept)) => {
                self.overridden.push(part(&kept));
                Some(flag)
            }
            (None, Some(kept)) => {
                self.used.push(part(&kept));
                Some(kept)
            }
            (flag, None) => flag,
        }
    }
}
