//! Reads the keys of one table, and goes on after a fault, so that every fault of an entry is told in one run.
//!
//! Serde would stop at the first. What a value must look like is for [`super::values`] to say; what the keys mean, for the
//! files named after the entries.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    entry::{Entry, Kind, Name},
    values::{Fault, Value, text, wrong_type},
};
use crate::{
    diagnostic::{Code, Diagnostic, closest, shown},
    model::Id,
};

/// A table whose keys are being read.
pub(super) struct Fields<'t> {
    file: usize,
    /// The table's header.
    span: Range<usize>,
    table: &'t DeTable<'t>,
    /// The keys asked for so far: all others are unknown.
    asked: Vec<&'static str>,
    names: Vec<Name<'t>>,
    references: Vec<Name<'t>>,
    findings: Vec<Diagnostic>,
}

impl<'t> Fields<'t> {
    /// Begins to read a table of the given file.
    pub(super) fn new(file: usize, span: Range<usize>, table: &'t DeTable<'t>) -> Self {
        Self {
            file,
            span,
            table,
            asked: Vec::with_capacity(16),
            names: Vec::new(),
            references: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Begins to read a whole file.
    pub(super) fn root(file: usize, document: &'t Spanned<DeTable<'t>>) -> Self {
        Self::new(file, 0..0, document.get_ref())
    }

    /// A key that every entry has.
    pub(super) fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'t>) -> Result<T, Fault>,
    ) -> Option<T> {
        let Some(value) = self.value(key) else {
            self.missing(key);
            return None;
        };
        self.judge(key, value, read)
    }

    /// A key that may be left out.
    pub(super) fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'t>) -> Result<T, Fault>,
    ) -> Option<T> {
        let value = self.value(key)?;
        self.judge(key, value, read)
    }

    /// A list that may be left out; every wrong item of it is told.
    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(Value<'t>) -> Result<T, Fault>,
    ) -> Vec<T> {
        let items = self.optional(key, array).unwrap_or_default();
        items
            .iter()
            .filter_map(|item| self.judge(key, item, &read))
            .collect()
    }

    /// A list that must be there and hold something.
    pub(super) fn required_list<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(Value<'t>) -> Result<T, Fault>,
    ) -> Vec<T> {
        match self.value(key).map(Spanned::get_ref) {
            None => self.missing(key),
            Some(DeValue::Array(items)) if items.is_empty() => {
                let fault = Fault::new(Code::MissingKey, "is empty").label("name at least one");
                self.fault(key, self.span_of(key), fault);
            }
            Some(_) => {}
        }
        self.list(key, read)
    }

    /// The entry's own name, by which others refer to it.
    pub(super) fn id(&mut self, kind: Kind) -> Option<Id> {
        self.name(kind, "id")
    }

    /// A name the entry brings under the given key.
    pub(super) fn name(&mut self, kind: Kind, key: &'static str) -> Option<Id> {
        self.declare(kind, self.value_of(key));
        self.required(key, text::id)
    }

    /// Notes a name that the entry brings.
    pub(super) fn declare(&mut self, kind: Kind, value: Option<Value<'t>>) {
        self.names
            .extend(value.and_then(|value| self.named(kind, value)));
    }

    /// A key that must name another entry.
    pub(super) fn required_ref(&mut self, kind: Kind, key: &'static str) -> Option<Id> {
        self.refer(kind, self.value_of(key));
        self.required(key, text::id)
    }

    /// A key that may name another entry.
    pub(super) fn optional_ref(&mut self, kind: Kind, key: &'static str) -> Option<Id> {
        self.refer(kind, self.value_of(key));
        self.optional(key, text::id)
    }

    /// A list of other entries' names, each once.
    pub(super) fn refs(&mut self, kind: Kind, key: &'static str) -> Vec<Id> {
        for item in self.items(key) {
            self.refer(kind, Some(item));
        }
        let mut ids = self.list(key, text::id);
        let mut seen = std::collections::BTreeSet::new();
        ids.retain(|id| seen.insert(id.clone()));
        ids
    }

    /// Notes a name that the entry relies on. What is no id at all is told where it is read, and not once more.
    pub(super) fn refer(&mut self, kind: Kind, value: Option<Value<'t>>) {
        let name = value.and_then(|value| self.named(kind, value));
        self.references
            .extend(name.filter(|name| Id::new(name.text).is_ok()));
    }

    /// Notes that the entry relies on what a key is called, rather than on its value.
    pub(super) fn refer_key(&mut self, kind: Kind, key: &'t str, span: Range<usize>) {
        let (file, text) = (self.file, key);
        self.references.push(Name {
            kind,
            text,
            file,
            span,
        });
    }

    /// A table that may be left out. Its faults are this entry's.
    pub(super) fn table<T>(
        &mut self,
        key: &'static str,
        ask: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let entry = self.child(key, value)?.read(ask);
        self.absorb(entry)
    }

    /// A table that must be there.
    pub(super) fn required_table<T>(
        &mut self,
        key: &'static str,
        ask: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if !self.has(key) {
            self.missing(key);
        }
        self.table(key, ask)
    }

    /// A list of tables that are part of this entry: their faults are its own.
    pub(super) fn parts<T>(
        &mut self,
        key: &'static str,
        mut ask: impl FnMut(&mut Self) -> Option<T>,
    ) -> Vec<T> {
        let tables = self.tables(key);
        tables
            .into_iter()
            .filter_map(|table| self.absorb(table.read(&mut ask)))
            .collect()
    }

    /// A list of tables that may be left out, as `[[key]]` writes it.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Self> {
        let read = |value: Value<'t>| match value.get_ref() {
            DeValue::Table(_) => Err(wrong_type(value, "a list of tables")
                .help(format!("Write `[[{key}]]`, once for each."))),
            _ => array(value),
        };
        let items = self.optional(key, read).unwrap_or_default();
        items
            .iter()
            .filter_map(|item| self.child(key, item))
            .collect()
    }

    /// The keys of a table that is a list of counts, such as `{ core = 1 }`.
    pub(super) fn pairs(
        &mut self,
        key: &'static str,
    ) -> Vec<(&'t Spanned<toml::de::DeString<'t>>, Value<'t>)> {
        let read = |value: Value<'t>| match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(wrong_type(value, "a table")),
        };
        let table = self.optional(key, read);
        table.into_iter().flatten().collect()
    }

    /// Reads a value that was got at by another way than its key.
    pub(super) fn judge<T>(
        &mut self,
        key: &str,
        value: Value<'t>,
        read: impl FnOnce(Value<'t>) -> Result<T, Fault>,
    ) -> Option<T> {
        match read(value) {
            Ok(read) => Some(read),
            Err(fault) => {
                self.fault(key, value.span(), fault);
                None
            }
        }
    }

    /// Tells a fault of a key.
    pub(super) fn fault(&mut self, key: &str, span: Range<usize>, fault: Fault) {
        let finding = fault.into_diagnostic(&shown(key), self.file, span);
        self.findings.push(finding);
    }

    /// Tells any other finding.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Whether the table has the key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The file the table is in.
    pub(super) fn file(&self) -> usize {
        self.file
    }

    /// Where a key's value stands, or else the table's header.
    pub(super) fn span_of(&self, key: &str) -> Range<usize> {
        self.value_of(key)
            .map_or_else(|| self.span.clone(), Spanned::span)
    }

    /// Tells that a key is not there.
    pub(super) fn missing(&mut self, key: &'static str) {
        self.asked.push(key);
        let finding = Diagnostic::error(Code::MissingKey, format!("`{key}` is missing"));
        self.findings
            .push(finding.at(self.file, self.span.clone(), "from this entry"));
    }

    fn absorb<T>(&mut self, inner: Entry<'t, T>) -> Option<T> {
        self.names.extend(inner.names);
        self.references.extend(inner.references);
        self.findings.extend(inner.findings);
        inner.value
    }

    /// Reads the whole table by asking for its keys, then tells every key that was not asked for.
    pub(super) fn read<T>(mut self, ask: impl FnOnce(&mut Self) -> Option<T>) -> Entry<'t, T> {
        let value = ask(&mut self);
        self.unknown_keys();
        Entry {
            value: value.filter(|_| self.findings.is_empty()),
            names: self.names,
            references: self.references,
            findings: self.findings,
        }
    }

    fn unknown_keys(&mut self) {
        let free = |key: &&&'static str| !self.table.contains_key(**key);
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let near = closest(name, self.asked.iter().filter(free).copied());
            let label = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
            let finding =
                Diagnostic::error(Code::UnknownKey, format!("unknown key `{}`", shown(name)));
            let finding = finding.at(self.file, key.span(), label);
            self.findings.push(match near {
                Some(_) => finding,
                None => finding.help(format!("The keys here are {}.", listed(&self.asked))),
            });
        }
    }

    fn value(&mut self, key: &'static str) -> Option<Value<'t>> {
        self.asked.push(key);
        self.value_of(key)
    }

    /// The value of a key, without reading it.
    pub(super) fn value_of(&self, key: &str) -> Option<Value<'t>> {
        self.table.get(key)
    }

    /// The items of a list, without reading them.
    pub(super) fn items(&self, key: &str) -> impl Iterator<Item = Value<'t>> + use<'t> {
        let items = self
            .value_of(key)
            .and_then(|value| value.get_ref().as_array());
        items.into_iter().flat_map(|items| items.iter())
    }

    /// Makes keys known that are read only under some conditions.
    pub(super) fn expect(&mut self, keys: &[&'static str]) {
        self.asked.extend(keys);
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

    fn child(&mut self, key: &'static str, value: Value<'t>) -> Option<Self> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Self::new(self.file, value.span(), table));
        }
        self.fault(key, value.span(), wrong_type(value, "a table"));
        None
    }
}

fn array(value: Value<'_>) -> Result<&[Spanned<DeValue<'_>>], Fault> {
    match value.get_ref() {
        DeValue::Array(items) => Ok(items),
        _ => Err(wrong_type(value, "a list").help("Put it in brackets: `[…]`.")),
    }
}

/// Words in backticks, with commas.
pub(super) fn listed<'w>(words: impl IntoIterator<Item = &'w &'w str>) -> String {
    let words: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
