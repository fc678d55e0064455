//! No plan is an answer too: what is missing, and which single changes would close a route.
//!
//! Nothing here is guessed from the search: every change that is named was made and solved again.

use std::collections::BTreeSet;

use chrono::Days;

use super::{
    FilterPart, Item, LeftOut, Missing, Reason, Relaxation,
    assemble::Assembly,
    case::Case,
    solve::{Nearest, is_asked},
};
use crate::model::{Busy, Currency, Filter, Id, Minutes, Money, Need, Rate, Route};

/// The longest delay that is tried, in days: three years.
const LATEST: u32 = 3 * 366;
/// Study time is tried in steps of a quarter of an hour, up to all the hours of a week.
const STEP: u32 = 15;
const WHOLE_WEEK: u32 = 7 * 24 * 60 / STEP;

/// What a plan leaves missing on a route.
pub(super) fn missing(route: &Route, nearest: &Nearest, need: &Need) -> Missing {
    let sat = &nearest.reduced.exams;
    let short = |(class, count): (&Id, &u32)| {
        let short = count.saturating_sub(sat.get(class).copied().unwrap_or_default());
        (short > 0).then(|| (class.clone(), short))
    };
    let gap = route.credits.saturating_sub(need.have);
    Missing {
        credits: gap.saturating_sub(nearest.credits),
        exams: route.exams.iter().filter_map(short).collect(),
    }
}

/// The route that can be brought nearest to its end: the fewest exams missing, then the fewest credits.
pub(super) fn nearest<'a, 'c>(
    reached: impl Iterator<Item = (&'c Route, Option<&'a Nearest>)>,
    need: &Need,
) -> Option<(&'c Route, &'a Nearest)> {
    let reached = reached.filter_map(|(route, nearest)| Some((route, nearest?)));
    reached.min_by_key(|(route, nearest)| {
        let missing = missing(route, nearest, need);
        (missing.exams.values().sum::<u32>(), missing.credits)
    })
}

/// The single changes that would close a route, in the order a holder would try them.
pub(super) fn relaxations(case: Case<'_>, left_out: &[LeftOut]) -> Vec<Relaxation> {
    let limits = case.hours_per_week().into_iter().chain(case.deadline());
    let limits = limits
        .chain(case.busy())
        .chain(case.budget())
        .chain(case.max_hours());
    let choices = limits.chain(case.filters()).chain(case.routes());
    choices
        .chain(case.rates(left_out))
        .chain(case.prices(left_out))
        .collect()
}

impl Case<'_> {
    /// What the plan would cost then, if there were one.
    fn cost(&self, change: impl FnOnce(&mut Need)) -> Option<Money> {
        let need = self.changed(change);
        let solved = self.solve(&need);
        let (_, dated) = solved.best()?;
        Some(Money {
            minor: dated.solution.amounts.cash,
            currency: need.rates.into,
        })
    }

    fn hours_per_week(&self) -> Vec<Relaxation> {
        let Some(now) = self.need.hours_per_week else {
            return Vec::new();
        };
        let pace = |steps: u32| Minutes::new(steps.saturating_mul(STEP)).unwrap_or(Minutes::MOST);
        let cost = |steps| self.cost(|need| need.hours_per_week = Some(pace(steps)));
        let found = enough(now.minutes() / STEP + 1, WHOLE_WEEK, cost).into_iter();
        let relaxation = |(steps, cost)| Relaxation::HoursPerWeek {
            least: pace(steps),
            cost,
        };
        found.map(relaxation).collect()
    }

    fn deadline(&self) -> Vec<Relaxation> {
        let Some(now) = self.need.expires else {
            return Vec::new();
        };
        let later = |days: u32| {
            let days = Days::new(u64::from(days));
            now.checked_add_days(days).unwrap_or(now)
        };
        // However much she studies, a week has only so many hours.
        let whole_week = Minutes::new(WHOLE_WEEK * STEP);
        let cost = |days| {
            self.cost(|need| {
                need.expires = Some(later(days));
                need.hours_per_week = need.hours_per_week.or(whole_week);
            })
        };
        let found = enough(1, LATEST, cost).into_iter();
        let relaxation = |(days, cost)| Relaxation::Deadline {
            expires: later(days),
            cost,
        };
        found.map(relaxation).collect()
    }

    fn budget(&self) -> Option<Relaxation> {
        self.need.budget?;
        Some(Relaxation::Budget {
            least: self.cost(|need| need.budget = None)?,
        })
    }

    fn max_hours(&self) -> Vec<Relaxation> {
        let Some(now) = self.need.max_hours else {
            return Vec::new();
        };
        let hours = |steps: u32| Minutes::new(steps.saturating_mul(STEP)).unwrap_or(Minutes::MOST);
        let cost = |steps| self.cost(|need| need.max_hours = Some(hours(steps)));
        let most = Minutes::MOST.minutes() / STEP;
        let found = enough(now.minutes() / STEP + 1, most, cost).into_iter();
        let relaxation = |(steps, cost)| Relaxation::MaxHours {
            least: hours(steps),
            cost,
        };
        found.map(relaxation).collect()
    }

    fn busy(&self) -> Option<Relaxation> {
        if self.need.busy.is_empty() {
            return None;
        }
        Some(Relaxation::Busy {
            cost: self.cost(|need| need.busy = Busy::default())?,
        })
    }

    /// The filters that alone stand in the way, or else all together.
    fn filters(&self) -> Vec<Relaxation> {
        let filter = &self.need.filter;
        let parts = [
            (FilterPart::Kinds, filter.kinds.is_empty()),
            (FilterPart::Topics, filter.topics.is_empty()),
            (FilterPart::Only, filter.only.is_empty()),
            (FilterPart::Exclude, filter.exclude.is_empty()),
        ];
        let set: Vec<FilterPart> = parts
            .into_iter()
            .filter(|(_, is_empty)| !is_empty)
            .map(|(part, _)| part)
            .collect();
        let without = |dropped: Vec<FilterPart>| {
            let cost = self.cost(|need| {
                for part in &dropped {
                    drop_filter(&mut need.filter, *part);
                }
            })?;
            Some(Relaxation::Filter { dropped, cost })
        };
        let single: Vec<Relaxation> = set.iter().filter_map(|part| without(vec![*part])).collect();
        if single.is_empty() && set.len() > 1 {
            return without(set).into_iter().collect();
        }
        single
    }

    /// Rates for the currencies that things could not be counted in. The least rate shows what any rate makes possible.
    fn rates(&self, left_out: &[LeftOut]) -> Vec<Relaxation> {
        let currency = |left: &LeftOut| match left.reason {
            Reason::NoRate { currency } => Some(currency),
            _ => None,
        };
        let currencies: BTreeSet<Currency> = left_out.iter().filter_map(currency).collect();
        let helps = |currency: &Currency| {
            let rate = |need: &mut Need| need.rates.from.insert(*currency, Rate::LEAST);
            self.cost(|need| _ = rate(need)).is_some()
        };
        let helpful = currencies.into_iter().filter(helps);
        helpful
            .map(|currency| Relaxation::Rate { currency })
            .collect()
    }

    /// Prices for the fewest things nobody gives one for. Each is solved as if it cost the most there is: the cheapest plan then uses
    /// as few of them as can be.
    fn prices(&self, left_out: &[LeftOut]) -> Option<Relaxation> {
        let unpriced = left_out
            .iter()
            .filter(|left| left.reason == Reason::PriceUnknown);
        let mut need = self.changed(|need| need.budget = None);
        let currency = need.rates.into;
        let most = Money::MOST;
        for left in unpriced.clone() {
            let price = Money {
                minor: most,
                currency,
            };
            need.prices.insert(price_key(left), price);
        }
        let solved = self.solve(&need);
        let (route, dated) = solved.best()?;
        let (solved, level) = (&solved, self.level);
        let plan = Assembly {
            solved,
            need: &need,
            level,
        }
        .plan(route, &dated.solution);
        let is_used = |left: &&LeftOut| {
            let is_it = |item: &Item| item.id == left.id && item.offering == left.offering;
            plan.items
                .iter()
                .any(|item| is_it(item) && item.cost.minor == most)
        };
        let used = unpriced.filter(is_used);
        let of: Vec<_> = used
            .map(|left| (left.id.clone(), left.offering.clone()))
            .collect();
        let of_them = u64::try_from(of.len()).ok()?.checked_mul(most)?;
        let cost = Money {
            minor: plan.cost.minor.checked_sub(of_them)?,
            currency,
        };
        let is_in_budget = self
            .need
            .budget
            .is_none_or(|budget| cost.minor < budget.minor);
        (!of.is_empty() && is_in_budget).then_some(Relaxation::Prices { of, cost })
    }

    fn routes(&self) -> impl Iterator<Item = Relaxation> {
        let others = self
            .level
            .routes
            .iter()
            .filter(|route| !is_asked(route, self.need));
        others.filter_map(|route| {
            let cost = self.cost(|need| need.routes = vec![route.id.to_string()])?;
            Some(Relaxation::Route {
                route: route.id.clone(),
                cost,
            })
        })
    }
}

fn drop_filter(filter: &mut Filter, part: FilterPart) {
    match part {
        FilterPart::Kinds => filter.kinds.clear(),
        FilterPart::Topics => filter.topics.clear(),
        FilterPart::Only => filter.only.clear(),
        FilterPart::Exclude => filter.exclude.clear(),
    }
}

/// What a price for something is given under.
fn price_key(left: &LeftOut) -> String {
    match &left.offering {
        Some(offering) => format!("{}/{offering}", left.id),
        None => left.id.to_string(),
    }
}

/// The least number from `low` to `high` that is enough; the next that is cheaper; and the least that is as cheap as `high`.
fn enough(low: u32, high: u32, cost: impl Fn(u32) -> Option<Money>) -> Vec<(u32, Money)> {
    let at_most = |low: u32, most: u64| {
        let cost = |number| cost(number).filter(|money| money.minor <= most);
        least(low, high, cost)
    };
    let cheapest = cost(high).map_or(0, |money| money.minor);
    let mut found = Vec::new();
    let mut next = at_most(low, u64::MAX);
    while let Some((number, money)) = next {
        found.push((number, money));
        next = match money.minor.checked_sub(1) {
            Some(less) if less >= cheapest && found.len() == 1 => at_most(number, less),
            Some(less) if less >= cheapest && found.len() == 2 => at_most(number, cheapest),
            _ => None,
        };
    }
    found
}

/// The least number from `low` to `high` for which there is a cost, found by halving: what is possible stays so with more.
fn least(low: u32, high: u32, cost: impl Fn(u32) -> Option<Money>) -> Option<(u32, Money)> {
    let (mut low, mut high, mut best) = (low, high, (high, cost(high)?));
    while low < high {
        let middle = low + (high - low) / 2;
        match cost(middle) {
            Some(money) => (high, best) = (middle, (middle, money)),
            None => low = middle + 1,
        }
    }
    Some(best)
}
