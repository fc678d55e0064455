//! Small problems and tunings, from a seed.

use std::collections::BTreeMap;

use super::{
    super::{Choice, Knapsack, Names, Stage, Taken, tuning::Tuning},
    CLASSES, ROWS,
};
use crate::plan::weight::Weight;

/// Numbers that follow from a seed (`SplitMix64`, after Steele, Lea and Flood 2014).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below a bound.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    pub(super) fn count(&mut self, bound: usize) -> usize {
        usize::try_from(self.below(u64::try_from(bound).unwrap())).unwrap()
    }

    pub(super) fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    pub(super) fn of<T: Copy>(&mut self, values: &[T]) -> T {
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

    /// Courses, and exams after them, as long as all sets of choices can be tried; and how many are courses.
    fn stages(&mut self, courses: usize, exams: usize, most_sets: usize) -> (Vec<Stage>, usize) {
        let (mut layer, mut sets) = (0, 1);
        let mut stages = Vec::new();
        let mut kept = 0;
        for number in 0..courses + exams {
            layer += 1 + self.dice.count(2);
            let stage = self.stage(layer, number >= courses);
            let more = sets * (stage.choices.len() + 1);
            if more <= most_sets {
                sets = more;
                kept += usize::from(number < courses);
                stages.push(stage);
            }
        }
        (stages, kept)
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
pub(super) fn knapsack(dice: &mut Dice, most_sets: usize) -> (Knapsack, Names, bool) {
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
    let (stages, courses) = draw.stages(courses, exams, most_sets);
    let names = Names::new(draw.names);
    let exams = stages.len() - courses;
    let sum_of = |of: &dyn Fn(&Choice) -> u64| {
        let choices = stages.iter().flat_map(|stage| &stage.choices);
        choices.map(of).fold(0, u64::saturating_add)
    };
    let most = (0..most).map(|row| bound(dice, sum_of(&|choice| choice.uses[row])));
    let most = most.collect();
    let least = (0..least).map(|row| bound(dice, sum_of(&|choice| choice.gives[row])) / 2);
    let least = least.collect();
    let all = sum_of(&|choice| u64::try_from(choice.gain).unwrap());
    let credits = match dice.below(8) {
        0 => 0,
        1 => all + 1,
        _ => dice.below(all / 2 + 2),
    };
    let knapsack = Knapsack {
        courses,
        credits: usize::try_from(credits).unwrap(),
        wanted: (0..CLASSES).map(|_| dice.count(exams.min(2) + 1)).collect(),
        most,
        least,
        base: Weight::of_cash(dice.of(&[0, 0, 1, 7])),
        stages,
    };
    (knapsack, names, is_positive)
}

/// Numbers so small that everything is gone through, and some as they are.
pub(super) fn tuning(dice: &mut Dice) -> Tuning {
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
