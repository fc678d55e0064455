//! Exact completions: the least weight that can still reach what is left, from every place in the lists.
//!
//! Both tables are dynamic programs over suffixes. They know of no limit and no calendar, so what they say is a lower bound for any
//! choice that must keep to limits, and the truth for one that need not.

use super::{
    problem::{Choice, Layer},
    weight::{Load, Weight},
};

/// A weight, or no way at all. `None` would sort first, so the order is spelled out in [`least`].
type Least = Option<Weight>;

/// The smaller of two weights, where there are any.
fn least(a: Least, b: Least) -> Least {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (weight, None) | (None, weight) => weight,
    }
}

/// Which of the limited things a bound is about.
pub(super) type Measure = fn(&Load) -> u64;

/// For every place among the courses and every number of credits still to earn, the least weight that earns at least so many from the
/// courses at that place and after it.
#[derive(Debug)]
pub(super) struct CreditTable {
    /// The rows, from the end of the list: the last one is for all courses.
    rows: Vec<Vec<Least>>,
    /// The row of each place. A course without an open choice shares the row of the next.
    row_at: Vec<usize>,
}

impl CreditTable {
    /// For up to `most` units of credit. `weigh` says how bad a choice is, or that it is not open.
    pub(super) fn new(
        courses: &[&Layer],
        most: usize,
        weigh: impl Fn(&Choice) -> Option<Weight>,
    ) -> Self {
        let width = most.saturating_add(1);
        let mut row: Vec<Least> = vec![None; width];
        if let Some(nothing) = row.first_mut() {
            *nothing = Some(Weight::ZERO);
        }
        let mut rows = vec![row];
        let mut row_at = vec![0];
        for course in courses.iter().rev() {
            let open = |choice| weigh(choice).map(|weight| (choice.gain, weight));
            let choices: Vec<(usize, Weight)> = course.choices.iter().filter_map(open).collect();
            if !choices.is_empty() {
                let after = rows.last().map_or(&[][..], Vec::as_slice);
                let row = (0..width).map(|left| best(&choices, after, left)).collect();
                rows.push(row);
            }
            row_at.push(rows.len() - 1);
        }
        row_at.reverse();
        Self { rows, row_at }
    }

    /// The least weight that earns at least `left` units from the course at `place` on.
    pub(super) fn least(&self, place: usize, left: usize) -> Least {
        self.rows
            .get(*self.row_at.get(place)?)?
            .get(left)
            .copied()
            .flatten()
    }
}

/// The least weight that earns at least `left` units with one of the choices or none, and the rows after.
fn best(choices: &[(usize, Weight)], after: &[Least], left: usize) -> Least {
    let taken = choices.iter().map(|(gain, weight)| {
        let rest = after.get(left.saturating_sub(*gain)).copied().flatten();
        rest.map(|rest| rest + *weight)
    });
    taken.fold(after.get(left).copied().flatten(), least)
}

/// For every place among the exams and every number of exams still to sit by class, the least weight that sits exactly those.
#[derive(Debug)]
pub(super) struct ExamTable {
    /// One more than the target's number, for each class: a state is a number with these as its bases.
    bases: Vec<usize>,
    cells: Vec<Vec<Least>>,
}

impl ExamTable {
    /// For up to so many exams of each class as `wanted` says.
    pub(super) fn new(
        exams: &[Layer],
        wanted: &[usize],
        weigh: impl Fn(&Choice) -> Weight,
    ) -> Self {
        let bases: Vec<usize> = wanted.iter().map(|count| count + 1).collect();
        let states = bases.iter().product();
        let mut row: Vec<Least> = vec![None; states];
        if let Some(nothing) = row.first_mut() {
            *nothing = Some(Weight::ZERO);
        }
        let mut table = Self {
            bases,
            cells: vec![row],
        };
        for exam in exams.iter().rev() {
            let after = table.cells.last().map_or(&[][..], Vec::as_slice);
            let row = (0..states).map(|state| {
                let rest = table
                    .sit(state, exam.class)
                    .and_then(|rest| after.get(rest).copied().flatten());
                let taken = exam
                    .choices
                    .iter()
                    .map(|choice| rest.map(|rest| rest + weigh(choice)));
                taken.fold(after.get(state).copied().flatten(), least)
            });
            let row = row.collect();
            table.cells.push(row);
        }
        table.cells.reverse();
        table
    }

    /// The state in which all of the target is still to do.
    pub(super) fn start(&self) -> usize {
        self.bases.iter().product::<usize>().saturating_sub(1)
    }

    /// The state after sitting one exam of `class`; `None` when none is wanted.
    pub(super) fn sit(&self, state: usize, class: usize) -> Option<usize> {
        let stride: usize = self.bases.iter().take(class).product();
        let digit = (state / stride) % self.bases.get(class)?;
        (digit > 0).then(|| state - stride)
    }

    /// The least weight that sits exactly what `state` still wants from the exam at `place` on.
    pub(super) fn least(&self, place: usize, state: usize) -> Least {
        self.cells.get(place)?.get(state).copied().flatten()
    }
}
