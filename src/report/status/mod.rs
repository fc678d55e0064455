//! Tells how a holder stands: as text for a terminal, as JSON, CSV, Markdown or a calendar.
//!
//! The sentences are made once, each in the file named after what it says; `sections` puts them in order for text and Markdown alike.
//! Nothing is decided here: what is overdue and what comes next is said by the [`Outlook`].

mod begin;
mod certifications;
mod claims;
mod csv;
mod headline;
mod ics;
mod json;
mod next;
mod sections;
mod targets;
mod warnings;

use std::io::{self, Write};

pub use begin::{begin, claims};
pub(super) use claims::lacks_words;

use super::{Format, Style, clean, words};
use crate::{
    model::{Date, Id, Milestone},
    record::{
        Completion,
        outlook::{Outlook, Part},
        standing::{HeldStanding, Target},
    },
};

/// Tells it, in that form; in CSV a row for each route of what is to be renewed, and one for what has expired. Only [`Format::Text`] looks at
/// the style.
///
/// # Errors
/// Those of the writer.
pub fn write(
    out: &mut dyn Write,
    format: Format,
    outlook: &Outlook<'_>,
    style: Style,
) -> io::Result<()> {
    match format {
        Format::Text => sections::text(out, outlook, style),
        Format::Json => json::write(out, outlook),
        Format::Csv(texts) => csv::write(out, outlook, texts),
        Format::Markdown => sections::markdown(out, outlook),
    }
}

/// What of it belongs into a calendar.
pub fn milestones(outlook: &Outlook<'_>) -> Vec<Milestone> {
    ics::milestones(outlook)
}

/// Writes a calendar of milestones that are numbered already.
///
/// # Errors
/// Those of the writer.
pub fn write_calendar(
    out: &mut dyn Write,
    milestones: &[Milestone],
    today: Date,
) -> io::Result<()> {
    ics::write(out, milestones, today)
}

/// The name of a certification.
fn name(part: &Part<'_>, id: &Id) -> String {
    let certification = part.certification(id);
    certification.map_or_else(|| id.to_string(), |c| clean(&c.name))
}

/// The same, whatever program it is of.
fn name_anywhere(outlook: &Outlook<'_>, id: &Id) -> String {
    let parts = outlook.programs.iter();
    let known = parts.filter(|part| part.certification(id).is_some());
    known
        .map(|part| name(part, id))
        .next()
        .unwrap_or_else(|| id.to_string())
}

/// The names of what renews with a target: `CCNP Enterprise and CCNA`.
fn names(part: &Part<'_>, target: &Target) -> String {
    let members = part.members(target).into_iter();
    let names: Vec<String> = members.map(|held| name(part, &held.id)).collect();
    words::list(&names)
}

/// The title of a completion, in quotation marks.
fn title(completion: &Completion, style: Style) -> String {
    words::quote(&completion.title, style)
}

/// The days on which something can still be completed, today among them; none once it has expired.
fn days_left(held: &HeldStanding, outlook: &Outlook<'_>) -> Option<i64> {
    let expires = held.cycle.expires?;
    Some((expires - outlook.today).num_days().max(0))
}

/// `1 day`, `34 days`.
fn days(number: i64) -> String {
    words::count(usize::try_from(number).unwrap_or_default(), "day")
}

/// A day, and how far it is away: `2026-12-31, in 34 days`.
pub(super) fn when(day: Date, today: Date) -> String {
    let left = (day - today).num_days();
    match left {
        0 => format!("{day}, today"),
        1.. => format!("{day}, in {}", days(left)),
        _ => format!("{day}, {} ago", days(-left)),
    }
}
