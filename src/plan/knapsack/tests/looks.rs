//! Whether the room stops when it is told to, at whichever look: with what was asked given up, never with "there is nothing".

use std::cell::Cell;

use super::*;

/// Looks at the watch after it first said that the time is over.
const MORE: u64 = 4;

/// Says that the time is over from a look on, and counts the looks.
fn ask_until(case: &Case, over: u64) -> (Result<Option<Found>, GivenUp>, u64) {
    let looks = Cell::new(0);
    let stop = || {
        looks.set(looks.get() + 1);
        looks.get() >= over
    };
    let (answer, _) = case.ask(&stop);
    (answer, looks.get())
}

/// What is wrong when the time is over at a look, if anything. Once the watch has said so the room is told by the [`Watch`] itself, so
/// that the stopwatch is asked no more; where a plan was only looked for, the plan may be missed, but the search may not go on.
fn fault_at(case: &Case, over: u64, all: u64) -> Option<String> {
    let (answer, looks) = ask_until(case, over);
    match answer {
        Err(GivenUp) if over > all => Some("given up for no reason".to_owned()),
        Err(GivenUp) if looks > over + MORE => Some(format!("{} more looks", looks - over)),
        Ok(found) if over <= all => Some(format!("went on to {found:?}")),
        _ => None,
    }
}

/// Every problem of a few, stopped at every look there is.
#[test]
fn the_room_stops_at_every_look() {
    let mut stops = 0;
    for seed in 0..100 {
        let mut case = Case::of(seed, 1 << 8);
        case.tuning = Tuning {
            labels_a_look: 1,
            steps_a_look: 1,
            bytes: Tuning::USUAL.bytes,
            labels: Tuning::USUAL.labels,
            ..case.tuning
        };
        let (_, all) = ask_until(&case, u64::MAX);
        for over in 1..=all + 1 {
            let fault = fault_at(&case, over, all);
            assert!(
                fault.is_none(),
                "seed {seed}, look {over} of {all}: {fault:?}"
            );
        }
        stops += all;
    }
    assert!(stops > 1_000, "{stops}");
}

/// So many courses that are much alike, with rows that bite: nothing that a first bound decides.
fn large(courses: usize, rows: usize) -> Case {
    let mut dice = Dice(7);
    let mut stages = Vec::new();
    for layer in 0..courses {
        let gain = 1 + dice.count(9);
        let more = dice.below(4);
        stages.push(Stage {
            layer,
            class: 0,
            due: i64::try_from(dice.below(50)).unwrap(),
            must: false,
            choices: vec![Choice {
                way: 0,
                weight: Weight::of_cash(10 * u64::try_from(gain).unwrap() + more),
                gain,
                uses: (0..rows).map(|_| dice.below(20)).collect(),
                gives: Vec::new(),
            }],
        });
    }
    Case {
        knapsack: Knapsack {
            stages,
            courses,
            credits: courses / 2,
            wanted: Vec::new(),
            most: (0..rows)
                .map(|_| u64::try_from(courses / 2).unwrap())
                .collect(),
            least: Vec::new(),
            base: Weight::ZERO,
        },
        names: Names::default(),
        tuning: Tuning::USUAL,
        ceiling: None,
        expected: None,
        is_positive: true,
    }
}

/// As it is used: a search of many thousand looks ends soon after whichever says so.
#[test]
fn a_large_search_stops_wherever_it_is() {
    let case = large(150, 3);
    let enough = 800;
    let (answer, looks) = ask_until(&case, enough);
    assert!(answer.is_err() && looks >= enough, "{looks}");
    for over in [1, 2, 3, 10, 50, 200, 700] {
        let fault = fault_at(&case, over, enough);
        assert!(fault.is_none(), "look {over}: {fault:?}");
    }
}
