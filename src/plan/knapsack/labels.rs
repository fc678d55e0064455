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

use std::{cell::Cell, collections::BTreeMap};

use super::{
    Choice, Found, Knapsack, Names, Taken, Terms, keeps,
    prices::{Prices, sum},
    table::{Node, Table},
};
use crate::plan::{
    watch::{Cause, GivenUp},
    weight::Weight,
};

/// So many limits get a table of their own.
const FLOORS: usize = 12;
/// The time is looked at after so much work, in labels.
const BREATH: usize = 256;
/// So many comparisons take as long as a label.
const COMPARED: usize = 16;
/// The most labels that are ever kept: some hundred bytes each.
const MOST: usize = 1 << 22;

/// What came of setting labels.
pub(super) enum Swept {
    /// The best.
    Done(Option<Found>),
    /// It took too many labels.
    Tired,
}

/// A set of choices.
#[derive(Clone)]
struct Label {
    weight: Weight,
    /// The weight with prices and rewards.
    priced: i128,
    left: usize,
    state: usize,
    used: Vec<u64>,
    given: Vec<u64>,
    /// Its last choice, by place in the trail; nothing was taken when there is none.
    last: Option<usize>,
}

/// Choices, each with the one before it: the shared tails of all labels.
type Trail = Vec<(Taken, Option<usize>)>;

/// One search.
pub(super) struct Search<'t> {
    knapsack: Knapsack,
    prices: &'t Prices,
    terms: Terms<'t>,
    exact: Table<Weight>,
    priced: Table<i128>,
    /// The least of some limits that completes a node.
    floors: Vec<(usize, Table<u64>)>,
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
    ) -> Result<Self, GivenUp> {
        let mut knapsack = knapsack.clone();
        let courses = knapsack.courses;
        if let Some(courses) = knapsack.stages.get_mut(..courses) {
            courses.sort_by_key(|stage| (stage.due, stage.layer));
        }
        let floor = |limit: usize| {
            let uses = |choice: &Choice| choice.uses.get(limit).copied().unwrap_or_default();
            Ok((limit, Table::new(&knapsack, 0, uses, terms.watch)?))
        };
        let floors = (0..knapsack.most.len()).take(FLOORS).map(floor);
        Ok(Self {
            floors: floors.collect::<Result<_, GivenUp>>()?,
            exact: Table::by_weight(&knapsack, terms.watch)?,
            priced: prices.table(&knapsack, terms.watch)?,
            live: live(&knapsack),
            reach: reach(&knapsack),
            knapsack,
            prices,
            terms,
        })
    }

    /// Sets labels stage by stage, for what weighs no more than the ceiling; with a `width`, only so many of the lightest in each cell;
    /// with `fuel`, only about so many in all.
    pub(super) fn sweep(
        &self,
        ceiling: Weight,
        width: Option<usize>,
        fuel: Option<usize>,
    ) -> Result<Swept, GivenUp> {
        let mut cells = Cells::new(self, ceiling, width);
        for place in 0..self.knapsack.stages.len() {
            let labels = cells.take();
            let live = self.live.get(place + 1).map_or(&[][..], Vec::as_slice);
            let must = self.knapsack.stages.get(place).is_some_and(|s| s.must);
            let mut born = Vec::new();
            for label in labels {
                cells.breathe(1, self.terms)?;
                self.carry_on(&label, place, &mut cells, &mut born);
                if !must && self.is_promising(&label, place + 1, cells.ceiling) {
                    cells.put_back(label);
                }
            }
            let rank = Rank {
                live,
                names: self.terms.names,
                compared: Cell::new(0),
            };
            for (label, taken) in born {
                cells.breathe(1 + rank.compared.take() / COMPARED, self.terms)?;
                cells.insert(label, taken, &rank);
            }
            if fuel.is_some_and(|fuel| cells.looked > fuel) {
                return Ok(Swept::Tired);
            }
        }
        Ok(Swept::Done(cells.best))
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
                self.finish(&next, taken, cells);
            } else if self.is_promising(&next, place + 1, cells.ceiling) {
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

    /// Takes note of a plan that is done.
    fn finish(&self, label: &Label, taken: Taken, cells: &mut Cells) {
        if label.weight > cells.ceiling {
            return;
        }
        let mut all = cells.taken(label);
        all.push(taken);
        all.sort_unstable();
        // To see whether it is whole takes as long as it is.
        cells.worked += all.len();
        let found = Found {
            weight: label.weight,
            taken: all,
        };
        (self.terms.note)(&found);
        cells.ceiling = found.weight;
        if cells
            .best
            .as_ref()
            .is_none_or(|best| found.order(best, self.terms.names).is_lt())
        {
            cells.best = Some(found);
        }
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
        let fits = |(limit, floor): &(usize, Table<u64>)| {
            let used = label.used.get(*limit).copied().unwrap_or_default();
            let most = self.knapsack.most.get(*limit).copied().unwrap_or(u64::MAX);
            floor
                .least(node)
                .is_some_and(|rest| used.saturating_add(rest) <= most)
        };
        let given = |reach: &Vec<u64>| keeps(&self.knapsack.least, &sum(&label.given, reach));
        self.floors.iter().all(fits) && self.reach.get(node.place).is_none_or(given)
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

/// Labels by what is still to come: credits, and exams by state.
struct Cells {
    labels: BTreeMap<(usize, usize), Vec<Label>>,
    trail: Trail,
    /// Nothing heavier is of interest: what was found, or what was asked for.
    ceiling: Weight,
    /// The best plan that is done.
    best: Option<Found>,
    width: Option<usize>,
    /// Labels looked at.
    looked: usize,
    /// What was done since the time was looked at, in labels.
    worked: usize,
}

impl Cells {
    fn new(search: &Search<'_>, ceiling: Weight, width: Option<usize>) -> Self {
        let knapsack = &search.knapsack;
        let Node { left, state, .. } = knapsack.root();
        let root = Label {
            weight: knapsack.base,
            priced: search.prices.of_base(knapsack),
            left,
            state,
            used: vec![0; knapsack.most.len()],
            given: vec![0; knapsack.least.len()],
            last: None,
        };
        let is_done = left == 0 && state == 0 && keeps(&knapsack.least, &root.given);
        let nothing = Found {
            weight: knapsack.base,
            taken: Vec::new(),
        };
        let is_promising = !is_done && search.is_promising(&root, 0, ceiling);
        let labels = is_promising.then(|| ((left, state), vec![root]));
        Self {
            labels: labels.into_iter().collect(),
            trail: Vec::new(),
            ceiling,
            best: is_done.then_some(nothing),
            width,
            looked: 0,
            worked: 0,
        }
    }

    /// Looks at the time now and then, after so much work.
    fn breathe(&mut self, work: usize, terms: Terms<'_>) -> Result<(), GivenUp> {
        self.looked += 1;
        self.worked += work;
        if self.worked < BREATH {
            return Ok(());
        }
        self.worked = 0;
        if self.trail.len() > MOST {
            return Err(terms.watch.give_up(Cause::Room));
        }
        terms.watch.look()
    }

    fn take(&mut self) -> Vec<Label> {
        std::mem::take(&mut self.labels)
            .into_values()
            .flatten()
            .collect()
    }

    fn put_back(&mut self, label: Label) {
        let cell = (label.left, label.state);
        self.labels.entry(cell).or_default().push(label);
    }

    /// Puts a label into its cell, unless one there is at least as good, and drops those it is as good as.
    fn insert(&mut self, mut label: Label, taken: Taken, rank: &Rank<'_>) {
        if label.weight > self.ceiling {
            return;
        }
        self.trail.push((taken, label.last));
        label.last = self.trail.len().checked_sub(1);
        let trail = &self.trail;
        let cell = self.labels.entry((label.left, label.state)).or_default();
        if cell.iter().any(|other| rank.beats(other, &label, trail)) {
            self.trail.pop();
            return;
        }
        cell.retain(|other| !rank.beats(&label, other, trail));
        cell.push(label);
        if self.width.is_some_and(|width| cell.len() > width) {
            let places = cell.iter().enumerate();
            let heaviest = places.max_by_key(|(_, label)| (label.priced, label.weight));
            let place = heaviest.map(|(place, _)| place);
            place.map(|place| cell.swap_remove(place));
        }
    }

    /// What a label takes.
    fn taken(&self, label: &Label) -> Vec<Taken> {
        taken(&self.trail, label)
    }
}

/// What tells labels of a cell apart.
struct Rank<'r> {
    /// The limits that later stages use.
    live: &'r [usize],
    names: &'r Names,
    /// How many labels and choices were compared.
    compared: Cell<usize>,
}

impl Rank<'_> {
    /// Whether one label is at least as good as another.
    fn beats(&self, one: &Label, other: &Label, trail: &Trail) -> bool {
        let worked = |more: usize| self.compared.set(self.compared.get() + more);
        let by_name = || {
            let (one, other) = (taken(trail, one), taken(trail, other));
            worked(one.len() + other.len());
            self.names.order(&one, &other)
        };
        worked(1);
        let mut live = self.live.iter();
        one.weight <= other.weight
            && live.all(|limit| one.used.get(*limit) <= other.used.get(*limit))
            && keeps(&other.given, &one.given)
            && (one.weight < other.weight || by_name().is_lt())
    }
}

/// What a label takes, in order of the layers.
fn taken(trail: &Trail, label: &Label) -> Vec<Taken> {
    let mut taken = Vec::new();
    let mut last = label.last;
    while let Some((choice, before)) = last.and_then(|last| trail.get(last)) {
        taken.push(*choice);
        last = *before;
    }
    taken.sort_unstable();
    taken
}
