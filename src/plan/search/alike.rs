//! Choices that are alike, and what they earn together at the least, for [`super::presolve`].

use std::collections::{BTreeMap, BTreeSet};

use super::{branch::Placed, presolve::Offer};
use crate::plan::period::Period;

/// What some choices earn: units of credit, and what they give to each demand.
#[derive(Clone, Default, Debug)]
pub(super) struct Earned {
    pub(super) gain: usize,
    pub(super) gives: Vec<u64>,
}

impl Earned {
    /// The least that any of the ways to take a course earns.
    pub(super) fn least_of(offers: &[Offer<'_>]) -> Self {
        let gain = offers.iter().map(|offer| offer.placed.choice.gain).min();
        let gives = offers.iter().map(|offer| offer.gives.clone());
        let least = |a: Vec<u64>, b: Vec<u64>| {
            let both = a.into_iter().zip(b);
            both.map(|(a, b)| a.min(b)).collect()
        };
        Self {
            gain: gain.unwrap_or_default(),
            gives: gives.reduce(least).unwrap_or_default(),
        }
    }
}

/// Choices of which each is as good as what comes after them, and what their courses earn at the least.
#[derive(Default)]
pub(super) struct Alike {
    pub(super) layers: BTreeSet<usize>,
    pub(super) earned: Earned,
}

impl Alike {
    /// With a choice more; its course counts once.
    pub(super) fn add(&mut self, offer: &Offer<'_>, least: &BTreeMap<usize, Earned>) {
        let layer = offer.placed.taken.0;
        if let Some(least) = least.get(&layer).filter(|_| self.layers.insert(layer)) {
            self.earned.gain = self.earned.gain.saturating_add(least.gain);
            self.earned.gives.resize(least.gives.len(), 0);
            for (given, more) in self.earned.gives.iter_mut().zip(&least.gives) {
                *given = given.saturating_add(*more);
            }
        }
    }
}

/// All by which one choice can be worse than another, but for the weight: of one kind, the lighter are as good as the heavier. Of
/// thousands that are alike, most are so seen to be superfluous without holding each against each.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    gain: usize,
    gives: Vec<u64>,
    adds: Vec<u64>,
    sums: [u64; 3],
    by: [Option<usize>; 2],
    needs: Vec<usize>,
    window: Period,
    is_class: bool,
}

impl Kind {
    pub(super) fn of(offer: &Offer<'_>) -> Self {
        let Placed { choice, window, .. } = offer.placed;
        let sums = choice.amounts;
        Self {
            gain: choice.gain,
            gives: offer.gives.clone(),
            adds: offer.adds.clone(),
            sums: [sums.cash, sums.purse, sums.study],
            by: [choice.pass, choice.voucher],
            needs: choice.needs.clone(),
            window,
            is_class: choice.is_class,
        }
    }
}
