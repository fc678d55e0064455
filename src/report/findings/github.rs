//! Findings as workflow commands, which GitHub shows beside the lines of a pull request.

use std::io::{self, Write};

use super::{Found, reach, told};
use crate::diagnostic::{Diagnostic, Severity, Sources};

/// Writes a command a finding.
///
/// # Errors
/// Only those of the writer.
pub fn check_github(out: &mut dyn Write, found: &[Found]) -> io::Result<()> {
    for found in found {
        for finding in &found.findings {
            writeln!(out, "{}", command(&found.sources, finding))?;
        }
    }
    Ok(())
}

fn command(sources: &Sources, finding: &Diagnostic) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(label) = finding.primary() {
        let (start, end) = reach(sources, label);
        properties.push(format!("file={}", property(sources.path(label.file))));
        properties.push(format!("line={},endLine={}", start.line, end.line));
        // Columns are understood only within one line.
        if start.line == end.line {
            properties.push(format!("col={},endColumn={}", start.column, end.column));
        }
    }
    properties.push(format!("title={}", finding.code));
    format!(
        "::{name} {}::{}",
        properties.join(","),
        data(&told(finding))
    )
}

/// What stands behind the command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What stands in a property, where colons and commas end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[track_caller]
    fn check(finding: &Diagnostic, expected: &str) {
        let sources = Sources::new([("a,b.toml".to_owned(), b"x = 1\ny = 2\n".to_vec())]);
        assert_eq!(command(&sources, finding), expected);
    }

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let finding = Diagnostic::error(Code::BadText, "100 %: odd")
            .at(0, 4..5, "a\nb")
            .help("Mend it.");
        let expected = "::error file=a%2Cb.toml,line=1,endLine=1,col=5,endColumn=6,title=bad-text::100 %25: odd: a%0Ab%0AMend it.";
        check(&finding, expected);
    }

    #[test]
    fn several_lines_have_no_columns_and_no_place_has_none() {
        let long = Diagnostic::note(Code::Stale, "old").at(0, 0..8, "");
        check(
            &long,
            "::notice file=a%2Cb.toml,line=1,endLine=2,title=stale::old",
        );
        let nowhere = Diagnostic::warning(Code::NoProgram, "odd");
        check(&nowhere, "::warning title=no-program::odd");
    }
}
