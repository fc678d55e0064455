//! Calendars: an event is a row, and one that repeats is one row with all of its days.

use std::collections::BTreeSet;

use icalendar::parser::{Component, unfold};

use super::{
    Found, Task, lines,
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
    let text = unfold(text);
    let events = lines::events(&text, task.stop)?;
    rows(task, &events.iter().collect::<Vec<_>>())
}

fn rows(task: &Task<'_>, events: &[&Component<'_>]) -> Result<Found, Broken> {
    let mut found = Found::default();
    let (mut goes_on, mut strange) = (0_usize, BTreeSet::new());
    let (names, exceptions) = (series::names(events), series::exceptions(events));
    let limits = Limits {
        seen: task.page.retrieved,
        zone: task.source.timezone,
        stop: task.stop,
    };
    for event in events {
        task.go_on(found.rows.len())?;
        if times::is_cancelled(event) {
            continue;
        }
        let times = match series::is_exception(event) {
            false => series::times(event, &exceptions, &limits),
            // One date of a series that was moved: the series is the row.
            true if names.contains(&series::name(event)) => continue,
            true => Ok(series::alone(event, &exceptions, &limits)),
        };
        match times {
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
        Place::Part(part)
            if field == Field::Next && part == "dtstart" && !times.days.is_empty() =>
        {
            times.days.iter().map(Date::to_string).collect()
        }
        Place::Part(part) => part_of(event, part, times).into_iter().collect(),
        Place::Column { .. } | Place::Element { .. } | Place::Path(_) => Vec::new(),
    })
}

fn part_of(event: &Component<'_>, part: &str, times: &Times) -> Option<String> {
    match part {
        "dtstart" => {
            let begins = times.begins.map(|day| day.to_string());
            begins.or_else(|| times::unread(event, "DTSTART"))
        }
        "dtend" => {
            let ends = times.ends.map(|day| day.to_string());
            ends.or_else(|| times::unread(event, "DTEND"))
        }
        _ => {
            let prop = event.find_prop(part.to_ascii_uppercase())?;
            Some(prop.val.clone().unescape_text().as_str().to_owned())
        }
    }
}
