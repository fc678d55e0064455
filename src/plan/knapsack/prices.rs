//! Prices on limits and demands, and the bound they give: Lagrangian relaxation.
//!
//! Put a price on every unit of a limit and a reward on every unit of a demand, whatever they are. For choices that keep to all of
//! them, the prices paid come to no more than those of the whole limits, and the rewards to no less than those of the whole demands. So
//!
//! > weight + prices paid − rewards ≥ least such sum of any choices, limits and demands aside,
//!
//! and the right side is again a table of completions. Less the prices of the whole limits, plus the rewards of the whole demands, it is
//! a lower bound on the weight of every plan, and on that of every plan with a given choice in it. Any prices give a true bound; good
//! ones are found by raising the price of what the priced plan uses too much of (subgradient steps), so nothing hangs on how well that
//! went. All is counted in integers: weights lose their lowest bits, rounded down, which can only lower the bound.

use super::{Choice, Found, Knapsack, Terms, add, table::Table};
use crate::plan::{
    watch::{GivenUp, Watch},
    weight::Weight,
};

/// Steps to better prices.
const STEPS: usize = 60;
/// Bits of the best known weight that are kept.
const PRECISION: u32 = 60;
/// Fractions of a limit are counted in these.
const FRACTION: i128 = 1 << 20;
/// The length of a step, in 1024ths of what would close the gap if all else stayed.
const STRIDE: i128 = 1536;

/// Prices and rewards, in weights without their lowest bits.
#[derive(Clone, Debug)]
pub(super) struct Prices {
    bits: u32,
    most: Vec<i128>,
    least: Vec<i128>,
}

impl Prices {
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
        watch: &Watch<'_>,
    ) -> Result<Table<i128>, GivenUp> {
        Table::new(knapsack, 0, |choice| self.of(choice), watch)
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
    /// The best prices, and the best whole plan that was met on the way.
    Priced(Prices, Option<Found>),
}

/// Looks for prices with a high bound.
pub(super) fn improve(knapsack: &Knapsack, terms: Terms<'_>) -> Result<Outcome, GivenUp> {
    let heaviest = knapsack.heaviest();
    let scale = terms.ceiling.unwrap_or(heaviest);
    let mut climb = Climb {
        knapsack,
        bits: scale.bits().saturating_sub(PRECISION),
        limits: vec![0; knapsack.most.len()],
        demands: vec![0; knapsack.least.len()],
        stride: STRIDE,
    };
    let mut best: Option<(i128, Prices)> = None;
    let mut upper: Option<Found> = None;
    let mut idle = 0;
    for _ in 0..STEPS {
        terms.watch.look()?;
        let prices = climb.prices();
        let Some(step) = climb.look(&prices, terms.watch)? else {
            return Ok(Outcome::Nothing);
        };
        let ceiling = upper.as_ref().map(|found| found.weight).or(terms.ceiling);
        if step.bound > ceiling.unwrap_or(heaviest).without(climb.bits) {
            return Ok(Outcome::Nothing);
        }
        if step.is_kept && (terms.is_whole)(&step.found.taken) {
            (terms.note)(&step.found);
            if upper
                .as_ref()
                .is_none_or(|best| step.found.weight < best.weight)
            {
                upper = Some(step.found.clone());
            }
        }
        if best.as_ref().is_none_or(|(bound, _)| step.bound > *bound) {
            best = Some((step.bound, prices));
            idle = 0;
        } else {
            idle += 1;
            if idle % 4 == 0 {
                climb.stride /= 2;
            }
        }
        let ceiling = upper.as_ref().map(|found| found.weight).or(terms.ceiling);
        let aim = ceiling.map(|ceiling| ceiling.without(climb.bits));
        if !climb.step(&step, aim) {
            break;
        }
    }
    Ok(best.map_or(Outcome::Nothing, |(_, prices)| {
        Outcome::Priced(prices, upper)
    }))
}

/// The way to better prices.
struct Climb<'k> {
    knapsack: &'k Knapsack,
    bits: u32,
    /// The price of each whole limit.
    limits: Vec<i128>,
    /// The reward of each whole demand.
    demands: Vec<i128>,
    stride: i128,
}

/// Where the climb stands.
struct Step {
    /// The bound.
    bound: i128,
    /// The plan that is least under the prices, with its own weight.
    found: Found,
    /// Whether it keeps to every limit and demand.
    is_kept: bool,
    /// By how much it oversteps each limit, in fractions of it; less than nothing where something is left.
    over: Vec<i128>,
    /// By how much it falls short of each demand, likewise.
    short: Vec<i128>,
}

impl Climb<'_> {
    /// The price of one unit each.
    fn prices(&self) -> Prices {
        let of_one = |whole: &[i128], amounts: &[u64]| {
            let both = whole.iter().zip(amounts);
            both.map(|(whole, amount)| whole / i128::from((*amount).max(1)))
                .collect()
        };
        Prices {
            bits: self.bits,
            most: of_one(&self.limits, &self.knapsack.most),
            least: of_one(&self.demands, &self.knapsack.least),
        }
    }

    /// The bound under prices, and the plan it belongs to; `None`: there is no plan at all.
    fn look(&self, prices: &Prices, watch: &Watch<'_>) -> Result<Option<Step>, GivenUp> {
        let knapsack = self.knapsack;
        let table = prices.table(knapsack, watch)?;
        let Some(least) = table.least(&knapsack.root()) else {
            return Ok(None);
        };
        let whole = prices.priced(Weight::ZERO, &knapsack.most, &knapsack.least);
        let taken = table.trace(knapsack, |choice| prices.of(choice));
        let (uses, gives) = knapsack.sums(&taken);
        let fraction = |more: u64, less: u64, whole: u64| {
            (i128::from(more) - i128::from(less)).saturating_mul(FRACTION)
                / i128::from(whole.max(1))
        };
        let over = uses.iter().zip(&knapsack.most);
        let over: Vec<i128> = over
            .map(|(used, most)| fraction(*used, *most, *most))
            .collect();
        let short = gives.iter().zip(&knapsack.least);
        let short: Vec<i128> = short
            .map(|(given, least)| fraction(*least, *given, *least))
            .collect();
        let chosen = knapsack.choices(&taken);
        let weight = chosen.fold(knapsack.base, |sum, choice| sum + choice.weight);
        Ok(Some(Step {
            bound: prices
                .of_base(knapsack)
                .saturating_add(least)
                .saturating_sub(whole),
            is_kept: knapsack.admits(&taken),
            found: Found { weight, taken },
            over,
            short,
        }))
    }

    /// Raises the price of what is overstepped and lowers that of what is not; whether anything changed.
    fn step(&mut self, step: &Step, aim: Option<i128>) -> bool {
        let square = |sum: i128, by: &i128| sum.saturating_add(by.saturating_mul(*by));
        let counts = |(by, price): (&i128, &i128)| (*by > 0 || *price > 0).then_some(*by);
        let over: Vec<i128> = step
            .over
            .iter()
            .zip(&self.limits)
            .filter_map(counts)
            .collect();
        let short: Vec<i128> = step
            .short
            .iter()
            .zip(&self.demands)
            .filter_map(counts)
            .collect();
        let norm = over.iter().chain(&short).fold(0, square);
        // Without a plan at hand the aim is set a good way above the bound.
        let far = step.bound.abs().max(1 << 20);
        let gap = aim.map_or(far, |aim| aim.saturating_sub(step.bound).max(far >> 20));
        let length = (gap >> 10).saturating_mul(self.stride);
        if norm == 0 || length == 0 {
            return false;
        }
        let mut changed = false;
        let mut shift = |wholes: &mut [i128], by: &[i128]| {
            for (whole, by) in wholes.iter_mut().zip(by) {
                let change = scaled(length, by.saturating_mul(FRACTION), norm);
                let next = whole.saturating_add(change).clamp(0, 1 << 90);
                changed |= next != *whole;
                *whole = next;
            }
        };
        shift(&mut self.limits, &step.over);
        shift(&mut self.demands, &step.short);
        changed
    }
}

/// `length · part / norm` without a product too large.
fn scaled(length: i128, part: i128, norm: i128) -> i128 {
    length.checked_mul(part).map_or_else(
        || (length / norm.max(1)).saturating_mul(part),
        |product| product / norm,
    )
}

impl Knapsack {
    /// Without the choices that use more of a limit than there is.
    pub(super) fn within_limits(&self) -> Self {
        let fits = |choice: &Choice| super::keeps(&choice.uses, &self.most);
        self.sifted(|_, _, choice| fits(choice))
    }

    /// Without the choices that no plan under the ceiling can contain: the least completion around each is too heavy, by weight or
    /// under prices.
    pub(super) fn sift(
        &self,
        prices: &Prices,
        ceiling: Weight,
        watch: &Watch<'_>,
    ) -> Result<Self, GivenUp> {
        let exact = Table::by_weight(self, watch)?;
        let weights = exact.around(self, Weight::ZERO, |choice| choice.weight, watch)?;
        drop(exact);
        let table = prices.table(self, watch)?;
        let dues = table.around(self, 0, |choice| prices.of(choice), watch)?;
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
            ..self.clone()
        }
    }
}

/// Sums that grow, held against bounds.
pub(super) fn sum(sums: &[u64], amounts: &[u64]) -> Vec<u64> {
    let mut sums = sums.to_vec();
    add(&mut sums, amounts);
    sums
}
