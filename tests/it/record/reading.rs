//! What a record's file says, and every fault of it at its place.

use std::path::Path;

use finder::{
    catalog,
    diagnostic::{Code, Diagnostic, Sources},
    disk,
    model::Catalog,
    record::{ClaimState, Record, Subject, read},
};

use crate::finder::SMALL;

fn small() -> Catalog {
    let sources = disk::read_folder(Path::new(SMALL)).unwrap();
    catalog::read(&sources).0
}

fn outcome(text: &str) -> (Option<Record>, Vec<(Code, usize)>) {
    let sources = Sources::new([("record.toml".to_owned(), text.as_bytes().to_vec())]);
    let (record, findings) = read(&sources, &small());
    let place = |finding: &Diagnostic| {
        let start = finding.primary().unwrap().span.start;
        (finding.code, sources.position(0, start).line)
    };
    (record, findings.iter().map(place).collect())
}

#[track_caller]
fn sound(text: &str) -> Record {
    let (record, findings) = outcome(text);
    assert_eq!(findings, [], "{text}");
    record.unwrap()
}

#[track_caller]
fn faults(text: &str, expected: &[(Code, usize)]) {
    let (record, findings) = outcome(text);
    assert_eq!(findings, expected, "{text}");
    assert_eq!(record, None);
}

/// Sound, but worth a look.
#[track_caller]
fn doubts(text: &str, expected: &[(Code, usize)]) {
    let (record, findings) = outcome(text);
    assert_eq!(findings, expected, "{text}");
    assert!(record.is_some());
}

const ADVANCED: &str = "[[completion]]
activity = 'advanced'
program = 'guild'
title = 'Advanced Security'
credits = 24
completed = 2026-10-02
";

#[test]
fn everything_that_can_be_written_is_read() {
    let record = sound(
        "format = 1
taken = ['basics']
[defaults]
currency = 'EUR'
rates = { USD = '0.92', GBP = 1.1 }
hours_per_week = 5
busy = ['2026-12-20..2027-01-03']
clc = 40
clc_until = 2027-03-01
[[pass]]
id = 'guild-pass'
until = 2027-05-01
[[certification]]
id = 'gna'
earned = 2024-05-01
expires = 2027-05-01
note = \"\"\"two
lines\"\"\"
[[completion]]
exam = '200-20'
program = 'guild'
title = 'The exam'
class = 'core'
completed = 2026-10-02
",
    );
    assert_eq!(record.taken.len(), 1);
    assert_eq!(record.defaults.rates.len(), 2);
    assert_eq!(record.defaults.purse.unwrap().clc.0, 40);
    assert_eq!(record.defaults.passes[0].id.as_str(), "guild-pass");
    assert_eq!(record.defaults.busy.spells().count(), 1);
    assert_eq!(record.certifications[0].note.as_deref(), Some("two\nlines"));
    assert_eq!(record.completions[0].state, ClaimState::Earned);
    assert_eq!(sound("format = 1\n"), Record::default());
    assert_eq!(sound(""), Record::default());
}

#[test]
fn every_fault_is_told_at_its_place() {
    use Code::*;
    let text = format!("format = 1\ntake = []\n{ADVANCED}credit = 3\nstarted = 2026-11-01\n");
    faults(&text, &[(UnknownKey, 2), (BadDate, 8), (UnknownKey, 9)]);
    let days =
        "format = 1\n[[certification]]\nid = 'gna'\nearned = 2027-05-01\nexpires = '2027-05-01'\n";
    faults(days, &[(BadDate, 5)]);
    let reversed = days.replace("'2027-05-01'", "2027-05-01");
    faults(&reversed, &[(BadDate, 5)]);
    let spell = "format = 1\n[defaults]\nbusy = ['2027-01-03..2026-12-20', 'soon']\nclc_until = 2027-01-01\n";
    faults(spell, &[(BadDate, 3), (BadDate, 3), (MissingKey, 4)]);
    let rates = "format = 1\n[defaults]\ncurrency = 'EUR'\nrates = { EUR = 1, usd = 1, GBP = 0 }\n";
    faults(rates, &[(BadMoney, 4), (BadMoney, 4), (BadMoney, 4)]);
    let state = format!("format = 1\n{ADVANCED}state = 'Earned'\n");
    faults(&state, &[(UnknownWord, 8)]);
    faults("format = 1\n[[completion]\n", &[(Syntax, 2)]);
}

#[test]
fn a_name_that_is_there_twice_is_told() {
    let twice = "format = 1\n[[certification]]\nid = 'gna'\n[[certification]]\nid = 'gna'\n";
    faults(twice, &[(Code::DuplicateId, 5)]);
    let renewed = format!("{twice}earned = 2027-01-01\n");
    doubts(&renewed, &[]);
    let passes = twice
        .replace("certification", "pass")
        .replace("gna", "guild-pass");
    faults(&passes, &[(Code::DuplicateId, 5)]);
    let twice = format!("format = 1\n{ADVANCED}{ADVANCED}");
    doubts(&twice, &[(Code::DuplicateId, 9)]);
    let refused = format!("format = 1\n{ADVANCED}state = 'rejected'\n{ADVANCED}");
    doubts(&refused, &[]);
}

#[test]
fn what_the_catalogue_does_not_have_is_told_and_counts() {
    let text = format!("format = 1\ntaken = ['gone', 'basics', '200-20']\n{ADVANCED}")
        .replace("'advanced'", "'advance'");
    doubts(
        &text,
        &[(Code::UnknownReference, 2), (Code::UnknownReference, 4)],
    );
}

#[test]
fn a_newer_form_is_told_before_anything_else() {
    faults("format = 2\n[[deed]]\n", &[(Code::BadNumber, 1)]);
    faults("format = -1\n", &[(Code::BadNumber, 1)]);
    faults("format = '1'\n", &[(Code::WrongType, 1)]);
}

#[test]
fn only_a_record_by_hand_may_leave_facts_out() {
    let by_hand = "[[completion]]\nactivity = 'advanced'\ncompleted = 2026-10-02\n";
    let record = sound(by_hand);
    let completion = &record.completions[0];
    assert_eq!(completion.program.as_str(), "guild");
    assert_eq!(completion.title, "Advanced Security");
    assert!(matches!(
        &completion.subject,
        Subject::Activity {
            course: Some(_),
            ..
        }
    ));
    let missing = [(Code::MissingKey, 2); 3];
    faults(&format!("format = 1\n{by_hand}"), &missing);
    let strange = by_hand.replace("advanced", "unheard-of");
    let expected = [
        (Code::MissingKey, 1),
        (Code::MissingKey, 1),
        (Code::MissingKey, 1),
        (Code::UnknownReference, 2),
    ];
    faults(&strange, &expected);
    let both = by_hand.replace("completed", "exam = '200-20'\ncompleted");
    faults(&both, &[(Code::UnknownKey, 3)]);
}
