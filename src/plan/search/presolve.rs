//! Leaves out what no best plan needs, before any search.
//!
//! One choice is at least as good as another when it weighs less (or as much, and comes first), earns as much, uses no more of
//! anything limited, has all the days the other has, gives at least as much to every demand, and asks for no pass, voucher or
//! course the other does not ask for. Then
//!
//! - of two choices for one course, the other is never needed;
//! - a choice is never needed when choices at least as good stand in so many other courses that all of those together would already
//!   earn what is wanted, credits and demands it gives to: a plan with it either leaves one of those courses free, and then the exchange
//!   makes the plan no worse; or it uses them all, and then it needs it for nothing. (In counting, each of those courses counts with the least that any of its
//!   choices earns, for the plan may use another.)

use std::collections::{BTreeMap, BTreeSet};

use super::{
    alike::{Alike, Earned, Kind},
    branch::Placed,
    build::Frame,
};
use crate::{
    model::Date,
    plan::{
        demand::{Demand, Gives},
        problem::Choice,
        watch::Watch,
        weight::Weight,
    },
};

/// So many others each choice is held against, on the average: where there is much to look at, looking takes longer than it saves.
const LOOKS: usize = 200;
/// The time is looked at after holding so many against others: some milliseconds.
const BREATH: usize = 1 << 20;

/// How often something may still be held against something else. What is not looked at stays: leaving out is for speed alone.
struct Looks<'w> {
    left: usize,
    next_breath: usize,
    watch: &'w Watch<'w>,
}

impl<'w> Looks<'w> {
    /// As many as so many choices may have together.
    fn at(choices: usize, watch: &'w Watch<'w>) -> Self {
        let left = choices.saturating_mul(LOOKS);
        Self {
            left,
            next_breath: left,
            watch,
        }
    }

    /// Takes one; whether there was one.
    fn take(&mut self) -> bool {
        if self.left == 0 {
            return false;
        }
        if self.left <= self.next_breath {
            self.next_breath = self.left.saturating_sub(BREATH);
            // When the time is over, what comes next will find so too.
            if self.watch.is_over() {
                self.left = 0;
            }
        }
        let is_left = self.left > 0;
        self.left = self.left.saturating_sub(1);
        is_left
    }
}

/// A choice that can be made, with what it weighs in the branch.
#[derive(Clone, Debug)]
pub(super) struct Offer<'p> {
    pub(super) placed: Placed<'p>,
    pub(super) weight: Weight,
    /// What it gives to each demand of the target.
    pub(super) gives: Vec<u64>,
    /// What it adds to everything there may be too much of.
    pub(super) adds: Vec<u64>,
}

/// The offers that a best plan may need, by layer; `credits` are wanted, in units.
pub(super) fn useful<'p>(
    frame: &Frame<'p>,
    mut offers: BTreeMap<usize, Vec<Offer<'p>>>,
    credits: usize,
) -> BTreeMap<usize, Vec<Offer<'p>>> {
    let rules = Rules::of(frame, credits);
    let number = offers.values().map(Vec::len).sum();
    let mut looks = Looks::at(number, frame.watch);
    for offers in offers.values_mut() {
        rules.keep_the_best(offers, &mut looks);
    }
    let mut exams = offers.split_off(&frame.problem.courses.len());
    for offers in exams.values_mut() {
        offers.sort_by_key(|offer| offer.placed.taken);
    }
    let least: BTreeMap<usize, Earned> = offers
        .iter()
        .map(|(layer, offers)| (*layer, Earned::least_of(offers)))
        .collect();
    let mut all: Vec<Offer<'p>> = offers.into_values().flatten().collect();
    all.sort_by_key(|offer| (offer.weight, offer.placed.taken));
    // What makes something that was left out superfluous makes what comes after it superfluous too, so only what is kept is looked at.
    let mut kept: Vec<Offer<'p>> = Vec::new();
    let mut alike: BTreeMap<Kind, Alike> = BTreeMap::new();
    let mut looks = Looks::at(all.len(), frame.watch);
    for offer in all {
        let alike = alike.entry(Kind::of(&offer)).or_default();
        let is_superfluous = !rules.needed.contains(&offer.placed.taken.0)
            && (rules.are_enough(alike, &offer)
                || rules.is_superfluous(&offer, &kept, &least, &mut looks));
        if !is_superfluous {
            alike.add(&offer, &least);
            kept.push(offer);
        }
    }
    let mut useful: BTreeMap<usize, Vec<Offer<'p>>> = BTreeMap::new();
    for offer in kept {
        useful.entry(offer.placed.taken.0).or_default().push(offer);
    }
    for offers in useful.values_mut() {
        offers.sort_by_key(|offer| offer.placed.taken.1);
    }
    useful.extend(exams);
    useful
}

/// Which sums must be compared.
struct Compared {
    cash: bool,
    purse: bool,
    study: bool,
}

/// What must be compared in this problem.
struct Rules {
    compared: Compared,
    /// Whether days are.
    days: bool,
    /// What every demand asks for.
    demands: Vec<u64>,
    /// Units of credit wanted.
    credits: usize,
    /// The courses that others need.
    needed: BTreeSet<usize>,
}

impl Rules {
    fn of(frame: &Frame<'_>, credits: usize) -> Self {
        let problem = frame.problem;
        let choices = || problem.layers().flat_map(|layer| &layer.choices);
        let has_terms = problem.passes.iter().any(|pass| pass.days.is_some());
        let is_timed = |choice: &Choice| {
            choice.is_class || !choice.needs.is_empty() || (choice.pass.is_some() && has_terms)
        };
        let demands = &frame.target.demands;
        let is_late = |demand: &Demand| matches!(demand.gives, Gives::Late(_));
        let paced = problem.calendar.per_week.is_some();
        Self {
            compared: Compared {
                cash: problem.limits.cash < u64::MAX,
                purse: choices().any(|choice| choice.amounts.purse > 0),
                study: paced || problem.limits.study < u64::MAX,
            },
            days: paced || demands.iter().any(is_late) || choices().any(is_timed),
            demands: demands.iter().map(|demand| demand.least).collect(),
            credits,
            needed: choices()
                .flat_map(|choice| choice.needs.iter().copied())
                .collect(),
        }
    }

    /// Keeps the ways to take a course, or sit an exam, that no other is at least as good as; the lightest first.
    fn keep_the_best(&self, offers: &mut Vec<Offer<'_>>, looks: &mut Looks<'_>) {
        offers.sort_by_key(|offer| (offer.weight, offer.placed.taken));
        let mut kept: Vec<Offer<'_>> = Vec::new();
        for offer in offers.drain(..) {
            let mut better = kept.iter().take_while(|_| looks.take());
            if !better.any(|better| self.is_as_good(better, &offer)) {
                kept.push(offer);
            }
        }
        *offers = kept;
    }

    /// Whether the first choice is at least as good as the second, and comes before it.
    fn is_as_good(&self, better: &Offer<'_>, offer: &Offer<'_>) -> bool {
        let (a, b) = (&better.placed, &offer.placed);
        let comes_first = (better.weight, a.taken) < (offer.weight, b.taken);
        let adds_no_more = better.adds.iter().zip(&offer.adds).all(|(a, b)| a <= b);
        comes_first && adds_no_more && self.earns_as_much(better, offer) && self.asks_no_more(a, b)
    }

    fn earns_as_much(&self, better: &Offer<'_>, offer: &Offer<'_>) -> bool {
        let gain = |offer: &Offer<'_>| offer.placed.choice.gain.min(self.credits);
        let mut gives = better.gives.iter().zip(&offer.gives);
        gain(better) >= gain(offer) && gives.all(|(a, b)| a >= b)
    }

    fn asks_no_more(&self, a: &Placed<'_>, b: &Placed<'_>) -> bool {
        let (one, other) = (a.choice, b.choice);
        let (x, y) = (one.amounts, other.amounts);
        (one.pass.is_none() || one.pass == other.pass)
            && (one.voucher.is_none() || one.voucher == other.voucher)
            && one.needs.iter().all(|need| other.needs.contains(need))
            && (!self.compared.cash || x.cash <= y.cash)
            && (!self.compared.purse || x.purse <= y.purse)
            && (!self.compared.study || x.study <= y.study)
            && (!self.days || has_days_of(a, b))
    }

    /// Whether choices at least as good, in other courses, earn all that is wanted.
    fn is_superfluous(
        &self,
        offer: &Offer<'_>,
        kept: &[Offer<'_>],
        least: &BTreeMap<usize, Earned>,
        looks: &mut Looks<'_>,
    ) -> bool {
        let mut good = Alike::default();
        for better in kept.iter().take_while(|_| looks.take()) {
            let layer = better.placed.taken.0;
            if layer != offer.placed.taken.0
                && !good.layers.contains(&layer)
                && self.is_as_good(better, offer)
            {
                good.add(better, least);
                if self.are_enough(&good, offer) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether all of these, which are as good as a choice, earn all that is wanted without its course.
    fn are_enough(&self, good: &Alike, offer: &Offer<'_>) -> bool {
        let given = good.earned.gives.iter().chain(std::iter::repeat(&0));
        let mut demands = given.zip(&self.demands).zip(&offer.gives);
        !good.layers.is_empty()
            && good.earned.gain >= self.credits
            && !good.layers.contains(&offer.placed.taken.0)
            && demands.all(|((given, least), own)| *own == 0 || given >= least)
    }
}

/// Whether the first has all the days the second has.
fn has_days_of(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    let due = |placed: &Placed<'_>| placed.window.due.unwrap_or(Date::MAX);
    if one.choice.is_class || other.choice.is_class {
        return one.choice.is_class == other.choice.is_class && one.window == other.window;
    }
    one.window.begin <= other.window.begin && due(one) >= due(other)
}
