//! What a source said on its last good run, as a value that can be kept: rows with their provenance, and since when rows are missing.
//!
//! Written as JSON, with a version. What cannot be read, or is of another version, is no snapshot: the next run starts anew.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Field, matching::Rung};
use crate::{
    diagnostic::clean,
    listing::Value,
    model::{Clc, Cost, Credits, Currency, Date, Id, Minutes, Money},
};

/// The version of this form.
const VERSION: u32 = 1;

/// The last good rows of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snapshot {
    /// The source.
    pub source: Id,
    /// The day of the last good run.
    pub seen: Date,
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
    /// The first day it was seen.
    pub first_seen: Date,
    /// The last day it was seen.
    pub last_seen: Date,
    /// On how many good runs in a row, a day at most one, it was not there.
    pub missed: u32,
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
    /// The text it was read from, cleaned.
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

    /// How many rows were there on the last good run: what the next one is held against.
    pub fn present(&self) -> usize {
        self.rows.values().filter(|row| row.missed == 0).count()
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

fn day(text: &str) -> Option<Date> {
    Date::parse_from_str(text, "%Y-%m-%d").ok()
}

#[derive(Serialize, Deserialize)]
struct Wire {
    version: u32,
    source: String,
    seen: String,
    changed: String,
    rows: BTreeMap<String, WireRow>,
}

#[derive(Serialize, Deserialize)]
struct WireRow {
    first_seen: String,
    last_seen: String,
    missed: u32,
    activity: Option<String>,
    rung: Option<String>,
    fields: BTreeMap<String, WireSaid>,
    provenance: Provenance,
}

#[derive(Serialize, Deserialize)]
struct WireSaid {
    value: WireValue,
    raw: String,
    extractor: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WireValue {
    Text(String),
    Credits(String),
    AtMost(String),
    Minutes(u32),
    Cost(WireCost),
    Day(String),
    Count(u32),
}

/// A price: free, or in money, in Learning Credits, or both.
#[derive(Serialize, Deserialize)]
struct WireCost {
    free: bool,
    minor: Option<u64>,
    currency: Option<String>,
    clc: Option<u32>,
}

impl WireRow {
    fn of(row: &Kept) -> Self {
        Self {
            first_seen: row.first_seen.to_string(),
            last_seen: row.last_seen.to_string(),
            missed: row.missed,
            activity: row.activity.as_ref().map(|(id, _)| id.to_string()),
            rung: row
                .activity
                .as_ref()
                .map(|(_, rung)| rung.word().to_owned()),
            fields: row
                .fields
                .iter()
                .map(|(field, said)| (field.word().to_owned(), WireSaid::of(said)))
                .collect(),
            provenance: row.provenance.clone(),
        }
    }

    fn kept(self) -> Option<Kept> {
        let fields = self
            .fields
            .into_iter()
            .map(|(field, said)| Some((Field::from_word(&field)?, said.said()?)));
        let activity = self
            .activity
            .zip(self.rung)
            .map(|(id, rung)| Some((Id::new(&id).ok()?, Rung::from_word(&rung)?)));
        let mut provenance = self.provenance;
        day(&provenance.retrieved)?;
        provenance.url = clean(&provenance.url);
        Some(Kept {
            fields: fields.collect::<Option<_>>()?,
            first_seen: day(&self.first_seen)?,
            last_seen: day(&self.last_seen)?,
            missed: self.missed,
            activity: match activity {
                Some(activity) => Some(activity?),
                None => None,
            },
            provenance,
        })
    }
}

impl WireSaid {
    fn of(said: &Said) -> Self {
        let value = match &said.value {
            Value::Text(text) => WireValue::Text(text.clone()),
            Value::Credits(credits) => WireValue::Credits(credits.to_string()),
            Value::AtMost(credits) => WireValue::AtMost(credits.to_string()),
            Value::Hours(minutes) => WireValue::Minutes(minutes.minutes()),
            Value::Price(cost) => WireValue::Cost(WireCost::of(*cost)),
            Value::Day(day) => WireValue::Day(day.to_string()),
            Value::Count(count) => WireValue::Count(*count),
        };
        Self {
            value,
            raw: said.raw.clone(),
            extractor: said.extractor.clone(),
        }
    }

    fn said(self) -> Option<Said> {
        let value = match self.value {
            WireValue::Text(text) => Value::Text(clean(&text)),
            WireValue::Credits(credits) => Value::Credits(Credits::parse(&credits).ok()?),
            WireValue::AtMost(credits) => Value::AtMost(Credits::parse(&credits).ok()?),
            WireValue::Minutes(minutes) => Value::Hours(Minutes::new(minutes)?),
            WireValue::Cost(cost) => Value::Price(cost.cost()?),
            WireValue::Day(text) => Value::Day(day(&text)?),
            WireValue::Count(count) => Value::Count(count),
        };
        Some(Said {
            value,
            raw: clean(&self.raw),
            extractor: clean(&self.extractor),
        })
    }
}

impl WireCost {
    fn of(cost: Cost) -> Self {
        let (cash, clc) = match cost {
            Cost::Priced { cash, clc } => (cash, clc),
            Cost::Free | Cost::Unknown => (None, None),
        };
        Self {
            free: cost == Cost::Free,
            minor: cash.map(|money| money.minor),
            currency: cash.map(|money| money.currency.to_string()),
            clc: clc.map(|clc| clc.0),
        }
    }

    fn cost(self) -> Option<Cost> {
        if self.free {
            return Some(Cost::Free);
        }
        let cash = match self.minor.zip(self.currency) {
            Some((minor, code)) if minor <= Money::MOST => Some(Money {
                minor,
                currency: Currency::from_code(&code)?,
            }),
            Some(_) => return None,
            None => None,
        };
        let clc = self.clc.map(|clc| (clc <= Clc::MOST).then_some(Clc(clc)));
        let clc = match clc {
            Some(clc) => Some(clc?),
            None => None,
        };
        (cash.is_some() || clc.is_some()).then_some(Cost::Priced { cash, clc })
    }
}
