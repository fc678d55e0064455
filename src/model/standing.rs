//! How an entry stands on a day: open, ending, ended, gone, or too old to rely on.

use super::{Activity, ActivityKind, Date, Exam, Expiry, Freshness, Offering, Withdrawal};

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
    /// Its last day is past; of a class, the last day to begin it, which is its first.
    Ended {
        /// The last day.
        last_day: Date,
    },
    /// It was seen to be gone.
    Withdrawn {
        /// The day it was seen to be gone.
        on: Date,
    },
    /// An undated time-limited offer that nobody has looked at for too long, or whose page carries no date.
    Stale {
        /// The day someone last looked.
        checked: Date,
    },
}

impl Standing {
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

    /// From its last day alone.
    fn until(last_day: Option<Date>, today: Date) -> Self {
        last_day.map_or(Self::Open, |last_day| Self::Ending {
            last_day,
            days: u32::try_from((last_day - today).num_days()).unwrap_or(0),
        })
    }

    /// When its last day is past, or it was seen to be gone.
    fn gone(withdrawn: Option<&Withdrawal>, last_day: Option<Date>, today: Date) -> Option<Self> {
        match (withdrawn, last_day) {
            (_, Some(last_day)) if last_day < today => Some(Self::Ended { last_day }),
            (Some(gone), _) if gone.on <= today => Some(Self::Withdrawn { on: gone.on }),
            _ => None,
        }
    }
}

impl Offering {
    /// The last day on which it can be begun so that it counts: its own, or the first of its class, whichever is earlier.
    pub fn last_chance(&self) -> Option<Date> {
        let starts = self.class.map(|class| class.starts);
        starts.into_iter().chain(self.expires.day()).min()
    }

    /// How it stands on `today` as an offering of `activity`, for someone who has not begun it.
    pub fn standing(&self, activity: &Activity, freshness: Freshness, today: Date) -> Standing {
        let last_day = self.last_chance();
        if let Some(gone) = Standing::gone(self.withdrawn.as_ref(), last_day, today) {
            return gone;
        }
        let undated_offer = activity.kind == ActivityKind::Offer
            && self.expires == Expiry::Unknown
            && self.class.is_none();
        let old = self.evidence.undated || self.evidence.age(today) > freshness.offer;
        match self.opens {
            _ if undated_offer && old => Standing::Stale {
                checked: self.evidence.checked,
            },
            Some(on) if on > today => Standing::Opening { on },
            _ => Standing::until(last_day, today),
        }
    }
}

impl Exam {
    /// How it stands on `today`.
    pub fn standing(&self, today: Date) -> Standing {
        let gone = Standing::gone(self.withdrawn.as_ref(), self.last_day, today);
        gone.unwrap_or_else(|| Standing::until(self.last_day, today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClassDates, Cost, Delivery, Evidence, Id};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(withdrawn: Option<&str>, last_day: Option<&str>, today: &str, code: &str) {
        let withdrawal = withdrawn.map(|on| Withdrawal {
            on: day(on),
            reason: "not listed".to_owned(),
            successor: None,
        });
        let last_day = last_day.map(day);
        let gone = Standing::gone(withdrawal.as_ref(), last_day, day(today));
        let standing = gone.unwrap_or_else(|| Standing::until(last_day, day(today)));
        assert_eq!(standing.code(), code);
    }

    const CLASS: (&str, &str) = ("2026-12-07", "2026-12-11");

    /// An undated page's facts, looked at long ago.
    fn evidence() -> Evidence {
        Evidence {
            source: "https://a.b".to_owned(),
            checked: day("2020-01-01"),
            undated: true,
        }
    }

    fn class(expires: Expiry) -> Offering {
        let (starts, ends) = CLASS;
        Offering {
            id: Id::new("a").unwrap(),
            provider: Id::new("a").unwrap(),
            delivery: Delivery::Virtual,
            cost: Cost::Free,
            passes: Vec::new(),
            effort: None,
            class: Some(ClassDates {
                starts: day(starts),
                ends: day(ends),
            }),
            opens: None,
            expires,
            url: None,
            note: None,
            evidence: evidence(),
            withdrawn: None,
            fetched: None,
        }
    }

    fn offer() -> Activity {
        Activity {
            id: Id::new("a").unwrap(),
            title: "A".to_owned(),
            kind: ActivityKind::Offer,
            course: None,
            version: None,
            credits: None,
            effort: None,
            topics: Vec::new(),
            category: None,
            requires: Vec::new(),
            exam: None,
            refs: std::collections::BTreeMap::new(),
            note: None,
            evidence: evidence(),
            offerings: Vec::new(),
        }
    }

    #[test]
    fn a_class_is_joined_on_its_first_day_at_the_latest() {
        let freshness = Freshness {
            offer: 90,
            offering: 180,
            price: 365,
            rule: 365,
        };
        for (today, code) in [
            ("2026-11-22", "ending"),
            ("2026-12-07", "ending"),
            ("2026-12-08", "ended"),
        ] {
            let standing = class(Expiry::Unknown).standing(&offer(), freshness, day(today));
            assert_eq!(standing.code(), code, "{today}");
        }
        let chance = |expires: &str| class(Expiry::On(day(expires))).last_chance();
        assert_eq!(chance("2026-12-01"), Some(day("2026-12-01")));
        assert_eq!(chance("2027-01-01"), Some(day(CLASS.0)));
    }

    #[test]
    fn the_last_day_counts_and_the_day_it_was_seen_gone_does_not() {
        check(None, None, "2023-04-20", "open");
        check(None, Some("2023-04-20"), "2023-04-20", "ending");
        check(None, Some("2023-04-20"), "2023-04-21", "ended");
        check(Some("2026-07-22"), None, "2026-07-21", "open");
        check(Some("2026-07-22"), None, "2026-07-22", "withdrawn");
    }
}
