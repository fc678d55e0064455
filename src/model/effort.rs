//! How long something takes.

use std::fmt;

use super::{DecimalError, parse_scaled, write_scaled};

/// Study time in whole minutes; shown in hours.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Minutes(u32);

impl Minutes {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// The most an entry may state: 100 000 hours. Sums of many stay far from overflow in 64 bits.
    pub const MOST: Self = Self(6_000_000);

    /// So many minutes, at most [`Minutes::MOST`].
    pub fn new(minutes: u32) -> Option<Self> {
        (minutes <= Self::MOST.0).then_some(Self(minutes))
    }

    /// So many minutes of many things together, of which there may be more than [`Minutes::MOST`]; what is beyond eight thousand years is
    /// cut there.
    pub fn of_many(minutes: u64) -> Self {
        Self(u32::try_from(minutes).unwrap_or(u32::MAX))
    }

    /// Reads hours such as `40`, `1.5` or `0.25`.
    ///
    /// # Errors
    /// When the text is no decimal of at most two places, no whole number of minutes, or above [`Minutes::MOST`].
    pub fn parse_hours(text: &str) -> Result<Self, DecimalError> {
        let hundredths = parse_scaled(text, 2)?;
        let minutes = hundredths.checked_mul(60).ok_or(DecimalError::TooLarge)?;
        if minutes % 100 != 0 {
            return Err(DecimalError::TooFine(1));
        }
        u32::try_from(minutes / 100)
            .ok()
            .and_then(Self::new)
            .ok_or(DecimalError::TooLarge)
    }

    /// The time in minutes.
    pub fn minutes(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Minutes {
    /// Hours with at most two decimals, the last one rounded up.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_scaled(f, (u64::from(self.0) * 100).div_ceil(60), 2, 0)
    }
}

/// How long something takes, and how sure that is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Length {
    /// Study time.
    pub minutes: Minutes,
    /// Whether it is the program's estimate rather than a page's statement.
    pub estimated: bool,
}

/// What a page says of the length of an activity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effort {
    /// Study time.
    Hours(Minutes),
    /// Class days; the program says how many hours one counts.
    Days(u32),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_whole_minutes() {
        assert_eq!(Minutes::parse_hours("1.5"), Ok(Minutes(90)));
        assert_eq!(Minutes::parse_hours("0.75").unwrap().to_string(), "0.75");
        assert_eq!(Minutes::parse_hours("0.33"), Err(DecimalError::TooFine(1)));
        assert_eq!(Minutes(50).to_string(), "0.84");
        assert_eq!(
            Minutes::parse_hours("100000.1"),
            Err(DecimalError::TooLarge)
        );
    }
}
