//! Files outside any catalogue: each is read by itself, and nothing is said of the names it relies on.

use super::{
    entries::{Documents, Entries},
    folders, settle,
};
use crate::diagnostic::{Diagnostic, Sources};

/// Finds the faults of files that belong to no program. By its name a file is a part of a program's folder, or else an activity.
pub fn read_loose(sources: &Sources) -> Vec<Diagnostic> {
    let documents = Documents::of(sources);
    let mut findings = Vec::new();
    for folder in folders::alone(sources) {
        for entry in Entries::read(&folder, &documents).each() {
            findings.append(&mut entry.findings());
        }
    }
    settle(sources, &mut findings);
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[Code]) {
        let sources = Sources::new([(path.to_owned(), text.as_bytes().to_vec())]);
        let codes: Vec<_> = read_loose(&sources).iter().map(|f| f.code).collect();
        assert_eq!(codes, expected);
    }

    #[test]
    fn names_that_lead_elsewhere_are_no_fault_of_a_file_alone() {
        let source = "source = 'https://a.b'\nchecked = 2026-01-01\n";
        let activity = format!("title = 'A'\ntype = 'course'\nexam = '350-401'\n{source}");
        check("x/a.toml", &activity, &[]);
        check(
            "a.toml",
            &activity.replace("course", "curse"),
            &[Code::UnknownWord],
        );
        let exam = format!("[[exam]]\nid = 'a'\nname = 'A'\nclass = 'core'\n{source}");
        check("exams.toml", &exam, &[]);
        check("exams.toml", "examn = 1\n", &[Code::UnknownKey]);
    }
}
