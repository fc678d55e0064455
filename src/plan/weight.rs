//! What makes one choice better than another, and what a choice uses up.

use std::ops::Add;

/// How bad a choice is: one sum an aim, compared in the order of the aims (see [`Weight::new`]). Adding keeps the order, which is
/// all the search needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Weight([u64; 7]);

impl Weight {
    /// Of nothing.
    pub(super) const ZERO: Self = Self([0; 7]);

    /// A single sum, for a bound on one thing alone.
    pub(super) fn single(amount: u64) -> Self {
        let mut weight = Self::ZERO;
        if let Some(first) = weight.0.first_mut() {
            *first = amount;
        }
        weight
    }

    /// The sum of the first aim, or the single one.
    pub(super) fn first(self) -> u64 {
        self.0.first().copied().unwrap_or_default()
    }

    /// Of one thing to do or buy. What is made small first stands first: money, learning credits, things of unknown length (for
    /// unknown is not zero), study, things, credits earned and so earned for nothing, and days since someone last looked.
    pub(super) fn new(amounts: &Amounts) -> Self {
        let Amounts { load, gain, age } = amounts;
        let things = 1;
        Self([
            load.cash,
            load.purse,
            load.unknown,
            load.study,
            things,
            *gain,
            *age,
        ])
    }
}

impl Add for Weight {
    type Output = Self;

    /// Every part is at most 2⁴⁰ and a plan has far fewer than 2²⁴ items, so nothing saturates in earnest.
    fn add(self, other: Self) -> Self {
        let mut sum = self.0;
        for (sum, part) in sum.iter_mut().zip(other.0) {
            *sum = sum.saturating_add(part);
        }
        Self(sum)
    }
}

/// What a choice uses of what is limited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Load {
    /// Money, in minor units.
    pub(super) cash: u64,
    /// Learning credits.
    pub(super) purse: u64,
    /// Study, in minutes.
    pub(super) study: u64,
    /// Things whose study is not known. Not limited itself: a limit on study leaves them out.
    pub(super) unknown: u64,
}

impl Load {
    /// Whether it keeps to the limits.
    pub(super) fn within(self, limits: Self) -> bool {
        self.cash <= limits.cash && self.purse <= limits.purse && self.study <= limits.study
    }
}

impl Add for Load {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            cash: self.cash.saturating_add(other.cash),
            purse: self.purse.saturating_add(other.purse),
            study: self.study.saturating_add(other.study),
            unknown: self.unknown.saturating_add(other.unknown),
        }
    }
}

/// What one choice amounts to.
pub(super) struct Amounts {
    /// What it uses.
    pub(super) load: Load,
    /// Credits it earns, in hundredths.
    pub(super) gain: u64,
    /// Days since someone last looked at its facts.
    pub(super) age: u64,
}
