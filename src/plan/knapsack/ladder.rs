//! What so many credits take at the least: the exact table of the search, kept as its steps.
//!
//! "At least so many credits for at least so much" only changes at few places, so a row of the table is a ladder: a list of credits,
//! rising, each with the least value that earns so many, rising too. A ladder never has more steps than there are units of credit to
//! earn, and mostly far fewer.

use std::{cmp::Ordering, ops::Add};

use super::tuning::Means;
use crate::plan::watch::{Cause, GivenUp};

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

    /// With one of the options more, or none unless one is forced; credits beyond `most` are of no use.
    fn with(
        &self,
        (is_forced, options): (bool, impl Iterator<Item = (usize, V)>),
        most: usize,
        effort: &mut Effort<'_>,
    ) -> Result<Self, GivenUp> {
        let mut all = if is_forced {
            Self(Vec::new())
        } else {
            self.clone()
        };
        for (gain, value) in options {
            effort.takes(all.0.len() + self.0.len())?;
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
        Ok(all)
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

/// What work on ladders takes.
pub(super) struct Effort<'m> {
    means: Means<'m>,
    /// Steps since the time was looked at.
    steps: usize,
    /// Bytes of all ladders.
    bytes: usize,
}

impl<'m> Effort<'m> {
    pub(super) fn new(means: Means<'m>) -> Self {
        Self {
            means,
            steps: 0,
            bytes: 0,
        }
    }

    /// So many steps are looked at.
    pub(super) fn takes(&mut self, steps: usize) -> Result<(), GivenUp> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps < self.means.tuning.steps_a_look {
            return Ok(());
        }
        self.steps = 0;
        self.means.watch.look()
    }

    /// So many bytes are kept.
    pub(super) fn keeps(&mut self, bytes: usize) -> Result<(), GivenUp> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes <= self.means.tuning.bytes {
            return Ok(());
        }
        Err(self.means.watch.give_up(Cause::Room))
    }
}

/// A ladder for every place in a list of stages: what the stages from there on can still do.
#[derive(Clone, Debug)]
pub(super) struct Ladders<V>(Vec<Ladder<V>>);

impl<V: Copy + Ord + Add<Output = V>> Ladders<V> {
    /// For stages of options, each with whether one must be taken, and credits up to `most`.
    pub(super) fn new<O>(
        stages: impl DoubleEndedIterator<Item = (bool, O)>,
        nothing: V,
        most: usize,
        means: Means<'_>,
    ) -> Result<Self, GivenUp>
    where
        O: Iterator<Item = (usize, V)>,
    {
        let mut effort = Effort::new(means);
        let mut last = Ladder::bottom(nothing);
        let mut ladders = Vec::with_capacity(stages.size_hint().0 + 1);
        for options in stages.rev() {
            let next = last.with(options, most, &mut effort)?;
            effort.keeps(size_of_val(next.steps()))?;
            ladders.push(std::mem::replace(&mut last, next));
        }
        ladders.push(last);
        ladders.reverse();
        Ok(Self(ladders))
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
    use crate::plan::{knapsack::tuning::Tuning, watch::Watch};

    fn usual<'m>(watch: &'m Watch<'m>) -> Means<'m> {
        Means {
            watch,
            tuning: &Tuning::USUAL,
        }
    }

    #[test]
    fn a_ladder_says_what_trying_everything_says() {
        const MUST: usize = 2;
        let stages: Vec<Vec<(usize, i64)>> = vec![
            vec![(3, 5), (2, 1)],
            vec![(4, -2)],
            vec![(1, 1), (1, 0), (6, 9)],
            vec![(2, 3)],
        ];
        let options = stages.iter().enumerate();
        let options = options.map(|(place, stage)| (place == MUST, stage.iter().copied()));
        let watch = Watch::new(&|| false);
        let ladders = Ladders::new(options, 0, 9, usual(&watch)).unwrap();
        for place in 0..=stages.len() {
            for left in 0..=9 {
                let mut sums = vec![(0, 0)];
                for (number, stage) in stages.iter().enumerate().skip(place) {
                    let taken: Vec<_> = sums
                        .iter()
                        .flat_map(|(gain, value)| {
                            stage.iter().map(move |(g, v)| (gain + g, value + v))
                        })
                        .collect();
                    sums.retain(|_| number != MUST);
                    sums.extend(taken);
                }
                let enough = sums.iter().filter(|(gain, _)| *gain >= left);
                let expected = enough.map(|(_, value)| *value).min();
                assert_eq!(ladders.least(place, left), expected, "{place} {left}");
            }
        }
    }

    /// As many stages as there are steps: a table of a million.
    #[test]
    fn too_much_is_given_up_for_want_of_room_or_of_time() {
        let given_up = |stop: &dyn Fn() -> bool| {
            let watch = Watch::new(stop);
            let tuning = Tuning {
                bytes: 1 << 20,
                ..Tuning::USUAL
            };
            let means = Means {
                watch: &watch,
                tuning: &tuning,
            };
            let options = (0..1_000).map(|value| (false, [(1, value)].into_iter()));
            let ladders = Ladders::new(options, 0_i64, 1_000, means);
            ladders.is_err().then(|| watch.cause())
        };
        assert_eq!(given_up(&|| false), Some(Cause::Room));
        assert_eq!(given_up(&|| true), Some(Cause::Time));
    }
}
