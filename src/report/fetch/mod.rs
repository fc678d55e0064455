//! What `finder fetch` found: how every source did, and how every row stands.
//!
//! What was fetched is cleaned before it comes here, and cleaned once more on the way out.

mod json;
mod markdown;
mod rows;
mod sheet;
mod text;

use super::Column;
use crate::{
    listing::{Item, Session, State},
    model::Date,
};

pub use json::fetch_json;
pub use markdown::fetch_markdown;
pub use rows::{numbered, rows_text};
pub use sheet::{Heading, Sheet};
pub use text::fetch_text;

/// How one source did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// Its name.
    pub id: String,
    /// What to call how it did: `ok`, `shape changed`, `skipped`.
    pub status: String,
    /// What more there is to say of that.
    pub reason: Option<String>,
    /// Where its pages came from: `fetched`, `304`, `fresh`, `file`; `None`: there are none.
    pub cache: Option<String>,
    /// How many rows its page has; `None`: it could not be read.
    pub rows: Option<usize>,
    /// How many seconds ago its rows were retrieved; `None`: there are none.
    pub age: Option<u64>,
    /// What is worth a look.
    pub warnings: Vec<String>,
}

/// A run of `finder fetch`.
#[derive(Clone, Copy, Debug)]
pub struct Fetched<'a> {
    /// The day it is.
    pub today: Date,
    /// How the sources did, in the order of their names.
    pub sources: &'a [Outcome],
    /// How the rows stand, as [`settle`](crate::listing::settle) leaves them.
    pub items: &'a [Item],
}

impl Fetched<'_> {
    /// How many things wait for a person.
    pub fn waiting(&self) -> usize {
        self.items.iter().filter(|item| item.waits()).count()
    }

    /// How many items of a source stand in one of these ways.
    fn count(&self, source: &str, states: &[State]) -> usize {
        let own = self
            .items
            .iter()
            .filter(|item| item.source.as_str() == source);
        own.filter(|item| states.contains(&item.state)).count()
    }
}

/// So many days of one thing are told.
const DATES: usize = 6;

/// The columns of counts: what stands over each, and what is counted.
const COUNTS: [(&str, &[State]); 5] = [
    ("New", &[State::New, State::Lead]),
    ("Changed", &[State::Changed]),
    ("Missing", &[State::Missing, State::Gone]),
    ("Conflict", &[State::Conflict]),
    ("Held", &[State::Quarantined, State::Ambiguous]),
];

/// The columns of the table of sources.
fn columns() -> Vec<Column> {
    let mut columns = vec![
        Column::word("Source"),
        Column::text("Status"),
        Column::number("Rows"),
    ];
    columns.extend(COUNTS.map(|(head, _)| Column::number(head)));
    columns.push(Column::number("Age"));
    columns
}

/// A stretch of time, in the largest unit that is whole: `3 d`.
fn age(seconds: u64) -> String {
    match seconds {
        0..3600 => format!("{} min", seconds / 60),
        3600..86_400 => format!("{} h", seconds / 3600),
        _ => format!("{} d", seconds / 86_400),
    }
}

/// Days on which a thing takes place; of many the first.
fn dates(dates: &[Session], most: usize) -> String {
    let shown = dates.iter().take(most).map(ToString::to_string);
    let mut shown: Vec<String> = shown.collect();
    let more = dates.len().saturating_sub(most);
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    super::words::list(&shown)
}

/// What an item says, as a sentence without its name: one for every field, or its reason.
fn says(item: &Item) -> Vec<String> {
    let checked = item
        .checked
        .map(|day| format!(" (checked {day})"))
        .unwrap_or_default();
    let mut lines: Vec<String> = item
        .fields
        .iter()
        .map(|difference| {
            let (field, fetched) = (difference.field, &difference.fetched);
            match (&difference.curated, item.state) {
                (Some(curated), _) => {
                    format!("{field}: the catalogue says {curated}{checked}, the page {fetched}")
                }
                (None, State::New | State::Ended) => format!("{field}: {fetched}"),
                (None, _) => format!("{field}: the catalogue says nothing, the page {fetched}"),
            }
        })
        .collect();
    if item.dates.len() > 1 {
        lines.push(format!("on {}", dates(&item.dates, DATES)));
    }
    lines.extend(item.reason.clone());
    lines.extend(item.suggestions.iter().map(|like| {
        let (id, score) = (&like.activity, like.score);
        format!("it is like `{id}` ({score} in 100), which may be the same")
    }));
    if !item.candidates.is_empty() {
        let names: Vec<String> = item.candidates.iter().map(|id| format!("`{id}`")).collect();
        lines.push(format!("it may be {}", super::words::choice(&names)));
    }
    if matches!(item.state, State::Ended) && item.activity.is_some() {
        lines.push("it is still in the catalogue".to_owned());
    }
    lines
}
