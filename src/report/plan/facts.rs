//! The facts a plan rests on, by age.

use super::Report;
use crate::{
    model::Evidence,
    plan::{Item, Plan},
};

/// A fact with its evidence.
pub(super) struct Fact<'a> {
    /// Where it was read, and when.
    pub(super) evidence: &'a Evidence,
    /// What it says something of.
    pub(super) about: About<'a>,
}

/// What a fact says something of.
pub(super) enum About<'a> {
    /// The route.
    Rule,
    /// An item's price.
    Price(&'a Item),
    /// An item.
    Item(&'a Item),
}

/// The oldest fact the plan rests on: among its items, their prices and the rule of its route. On equal days prices come first.
pub(super) fn oldest<'a>(report: &Report<'a>, plan: &'a Plan) -> Option<Fact<'a>> {
    let items = plan.items.iter();
    let prices = items.clone().filter_map(|item| {
        let evidence = item.price_evidence.as_ref()?;
        Some(Fact {
            evidence,
            about: About::Price(item),
        })
    });
    let facts = items.map(|item| Fact {
        evidence: &item.evidence,
        about: About::Item(item),
    });
    let routes = report.level().into_iter().flat_map(|level| &level.routes);
    let rule = routes
        .filter(|route| route.id == plan.route)
        .map(|route| Fact {
            evidence: &route.evidence,
            about: About::Rule,
        });
    prices
        .chain(facts)
        .chain(rule)
        .min_by_key(|fact| fact.evidence.checked)
}
