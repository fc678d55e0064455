//! The room against trying every set of choices, on random small problems under random [`Tuning`]s: tiny numbers send the same few choices
//! through all ceilings, prices, labels and limits on memory that the product only needs for thousands.

mod draw;
mod looks;
mod tried;

use std::cell::RefCell;

use draw::Dice;
use tried::{just_below, try_all, weigh};

use super::{Choice, Found, Knapsack, Names, Stage, Terms, deepen, tuning::Tuning};
use crate::plan::{
    watch::{Cause, GivenUp, Watch},
    weight::Weight,
};

/// Classes of exams, and the most rows of a kind.
const CLASSES: usize = 2;
const ROWS: usize = 3;

/// A question to the room, with what it must say.
struct Case {
    knapsack: Knapsack,
    names: Names,
    tuning: Tuning,
    ceiling: Option<Weight>,
    expected: Option<Found>,
    /// Whether the choices are to be the same, not only as light. Where something weighs nothing, there is no telling
    /// whether it is taken for nothing.
    is_positive: bool,
}

impl Case {
    fn of(seed: u64, most: usize) -> Self {
        let mut dice = Dice(seed);
        let (mut knapsack, names, is_positive) = draw::knapsack(&mut dice, most);
        let tried = try_all(&knapsack, &names);
        for stage in &mut knapsack.stages {
            stage.must = tried.needed.contains(&stage.layer) && dice.one_in(3);
        }
        let best = tried
            .best
            .as_ref()
            .map_or(Weight::of_cash(50), |best| best.weight);
        let ceiling = match dice.below(7) {
            0 | 1 => None,
            2 | 3 => Some(best),
            4 => just_below(&knapsack, best),
            5 => Some(best + Weight::of_cash(1 + dice.below(9)) + best),
            _ => Some(Weight::ZERO.not()),
        };
        let is_light = |best: &Found| ceiling.is_none_or(|ceiling| best.weight <= ceiling);
        Self {
            tuning: draw::tuning(&mut dice),
            expected: tried.best.filter(is_light),
            knapsack,
            names,
            ceiling,
            is_positive,
        }
    }

    /// What the room says, and why it gave up if it did. All it takes note of on the way must be true.
    fn ask(&self, stop: &dyn Fn() -> bool) -> (Result<Option<Found>, GivenUp>, Cause) {
        let watch = Watch::new(stop);
        let wrong = RefCell::new(None);
        let note = |found: &Found| {
            if weigh(&self.knapsack, &found.taken) != Some(found.weight) {
                *wrong.borrow_mut() = Some(found.clone());
            }
        };
        let terms = Terms {
            ceiling: self.ceiling,
            note: &note,
            names: &self.names,
            watch: &watch,
        };
        let found = deepen::best(&self.knapsack, terms, &self.tuning);
        assert!(wrong.borrow().is_none(), "noted: {:?}", wrong.borrow());
        (found, watch.cause())
    }

    /// What is wrong with what the room says, if anything.
    fn fault(&self) -> Option<String> {
        let (found, cause) = self.ask(&|| false);
        let Ok(found) = found else {
            let usual = Tuning::USUAL;
            let is_cramped = self.tuning.bytes < usual.bytes || self.tuning.labels < usual.labels;
            return (!is_cramped || cause != Cause::Room).then(|| format!("given up: {cause:?}"));
        };
        let is_right = match (&found, &self.expected) {
            (None, None) => true,
            (Some(found), Some(expected)) => {
                found.weight == expected.weight
                    && weigh(&self.knapsack, &found.taken) == Some(found.weight)
                    && (!self.is_positive || found.taken == expected.taken)
            }
            _ => false,
        };
        let expected = &self.expected;
        (!is_right).then(|| format!("found {found:?}, expected {expected:?}"))
    }
}

fn hold_against_all(seeds: std::ops::Range<u64>, most: usize) {
    let mut found = 0;
    for seed in seeds.clone() {
        let case = Case::of(seed, most);
        found += u64::from(case.expected.is_some());
        let fault = case.fault();
        assert!(
            fault.is_none(),
            "seed {seed}: {}\n{:?}\n{:?}\nceiling {:?}",
            fault.unwrap_or_default(),
            case.knapsack,
            case.tuning,
            case.ceiling
        );
    }
    // Of problems without any solution alone nothing would be learned.
    assert!(found * 4 > seeds.end - seeds.start, "{found}");
}

#[test]
fn the_best_is_found_whatever_is_tried_first() {
    hold_against_all(0..4_000, 1 << 10);
}

#[test]
#[ignore = "takes minutes: CARGO_PROFILE_TEST_OPT_LEVEL=2 cargo test --lib knapsack -- --ignored"]
fn the_best_is_found_on_a_great_many() {
    hold_against_all(1_000_000..1_400_000, 1 << 13);
}

/// Two courses that each use half of all there is room to count: together they use all of it, and that is not nothing.
#[test]
fn sums_beyond_the_largest_number_stay_there() {
    let choice = || Choice {
        way: 0,
        weight: Weight::of_cash(1),
        gain: 1,
        uses: vec![u64::MAX / 2 + 1],
        gives: Vec::new(),
    };
    let stage = |layer| Stage {
        layer,
        class: 0,
        due: 0,
        must: false,
        choices: vec![choice()],
    };
    let mut knapsack = Knapsack {
        stages: vec![stage(0), stage(1)],
        courses: 2,
        credits: 2,
        wanted: Vec::new(),
        most: vec![u64::MAX - 1],
        least: Vec::new(),
        base: Weight::ZERO,
    };
    let watch = Watch::new(&|| false);
    assert_eq!(knapsack.least_use(0, &watch), Ok(Some(u64::MAX)));
    let terms = Terms {
        ceiling: None,
        note: &|_| {},
        names: &Names::default(),
        watch: &watch,
    };
    assert!(knapsack.best(terms).unwrap().is_none());
    knapsack.most = vec![u64::MAX];
    assert!(knapsack.best(terms).unwrap().is_some());
}

/// As many exams as nobody can count in all their orders: too many for any table, and no reason to stop with a crash.
#[test]
fn more_exams_than_a_table_holds_are_given_up() {
    let knapsack = Knapsack {
        stages: Vec::new(),
        courses: 0,
        credits: 0,
        wanted: vec![usize::MAX, 1 << 40, 1 << 40],
        most: Vec::new(),
        least: Vec::new(),
        base: Weight::ZERO,
    };
    let watch = Watch::new(&|| false);
    assert_eq!(knapsack.least_use(0, &watch), Err(GivenUp));
    assert_eq!(watch.cause(), Cause::Room);
}
