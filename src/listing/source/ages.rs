//! What sources say of days that cannot have come. The day it is comes in from outside, and all it can raise is a note.

use super::declared::FILE_NAME;
use crate::{
    diagnostic::{Code, Diagnostic, Sources},
    model::Date,
    reading::{fields::Fields, syntax, values::day},
};

/// Every source that was reviewed only after `today`.
pub fn ages(sources: &Sources, today: Date) -> Vec<Diagnostic> {
    let is_ours = |path: &str| path.rsplit('/').next() == Some(FILE_NAME);
    let files = (0..sources.len()).zip(sources.paths());
    let mut notes = Vec::new();
    for (file, _) in files.filter(|(_, path)| is_ours(path)) {
        // What is wrong with it otherwise is told by the check itself.
        let Ok(document) = syntax::parse(sources, file) else {
            continue;
        };
        for table in Fields::root(file, &document).tables("source") {
            let reviewed = table.value_of("reviewed");
            let reviewed = reviewed.and_then(|value| day::day(value).ok());
            if reviewed.is_some_and(|reviewed| reviewed > today) {
                let note = Diagnostic::note(Code::CheckedInFuture, format!("today is {today}"));
                let label = "nobody can have looked on this day yet";
                notes.push(note.at(file, table.span_of("reviewed"), label));
            }
        }
    }
    notes
}
