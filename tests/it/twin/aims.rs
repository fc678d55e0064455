//! Which of two plans is better.

use finder::model::Id;

use super::shelf::Shelf;
use super::{Thing, Totals, Way};
use finder::plan::ItemKind;

/// The aims that count before the ids: cash, learning credits, credits-only first, things of
/// unknown length, study, items, credits, staleness.
pub(crate) type Aims = (u64, u64, bool, u64, u64, u64, u64, u64);

/// The aims of a plan with these totals.
pub(crate) fn aims(totals: Totals, credits_only: bool) -> Aims {
    let Totals {
        cash,
        clc,
        unknown,
        minutes,
        items,
        credits,
        staleness,
    } = totals;
    (
        cash,
        clc,
        !credits_only,
        unknown,
        minutes,
        items,
        credits,
        staleness,
    )
}

/// What a plan has at one course or exam. Something comes before nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Slot {
    Filled(Id, Option<Id>, Way),
    Empty,
}

/// The order among plans that are equal on every aim: course by course, exam by exam, then the passes bought.
pub(crate) type Names = (Vec<Slot>, Vec<(Id, Way)>);

/// The names of a plan.
pub(crate) fn names(shelf: &Shelf, things: &[&Thing]) -> Names {
    let slot = |kind: ItemKind, key: &str| {
        let taken = things.iter().find(|t| t.kind == kind && t.key == key);
        taken.map_or(Slot::Empty, |t| {
            Slot::Filled(t.id.clone(), t.offering.clone(), t.way.clone())
        })
    };
    let courses = shelf
        .courses
        .keys()
        .map(|key| slot(ItemKind::Activity, key));
    let exams = shelf
        .exams
        .keys()
        .map(|id| slot(ItemKind::Exam, id.as_str()));
    let bought = things.iter().filter(|t| t.kind == ItemKind::Pass);
    let mut passes: Vec<_> = bought.map(|t| (t.id.clone(), t.way.clone())).collect();
    passes.sort();
    (courses.chain(exams).collect(), passes)
}
