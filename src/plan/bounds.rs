//! What completes a plan at the least: by weight, and by each thing that is limited.

use super::{
    problem::{Choice, Problem, Target},
    table::{CreditTable, ExamTable, Measure},
    weight::{Load, Weight},
};

/// A set of choices on its way to a target: where it stands, and what it amounts to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// The next layer, in the order of the search: courses first, exams after them.
    pub(super) place: usize,
    /// Units of credit still to earn.
    pub(super) left: usize,
    /// Exams still to sit.
    pub(super) state: usize,
    /// How bad it is so far.
    pub(super) weight: Weight,
    /// What it has used so far.
    pub(super) load: Load,
}

/// The completions over courses, for any target, without the choices behind some passes.
#[derive(Debug)]
pub(super) struct CourseBounds {
    weight: CreditTable,
    floors: Vec<(Measure, CreditTable)>,
}

impl CourseBounds {
    /// For up to `most` units of credit, without the choices behind the `closed` passes.
    pub(super) fn new(problem: &Problem, most: usize, closed: &[bool]) -> Self {
        let courses: Vec<_> = problem.courses_in_order().collect();
        let is_open = |choice: &Choice| is_open(choice, closed);
        let by_weight = |choice: &Choice| is_open(choice).then_some(choice.weight);
        let floor = |measure: Measure| {
            let weigh =
                |choice: &Choice| is_open(choice).then(|| Weight::single(measure(&choice.load)));
            (measure, CreditTable::new(&courses, most, weigh))
        };
        Self {
            weight: CreditTable::new(&courses, most, by_weight),
            floors: limited(problem).into_iter().map(floor).collect(),
        }
    }
}

/// Whether a choice can be made without the closed passes.
pub(super) fn is_open(choice: &Choice, closed: &[bool]) -> bool {
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

/// The completions for one target.
pub(super) struct Bounds<'p> {
    problem: &'p Problem,
    courses: &'p CourseBounds,
    exams: ExamTable,
    exam_floors: Vec<ExamTable>,
}

impl<'p> Bounds<'p> {
    pub(super) fn new(problem: &'p Problem, courses: &'p CourseBounds, target: &Target) -> Self {
        let floor = |(measure, _): &(Measure, CreditTable)| {
            let measure = *measure;
            let weigh = |choice: &Choice| Weight::single(measure(&choice.load));
            ExamTable::new(&problem.exams, &target.exams, weigh)
        };
        Self {
            problem,
            courses,
            exams: ExamTable::new(&problem.exams, &target.exams, |choice| choice.weight),
            exam_floors: courses.floors.iter().map(floor).collect(),
        }
    }

    /// Where the search for a target begins, after something was `spent`.
    pub(super) fn root(&self, target: &Target, spent: (Weight, Load)) -> Node {
        Node {
            place: 0,
            left: target.credits,
            state: self.exams.start(),
            weight: spent.0,
            load: spent.1,
        }
    }

    /// What a load uses of each limited thing.
    pub(super) fn limited(&self, load: Load) -> impl Iterator<Item = u64> {
        self.courses
            .floors
            .iter()
            .map(move |(measure, _)| measure(&load))
    }

    /// The node after taking a choice of the node's layer; `None` where it has no place in the target.
    pub(super) fn take(&self, node: &Node, choice: &Choice) -> Option<Node> {
        let (left, state) = match node.place.checked_sub(self.problem.courses.len()) {
            None if node.left == 0 => return None,
            None => (node.left.saturating_sub(choice.gain), node.state),
            Some(exam) => {
                let class = self.problem.exams.get(exam)?.class;
                (node.left, self.exams.sit(node.state, class)?)
            }
        };
        Some(Node {
            place: node.place + 1,
            left,
            state,
            weight: node.weight + choice.weight,
            load: node.load + choice.load,
        })
    }

    /// The least weight of anything that completes a node when nothing is limited; `None`: nothing completes it.
    pub(super) fn least(&self, node: &Node) -> Option<Weight> {
        Some(node.weight + self.complete(&self.courses.weight, &self.exams, node)?)
    }

    /// Whether a node keeps to the limits, with the least of each limited thing that completes it.
    pub(super) fn within_limits(&self, node: &Node) -> bool {
        let limits = self.problem.limits;
        let floors = self.courses.floors.iter().zip(&self.exam_floors);
        node.load.within(limits)
            && floors.into_iter().all(|((measure, credits), exams)| {
                let rest = self.complete(credits, exams, node);
                rest.is_some_and(|rest| {
                    measure(&node.load).saturating_add(rest.first()) <= measure(&limits)
                })
            })
    }

    fn complete(&self, credits: &CreditTable, exams: &ExamTable, node: &Node) -> Option<Weight> {
        let courses = self.problem.courses.len();
        let credits = credits.least(node.place.min(courses), node.left)?;
        let exams = exams.least(node.place.saturating_sub(courses), node.state)?;
        Some(credits + exams)
    }
}
