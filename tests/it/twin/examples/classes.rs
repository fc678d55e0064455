//! Classes with fixed dates.

use finder::model::{Busy, Cost};

use super::check;
use crate::twin::by_hand::{TWENTY, asked, cash};
use crate::twin::plain::{day, hours};

#[test]
fn takes_place_on_its_own_days_all_of_which_the_holder_needs() {
    let class = asked(TWENTY).activity("a", 20, Cost::Free).class("a", 5, 6);
    let taken = "credits-only: 0, 0: a";
    check(&class, taken);
    let from = |first: u64| class.clone().with_need(|need| need.from = day(first));
    check(&from(5), taken);
    check(&from(6), "Short");
    // The deadline is the day before the expiry.
    let expires = |on: u64| class.clone().with_need(|need| need.expires = Some(day(on)));
    check(&expires(7), taken);
    check(&expires(6), "Short");
    check(&class.clone().opening("a", 5), taken);
    check(&class.clone().opening("a", 6), "Short");
    check(&class.clone().ending("a", 6), taken);
    check(&class.clone().ending("a", 5), "Short");
    let busy = |on: u64| {
        let spell = [(day(on), day(on))];
        class.clone().with_need(|need| need.busy = Busy::new(spell))
    };
    check(&busy(4), taken);
    check(&busy(6), "Short");
}

#[test]
fn shares_no_day_with_another_class() {
    let classes = asked(TWENTY)
        .activity("a", 10, Cost::Free)
        .activity("b", 10, Cost::Free)
        .activity("c", 10, cash(50))
        .class("a", 5, 6);
    check(
        &classes.clone().class("b", 6, 7),
        "credits-only: 50, 0: a c",
    );
    check(&classes.class("b", 7, 8), "credits-only: 0, 0: a b");
}

/// At ten hours a week, the seven days until day 6 hold the ten hours of `b` and not a minute more: a class on one of them, which
/// itself takes no study from any day, leaves too few.
#[test]
fn leaves_no_study_on_its_days_and_takes_none_from_others() {
    let both = asked(TWENTY)
        .activity("a", 10, Cost::Free)
        .activity("b", 10, Cost::Free)
        .ending("b", 6)
        .with_need(|need| need.hours_per_week = Some(hours(10)));
    check(&both.clone().class("a", 3, 3), "Short");
    check(&both.clone().class("a", 7, 7), "credits-only: 0, 0: a b");
    // A class of 10 hours on one day does not ask for ten hours of study on it.
    check(&both.class("a", 9, 9), "credits-only: 0, 0: a b");
}

#[test]
fn counts_its_length_in_the_hours_of_a_plan() {
    let class = asked(TWENTY).activity("a", 20, Cost::Free).class("a", 5, 6);
    let most = |most: u32| {
        class
            .clone()
            .with_need(|need| need.max_hours = Some(hours(most)))
    };
    check(&most(20), "credits-only: 0, 0: a");
    check(&most(19), "Short");
}

/// Whoever is in class does nothing else that day, at whatever pace: what has only that day cannot be done beside it.
#[test]
fn leaves_a_day_to_what_is_no_class() {
    let both = |last: u64| {
        asked(TWENTY)
            .activity("a", 10, cash(10))
            .class("a", 0, 1)
            .activity("b", 10, cash(10))
            .ending("b", last)
    };
    check(&both(2), "credits-only: 20, 0: a b");
    check(&both(1), "Short");
}
