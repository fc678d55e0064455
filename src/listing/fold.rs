//! Rows that are the same thing: one row where they agree, none that is believed where they do not.
//!
//! A course stands on many pages once for every day on which it is held. Such rows differ in what changes by the day alone, and become one row
//! with all of its days.

use std::collections::BTreeMap;

use super::{
    Cell, Field, Harvest, Held, Row,
    row::{Class, next_of},
};
use crate::model::Date;

/// Puts rows together: those with one key, and, where the rows are no leads, those of one course on several days. `seen` is the day of the pages.
pub(super) fn fold(harvest: &mut Harvest, leads: bool, seen: Date) {
    together(harvest, seen, &|row| Some(row.key()), "the same thing");
    if !leads {
        together(harvest, seen, &course, "the same course on another day");
    }
}

/// Which course a row is a day of: by its code, event and version, or else by its title. `None` where it says no day.
fn course(row: &Row) -> Option<String> {
    row.cells.get(Field::Next)?;
    let text = |field| row.text(field).unwrap_or_default();
    let name = match row.text(Field::Code) {
        Some(code) => format!("code {code}"),
        None => format!("title {}", row.text(Field::Title)?.to_lowercase()),
    };
    Some(format!(
        "{name} {} {}",
        text(Field::Event),
        text(Field::Version)
    ))
}

fn together(harvest: &mut Harvest, seen: Date, key: &dyn Fn(&Row) -> Option<String>, what: &str) {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    let mut places = BTreeMap::new();
    for row in std::mem::take(&mut harvest.rows) {
        let place = key(&row).map(|key| *places.entry(key).or_insert(groups.len()));
        match place.and_then(|place| groups.get_mut(place)) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    for group in groups {
        match reasons(&group, what) {
            None => harvest.rows.extend(one(group, seen)),
            Some(reasons) => {
                let held = group.into_iter().zip(reasons);
                let held = held.map(|(row, reason)| Held { row, reason });
                harvest.held.extend(held);
            }
        }
    }
}

/// Why each row of a group cannot be believed, where two of them differ.
fn reasons(group: &[Row], what: &str) -> Option<Vec<String>> {
    let dispute = disagreement(group)?;
    let reasons = group.iter().map(|row| dispute.reason(row, what));
    Some(reasons.collect())
}

/// A field in which rows of a group differ: what the first says of it, and the first that says otherwise, each with its number.
struct Dispute<'g> {
    field: Field,
    one: (&'g Cell, usize),
    other: (&'g Cell, usize),
}

impl Dispute<'_> {
    fn reason(&self, row: &Row, what: &str) -> String {
        let field = self.field;
        let own = row.cells.get(field);
        let differs = |(cell, _): &(&Cell, usize)| own.is_some_and(|own| cell.differs(own));
        let told = [self.one, self.other].into_iter().find(differs);
        let other = match told {
            Some((_, number)) => format!("row {number}, which is {what}"),
            // It says nothing of it itself.
            None => format!(
                "row {} than in row {}, and both are {what}",
                self.other.1, self.one.1
            ),
        };
        let reason = format!("`{field}` is another in {other}");
        match field {
            Field::ProviderRef | Field::Url => {
                format!("{reason}: if it is that of a single day, it is not to be read")
            }
            _ => reason,
        }
    }
}

/// The first field in which the rows differ; what changes by the day may.
fn disagreement(group: &[Row]) -> Option<Dispute<'_>> {
    let mut said: BTreeMap<Field, (&Cell, usize)> = BTreeMap::new();
    for row in group {
        for (field, cell) in &row.cells {
            if field.class() == Class::Volatile {
                continue;
            }
            let one = *said.entry(*field).or_insert((cell, row.number));
            if one.0.differs(cell) {
                return Some(Dispute {
                    field: *field,
                    one,
                    other: (cell, row.number),
                });
            }
        }
    }
    None
}

/// The row that they all are: everything any of them says, and of what changes by the day that of the day that counts.
fn one(group: Vec<Row>, seen: Date) -> Option<Row> {
    if group.len() < 2 {
        return group.into_iter().next();
    }
    let mut dates: Vec<_> = group.iter().flat_map(|row| row.dates.clone()).collect();
    dates.sort();
    dates.dedup();
    let next = next_of(dates.iter().map(|date| date.day), seen);
    let of_next = |row: &Row| row.dates.iter().any(|date| Some(date.day) == next);
    // Where no day is understood, it is the one that says something of a day all the same.
    let of_any = |row: &Row| row.cells.get(Field::Next).is_some();
    let at = group.iter().position(of_next);
    let at = at.or_else(|| group.iter().position(of_any));
    let at = at.unwrap_or_default();
    let first = group.first().map(|row| (row.page, row.number));
    let (page, number) = first?;
    // Of several cells in one field the first counts: that of the day.
    let of_day = group.get(at)?.cells.clone();
    let lasts = |(field, _): &(Field, Cell)| field.class() != Class::Volatile;
    let rest = group.into_iter().flat_map(|row| row.cells).filter(lasts);
    let cells = of_day.into_iter().chain(rest).collect();
    Some(Row {
        page,
        number,
        cells,
        dates,
    })
}

#[cfg(test)]
mod tests;
