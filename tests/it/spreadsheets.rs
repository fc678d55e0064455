//! Texts in CSV: what a spreadsheet would take for a formula is guarded, unless somebody asks for the texts as they are; numbers stay numbers.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests lay files out, and fail by panicking"
)]

use std::{fs, path::Path};

use crate::{
    finder::{SMALL, Said, finder},
    recorded,
};

const FORMULA: &str = "=HYPERLINK(A1)";

/// The small catalogue in which an activity and a certification are called like a formula.
fn catalog() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    recorded::copy(Path::new(SMALL), root.path());
    let program = fs::read_dir(root.path()).unwrap().flatten();
    let program = program
        .map(|entry| entry.path())
        .find(|path| path.is_dir())
        .unwrap();
    for folder in [program.join("activities"), program.clone()] {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let of_activities = path.parent().unwrap().ends_with("activities");
            let key = match name.as_str() {
                _ if of_activities => "title = ",
                "certifications.toml" => "name = ",
                _ => continue,
            };
            let lines = fs::read_to_string(&path).unwrap();
            let lines = lines.lines().map(|line| match line.strip_prefix(key) {
                Some(_) => format!("{key}\"{FORMULA}\"\n"),
                None => format!("{line}\n"),
            });
            fs::write(&path, lines.collect::<String>()).unwrap();
        }
    }
    root
}

fn said(catalog: &Path, args: &str) -> Said {
    finder().catalog(catalog.to_str().unwrap()).args(args)
}

#[test]
fn formulas_are_guarded_unless_texts_are_asked_for_as_they_are() {
    let catalog = catalog();
    let guarded = format!(",'{FORMULA},");
    let raw = format!(",{FORMULA},");
    for command in ["list", "certs", "plan --cert gna"] {
        let csv = said(catalog.path(), &format!("{command} --format csv"));
        assert!(
            csv.stdout.contains(&guarded),
            "{command}: {}{}",
            csv.stdout,
            csv.stderr
        );
        assert!(!csv.stdout.contains(&raw), "{command}: {}", csv.stdout);
        let csv = said(catalog.path(), &format!("{command} --format csv --raw-csv"));
        assert!(csv.stdout.contains(&raw), "{command}: {}", csv.stdout);
        assert!(!csv.stdout.contains('\''), "{command}: {}", csv.stdout);
    }
}

#[test]
fn where_something_else_is_written_the_flag_is_told_to_mean_nothing() {
    for command in [
        "list",
        "certs --format json",
        "plan --cert gna",
        "status --format ics",
    ] {
        let told = said(Path::new(SMALL), &format!("{command} --raw-csv"));
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{command}");
        assert!(
            told.stderr.contains("`--raw-csv` is about CSV"),
            "{}",
            told.stderr
        );
    }
}
