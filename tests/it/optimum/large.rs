//! What is so large that whoever goes about it the long way never ends: these tests are over at once, or not at all.

use finder::model::Cost;
use finder::plan::{Outcome, Proof};

use crate::twin::by_hand::asked;
use crate::twin::plain::credits;

/// Forty storeys of two courses each, of which each needs both below it: there are 2^40 ways down from the top.
#[test]
fn what_needs_two_things_that_need_two_things_is_counted_once() {
    const STOREYS: u32 = 40;
    let mut house = asked(&[("credits-only", 2 * STOREYS, &[])]);
    for storey in 0..STOREYS {
        let names = |storey: u32| [format!("l{storey}"), format!("r{storey}")];
        let below = storey.checked_sub(1).map(names);
        let below: Vec<&str> = below.iter().flatten().map(String::as_str).collect();
        for name in names(storey) {
            house = house
                .activity(&name, 1, Cost::Free)
                .requiring(&name, &below);
        }
    }
    let outcome = house.answer().outcome;
    let Outcome::Met(planned) = outcome else {
        panic!("{outcome:?}")
    };
    // Nothing comes before what it needs.
    let storeys = planned.plan.items.iter().map(|item| {
        let storey = item.id.as_str()[1..].parse::<u32>();
        storey.unwrap_or_default()
    });
    let storeys: Vec<u32> = storeys.collect();
    assert_eq!(storeys.len(), 80);
    assert!(storeys.is_sorted(), "{storeys:?}");
}

/// Six thousand activities that are alike, of which half are needed: too many to hold each against each, and more than a table of
/// them has room for.
#[test]
fn of_thousands_that_are_alike_no_more_are_looked_at_than_are_needed() {
    let mut many = asked(&[("credits-only", 30, &[])]);
    for number in 0..6_000 {
        let name = format!("a{number}");
        many = many
            .activity(&name, 1, Cost::Free)
            .with_activity(&name, |activity| activity.credits = Some(credits(1)));
    }
    let outcome = many.answer().outcome;
    let Outcome::Met(planned) = outcome else {
        panic!("no plan")
    };
    assert_eq!(planned.plan.items.len(), 3_000);
    assert_eq!(planned.further.proof, Proof::Optimal);
}
