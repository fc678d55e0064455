//! The time a certification is valid: from the day it was earned or last renewed to the day it expires.

use chrono::Months;

use crate::{
    model::{Date, Level},
    record::Held,
};

/// The time in which completions count for a certification.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cycle {
    /// The day it was earned or last renewed; `None`: not known.
    pub begins: Option<Date>,
    /// The day it is valid from; `None`: not known, or long ago. It comes before the first day where a renewal was granted early, and
    /// lasts from the expiry before it.
    pub valid_from: Option<Date>,
    /// The day it expires; `None`: not known, or it does not.
    pub expires: Option<Date>,
    /// What of it nobody said.
    pub worked_out: WorkedOut,
}

/// Which end of a cycle was worked out from the other and the level's years.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WorkedOut {
    /// Neither.
    Nothing,
    /// Its beginning.
    Beginning,
    /// Its expiry.
    Expiry,
}

impl Cycle {
    /// The cycle of what is held. A certification that was first earned longer ago than it is valid has been renewed since: its cycle
    /// begins so many years before it expires.
    pub(super) fn of(held: &Held, level: &Level) -> Self {
        let years = level.years;
        match (held.earned, held.expires) {
            (Some(earned), None) => Self {
                begins: Some(earned),
                valid_from: Some(earned),
                expires: years.and_then(|years| after(earned, years)),
                worked_out: years.map_or(WorkedOut::Nothing, |_| WorkedOut::Expiry),
            },
            (earned, Some(expires)) => {
                let back = years.and_then(|years| before(expires, years));
                let is_later = back.is_some_and(|back| earned.is_none_or(|earned| earned < back));
                Self {
                    begins: if is_later { back } else { earned },
                    valid_from: earned,
                    expires: Some(expires),
                    worked_out: if is_later {
                        WorkedOut::Beginning
                    } else {
                        WorkedOut::Nothing
                    },
                }
            }
            (None, None) => Self {
                begins: None,
                valid_from: None,
                expires: None,
                worked_out: WorkedOut::Nothing,
            },
        }
    }

    /// The cycle that begins with a renewal.
    pub(super) fn renewed(on: Date, level: &Level) -> Self {
        Self {
            begins: Some(on),
            valid_from: Some(on),
            expires: level.years.and_then(|years| after(on, years)),
            worked_out: WorkedOut::Expiry,
        }
    }

    /// Whether the certification is valid on a day.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.has_not_expired(day)
    }

    /// Whether what is completed on a day counts in it.
    pub fn counts(&self, day: Date) -> bool {
        self.begins.is_none_or(|begins| begins < day) && self.has_not_expired(day)
    }

    fn has_not_expired(&self, day: Date) -> bool {
        self.expires.is_none_or(|expires| day < expires)
    }
}

fn after(day: Date, years: u32) -> Option<Date> {
    day.checked_add_months(Months::new(years.checked_mul(12)?))
}

fn before(day: Date, years: u32) -> Option<Date> {
    day.checked_sub_months(Months::new(years.checked_mul(12)?))
}
