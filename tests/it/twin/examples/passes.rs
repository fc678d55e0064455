//! Passes with a term, passes that are held until a day, and a purse that ends.

use finder::model::{Busy, Clc, Cost};

use super::check;
use crate::twin::Instance;
use crate::twin::by_hand::{TWENTY, asked, cash};
use crate::twin::plain::{day, hours};
use crate::values::id;

const APART: &str = "credits-only: 300, 0: a b";
const BY_PASS: &str = "credits-only: 200, 0: a b gold";

/// Two activities for 150 each, or both for 200 with a pass of so many days.
fn pass(days: u32) -> Instance {
    asked(TWENTY)
        .activity("a", 10, cash(150))
        .activity("b", 10, cash(150))
        .pass("gold", cash(200), Some(days))
}

#[test]
fn buys_a_pass_on_the_best_day() {
    check(&pass(1), BY_PASS);
    check(&pass(1).opening("a", 10), BY_PASS);
    // From the last day of `b` to the first of `a` there are eleven days.
    check(&pass(11).opening("a", 10).ending("b", 0), BY_PASS);
    check(&pass(10).opening("a", 10).ending("b", 0), APART);
    // On the days of the class there is time for nothing else.
    check(&pass(5).class("a", 3, 6), BY_PASS);
    check(&pass(4).class("a", 3, 6), APART);
}

/// Nothing need be done while she is away, and the pass is not bought before.
#[test]
fn buys_a_pass_after_days_of_rest() {
    let away = |days: u32| pass(days).with_need(|need| need.busy = Busy::new([(day(0), day(60))]));
    check(&away(30), BY_PASS);
}

/// Twenty hours take two weeks at ten hours a week, and the term is to hold them all.
#[test]
fn makes_time_within_a_term() {
    let paced = |days: u32| pass(days).with_need(|need| need.hours_per_week = Some(hours(10)));
    check(&paced(14), BY_PASS);
    check(&paced(13), APART);
}

/// A week must be kept for each of the passes, and the weeks do not fit into the thirteen days before `c` is due with its pass.
#[test]
fn fits_the_terms_of_two_passes_together() {
    let two = |last: u64| {
        asked(TWENTY)
            .activity("a", 10, cash(500))
            .pass("gold", cash(10), Some(7))
            .activity("c", 10, cash(500))
            .pass("blue", cash(10), Some(7))
            .with_offering("a", |offering| offering.passes = vec![id("gold")])
            .with_offering("c", |offering| offering.passes = vec![id("blue")])
            .ending("a", last)
            .ending("c", last)
            .with_need(|need| need.hours_per_week = Some(hours(10)))
    };
    check(&two(13), "credits-only: 20, 0: a blue c gold");
    check(&two(12), "Short");
}

#[test]
fn uses_a_held_pass_until_its_last_day_and_may_buy_it_again() {
    let held = |last: u64| {
        let ends = Some(day(last));
        pass(30)
            .opening("a", 10)
            .with_need(|need| need.passes = [(id("gold"), ends)].into())
    };
    check(&held(10), "credits-only: 0, 0: a b");
    check(&held(9), "credits-only: 150, 0: a b");
    let cheap = |last: u64| {
        let mut cheap = held(last);
        let passes = cheap.program.passes.values_mut();
        passes.for_each(|pass| pass.cost = cash(100));
        cheap
    };
    check(&cheap(9), "credits-only: 100, 0: a b gold");
    check(&cheap(10), "credits-only: 0, 0: a b");
}

#[test]
fn pays_from_the_purse_only_what_is_begun_before_its_end() {
    let price = Cost::Priced {
        cash: None,
        clc: Some(Clc(2)),
    };
    let until = |offer: Instance, last: u64| {
        offer.with_need(|need| {
            need.clc = Clc(2);
            need.clc_until = Some(day(last));
        })
    };
    let offer = asked(TWENTY).activity("a", 20, price);
    check(
        &until(offer.clone().opening("a", 5), 5),
        "credits-only: 0, 2: a",
    );
    check(&until(offer.clone().opening("a", 5), 4), "Short");
    check(
        &until(offer.clone().class("a", 5, 6), 5),
        "credits-only: 0, 2: a",
    );
    check(&until(offer.class("a", 5, 6), 4), "Short");
}

/// A pass of five days opens `a` on day 10 when it is bought on day 6 or later.
#[test]
fn buys_a_pass_from_the_purse_before_its_end() {
    let until = |last: u64| {
        let mut offer = pass(5).opening("a", 10).with_need(|need| {
            need.clc = Clc(2);
            need.clc_until = Some(day(last));
        });
        let passes = offer.program.passes.values_mut();
        passes.for_each(|pass| {
            pass.cost = Cost::Priced {
                cash: None,
                clc: Some(Clc(2)),
            };
        });
        offer
    };
    check(&until(6), "credits-only: 0, 2: a b gold");
    check(&until(5), "credits-only: 150, 2: a b gold");
}
