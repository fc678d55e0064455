//! Calendars. Nesting and the number of events are counted before the parser sees them: it goes as deep as it is led.

use std::collections::BTreeSet;

use icalendar::parser::{Component, read_calendar_simple, unfold};

use super::{
    Found, Task,
    series::{self, Limits, MOST_TO_COME},
    shell,
    texts::Texts,
    times::{self, Times},
};
use crate::{
    diagnostic::shown,
    listing::{Break, Broken, Field, source::Place},
    model::Date,
};

/// A calendar holds an event, and that an alarm; nothing nests deeper.
const DEEPEST: usize = 4;
const MOST_EVENTS: usize = 5000;
/// A line is no longer than this once it is unfolded, in bytes.
const LONGEST_LINE: usize = 64 * 1024;

pub(super) fn read(task: &Task<'_>) -> Result<Found, Broken> {
    let text = task.page.text.trim_start_matches('\u{feff}');
    let broken = |reason: &str| Broken::new(Break::Unreadable, reason);
    if !text
        .trim_start()
        .get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
    {
        return Err(
            shell::instead_of_data(text, task.stop).unwrap_or_else(|| broken("it is no calendar"))
        );
    }
    // Where lines end in both ways, the parser would take several for one.
    let text = unfold(&text.replace("\r\n", "\n"));
    tame(&text)?;
    let calendars = read_calendar_simple(&text).map_err(|_| broken("it is no calendar"))?;
    let events: Vec<&Component<'_>> = calendars
        .iter()
        .flat_map(|calendar| &calendar.components)
        .filter(|part| part.name == "VEVENT")
        .collect();
    rows(task, &events)
}

fn rows(task: &Task<'_>, events: &[&Component<'_>]) -> Result<Found, Broken> {
    let mut found = Found::default();
    let (mut goes_on, mut strange) = (0_usize, BTreeSet::new());
    let exceptions = series::exceptions(events);
    let limits = Limits {
        seen: task.page.retrieved,
        zone: task.source.timezone,
        stop: task.stop,
    };
    for event in events {
        task.go_on(found.rows.len())?;
        // One date of a series that was moved or cancelled: the series is the row.
        if times::is_cancelled(event) || series::is_exception(event) {
            continue;
        }
        match series::times(event, &exceptions, &limits) {
            Ok(Some(times)) => {
                found.rows.push(row(task, event, &times));
                goes_on += usize::from(times.goes_on);
                strange.extend(times.strange);
            }
            // A series of which every date was taken out is cancelled.
            Ok(None) => {}
            Err(reason) => {
                let times = Times::written(event, limits.zone);
                found.rows.push(row(task, event, &times).doubted(&reason));
            }
        }
    }
    if goes_on > 0 {
        found.warnings.push(format!(
            "{goes_on} of the events repeat on and on: of their days those of the next three years are read, {MOST_TO_COME} at most"
        ));
    }
    found.warnings.extend(strange.iter().map(|zone| {
        let zone = shown(zone);
        format!("there is no time zone `{zone}`: its times are of the days that are written")
    }));
    Ok(found)
}

fn row(task: &Task<'_>, event: &Component<'_>, times: &Times) -> Texts {
    task.gather(|field, place| match place {
        Place::Part(part) if field == Field::Next && part == "dtstart" => {
            times.days.iter().map(Date::to_string).collect()
        }
        Place::Part(part) => part_of(event, part, times).into_iter().collect(),
        Place::Column { .. } | Place::Element { .. } | Place::Path(_) => Vec::new(),
    })
}

/// Counts what would bring the parser down.
fn tame(text: &str) -> Result<(), Broken> {
    let broken = |reason: String| Err(Broken::new(Break::Unreadable, reason));
    let (mut depth, mut events) = (0_usize, 0_usize);
    for line in text.lines() {
        let begins = |word: &str| {
            line.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        if begins("BEGIN:") {
            depth += 1;
            events += usize::from(begins("BEGIN:VEVENT"));
        } else if begins("END:") {
            depth = depth.saturating_sub(1);
        }
        if depth > DEEPEST {
            return broken(format!("its parts nest deeper than {DEEPEST}"));
        }
        if events > MOST_EVENTS {
            return broken(format!("it has more than {MOST_EVENTS} events"));
        }
        if line.len() > LONGEST_LINE {
            return broken("a line of it has more than 64 KiB".to_owned());
        }
    }
    Ok(())
}

fn part_of(event: &Component<'_>, part: &str, times: &Times) -> Option<String> {
    match part {
        "dtstart" => times.begins.map(|day| day.to_string()),
        "dtend" => times.ends.map(|day| day.to_string()),
        _ => {
            let prop = event.find_prop(part.to_ascii_uppercase())?;
            Some(prop.val.clone().unescape_text().as_str().to_owned())
        }
    }
}
