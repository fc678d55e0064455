//! Tables of plain text. The header is looked for below whatever an export puts above it.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::{Found, Task, shell};
use crate::{
    diagnostic::clean,
    listing::{
        Break, Broken,
        source::{Place, Shape},
    },
};

/// The header is among the first so many lines.
const LONGEST_PREAMBLE: usize = 50;

pub(super) fn read(task: &Task<'_>) -> Result<Found, Broken> {
    let Shape::Csv { delimiter, skip } = &task.source.shape else {
        return Ok(Found::default());
    };
    let text = task.page.text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new()
        .delimiter(*delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let columns = header(task, records.by_ref().take(LONGEST_PREAMBLE)).ok_or_else(|| {
        shell::instead_of_data(text, task.stop).unwrap_or_else(|| no_header(task))
    })?;
    let mut found = Found::default();
    for record in records {
        task.go_on(found.rows.len())?;
        let record =
            record.map_err(|_| Broken::new(Break::Unreadable, "a line of it is no CSV"))?;
        let first = record.iter().map(clean).find(|cell| !cell.is_empty());
        let Some(first) = first else { continue };
        if skip.as_ref().is_some_and(|skip| skip.is_match(&first)) {
            continue;
        }
        found.rows.push(task.gather(|_, place| match place {
            Place::Column { name, .. } => {
                let cell = columns.get(name).and_then(|column| record.get(*column));
                cell.map(str::to_owned).into_iter().collect()
            }
            Place::Element { .. } | Place::Path(_) | Place::Part(_) => Vec::new(),
        }));
    }
    Ok(found)
}

/// The first record with all the columns, each by its name in lower case.
fn header(
    task: &Task<'_>,
    records: impl Iterator<Item = Result<StringRecord, csv::Error>>,
) -> Option<BTreeMap<String, usize>> {
    records.map_while(Result::ok).find_map(|record| {
        let names = record.iter().map(|name| clean(name).to_lowercase());
        // Of two columns with one name neither can be meant.
        let mut columns: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (place, name) in names.enumerate() {
            columns
                .entry(name)
                .and_modify(|known| *known = None)
                .or_insert(Some(place));
        }
        let columns: BTreeMap<String, usize> = columns
            .into_iter()
            .filter_map(|(name, place)| Some((name, place?)))
            .collect();
        task.columns()
            .all(|name| columns.contains_key(name))
            .then_some(columns)
    })
}

fn no_header(task: &Task<'_>) -> Broken {
    let names: Vec<String> = task.columns().map(|name| format!("\"{name}\"")).collect();
    let reason = format!("no line has the columns {}", names.join(", "));
    Broken::new(Break::Shape, reason)
}
