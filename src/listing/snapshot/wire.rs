//! A snapshot as it is written. What cannot be read as exactly this is no snapshot.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Kept, Provenance, Said};
use crate::{
    diagnostic::clean,
    listing::{Field, Session, Value, clean::harmless, matching::Rung},
    model::{Clc, Cost, Credits, Currency, Date, Id, Minutes, Money},
};

pub(in crate::listing) fn day(text: &str) -> Option<Date> {
    Date::parse_from_str(text, "%Y-%m-%d").ok()
}

#[derive(Serialize, Deserialize)]
pub(super) struct Wire {
    pub(super) version: u32,
    pub(super) source: String,
    pub(super) seen: String,
    #[serde(default)]
    pub(super) whole: Option<String>,
    pub(super) changed: String,
    pub(super) rows: BTreeMap<String, WireRow>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WireRow {
    first_seen: String,
    last_seen: String,
    missed: u32,
    #[serde(default)]
    held: bool,
    activity: Option<String>,
    rung: Option<String>,
    fields: BTreeMap<String, WireSaid>,
    #[serde(default)]
    dates: Vec<WireSession>,
    provenance: Provenance,
}

#[derive(Serialize, Deserialize)]
struct WireSaid {
    value: WireValue,
    raw: String,
    extractor: String,
}

/// A day on which a thing takes place.
#[derive(Serialize, Deserialize)]
pub(in crate::listing) struct WireSession {
    day: String,
    location: Option<String>,
    seats: Option<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::listing) enum WireValue {
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
pub(in crate::listing) struct WireCost {
    free: bool,
    minor: Option<u64>,
    currency: Option<String>,
    clc: Option<u32>,
}

impl WireRow {
    pub(super) fn of(row: &Kept) -> Self {
        Self {
            first_seen: row.first_seen.to_string(),
            last_seen: row.last_seen.to_string(),
            missed: row.missed,
            held: row.held,
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
            dates: row.dates.iter().map(WireSession::of).collect(),
            provenance: row.provenance.clone(),
        }
    }

    pub(super) fn kept(self) -> Option<Kept> {
        let fields = self
            .fields
            .into_iter()
            .map(|(field, said)| Some((Field::from_word(&field)?, said.said()?)));
        let dates = self.dates.into_iter().map(WireSession::session);
        let activity = self
            .activity
            .zip(self.rung)
            .map(|(id, rung)| Some((Id::new(&id).ok()?, Rung::from_word(&rung)?)));
        let mut provenance = self.provenance;
        day(&provenance.retrieved)?;
        provenance.url = clean(&provenance.url);
        Some(Kept {
            fields: fields.collect::<Option<_>>()?,
            dates: dates.collect::<Option<_>>()?,
            first_seen: day(&self.first_seen)?,
            last_seen: day(&self.last_seen)?,
            missed: self.missed,
            held: self.held,
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
        Self {
            value: WireValue::of(&said.value),
            raw: said.raw.clone(),
            extractor: said.extractor.clone(),
        }
    }

    fn said(self) -> Option<Said> {
        Some(Said {
            value: self.value.value()?,
            raw: harmless(&self.raw),
            extractor: clean(&self.extractor),
        })
    }
}

impl WireSession {
    pub(in crate::listing) fn of(session: &Session) -> Self {
        Self {
            day: session.day.to_string(),
            location: session.location.clone(),
            seats: session.seats,
        }
    }

    pub(in crate::listing) fn session(self) -> Option<Session> {
        Some(Session {
            day: day(&self.day)?,
            location: self.location.as_deref().map(clean),
            seats: self.seats,
        })
    }
}

impl WireValue {
    pub(in crate::listing) fn of(value: &Value) -> Self {
        match value {
            Value::Text(text) => Self::Text(text.clone()),
            Value::Credits(credits) => Self::Credits(credits.to_string()),
            Value::AtMost(credits) => Self::AtMost(credits.to_string()),
            Value::Hours(minutes) => Self::Minutes(minutes.minutes()),
            Value::Price(cost) => Self::Cost(WireCost::of(*cost)),
            Value::Day(day) => Self::Day(day.to_string()),
            Value::Count(count) => Self::Count(*count),
        }
    }

    pub(in crate::listing) fn value(self) -> Option<Value> {
        Some(match self {
            Self::Text(text) => Value::Text(clean(&text)),
            Self::Credits(credits) => Value::Credits(Credits::parse(&credits).ok()?),
            Self::AtMost(credits) => Value::AtMost(Credits::parse(&credits).ok()?),
            Self::Minutes(minutes) => Value::Hours(Minutes::new(minutes)?),
            Self::Cost(cost) => Value::Price(cost.cost()?),
            Self::Day(text) => Value::Day(day(&text)?),
            Self::Count(count) => Value::Count(count),
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
