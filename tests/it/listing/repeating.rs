//! Events of a calendar that repeat: their days, and rules that nobody could follow.

use finder::listing::{
    Field, Harvest, Source,
    source::{Place, Rule, Type},
};
use proptest::prelude::*;

use super::{read, source};

/// Times at the ends of what there is, and beyond.
const ANY_TIME: &str = "(([+]262142 1231)|(-262143 0101)|(0000|0001|1970|2026|2027|9999)(0101|0229|1231))(T(000000|235959|235960| 90000)[Zz]?)?";

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
    let harvest = of_events(None, &[lines]);
    let reasons: Vec<&str> = harvest
        .held
        .iter()
        .map(|held| held.reason.as_str())
        .collect();
    assert_eq!((harvest.rows.len(), reasons), (0, vec![reason]), "{lines}");
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
    // The day they begin on is one all the same.
    for rule in &rules {
        let begins = if rule.contains("20270111") {
            "2027-01-11"
        } else {
            "2027-01-31"
        };
        check(None, &[rule], &format!("{begins} | {begins} -"));
    }
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
fn rules_that_calendars_may_not_have_hold_their_row() {
    for rule in [
        "FREQ=WEEKLY;BYDAY=1MO;COUNT=9",
        "FREQ=DAILY;BYDAY=2MO,-1SU;COUNT=4",
        "FREQ=MONTHLY;BYDAY=MO,1TU;COUNT=9",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO;COUNT=9",
        "FREQ=MONTHLY;BYWEEKNO=3;COUNT=4",
        "FREQ=WEEKLY;BYMONTHDAY=3;COUNT=4",
        "FREQ=WEEKLY;COUNT=2;INTERVAL=0",
        "FREQ=WEEKLY;COUNT=0",
    ] {
        held(
            &format!("DTSTART:20261207T080000Z\nRRULE:{rule}"),
            "its rule of repetition is one that calendars may not have",
        );
    }
}

#[test]
fn times_that_are_none_are_not_read() {
    for start in [
        "+262142 1231T235900Z",
        "-262143 0101T000000",
        "00000101T000000",
        "2026 1207",
        "20261207 90000",
        "20261207T 90000",
        "20261207T090000ZZ",
        "20261207T09000",
        "20261207t090000",
        "\u{20ac}\u{20ac}\u{20ac}",
    ] {
        let series = format!("DTSTART:{start}\nRRULE:FREQ=YEARLY;BYWEEKNO=2;COUNT=3;WKST=FR");
        held(&series, "it repeats, and does not say from when");
        let once = of_events(Some("Europe/Berlin"), &[&format!("DTSTART:{start}")]);
        assert!(
            once.rows
                .iter()
                .all(|row| row.value(Field::Starts).is_none())
        );
        // It is left out, and told with what stands there.
        let told = |field: &str| {
            let is_it = |warning: &String| warning.contains(&format!("`{field}` is left out"));
            once.warnings.iter().any(is_it)
        };
        assert!(
            told("starts") && told("next"),
            "{start}: {:?}",
            once.warnings
        );
        let out = format!("DTSTART:20261207T080000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:{start}");
        held(&out, "its `EXDATE` cannot be read");
    }
}

#[test]
fn times_by_a_clock_that_nobody_knows_mean_their_day() {
    let of = |events: &[&str]| days(&of_events(None, events));
    for start in [
        "DTSTART;TZID=W. Europe Standard Time:20261207T090000",
        "DTSTART:20261207T090000",
    ] {
        let rule = format!("{start}\nRRULE:FREQ=WEEKLY;UNTIL=20261221T080000Z");
        assert_eq!(
            of(&[&rule]),
            "2026-12-07 2026-12-14 2026-12-21 | 2026-12-07 -"
        );
        let out = format!("{start}\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261214T080000Z");
        let moved = "RECURRENCE-ID:20261207T080000Z\nDTSTART:20261209T080000Z";
        assert_eq!(of(&[&out, moved]), "2026-12-09 2026-12-21 | 2026-12-09 -");
    }
}

#[test]
fn a_date_without_its_series_takes_place() {
    let first = "RECURRENCE-ID:20261207T080000Z\nDTSTART:20261209T080000Z\nDTEND:20261209T170000Z";
    let second = "RECURRENCE-ID:20261214T080000Z\nDTSTART:20261214T080000Z";
    let cancelled = "RECURRENCE-ID:20261221T080000Z\nDTSTART:20261221T080000Z\nSTATUS:CANCELLED";
    check(None, &[first], "2026-12-09 | 2026-12-09 2026-12-09");
    check(
        None,
        &[cancelled, second, first, cancelled],
        "2026-12-09 2026-12-14 | 2026-12-09 2026-12-09",
    );
    let none = of_events(None, &[cancelled]);
    assert_eq!((none.rows.len(), none.held.len()), (0, 0));
}

#[test]
fn a_date_moved_from_where_its_series_has_none_takes_place() {
    check(
        None,
        &[
            "DTSTART:20261207T090000Z\nRRULE:FREQ=WEEKLY;COUNT=2",
            "RECURRENCE-ID:20261214T100000Z\nDTSTART:20261216T090000Z",
            "RECURRENCE-ID:20261214T110000Z\nDTSTART:20261217T090000Z\nSTATUS:CANCELLED",
        ],
        "2026-12-07 2026-12-14 2026-12-16 | 2026-12-07 -",
    );
}

#[test]
fn how_long_an_event_lasts_may_stand_in_the_place_of_its_end() {
    for (lines, expected) in [
        (
            "DTSTART:20261207T090000\nDURATION:P4DT8H",
            "2026-12-07 2026-12-11",
        ),
        (
            "DTSTART;VALUE=DATE:20261207\nDURATION:P5D",
            "2026-12-07 2026-12-11",
        ),
        (
            "DTSTART;VALUE=DATE:20261207\nDURATION:P1W",
            "2026-12-07 2026-12-13",
        ),
        (
            "DTSTART:20261207T230000\nDURATION:PT1H30M",
            "2026-12-07 2026-12-08",
        ),
        // What lasts as nobody can say ends on no day.
        ("DTSTART:20261207T090000\nDURATION:-P1D", "2026-12-07 -"),
        ("DTSTART:20261207T090000\nDURATION:P", "2026-12-07 -"),
        ("DTSTART:20261207T090000\nDURATION:P1X", "2026-12-07 -"),
        (
            "DTSTART:20261207T090000\nDURATION:P99999999999999W",
            "2026-12-07 -",
        ),
        ("DTSTART;VALUE=DATE:20261207\nDURATION:PT8H", "2026-12-07 -"),
    ] {
        check(None, &[lines], &format!("2026-12-07 | {expected}"));
    }
    held(
        "DTSTART:20261207T090000\nDTEND:20261206T090000\nRRULE:FREQ=WEEKLY;COUNT=2",
        "it ends before it begins",
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
    fn any_times_are_borne(
        times in prop::collection::vec(ANY_TIME, 6),
        rule in "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;BYWEEKNO=(1|2|-1))?(;COUNT=3)?(;WKST=(MO|FR|SU))?",
        zone in prop::option::of(prop::sample::select(vec!["Europe/Berlin", "Pacific/Kiritimati", "America/New_York"])),
    ) {
        let [start, end, until, out, more, moved] = &times[..] else { unreachable!() };
        let series = format!("DTSTART:{start}\nDTEND:{end}\nRRULE:{rule};UNTIL={until}\nEXDATE:{out}\nRDATE:{more}");
        let exception = format!("RECURRENCE-ID:{moved}\nDTSTART:{start}");
        let harvest = of_events(zone, &[&series, &exception]);
        prop_assert!(harvest.rows.len() + harvest.held.len() <= 1);
        let harvest = of_events(zone, &[&exception]);
        prop_assert_eq!(harvest.rows.len() + harvest.held.len(), 1);
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
