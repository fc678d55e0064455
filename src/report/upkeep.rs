//! What is owed for keeping a certification, and the pace that is advised, in words and in JSON.

use serde::Serialize;

use super::{
    json::{Amount, Decimal, Read},
    words,
};
use crate::model::{Advice, Fee, Period};

/// `a fee of USD 85.00 each year (USD 45.00 for members)`; `a fee for each renewal (nobody says how much)`.
pub(super) fn fee(fee: &Fee) -> String {
    let often = match fee.per {
        Period::Year => "each year",
        Period::Cycle => "for each renewal",
    };
    let Some(amount) = fee.amount else {
        return format!("a fee {often} (nobody says how much)");
    };
    let members = fee.members.map(|less| format!(" ({less} for members)"));
    format!("a fee of {amount} {often}{}", members.unwrap_or_default())
}

/// `40 credits in every year are advised, not demanded`.
pub(super) fn advice(advice: &Advice) -> String {
    format!(
        "{} in every year are advised, not demanded",
        words::credits(advice.yearly)
    )
}

/// A fee in JSON.
#[derive(Serialize)]
pub(super) struct FeeJson<'c> {
    /// `null`: nobody says how much.
    amount: Option<Amount>,
    members: Option<Amount>,
    per: &'static str,
    note: Option<&'c str>,
    #[serde(flatten)]
    read: Read<'c>,
}

impl<'c> From<&'c Fee> for FeeJson<'c> {
    fn from(fee: &'c Fee) -> Self {
        Self {
            amount: fee.amount.map(Amount::from),
            members: fee.members.map(Amount::from),
            per: fee.per.word(),
            note: fee.note.as_deref(),
            read: (&fee.evidence).into(),
        }
    }
}

/// Advice in JSON.
#[derive(Serialize)]
pub(super) struct AdviceJson<'c> {
    yearly: Decimal,
    #[serde(flatten)]
    read: Read<'c>,
}

impl<'c> From<&'c Advice> for AdviceJson<'c> {
    fn from(advice: &'c Advice) -> Self {
        Self {
            yearly: advice.yearly.into(),
            read: (&advice.evidence).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Evidence;

    #[track_caller]
    fn check(amount: Option<&str>, members: Option<&str>, per: Period, expected: &str) {
        let money = |text: &str| text.parse().unwrap();
        let told = fee(&Fee {
            amount: amount.map(money),
            members: members.map(money),
            per,
            note: None,
            evidence: Evidence {
                source: String::new(),
                checked: "2026-01-01".parse().unwrap(),
                undated: false,
            },
        });
        assert_eq!(told, expected);
    }

    #[test]
    fn a_fee_is_told_by_how_often_it_is_owed() {
        use Period::{Cycle, Year};
        check(Some("135 USD"), None, Year, "a fee of USD 135.00 each year");
        check(
            Some("85 USD"),
            Some("45 USD"),
            Cycle,
            "a fee of USD 85.00 for each renewal (USD 45.00 for members)",
        );
        check(None, None, Year, "a fee each year (nobody says how much)");
        check(
            None,
            None,
            Cycle,
            "a fee for each renewal (nobody says how much)",
        );
    }
}
