//! Events of a calendar that repeat: their days, and rules that nobody could follow.

use std::time::Instant;

use finder::listing::{
    Field, Harvest, Source,
    source::{Place, Rule, Type},
};
use proptest::prelude::*;

use super::{read, source};

/// The made-up calendar, with the days on which its classes begin.
fn dated(zone: Option<&str>) -> Source {
    let mut dates = source("dates");
    let rule = Rule {
        place: Place::Part("dtstart".to_owned()),
        find: None,
        drop: None,
        kind: Type::Day,
    };
    dates.fields.push((Field::Next, rule));
    dates.timezone = zone.map(|zone| zone.parse().unwrap());
    dates
}

fn of_events(zone: Option<&str>, events: &[&str]) -> Harvest {
    let event = |lines: &&str| format!("BEGIN:VEVENT\nUID:a\nSUMMARY:A\n{lines}\nEND:VEVENT\n");
    let events: String = events.iter().map(event).collect();
    let page = format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n");
    let mut dates = dated(zone);
    dates.expect.allow_empty = true;
    read(&dates, &[&page]).unwrap()
}

/// The days of the one row, then what is said of the first and the last day.
fn days(harvest: &Harvest) -> String {
    assert_eq!(
        (harvest.rows.len(), harvest.held.len()),
        (1, 0),
        "{:?}",
        harvest.held
    );
    let row = &harvest.rows[0];
    let days: Vec<_> = row.dates.iter().map(|date| date.day.to_string()).collect();
    let said = |field| row.value(field).map_or("-".to_owned(), ToString::to_string);
    let (starts, ends) = (said(Field::Starts), said(Field::Ends));
    format!("{} | {starts} {ends}", days.join(" "))
}

#[track_caller]
fn check(zone: Option<&str>, events: &[&str], expected: &str) {
    let harvest = of_events(zone, events);
    assert_eq!(days(&harvest), expected);
    assert_eq!(harvest.warnings, Vec::<String>::new());
}

#[track_caller]
fn held(lines: &str, reason: &str) {
    let begun = Instant::now();
    let harvest = of_events(None, &[lines]);
    let reasons: Vec<&str> = harvest
        .held
        .iter()
        .map(|held| held.reason.as_str())
        .collect();
    assert_eq!((harvest.rows.len(), reasons), (0, vec![reason]), "{lines}");
    assert!(begun.elapsed().as_secs() < 10, "{lines}");
}

#[test]
fn a_class_that_repeats_takes_place_on_all_of_its_days() {
    check(
        None,
        &[
            "DTSTART;VALUE=DATE:20270111\nDTEND;VALUE=DATE:20270116\nRRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=3",
        ],
        "2027-01-11 2027-02-08 2027-03-08 | 2027-01-11 2027-03-12",
    );
    check(
        None,
        &[
            "DTSTART;VALUE=DATE:20270111\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20270119\nRDATE;VALUE=DATE:20270301",
        ],
        "2027-01-11 2027-01-12 2027-01-18 2027-01-19 2027-03-01 | 2027-01-11 -",
    );
}

#[test]
fn it_repeats_by_its_own_clock() {
    // Late in the evening of New York it is the next day in Berlin, on both sides of the summer time; the rule ends by the clock of New York.
    check(
        Some("Europe/Berlin"),
        &[
            "DTSTART;TZID=America/New_York:20270301T200000\nDTEND;TZID=America/New_York:20270301T210000\nRRULE:FREQ=WEEKLY;UNTIL=20270316T000000Z",
        ],
        "2027-03-02 2027-03-09 2027-03-16 | 2027-03-02 2027-03-16",
    );
    // A day that the rule ends on is meant whole.
    check(
        None,
        &["DTSTART:20270111T090000\nRRULE:FREQ=DAILY;UNTIL=20270112"],
        "2027-01-11 2027-01-12 | 2027-01-11 -",
    );
}

#[test]
fn dates_that_were_moved_cancelled_or_taken_out_are_none_of_its_days() {
    let series = "DTSTART;VALUE=DATE:20270111\nDTEND;VALUE=DATE:20270112\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;VALUE=DATE:20270118";
    let moved =
        "RECURRENCE-ID;VALUE=DATE:20270111\nDTSTART;VALUE=DATE:20270113\nDTEND;VALUE=DATE:20270115";
    let cancelled =
        "RECURRENCE-ID;VALUE=DATE:20270201\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20270201";
    check(
        None,
        &[series, moved, cancelled],
        "2027-01-13 2027-01-25 | 2027-01-13 2027-01-25",
    );
    // In another zone it is the same date.
    check(
        None,
        &[
            "DTSTART;TZID=Europe/Berlin:20270111T090000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20270111T080000Z",
            "RECURRENCE-ID:20270112T080000Z\nSTATUS:CANCELLED\nDTSTART:20270112T080000Z",
        ],
        "2027-01-13 | 2027-01-13 -",
    );
    let none = of_events(
        None,
        &[
            "DTSTART;VALUE=DATE:20270111\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE;VALUE=DATE:20270111,20270112",
        ],
    );
    assert_eq!((none.rows.len(), none.held.len()), (0, 0));
}

#[test]
fn without_an_end_it_is_followed_for_a_while_and_that_is_told() {
    let endless = of_events(
        None,
        &["DTSTART;VALUE=DATE:20270111\nDTEND;VALUE=DATE:20270112\nRRULE:FREQ=YEARLY"],
    );
    assert_eq!(
        days(&endless),
        "2027-01-11 2028-01-11 2029-01-11 | 2027-01-11 -"
    );
    let told = "1 of the events repeat on and on: of their days those of the next three years are read, 150 at most";
    assert_eq!(endless.warnings, [told]);
    // What began long ago has room for what is to come.
    let daily = of_events(None, &["DTSTART;VALUE=DATE:20160101\nRRULE:FREQ=DAILY"]);
    let dates = &daily.rows[0].dates;
    assert_eq!(dates.len(), 160);
    assert_eq!(
        daily.rows[0].value(Field::Next).unwrap().to_string(),
        "2026-11-22"
    );
    assert_eq!(daily.warnings, [told]);
}

#[test]
fn rules_that_nobody_could_follow_hold_their_row() {
    let of = |rule: &str| format!("DTSTART:20270111T090000\nRRULE:{rule}");
    let within = "it repeats within a day";
    held(&of("FREQ=SECONDLY"), within);
    held(&of("FREQ=secondly;BYMONTH=2;BYMONTHDAY=30"), within);
    let all = (0..24)
        .map(|hour| hour.to_string())
        .collect::<Vec<_>>()
        .join(",");
    held(
        &of(&format!(
            "FREQ=YEARLY;BYHOUR={all};BYMINUTE={all};BYSECOND={all}"
        )),
        within,
    );
    let not_followed = "its rule of repetition cannot be followed";
    for rule in [
        "",
        "FREQ",
        "FREQ=NEVER",
        "FREQ=DAILY;BYDAY=\u{20ac}",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;UNTIL=20260101T000000Z",
        "FREQ=MONTHLY;BYMONTHDAY=99",
        &format!("FREQ=MONTHLY;BYSETPOS={}", ["1"; 400].join(",")),
    ] {
        held(&of(rule), not_followed);
    }
    let too_often = "it repeats too often to be followed";
    held("DTSTART:00010101T090000\nRRULE:FREQ=DAILY", too_often);
    held(
        &of("FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=2"),
        "it repeats by several rules",
    );
    held(
        "RRULE:FREQ=DAILY;COUNT=2",
        "it repeats, and does not say from when",
    );
    held(
        &of("FREQ=DAILY;COUNT=2\nEXDATE:someday"),
        "its `EXDATE` cannot be read",
    );
}

#[test]
fn days_that_never_come_are_not_looked_for() {
    let of = |start: &str, rule: &str| format!("DTSTART:{start}T090000\nRRULE:FREQ={rule}");
    let rules = [
        of("20270111", "YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        of("20270111", "DAILY;BYMONTH=4,6,9,11;BYMONTHDAY=31"),
        of("20270111", "MONTHLY;BYMONTH=2;BYMONTHDAY=-30,31;BYDAY=MO"),
        of("20270131", "YEARLY;BYMONTH=2"),
        of("20270131", "MONTHLY;BYMONTH=4"),
    ];
    let begun = Instant::now();
    for rule in rules.iter().cycle().take(100) {
        assert_eq!(of_events(None, &[rule]).rows.len(), 1, "{rule}");
    }
    let took = begun.elapsed();
    assert!(took.as_secs() < 5, "{took:?}");
    // The day they begin on is one all the same.
    check(None, &[&rules[0]], "2027-01-11 | 2027-01-11 -");
    // Those that do come are.
    check(
        None,
        &[&of("20270111", "MONTHLY;BYMONTH=2;BYMONTHDAY=29;COUNT=1")],
        "2027-01-11 2028-02-29 | 2027-01-11 -",
    );
    check(
        None,
        &[&of("20270111", "YEARLY;BYMONTH=2;BYMONTHDAY=30,-1;COUNT=2")],
        "2027-01-11 2027-02-28 2028-02-29 | 2027-01-11 -",
    );
}

#[test]
fn a_change_of_all_later_dates_holds_the_row() {
    let harvest = of_events(
        None,
        &[
            "DTSTART;VALUE=DATE:20270111\nRRULE:FREQ=DAILY;COUNT=2",
            "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20270112\nDTSTART;VALUE=DATE:20270113",
        ],
    );
    assert_eq!(
        harvest.held[0].reason,
        "all of its later dates were moved at once"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_rule_ends(
        freq in "DAILY|WEEKLY|MONTHLY|YEARLY|HOURLY|[A-Z]{0,3}",
        parts in prop::collection::vec("(;(INTERVAL|COUNT|BYDAY|BYMONTH|BYMONTHDAY|BYYEARDAY|BYWEEKNO|BYSETPOS|WKST|BYHOUR|UNTIL)=[-+]?[0-9]{0,3}(MO|SU|,-?[0-9]{1,2})?)|[-=;,+A-Z0-9]{0,6}", 0..4),
        start in "20(1[5-9]|2[0-9])(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])(T090000Z?)?",
    ) {
        let harvest = of_events(Some("Europe/Berlin"), &[&format!("DTSTART:{start}\nRRULE:FREQ={freq}{}", parts.concat())]);
        prop_assert_eq!(harvest.rows.len() + harvest.held.len(), 1);
        for row in &harvest.rows {
            prop_assert!((1..=160).contains(&row.dates.len()));
            prop_assert!(row.dates.is_sorted_by(|a, b| a.day < b.day));
        }
    }

    #[test]
    fn days_apart_are_counted_as_anybody_counts_them(start in 0..400_u64, step in 1..20_u64, count in 1..30_u64) {
        let first = super::day("2026-11-22") + chrono::Days::new(start);
        let lines = format!("DTSTART;VALUE=DATE:{}\nRRULE:FREQ=DAILY;INTERVAL={step};COUNT={count}", first.format("%Y%m%d"));
        let harvest = of_events(None, &[&lines]);
        let read: Vec<_> = harvest.rows[0].dates.iter().map(|date| date.day).collect();
        let counted: Vec<_> = (0..count).map(|nth| first + chrono::Days::new(nth * step)).collect();
        prop_assert_eq!(read, counted);
    }
}
