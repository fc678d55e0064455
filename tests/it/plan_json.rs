//! Holds `--format json` to its schema.
#![expect(
    clippy::unwrap_used,
    reason = "a schema or a report that does not parse is a failed test"
)]

use finder::report::{Format, Style};
use serde_json::{Value, json};

use crate::plan_answers::{Told, all, expired, free, mixed, reasoned, short, weighed};

const SCHEMA: &str = include_str!("../../docs/schema/plan.json");

fn document(told: &Told) -> Value {
    serde_json::from_str(&told.tell(Format::Json, Style::PLAIN)).unwrap()
}

/// What the schema says against a document.
pub(crate) fn faults(document: &Value) -> Vec<String> {
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

/// Every reason and every warning has a lasting name, and the schema knows it.
#[test]
fn the_schema_knows_every_code() {
    const CODES: &str = include_str!("../../src/plan/outcome/reason.rs");
    // What is drawn from a record is warned of in words of its own.
    const FROM_THE_RECORD: [&str; 2] = ["higher-held", "ends-earlier"];
    let (warnings, reasons) = CODES.split_once("impl Reason").unwrap();
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for (codes, more, place) in [
        (
            warnings,
            FROM_THE_RECORD.as_slice(),
            "/$defs/warning/properties/code/enum",
        ),
        (reasons, &[], "/$defs/left_out/properties/reason/enum"),
    ] {
        let known = schema.pointer(place).unwrap().as_array().unwrap();
        let told = codes.split("=> \"").skip(1);
        let told: Vec<&str> = told
            .filter_map(|rest| Some(rest.split_once('"')?.0))
            .chain(more.iter().copied())
            .collect();
        assert_eq!(told.len(), known.len(), "{place}: {told:?}");
        assert!(
            told.iter().all(|code| known.contains(&json!(code))),
            "{place}: {told:?}"
        );
    }
}

#[test]
fn answers_are_as_the_schema_says() {
    for (name, told) in all() {
        let document = document(&told);
        assert_eq!(
            faults(&document),
            Vec::<String>::new(),
            "{name}: {document:#}"
        );
    }
}

#[test]
fn one_answer_in_full() {
    insta::assert_snapshot!("mixed_json", mixed().tell(Format::Json, Style::PLAIN));
    insta::assert_snapshot!("reasoned_json", reasoned().tell(Format::Json, Style::PLAIN));
    insta::assert_snapshot!("expired_json", expired().tell(Format::Json, Style::PLAIN));
}

/// Whether the schema refuses a document with a field more at a place.
fn is_refused(told: &Told, place: &str) -> bool {
    let mut document = document(told);
    let object = document
        .pointer_mut(place)
        .unwrap()
        .as_object_mut()
        .unwrap();
    object.insert("surprise".to_owned(), json!(1));
    !faults(&document).is_empty()
}

#[test]
fn unknown_fields_are_refused() {
    for place in [
        "",
        "/plan",
        "/plan/items/0",
        "/plan/pace",
        "/plan/cost",
        "/routes/0",
        "/left_out/0",
        "/shortfall",
        "/shortfall/relaxations/0",
        "/need",
        "/certification",
    ] {
        assert!(is_refused(&short(), place), "{place}");
    }
    for place in [
        "/runner_up",
        "/alternatives/0",
        "/alternatives/0/margin",
        "/alternatives/0/margin/cost",
        "/tradeoffs/0",
    ] {
        assert!(is_refused(&weighed(), place), "{place}");
    }
}

#[test]
fn other_plans_are_plans_with_a_margin() {
    let document = document(&weighed());
    assert_eq!(
        document["runner_up"],
        json!({
            "cost": { "amount": "300.00", "currency": "USD" }, "clc": 0,
            "hours": -29, "hours_estimated": true, "lengths_unknown": 1,
            "days": null, "items": -1, "credits": -29, "exams": 1,
        })
    );
    assert_eq!(document["alternatives"][0]["margin"], document["runner_up"]);
    assert_eq!(document["alternatives"][1]["cost"]["amount"], "1800.00");
    assert_eq!(document["tradeoffs"][0], document["plan"]);
}

#[test]
fn unknown_fields_of_reasons_are_refused() {
    for place in [
        "/why_not/0",
        "/why_not/3/margin",
        "/why_not/3/margin/cost",
        "/why_not/3/turns/0",
        "/why_not/10/barriers/0",
        "/sensitivity/0",
        "/sensitivity/1/leaves/0",
    ] {
        let mut document = document(&reasoned());
        let object = document.pointer_mut(place).unwrap();
        let object = object.as_object_mut().unwrap();
        object.insert("surprise".to_owned(), json!(1));
        assert_ne!(faults(&document), Vec::<String>::new(), "{place}");
    }
}

#[test]
fn missing_fields_and_unknown_codes_are_refused() {
    let mut without = document(&free());
    without.as_object_mut().unwrap().remove("shortfall");
    assert_ne!(faults(&without), Vec::<String>::new());
    for (place, value) in [
        ("/outcome", json!("perhaps")),
        ("/left_out/0/reason", json!("no-luck")),
        ("/warnings/0/code", json!("boo")),
        ("/plan/items/0/kind", json!("nap")),
        ("/plan/cost/amount", json!(300)),
        ("/plan/credits", json!(0.125)),
        ("/today", json!("tomorrow")),
    ] {
        let mut document = document(&free());
        *document.pointer_mut(place).unwrap() = value;
        assert_ne!(faults(&document), Vec::<String>::new(), "{place}");
    }
}

#[test]
fn every_decimal_of_two_places_is_taken() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema["$defs"]["amount"]).unwrap();
    for hundredths in 0..20_000 {
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let amount: Value = serde_json::from_str(&text).unwrap();
        assert!(validator.is_valid(&amount), "{text}");
    }
}
