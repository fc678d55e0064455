//! `finder status --format ics`: what is in it, and that it is stable.

use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime, parser};

use super::{DONE, HELD, Holder, full};

fn calendar(holder: &Holder) -> Calendar {
    let text = holder.ask("status --format ics").stdout;
    let unfolded = parser::unfold(&text);
    parser::read_calendar(&unfolded).unwrap().into()
}

/// Every entry: its day, its title, and how many alarms it has.
fn entries(holder: &Holder) -> Vec<String> {
    let calendar = calendar(holder);
    let entries = calendar.events().map(|event| {
        let day = match event.get_start() {
            Some(DatePerhapsTime::Date(day)) => day.to_string(),
            Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(moment))) => moment.to_string(),
            _ => "no day".to_owned(),
        };
        format!("{day} {}", event.get_summary().unwrap_or_default())
    });
    entries.collect()
}

#[test]
fn every_day_to_come_is_an_entry() {
    assert_eq!(
        entries(&full()),
        [
            "2026-12-31 Last day to claim: Designing Cisco Security Infrastructure",
            "2026-12-31 Last day: 40 learning credits",
            "2027-03-01 Last day: Cisco U. All Access",
            "2027-04-30 CCNP Enterprise: latest safe day to finish",
            "2027-05-01 CCNP Enterprise: expires",
            "2028-05-01 CCNA: expires",
        ]
    );
}

#[test]
fn what_is_the_same_has_the_same_name_whatever_day_it_is_asked_on() {
    let names = |today: &str| -> Vec<String> {
        let text = full()
            .finder()
            .today(today)
            .args("status --format ics")
            .stdout;
        let names = text.lines().filter(|line| line.starts_with("UID:"));
        names.map(str::to_owned).collect()
    };
    assert_eq!(names("2026-11-27"), names("2026-12-20"));
    // A renewal moves the entry of the expiry; it adds none.
    let renewed = DONE.replace("credits = 25.5", "credits = 60\nstate = 'earned'");
    let renewed = Holder::with(&format!("{HELD}{renewed}"));
    let text = renewed.ask("status --format ics").stdout;
    let unfolded = parser::unfold(&text);
    assert!(
        unfolded.contains("UID:expiry.cisco.ccnp-enterprise@ce-finder"),
        "{unfolded}"
    );
    assert!(
        unfolded.contains("DTSTART;VALUE=DATE:20291002"),
        "{unfolded}"
    );
}

#[test]
fn the_program_s_reminders_ring() {
    let text = full().ask("status --format ics").stdout;
    let unfolded = parser::unfold(&text);
    // 90, 60 and 30 days before, a year and two years.
    for trigger in [
        "-P89DT15H",
        "-P59DT15H",
        "-P29DT15H",
        "-P364DT15H",
        "-P729DT15H",
    ] {
        assert!(unfolded.contains(trigger), "{trigger}");
    }
}
