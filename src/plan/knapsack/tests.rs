//! The room against trying every set of choices, on random small problems under random [`Tuning`]s: tiny numbers send the same few choices
//! through all ceilings, prices, labels and limits on memory that the product only needs for thousands.

use std::{cell::RefCell, collections::BTreeMap};

use super::{Choice, Found, Knapsack, Names, Stage, Taken, Terms, deepen, tuning::Tuning};
use crate::plan::{
    watch::{Cause, GivenUp, Watch},
    weight::Weight,
};

mod looks;

/// Classes of exams, and the most rows of a kind.
const CLASSES: usize = 2;
const ROWS: usize = 3;

/// Numbers that follow from a seed (SplitMix64, after Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below a bound.
    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    fn count(&mut self, bound: usize) -> usize {
        usize::try_from(self.below(u64::try_from(bound).unwrap())).unwrap()
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    fn of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.count(values.len())]
    }
}

/// How the weights of a problem come about.
#[derive(Clone, Copy, PartialEq)]
enum Weights {
    /// All nothing.
    Zero,
    /// A few that are nothing, and many that are the same.
    Few,
    /// Any.
    Any,
    /// As the credits.
    Gain,
    /// A constant above the credits.
    Correlated,
}

/// What a problem's numbers are drawn from.
struct Draw<'d> {
    dice: &'d mut Dice,
    weights: Weights,
    /// Whether everything weighs something.
    is_positive: bool,
    /// How far up the weights stand.
    shift: u32,
    most: usize,
    least: usize,
    largest_gain: u64,
    names: BTreeMap<Taken, usize>,
}

impl Draw<'_> {
    fn weight(&mut self, gain: u64) -> Weight {
        let value = match self.weights {
            Weights::Zero => 0,
            Weights::Few => self.dice.below(3),
            Weights::Any => self.dice.below(40),
            Weights::Gain => gain,
            Weights::Correlated => gain + 5,
        };
        let low = u64::from(self.is_positive) + self.dice.of(&[0, 0, 1, 2]);
        let low = if self.weights == Weights::Zero {
            u64::from(self.is_positive)
        } else {
            low
        };
        Weight::with(value.into(), self.shift).unwrap() + Weight::of_cash(low)
    }

    fn amount(&mut self) -> u64 {
        match self.dice.below(40) {
            0 => u64::MAX / 2 + 1,
            1..=12 => 0,
            _ => self.dice.below(9),
        }
    }

    fn choice(&mut self, way: usize, is_exam: bool) -> Choice {
        let gain = if is_exam {
            0
        } else {
            self.dice.below(self.largest_gain + 1)
        };
        Choice {
            way,
            weight: self.weight(gain),
            gain: usize::try_from(gain).unwrap(),
            uses: (0..self.most).map(|_| self.amount()).collect(),
            gives: (0..self.least).map(|_| self.amount()).collect(),
        }
    }

    fn stage(&mut self, layer: usize, is_exam: bool) -> Stage {
        let number = self.dice.of(&[1, 1, 1, 1, 2, 2, 3]);
        let mut way = self.dice.count(2);
        let mut choices: Vec<Choice> = Vec::new();
        for _ in 0..number {
            way += 1 + self.dice.count(2);
            let choice = self.choice(way, is_exam);
            choices.push(match choices.last() {
                // As what counts in another year: the same under the same name, but for the rows.
                Some(before) if self.dice.one_in(4) => {
                    let name = self.names.get(&(layer, before.way));
                    let name = name.copied().unwrap_or(before.way);
                    self.names.insert((layer, way), name);
                    Choice {
                        uses: choice.uses,
                        gives: choice.gives,
                        way,
                        ..*before
                    }
                }
                _ => choice,
            });
        }
        Stage {
            layer,
            choices,
            class: self.dice.count(CLASSES),
            due: i64::try_from(self.dice.below(4)).unwrap(),
            must: false,
        }
    }
}

/// A bound on sums that may or may not bite.
fn bound(dice: &mut Dice, sum: u64) -> u64 {
    match dice.below(12) {
        0 => 0,
        1 => u64::MAX,
        2 => sum,
        3 => sum.saturating_add(1),
        _ => dice.below(sum.min(60) / 2 + 2),
    }
}

/// A problem with no more than so many sets of choices, the names of what has one, and whether everything in it weighs something.
fn knapsack(dice: &mut Dice, most_sets: usize) -> (Knapsack, Names, bool) {
    let is_positive = !dice.one_in(4);
    let kinds = [
        Weights::Zero,
        Weights::Few,
        Weights::Few,
        Weights::Any,
        Weights::Any,
        Weights::Gain,
        Weights::Correlated,
    ];
    let weights = dice.of(&kinds);
    let shift = dice.of(&[0, 0, 7, 61, 100, 127, 128, 140, 180]);
    let (most, least) = (dice.count(ROWS + 1), dice.of(&[0, 0, 1, 2, ROWS]));
    let largest_gain = dice.of(&[1, 3, 6]);
    let (courses, exams) = (dice.count(12), dice.of(&[0, 0, 0, 1, 2, 4]));
    let mut draw = Draw {
        dice,
        weights,
        is_positive,
        shift,
        most,
        least,
        largest_gain,
        names: BTreeMap::new(),
    };
    let mut layer = 0;
    let mut tries = 1;
    let mut stages = Vec::new();
    let mut kept = 0;
    for number in 0..courses + exams {
        layer += 1 + draw.dice.count(2);
        let stage = draw.stage(layer, number >= courses);
        if tries * (stage.choices.len() + 1) <= most_sets {
            tries *= stage.choices.len() + 1;
            kept += usize::from(number < courses);
            stages.push(stage);
        }
    }
    let names = Names::new(draw.names);
    let sum_of = |of: &dyn Fn(&Choice) -> u64| {
        let choices = stages.iter().flat_map(|stage| &stage.choices);
        choices.map(of).fold(0, u64::saturating_add)
    };
    let most: Vec<u64> = (0..most)
        .map(|row| bound(dice, sum_of(&|choice| choice.uses[row])))
        .collect();
    let least: Vec<u64> = (0..least)
        .map(|row| bound(dice, sum_of(&|choice| choice.gives[row])) / 2)
        .collect();
    let all = sum_of(&|choice| u64::try_from(choice.gain).unwrap());
    let credits = match dice.below(8) {
        0 => 0,
        1 => all + 1,
        _ => dice.below(all / 2 + 2),
    };
    let exams = stages.len() - kept;
    let knapsack = Knapsack {
        courses: kept,
        credits: usize::try_from(credits).unwrap(),
        wanted: vec![dice.count(exams.min(2) + 1), dice.count(exams.min(2) + 1)],
        most,
        least,
        base: Weight::of_cash(dice.of(&[0, 0, 1, 7])),
        stages,
    };
    (knapsack, names, is_positive)
}

/// Numbers so small that everything is gone through, and some as they are.
fn tuning(dice: &mut Dice) -> Tuning {
    let usual = Tuning::USUAL;
    let is_cramped = dice.one_in(12);
    Tuning {
        small: dice.of(&[0, 0, 0, 20, usual.small]),
        first: dice.of(&[0, 1, 2, usual.first]),
        part: dice.of(&[1, 2, usual.part]),
        many: dice.of(&[0, 1, 4, usual.many]),
        climbs: dice.of(&[0, 1, 3, usual.climbs]),
        steps: dice.of(&[0, 1, 3, usual.steps]),
        precision: dice.of(&[1, 2, 4, usual.precision, usual.precision]),
        widest: dice.of(&[1, 3, 6, usual.widest, usual.widest]),
        floors: dice.of(&[0, 1, usual.floors]),
        patience: dice.of(&[0, 1, 3, 10, usual.patience]),
        beam: dice.of(&[0, 1, 2, usual.beam]),
        labels_a_look: dice.of(&[1, 3, usual.labels_a_look]),
        steps_a_look: dice.of(&[1, 7, usual.steps_a_look]),
        bytes: if is_cramped {
            dice.of(&[0, 200, 2000, usual.bytes])
        } else {
            usual.bytes
        },
        labels: if is_cramped {
            dice.of(&[0, 2, 10])
        } else {
            usual.labels
        },
    }
}

/// What choices come to, counted anew.
#[derive(Clone, Copy)]
struct Sum {
    weight: Weight,
    credits: usize,
    exams: [usize; CLASSES],
    uses: [u64; ROWS],
    gives: [u64; ROWS],
}

impl Sum {
    fn of_nothing(knapsack: &Knapsack) -> Self {
        Self {
            weight: knapsack.base,
            credits: 0,
            exams: [0; CLASSES],
            uses: [0; ROWS],
            gives: [0; ROWS],
        }
    }

    fn with(&self, choice: &Choice, exam: Option<usize>) -> Self {
        let mut sum = *self;
        sum.weight = sum.weight + choice.weight;
        sum.credits += choice.gain;
        if let Some(class) = exam {
            sum.exams[class] += 1;
        }
        for (row, uses) in choice.uses.iter().enumerate() {
            sum.uses[row] = sum.uses[row].saturating_add(*uses);
        }
        for (row, gives) in choice.gives.iter().enumerate() {
            sum.gives[row] = sum.gives[row].saturating_add(*gives);
        }
        sum
    }

    fn is_asked_for(&self, knapsack: &Knapsack) -> bool {
        let mut limits = self.uses.iter().zip(&knapsack.most);
        let mut demands = self.gives.iter().zip(&knapsack.least);
        self.credits >= knapsack.credits
            && self.exams[..] == knapsack.wanted[..]
            && limits.all(|(sum, most)| sum <= most)
            && demands.all(|(sum, least)| sum >= least)
    }
}

/// What choices weigh if they are, at most one a stage and in order, what is asked for.
fn weigh(knapsack: &Knapsack, taken: &[Taken]) -> Option<Weight> {
    let mut sum = Sum::of_nothing(knapsack);
    for (layer, way) in taken {
        let place = knapsack.stages.iter().position(|s| s.layer == *layer)?;
        let stage = &knapsack.stages[place];
        let choice = stage.choices.iter().find(|choice| choice.way == *way)?;
        sum = sum.with(choice, (place >= knapsack.courses).then_some(stage.class));
    }
    let is_once = taken.is_sorted_by(|one, next| one.0 < next.0);
    (is_once && sum.is_asked_for(knapsack)).then_some(sum.weight)
}

/// Looks at every set of choices.
fn every_set(knapsack: &Knapsack, look: &mut dyn FnMut(&Sum, &[Taken])) {
    fn from(
        knapsack: &Knapsack,
        (place, sum): (usize, Sum),
        taken: &mut Vec<Taken>,
        look: &mut dyn FnMut(&Sum, &[Taken]),
    ) {
        let Some(stage) = knapsack.stages.get(place) else {
            return look(&sum, taken);
        };
        from(knapsack, (place + 1, sum), taken, look);
        for choice in &stage.choices {
            let exam = (place >= knapsack.courses).then_some(stage.class);
            taken.push((stage.layer, choice.way));
            from(knapsack, (place + 1, sum.with(choice, exam)), taken, look);
            taken.pop();
        }
    }
    let nothing = Sum::of_nothing(knapsack);
    from(knapsack, (0, nothing), &mut Vec::new(), look);
}

/// What trying all says.
struct Tried {
    best: Option<Found>,
    /// The layers that everything as light as the best has.
    needed: Vec<usize>,
}

fn try_all(knapsack: &Knapsack, names: &Names) -> Tried {
    let mut best: Option<Found> = None;
    let mut needed: Vec<usize> = Vec::new();
    every_set(knapsack, &mut |sum, taken| {
        let is_heavy = best.as_ref().is_some_and(|best| sum.weight > best.weight);
        if is_heavy || !sum.is_asked_for(knapsack) {
            return;
        }
        let has = |layer: &usize| taken.iter().any(|taken| taken.0 == *layer);
        if best.as_ref().is_some_and(|best| sum.weight == best.weight) {
            needed.retain(has);
        } else {
            needed = taken.iter().map(|taken| taken.0).collect();
        }
        let found = Found {
            weight: sum.weight,
            taken: taken.to_vec(),
        };
        if best
            .as_ref()
            .is_none_or(|best| found.order(best, names).is_lt())
        {
            best = Some(found);
        }
    });
    Tried { best, needed }
}

/// The heaviest set of choices that is lighter than a weight, whatever it earns.
fn just_below(knapsack: &Knapsack, weight: Weight) -> Option<Weight> {
    let mut below = None;
    every_set(knapsack, &mut |sum, _| {
        if sum.weight < weight {
            below = below.max(Some(sum.weight));
        }
    });
    below
}

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
        let (mut knapsack, names, is_positive) = knapsack(&mut dice, most);
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
            tuning: tuning(&mut dice),
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
