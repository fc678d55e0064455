//! What would close a route after all, each as a sentence.

use super::Report;
use crate::{
    model::{Confidence, Id, Money},
    plan::{FilterPart, Limit, Relaxation, Shortfall},
    report::words,
};

/// One sentence a relaxation.
pub(super) fn sentences(report: &Report<'_>, shortfall: &Shortfall) -> Vec<String> {
    let relaxations = shortfall.relaxations.iter();
    let unfinished = "Not every change was tried, for the search was cut short.".to_owned();
    relaxations
        .map(|relaxation| sentence(report, relaxation))
        .chain(shortfall.cut_short.then_some(unfinished))
        .collect()
}

/// The cheapest relaxation she can make herself, as what to type; of equals the first.
pub(super) fn best(shortfall: &Shortfall) -> Option<String> {
    let relaxations = shortfall.relaxations.iter();
    let options = relaxations.filter_map(|relaxation| {
        let option = option(relaxation)?;
        let cost = cost(relaxation).map_or(u64::MAX, |cost| cost.minor);
        Some((cost, option))
    });
    let best = options.min_by_key(|(cost, _)| *cost);
    best.map(|(_, option)| option)
}

/// What the plan would cost with it, where that can be said.
fn cost(relaxation: &Relaxation) -> Option<Money> {
    match relaxation {
        Relaxation::Rate { .. } | Relaxation::Prices { .. } => None,
        Relaxation::Budget { least } => Some(*least),
        Relaxation::HoursPerWeek { cost, .. }
        | Relaxation::Deadline { cost, .. }
        | Relaxation::MaxHours { cost, .. }
        | Relaxation::Route { cost, .. }
        | Relaxation::Busy { cost }
        | Relaxation::Purse { cost, .. }
        | Relaxation::Allow { cost, .. }
        | Relaxation::Taken { cost }
        | Relaxation::Together { cost, .. }
        | Relaxation::Filter { cost, .. } => Some(*cost),
    }
}

fn sentence(report: &Report<'_>, relaxation: &Relaxation) -> String {
    let need = report.need;
    let instead = |limit: Option<String>| {
        limit.map_or_else(String::new, |limit| format!(" instead of {limit}"))
    };
    match relaxation {
        Relaxation::HoursPerWeek { least, cost } => {
            let instead = instead(need.hours_per_week.map(|minutes| minutes.to_string()));
            done(
                &format!("With {} a week{instead}", words::hours(*least)),
                *cost,
            )
        }
        Relaxation::Deadline { expires, cost } => {
            let days = need.expires.map_or(0, |now| (*expires - now).num_days());
            let later = words::count(usize::try_from(days).unwrap_or_default(), "day");
            format!("With an expiry {later} later, on {expires}, it could be done for {cost}.")
        }
        Relaxation::Budget { least } => {
            let instead = instead(need.budget.map(|budget| budget.to_string()));
            format!("With a budget of {least}{instead}, it can be done.")
        }
        Relaxation::MaxHours { least, cost } => {
            let instead = instead(need.max_hours.map(|minutes| minutes.to_string()));
            done(
                &format!("With {} in all{instead}", words::hours(*least)),
                *cost,
            )
        }
        Relaxation::Route { route, cost } => by_route(report, route, *cost),
        Relaxation::Busy { cost } => done("Without `--busy`", *cost),
        Relaxation::Filter { dropped, cost } => {
            done(&format!("Without {}", filters(dropped)), *cost)
        }
        Relaxation::Rate { currency } => format!(
            "With a rate for {currency} (`--rate {currency}=RATE`), it can be done; the cost depends on the rate."
        ),
        Relaxation::Prices { of, most, cost } => with_prices(of, *most, *cost),
        Relaxation::Purse { least, cost } => {
            let instead = instead((need.clc.0 > 0).then(|| need.clc.to_string()));
            done(&format!("With {least} in the purse{instead}"), *cost)
        }
        Relaxation::Allow { id, cost } => {
            done(&format!("If `--exclude` did not name `{id}`"), *cost)
        }
        Relaxation::Taken { cost } => {
            format!("If you had done nothing of it before, it could be done for {cost}.")
        }
        Relaxation::Together { dropped, cost } => format!(
            "No one change is enough, but without {} it can be done for {cost}; none of them can stay.",
            limits(dropped)
        ),
    }
}

/// What another route would cost, and how sure it is.
fn by_route(report: &Report<'_>, route: &Id, cost: Money) -> String {
    let routes = report.level().map(|level| level.routes.iter());
    let rule = routes.and_then(|mut routes| routes.find(|known| known.id == *route));
    let sure = match rule.map(|rule| rule.confidence) {
        Some(Confidence::Likely) => " (likely, not confirmed)",
        Some(Confidence::Confirmed) | None => "",
    };
    done(&format!("By the route `{route}`{sure}"), cost)
}

/// Which prices are wanted, and how high they may be.
fn with_prices(of: &[(Id, Option<Id>)], most: Option<Money>, cost: Money) -> String {
    let price = words::count(of.len(), "price");
    let each = if of.len() > 1 { " each" } else { "" };
    let limit = most.map(|most| format!(" of no more than {most}{each}"));
    let limit = limit.unwrap_or_default();
    let them = prices(of);
    let beside = match cost.minor {
        0 => "nothing".to_owned(),
        _ => cost.to_string(),
    };
    format!(
        "With {price}{limit} that nobody gives ({them}), it can be done, and costs {beside} beside."
    )
}

fn done(how: &str, cost: Money) -> String {
    format!("{how}, it can be done for {cost}.")
}

/// What to type for it; nothing for an expiry, which nobody can move.
fn option(relaxation: &Relaxation) -> Option<String> {
    match relaxation {
        Relaxation::HoursPerWeek { least, .. } => Some(format!("with `--hours-per-week {least}`")),
        Relaxation::Deadline { .. } | Relaxation::Taken { .. } => None,
        Relaxation::Budget { least } => Some(format!("with `--budget {}`", least.amount())),
        Relaxation::MaxHours { least, .. } => Some(format!("with `--max-hours {least}`")),
        Relaxation::Route { route, .. } => Some(format!("with `--route {route}`")),
        Relaxation::Busy { .. } => Some("without `--busy`".to_owned()),
        Relaxation::Filter { dropped, .. } => Some(format!("without {}", filters(dropped))),
        Relaxation::Rate { currency } => Some(format!("with `--rate {currency}=RATE`")),
        Relaxation::Prices { of, .. } => Some(format!("with {}", prices(of))),
        Relaxation::Purse { least, .. } => Some(format!("with `--clc {}`", least.0)),
        Relaxation::Allow { id, .. } => Some(format!("without `--exclude {id}`")),
        Relaxation::Together { dropped, .. } => Some(format!("without {}", limits(dropped))),
    }
}

/// The options that give these things a price.
fn prices(of: &[(Id, Option<Id>)]) -> String {
    let option = |(id, offering): &(Id, Option<Id>)| match offering {
        Some(offering) => format!("`--price {id}/{offering}=AMOUNT`"),
        None => format!("`--price {id}=AMOUNT`"),
    };
    words::list(&of.iter().map(option).collect::<Vec<_>>())
}

/// The options behind filters.
fn filters(dropped: &[FilterPart]) -> String {
    words::list(&dropped.iter().copied().map(filter).collect::<Vec<_>>())
}

fn filter(part: FilterPart) -> &'static str {
    match part {
        FilterPart::Kinds => "`--type`",
        FilterPart::Topics => "`--topic`",
        FilterPart::Only => "`--only`",
        FilterPart::Exclude => "`--exclude`",
    }
}

/// The options behind limits.
fn limits(dropped: &[Limit]) -> String {
    let option = |limit: &Limit| match limit {
        Limit::HoursPerWeek => "`--hours-per-week`",
        Limit::Busy => "`--busy`",
        Limit::Budget => "`--budget`",
        Limit::MaxHours => "`--max-hours`",
        Limit::Routes => "`--route`",
        Limit::Filter(part) => filter(*part),
    };
    words::list(&dropped.iter().map(option).collect::<Vec<_>>())
}
