//! Certifications by level, their routes, and what each route costs at its cheapest.

mod json;

use std::io::{self, Write};

use crate::{
    model::{Certification, Credits, Level, ProgramCatalog, Route},
    plan::{Answer, RouteOutcome, RouteResult},
};

pub use json::certs_json;

use super::{
    super::{Cell, Column, CsvTexts, Style, Table, clean, markdown, page::Page, upkeep, words},
    routes,
};

/// A level, its certifications, and the answer for a holder who has nothing yet.
#[derive(Clone, Debug)]
pub struct LevelCosts<'c> {
    /// The program, with all that belongs to it.
    pub program: &'c ProgramCatalog,
    /// The level.
    pub level: &'c Level,
    /// The certifications of the level.
    pub certifications: Vec<&'c Certification>,
    /// What [`crate::plan::cheapest`] says for one of them; `None` when none can be renewed.
    pub answer: Option<Answer>,
}

impl<'c> LevelCosts<'c> {
    /// Whether every cost of it is proved to be the least.
    pub fn is_proved(&self) -> bool {
        let answer = self.answer.as_ref();
        answer.is_none_or(|answer| answer.outcome.is_proved())
    }

    fn result(&self, route: &Route) -> Option<&RouteResult> {
        let planned = self.answer.as_ref()?.outcome.planned()?;
        planned
            .routes
            .iter()
            .find(|result| result.route == route.id)
    }

    fn cost(&self, route: &Route) -> String {
        let most = if self.is_proved() { "" } else { "at most " };
        match self.result(route).map(|result| &result.outcome) {
            Some(RouteOutcome::Met { cost, clc, .. }) if clc.0 > 0 => {
                format!("{most}{cost} and {clc}")
            }
            Some(RouteOutcome::Met { cost, .. }) => format!("{most}{cost}"),
            Some(RouteOutcome::Short(missing))
                if missing.credits > Credits::ZERO && self.program.activities.is_empty() =>
            {
                "not known: no activity yet".to_owned()
            }
            Some(RouteOutcome::Short(missing)) => {
                let program = &self.program.program;
                let missing = routes::needs(program, missing.credits, &missing.exams);
                format!("out of reach today: {most}{missing} short")
            }
            Some(RouteOutcome::Undecided) => "not found out".to_owned(),
            None if !self.is_proved() => "not found out".to_owned(),
            Some(RouteOutcome::NotAsked) | None => "not known".to_owned(),
        }
    }

    fn heading(&self) -> String {
        let validity = self
            .level
            .years
            .map(|years| format!(", renewed for {}", words::count(years as usize, "year")));
        format!(
            "{}{}",
            clean(&self.level.name),
            validity.unwrap_or_default()
        )
    }

    /// That credits do not help, where that is so for anyone who can renew; what is owed and advised beside the routes; and the level's
    /// own note.
    fn remarks(&self) -> String {
        let no_credits = !self.level.takes_credits && self.answer.is_some();
        let no_credits = no_credits.then(|| "Credits do not renew it.".to_owned());
        let fee = self.level.fee.as_ref();
        let fee = fee.map(|fee| format!("Beside any route, {} is owed.", upkeep::fee(fee)));
        let advice = self.level.advice.as_ref();
        let advice = advice.map(|advice| format!("{}.", upkeep::advice(advice)));
        let apart = self
            .certifications
            .first()
            .filter(|_| !self.level.rules.is_empty());
        let apart = apart.map(|one| {
            format!(
                "Not all credits count alike: `finder show {}` says how.",
                one.id
            )
        });
        let note = self.level.note.as_deref().map(clean);
        let remarks: Vec<String> = [no_credits, apart, fee, advice, note]
            .into_iter()
            .flatten()
            .collect();
        remarks.join(" ")
    }

    fn names(&self) -> Vec<String> {
        let name = |certification: &&Certification| {
            let gone = certification.retired.as_ref().map_or("", |_| ", retired");
            format!(
                "{} ({}{gone})",
                clean(&certification.name),
                certification.id
            )
        };
        self.certifications.iter().map(name).collect()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |route: &'c Route| {
            vec![
                route.id.to_string(),
                routes::asks(&self.program.program, route),
                self.cost(route),
                route.confidence.word().to_owned(),
            ]
        };
        self.level.routes.iter().map(row).collect()
    }
}

const COLUMNS: [Column; 4] = [
    Column::word("route"),
    Column::text("asks for"),
    Column::text("cheapest today"),
    Column::word("rule"),
];

/// Writes the certifications for a terminal.
///
/// # Errors
/// Only those of the writer.
pub fn certs_table(out: &mut dyn Write, style: Style, levels: &[LevelCosts<'_>]) -> io::Result<()> {
    let mut page = Page::new(out, style);
    for (at, level) in levels.iter().enumerate() {
        if opens_a_program(levels, at) {
            let program = &level.program.program;
            page.strong(&program_heading(level))?;
            page.paragraph(&format!(
                "A credit is one {}. More at {}.",
                clean(&program.unit),
                clean(&program.url)
            ))?;
        }
        let table = Table {
            columns: COLUMNS.to_vec(),
            rows: level
                .rows()
                .into_iter()
                .map(|row| row.into_iter().map(Cell::from).collect())
                .collect(),
            total: None,
            headed: true,
        };
        page.strong(&level.heading())?;
        page.paragraph(&words::list(&level.names()))?;
        if level.level.routes.is_empty() {
            page.paragraph("No route to renew it is known.")?;
        } else {
            page.block(&table.render(style))?;
        }
        page.paragraph(&level.remarks())?;
    }
    if levels.iter().any(|level| !level.is_proved()) {
        page.paragraph(&format!("The search was cut short: {}.", words::AT_MOST))?;
    }
    page.paragraph(
        "A likely rule was read in one good place only, or follows from an official statement: ask before you rely on it. \
         Costs are for a holder who has no credits yet.",
    )
}

/// Writes the certifications in Markdown.
///
/// # Errors
/// Only those of the writer.
pub fn certs_markdown(out: &mut dyn Write, levels: &[LevelCosts<'_>]) -> io::Result<()> {
    for (at, level) in levels.iter().enumerate() {
        if opens_a_program(levels, at) {
            writeln!(out, "# {}\n", markdown::prose(&program_heading(level)))?;
        }
        writeln!(
            out,
            "## {}\n\n{}\n",
            level.heading(),
            words::list(&level.names())
        )?;
        markdown::table(out, &COLUMNS, &level.rows())?;
        writeln!(out)?;
        let remarks = level.remarks();
        if !remarks.is_empty() {
            writeln!(out, "{}\n", markdown::prose(&remarks))?;
        }
    }
    if levels.iter().any(|level| !level.is_proved()) {
        writeln!(out, "The search was cut short: {}.", words::AT_MOST)?;
    }
    Ok(())
}

/// Whether a level is the first of its program, and there is more than one program to tell it from.
fn opens_a_program(levels: &[LevelCosts<'_>], at: usize) -> bool {
    let id = |level: &LevelCosts<'_>| level.program.program.id.clone();
    let several = levels
        .iter()
        .any(|level| Some(id(level)) != levels.first().map(id));
    let before = at.checked_sub(1).and_then(|before| levels.get(before));
    several && before.map(id) != levels.get(at).map(id)
}

fn program_heading(level: &LevelCosts<'_>) -> String {
    let program = &level.program.program;
    format!("{} ({})", clean(&program.name), program.id)
}

/// Writes the certifications in CSV: one row a certification and route.
///
/// # Errors
/// Only those of the writer.
pub fn certs_csv(
    out: &mut dyn Write,
    levels: &[LevelCosts<'_>],
    texts: CsvTexts,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "certification",
        "name",
        "level",
        "route",
        "asks_for",
        "cost",
        "rule",
        "program",
        "fee",
    ])?;
    for level in levels {
        for certification in &level.certifications {
            for row in level.rows() {
                let entry = [
                    certification.id.to_string(),
                    texts.cell(&certification.name),
                    level.level.id.to_string(),
                ];
                let fee = level.level.fee.as_ref().map(upkeep::fee);
                let more = [
                    level.program.program.id.to_string(),
                    fee.unwrap_or_default(),
                ];
                csv.write_record(entry.into_iter().chain(row).chain(more))?;
            }
        }
    }
    csv.flush()
}
