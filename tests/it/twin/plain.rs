//! The plainest values there are, for what is made by hand and what is drawn.
#![expect(
    clippy::unwrap_used,
    reason = "every constant in here is what it is parsed as"
)]

use chrono::{Days, NaiveDate};
use finder::model::{Confidence, Credits, Date, Evidence, Minutes, Money, Route};

use crate::values::{currency, id};

pub(crate) fn today() -> Date {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// So many days after today.
pub(crate) fn day(offset: u64) -> Date {
    today() + Days::new(offset)
}

pub(crate) fn credits(hundredths: u32) -> Credits {
    Credits::from_hundredths(hundredths).unwrap()
}

pub(crate) fn hours(hours: u32) -> Minutes {
    Minutes::new(hours * 60).unwrap()
}

pub(crate) fn usd(dollars: u64) -> Money {
    Money {
        minor: dollars * 100,
        currency: currency("USD"),
    }
}

/// Facts that someone read so many days ago.
pub(crate) fn evidence(days_ago: u64) -> Evidence {
    Evidence {
        source: "https://example.com/".to_owned(),
        checked: today() - Days::new(days_ago),
        undated: false,
    }
}

/// So many days before today.
pub(crate) fn before(days: u64) -> Date {
    today() - Days::new(days)
}

/// A route by whole exams and hundredths of a credit.
pub(crate) fn route(name: &str, hundredths: u32, exams: &[(&str, u32)]) -> Route {
    Route {
        id: id(name),
        credits: credits(hundredths),
        exams: exams
            .iter()
            .map(|(class, count)| (id(class), *count))
            .collect(),
        confidence: Confidence::Confirmed,
        evidence: evidence(0),
    }
}
