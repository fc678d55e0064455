//! Limits that contradict each other: which of them have to go together, where none alone is enough.

use super::choices::drop_filter;
use crate::{
    model::{Busy, Need},
    plan::{FilterPart, Limit, Relaxation, case::Case},
};

impl Case<'_> {
    /// Drops every limit, and takes back one after the other that is not needed: none of those that are left can stay.
    pub(super) fn together(&self) -> Option<Relaxation> {
        let mut dropped = set(self.need);
        let without = |limits: &[Limit]| {
            self.cost(|need| {
                for limit in limits {
                    drop_limit(need, *limit);
                }
            })
        };
        let mut cost = without(&dropped)?;
        for limit in set(self.need) {
            let fewer: Vec<Limit> = dropped.iter().copied().filter(|l| *l != limit).collect();
            if let Some(less) = without(&fewer) {
                (dropped, cost) = (fewer, less);
            }
        }
        (dropped.len() > 1).then_some(Relaxation::Together { dropped, cost })
    }
}

/// The limits a holder set; those she would give up last come first.
fn set(need: &Need) -> Vec<Limit> {
    let filter = &need.filter;
    let limits = [
        (Limit::Budget, need.budget.is_some()),
        (Limit::HoursPerWeek, need.hours_per_week.is_some()),
        (Limit::Busy, !need.busy.is_empty()),
        (Limit::MaxHours, need.max_hours.is_some()),
        (Limit::Routes, !need.routes.is_empty()),
        (Limit::Filter(FilterPart::Kinds), !filter.kinds.is_empty()),
        (Limit::Filter(FilterPart::Topics), !filter.topics.is_empty()),
        (Limit::Filter(FilterPart::Only), !filter.only.is_empty()),
        (
            Limit::Filter(FilterPart::Exclude),
            !filter.exclude.is_empty(),
        ),
    ];
    let set = limits.into_iter().filter(|(_, is_set)| *is_set);
    set.map(|(limit, _)| limit).collect()
}

fn drop_limit(need: &mut Need, limit: Limit) {
    match limit {
        Limit::HoursPerWeek => need.hours_per_week = None,
        Limit::Busy => need.busy = Busy::default(),
        Limit::Budget => need.budget = None,
        Limit::MaxHours => need.max_hours = None,
        Limit::Routes => need.routes.clear(),
        Limit::Filter(part) => drop_filter(&mut need.filter, part),
    }
}
