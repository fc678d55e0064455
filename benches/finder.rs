//! Where the time goes: reading the catalogue, finding a plan, and the whole program.
//!
//! `cargo bench` prints the figures. What matters is their ratio in one run: reading against bare TOML, the plan against reading,
//! `finder plan` against `finder --version`, which does nothing but start, and a plan from ever more activities against itself. Against
//! another solver, and with the memory it takes, the planner is measured in `optimizer/`.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark that cannot run has nothing to say; the binary is started here"
)]

#[path = "instances/mod.rs"]
mod instances;

use std::{
    hint::black_box,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use finder::{
    catalog,
    diagnostic::Sources,
    disk,
    model::{Catalog, Currency, Date, Need, Rates},
    plan,
};

use instances::{Class, Instance};

fn main() {
    divan::main();
}

fn sources() -> Sources {
    disk::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog")).unwrap()
}

fn today() -> Date {
    Date::from_ymd_opt(2026, 11, 22).unwrap()
}

fn need() -> Need {
    let rates = Rates::none(Currency::from_code("USD").unwrap());
    Need::nothing_but_the_cheapest(rates, today())
}

/// The catalogue's text to a trusted catalogue, every rule checked.
#[divan::bench]
fn read_the_catalogue(bencher: divan::Bencher<'_, '_>) {
    let sources = sources();
    bencher.bench(|| catalog::read(black_box(&sources)));
}

/// The same text through the bare TOML crate, nothing checked.
#[divan::bench]
fn read_bare_toml(bencher: divan::Bencher<'_, '_>) {
    let sources = sources();
    let texts: Vec<&str> = (0..sources.len())
        .filter_map(|file| sources.text(file))
        .collect();
    bencher.bench(|| {
        texts
            .iter()
            .map(|text| toml::from_str::<toml::Table>(black_box(text)).unwrap())
            .collect::<Vec<_>>()
    });
}

fn planned(bencher: divan::Bencher<'_, '_>, certification: &str, change: impl FnOnce(&mut Need)) {
    let (catalog, _): (Catalog, _) = catalog::read(&sources());
    let (program, certification) = catalog.certification(certification).unwrap();
    let mut need = need();
    change(&mut need);
    bencher.bench(|| {
        plan::cheapest(
            black_box(program),
            black_box(certification),
            black_box(&need),
            today(),
        )
    });
}

/// The everyday question.
#[divan::bench]
fn plan_ccnp(bencher: divan::Bencher<'_, '_>) {
    planned(bencher, "ccnp", |_| {});
}

/// The highest level: eight routes, passes worth buying.
#[divan::bench]
fn plan_ccie(bencher: divan::Bencher<'_, '_>) {
    planned(bencher, "ccie", |_| {});
}

/// A deadline and few hours a week: the calendar bites.
#[divan::bench]
fn plan_ccnp_in_time(bencher: divan::Bencher<'_, '_>) {
    planned(bencher, "ccnp", |need| {
        need.expires = Date::from_ymd_opt(2027, 3, 1);
        need.hours_per_week = finder::model::Minutes::new(10 * 60);
    });
}

/// From how many activities a plan is made.
const SIZES: [usize; 6] = [50, 200, 1_000, 10_000, 30_000, 100_000];

/// After how long a search is stopped, as `finder plan` stops it.
const LIMIT: Duration = Duration::from_secs(10);

fn grown(bencher: divan::Bencher<'_, '_>, class: Class, size: usize) {
    let (real, _) = catalog::read(&sources());
    let instance = Instance::new(class, size, 0, &real);
    bencher.bench(|| answered(black_box(&instance)));
}

#[expect(
    clippy::disallowed_methods,
    reason = "a search that is not stopped would keep the whole run"
)]
fn answered(instance: &Instance) -> plan::Answer {
    let end = Instant::now() + LIMIT;
    let question = plan::Question {
        stop: &|| Instant::now() > end,
        ..plan::Question::default()
    };
    let Instance {
        program,
        certification,
        need,
        today,
    } = instance;
    plan::answer(program, certification, need, &question, *today)
}

/// The cheapest plan from more and more of what the real catalogue holds.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn growth_catalog(bencher: divan::Bencher<'_, '_>, size: usize) {
    grown(bencher, Class::Catalog, size);
}

/// The same with last days that bite.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn growth_deadlines(bencher: divan::Bencher<'_, '_>, size: usize) {
    grown(bencher, Class::Deadlines, size);
}

/// Every kind of instance, at the size of a large catalogue.
#[divan::bench(args = Class::ALL.map(Class::word), sample_count = 5, sample_size = 1)]
fn every_kind_of_200(bencher: divan::Bencher<'_, '_>, kind: &str) {
    let class = Class::ALL.into_iter().find(|class| class.word() == kind);
    grown(bencher, class.unwrap(), 200);
}

fn run(arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_finder"))
        .args(arguments)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
}

/// The whole program, from the shell's point of view.
#[divan::bench]
fn whole_process_plan() {
    run(&["plan", "--cert", "ccnp", "--today", "2026-11-22"]);
}

/// What starting a process costs.
#[divan::bench]
fn whole_process_version() {
    run(&["--version"]);
}
