//! Which plans are kept.

use std::io::{self, Write};

use serde::Serialize;

use super::SinceFormat;
use crate::{
    model::Date,
    report::{
        Column, Style, Table,
        json::{self, Amount, Day},
        markdown,
        plan::headline,
        words,
    },
    saved::SavedPlan,
};

/// What is listed: the plans that are kept, by name, and the day it is.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The plans.
    pub plans: &'a [SavedPlan],
    /// The day.
    pub today: Date,
}

const COLUMNS: [Column; 6] = [
    Column::text("plan"),
    Column::word("kept on"),
    Column::text("renews"),
    Column::number("items"),
    Column::number("cost"),
    Column::word("done by"),
];

/// Lists them, in that form.
///
/// # Errors
/// Those of the writer.
pub fn write(
    out: &mut dyn Write,
    format: SinceFormat,
    listed: Listed<'_>,
    style: Style,
) -> io::Result<()> {
    let rows = listed.plans.iter().map(cells);
    match format {
        SinceFormat::Json => json::write(out, &Document::of(listed)),
        SinceFormat::Markdown => {
            let rows: Vec<Vec<String>> = rows.map(Into::into).collect();
            markdown::table(out, &COLUMNS, &rows)
        }
        SinceFormat::Text if listed.plans.is_empty() => {
            writeln!(out, "No plan is kept. `finder plan --save NAME` keeps one.")
        }
        SinceFormat::Text => {
            let table = Table {
                columns: COLUMNS.to_vec(),
                rows: rows
                    .map(|cells| cells.into_iter().map(Into::into).collect())
                    .collect(),
                total: None,
                headed: true,
            };
            writeln!(out, "{}", table.render(style))?;
            let many = words::count(listed.plans.len(), "plan");
            writeln!(
                out,
                "{many}. `finder diff NAME` says what has become of one."
            )
        }
    }
}

fn cells(plan: &SavedPlan) -> [String; 6] {
    [
        plan.name.to_string(),
        plan.saved.to_string(),
        plan.certification.to_string(),
        plan.items.len().to_string(),
        headline::price(plan.cost, plan.clc),
        plan.finish
            .map_or_else(|| "?".to_owned(), |day| day.to_string()),
    ]
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    today: Day,
    plans: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    saved: Day,
    program: &'a str,
    certification: &'a str,
    items: usize,
    cost: Amount,
    clc: u32,
    finish: Option<Day>,
}

impl<'a> Document<'a> {
    fn of(listed: Listed<'a>) -> Self {
        let plans = listed.plans.iter();
        Self {
            format: json::FORMAT,
            today: listed.today.into(),
            plans: plans
                .map(|plan| Row {
                    name: plan.name.as_str(),
                    saved: plan.saved.into(),
                    program: plan.program.as_str(),
                    certification: plan.certification.as_str(),
                    items: plan.items.len(),
                    cost: plan.cost.into(),
                    clc: plan.clc.0,
                    finish: plan.finish.map(Day::from),
                })
                .collect(),
        }
    }
}
