//! The certifications, a row each.

use super::{days_left, name};
use crate::{
    model::{Date, Level},
    record::{
        outlook::{Outlook, Part},
        standing::{Cycle, HeldStanding, HeldState, WorkedOut},
    },
    report::{Cell, Column, Table, clean},
};

const COLUMNS: [Column; 6] = [
    Column::text("certification"),
    Column::text("level"),
    Column::word("earned or renewed"),
    Column::word("expires"),
    Column::number("days left"),
    Column::text("state"),
];

/// The certifications of every program; `None` where there are none.
pub(super) fn table(outlook: &Outlook<'_>) -> Option<Table> {
    let parts = outlook.programs.iter();
    let rows: Vec<Vec<Cell>> = parts
        .flat_map(|part| part.told().map(|held| row(part, held, outlook)))
        .collect();
    (!rows.is_empty()).then(|| Table {
        columns: COLUMNS.to_vec(),
        rows,
        total: None,
        headed: true,
    })
}

fn row(part: &Part<'_>, held: &HeldStanding, outlook: &Outlook<'_>) -> Vec<Cell> {
    let level = part.program.program.level(&held.level);
    let Cycle {
        begins,
        expires,
        worked_out,
    } = held.cycle;
    let left = days_left(held, outlook).map(|days| days.to_string());
    vec![
        name(part, &held.id).into(),
        level
            .map_or_else(String::new, |level| clean(&level.name))
            .into(),
        said(begins, worked_out == WorkedOut::Beginning).into(),
        expiry(expires, worked_out == WorkedOut::Expiry, level).into(),
        left.unwrap_or_default().into(),
        state(held.state).into(),
    ]
}

/// A day, marked where nobody said it.
fn said(day: Option<Date>, worked_out: bool) -> String {
    let mark = if worked_out { "*" } else { "" };
    day.map_or_else(|| "not known".to_owned(), |day| format!("{day}{mark}"))
}

fn expiry(day: Option<Date>, worked_out: bool, level: Option<&Level>) -> String {
    match level.and_then(|level| level.years) {
        None if day.is_none() => "never".to_owned(),
        _ => said(day, worked_out),
    }
}

/// How it stands, in a word.
pub(super) fn state(state: HeldState) -> &'static str {
    match state {
        HeldState::Active => "active",
        HeldState::Retired => "retired",
        HeldState::Expired => "expired",
        HeldState::NotYet => "not yet",
        HeldState::Replaced => "replaced",
    }
}

/// What the mark in the table means, where it is there.
pub(super) fn legend(outlook: &Outlook<'_>) -> String {
    let mut held = outlook.programs.iter().flat_map(Part::told);
    if held.any(|held| held.cycle.worked_out != WorkedOut::Nothing) {
        "* Not in your record: worked out from the day that is, and from how long a renewal lasts."
            .to_owned()
    } else {
        String::new()
    }
}

/// Renewals that follow from the record and are not written in it.
pub(super) fn renewals(outlook: &Outlook<'_>) -> Vec<String> {
    let parts = outlook.programs.iter();
    let renewed = parts.flat_map(|part| {
        part.told().filter_map(move |held| {
            let renewed = held.renewed.as_ref()?;
            let until = held.cycle.expires.map_or_else(String::new, |expires| {
                format!(", which makes it valid until {expires}")
            });
            Some(format!(
                "{} has been renewed since {} by the route `{}` of {}{until}. Your record does not say so yet: `finder log cert {} \
                 --earned {}` writes it down, once {} shows it.",
                name(part, &held.id),
                renewed.on,
                renewed.route,
                name(part, &renewed.lead),
                held.id,
                renewed.on,
                clean(&part.program.program.url),
            ))
        })
    });
    renewed.collect()
}
