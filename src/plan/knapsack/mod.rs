//! The problem as plain numbers, and its exact solution: a covering knapsack with alternatives.
//!
//! Stages stand for courses and exams; at most one choice is made at each. The choices together must earn so many credits, sit exactly
//! so many exams of each class, keep below the `most` of every limit and reach the `least` of every demand. Of all that do, the one of
//! least weight is wanted, and of those of equal weight the one that comes first by the stages.
//!
//! Without limits and demands a table of completions ([`table`]) is the whole answer: following it finds the plan. With them the table
//! is only a lower bound, and three things together close the gap: prices on the limits ([`prices`]: Lagrangian multipliers), which
//! make the bound nearly true; dropping every choice that no plan as good as the best known can contain ([`prices::Bound::sift`]); and
//! label setting on what is left ([`labels`]). Each says in its head why it loses nothing.

mod exams;
mod labels;
mod ladder;
mod prices;
mod table;

use std::cmp::Ordering;

use super::weight::Weight;

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
    /// The order of the ids: at the first difference, what takes something comes before what takes nothing.
    pub(super) fn by_id(one: &[Taken], other: &[Taken]) -> Ordering {
        let nothing = (usize::MAX, usize::MAX);
        let with_end = |taken: &[Taken]| taken.iter().copied().chain([nothing]).collect::<Vec<_>>();
        with_end(one).cmp(&with_end(other))
    }

    /// The order of the aims, then of the ids.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let by_weight = self.weight.cmp(&other.weight);
        by_weight.then_with(|| Self::by_id(&self.taken, &other.taken))
    }
}

/// The time was over before the best was proved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct OutOfTime;

/// What a search is told beside the problem.
#[derive(Clone, Copy)]
pub(super) struct Terms<'t> {
    /// Nothing heavier is of interest.
    pub(super) ceiling: Option<Weight>,
    /// Whether choices keep to all there is beyond this problem. Only such may lower the ceiling.
    pub(super) is_whole: &'t dyn Fn(&[Taken]) -> bool,
    /// Told of every plan that is whole, so that something is at hand when the time is over.
    pub(super) note: &'t dyn Fn(&Found),
    /// Whether the time is over.
    pub(super) stop: &'t dyn Fn() -> bool,
}

impl Knapsack {
    /// The best choices of all, whether whole or not; `None` when there are none, or none that weighs no more than the ceiling.
    ///
    /// # Errors
    /// When the time is over.
    pub(super) fn best(&self, terms: Terms<'_>) -> Result<Option<Found>, OutOfTime> {
        let exact = table::Table::by_weight(self);
        let root = self.root();
        let Some(least) = exact.least(&root) else {
            return Ok(None);
        };
        if terms
            .ceiling
            .is_some_and(|ceiling| self.base + least > ceiling)
        {
            return Ok(None);
        }
        if let Some(found) = exact.follow(self).filter(|found| self.admits(&found.taken)) {
            return Ok(Some(found));
        }
        labels::best(self, terms)
    }

    /// The least that anything uses of a limit, all limits and demands aside.
    pub(super) fn least_use(&self, limit: usize) -> Option<u64> {
        let uses = |choice: &Choice| choice.uses.get(limit).copied().unwrap_or_default();
        table::Table::new(self, 0, uses).least(&self.root())
    }

    /// Where a search begins.
    fn root(&self) -> table::Node {
        table::Node {
            place: 0,
            left: self.credits,
            state: exams::Seats::new(&self.wanted).all(),
        }
    }

    /// The choice behind what was taken.
    fn choice(&self, (layer, way): Taken) -> Option<&Choice> {
        let stage = self.stages.iter().find(|stage| stage.layer == layer)?;
        stage.choices.iter().find(|choice| choice.way == way)
    }

    /// What choices use of each limit, and give to each demand.
    fn sums(&self, taken: &[Taken]) -> (Vec<u64>, Vec<u64>) {
        let mut uses = vec![0; self.most.len()];
        let mut gives = vec![0; self.least.len()];
        for choice in taken.iter().filter_map(|taken| self.choice(*taken)) {
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
