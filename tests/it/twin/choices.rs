//! Every choice there is: every subset of courses and exams, each in every way, with every way to buy the passes it takes.

use std::collections::BTreeSet;

use finder::model::{Id, Route};

use super::demands::fills_with_passed;
use super::shelf::Shelf;
use super::{Instance, Thing, product};

/// Every choice of courses, each in every way; what a cycle of prerequisites or the like forbids is among them.
pub(super) fn baskets(shelf: &Shelf) -> Vec<Vec<&Thing>> {
    let lists = shelf.courses.values().map(|ways| one_or_none(ways));
    product(&lists.collect::<Vec<_>>())
}

/// Every basket with every set of exams that the route would take, and the passes both need.
pub(super) fn plans<'s>(
    instance: &Instance,
    shelf: &'s Shelf,
    baskets: &[Vec<&'s Thing>],
    route: &Route,
) -> impl Iterator<Item = Vec<&'s Thing>> {
    let lists: Vec<_> = shelf.exams.values().map(|ways| one_or_none(ways)).collect();
    let exams = product(&lists).into_iter().filter(|exams| {
        let exams = exams.iter();
        let classes: Vec<&Id> = exams
            .map(|exam| &instance.program.exams[&exam.id].class)
            .collect();
        fills_with_passed(instance, route, &classes)
    });
    let exams: Vec<_> = exams.collect();
    exams.into_iter().flat_map(move |exams| {
        baskets
            .iter()
            .flat_map(move |basket| with_passes(shelf, [basket.as_slice(), &exams].concat()))
    })
}

fn one_or_none(ways: &[Thing]) -> Vec<Vec<&Thing>> {
    let each = ways.iter().map(|way| vec![way]);
    std::iter::once(Vec::new()).chain(each).collect()
}

/// The things with every way to buy the passes they need.
fn with_passes<'s>(shelf: &'s Shelf, things: Vec<&'s Thing>) -> Vec<Vec<&'s Thing>> {
    let bought: BTreeSet<&Id> = things.iter().filter_map(|thing| thing.buys()).collect();
    if bought.is_empty() {
        return vec![things];
    }
    let ways = bought.into_iter().filter_map(|pass| shelf.passes.get(pass));
    let ways = ways.map(|ways| ways.iter().map(|way| vec![way]).collect());
    let lists: Vec<_> = std::iter::once(vec![things]).chain(ways).collect();
    product(&lists)
}
