//! The catalogue that ships: not one finding, and every reference, name and day in order.
#![expect(clippy::unwrap_used, reason = "tests may fail by panicking")]

use std::{collections::BTreeSet, path::Path, sync::LazyLock};

use finder::{
    catalog,
    diagnostic::Sources,
    disk,
    model::{Catalog, Cost, Id, ProgramCatalog},
    report::{Style, snippet},
};

static SOURCES: LazyLock<Sources> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    disk::read_folder(&root).unwrap()
});

static SHIPPED: LazyLock<Catalog> = LazyLock::new(|| catalog::read(&SOURCES).0);

fn programs() -> impl Iterator<Item = &'static ProgramCatalog> {
    SHIPPED.programs.values()
}

#[test]
fn nothing_is_found_wrong_with_it() {
    let (catalog, findings) = catalog::read(&SOURCES);
    let style = Style {
        width: 120,
        color: false,
        unicode: true,
    };
    let mut report = Vec::new();
    for finding in &findings {
        snippet::write(&mut report, &style, &SOURCES, finding).unwrap();
    }
    assert!(findings.is_empty(), "{}", String::from_utf8_lossy(&report));
    assert!(!catalog.programs.is_empty());
}

#[test]
fn nothing_of_it_is_lost() {
    let files = SOURCES.paths().filter(|path| path.contains("/activities/"));
    let activities: usize = programs().map(|p| p.activities.len()).sum();
    assert_eq!(activities, files.count());
    let texts = (0..SOURCES.len()).map(|file| SOURCES.text(file).unwrap());
    let tables = |header: &str| -> usize {
        let lines = texts.clone().flat_map(str::lines);
        lines.filter(|line| line.trim() == header).count()
    };
    assert_eq!(SHIPPED.offerings().count(), tables("[[offering]]"));
    let exams: usize = programs().map(|p| p.exams.len()).sum();
    assert_eq!(exams, tables("[[exam]]"));
    let certifications: usize = programs().map(|p| p.certifications.len()).sum();
    assert_eq!(certifications, tables("[[certification]]"));
}

#[test]
fn every_activity_is_named_after_its_file() {
    let files: BTreeSet<&str> = SOURCES.paths().collect();
    for id in programs().flat_map(|program| program.activities.keys()) {
        let name = format!("/activities/{id}.toml");
        assert!(files.iter().any(|path| path.ends_with(&name)), "{id}");
    }
}

#[test]
fn every_name_means_one_thing() {
    let mut seen: BTreeSet<&Id> = BTreeSet::new();
    for name in programs().flat_map(ProgramCatalog::names) {
        assert!(seen.insert(name), "{name} is taken twice");
    }
}

#[test]
fn every_reference_resolves() {
    for program in programs() {
        let class = |id: &Id| program.program.exam_class(id).is_some();
        let level = |id: &Id| program.program.level(id).is_some();
        for level in &program.program.levels {
            let routes = level.routes.iter();
            assert!(routes.flat_map(|route| route.exams.keys()).all(class));
        }
        assert!(program.certifications.iter().all(|c| level(&c.level)));
        for exam in program.exams.values() {
            assert!(class(&exam.class), "{}", exam.id);
            let successor = exam.successor.iter();
            assert!(
                successor
                    .into_iter()
                    .all(|id| program.exams.contains_key(id))
            );
        }
        for pass in program.passes.values() {
            assert!(program.providers.contains_key(&pass.provider));
        }
    }
    for (program, activity, offering) in SHIPPED.offerings() {
        assert!(program.providers.contains_key(&offering.provider));
        let passes = offering.passes.iter();
        assert!(passes.into_iter().all(|id| program.passes.contains_key(id)));
        let exam = activity.exam.iter();
        assert!(exam.into_iter().all(|id| program.exams.contains_key(id)));
    }
}

#[test]
fn a_paid_price_is_never_nothing() {
    let costs = SHIPPED.offerings().map(|(_, _, offering)| offering.cost);
    let fees = programs().flat_map(|p| p.exams.values().map(|exam| exam.fee));
    for cost in costs.chain(fees) {
        if let Cost::Priced { cash, clc } = cost {
            assert!(cash.is_some() || clc.is_some());
            assert!(cash.is_none_or(|money| money.minor > 0));
        }
    }
}
