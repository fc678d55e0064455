//! Prices for what nobody gives one for: which things, and up to how much each.

use crate::{
    model::{Money, Need},
    plan::{Item, LeftOut, Plan, Reason, Relaxation, case::Case, halving::greatest, thing::Thing},
};

impl Case<'_> {
    /// The greatest price for which it can be done, every unknown price taken to be that; any price, where there is no budget. The
    /// cheapest plan then uses as few of them as can be.
    pub(super) fn prices(&self, left_out: &[LeftOut]) -> Option<Relaxation> {
        let unpriced = left_out
            .iter()
            .filter(|left| left.reason == Reason::PriceUnknown);
        let unpriced: Vec<Thing> = unpriced.map(Thing::left).collect();
        if unpriced.is_empty() {
            return None;
        }
        let plan_at = |minor: u64| {
            let is_over = self.watch.is_over();
            let plan = || self.plan(|need| price_all(need, &unpriced, minor));
            if is_over { None } else { plan() }
        };
        let most = match self.need.budget {
            None => Money::MOST,
            Some(budget) => {
                plan_at(0)?;
                greatest(
                    0,
                    budget.minor.saturating_add(1).min(Money::MOST),
                    |minor| plan_at(minor).is_some(),
                )
            }
        };
        let plan = plan_at(most)?;
        let used = |item: &&Item| unpriced.iter().any(|thing| thing.is(item)) && is_paid(item);
        let of: Vec<_> = plan.items.iter().filter(used).map(Thing::of).collect();
        if of.is_empty() {
            return None;
        }
        let currency = self.need.rates.into;
        Some(Relaxation::Prices {
            cost: beside(&plan, of.len(), most)?,
            of: of.into_iter().map(Thing::pair).collect(),
            most: self.need.budget.map(|_| Money {
                minor: most,
                currency,
            }),
        })
    }
}

/// Gives all of them that price.
fn price_all(need: &mut Need, things: &[Thing], minor: u64) {
    let currency = need.rates.into;
    for thing in things {
        need.prices
            .insert(thing.price_key(), Money { minor, currency });
    }
}

/// Whether an item is paid in money, not through a pass.
fn is_paid(item: &Item) -> bool {
    item.pass.is_none() && item.clc.0 == 0
}

/// What a plan costs beside so many things at that price.
fn beside(plan: &Plan, number: usize, price: u64) -> Option<Money> {
    let of_them = u64::try_from(number).ok()?.checked_mul(price)?;
    Some(Money {
        minor: plan.cost.minor.checked_sub(of_them)?,
        ..plan.cost
    })
}
