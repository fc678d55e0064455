//! One row an item, for a spreadsheet: those of the plan, then those of every other plan that was asked for.

use std::io::{self, Write};

use super::Report;
use crate::{
    plan::{Item, Plan},
    report::CsvTexts,
};

/// The columns.
const HEADS: [&str; 21] = [
    "order",
    "kind",
    "id",
    "offering",
    "title",
    "credits",
    "hours",
    "hours_estimated",
    "cost",
    "currency",
    "clc",
    "pass",
    "start",
    "finish",
    "last_day",
    "checked",
    "source",
    "url",
    "plan",
    "fetched_from",
    "fetched_on",
];

/// Tells it as CSV: the heads, then one row an item; no plan, no rows.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>, texts: CsvTexts) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADS).map_err(told)?;
    for (name, plan) in plans(report) {
        for (at, item) in plan.items.iter().enumerate() {
            csv.write_record(row(&name, at + 1, item, texts))
                .map_err(told)?;
        }
    }
    csv.flush()
}

/// Every plan, by what the last column calls it.
fn plans<'a>(report: &Report<'a>) -> Vec<(String, &'a Plan)> {
    let Some(planned) = report.answer.outcome.planned() else {
        return Vec::new();
    };
    let named = |name: &'static str| move |(at, plan)| (format!("{name}-{}", at + 1), plan);
    let further = &planned.further;
    let alternatives = further.alternatives.iter().map(|other| &other.plan);
    let alternatives = alternatives.enumerate().map(named("alternative"));
    let tradeoffs = further.tradeoffs.iter().enumerate();
    let others = alternatives.chain(tradeoffs.map(named("tradeoff")));
    let best = ("best".to_owned(), &planned.plan);
    std::iter::once(best).chain(others).collect()
}

/// The writer's own error, so that a closed pipe is still known for one.
fn told(error: csv::Error) -> io::Error {
    let text = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::Error::other(text),
    }
}

fn row(plan: &str, order: usize, item: &Item, texts: CsvTexts) -> [String; 21] {
    let text = |value: Option<String>| value.unwrap_or_default();
    let fetched = item.fetched.as_ref();
    [
        order.to_string(),
        item.kind.word().to_owned(),
        item.id.to_string(),
        text(item.offering.as_ref().map(ToString::to_string)),
        texts.cell(&item.title),
        item.credits.to_string(),
        text(item.length.map(|length| length.minutes.to_string())),
        text(item.length.map(|length| length.estimated.to_string())),
        item.cost.amount(),
        item.cost.currency.to_string(),
        item.clc.0.to_string(),
        text(item.pass.as_ref().map(ToString::to_string)),
        item.start.to_string(),
        item.finish.to_string(),
        text(item.last_day.map(|day| day.to_string())),
        item.evidence.checked.to_string(),
        texts.cell(&item.evidence.source),
        text(item.url.as_deref().map(|url| texts.cell(url))),
        plan.to_owned(),
        text(fetched.map(|fetched| fetched.source.to_string())),
        text(fetched.map(|fetched| fetched.on.to_string())),
    ]
}
