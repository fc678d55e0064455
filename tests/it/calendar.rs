//! `--format ics`: what a calendar is given, read again by two readers that know nothing of each other.
#![expect(
    clippy::unwrap_used,
    reason = "a calendar that does not parse is a failed test"
)]

use std::collections::BTreeMap;

use calcard::icalendar::{ICalendar, ICalendarProperty};
use icalendar::{Calendar, Component};

use crate::finder::{Said, finder};

const ASKED: &str = "plan --cert gnp --have 20 --expires 2027-12-31 --format ics";

/// Title and number by name, as the parser of the crate that wrote it reads it.
fn by_icalendar(text: &str) -> BTreeMap<String, (String, u32)> {
    let calendar: Calendar = text.parse().unwrap();
    let events = calendar.events().map(|event| {
        let title = event.get_summary().unwrap().to_owned();
        let number = event.get_sequence().unwrap();
        (event.get_uid().unwrap().to_owned(), (title, number))
    });
    events.collect()
}

/// The same, as another parser reads it, which is told of every doubt.
fn by_calcard(text: &str) -> BTreeMap<String, (String, u32)> {
    let calendar = ICalendar::parse(text).unwrap();
    let events = calendar.components.iter().filter(|component| {
        component.component_type == calcard::icalendar::ICalendarComponentType::VEvent
    });
    let events = events.map(|event| {
        let text = |property: &ICalendarProperty| {
            let entry = event.property(property).unwrap();
            entry.values[0].as_text().unwrap().to_owned()
        };
        let number = event.property(&ICalendarProperty::Sequence).unwrap();
        let number = number.values[0].as_integer().unwrap();
        let title = text(&ICalendarProperty::Summary);
        let number = u32::try_from(number).unwrap();
        (text(&ICalendarProperty::Uid), (title, number))
    });
    events.collect()
}

#[track_caller]
pub(crate) fn events(said: &Said) -> BTreeMap<String, (String, u32)> {
    assert_eq!(said.code, 0, "{}", said.stderr);
    let events = by_icalendar(&said.stdout);
    assert_eq!(by_calcard(&said.stdout), events);
    assert!(
        said.stdout
            .split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    events
}

#[test]
fn a_plan_in_a_calendar() {
    let said = finder().args(ASKED);
    insta::assert_snapshot!("plan_ics", said.stdout.replace("\r\n", "\n"));
    assert!(events(&said).values().all(|(_, number)| *number == 0));
    assert_eq!(finder().args(ASKED).stdout, said.stdout);
}

#[test]
fn every_plan_of_the_catalogue_can_be_imported() {
    for certification in ["ccna", "ccnp", "ccie", "devnet-associate", "ccnp-security"] {
        for flags in [
            "",
            "--expires 2028-01-31 --hours-per-week 5",
            "--route exam-only",
        ] {
            let args = format!("plan --cert {certification} {flags} --format ics");
            assert!(
                !events(&finder().built_in().args(&args)).is_empty(),
                "{args}"
            );
        }
    }
}

#[test]
fn names_stay_whatever_moves() {
    let now: Vec<String> = events(&finder().args(ASKED)).into_keys().collect();
    let later = format!("{ASKED} --hours-per-week 4");
    let later: Vec<String> = events(&finder().args(&later)).into_keys().collect();
    assert_eq!(now, later);
}

#[test]
fn only_what_changed_gets_a_new_number_and_what_is_gone_is_taken_back() {
    let home = tempfile::tempdir().unwrap();
    let kept = |flags: &str| {
        let finder = finder().home(home.path());
        finder.args(&format!("{ASKED} --save spring {flags}"))
    };
    let numbers = |said: &Said| -> BTreeMap<String, u32> {
        let events = events(said).into_iter();
        events.map(|(uid, (_, number))| (uid, number)).collect()
    };
    let first = numbers(&kept(""));
    assert!(first.values().all(|number| *number == 0));
    assert_eq!(numbers(&kept("")), first);
    let slower = numbers(&kept("--hours-per-week 4"));
    assert_eq!(slower["expiry.guild.gnp@ce-finder"], 0);
    assert_eq!(slower["study.basics.guild.gnp@ce-finder"], 1);
    let without = kept("--hours-per-week 4 --exclude spring-offer --price advanced=9");
    let gone = numbers(&without)["study.spring-offer.guild.gnp@ce-finder"];
    assert_eq!(gone, slower["study.spring-offer.guild.gnp@ce-finder"] + 1);
    let unfolded = without.stdout.replace("\r\n ", "");
    let cancelled = unfolded
        .split("BEGIN:VEVENT")
        .filter(|event| event.contains("STATUS:CANCELLED"));
    for event in cancelled.clone() {
        assert!(!event.contains("UID:expiry."), "{event}");
        assert!(!event.contains("BEGIN:VALARM"), "{event}");
    }
    assert!(cancelled.count() > 0);
}

#[test]
fn no_plan_is_no_calendar() {
    let said = finder().args("plan --cert gnp --expires 2026-01-01 --format ics");
    assert_eq!((said.code, said.stdout.as_str()), (1, ""));
    assert!(
        said.stderr.contains("note: there is no plan"),
        "{}",
        said.stderr
    );
}
