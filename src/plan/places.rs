//! The places of a route that exams fill, as counts by base class: which exams it takes, when some were passed already.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Id, Need, Program};

/// The ways to fill the places that are left for exams once those that were passed have theirs.
pub(super) fn left(
    places: &BTreeMap<Id, u32>,
    program: &Program,
    classes: &[Id],
    need: &Need,
) -> Vec<Vec<usize>> {
    left_by(&passed(need, classes), fillings(places, program, classes))
}

/// The ways to fill places for exams, as counts by class: `professional = 2` is two cores, or one and one, or two concentrations.
fn fillings(places: &BTreeMap<Id, u32>, program: &Program, classes: &[Id]) -> BTreeSet<Vec<usize>> {
    let mut fillings = BTreeSet::from([vec![0; classes.len()]]);
    for (asked, count) in places {
        let Some(asked) = program.exam_class(asked) else {
            continue;
        };
        for _ in 0..*count {
            let mut next = BTreeSet::new();
            for filling in &fillings {
                for (place, _) in classes
                    .iter()
                    .enumerate()
                    .filter(|(_, class)| asked.admits(class))
                {
                    let mut filling = filling.clone();
                    if let Some(number) = filling.get_mut(place) {
                        *number += 1;
                    }
                    next.insert(filling);
                }
            }
            fillings = next;
        }
    }
    fillings
}

/// What passed exams leave to sit of each way to fill the places. Where one way leaves all that another does and more, sitting more is
/// for nothing, and only the other is left.
fn left_by(passed: &[usize], fillings: BTreeSet<Vec<usize>>) -> Vec<Vec<usize>> {
    let left = |filling: Vec<usize>| -> Vec<usize> {
        let places = filling.into_iter().zip(passed);
        places
            .map(|(places, passed)| places.saturating_sub(*passed))
            .collect()
    };
    let all: BTreeSet<Vec<usize>> = fillings.into_iter().map(left).collect();
    let is_within = |one: &Vec<usize>, other: &Vec<usize>| {
        one != other && one.iter().zip(other).all(|(one, other)| one <= other)
    };
    let needed = |filling: &&Vec<usize>| !all.iter().any(|other| is_within(other, filling));
    all.iter().filter(needed).cloned().collect()
}

/// How many exams of each class were passed.
fn passed(need: &Need, classes: &[Id]) -> Vec<usize> {
    let of = |class: &Id| {
        need.passed
            .values()
            .filter(|passed| *passed == class)
            .count()
    };
    classes.iter().map(of).collect()
}
