//! The search for one target with the passes decided: label setting, layer by layer, under exact completion bounds.
//!
//! **What it finds.** Of all ways to take at most one choice from each layer that reach the target within the limits and the calendar,
//! the one of least weight; and of those of equal weight, the one that comes first by id.
//!
//! **How.** A label is a set of choices from the layers behind; its cell says which credits and exams are still to come. Layer by
//! layer every label is carried on as it is, and once more with each choice of the layer. A label is dropped only when
//!
//! 1. its weight plus the least that completes it without limits ([`super::bounds`]) is above the best plan known: no completion of it
//!    can be better;
//! 2. it breaks a limit, or would with the least of that resource that completes it: loads only grow;
//! 3. more study lies between some first and some last day than fits there: likewise;
//! 4. another label in its cell is at least as good: it weighs less, or as much and comes first by id; it uses no more of anything
//!    limited; and no more study of it lies between any two days between which more may come. Whatever completes the one then completes
//!    the other, no worse. (The order of ids compares layer by layer, so it does not change when both are completed alike.)
//!
//! **Why it is quick.** The layers come in the order of their last days, so study that was due before the layer's day can no longer
//! grow and is not compared, and all that is due later is one sum: the well-known way to schedule against deadlines. Where nothing is
//! limited the bound of (1) is the truth, and following it is the whole search.

use std::cmp::Ordering;

use super::{
    bounds::{Bounds, Node, is_open},
    problem::{Choice, Problem},
    weight::{Load, Weight},
};

/// A choice that was taken: its layer, courses first and exams after them, and its place in the layer.
pub(super) type Taken = (usize, usize);

/// Labels kept in a cell when all that is asked for is some good plan.
const BEAM: usize = 4;

/// The best way to reach a target.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// How bad it is, with what was spent before.
    pub(super) weight: Weight,
    /// What it uses, with what was spent before.
    pub(super) load: Load,
    /// What it takes, in order of the layers.
    pub(super) taken: Vec<Taken>,
}

impl Found {
    /// The order of the ids: at the first difference, what takes something comes before what takes nothing.
    pub(super) fn order(one: &[Taken], other: &[Taken]) -> Ordering {
        let nothing = (usize::MAX, usize::MAX);
        let with_end = |taken: &[Taken]| taken.iter().copied().chain([nothing]).collect::<Vec<_>>();
        with_end(one).cmp(&with_end(other))
    }
}

/// One search.
pub(super) struct Search<'p> {
    /// What to search.
    pub(super) problem: &'p Problem,
    /// What completes a node at the least.
    pub(super) bounds: Bounds<'p>,
    /// The passes that are not bought.
    pub(super) closed: &'p [bool],
}

/// A set of choices.
#[derive(Clone)]
struct Label {
    node: Node,
    /// Study within each span of the calendar.
    sums: Vec<u64>,
    /// Its last choice, by place in the trail; nothing was taken when there is none.
    last: Option<usize>,
}

/// Choices, each with the one before it: the shared tails of all labels.
type Trail = Vec<(Taken, Option<usize>)>;

impl Search<'_> {
    /// The best way on from the root, if any weighs no more than the `ceiling`.
    pub(super) fn best(&self, root: Node, ceiling: Option<Weight>) -> Option<Found> {
        let least = self.bounds.least(&root)?;
        if ceiling.is_some_and(|ceiling| least > ceiling) || !self.bounds.within_limits(&root) {
            return None;
        }
        let calendar = &self.problem.calendar;
        let followed = self.follow(root);
        let ceiling = match followed {
            Some(found) if calendar.is_empty() => return Some(found),
            Some(found) => Some(found.weight),
            None => {
                let good = self
                    .sweep(root, ceiling, Some(BEAM))
                    .map(|found| found.weight);
                good.or(ceiling)
            }
        };
        self.sweep(root, ceiling, None)
    }

    /// The first plan in the order of the layers that weighs as little as the bound says, if it keeps to the limits.
    fn follow(&self, root: Node) -> Option<Found> {
        let least = self.bounds.least(&root)?;
        let mut node = root;
        let mut taken = Vec::new();
        let mut sums = self.problem.calendar.nothing();
        while node.left > 0 || node.state > 0 {
            if node.place >= self.problem.layers() {
                return None;
            }
            let choices = self.problem.choices(node.place).iter().enumerate();
            let open = choices.filter(|(_, choice)| is_open(choice, self.closed));
            let mut nodes = open
                .filter_map(|(way, choice)| Some((way, choice, self.bounds.take(&node, choice)?)));
            match nodes.find(|(_, _, next)| self.bounds.least(next) == Some(least)) {
                Some((way, choice, next)) => {
                    self.problem.calendar.add(&mut sums, choice);
                    taken.push((self.problem.layer_at(node.place), way));
                    node = next;
                }
                None => node.place += 1,
            }
        }
        taken.sort_unstable();
        let (weight, load) = (node.weight, node.load);
        let keeps = load.within(self.problem.limits) && self.problem.calendar.holds(&sums);
        keeps.then_some(Found {
            weight,
            load,
            taken,
        })
    }

    /// Sets labels layer by layer; with a `width`, only so many of the lightest in each cell.
    fn sweep(&self, root: Node, ceiling: Option<Weight>, width: Option<usize>) -> Option<Found> {
        let mut cells = Cells::new(root, self.problem.calendar.nothing(), ceiling, width);
        for place in 0..self.problem.layers() {
            let live = self.problem.live(place + 1);
            // A choice leads from a cell to one before it, which was carried on already: no layer is used twice.
            for cell in 1..cells.labels.len() {
                let labels = cells.take(cell);
                for label in &labels {
                    self.carry_on(label, place, live, &mut cells);
                }
                let ceiling = cells.ceiling;
                let stays = |label: &Label| {
                    let node = Node {
                        place: place + 1,
                        ..label.node
                    };
                    self.is_promising(&node, ceiling)
                };
                cells.put_back(cell, labels.into_iter().filter(stays));
            }
        }
        cells.best()
    }

    /// Adds each choice of a layer to a label.
    fn carry_on(&self, label: &Label, place: usize, live: &[usize], cells: &mut Cells) {
        let layer = self.problem.layer_at(place);
        let choices = self.problem.choices(place).iter().enumerate();
        for (way, choice) in choices.filter(|(_, choice)| is_open(choice, self.closed)) {
            let node = Node {
                place,
                ..label.node
            };
            let Some(node) = self.bounds.take(&node, choice) else {
                continue;
            };
            if !self.is_promising(&node, cells.ceiling) || !self.bounds.within_limits(&node) {
                continue;
            }
            let Some(sums) = self.fitting(label, choice) else {
                continue;
            };
            let taken = ((layer, way), label.last);
            cells.insert(
                Label {
                    node,
                    sums,
                    last: None,
                },
                taken,
                |label| self.uses(label, live),
            );
        }
    }

    /// The sums with one choice more, when they still fit.
    fn fitting(&self, label: &Label, choice: &Choice) -> Option<Vec<u64>> {
        let mut sums = label.sums.clone();
        self.problem.calendar.add(&mut sums, choice);
        self.problem.calendar.holds(&sums).then_some(sums)
    }

    fn is_promising(&self, node: &Node, ceiling: Option<Weight>) -> bool {
        let least = self.bounds.least(node);
        least.is_some_and(|least| ceiling.is_none_or(|ceiling| least <= ceiling))
    }

    /// What a label has used of all that its completions may use too.
    fn uses(&self, label: &Label, live: &[usize]) -> Vec<u64> {
        let sums = live
            .iter()
            .filter_map(|span| label.sums.get(*span))
            .copied();
        sums.chain(self.bounds.limited(label.node.load)).collect()
    }
}

/// Labels by what is still to come: credits, and exams by state.
struct Cells {
    labels: Vec<Vec<Label>>,
    states: usize,
    trail: Trail,
    /// The weight of the best plan known.
    ceiling: Option<Weight>,
    width: Option<usize>,
}

impl Cells {
    fn new(root: Node, sums: Vec<u64>, ceiling: Option<Weight>, width: Option<usize>) -> Self {
        let states = root.state + 1;
        let mut labels = vec![Vec::new(); (root.left + 1) * states];
        if let Some(cell) = labels.last_mut() {
            cell.push(Label {
                node: root,
                sums,
                last: None,
            });
        }
        Self {
            labels,
            states,
            trail: Vec::new(),
            ceiling,
            width,
        }
    }

    fn take(&mut self, cell: usize) -> Vec<Label> {
        self.labels
            .get_mut(cell)
            .map(std::mem::take)
            .unwrap_or_default()
    }

    fn put_back(&mut self, cell: usize, labels: impl Iterator<Item = Label>) {
        if let Some(cell) = self.labels.get_mut(cell) {
            cell.extend(labels);
        }
    }

    /// Puts a label into its cell, unless one there is at least as good, and drops those it is as good as.
    fn insert(
        &mut self,
        mut label: Label,
        taken: (Taken, Option<usize>),
        uses: impl Fn(&Label) -> Vec<u64>,
    ) {
        let cell = label.node.left * self.states + label.node.state;
        self.trail.push(taken);
        label.last = self.trail.len().checked_sub(1);
        let (trail, is_done) = (&self.trail, cell == 0);
        let uses = |label: &Label| if is_done { Vec::new() } else { uses(label) };
        let own = uses(&label);
        let beats = |one: &Label, one_uses: &[u64], other: &Label, other_uses: &[u64]| {
            one_uses.iter().zip(other_uses).all(|(a, b)| a <= b)
                && one
                    .node
                    .weight
                    .cmp(&other.node.weight)
                    .then_with(|| by_id(trail, one, other))
                    .is_lt()
        };
        let Some(others) = self.labels.get_mut(cell) else {
            return;
        };
        if others
            .iter()
            .any(|other| beats(other, &uses(other), &label, &own))
        {
            self.trail.pop();
            return;
        }
        others.retain(|other| !beats(&label, &own, other, &uses(other)));
        if is_done {
            self.ceiling = Some(
                self.ceiling
                    .map_or(label.node.weight, |best| best.min(label.node.weight)),
            );
        }
        others.push(label);
        if self.width.is_some_and(|width| others.len() > width) {
            let heaviest = others
                .iter()
                .enumerate()
                .max_by_key(|(_, label)| label.node.weight);
            let place = heaviest.map(|(place, _)| place);
            place.map(|place| others.swap_remove(place));
        }
    }

    /// The best of the labels that are done.
    fn best(&self) -> Option<Found> {
        let done = self.labels.first()?.iter();
        let best = done.min_by(|a, b| {
            let by_weight = a.node.weight.cmp(&b.node.weight);
            by_weight.then_with(|| by_id(&self.trail, a, b))
        })?;
        Some(Found {
            weight: best.node.weight,
            load: best.node.load,
            taken: taken(&self.trail, best),
        })
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

fn by_id(trail: &Trail, one: &Label, other: &Label) -> Ordering {
    Found::order(&taken(trail, one), &taken(trail, other))
}
