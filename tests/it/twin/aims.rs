//! Which of two plans is better.

use finder::model::{Aim, Id};
use finder::plan::ItemKind;

use super::calendar::{Calendar, Day, NEVER, number};
use super::shelf::Shelf;
use super::{Instance, Thing, Totals, Way};

/// How good a plan is in one aim: the less the better.
pub(crate) type Worth = (u64, u64, u64);

/// How good a plan is in each aim of the holder's, in her order. The first difference decides.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Aims(pub(crate) Vec<Worth>);

/// The aims of a holder, in order; the finish counts only at a pace, the latest finish only before an expiry.
pub(crate) fn order(instance: &Instance) -> Vec<Aim> {
    let need = &instance.need;
    let mut order = Aim::order(&need.prefer);
    order.retain(|aim| match aim {
        Aim::Finish => need.hours_per_week.is_some(),
        Aim::LatestFinish => need.expires.is_some(),
        _ => true,
    });
    order
}

/// How good a plan with these totals is in an aim; nothing for an aim that takes more than totals to tell.
pub(super) fn plain_worth(aim: Aim, totals: Totals) -> Option<Worth> {
    match aim {
        Aim::Cost => Some((totals.cash, totals.clc, totals.exams.min(1))),
        Aim::Hours => Some((totals.unknown, totals.minutes, 0)),
        Aim::Items => Some((totals.items, 0, 0)),
        Aim::Surplus => Some((totals.credits, 0, 0)),
        Aim::Freshness => Some((totals.staleness, 0, 0)),
        Aim::Finish | Aim::LatestFinish => None,
    }
}

/// How good a plan is in an aim.
pub(super) fn worth(aim: Aim, totals: Totals, calendar: &Calendar) -> Worth {
    let plain = plain_worth(aim, totals);
    plain.unwrap_or_else(|| match aim {
        Aim::LatestFinish => (later_is_better(calendar.last_finish()), 0, 0),
        // When something of unknown length is finished nobody knows: it comes after every day.
        _ => (finish(calendar).saturating_add(totals.unknown << 50), 0, 0),
    })
}

/// The first day by which a plan can be done.
pub(super) fn finish(calendar: &Calendar) -> u64 {
    match calendar.first_finish() {
        NEVER => u64::MAX,
        day => u64::try_from(day).unwrap_or(0),
    }
}

fn later_is_better(day: Option<Day>) -> u64 {
    let day = day.and_then(|day| u64::try_from(day).ok());
    day.map_or(u64::MAX, |day| u64::MAX - day)
}

/// The worth of a finish on a day.
pub(crate) fn finish_on(date: finder::model::Date) -> u64 {
    u64::try_from(number(date)).unwrap_or(0)
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
