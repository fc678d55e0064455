//! The rows of one source for people: a paragraph a row, a line a field, with the text it was read from and what is wrong with it.

use std::io::{self, Write};

use super::dates;
use crate::{
    listing::{Cell, Field, Harvest, Row},
    report::{Style, clean, page::Page, words},
};

/// How far the names of fields reach.
const NAMES: usize = 16;

/// Writes the rows, those that are held among them, in the order of the pages.
///
/// # Errors
/// Only those of the writer.
pub fn rows_text(out: &mut dyn Write, style: Style, harvest: &Harvest) -> io::Result<()> {
    let mut page = Page::new(out, style);
    for (row, held) in numbered(harvest) {
        let heading = match held {
            Some(reason) => format!("row {} is held: {}", row.number, clean(reason)),
            None => format!("row {}", row.number),
        };
        page.titled(&heading, &fields(row, style).join("\n"))?;
    }
    Ok(())
}

/// Every row with the reason for which it is held, if it is.
pub fn numbered(harvest: &Harvest) -> Vec<(&Row, Option<&str>)> {
    let good = harvest.rows.iter().map(|row| (row, None));
    let held = harvest.held.iter();
    let held = held.map(|held| (&held.row, Some(held.reason.as_str())));
    let mut all: Vec<(&Row, Option<&str>)> = good.chain(held).collect();
    all.sort_by_key(|(row, _)| row.number);
    all
}

fn fields(row: &Row, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    for (field, cell) in &row.cells {
        let name = format!("  {field:<width$}", width = NAMES - 2);
        let indent = " ".repeat(NAMES);
        lines.extend(laid(&format!("{name}{}", told(cell)), style, &indent));
        if let Some(from) = read_from(cell) {
            lines.extend(laid(&format!("{indent}{from}"), style, &indent));
        }
        if *field == Field::Next && row.dates.len() > 1 {
            let dates = format!("{indent}of {}", dates(&row.dates, usize::MAX));
            lines.extend(laid(&dates, style, &indent));
        }
    }
    lines
}

fn laid(text: &str, style: Style, indent: &str) -> Vec<String> {
    words::wrap(text, style.width, indent)
}

/// What a cell says, or why it is left out.
fn told(cell: &Cell) -> String {
    match (&cell.value, &cell.problem) {
        (Some(value), _) => clean(&value.to_string()),
        (None, Some(problem)) => format!("left out: {}", clean(&problem.to_string())),
        (None, None) => "left out".to_owned(),
    }
}

/// The text it was read from, where that is another than what it says.
fn read_from(cell: &Cell) -> Option<String> {
    let raw = clean(&cell.raw);
    let same = cell.value.as_ref().map(ToString::to_string).as_deref() == Some(&raw);
    (!same).then(|| format!("read from \"{raw}\""))
}
