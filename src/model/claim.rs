//! Claiming credits: the steps, what each of them wants to know, and when a program reminds of an expiry.

use chrono::{Days, Months};

use super::{ActivityKind, Date, Evidence, LAST_DAY};

/// One step of a claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClaimStep {
    /// What to do.
    pub text: String,
    /// Only where credits do not post by themselves.
    pub manual: bool,
    /// What of a completion it takes.
    pub needs: Vec<ClaimNeed>,
    /// Set when it is no longer needed for some.
    pub superseded: Option<Superseded>,
    /// Where it was read.
    pub evidence: Evidence,
}

impl ClaimStep {
    /// Why it is not needed for something of a kind that was completed on a day; `None`: it is.
    pub fn superseded_for(&self, kind: ActivityKind, completed: Date) -> Option<&Superseded> {
        let superseded = self.superseded.as_ref()?;
        let holds = superseded.on <= completed && superseded.kinds.contains(&kind);
        holds.then_some(superseded)
    }
}

/// What a step of a claim takes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ClaimNeed {
    /// The official title.
    Title,
    /// The day it was begun.
    Started,
    /// The day it was completed.
    Completed,
    /// The certificate's number.
    Certificate,
    /// The certificate itself.
    Evidence,
}

impl ClaimNeed {
    /// All of them, in the order a form asks for them.
    pub const ALL: [Self; 5] = [
        Self::Title,
        Self::Started,
        Self::Completed,
        Self::Certificate,
        Self::Evidence,
    ];

    /// The word for it in a file and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Started => "started",
            Self::Completed => "completed",
            Self::Certificate => "certificate",
            Self::Evidence => "evidence",
        }
    }
}

/// A step that is no longer needed for some.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Superseded {
    /// From this day on: what was completed earlier still needs it.
    pub on: Date,
    /// For activities of these kinds.
    pub kinds: Vec<ActivityKind>,
    /// What happens instead.
    pub reason: String,
    /// Where it was read.
    pub evidence: Evidence,
}

/// A rule that is a number of days from an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wait {
    /// So many.
    pub days: u32,
    /// What else is to be known of it.
    pub note: Option<String>,
    /// Where it was read.
    pub evidence: Evidence,
}

impl Wait {
    /// The day so many days after one. `None` after [`LAST_DAY`].
    pub fn after(&self, day: Date) -> Option<Date> {
        let after = day.checked_add_days(Days::new(self.days.into()));
        after.filter(|after| *after <= LAST_DAY)
    }
}

/// When a program reminds its holders of an expiry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reminders {
    /// So many years before.
    pub years: Vec<u32>,
    /// So many days before.
    pub days: Vec<u32>,
    /// Where it was read.
    pub evidence: Evidence,
}

impl Reminders {
    /// The days on which it reminds of an expiry, the earliest first.
    pub fn before(&self, expires: Date) -> Vec<Date> {
        let months = |years: &u32| expires.checked_sub_months(Months::new(years.checked_mul(12)?));
        let years = self.years.iter().filter_map(months);
        let days = self.days.iter().map(|days| Days::new(u64::from(*days)));
        let days = days.filter_map(|days| expires.checked_sub_days(days));
        let mut before: Vec<Date> = years.chain(days).collect();
        before.sort_unstable();
        before.dedup();
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reminders_come_so_many_years_and_days_before() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let reminders = Reminders {
            years: vec![2, 1],
            days: vec![90, 30],
            evidence: Evidence {
                source: "https://a.b".to_owned(),
                checked: day("2026-01-01"),
                undated: false,
            },
        };
        let expected = ["2026-02-28", "2027-02-28", "2027-12-01", "2028-01-30"].map(day);
        assert_eq!(reminders.before(day("2028-02-29")), expected);
    }
}
