//! What makes one plan better than another, as a single number.
//!
//! A plan is better by the first aim in which it differs. Every aim is a sum over the things in the plan, so the sums are written one
//! after the other into one large integer, the first aim in the highest bits, each with room for the largest sum there can be. Adding
//! and comparing such numbers adds and compares all aims at once. Dates are no sums: [`super::dates`] fixes
//! them one by one between the others.

use std::ops::Add;

use chrono::Datelike;

use crate::model::{Aim, Date};

/// How bad something is: the sums of all aims, packed by a [`Scale`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Weight {
    high: u128,
    low: u128,
}

/// Bits in a weight.
const BITS: u32 = 256;

impl Weight {
    /// Of nothing.
    pub(super) const ZERO: Self = Self { high: 0, low: 0 };

    /// A value so many bits up.
    fn at(value: u64, bits: u32) -> Self {
        let value = u128::from(value);
        if bits >= 128 {
            let high = value.checked_shl(bits - 128).unwrap_or_default();
            return Self { high, low: 0 };
        }
        let over = 128_u32.checked_sub(bits).filter(|down| *down < 128);
        Self {
            high: over.map_or(0, |down| value >> down),
            low: value << bits,
        }
    }

    /// Of so much money and nothing else, for tests that need no scale.
    #[cfg(test)]
    pub(super) fn of_cash(minor: u64) -> Self {
        Self::at(minor, 0)
    }

    /// The bits both have.
    pub(super) fn and(self, mask: Self) -> Self {
        Self {
            high: self.high & mask.high,
            low: self.low & mask.low,
        }
    }

    /// The bits either has.
    pub(super) fn or(self, mask: Self) -> Self {
        Self {
            high: self.high | mask.high,
            low: self.low | mask.low,
        }
    }

    /// The bits it does not have.
    pub(super) fn not(self) -> Self {
        Self {
            high: !self.high,
            low: !self.low,
        }
    }

    /// How many bits it takes.
    pub(super) fn bits(self) -> u32 {
        match self.high {
            0 => 128 - self.low.leading_zeros(),
            high => BITS - high.leading_zeros(),
        }
    }

    /// The lightest weight that is `value` without so many of its lowest bits; `None`: it is out of range.
    pub(super) fn with(value: i128, bits: u32) -> Option<Self> {
        let value = u64::try_from(value).ok()?;
        Some(Self::at(value, bits)).filter(|_| bits < BITS - u64::BITS)
    }

    /// The weight without its lowest bits, rounded down. What does not fit any more is as heavy as can be.
    pub(super) fn without(self, bits: u32) -> i128 {
        let down = match bits {
            0 => self,
            1..128 => Self {
                high: self.high >> bits,
                low: (self.low >> bits) | (self.high << (128 - bits)),
            },
            _ => Self {
                high: 0,
                low: self.high.checked_shr(bits - 128).unwrap_or_default(),
            },
        };
        let fits = down.high == 0 && down.low < 1 << 100;
        i128::try_from(down.low)
            .ok()
            .filter(|_| fits)
            .unwrap_or(1 << 100)
    }

    /// All bits below the highest `bits` ones.
    fn below(bits: u32) -> Self {
        match BITS - bits.min(BITS) {
            0 => Self::ZERO,
            left @ 1..128 => Self {
                high: 0,
                low: (1 << left) - 1,
            },
            left => Self {
                high: 1_u128
                    .checked_shl(left - 128)
                    .map_or(u128::MAX, |bit| bit - 1),
                low: u128::MAX,
            },
        }
    }
}

impl Add for Weight {
    type Output = Self;

    /// A scale leaves room for every sum, so nothing saturates in earnest.
    fn add(self, other: Self) -> Self {
        let (low, carry) = self.low.overflowing_add(other.low);
        let high = self
            .high
            .saturating_add(other.high)
            .saturating_add(u128::from(carry));
        Self { high, low }
    }
}

/// What one thing amounts to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Amounts {
    /// Money, in minor units.
    pub(super) cash: u64,
    /// Learning credits.
    pub(super) purse: u64,
    /// One for a route with exams.
    pub(super) exams: u64,
    /// Things whose study is not known.
    pub(super) unknown: u64,
    /// Study, in minutes.
    pub(super) study: u64,
    /// Things to do or to buy.
    pub(super) things: u64,
    /// Credits it earns, in hundredths.
    pub(super) gain: u64,
    /// Days since someone last looked at its facts.
    pub(super) age: u64,
}

impl Amounts {
    /// The sums an aim compares, in order. Unknown is not zero: what has no known length comes before any study.
    fn parts(&self, aim: Aim) -> Vec<u64> {
        match aim {
            Aim::Cost => vec![self.cash, self.purse, self.exams],
            Aim::Hours => vec![self.unknown, self.study],
            Aim::Items => vec![self.things],
            Aim::Surplus => vec![self.gain],
            Aim::Freshness => vec![self.age],
            // When something of unknown length is finished nobody knows.
            Aim::Finish => vec![self.unknown],
            Aim::LatestFinish => Vec::new(),
        }
    }

    /// Each sum by a function of both.
    pub(super) fn zip(self, other: Self, both: impl Fn(u64, u64) -> u64) -> Self {
        Self {
            cash: both(self.cash, other.cash),
            purse: both(self.purse, other.purse),
            exams: both(self.exams, other.exams),
            unknown: both(self.unknown, other.unknown),
            study: both(self.study, other.study),
            things: both(self.things, other.things),
            gain: both(self.gain, other.gain),
            age: both(self.age, other.age),
        }
    }

    /// Each sum in the proportion of `part` to `whole`, rounded down.
    pub(super) fn share(self, part: u64, whole: u64) -> Self {
        let share = |amount: u64, _| {
            let product = u128::from(amount) * u128::from(part);
            let share = product.checked_div(u128::from(whole)).unwrap_or_default();
            u64::try_from(share).unwrap_or(u64::MAX).min(amount)
        };
        self.zip(self, share)
    }
}

impl Add for Amounts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.zip(other, u64::saturating_add)
    }
}

/// Where each aim's sums stand in a weight.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    /// All aims.
    aims: Vec<Aim>,
    /// The aims with their sums, each with the lowest bit of its sums and the largest value that has room.
    places: Vec<(Aim, Vec<(u32, u64)>)>,
    /// The aims that end in a date, each with the bits of all that comes before the date.
    dates: Vec<(Aim, Weight)>,
}

impl Scale {
    /// For aims in an order, with room for sums up to `most`.
    pub(super) fn new(aims: &[Aim], most: &Amounts) -> Self {
        let mut used = 0;
        let mut places = Vec::new();
        let mut dates = Vec::new();
        for aim in aims {
            let mut sums = Vec::new();
            for most in most.parts(*aim) {
                // A bit stays free at the top. Sums that could fill all the others take prices, lengths and ages far beyond any
                // that a file may give; the last aims would then be cut short, and no plan be dearer for it.
                let width = (u64::BITS - most.leading_zeros()).min(BITS - 1 - used);
                used += width;
                let largest = u64::MAX.checked_shr(u64::BITS - width).unwrap_or_default();
                sums.push((width, largest));
            }
            places.push((*aim, sums));
            if matches!(aim, Aim::Finish | Aim::LatestFinish) {
                dates.push((*aim, used));
            }
        }
        let mut top = used;
        for (_, sums) in &mut places {
            for (place, _) in sums {
                top -= *place;
                *place = top;
            }
        }
        let before = |(aim, above): (Aim, u32)| (aim, high_bits(used, above));
        Self {
            aims: aims.to_vec(),
            places,
            dates: dates.into_iter().map(before).collect(),
        }
    }

    /// How bad amounts are.
    pub(super) fn weigh(&self, amounts: &Amounts) -> Weight {
        let parts = self.places.iter().flat_map(|(aim, places)| {
            let sums = amounts.parts(*aim).into_iter();
            places
                .iter()
                .zip(sums)
                .map(|((place, largest), sum)| Weight::at(sum.min(*largest), *place))
        });
        parts.fold(Weight::ZERO, Weight::add)
    }

    /// What the aims compare, one after the other: sums, and the days of the dates among them, a late finish less than an early one.
    pub(super) fn rank(&self, amounts: &Amounts, dates: &[Date]) -> Vec<i64> {
        let sum = |sum: u64| i64::try_from(sum).unwrap_or(i64::MAX);
        let mut dates = dates.iter().map(|date| i64::from(date.num_days_from_ce()));
        let of = |aim: &Aim| {
            let mut parts: Vec<i64> = amounts.parts(*aim).into_iter().map(sum).collect();
            parts.extend(match aim {
                Aim::Finish => dates.next(),
                Aim::LatestFinish => dates.next().map(|day| -day),
                _ => None,
            });
            parts
        };
        self.aims.iter().flat_map(of).collect()
    }

    /// The aims that are dates, in order, each with the bits of all that comes before it.
    pub(super) fn dates(&self) -> &[(Aim, Weight)] {
        &self.dates
    }
}

/// The highest `above` bits of `used` ones, and every bit over them.
fn high_bits(used: u32, above: u32) -> Weight {
    Weight::below(BITS - (used - above)).not()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(cash: u64, study: u64, gain: u64) -> Amounts {
        Amounts {
            cash,
            study,
            gain,
            ..Amounts::default()
        }
    }

    #[test]
    fn the_first_aim_in_which_two_differ_decides() {
        let most = amounts(1 << 60, 1 << 45, 1 << 40);
        let scale = Scale::new(&Aim::order(&[]), &most);
        let weigh = |cash, study, gain| scale.weigh(&amounts(cash, study, gain));
        assert!(weigh(1, 0, 0) > weigh(0, 1 << 45, 1 << 40));
        assert!(weigh(1, 2, 0) > weigh(1, 1, 9));
        assert_eq!(weigh(1, 2, 3) + weigh(4, 5, 6), weigh(5, 7, 9));
        let scale = Scale::new(&Aim::order(&[Aim::Hours]), &most);
        let weigh = |cash, study| scale.weigh(&amounts(cash, study, 0));
        assert!(weigh(0, 1) > weigh(1 << 60, 0));
    }

    #[test]
    fn a_date_knows_what_comes_before_it() {
        let most = amounts(1000, 1000, 0);
        let scale = Scale::new(&Aim::order(&[Aim::Cost, Aim::Finish]), &most);
        let weigh = |cash, study| scale.weigh(&amounts(cash, study, 0));
        let (aim, mask) = scale.dates()[0];
        assert_eq!(aim, Aim::Finish);
        assert_eq!(weigh(7, 3).and(mask), weigh(7, 900).and(mask));
        assert!(weigh(7, 3).and(mask) < weigh(8, 0).and(mask));
        let first = Scale::new(&Aim::order(&[Aim::Finish]), &most);
        let (_, mask) = first.dates()[0];
        assert_eq!(first.weigh(&amounts(1000, 1000, 0)).and(mask), Weight::ZERO);
    }

    #[test]
    fn low_bits_are_rounded_away() {
        let weight = Weight { high: 5, low: 3 };
        assert_eq!(weight.without(128), 5);
        assert_eq!(weight.without(129), 2);
        assert_eq!(Weight { high: 0, low: 9 }.without(1), 4);
        assert_eq!(weight.without(0), 1 << 100);
        assert_eq!(weight.bits(), 131);
    }
}
