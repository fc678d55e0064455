//! Records, from few words.
#![expect(
    clippy::unwrap_used,
    reason = "a record that cannot be made is a failed test"
)]

use std::path::Path;

use finder::{
    catalog, disk,
    model::{Catalog, Credits, ProgramCatalog},
    record::{ClaimState, Completion, Held, Record, Subject, standing::Standing},
};

use crate::values::{day, id};

/// The catalogue in a folder of this repository.
pub(crate) fn catalog_in(folder: &str) -> Catalog {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (catalog, findings) = catalog::read(&disk::read_folder(&root).unwrap());
    assert_eq!(findings, []);
    catalog
}

/// Cisco's rules, as the program carries them.
pub(crate) fn cisco() -> ProgramCatalog {
    let mut catalog = catalog_in("catalog");
    catalog.programs.remove(&id("cisco")).unwrap()
}

/// The made-up program with categories and yearly minima.
pub(crate) fn society() -> ProgramCatalog {
    let mut catalog = catalog_in("tests/it/fixtures/society");
    catalog.programs.remove(&id("society")).unwrap()
}

/// A certification; a day that is empty is not said.
pub(crate) fn held(name: &str, earned: &str, expires: &str) -> Held {
    let said = |text: &str| (!text.is_empty()).then(|| day(text));
    Held {
        id: id(name),
        earned: said(earned),
        expires: said(expires),
        note: None,
    }
}

/// A course that was completed and validated, with its version behind a slash.
pub(crate) fn course(name: &str, completed: &str, credits: &str) -> Completion {
    let (course, version) = name.split_once('/').unwrap_or((name, "1.0"));
    let name = format!("{course}-{}", version.replace('.', "-"));
    Completion {
        subject: Subject::Activity {
            id: id(&name.to_lowercase()),
            offering: None,
            course: Some(course.to_owned()),
            version: Some(version.to_owned()),
            credits: Credits::parse(credits).unwrap(),
            category: None,
        },
        program: id("cisco"),
        title: course.to_owned(),
        started: None,
        completed: day(completed),
        state: ClaimState::Earned,
        certificate: None,
        evidence: None,
        note: None,
    }
}

/// An exam that was passed.
pub(crate) fn exam(number: &str, class: &str, passed: &str) -> Completion {
    Completion {
        subject: Subject::Exam {
            id: id(number),
            class: id(class),
        },
        ..course("any", passed, "0")
    }
}

/// The same, with its claim in a state.
pub(crate) fn claimed(state: ClaimState, completion: Completion) -> Completion {
    Completion {
        state,
        ..completion
    }
}

/// Something of the Society's in a category.
pub(crate) fn in_category(category: &str, at: usize, completed: &str, credits: &str) -> Completion {
    let mut completion = course(&format!("c{at}"), completed, credits);
    completion.program = id("society");
    if let Subject::Activity { category: of, .. } = &mut completion.subject {
        *of = Some(id(category));
    }
    completion
}

pub(crate) fn record(certifications: Vec<Held>, completions: Vec<Completion>) -> Record {
    Record {
        certifications,
        completions,
        ..Record::default()
    }
}

/// The gaps of the first target, a line a route: credits, then exams.
pub(crate) fn gaps(standing: &Standing) -> Vec<String> {
    let gap = |gap: &finder::record::standing::Gap| {
        let exams = gap.exams.iter().map(|(class, n)| format!(" {n} {class}"));
        let least = gap.least.iter().map(|(id, n)| format!(" {id} {n}"));
        let years = gap.years.iter().map(|(first, n)| format!(" {first} {n}"));
        let rest: String = exams.chain(least).chain(years).collect();
        format!("{}: {}{rest}", gap.route, gap.credits)
    };
    standing.targets[0].gaps.iter().map(gap).collect()
}
