//! Findings for people: each over its line, then how many there are.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::{
    super::{Style, snippet, words},
    Count, Found, count,
};
use crate::diagnostic::Diagnostic;

/// Writes every finding at its place, and what they come to.
///
/// # Errors
/// Only those of the writer.
pub fn check_text(out: &mut dyn Write, style: Style, found: &[Found]) -> io::Result<()> {
    for found in found {
        for finding in &found.findings {
            snippet::write(out, &style, &found.sources, &advised(finding))?;
        }
    }
    let files = words::count(found.iter().map(|found| found.looked_at).sum(), "file");
    writeln!(out, "{files}: {}", sum(count(found)))
}

/// The finding, saying where there is another hand that does it.
fn advised(finding: &Diagnostic) -> Cow<'_, Diagnostic> {
    match finding.help.as_deref().filter(|_| finding.mend.is_some()) {
        Some(help) => {
            let help = format!("{}, or let `finder fix` do it.", help.trim_end_matches('.'));
            Cow::Owned(finding.clone().help(help))
        }
        None => Cow::Borrowed(finding),
    }
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
