//! Findings as `finder check` gives them: for people, for programs, and for those who annotate changes.

mod github;
mod json;
mod sarif;
mod text;

pub use github::check_github;
pub use json::check_json;
pub use sarif::check_sarif;
pub use text::check_text;

use crate::diagnostic::{Diagnostic, Label, Position, Severity, Sources};

/// Findings with the files they point into.
#[derive(Clone, Debug)]
pub struct Found {
    /// The files.
    pub sources: Sources,
    /// How many of them were looked at on purpose, rather than for what they are named by.
    pub looked_at: usize,
    /// What was found, in the order it is told.
    pub findings: Vec<Diagnostic>,
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Count {
    /// What fails.
    pub errors: usize,
    /// What somebody should look at.
    pub warnings: usize,
    /// What is good to know.
    pub notes: usize,
}

/// Counts findings.
pub fn count(found: &[Found]) -> Count {
    let mut count = Count::default();
    for finding in found.iter().flat_map(|found| &found.findings) {
        match finding.severity {
            Severity::Error => count.errors += 1,
            Severity::Warning => count.warnings += 1,
            Severity::Note => count.notes += 1,
        }
    }
    count
}

/// From where to where a label reaches, as people count.
fn reach(sources: &Sources, label: &Label) -> (Position, Position) {
    let start = sources.position(label.file, label.span.start);
    let end = sources.position(label.file, label.span.end);
    (start, end)
}

/// What to say of a finding where nothing is underlined: the message, what is said at the culprit, and the way out.
fn told(finding: &Diagnostic) -> String {
    let said = finding.primary().map(|label| label.text.as_str());
    let said = said.filter(|text| !text.is_empty());
    let message = match said {
        Some(said) => format!("{}: {said}", finding.message),
        None => finding.message.clone(),
    };
    match &finding.help {
        Some(help) => format!("{message}\n{help}"),
        None => message,
    }
}
