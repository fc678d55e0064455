//! Texts to cells: which part of a text counts, what it means, and whether that can be true.

use std::collections::BTreeMap;

use super::{Task, Texts};
use crate::{
    listing::{
        Cell, Field, Problem, Row, Session, Value,
        clean::{clean, cut},
        row::next_of,
        source::{Rule, Type},
        typed::{Context, typed},
    },
    model::Date,
};

/// The longest text that patterns are held against, in bytes.
const LONGEST: usize = 4096;

/// A thing takes place on no more days than this.
const MOST_DAYS: usize = 200;

/// Makes a row of what a page gives for its fields.
pub(super) fn row(task: &Task<'_>, page: usize, number: usize, mut texts: Texts) -> Row {
    let mut cells = BTreeMap::new();
    let mut days = Vec::new();
    for (field, rule) in &task.source.fields {
        let Some(texts) = texts.remove(field) else {
            continue;
        };
        let said = said(rule, &texts);
        let cell = match field {
            Field::Next => next(task, rule, &said, &mut days),
            _ => cell(task, *field, rule, said),
        };
        cells.extend(cell.map(|cell| (*field, cell)));
    }
    let mut row = Row {
        page,
        number,
        cells,
        dates: Vec::new(),
    };
    row.dates = sessions(&row, days);
    row
}

/// The different things that a page says.
fn said(rule: &Rule, texts: &[String]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for text in texts {
        let part = part(rule, text).filter(|part| !part.is_empty());
        said.extend(part.filter(|part| !said.contains(part)));
    }
    said
}

/// One cell, or `None` where nothing is said.
fn cell(task: &Task<'_>, field: Field, rule: &Rule, mut said: Vec<String>) -> Option<Cell> {
    if let [_, _, ..] = said.as_slice() {
        said.truncate(4);
        return Some(Cell {
            value: None,
            raw: said.join(" | "),
            problem: Some(Problem::Several(said)),
        });
    }
    let raw = said.pop()?;
    match understood(task, field, rule, &raw) {
        Ok(value) => value.map(|value| Cell {
            value: Some(value),
            raw,
            problem: None,
        }),
        Err(problem) => Some(Cell {
            value: None,
            raw,
            problem: Some(problem),
        }),
    }
}

/// The day that counts of those on which it takes place, and all of them. If one of them is not understood, none is believed.
fn next(task: &Task<'_>, rule: &Rule, said: &[String], days: &mut Vec<Date>) -> Option<Cell> {
    let mut by_day = BTreeMap::new();
    for raw in said.iter().take(MOST_DAYS) {
        match understood(task, Field::Next, rule, raw) {
            Ok(Some(Value::Day(day))) => {
                by_day.entry(day).or_insert(raw);
            }
            Ok(_) => {}
            Err(problem) => {
                return Some(Cell {
                    value: None,
                    raw: raw.clone(),
                    problem: Some(problem),
                });
            }
        }
    }
    let next = next_of(by_day.keys().copied(), task.page.retrieved)?;
    let raw = by_day.get(&next).map(|raw| (*raw).clone());
    days.extend(by_day.into_keys());
    Some(Cell {
        value: Some(Value::Day(next)),
        raw: raw?,
        problem: None,
    })
}

/// The days of a row. What it says of seats and place is said of its day, where it has but one.
fn sessions(row: &Row, days: Vec<Date>) -> Vec<Session> {
    let alone = days.len() == 1;
    let location = row.text(Field::Location).filter(|_| alone);
    let seats = match row.value(Field::Seats) {
        Some(Value::Count(seats)) if alone => Some(*seats),
        _ => None,
    };
    let session = |day| Session {
        day,
        location: location.map(str::to_owned),
        seats,
    };
    days.into_iter().map(session).collect()
}

fn understood(
    task: &Task<'_>,
    field: Field,
    rule: &Rule,
    raw: &str,
) -> Result<Option<Value>, Problem> {
    let context = Context {
        source: task.source,
        page: task.page,
        field,
    };
    typed(&context, &rule.kind, raw)
}

/// The part of a text that counts, cleaned.
fn part(rule: &Rule, text: &str) -> Option<String> {
    let text = cut(text, LONGEST);
    let text = crate::diagnostic::clean(text);
    let found = match &rule.find {
        None => text.as_str(),
        Some(find) => {
            let captures = find.captures(&text)?;
            captures.get(1).or_else(|| captures.get(0))?.as_str()
        }
    };
    let found = match &rule.drop {
        None => found.into(),
        Some(drop) => drop.replace_all(found, ""),
    };
    Some(match rule.kind {
        // An address is not shown as text: it is parsed whole.
        Type::Address { .. } => found.trim().to_owned(),
        _ => clean(&found),
    })
}

impl Cell {
    /// Whether it says something else than it did: what cannot be read says what is written there.
    pub(in crate::listing) fn differs(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Some(a), Some(b)) => a != b,
            (None, None) => self.raw != other.raw,
            _ => true,
        }
    }
}
