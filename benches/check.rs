//! What `finder check` costs against bare TOML, and how that grows: time, and memory at its peak.
//!
//! `cargo bench --bench check` prints both for the catalogue that ships and for generated ones of 2,000 and 20,000 activities. What counts is
//! the ratio within one run.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot run has nothing to say"
)]

use std::{hint::black_box, path::Path};

use divan::AllocProfiler;
use finder::{
    catalog::{self, Reading},
    diagnostic::Sources,
    disk,
    model::Date,
};

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

/// How many activities; 0 stands for the catalogue as it ships.
const SIZES: [usize; 3] = [0, 2_000, 20_000];

fn main() {
    divan::main();
}

/// The catalogue that ships, with so many activities instead of its own: copies of them, each a course of its own.
fn sources(activities: usize) -> Sources {
    let shipped =
        disk::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog")).unwrap();
    let files: Vec<(String, String)> = shipped
        .paths()
        .enumerate()
        .map(|(file, path)| (path.to_owned(), shipped.text(file).unwrap().to_owned()))
        .collect();
    let (originals, rules): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|(path, _)| path.contains("/activities/"));
    let missing = activities.saturating_sub(originals.len());
    let copies = originals.iter().cycle().take(missing).enumerate();
    let copies: Vec<_> = copies.map(|(number, file)| copy(number, file)).collect();
    let all = rules.into_iter().chain(originals).chain(copies);
    Sources::new(all.map(|(path, text)| (path, text.into_bytes())))
}

fn copy(number: usize, (path, text): &(String, String)) -> (String, String) {
    let path = path.replace(".toml", &format!("-copy-{number}.toml"));
    let (text, _) = text.split_once("\n[[exception]]").unwrap_or((text, ""));
    let line = |line: &str| match line.split_once(" = ") {
        Some(("title", _)) => format!("title = \"Copy c{number} of a course on c{number}\"\n"),
        Some(("course", code)) => format!("course = \"{}-{number}\"\n", code.trim_matches('"')),
        _ => format!("{line}\n"),
    };
    (path, text.lines().map(line).collect())
}

/// The text of every file through the bare TOML crate, nothing checked. Letting go of it counts, as it does below, where most of it goes
/// before the end.
#[divan::bench(args = SIZES)]
fn bare_toml(bencher: divan::Bencher<'_, '_>, activities: usize) {
    let sources = sources(activities);
    let texts: Vec<&str> = (0..sources.len())
        .filter_map(|file| sources.text(file))
        .collect();
    bencher.bench_local(|| {
        texts
            .iter()
            .map(|text| toml::from_str::<toml::Table>(black_box(text)).unwrap())
            .collect::<Vec<_>>()
            .len()
    });
}

/// Every fault, every suspicion, every age.
#[divan::bench(args = SIZES)]
fn check(bencher: divan::Bencher<'_, '_>, activities: usize) {
    let sources = sources(activities);
    let today = Date::from_ymd_opt(2026, 11, 22).unwrap();
    let wrong = catalog::survey(&sources).findings.len();
    assert_eq!(wrong, 0, "a copy is no fault");
    bencher.bench_local(|| {
        let survey = catalog::survey(black_box(&sources));
        let ages = survey.ages(today);
        survey.findings.len() + ages.len()
    });
}

/// The same against the past, which is read too.
#[divan::bench(args = SIZES)]
fn check_since(bencher: divan::Bencher<'_, '_>, activities: usize) {
    let sources = sources(activities);
    bencher.bench_local(|| {
        let (before, now) = (
            catalog::survey(black_box(&sources)),
            catalog::survey(&sources),
        );
        let reading = |survey| Reading {
            sources: &sources,
            survey,
        };
        catalog::since(reading(&before), reading(&now))
    });
}
