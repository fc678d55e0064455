//! Days as people write them.

use chrono::Datelike;

use crate::model::Date;

/// The first year that is beyond all planning: nothing drawn from a day before it leaves the calendar.
pub(super) const END: i32 = 9000;

/// Whether a day is beyond all planning.
pub(super) fn is_far(date: Date) -> bool {
    date.year() >= END
}

/// A day written `2027-01-31`, and in no other way.
pub(super) fn iso(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    shape
        .then(|| Date::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
}

/// The one day a text in another order can mean. `31/01/2027` is clear; `02/01/2027` is not, and gets no guess.
pub(super) fn reordered(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let day = |year: &str, month: &str, day: &str| {
        (year.len() == 4)
            .then(|| Date::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
            .flatten()
    };
    match (day(a, b, c), day(c, b, a), day(c, a, b)) {
        (Some(only), None, None) | (None, Some(only), None) | (None, None, Some(only)) => {
            Some(only)
        }
        (None, Some(one), Some(other)) if one == other => Some(one),
        _ => None,
    }
}
