//! The facts a plan rests on, by age.

use super::Report;
use crate::{
    model::{Evidence, Pass},
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
    /// A pass that opens an item.
    Pass(&'a Pass),
}

/// The oldest fact the plan rests on: among its items, the passes that open them, their prices and the rule of its route. On equal days prices come first.
pub(super) fn oldest<'a>(report: &Report<'a>, plan: &'a Plan) -> Option<Fact<'a>> {
    let items = plan.items.iter();
    let prices = items.clone().filter_map(|item| {
        let evidence = item.price_evidence.as_ref()?;
        Some(Fact {
            evidence,
            about: About::Price(item),
        })
    });
    let facts = items.clone().map(|item| Fact {
        evidence: &item.evidence,
        about: About::Item(item),
    });
    let passes = items
        .clone()
        .filter_map(|item| report.program.passes.get(item.pass.as_ref()?))
        .map(|pass| Fact {
            evidence: &pass.evidence,
            about: About::Pass(pass),
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
        .chain(passes)
        .chain(rule)
        .min_by_key(|fact| fact.evidence.checked)
}
