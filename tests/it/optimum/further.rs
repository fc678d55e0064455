//! The next best plans and the plans that no other beats, of both planners.

use finder::model::Aim;
use finder::plan::{Outcome, Plan, Question, answer};

use super::honest::{plan_lies, true_aims};
use super::seeds;
use crate::twin::aims::finish_on;
use crate::twin::further::{Trade, alternatives, front};
use crate::twin::generator::{Scope, instance};
use crate::twin::search::solve;
use crate::twin::shrink::shrink;
use crate::twin::{Instance, Verdict, switch};

/// How many alternatives are asked for.
const ALTERNATIVES: usize = 3;
/// How many instances are tried: listing every plan takes longer than finding the best.
const INSTANCES: u64 = 1_000;

/// What is wrong with the further plans of an answer, each of which must be possible besides.
fn faults(instance: &Instance) -> Vec<String> {
    let question = Question {
        alternatives: ALTERNATIVES,
        tradeoffs: true,
        ..Question::default()
    };
    let Instance {
        program,
        certification,
        need,
        today,
    } = instance;
    let answer = answer(program, certification, need, &question, *today);
    let Outcome::Met(planned) = answer.outcome else {
        return Vec::new();
    };
    let further = planned.further;
    let others: Vec<&Plan> = further.alternatives.iter().map(|a| &a.plan).collect();
    let plans = others.iter().copied().chain(&further.tradeoffs);
    let mut faults: Vec<String> = plans
        .flat_map(|plan| plan_lies(instance, plan, true))
        .collect();
    let told: Vec<_> = others
        .iter()
        .map(|plan| true_aims(instance, plan))
        .collect();
    let true_ones = alternatives(instance, ALTERNATIVES);
    if !told.iter().flatten().eq(&true_ones) {
        faults.push(format!(
            "alternatives: planner {told:?}, twin {true_ones:?}"
        ));
    }
    let trades = further.tradeoffs.iter().map(|plan| trade(instance, plan));
    let (told, true_ones) = (trades.collect::<Vec<Trade>>(), front(instance));
    if told != true_ones {
        faults.push(format!("tradeoffs: planner {told:?}, twin {true_ones:?}"));
    }
    faults
}

fn trade(instance: &Instance, plan: &Plan) -> Trade {
    let pace = instance.need.hours_per_week;
    let minutes = u64::from(plan.effort.minutes());
    // Who has nothing to do is done before she begins.
    let first = finish_on(plan.finish);
    let finish = pace.map_or(0, |_| first);
    (plan.cost.minor, u64::from(plan.clc.0), minutes, finish)
}

#[test]
fn the_planner_names_the_same_further_plans() {
    if !switch::further() {
        return;
    }
    let mut seeds = seeds(INSTANCES);
    let wrong = seeds.find(|seed| !faults(&instance(*seed, Scope::Settled)).is_empty());
    if let Some(seed) = wrong {
        let small = shrink(&instance(seed, Scope::Settled), |next| {
            !faults(next).is_empty()
        });
        panic!("{seed} shrinks to\n{small}\n{}", faults(&small).join("\n"));
    }
}

/// Whatever the real planner says: no alternative is better than the best or the one before, and the front begins with the least
/// price where that price is the first aim.
#[test]
fn the_twin_lists_further_plans_in_order() {
    for seed in 0..500 {
        let mut instance = instance(seed, Scope::Everything);
        instance.need.prefer.retain(|aim| *aim == Aim::Finish);
        instance.need.prefer.insert(0, Aim::Cost);
        let next = alternatives(&instance, ALTERNATIVES);
        let front = front(&instance);
        let Verdict::Met { best, .. } = solve(&instance) else {
            assert!(next.is_empty() && front.is_empty(), "{instance}");
            continue;
        };
        assert!(next.is_sorted(), "{instance}");
        assert!(next.first().is_none_or(|n| *n >= best.aims), "{instance}");
        assert!(front.is_sorted(), "{instance}");
        if best.totals.unknown == 0 {
            let cheapest = front.first().map(|trade| (trade.0, trade.1));
            let price = (best.totals.cash, best.totals.clc);
            assert_eq!(cheapest, Some(price), "{instance}");
        }
    }
}
