//! The plain values that every test needs.
#![expect(
    clippy::unwrap_used,
    reason = "a constant that is no value is a failed test"
)]

use std::collections::{BTreeMap, BTreeSet};

use finder::model::{Clc, Credits, Currency, Date, Filter, Id, Need, Rates};

pub(crate) fn id(text: &str) -> Id {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn currency(code: &str) -> Currency {
    Currency::from_code(code).unwrap()
}

/// A holder who asks on that day for nothing but the cheapest, in dollars.
pub(crate) fn need(today: Date) -> Need {
    Need {
        expires: None,
        have: Credits::ZERO,
        taken: BTreeSet::new(),
        from: today,
        hours_per_week: None,
        max_hours: None,
        budget: None,
        rates: Rates::none(currency("USD")),
        prices: BTreeMap::new(),
        passes: BTreeSet::new(),
        clc: Clc(0),
        routes: Vec::new(),
        filter: Filter::default(),
    }
}
