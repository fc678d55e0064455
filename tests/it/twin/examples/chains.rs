//! Prerequisites.

use finder::model::Cost;

use super::check;
use crate::twin::Instance;
use crate::twin::by_hand::{TWENTY, asked, cash};
use crate::twin::plain::hours;
use crate::values::id;

/// Twenty credits for nothing, but only after `first`, which costs 30.
fn pair() -> Instance {
    asked(TWENTY)
        .activity("then", 20, Cost::Free)
        .activity("first", 5, cash(30))
        .requiring("then", &["first"])
}

const BOTH: &str = "credits-only: 30, 0: first then";

#[test]
fn does_first_what_is_required() {
    check(&pair(), BOTH);
    let taken = pair().with_need(|need| need.taken = [id("first")].into());
    check(&taken, "credits-only: 0, 0: then");
    let excluded = pair().with_need(|need| need.filter.exclude = [id("first")].into());
    check(&excluded, "Short");
}

#[test]
fn follows_a_chain_and_no_circle() {
    let chain = pair()
        .activity("root", 5, cash(1))
        .requiring("first", &["root"]);
    check(&chain, "credits-only: 31, 0: first root then");
    check(&chain.clone().requiring("root", &["then"]), "Short");
    check(&pair().requiring("then", &["then"]), "Short");
    let two = pair()
        .activity("root", 5, cash(1))
        .requiring("then", &["root", "first"]);
    check(&two, "credits-only: 31, 0: first root then");
}

/// Any version of the course will do, even one that was taken and cannot be taken again.
#[test]
fn takes_another_version_for_what_is_required() {
    let versions = pair()
        .activity("first-2", 5, cash(10))
        .with_activity("first", |first| first.course = Some("ONE".to_owned()))
        .with_activity("first-2", |first| first.course = Some("ONE".to_owned()));
    check(&versions, "credits-only: 10, 0: first-2 then");
    let taken = versions.with_need(|need| need.taken = [id("first-2")].into());
    check(&taken, "credits-only: 0, 0: then");
}

#[test]
fn keeps_the_order_in_the_days_there_are() {
    check(&pair().ending("then", 3).opening("first", 3), BOTH);
    check(&pair().ending("then", 3).opening("first", 4), "Short");
    // After a class, from the day after its last; before a class, until the day before its first.
    check(&pair().class("first", 2, 3).ending("then", 4), BOTH);
    check(&pair().class("first", 2, 3).ending("then", 3), "Short");
    check(&pair().class("then", 4, 5).opening("first", 3), BOTH);
    check(&pair().class("then", 4, 5).opening("first", 4), "Short");
    check(&pair().class("first", 2, 3).class("then", 4, 5), BOTH);
    check(&pair().class("first", 4, 5).class("then", 2, 3), "Short");
}

/// Five hours of `first` have no end of their own, but must be done before `then`, within the seven days of its twenty hours.
#[test]
fn makes_time_for_what_is_required() {
    let week = |pace: u32| {
        pair()
            .ending("then", 6)
            .with_need(|need| need.hours_per_week = Some(hours(pace)))
    };
    check(&week(25), BOTH);
    check(&week(24), "Short");
}
