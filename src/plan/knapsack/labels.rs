//! Label setting, stage by stage, under completion bounds: the search where there are limits and demands.
//!
//! A label is a set of choices from the stages behind; its cell says which credits and exams are still to come. Stage by stage every
//! label is carried on as it is, and once more with each choice of the stage. A label is dropped only when
//!
//! 1. its weight plus the least that completes it ([`super::table`]) is above the ceiling, or above the best plan found so far, or so is
//!    the sum under prices ([`super::prices`]): no completion of it can be better; or it leaves out what everything has that is as light
//!    as the ceiling ([`super::core`]);
//! 2. it uses more of a limit than there is, or would with the least of it that completes it; or it cannot meet a demand any more, even
//!    if every later stage gave all it can: uses only grow;
//! 3. another label in its cell is at least as good: it weighs less, or as much and comes first by id; it uses no more of any limit
//!    that later stages use too; and it lacks no more of any demand. Whatever completes the one then completes the other, no worse.
//!    (The order of ids compares stage by stage, so it does not change when both are completed alike.)
//!
//! The stages come in the order of their last days: a limit on the time up to a day is then settled once its day is past, and no
//! longer tells labels apart.

use std::cell::Cell;

use super::{
    Choice, Found, Knapsack, Taken, Terms,
    cells::{Cells, Label, Rank},
    keeps,
    prices::{Prices, sum},
    table::{Amount, Node, Table},
    tuning::Tuning,
};
use crate::plan::{watch::GivenUp, weight::Weight};

/// So many comparisons take as long as a label.
const COMPARED: usize = 16;

/// One search.
pub(super) struct Search<'t> {
    knapsack: Knapsack,
    prices: &'t Prices,
    terms: Terms<'t>,
    tuning: &'t Tuning,
    exact: Table<Weight>,
    priced: Table<i128>,
    /// The least of some limits that completes a node.
    floors: Vec<(usize, Table<Amount>)>,
    /// For each place, the limits that stages from there on use.
    live: Vec<Vec<usize>>,
    /// For each place, the most of each demand that stages from there on can give.
    reach: Vec<Vec<u64>>,
}

impl<'t> Search<'t> {
    pub(super) fn new(
        knapsack: &Knapsack,
        prices: &'t Prices,
        terms: Terms<'t>,
        tuning: &'t Tuning,
    ) -> Result<Self, GivenUp> {
        let means = terms.means(tuning);
        let mut knapsack = knapsack.clone();
        let courses = knapsack.courses;
        if let Some(courses) = knapsack.stages.get_mut(..courses) {
            courses.sort_by_key(|stage| (stage.due, stage.layer));
        }
        let floor = |limit: usize| Ok((limit, Table::of_limit(&knapsack, limit, means)?));
        let floors = (0..knapsack.most.len()).take(tuning.floors).map(floor);
        Ok(Self {
            floors: floors.collect::<Result<_, GivenUp>>()?,
            exact: Table::by_weight(&knapsack, means)?,
            priced: prices.table(&knapsack, means)?,
            live: live(&knapsack),
            reach: reach(&knapsack),
            knapsack,
            prices,
            terms,
            tuning,
        })
    }

    /// The walk over the stages for what weighs no more than the ceiling; with a `width`, only so many of the lightest in each cell.
    pub(super) fn sweep(&self, ceiling: Weight, width: Option<usize>) -> Sweep<'_> {
        Sweep {
            cells: self.cells(ceiling, width),
            search: self,
            place: 0,
        }
    }

    /// What there is before the first stage: nothing is taken, and that is all there is to do, or worth carrying on, or not.
    fn cells(&self, ceiling: Weight, width: Option<usize>) -> Cells {
        let mut cells = Cells::new(ceiling, width);
        let root = self.root();
        let is_done = root.left == 0 && root.state == 0;
        if is_done && keeps(&self.knapsack.least, &root.given) {
            cells.finish(&root, None, self.terms);
        } else if self.is_promising(&root, 0, ceiling) {
            cells.put_back(root);
        }
        cells
    }

    /// The label of nothing.
    fn root(&self) -> Label {
        let Node { left, state, .. } = self.knapsack.root();
        Label {
            weight: self.knapsack.base,
            priced: self.prices.of_base(&self.knapsack),
            left,
            state,
            used: vec![0; self.knapsack.most.len()],
            given: vec![0; self.knapsack.least.len()],
            last: None,
        }
    }

    /// Adds each choice of a stage to a label.
    fn carry_on(
        &self,
        label: &Label,
        place: usize,
        cells: &mut Cells,
        born: &mut Vec<(Label, Taken)>,
    ) {
        let Some(stage) = self.knapsack.stages.get(place) else {
            return;
        };
        for choice in &stage.choices {
            let Some(next) = self.with(label, place, choice) else {
                continue;
            };
            let taken = (stage.layer, choice.way);
            if next.left == 0 && next.state == 0 && keeps(&self.knapsack.least, &next.given) {
                cells.finish(&next, Some(taken), self.terms);
            } else if self.is_promising(&next, place + 1, cells.ceiling()) {
                born.push((next, taken));
            }
        }
    }

    /// A label with one choice more, where it has a place in what is wanted and within the limits.
    fn with(&self, label: &Label, place: usize, choice: &Choice) -> Option<Label> {
        let class = self.knapsack.stages.get(place)?.class;
        let (left, state) = (label.left, label.state);
        let node = self
            .exact
            .after(&Node { place, left, state }, choice, class)?;
        let gives = || {
            let lacking = label.given.iter().zip(&self.knapsack.least);
            let mut lacking = lacking.zip(&choice.gives);
            lacking.any(|((given, least), more)| given < least && *more > 0)
        };
        if (node.left, node.state) == (left, state) && !gives() {
            return None;
        }
        let used = sum(&label.used, &choice.uses);
        keeps(&used, &self.knapsack.most).then(|| Label {
            weight: label.weight + choice.weight,
            priced: label.priced.saturating_add(self.prices.of(choice)),
            left: node.left,
            state: node.state,
            used,
            given: self.given(label, choice),
            last: label.last,
        })
    }

    /// What a label gives to each demand with one choice more. What a demand does not need is not counted.
    fn given(&self, label: &Label, choice: &Choice) -> Vec<u64> {
        let sums = sum(&label.given, &choice.gives).into_iter();
        sums.zip(&self.knapsack.least)
            .map(|(given, least)| given.min(*least))
            .collect()
    }

    /// Whether anything no heavier than the ceiling can come of a label.
    fn is_promising(&self, label: &Label, place: usize, ceiling: Weight) -> bool {
        let node = Node {
            place,
            left: label.left,
            state: label.state,
        };
        let Some(least) = self.exact.least(&node) else {
            return false;
        };
        let allowance = self.prices.allowance(&self.knapsack, ceiling);
        let priced = self.priced.least(&node);
        let is_light = label.weight + least <= ceiling
            && priced.is_some_and(|rest| label.priced.saturating_add(rest) <= allowance);
        is_light && self.is_possible(label, &node)
    }

    /// Whether limits and demands leave a label any completion, each looked at alone.
    fn is_possible(&self, label: &Label, node: &Node) -> bool {
        let fits = |(limit, floor): &(usize, Table<Amount>)| {
            let used = label.used.get(*limit).copied().unwrap_or_default();
            let most = self.knapsack.most.get(*limit).copied().unwrap_or(u64::MAX);
            floor
                .least_use(node)
                .is_some_and(|rest| used.saturating_add(rest) <= most)
        };
        let given = |reach: &Vec<u64>| keeps(&self.knapsack.least, &sum(&label.given, reach));
        self.floors.iter().all(fits) && self.reach.get(node.place).is_none_or(given)
    }
}

/// A walk over the stages.
pub(super) struct Sweep<'s> {
    search: &'s Search<'s>,
    cells: Cells,
    /// The next stage.
    place: usize,
}

impl Sweep<'_> {
    /// Goes on to the end: the best.
    pub(super) fn finish(mut self) -> Result<Option<Found>, GivenUp> {
        while !self.is_done() {
            self.step()?;
        }
        Ok(self.cells.into_best())
    }

    /// Goes on until that was the last stage, or anything was found, or about so many labels were looked at. Whether there is still no
    /// telling how heavy the best is.
    pub(super) fn is_in_vain(&mut self, patience: usize) -> Result<bool, GivenUp> {
        while !self.is_done() && !self.cells.has_best() {
            if self.cells.looked() > patience {
                return Ok(true);
            }
            self.step()?;
        }
        Ok(false)
    }

    fn is_done(&self) -> bool {
        self.place >= self.search.knapsack.stages.len()
    }

    /// Sets the labels of one stage.
    fn step(&mut self) -> Result<(), GivenUp> {
        let (search, place) = (self.search, self.place);
        let means = search.terms.means(search.tuning);
        let stage = search.knapsack.stages.get(place);
        let (must, choices) = stage.map_or((false, 0), |stage| (stage.must, stage.choices.len()));
        let mut born = Vec::new();
        for label in self.cells.take() {
            self.cells.breathe(choices, born.len(), means)?;
            search.carry_on(&label, place, &mut self.cells, &mut born);
            if !must && search.is_promising(&label, place + 1, self.cells.ceiling()) {
                self.cells.put_back(label);
            }
        }
        let rank = Rank {
            live: search.live.get(place + 1).map_or(&[][..], Vec::as_slice),
            names: search.terms.names,
            compared: Cell::new(0),
        };
        let mut left = born.len();
        for (label, taken) in born {
            left -= 1;
            let work = 1 + rank.compared.take() / COMPARED;
            self.cells.breathe(work, left, means)?;
            self.cells.insert(label, taken, &rank);
        }
        self.place += 1;
        Ok(())
    }
}

/// For each place, the limits that stages from there on use.
fn live(knapsack: &Knapsack) -> Vec<Vec<usize>> {
    let mut live = vec![Vec::new()];
    let mut used = vec![false; knapsack.most.len()];
    for stage in knapsack.stages.iter().rev() {
        for choice in &stage.choices {
            for (used, amount) in used.iter_mut().zip(&choice.uses) {
                *used |= *amount > 0;
            }
        }
        let places = used.iter().enumerate();
        live.push(
            places
                .filter(|(_, used)| **used)
                .map(|(limit, _)| limit)
                .collect(),
        );
    }
    live.reverse();
    live
}

/// For each place, the most of each demand that stages from there on can give.
fn reach(knapsack: &Knapsack) -> Vec<Vec<u64>> {
    let mut reach = vec![vec![0; knapsack.least.len()]];
    for stage in knapsack.stages.iter().rev() {
        let most = |demand: usize| {
            let gives = stage
                .choices
                .iter()
                .filter_map(|choice| choice.gives.get(demand));
            gives.copied().max().unwrap_or_default()
        };
        let most: Vec<u64> = (0..knapsack.least.len()).map(most).collect();
        let next = reach.last().map(|after| sum(after, &most));
        reach.extend(next);
    }
    reach.reverse();
    reach
}
