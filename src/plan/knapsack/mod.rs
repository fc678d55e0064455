//! The problem as plain numbers, and its exact solution: a covering knapsack with alternatives.
//!
//! Stages stand for courses and exams; at most one choice is made at each. The choices together must earn so many credits, sit exactly
//! so many exams of each class, keep below the `most` of every limit and reach the `least` of every demand. Of all that do, the one of
//! least weight is wanted, and of those of equal weight the one that comes first by the stages.
//!
//! How heavy the best is, is guessed ever higher from a bound below it ([`deepen`]). Under each guess most items are decided by prices
//! alone ([`core`]), found by a small linear program ([`master`]). For the others a table of completions ([`table`]) is the
//! whole answer where there are no limits and demands: following it finds the plan. With them the table
//! is only a lower bound, and three things together close the gap ([`round`]): prices on the limits ([`prices`]: Lagrangian multipliers),
//! which make the bound nearly true; dropping every choice that nothing as light as the guess can contain ([`Knapsack::sift`]); and
//! label setting on what is left ([`labels`]). Each says in its head why it loses nothing. How much is tried before something else is,
//! is a guess in every case ([`tuning`]) on which no answer hangs.

mod cells;
mod core;
mod deepen;
mod exams;
mod labels;
mod ladder;
mod master;
mod prices;
mod round;
mod rounded;
mod table;
#[cfg(test)]
mod tests;
mod tuning;
mod view;

use std::{cmp::Ordering, collections::BTreeMap};

use tuning::{Means, Tuning};

use super::{
    watch::{GivenUp, Watch},
    weight::Weight,
};

/// A choice that was made: its layer, courses first and exams after them, and its place in the layer.
pub(super) type Taken = (usize, usize);

/// One way to take one thing.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// Its place in its layer.
    pub(super) way: usize,
    /// How bad it is.
    pub(super) weight: Weight,
    /// Units of credit it earns.
    pub(super) gain: usize,
    /// What it uses of each limit.
    pub(super) uses: Vec<u64>,
    /// What it gives to each demand.
    pub(super) gives: Vec<u64>,
}

/// Choices of which at most one is made.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    /// The layer it stands for.
    pub(super) layer: usize,
    /// For an exam, its class.
    pub(super) class: usize,
    /// When it must be done, as a number to order by: limits on time bite least when stages come in that order.
    pub(super) due: i64,
    /// Whether nothing that is wanted leaves it out. It follows from the rest, so that it may be made use of, and need not be held to.
    pub(super) must: bool,
    /// The choices, in the order that decides between equals.
    pub(super) choices: Vec<Choice>,
}

/// The problem.
#[derive(Clone, Debug)]
pub(super) struct Knapsack {
    /// Courses, and exams after them.
    pub(super) stages: Vec<Stage>,
    /// How many of the stages are courses.
    pub(super) courses: usize,
    /// Units of credit to earn.
    pub(super) credits: usize,
    /// Exams to sit, by class.
    pub(super) wanted: Vec<usize>,
    /// The most of each limit.
    pub(super) most: Vec<u64>,
    /// The least of each demand.
    pub(super) least: Vec<u64>,
    /// How bad it is before anything is chosen.
    pub(super) base: Weight,
}

/// The best choices.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// How bad they are, with the base.
    pub(super) weight: Weight,
    /// The choices, in order of the layers.
    pub(super) taken: Vec<Taken>,
}

impl Found {
    /// The order of the aims, then of the ids.
    pub(super) fn order(&self, other: &Self, names: &Names) -> Ordering {
        let by_weight = self.weight.cmp(&other.weight);
        by_weight.then_with(|| names.order(&self.taken, &other.taken))
    }
}

/// What decides between choices that are equal in every aim: the names of what is taken, not the years it counts in.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(BTreeMap<Taken, usize>);

impl Names {
    /// For choices that have another name than their place in the layer. Those of one name weigh and earn the same, and the names rise
    /// with the places.
    pub(super) fn new(names: impl IntoIterator<Item = (Taken, usize)>) -> Self {
        Self(names.into_iter().collect())
    }

    /// The order of the names, and where they are the same that of the places: at the first difference, what takes something comes before
    /// what takes nothing.
    pub(super) fn order(&self, one: &[Taken], other: &[Taken]) -> Ordering {
        let name = |taken: &Taken| (taken.0, self.0.get(taken).copied().unwrap_or(taken.1));
        let names = |taken: &[Taken]| Self::with_end(taken.iter().map(name));
        let places = |taken: &[Taken]| Self::with_end(taken.iter().copied());
        let by_name = names(one).cmp(&names(other));
        by_name.then_with(|| places(one).cmp(&places(other)))
    }

    fn with_end(taken: impl Iterator<Item = Taken>) -> Vec<Taken> {
        taken.chain([(usize::MAX, usize::MAX)]).collect()
    }
}

/// What a search is told beside the problem.
#[derive(Clone, Copy)]
pub(super) struct Terms<'t> {
    /// Nothing heavier is of interest.
    pub(super) ceiling: Option<Weight>,
    /// Told of all choices that keep to the rows. Those that keep to all there is beyond this problem are worth having at hand when the time
    /// is over.
    pub(super) note: &'t dyn Fn(&Found),
    /// What decides between equals.
    pub(super) names: &'t Names,
    /// When to give up.
    pub(super) watch: &'t Watch<'t>,
}

impl<'t> Terms<'t> {
    fn means(self, tuning: &'t Tuning) -> Means<'t> {
        Means {
            watch: self.watch,
            tuning,
        }
    }
}

impl Knapsack {
    /// The best choices of all, whether whole or not; `None` when there are none, or none that weighs no more than the ceiling.
    ///
    /// # Errors
    /// When the search was given up.
    pub(super) fn best(&self, terms: Terms<'_>) -> Result<Option<Found>, GivenUp> {
        deepen::best(self, terms, &Tuning::USUAL)
    }

    /// The rows alone.
    fn without_stages(&self) -> Self {
        Self {
            stages: Vec::new(),
            courses: 0,
            credits: self.credits,
            wanted: self.wanted.clone(),
            most: self.most.clone(),
            least: self.least.clone(),
            base: self.base,
        }
    }

    /// The heaviest choice of every stage together: nothing weighs more.
    fn heaviest(&self) -> Weight {
        let heaviest = |stage: &Stage| stage.choices.iter().map(|choice| choice.weight).max();
        let stages = self.stages.iter().filter_map(heaviest);
        stages.fold(self.base, |sum, weight| sum + weight)
    }

    /// The least that anything uses of a limit, all limits and demands aside; `None`: nothing earns what is wanted.
    ///
    /// # Errors
    /// When the search was given up.
    pub(super) fn least_use(
        &self,
        limit: usize,
        watch: &Watch<'_>,
    ) -> Result<Option<u64>, GivenUp> {
        let means = Means {
            watch,
            tuning: &Tuning::USUAL,
        };
        Ok(table::Table::of_limit(self, limit, means)?.least_use(&self.root()))
    }

    /// Where a search begins.
    fn root(&self) -> table::Node {
        table::Node {
            place: 0,
            left: self.credits,
            state: exams::Seats::new(&self.wanted).all(),
        }
    }

    /// The choices behind what was taken, which is in order of the layers: found in one walk over the stages, for there may be thousands
    /// of both.
    fn choices<'k>(&'k self, taken: &'k [Taken]) -> impl Iterator<Item = &'k Choice> {
        self.stages.iter().filter_map(|stage| {
            let place = taken.binary_search_by_key(&stage.layer, |(layer, _)| *layer);
            let (_, way) = taken.get(place.ok()?)?;
            stage.choices.iter().find(|choice| choice.way == *way)
        })
    }

    /// What choices use of each limit, and give to each demand.
    fn sums(&self, taken: &[Taken]) -> (Vec<u64>, Vec<u64>) {
        let mut uses = vec![0; self.most.len()];
        let mut gives = vec![0; self.least.len()];
        for choice in self.choices(taken) {
            add(&mut uses, &choice.uses);
            add(&mut gives, &choice.gives);
        }
        (uses, gives)
    }

    /// Whether choices keep to every limit and meet every demand.
    fn admits(&self, taken: &[Taken]) -> bool {
        let (uses, gives) = self.sums(taken);
        keeps(&uses, &self.most) && keeps(&self.least, &gives)
    }
}

/// Adds amounts to sums.
fn add(sums: &mut [u64], amounts: &[u64]) {
    for (sum, amount) in sums.iter_mut().zip(amounts) {
        *sum = sum.saturating_add(*amount);
    }
}

/// Whether each amount is no more than its bound.
fn keeps(amounts: &[u64], bounds: &[u64]) -> bool {
    amounts
        .iter()
        .zip(bounds)
        .all(|(amount, bound)| amount <= bound)
}
