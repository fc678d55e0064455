//! The search for one target with the passes decided: depth first, under exact completion bounds.
//!
//! **What it finds.** Of all ways to take at most one choice from each layer that reach the target within the limits and the calendar,
//! the one of least weight; and of those of equal weight, the one that comes first by id.
//!
//! **Why that is exact.** A node is a set of choices in rising order of layers, and its children add one choice from a later layer, so
//! every set is met at most once and none is missed. A branch is cut only when
//!
//! 1. its weight plus the least weight that completes it without limits ([`super::table`]) is above the best found: no completion in it
//!    can be better;
//! 2. it breaks a limit, or would with the least of that resource that completes it: loads only grow;
//! 3. the calendar is overfull between some first and some last day: likewise;
//! 4. another node at the same place with the same credits and exams left was searched before that weighs no more, uses no more of any
//!    limited thing, and has no more study between any two days: whatever completes this one completes that one, no worse.
//!
//! Two passes make ties exact: the first looks for the least weight, most promising child first; the second looks, in order of the
//! ids, for the first plan of that weight. Where nothing is limited the bound of (1) is the truth, so neither ever turns back.

use std::collections::HashMap;

use super::{
    problem::{Choice, Problem, Target},
    table::{CreditTable, ExamTable, Measure},
    weight::{Load, Weight},
};

/// A choice that was taken: its layer, courses first and exams after them, and its place in the layer.
pub(super) type Taken = (usize, usize);

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

/// The completions that bound a search: by weight, and by each thing that is limited.
#[derive(Debug)]
pub(super) struct Bounds {
    credits: CreditTable,
    floors: Vec<(Measure, CreditTable)>,
}

impl Bounds {
    /// For up to `most` units of credit, without the choices behind the `closed` passes.
    pub(super) fn new(problem: &Problem, most: usize, closed: &[bool]) -> Self {
        let is_open = |choice: &Choice| is_open(choice, closed);
        let by_weight = |choice: &Choice| is_open(choice).then_some(choice.weight);
        let floor = |measure: Measure| {
            let weigh =
                |choice: &Choice| is_open(choice).then(|| Weight::single(measure(&choice.load)));
            (measure, CreditTable::new(&problem.courses, most, weigh))
        };
        Self {
            credits: CreditTable::new(&problem.courses, most, by_weight),
            floors: limited(problem).into_iter().map(floor).collect(),
        }
    }
}

/// Whether a choice can be made without the closed passes.
fn is_open(choice: &Choice, closed: &[bool]) -> bool {
    choice
        .pass
        .is_none_or(|pass| closed.get(pass).is_none_or(|closed| !closed))
}

/// What is limited beyond what each choice was checked for alone.
fn limited(problem: &Problem) -> Vec<Measure> {
    let cash = (problem.limits.cash < u64::MAX).then_some((|load: &Load| load.cash) as Measure);
    let study = (problem.limits.study < u64::MAX).then_some((|load: &Load| load.study) as Measure);
    let purse = (problem.limits.purse > 0).then_some((|load: &Load| load.purse) as Measure);
    cash.into_iter().chain(study).chain(purse).collect()
}

/// One search.
pub(super) struct Walk<'p> {
    problem: &'p Problem,
    bounds: &'p Bounds,
    exams: ExamTable,
    exam_floors: Vec<ExamTable>,
    closed: &'p [bool],
    target: &'p Target,
}

/// Where a search stands.
#[derive(Clone, Copy)]
struct Node {
    /// The next layer.
    place: usize,
    /// Units of credit still to earn.
    left: usize,
    /// Exams still to sit.
    state: usize,
    weight: Weight,
    load: Load,
}

/// A way on from a node.
struct Child {
    bound: Weight,
    taken: Taken,
    window: usize,
    study: u64,
    node: Node,
}

/// What was taken on the way to a node.
struct Path {
    taken: Vec<Taken>,
    /// Minutes by window.
    used: Vec<u64>,
}

/// What a node that was searched before had used; another that used no less has nothing better below it.
struct Label {
    weight: Weight,
    uses: Vec<u64>,
}

/// The order in which children are tried, and which of them are worth trying.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The most promising first; only what is better than the best found so far.
    ByBound,
    /// As the ids say; the first plan of a known weight ends the search.
    ById,
}

impl<'p> Walk<'p> {
    pub(super) fn new(
        problem: &'p Problem,
        bounds: &'p Bounds,
        closed: &'p [bool],
        target: &'p Target,
    ) -> Self {
        let exams = ExamTable::new(&problem.exams, &target.exams, |choice| choice.weight);
        let floor = |measure: &Measure| {
            let measure = *measure;
            ExamTable::new(&problem.exams, &target.exams, |choice| {
                Weight::single(measure(&choice.load))
            })
        };
        let exam_floors = bounds
            .floors
            .iter()
            .map(|(measure, _)| floor(measure))
            .collect();
        Self {
            problem,
            bounds,
            exams,
            exam_floors,
            closed,
            target,
        }
    }

    /// The best way to reach the target from what was `spent` before, if any weighs no more than the `ceiling`.
    pub(super) fn best(&self, spent: (Weight, Load), ceiling: Option<Weight>) -> Option<Found> {
        let state = self.exams.start();
        let root = Node {
            place: 0,
            left: self.target.credits,
            state,
            weight: spent.0,
            load: spent.1,
        };
        let least = root.weight + self.completion(&root)?;
        if ceiling.is_some_and(|ceiling| least > ceiling) || !self.within_limits(&root) {
            return None;
        }
        let free = self.bounds.floors.is_empty() && self.problem.calendar.capacity.is_empty();
        let weight = if free {
            least
        } else {
            self.descend(root, Order::ByBound, ceiling)?.weight
        };
        self.descend(root, Order::ById, Some(weight))
    }

    /// Depth first from the root, with an explicit stack: plans may be longer than the thread's stack is deep.
    fn descend(&self, root: Node, order: Order, ceiling: Option<Weight>) -> Option<Found> {
        let mut ceiling = ceiling;
        let mut best = None;
        let mut seen: HashMap<(usize, usize, usize), Vec<Label>> = HashMap::new();
        let mut path = Path {
            taken: Vec::new(),
            used: vec![0; self.problem.calendar.windows.len()],
        };
        if root.left == 0 && root.state == 0 {
            return Some(path.found(&root));
        }
        let mut stack = vec![self.children(&root, order, ceiling).into_iter()];
        while let Some(children) = stack.last_mut() {
            let Some(child) = children.next() else {
                stack.pop();
                path.pop(self.problem);
                continue;
            };
            let beaten = |ceiling: Weight| match order {
                Order::ByBound if best.is_some() => child.bound >= ceiling,
                Order::ByBound | Order::ById => child.bound > ceiling,
            };
            if ceiling.is_some_and(beaten) {
                continue;
            }
            path.push(&child);
            if !self.is_worth_a_look(&child.node, &path, &mut seen) {
                path.pop(self.problem);
            } else if child.node.left == 0 && child.node.state == 0 {
                best = Some(path.found(&child.node));
                if order == Order::ById {
                    return best;
                }
                ceiling = Some(child.node.weight);
                path.pop(self.problem);
            } else {
                stack.push(self.children(&child.node, order, ceiling).into_iter());
            }
        }
        best
    }

    /// Whether the calendar holds what was taken, and no node searched before makes this one superfluous.
    fn is_worth_a_look(
        &self,
        node: &Node,
        path: &Path,
        seen: &mut HashMap<(usize, usize, usize), Vec<Label>>,
    ) -> bool {
        let calendar = &self.problem.calendar;
        if self.bounds.floors.is_empty() && calendar.capacity.is_empty() {
            return true;
        }
        let mut uses = calendar.sums(&path.used);
        if !calendar.holds(&uses) {
            return false;
        }
        uses.extend(
            self.bounds
                .floors
                .iter()
                .map(|(measure, _)| measure(&node.load)),
        );
        let labels = seen.entry((node.place, node.left, node.state)).or_default();
        let no_worse = |label: &Label| {
            label.weight <= node.weight
                && label
                    .uses
                    .iter()
                    .zip(&uses)
                    .all(|(label, uses)| label <= uses)
        };
        if labels.iter().any(no_worse) {
            return false;
        }
        labels.retain(|label| {
            label.weight < node.weight
                || label
                    .uses
                    .iter()
                    .zip(&uses)
                    .any(|(label, uses)| label < uses)
        });
        labels.push(Label {
            weight: node.weight,
            uses,
        });
        true
    }

    /// The ways on from a node that may lead to something no heavier than the ceiling.
    fn children(&self, node: &Node, order: Order, ceiling: Option<Weight>) -> Vec<Child> {
        let layers = self.problem.courses.len() + self.problem.exams.len();
        let mut children = Vec::new();
        for place in node.place..layers {
            // With fewer layers left the completion only gets heavier: where it is too heavy already, the rest is.
            let here = Node { place, ..*node };
            match self.completion(&here) {
                Some(rest) if ceiling.is_none_or(|ceiling| node.weight + rest <= ceiling) => {}
                _ => break,
            }
            let ways = self
                .choices(place)
                .iter()
                .enumerate()
                .filter(|(_, choice)| is_open(choice, self.closed));
            children
                .extend(ways.filter_map(|(way, choice)| self.child(&here, way, choice, ceiling)));
        }
        if order == Order::ByBound {
            children.sort_by_key(|child| (child.bound, child.taken));
        }
        children
    }

    fn choices(&self, place: usize) -> &[Choice] {
        let courses = &self.problem.courses;
        let layer = courses
            .get(place)
            .or_else(|| self.problem.exams.get(place.checked_sub(courses.len())?));
        layer.map_or(&[], |layer| layer.choices.as_slice())
    }

    fn child(
        &self,
        node: &Node,
        way: usize,
        choice: &Choice,
        ceiling: Option<Weight>,
    ) -> Option<Child> {
        let (left, state) = match node.place.checked_sub(self.problem.courses.len()) {
            None if node.left == 0 => return None,
            None => (node.left.saturating_sub(choice.gain), node.state),
            Some(exam) => (
                node.left,
                self.exams
                    .sit(node.state, self.problem.exams.get(exam)?.class)?,
            ),
        };
        let next = Node {
            place: node.place + 1,
            left,
            state,
            weight: node.weight + choice.weight,
            load: node.load + choice.load,
        };
        let bound = next.weight + self.completion(&next)?;
        let taken = (node.place, way);
        let child = Child {
            bound,
            taken,
            window: choice.window,
            study: choice.load.study,
            node: next,
        };
        (ceiling.is_none_or(|ceiling| bound <= ceiling) && self.within_limits(&next))
            .then_some(child)
    }

    /// The least weight that completes a node when nothing is limited; `None`: nothing completes it.
    fn completion(&self, node: &Node) -> Option<Weight> {
        self.complete(&self.bounds.credits, &self.exams, node)
    }

    fn complete(&self, credits: &CreditTable, exams: &ExamTable, node: &Node) -> Option<Weight> {
        let courses = self.problem.courses.len();
        let credits = credits.least(node.place.min(courses), node.left)?;
        let exams = exams.least(node.place.saturating_sub(courses), node.state)?;
        Some(credits + exams)
    }

    /// Whether a node keeps to the limits, with the least of each limited thing that completes it.
    fn within_limits(&self, node: &Node) -> bool {
        let limits = self.problem.limits;
        node.load.within(limits)
            && self.bounds.floors.iter().zip(&self.exam_floors).all(
                |((measure, credits), exams)| {
                    let rest = self.complete(credits, exams, node);
                    rest.is_some_and(|rest| {
                        measure(&node.load).saturating_add(rest.first()) <= measure(&limits)
                    })
                },
            )
    }
}

impl Path {
    fn push(&mut self, child: &Child) {
        self.taken.push(child.taken);
        if let Some(used) = self.used.get_mut(child.window) {
            *used = used.saturating_add(child.study);
        }
    }

    fn pop(&mut self, problem: &Problem) {
        let Some((layer, way)) = self.taken.pop() else {
            return;
        };
        let layers = problem.courses.iter().chain(&problem.exams).nth(layer);
        if let Some(choice) = layers.and_then(|layer| layer.choices.get(way))
            && let Some(used) = self.used.get_mut(choice.window)
        {
            *used = used.saturating_sub(choice.load.study);
        }
    }

    fn found(&self, node: &Node) -> Found {
        Found {
            weight: node.weight,
            load: node.load,
            taken: self.taken.clone(),
        }
    }
}
