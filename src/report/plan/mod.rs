//! Tells the answer to "how do I renew?": as text for a terminal, as JSON, CSV, Markdown or a calendar.
//!
//! The sentences are made once, each in the file named after what it says, and the formats put them in order. Nothing is decided
//! here: what is chosen, left out or warned of comes in with the [`Answer`].

mod causes;
mod chart;
mod csv;
mod drawn;
mod facts;
mod headline;
mod ics;
mod items;
mod json;
mod left_out;
mod markdown;
mod next;
mod order;
mod others;
mod pace;
mod refusal;
mod relaxations;
mod routes;
mod sensitivity;
pub mod since;
mod text;
mod tradeoffs;
mod upkeep;
mod warnings;
mod why_not;

use std::io::{self, Write};

pub(super) use headline::{price, things, time};

use super::{Format, Style};
use crate::{
    model::{Certification, Id, Level, Milestone, Need, ProgramCatalog},
    plan::{Answer, Plan},
    record::Drawn,
};

/// What is told: an answer, with what it was asked of.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The catalogue it was found in.
    pub program: &'a ProgramCatalog,
    /// The certification to renew.
    pub certification: &'a Certification,
    /// What the holder asked for.
    pub need: &'a Need,
    /// The answer.
    pub answer: &'a Answer,
    /// What came from the holder's record, where there is one.
    pub drawn: Option<&'a Drawn>,
}

/// Tells it, in that form; in CSV a row an item. Only [`Format::Text`] looks at the style.
///
/// # Errors
/// Those of the writer.
pub fn write(
    out: &mut dyn Write,
    format: Format,
    report: &Report<'_>,
    style: Style,
) -> io::Result<()> {
    match format {
        Format::Text => text::write(out, report, style),
        Format::Json => json::write(out, report),
        Format::Csv(texts) => csv::write(out, report, texts),
        Format::Markdown => markdown::write(out, report),
    }
}

/// What of it belongs into a calendar.
pub fn milestones(report: &Report<'_>) -> Vec<Milestone> {
    ics::milestones(report)
}

/// Writes a calendar of milestones that are numbered already.
///
/// # Errors
/// Those of the writer.
pub fn write_calendar(
    out: &mut dyn Write,
    report: &Report<'_>,
    milestones: &[Milestone],
) -> io::Result<()> {
    ics::write(out, report, milestones)
}

/// The fee that is owed beside the plan, in a sentence; nothing where none is known of.
pub fn beside(report: &Report<'_>) -> String {
    upkeep::sentence(report)
}

impl<'a> Report<'a> {
    /// The certification's name.
    fn name(&self) -> String {
        super::clean(&self.certification.name)
    }

    /// Whether the catalogue holds the program's rules, and nothing that earns its credits.
    fn is_bare(&self) -> bool {
        self.program.activities.is_empty()
    }

    /// The level to renew.
    fn level(&self) -> Option<&'a Level> {
        self.program.program.level(&self.answer.level)
    }

    /// The plan, where there is one.
    fn plan(&self) -> Option<&'a Plan> {
        self.answer.outcome.planned().map(|planned| &planned.plan)
    }

    /// What an id is called, in the plan or in the catalogue; the id itself where it is in neither.
    fn title(&self, id: &Id) -> String {
        let program = self.program;
        let mut items = self.plan().into_iter().flat_map(|plan| &plan.items);
        if let Some(item) = items.find(|item| item.id == *id) {
            return items::name(item);
        }
        let activity = program.activities.get(id).map(|activity| &activity.title);
        let pass = program.passes.get(id).map(|pass| &pass.title);
        let exam = program
            .exams
            .get(id)
            .map(|exam| format!("{id} {}", exam.name));
        activity
            .or(pass)
            .or(exam.as_ref())
            .map_or_else(|| id.to_string(), |title| items::readable(title))
    }
}
