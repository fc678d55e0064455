//! From what was typed to what is meant: dates, credits, hours, money.
//!
//! Every failure here names the flag, the value, what is wrong, and the way out. Names of things in the catalogue are for
//! [`super::names`].

use std::fmt::Display;

use crate::{
    diagnostic::shown,
    model::{
        Clc, Credits, Currency, Date, DecimalError, Minutes, Money, MoneyError, Rates, parse_scaled,
    },
    report::{CsvTexts, Format},
};

use super::{
    args::{DatedFormat, DatedOutput, Texts},
    day,
    exit::Failure,
};

/// The form of an answer that was asked for. `None`: a calendar, whose entries are numbered first.
pub(super) fn dated(output: &DatedOutput) -> Result<Option<Format>, Failure> {
    let texts = csv_texts(output.texts, output.format == DatedFormat::Csv)?;
    Ok(match output.format {
        DatedFormat::Table => Some(Format::Text),
        DatedFormat::Json => Some(Format::Json),
        DatedFormat::Csv => Some(Format::Csv(texts)),
        DatedFormat::Markdown => Some(Format::Markdown),
        DatedFormat::Ics => None,
    })
}

/// How texts stand in CSV. Where something else is written, the flag means nothing, and whoever gave it is told.
pub(super) fn csv_texts(texts: Texts, is_csv: bool) -> Result<CsvTexts, Failure> {
    match (texts.raw_csv, is_csv) {
        (false, _) => Ok(CsvTexts::Guarded),
        (true, true) => Ok(CsvTexts::Raw),
        (true, false) => {
            let failure = Failure::usage("`--raw-csv` is about CSV, and something else is written");
            Err(failure.hint("Add `--format csv`, or leave it out."))
        }
    }
}

/// One value of one flag, or a part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given<'a> {
    /// The flag with its hyphens.
    pub(super) flag: &'static str,
    /// The value, or the part of it that is to be read.
    pub(super) value: &'a str,
    /// The whole value as typed.
    typed: &'a str,
}

impl<'a> Given<'a> {
    /// A value and its flag.
    pub(super) fn new(flag: &'static str, value: &'a str) -> Self {
        Self {
            flag,
            value,
            typed: value,
        }
    }

    /// The value of a flag that may be left out.
    pub(super) fn maybe(flag: &'static str, value: Option<&'a String>) -> Option<Self> {
        value.map(|value| Self::new(flag, value))
    }

    /// The values of a flag that may be repeated; empty ones, as a comma too many leaves them, are passed over.
    pub(super) fn many(flag: &'static str, values: &'a [String]) -> impl Iterator<Item = Self> {
        values
            .iter()
            .map(move |value| Self::new(flag, value.trim()))
            .filter(|given| !given.value.is_empty())
    }

    /// A part of it, to be read by itself.
    pub(super) fn part(self, value: &'a str) -> Self {
        Self {
            value: value.trim(),
            ..self
        }
    }

    /// What is wrong with it. The whole of it is quoted, so that it is found again among many.
    pub(super) fn wrong(self, why: impl Display) -> Failure {
        Failure::usage(format!("`{} {}`: {why}", self.flag, shown(self.typed)))
    }

    /// A number that is wrong; `most` is the largest that would do.
    pub(super) fn wrong_number(self, error: DecimalError, most: impl Display) -> Failure {
        match error {
            DecimalError::TooLarge => self.wrong(format!("it is too large: {most} is the most")),
            other => self.wrong(other),
        }
    }

    /// How another value would be written: with the flag, unless it is but a part.
    fn such_as(self, value: impl Display) -> String {
        if self.value == self.typed {
            format!("`{} {value}`", self.flag)
        } else {
            format!("`{value}`")
        }
    }

    /// A day.
    pub(super) fn date(self) -> Result<Date, Failure> {
        let date = day::iso(self.value).ok_or_else(|| {
            let failure = self.wrong("it is not a date");
            match day::reordered(self.value) {
                Some(date) => failure.hint(format!("Write it as {}.", self.such_as(date))),
                None => failure
                    .hint("Write dates as year, month and day with hyphens, such as `2027-01-31`."),
            }
        })?;
        if day::is_far(date) {
            return Err(self
                .wrong("no plan reaches so far")
                .hint(format!("Give a day before {}-01-01.", day::END)));
        }
        Ok(date)
    }

    /// A spell of days, first and last included.
    pub(super) fn spell(self) -> Result<(Date, Date), Failure> {
        let way_out = "Write the first and the last day, such as `--busy 2026-12-20..2027-01-03`.";
        let Some((from, to)) = self.value.split_once("..") else {
            return Err(self.wrong("it is not a spell of days").hint(way_out));
        };
        let day = |value| self.part(value).date();
        let (from, to) = (day(from)?, day(to)?);
        if to < from {
            return Err(self.wrong("it ends before it begins").hint(way_out));
        }
        Ok((from, to))
    }

    /// CE credits.
    pub(super) fn credits(self) -> Result<Credits, Failure> {
        Credits::parse(self.value).map_err(|error| {
            self.wrong_number(error, Credits::MOST)
                .hint(format!("Write credits such as {}.", self.such_as(43)))
        })
    }

    /// Learning credits.
    pub(super) fn clc(self) -> Result<Clc, Failure> {
        Clc::parse(self.value).map_err(|error| {
            self.wrong_number(error, Clc::MOST).hint(format!(
                "Learning credits come whole, such as `{} 40`.",
                self.flag
            ))
        })
    }

    /// Study time, which may be none.
    pub(super) fn hours(self) -> Result<Minutes, Failure> {
        self.hours_up_to(Minutes::MOST)
    }

    /// Study time; `most` is the largest there can be, to be named where it is more than can be counted.
    fn hours_up_to(self, most: impl Display) -> Result<Minutes, Failure> {
        Minutes::parse_hours(self.value).map_err(|error| {
            let failure = match error {
                DecimalError::TooFine(_) => {
                    self.wrong("it has parts of a minute, which are not counted")
                }
                other => self.wrong_number(other, most),
            };
            failure.hint(format!("Write hours such as {}.", self.such_as("6.5")))
        })
    }

    /// Study time in a week.
    pub(super) fn weekly(self) -> Result<Minutes, Failure> {
        let hours = self.hours_up_to(168)?;
        match hours.minutes() {
            0 => Err(self
                .wrong("no plan fits into no time")
                .hint("Leave the flag out to let time limit nothing.")),
            1..=10_080 => Ok(hours),
            _ => Err(self
                .wrong("a week has 168 hours")
                .hint(format!("Write hours such as {}.", self.such_as("6.5")))),
        }
    }

    /// A number of days.
    pub(super) fn days(self) -> Result<u32, Failure> {
        parse_scaled(self.value, 0)
            .and_then(|days| u32::try_from(days).map_err(|_| DecimalError::TooLarge))
            .map_err(|error| {
                self.wrong_number(error, u32::MAX).hint(format!(
                    "Write a number of days, such as `{} 30`.",
                    self.flag
                ))
            })
    }

    /// A currency.
    pub(super) fn currency(self) -> Result<Currency, Failure> {
        self.value.parse().map_err(|_| self.no_currency(self.value))
    }

    pub(super) fn no_currency(self, code: &str) -> Failure {
        self.wrong(format!("`{}` is no currency of ISO 4217", shown(code)))
            .hint("Currencies have three letters, such as `USD`, `EUR` or `GBP`.")
    }

    /// An amount in the currency of `rates`: bare, or in a currency that has a rate, whose code stands before or behind it.
    pub(super) fn money(self, rates: &Rates) -> Result<Money, Failure> {
        self.amount(self.value, rates)
    }

    /// The amount in a part of the value.
    fn amount(self, text: &str, rates: &Rates) -> Result<Money, Failure> {
        let (first, second) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let code_first = first.starts_with(|c: char| c.is_ascii_alphabetic());
        let (amount, code) = if code_first && !second.is_empty() {
            (second.trim(), first)
        } else {
            (first, second)
        };
        let currency = match code.trim() {
            "" => rates.into,
            code => code.parse().map_err(|_| self.no_currency(code))?,
        };
        let money = Money::parse_amount(amount, currency).map_err(|error| {
            let most = Money {
                minor: Money::MOST,
                currency,
            };
            let failure = match error {
                MoneyError::Amount(error) => self.wrong_number(error, most),
                other => self.wrong(other),
            };
            failure.hint(format!(
                "Write an amount of {currency}, such as `{0}` or `{currency} {0}`.",
                Money {
                    minor: 50 * 10_u64.pow(currency.decimals()),
                    currency
                }
                .amount()
            ))
        })?;
        rates.convert(money).ok_or_else(|| {
            self.wrong(format!("{currency} has no rate into {}", rates.into))
                .hint(format!("Add its rate, such as `--rate {currency}=1.25`."))
        })
    }

    /// The two sides of `NAME=VALUE`, each to be read on; `example` is such a value.
    pub(super) fn assignment(self, example: &str) -> Result<(Self, Self), Failure> {
        let Some((name, value)) = self.value.split_once('=') else {
            let hint = format!(
                "Write it as `{} {}={example}`.",
                self.flag,
                shown(self.value)
            );
            return Err(self.wrong("it has no `=`").hint(hint));
        };
        Ok((self.part(name), self.part(value)))
    }

    /// The two sides of `ID=AMOUNT`.
    pub(super) fn price(self, rates: &Rates) -> Result<(&'a str, Money), Failure> {
        let Some((name, amount)) = self.value.rsplit_once('=') else {
            return Err(self.wrong("it is not an id, `=` and an amount").hint(
                "Write it as `--price sdsi=500`, or `--price sdsi/cisco-u=500` for one offering.",
            ));
        };
        Ok((name.trim(), self.amount(amount, rates)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rate;

    #[track_caller]
    fn told<T: std::fmt::Debug>(result: Result<T, Failure>) -> String {
        result.unwrap_err().told()
    }

    #[test]
    fn a_date_is_guessed_only_when_it_can_mean_one_day() {
        let hint = |value| told(Given::new("--expires", value).date());
        assert_eq!(
            hint("31/01/2027"),
            "error: `--expires 31/01/2027`: it is not a date\nhint: Write it as `--expires 2027-01-31`.\n"
        );
        assert!(hint("01/31/2027").contains("`--expires 2027-01-31`"));
        assert!(hint("2027/1/5").contains("`--expires 2027-01-05`"));
        assert!(hint("05/05/2027").contains("`--expires 2027-05-05`"));
        for unclear in [
            "02/01/2027",
            "2027-02-30",
            "31/02/2027",
            "soon",
            "",
            "1/2/27",
        ] {
            assert!(hint(unclear).contains("Write dates as year"), "{unclear}");
        }
        assert!(Given::new("--expires", "2028-02-29").date().is_ok());
        assert!(hint("9000-01-01").contains("Give a day before 9000-01-01"));
        assert!(Given::new("--expires", "8999-12-31").date().is_ok());
    }

    #[test]
    fn numbers_say_what_is_wrong_with_them() {
        assert!(
            told(Given::new("--have", "-3").credits())
                .contains("`--have -3`: it cannot be negative")
        );
        for (given, most) in [
            (told(Given::new("--have", "100000.01").credits()), "100000"),
            (told(Given::new("--clc", "1000001").clc()), "1000000"),
            (told(Given::new("--max-hours", "100001").hours()), "100000"),
            (
                told(Given::new("--ending", "9999999999").days()),
                "4294967295",
            ),
            (
                told(Given::new("--hours-per-week", "100001").weekly()),
                "168",
            ),
        ] {
            let most = format!(": it is too large: {most} is the most\n");
            assert!(given.contains(&most), "{given}");
        }
        assert!(told(Given::new("--clc", "1.5").clc()).contains("it must be a whole number"));
        assert!(told(Given::new("--hours-per-week", "0").weekly()).contains("no time"));
        assert!(told(Given::new("--hours-per-week", "169").weekly()).contains("168"));
        assert!(told(Given::new("--max-hours", "0.33").hours()).contains("parts of a minute"));
    }

    #[test]
    fn money_keeps_to_its_currency() {
        let usd: Currency = "USD".parse().unwrap();
        let mut rates = Rates::none(usd);
        let pound = Rate::parse("1.27").unwrap();
        rates.from.insert("GBP".parse().unwrap(), pound);
        let money = |value| Given::new("--budget", value).money(&rates);
        assert_eq!(money("12.50").unwrap().to_string(), "USD 12.50");
        assert_eq!(money("100 GBP").unwrap().to_string(), "USD 127.00");
        assert_eq!(money("GBP 100").unwrap().to_string(), "USD 127.00");
        assert_eq!(money("500 usd").unwrap().to_string(), "USD 500.00");
        assert!(told(money("12.345")).contains("it has more than 2 decimals"));
        assert!(told(money("10000000000.01")).contains("USD 10000000000.00 is the most"));
        assert!(told(money("5 EUR")).contains("--rate EUR="));
        assert!(told(money("5 XXZ")).contains("no currency"));
    }
}
