//! A knapsack under prices: what each stage does for itself, and the bound on everything that comes of it.
//!
//! Why it is a bound, and what it decides, is argued in [`super::core`].

use super::{
    Choice, Knapsack, Stage, Taken,
    master::Seen,
    prices::{Prices, loads},
    tuning::Means,
};
use crate::plan::{watch::GivenUp, weight::Weight};

/// A knapsack under prices.
pub(super) struct View<'k> {
    pub(super) knapsack: &'k Knapsack,
    /// Of limits and demands.
    pub(super) prices: Prices,
    /// Of a unit of credit.
    pub(super) price: i128,
    /// What each choice of each course weighs with the prices, but for its credits.
    pub(super) priced: Vec<Vec<i128>>,
    /// What the exams that are wanted weigh with the prices, and what they use and give.
    exams: Exams,
    /// By how much the bound rises with each choice of each course in it, rising.
    pub(super) rises: Vec<i128>,
}

/// The exams that are the least under the prices.
struct Exams {
    taken: Vec<Taken>,
    priced: i128,
    weight: Weight,
    uses: Vec<u64>,
    gives: Vec<u64>,
}

impl<'k> View<'k> {
    /// Under prices of the whole of each limit and demand.
    pub(super) fn at(
        knapsack: &'k Knapsack,
        (bits, wholes): (u32, &[i128]),
        means: Means<'_>,
    ) -> Result<Option<Self>, GivenUp> {
        means.watch.look()?;
        let prices = Prices::new(knapsack, bits, wholes);
        let Some(exams) = Exams::new(knapsack, &prices, means)? else {
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

    /// Finds the best price of a unit of credit by halving: the bound rises with the price for as long as too little is earned. Whether
    /// anything earns enough.
    pub(super) fn find_price(&mut self) -> bool {
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
    pub(super) fn least(&self) -> i128 {
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
    pub(super) fn best_of(&self, place: usize) -> Option<(i128, &'k Choice)> {
        let stage = self.knapsack.stages.get(place)?;
        let priced = self.priced.get(place)?.iter();
        let dues = priced
            .zip(&stage.choices)
            .map(|(priced, choice)| (self.due(*priced, choice), choice));
        let best = dues.min_by_key(|(due, choice)| (*due, std::cmp::Reverse(choice.gain)))?;
        (stage.must || best.0 <= 0).then_some(best)
    }

    /// What a choice weighs with all prices.
    pub(super) fn due(&self, priced: i128, choice: &Choice) -> i128 {
        let gain = i128::try_from(choice.gain).unwrap_or(i128::MAX);
        priced.saturating_sub(gain.saturating_mul(self.price))
    }

    /// The units that are earned at the prices.
    fn earned(&self) -> usize {
        let chosen = (0..self.knapsack.courses).filter_map(|place| self.best_of(place));
        let gains = chosen.map(|(_, choice)| choice.gain);
        gains.fold(0, usize::saturating_add)
    }

    /// The exams that are the least under the prices.
    pub(super) fn exams(&self) -> &[Taken] {
        &self.exams.taken
    }

    /// What is done at the prices.
    pub(super) fn seen(&self) -> Seen {
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
}

impl Exams {
    /// `None`: there are not as many as are wanted.
    fn new(
        knapsack: &Knapsack,
        prices: &Prices,
        means: Means<'_>,
    ) -> Result<Option<Self>, GivenUp> {
        let exams = knapsack.stages.iter().skip(knapsack.courses);
        let exams = Knapsack {
            stages: exams.cloned().collect(),
            courses: 0,
            credits: 0,
            ..knapsack.without_stages()
        };
        let table = prices.table(&exams, means)?;
        let Some(least) = table.least(&exams.root()) else {
            return Ok(None);
        };
        let taken = table.trace(&exams, |choice| prices.of(choice));
        let (uses, gives) = exams.sums(&taken);
        let chosen = exams.choices(&taken);
        let weight = chosen.fold(Weight::ZERO, |sum, choice| sum + choice.weight);
        Ok(Some(Self {
            taken,
            priced: least,
            weight,
            uses,
            gives,
        }))
    }
}
