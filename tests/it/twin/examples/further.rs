//! The next best plans, and the plans that no other beats.

use finder::model::{Cost, Effort};

use crate::twin::Instance;
use crate::twin::aims::finish_on;
use crate::twin::by_hand::{Asked, TWENTY, asked, cash};
use crate::twin::further::{alternatives, front};
use crate::twin::plain::{day, hours};

/// What the next best plans cost, in dollars.
#[track_caller]
fn check(instance: &Instance, n: usize, expected: &[u64]) {
    let plans = alternatives(instance, n);
    let dollars: Vec<u64> = plans.iter().map(|aims| aims.0[0].0 / 100).collect();
    assert_eq!(dollars, expected, "{instance}");
}

#[test]
fn names_the_next_best_from_which_nothing_can_be_left_out() {
    let shelf = asked(TWENTY)
        .activity("a", 20, cash(10))
        .activity("b", 20, cash(20))
        .activity("c", 10, cash(12))
        .activity("d", 10, cash(13));
    // `a` is best; then `b`, then `c` with `d`; `a` with `c` costs less than these, but `c` can be left out of it.
    check(&shelf, 5, &[20, 25]);
    check(&shelf, 1, &[20]);
    check(&asked(TWENTY).activity("a", 20, cash(10)), 5, &[]);
}

#[test]
fn takes_another_way_to_pay_for_the_same_plan() {
    let shelf = asked(TWENTY)
        .activity("a", 20, cash(10))
        .pass("gold", cash(15), None);
    check(&shelf, 5, &[]);
}

#[test]
fn takes_exams_that_are_alike_for_the_same() {
    let routes: &[Asked] = &[("exam-only", 0, &[("core", 1)])];
    let alike = asked(routes)
        .exam("k1", "core", cash(100))
        .exam("k2", "core", cash(100));
    check(&alike, 5, &[]);
    check(&alike.exam("k3", "core", cash(90)), 5, &[100]);
}

#[test]
fn keeps_what_nothing_else_beats() {
    let hours_of = |n: u32| Some(Effort::Hours(hours(n)));
    let shelf = asked(TWENTY)
        .activity("free", 20, Cost::Free)
        .activity("quick", 20, cash(10))
        .activity("neither", 20, cash(20))
        .with_activity("quick", |activity| activity.effort = hours_of(10))
        .with_activity("neither", |activity| activity.effort = hours_of(15));
    assert_eq!(front(&shelf), [(0, 0, 1200, 0), (1000, 0, 600, 0)]);
    // At an hour a day, `free` is done on day 19; `quick`, begun on day 30, on day 39; `neither` on day 14.
    let paced = shelf
        .opening("quick", 30)
        .with_need(|need| need.hours_per_week = Some(hours(7)));
    let on = |n: u64| finish_on(day(n));
    let expected = [
        (0, 0, 1200, on(19)),
        (1000, 0, 600, on(39)),
        (2000, 0, 900, on(14)),
    ];
    assert_eq!(front(&paced), expected);
}
