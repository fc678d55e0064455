//! What else could be done: the next best plans and the trade-offs, on a few things and on the real catalogue.
#![expect(
    clippy::unwrap_used,
    reason = "a helper that finds no plan has nothing to test"
)]

use std::{cell::Cell, collections::BTreeSet};

use finder::{
    diagnostic::Sources,
    model::{Aim, Busy, Catalog, Id, Minutes, Need},
    plan::{Answer, Extent, Further, Outcome, Plan, Proof, Question, answer},
};

use crate::{
    base,
    cases::whole,
    values::{day, id, need},
};

const TODAY: &str = "2026-11-22";

/// An activity by its credits, hours and price, and whatever else is to be said of it and of its offering.
fn activity(name: &str, numbers: [&str; 3], more: [&str; 2]) -> (String, Vec<u8>) {
    let ([credits, hours, cost], [entry, offering]) = (numbers, more);
    let read = "source = 'https://www.cisco.com/example'\nchecked = 2026-11-01";
    let text = format!(
        "title = '{name}'\ntype = 'course'\ncredits = {credits}\nhours = {hours}\n{entry}\n{read}\n\
         [[offering]]\nprovider = 'cisco-u'\nformat = 'self-paced'\ncost = '{cost}'\n\
         expires = 'never'\n{offering}\n{read}\n"
    );
    (
        format!("catalog/cisco/activities/{name}.toml"),
        text.into_bytes(),
    )
}

fn simple(name: &str, numbers: [&str; 3]) -> (String, Vec<u8>) {
    activity(name, numbers, ["", ""])
}

/// A catalogue of these activities, with concentration exams at these fees; 80 credits renew, or 40 and an exam.
fn shelf(activities: Vec<(String, Vec<u8>)>, fees: &[&str]) -> Catalog {
    let mut files = base::files();
    files.retain(|(path, _)| !path.contains("/activities/") && !path.ends_with("/exams.toml"));
    files.extend(activities);
    let exam = |(number, fee): (usize, &&str)| {
        format!(
            "[[exam]]\nid = '300-{number}'\nname = 'Exam'\nclass = 'concentration'\nfee = '{fee}'\n\
             source = 'https://www.cisco.com/example'\nchecked = 2026-11-01\n"
        )
    };
    let exams: String = fees.iter().enumerate().map(exam).collect();
    files.push(("catalog/cisco/exams.toml".to_owned(), exams.into_bytes()));
    base::read(&Sources::new(files)).0
}

fn ask(
    catalog: &Catalog,
    certification: &str,
    question: &Question<'_>,
    change: impl FnOnce(&mut Need),
) -> Answer {
    let (program, certification) = catalog.certification(certification).unwrap();
    let mut need = need(day(TODAY));
    change(&mut need);
    answer(program, certification, &need, question, day(TODAY))
}

fn further(answer: &Answer) -> &Further {
    &answer.outcome.planned().unwrap().further
}

fn named(plan: &Plan) -> Vec<&str> {
    let mut ids: Vec<&str> = plan.items.iter().map(|item| item.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

/// What the next plans do, of so many.
#[track_caller]
fn check_next(catalog: &Catalog, number: usize, expected: &[&[&str]]) {
    let question = Question {
        alternatives: number,
        ..Question::default()
    };
    let answer = ask(catalog, "ccnp", &question, |_| {});
    let others = &further(&answer).alternatives;
    let next: Vec<Vec<&str>> = others.iter().map(|other| named(&other.plan)).collect();
    assert_eq!(next, expected);
    assert_eq!(further(&answer).alternatives_extent, Extent::Whole);
}

/// `all` is best; `half` and `other-half` are next.
fn halves() -> Vec<(String, Vec<u8>)> {
    vec![
        simple("all", ["80", "10", "free"]),
        simple("half", ["40", "5", "free"]),
        simple("other-half", ["40", "6", "free"]),
        simple("paid", ["80", "1", "50 USD"]),
    ]
}

#[test]
fn the_next_plans_do_something_else_and_leave_nothing_out() {
    let catalog = shelf(halves(), &[]);
    check_next(&catalog, 9, &[&["half", "other-half"], &["paid"]]);
    check_next(&catalog, 1, &[&["half", "other-half"]]);
}

#[test]
fn another_offering_is_no_other_plan_but_another_version_is() {
    let second = "\n[[offering]]\nid = 'again'\nprovider = 'cisco-u'\nformat = 'virtual'\n\
                  cost = '10 USD'\nexpires = 'never'";
    let of_course = |name, version, offering| {
        let entry = format!("course = 'X'\nversion = '{version}'");
        let (path, bytes) = activity(name, ["80", "10", "free"], [&entry, offering]);
        (path, bytes)
    };
    let read = format!("source = 'https://www.cisco.com/example'\nchecked = 2026-11-01\n{second}");
    let catalog = shelf(
        vec![of_course("new", "2.0", &read), of_course("old", "1.0", "")],
        &[],
    );
    let (program, _) = catalog.certification("ccnp").unwrap();
    let count = |name| program.activities.get(&id(name)).map(|a| a.offerings.len());
    assert_eq!((count("new"), count("old")), (Some(2), Some(1)));
    check_next(&catalog, 9, &[&["old"]]);
}

#[test]
fn exams_that_differ_in_their_number_only_are_one() {
    let alike = shelf(
        vec![simple("half", ["40", "5", "free"])],
        &["300 USD", "300 USD", "310 USD"],
    );
    check_next(&alike, 9, &[&["300-2", "half"]]);
}

#[test]
fn the_margin_tells_what_the_next_plan_takes_more() {
    let answer = ask(&shelf(halves(), &[]), "ccnp", &Question::default(), |_| {});
    let margin = further(&answer).runner_up.unwrap();
    let told = (margin.cost, margin.study, margin.items, margin.credits);
    assert_eq!(told, (0, 60, 1, 0));
    assert!(further(&answer).alternatives.is_empty(), "nobody asked");
    let only = shelf(vec![simple("all", ["80", "10", "free"])], &[]);
    let answer = ask(&only, "ccnp", &Question::default(), |_| {});
    assert_eq!(further(&answer).runner_up, None);
    assert_eq!(further(&answer).alternatives_extent, Extent::Whole);
}

#[test]
fn where_nothing_is_left_to_do_or_nothing_does_there_is_no_next() {
    let catalog = shelf(halves(), &["300 USD"]);
    let enough = ask(&catalog, "ccnp", &Question::default(), |need| {
        need.have = finder::model::Credits::parse("80").unwrap();
    });
    let never = ask(&catalog, "ccnp", &Question::default(), |need| {
        need.max_hours = Minutes::new(30);
    });
    assert!(matches!(never.outcome, Outcome::Short(..)));
    assert_eq!(further(&enough).runner_up, None);
    assert_eq!(further(&never).runner_up, None);
}

#[test]
fn when_the_time_is_over_what_was_found_is_the_beginning_of_all() {
    let catalog = whole();
    let ask_until = |calls: usize| {
        let count = Cell::new(0);
        let stop = || {
            count.set(count.get() + 1);
            count.get() > calls
        };
        let question = Question {
            alternatives: 3,
            tradeoffs: true,
            stop: &stop,
            ..Question::default()
        };
        let answer = ask(&catalog, "ccna", &question, |_| {});
        let further = answer.outcome.planned().map(|planned| &planned.further);
        further
            .filter(|further| further.proof == Proof::Optimal)
            .cloned()
    };
    let all = ask_until(usize::MAX).unwrap();
    assert_eq!(all.alternatives.len(), 3);
    assert_eq!(all.alternatives_extent, Extent::Whole);
    // The plan itself takes its time too.
    let is_enough = |calls: &usize| ask_until(*calls).is_some();
    let enough = (0..100_000).find(is_enough).unwrap();
    let none = ask_until(enough).unwrap();
    assert_eq!(
        (none.runner_up, none.alternatives_extent),
        (None, Extent::Cut)
    );
    assert_eq!(
        (none.tradeoffs.len(), none.tradeoffs_extent),
        (0, Extent::Cut)
    );
    for calls in (enough..enough + 400).step_by(7) {
        let some = ask_until(calls).unwrap();
        assert!(all.alternatives.starts_with(&some.alternatives), "{calls}");
        let are_known = |plan: &Plan| all.tradeoffs.contains(plan);
        assert!(some.tradeoffs.iter().all(are_known), "{calls}");
        let complete = some.alternatives.len() == 3;
        let is_whole = some.alternatives_extent == Extent::Whole;
        assert_eq!(is_whole, complete, "{calls}");
    }
}

/// What the front shows: cost, hours and finish.
#[track_caller]
fn check_front(catalog: &Catalog, change: impl FnOnce(&mut Need), expected: &[(&str, &str, &str)]) {
    let question = Question {
        tradeoffs: true,
        ..Question::default()
    };
    let answer = ask(catalog, "ccnp", &question, change);
    let point = |plan: &Plan| {
        let (cost, hours) = (plan.cost.amount(), plan.effort.to_string());
        (cost, hours, plan.finish.to_string())
    };
    let points: Vec<_> = further(&answer).tradeoffs.iter().map(point).collect();
    let expected = expected.iter().map(|(cost, hours, finish)| {
        let text = |text: &&str| (*text).to_owned();
        (text(cost), text(hours), text(finish))
    });
    assert_eq!(points, expected.collect::<Vec<_>>());
    assert_eq!(further(&answer).tradeoffs_extent, Extent::Whole);
}

/// Free and long; dear and short; in between, but late; and one that is never worth it.
fn weighed() -> Catalog {
    let late = activity("late", ["80", "10", "50 USD"], ["", "opens = 2027-06-01"]);
    shelf(
        vec![
            simple("long", ["80", "40", "free"]),
            simple("short", ["80", "20", "100 USD"]),
            simple("waste", ["80", "20", "101 USD"]),
            late,
        ],
        &["1 USD"],
    )
}

#[test]
fn the_finish_is_weighed_where_a_pace_is_given() {
    let at_ten_hours = |need: &mut Need| need.hours_per_week = Minutes::new(600);
    let expected = [
        ("0.00", "40", "2026-12-19"),
        ("50.00", "10", "2027-06-07"),
        ("100.00", "20", "2026-12-05"),
    ];
    check_front(&weighed(), at_ten_hours, &expected);
}

#[test]
fn without_a_pace_cost_and_hours_are_all_there_is() {
    let answer = ask(&weighed(), "ccnp", &Question::default(), |_| {});
    let finish = answer.outcome.planned().unwrap().plan.finish.to_string();
    let expected = [
        ("0.00", "40", finish.as_str()),
        ("50.00", "10", "2027-06-14"),
    ];
    check_front(&weighed(), |_| {}, &expected);
}

#[test]
fn limits_hold_for_the_trade_offs_too() {
    let limited = |need: &mut Need| {
        need.hours_per_week = Minutes::new(600);
        need.budget = Some("60 USD".parse().unwrap());
        need.max_hours = Minutes::new(30 * 60);
    };
    check_front(&weighed(), limited, &[("50.00", "10", "2027-06-07")]);
}

#[test]
fn the_front_of_the_real_catalogue_is_one() {
    let catalog = whole();
    let question = Question {
        tradeoffs: true,
        ..Question::default()
    };
    for certification in ["ccna", "ccnp", "ccie"] {
        let answer = ask(&catalog, certification, &question, |need| {
            need.hours_per_week = Minutes::new(600);
            need.prefer = vec![Aim::Cost];
        });
        let planned = answer.outcome.planned().unwrap();
        let front = &planned.further.tradeoffs;
        let point = |plan: &Plan| (plan.cost.minor, plan.effort, plan.finish);
        assert!(front.len() > 1, "{certification}");
        assert_eq!(front.first().map(point), Some(point(&planned.plan)));
        for (one, other) in front
            .iter()
            .flat_map(|one| front.iter().map(move |o| (one, o)))
        {
            let (mine, its) = (point(one), point(other));
            let is_better = mine.0 < its.0 || mine.1 < its.1 || mine.2 < its.2;
            assert!(one == other || is_better, "{certification}");
        }
    }
}

/// Whether so much renews, and nothing else may be used.
fn renews(catalog: &Catalog, only: BTreeSet<Id>, limits: impl FnOnce(&mut Need)) -> bool {
    let answer = ask(catalog, "ccnp", &Question::default(), |need| {
        limits(need);
        need.filter.only = only;
    });
    matches!(answer.outcome, Outcome::Met(_))
}

#[test]
fn the_next_plans_of_the_real_catalogue_keep_to_every_limit_and_leave_nothing_out() {
    let limits = |need: &mut Need| {
        need.expires = Some(day("2027-11-22"));
        need.hours_per_week = Minutes::new(600);
        need.max_hours = Minutes::new(300 * 60);
        need.budget = Some("2000 USD".parse().unwrap());
        need.busy = Busy::new([(day("2026-12-20"), day("2027-01-03"))]);
    };
    let catalog = whole();
    let question = Question {
        alternatives: 5,
        ..Question::default()
    };
    let answer = ask(&catalog, "ccnp", &question, limits);
    let others = &further(&answer).alternatives;
    assert_eq!(others.len(), 5);
    let mut seen = BTreeSet::from([named(&answer.outcome.planned().unwrap().plan)]);
    let costs: Vec<i64> = others.iter().map(|other| other.margin.cost).collect();
    assert!(costs.is_sorted() && costs.iter().all(|cost| *cost >= 0));
    for other in others {
        assert!(seen.insert(named(&other.plan)), "{:?}", named(&other.plan));
        let all: BTreeSet<Id> = other
            .plan
            .items
            .iter()
            .map(|item| item.id.clone())
            .collect();
        assert!(renews(&catalog, all.clone(), limits));
        for left_out in &all {
            let mut fewer = all.clone();
            fewer.remove(left_out);
            let is_pass = left_out.as_str().starts_with("cisco-u-");
            let is_enough = !fewer.is_empty() && renews(&catalog, fewer, limits);
            assert!(is_pass || !is_enough, "{left_out}");
        }
    }
    assert_eq!(further(&answer).runner_up, Some(others[0].margin));
}
