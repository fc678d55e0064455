//! `--format ics` of `status` and `plan`, export after export: numbers, days of change, what is taken back, and a memory that fails.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests look at files, and fail by panicking"
)]

use std::{collections::BTreeMap, fs, path::PathBuf};

use crate::{
    calendar::events,
    finder::{Finder, Said, finder},
};

const RECORD: &str = r#"format = 1

[[certification]]
id = "ccnp-enterprise"
earned = 2024-05-01
expires = 2027-05-01

[[pass]]
id = "cisco-u-all-access"
until = 2027-03-01
"#;

const SAFE: &str = "latest-safe-day.cisco.ccnp-enterprise@ce-finder";
const EXPIRY: &str = "expiry.cisco.ccnp-enterprise@ce-finder";
const PASS: &str = "last-day.cisco-u-all-access.cisco.ccnp-enterprise@ce-finder";

/// A holder of a certification and a pass.
struct Holder(tempfile::TempDir);

impl Holder {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("data")).unwrap();
        fs::write(home.path().join("data/record.toml"), RECORD).unwrap();
        Self(home)
    }

    fn finder(&self) -> Finder {
        finder().built_in().home(self.0.path())
    }

    /// What is exported on a day in November 2026, read by two parsers.
    #[track_caller]
    fn on(&self, day: u32, args: &str) -> Said {
        let said = self.finder().today(&format!("2026-11-{day:02}"));
        let said = said.args(&format!("{args} --format ics"));
        events(&said);
        said
    }

    fn change(&self, from: &str, to: &str) {
        let path = self.0.path().join("data/record.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    fn memory(&self) -> PathBuf {
        self.0.path().join("state/calendars.json")
    }
}

/// The whole text of every entry, by name.
fn entries(said: &Said) -> BTreeMap<String, String> {
    let entries = said.stdout.split("BEGIN:VEVENT").skip(1);
    let entries = entries.map(|entry| {
        let unfolded = entry.replace("\r\n ", "");
        let mut lines = unfolded.lines();
        let uid = lines.find_map(|line| line.strip_prefix("UID:")).unwrap();
        let entry = entry.replace("END:VCALENDAR", "");
        (uid.to_owned(), entry.trim_end().to_owned())
    });
    entries.collect()
}

#[track_caller]
fn check(said: &Said, uid: &str, parts: &[&str]) {
    let entries = entries(said);
    let entry = &entries[uid];
    for part in parts {
        assert!(entry.contains(part), "{part} in {entry}");
    }
}

#[test]
fn what_says_the_same_is_the_same_bytes_on_any_day() {
    let holder = Holder::new();
    let first = holder.on(20, "status");
    assert_eq!(first.stderr, "");
    check(&first, EXPIRY, &["SEQUENCE:0", "DTSTAMP:20261120T"]);
    assert_eq!(holder.on(27, "status").stdout, first.stdout);
    // It is the memory that does it.
    fs::remove_file(holder.memory()).unwrap();
    let anew = holder.on(27, "status");
    check(&anew, EXPIRY, &["SEQUENCE:0", "DTSTAMP:20261127T"]);
}

#[test]
fn only_what_changed_gets_the_next_number() {
    let holder = Holder::new();
    let first = entries(&holder.on(20, "status"));
    holder.change("until = 2027-03-01", "until = 2027-03-31");
    let moved = holder.on(21, "status");
    check(
        &moved,
        PASS,
        &[
            "SEQUENCE:1",
            "DTSTAMP:20261121T",
            "DTSTART;VALUE=DATE:20270331",
        ],
    );
    let moved = entries(&moved);
    let changed: Vec<&String> = first
        .keys()
        .filter(|uid| first[*uid] != moved[*uid])
        .collect();
    assert_eq!(changed, [PASS]);
}

#[test]
fn a_plan_and_a_record_tell_one_entry_in_the_same_bytes() {
    let holder = Holder::new();
    let plan = holder.on(
        20,
        "plan --cert ccnp-enterprise --pass cisco-u-all-access=2027-03-01",
    );
    let status = holder.on(25, "status");
    let (plan, status) = (entries(&plan), entries(&status));
    let both: Vec<&String> = plan
        .keys()
        .filter(|uid| status.contains_key(*uid))
        .collect();
    assert_eq!(both, [EXPIRY, SAFE]);
    for uid in both {
        assert_eq!(plan[uid], status[uid]);
    }
}

#[test]
fn what_is_gone_is_taken_back_until_its_day_is_over() {
    let holder = Holder::new();
    holder.on(20, "status");
    holder.change(
        "[[pass]]\nid = \"cisco-u-all-access\"\nuntil = 2027-03-01\n",
        "",
    );
    let gone = holder.on(21, "status");
    check(&gone, PASS, &["SEQUENCE:1", "STATUS:CANCELLED"]);
    assert!(!entries(&gone)[PASS].contains("VALARM"));
    assert_eq!(holder.on(22, "status").stdout, gone.stdout);
    let later = holder.finder().today("2027-03-02");
    let later = later.args("status --format ics");
    assert!(!entries(&later).contains_key(PASS), "{}", later.stdout);
}

#[test]
fn a_plan_takes_back_nothing_of_what_the_record_tells() {
    let holder = Holder::new();
    let plan = holder.on(20, "plan");
    let study = entries(&plan);
    let study: Vec<&String> = study
        .keys()
        .filter(|uid| uid.starts_with("study."))
        .collect();
    assert!(!study.is_empty());
    let status = holder.on(20, "status");
    assert!(!status.stdout.contains("CANCELLED"), "{}", status.stdout);
    // Another plan for the same certification takes the place of the one before.
    let exams = holder.on(21, "plan --route exam-only-1");
    for uid in &study {
        check(&exams, uid, &["SEQUENCE:1", "STATUS:CANCELLED"]);
    }
    let again = entries(&holder.on(22, "status"));
    assert_eq!(again, entries(&status));
    // That no plan was found says nothing of the one before.
    let none = holder.finder().today("2026-11-23");
    let none = none.args("plan --expires 2026-01-01 --format ics");
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
    let exams = holder.on(24, "plan --route exam-only-1");
    for uid in &study {
        check(&exams, uid, &["SEQUENCE:1", "DTSTAMP:20261121T"]);
    }
}

#[test]
fn a_plan_that_is_kept_remembers_its_numbers_too() {
    let holder = Holder::new();
    holder.on(20, "plan --save spring");
    let second = holder.on(21, "plan --save spring");
    let uid = entries(&second);
    let uid = uid.keys().find(|uid| uid.starts_with("study.")).unwrap();
    check(&second, uid, &["SEQUENCE:1"]);
    // Kept without a calendar, it was given to none.
    holder
        .finder()
        .today("2026-11-22")
        .args("plan --save spring");
    fs::remove_file(holder.memory()).unwrap();
    let third = holder.on(23, "plan --save spring");
    check(&third, uid, &["SEQUENCE:2", "DTSTAMP:20261123T"]);
}

#[test]
fn every_record_has_numbers_of_its_own() {
    let holder = Holder::new();
    let hers = holder.on(20, "status");
    let other = holder.0.path().join("his.toml");
    fs::write(&other, RECORD.replace("2027-05-01", "2027-08-01")).unwrap();
    let his = holder.on(21, &format!("status --record {}", other.display()));
    check(&his, EXPIRY, &["SEQUENCE:0", "DTSTART;VALUE=DATE:20270801"]);
    let nobody = "plan --cert ccnp-enterprise --expires 2027-06-01 --no-record";
    check(&holder.on(22, nobody), EXPIRY, &["SEQUENCE:0"]);
    assert_eq!(holder.on(23, "status").stdout, hers.stdout);
}

/// Nothing of such a day is remembered, and that is told.
#[track_caller]
fn supposed(holder: &Holder, day: &str) -> Said {
    let before = fs::read(holder.memory()).unwrap();
    let said = holder.finder().today("2026-11-23");
    let said = said.args(&format!("status --format ics --today {day}"));
    assert_eq!(fs::read(holder.memory()).unwrap(), before, "{day}");
    assert_eq!(
        said.stderr,
        format!(
            "note: this calendar tells how things stand on {day}, and today is 2026-11-23: its numbers are not remembered, so import one made without `--today`\n"
        )
    );
    said
}

#[test]
fn a_supposed_day_is_numbered_and_not_remembered() {
    let holder = Holder::new();
    holder.on(20, "status");
    holder.change("until = 2027-03-01", "until = 2027-03-31");
    let moved = holder.on(21, "status");
    check(&moved, PASS, &["SEQUENCE:1", "DTSTAMP:20261121T"]);
    // So late that all of it would be forgotten.
    supposed(&holder, "2040-01-01");
    assert_eq!(holder.on(22, "status").stdout, moved.stdout);
    holder.change("until = 2027-03-31", "until = 2027-03-30");
    // Before the day of the last change: a greater number has no earlier day.
    let before = supposed(&holder, "2026-11-10");
    check(&before, PASS, &["SEQUENCE:2", "DTSTAMP:20261121T"]);
    let after = holder.on(24, "status");
    check(&after, PASS, &["SEQUENCE:2", "DTSTAMP:20261124T"]);
    // To name the day it is supposes nothing.
    let named = holder.on(24, "status --today 2026-11-24");
    assert_eq!((named.stdout, named.stderr), (after.stdout, String::new()));
}

/// With the memory in such a state, a calendar is written all the same, and this is said.
#[track_caller]
fn forgotten(memory: &str, told: &str) -> Holder {
    let holder = Holder::new();
    fs::create_dir(holder.0.path().join("state")).unwrap();
    fs::write(holder.memory(), memory).unwrap();
    let said = holder.on(20, "status");
    check(&said, EXPIRY, &["SEQUENCE:0"]);
    assert!(
        said.stderr
            .starts_with("note: the numbers of these entries begin anew, for `")
    );
    assert!(said.stderr.contains(told), "{}", said.stderr);
    assert_eq!(said.stderr.lines().count(), 1);
    holder
}

#[test]
fn a_damaged_memory_is_told_and_begun_anew() {
    for text in ["", "half", "{\"format\": 1}", "\u{1b}[31m"] {
        let holder = forgotten(text, "cannot be used: it is damaged: ");
        assert_eq!(holder.on(20, "status").stderr, "");
    }
}

#[test]
fn a_memory_of_a_newer_program_is_left_alone() {
    let text = "{\"format\": 99}";
    let holder = forgotten(
        text,
        "is of a newer `finder` and left alone: it is of format 99",
    );
    assert_eq!(fs::read_to_string(holder.memory()).unwrap(), text);
}

#[test]
fn a_memory_that_cannot_be_kept_is_told() {
    let holder = Holder::new();
    fs::write(holder.0.path().join("state"), "in the way").unwrap();
    let said = holder.on(20, "status");
    assert!(said.stderr.contains("is not remembered"), "{}", said.stderr);
    let nowhere = finder().built_in().args("plan --cert ccnp --format ics");
    assert!(
        nowhere.stderr.contains("this machine says of no home"),
        "{}",
        nowhere.stderr
    );
}
