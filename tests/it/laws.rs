//! What must be so whatever the catalogue says: more choice never costs more, and the like.
//!
//! Each law is held against both planners: against the real one for its own sake, against the twin because a wrong judge is worse
//! than none. The instances come from a tape of choices, so that a failure shrinks to the shortest tape.

mod whole;

use finder::model::{Credits, Id, Pass};
use finder::plan::{Answer, Outcome, Plan};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::optimum::number;
use crate::twin::Instance;
use crate::twin::draw::Draw;
use crate::twin::generator::{Scope, draw_instance};
use crate::twin::plain;
use crate::twin::search::solve;

/// Money and learning credits, in the order they count; nothing where there is no plan.
type Price = Option<(u64, u64)>;

fn real(instance: &Instance) -> Price {
    match instance.answer().outcome {
        Outcome::Met(planned) => {
            let plan = planned.plan;
            Some((plan.cost.minor, u64::from(plan.clc.0)))
        }
        _ => None,
    }
}

fn twin(instance: &Instance) -> Price {
    solve(instance).price()
}

/// Enough cases, and the same ones in every run. For a longer one, or other cases: `FINDER_LAWS_CASES=5000`, `FINDER_LAWS_SEED=1`.
fn config() -> ProptestConfig {
    let cases = number("FINDER_LAWS_CASES");
    ProptestConfig {
        cases: cases
            .and_then(|cases| u32::try_from(cases).ok())
            .unwrap_or(400),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(number("FINDER_LAWS_SEED").unwrap_or(20_261_122)),
        ..ProptestConfig::default()
    }
}

fn instances() -> impl Strategy<Value = Instance> {
    proptest::collection::vec(any::<u16>(), 0..500)
        .prop_map(|tape| draw_instance(&mut Draw::from_tape(tape), Scope::Settled))
}

/// The same instance, asked by someone who looks at the price before all else: of who would rather be done early, no law of prices holds.
fn thrifty(mut instance: Instance) -> Instance {
    instance.need.prefer.clear();
    instance
}

/// Whoever can do everything that another can pays no more, and has a plan when the other has. Both look at the price first.
fn pays_no_more(freer: &Instance, bound: &Instance) -> Result<(), TestCaseError> {
    let (freer, bound) = (&thrifty(freer.clone()), &thrifty(bound.clone()));
    for (planner, price) in [("planner", real as fn(&Instance) -> Price), ("twin", twin)] {
        let (less, more) = (price(freer), price(bound));
        let holds = more.is_none() || less.is_some_and(|less| Some(less) <= more);
        prop_assert!(
            holds,
            "{planner}: {less:?} for\n{freer}\nand {more:?} for\n{bound}"
        );
    }
    Ok(())
}

/// The place that an index means among so many; none among none.
fn place(index: prop::sample::Index, len: usize) -> Option<usize> {
    (len > 0).then(|| index.index(len))
}

fn without_an_offering(instance: &Instance, which: prop::sample::Index) -> Instance {
    let mut fewer = instance.clone();
    let activities = &mut fewer.program.activities;
    let count = activities.values().map(|a| a.offerings.len()).sum();
    let mut skip = place(which, count).unwrap_or(0);
    for activity in activities.values_mut() {
        if skip < activity.offerings.len() {
            activity.offerings.remove(skip);
            break;
        }
        skip -= activity.offerings.len();
    }
    fewer
}

/// The same catalogue, written down in the opposite order wherever order means nothing.
fn reversed(instance: &Instance) -> Instance {
    let mut other = instance.clone();
    let program = &mut other.program;
    program.certifications.reverse();
    program.program.exam_classes.reverse();
    program.program.topics.reverse();
    for class in &mut program.program.exam_classes {
        class.includes.reverse();
    }
    for activity in program.activities.values_mut() {
        activity.offerings.reverse();
        activity.topics.reverse();
        for offering in &mut activity.offerings {
            offering.passes.reverse();
        }
    }
    let backwards = std::mem::take(&mut program.activities).into_iter().rev();
    program.activities = backwards.collect();
    other
}

/// What a holder can call an item by, and exclude it.
fn names(instance: &Instance) -> Vec<Id> {
    let program = &instance.program;
    let activities = program.activities.keys();
    let names = activities.chain(program.exams.keys());
    names.chain(program.passes.keys()).cloned().collect()
}

/// Whether excluding the name would touch the plan: the name is an item's, or a pass's that opens one.
fn touches(plan: &Plan, name: &Id) -> bool {
    let mut items = plan.items.iter();
    items.any(|item| item.id == *name || item.pass.as_ref() == Some(name))
}

/// A plan without what it says of things outside it.
fn bare(answer: Answer) -> Option<Plan> {
    match answer.outcome {
        Outcome::Met(mut planned) => {
            let items = planned.plan.items.iter_mut();
            items.for_each(|item| item.interchangeable = 0);
            Some(planned.plan)
        }
        _ => None,
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn another_offering_never_costs_more(full in instances(), which: prop::sample::Index) {
        pays_no_more(&full, &without_an_offering(&full, which))?;
    }

    #[test]
    fn another_exam_never_costs_more(full in instances(), which: prop::sample::Index) {
        let mut fewer = full.clone();
        let exam = place(which, full.program.exams.len()).and_then(|n| full.program.exams.keys().nth(n));
        exam.map(|exam| fewer.program.exams.remove(exam));
        pays_no_more(&full, &fewer)?;
    }

    #[test]
    fn a_larger_gap_never_costs_less(less in instances(), have in 0_u32..3000) {
        let mut more = less.clone();
        more.need.have = less.need.have.min(Credits::from_hundredths(have).unwrap_or_default());
        pays_no_more(&less, &more)?;
    }

    /// A pass that is held brings no vouchers, and for good it is not bought again. One that brings some can still be bought for them as
    /// long as what is held of it ends some day.
    #[test]
    fn holding_a_pass_never_costs_more(without in instances()) {
        let mut with = without.clone();
        let held = |pass: &Pass| (!pass.vouchers.is_empty()).then(|| plain::day(5_000));
        with.need.passes.extend(without.program.passes.iter().map(|(id, pass)| (id.clone(), held(pass))));
        pays_no_more(&with, &without)?;
    }

    #[test]
    fn a_limit_lifted_never_costs_more(bound in instances()) {
        let lifts: [fn(&mut Instance); 5] = [
            |i| i.need.budget = None,
            |i| i.need.max_hours = None,
            |i| i.need.hours_per_week = None,
            |i| i.need.routes.clear(),
            |i| i.need.filter = finder::model::Filter::default(),
        ];
        for lift in lifts {
            let mut freer = bound.clone();
            lift(&mut freer);
            pays_no_more(&freer, &bound)?;
        }
    }

    #[test]
    fn the_order_of_the_files_changes_nothing(one in instances()) {
        let other = reversed(&one);
        prop_assert_eq!(one.answer(), other.answer(), "{}", one);
        prop_assert_eq!(solve(&one), solve(&other), "{}", one);
    }

    #[test]
    fn excluding_what_is_not_in_the_plan_changes_nothing_of_it(free in instances(), which: prop::sample::Index) {
        let plan = bare(free.answer());
        let mut names = names(&free);
        names.retain(|name| plan.as_ref().is_some_and(|plan| !touches(plan, name)));
        let mut bound = free.clone();
        bound.need.filter.exclude.extend(place(which, names.len()).map(|n| names.swap_remove(n)));
        prop_assert_eq!(bare(bound.answer()), plan, "{}", free);
    }
}
