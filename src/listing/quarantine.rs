//! The rows that were held apart on the last good run, as a value that can be kept: what each said, and why it was not believed.
//!
//! Written as JSON, with a version, and no longer than a person would read. What cannot be read is none.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Cell, Field, Held, Page, Problem, Row,
    clean::harmless,
    snapshot::{WireSession, WireValue, day},
};
use crate::{
    diagnostic::clean,
    model::{Date, Id},
};

/// The version of this form.
const VERSION: u32 = 1;

/// So many rows are kept; the rest is counted.
const MOST: usize = 200;

/// What was held apart of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quarantine {
    /// The source.
    pub source: Id,
    /// The day of the run.
    pub seen: Date,
    /// The rows, each with the address of its page.
    pub rows: Vec<(String, Held)>,
    /// How many more there were.
    pub more: usize,
}

impl Quarantine {
    /// The rows that were held on a good run; `None` where there were none.
    pub fn of(source: &Id, pages: &[Page], held: &[Held], seen: Date) -> Option<Self> {
        let row = |held: &Held| {
            let page = pages.get(held.row.page);
            let mut held = held.clone();
            held.row.page = 0;
            (page.map(|page| page.url.clone()).unwrap_or_default(), held)
        };
        (!held.is_empty()).then(|| Self {
            source: source.clone(),
            seen,
            rows: held.iter().take(MOST).map(row).collect(),
            more: held.len().saturating_sub(MOST),
        })
    }

    /// Reads what [`Quarantine::to_json`] wrote; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let wire: Wire = serde_json::from_str(text).ok()?;
        if wire.version != VERSION || wire.rows.len() > MOST {
            return None;
        }
        let rows = wire.rows.into_iter().map(WireHeld::held);
        Some(Self {
            source: Id::new(&wire.source).ok()?,
            seen: day(&wire.seen)?,
            rows: rows.collect::<Option<_>>()?,
            more: wire.more,
        })
    }

    /// The rows as JSON.
    pub fn to_json(&self) -> String {
        let wire = Wire {
            version: VERSION,
            source: self.source.to_string(),
            seen: self.seen.to_string(),
            more: self.more,
            rows: self.rows.iter().map(WireHeld::of).collect(),
        };
        // Maps with text for keys, and nothing but text and numbers in them, cannot fail.
        let mut text = serde_json::to_string_pretty(&wire).unwrap_or_default();
        text.push('\n');
        text
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    version: u32,
    source: String,
    seen: String,
    more: usize,
    rows: Vec<WireHeld>,
}

#[derive(Serialize, Deserialize)]
struct WireHeld {
    page: String,
    number: usize,
    reason: String,
    fields: BTreeMap<String, WireCell>,
    #[serde(default)]
    dates: Vec<WireSession>,
}

#[derive(Serialize, Deserialize)]
struct WireCell {
    value: Option<WireValue>,
    raw: String,
    evidence: String,
    problem: Option<WireProblem>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WireProblem {
    Unreadable(String),
    Several(Vec<String>),
    Implausible(String),
}

impl WireHeld {
    fn of((page, held): &(String, Held)) -> Self {
        let cells = held.row.cells.iter();
        Self {
            page: page.clone(),
            number: held.row.number,
            reason: held.reason.clone(),
            fields: cells
                .map(|(field, cell)| (field.word().to_owned(), WireCell::of(cell)))
                .collect(),
            dates: held.row.dates.iter().map(WireSession::of).collect(),
        }
    }

    fn held(self) -> Option<(String, Held)> {
        let cells = self
            .fields
            .into_iter()
            .map(|(field, cell)| Some((Field::from_word(&field)?, cell.cell()?)));
        let dates = self.dates.into_iter().map(WireSession::session);
        let row = Row {
            page: 0,
            number: self.number,
            cells: cells.collect::<Option<_>>()?,
            dates: dates.collect::<Option<_>>()?,
        };
        let reason = clean(&self.reason);
        Some((clean(&self.page), Held { row, reason }))
    }
}

impl WireCell {
    fn of(cell: &Cell) -> Self {
        Self {
            value: cell.value.as_ref().map(WireValue::of),
            raw: cell.raw.clone(),
            evidence: cell.evidence.clone(),
            problem: cell.problem.as_ref().map(WireProblem::of),
        }
    }

    fn cell(self) -> Option<Cell> {
        let value = match self.value {
            Some(value) => Some(value.value()?),
            None => None,
        };
        Some(Cell {
            value,
            raw: clean(&self.raw),
            evidence: harmless(&self.evidence),
            problem: self.problem.map(WireProblem::problem),
        })
    }
}

impl WireProblem {
    fn of(problem: &Problem) -> Self {
        match problem {
            Problem::Unreadable(why) => Self::Unreadable(why.clone()),
            Problem::Several(texts) => Self::Several(texts.clone()),
            Problem::Implausible(why) => Self::Implausible(why.clone()),
        }
    }

    fn problem(self) -> Problem {
        match self {
            Self::Unreadable(why) => Problem::Unreadable(clean(&why)),
            Self::Several(texts) => {
                Problem::Several(texts.iter().map(|text| clean(text)).collect())
            }
            Self::Implausible(why) => Problem::Implausible(clean(&why)),
        }
    }
}
