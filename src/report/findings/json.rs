//! Findings for programs. The shape is described in `docs/schema/check.json`.

use std::io::{self, Write};

use serde::Serialize;

use super::{super::json, Found, count, reach};
use crate::diagnostic::{Diagnostic, Label, Sources};

#[derive(Serialize)]
struct CheckJson<'f> {
    format: u32,
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<FindingJson<'f>>,
}

#[derive(Serialize)]
struct FindingJson<'f> {
    code: &'static str,
    severity: &'static str,
    message: &'f str,
    places: Vec<PlaceJson<'f>>,
    help: Option<&'f str>,
    mend: Option<&'f str>,
}

#[derive(Serialize)]
struct PlaceJson<'f> {
    file: &'f str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'f str,
}

/// Writes every finding in JSON.
///
/// # Errors
/// Only those of the writer.
pub fn check_json(out: &mut dyn Write, found: &[Found]) -> io::Result<()> {
    let count = count(found);
    let findings = found.iter().flat_map(|found| {
        let findings = found.findings.iter();
        findings.map(|finding| as_json(&found.sources, finding))
    });
    let answer = CheckJson {
        format: json::FORMAT,
        files: found.iter().map(|found| found.looked_at).sum(),
        errors: count.errors,
        warnings: count.warnings,
        notes: count.notes,
        findings: findings.collect(),
    };
    json::write(out, &answer)
}

fn as_json<'f>(sources: &'f Sources, finding: &'f Diagnostic) -> FindingJson<'f> {
    FindingJson {
        code: finding.code.name(),
        severity: finding.severity.word(),
        message: &finding.message,
        places: finding
            .labels
            .iter()
            .map(|label| place(sources, label))
            .collect(),
        help: finding.help.as_deref(),
        mend: finding.mend.as_deref(),
    }
}

fn place<'f>(sources: &'f Sources, label: &'f Label) -> PlaceJson<'f> {
    let (start, end) = reach(sources, label);
    PlaceJson {
        file: sources.path(label.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: &label.text,
    }
}
