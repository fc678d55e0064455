//! Holds `show --format json` to `docs/schema/show.json`: every entry that ships, and those that only a made-up programme has.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{collections::BTreeSet, path::Path};

use finder::{catalog, disk, model::Named, report::browse::show_json};
use serde_json::{Value, json};

use crate::listing::{faults, held};

/// Every entry of the catalogue in a folder of this repository, a program at a time.
fn answers(folder: &str) -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (catalog, _) = catalog::read(&disk::read_folder(&root).unwrap());
    let today = "2026-11-22".parse().unwrap();
    let of = |program| {
        let mut json = Vec::new();
        show_json(&mut json, program, &entries(program), today).unwrap();
        held("show", std::str::from_utf8(&json).unwrap())
    };
    catalog.programs.values().map(of).collect()
}

fn entries(program: &finder::model::ProgramCatalog) -> Vec<Named<'_>> {
    let activities = program.activities.values().map(Named::Activity);
    let exams = program.exams.values().map(Named::Exam);
    let passes = program.passes.values().map(Named::Pass);
    let certifications = program.certifications.iter().map(Named::Certification);
    let all = activities.chain(exams).chain(passes);
    all.chain(certifications).collect()
}

#[test]
fn every_entry_is_as_the_schema_says() {
    let mut kinds = BTreeSet::new();
    for folder in [
        "catalog",
        "tests/it/fixtures/listing/catalog",
        "tests/it/fixtures/society",
    ] {
        for answer in answers(folder) {
            let entries = answer["entries"].as_array().unwrap();
            kinds.extend(entries.iter().map(|entry| entry["kind"].to_string()));
        }
    }
    assert_eq!(kinds.len(), 4, "{kinds:?}");
}

#[test]
fn the_schema_knows_every_field() {
    let cisco = answers("catalog").remove(0);
    for kind in ["activity", "exam", "pass", "certification"] {
        let entries = cisco["entries"].as_array().unwrap();
        let entry = entries.iter().find(|entry| entry["kind"] == kind).unwrap();
        let alone = json!({ "format": 1, "today": "2026-11-22", "entries": [entry] });
        assert_eq!(faults("show", &alone), Vec::<String>::new());
        for key in entry.as_object().unwrap().keys() {
            let mut without = alone.clone();
            without["entries"][0].as_object_mut().unwrap().remove(key);
            assert_ne!(
                faults("show", &without),
                Vec::<String>::new(),
                "{kind}: {key}"
            );
        }
        let mut more = alone;
        more["entries"][0]["unheard-of"] = json!(1);
        assert_ne!(faults("show", &more), Vec::<String>::new(), "{kind}");
    }
}
