//! A plan that reads the holder's record: what comes from it, what flags change, and what it warns of.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot begin has failed; records are written for it"
)]

use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    finder::{Said, finder},
    plan_json,
};

/// A holder's home with a record in it.
pub(crate) fn home(record: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), record);
    home
}

/// Writes the record of a home.
pub(crate) fn write(home: &Path, record: &str) {
    fs::create_dir_all(home.join("data")).unwrap();
    fs::write(home.join("data/record.toml"), record).unwrap();
}

/// Copies a folder, into one that is there or not.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// A professional of the guild and what she has done, with a lower certification that ends first.
pub(crate) const PROFESSIONAL: &str = "\
format = 1
taken = ['basics']

[defaults]
currency = 'EUR'
rates = { USD = '0.92', GBP = '1.15' }
hours_per_week = 6
busy = ['2026-12-20..2027-01-03']

[[pass]]
id = 'guild-pass'
until = 2027-05-01

[[certification]]
id = 'gna'
earned = 2024-03-01
expires = 2027-03-01

[[certification]]
id = 'gnp'
earned = 2024-12-31
expires = 2027-12-31

[[completion]]
activity = 'spring-offer'
program = 'guild'
title = 'Spring Offer: Routing Games'
credits = 8.5
completed = 2026-11-20
state = 'pending'
";

/// What `plan` says with a record.
#[track_caller]
fn planned(record: &str, flags: &str) -> Said {
    let home = home(record);
    finder().home(home.path()).args(&format!("plan {flags}"))
}

/// The JSON of the same.
#[track_caller]
fn document(record: &str, flags: &str) -> Value {
    let said = planned(record, &format!("{flags} --format json"));
    assert!(said.code < 2, "{}", said.stderr);
    let document: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(plan_json::faults(&document), Vec::<String>::new());
    document
}

#[test]
fn everything_comes_from_the_record() {
    let said = planned(PROFESSIONAL, "");
    insta::assert_snapshot!("recorded", said.stdout);
    assert_eq!(said.stderr, "");
    let said = planned(PROFESSIONAL, "--format markdown");
    insta::assert_snapshot!("recorded_markdown", said.stdout);
}

#[test]
fn flags_go_before_the_record() {
    let flags = "--cert gnp --have 30 --expires 2028-06-30 --currency USD --hours-per-week 3 --pass guild-pass --clc 5";
    let document = document(PROFESSIONAL, flags);
    assert_eq!(document["expires"], "2028-06-30");
    assert_eq!(document["need"]["have"], 30);
    insta::assert_snapshot!("recorded_overridden", format!("{:#}", document["record"]));
}

#[test]
fn without_a_record_or_with_none_wanted_nothing_changes() {
    let flags = "plan --cert gnp --have 24 --expires 2027-12-31";
    let bare = finder().args(flags);
    let home = home(PROFESSIONAL);
    let left = finder()
        .home(home.path())
        .args(&format!("{flags} --no-record"));
    assert_eq!((left.code, left.stdout), (bare.code, bare.stdout));
    let empty = tempfile::tempdir().unwrap();
    let none = finder().home(empty.path()).args(flags);
    let bare = finder().args(flags);
    assert_eq!((none.code, none.stdout), (bare.code, bare.stdout));
}

#[test]
fn exams_passed_fill_their_places() {
    let passed = "format = 1\n[[certification]]\nid = 'gnp'\nearned = 2024-12-31\nexpires = 2027-12-31\n\
                  [[completion]]\nexam = '200-20'\nprogram = 'guild'\ntitle = 'Networks'\nclass = 'senior'\ncompleted = 2026-10-02\n";
    let document = document(passed, "--route credits-and-exam");
    assert_eq!(document["routes"][1]["exams"], serde_json::json!({}));
    assert_eq!(document["routes"][1]["credits"], 20);
    let items = document["plan"]["items"].as_array().unwrap();
    assert!(
        items.iter().all(|item| item["kind"] == "activity"),
        "{items:?}"
    );
    let flag = finder().args("plan --cert gnp --route credits-and-exam --passed adv --format json");
    let flag: Value = serde_json::from_str(&flag.stdout).unwrap();
    assert_eq!(flag["routes"], document["routes"]);
    let wrong = finder().args("plan --cert gnp --passed basics");
    assert_eq!(wrong.code, 2);
    assert!(
        wrong
            .stderr
            .contains("`--passed basics`: no exam is called so"),
        "{}",
        wrong.stderr
    );
}

/// It is refused, in one error that says so.
#[track_caller]
fn refused(record: &str, flags: &str, code: u8, told: &str) {
    let said = planned(record, flags);
    assert_eq!(said.code, code, "{}{}", said.stdout, said.stderr);
    let text = format!("{}{}", said.stdout, said.stderr);
    assert!(text.contains(told), "{text}");
}

#[test]
fn what_cannot_be_renewed_is_answered_clearly() {
    refused(
        "format = 1\n",
        "",
        2,
        "your record has no certification that the catalogue knows",
    );
    let expired =
        "format = 1\n[[certification]]\nid = 'gnp'\nearned = 2020-01-01\nexpires = 2023-01-01\n";
    refused(expired, "", 1, "expired on 2023-01-01");
    let said = finder().args("plan");
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("`--cert` is missing"),
        "{}",
        said.stderr
    );
    refused("nonsense", "--cert gnp", 2, "fault");
}

#[test]
fn a_lower_certification_is_renewed_only_with_the_higher() {
    let document = document(PROFESSIONAL, "--cert gna");
    assert_eq!(document["record"]["higher"], "gnp");
    assert_eq!(document["need"]["have"], 0);
    assert_eq!(document["expires"], "2027-03-01");
    let warnings = document["warnings"].as_array().unwrap();
    assert!(
        warnings
            .iter()
            .any(|warning| warning["code"] == "higher-held")
    );
}

#[test]
fn a_renewal_that_follows_from_the_record_begins_a_new_cycle() {
    let renewed = PROFESSIONAL
        .replace("credits = 8.5", "credits = 40")
        .replace("'pending'", "'earned'");
    let document = document(&renewed, "");
    assert_eq!(document["record"]["renewed"]["on"], "2026-11-20");
    assert_eq!(document["expires"], "2029-11-20");
    assert_eq!(document["need"]["have"], 0);
}

#[test]
fn another_name_of_the_level_means_the_one_that_is_held() {
    let record = "format = 1\n[[certification]]\nid = 'ccnp-enterprise'\nearned = 2024-12-31\nexpires = 2027-12-31\n";
    let home = home(record);
    let plan = |name: &str| {
        let finder = finder().built_in().home(home.path());
        let said = finder.args(&format!("plan --cert {name} --format json"));
        serde_json::from_str::<Value>(&said.stdout).unwrap()
    };
    assert_eq!(plan("ccnp")["expires"], "2027-12-31");
    assert_eq!(plan("ccnp")["record"]["used"][0]["what"], "expires");
    assert_eq!(plan("ccna")["expires"], Value::Null);
}

#[test]
fn several_programs_are_told_apart() {
    let catalog = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures");
    for program in ["small/guild", "society/society"] {
        let to = catalog.path().join(program.split('/').next_back().unwrap());
        fs::create_dir(&to).unwrap();
        copy(&fixtures.join(program), &to);
    }
    let home = home(
        "format = 1\n[[certification]]\nid = 'gnp'\nexpires = 2027-12-31\n\
         [[certification]]\nid = 'css'\nexpires = 2027-06-30\n",
    );
    let plan = |flags: &str| {
        let finder = finder()
            .home(home.path())
            .catalog(catalog.path().to_str().unwrap());
        finder.args(&format!("plan {flags}"))
    };
    let asked = plan("");
    assert_eq!(asked.code, 2);
    assert!(
        asked
            .stderr
            .contains("hint: Say which to plan for: `--cert gnp` or `--cert css`."),
        "{}",
        asked.stderr
    );
    assert!(plan("--cert css").stdout.contains("expires on 2027-06-30"));
}
