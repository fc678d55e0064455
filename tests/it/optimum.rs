//! The real planner against the twin, on thousands of random instances.

mod agree;
mod honest;
mod left_out;

use crate::twin::features::FEATURES;
use crate::twin::generator::instance;
use crate::twin::search::solve;
use crate::twin::shrink::shrink;
use crate::twin::{Instance, Verdict};

/// How many instances are tried when nobody asks for more.
const INSTANCES: u64 = 10_000;

/// How many instances to try: `FINDER_TWIN_INSTANCES`, for a long night.
#[expect(
    clippy::disallowed_methods,
    reason = "a test has no command line to take the number from"
)]
fn instances() -> u64 {
    let asked = std::env::var("FINDER_TWIN_INSTANCES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(INSTANCES)
}

/// What is wrong with the real planner's answer, if anything.
fn faults(instance: &Instance) -> Vec<String> {
    let (answer, verdict) = (instance.answer(), solve(instance));
    let mut faults = agree::disagreements(&answer, &verdict);
    faults.extend(honest::lies(instance, &answer));
    faults.extend(left_out::untold(instance, &answer));
    faults
}

#[test]
fn the_planner_agrees_with_the_twin() {
    let wrong: Vec<u64> = (0..instances())
        .filter(|seed| !faults(&instance(*seed)).is_empty())
        .collect();
    if let Some(seed) = wrong.first() {
        let small = shrink(&instance(*seed), |next| !faults(next).is_empty());
        panic!(
            "{} instances are wrong, with seeds {:?} and so on; {seed} shrinks to\n{small}\n{}",
            wrong.len(),
            &wrong[..wrong.len().min(20)],
            faults(&small).join("\n")
        );
    }
}

#[test]
fn the_generator_makes_every_kind_of_case() {
    let count = 2_000;
    let verdicts: Vec<Verdict> = (0..count).map(|seed| solve(&instance(seed))).collect();
    let share = |wanted: &dyn Fn(&Verdict) -> bool| {
        100 * verdicts.iter().filter(|v| wanted(v)).count() / verdicts.len()
    };
    let something = |v: &Verdict| matches!(v, Verdict::Met { best, .. } if !best.things.is_empty());
    let short = |v: &Verdict| matches!(v, Verdict::Short { .. });
    let tied = |v: &Verdict| matches!(v, Verdict::Met { tied: true, .. });
    let shares = [share(&something), share(&short), share(&tied)];
    assert!(shares.iter().all(|share| *share >= 10), "{shares:?}");
    for rare in [Verdict::Retired, Verdict::NoRoute, Verdict::Expired] {
        assert!(verdicts.contains(&rare), "no instance is {rare:?}");
    }
}

#[test]
fn every_feature_of_the_generator_matters() {
    for (name, off) in FEATURES {
        let matters = (0..2_000).map(instance).any(|on| {
            let mut without = on.clone();
            off(&mut without);
            without != on && solve(&without) != solve(&on)
        });
        assert!(matters, "{name} never changes an answer");
    }
}
