//! Decimals as scaled integers. Nothing here, or anywhere else in the crate, passes through a float.

use std::fmt;

/// Reads a decimal such as `41`, `2.5` or `0.75` as an integer scaled by ten to the `places`.
///
/// # Errors
/// Says what keeps the text from being a decimal of that many places: a sign, a letter, a digit too many, no digit at all.
pub fn parse_scaled(text: &str, places: u32) -> Result<u64, DecimalError> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if text.starts_with('-') {
        return Err(DecimalError::Negative);
    }
    if whole.is_empty() || !digits(whole) || !digits(fraction) || text.ends_with('.') {
        return Err(DecimalError::NotANumber);
    }
    let kept = fraction.trim_end_matches('0');
    let width = u32::try_from(kept.len()).map_err(|_| DecimalError::TooFine(places))?;
    if width > places {
        return Err(DecimalError::TooFine(places));
    }
    let scale = |digits: &str, power: u32| -> Option<u64> {
        let value: u64 = if digits.is_empty() {
            0
        } else {
            digits.parse().ok()?
        };
        value.checked_mul(10_u64.checked_pow(power)?)
    };
    scale(whole, places)
        .zip(scale(kept, places - width))
        .and_then(|(a, b)| a.checked_add(b))
        .ok_or(DecimalError::TooLarge)
}

/// Writes a scaled integer with as few decimals as it needs, but at least `least` of them.
///
/// # Errors
/// Only those of the writer.
pub fn write_scaled(f: &mut impl fmt::Write, value: u64, places: u32, least: usize) -> fmt::Result {
    let scale = 10_u64.saturating_pow(places);
    write!(f, "{}", value / scale)?;
    let fraction = format!("{:0width$}", value % scale, width = places as usize);
    let kept = fraction
        .trim_end_matches('0')
        .len()
        .max(least)
        .min(fraction.len());
    match fraction.get(..kept) {
        Some(digits) if places > 0 && kept > 0 => write!(f, ".{digits}"),
        _ => Ok(()),
    }
}

/// Why a text is not the decimal that was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecimalError {
    /// It is below zero.
    Negative,
    /// It is not a plain decimal number.
    NotANumber,
    /// It has more decimals than the given number.
    TooFine(u32),
    /// It does not fit.
    TooLarge,
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Negative => f.write_str("it cannot be negative"),
            Self::NotANumber => f.write_str("it is not a plain number such as `40` or `2.5`"),
            Self::TooFine(0) => f.write_str("it must be a whole number"),
            Self::TooFine(1) => f.write_str("it has more than 1 decimal"),
            Self::TooFine(places) => write!(f, "it has more than {places} decimals"),
            Self::TooLarge => f.write_str("it is too large"),
        }
    }
}

impl std::error::Error for DecimalError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_should() {
        assert_eq!(parse_scaled("41", 2), Ok(4100));
        assert_eq!(parse_scaled("2.5", 2), Ok(250));
        assert_eq!(parse_scaled("2.500", 2), Ok(250));
        assert_eq!(parse_scaled("0.07", 2), Ok(7));
        assert_eq!(parse_scaled("-3", 2), Err(DecimalError::Negative));
        assert_eq!(parse_scaled("12.345", 2), Err(DecimalError::TooFine(2)));
        for text in ["", ".", "1.", ".5", "1e3", "1,5", "+1", "0x1", "1.2.3", "٣"] {
            assert_eq!(
                parse_scaled(text, 2),
                Err(DecimalError::NotANumber),
                "{text}"
            );
        }
        assert_eq!(
            parse_scaled("99999999999999999999", 2),
            Err(DecimalError::TooLarge)
        );
    }

    #[test]
    fn writes_as_short_as_it_may() {
        let text = |value, places, least| {
            let mut text = String::new();
            write_scaled(&mut text, value, places, least).unwrap();
            text
        };
        assert_eq!(text(4100, 2, 0), "41");
        assert_eq!(text(250, 2, 0), "2.5");
        assert_eq!(text(30000, 2, 2), "300.00");
        assert_eq!(text(5, 0, 0), "5");
        assert_eq!(text(1234, 3, 3), "1.234");
    }
}
