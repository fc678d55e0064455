//! What may be meant by a price that is written in another way: with its thousands parted, its currency first, or a sign for it.

use crate::model::{Clc, Currency, Money};

/// Signs that stand for one currency alone.
const SIGNS: [(&str, &str); 3] = [("US$", "USD"), ("€", "EUR"), ("₹", "INR")];

/// Signs that several currencies share, each with one of them, and what it would have to be.
const SHARED: [(&str, &str, &str); 3] = [
    ("$", "USD", "these are US dollars"),
    ("£", "GBP", "these are pounds sterling"),
    ("¥", "JPY", "these are yen"),
];

/// What to write instead.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Meant {
    /// Nothing else can be meant.
    Only(String),
    /// One of two, and nobody can tell which.
    Either(String, String),
    /// This, if something holds that the text does not say.
    If(String, &'static str),
}

/// What a text that is no price may mean, where it can be told at all.
pub(super) fn understand(text: &str) -> Option<Meant> {
    let is_digit = |c: char| c.is_ascii_digit();
    let (start, end) = (text.find(is_digit)?, text.rfind(is_digit)? + 1);
    let amount = text.get(start..end)?;
    let unit = match (text.get(..start)?.trim(), text.get(end..)?.trim()) {
        (unit, "") | ("", unit) => unit,
        // A sign before the amount says no more than the currency after it.
        (sign, unit) if is_sign(sign) => unit,
        _ => return None,
    };
    let upper = unit.to_uppercase();
    if matches!(upper.as_str(), "CLC" | "CLCS") {
        return meant(&readings(amount, 0), amount, |amount| {
            Clc::parse(amount).ok().map(|clc| clc.to_string())
        });
    }
    let shared = SHARED.iter().find(|(sign, ..)| *sign == unit);
    let own = SIGNS.iter().find(|(sign, _)| *sign == upper);
    let code = own.map_or(upper.as_str(), |(_, code)| *code);
    let code = shared.map_or(code, |(_, code, _)| *code);
    let currency = Currency::from_code(code)?;
    let readings = readings(amount, currency.decimals() as usize);
    let meant = meant(&readings, amount, |amount| {
        let price = format!("{amount} {code}");
        price.parse::<Money>().is_ok().then_some(price)
    })?;
    Some(match (meant, shared) {
        (Meant::Only(price), Some((_, _, condition))) => Meant::If(price, condition),
        (meant, _) => meant,
    })
}

fn is_sign(text: &str) -> bool {
    let signs = SIGNS.iter().map(|(sign, _)| *sign);
    signs
        .chain(SHARED.iter().map(|(sign, ..)| *sign))
        .any(|sign| sign == text)
}

/// The prices that the readings of an amount make.
fn meant(
    readings: &[String],
    amount: &str,
    price: impl Fn(&str) -> Option<String>,
) -> Option<Meant> {
    match readings {
        [one] => {
            // A point before three digits may also be somebody's slip at decimals.
            let is_slip = amount.contains('.') && !one.contains('.') && is_parted_once(amount);
            let price = price(one)?;
            Some(if is_slip {
                Meant::If(price, "the point parts thousands")
            } else {
                Meant::Only(price)
            })
        }
        [one, other] => Some(Meant::Either(price(one)?, price(other)?)),
        _ => None,
    }
}

fn is_parted_once(amount: &str) -> bool {
    amount.chars().filter(|c| !c.is_ascii_digit()).count() == 1
}

/// The plain numbers that an amount may be: with a point before its decimals, and with a comma.
fn readings(amount: &str, decimals: usize) -> Vec<String> {
    let marks = [('.', ','), (',', '.')];
    let readings = marks.map(|(point, group)| reading(amount, point, group, decimals));
    let mut readings: Vec<String> = readings.into_iter().flatten().collect();
    readings.dedup();
    readings
}

fn reading(amount: &str, point: char, group: char, decimals: usize) -> Option<String> {
    let (whole, fraction) = amount.split_once(point).unwrap_or((amount, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole
        .split([group, ' ', '\u{a0}', '\u{202f}', '\'', '\u{2019}'])
        .collect();
    let (first, rest) = groups.split_first()?;
    let is_grouped = rest.is_empty() || first.len() <= 3 && rest.iter().all(|g| g.len() == 3);
    let is_whole = !first.is_empty() && is_grouped && groups.iter().all(|group| is_number(group));
    if !is_whole || !is_number(fraction) || fraction.len() > decimals {
        return None;
    }
    let whole = groups.concat();
    Some(if fraction.is_empty() {
        whole
    } else {
        format!("{whole}.{fraction}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn only(text: &str, price: &str) {
        let expected = Meant::Only(price.to_owned());
        assert_eq!(understand(text), Some(expected), "{text}");
    }

    #[test]
    fn what_can_be_meant_in_one_way_is_understood() {
        for text in [
            "3,995 USD",
            "USD 3995",
            "USD3,995",
            "3995USD",
            "3995 usd",
            " 3995  USD ",
            "US$3,995",
            "3 995 USD",
            "3'995 USD",
            "$3,995 USD",
        ] {
            only(text, "3995 USD");
        }
        only("3.995,00 EUR", "3995.00 EUR");
        only("3\u{202f}995,50\u{a0}€", "3995.50 EUR");
        only("€3,995.50", "3995.50 EUR");
        only("1.234.567 EUR", "1234567 EUR");
        only("99,5 EUR", "99.5 EUR");
        only("1,000 CLC", "1000 CLC");
        only("CLC 43", "43 CLC");
        only("43 CLCs", "43 CLC");
    }

    #[test]
    fn what_depends_is_told_with_what_it_depends_on() {
        let when = |text: &str, price: &str, condition| {
            let expected = Meant::If(price.to_owned(), condition);
            assert_eq!(understand(text), Some(expected), "{text}");
        };
        when("$3,995", "3995 USD", "these are US dollars");
        when("3995 £", "3995 GBP", "these are pounds sterling");
        when("¥500", "500 JPY", "these are yen");
        when("3.995 EUR", "3995 EUR", "the point parts thousands");
        when("3.995 JPY", "3995 JPY", "the point parts thousands");
        let either = Meant::Either("3995 KWD".to_owned(), "3.995 KWD".to_owned());
        assert_eq!(understand("3,995 KWD"), Some(either));
    }

    #[test]
    fn what_cannot_be_told_is_not_guessed() {
        for text in [
            "",
            "USD",
            "3995",
            "3995 dollars",
            "from 3995 USD",
            "3995-4500 USD",
            "39,95,00 USD",
            "3,9955 USD",
            ",995 USD",
            "3,995.001 USD",
            "1.5 CLC",
            "9,999,999 CLC",
            "USD 5 EUR",
            "$5 $6",
        ] {
            assert_eq!(understand(text), None, "{text}");
        }
    }
}
