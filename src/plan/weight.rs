//! What makes one choice better than another, and what a choice uses up.

use std::ops::Add;

/// One thing to be made small.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Aim {
    /// Money, in minor units.
    Cash,
    /// Learning credits.
    Purse,
    /// Study, in minutes.
    Study,
    /// Things to do or buy.
    Items,
    /// Credits earned, and so credits earned for nothing.
    Gain,
    /// Days since someone last looked, summed over the items.
    Age,
}

/// An order of aims: every one, once.
pub(super) type Aims = [Aim; 6];

/// What is made small first, then second, and so on. After the last, the ids decide.
pub(super) const AIMS: Aims = [
    Aim::Cash,
    Aim::Purse,
    Aim::Study,
    Aim::Items,
    Aim::Gain,
    Aim::Age,
];

/// How bad a choice is: one sum an aim, compared in the order of the aims. Adding keeps the order, which is all the search needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Weight([u64; 6]);

impl Weight {
    /// Of nothing.
    pub(super) const ZERO: Self = Self([0; 6]);

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

    /// In the order of `aims`.
    pub(super) fn new(aims: Aims, amounts: &Amounts) -> Self {
        Self(aims.map(|aim| match aim {
            Aim::Cash => amounts.load.cash,
            Aim::Purse => amounts.load.purse,
            Aim::Study => amounts.load.study,
            Aim::Items => 1,
            Aim::Gain => amounts.gain,
            Aim::Age => amounts.age,
        }))
    }
}

impl Add for Weight {
    type Output = Self;

    /// Every part is far below 2⁵⁰ and a plan has fewer than 2¹⁴ items, so nothing saturates in earnest.
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
