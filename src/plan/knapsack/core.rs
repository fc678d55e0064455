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

use super::{
    Choice, Knapsack, Stage,
    master::{Ascent, Seen},
    prices::{Prices, loads},
};
use crate::plan::{
    watch::{GivenUp, Watch},
    weight::Weight,
};

/// Bits of the weight that is bounded that are kept.
const PRECISION: u32 = 60;
/// Bits of the heaviest weight of all that are kept at the most.
const WIDEST: u32 = 90;
/// Steps to better prices.
const STEPS: usize = 100;

/// A knapsack under prices.
pub(super) struct View<'k> {
    knapsack: &'k Knapsack,
    /// Of limits and demands.
    pub(super) prices: Prices,
    /// Of a unit of credit.
    price: i128,
    /// What each choice of each course weighs with the prices, but for its credits.
    priced: Vec<Vec<i128>>,
    /// What the exams that are wanted weigh with the prices, and what they use and give.
    exams: Exams,
    /// By how much the bound rises with each choice of each course in it, rising.
    rises: Vec<i128>,
}

/// The exams that are the least under the prices.
struct Exams {
    priced: i128,
    weight: Weight,
    uses: Vec<u64>,
    gives: Vec<u64>,
}

impl<'k> View<'k> {
    /// Under prices as good as could be found for what weighs no more than `ceiling`; `None`: there is nothing that earns enough.
    pub(super) fn best(
        knapsack: &'k Knapsack,
        ceiling: Weight,
        watch: &Watch<'_>,
    ) -> Result<Option<Self>, GivenUp> {
        let widest = knapsack.heaviest().bits().saturating_sub(WIDEST);
        let mut bits = ceiling.bits().saturating_sub(PRECISION).max(widest);
        let rows = vec![0; knapsack.most.len() + knapsack.least.len()];
        let Some(mut view) = Self::at(knapsack, (bits, &rows), watch)? else {
            return Ok(None);
        };
        if !view.find_price() {
            return Ok(None);
        }
        // Far below the ceiling there are bits to spare.
        while bits > widest && view.bound() < 1 << (PRECISION - 1) {
            let spare = PRECISION.saturating_sub(128 - view.bound().max(0).leading_zeros());
            bits = bits.saturating_sub(spare).max(widest);
            let Some(finer) = Self::at(knapsack, (bits, &rows), watch)? else {
                return Ok(None);
            };
            view = finer;
            view.find_price();
        }
        if rows.is_empty() {
            return Ok(Some(view.ranked()));
        }
        Ok(view.climb(watch)?.map(Self::ranked))
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

    /// Under prices of the whole of each limit and demand.
    fn at(
        knapsack: &'k Knapsack,
        (bits, wholes): (u32, &[i128]),
        watch: &Watch<'_>,
    ) -> Result<Option<Self>, GivenUp> {
        watch.look()?;
        let prices = Prices::new(knapsack, bits, wholes);
        let Some(exams) = Exams::new(knapsack, &prices, watch)? else {
            return Ok(None);
        };
        let of = |stage: &Stage| {
            stage
                .choices
                .iter()
                .map(|choice| prices.of(choice))
                .collect()
        };
        let courses = knapsack.stages.iter().take(knapsack.courses);
        Ok(Some(Self {
            knapsack,
            price: 0,
            priced: courses.map(of).collect(),
            exams,
            rises: Vec::new(),
            prices,
        }))
    }

    /// Climbs to better prices. As far as prices are concerned, the credits that are wanted are one demand more.
    fn climb(self, watch: &Watch<'_>) -> Result<Option<Self>, GivenUp> {
        let knapsack = self.knapsack;
        let bits = self.prices.bits;
        let credits = i128::try_from(knapsack.credits).unwrap_or(i128::MAX);
        let mut start = vec![0; knapsack.most.len() + knapsack.least.len()];
        start.push(self.price.saturating_mul(credits));
        let mut ascent = Ascent::new(start);
        for _ in 0..STEPS {
            let (credit, rows) = ascent.at().split_last().unwrap_or((&0, &[]));
            let Some(mut view) = Self::at(knapsack, (bits, rows), watch)? else {
                return Ok(None);
            };
            view.price = credit / credits.max(1);
            if !ascent.learn(&view.seen()) {
                break;
            }
        }
        let Some((_, wholes)) = ascent.best() else {
            return Ok(Some(self));
        };
        let (_, rows) = wholes.split_last().unwrap_or((&0, &[]));
        let Some(mut view) = Self::at(knapsack, (bits, rows), watch)? else {
            return Ok(None);
        };
        view.find_price();
        Ok(Some(view))
    }

    /// Finds the best price of a unit of credit by halving: the bound rises with the price for as long as too little is earned. Whether
    /// anything earns enough.
    fn find_price(&mut self) -> bool {
        if self.knapsack.credits == 0 {
            return true;
        }
        let dearest = self
            .priced
            .iter()
            .flatten()
            .map(|priced| priced.abs())
            .max();
        let (mut low, mut high) = (
            -1,
            dearest
                .unwrap_or_default()
                .saturating_mul(2)
                .saturating_add(1),
        );
        self.price = high;
        if self.earned() < self.knapsack.credits {
            return false;
        }
        while high - low > 1 {
            self.price = low + (high - low) / 2;
            if self.earned() < self.knapsack.credits {
                low = self.price;
            } else {
                high = self.price;
            }
        }
        self.price = high;
        true
    }

    /// What everything together comes to at the least under the prices.
    fn least(&self) -> i128 {
        let wanted = i128::try_from(self.knapsack.credits).unwrap_or(i128::MAX);
        let settled = self
            .prices
            .of_base(self.knapsack)
            .saturating_add(self.exams.priced);
        let settled = settled.saturating_add(wanted.saturating_mul(self.price));
        let places = 0..self.knapsack.courses;
        let best = places.map(|place| self.best_of(place).map_or(0, |(due, _)| due));
        best.fold(settled, i128::saturating_add)
    }

    /// The bound on the weight of everything that earns enough and keeps to all rows.
    pub(super) fn bound(&self) -> i128 {
        self.least()
            .saturating_sub(self.prices.of_wholes(self.knapsack))
    }

    /// What a stage does at the prices, with what it loses by it: its choice of the least due, and of those the one that earns most;
    /// nothing where all cost more than they earn.
    fn best_of(&self, place: usize) -> Option<(i128, &'k Choice)> {
        let stage = self.knapsack.stages.get(place)?;
        let priced = self.priced.get(place)?.iter();
        let dues = priced
            .zip(&stage.choices)
            .map(|(priced, choice)| (self.due(*priced, choice), choice));
        let best = dues.min_by_key(|(due, choice)| (*due, std::cmp::Reverse(choice.gain)))?;
        (stage.must || best.0 <= 0).then_some(best)
    }

    /// What a choice weighs with all prices.
    fn due(&self, priced: i128, choice: &Choice) -> i128 {
        let gain = i128::try_from(choice.gain).unwrap_or(i128::MAX);
        priced.saturating_sub(gain.saturating_mul(self.price))
    }

    /// The units that are earned at the prices.
    fn earned(&self) -> usize {
        let chosen = (0..self.knapsack.courses).filter_map(|place| self.best_of(place));
        let gains = chosen.map(|(_, choice)| choice.gain);
        gains.fold(0, usize::saturating_add)
    }

    /// What is done at the prices.
    fn seen(&self) -> Seen {
        let mut weight = self.knapsack.base + self.exams.weight;
        let (mut uses, mut gives) = (self.exams.uses.clone(), self.exams.gives.clone());
        let mut earned = 0_u64;
        for (_, choice) in (0..self.knapsack.courses).filter_map(|place| self.best_of(place)) {
            weight = weight + choice.weight;
            super::add(&mut uses, &choice.uses);
            super::add(&mut gives, &choice.gives);
            earned = earned.saturating_add(u64::try_from(choice.gain).unwrap_or(u64::MAX));
        }
        let credits = u64::try_from(self.knapsack.credits).unwrap_or(u64::MAX);
        let loads = loads(self.knapsack, &uses, &gives);
        Seen {
            bound: self.bound(),
            weight: weight.without(self.prices.bits),
            loads: loads.chain([Seen::given(earned, credits)]).collect(),
        }
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

impl Exams {
    /// `None`: there are not as many as are wanted.
    fn new(
        knapsack: &Knapsack,
        prices: &Prices,
        watch: &Watch<'_>,
    ) -> Result<Option<Self>, GivenUp> {
        let exams = knapsack.stages.iter().skip(knapsack.courses);
        let exams = Knapsack {
            stages: exams.cloned().collect(),
            courses: 0,
            credits: 0,
            ..knapsack.without_stages()
        };
        let table = prices.table(&exams, watch)?;
        let Some(least) = table.least(&exams.root()) else {
            return Ok(None);
        };
        let taken = table.trace(&exams, |choice| prices.of(choice));
        let (uses, gives) = exams.sums(&taken);
        let chosen = exams.choices(&taken);
        let weight = chosen.fold(Weight::ZERO, |sum, choice| sum + choice.weight);
        Ok(Some(Self {
            priced: least,
            weight,
            uses,
            gives,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let view = View::best(&knapsack, knapsack.heaviest(), &watch);
        let core = view.unwrap().unwrap().core(least);
        assert_eq!(core.courses, 300);
        // The dearest of them weighs just the price: to leave it out is no worse by the bound, only impossible.
        let forced = core.stages.iter().filter(|stage| stage.must);
        assert_eq!(forced.count(), 299);
    }
}
