//! The contract of a source: what must hold of its pages before a row of them is believed.

use std::fmt;

use super::{Field, Harvest, Held, Page, Problem, Row, Source, Value, row::Class};

/// A contract that does not hold: nothing of these pages is used, and nothing is missing because of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// In which way.
    pub kind: Break,
    /// What was seen, as a clause: `container "table#offers" not found`.
    pub reason: String,
}

/// The ways a contract breaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Break {
    /// The page is built otherwise than the source says: no container, no header, no such column.
    Shape,
    /// It asks to log in.
    Login,
    /// It asks to prove that a person is there.
    Challenge,
    /// It is a shell that a script would fill.
    Script,
    /// It cannot be read at all: it is no JSON, nests too deep, or took too long.
    Unreadable,
    /// The answer says itself that it failed.
    NotOk,
    /// There are fewer or more rows than the source ever has.
    Rows,
    /// There are far fewer rows than last time.
    Fall,
    /// Too few rows say what most of them said.
    Coverage,
}

impl Break {
    /// How a report calls it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shape => "shape changed",
            Self::Login => "needs a login",
            Self::Challenge => "blocked",
            Self::Script => "needs a browser",
            Self::Unreadable => "unreadable",
            Self::NotOk => "failed",
            Self::Rows => "rows out of range",
            Self::Fall => "too few rows",
            Self::Coverage => "rows say too little",
        }
    }
}

impl Broken {
    pub(super) fn new(kind: Break, reason: impl Into<String>) -> Self {
        Self {
            kind,
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.word(), self.reason)
    }
}

/// Holds the end of a page against what it ends with when it came whole.
pub(super) fn ends(source: &Source, page: &Page) -> Result<(), Broken> {
    match &source.expect.end {
        Some(end) if !page.text.trim_end().ends_with(end.as_str()) => {
            let reason = format!("the page does not end with \"{end}\": it was cut off");
            Err(Broken::new(Break::Unreadable, reason))
        }
        _ => Ok(()),
    }
}

/// Puts a row where it belongs: with those that can be believed, or with those that are held, if its reader doubts it already or it says so itself.
pub(super) fn sort(source: &Source, row: Row, doubted: Option<&str>, harvest: &mut Harvest) {
    let number = row.number;
    if let Some(reason) = doubted.map(str::to_owned).or_else(|| doubt(source, &row)) {
        harvest.held.push(Held { row, reason });
        return;
    }
    for (field, cell) in &row.cells {
        if let Some(problem) = &cell.problem {
            let raw = crate::diagnostic::shown(&cell.raw);
            harvest.warnings.push(format!(
                "row {number}: `{field}` is left out: \"{raw}\": {problem}"
            ));
        }
    }
    harvest.rows.push(row);
}

/// Why a row cannot be believed. A field that says which thing it is, or what that is worth, taints the row; any other only itself.
fn doubt(source: &Source, row: &Row) -> Option<String> {
    for field in &source.expect.required {
        match row.cells.get(*field).map(|cell| &cell.problem) {
            None => return Some(format!("`{field}` is missing")),
            Some(Some(problem)) => return Some(format!("`{field}`: {problem}")),
            Some(None) => {}
        }
    }
    if let (Some(Value::Day(first)), Some(Value::Day(last))) =
        (row.value(Field::Starts), row.value(Field::Ends))
        && first > last
    {
        return Some(format!("it begins on {first} and ends on {last}"));
    }
    row.cells.iter().find_map(|(field, cell)| {
        let deep = matches!(field.class(), Class::Identity | Class::Protected);
        match &cell.problem {
            Some(problem @ (Problem::Several(_) | Problem::Implausible(_))) if deep => {
                Some(format!("`{field}`: {problem}"))
            }
            _ => None,
        }
    })
}

/// Holds what was read against the numbers of the contract.
///
/// `read` is how many rows stand on the pages, before those were put together that are the same thing.
pub(super) fn hold(
    source: &Source,
    harvest: &Harvest,
    read: usize,
    before: Option<usize>,
) -> Result<(), Broken> {
    let expect = &source.expect;
    let rows = harvest.rows.len() + harvest.held.len();
    if rows == 0 && expect.allow_empty {
        return Ok(());
    }
    let (least, most) = expect.rows;
    if read < least || read > most {
        let reason = format!("{read} rows, and there are {least} to {most}");
        return Err(Broken::new(Break::Rows, reason));
    }
    if let Some(before) = before
        && rows.saturating_mul(100) < before.saturating_mul(expect.fall as usize)
    {
        let reason = format!("{rows} rows, and there were {before}");
        return Err(Broken::new(Break::Fall, reason));
    }
    let good = harvest.rows.len();
    for (field, least) in &expect.coverage {
        let say = harvest
            .rows
            .iter()
            .filter(|row| row.value(*field).is_some())
            .count();
        if say.saturating_mul(100) < good.saturating_mul(*least as usize) {
            let reason = format!("{say} of {good} rows say `{field}`, and {least} in 100 must");
            return Err(Broken::new(Break::Coverage, reason));
        }
    }
    Ok(())
}
