//! Tiny cases whose answer anyone can see, so that the twin itself can be trusted.

use finder::model::{
    Activity, ActivityKind, Clc, Cost, Expiry, Money, Offering, Rate, Rates, Retirement, Withdrawal,
};
use finder::plan::Outcome;

use super::by_hand::{Asked, TWENTY, asked, cash};
use super::plain::{credits, day, evidence, hours, today, usd};
use super::search::solve;
use super::{Instance, RouteVerdict, Verdict, switch};
use crate::values::{currency, id};

mod chains;
mod classes;
mod further;
mod passes;
mod rules;
mod vouchers;
mod wishes;

/// The twin's best plan as `route: dollars, learning credits: item item …`, or the name of the outcome.
fn told(instance: &Instance) -> String {
    let Verdict::Met { best, .. } = solve(instance) else {
        let verdict = format!("{:?}", solve(instance));
        return verdict.split(' ').next().unwrap_or_default().to_owned();
    };
    let mut items: Vec<String> = best.things.iter().map(|t| t.id.to_string()).collect();
    items.sort();
    let totals = best.totals;
    let (dollars, items) = (totals.cash / 100, items.join(" "));
    format!("{}: {dollars}, {}: {items}", best.route, totals.clc)
}

#[track_caller]
fn check(instance: &Instance, expected: &str) {
    assert_eq!(told(instance).trim_end(), expected, "{instance}");
    if switch::everything() {
        let planned = told_by_planner(instance);
        assert_eq!(planned.trim_end(), expected, "the planner, of {instance}");
    }
}

/// The real planner's best plan, in the same words.
fn told_by_planner(instance: &Instance) -> String {
    let outcome = instance.answer().outcome;
    let Outcome::Met(planned) = outcome else {
        let outcome = format!("{outcome:?}");
        let end = outcome.find(|c: char| !c.is_alphanumeric());
        return outcome[..end.unwrap_or(outcome.len())].to_owned();
    };
    let plan = planned.plan;
    let mut items: Vec<String> = plan.items.iter().map(|i| i.id.to_string()).collect();
    items.sort();
    let (dollars, items) = (plan.cost.minor / 100, items.join(" "));
    format!("{}: {dollars}, {}: {items}", plan.route, plan.clc.0)
}

#[test]
fn takes_the_cheapest_set_that_closes_the_gap() {
    let shelf = asked(TWENTY)
        .activity("ten", 10, cash(100))
        .activity("eleven", 11, cash(120))
        .activity("twenty", 20, cash(250));
    check(&shelf, "credits-only: 220, 0: eleven ten");
    let budget = shelf.clone().with_need(|need| need.budget = Some(usd(219)));
    check(&budget, "Short");
    let have = shelf.with_need(|need| need.have = credits(1000));
    check(&have, "credits-only: 100, 0: ten");
}

#[test]
fn does_nothing_when_nothing_is_missing() {
    let done = asked(TWENTY).with_need(|need| need.have = credits(2000));
    check(&done, "credits-only: 0, 0:");
}

#[test]
fn counts_what_a_short_route_lacks_at_best() {
    let short = asked(TWENTY)
        .activity("ten", 10, cash(100))
        .activity("five", 5, Cost::Free)
        .activity("unpriced", 10, Cost::Unknown)
        .with_need(|need| need.budget = Some(usd(99)));
    let routes = vec![RouteVerdict::Short {
        missing: Some(1500),
    }];
    assert_eq!(solve(&short), Verdict::Short { routes });
}

#[test]
fn pays_a_pass_once_and_a_held_one_never() {
    let shelf = asked(TWENTY)
        .activity("a", 10, cash(150))
        .activity("b", 10, cash(150))
        .pass("gold", cash(200), Some(10));
    check(&shelf, "credits-only: 200, 0: a b gold");
    let held = shelf.with_need(|need| need.passes = [(id("gold"), None)].into());
    check(&held, "credits-only: 0, 0: a b");
}

#[test]
fn keeps_learning_credits_apart_from_cash() {
    let both = Cost::Priced {
        cash: Some(usd(100)),
        clc: Some(Clc(2)),
    };
    let shelf = asked(TWENTY)
        .activity("a", 10, both)
        .activity("b", 10, both);
    check(&shelf, "credits-only: 200, 0: a b");
    let purse = |n: u32| shelf.clone().with_need(|need| need.clc = Clc(n));
    check(&purse(3), "credits-only: 100, 2: a b");
    check(&purse(4), "credits-only: 0, 4: a b");
    let given = purse(4).with_need(|need| {
        need.prices = [("a".to_owned(), usd(7)), ("a/p".to_owned(), usd(5))].into();
    });
    check(&given, "credits-only: 5, 2: a b");
}

#[test]
fn fills_each_place_of_a_route_with_an_exam_of_its_own() {
    let routes: &[Asked] = &[("exam-only", 0, &[("core", 1), ("professional", 1)])];
    let shelf =
        asked(routes)
            .exam("c1", "concentration", cash(100))
            .exam("c2", "concentration", cash(100));
    check(&shelf, "Short");
    let core = shelf
        .exam("k1", "core", cash(400))
        .exam("k2", "core", cash(90));
    check(&core, "exam-only: 190, 0: c1 k2");
    let taken = core.with_need(|need| need.taken = [id("k2")].into());
    check(&taken, "exam-only: 500, 0: c1 k1");
}

#[test]
fn exams_that_were_passed_fill_places() {
    let routes: &[Asked] = &[("exam-only", 0, &[("core", 1), ("professional", 1)])];
    let shelf = asked(routes)
        .exam("c1", "concentration", cash(100))
        .exam("k1", "core", cash(400))
        .exam("k2", "core", cash(90));
    let passed = |passed: &[(&str, &str)]| {
        let passed = passed.iter().map(|(exam, class)| (id(exam), id(class)));
        let passed = passed.collect();
        shelf.clone().with_need(|need| need.passed = passed)
    };
    check(&passed(&[("c1", "concentration")]), "exam-only: 90, 0: k2");
    check(&passed(&[("k2", "core")]), "exam-only: 100, 0: c1");
    check(
        &passed(&[("gone", "core"), ("k2", "core")]),
        "exam-only: 0, 0:",
    );
    let combined: &[Asked] = &[
        ("credits-and-exam", 10, &[("core", 1)]),
        ("credits-only", 20, &[]),
    ];
    let shelf = asked(combined)
        .exam("k1", "core", cash(0))
        .activity("a", 10, cash(0))
        .activity("b", 10, cash(0));
    check(&shelf, "credits-only: 0, 0: a b");
    let passed = shelf.with_need(|need| need.passed = [(id("k1"), id("core"))].into());
    check(&passed, "credits-and-exam: 0, 0: a");
}

#[test]
fn prefers_credits_alone_then_less_study_then_fewer_items_then_the_smaller_id() {
    let routes: &[Asked] = &[("exam-only", 0, &[("core", 1)]), ("credits-only", 20, &[])];
    let shelf = asked(routes)
        .exam("k", "core", cash(100))
        .activity("a", 10, cash(50))
        .activity("b", 10, cash(50));
    check(&shelf, "credits-only: 100, 0: a b");
    let fewer = shelf.clone().activity("c", 20, cash(100));
    check(&fewer, "credits-only: 100, 0: c");
    let tie = shelf.activity("aa", 10, cash(50));
    check(&tie, "credits-only: 100, 0: a aa");
}

#[test]
fn leaves_out_what_is_over_stale_or_done() {
    let shelf = asked(TWENTY).activity("a", 20, Cost::Free);
    let dear = shelf.activity("dear", 20, cash(900));
    check(&dear, "credits-only: 0, 0: a");
    let without = |change: fn(&mut Offering)| dear.clone().with_offering("a", change);
    check(
        &without(|offering| offering.expires = Expiry::On(today().pred_opt().unwrap())),
        "credits-only: 900, 0: dear",
    );
    check(
        &without(|offering| offering.expires = Expiry::On(today())),
        "credits-only: 0, 0: a",
    );
    let gone = |offering: &mut Offering| {
        offering.withdrawn = Some(Withdrawal {
            on: today(),
            reason: String::new(),
            successor: None,
        });
    };
    check(&without(gone), "credits-only: 900, 0: dear");
    let offer = |days_ago: u64| {
        let undated = without(|offering| offering.expires = Expiry::Unknown);
        undated
            .with_activity("a", |activity| activity.kind = ActivityKind::Offer)
            .with_offering("a", |offering| offering.evidence = evidence(days_ago))
    };
    check(&offer(30), "credits-only: 0, 0: a");
    check(&offer(31), "credits-only: 900, 0: dear");
}

#[test]
fn takes_a_newer_version_after_an_older_one_but_not_both_at_once() {
    let versioned = |version: &'static str| {
        move |activity: &mut Activity| {
            activity.course = Some("ENCOR".to_owned());
            activity.version = Some(version.to_owned());
        }
    };
    let shelf = asked(TWENTY)
        .activity("old", 20, Cost::Free)
        .activity("new", 20, cash(50))
        .with_activity("old", versioned("1.9"))
        .with_activity("new", versioned("1.10"));
    let taken = |name: &str| {
        shelf
            .clone()
            .with_need(|need| need.taken = [id(name)].into())
    };
    check(&taken("old"), "credits-only: 50, 0: new");
    check(&taken("new"), "Short");
    check(&taken("encor"), "credits-only: 0, 0: old");
    let both = shelf.with_need(|need| need.routes = vec!["credits-only".to_owned()]);
    check(&both, "credits-only: 0, 0: old");
    let forty: &[Asked] = &[("credits-only", 40, &[])];
    let mut more = both;
    more.program.program = asked(forty).program.program;
    check(&more, "Short");
}

#[test]
fn holds_the_weeks_against_the_last_days() {
    let week = asked(TWENTY)
        .activity("a", 10, Cost::Free)
        .activity("b", 10, Cost::Free)
        .with_need(|need| need.expires = Some(day(14)));
    let at = |pace: u32| {
        week.clone()
            .with_need(|need| need.hours_per_week = Some(hours(pace)))
    };
    check(&at(10), "credits-only: 0, 0: a b");
    check(&at(9), "Short");
    let opens = at(10).with_offering("a", |offering| offering.opens = Some(day(7)));
    check(&opens, "credits-only: 0, 0: a b");
    let later = at(10).with_offering("a", |offering| offering.opens = Some(day(8)));
    check(&later, "Short");
    let idle = week.with_offering("a", |offering| offering.opens = Some(day(13)));
    check(&idle, "credits-only: 0, 0: a b");
}

#[test]
fn never_changes_money_without_a_rate() {
    let pounds = Cost::Priced {
        cash: Some(Money {
            minor: 10_000,
            currency: currency("GBP"),
        }),
        clc: None,
    };
    let shelf = asked(TWENTY).activity("a", 20, pounds);
    check(&shelf, "Short");
    let rate = Rate::parse("1.27").unwrap();
    let rates = Rates {
        into: currency("USD"),
        from: [(currency("GBP"), rate)].into(),
    };
    check(
        &shelf.with_need(|need| need.rates = rates),
        "credits-only: 127, 0: a",
    );
}

#[test]
fn says_first_that_it_is_retired_then_that_no_route_is_known_then_that_it_expired() {
    let expired = asked(TWENTY).with_need(|need| need.expires = Some(today()));
    check(&expired, "Expired");
    let nowhere = asked(&[]).with_need(|need| need.expires = Some(today()));
    check(&nowhere, "NoRoute");
    let mut retired = nowhere;
    retired.certification.retired = Some(Retirement {
        on: None,
        reason: String::new(),
    });
    check(&retired, "Retired");
}
