//! What would make a plan: each change is made, and each but a little less.

use std::cell::Cell;

use finder::{
    model::{Activity, Aim, Busy, Clc, Cost, Effort, Need},
    plan::{FilterPart, Limit, Relaxation, Shortfall},
};

use super::{Holder, Id, Minutes, Money, Outcome, Question, day, id};
use crate::{
    cases::whole,
    twin::by_hand::{TWENTY, asked, cash},
    twin::plain::hours,
};

fn shortfall(holder: &Holder<'_>, question: &Question<'_>) -> Shortfall {
    match holder.ask(question).outcome {
        Outcome::Short(_, shortfall) => shortfall,
        other => panic!("{other:?}"),
    }
}

fn drop_limit(need: &mut Need, limit: Limit) {
    match limit {
        Limit::HoursPerWeek => need.hours_per_week = None,
        Limit::Busy => need.busy = Busy::default(),
        Limit::Budget => need.budget = None,
        Limit::MaxHours => need.max_hours = None,
        Limit::Routes => need.routes.clear(),
        Limit::Filter(FilterPart::Kinds) => need.filter.kinds.clear(),
        Limit::Filter(FilterPart::Topics) => need.filter.topics.clear(),
        Limit::Filter(FilterPart::Only) => need.filter.only.clear(),
        Limit::Filter(FilterPart::Exclude) => need.filter.exclude.clear(),
    }
}

/// Whether there is a plan with a change.
fn works(holder: &Holder<'_>, change: impl FnOnce(&mut Need)) -> bool {
    holder.with(change).plan().is_some()
}

/// Holds a change against plans solved anew: made, it works; a little less of it does not.
#[track_caller]
fn check(holder: &Holder<'_>, relaxation: &Relaxation) {
    let edge = |at: bool, before: bool| assert!(at && !before, "{relaxation:?}");
    let usd = |minor: u64| Money {
        minor,
        currency: holder.need.rates.into,
    };
    match relaxation {
        Relaxation::HoursPerWeek { least, cost } => {
            let faster = holder.with(|need| need.hours_per_week = Some(*least));
            assert_eq!(faster.plan().unwrap().cost, *cost);
        }
        Relaxation::MaxHours { least, cost } => {
            let longer = holder.with(|need| need.max_hours = Some(*least));
            assert_eq!(longer.plan().unwrap().cost, *cost);
        }
        Relaxation::Deadline { expires, cost } => {
            let later = holder.with(|need| need.expires = Some(*expires));
            assert_eq!(later.plan().unwrap().cost, *cost);
        }
        Relaxation::Budget { least } => {
            let at = |minor| works(holder, |need| need.budget = Some(usd(minor)));
            edge(at(least.minor), at(least.minor - 1));
        }
        Relaxation::Purse { least, .. } => {
            let at = |clc| works(holder, |need| need.clc = Clc(clc));
            edge(at(least.0), at(least.0 - 1));
        }
        Relaxation::Prices { of, most, .. } => {
            let at = |minor| works(holder, |need| price(need, of, usd(minor)));
            match most {
                None => assert!(at(Money::MOST), "{relaxation:?}"),
                Some(most) => edge(at(most.minor), at(most.minor + 1)),
            }
        }
        Relaxation::Together { dropped, .. } => {
            for limit in dropped {
                let others: Vec<Limit> = dropped.iter().copied().filter(|l| l != limit).collect();
                edge(without(holder, dropped), without(holder, &others));
            }
        }
        other => assert!(works(holder, |need| take_back(need, other)), "{other:?}"),
    }
}

/// Takes back the choice that a relaxation is about.
fn take_back(need: &mut Need, relaxation: &Relaxation) {
    match relaxation {
        Relaxation::Allow { id, .. } => _ = need.filter.exclude.remove(id),
        Relaxation::Taken { .. } => need.taken.clear(),
        Relaxation::Busy { .. } => drop_limit(need, Limit::Busy),
        Relaxation::Filter { dropped, .. } => {
            for part in dropped {
                drop_limit(need, Limit::Filter(*part));
            }
        }
        Relaxation::Route { route, .. } => need.routes = vec![route.to_string()],
        other => panic!("{other:?} is no choice"),
    }
}

fn price(need: &mut Need, things: &[(Id, Option<Id>)], price: Money) {
    for (id, offering) in things {
        let key = offering
            .as_ref()
            .map_or_else(|| id.to_string(), |offering| format!("{id}/{offering}"));
        need.prices.insert(key, price);
    }
}

fn without(holder: &Holder<'_>, limits: &[Limit]) -> bool {
    works(holder, |need| {
        for limit in limits {
            drop_limit(need, *limit);
        }
    })
}

#[track_caller]
fn checked(holder: &Holder<'_>) -> Vec<Relaxation> {
    let shortfall = shortfall(holder, &Question::default());
    assert!(!shortfall.cut_short);
    for relaxation in &shortfall.relaxations {
        check(holder, relaxation);
    }
    shortfall.relaxations
}

fn ccnp(catalog: &finder::model::Catalog) -> Holder<'_> {
    let (program, certification) = catalog.certification("ccnp").unwrap();
    Holder::new(program, certification)
}

#[test]
fn a_budget_that_is_too_small_names_money_prices_and_learning_credits() {
    let catalog = whole();
    let holder = ccnp(&catalog).with(|need| {
        need.budget = Some("100 USD".parse().unwrap());
        need.filter.exclude = [id("sdsi")].into();
    });
    let relaxations = checked(&holder);
    let has = |is: fn(&Relaxation) -> bool| relaxations.iter().any(is);
    assert!(has(|one| matches!(one, Relaxation::Budget { .. })));
    assert!(has(
        |one| matches!(one, Relaxation::Prices { most: Some(most), .. } if most.minor == 10_000)
    ));
    assert!(has(|one| matches!(one, Relaxation::Purse { .. })));
    assert!(has(|one| matches!(one, Relaxation::Filter { .. })));
}

#[test]
fn too_little_time_names_the_least_pace_and_the_first_expiry_that_do() {
    let catalog = whole();
    let holder = ccnp(&catalog).with(|need| {
        need.expires = Some(day("2026-12-20"));
        need.hours_per_week = Minutes::new(2 * 60);
        need.budget = Some("0 USD".parse().unwrap());
    });
    let relaxations = checked(&holder);
    let Some(Relaxation::HoursPerWeek { least, .. }) = relaxations.first() else {
        panic!("{relaxations:?}")
    };
    let slower = Minutes::new(least.minutes() - 15);
    assert!(!works(&holder, |need| need.hours_per_week = slower));
    let mut expiries = relaxations.iter().filter_map(|one| match one {
        Relaxation::Deadline { expires, .. } => Some(*expires),
        _ => None,
    });
    let sooner = expiries.next().unwrap().pred_opt();
    assert!(!works(&holder, |need| need.expires = sooner));
}

#[test]
fn of_several_excluded_the_one_that_is_enough_is_named() {
    let catalog = whole();
    let holder = ccnp(&catalog).with(|need| {
        need.budget = Some("0 USD".parse().unwrap());
        need.filter.exclude = [id("sdsi"), id("encor")].into();
    });
    let relaxations = checked(&holder);
    let allow = Relaxation::Allow {
        id: id("sdsi"),
        cost: "0 USD".parse().unwrap(),
    };
    assert!(relaxations.contains(&allow), "{relaxations:?}");
}

#[test]
fn limits_that_contradict_each_other_are_named_together() {
    let catalog = whole();
    let holder = ccnp(&catalog).with(|need| {
        need.budget = Some("100 USD".parse().unwrap());
        need.max_hours = Minutes::new(10 * 60);
        need.filter.exclude = [id("sdsi")].into();
    });
    let relaxations = checked(&holder);
    let together = |one: &Relaxation| matches!(one, Relaxation::Together { dropped, .. } if dropped.len() == 2);
    assert!(relaxations.iter().any(together), "{relaxations:?}");
}

#[test]
fn what_was_done_before_is_told_where_it_stands_in_the_way() {
    let catalog = whole();
    let holder = ccnp(&catalog).with(|need| {
        need.budget = Some("0 USD".parse().unwrap());
        need.taken = [id("sdsi")].into();
    });
    let relaxations = checked(&holder);
    let taken = |one: &Relaxation| matches!(one, Relaxation::Taken { .. });
    assert!(relaxations.iter().any(taken), "{relaxations:?}");
    let hers = relaxations.iter().filter(|one| one.is_hers());
    assert!(
        hers.count() > 0,
        "that nobody can undo it is no reason to stop there"
    );
}

#[test]
fn an_exam_of_unknown_length_still_counts_when_only_the_expiry_is_too_early() {
    let catalog = whole();
    let (program, certification) = catalog.certification("ccie").unwrap();
    let expires = day("2026-11-23");
    let holder = Holder::new(program, certification).with(|need| {
        need.routes = vec!["exam-only-1".to_owned()];
        need.expires = Some(expires);
        need.from = expires;
    });
    let relaxations = checked(&holder);
    let Some(Relaxation::Deadline { expires: later, .. }) = relaxations
        .iter()
        .find(|one| matches!(one, Relaxation::Deadline { .. }))
    else {
        panic!("{relaxations:?}")
    };
    assert_eq!(*later, day("2026-11-24"), "one day is there to sit it");
}

#[test]
fn a_search_that_was_cut_off_names_the_first_changes_and_says_so() {
    let catalog = whole();
    let holder = ccnp(&catalog).with(|need| {
        need.budget = Some("100 USD".parse().unwrap());
        need.filter.exclude = [id("sdsi")].into();
    });
    let all = shortfall(&holder, &Question::default()).relaxations;
    let mut lengths = Vec::new();
    let looks = holder.looks();
    for most in [0, 2, 5, 12, 30, 100_000].map(|more| looks + more) {
        let asked = Cell::new(0);
        let stop = || {
            asked.set(asked.get() + 1);
            asked.get() > most
        };
        let question = Question {
            stop: &stop,
            ..Question::default()
        };
        let shortfall = shortfall(&holder, &question);
        assert!(all.starts_with(&shortfall.relaxations));
        assert_eq!(shortfall.cut_short, asked.get() > most);
        lengths.push(shortfall.relaxations.len());
    }
    assert!(lengths.is_sorted());
    assert_eq!((lengths[0], lengths[5]), (0, all.len()));
}

/// Little study is wanted first. With more time in a week something cheap can be done, with still more something free, and at last
/// something dear that takes the least study: then more time costs more, and the free one is named all the same.
#[test]
fn more_time_is_weighed_by_its_cost_whatever_is_wanted_first() {
    let takes = |number| {
        move |activity: &mut Activity| activity.effort = Some(Effort::Hours(hours(number)))
    };
    let instance = asked(TWENTY)
        .activity("cheap", 20, cash(50))
        .with_activity("cheap", takes(20))
        .ending("cheap", 40)
        .activity("free", 20, Cost::Free)
        .with_activity("free", takes(21))
        .ending("free", 20)
        .activity("dear", 20, cash(100))
        .with_activity("dear", takes(5))
        .ending("dear", 2)
        .with_need(|need| {
            need.hours_per_week = Some(hours(1));
            need.prefer = vec![Aim::Hours];
        });
    let Outcome::Short(_, shortfall) = instance.answer().outcome else {
        panic!("there is a plan for\n{instance}");
    };
    let paces = shortfall.relaxations.iter();
    let paces: Vec<(u32, u64)> = paces
        .filter_map(|relaxation| match relaxation {
            Relaxation::HoursPerWeek { least, cost } => Some((least.minutes(), cost.minor)),
            _ => None,
        })
        .collect();
    assert_eq!(paces, [(210, 5_000), (420, 0)]);
}
