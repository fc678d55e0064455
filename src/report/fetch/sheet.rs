//! What else `finder fetch` tells, as a sheet of named columns: sources, rows, links.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    model::Date,
    report::{Cell, Column, Style, Table, clean, json, markdown},
};

/// A column: its key in JSON, and what stands over it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Heading {
    /// The key.
    pub key: &'static str,
    /// How it is shown; `None`: only programs are told.
    pub column: Option<Column>,
}

impl Heading {
    /// A column.
    pub const fn new(key: &'static str, column: Column) -> Self {
        Self {
            key,
            column: Some(column),
        }
    }

    /// A column for programs only.
    pub const fn hidden(key: &'static str) -> Self {
        Self { key, column: None }
    }
}

/// Rows under headings. Texts are cleaned on the way out.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// What the list of rows is called.
    pub name: &'static str,
    /// The columns.
    pub headings: Vec<Heading>,
    /// The rows, a value for every column.
    pub rows: Vec<Vec<Value>>,
}

#[derive(Serialize)]
struct SheetJson {
    format: u32,
    today: json::Day,
    #[serde(flatten)]
    rows: Map<String, Value>,
}

impl Sheet {
    /// As a table for people.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn table(&self, out: &mut dyn Write, style: Style) -> io::Result<()> {
        let table = Table {
            columns: self.columns(),
            rows: self
                .shown()
                .map(|row| row.into_iter().map(Cell::from).collect())
                .collect(),
            total: None,
            headed: true,
        };
        writeln!(out, "{}", table.render(style))
    }

    /// As Markdown.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let rows: Vec<Vec<String>> = self.shown().collect();
        markdown::table(out, &self.columns(), &rows)
    }

    /// As JSON.
    ///
    /// # Errors
    /// Only those of the writer.
    pub fn json(&self, out: &mut dyn Write, today: Date) -> io::Result<()> {
        let mut rows = Map::new();
        rows.insert(self.name.to_owned(), self.values());
        let answer = SheetJson {
            format: json::FORMAT,
            today: today.into(),
            rows,
        };
        json::write(out, &answer)
    }

    /// The rows as a value.
    pub fn values(&self) -> Value {
        let row = |row: &Vec<Value>| {
            let keys = self.headings.iter().map(|heading| heading.key.to_owned());
            Value::Object(keys.zip(row.iter().map(cleaned)).collect())
        };
        self.rows.iter().map(row).collect()
    }

    fn columns(&self) -> Vec<Column> {
        let columns = self.headings.iter();
        columns.filter_map(|heading| heading.column).collect()
    }

    /// The rows as people see them.
    fn shown(&self) -> impl Iterator<Item = Vec<String>> {
        self.rows.iter().map(|row| {
            let cells = self.headings.iter().zip(row);
            let seen = cells.filter(|(heading, _)| heading.column.is_some());
            seen.map(|(_, value)| shown(value)).collect()
        })
    }
}

fn cleaned(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean(text)),
        other => other.clone(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => clean(text),
        other => other.to_string(),
    }
}
