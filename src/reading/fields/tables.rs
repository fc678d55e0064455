//! Tables within a table.

use toml::{
    Spanned,
    de::{DeString, DeValue},
};

use super::{Fields, array};
use crate::reading::{
    entry::Entry,
    values::{Value, wrong_type},
};

impl<'t> Fields<'t> {
    /// A table that may be left out. Its faults are this entry's.
    pub(crate) fn table<T>(
        &mut self,
        key: &'static str,
        ask: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let entry = self.child(key, value)?.read(ask);
        self.absorb(entry)
    }

    /// A table that must be there.
    pub(crate) fn required_table<T>(
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
    pub(crate) fn parts<T>(
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
    pub(crate) fn tables(&mut self, key: &'static str) -> Vec<Self> {
        let read = |value: Value<'t>| {
            let help = format!("Write `[[{key}]]` above each.");
            array(value).map_err(|_| wrong_type(value, "a list of tables").help(help))
        };
        let items = self.optional(key, read).unwrap_or_default();
        items
            .iter()
            .filter_map(|item| self.child(key, item))
            .collect()
    }

    /// The keys of a table that is a list of counts, such as `{ core = 1 }`.
    pub(crate) fn pairs(
        &mut self,
        key: &'static str,
    ) -> Vec<(&'t Spanned<DeString<'t>>, Value<'t>)> {
        let read = |value: Value<'t>| match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(wrong_type(value, "a table")),
        };
        let table = self.optional(key, read);
        table.into_iter().flatten().collect()
    }

    fn absorb<T>(&mut self, inner: Entry<'t, T>) -> Option<T> {
        self.names.extend(inner.names);
        self.references.extend(inner.references);
        self.findings.extend(inner.findings);
        inner.value
    }

    fn child(&mut self, key: &'static str, value: Value<'t>) -> Option<Self> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Self::new(self.file, value.span(), table));
        }
        self.fault(key, value.span(), wrong_type(value, "a table"));
        None
    }
}
