//! The lines of a calendar to its events. What a line says is the parser's to read, one at a time: given all of them it would look for the end
//! of each in all that follow, and ask nobody whether it may go on.

use icalendar::parser::{Component, Property};

use crate::listing::{Break, Broken};

/// A calendar holds an event, and that an alarm; nothing nests deeper.
const DEEPEST: usize = 4;
const MOST_EVENTS: usize = 5000;
/// A line is no longer than this once it is unfolded, in bytes.
const LONGEST_LINE: usize = 64 * 1024;
/// What is read of an event. The rest may be long, and is nothing to us.
const READ: [&str; 14] = [
    "CATEGORIES",
    "DESCRIPTION",
    "DTEND",
    "DTSTART",
    "DURATION",
    "EXDATE",
    "LOCATION",
    "RDATE",
    "RECURRENCE-ID",
    "RRULE",
    "STATUS",
    "SUMMARY",
    "UID",
    "URL",
];

/// The events of calendars whose lines are unfolded.
///
/// # Errors
/// When its parts do not begin and end in order, or are more than anybody has.
pub(super) fn events<'t>(
    text: &'t str,
    stop: &dyn Fn() -> bool,
) -> Result<Vec<Component<'t>>, Broken> {
    let mut open = Open::default();
    for line in text.lines().filter(|line| !line.is_empty()) {
        if stop() {
            return Err(broken("reading it took too long"));
        }
        if line.len() > LONGEST_LINE {
            return Err(broken("a line of it has more than 64 KiB"));
        }
        if let Some(name) = after("BEGIN:", line) {
            open.begin(name)?;
        } else if let Some(name) = after("END:", line) {
            open.end(name)?;
        } else {
            open.say(line)?;
        }
    }
    if open.parts.is_empty() {
        Ok(open.events)
    } else {
        Err(no_calendar())
    }
}

fn broken(reason: &str) -> Broken {
    Broken::new(Break::Unreadable, reason)
}

fn no_calendar() -> Broken {
    broken("it is no calendar")
}

/// What stands after a word that a line begins with, in any case.
fn after<'t>(word: &str, line: &'t str) -> Option<&'t str> {
    let (start, rest) = line.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then(|| rest.trim())
}

/// What was begun and has not ended, and the events so far.
#[derive(Default)]
struct Open<'t> {
    parts: Vec<&'t str>,
    events: Vec<Component<'t>>,
}

impl<'t> Open<'t> {
    /// Whether the part that is open is an event, and no part of one.
    fn is_event(&self) -> bool {
        let is = |part: &str, name: &str| part.eq_ignore_ascii_case(name);
        matches!(self.parts[..], [calendar, event] if is(calendar, "VCALENDAR") && is(event, "VEVENT"))
    }

    fn begin(&mut self, name: &'t str) -> Result<(), Broken> {
        self.parts.push(name);
        if self.parts.len() > DEEPEST {
            let reason = format!("its parts nest deeper than {DEEPEST}");
            return Err(broken(&reason));
        }
        if !self.is_event() {
            return Ok(());
        }
        if self.events.len() == MOST_EVENTS {
            let reason = format!("it has more than {MOST_EVENTS} events");
            return Err(broken(&reason));
        }
        self.events.push(Component {
            name: name.into(),
            properties: Vec::new(),
            components: Vec::new(),
        });
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Broken> {
        let begun = self.parts.pop();
        let is_it = begun.is_some_and(|begun| begun.eq_ignore_ascii_case(name));
        is_it.then_some(()).ok_or_else(no_calendar)
    }

    fn say(&mut self, line: &'t str) -> Result<(), Broken> {
        let name = line.split([':', ';']).next().unwrap_or_default().trim();
        if name.is_empty() || self.parts.is_empty() {
            return Err(no_calendar());
        }
        if !self.is_event() || !READ.contains(&name) {
            return Ok(());
        }
        let said = Property::try_from(line).map_err(|_| no_calendar())?;
        if let Some(event) = self.events.last_mut() {
            event.properties.push(said);
        }
        Ok(())
    }
}
