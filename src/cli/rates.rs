//! The currency of an answer, and the rates into it.

use crate::model::{Currency, Rate, Rates};

use super::{args::Exchange, convert::Given, exit::Failure};

/// The currency everything is told in, and the rates into it.
pub(super) fn rates(asked: &Exchange, default: Currency) -> Result<Rates, Failure> {
    let currency = Given::maybe("--currency", asked.currency.as_ref());
    let into = currency.map_or(Ok(default), Given::currency)?;
    let mut rates = Rates::none(into);
    for given in Given::many("--rate", &asked.rate) {
        let (code, rate) = given.value.split_once('=').ok_or_else(|| {
            given
                .wrong("it is not a currency, `=` and a rate")
                .hint("Write it as `--rate GBP=1.27`: what one pound is worth.")
        })?;
        let currency = code
            .trim()
            .parse()
            .map_err(|_| given.no_currency(code.trim()))?;
        if currency == into {
            return Err(given
                .wrong(format!("everything is told in {into} already"))
                .hint(format!(
                    "Leave it out, or choose another `--currency` than {into}."
                )));
        }
        let rate = Rate::parse(rate.trim()).map_err(|error| {
            let zero = rate.contains('0') && rate.trim().chars().all(|c| matches!(c, '0' | '.'));
            let failure = if zero {
                given.wrong("a rate is above zero")
            } else {
                given.wrong_number(error, Rate::MOST)
            };
            failure.hint(format!(
                "Write what one {currency} is worth in {into}, above zero and with at most 6 decimals, such as `--rate {currency}=1.27`."
            ))
        })?;
        if rates.from.insert(currency, rate).is_some() {
            return Err(given
                .wrong(format!("{currency} has a rate already"))
                .hint("Give each currency one rate."));
        }
    }
    Ok(rates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_given_once_and_into_another_currency() {
        let usd: Currency = "USD".parse().unwrap();
        let failing = |given: &[&str]| {
            let asked = Exchange {
                currency: None,
                rate: given.iter().map(|&text| text.to_owned()).collect(),
            };
            rates(&asked, usd).unwrap_err().told()
        };
        assert!(failing(&["GBP=1.2", "gbp=1.3"]).contains("has a rate already"));
        assert!(failing(&["USD=1"]).contains("told in USD already"));
        assert!(failing(&["GBP"]).contains("`--rate GBP=1.27`"));
        assert!(failing(&["GBP=0"]).contains("`--rate GBP=0`: a rate is above zero"));
        assert!(failing(&["GBP=0.00"]).contains(": a rate is above zero"));
        assert!(failing(&["GBP="]).contains("not a plain number"));
    }
}
