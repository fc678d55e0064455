//! Money, Cisco Learning Credits, and exchange rates. Integers only.

use std::{collections::BTreeMap, fmt, str::FromStr};

use super::{DecimalError, parse_scaled, write_scaled};

/// A currency of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The currency with that code, such as `USD`. Codes without a minor unit, such as those of metals and of tests, are no money.
    pub fn from_code(code: &str) -> Option<Self> {
        iso_currency::Currency::from_code(code)
            .filter(|currency| currency.exponent().is_some())
            .map(Self)
    }

    /// Its three letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals its minor unit has: 2 for USD, 0 for JPY.
    pub fn decimals(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        Self::from_code(&code.to_ascii_uppercase())
            .ok_or_else(|| MoneyError::Currency(code.to_owned()))
    }
}

/// An amount of one currency, in its minor unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Money {
    /// How many of the minor unit: cents, pence, yen.
    pub minor: u64,
    /// Of which currency.
    pub currency: Currency,
}

impl Money {
    /// The most one price may be, in minor units. Sums of a million prices stay inside 64 bits.
    pub const MOST: u64 = 1_000_000_000_000;

    /// An amount of nothing.
    pub fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads a bare amount such as `3995` or `12.50` in a currency that is known already.
    ///
    /// # Errors
    /// When the text is no decimal, is finer than the currency's minor unit, or is above [`Money::MOST`]; and when it may be thousands.
    pub fn parse_amount(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let decimals = currency.decimals();
        let minor =
            parse_scaled(text, decimals).and_then(|minor| not_thousands(text, decimals, minor));
        let minor = minor.map_err(MoneyError::Amount)?;
        if minor > Self::MOST {
            return Err(MoneyError::Amount(DecimalError::TooLarge));
        }
        Ok(Self { minor, currency })
    }

    /// The bare amount, with all the decimals of the currency: `300.00`.
    pub fn amount(self) -> String {
        let mut text = String::new();
        let decimals = self.currency.decimals();
        // Writing into a string cannot fail.
        let _ = write_scaled(&mut text, self.minor, decimals, decimals as usize);
        text
    }
}

/// Refuses what many a country writes for thousands: `3.000` is three only where a currency has so many decimals.
fn not_thousands(text: &str, decimals: u32, number: u64) -> Result<u64, DecimalError> {
    let digits = text.split_once('.').map(|(_, fraction)| fraction.len());
    if digits == Some(3) && decimals < 3 {
        return Err(DecimalError::TooFine(decimals));
    }
    Ok(number)
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.currency, self.amount()))
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads `3995 USD`.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (amount, currency) = text.split_once(' ').ok_or(MoneyError::Shape)?;
        let currency = Currency::from_code(currency)
            .ok_or_else(|| MoneyError::Currency(currency.to_owned()))?;
        Self::parse_amount(amount, currency)
    }
}

/// Why a text is no amount of money.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MoneyError {
    /// It is not an amount, a space and a currency.
    Shape,
    /// ISO 4217 knows no such currency.
    Currency(String),
    /// The amount is wrong.
    Amount(DecimalError),
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape => {
                f.write_str("money is an amount, a space and a currency, such as `3995 USD`")
            }
            Self::Currency(code) => write!(f, "`{code}` is no currency of ISO 4217"),
            Self::Amount(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for MoneyError {}

/// Cisco Learning Credits: prepaid money, bought at USD 100 each. They never become cash, and never renew anything.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Clc(pub u32);

impl Clc {
    /// The most a price or a purse may be.
    pub const MOST: u32 = 1_000_000;

    /// Reads a bare number of them, such as `43`.
    ///
    /// # Errors
    /// When the text is no whole number, or is above [`Clc::MOST`]; and when it may be thousands.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let number = parse_scaled(text, 0).and_then(|number| not_thousands(text, 0, number))?;
        let number = u32::try_from(number).ok();
        let number = number.filter(|number| *number <= Self::MOST);
        number.map(Self).ok_or(DecimalError::TooLarge)
    }
}

impl fmt::Display for Clc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} CLC", self.0)
    }
}

/// What is known of a price.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cost {
    /// No page gives it. Never taken for zero.
    Unknown,
    /// A page says that it costs nothing, in any currency.
    Free,
    /// A price in money, in learning credits, or in either at the buyer's choice.
    Priced {
        /// The price in money.
        cash: Option<Money>,
        /// The price in learning credits; not the cash price converted.
        clc: Option<Clc>,
    },
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown
            | Self::Priced {
                cash: None,
                clc: None,
            } => f.write_str("not known"),
            Self::Free => f.write_str("free"),
            Self::Priced {
                cash: Some(cash),
                clc: None,
            } => cash.fmt(f),
            Self::Priced {
                cash: None,
                clc: Some(clc),
            } => clc.fmt(f),
            Self::Priced {
                cash: Some(cash),
                clc: Some(clc),
            } => write!(f, "{cash} or {clc}"),
        }
    }
}

/// How many units of the plan's currency one unit of another is worth, in millionths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rate(u64);

impl Rate {
    /// The least rate there is.
    pub const LEAST: Self = Self(1);
    /// The greatest.
    pub const MOST: Self = Self(1_000_000_000_000);
    /// How many decimals a rate may have.
    const DECIMALS: u32 = 6;

    /// Reads a rate such as `1.27`.
    ///
    /// # Errors
    /// When the text is no decimal of at most six places, or not above zero, or above a million.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        match parse_scaled(text, Self::DECIMALS)? {
            0 => Err(DecimalError::NotANumber),
            millionths if millionths <= Self::MOST.0 => Ok(Self(millionths)),
            _ => Err(DecimalError::TooLarge),
        }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_scaled(f, self.0, Self::DECIMALS, 0)
    }
}

/// The rates the holder gave, all into one currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rates {
    /// The currency that everything is told in.
    pub into: Currency,
    /// What one unit of each other currency is worth in it.
    pub from: BTreeMap<Currency, Rate>,
}

impl Rates {
    /// No rates: only prices in `into` itself can be used.
    pub fn none(into: Currency) -> Self {
        Self {
            into,
            from: BTreeMap::new(),
        }
    }

    /// The amount in the plan's currency, rounded half up to its minor unit; `None` without a rate, or when it does not fit.
    pub fn convert(&self, money: Money) -> Option<Money> {
        if money.currency == self.into {
            return Some(money);
        }
        let rate = self.from.get(&money.currency)?;
        let power = |currency: Currency| 10_u128.pow(currency.decimals());
        let dividend = u128::from(money.minor) * u128::from(rate.0) * power(self.into);
        let divisor = 10_u128.pow(Rate::DECIMALS) * power(money.currency);
        let minor = u64::try_from((dividend + divisor / 2) / divisor).ok()?;
        (minor <= Money::MOST).then_some(Money {
            minor,
            currency: self.into,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn currency(code: &str) -> Currency {
        Currency::from_code(code).unwrap()
    }

    #[test]
    fn codes_of_no_money_are_none() {
        for code in ["XXX", "XTS", "XAU", "XDR", "usd", ""] {
            assert_eq!(Currency::from_code(code), None, "{code}");
        }
        for code in ["USD", "JPY", "XOF", "XPF"] {
            assert!(Currency::from_code(code).is_some(), "{code}");
        }
    }

    #[test]
    fn money_reads_and_writes() {
        assert_eq!(
            "3995 USD".parse::<Money>().unwrap().to_string(),
            "USD 3995.00"
        );
        assert_eq!("500 JPY".parse::<Money>().unwrap().to_string(), "JPY 500");
        assert_eq!(
            "12.345 USD".parse::<Money>(),
            Err(MoneyError::Amount(DecimalError::TooFine(2)))
        );
        assert_eq!(
            "1 XYZ".parse::<Money>(),
            Err(MoneyError::Currency("XYZ".to_owned()))
        );
        assert_eq!("3995".parse::<Money>(), Err(MoneyError::Shape));
        for thousands in ["3.000 EUR", "3.000 JPY"] {
            let read = thousands.parse::<Money>();
            assert!(matches!(
                read,
                Err(MoneyError::Amount(DecimalError::TooFine(_)))
            ));
        }
        assert!("3.000 KWD".parse::<Money>().is_ok());
        assert_eq!(
            "10000000000.01 USD".parse::<Money>(),
            Err(MoneyError::Amount(DecimalError::TooLarge))
        );
    }

    #[test]
    fn learning_credits_are_whole() {
        assert_eq!(Clc::parse("43"), Ok(Clc(43)));
        assert_eq!(Clc::parse("043.0"), Ok(Clc(43)));
        for part in ["1.5", "1.000"] {
            assert_eq!(Clc::parse(part), Err(DecimalError::TooFine(0)), "{part}");
        }
        assert_eq!(Clc::parse("1000001"), Err(DecimalError::TooLarge));
    }

    #[test]
    fn rates_round_half_up_and_mind_the_decimals() {
        let from = BTreeMap::from([
            (currency("GBP"), Rate::parse("1.27").unwrap()),
            (currency("JPY"), Rate::parse("0.0065").unwrap()),
        ]);
        let rates = Rates {
            into: currency("USD"),
            from,
        };
        let convert = |text: &str| rates.convert(text.parse().unwrap()).map(Money::amount);
        assert_eq!(convert("99 GBP").as_deref(), Some("125.73"));
        assert_eq!(convert("1000 JPY").as_deref(), Some("6.50"));
        assert_eq!(convert("1 JPY").as_deref(), Some("0.01"));
        assert_eq!(convert("7 USD").as_deref(), Some("7.00"));
        assert_eq!(convert("7 EUR"), None);
    }

    #[test]
    fn a_rate_is_above_zero() {
        assert_eq!(Rate::parse("0"), Err(DecimalError::NotANumber));
        assert_eq!(Rate::parse("-1"), Err(DecimalError::Negative));
    }
}
