//! Listings: recorded pages by declared sources, against a small catalogue.
//!
//! The pages under `fixtures/listing/pages` are made up, in the shapes that real listings have.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read files, and fail by panicking"
)]

mod bases;
mod comparing;
mod contract;
mod entities;
mod folding;
mod hostile;
mod laws;
mod measured;
mod merging;
mod pages;
mod paging;
mod proposing;
mod repeating;
mod shapes;
mod sources;
mod zones;

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use finder::{
    catalog,
    diagnostic::Sources,
    disk,
    listing::{
        self, Broken, Cell, Comparison, Harvest, Look, Page, Source,
        propose::{Asked, Proposal, propose},
    },
    model::{Catalog, Date, ProgramCatalog},
};
use serde_json::Value;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/listing");

/// An answer in JSON that is as that schema in `docs/schema/` says.
#[track_caller]
pub(crate) fn held(schema: &str, answer: &str) -> Value {
    let answer = serde_json::from_str(answer).unwrap();
    assert_eq!(faults(schema, &answer), Vec::<String>::new());
    answer
}

/// What that schema says against an answer.
pub(crate) fn faults(schema: &str, answer: &Value) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    let schema = fs::read_to_string(path.join(format!("{schema}.json"))).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    let validator = options.build(&schema).unwrap();
    validator
        .iter_errors(answer)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

fn files() -> Sources {
    disk::read_folder(&Path::new(FIXTURES).join("catalog")).unwrap()
}

fn catalog() -> Catalog {
    let (catalog, findings) = catalog::read(&files());
    assert_eq!(findings, []);
    catalog
}

fn program(catalog: &Catalog) -> &ProgramCatalog {
    catalog.programs.values().next().unwrap()
}

fn declared() -> Vec<Source> {
    let (sources, findings) = listing::source::declared(&files(), &catalog());
    assert_eq!(findings, []);
    sources
}

fn source(id: &str) -> Source {
    declared()
        .into_iter()
        .find(|source| source.id.as_str() == id)
        .unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The day the pages were recorded.
fn seen() -> Date {
    day("2026-11-22")
}

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(FIXTURES).join("pages").join(name)).unwrap()
}

fn page(source: &Source, text: &str) -> Page {
    Page::recorded(&source.url, text, seen())
}

/// Texts as pages, each at the address that the one before leads to.
fn pages(source: &Source, texts: &[&str]) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for text in texts {
        let mut page = page(source, text);
        if let Some(next) = source.after(&pages, &|| false).ok().flatten() {
            page.url = next.url;
        }
        pages.push(page);
    }
    pages
}

/// A text as the page of a source, read and held against the catalogue, with nothing known of an earlier run.
fn compared(source: &Source, text: &str) -> (Harvest, Comparison) {
    compared_with(&catalog(), source, text).unwrap()
}

/// The same, held against this one; or how the contract broke.
fn compared_with(
    catalog: &Catalog,
    source: &Source,
    text: &str,
) -> Result<(Harvest, Comparison), Broken> {
    let pages = [page(source, text)];
    let harvest = listing::read(source, &pages, None, &|| false)?;
    let against = (source, &pages[..]);
    let found = listing::compare(
        program(catalog),
        against,
        &harvest,
        None,
        Look::anew(seen()),
    );
    Ok((harvest, found))
}

/// What is proposed of a text, but for the keys that are known.
fn proposal_of(
    source: &Source,
    text: &str,
    known: &BTreeSet<String>,
    accept_credits: bool,
) -> Option<Proposal> {
    let catalog = catalog();
    let asked = Asked {
        program: program(&catalog),
        source,
        known,
        accept_credits,
        refs: true,
        seen: seen(),
    };
    propose(&asked, &compared(source, text).1.items)
}

/// Reads texts as the pages of a source.
fn read(source: &Source, texts: &[&str]) -> Result<Harvest, Broken> {
    listing::read(source, &pages(source, texts), None, &|| false)
}

/// What came of recorded pages, as text: rows, held rows and warnings, or how the contract broke.
fn told(id: &str, names: &[&str]) -> String {
    let texts: Vec<String> = names.iter().map(|name| text(name)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    match read(&source(id), &texts) {
        Ok(harvest) => shown(&harvest),
        Err(broken) => format!("{broken}\n"),
    }
}

fn shown(harvest: &Harvest) -> String {
    let mut out = String::new();
    let row = |out: &mut String, row: &listing::Row| {
        writeln!(out, "row {}", row.number).unwrap();
        for (field, cell) in &row.cells {
            writeln!(out, "  {field}: {}", said(cell)).unwrap();
        }
        for date in row.dates.iter().filter(|_| row.dates.len() > 1) {
            writeln!(out, "  on {date}").unwrap();
        }
    };
    for good in &harvest.rows {
        row(&mut out, good);
    }
    for held in &harvest.held {
        write!(out, "held: {}\n  ", held.reason).unwrap();
        row(&mut out, &held.row);
    }
    for warning in &harvest.warnings {
        writeln!(out, "warning: {warning}").unwrap();
    }
    out
}

fn said(cell: &Cell) -> String {
    match (&cell.value, &cell.problem) {
        (Some(value), _) if value.to_string() == cell.raw => cell.raw.clone(),
        (Some(value), _) => format!("{value}    <- {}", cell.raw),
        (None, Some(problem)) => format!("?    <- {}    ({problem})", cell.raw),
        (None, None) => "?".to_owned(),
    }
}
