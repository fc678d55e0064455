//! What a source said on its last good run, as a value that can be kept: rows with their provenance, and since when rows are missing.
//!
//! Written as JSON, with a version. What cannot be read, or is of another version, is no snapshot: the next run starts anew.

mod wire;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Class, Field, Session, Value, matching::Rung};
use crate::{
    diagnostic::clean,
    model::{Date, Id},
};

use wire::{Wire, WireRow};
pub(super) use wire::{WireSession, WireValue, day};

/// The version of this form.
const VERSION: u32 = 1;

/// The last good rows of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snapshot {
    /// The source.
    pub source: Id,
    /// The day of the last good run.
    pub seen: Date,
    /// The day of the last good run that showed all there was; `None` where there was none, or an earlier version did not write it.
    pub whole: Option<Date>,
    /// The last day on which anything was another than the day before.
    pub changed: Date,
    /// The rows by their keys, those that are missing among them.
    pub rows: BTreeMap<String, Kept>,
}

/// A row that was seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// What it says.
    pub fields: BTreeMap<Field, Said>,
    /// The days on which it takes place.
    pub dates: Vec<Session>,
    /// The first day it was seen.
    pub first_seen: Date,
    /// The last day it was seen.
    pub last_seen: Date,
    /// On how many good runs in a row, a day at most one, it was not there.
    pub missed: u32,
    /// Whether it was there on the last good run and could not be believed: then this is what it said before that.
    pub held: bool,
    /// The activity it is, and how that was known.
    pub activity: Option<(Id, Rung)>,
    /// Where it was read.
    pub provenance: Provenance,
}

/// What was said in a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// What it means.
    pub value: Value,
    /// The text of the page, escaped: what it was read from, with nothing taken away.
    pub raw: String,
    /// How it was got at: `column "ce credits"`.
    pub extractor: String,
}

/// The page that a row was read from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Provenance {
    /// Its address.
    pub url: String,
    /// The day it was retrieved.
    pub retrieved: String,
    /// The status of the answer.
    pub status: Option<u16>,
    /// Its validator.
    pub etag: Option<String>,
    /// Its date, as it was sent.
    pub date: Option<String>,
    /// The SHA-256 of the page.
    pub page_sha256: Option<String>,
}

impl Snapshot {
    /// Reads what [`Snapshot::to_json`] wrote; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let wire: Wire = serde_json::from_str(text).ok()?;
        if wire.version != VERSION {
            return None;
        }
        let rows = wire
            .rows
            .into_iter()
            .map(|(key, row)| Some((clean(&key), row.kept()?)));
        Some(Self {
            source: Id::new(&wire.source).ok()?,
            seen: day(&wire.seen)?,
            whole: match wire.whole {
                Some(text) => Some(day(&text)?),
                None => None,
            },
            changed: day(&wire.changed)?,
            rows: rows.collect::<Option<_>>()?,
        })
    }

    /// The snapshot as JSON, the same bytes for the same rows.
    pub fn to_json(&self) -> String {
        let wire = Wire {
            version: VERSION,
            source: self.source.to_string(),
            seen: self.seen.to_string(),
            whole: self.whole.map(|day| day.to_string()),
            changed: self.changed.to_string(),
            rows: self
                .rows
                .iter()
                .map(|(key, row)| (key.clone(), WireRow::of(row)))
                .collect(),
        };
        // Maps with text for keys, and nothing but text and numbers in them, cannot fail.
        let mut text = serde_json::to_string_pretty(&wire).unwrap_or_default();
        text.push('\n');
        text
    }

    /// How many rows there are that could be believed, and that are not counted as missing: what the next run is held against.
    pub fn present(&self) -> usize {
        self.rows.values().filter(|row| row.is_good()).count()
    }

    /// The rows that were there on the last good run and could be believed. One that is missing, and is not counted as missing, was not there.
    pub(super) fn there(&self) -> impl Iterator<Item = (&String, &Kept)> {
        let was_there = |row: &Kept| row.is_good() && row.last_seen >= self.seen;
        self.rows.iter().filter(move |(_, row)| was_there(row))
    }

    /// Whether the rows that were there and could be believed said the same; what changes by the day does not count.
    pub fn says_as(&self, other: &Self) -> bool {
        let said = |snapshot: &Self| -> Vec<(String, Vec<String>)> {
            let there = snapshot.there();
            there.map(|(key, row)| (key.clone(), row.says())).collect()
        };
        said(self) == said(other)
    }

    /// The names at the provider that were joined with an activity.
    pub fn known(&self) -> BTreeMap<String, Id> {
        let known = self.rows.values().filter_map(|row| {
            let (activity, _) = row.activity.as_ref()?;
            match &row.fields.get(&Field::ProviderRef)?.value {
                Value::Text(name) => Some((name.clone(), activity.clone())),
                _ => None,
            }
        });
        known.collect()
    }
}

impl Kept {
    /// What it says in a field.
    pub fn value(&self, field: Field) -> Option<&Value> {
        self.fields.get(&field).map(|said| &said.value)
    }

    /// Whether it is not counted as missing, and could be believed when it was last there.
    pub fn is_good(&self) -> bool {
        self.missed == 0 && !self.held
    }

    /// Everything it says but for what changes by the day: its fields, and the days on which it takes place.
    fn says(&self) -> Vec<String> {
        let lasts = |(field, _): &(&Field, &Said)| field.class() != Class::Volatile;
        let fields = self.fields.iter().filter(lasts);
        let fields = fields.map(|(field, said)| format!("{field} {}", said.value));
        let days: BTreeSet<Date> = self.dates.iter().map(|date| date.day).collect();
        fields.chain(days.iter().map(Date::to_string)).collect()
    }

    /// The text in a field, where it is a text.
    pub fn text(&self, field: Field) -> Option<&str> {
        match self.value(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day the page was retrieved.
    pub fn retrieved(&self) -> Date {
        day(&self.provenance.retrieved).unwrap_or(self.last_seen)
    }
}
