//! The report for people: a table of the sources, and a paragraph for every row that is not as the catalogue says.

use std::io::{self, Write};

use super::{COUNTS, Fetched, Outcome, age, columns, says};
use crate::{
    listing::{Item, State},
    report::{Cell, Style, Table, clean, page::Page, words},
};

/// Writes the report.
///
/// # Errors
/// Only those of the writer.
pub fn fetch_text(out: &mut dyn Write, style: Style, fetched: &Fetched<'_>) -> io::Result<()> {
    let mut page = Page::new(out, style);
    if !fetched.sources.is_empty() {
        page.block(&sources(fetched).render(style))?;
    }
    let reasons: Vec<String> = fetched
        .sources
        .iter()
        .filter_map(|source| reason(source, style))
        .collect();
    if !reasons.is_empty() {
        page.block(&reasons.join("\n"))?;
    }
    for item in fetched
        .items
        .iter()
        .filter(|item| item.state != State::Same)
    {
        page.block(&paragraph(item, style))?;
    }
    let waiting = fetched.waiting();
    if waiting > 0 {
        let changes = words::count(waiting, "change");
        let waits = if waiting == 1 { "waits" } else { "wait" };
        page.strong(&format!(
            "{changes} {waits} for a person: finder fetch --propose proposals"
        ))?;
    }
    Ok(())
}

fn sources(fetched: &Fetched<'_>) -> Table {
    Table {
        columns: columns(),
        rows: fetched
            .sources
            .iter()
            .map(|source| row(source, fetched))
            .collect(),
        total: None,
        headed: true,
    }
}

fn row(source: &Outcome, fetched: &Fetched<'_>) -> Vec<Cell> {
    let nothing = || "–".to_owned();
    let cache = source
        .cache
        .as_ref()
        .map(|cache| format!(" ({})", clean(cache)))
        .unwrap_or_default();
    let mut cells: Vec<Cell> = vec![
        clean(&source.id).into(),
        format!("{}{cache}", clean(&source.status)).into(),
        source
            .rows
            .map_or_else(nothing, |rows| rows.to_string())
            .into(),
    ];
    let counts = COUNTS.iter().map(|(_, states)| match source.rows {
        Some(_) => fetched.count(&source.id, states).to_string(),
        None => nothing(),
    });
    cells.extend(counts.map(Cell::from));
    cells.push(source.age.map_or_else(nothing, age).into());
    cells
}

/// What more there is to say of how a source did. It has addresses in it, so it is no cell.
fn reason(source: &Outcome, style: Style) -> Option<String> {
    let reason = clean(source.reason.as_ref()?);
    let said = format!("{}: {reason}", clean(&source.id));
    Some(words::wrap(&said, style.width, "  ").join("\n"))
}

/// An item: what it is and how it stands, what it says, and where that was read.
fn paragraph(item: &Item, style: Style) -> String {
    let state = item.state.word().to_uppercase();
    let mut lines = words::wrap(&format!("{state} {}", name(item)), style.width, "  ");
    for said in says(item) {
        let said = format!("  {}", clean(&said));
        lines.extend(words::wrap(&said, style.width, "    "));
    }
    // An address is never broken: it is there to be copied.
    lines.push(format!(
        "  {}, read on {}: {}",
        item.source,
        item.retrieved,
        clean(&item.page)
    ));
    lines.join("\n")
}

fn name(item: &Item) -> String {
    let name = clean(&item.name());
    match &item.activity {
        Some(id) if !name.eq_ignore_ascii_case(id.as_str()) => format!("{name} ({id})"),
        _ => name,
    }
}
