//! The values that every JSON answer shares. Their form is part of the interface: fields are only ever added within a format number.
//!
//! Decimals are written as they are counted and never pass through a float.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde::{Serialize, Serializer, ser::Error};
use serde_json::value::RawValue;

use crate::model::{Credits, Date, Evidence, Id, Minutes, Money};

/// The version of the form, in every answer.
pub(super) const FORMAT: u32 = 1;

/// Writes one answer and ends the line.
pub(super) fn write(out: &mut dyn Write, answer: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, answer)?;
    writeln!(out)
}

/// A day: `"2026-11-22"`.
pub(super) struct Day(Date);

impl From<Date> for Day {
    fn from(day: Date) -> Self {
        Self(day)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A number with as many decimals as it needs: `41`, `2.5`.
pub(super) struct Decimal(String);

impl From<Credits> for Decimal {
    fn from(credits: Credits) -> Self {
        Self(credits.to_string())
    }
}

impl From<Minutes> for Decimal {
    /// A time in hours.
    fn from(minutes: Minutes) -> Self {
        Self(minutes.to_string())
    }
}

impl Decimal {
    /// The same, below nothing where it is negative.
    pub(super) fn signed(self, negative: bool) -> Self {
        Self(signed(self.0, negative))
    }
}

/// A written number with its sign.
fn signed(number: String, negative: bool) -> String {
    if negative {
        format!("-{number}")
    } else {
        number
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.0.clone()).map_err(S::Error::custom)?;
        raw.serialize(serializer)
    }
}

/// Money: the amount as text, with all the decimals of the currency.
#[derive(Serialize)]
pub(super) struct Amount {
    amount: String,
    currency: &'static str,
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self {
            amount: money.amount(),
            currency: money.currency.code(),
        }
    }
}

impl Amount {
    /// The same, below nothing where it is negative.
    pub(super) fn signed(self, negative: bool) -> Self {
        let amount = signed(self.amount, negative);
        Self { amount, ..self }
    }
}

/// How many exams of each class.
pub(super) type Exams<'a> = BTreeMap<&'a str, u32>;

/// Exams by class, as JSON names them.
pub(super) fn exams(exams: &BTreeMap<Id, u32>) -> Exams<'_> {
    exams
        .iter()
        .map(|(class, number)| (class.as_str(), *number))
        .collect()
}

/// Where facts were read.
#[derive(Serialize)]
pub(super) struct Read<'a> {
    source: &'a str,
    checked: Day,
    undated: bool,
}

impl<'a> From<&'a Evidence> for Read<'a> {
    fn from(evidence: &'a Evidence) -> Self {
        Self {
            source: &evidence.source,
            checked: evidence.checked.into(),
            undated: evidence.undated,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &impl Serialize, expected: &str) {
        assert_eq!(serde_json::to_string(value).unwrap(), expected);
    }

    #[test]
    fn decimals_are_numbers_and_stay_exact() {
        let decimal = |text| Decimal::from(Credits::parse(text).unwrap());
        check(&decimal("41"), "41");
        check(&decimal("0.07"), "0.07");
        check(&decimal("0.07").signed(true), "-0.07");
    }

    #[test]
    fn money_is_text() {
        let money: Money = "300 USD".parse().unwrap();
        check(
            &Amount::from(money),
            r#"{"amount":"300.00","currency":"USD"}"#,
        );
    }
}
