//! Caps, minima, and minima of a year.

use chrono::Months;
use finder::model::{Bound, Busy, ClassDates, Cost, Offering};
use finder::plan::Outcome;

use super::check;
use crate::twin::Instance;
use crate::twin::by_hand::{TWENTY, asked, cash};
use crate::twin::plain::{credits, day, hours};
use crate::values::id;

/// Twenty credits of reading for nothing; ten hands-on for 50, and ten more for 60.
fn categories() -> Instance {
    asked(TWENTY)
        .activity("read-1", 10, Cost::Free)
        .activity("read-2", 10, Cost::Free)
        .activity("hand-1", 10, cash(50))
        .activity("hand-2", 10, cash(60))
        .counting_as("read-1", "reading")
        .counting_as("read-2", "reading")
        .counting_as("hand-1", "hands-on")
        .counting_as("hand-2", "hands-on")
}

#[test]
fn counts_no_more_than_the_caps_let_count() {
    check(&categories(), "credits-only: 0, 0: read-1 read-2");
    let ten = categories().rule(Some("reading"), Bound::Most(credits(1000)));
    check(&ten, "credits-only: 50, 0: hand-1 read-1");
    let half = categories().rule(Some("reading"), Bound::MostPercent(50));
    check(&half, "credits-only: 50, 0: hand-1 read-1");
    // A third of 20 is 6.6: with ten hands-on that is 16.6, so only twice hands-on is enough.
    let third = categories().rule(Some("reading"), Bound::MostPercent(33));
    check(&third, "credits-only: 110, 0: hand-1 hand-2");
}

/// Five credits of reading are there already, so of the fifteen that are missing only five more may be reading.
#[test]
fn takes_what_is_held_from_the_caps() {
    let held = categories()
        .rule(Some("reading"), Bound::Most(credits(1000)))
        .with_need(|need| {
            need.have = credits(500);
            need.have_in = [(id("reading"), credits(500))].into();
        });
    check(&held, "credits-only: 50, 0: hand-1 read-1");
    // What is there beyond the cap does not count: ten of the fifteen do.
    let more = held.clone().with_need(|need| {
        need.have = credits(1500);
        need.have_in = [(id("reading"), credits(1500))].into();
    });
    check(&more, "credits-only: 50, 0: hand-1");
    // Nor does it take from a cap around it what does not count.
    let nested = more
        .activity("other", 5, cash(1))
        .rule(Some("both"), Bound::Most(credits(1500)));
    check(&nested, "credits-only: 51, 0: hand-1 other");
}

/// Fifteen of the two categories together, of which ten of reading: `read-1` and `hand-1` count fifteen, the rest has none.
#[test]
fn minds_caps_within_caps() {
    let nested = categories()
        .activity("other", 5, cash(1))
        .rule(Some("reading"), Bound::Most(credits(1000)))
        .rule(Some("both"), Bound::Most(credits(1500)));
    check(&nested, "credits-only: 51, 0: hand-1 other read-1");
    // Only the union is capped: both readings and the other are enough.
    let union = categories()
        .activity("other", 5, cash(1))
        .rule(Some("both"), Bound::Most(credits(1500)));
    check(&union, "credits-only: 1, 0: other read-1 read-2");
}

#[test]
fn earns_the_least_of_each_category_whether_it_counts_or_not() {
    let least = categories().rule(Some("hands-on"), Bound::Least(credits(1000)));
    check(&least, "credits-only: 50, 0: hand-1 read-1");
    let held = least.clone().with_need(|need| {
        need.have = credits(1000);
        need.have_in = [(id("hands-on"), credits(1000))].into();
    });
    check(&held, "credits-only: 0, 0: read-1");
    // Hands-on credits must be earned although none of them counts.
    let idle = least.rule(Some("hands-on"), Bound::Most(credits(0)));
    check(&idle, "credits-only: 50, 0: hand-1 read-1 read-2");
    let union = categories().rule(Some("both"), Bound::Least(credits(3000)));
    check(&union, "credits-only: 50, 0: hand-1 read-1 read-2");
}

#[test]
fn demands_nothing_of_credits_where_the_route_asks_for_none() {
    let exam = asked(&[("exam-only", 0, &[("core", 1)])])
        .exam("k", "core", cash(400))
        .rule(Some("reading"), Bound::Least(credits(500)));
    check(&exam, "exam-only: 400, 0: k");
}

/// Two years are left: the running one until day 9, and one more. Each asks for five credits.
fn two_years() -> Instance {
    asked(TWENTY)
        .activity("a", 20, Cost::Free)
        .activity("b", 5, cash(10))
        .rule(None, Bound::Yearly(credits(500)))
        .with_need(|need| need.expires = Some(day(10) + Months::new(12)))
}

#[test]
fn counts_each_activity_in_one_year_only() {
    check(&two_years(), "credits-only: 10, 0: a b");
    // Either of them may be the one of the running year, but not neither.
    check(&two_years().opening("a", 10), "credits-only: 10, 0: a b");
    check(&two_years().opening("b", 10), "credits-only: 10, 0: a b");
    check(&two_years().opening("a", 10).opening("b", 10), "Short");
    check(&two_years().ending("a", 9), "credits-only: 10, 0: a b");
    check(&two_years().ending("a", 9).ending("b", 9), "Short");
    check(
        &two_years().ending("a", 9).ending("b", 10),
        "credits-only: 10, 0: a b",
    );
    // She may come back to study after the running year is over.
    let away =
        |last: u64| two_years().with_need(|need| need.busy = Busy::new([(day(0), day(last))]));
    check(&away(8), "credits-only: 10, 0: a b");
    check(&away(9), "Short");
    // Nor is anything finished on a busy day: `b` must be done in the first ten days of the next year, and she is away for all of them.
    let away = |last: u64| {
        let late = two_years().ending("b", 19).ending("a", 9);
        late.with_need(|need| need.busy = Busy::new([(day(10), day(last))]))
    };
    check(&away(18), "credits-only: 10, 0: a b");
    check(&away(19), "Short");
    // A class counts in the year of its last day.
    check(&two_years().class("b", 8, 10).opening("a", 10), "Short");
    check(
        &two_years().class("b", 8, 9).opening("a", 10),
        "credits-only: 10, 0: a b",
    );
}

/// Nor is anything finished on the day of a class: `b` must count in the next year, and be done in its first ten days.
#[test]
fn counts_nothing_in_a_year_on_the_days_of_a_class() {
    let class_until = |last: u64| {
        asked(&[("credits-only", 35, &[])])
            .activity("a", 20, Cost::Free)
            .activity("b", 10, Cost::Free)
            .activity("c", 5, Cost::Free)
            .ending("a", 9)
            .ending("b", 19)
            .class("c", 10, last)
            .rule(None, Bound::Yearly(credits(1000)))
            .with_need(|need| need.expires = Some(day(10) + Months::new(12)))
    };
    check(&class_until(19), "Short");
    check(&class_until(18), "credits-only: 0, 0: a b c");
    // She is done with it on the second day, long before the year it counts in.
    let quick = class_until(12).with_need(|need| need.hours_per_week = Some(hours(150)));
    let outcome = quick.answer().outcome;
    let mut items = outcome.planned().unwrap().plan.items.iter();
    let b = items.find(|item| item.id == id("b")).unwrap();
    assert_eq!(b.finish, day(13));
}

/// Which year something counts in does not decide between equals: of two classes at one price the first by name is taken, though it is
/// in the running year and `a` then counts in the next.
#[test]
fn names_decide_between_equals_and_not_years() {
    let class = |offering: &mut Offering, name: &str, first: u64| {
        offering.id = id(name);
        offering.class = Some(ClassDates {
            starts: day(first),
            ends: day(first),
        });
    };
    let twice = asked(&[("credits-only", 15, &[])])
        .activity("a", 10, cash(100))
        .activity("b", 10, cash(100))
        .with_activity("b", |b| b.offerings.push(b.offerings[0].clone()))
        .with_activity("b", |b| class(&mut b.offerings[0], "first", 0))
        .with_activity("b", |b| class(&mut b.offerings[1], "second", 15))
        .rule(None, Bound::Yearly(credits(1000)))
        .with_need(|need| need.expires = Some(day(10) + Months::new(12)));
    check(&twice, "credits-only: 200, 0: a b");
    let Outcome::Met(planned) = twice.answer().outcome else {
        panic!("no plan for\n{twice}");
    };
    let mut items = planned.plan.items.iter();
    let b = items
        .find(|item| item.id == id("b"))
        .and_then(|item| item.offering.clone());
    assert_eq!(b, Some(id("first")));
}

#[test]
fn counts_what_was_earned_this_year_and_asks_nothing_of_years_that_nobody_knows() {
    let held = two_years().with_need(|need| {
        need.have = credits(500);
        need.have_this_year = credits(500);
    });
    check(&held, "credits-only: 0, 0: a");
    check(&held.ending("a", 9), "credits-only: 10, 0: a b");
    let unknown = two_years().with_need(|need| need.expires = None);
    check(&unknown, "credits-only: 0, 0: a");
    let last = two_years().with_need(|need| need.expires = Some(day(10)));
    check(&last, "credits-only: 0, 0: a");
}
