//! Milestones as a calendar, by RFC 5545.
//!
//! The crate `icalendar` folds and escapes; here is decided what an entry says. It would stamp what has no name or moment with a random
//! one and with the clock's, so both are always given: milestones that did not change are the same bytes.

use std::io::{self, Write};

use icalendar::{Alarm, Calendar, Component, Event, EventLike, EventStatus, Property};

use super::clean;
use crate::model::{Date, Milestone};

/// Who makes the calendar, by the custom of the field.
const MAKER: &str = "-//ce-finder//finder//EN";

/// Writes milestones as one calendar. Each is stamped with the day it was changed on, or with `today` where that is not known. Without a
/// milestone nothing is written, for a calendar has at least one entry.
///
/// # Errors
/// Those of the writer.
pub fn write(
    out: &mut dyn Write,
    name: &str,
    milestones: &[Milestone],
    today: Date,
) -> io::Result<()> {
    if milestones.is_empty() {
        return Ok(());
    }
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", MAKER),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(&clean(name));
    for milestone in milestones {
        calendar.push(event(milestone, today));
    }
    write!(out, "{calendar}")
}

fn event(milestone: &Milestone, today: Date) -> Event {
    let stamp = stamp(milestone.changed.unwrap_or(today));
    // A calendar counts the end as the first day that is over.
    let end = milestone.last.succ_opt().unwrap_or(milestone.last);
    let mut event = Event::new();
    event
        .uid(&milestone.uid)
        .sequence(milestone.sequence)
        .add_property("DTSTAMP", &stamp)
        .starts(milestone.first)
        .ends(end)
        .summary(&clean(&milestone.title))
        // Days of study and last days leave the rest of the day free.
        .add_property("TRANSP", "TRANSPARENT");
    if !milestone.text.is_empty() {
        let text: Vec<String> = milestone.text.iter().map(|text| clean(text)).collect();
        event.description(&text.join("\n"));
    }
    if let Some(url) = &milestone.url {
        event.url(&clean(url));
    }
    event.status(if milestone.cancelled {
        EventStatus::Cancelled
    } else {
        EventStatus::Confirmed
    });
    for days in &milestone.alarms {
        let mut alarm = Alarm::display(&clean(&milestone.title), chrono::Duration::zero());
        alarm
            .uid(&format!("{days}-days-before.{}", milestone.uid))
            .add_property("DTSTAMP", &stamp)
            .add_property("TRIGGER", trigger(*days));
        event.alarm(alarm);
    }
    event.done()
}

/// The first moment of a day.
fn stamp(day: Date) -> String {
    day.format("%Y%m%dT000000Z").to_string()
}

/// Nine o'clock in the morning so many days before, seen from the midnight the entry begins at.
fn trigger(days: u32) -> String {
    match days {
        0 => "PT9H".to_owned(),
        1 => "-PT15H".to_owned(),
        _ => format!("-P{}DT15H", days - 1),
    }
}

#[cfg(test)]
mod tests {
    use icalendar::parser;

    use super::*;
    use crate::model::Id;

    fn milestone(title: &str) -> Milestone {
        let id = Id::new("encor-1-4").unwrap();
        let day = "2027-01-31".parse().unwrap();
        Milestone {
            text: vec!["One, two; three\\four".to_owned(), "five\r\nsix".to_owned()],
            url: Some("https://example.org/a,b;c".to_owned()),
            alarms: vec![30, 1, 0],
            ..Milestone::on(day, "study", &[&id], title.to_owned())
        }
    }

    fn written(milestones: &[Milestone]) -> String {
        let mut out = Vec::new();
        write(&mut out, "Plan", milestones, "2026-11-27".parse().unwrap()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_is_left_to_the_clock_or_to_chance() {
        let text = written(&[milestone("Encor")]);
        let stamps: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("DTSTAMP"))
            .collect();
        assert_eq!(stamps, ["DTSTAMP:20261127T000000Z"; 4]);
        let names = text.lines().filter(|line| line.starts_with("UID:"));
        assert!(
            names
                .clone()
                .all(|line| line.ends_with("study.encor-1-4@ce-finder"))
        );
        assert_eq!(names.count(), 4);
        assert_eq!(text.lines().count(), text.matches("\r\n").count());
    }

    #[test]
    fn no_milestone_is_no_calendar() {
        assert_eq!(written(&[]), "");
    }

    #[test]
    fn what_is_written_is_read_again() {
        for title in [
            "Routing, switching; and \\more\\n",
            "検定の準備をする".repeat(20).as_str(),
            "ends with a blank at the seventy-fifth octet of the line, or near to it x y z a b c d e f g h",
            "BEGIN:VALARM\r\nEND:VCALENDAR",
        ] {
            let text = written(&[milestone(title)]);
            assert!(text.lines().all(|line| line.len() <= 75), "{text}");
            let unfolded = parser::unfold(&text);
            let calendar: Calendar = parser::read_calendar(&unfolded).unwrap().into();
            let event = calendar.events().next().unwrap();
            assert_eq!(event.get_summary(), Some(clean(title).as_str()));
            assert_eq!(
                event.get_description(),
                Some("One, two; three\\four\nfive six")
            );
            assert_eq!(event.get_url(), Some("https://example.org/a,b;c"));
            assert_eq!(calendar.events().count(), 1);
        }
    }

    #[test]
    fn alarms_ring_in_the_morning() {
        assert_eq!(trigger(0), "PT9H");
        assert_eq!(trigger(1), "-PT15H");
        assert_eq!(trigger(30), "-P29DT15H");
    }
}
