//! Prices. The separator and, for a bare number or a dollar sign, the currency are declared by the source; nothing is taken for free unless it
//! says so in one of the declared words.

use super::{super::source::Decimal, Problem, Value, implausible, number, unreadable};
use crate::model::{Clc, Cost, Currency, Money};

/// Nothing costs more, in units of a currency with cents.
const MOST: u64 = 20_000;
/// A currency without cents has larger numbers.
const MOST_WHOLE: u64 = 3_000_000;
const DOLLARS: [&str; 6] = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD"];

pub(super) fn money(
    text: &str,
    decimal: Option<Decimal>,
    declared: Option<Currency>,
    free: &[String],
) -> Result<Value, Problem> {
    let lower = text.to_lowercase();
    if free.contains(&lower) {
        return Ok(Value::Price(Cost::Free));
    }
    let text = number::ascii_digits(text)?;
    let text = text
        .trim()
        .replace(",–", ",00")
        .replace(",-", ",00")
        .replace(".–", ".00");
    let is_amount = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'
            )
    };
    let start = text.find(|c: char| c.is_ascii_digit());
    let start = start.ok_or_else(|| unreadable("it has no number"))?;
    let (before, rest) = text.split_at(start);
    let end = rest.find(|c: char| !is_amount(c)).unwrap_or(rest.len());
    let (amount, after) = rest.split_at(end);
    let words: Vec<&str> = [before.trim(), after.trim()]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    if words
        .iter()
        .any(|word| word.chars().any(|c| c.is_ascii_digit()))
    {
        return Err(unreadable("it has more than one number"));
    }
    let digits = number::plain(amount.trim().trim_end_matches(['.', ',']), decimal)?;
    if let ["CLC" | "CLCs" | "Cisco Learning Credits" | "Learning Credits"] = words.as_slice() {
        let clc = digits.parse().ok().filter(|clc| (1..=1000).contains(clc));
        let clc = clc.ok_or_else(|| implausible("no course costs so many Learning Credits"))?;
        return Ok(Value::Price(Cost::Priced {
            cash: None,
            clc: Some(Clc(clc)),
        }));
    }
    let currency = currency(&words, declared)?;
    let money =
        Money::parse_amount(&digits, currency).map_err(|error| unreadable(error.to_string()))?;
    plausible(money)?;
    Ok(Value::Price(Cost::Priced {
        cash: Some(money),
        clc: None,
    }))
}

fn plausible(money: Money) -> Result<(), Problem> {
    let decimals = money.currency.decimals();
    let most = if decimals == 0 { MOST_WHOLE } else { MOST };
    if money.minor == 0 {
        return Err(implausible(
            "it costs nothing, in none of the words that the source declares for that",
        ));
    }
    if money.minor > most * 10_u64.pow(decimals) {
        return Err(implausible(format!("{money} is more than anything costs")));
    }
    Ok(())
}

/// The currency that the words beside the number name, held against the declared one.
fn currency(words: &[&str], declared: Option<Currency>) -> Result<Currency, Problem> {
    let none = || unreadable("it names no currency, and the source declares none");
    let word = match words {
        [] => return declared.ok_or_else(none),
        [word] => *word,
        _ => return Err(unreadable("it says more than a price")),
    };
    let named = match word {
        "€" => Currency::from_code("EUR"),
        "£" => Currency::from_code("GBP"),
        "US$" => Currency::from_code("USD"),
        "$" => {
            let dollars = declared.filter(|currency| DOLLARS.contains(&currency.code()));
            return dollars
                .ok_or_else(|| unreadable("which dollars these are, the source does not declare"));
        }
        "¥" => {
            let declared = declared.filter(|currency| ["JPY", "CNY"].contains(&currency.code()));
            return declared
                .ok_or_else(|| unreadable("which `¥` this is, the source does not declare"));
        }
        code => Currency::from_code(code),
    };
    named.ok_or_else(|| unreadable(format!("beside the number stands `{word}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, decimal: Decimal, declared: &str, expected: &str) {
        let free = ["free".to_owned(), "$0".to_owned()];
        let said = match money(text, Some(decimal), Currency::from_code(declared), &free) {
            Ok(value) => value.to_string(),
            Err(Problem::Implausible(_)) => "implausible".to_owned(),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn prices_read() {
        use Decimal::{Comma, Point};
        check("$4,495.00", Point, "USD", "USD 4495.00");
        check("4495 USD", Point, "", "USD 4495.00");
        check("4.495,– €", Comma, "", "EUR 4495.00");
        check("EUR 4.295,00", Comma, "USD", "EUR 4295.00");
        check("£3,495", Point, "", "GBP 3495.00");
        check("4 495,00 €", Comma, "", "EUR 4495.00");
        check("43 CLC", Point, "USD", "43 CLC");
        check("Free", Point, "USD", "free");
        check("$0", Point, "USD", "free");
        check("300", Point, "USD", "USD 300.00");
    }

    #[test]
    fn a_price_of_another_country_is_not_read_wrong() {
        use Decimal::{Comma, Point};
        let separators = "its separators are not those the source declares";
        check("4.495,00 €", Point, "EUR", separators);
        check("4,495.00", Comma, "EUR", separators);
        check("4.295 €", Point, "EUR", "it has more than 2 decimals");
        check(
            "$5",
            Point,
            "EUR",
            "which dollars these are, the source does not declare",
        );
    }

    #[test]
    fn what_is_no_price_is_told() {
        use Decimal::Point;
        check("Request Info", Point, "USD", "it has no number");
        check("Free*", Point, "USD", "it has no number");
        check(
            "from $300",
            Point,
            "USD",
            "beside the number stands `from $`",
        );
        check("$300 – $500", Point, "USD", "it has more than one number");
        check("0.00", Point, "USD", "implausible");
        check("$44,950.00", Point, "USD", "implausible");
        check(
            "300",
            Point,
            "",
            "it names no currency, and the source declares none",
        );
    }
}
