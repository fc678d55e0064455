//! Holds `--format json` to docs/schema/status.json.

use serde_json::{Value, json};

use super::{DONE, HELD, Holder, full};

const SCHEMA: &str = include_str!("../../../docs/schema/status.json");

fn document(holder: &Holder) -> Value {
    serde_json::from_str(&holder.ask("status --format json").stdout).unwrap()
}

/// What the schema says against a document.
fn faults(document: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    validator
        .iter_errors(document)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

#[test]
fn the_schema_is_one() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
}

#[test]
fn answers_are_as_the_schema_says() {
    let late = DONE.replace("2026-10-02", "2026-06-02");
    let renewed = DONE.replace("credits = 25.5", "credits = 60\nstate = 'earned'");
    let reached = DONE.replace("credits = 25.5", "credits = 60");
    let expired = "format = 1\n[[certification]]\nid = 'ccnp'\nearned = 2023-11-27\n";
    let strange = "[[certification]]\nid = 'ccde-of-old'\nearned = 2025-01-01\n";
    for record in [
        String::new(),
        format!("{HELD}{DONE}"),
        format!("{HELD}{late}"),
        format!("{HELD}{renewed}"),
        format!("{HELD}{reached}"),
        format!("{HELD}{strange}"),
        expired.to_owned(),
    ] {
        let document = document(&Holder::with(&record));
        assert_eq!(faults(&document), Vec::<String>::new(), "{document:#}");
    }
}

#[test]
fn the_schema_knows_every_field() {
    let whole = document(&full());
    for place in [
        "",
        "/next",
        "/programs/0",
        "/programs/0/certifications/0",
        "/programs/0/targets/0",
        "/programs/0/targets/0/routes/0",
        "/programs/0/targets/0/passed_over/0",
        "/programs/0/claims/0",
        "/programs/0/missing_evidence/0",
        "/endings/0",
    ] {
        let mut document = whole.clone();
        let object = document.pointer_mut(place).unwrap();
        object["unheard-of"] = json!(1);
        assert_ne!(faults(&document), Vec::<String>::new(), "{place}");
    }
}

#[test]
fn one_answer_in_full() {
    insta::assert_snapshot!("json", full().ask("status --format json").stdout);
}
