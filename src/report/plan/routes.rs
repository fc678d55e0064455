//! Every route of the level: what it asks, and what it would cost or what is missing.

use std::collections::BTreeMap;

use super::{Report, causes, headline};
use crate::{
    model::{Confidence, Credits, Id},
    plan::{Missing, Planned, RouteOutcome, RouteResult},
    report::{Cell, Column, Style, Table, clean, words},
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
    let whole = asks(report, missing.credits, &missing.exams);
    let whole = (missing.credits > Credits::ZERO || !missing.exams.is_empty()).then_some(whole);
    let categories = missing.categories.iter().map(|(id, credits)| {
        let known = report.program.program.category(id);
        let name = known.map_or_else(|| id.to_string(), |category| clean(&category.name));
        format!("{} of {name}", words::credits(*credits))
    });
    let years = missing.years.iter();
    let years =
        years.map(|(day, credits)| format!("{} in the year from {day}", words::credits(*credits)));
    let parts: Vec<String> = whole.into_iter().chain(categories).chain(years).collect();
    if parts.is_empty() {
        "nothing more".to_owned()
    } else {
        words::list(&parts)
    }
}

/// What an exam of that class is called.
pub(super) fn noun(report: &Report<'_>, class: &Id) -> String {
    let known = report.program.program.exam_class(class);
    known.map_or_else(|| format!("{class} exam"), |class| clean(&class.name))
}
