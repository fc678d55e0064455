//! Leaves out what no best choice can contain, and marks what each must, before any table is made: a table has a row for every stage.
//!
//! Put prices on limits and demands ([`super::prices`]), and one on every unit of credit that is wanted as well, and let every stage do
//! what is best for it at these prices. What is wanted, with what each stage then loses by it (nothing where it gains), is a lower
//! bound on the weight of every choice that earns enough and keeps to all rows. (It is the Lagrangian relaxation of all of them, and at the
//! best prices as good as the linear one.) One stage can be made to do something else, and the bound rises by the difference. Where that
//! lifts it above a ceiling, nothing as light as the ceiling does so: the choice is left out, or the stage must make one. Of as
//! many items as one likes few are left undecided so: those whose weight a credit is near the price, the *core* of the knapsack (Balas
//! and Zemel 1980).
//!
//! Everything is counted in integers. Weights lose their lowest bits, rounded down, which can only lower the bound; what is as heavy
//! as the ceiling stays, so that ties are decided by id as ever.

use super::{Choice, Knapsack, Stage, master::Ascent, tuning::Means, view::View};
use crate::plan::{watch::GivenUp, weight::Weight};

impl<'k> View<'k> {
    /// Under prices as good as could be found for what weighs no more than `ceiling`; `None`: there is nothing that earns enough.
    pub(super) fn best(
        knapsack: &'k Knapsack,
        ceiling: Weight,
        means: Means<'_>,
    ) -> Result<Option<Self>, GivenUp> {
        let precision = means.tuning.precision;
        let widest = knapsack.heaviest().bits();
        let widest = widest.saturating_sub(means.tuning.widest);
        let mut bits = ceiling.bits().saturating_sub(precision).max(widest);
        let rows = vec![0; knapsack.most.len() + knapsack.least.len()];
        let Some(mut view) = Self::at(knapsack, (bits, &rows), means)? else {
            return Ok(None);
        };
        if !view.find_price() {
            return Ok(None);
        }
        // Far below the ceiling there are bits to spare.
        while bits > widest && view.bound() < 1 << (precision - 1) {
            let spare = precision.saturating_sub(128 - view.bound().max(0).leading_zeros());
            bits = bits.saturating_sub(spare).max(widest);
            let Some(finer) = Self::at(knapsack, (bits, &rows), means)? else {
                return Ok(None);
            };
            view = finer;
            view.find_price();
        }
        if rows.is_empty() {
            return Ok(Some(view.ranked()));
        }
        Ok(view.climb(means)?.map(Self::ranked))
    }

    /// With its choices ranked.
    fn ranked(mut self) -> Self {
        let stages = self.knapsack.stages.iter().take(self.knapsack.courses);
        let rises = stages
            .zip(&self.priced)
            .enumerate()
            .flat_map(|(place, (stage, priced))| {
                let best = self.best_of(place).map_or(0, |(due, _)| due);
                let dues = priced.iter().zip(&stage.choices);
                let view = &self;
                dues.map(move |(priced, choice)| view.due(*priced, choice).saturating_sub(best))
            });
        let mut rises: Vec<i128> = rises.collect();
        rises.sort_unstable();
        self.rises = rises;
        self
    }

    /// The ceiling up to which so many choices are left beside those that are best at the prices; `None`: there are not so many.
    pub(super) fn ceiling(&self, more: usize) -> Option<Weight> {
        let best = self.rises.partition_point(|rise| *rise <= 0);
        let rise = self.rises.get(best.saturating_add(more))?;
        Weight::with(self.bound().saturating_add(*rise), self.prices.bits)
    }

    /// Climbs to better prices. As far as prices are concerned, the credits that are wanted are one demand more.
    fn climb(self, means: Means<'_>) -> Result<Option<Self>, GivenUp> {
        let knapsack = self.knapsack;
        let bits = self.prices.bits;
        let credits = i128::try_from(knapsack.credits).unwrap_or(i128::MAX);
        let mut start = vec![0; knapsack.most.len() + knapsack.least.len()];
        start.push(self.price.saturating_mul(credits));
        let mut ascent = Ascent::new(start);
        for _ in 0..means.tuning.climbs {
            let (credit, rows) = ascent.at().split_last().unwrap_or((&0, &[]));
            let Some(mut view) = Self::at(knapsack, (bits, rows), means)? else {
                return Ok(None);
            };
            view.price = credit / credits.max(1);
            if !ascent.learn(&view.seen(), means.watch)? {
                break;
            }
        }
        let Some((_, wholes)) = ascent.best() else {
            return Ok(Some(self));
        };
        let (_, rows) = wholes.split_last().unwrap_or((&0, &[]));
        let Some(mut view) = Self::at(knapsack, (bits, rows), means)? else {
            return Ok(None);
        };
        view.find_price();
        Ok(Some(view))
    }

    /// The knapsack without what the bound excludes from all that weighs no more than `ceiling`.
    pub(super) fn core(&self, ceiling: Weight) -> Knapsack {
        let least = self.least();
        let most = self.prices.allowance(self.knapsack, ceiling);
        let mut stages: Vec<Stage> = Vec::new();
        for (place, stage) in self
            .knapsack
            .stages
            .iter()
            .take(self.knapsack.courses)
            .enumerate()
        {
            let best = self.best_of(place).map_or(0, |(due, _)| due);
            let skipped = least.saturating_sub(best);
            let priced = self.priced.get(place).map_or(&[][..], Vec::as_slice);
            let dues = priced.iter().zip(&stage.choices);
            let stays = dues.filter(|(priced, choice)| {
                skipped.saturating_add(self.due(**priced, choice)) <= most
            });
            let choices: Vec<Choice> = stays.map(|(_, choice)| choice.clone()).collect();
            if !choices.is_empty() {
                stages.push(Stage {
                    must: stage.must || skipped > most,
                    choices,
                    ..*stage
                });
            }
        }
        let courses = stages.len();
        stages.extend(
            self.knapsack
                .stages
                .iter()
                .skip(self.knapsack.courses)
                .cloned(),
        );
        Knapsack {
            stages,
            courses,
            ..self.knapsack.without_stages()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{knapsack::tuning::Tuning, watch::Watch};

    /// A thousand items of one unit each, of which the three hundred lightest are wanted: all but one are forced.
    #[test]
    fn what_a_price_decides_is_left_to_no_table() {
        let weight = |number: usize| Weight::of_cash(u64::try_from(number * 7919 % 1009).unwrap());
        let stage = |number: usize| Stage {
            layer: number,
            class: 0,
            due: 0,
            must: false,
            choices: vec![Choice {
                way: 0,
                weight: weight(number),
                gain: 1,
                uses: Vec::new(),
                gives: Vec::new(),
            }],
        };
        let knapsack = Knapsack {
            stages: (1..1000).map(stage).collect(),
            courses: 999,
            credits: 300,
            wanted: Vec::new(),
            most: Vec::new(),
            least: Vec::new(),
            base: Weight::ZERO,
        };
        let mut weights: Vec<Weight> = (1..1000).map(weight).collect();
        weights.sort_unstable();
        let least = weights.iter().take(300);
        let least = least.fold(Weight::ZERO, |sum, weight| sum + *weight);
        let watch = Watch::new(&|| false);
        let means = Means {
            watch: &watch,
            tuning: &Tuning::USUAL,
        };
        let view = View::best(&knapsack, knapsack.heaviest(), means);
        let core = view.unwrap().unwrap().core(least);
        assert_eq!(core.courses, 300);
        // The dearest of them weighs just the price: to leave it out is no worse by the bound, only impossible.
        let forced = core.stages.iter().filter(|stage| stage.must);
        assert_eq!(forced.count(), 299);
    }
}
