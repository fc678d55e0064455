//! Prices and currencies.

use toml::de::DeValue;

use super::{
    Fault, Value,
    meant::{self, Meant},
    text::string,
    wrong_type,
};
use crate::{
    diagnostic::{Code, shown},
    model::{Clc, Cost, Currency, Money, MoneyError},
};

/// `"free"`, `"3995 USD"`, `"43 CLC"`, or a list of one price in money and one in learning credits.
pub(crate) fn cost(value: Value<'_>) -> Result<Cost, Fault> {
    match value.get_ref() {
        DeValue::Array(items) => match &**items {
            [one, other] => {
                let part = |item| part(item).map_err(|fault| fault.within(item));
                pair(part(one)?, part(other)?)
            }
            _ => Err(list_of_two()),
        },
        DeValue::String(text) if text == "free" => Ok(Cost::Free),
        DeValue::Integer(number) => {
            Err(wrong_type(value, "a string").help(match number.as_str() {
                "0" => "Write `\"free\"`, if a page says that it is.".to_owned(),
                digits => format!("Name the currency: `\"{} USD\"`.", shown(digits)),
            }))
        }
        _ => Ok(match part(value)? {
            Part::Cash(cash) => priced(Some(cash), None),
            Part::Clc(clc) => priced(None, Some(clc)),
        }),
    }
}

/// An amount of money, and nothing else: `"150 USD"`.
pub(crate) fn money(value: Value<'_>) -> Result<Money, Fault> {
    match cost(value)? {
        Cost::Priced {
            cash: Some(money),
            clc: None,
        } => Ok(money),
        _ => Err(fault().label("it is an amount of money, such as `\"150 USD\"`")),
    }
}

/// A currency of ISO 4217.
pub(crate) fn currency(value: Value<'_>) -> Result<Currency, Fault> {
    let code = string(value)?;
    Currency::from_code(code).ok_or_else(|| {
        let fault = Fault::new(Code::BadMoney, "names no currency");
        fault.label(MoneyError::Currency(shown(code)).to_string())
    })
}

enum Part {
    Cash(Money),
    Clc(Clc),
}

fn part(value: Value<'_>) -> Result<Part, Fault> {
    let text = string(value)?;
    if let Some(amount) = text.strip_suffix(" CLC") {
        return Clc::parse(amount)
            .map(Part::Clc)
            .map_err(|error| no_price(text, &MoneyError::Amount(error)));
    }
    if names_ce_credits(text) {
        return Err(Fault::new(Code::ClcAsCredits, "is paid in CE credits")
            .label("CE credits are earned; nothing is paid with them")
            .help("Write `CLC` if the page means Cisco Learning Credits, and what is earned into `credits`."));
    }
    text.parse()
        .map(Part::Cash)
        .map_err(|error| no_price(text, &error))
}

/// The fault of a text that is no price, with what may be meant by it.
fn no_price(text: &str, error: &MoneyError) -> Fault {
    let fault = fault().label(match error {
        MoneyError::Currency(code) => MoneyError::Currency(shown(code)).to_string(),
        MoneyError::Shape | MoneyError::Amount(_) => error.to_string(),
    });
    if text.eq_ignore_ascii_case("free") {
        return fault.write("\"free\"");
    }
    match meant::understand(text) {
        Some(Meant::Only(price)) => fault.write(format!("\"{price}\"")),
        Some(Meant::Either(one, other)) => {
            let help = format!("Write `\"{one}\"` or `\"{other}\"`: it may mean either.");
            fault.help(help)
        }
        Some(Meant::If(price, condition)) => {
            fault.help(format!("Write `\"{price}\"`, if {condition}."))
        }
        None if is_bound(text) => fault.help(
            "What a page gives as \"from\" or \"up to\" is no price: leave the key out, and say it in `note`.",
        ),
        None if matches!(error, MoneyError::Currency(_)) => {
            fault.help("A currency is three capital letters, such as `USD`.")
        }
        None => fault,
    }
}

/// Whether a text says only what a price begins with or ends at.
fn is_bound(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["from ", "starting ", "up to "]
        .iter()
        .any(|bound| text.starts_with(bound))
}

/// Whether a text counts what renews rather than what pays for training, such as `40 CE`.
fn names_ce_credits(text: &str) -> bool {
    let text = text.to_ascii_uppercase();
    [" CE", " CEC", " CE CREDITS", " CREDITS"]
        .iter()
        .any(|unit| text.ends_with(unit))
}

fn pair(one: Part, other: Part) -> Result<Cost, Fault> {
    match (one, other) {
        (Part::Cash(cash), Part::Clc(clc)) | (Part::Clc(clc), Part::Cash(cash)) => {
            Ok(priced(Some(cash), Some(clc)))
        }
        (Part::Cash(_), Part::Cash(_)) | (Part::Clc(_), Part::Clc(_)) => Err(list_of_two()),
    }
}

fn priced(cash: Option<Money>, clc: Option<Clc>) -> Cost {
    Cost::Priced { cash, clc }
}

fn list_of_two() -> Fault {
    fault().label("a list holds one price in money and one in CLC")
}

fn fault() -> Fault {
    Fault::new(Code::BadMoney, "is no price")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::values::testing::outcome;

    #[test]
    fn prices_read() {
        let read = |written| outcome(written, cost).unwrap();
        let cash = Some("3995 USD".parse().unwrap());
        assert_eq!(read("'free'"), Cost::Free);
        assert_eq!(read("'3995 USD'"), priced(cash, None));
        assert_eq!(read("'43 CLC'"), priced(None, Some(Clc(43))));
        assert_eq!(read("['43 CLC', '3995 USD']"), priced(cash, Some(Clc(43))));
    }

    #[track_caller]
    fn refused(written: &str, code: Code, said: &str) {
        assert_eq!(outcome(written, cost), Err((code, said.to_owned())));
    }

    #[test]
    fn what_is_no_price_is_told() {
        let iso = "`usd` is no currency of ISO 4217 | Write `\"5 USD\"`.";
        refused("'5 usd'", Code::BadMoney, iso);
        refused(
            "'5.0012 USD'",
            Code::BadMoney,
            "it has more than 2 decimals",
        );
        refused("'1.5 CLC'", Code::BadMoney, "it must be a whole number");
        refused("'9999999 CLC'", Code::BadMoney, "it is too large");
        let two = "a list holds one price in money and one in CLC";
        refused("['5 USD', '5 EUR']", Code::BadMoney, two);
        refused("['5 USD']", Code::BadMoney, two);
        let whole = "this is a whole number | Write `\"free\"`, if a page says that it is.";
        refused("0", Code::WrongType, whole);
        let shape = "money is an amount, a space and a currency, such as `3995 USD`";
        let clc = "`clc` is no currency of ISO 4217 | Write `\"40 CLC\"`.";
        refused("'40 clc'", Code::BadMoney, clc);
        let word = "`dollars` is no currency of ISO 4217 | A currency is three capital letters, such as `USD`.";
        refused("'40 dollars'", Code::BadMoney, word);
        let dollars = format!("{shape} | Write `\"3995 USD\"`, if these are US dollars.");
        refused("'$3,995'", Code::BadMoney, &dollars);
        refused("'$many'", Code::BadMoney, shape);
        let number = "it is not a plain number such as `40` or `2.5`";
        let thousands = format!("{number} | Write `\"3995 USD\"`.");
        refused("'3,995 USD'", Code::BadMoney, &thousands);
        let point =
            "it has more than 2 decimals | Write `\"3995 EUR\"`, if the point parts thousands.";
        refused("'3.995 EUR'", Code::BadMoney, point);
        let either = "Write `\"3995 KWD\"` or `\"3.995 KWD\"`: it may mean either.";
        refused(
            "'3,995 KWD'",
            Code::BadMoney,
            &format!("{number} | {either}"),
        );
        refused(
            "'Free'",
            Code::BadMoney,
            &format!("{shape} | Write `\"free\"`."),
        );
    }

    #[test]
    fn what_renews_pays_for_nothing() {
        let said = "CE credits are earned; nothing is paid with them | Write `CLC` if the page means Cisco Learning \
                    Credits, and what is earned into `credits`.";
        refused("'40 CE'", Code::ClcAsCredits, said);
        refused("['40 ce credits', '4000 USD']", Code::ClcAsCredits, said);
    }

    #[test]
    fn currencies_are_those_of_iso_4217() {
        assert!(outcome("'EUR'", currency).is_ok());
        assert_eq!(outcome("'EURO'", currency).unwrap_err().0, Code::BadMoney);
    }
}
