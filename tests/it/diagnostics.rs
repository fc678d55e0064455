//! Every kind of finding has a page, and the examples on it do what the page says.
#![expect(clippy::unwrap_used, reason = "tests may fail by panicking")]

use std::{collections::BTreeSet, path::Path};

use finder::{
    catalog::{self, Reading},
    diagnostic::{Code, Diagnostic, Sources},
    listing,
    model::Date,
};

use crate::base;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// One file of an example.
pub(crate) struct Example<'p> {
    pub(crate) path: &'p str,
    pub(crate) text: &'p str,
}

/// The part of a page after `Wrong` or `Right`: a line that names the file, then a fenced block.
pub(crate) fn example<'p>(page: &'p str, heading: &str) -> Example<'p> {
    let (_, rest) = page.split_once(&format!("\n{heading}, in `")).unwrap();
    let (path, rest) = rest.split_once("`:\n\n```toml\n").unwrap();
    let (text, _) = rest.split_once("```").unwrap();
    Example { path, text }
}

/// The base catalogue with a file in the place of an example of which nothing can be read.
fn unread(example: &Example<'_>) -> Sources {
    let mut files = base::files();
    files.retain(|(path, _)| path != example.path);
    let gone = (
        example.path.to_owned(),
        "it is a link to nothing".to_owned(),
    );
    Sources::new(files).with_unread([gone])
}

/// The base catalogue with an example laid over it: an activity's file takes the place of one, others go on where one ends.
pub(crate) fn laid_over(example: &Example<'_>, encode: fn(&str) -> Vec<u8>) -> Sources {
    let mut files = base::files();
    files.retain(|(path, _)| path != example.path || !path.contains("/activities/"));
    let written = encode(example.text);
    match files.iter_mut().find(|(path, _)| path == example.path) {
        Some((_, bytes)) => bytes.extend([b"\n".as_slice(), &written].concat()),
        None => files.push((example.path.to_owned(), written)),
    }
    Sources::new(files)
}

pub(crate) fn utf8(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

pub(crate) fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect()
}

/// What `finder check` finds on a day: faults, suspicions, what has grown old, and what is wrong with sources of listings.
fn findings(sources: &Sources) -> Vec<Diagnostic> {
    let survey = catalog::survey(sources);
    let today = Date::from_ymd_opt(2026, 11, 22).unwrap();
    let ages = survey.ages(today);
    let (_, of_sources) = listing::source::declared(sources, &survey.catalog);
    let findings = survey.findings.into_iter().chain(ages);
    findings.chain(of_sources).collect()
}

/// What is found of an example that is a file of the base as it is now, against the base as it was.
fn findings_since(example: &Example<'_>) -> Vec<Diagnostic> {
    let (before, now) = (
        Sources::new(base::files()),
        base::with(example.path, example.text.as_bytes()),
    );
    let (old, new) = (catalog::survey(&before), catalog::survey(&now));
    let reading = |sources, survey| Reading { sources, survey };
    catalog::since(reading(&before, &old), reading(&now, &new))
}

fn found_in(code: Code, example: &Example<'_>) -> Vec<Diagnostic> {
    match code {
        Code::VanishedId | Code::ReusedId => findings_since(example),
        _ => findings(&laid_over(example, utf8)),
    }
}

#[test]
fn wrong_examples_raise_their_code_and_no_other() {
    for code in Code::ALL {
        let example = example(code.page(), "Wrong");
        // A page is UTF-8 itself and can be read, so what is not can only be made here.
        let found = match code {
            Code::NotUtf8 => findings(&laid_over(&example, latin1)),
            Code::UnreadableFile => findings(&unread(&example)),
            _ => found_in(*code, &example),
        };
        assert!(!found.is_empty(), "{code}: nothing was found");
        assert!(found.iter().all(|f| f.code == *code), "{code}: {found:#?}");
    }
}

#[test]
fn right_examples_raise_nothing() {
    for code in Code::ALL {
        let found = found_in(*code, &example(code.page(), "Right"));
        assert!(found.is_empty(), "{code}: {found:#?}");
    }
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let folder = Path::new(ROOT).join("docs/diagnostics");
    let pages: BTreeSet<String> = folder
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
    assert_eq!(pages, codes);
}

#[test]
fn pages_have_one_fault_and_one_cure() {
    for code in Code::ALL {
        assert_eq!(code.page().matches("```toml\n").count(), 2, "{code}");
        assert!(code.page().is_ascii() || *code == Code::NotUtf8, "{code}");
    }
}
