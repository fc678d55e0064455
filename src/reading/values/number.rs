//! Numbers, from their own characters and never through a float.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::{Fault, Value, wrong_type};
use crate::{
    diagnostic::Code,
    model::{Credits, DecimalError, Minutes, parse_scaled},
};

/// The most hours a credit may be reckoned at, in hundredths.
const MOST_HOURS_PER_CREDIT: u64 = 100_000;

/// A whole number within the given bounds.
pub(crate) fn whole(value: Value<'_>, bounds: RangeInclusive<u32>) -> Result<u32, Fault> {
    let fault = || {
        let (least, most) = (bounds.start(), bounds.end());
        let label = format!("it must be a whole number from {least} to {most}");
        Fault::new(Code::BadNumber, "is out of bounds").label(label)
    };
    let digits = digits(value)?;
    let number = parse_scaled(digits, 0).ok();
    number
        .and_then(|number| u32::try_from(number).ok())
        .filter(|number| bounds.contains(number))
        .ok_or_else(fault)
}

/// Credits.
pub(crate) fn credits(value: Value<'_>) -> Result<Credits, Fault> {
    if let DeValue::String(text) = value.get_ref()
        && names_learning_credits(text)
    {
        return Err(Fault::new(Code::ClcAsCredits, "are Learning Credits")
            .label("a CE credit renews; a Cisco Learning Credit (CLC) is money")
            .help("Write the CLC price into `cost`, and into `credits` only the CE credits a page states."));
    }
    Credits::parse(digits(value)?)
        .map_err(|error| refused(Code::BadCredits, "is no number of credits", error))
}

/// Study time above zero, in hours.
pub(crate) fn hours(value: Value<'_>) -> Result<Minutes, Fault> {
    let fault = |error| refused(Code::BadHours, "is no number of hours", error);
    match Minutes::parse_hours(digits(value)?).map_err(fault)? {
        Minutes::ZERO => Err(Fault::new(Code::BadHours, "is no number of hours")
            .label("nothing takes no time")
            .help("Leave `hours` out when nobody says how long it takes.")),
        minutes => Ok(minutes),
    }
}

/// Study hours in a class day: above zero, and no more than a day has.
pub(crate) fn hours_per_day(value: Value<'_>) -> Result<Minutes, Fault> {
    let minutes = hours(value)?;
    if minutes.minutes() <= 24 * 60 {
        return Ok(minutes);
    }
    Err(Fault::new(Code::BadHours, "is no number of hours").label("a day has 24 hours"))
}

/// Hours for one credit, above zero, in hundredths.
pub(crate) fn hours_per_credit(value: Value<'_>) -> Result<u32, Fault> {
    let what = "is no number of hours";
    let hundredths =
        parse_scaled(digits(value)?, 2).map_err(|error| refused(Code::BadHours, what, error))?;
    let fault = || Fault::new(Code::BadHours, what).label("it must be above 0 and at most 1000");
    let hundredths = Some(hundredths).filter(|h| (1..=MOST_HOURS_PER_CREDIT).contains(h));
    hundredths
        .and_then(|hundredths| u32::try_from(hundredths).ok())
        .ok_or_else(fault)
}

/// A number as it is written, in decimal and without its underscores.
fn digits(value: Value<'_>) -> Result<&str, Fault> {
    match value.get_ref() {
        DeValue::Integer(number) if number.radix() == 10 => Ok(number.as_str()),
        DeValue::Integer(_) => Err(wrong_type(value, "a number")
            .label("this is not decimal")
            .help("Write it in decimal digits.")),
        DeValue::Float(number) => Ok(number.as_str()),
        DeValue::String(text) => {
            let fault = wrong_type(value, "a number").label("this is a string, in quotes");
            Err(match parse_scaled(text, 2) {
                Ok(_) => fault.write(without_zeros(text)),
                Err(_) => fault,
            })
        }
        _ => Err(wrong_type(value, "a number")),
    }
}

/// A number as TOML writes it, with no zero before its digits.
fn without_zeros(number: &str) -> String {
    let digits = number.trim_start_matches('0');
    if digits.is_empty() || digits.starts_with('.') {
        format!("0{digits}")
    } else {
        digits.to_owned()
    }
}

/// Whether a text counts what pays for training rather than what renews.
fn names_learning_credits(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("clc") || text.contains("learning credit")
}

fn refused(code: Code, what: &str, error: DecimalError) -> Fault {
    Fault::new(code, what).label(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::values::testing::outcome;

    #[test]
    fn credits_keep_their_decimals() {
        let read = |written| outcome(written, credits).map(|credits| credits.to_string());
        assert_eq!(read("41").as_deref(), Ok("41"));
        assert_eq!(read("0.1").as_deref(), Ok("0.1"));
        assert_eq!(read("1_000").as_deref(), Ok("1000"));
        for wrong in ["-3", "2.505", "1e3", "nan", "inf", "99999999999999999999"] {
            assert_eq!(read(wrong).unwrap_err().0, Code::BadCredits, "{wrong}");
        }
        for wrong in ["'41'", "true", "0x29", "[41]", "{}", "2026-01-01"] {
            assert_eq!(read(wrong).unwrap_err().0, Code::WrongType, "{wrong}");
        }
        let said = "this is a string, in quotes | Write `41`.";
        assert_eq!(read("'41'").unwrap_err().1, said);
        assert_eq!(read("'041'").unwrap_err().1, said);
        let said = "this is a string, in quotes | Write `0.50`.";
        assert_eq!(read("'00.50'").unwrap_err().1, said);
    }

    #[test]
    fn hours_are_above_zero() {
        assert_eq!(outcome("1.5", hours), Ok(Minutes::new(90).unwrap()));
        assert_eq!(outcome("0", hours).unwrap_err().0, Code::BadHours);
        assert_eq!(outcome("0.33", hours).unwrap_err().0, Code::BadHours);
        assert_eq!(outcome("25", hours_per_day).unwrap_err().0, Code::BadHours);
        assert_eq!(outcome("0.75", hours_per_credit), Ok(75));
        assert_eq!(
            outcome("1001", hours_per_credit).unwrap_err().0,
            Code::BadHours
        );
    }

    #[test]
    fn counts_keep_their_bounds() {
        let read = |written| outcome(written, |value| whole(value, 1..=100));
        assert_eq!(read("3"), Ok(3));
        for wrong in ["0", "101", "-1", "4294967297", "2.5"] {
            assert_eq!(read(wrong).unwrap_err().0, Code::BadNumber, "{wrong}");
        }
        assert_eq!(read("'3'").unwrap_err().0, Code::WrongType);
    }
}
