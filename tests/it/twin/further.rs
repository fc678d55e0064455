//! What else could be done: the next best plans, and those that no other beats.

use std::collections::{BTreeMap, BTreeSet};

use finder::model::{Date, Id};
use finder::plan::ItemKind;

use super::aims::{Aims, Names, names};
use super::choices::{baskets, plans};
use super::judge::Judge;
use super::search::solve;
use super::shelf::Shelf;
use super::{Instance, Thing, Totals, Verdict};

/// Calls back with every plan that nothing is wrong with, along every route that is asked for.
fn each_plan(instance: &Instance, shelf: &Shelf, mut found: impl FnMut(&Judge, usize, &[&Thing])) {
    let baskets = baskets(shelf);
    for (place, route) in instance.routes().iter().enumerate() {
        if instance.asks_for(route) {
            let judge = Judge::new(instance, route);
            let plans = plans(instance, shelf, &baskets, route);
            let right = plans.filter(|things| judge.is_right(things));
            right.for_each(|things| found(&judge, place, &things));
        }
    }
}

/// What a plan does. An exam is as good as another of its class, fee, length and last day.
type Deeds = (BTreeSet<Id>, Vec<Sitting>);

/// What tells one exam from another: class, fee in money and in learning credits, length, last day.
type Sitting = (Id, Option<u64>, Option<u64>, Option<u64>, Option<Date>);

fn deeds(instance: &Instance, things: &[&Thing]) -> Deeds {
    let of = |kind: ItemKind| things.iter().filter(move |thing| thing.kind == kind);
    let sitting = |thing: &&Thing| {
        let exam = &instance.program.exams[&thing.id];
        let (cash, clc) = super::shelf::fee(instance, exam);
        let known = (thing.adds.unknown == 0).then_some(thing.adds.minutes);
        (exam.class.clone(), cash, clc, known, thing.due)
    };
    let mut sittings: Vec<Sitting> = of(ItemKind::Exam).map(sitting).collect();
    sittings.sort();
    let activities = of(ItemKind::Activity).map(|thing| thing.id.clone());
    (activities.collect(), sittings)
}

/// Whether someone does less: some of the same, and nothing else.
fn is_less(one: &Deeds, than: &Deeds) -> bool {
    let mut left = than.1.clone();
    let sits_no_other = one.1.iter().all(|sitting| {
        let place = left.iter().position(|other| other == sitting);
        place.map(|place| left.remove(place)).is_some()
    });
    sits_no_other && one.0.is_subset(&than.0) && one != than
}

/// How good the next best plans are, so many of them, the best first: of those that do something else than the best and each other,
/// and from which nothing can be left out, along whatever route.
pub(crate) fn alternatives(instance: &Instance, n: usize) -> Vec<Aims> {
    let Verdict::Met { best, .. } = solve(instance) else {
        return Vec::new();
    };
    let best: Vec<&Thing> = best.things.iter().collect();
    let shelf = Shelf::stock(instance);
    let mut plans: BTreeMap<Deeds, (Aims, Names, usize)> = BTreeMap::new();
    each_plan(instance, &shelf, |judge, place, things| {
        let plan = (judge.aims(things), names(&shelf, things), place);
        let known = plans
            .entry(deeds(instance, things))
            .or_insert_with(|| plan.clone());
        *known = plan.min(known.clone());
    });
    let of_best = deeds(instance, &best);
    let others = plans.iter().filter(|(deeds, _)| **deeds != of_best);
    let lean = others.filter(|(deeds, _)| !plans.keys().any(|other| is_less(other, deeds)));
    let mut next: Vec<_> = lean.map(|(_, plan)| plan).collect();
    next.sort();
    let next = next.into_iter().take(n);
    next.map(|(aims, ..)| aims.clone()).collect()
}

/// A plan as the front sees it: money and learning credits, minutes of study, the day it is done (0 without a pace).
pub(crate) type Trade = (u64, u64, u64, u64);

/// Every trade that no other beats in price, study and finish at once, among the plans whose lengths are all known; the cheapest
/// first.
pub(crate) fn front(instance: &Instance) -> Vec<Trade> {
    if !matches!(solve(instance), Verdict::Met { .. }) {
        return Vec::new();
    }
    let shelf = Shelf::stock(instance);
    let mut front: BTreeSet<Trade> = BTreeSet::new();
    each_plan(instance, &shelf, |judge, _, things| {
        let totals = Totals::of(things);
        if totals.unknown == 0 {
            let finish = judge.finish(things);
            front.insert((totals.cash, totals.clc, totals.minutes, finish));
        }
    });
    let beats = |one: &Trade, other: &Trade| {
        (one.0, one.1) <= (other.0, other.1) && one.2 <= other.2 && one.3 <= other.3 && one != other
    };
    let best = front
        .iter()
        .filter(|trade| !front.iter().any(|other| beats(other, trade)));
    best.copied().collect()
}
