//! Findings for people: each over its line, then how many there are.

use std::io::{self, Write};

use super::{
    super::{Style, snippet, words},
    Count, Found, count,
};

/// Writes every finding at its place, and what they come to.
///
/// # Errors
/// Only those of the writer.
pub fn check_text(out: &mut dyn Write, style: Style, found: &[Found]) -> io::Result<()> {
    for found in found {
        for finding in &found.findings {
            snippet::write(out, &style, &found.sources, finding)?;
        }
    }
    let files = words::count(found.iter().map(|found| found.looked_at).sum(), "file");
    writeln!(out, "{files}: {}", sum(count(found)))
}

fn sum(count: Count) -> String {
    let counted = [
        (count.errors, "error"),
        (count.warnings, "warning"),
        (count.notes, "note"),
    ];
    let some = counted.iter().filter(|(number, _)| *number > 0);
    let said: Vec<String> = some
        .map(|(number, noun)| words::count(*number, noun))
        .collect();
    if said.is_empty() {
        "nothing is wrong".to_owned()
    } else {
        words::list(&said)
    }
}
