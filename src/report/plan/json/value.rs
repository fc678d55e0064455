//! Days, decimals and money as JSON writes them.

use serde::{Serialize, Serializer, ser::Error};
use serde_json::value::RawValue;

use crate::model;

/// A day: `"2026-11-22"`.
pub(super) struct Day(pub(super) model::Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A number with as many decimals as it needs: `41`, `2.5`.
pub(super) struct Decimal(String);

impl Decimal {
    /// An amount of credits.
    pub(super) fn credits(credits: model::Credits) -> Self {
        Self(credits.to_string())
    }

    /// A time in hours.
    pub(super) fn hours(minutes: model::Minutes) -> Self {
        Self(minutes.to_string())
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
pub(super) struct Money {
    amount: String,
    currency: &'static str,
}

impl From<model::Money> for Money {
    fn from(money: model::Money) -> Self {
        Self {
            amount: money.amount(),
            currency: money.currency.code(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_numbers_and_stay_exact() {
        let decimal = |text| {
            serde_json::to_string(&Decimal::credits(model::Credits::parse(text).unwrap())).unwrap()
        };
        assert_eq!(decimal("41"), "41");
        assert_eq!(decimal("0.07"), "0.07");
    }

    #[test]
    fn money_is_text() {
        let money = Money::from("300 USD".parse::<model::Money>().unwrap());
        assert_eq!(
            serde_json::to_string(&money).unwrap(),
            r#"{"amount":"300.00","currency":"USD"}"#
        );
    }
}
