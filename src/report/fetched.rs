//! The mark on what was fetched and laid over the catalogue, and what it means.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{json::Day, words};
use crate::model::Fetched;

/// What stands after the name of a thing that carries fetched facts.
pub(super) fn mark(fetched: Option<&Fetched>) -> &'static str {
    if fetched.is_some() { "*" } else { "" }
}

/// The name, marked where something of it was fetched.
pub(super) fn marked(name: String, fetched: Option<&Fetched>) -> String {
    name + mark(fetched)
}

/// What the mark means, with every source and its day; empty where nothing is marked.
pub(super) fn legend<'f>(fetched: impl Iterator<Item = &'f Fetched>) -> String {
    let told = fetched.map(|fetched| format!("`{}` on {}", fetched.source, fetched.on));
    let told: Vec<String> = told.collect::<BTreeSet<_>>().into_iter().collect();
    if told.is_empty() {
        return String::new();
    }
    format!(
        "* Fetched from {}, and checked by nobody.",
        words::list(&told)
    )
}

/// The same for programs.
#[derive(Serialize)]
pub(super) struct FetchedJson<'f> {
    source: &'f str,
    on: Day,
    fields: &'f [&'static str],
}

impl<'f> From<&'f Fetched> for FetchedJson<'f> {
    fn from(fetched: &'f Fetched) -> Self {
        Self {
            source: fetched.source.as_str(),
            on: fetched.on.into(),
            fields: &fetched.fields,
        }
    }
}
