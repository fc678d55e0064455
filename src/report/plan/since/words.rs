//! The sentences: whether the plan still does, what has become of each item, and what else there is.

use super::SinceReport;
use crate::{
    model::{Clc, Date, Money},
    plan::{Outcome, Reason},
    report::{
        Style, clean,
        plan::{headline, items, pace, refusal, routes, why_not},
        words,
    },
    saved::{Change, Fate, SavedItem},
};

/// Whether the plan still renews what it was made for, in one sentence.
pub(super) fn headline(report: &SinceReport<'_>) -> String {
    let plan = report.plan;
    let name = report.rest.name();
    let kept = format!("Plan `{}` of {}", plan.name, plan.saved);
    let since = report.since;
    if let Some(day) = since.renewed {
        return format!("{kept} is over: {name} was renewed on {day}.");
    }
    let Some(rest) = since.rest else {
        return format!("{kept} no longer renews {name}: {}", lacks(report));
    };
    if since.fates.iter().all(is_over) {
        return format!("{kept} is done: nothing of it is left to do for {name}.");
    }
    let rested = report.rest.plan();
    let caution = rested.map(pace::caution).unwrap_or_default();
    format!(
        "{kept} still renews {name}: {}.{caution}",
        cost(rest, since.was)
    )
}

fn is_over(fate: &Fate) -> bool {
    matches!(fate, Fate::Done { .. } | Fate::Held | Fate::Needless)
}

/// What is in the way.
fn lacks(report: &SinceReport<'_>) -> String {
    match (&report.since.missing, &report.rest.answer.outcome) {
        (Some(missing), _) => {
            let missing = routes::missing(&report.rest, missing);
            format!("{missing} would still be missing.")
        }
        (None, Outcome::Expired | Outcome::Retired | Outcome::NoRoute) => {
            refusal::headline(&report.rest)
        }
        (None, _) => "what is missing was not found out in the time there was.".to_owned(),
    }
}

/// What is left costs, against what it was reckoned to.
fn cost(is: (Money, Clc), was: (Money, Clc)) -> String {
    let told = format!("what is left costs {}", headline::price(is.0, is.1));
    if is == was {
        return format!("{told}, as it did then");
    }
    if is.0.currency != was.0.currency || is.0 == was.0 {
        return format!("{told}, then {}", headline::price(was.0, was.1));
    }
    let minor = is.0.minor.abs_diff(was.0.minor);
    let by = Money { minor, ..is.0 };
    let than = if is.0.minor > was.0.minor {
        "more"
    } else {
        "less"
    };
    format!("{told}, {by} {than} than then")
}

/// What has become of each item, in order.
pub(super) fn fates(report: &SinceReport<'_>, style: Style) -> Vec<String> {
    let items = report.plan.items.iter().zip(&report.since.fates);
    items
        .map(|(item, fate)| {
            let title = words::quote(&title(item), style);
            format!("{title}: {}", self::fate(report, item, fate))
        })
        .collect()
}

pub(super) fn title(item: &SavedItem) -> String {
    items::readable(&item.title)
}

/// What has become of an item, with its full stop.
pub(super) fn fate(report: &SinceReport<'_>, item: &SavedItem, fate: &Fate) -> String {
    match fate {
        Fate::Done { on } => format!("done on {on}."),
        Fate::Held => "you have it.".to_owned(),
        Fate::Open(changes) if changes.is_empty() => "as it was.".to_owned(),
        Fate::Open(changes) => {
            let changes: Vec<String> = changes.iter().map(change).collect();
            format!("{}.", changes.join("; "))
        }
        Fate::Gone { reason, instead } => {
            let why = gone(report, item, reason.as_ref());
            match instead {
                Some(instead) => format!("{why}; now with `{instead}`."),
                None => format!("{why}."),
            }
        }
        Fate::Needless if report.since.renewed.is_some() => "no longer needed.".to_owned(),
        Fate::Needless => "no longer needed: the rest is enough.".to_owned(),
    }
}

fn gone(report: &SinceReport<'_>, item: &SavedItem, reason: Option<&Reason>) -> String {
    match (reason, &item.offering) {
        (Some(reason), Some(offering)) => {
            format!(
                "not with `{offering}` any more: {}",
                why_not::reason(&report.rest, reason)
            )
        }
        (Some(reason), None) => {
            format!("not any more: {}", why_not::reason(&report.rest, reason))
        }
        (None, Some(offering)) => format!("no longer the best with `{offering}`"),
        (None, None) => "no part of what is left".to_owned(),
    }
}

/// One thing that is otherwise.
pub(super) fn change(change: &Change) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "none".to_owned(), |day| day.to_string());
    match change {
        Change::Cost { was, is } => {
            let (was_told, is_told) = (headline::price(was.0, was.1), headline::price(is.0, is.1));
            let word = match (is.0.minor, is.1).cmp(&(was.0.minor, was.1)) {
                std::cmp::Ordering::Greater => "dearer",
                _ => "cheaper",
            };
            format!("{word}: {is_told} instead of {was_told}")
        }
        Change::Credits { was, is } => {
            format!("earns {} instead of {was}", words::credits(*is))
        }
        Change::LastDay { was, is } => {
            format!("its last day is {} instead of {}", day(*is), day(*was))
        }
        Change::Late { by } => format!("it was to be done by {by}, and is not"),
    }
}

/// The plan that is better today, in one paragraph; nothing where there is none.
pub(super) fn instead(report: &SinceReport<'_>) -> String {
    if report.since.renewed.is_some() {
        return String::new();
    }
    let Some(plan) = &report.since.instead else {
        return match report.since.rest {
            Some(_) => "Nothing cheaper has turned up.".to_owned(),
            None => "Nothing else renews it either, as far as is known.".to_owned(),
        };
    };
    let costs = headline::price(plan.cost, plan.clc);
    let things = headline::things(plan);
    let done = (!plan.hours_unknown).then(|| format!(", done by {}", plan.finish));
    let done = done.unwrap_or_default();
    let by = report.since.cheaper_by.map(|by| format!(", {by} less"));
    let by = by.unwrap_or_default();
    format!("A plan made today costs {costs}{by}: {things}{done}.")
}

/// The one next step.
pub(super) fn next(report: &SinceReport<'_>, style: Style) -> String {
    if report.since.renewed.is_some() {
        let certification = &report.plan.certification;
        return format!("Next: `finder plan --cert {certification}` plans for the next time.");
    }
    if report.since.instead.is_some() {
        return format!(
            "Next: `{}` keeps it in place of this one.",
            clean(report.again)
        );
    }
    if report.since.rest.is_none() {
        let certification = &report.plan.certification;
        return format!("Next: ask `finder plan --cert {certification}` what would make it work.");
    }
    super::super::next::sentence(&report.rest, style)
}
