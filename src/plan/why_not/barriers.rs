//! Which limits keep something out of every plan: each is moved alone, and the best plan that contains the thing is looked for again.

use super::Asked;
use crate::{
    model::{Busy, Clc, Minutes, Need},
    plan::{
        Barrier, Plan,
        explain::{STEP, WHOLE_WEEK},
        halving::least,
        payment::Way,
        thing::Thing,
    },
};

impl Asked<'_, '_> {
    /// The limits each of which alone keeps it out.
    pub(super) fn barriers(&self, thing: &Thing) -> Vec<Barrier> {
        let barriers = self.budget(thing).into_iter();
        barriers
            .chain(self.max_hours(thing))
            .chain(self.hours_per_week(thing))
            .chain(self.busy(thing))
            .chain(self.purse(thing))
            .collect()
    }

    fn budget(&self, thing: &Thing) -> Option<Barrier> {
        let budget = self.case.need.budget?;
        let plan = self.with(thing, |need| {
            need.budget = None;
            need.prefer.clear();
        })?;
        let price = self.least_price(thing);
        Some(Barrier::Budget {
            alone: price.is_some_and(|price| price > budget.minor),
            least: plan.cost,
        })
    }

    /// What it costs at the least in money, the pass that opens it with it.
    fn least_price(&self, thing: &Thing) -> Option<u64> {
        let offers = &self.eligible.passes;
        let of_pass = |ways: &[Way]| ways.iter().map(|way| cash(*way)).min();
        if let Some(offer) = offers.iter().find(|offer| offer.pass.id == thing.id) {
            return of_pass(&offer.ways);
        }
        let candidate = self.candidate(thing)?;
        let prices = candidate.ways.iter().map(|(way, _)| {
            let offer = way.pass().and_then(|pass| offers.get(pass));
            offer.map_or(cash(*way), |offer| of_pass(&offer.ways).unwrap_or(0))
        });
        prices.min()
    }

    fn max_hours(&self, thing: &Thing) -> Option<Barrier> {
        let now = self.case.need.max_hours?;
        let hours = |steps: u32| Minutes::new(steps.saturating_mul(STEP)).unwrap_or(Minutes::MOST);
        let with = |steps: u32| self.with(thing, |need| need.max_hours = Some(hours(steps)));
        let most = Minutes::MOST.minutes() / STEP;
        let (steps, _) = least(now.minutes() / STEP + 1, most, with)?;
        Some(Barrier::MaxHours {
            least: hours(steps),
        })
    }

    fn hours_per_week(&self, thing: &Thing) -> Option<Barrier> {
        let now = self.case.need.hours_per_week?;
        let pace = |steps: u32| Minutes::new(steps.saturating_mul(STEP)).unwrap_or(Minutes::MOST);
        let with = |steps: u32| self.with(thing, |need| need.hours_per_week = Some(pace(steps)));
        let (steps, _) = least(now.minutes() / STEP + 1, WHOLE_WEEK, with)?;
        Some(Barrier::HoursPerWeek { least: pace(steps) })
    }

    fn busy(&self, thing: &Thing) -> Option<Barrier> {
        let is_set = !self.case.need.busy.is_empty();
        let free = || self.with(thing, |need| need.busy = Busy::default());
        (is_set && free().is_some()).then_some(Barrier::Busy)
    }

    fn purse(&self, thing: &Thing) -> Option<Barrier> {
        let full = self.with(thing, |need| need.clc = Clc(Clc::MOST));
        full.is_some().then_some(Barrier::Purse)
    }

    fn with(&self, thing: &Thing, change: impl FnOnce(&mut Need)) -> Option<Plan> {
        self.case.containing(thing, change)
    }
}

/// What a way takes in money.
fn cash(way: Way) -> u64 {
    match way {
        Way::Cash(minor) | Way::Voucher(_, minor) => minor,
        Way::Purse(_) | Way::Held(_) | Way::Pass(_) | Way::PassVoucher(..) => 0,
    }
}
