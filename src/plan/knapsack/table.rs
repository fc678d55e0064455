//! Exact completions: the least value that can still reach what is left, from every place in the list of stages.
//!
//! A table knows of no limit and no demand. So what it says is a lower bound for choices that must keep to some, and the truth where
//! there are none.

use std::ops::Add;

use super::{
    Choice, Found, Knapsack,
    exams::{ExamTable, Seats},
    ladder::{Effort, Ladder, Ladders},
    tuning::Means,
};
use crate::plan::{watch::GivenUp, weight::Weight};

/// Of a limit. What is more than fits is as much as fits: no limit is higher, so nothing that keeps to one is lost or let through.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Amount(u64);

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Table<Amount> {
    /// Of what is used of a limit.
    pub(super) fn of_limit(
        knapsack: &Knapsack,
        limit: usize,
        means: Means<'_>,
    ) -> Result<Self, GivenUp> {
        let uses = |choice: &Choice| Amount(choice.uses.get(limit).copied().unwrap_or_default());
        Self::new(knapsack, Amount(0), uses, means)
    }

    /// The least use of the limit that completes a node; `None`: nothing does.
    pub(super) fn least_use(&self, node: &Node) -> Option<u64> {
        self.least(node).map(|amount| amount.0)
    }
}

/// How far a search has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Node {
    /// The next stage.
    pub(super) place: usize,
    /// Units of credit still to earn.
    pub(super) left: usize,
    /// Exams still to sit, as [`Seats`] counts them.
    pub(super) state: usize,
}

/// The least value of each completion.
#[derive(Clone, Debug)]
pub(super) struct Table<V> {
    courses: Ladders<V>,
    exams: ExamTable<V>,
    seats: Seats,
    number: usize,
}

impl Table<Weight> {
    /// Of the weights.
    pub(super) fn by_weight(knapsack: &Knapsack, means: Means<'_>) -> Result<Self, GivenUp> {
        Self::new(knapsack, Weight::ZERO, |choice| choice.weight, means)
    }

    /// The first plan, in the order of the stages, that is as light as the table says.
    pub(super) fn follow(&self, knapsack: &Knapsack) -> Option<Found> {
        let weight = knapsack.base + self.least(&knapsack.root())?;
        let taken = self.trace(knapsack, |choice| choice.weight);
        Some(Found { weight, taken })
    }
}

impl<V: Copy + Ord + Add<Output = V>> Table<V> {
    /// Of whatever `value` says of a choice.
    ///
    /// # Errors
    /// When the search was given up.
    pub(super) fn new(
        knapsack: &Knapsack,
        nothing: V,
        value: impl Fn(&Choice) -> V,
        means: Means<'_>,
    ) -> Result<Self, GivenUp> {
        let number = knapsack.courses;
        let seats = Seats::new(&knapsack.wanted);
        let options = |choice: &Choice| (choice.gain, value(choice));
        let courses = knapsack.stages.iter().take(number);
        let options = courses.map(|stage| (stage.must, stage.choices.iter().map(options)));
        Ok(Self {
            courses: Ladders::new(options, nothing, knapsack.credits, means)?,
            exams: ExamTable::new(
                knapsack.stages.iter().skip(number),
                (&seats, nothing),
                &value,
                means,
            )?,
            seats,
            number,
        })
    }

    /// The least value that completes a node; `None`: nothing does.
    pub(super) fn least(&self, node: &Node) -> Option<V> {
        let courses = self.courses.least(node.place.min(self.number), node.left)?;
        let exams = self
            .exams
            .least(node.place.saturating_sub(self.number), node.state)?;
        Some(courses + exams)
    }

    /// The least value of all exams that are wanted.
    pub(super) fn of_exams(&self) -> Option<V> {
        self.exams.least(0, self.seats.all())
    }

    /// What the courses from a place on can do.
    pub(super) fn courses_from(&self, place: usize) -> Option<&Ladder<V>> {
        self.courses.from(place)
    }

    /// The node after a choice at a stage of `class`; `None` where it has no place in what is wanted.
    pub(super) fn after(&self, node: &Node, choice: &Choice, class: usize) -> Option<Node> {
        let is_course = node.place < self.number;
        Some(Node {
            place: node.place + 1,
            left: if is_course {
                node.left.saturating_sub(choice.gain)
            } else {
                node.left
            },
            state: if is_course {
                node.state
            } else {
                self.seats.sit(node.state, class)?
            },
        })
    }

    /// The choices of the first completion, in the order of the stages, of the least value there is.
    pub(super) fn trace(
        &self,
        knapsack: &Knapsack,
        value: impl Fn(&Choice) -> V,
    ) -> Vec<super::Taken> {
        let mut node = knapsack.root();
        let mut taken = Vec::new();
        for stage in &knapsack.stages {
            let least = self.least(&node);
            let skipped = Node {
                place: node.place + 1,
                ..node
            };
            let is_done = node.left == 0 && node.state == 0;
            let rest = |choice: &Choice| {
                let next = self.after(&node, choice, stage.class)?;
                Some((next, self.least(&next)? + value(choice)))
            };
            let best = stage.choices.iter().filter_map(|choice| {
                let (next, value) = rest(choice)?;
                (Some(value) == least).then_some((choice, next))
            });
            // What is done already takes more only where that makes it less.
            let may_skip = is_done && self.least(&skipped) == least;
            match best.into_iter().next().filter(|_| !may_skip) {
                Some((choice, next)) => {
                    taken.push((stage.layer, choice.way));
                    node = next;
                }
                None => node = skipped,
            }
        }
        taken.sort_unstable();
        taken
    }
}

impl<V: Copy + Ord + Add<Output = V>> Table<V> {
    /// For every choice of every course, the least value of anything that contains it; `None`: nothing does.
    pub(super) fn around(
        &self,
        knapsack: &Knapsack,
        nothing: V,
        value: impl Fn(&Choice) -> V,
        means: Means<'_>,
    ) -> Result<Vec<Vec<Option<V>>>, GivenUp> {
        let Some(exams) = self.of_exams() else {
            return Ok(Vec::new());
        };
        let courses = || knapsack.stages.iter().take(self.number);
        let options = |choice: &Choice| (choice.gain, value(choice));
        let backwards = courses()
            .rev()
            .map(|stage| (stage.must, stage.choices.iter().map(options)));
        let before = Ladders::new(backwards, nothing, knapsack.credits, means)?;
        let mut effort = Effort::new(means);
        let around = |(place, stage): (usize, &super::Stage)| {
            let before = before.from(self.number - place);
            let after = self.courses_from(place + 1);
            let sides = before.zip(after);
            let of = |choice: &Choice| {
                let (before, after) = sides?;
                let left = knapsack.credits.saturating_sub(choice.gain);
                let steps = before.steps().iter();
                let sums = steps.filter_map(|(gain, least)| {
                    Some(*least + after.least(left.saturating_sub(*gain))?)
                });
                Some(sums.min()? + value(choice) + exams)
            };
            let steps = before.map_or(0, |before| before.steps().len());
            effort.takes(steps.saturating_mul(stage.choices.len()))?;
            Ok(stage.choices.iter().map(of).collect())
        };
        courses().enumerate().map(around).collect()
    }
}
