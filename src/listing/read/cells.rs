//! Texts to cells: which part of a text counts, what it means, and whether that can be true.

use std::collections::BTreeMap;

use super::{Task, texts::Texts};
use crate::{
    listing::{
        Cell, Field, Problem, Row, Session, Value,
        clean::{clean, cut, escaped},
        row::next_of,
        source::{Rule, Type},
        typed::{Context, typed},
    },
    model::Date,
};

/// The longest text that patterns are held against, in bytes.
const LONGEST: usize = 4096;

/// The most of a text that is kept as evidence, in bytes.
const MOST_EVIDENCE: usize = 1024;

/// Of different things said of one field, so many are told.
const MOST_TOLD: usize = 4;

/// A thing takes place on no more days than this.
const MOST_DAYS: usize = 200;

/// Makes a row of what a page gives for its fields.
pub(super) fn row(task: &Task<'_>, page: usize, number: usize, texts: &Texts) -> Row {
    let mut cells = Vec::new();
    let mut days = Vec::new();
    for (field, rule) in &task.source.fields {
        let said = said(rule, texts.in_field(*field));
        let cell = match field {
            Field::Next => next(task, rule, said, &mut days),
            _ => cell(task, *field, rule, said),
        };
        cells.extend(cell.map(|cell| (*field, cell)));
    }
    let mut row = Row {
        page,
        number,
        cells: cells.into_iter().collect(),
        dates: Vec::new(),
    };
    row.dates = sessions(&row, days);
    row
}

/// One thing that a page says of a field.
struct Said {
    /// The part that counts, clean.
    part: String,
    /// What stands there, escaped.
    evidence: String,
}

/// The different things that a page says.
fn said<'t>(rule: &Rule, texts: impl Iterator<Item = &'t str>) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    for text in texts {
        let part = part(rule, text).filter(|part| !part.is_empty());
        let is_new = |part: &String| said.iter().all(|said| said.part != *part);
        if let Some(part) = part.filter(is_new) {
            let evidence = escaped(cut(text.trim(), MOST_EVIDENCE));
            said.push(Said { part, evidence });
        }
    }
    said
}

/// One cell, or `None` where nothing is said.
fn cell(task: &Task<'_>, field: Field, rule: &Rule, mut said: Vec<Said>) -> Option<Cell> {
    if let [_, _, ..] = said.as_slice() {
        said.truncate(MOST_TOLD);
        let (parts, evidence): (Vec<_>, Vec<_>) = said
            .into_iter()
            .map(|said| (said.part, said.evidence))
            .unzip();
        return Some(Cell {
            value: None,
            raw: parts.join(" | "),
            evidence: evidence.join(" | "),
            problem: Some(Problem::Several(parts)),
        });
    }
    let said = said.pop()?;
    match understood(task, field, rule, &said.part) {
        Ok(value) => value.map(|value| said.cell(Ok(value))),
        Err(problem) => Some(said.cell(Err(problem))),
    }
}

/// The day that counts of those on which it takes place, and all of them. If one of them is not understood, none is believed.
fn next(task: &Task<'_>, rule: &Rule, said: Vec<Said>, days: &mut Vec<Date>) -> Option<Cell> {
    let mut by_day = BTreeMap::new();
    for said in said.into_iter().take(MOST_DAYS) {
        match understood(task, Field::Next, rule, &said.part) {
            Ok(Some(Value::Day(day))) => {
                by_day.entry(day).or_insert(said);
            }
            Ok(_) => {}
            Err(problem) => return Some(said.cell(Err(problem))),
        }
    }
    let next = next_of(by_day.keys().copied(), task.page.retrieved)?;
    days.extend(by_day.keys());
    let said = by_day.remove(&next)?;
    Some(said.cell(Ok(Value::Day(next))))
}

impl Said {
    fn cell(self, understood: Result<Value, Problem>) -> Cell {
        let (value, problem) = match understood {
            Ok(value) => (Some(value), None),
            Err(problem) => (None, Some(problem)),
        };
        Cell {
            value,
            raw: self.part,
            evidence: self.evidence,
            problem,
        }
    }
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
        base: task.base,
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
