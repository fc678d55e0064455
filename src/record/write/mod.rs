//! What is to be remembered, to the text of a record's file.
//!
//! The file is hers: comments, order, blank lines and her way of writing values stay as they are. A new entry goes to the very end, so
//! that nothing between moves; an entry that is amended changes in the values that differ, and nowhere else. Writing what stands there
//! already changes no byte.

mod keys;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::{Completion, Defaults, FORMAT, Held, HeldPass, Record};
use crate::model::Id;

/// What a new file begins with.
const NEW: &str = "\
# The record of finder: what you hold, what you completed, what became of each claim.
# It is yours: edit it as you like. `docs/record.md` says what each key means.
format = 1
";

/// What Taplo and its kin read a schema's name from; it must stand first.
const SCHEMA: &str = "#:schema";

/// A record's file as it stands, comments and all.
///
/// Entries are counted from 0 in the order of the file, which is that of the [`Record`] read from it.
#[derive(Clone, Debug)]
pub struct Document {
    toml: DocumentMut,
    /// Whether lines end as on Windows.
    crlf: bool,
}

impl Default for Document {
    /// A record with nothing in it.
    fn default() -> Self {
        Self::parse(NEW).unwrap_or_else(|| Self {
            toml: DocumentMut::new(),
            crlf: false,
        })
    }
}

impl Document {
    /// Takes the text of a file; `None` where it is not TOML.
    pub fn parse(text: &str) -> Option<Self> {
        let crlf = text.contains("\r\n");
        let toml = text.parse().ok()?;
        Some(Self { toml, crlf })
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let text = self.toml.to_string();
        if self.crlf {
            return text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        text
    }

    /// Brings a file of an older form into the newest, with the facts that the old one leaves out. Whether there was anything to do.
    pub fn migrate(&mut self, record: &Record) -> bool {
        match self.toml.get_mut("format").and_then(Item::as_value_mut) {
            Some(value) if value.as_integer() == Some(FORMAT.into()) => return false,
            Some(value) => keys::replace(value, i64::from(FORMAT).into()),
            None => self.lead_with_format(),
        }
        for (at, completion) in record.completions.iter().enumerate() {
            self.amend_completion(at, completion);
        }
        true
    }

    /// Writes the number of the form above all else but the name of a schema.
    fn lead_with_format(&mut self) {
        let text = self.toml.to_string();
        let has_schema = text.starts_with(SCHEMA);
        let (first, rest) = match text.split_once('\n').filter(|_| has_schema) {
            Some((first, rest)) => (format!("{first}\n"), rest),
            None => (String::new(), text.as_str()),
        };
        let gap = if rest.starts_with(['[', '#']) {
            "\n"
        } else {
            ""
        };
        self.reread(&format!("{first}format = {FORMAT}\n{gap}{rest}"));
    }

    /// Adds what was completed.
    pub fn add_completion(&mut self, completion: &Completion) {
        self.add("completion", |table| keys::completion(table, completion));
    }

    /// Brings a completion that is there to what is known of it now.
    pub fn amend_completion(&mut self, at: usize, completion: &Completion) {
        self.amend("completion", at, |table| {
            keys::completion(table, completion);
        });
    }

    /// Adds a certification.
    pub fn add_certification(&mut self, held: &Held) {
        self.add("certification", |table| keys::certification(table, held));
    }

    /// Brings a certification that is there to what is known of it now.
    pub fn amend_certification(&mut self, at: usize, held: &Held) {
        self.amend("certification", at, |table| {
            keys::certification(table, held);
        });
    }

    /// Adds a pass.
    pub fn add_pass(&mut self, pass: &HeldPass) {
        self.add("pass", |table| keys::pass(table, pass));
    }

    /// Brings a pass that is there to what is known of it now.
    pub fn amend_pass(&mut self, at: usize, pass: &HeldPass) {
        self.amend("pass", at, |table| keys::pass(table, pass));
    }

    /// Brings what every plan reckons with, passes apart, to what is known of it now.
    pub fn set_defaults(&mut self, defaults: &Defaults) {
        let there = self.toml.get_mut("defaults");
        if let Some(table) = there.and_then(Item::as_table_like_mut) {
            keys::defaults(table, defaults);
            return;
        }
        let mut table = Table::new();
        keys::defaults(&mut table, defaults);
        self.append("[defaults]", &table);
    }

    /// Adds to what was done in earlier cycles.
    pub fn add_taken(&mut self, ids: &[Id]) {
        let taken = self
            .toml
            .entry("taken")
            .or_insert_with(|| Array::new().into());
        if let Some(taken) = taken.as_array_mut() {
            for id in ids {
                push(taken, id.as_str().into());
            }
        }
    }

    fn add(&mut self, list: &str, write: impl Fn(&mut dyn TableLike)) {
        if let Some(Item::Value(Value::Array(tables))) = self.toml.get_mut(list) {
            let mut table = InlineTable::new();
            write(&mut table);
            push(tables, table.into());
            return;
        }
        let mut table = Table::new();
        write(&mut table);
        self.append(&format!("[[{list}]]"), &table);
    }

    /// Puts a table at the end of the file, whatever stands there.
    fn append(&mut self, header: &str, table: &Table) {
        let mut text = self.toml.to_string();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        self.reread(&format!("{text}{gap}{header}\n{table}"));
    }

    fn amend(&mut self, list: &str, at: usize, write: impl Fn(&mut dyn TableLike)) {
        match self.toml.get_mut(list) {
            Some(Item::ArrayOfTables(tables)) => {
                if let Some(table) = tables.get_mut(at) {
                    write(table);
                }
            }
            Some(Item::Value(Value::Array(tables))) => {
                if let Some(table) = tables.get_mut(at).and_then(Value::as_inline_table_mut) {
                    write(table);
                }
            }
            _ => {}
        }
    }

    /// Takes in a text that was made of this one.
    fn reread(&mut self, text: &str) {
        if let Ok(toml) = text.parse() {
            self.toml = toml;
        }
    }
}

/// Puts a value at the end of a list, on a line of its own where the others are.
fn push(list: &mut Array, value: Value) {
    let before = list.iter().last().map(|value| value.decor().clone());
    let prefix = before.as_ref().and_then(|decor| decor.prefix()?.as_str());
    let line = prefix.and_then(|prefix| prefix.rfind('\n').map(|at| prefix[at..].to_owned()));
    match line {
        Some(line) => list.push_formatted(value.decorated(line, "")),
        None => list.push(value),
    }
}

#[cfg(test)]
mod tests;
