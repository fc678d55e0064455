//! How an entry stands on a day: open, ending, ended, gone, or too old to rely on.

use crate::model::{Activity, ActivityKind, Date, Exam, Expiry, Offering, Program};

use super::super::words;

/// How an entry stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It counts, and no last day is known.
    Open,
    /// It counts, until and on that day.
    Ending {
        /// The last day.
        last_day: Date,
        /// Days from now to it: 0 when it is today.
        days: u32,
    },
    /// It cannot be begun yet.
    Opening {
        /// The first day.
        on: Date,
    },
    /// Its last day is past.
    Ended {
        /// The last day.
        last_day: Date,
    },
    /// It was seen to be gone.
    Withdrawn {
        /// The day it was seen to be gone.
        on: Date,
    },
    /// An undated offer that nobody has looked at for too long.
    Stale {
        /// The day someone last looked.
        checked: Date,
    },
}

impl Standing {
    /// How an offering stands on `today`.
    pub fn of_offering(
        program: &Program,
        activity: &Activity,
        offering: &Offering,
        today: Date,
    ) -> Self {
        let withdrawn = offering.withdrawn.as_ref().map(|gone| gone.on);
        let undated_offer =
            activity.kind == ActivityKind::Offer && offering.expires == Expiry::Unknown;
        let stale = undated_offer && offering.evidence.age(today) > program.freshness.offer;
        match (withdrawn, offering.expires.day(), offering.opens) {
            (Some(on), _, _) if on <= today => Self::Withdrawn { on },
            (_, Some(last_day), _) if last_day < today => Self::Ended { last_day },
            (_, _, Some(on)) if on > today => Self::Opening { on },
            _ if stale => Self::Stale {
                checked: offering.evidence.checked,
            },
            (_, last_day, _) => Self::until(last_day, today),
        }
    }

    /// How an exam stands on `today`.
    pub fn of_exam(exam: &Exam, today: Date) -> Self {
        let withdrawn = exam.withdrawn.as_ref().map(|gone| gone.on);
        match (withdrawn, exam.last_day) {
            (Some(on), _) if on <= today => Self::Withdrawn { on },
            (_, Some(last_day)) if last_day < today => Self::Ended { last_day },
            (_, last_day) => Self::until(last_day, today),
        }
    }

    fn until(last_day: Option<Date>, today: Date) -> Self {
        last_day.map_or(Self::Open, |last_day| Self::Ending {
            last_day,
            days: u32::try_from((last_day - today).num_days()).unwrap_or(0),
        })
    }

    /// Whether it counts now, or will.
    pub fn counts(self) -> bool {
        matches!(
            self,
            Self::Open | Self::Ending { .. } | Self::Opening { .. }
        )
    }

    /// Its lasting name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ending { .. } => "ending",
            Self::Opening { .. } => "not-open-yet",
            Self::Ended { .. } => "ended",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Stale { .. } => "stale",
        }
    }

    /// It in a few words.
    pub(super) fn words(self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Ending { last_day, days: 0 } => format!("ends today, {last_day}"),
            Self::Ending { last_day, days } => {
                format!(
                    "ends in {}, on {last_day}",
                    words::count(days as usize, "day")
                )
            }
            Self::Opening { on } => format!("not open yet: opens on {on}"),
            Self::Ended { last_day } => format!("ended: its last day was {last_day}"),
            Self::Withdrawn { on } => format!("withdrawn: seen to be gone on {on}"),
            Self::Stale { checked } => format!(
                "stale: a time-limited offer without a date that nobody has looked at since {checked}"
            ),
        }
    }
}
