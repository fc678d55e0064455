//! What so many exams of each class take at the least, from every place among the exams on.

use std::ops::Add;

use super::{Stage, ladder::Effort, tuning::Means};
use crate::plan::watch::GivenUp;

/// For every place among the exams and every number of exams still to sit by class, the least value that sits exactly those.
#[derive(Clone, Debug)]
pub(super) struct ExamTable<V> {
    cells: Vec<Vec<Option<V>>>,
}

impl<V: Copy + Ord + Add<Output = V>> ExamTable<V> {
    /// For the exams in reach of `seats`. `value` says what an option takes.
    pub(super) fn new<'s>(
        exams: impl DoubleEndedIterator<Item = &'s Stage>,
        (seats, nothing): (&Seats, V),
        value: impl Fn(&super::Choice) -> V,
        means: Means<'_>,
    ) -> Result<Self, GivenUp> {
        let mut effort = Effort::new(means);
        let states = seats.all().saturating_add(1);
        let bytes = states.saturating_mul(size_of::<Option<V>>());
        effort.keeps(bytes)?;
        let mut row: Vec<Option<V>> = vec![None; states];
        if let Some(none_left) = row.first_mut() {
            *none_left = Some(nothing);
        }
        let mut cells = vec![row];
        for exam in exams.rev() {
            effort.takes(states)?;
            effort.keeps(bytes)?;
            let least = exam.choices.iter().map(&value).min();
            let after = cells.last().map_or(&[][..], Vec::as_slice);
            let row = (0..states).map(|state| {
                let skipped = after.get(state).copied().flatten();
                let rest = seats
                    .sit(state, exam.class)
                    .and_then(|rest| after.get(rest).copied().flatten());
                let taken = rest.zip(least).map(|(rest, least)| rest + least);
                match (skipped, taken) {
                    (Some(skipped), Some(taken)) => Some(skipped.min(taken)),
                    (only, None) | (None, only) => only,
                }
            });
            let row = row.collect();
            cells.push(row);
        }
        cells.reverse();
        Ok(Self { cells })
    }

    /// The least value that sits exactly what `state` still wants from the exam at `place` on.
    pub(super) fn least(&self, place: usize, state: usize) -> Option<V> {
        self.cells.get(place)?.get(state).copied().flatten()
    }
}

/// The exams that are wanted, by class; what is left of them is a single number, with one digit a class.
#[derive(Clone, Debug)]
pub(super) struct Seats {
    bases: Vec<usize>,
}

impl Seats {
    /// So many exams of each class.
    pub(super) fn new(wanted: &[usize]) -> Self {
        Self {
            bases: wanted.iter().map(|count| count.saturating_add(1)).collect(),
        }
    }

    /// The number that means all of them. Where that is more than fits, no table has room for it.
    pub(super) fn all(&self) -> usize {
        let states = self.bases.iter().copied();
        states.fold(1, usize::saturating_mul) - 1
    }

    /// What is left after sitting one exam of `class`; `None` when none is wanted.
    pub(super) fn sit(&self, state: usize, class: usize) -> Option<usize> {
        let stride: usize = self.bases.iter().take(class).product();
        let digit = (state / stride) % self.bases.get(class)?;
        (digit > 0).then(|| state - stride)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_are_filled_one_by_one() {
        let seats = Seats::new(&[2, 0, 1]);
        let one = seats.sit(seats.all(), 0).unwrap();
        let two = seats.sit(one, 2).unwrap();
        assert_eq!(seats.sit(two, 2), None);
        assert_eq!(seats.sit(seats.all(), 1), None);
        assert_eq!(seats.sit(two, 0), Some(0));
    }
}
