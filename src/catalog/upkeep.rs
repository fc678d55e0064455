//! `[level.fee]` and `[level.advice]`: what keeping a certification takes beside any route.

use super::{
    evidence::evidence,
    fields::Fields,
    values::{Fault, Value, number, price, text},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Advice, Credits, Fee, Period},
};

/// The fee of a level, where it has one.
pub(super) fn fee(fields: &mut Fields<'_>) -> Option<Fee> {
    fields.table("fee", |fields| {
        let amount = fields.optional("amount", price::money);
        let members = fields.optional("members", price::money);
        let per = fields.required("per", |value| {
            text::word(value, &Period::ALL.map(|period| (period.word(), period)))
        });
        let note = fields.optional("note", text::plain);
        let evidence = evidence(fields);
        if fields.has("members") && !fields.has("amount") {
            let finding = Diagnostic::error(Code::MissingKey, "`amount` is missing")
                .at(fields.file(), fields.span_of("members"), "what members pay")
                .help("Say in `amount` what everybody else pays.");
            fields.report(finding);
        }
        Some(Fee {
            amount,
            members,
            per: per?,
            note,
            evidence: evidence?,
        })
    })
}

/// The pace that a level recommends, where it does.
pub(super) fn advice(fields: &mut Fields<'_>, takes_credits: bool) -> Option<Advice> {
    fields.table("advice", |fields| {
        let yearly = fields.required("yearly", some_credits);
        fields.optional("note", text::plain);
        let evidence = evidence(fields);
        if !takes_credits {
            let message = "the level takes no credits, but this advises to earn some";
            let finding = Diagnostic::error(Code::BadRule, message);
            fields.report(finding.at(fields.file(), fields.span_of("yearly"), ""));
        }
        Some(Advice {
            yearly: yearly?,
            evidence: evidence?,
        })
    })
}

/// Credits above nothing: to advise none is no advice.
fn some_credits(value: Value<'_>) -> Result<Credits, Fault> {
    match number::credits(value)? {
        Credits::ZERO => Err(Fault::new(Code::BadCredits, "advises nothing")
            .help("Leave the table out where nothing is advised.")),
        credits => Ok(credits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::fields::testing::outcome;

    const SOURCE: &str = "source = 'https://a.b'\nchecked = 2026-01-01\n";

    #[track_caller]
    fn check_fee(keys: &str, expected: Result<&str, Code>) {
        let told = |fee: Fee| {
            let money = |money: Option<crate::model::Money>| {
                money.map_or_else(|| "?".to_owned(), |money| money.to_string())
            };
            let (amount, members) = (money(fee.amount), money(fee.members));
            format!("{amount}, {members}, {}", fee.per.word())
        };
        let read = outcome(&format!("[fee]\n{keys}\n{SOURCE}"), fee);
        let read = read.map(told).map_err(|codes| codes[0].0);
        assert_eq!(read, expected.map(str::to_owned), "{keys}");
    }

    #[test]
    fn a_fee_is_money_by_the_year_or_the_cycle() {
        check_fee(
            "amount = '135 USD'\nper = 'year'",
            Ok("USD 135.00, ?, year"),
        );
        let members = "amount = '85 USD'\nmembers = '45 USD'\nper = 'cycle'";
        check_fee(members, Ok("USD 85.00, USD 45.00, cycle"));
        check_fee("per = 'cycle'", Ok("?, ?, cycle"));
        check_fee("amount = '135 USD'", Err(Code::MissingKey));
        check_fee("members = '45 USD'\nper = 'year'", Err(Code::MissingKey));
        check_fee("amount = 'free'\nper = 'year'", Err(Code::BadMoney));
        check_fee("amount = '2 CLC'\nper = 'year'", Err(Code::BadMoney));
        check_fee("amount = '135 USD'\nper = 'month'", Err(Code::UnknownWord));
    }

    #[track_caller]
    fn check_advice(yearly: &str, takes_credits: bool, expected: Result<&str, Code>) {
        let text = format!("[advice]\nyearly = {yearly}\n{SOURCE}");
        let read = if takes_credits {
            outcome(&text, |fields| advice(fields, true))
        } else {
            outcome(&text, |fields| advice(fields, false))
        };
        let read = read.map(|advice| advice.yearly.to_string());
        assert_eq!(
            read.map_err(|codes| codes[0].0),
            expected.map(str::to_owned)
        );
    }

    #[test]
    fn advice_is_about_credits_that_count() {
        check_advice("40", true, Ok("40"));
        check_advice("0", true, Err(Code::BadCredits));
        check_advice("40", false, Err(Code::BadRule));
    }
}
