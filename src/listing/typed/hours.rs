//! Lengths: hours and minutes, days where the source says what a day counts for, and the durations of ISO 8601.

use super::{
    super::source::{Decimal, Unit},
    Problem, Value, implausible, number, unreadable,
};
use crate::model::{Minutes, parse_scaled};

/// Nothing that earns credit takes longer.
const LONGEST: u64 = 400 * 60;
const UNITS: [(&[&str], Unit); 3] = [
    (
        &[
            "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden",
        ],
        Unit::Hours,
    ),
    (
        &["m", "min", "mins", "minute", "minutes", "minuten"],
        Unit::Minutes,
    ),
    (&["d", "day", "days", "tag", "tage", "tagen"], Unit::Days),
];

/// How a length is to be read.
pub(super) struct Length {
    /// The unit of a bare number.
    pub(super) unit: Option<Unit>,
    /// The minutes that a day counts for.
    pub(super) day: Option<u32>,
    /// More days than this are no effort.
    pub(super) most_days: u32,
}

pub(super) fn hours(
    text: &str,
    decimal: Option<Decimal>,
    length: &Length,
) -> Result<Value, Problem> {
    let text = number::ascii_digits(text)?.to_lowercase();
    let iso = text
        .strip_prefix('p')
        .filter(|rest| rest.starts_with(|c: char| c == 't' || c.is_ascii_digit()));
    let spelled;
    let (text, decimal) = match iso {
        Some(rest) => {
            spelled = rest.replacen('t', " ", 1);
            (spelled.as_str(), Some(Decimal::Point))
        }
        None => (text.as_str(), decimal),
    };
    let mut parts = number::parts(text).into_iter();
    let mut minutes = 0_u64;
    let mut smaller_than = u64::MAX;
    while let Some(digits) = parts.next() {
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(unreadable(format!("before the number stands `{digits}`")));
        }
        let unit = unit(parts.next(), length)?;
        let each = worth(unit, length)?;
        // `1 h 30 min` is one length; `5 days 3 days` are two.
        if each >= smaller_than {
            return Err(unreadable("it has two lengths"));
        }
        smaller_than = each;
        let hundredths = hundredths(digits, decimal)?;
        if unit == Unit::Days && hundredths > u64::from(length.most_days) * 100 {
            let days = length.most_days;
            return Err(implausible(format!(
                "more than {days} days are a time of access, not of work"
            )));
        }
        minutes = minutes.saturating_add(hundredths.saturating_mul(each) / 100);
    }
    if minutes == 0 {
        return Err(unreadable("it is no length"));
    }
    let known = u32::try_from(minutes)
        .ok()
        .filter(|_| minutes <= LONGEST)
        .and_then(Minutes::new);
    known
        .map(Value::Hours)
        .ok_or_else(|| implausible("more than 400 hours cannot be"))
}

fn hundredths(digits: &str, decimal: Option<Decimal>) -> Result<u64, Problem> {
    let digits = number::plain(digits, decimal)?;
    parse_scaled(&digits, 2).map_err(|error| unreadable(error.to_string()))
}

/// What a number counts, by the word after it.
fn unit(word: Option<&str>, length: &Length) -> Result<Unit, Problem> {
    let word = word
        .unwrap_or_default()
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','));
    if word.is_empty() {
        return length
            .unit
            .ok_or_else(|| unreadable("it has no unit, and the source declares none"));
    }
    let known = UNITS.iter().find(|(words, _)| words.contains(&word));
    known
        .map(|(_, unit)| *unit)
        .ok_or_else(|| unreadable(format!("after the number stands `{word}`")))
}

/// How many minutes a unit is.
fn worth(unit: Unit, length: &Length) -> Result<u64, Problem> {
    match unit {
        Unit::Minutes => Ok(1),
        Unit::Hours => Ok(60),
        Unit::Days => {
            let day = length.day.map(u64::from);
            day.ok_or_else(|| {
                unreadable("it counts days, and the source does not say what a day is worth")
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let length = Length {
            unit: None,
            day: Some(480),
            most_days: 10,
        };
        let said = match hours(text, Some(Decimal::Point), &length) {
            Ok(value) => value.to_string(),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn lengths_read() {
        check("18h", "18 h");
        check("1.5 hours", "1.5 h");
        check("1 h 30 min", "1.5 h");
        check("90 Minuten", "1.5 h");
        check("5 days", "40 h");
        check("2 Tage", "16 h");
        check("PT40H", "40 h");
        check("PT1H30M", "1.5 h");
        check("P5D", "40 h");
    }

    #[test]
    fn what_is_no_effort_is_told() {
        check(
            "365 days",
            "more than 10 days are a time of access, not of work",
        );
        check(
            "5 days + 3 days self-study",
            "after the number stands `days +`",
        );
        check("5 sessions", "after the number stands `sessions`");
        check("4-6 hours", "after the number stands `-`");
        check("up to 8 hours", "before the number stands `up to`");
        check("1080", "it has no unit, and the source declares none");
        check("999 hours", "more than 400 hours cannot be");
        check("0 h", "it is no length");
        check("5 days 3 days", "it has two lengths");
    }

    #[test]
    fn a_bare_number_has_the_declared_unit() {
        let length = Length {
            unit: Some(Unit::Minutes),
            day: None,
            most_days: 10,
        };
        let read = hours("1080", None, &length).map(|value| value.to_string());
        assert_eq!(read.as_deref(), Ok("18 h"));
        assert!(hours("2 days", None, &length).is_err());
    }
}
