//! Continuing Education credits.

use std::{fmt, iter::Sum};

use super::{DecimalError, parse_scaled, write_scaled};

/// An amount of Continuing Education (CE) credits, in hundredths.
///
/// Not to be confused with [`Clc`](super::Clc): a CE credit renews, a Cisco Learning Credit is money.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Credits(u32);

impl Credits {
    /// No credits at all.
    pub const ZERO: Self = Self(0);
    /// The most an entry may state or a holder may have: 100 000 credits. Sums stay far from overflow.
    pub const MOST: Self = Self(10_000_000);

    /// So many hundredths, at most [`Credits::MOST`].
    pub fn from_hundredths(hundredths: u32) -> Option<Self> {
        (hundredths <= Self::MOST.0).then_some(Self(hundredths))
    }

    /// Reads `41` or `2.5`.
    ///
    /// # Errors
    /// When the text is no decimal, has more than two decimals, or is above [`Credits::MOST`].
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let scaled = parse_scaled(text, 2)?;
        u32::try_from(scaled)
            .ok()
            .and_then(Self::from_hundredths)
            .ok_or(DecimalError::TooLarge)
    }

    /// The amount in hundredths.
    pub fn hundredths(self) -> u32 {
        self.0
    }

    /// What is left of it after taking `other` away, never below zero.
    #[must_use]
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Credits {
    fn sum<I: Iterator<Item = Self>>(credits: I) -> Self {
        credits.fold(Self::ZERO, |sum, next| Self(sum.0.saturating_add(next.0)))
    }
}

impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_scaled(f, u64::from(self.0), 2, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        assert_eq!(Credits::parse("41").unwrap().to_string(), "41");
        assert_eq!(Credits::parse("2.50").unwrap().to_string(), "2.5");
        assert_eq!(Credits::parse("2.505"), Err(DecimalError::TooFine(2)));
        assert_eq!(Credits::parse("100000.01"), Err(DecimalError::TooLarge));
    }

    #[test]
    fn what_is_left_is_never_negative() {
        let [need, have] = ["30", "40"].map(|text| Credits::parse(text).unwrap());
        assert_eq!(need.saturating_sub(have), Credits::ZERO);
    }
}
