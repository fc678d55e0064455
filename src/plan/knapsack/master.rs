//! Which prices to try next: a small linear program over the plans that were seen (column generation, after Dantzig and Wolfe 1960).
//!
//! The bound under prices is the least of a straight line for every plan there is, so the plans that were seen lie above it. Where the
//! lowest of their lines is highest, the true bound may be highest too: those prices are tried next, and the plan that is least under
//! them joins the others. The prices are the dual values of a program that mixes plans: of all mixtures that keep to every row on the
//! average, the lightest. It is solved by the simplex method, with a plan that keeps to everything and weighs a great deal to begin with.
//! As the highest place jumps about while few plans are known, the way to it is only gone half, unless that taught nothing.
//!
//! This is the one place that counts in floats. It only suggests prices: whatever they are, the bound they give is counted in integers
//! and true, so nothing is lost here but time.
#![expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "suggests prices and decides nothing"
)]

use crate::plan::watch::{GivenUp, Watch};

/// What is too little to count.
const NEARLY: f64 = 1e-9;
/// As much of the weight of all is told apart.
const FINE: f64 = 1e-13;
/// So much heavier than any plan seen is the one that keeps to everything.
const HEAVY: f64 = 64.0;
/// No price of the whole of a row is higher, in bits. No choice uses more of a limit than the whole, nor gives more to a demand: so what is
/// priced of one is no more than this for each row, and sums of it stay within an `i128`.
const DEAREST: u32 = 90;
/// The most exchanges for one plan more.
const PIVOTS: usize = 100;

/// A plan that was seen, with the bound it belongs to.
pub(super) struct Seen {
    /// The bound under the prices that were tried.
    pub(super) bound: i128,
    /// The plan's own weight.
    pub(super) weight: i128,
    /// What it loads on each row, where one is all that it may.
    pub(super) loads: Vec<f64>,
}

impl Seen {
    /// The load of what uses so much of a limit: one for all of it, also where that is nothing.
    pub(super) fn used(used: u64, most: u64) -> f64 {
        1.0 + (used as f64 - most as f64) / most.max(1) as f64
    }

    /// The load of what gives so much to a demand: one for all that is lacking, also where that is nothing.
    pub(super) fn given(given: u64, least: u64) -> f64 {
        1.0 + (least as f64 - given as f64) / least.max(1) as f64
    }
}

/// The way to better prices: one for the whole of each row.
pub(super) struct Ascent {
    mixtures: Mixtures,
    /// What is tried now.
    at: Vec<i128>,
    /// The highest bound so far, and its prices.
    best: Option<(i128, Vec<i128>)>,
}

impl Ascent {
    /// From some prices on.
    pub(super) fn new(at: Vec<i128>) -> Self {
        Self {
            mixtures: Mixtures::new(at.len()),
            at,
            best: None,
        }
    }

    /// The prices to try.
    pub(super) fn at(&self) -> &[i128] {
        &self.at
    }

    /// The highest bound that was seen, and its prices.
    pub(super) fn best(self) -> Option<(i128, Vec<i128>)> {
        self.best
    }

    /// Learns what was seen under the prices that were tried; whether there is anything to try next.
    ///
    /// # Errors
    /// When the time is over: a program of many rows takes long.
    pub(super) fn learn(&mut self, seen: &Seen, watch: &Watch<'_>) -> Result<bool, GivenUp> {
        if self
            .best
            .as_ref()
            .is_none_or(|(bound, _)| seen.bound > *bound)
        {
            self.best = Some((seen.bound, self.at.clone()));
        }
        let Some((bound, best)) = &self.best else {
            return Ok(false);
        };
        let taught = self.mixtures.add(seen.weight as f64, &seen.loads);
        self.mixtures.solve(watch)?;
        while self.mixtures.value() - *bound as f64 <= self.mixtures.value().abs() * FINE {
            if !self.mixtures.make_heavier() {
                return Ok(false);
            }
            self.mixtures.solve(watch)?;
        }
        let highest = self.mixtures.prices();
        let half = |(from, to): (&i128, &i128)| from + (to - from) / 2;
        let next: Vec<i128> = if taught {
            best.iter().zip(&highest).map(half).collect()
        } else {
            highest
        };
        Ok(next != std::mem::replace(&mut self.at, next.clone()))
    }
}

/// The linear program, as a tableau: a column for the rest of each row, one for the heavy plan, and one for each plan that was seen.
struct Mixtures {
    table: Vec<Vec<f64>>,
    right: Vec<f64>,
    basis: Vec<usize>,
    costs: Vec<f64>,
}

impl Mixtures {
    fn new(rows: usize) -> Self {
        let unit = |row: usize| (0..=rows).map(move |place| f64::from(u8::from(place == row)));
        Self {
            table: (0..=rows).map(|row| unit(row).collect()).collect(),
            right: vec![1.0; rows + 1],
            basis: (0..=rows).collect(),
            costs: vec![0.0; rows + 1],
        }
    }

    /// With a plan more; whether it is better than what is mixed.
    fn add(&mut self, cost: f64, loads: &[f64]) -> bool {
        let rows = loads.len();
        for row in &mut self.table {
            let load = loads.iter().chain([&1.0]);
            let entry = row.iter().zip(load).map(|(inverse, load)| inverse * load);
            let entry = entry.sum();
            row.push(entry);
        }
        self.costs.push(cost);
        if let Some(heavy) = self.costs.get_mut(rows) {
            *heavy = heavy.max((cost.abs() + 1.0) * HEAVY);
        }
        self.due(self.costs.len() - 1) < 0.0
    }

    /// Makes the heavy plan heavier, where there is no mixture without it: then the bound may be as high as one likes, and so be above
    /// every plan. Whether that was done.
    fn make_heavier(&mut self) -> bool {
        let heavy = self.basis.len() - 1;
        let mut mixed = self.basis.iter().zip(&self.right);
        let is_mixed = mixed.any(|(column, right)| *column == heavy && *right > NEARLY);
        let dearest = (1_i128 << DEAREST) as f64 / HEAVY;
        let cost = self.costs.get_mut(heavy);
        let Some(cost) = cost.filter(|cost| is_mixed && **cost < dearest) else {
            return false;
        };
        *cost *= HEAVY;
        true
    }

    /// What a column costs beyond what is mixed.
    fn due(&self, column: usize) -> f64 {
        let cost = |column: usize| self.costs.get(column).copied().unwrap_or_default();
        let entry = |row: &Vec<f64>| row.get(column).copied().unwrap_or_default();
        let rows = self.table.iter().zip(&self.basis);
        let mixed: f64 = rows.map(|(row, basis)| cost(*basis) * entry(row)).sum();
        cost(column) - mixed
    }

    /// Mixes the lightest. An exchange takes as long as there are rows times columns, so the time is looked at before each.
    fn solve(&mut self, watch: &Watch<'_>) -> Result<(), GivenUp> {
        let largest = |sum: f64, cost: &f64| sum.max(cost.abs());
        let tolerance = self.costs.iter().fold(0.0, largest) * FINE;
        for _ in 0..PIVOTS {
            watch.look()?;
            let dues = (0..self.costs.len()).map(|column| (column, self.due(column)));
            let Some((column, due)) = dues.min_by(|(_, a), (_, b)| a.total_cmp(b)) else {
                return Ok(());
            };
            if due >= -tolerance || !self.exchange(column) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Takes a column into the mixture; whether there was a row to do so.
    fn exchange(&mut self, column: usize) -> bool {
        let rows = self.table.iter().zip(&self.right).enumerate();
        let ratio = |(place, (row, right)): (usize, (&Vec<f64>, &f64))| {
            let entry = row.get(column).copied().filter(|entry| *entry > NEARLY)?;
            Some((place, right / entry, entry))
        };
        let first = rows.filter_map(ratio).min_by(|a, b| {
            let by_ratio = a.1.total_cmp(&b.1);
            by_ratio.then(b.2.total_cmp(&a.2))
        });
        let Some((place, ratio, entry)) = first else {
            return false;
        };
        let Some(mut pivot) = self.table.get_mut(place).map(std::mem::take) else {
            return false;
        };
        for value in &mut pivot {
            *value /= entry;
        }
        for (row, right) in self.table.iter_mut().zip(&mut self.right) {
            let times = row.get(column).copied().unwrap_or_default();
            if times != 0.0 {
                for (value, more) in row.iter_mut().zip(&pivot) {
                    *value -= times * more;
                }
                *right -= times * ratio;
            }
        }
        if let (Some(row), Some(right), Some(basis)) = (
            self.table.get_mut(place),
            self.right.get_mut(place),
            self.basis.get_mut(place),
        ) {
            (*row, *right, *basis) = (pivot, ratio, column);
        }
        true
    }

    /// The weight of the mixture: no bound is higher.
    fn value(&self) -> f64 {
        let cost = |column: &usize| self.costs.get(*column).copied().unwrap_or_default();
        let rows = self.basis.iter().zip(&self.right);
        rows.map(|(column, right)| cost(column) * right).sum()
    }

    /// The prices of the whole of each row.
    fn prices(&self) -> Vec<i128> {
        let rows = self.basis.len() - 1;
        let price = |row: usize| (self.due(row).max(0.0) as i128).min(1 << DEAREST);
        (0..rows).map(price).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn learns(ascent: &mut Ascent, seen: &Seen) -> bool {
        ascent.learn(seen, &Watch::new(&|| false)).unwrap()
    }

    /// Two loads of which neither keeps to the row: whatever the bound is to be above, there are prices for it.
    #[test]
    fn what_cannot_be_kept_has_no_highest_bound() {
        let mut ascent = Ascent::new(vec![0]);
        let mut highest = 0;
        for _ in 0..40 {
            let price = ascent.at()[0];
            let seen = Seen {
                bound: 10 + price,
                weight: 10,
                loads: vec![2.0],
            };
            highest = highest.max(seen.bound);
            if !learns(&mut ascent, &seen) {
                break;
            }
        }
        assert!(highest > 1 << 80, "{highest}");
    }

    /// As many rows as plans, each plan over one row: every plan that is learned of takes an exchange or more, and each may be the last.
    #[test]
    fn many_rows_are_given_up_in_the_middle() {
        const ROWS: usize = 30;
        let learn_all = |over: usize| {
            let looks = Cell::new(0);
            let stop = || {
                looks.set(looks.get() + 1);
                looks.get() >= over
            };
            let watch = Watch::new(&stop);
            let mut ascent = Ascent::new(vec![0; ROWS]);
            let learned = (0..ROWS).try_for_each(|row| {
                let load = |other| if other == row { 3.0 } else { 0.1 };
                let seen = Seen {
                    bound: -1_000_000,
                    weight: -100,
                    loads: (0..ROWS).map(load).collect(),
                };
                ascent.learn(&seen, &watch).map(|_| ())
            });
            (learned.is_ok(), looks.get())
        };
        let (is_done, looks) = learn_all(usize::MAX);
        assert!(is_done && looks > ROWS, "{looks}");
        for over in 1..=looks {
            assert_eq!(learn_all(over), (false, over));
        }
    }

    /// One limit of 1, three plans: 10 that loads nothing, 0 that loads 2, 3 that loads 1. The bound is highest, 3, at prices from 3 to 7.
    #[test]
    fn prices_rise_to_the_highest_bound() {
        let plans = [(10, 0.0), (0, 2.0), (3, 1.0)];
        let mut ascent = Ascent::new(vec![0]);
        for _ in 0..20 {
            let price = ascent.at()[0] as f64;
            let line = |plan: &(i32, f64)| f64::from(plan.0) + price * (plan.1 - 1.0);
            let least = plans.iter().min_by(|a, b| line(a).total_cmp(&line(b)));
            let (weight, load) = least.unwrap();
            let seen = Seen {
                bound: line(&(*weight, *load)) as i128,
                weight: i128::from(*weight),
                loads: vec![*load],
            };
            if !learns(&mut ascent, &seen) {
                break;
            }
        }
        assert_eq!(ascent.best().unwrap().0, 3);
    }
}
