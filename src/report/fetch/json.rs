//! The report for programs. Its form is held to `docs/schema/fetch.json`.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde::Serialize;

use super::{COUNTS, Fetched, Outcome};
use crate::{
    listing::{Difference, Item, Session, Value},
    report::{
        clean,
        json::{self, Day},
    },
};

#[derive(Serialize)]
struct FetchJson {
    format: u32,
    today: Day,
    sources: Vec<SourceJson>,
    items: Vec<ItemJson>,
    waiting: usize,
}

#[derive(Serialize)]
struct SourceJson {
    id: String,
    status: String,
    reason: Option<String>,
    cache: Option<String>,
    rows: Option<usize>,
    counts: BTreeMap<String, usize>,
    age_s: Option<u64>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct ItemJson {
    state: &'static str,
    source: String,
    key: String,
    activity: Option<String>,
    offering: Option<String>,
    r#match: Option<MatchJson>,
    suggestions: Vec<SuggestionJson>,
    candidates: Vec<String>,
    says: BTreeMap<&'static str, String>,
    dates: Vec<SessionJson>,
    fields: BTreeMap<&'static str, FieldJson>,
    page: String,
    retrieved: Day,
    last_seen: Option<Day>,
    reason: Option<String>,
}

#[derive(Serialize)]
struct SessionJson {
    day: Day,
    location: Option<String>,
    seats: Option<u32>,
}

#[derive(Serialize)]
struct MatchJson {
    rung: &'static str,
}

#[derive(Serialize)]
struct SuggestionJson {
    activity: String,
    title: String,
    /// In hundredths: it is shown, and decides nothing.
    score: u32,
}

#[derive(Serialize)]
struct FieldJson {
    curated: Option<String>,
    fetched: String,
    at_most: bool,
    raw: String,
    extractor: String,
}

/// Writes the report in JSON.
///
/// # Errors
/// Only those of the writer.
pub fn fetch_json(out: &mut dyn Write, fetched: &Fetched<'_>) -> io::Result<()> {
    let answer = FetchJson {
        format: json::FORMAT,
        today: fetched.today.into(),
        sources: fetched
            .sources
            .iter()
            .map(|source| of_source(source, fetched))
            .collect(),
        items: fetched.items.iter().map(of_item).collect(),
        waiting: fetched.waiting(),
    };
    json::write(out, &answer)
}

fn of_source(source: &Outcome, fetched: &Fetched<'_>) -> SourceJson {
    let counts = COUNTS
        .iter()
        .map(|(head, states)| (head.to_lowercase(), fetched.count(&source.id, states)));
    SourceJson {
        id: source.id.clone(),
        status: clean(&source.status),
        reason: source.reason.as_deref().map(clean),
        cache: source.cache.as_deref().map(clean),
        rows: source.rows,
        counts: counts.collect(),
        age_s: source.age,
        warnings: source
            .warnings
            .iter()
            .map(|warning| clean(warning))
            .collect(),
    }
}

fn of_item(item: &Item) -> ItemJson {
    ItemJson {
        state: item.state.word(),
        source: item.source.to_string(),
        key: clean(&item.key),
        activity: item.activity.as_ref().map(ToString::to_string),
        offering: item.offering.as_ref().map(ToString::to_string),
        r#match: item.rung.map(|rung| MatchJson { rung: rung.word() }),
        suggestions: item
            .suggestions
            .iter()
            .map(|like| SuggestionJson {
                activity: like.activity.to_string(),
                title: clean(&like.title),
                score: like.score,
            })
            .collect(),
        candidates: item.candidates.iter().map(ToString::to_string).collect(),
        says: item
            .says
            .iter()
            .map(|(field, value)| (field.word(), clean(&value.to_string())))
            .collect(),
        dates: item.dates.iter().map(of_session).collect(),
        fields: item
            .fields
            .iter()
            .map(|difference| (difference.field.word(), of_field(difference)))
            .collect(),
        page: clean(&item.page),
        retrieved: item.retrieved.into(),
        last_seen: item.last_seen.map(Day::from),
        reason: item.reason.as_deref().map(clean),
    }
}

fn of_session(session: &Session) -> SessionJson {
    SessionJson {
        day: session.day.into(),
        location: session.location.as_deref().map(clean),
        seats: session.seats,
    }
}

fn of_field(difference: &Difference) -> FieldJson {
    FieldJson {
        curated: difference.curated.as_deref().map(clean),
        fetched: clean(&difference.fetched.to_string()),
        at_most: matches!(difference.fetched, Value::AtMost(_)),
        raw: clean(&difference.raw),
        extractor: clean(&difference.extractor),
    }
}
