//! All that is known of one entry, each fact with its source and age.

mod activity;
mod certification;
mod exam;
mod json;
mod pass;

use std::io::{self, Write};

use crate::model::{Activity, Date, Evidence, Id, Named, ProgramCatalog, Withdrawal};

use super::super::{Style, clean, page::Page, words};

pub use json::show_json;

/// Writes entries for a reader, one after the other.
///
/// # Errors
/// Only those of the writer.
pub fn show_text(
    out: &mut dyn Write,
    style: Style,
    program: &ProgramCatalog,
    entries: &[Named<'_>],
    today: Date,
) -> io::Result<()> {
    let mut page = Page::new(out, style);
    let ground = Ground { program, today };
    entries.iter().try_for_each(|entry| match *entry {
        Named::Activity(activity) => ground.activity(&mut page, activity),
        Named::Exam(exam) => ground.exam(&mut page, exam),
        Named::Pass(pass) => ground.pass(&mut page, pass),
        Named::Certification(certification) => ground.certification(&mut page, certification),
    })
}

/// What every entry is told against.
#[derive(Clone, Copy)]
struct Ground<'c> {
    program: &'c ProgramCatalog,
    today: Date,
}

impl Ground<'_> {
    /// Where facts were read, and how old they are.
    fn read(&self, evidence: &Evidence) -> String {
        let undated = if evidence.undated {
            "; the page carries no date"
        } else {
            ""
        };
        format!("{}{undated}", self.seen(evidence))
    }

    fn seen(&self, evidence: &Evidence) -> String {
        let Evidence {
            source, checked, ..
        } = evidence;
        let source = clean(source);
        if *checked > self.today {
            return format!("read on {checked}, at {source}");
        }
        let ago = words::ago(evidence.age(self.today));
        format!("read {ago}, on {checked}, at {source}")
    }

    /// An exam in a few words.
    fn exam_name(&self, id: &Id) -> String {
        self.program.exams.get(id).map_or_else(
            || id.to_string(),
            |exam| format!("{id}, {}", clean(&exam.name)),
        )
    }

    /// A provider's own name.
    fn provider(&self, id: &Id) -> String {
        self.program
            .providers
            .get(id)
            .map_or_else(|| id.to_string(), |provider| clean(&provider.name))
    }
}

/// What is told of a withdrawal beyond its day.
fn gone(withdrawal: &Withdrawal) -> String {
    let successor = withdrawal
        .successor
        .as_ref()
        .map(|id| format!(" In its place: `{id}`."));
    format!(
        "{}{}",
        clean(&withdrawal.reason),
        successor.unwrap_or_default()
    )
}

/// The activities that are the same course in other versions.
fn other_versions<'c>(
    program: &'c ProgramCatalog,
    activity: &'c Activity,
) -> impl Iterator<Item = &'c Activity> {
    let same =
        |other: &&Activity| other.id != activity.id && other.course_key() == activity.course_key();
    program.activities.values().filter(same)
}

/// A list of what is known, the rest passed over.
fn list<const N: usize>(
    page: &mut Page<'_>,
    heading: &str,
    facts: [Option<String>; N],
) -> io::Result<()> {
    page.list(heading, &facts.into_iter().flatten().collect::<Vec<_>>())
}

/// A note as it stands in a list.
fn noted(note: Option<&String>) -> Option<String> {
    note.map(|note| format!("note: {}", clean(note)))
}
