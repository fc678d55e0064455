//! Names: those an entry brings, and those it relies on. Both are noted with their places, for the rooms to compare across entries.

use std::{collections::BTreeSet, ops::Range};

use super::Fields;
use crate::{
    model::Id,
    reading::{
        entry::{Kind, Name},
        values::{Value, text},
    },
};

impl<'t> Fields<'t> {
    /// The entry's own name, by which others refer to it.
    pub(crate) fn id(&mut self, kind: Kind) -> Option<Id> {
        self.name(kind, "id")
    }

    /// A name the entry brings under the given key.
    pub(crate) fn name(&mut self, kind: Kind, key: &'static str) -> Option<Id> {
        self.declare(kind, self.value_of(key));
        self.required(key, text::id)
    }

    /// Notes a name that the entry brings.
    pub(crate) fn declare(&mut self, kind: Kind, value: Option<Value<'t>>) {
        self.names
            .extend(value.and_then(|value| self.named(kind, value)));
    }

    /// A key that must name another entry.
    pub(crate) fn required_ref(&mut self, kind: Kind, key: &'static str) -> Option<Id> {
        self.refer(kind, self.value_of(key));
        self.required(key, text::id)
    }

    /// A key that may name another entry.
    pub(crate) fn optional_ref(&mut self, kind: Kind, key: &'static str) -> Option<Id> {
        self.refer(kind, self.value_of(key));
        self.optional(key, text::id)
    }

    /// A list of other entries' names, each once.
    pub(crate) fn refs(&mut self, kind: Kind, key: &'static str) -> Vec<Id> {
        for item in self.items(key) {
            self.refer(kind, Some(item));
        }
        let mut ids = self.list(key, text::id);
        let mut seen = BTreeSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        ids
    }

    /// Notes a name that the entry relies on. What is no id at all is told where it is read, and not once more.
    pub(crate) fn refer(&mut self, kind: Kind, value: Option<Value<'t>>) {
        let name = value.and_then(|value| self.named(kind, value));
        self.references
            .extend(name.filter(|name| Id::new(name.text).is_ok()));
    }

    /// Notes that the entry relies on what a key is called, rather than on its value.
    pub(crate) fn refer_key(&mut self, kind: Kind, key: &'t str, span: Range<usize>) {
        let (file, text) = (self.file, key);
        self.references.push(Name {
            kind,
            text,
            file,
            span,
        });
    }

    /// Notes the host of an address that the entry relies on as evidence. What is no address is told where it is read.
    pub(crate) fn refer_host(&mut self, key: &'static str) {
        let Some(value) = self.value_of(key) else {
            return;
        };
        let Some((text, span)) = value.get_ref().as_str().and_then(|address| {
            let host = text::host_of(address)?;
            Some((host, part(address, host, value.span())))
        }) else {
            return;
        };
        let (kind, file) = (Kind::Host, self.file);
        self.references.push(Name {
            kind,
            text,
            file,
            span,
        });
    }

    fn named(&self, kind: Kind, value: Value<'t>) -> Option<Name<'t>> {
        let (file, span) = (self.file, value.span());
        value.get_ref().as_str().map(|text| Name {
            kind,
            text,
            file,
            span,
        })
    }
}

/// Where a part of a text stands, if the text is written without escapes; else where the text does.
fn part(text: &str, part: &str, whole: Range<usize>) -> Range<usize> {
    let quotes = 1;
    match text.find(part) {
        Some(at) if whole.len() == text.len() + 2 * quotes => {
            let start = whole.start + quotes + at;
            start..start + part.len()
        }
        _ => whole,
    }
}
