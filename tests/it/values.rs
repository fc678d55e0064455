//! The plain values that every test needs.
#![expect(
    clippy::unwrap_used,
    reason = "a constant that is no value is a failed test"
)]

use finder::model::{Currency, Date, Id, Need, Rates};

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
    Need::nothing_but_the_cheapest(Rates::none(currency("USD")), today)
}
