//! The real planner against the twin, on thousands of random instances.

mod agree;
mod further;
mod haste;
mod honest;
mod large;
mod left_out;
mod slots;
mod sooner;

use std::fmt::Write as _;
use std::io::Write as _;

pub(crate) use honest::true_aims;

use crate::twin::features::{FEATURES, MORE, Switch};
use crate::twin::generator::{Scope, instance};
use crate::twin::search::solve;
use crate::twin::shrink::shrink;
use crate::twin::{Instance, Verdict};

/// How many instances are tried to see whether a feature matters.
const TRIED: u64 = 4_000;

/// Features that few instances have.
const RARE: &[&str] = &[
    "retirement",
    "undated",
    "count of a pass's voucher",
    "class of a pass's voucher",
];

/// How many instances are tried when nobody asks for more.
const INSTANCES: u64 = 10_000;

/// The seeds to try: so many, or `FINDER_TWIN_INSTANCES` for a long night, from `FINDER_TWIN_SEED` on for a night unlike the last.
fn seeds(instances: u64) -> std::ops::Range<u64> {
    let first = number("FINDER_TWIN_SEED").unwrap_or(0);
    first..first.saturating_add(number("FINDER_TWIN_INSTANCES").unwrap_or(instances))
}

/// What somebody who looks longer asks for.
#[expect(
    clippy::disallowed_methods,
    reason = "a test has no command line to take the number from"
)]
pub(crate) fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
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
    let wrong: Vec<u64> = seeds(INSTANCES)
        .filter(|seed| !faults(&instance(*seed, Scope::Settled)).is_empty())
        .collect();
    if let Some(seed) = wrong.first() {
        let small = shrink(&instance(*seed, Scope::Settled), |next| {
            !faults(next).is_empty()
        });
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
    let verdicts: Vec<Verdict> = (0..count)
        .map(|seed| solve(&instance(seed, Scope::Settled)))
        .collect();
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

/// How many of the first instances answer otherwise without a feature, as far as anybody asks.
fn matters(off: Switch, scope: Scope, enough: usize) -> usize {
    let changes = |on: &Instance| {
        let mut without = on.clone();
        off(&mut without);
        without != *on && solve(&without) != solve(on)
    };
    let instances = (0..TRIED).map(|seed| instance(seed, scope));
    instances.filter(changes).take(enough).count()
}

#[test]
fn every_feature_of_the_generator_matters() {
    let settled = FEATURES.iter().map(|feature| (feature, Scope::Settled));
    let more = MORE.iter().map(|feature| (feature, Scope::Everything));
    for ((name, off), scope) in settled.chain(more) {
        let enough = if RARE.contains(name) { 1 } else { 3 };
        let times = matters(*off, scope, enough);
        assert!(times == enough, "{name} changes {times} answers");
    }
}

/// Tells how often each feature matters: `cargo test --test it -- --ignored --nocapture how_often`.
#[test]
#[ignore = "a figure for whoever asks, not a law"]
fn how_often_each_feature_matters() {
    let mut table = String::new();
    let settled = FEATURES.iter().map(|feature| (feature, Scope::Settled));
    let more = MORE.iter().map(|feature| (feature, Scope::Everything));
    for ((name, off), scope) in settled.chain(more) {
        let times = matters(*off, scope, usize::MAX);
        let _ = writeln!(table, "{times:5} of {TRIED}  {name}");
    }
    let _ = std::io::stdout().write_all(table.as_bytes());
}
