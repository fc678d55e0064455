//! On which day a pass is bought: as soon as all of a plan fits, where nothing else decides, and while there is something to pay with.

#![expect(
    clippy::unwrap_used,
    reason = "a plan that is not there is a failed test"
)]

use finder::model::{Aim, Busy, Clc, Cost, Date};
use finder::plan::Plan;

use crate::twin::Instance;
use crate::twin::by_hand::{TWENTY, asked, cash};
use crate::twin::plain::{day, hours, usd};
use crate::values::id;

/// A week's study for an exam that ends soon, a week's for an activity behind a pass of a week, and some days of rest: the exam comes
/// first, and the pass on the day after it.
#[test]
fn nobody_waits_for_a_pass() {
    let instance = asked(&[("credits-and-exam", 10, &[("core", 1)])])
        .exam("core-1", "core", cash(100))
        .activity("a", 10, cash(150))
        .pass("gold", cash(100), Some(7))
        .with_need(|need| {
            need.hours_per_week = Some(hours(10));
            need.busy = Busy::new([(day(3), day(7))]);
        });
    let mut instance = instance;
    let exam = instance.program.exams.get_mut(&id("core-1")).unwrap();
    exam.last_day = Some(day(15));
    let plan = plan_of(&instance);
    assert_eq!(first_day(&plan, "gold"), day(12));
    assert_eq!(plan.finish, day(18));
}

/// The same where what is behind the pass needs something else done first: a week's study, then half a week's behind the pass.
#[test]
fn nobody_waits_for_a_pass_after_what_it_needs() {
    let instance = asked(&[("credits-only", 15, &[])])
        .activity("m", 10, cash(0))
        .activity("x", 5, cash(150))
        .requiring("x", &["m"])
        .pass("gold", cash(0), Some(7))
        .with_offering("m", |offering| offering.passes.clear())
        .with_need(|need| need.hours_per_week = Some(hours(10)));
    let plan = plan_of(&instance);
    assert_eq!(first_day(&plan, "gold"), day(4));
    assert_eq!(first_day(&plan, "x"), day(7));
    assert_eq!(plan.finish, day(10));
}

/// Not even for nothing is a pass taken from a purse that is over, however late a finish is wanted.
#[test]
fn nothing_comes_from_a_purse_that_is_over() {
    let price = Cost::Priced {
        cash: Some(usd(100)),
        clc: Some(Clc(0)),
    };
    let instance = asked(TWENTY)
        .activity("a", 20, cash(150))
        .pass("gold", price, Some(7))
        .with_need(|need| {
            need.expires = Some(day(40));
            need.clc_until = Some(day(3));
            need.prefer = vec![Aim::Cost, Aim::LatestFinish];
        });
    let plan = plan_of(&instance);
    assert_eq!(plan.cost.minor, 0);
    assert_eq!(first_day(&plan, "gold"), day(3));
}

fn plan_of(instance: &Instance) -> Plan {
    let outcome = instance.answer().outcome;
    outcome.planned().unwrap().plan.clone()
}

fn first_day(plan: &Plan, item: &str) -> Date {
    let item = plan.items.iter().find(|other| other.id == id(item));
    item.unwrap().start
}
