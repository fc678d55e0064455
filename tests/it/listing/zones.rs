//! Which day it is: that of the source's time zone.

use finder::listing::{Field, Harvest, Source};

use super::{read, source};

fn calendar(events: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n",
        events.replace('\n', "\r\n")
    )
}

fn zoned(id: &str, zone: Option<&str>) -> Source {
    let mut source = source(id);
    source.timezone = zone.map(|zone| zone.parse().unwrap());
    source
}

fn of_events(zone: Option<&str>, events: &str) -> Harvest {
    read(&zoned("dates", zone), &[&calendar(events)]).unwrap()
}

#[track_caller]
fn check(zone: Option<&str>, times: &str, expected: &str) {
    let event = format!("BEGIN:VEVENT\nUID:a\nSUMMARY:A\n{times}\nEND:VEVENT\n");
    let harvest = of_events(zone, &event);
    let row = &harvest.rows[0];
    let day = |field| {
        row.value(field)
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    let days = format!("{} {}", day(Field::Starts), day(Field::Ends));
    assert_eq!(days.trim(), expected, "{times}");
}

#[test]
fn events_are_of_the_days_they_are_there() {
    let berlin = Some("Europe/Berlin");
    check(
        berlin,
        "DTSTART:20261207T233000Z\nDTEND:20261208T003000Z",
        "2026-12-08 2026-12-08",
    );
    check(
        None,
        "DTSTART:20261207T233000Z\nDTEND:20261208T003000Z",
        "2026-12-07 2026-12-08",
    );
    check(
        berlin,
        "DTSTART;TZID=America/New_York:20261207T200000",
        "2026-12-08",
    );
    check(
        berlin,
        "DTSTART;TZID=\"Asia/Tokyo\":20261208T070000",
        "2026-12-07",
    );
    check(
        berlin,
        "DTSTART;TZID=Europe/Berlin:20261207T000000",
        "2026-12-07",
    );
    // In no zone, and whole days: as they are written.
    check(berlin, "DTSTART:20261207T233000", "2026-12-07");
    check(
        berlin,
        "DTSTART;VALUE=DATE:20261207\nDTEND;VALUE=DATE:20261212",
        "2026-12-07 2026-12-11",
    );
    // An hour that the clock skips in spring.
    check(
        berlin,
        "DTSTART;TZID=Europe/Berlin:20270328T023000",
        "2027-03-28",
    );
}

#[test]
fn the_end_is_no_part_of_an_event() {
    check(
        None,
        "DTSTART:20261207T090000\nDTEND:20261212T000000",
        "2026-12-07 2026-12-11",
    );
    check(
        Some("Europe/Berlin"),
        "DTSTART:20261207T080000Z\nDTEND:20261211T230000Z",
        "2026-12-07 2026-12-11",
    );
    check(
        None,
        "DTSTART:20261207T000000\nDTEND:20261207T000000",
        "2026-12-07 2026-12-07",
    );
    check(
        None,
        "DTSTART;VALUE=DATE:20261207\nDTEND;VALUE=DATE:20261207",
        "2026-12-07 2026-12-07",
    );
}

#[test]
fn a_zone_that_nobody_knows_is_told() {
    let events = "BEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART;TZID=W. Europe Standard Time:20261207T233000\nEND:VEVENT\n";
    let harvest = of_events(Some("Asia/Tokyo"), events);
    assert_eq!(
        harvest.rows[0].value(Field::Starts).unwrap().to_string(),
        "2026-12-07"
    );
    assert_eq!(
        harvest.warnings,
        [
            "there is no time zone `W. Europe Standard Time`: its times are of the days that are written"
        ]
    );
}

#[test]
fn of_a_series_the_first_date_is_the_one_that_takes_place() {
    let series = |more: &str| {
        format!(
            "BEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART;VALUE=DATE:20270111\nDTEND;VALUE=DATE:20270116\nRRULE:FREQ=MONTHLY\n{more}"
        )
    };
    let moved = "BEGIN:VEVENT\nUID:a\nSUMMARY:A\nRECURRENCE-ID;VALUE=DATE:20270111\nDTSTART;VALUE=DATE:20270118\nDTEND;VALUE=DATE:20270123\n";
    let starts = |events: &str| {
        let harvest = of_events(None, events);
        assert_eq!(harvest.rows.len(), 1);
        let day = harvest.rows[0]
            .value(Field::Starts)
            .map(ToString::to_string);
        (day.unwrap_or_default(), harvest.warnings.len())
    };
    let plain = format!("{}END:VEVENT\n", series(""));
    assert_eq!(starts(&plain), ("2027-01-11".to_owned(), 1));
    assert_eq!(
        starts(&format!("{plain}{moved}END:VEVENT\n")),
        ("2027-01-18".to_owned(), 1)
    );
    let cancelled = format!("{plain}{moved}STATUS:CANCELLED\nEND:VEVENT\n");
    assert_eq!(starts(&cancelled), ("2027-02-11".to_owned(), 1));
    let out = format!(
        "{}END:VEVENT\n",
        series("EXDATE;VALUE=DATE:20270211,20270111\n")
    );
    assert_eq!(starts(&out), ("2027-03-11".to_owned(), 1));
    let later = format!("{}END:VEVENT\n", series("EXDATE;VALUE=DATE:20270211\n"));
    assert_eq!(starts(&later), ("2027-01-11".to_owned(), 1));
}

#[test]
fn posts_markup_and_tables_go_by_the_zone_too() {
    let feed = "<rss version=\"2.0\"><channel><title>x</title><item><title>A</title><pubDate>Mon, 16 Nov 2026 23:30:00 +0000</pubDate></item></channel></rss>";
    let next = |source: &Source, page: &str| {
        let harvest = read(source, &[page]).unwrap();
        harvest.rows[0].value(Field::Next).unwrap().to_string()
    };
    assert_eq!(next(&zoned("blog", None), feed), "2026-11-16");
    assert_eq!(
        next(&zoned("blog", Some("Europe/Berlin")), feed),
        "2026-11-17"
    );
    let markup = "<script type=\"application/ld+json\">{\"@type\":\"Course\",\"name\":\"A\",\"hasCourseInstance\":{\"startDate\":\"2026-12-07T23:30:00Z\"}}</script>";
    assert_eq!(next(&zoned("markup", None), markup), "2026-12-07");
    assert_eq!(
        next(&zoned("markup", Some("Europe/Berlin")), markup),
        "2026-12-08"
    );
}
