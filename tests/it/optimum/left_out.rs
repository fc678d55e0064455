//! Whether an answer says of everything that cannot be used that it cannot, and of nothing else.

use std::collections::BTreeSet;

use finder::model::{Clc, Cost, Exam, Id, Route};
use finder::plan::Answer;

use crate::twin::by_hand::{TWENTY, asked, cash};
use crate::twin::calendar::{Calendar, NEVER};
use crate::twin::plain::day;
use crate::twin::shelf::{Shelf, within_reach};
use crate::twin::{Instance, Thing};

/// An offering or an exam.
type Name = (Id, Option<Id>);

/// Everything of which the answer says the wrong thing.
pub(super) fn untold(instance: &Instance, answer: &Answer) -> Vec<String> {
    let Some(planned) = answer.outcome.planned() else {
        return Vec::new();
    };
    let left_out = planned.left_out.iter();
    let told: BTreeSet<Name> = left_out
        .map(|left| (left.id.clone(), left.offering.clone()))
        .collect();
    let usable = usable(instance);
    let wrong = |name: &Name| told.contains(name) == usable.contains(name);
    let wrong = everything(instance).into_iter().filter(wrong);
    wrong
        .map(|name| format!("{name:?}: left out: {}", told.contains(&name)))
        .collect()
}

/// The routes that the holder wants tried.
fn wanted(instance: &Instance) -> impl Iterator<Item = &Route> {
    let routes = instance.routes().iter();
    routes.filter(|route| instance.asks_for(route))
}

/// All there is. Where no route needs a credit, nothing is said of what would earn some.
fn everything(instance: &Instance) -> Vec<Name> {
    let program = &instance.program;
    let exams = program.exams.keys().map(|exam| (exam.clone(), None));
    let mut names: Vec<Name> = exams.collect();
    if wanted(instance).any(|route| route.credits > instance.need.have) {
        for activity in program.activities.values() {
            let offerings = activity.offerings.iter();
            names.extend(offerings.map(|o| (activity.id.clone(), Some(o.id.clone()))));
        }
    }
    names
}

/// What can be used, and on its own be finished in time, with prerequisites of which as much can be said.
fn usable(instance: &Instance) -> BTreeSet<Name> {
    let shelf = Shelf::stock(instance);
    let in_time = shelf
        .things()
        .filter(|thing| fits_alone(instance, &shelf, thing));
    let counts = |id: &Id| {
        let exam = instance.program.exams.get(id);
        exam.is_none_or(|exam| on_route(instance, exam))
    };
    within_reach(in_time.collect())
        .into_iter()
        .filter(|thing| counts(&thing.id))
        .map(|thing| (thing.id.clone(), thing.offering.clone()))
        .collect()
}

/// Whether a thing can be done when nothing else is, but for buying the pass that it takes.
fn fits_alone(instance: &Instance, shelf: &Shelf, thing: &Thing) -> bool {
    let alone = Thing {
        requires: Vec::new(),
        ..thing.clone()
    };
    let in_time = |plan: &[&Thing]| Calendar::new(instance, plan, &[]).holds(NEVER);
    thing.buys().map_or_else(
        || in_time(&[&alone]),
        |pass| {
            shelf.passes[pass]
                .iter()
                .any(|pass| in_time(&[&alone, pass]))
        },
    )
}

/// Whether a route that was asked for takes exams of this class.
fn on_route(instance: &Instance, exam: &Exam) -> bool {
    let program = &instance.program.program;
    let mut classes = wanted(instance)
        .flat_map(|route| route.exams.keys())
        .filter_map(|class| program.exam_class(class));
    classes.any(|class| class.admits(&exam.class))
}

/// The purse that alone can pay for the pass ends on a day, and a week after it no pass is left for the class.
#[test]
fn what_is_taken_through_a_pass_is_left_out_when_no_purse_can_buy_it_so_late() {
    let class = |first: u64, last: u64| {
        let paid = Cost::Priced {
            cash: None,
            clc: Some(Clc(3)),
        };
        asked(TWENTY)
            .activity("a", 20, Cost::Unknown)
            .activity("b", 20, cash(10))
            .pass("gold", paid, Some(7))
            .class("a", first, last)
            .with_need(|need| {
                need.clc = Clc(3);
                need.clc_until = Some(day(20));
            })
    };
    let says = |instance: &Instance| {
        let answer = instance.answer();
        assert_eq!(untold(instance, &answer), Vec::<String>::new());
        let planned = answer.outcome.planned();
        planned.is_some_and(|planned| planned.left_out.iter().any(|left| left.id.as_str() == "a"))
    };
    assert!(!says(&class(22, 26)));
    assert!(says(&class(23, 27)));
}
