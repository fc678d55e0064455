//! What so many credits take at the least: the exact table of the search, kept as its steps.
//!
//! "At least so many credits for at least so much" only changes at few places, so a row of the table is a ladder: a list of credits,
//! rising, each with the least value that earns so many, rising too. A ladder never has more steps than there are units of credit to
//! earn, and mostly far fewer.

use std::{cmp::Ordering, ops::Add};

/// Steps: units of credit, and the least value that earns at least so many. Both rise strictly.
#[derive(Clone, Debug)]
pub(super) struct Ladder<V>(Vec<(usize, V)>);

impl<V: Copy + Ord + Add<Output = V>> Ladder<V> {
    /// Earning nothing for `nothing`.
    fn bottom(nothing: V) -> Self {
        Self(vec![(0, nothing)])
    }

    /// The least value that earns at least `left`.
    pub(super) fn least(&self, left: usize) -> Option<V> {
        let place = self.0.partition_point(|(gain, _)| *gain < left);
        self.0.get(place).map(|(_, value)| *value)
    }

    /// The steps.
    pub(super) fn steps(&self) -> &[(usize, V)] {
        &self.0
    }

    /// With one of the options more, or none; credits beyond `most` are of no use.
    fn with(&self, options: impl Iterator<Item = (usize, V)>, most: usize) -> Self {
        let mut all = self.clone();
        for (gain, value) in options {
            let mut shifted: Vec<(usize, V)> = Vec::with_capacity(self.0.len());
            for (step, so_far) in &self.0 {
                let earned = step.saturating_add(gain).min(most);
                shifted.push((earned, *so_far + value));
                if earned == most {
                    break;
                }
            }
            all = all.merged(&shifted);
        }
        all
    }

    /// The steps of both that no other step of either makes useless.
    fn merged(&self, other: &[(usize, V)]) -> Self {
        let (mut ours, mut theirs) = (
            self.0.iter().rev().peekable(),
            other.iter().rev().peekable(),
        );
        let mut steps: Vec<(usize, V)> = Vec::with_capacity(self.0.len() + other.len());
        loop {
            let next = match (ours.peek(), theirs.peek()) {
                (Some((a, worth)), Some((b, value))) => match a.cmp(b) {
                    Ordering::Greater => ours.next(),
                    Ordering::Less => theirs.next(),
                    Ordering::Equal if worth <= value => {
                        theirs.next();
                        ours.next()
                    }
                    Ordering::Equal => {
                        ours.next();
                        theirs.next()
                    }
                },
                (Some(_), None) => ours.next(),
                (None, _) => theirs.next(),
            };
            let Some(step) = next else { break };
            if steps.last().is_none_or(|(_, least)| step.1 < *least) {
                steps.push(*step);
            }
        }
        steps.reverse();
        Self(steps)
    }
}

/// A ladder for every place in a list of stages: what the stages from there on can still do.
#[derive(Clone, Debug)]
pub(super) struct Ladders<V>(Vec<Ladder<V>>);

impl<V: Copy + Ord + Add<Output = V>> Ladders<V> {
    /// For stages of options, and credits up to `most`.
    pub(super) fn new<O>(
        stages: impl DoubleEndedIterator<Item = O>,
        nothing: V,
        most: usize,
    ) -> Self
    where
        O: Iterator<Item = (usize, V)>,
    {
        let mut ladders = vec![Ladder::bottom(nothing)];
        for options in stages.rev() {
            let next = ladders.last().map(|after| after.with(options, most));
            ladders.extend(next);
        }
        ladders.reverse();
        Self(ladders)
    }

    /// What the stages from `place` on can do.
    pub(super) fn from(&self, place: usize) -> Option<&Ladder<V>> {
        self.0.get(place)
    }

    /// The least value that earns at least `left` from the stages from `place` on.
    pub(super) fn least(&self, place: usize, left: usize) -> Option<V> {
        self.0.get(place)?.least(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ladder_says_what_trying_everything_says() {
        let stages: Vec<Vec<(usize, i64)>> = vec![
            vec![(3, 5), (2, 1)],
            vec![(4, -2)],
            vec![(1, 1), (1, 0), (6, 9)],
            vec![(2, 3)],
        ];
        let ladders = Ladders::new(stages.iter().map(|stage| stage.iter().copied()), 0, 9);
        for place in 0..=stages.len() {
            for left in 0..=9 {
                let mut sums = vec![(0, 0)];
                for stage in &stages[place..] {
                    let taken: Vec<_> = sums
                        .iter()
                        .flat_map(|(gain, value)| {
                            stage.iter().map(move |(g, v)| (gain + g, value + v))
                        })
                        .collect();
                    sums.extend(taken);
                }
                let enough = sums.iter().filter(|(gain, _)| *gain >= left);
                let expected = enough.map(|(_, value)| *value).min();
                assert_eq!(ladders.least(place, left), expected, "{place} {left}");
            }
        }
    }
}
