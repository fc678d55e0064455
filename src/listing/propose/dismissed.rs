//! Proposals that are not wanted, so that they do not come back.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use super::Proposal;
use crate::{
    diagnostic::{Diagnostic, Sources, clean},
    model::Date,
    reading::{
        fields::Fields,
        syntax,
        values::{day, text},
    },
};

/// A proposal that is not wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dismissed {
    /// Its key: another value is another proposal.
    pub key: String,
    /// Why.
    pub reason: String,
    /// The day it was dismissed.
    pub on: Date,
}

/// Reads `dismissed.toml`, the first of the files: all that can be read, and what is wrong with the rest.
pub fn dismissals(sources: &Sources) -> (Vec<Dismissed>, Vec<Diagnostic>) {
    let document = match syntax::parse(sources, 0) {
        Ok(document) => document,
        Err(findings) => return (Vec::new(), findings),
    };
    let mut dismissed = Vec::new();
    let entry = Fields::root(0, &document).read(|fields| {
        dismissed = fields.parts("dismissed", |table| {
            let key = table.required("key", text::plain);
            let reason = table.required("reason", text::plain);
            let on = table.required("on", day::day);
            Some(Dismissed {
                key: key?,
                reason: reason?,
                on: on?,
            })
        });
        Some(())
    });
    (dismissed, entry.findings)
}

/// `dismissed.toml`, in the order of the keys.
pub fn dismissed_toml(dismissed: &[Dismissed]) -> String {
    let mut sorted: Vec<&Dismissed> = dismissed.iter().collect();
    sorted.sort_by(|a, b| a.key.cmp(&b.key));
    sorted.dedup_by(|a, b| a.key == b.key);
    let mut list = ArrayOfTables::new();
    for one in sorted {
        let mut table = Table::new();
        table.insert("key", Item::Value(clean(&one.key).into()));
        table.insert("reason", Item::Value(clean(&one.reason).into()));
        if let Ok(day) = one.on.to_string().parse::<toml_edit::Datetime>() {
            table.insert("on", Item::Value(day.into()));
        }
        list.push(table);
    }
    let mut document = DocumentMut::new();
    document.insert("dismissed", Item::ArrayOfTables(list));
    document.to_string()
}

impl Proposal {
    /// The entries that a person does not want.
    pub fn dismissed(&self, on: Date) -> Vec<Dismissed> {
        let unwanted = self.entries.iter().filter_map(|entry| {
            let reason = entry.dismiss.clone()?;
            Some(Dismissed {
                key: entry.key.clone(),
                reason,
                on,
            })
        });
        unwanted.collect()
    }
}
