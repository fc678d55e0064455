//! Every route of the level: what it asks, and what it would cost or what is missing.

use std::collections::BTreeMap;

use super::{Report, causes, headline};
use crate::{
    model::{Bound, Confidence, Credits, Id},
    plan::{Missing, Planned, RouteOutcome, RouteResult},
    report::{Cell, Column, Style, Table, categories, clean, words},
};

/// One row a route, the chosen one marked.
pub(super) fn table(report: &Report<'_>, planned: &Planned) -> Table {
    let row = |route: &RouteResult| -> Vec<Cell> {
        vec![
            route.route.as_str().into(),
            demand(report, route).into(),
            result(report, planned, route).into(),
        ]
    };
    Table {
        columns: vec![
            Column::word("route"),
            Column::text("asks for"),
            Column::text("costs"),
        ],
        rows: planned.routes.iter().map(row).collect(),
        total: None,
        headed: false,
    }
}

/// What one route asks for.
pub(super) fn demand(report: &Report<'_>, route: &RouteResult) -> String {
    asks(report, route.gap, &route.exams)
}

/// What came of one route: `USD 0.00 (chosen)`, `out of reach: 41 credits short`, `USD 400.00 (likely)`.
pub(super) fn result(report: &Report<'_>, planned: &Planned, route: &RouteResult) -> String {
    let chosen = route.route == planned.plan.route;
    let text = match &route.outcome {
        RouteOutcome::Met { cost, clc, .. } => headline::price(*cost, *clc),
        RouteOutcome::Short(missing) => {
            let cause = causes::of_exams(report, planned, route, missing);
            let missing = self::missing(report, missing);
            format!("out of reach: {missing} short{cause}")
        }
        RouteOutcome::NotAsked => "not asked for".to_owned(),
        RouteOutcome::Undecided => "not found out".to_owned(),
    };
    let chosen = chosen.then_some(match route.outcome {
        RouteOutcome::Short(_) => "nearest",
        RouteOutcome::Met { .. } | RouteOutcome::NotAsked | RouteOutcome::Undecided => "chosen",
    });
    let likely = (route.confidence == Confidence::Likely).then_some("likely");
    let marks: Vec<&str> = chosen.into_iter().chain(likely).collect();
    if marks.is_empty() {
        text
    } else {
        format!("{text} ({})", marks.join(", "))
    }
}

/// What the mark `likely` means, where it is shown.
pub(super) fn legend(planned: &Planned, style: Style) -> String {
    let likely = |route: &RouteResult| route.confidence == Confidence::Likely;
    if !planned.routes.iter().any(likely) {
        return String::new();
    }
    let likely = words::quote("likely", style);
    format!(
        "{likely}: the rule follows from good sources, but no official page was seen that states it."
    )
}

/// `40 credits and 1 professional exam`; `nothing more` where neither is asked for.
pub(super) fn asks(report: &Report<'_>, credits: Credits, exams: &BTreeMap<Id, u32>) -> String {
    let credits = (credits > Credits::ZERO).then(|| words::credits(credits));
    let exams = exams.iter().filter(|(_, number)| **number > 0);
    let exams = exams.map(|(class, number)| words::count(*number as usize, &noun(report, class)));
    let parts: Vec<String> = credits.into_iter().chain(exams).collect();
    if parts.is_empty() {
        "nothing more".to_owned()
    } else {
        words::list(&parts)
    }
}

/// What is missing: `17 credits and 1 exam`, with what a category or a year of the cycle still needs.
pub(super) fn missing(report: &Report<'_>, missing: &Missing) -> String {
    let exams = asks(report, Credits::ZERO, &missing.exams);
    let exams = (!missing.exams.is_empty()).then_some(exams);
    let years = missing.years.iter();
    let years =
        years.map(|(day, credits)| format!("{} in the year from {day}", words::credits(*credits)));
    let credits = credits(report, missing).into_iter();
    let parts: Vec<String> = credits.chain(exams).chain(years).collect();
    if parts.is_empty() {
        "nothing more".to_owned()
    } else {
        words::list(&parts)
    }
}

/// The credits that are missing, and how many of which category: `20 credits, 8 of them of teaching`. What categories need is a part of
/// the whole where it is less, and all of it where it is as much or more, unless a cap lets not all of that count.
fn credits(report: &Report<'_>, missing: &Missing) -> Vec<String> {
    let program = &report.program.program;
    let category = |id: &Id| program.category(id);
    let is_union = |id: &Id| category(id).is_some_and(|known| !known.includes.is_empty());
    let parts =
        |unit: fn(Credits) -> String| categories::missing(program, &missing.categories, unit);
    let (unions, bases): (Vec<_>, Vec<_>) =
        missing.categories.iter().partition(|(id, _)| is_union(id));
    let apart: Credits = bases.iter().map(|(_, credits)| **credits).sum();
    let most = unions.iter().map(|(_, credits)| **credits).max();
    let most = most.unwrap_or_default().max(apart);
    let whole = Some(missing.credits).filter(|whole| *whole > Credits::ZERO);
    if let Some(whole) = whole.filter(|whole| most < *whole) {
        let parts = parts(|credits| format!("{credits} of them"));
        let joint = if parts.is_empty() { "" } else { ", " };
        let whole = words::credits(whole);
        return vec![format!("{whole}{joint}{}", words::list(&parts))];
    }
    let whole = whole.filter(|_| missing.categories.keys().any(|id| is_capped(report, id)));
    let parts = parts(words::credits);
    whole.map(words::credits).into_iter().chain(parts).collect()
}

/// Whether some credits of a category may be beyond a cap.
fn is_capped(report: &Report<'_>, id: &Id) -> bool {
    let program = &report.program.program;
    let members = |id: &Id| {
        let known = program.category(id);
        let bases = program.categories.iter().map(|base| &base.id);
        bases.filter(move |base| known.is_some_and(|known| known.admits(base)))
    };
    let rules = report.level().into_iter().flat_map(|level| &level.rules);
    let caps = rules.filter(|rule| matches!(rule.bound, Bound::Most(_) | Bound::MostPercent(_)));
    let mut capped = caps
        .filter_map(|rule| rule.category.as_ref())
        .flat_map(members);
    capped.any(|base| members(id).any(|member| member == base))
}

/// What an exam of that class is called.
pub(super) fn noun(report: &Report<'_>, class: &Id) -> String {
    let known = report.program.program.exam_class(class);
    known.map_or_else(|| format!("{class} exam"), |class| clean(&class.name))
}
