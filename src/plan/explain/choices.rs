//! What a holder chose, each taken back: filters, routes, what she did before; and the rates she did not give.

use std::collections::BTreeSet;

use crate::{
    model::{Currency, Filter, Need, Rate},
    plan::{FilterPart, LeftOut, Reason, Relaxation, case::Case, solve::is_asked},
};

impl Case<'_> {
    /// The filters that alone stand in the way, or else all together.
    pub(super) fn filters(&self) -> Vec<Relaxation> {
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

    /// The one excluded entry that alone stands in the way; of several, the one with which it costs least.
    pub(super) fn allow(&self) -> Option<Relaxation> {
        let excluded = &self.need.filter.exclude;
        if excluded.len() < 2 {
            // Then it is the filter itself.
            return None;
        }
        let costs = excluded.iter().filter_map(|id| {
            let cost = self.cost(|need| _ = need.filter.exclude.remove(id))?;
            Some((cost.minor, id, cost))
        });
        let (_, id, cost) = costs.min_by_key(|(minor, id, _)| (*minor, *id))?;
        Some(Relaxation::Allow {
            id: id.clone(),
            cost,
        })
    }

    /// With nothing done before.
    pub(super) fn taken(&self) -> Option<Relaxation> {
        if self.need.taken.is_empty() {
            return None;
        }
        let cost = self.cost(|need| need.taken.clear())?;
        Some(Relaxation::Taken { cost })
    }

    /// Rates for the currencies that things could not be counted in. The least rate shows what any rate makes possible.
    pub(super) fn rates(&self, left_out: &[LeftOut]) -> Vec<Relaxation> {
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

    pub(super) fn routes(&self) -> Vec<Relaxation> {
        let others = self
            .level
            .routes
            .iter()
            .filter(|route| !is_asked(route, self.need));
        let relaxations = others.filter_map(|route| {
            let cost = self.cost(|need| need.routes = vec![route.id.to_string()])?;
            Some(Relaxation::Route {
                route: route.id.clone(),
                cost,
            })
        });
        relaxations.collect()
    }
}

/// Takes a filter back.
pub(super) fn drop_filter(filter: &mut Filter, part: FilterPart) {
    match part {
        FilterPart::Kinds => filter.kinds.clear(),
        FilterPart::Topics => filter.topics.clear(),
        FilterPart::Only => filter.only.clear(),
        FilterPart::Exclude => filter.exclude.clear(),
    }
}
