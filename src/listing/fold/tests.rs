//! What holds of any rows that are put together.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::listing::{Problem, Session, Value};

fn seen() -> Date {
    Date::from_ymd_opt(2026, 11, 22).unwrap()
}

fn day(offset: u64) -> Date {
    seen() + chrono::Days::new(offset) - chrono::Days::new(3)
}

fn cell(raw: &str, value: Option<Value>) -> Cell {
    Cell {
        problem: value
            .is_none()
            .then(|| Problem::Unreadable("strange".to_owned())),
        value,
        raw: raw.to_owned(),
        evidence: raw.to_owned(),
    }
}

fn said(raw: &str) -> Cell {
    cell(raw, Some(Value::Text(raw.to_owned())))
}

/// A field that says one of few things, or is not there.
fn few(
    field: Field,
    words: &'static [&'static str],
) -> impl Strategy<Value = Option<(Field, Cell)>> {
    prop::option::of(prop::sample::select(words).prop_map(move |word| (field, said(word))))
}

/// The days of a row and what it says of the next; sometimes it says something that is none.
fn days() -> impl Strategy<Value = (Vec<Session>, Option<(Field, Cell)>)> {
    let session = |(offset, place): (u64, &str)| Session {
        day: day(offset),
        location: Some(place.to_owned()),
        seats: None,
    };
    let one = (0..8_u64, prop::sample::select(&["Berlin", "Online"][..])).prop_map(session);
    prop_oneof![
        4 => prop::collection::btree_set(one, 1..3).prop_map(|days| {
            let days: Vec<_> = days.into_iter().collect();
            let next = next_of(days.iter().map(|date| date.day), seen());
            let cell = next.map(|next| (Field::Next, cell(&next.to_string(), Some(Value::Day(next)))));
            (days, cell)
        }),
        1 => Just((Vec::new(), None)),
        1 => Just((Vec::new(), Some((Field::Next, cell("in spring", None))))),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    let cells = (
        few(Field::ProviderRef, &["r1", "r2", "r3"]),
        few(Field::Code, &["ENCOR", "SISE"]),
        few(Field::Version, &["1.0", "2.0"]),
        few(Field::Title, &["Core", "Engine"]),
        few(Field::Price, &["1", "2"]),
        few(Field::Location, &["Berlin", "Online"]),
    );
    (cells, days()).prop_map(|(cells, (dates, next))| {
        let (name, code, version, title, price, place) = cells;
        let title = title.or(Some((Field::Title, said("Core"))));
        let cells = [name, code, version, title, price, place, next];
        Row {
            page: 0,
            number: 0,
            cells: cells.into_iter().flatten().collect(),
            dates,
        }
    })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 0..9).prop_map(|mut rows| {
        for (at, row) in rows.iter_mut().enumerate() {
            row.number = at + 1;
        }
        rows
    })
}

fn folded(rows: Vec<Row>) -> Harvest {
    let mut harvest = Harvest {
        rows,
        ..Harvest::default()
    };
    fold(&mut harvest, false, seen());
    harvest
}

/// All that lasts: what is said, and the days. Of which page and place it is, and of one day among several, goes by the order.
fn lasting(row: &Row) -> String {
    let lasts = row
        .cells
        .iter()
        .filter(|(field, _)| field.class() != Class::Volatile);
    let said: Vec<String> = lasts
        .map(|(field, cell)| format!("{field} {:?}", cell.value))
        .collect();
    let next = row.value(Field::Next);
    format!("{said:?} {next:?} {:?}", row.dates)
}

fn all(harvest: &Harvest) -> Vec<String> {
    let good = harvest
        .rows
        .iter()
        .map(|row| format!("good {}", lasting(row)));
    let held = harvest
        .held
        .iter()
        .map(|held| format!("held {}", lasting(&held.row)));
    let mut all: Vec<String> = good.chain(held).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_was_put_together_stays_as_it_is(rows in rows()) {
        let once = folded(rows);
        let twice = folded(once.rows.clone());
        prop_assert_eq!(&twice.rows, &once.rows);
        prop_assert!(twice.held.is_empty());
    }

    #[test]
    fn no_day_is_lost_and_none_is_made(rows in rows()) {
        let dates = |row: &Row| -> Vec<Session> { row.dates.clone() };
        let before: BTreeSet<Session> = rows.iter().flat_map(dates).collect();
        let harvest = folded(rows.clone());
        let after = harvest.rows.iter().chain(harvest.held.iter().map(|held| &held.row));
        let after: Vec<Session> = after.flat_map(dates).collect();
        prop_assert_eq!(before, after.iter().cloned().collect());
        prop_assert!(harvest.rows.len() + harvest.held.len() <= rows.len());
        for row in &harvest.rows {
            prop_assert!(row.dates.is_sorted_by(|a, b| a < b));
            let next = next_of(row.dates.iter().map(|date| date.day), seen());
            prop_assert_eq!(row.value(Field::Next).cloned(), next.map(Value::Day));
        }
    }

    #[test]
    fn the_order_of_the_rows_changes_no_row((rows, other) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))) {
        prop_assert_eq!(all(&folded(rows)), all(&folded(other)));
    }

    #[test]
    fn a_row_that_stands_there_twice_is_there_once(rows in rows()) {
        let twice = rows.iter().flat_map(|row| [row.clone(), row.clone()]).collect();
        let of = |harvest: Harvest| harvest.rows.iter().map(lasting).collect::<Vec<_>>();
        prop_assert_eq!(of(folded(twice)), of(folded(rows)));
    }

    #[test]
    fn rows_that_are_held_are_not_believed_elsewhere(rows in rows()) {
        let harvest = folded(rows);
        let keys: BTreeSet<String> = harvest.rows.iter().map(Row::key).collect();
        for held in &harvest.held {
            prop_assert!(!keys.contains(&held.row.key()), "{}", held.row.key());
        }
    }
}
