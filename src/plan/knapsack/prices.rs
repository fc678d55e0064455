//! Prices on limits and demands, and the bound they give: Lagrangian relaxation.
//!
//! Put a price on every unit of a limit and a reward on every unit of a demand, whatever they are. For choices that keep to all of
//! them, the prices paid come to no more than those of the whole limits, and the rewards to no less than those of the whole demands. So
//!
//! > weight + prices paid − rewards ≥ least such sum of any choices, limits and demands aside,
//!
//! and the right side is again a table of completions. Less the prices of the whole limits, plus the rewards of the whole demands, it is
//! a lower bound on the weight of every plan, and on that of every plan with a given choice in it. Any prices give a true bound; good
//! ones are found from the plans that were seen under others ([`super::master`]), so nothing hangs on how well that
//! went. All is counted in integers: weights lose their lowest bits, rounded down, which can only lower the bound.

use super::{
    Choice, Found, Knapsack, Terms, add,
    master::{Ascent, Seen},
    table::Table,
    tuning::{Means, Tuning},
};
use crate::plan::{watch::GivenUp, weight::Weight};

/// Prices and rewards, in weights without their lowest bits.
#[derive(Clone, Debug)]
pub(super) struct Prices {
    pub(super) bits: u32,
    most: Vec<i128>,
    least: Vec<i128>,
    /// What they were made from: the price of the whole of each limit, and of each demand.
    wholes: Vec<i128>,
}

impl Prices {
    /// From those of the whole of each limit and demand.
    pub(super) fn new(knapsack: &Knapsack, bits: u32, wholes: &[i128]) -> Self {
        let of_one = |(whole, amount): (&i128, &u64)| whole / i128::from((*amount).max(1));
        let (limits, demands) = wholes
            .split_at_checked(knapsack.most.len())
            .unwrap_or((wholes, &[]));
        Self {
            bits,
            most: limits.iter().zip(&knapsack.most).map(of_one).collect(),
            least: demands.iter().zip(&knapsack.least).map(of_one).collect(),
            wholes: wholes.to_vec(),
        }
    }

    /// What a choice weighs with the prices of what it uses and the rewards for what it gives.
    pub(super) fn of(&self, choice: &Choice) -> i128 {
        self.priced(choice.weight, &choice.uses, &choice.gives)
    }

    /// The same for any amounts.
    fn priced(&self, weight: Weight, uses: &[u64], gives: &[u64]) -> i128 {
        weight
            .without(self.bits)
            .saturating_add(product(&self.most, uses))
            .saturating_sub(product(&self.least, gives))
    }

    /// What a plan that weighs no more than `ceiling` has at most, priced.
    pub(super) fn allowance(&self, knapsack: &Knapsack, ceiling: Weight) -> i128 {
        self.priced(ceiling, &knapsack.most, &knapsack.least)
    }

    /// What the base weighs.
    pub(super) fn of_base(&self, knapsack: &Knapsack) -> i128 {
        knapsack.base.without(self.bits)
    }

    /// The table of completions under these prices.
    pub(super) fn table(
        &self,
        knapsack: &Knapsack,
        means: Means<'_>,
    ) -> Result<Table<i128>, GivenUp> {
        Table::new(knapsack, 0, |choice| self.of(choice), means)
    }
}

fn product(prices: &[i128], amounts: &[u64]) -> i128 {
    let terms = prices.iter().zip(amounts);
    terms
        .map(|(price, amount)| price.saturating_mul(i128::from(*amount)))
        .fold(0, i128::saturating_add)
}

/// What the search for prices came to.
pub(super) enum Outcome {
    /// No plan weighs as little as the ceiling allows.
    Nothing,
    /// The best prices, and the lightest plan that was met on the way.
    Priced(Prices, Option<Found>),
}

/// Looks for prices with a high bound, from some prices on.
pub(super) fn improve(
    knapsack: &Knapsack,
    from: &Prices,
    ceiling: Weight,
    terms: Terms<'_>,
    tuning: &Tuning,
) -> Result<Outcome, GivenUp> {
    let mut ascent = Ascent::new(from.wholes.clone());
    let mut upper: Option<Found> = None;
    for _ in 0..tuning.steps {
        terms.watch.look()?;
        let prices = Prices::new(knapsack, from.bits, ascent.at());
        let Some((seen, found)) = prices.look(knapsack, terms.means(tuning))? else {
            return Ok(Outcome::Nothing);
        };
        if seen.bound > ceiling.without(prices.bits) {
            return Ok(Outcome::Nothing);
        }
        if knapsack.admits(&found.taken) {
            (terms.note)(&found);
            let lightest = upper.iter().map(|best| best.weight).min();
            if lightest.is_none_or(|best| found.weight < best) {
                upper = Some(found);
            }
        }
        if !ascent.learn(&seen, terms.watch)? {
            break;
        }
    }
    let wholes = ascent.best().map(|(_, wholes)| wholes);
    let wholes = wholes.unwrap_or_else(|| from.wholes.clone());
    let prices = Prices::new(knapsack, from.bits, &wholes);
    Ok(Outcome::Priced(prices, upper))
}

impl Prices {
    /// What the whole limits and demands come to.
    pub(super) fn of_wholes(&self, knapsack: &Knapsack) -> i128 {
        self.priced(Weight::ZERO, &knapsack.most, &knapsack.least)
    }

    /// The bound they give, and the plan it belongs to; `None`: there is no plan at all.
    fn look(
        &self,
        knapsack: &Knapsack,
        means: Means<'_>,
    ) -> Result<Option<(Seen, Found)>, GivenUp> {
        let table = self.table(knapsack, means)?;
        let Some(least) = table.least(&knapsack.root()) else {
            return Ok(None);
        };
        let taken = table.trace(knapsack, |choice| self.of(choice));
        let (uses, gives) = knapsack.sums(&taken);
        let chosen = knapsack.choices(&taken);
        let weight = chosen.fold(knapsack.base, |sum, choice| sum + choice.weight);
        let seen = Seen {
            bound: self
                .of_base(knapsack)
                .saturating_add(least)
                .saturating_sub(self.of_wholes(knapsack)),
            weight: weight.without(self.bits),
            loads: loads(knapsack, &uses, &gives).collect(),
        };
        Ok(Some((seen, Found { weight, taken })))
    }
}

/// What sums load on each limit and demand.
pub(super) fn loads(knapsack: &Knapsack, uses: &[u64], gives: &[u64]) -> impl Iterator<Item = f64> {
    let limits = uses.iter().zip(&knapsack.most);
    let limits = limits.map(|(sum, most)| Seen::used(*sum, *most));
    let demands = gives.iter().zip(&knapsack.least);
    limits.chain(demands.map(|(sum, least)| Seen::given(*sum, *least)))
}

impl Knapsack {
    /// Without the choices that use more of a limit than there is, and without what one gives to a demand beyond the whole of it: what is
    /// priced of a row is then no more than the whole of it is.
    pub(super) fn within_rows(&self) -> Self {
        let fits = |choice: &Choice| super::keeps(&choice.uses, &self.most);
        let mut within = self.sifted(|_, _, choice| fits(choice));
        let stages = within.stages.iter_mut();
        for choice in stages.flat_map(|stage| &mut stage.choices) {
            for (gives, least) in choice.gives.iter_mut().zip(&self.least) {
                *gives = (*gives).min(*least);
            }
        }
        within
    }

    /// Without the choices that no plan under the ceiling can contain: the least completion around each is too heavy, by weight or
    /// under prices.
    pub(super) fn sift(
        &self,
        prices: &Prices,
        ceiling: Weight,
        means: Means<'_>,
    ) -> Result<Self, GivenUp> {
        let exact = Table::by_weight(self, means)?;
        let weights = exact.around(self, Weight::ZERO, |choice| choice.weight, means)?;
        drop(exact);
        let table = prices.table(self, means)?;
        let dues = table.around(self, 0, |choice| prices.of(choice), means)?;
        let allowance = prices.allowance(self, ceiling);
        let base = prices.of_base(self);
        let is_light = |weight: Weight| self.base + weight <= ceiling;
        let is_cheap = |due: i128| base.saturating_add(due) <= allowance;
        Ok(self.sifted(|stage, place, _| {
            // Only courses are looked at; of those, what has no completion has no place in any plan.
            let weight = weights
                .get(stage)
                .map(|stage| stage.get(place).copied().flatten());
            let due = dues
                .get(stage)
                .map(|stage| stage.get(place).copied().flatten());
            weight.is_none_or(|weight| weight.is_some_and(is_light))
                && due.is_none_or(|due| due.is_some_and(is_cheap))
        }))
    }

    /// With the choices that stay, by stage and place. Courses without any are left out.
    fn sifted(&self, stays: impl Fn(usize, usize, &Choice) -> bool) -> Self {
        let mut stages = Vec::with_capacity(self.stages.len());
        let mut courses = 0;
        for (number, stage) in self.stages.iter().enumerate() {
            let choices = stage.choices.iter().enumerate();
            let kept: Vec<Choice> = choices
                .filter(|(place, choice)| stays(number, *place, choice))
                .map(|(_, choice)| choice.clone())
                .collect();
            if kept.is_empty() {
                continue;
            }
            courses += usize::from(number < self.courses);
            stages.push(super::Stage {
                choices: kept,
                ..*stage
            });
        }
        Self {
            stages,
            courses,
            ..self.without_stages()
        }
    }
}

/// Sums that grow, held against bounds.
pub(super) fn sum(sums: &[u64], amounts: &[u64]) -> Vec<u64> {
    let mut sums = sums.to_vec();
    add(&mut sums, amounts);
    sums
}
