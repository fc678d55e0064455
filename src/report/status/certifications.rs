//! The certifications, a row each.

use super::{days_left, name};
use crate::{
    model::{Date, Id, Level},
    record::{
        outlook::{Outlook, Part},
        standing::{Cycle, HeldStanding, HeldState, Renewal, WorkedOut},
    },
    report::{Cell, Column, Table, clean, words},
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
        ..
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

/// Renewals that follow from the record and are not written in it, those that go together in one sentence.
pub(super) fn renewals(outlook: &Outlook<'_>) -> Vec<String> {
    let parts = outlook.programs.iter();
    parts.flat_map(renewals_of).collect()
}

fn renewals_of(part: &Part<'_>) -> Vec<String> {
    let mut groups: Vec<(&Renewal, Vec<&HeldStanding>)> = Vec::new();
    for held in part.told() {
        let Some(renewed) = &held.renewed else {
            continue;
        };
        let together = |(other, _): &&mut (&Renewal, Vec<&HeldStanding>)| {
            (other.on, &other.route, &other.lead) == (renewed.on, &renewed.route, &renewed.lead)
        };
        match groups.iter_mut().find(together) {
            Some((_, members)) => members.push(held),
            None => groups.push((renewed, vec![held])),
        }
    }
    let groups = groups.into_iter();
    let renewed = groups.map(|(renewed, members)| renewal(part, renewed, &members));
    let perhaps = part.told().filter_map(|held| perhaps(part, held));
    renewed.chain(perhaps).collect()
}

/// What may well have been renewed, for all the record says.
fn perhaps(part: &Part<'_>, held: &HeldStanding) -> Option<String> {
    let (above, on) = held.covered_since.as_ref()?;
    Some(format!(
        "{} may have been renewed on {on}, when {} was earned or renewed: your record does not say. If {} shows it, write it down: \
         `{}`.",
        name(part, &held.id),
        name(part, above),
        clean(&part.program.program.url),
        write_down(part, &held.id, *on),
    ))
}

/// Until when a renewal lasts that follows from the record. Where nobody says from which day it does, the day of completion is the
/// earliest it can be.
pub(super) fn until(part: &Part<'_>, expires: Option<Date>) -> String {
    let Some(day) = expires else {
        return String::new();
    };
    if part.program.program.renews_from_completion {
        return format!(", until {day}");
    }
    format!(
        ", until {day} at the earliest (whether it lasts from that day or from the old expiry was not read)"
    )
}

/// The command that writes a renewal down; with its expiry where that does not follow from the day.
pub(super) fn write_down(part: &Part<'_>, id: &Id, on: Date) -> String {
    let expires = if part.program.program.renews_from_completion {
        ""
    } else {
        " --expires DATE"
    };
    format!("finder log cert {id} --earned {on}{expires}")
}

fn renewal(part: &Part<'_>, renewed: &Renewal, members: &[&HeldStanding]) -> String {
    let names: Vec<String> = members.iter().map(|held| name(part, &held.id)).collect();
    let have = if members.len() == 1 { "has" } else { "have" };
    let is_alone = members.iter().all(|held| held.id == renewed.lead);
    let how = match &renewed.route {
        Some(route) if is_alone => format!("by the route `{route}`"),
        Some(route) => format!("by the route `{route}` of {}", name(part, &renewed.lead)),
        None => format!("together with {}", name(part, &renewed.lead)),
    };
    let expires = members.first().and_then(|held| held.cycle.expires);
    let until = until(part, expires);
    let commands: Vec<String> = members
        .iter()
        .map(|held| format!("`{}`", write_down(part, &held.id, renewed.on)))
        .collect();
    format!(
        "{} {have} been renewed {how}, from {}{until}. Once {} shows it, write it down: {}.",
        words::list(&names),
        renewed.on,
        clean(&part.program.program.url),
        words::list(&commands),
    )
}
