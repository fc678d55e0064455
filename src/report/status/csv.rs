//! A row for each route of what is to be renewed, and one for what has expired, for a spreadsheet.

use std::io::{self, Write};

use super::{certifications, days_left, name};
use crate::{
    record::{
        outlook::{Outlook, Part},
        standing::{Gap, HeldStanding, HeldState, Target},
    },
    report::CsvTexts,
};

/// The columns.
const HEADS: [&str; 18] = [
    "program",
    "certification",
    "name",
    "level",
    "state",
    "renews_with",
    "begins",
    "expires",
    "days_left",
    "deadline",
    "credits_earned",
    "credits_pending",
    "credits_to_submit",
    "route",
    "confidence",
    "credits_missing",
    "exams_missing",
    "next_reminder",
];

/// Tells it as CSV.
pub(super) fn write(out: &mut dyn Write, outlook: &Outlook<'_>, texts: CsvTexts) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADS).map_err(io::Error::from)?;
    for part in &outlook.programs {
        for held in part.told() {
            for row in rows((outlook, part, held), texts) {
                csv.write_record(row).map_err(io::Error::from)?;
            }
        }
    }
    csv.flush()
}

/// What a row is about: how all stands, that of a program, and of one certification. The rest of it are ids, words of ours, days and numbers,
/// which may be below zero: no spreadsheet may be kept from those.
type About<'a, 'o> = (&'a Outlook<'o>, &'a Part<'o>, &'a HeldStanding);

/// The rows of a certification: a route each, or one where there are none.
fn rows(about: About<'_, '_>, texts: CsvTexts) -> Vec<[String; 18]> {
    let (_, part, held) = about;
    let mut targets = part.standing.targets.iter();
    let is_in = |target: &&Target| part.members(target).contains(&held);
    let target = targets
        .find(is_in)
        .filter(|_| held.state == HeldState::Active);
    match target {
        Some(target) if !target.gaps.is_empty() => target
            .gaps
            .iter()
            .map(|gap| row(about, Some(target), Some(gap), texts))
            .collect(),
        target => vec![row(about, target, None, texts)],
    }
}

fn row(
    (outlook, part, held): About<'_, '_>,
    target: Option<&Target>,
    gap: Option<&Gap>,
    texts: CsvTexts,
) -> [String; 18] {
    let text = |value: Option<String>| value.unwrap_or_default();
    let day = |day: Option<crate::model::Date>| text(day.map(|day| day.to_string()));
    let lead = target.and_then(|target| part.standing.lead(target));
    let tally = target.map(|target| &target.tally);
    let exams = gap.map(|gap| {
        let exams = gap
            .exams
            .iter()
            .map(|(class, number)| format!("{number} {class}"));
        exams.collect::<Vec<_>>().join(" + ")
    });
    let reminder = target.and_then(|t| super::warnings::next_reminder(part, t, outlook.today));
    [
        part.program.program.id.to_string(),
        held.id.to_string(),
        texts.cell(&name(part, &held.id)),
        held.level.to_string(),
        certifications::state(held.state).to_owned(),
        text(lead.map(|lead| lead.id.to_string())),
        day(held.cycle.begins),
        day(held.cycle.expires),
        text(days_left(held, outlook).map(|days| days.to_string())),
        day(target.and_then(|target| target.deadline)),
        text(tally.map(|tally| tally.earned.to_string())),
        text(tally.map(|tally| tally.pending.to_string())),
        text(tally.map(|tally| tally.to_submit.to_string())),
        text(gap.map(|gap| gap.route.to_string())),
        text(gap.map(|gap| gap.confidence.word().to_owned())),
        text(gap.map(|gap| gap.credits.to_string())),
        text(exams),
        day(reminder),
    ]
}
