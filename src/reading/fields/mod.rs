//! Reads the keys of one table, and goes on after a fault, so that every fault of an entry is told in one run.
//!
//! Serde would stop at the first. What a value must look like is for [`super::values`] to say; what the keys mean, for the
//! files named after the entries.

mod links;
mod tables;

use std::{collections::BTreeSet, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    entry::{Entry, Name, Table},
    values::{Fault, Value, wrong_type},
};
use crate::diagnostic::{Code, Diagnostic, closest, shown};

/// A table whose keys are being read.
pub(crate) struct Fields<'t> {
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
    pub(crate) fn new(file: usize, span: Range<usize>, table: &'t DeTable<'t>) -> Self {
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
    pub(crate) fn root(file: usize, document: &'t Spanned<DeTable<'t>>) -> Self {
        Self::new(file, 0..0, document.get_ref())
    }

    /// A key that every entry has.
    pub(crate) fn required<T>(
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
    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value<'t>) -> Result<T, Fault>,
    ) -> Option<T> {
        let value = self.value(key)?;
        self.judge(key, value, read)
    }

    /// A list that may be left out; every wrong item of it is told.
    pub(crate) fn list<T>(
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
    pub(crate) fn required_list<T>(
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

    /// Reads a value that was got at by another way than its key.
    pub(crate) fn judge<T>(
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
    pub(crate) fn fault(&mut self, key: &str, span: Range<usize>, fault: Fault) {
        let finding = fault.into_diagnostic(&shown(key), self.file, span);
        self.findings.push(finding);
    }

    /// Tells any other finding.
    pub(crate) fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Whether nothing was found wrong so far.
    pub(crate) fn is_faultless(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether the table has the key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The table's header.
    pub(crate) fn header(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The file the table is in.
    pub(crate) fn file(&self) -> usize {
        self.file
    }

    /// Where a key's value stands, or else the table's header.
    pub(crate) fn span_of(&self, key: &str) -> Range<usize> {
        self.value_of(key)
            .map_or_else(|| self.span.clone(), Spanned::span)
    }

    /// Tells that a key is not there.
    pub(crate) fn missing(&mut self, key: &'static str) {
        self.asked.push(key);
        let finding = Diagnostic::error(Code::MissingKey, format!("`{key}` is missing"));
        let whole = if self.span.is_empty() {
            "from this file"
        } else {
            "from this entry"
        };
        self.findings
            .push(finding.at(self.file, self.span.clone(), whole));
    }

    /// Reads the whole table by asking for its keys, then tells every key that was not asked for.
    pub(crate) fn read<T>(mut self, ask: impl FnOnce(&mut Self) -> Option<T>) -> Entry<'t, T> {
        let value = ask(&mut self);
        self.unknown_keys();
        Entry {
            value: value.filter(|_| self.findings.is_empty()),
            table: Some(Table {
                file: self.file,
                header: self.span,
                keys: self.table,
            }),
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
                None => finding.help(format!("The keys here are {}.", self.keys())),
            });
        }
    }

    /// Every key that was asked for, by name.
    fn keys(&self) -> String {
        let keys: BTreeSet<&str> = self.asked.iter().copied().collect();
        let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
        keys.join(", ")
    }

    fn value(&mut self, key: &'static str) -> Option<Value<'t>> {
        self.asked.push(key);
        self.value_of(key)
    }

    /// The value of a key, without reading it.
    pub(crate) fn value_of(&self, key: &str) -> Option<Value<'t>> {
        self.table.get(key)
    }

    /// The items of a list, without reading them.
    pub(crate) fn items(&self, key: &str) -> impl Iterator<Item = Value<'t>> + use<'t> {
        let items = self
            .value_of(key)
            .and_then(|value| value.get_ref().as_array());
        items.into_iter().flat_map(|items| items.iter())
    }

    /// Makes keys known that are read only under some conditions.
    pub(crate) fn expect(&mut self, keys: &[&'static str]) {
        self.asked.extend(keys);
    }
}

fn array(value: Value<'_>) -> Result<&[Spanned<DeValue<'_>>], Fault> {
    match value.get_ref() {
        DeValue::Array(items) => Ok(items),
        _ => Err(wrong_type(value, "a list").help("Put it in brackets: `[…]`.")),
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::Fields;
    use crate::{diagnostic::Code, diagnostic::Sources, reading::syntax};

    /// Reads a text as one table and gives what it says, or each fault's code and line in the order they were met.
    pub(crate) fn outcome<T>(
        text: &str,
        ask: fn(&mut Fields<'_>) -> Option<T>,
    ) -> Result<T, Vec<(Code, usize)>> {
        let sources = Sources::new([("a.toml".to_owned(), text.as_bytes().to_vec())]);
        let document = syntax::parse(&sources, 0).unwrap();
        let entry = Fields::root(0, &document).read(ask);
        let place = |finding: &crate::diagnostic::Diagnostic| {
            let start = finding.primary().unwrap().span.start;
            (finding.code, sources.position(0, start).line)
        };
        let findings = entry.findings.iter().map(place).collect();
        entry.value.ok_or(findings)
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::outcome, *};
    use crate::reading::values::{number, text};

    fn ask(fields: &mut Fields<'_>) -> Option<(String, usize)> {
        let name = fields.required("name", text::plain);
        let items = fields.list("items", number::credits);
        fields.parts("part", |part| part.required("name", text::plain));
        Some((name?, items.len()))
    }

    #[track_caller]
    fn check(text: &str, expected: &[(Code, usize)]) {
        assert_eq!(outcome(text, ask).unwrap_err(), expected);
    }

    #[test]
    fn a_table_without_fault_is_read() {
        let read = outcome("name = 'a'\nitems = [1, 2.5]\n[[part]]\nname = 'b'\n", ask);
        assert_eq!(read, Ok(("a".to_owned(), 2)));
    }

    #[test]
    fn reading_goes_on_after_a_fault() {
        use Code::{BadCredits, MissingKey, UnknownKey, WrongType};
        let text = "items = ['a', 1, -1]\nother = 1\n[[part]]\nnam = 'b'\n[[part]]\nname = 1\n";
        let expected = [
            (MissingKey, 1),
            (WrongType, 1),
            (BadCredits, 1),
            (MissingKey, 3),
            (UnknownKey, 4),
            (WrongType, 6),
            (UnknownKey, 2),
        ];
        check(text, &expected);
    }

    #[test]
    fn tables_are_told_from_values() {
        check("name = 'a'\n[part]\nname = 'b'\n", &[(Code::WrongType, 2)]);
        check("name = 'a'\npart = 3\n", &[(Code::WrongType, 2)]);
        check("name = 'a'\npart = [3]\n", &[(Code::WrongType, 2)]);
        check("name = 'a'\nitems = 3\n", &[(Code::WrongType, 2)]);
    }
}
