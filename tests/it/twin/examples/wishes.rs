//! Aims in any order, and the holder's own hours.

use finder::model::{Aim, Busy, Clc, Cost, Effort};

use super::check;
use crate::twin::Instance;
use crate::twin::Verdict;
use crate::twin::aims::finish_on;
use crate::twin::by_hand::{TWENTY, asked, cash};
use crate::twin::plain::{day, evidence, hours};
use crate::twin::search::solve;
use crate::values::id;

/// The free one, unless something is wanted more than money.
fn free_or_dear() -> Instance {
    asked(TWENTY)
        .activity("free", 20, Cost::Free)
        .activity("dear", 20, cash(100))
}

fn wanting(instance: &Instance, aims: &[Aim]) -> Instance {
    instance
        .clone()
        .with_need(|need| need.prefer = aims.to_vec())
}

const FREE: &str = "credits-only: 0, 0: free";
const DEAR: &str = "credits-only: 100, 0: dear";

#[test]
fn wants_first_what_the_holder_wants_first() {
    let quick =
        free_or_dear().with_activity("dear", |dear| dear.effort = Some(Effort::Hours(hours(5))));
    check(&quick, FREE);
    check(&wanting(&quick, &[Aim::Hours]), DEAR);
    check(&wanting(&quick, &[Aim::Cost, Aim::Hours]), FREE);
    check(&wanting(&quick, &[Aim::Items]), FREE);
    check(&wanting(&quick, &[Aim::Items, Aim::Hours]), DEAR);
    let fresh = free_or_dear().with_offering("free", |free| free.evidence = evidence(40));
    check(&fresh, FREE);
    check(&wanting(&fresh, &[Aim::Freshness]), DEAR);
    let fewer = asked(TWENTY)
        .activity("a", 10, Cost::Free)
        .activity("b", 10, Cost::Free)
        .activity("dear", 20, cash(100));
    check(&fewer, "credits-only: 0, 0: a b");
    check(&wanting(&fewer, &[Aim::Items]), DEAR);
    let exact = asked(TWENTY)
        .activity("free", 30, Cost::Free)
        .activity("dear", 20, cash(100));
    check(&exact, FREE);
    check(&wanting(&exact, &[Aim::Surplus]), DEAR);
}

#[test]
fn is_done_early_when_a_pace_says_when_that_is() {
    let late = wanting(&free_or_dear().opening("free", 10), &[Aim::Finish]);
    check(&late, FREE);
    check(
        &late.with_need(|need| need.hours_per_week = Some(hours(7))),
        DEAR,
    );
}

#[test]
fn is_done_late_when_an_expiry_says_when_that_is() {
    let early = wanting(&free_or_dear().ending("free", 5), &[Aim::LatestFinish]);
    check(&early, FREE);
    check(&early.with_need(|need| need.expires = Some(day(30))), DEAR);
}

/// Who is away on the last days of both finishes on the day before, whichever it is: then the free one is the better.
#[test]
fn is_not_done_on_a_day_of_rest() {
    let ending = free_or_dear().ending("free", 25).ending("dear", 30);
    let late =
        wanting(&ending, &[Aim::LatestFinish]).with_need(|need| need.expires = Some(day(60)));
    check(&late, DEAR);
    let away = |first: u64, last: u64| {
        let rest = Busy::new([(day(first), day(last))]);
        late.clone().with_need(|need| need.busy = rest)
    };
    check(&away(20, 40), FREE);
    check(&away(20, 29), DEAR);
    check(&away(24, 25), DEAR);
}

/// `a` must be done before `b`, which ends on day 20, so neither is later than that; `late` ends on day 40.
#[test]
fn finishes_no_later_than_what_comes_after() {
    let chain = asked(TWENTY)
        .activity("a", 10, Cost::Free)
        .activity("b", 10, Cost::Free)
        .activity("late", 20, Cost::Free)
        .requiring("b", &["a"])
        .ending("b", 20)
        .ending("late", 40)
        .with_need(|need| need.expires = Some(day(200)));
    let chain = wanting(&chain, &[Aim::Cost, Aim::LatestFinish]);
    check(&chain, "credits-only: 0, 0: late");
}

/// The pass is bought so late that what it opens is finished on the last day of all.
#[test]
fn buys_a_pass_late_for_a_late_finish() {
    let offer = asked(TWENTY)
        .activity("a", 20, cash(500))
        .pass("gold", cash(100), Some(5))
        .activity("early", 20, cash(100))
        .ending("early", 40)
        .with_offering("early", |early| early.passes.clear())
        .with_need(|need| need.expires = Some(day(200)));
    let offer = wanting(&offer, &[Aim::Cost, Aim::LatestFinish]);
    check(&offer, "credits-only: 100, 0: a gold");
}

/// The day by which the best plan can be done at the holder's pace.
#[track_caller]
fn check_finish(instance: &Instance, expected: u64) {
    let paced = instance
        .clone()
        .with_need(|need| need.hours_per_week = Some(hours(7)));
    let first = first_aim(&wanting(&paced, &[Aim::Finish]));
    assert_eq!(first, Some(finish_on(day(expected))), "{instance}");
}

/// What the best plan is worth in the first aim.
fn first_aim(instance: &Instance) -> Option<u64> {
    match solve(instance) {
        Verdict::Met { best, .. } => best.aims.0.first().map(|worth| worth.0),
        _ => None,
    }
}

/// Seven hours a week are one a day: twenty hours take the days 0 to 19.
#[test]
fn counts_the_days_to_the_finish() {
    let plan = asked(TWENTY).activity("a", 20, Cost::Free);
    check_finish(&plan, 19);
    check_finish(&plan.clone().opening("a", 5), 24);
    let away = plan
        .clone()
        .with_need(|need| need.busy = Busy::new([(day(3), day(4))]));
    check_finish(&away, 21);
    check_finish(&plan.class("a", 5, 6), 6);
    // Ten hours before the class, five days of it, and ten hours after: 0 to 9, 10 to 14, 15 to 24.
    let around = asked(&[("credits-only", 30, &[])])
        .activity("a", 20, Cost::Free)
        .activity("b", 10, Cost::Free)
        .class("b", 10, 14);
    check_finish(&around, 24);
    check_finish(&around.clone().requiring("a", &["b"]), 34);
}

/// A pass of twenty days, bought on day 5 or later, opens it on the days it needs.
#[test]
fn counts_the_days_of_a_term_to_the_finish() {
    let plan = asked(TWENTY)
        .activity("a", 20, Cost::Unknown)
        .opening("a", 5);
    check_finish(&plan.pass("gold", cash(1), Some(20)), 24);
}

/// The purse pays for the pass until day 3, and its seven days end on day 9 then; paid in cash, it may last until the deadline.
#[test]
fn is_done_no_later_than_a_term_and_the_purse_that_pays_for_it_allow() {
    let purse = |price: Cost| {
        let shelf = asked(TWENTY).activity("a", 20, Cost::Unknown);
        let plan = shelf.pass("gold", price, Some(7)).with_need(|need| {
            need.expires = Some(day(30));
            need.clc = Clc(2);
            need.clc_until = Some(day(3));
        });
        wanting(&plan, &[Aim::LatestFinish])
    };
    let clc = Cost::Priced {
        cash: None,
        clc: Some(Clc(2)),
    };
    for (price, last) in [(clc, 9), (cash(1), 29)] {
        let expected = u64::MAX - finish_on(day(last));
        assert_eq!(first_aim(&purse(price)), Some(expected), "{price}");
    }
}

#[test]
fn believes_the_holder_about_her_hours() {
    let most = asked(TWENTY)
        .activity("a", 20, Cost::Free)
        .with_need(|need| need.max_hours = Some(hours(10)));
    check(&most, "Short");
    let quick = most.with_need(|need| need.activity_hours = [(id("a"), hours(10))].into());
    check(&quick, "credits-only: 0, 0: a");
}

/// Few things are wanted first, then little money, then a late finish: a pass would put it off and is one thing more.
#[test]
fn a_late_finish_buys_nothing_that_is_less_wanted() {
    let late = asked(TWENTY)
        .activity("b", 20, Cost::Free)
        .ending("b", 14)
        .activity("x", 20, cash(100))
        .pass("gold", Cost::Free, None)
        .with_need(|need| {
            need.expires = Some(day(40));
            need.prefer = vec![Aim::Items, Aim::Cost, Aim::LatestFinish];
        });
    check(&late, "credits-only: 0, 0: b");
}
