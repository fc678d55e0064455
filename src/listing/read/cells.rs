//! Texts to cells: which part of a text counts, what it means, and whether that can be true.

use super::{Task, Texts};
use crate::listing::{
    Cell, Field, Problem, Row,
    clean::{clean, cut, escaped},
    source::{Rule, Type},
    typed::{Context, typed},
};

/// The longest text that patterns are held against, in bytes.
const LONGEST: usize = 4096;

/// The most of a text that is kept as evidence, in bytes.
const MOST_EVIDENCE: usize = 1024;

/// Makes a row of what a page gives for its fields.
pub(super) fn row(task: &Task<'_>, page: usize, number: usize, mut texts: Texts) -> Row {
    let cells = task.source.fields.iter().filter_map(|(field, rule)| {
        let cell = cell(task, *field, rule, &texts.remove(field)?)?;
        Some((*field, cell))
    });
    Row {
        page,
        number,
        cells: cells.collect(),
    }
}

/// One cell, or `None` where nothing is said.
fn cell(task: &Task<'_>, field: Field, rule: &Rule, texts: &[String]) -> Option<Cell> {
    let mut said: Vec<String> = Vec::new();
    let mut evidence: Vec<String> = Vec::new();
    for text in texts {
        let part = part(rule, text).filter(|part| !part.is_empty());
        if let Some(part) = part.filter(|part| !said.contains(part)) {
            said.push(part);
            evidence.push(escaped(cut(text.trim(), MOST_EVIDENCE)));
        }
    }
    evidence.truncate(4);
    let evidence = evidence.join(" | ");
    if let [_, _, ..] = said.as_slice() {
        said.truncate(4);
        return Some(Cell {
            value: None,
            raw: said.join(" | "),
            evidence,
            problem: Some(Problem::Several(said)),
        });
    }
    let raw = said.pop()?;
    let context = Context {
        source: task.source,
        page: task.page,
        field,
    };
    Some(match typed(&context, &rule.kind, &raw) {
        Ok(None) => return None,
        Ok(Some(value)) => Cell {
            value: Some(value),
            raw,
            evidence,
            problem: None,
        },
        Err(problem) => Cell {
            value: None,
            raw,
            evidence,
            problem: Some(problem),
        },
    })
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
