//! Tables of HTML. A column is known by its header, never by its place.

use std::collections::BTreeMap;

use scraper::{ElementRef, Selector};

use super::{Found, Task, html};
use crate::{
    diagnostic::clean,
    listing::{
        Break, Broken,
        source::{Css, Place, Shape},
    },
};

/// A table has no more columns than this.
const MOST_COLUMNS: usize = 200;
/// A cell reaches down no further than this.
const LONGEST_REACH: usize = 1000;

pub(super) fn read(task: &Task<'_>) -> Result<Found, Broken> {
    let Shape::Table {
        container,
        header,
        rows,
        skip,
    } = &task.source.shape
    else {
        return Ok(Found::default());
    };
    let tree = html::tree(&task.page.text, task.stop)?;
    let table = html::container(&tree, &container.parsed, &container.written, task)?;
    let (columns, width) = columns(table, &header.parsed, &header.written)?;
    expected(&columns, task)?;
    let mut found = Found {
        base: html::base(&tree, task.page),
        ..Found::default()
    };
    let mut reach = Reach::default();
    for row in table.select(&rows.parsed) {
        task.go_on(found.rows.len())?;
        if skip
            .as_ref()
            .is_some_and(|skip| is_or_has(row, &skip.parsed))
        {
            continue;
        }
        let cells = reach.cells(row);
        if cells.len() > width && found.warnings.is_empty() {
            found
                .warnings
                .push("a row has more cells than the header".to_owned());
        }
        let texts = task.gather(|_, place| texts(place, row, &columns, &cells));
        if !texts.is_empty() {
            found.rows.push(texts);
        }
    }
    Ok(found)
}

/// The place of every column, by its header in lower case, and how many there are.
fn columns(
    table: ElementRef<'_>,
    selector: &Selector,
    written: &str,
) -> Result<(BTreeMap<String, usize>, usize), Broken> {
    let broken = |reason| Broken::new(Break::Shape, reason);
    let header = table
        .select(selector)
        .next()
        .ok_or_else(|| broken(format!("header \"{written}\" not found")))?;
    let cells = Reach::default().cells(header);
    let mut columns = BTreeMap::new();
    for (place, cell) in cells.iter().enumerate() {
        let name = clean(&html::text(*cell)).to_lowercase();
        if !name.is_empty()
            && columns
                .insert(name.clone(), place)
                .is_some_and(|before| before + 1 != place)
        {
            return Err(broken(format!("two columns are called \"{name}\"")));
        }
    }
    Ok((columns, cells.len()))
}

/// Holds the header against the columns that are expected and those that fields are read from.
fn expected(columns: &BTreeMap<String, usize>, task: &Task<'_>) -> Result<(), Broken> {
    for name in task.columns() {
        if !columns.contains_key(name) {
            let names: Vec<&str> = columns.keys().map(String::as_str).take(12).collect();
            let reason = format!("no column \"{name}\"; there are: {}", names.join(", "));
            return Err(Broken::new(Break::Shape, reason));
        }
    }
    Ok(())
}

fn texts(
    place: &Place,
    row: ElementRef<'_>,
    columns: &BTreeMap<String, usize>,
    cells: &[ElementRef<'_>],
) -> Vec<String> {
    match place {
        Place::Column { name, of, attr } => {
            let cell = columns.get(name).and_then(|place| cells.get(*place));
            cell.map(|cell| parts(*cell, of.as_ref(), attr.as_deref()))
                .unwrap_or_default()
        }
        Place::Element { of, attr } => parts(row, of.as_ref(), attr.as_deref()),
        Place::Path(_) | Place::Part(_) => Vec::new(),
    }
}

/// What an element, or the elements within it, say.
pub(super) fn parts(element: ElementRef<'_>, of: Option<&Css>, attr: Option<&str>) -> Vec<String> {
    match of {
        None => html::says(element, attr).into_iter().collect(),
        Some(of) => element
            .select(&of.parsed)
            .take(20)
            .filter_map(|inner| html::says(inner, attr))
            .collect(),
    }
}

/// Whether an element is, or holds, one that a selector means.
pub(super) fn is_or_has(element: ElementRef<'_>, selector: &Selector) -> bool {
    selector.matches(&element) || element.select(selector).next().is_some()
}

/// Cells that reach down into the rows below: for how many more, and which, by column.
#[derive(Default)]
struct Reach<'h> {
    down: BTreeMap<usize, (usize, ElementRef<'h>)>,
}

impl<'h> Reach<'h> {
    /// The cells of a row, one for every column it reaches over.
    fn cells(&mut self, row: ElementRef<'h>) -> Vec<ElementRef<'h>> {
        let mut cells = Vec::new();
        let is_cell = |cell: &ElementRef<'_>| matches!(cell.value().name(), "td" | "th");
        let mut own = row.child_elements().filter(is_cell);
        while cells.len() < MOST_COLUMNS {
            if let Some(above) = self.above(cells.len()) {
                cells.push(above);
                continue;
            }
            let Some(cell) = own.next() else { break };
            let (wide, deep) = (span(cell, "colspan"), span(cell, "rowspan"));
            for _ in 0..wide.min(MOST_COLUMNS - cells.len()) {
                if deep > 1 {
                    self.down.insert(cells.len(), (deep - 1, cell));
                }
                cells.push(cell);
            }
        }
        cells
    }

    /// The cell above that reaches into a column of this row.
    fn above(&mut self, column: usize) -> Option<ElementRef<'h>> {
        let (left, cell) = self.down.get_mut(&column)?;
        *left -= 1;
        let (left, cell) = (*left, *cell);
        if left == 0 {
            self.down.remove(&column);
        }
        Some(cell)
    }
}

fn span(cell: ElementRef<'_>, attr: &str) -> usize {
    let written = cell.attr(attr).and_then(|span| span.trim().parse().ok());
    written.unwrap_or(1).clamp(1, LONGEST_REACH)
}
