//! Some choices at once: what is done at the prices, less what is too much of it.
//!
//! At the price of a unit that [`View::find_price`] settles on, enough is earned, mostly by little more than is wanted. The heaviest of
//! what can be spared is left out. Where what remains keeps to the rows it is no more than a guess at the best, but a good one, and there
//! before any table is made: nothing heavier is of interest then, and it is at hand should the time or the room be over.

use std::cmp::Reverse;

use super::{Choice, Found, Stage, Taken, view::View};

impl View<'_> {
    /// What is done at the prices, rounded; `None`: it does not keep to the rows.
    pub(super) fn rounded(&self) -> Option<Found> {
        let knapsack = self.knapsack;
        let at_the_prices = knapsack.stages.iter().take(knapsack.courses).enumerate();
        let mut done: Vec<(&Stage, &Choice)> = at_the_prices
            .filter_map(|(place, stage)| Some((stage, self.best_of(place)?.1)))
            .collect();
        done.sort_by_key(|(_, choice)| Reverse(choice.weight));
        let earned = done.iter().map(|(_, choice)| choice.gain);
        let earned = earned.fold(0, usize::saturating_add);
        let mut spare = earned.checked_sub(knapsack.credits)?;
        let (_, mut given) = knapsack.sums(&self.with_exams(&done));
        done.retain(|(stage, choice)| {
            let left = given.iter().zip(&choice.gives);
            let left = left.map(|(given, own)| given.saturating_sub(*own));
            let is_enough = left
                .zip(&knapsack.least)
                .all(|(left, least)| left >= *least);
            let is_spared = !stage.must && choice.gain <= spare && is_enough;
            if is_spared {
                spare -= choice.gain;
                for (given, own) in given.iter_mut().zip(&choice.gives) {
                    *given = given.saturating_sub(*own);
                }
            }
            !is_spared
        });
        let taken = self.with_exams(&done);
        let weights = knapsack.choices(&taken).map(|choice| choice.weight);
        let weight = weights.fold(knapsack.base, |sum, weight| sum + weight);
        knapsack.admits(&taken).then_some(Found { weight, taken })
    }

    /// What is taken with courses and the exams that are the least under the prices, in order of the layers.
    fn with_exams(&self, courses: &[(&Stage, &Choice)]) -> Vec<Taken> {
        let courses = courses
            .iter()
            .map(|(stage, choice)| (stage.layer, choice.way));
        let mut taken: Vec<Taken> = courses.chain(self.exams().iter().copied()).collect();
        taken.sort_unstable();
        taken
    }
}
