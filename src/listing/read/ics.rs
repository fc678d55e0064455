//! Calendars. Nesting and the number of events are counted before the parser sees them: it goes as deep as it is led.

use icalendar::parser::{Component, Property, read_calendar_simple, unfold};

use super::{Found, Task, shell};
use crate::{
    listing::{Break, Broken, source::Place},
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
    let text = unfold(text);
    tame(&text)?;
    let calendars = read_calendar_simple(&text).map_err(|_| broken("it is no calendar"))?;
    let mut found = Found::default();
    let mut repeats = 0_usize;
    for event in calendars
        .iter()
        .flat_map(|calendar| &calendar.components)
        .filter(|part| part.name == "VEVENT")
    {
        task.go_on(found.rows.len())?;
        let says = |name: &str, word: &str| {
            event
                .find_prop(name)
                .is_some_and(|prop| prop.val.as_str().eq_ignore_ascii_case(word))
        };
        if says("STATUS", "CANCELLED") {
            continue;
        }
        // One date of a series that was moved: the series is the row.
        if event.find_prop("RECURRENCE-ID").is_some() {
            continue;
        }
        repeats += usize::from(event.find_prop("RRULE").is_some());
        found.rows.push(task.gather(|place| match place {
            Place::Part(part) => part_of(event, part).into_iter().collect(),
            Place::Column { .. } | Place::Element { .. } | Place::Path(_) => Vec::new(),
        }));
    }
    if repeats > 0 {
        found.warnings.push(format!(
            "{repeats} of the events repeat: only their first dates are read"
        ));
    }
    Ok(found)
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

fn part_of(event: &Component<'_>, part: &str) -> Option<String> {
    let prop = event.find_prop(part.to_ascii_uppercase())?;
    match part {
        "dtstart" => day(prop).map(|day| day.to_string()),
        // A whole-day event ends on the day before this one.
        "dtend" if prop.val.as_str().len() == 8 => day(prop)?.pred_opt().map(|day| day.to_string()),
        "dtend" => day(prop).map(|day| day.to_string()),
        _ => Some(prop.val.clone().unescape_text().as_str().to_owned()),
    }
}

/// The day of a time, as it is written: no time zone is reckoned with.
fn day(prop: &Property<'_>) -> Option<Date> {
    Date::parse_from_str(prop.val.as_str().get(..8)?, "%Y%m%d").ok()
}
