//! The dates of an event that repeats, by its rule (RFC 5545), its further dates, and those that were moved or taken out.
//!
//! Only what repeats by the day or more is followed, and never further than a reader of the listing could plan: a rule may name seconds, or end
//! never. What is not followed holds the row.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use icalendar::parser::Component;
use rrule::{RRule, RRuleSet, Unvalidated};

use super::times::{Moment, Span, Times, is_cancelled, tzid};
use crate::model::Date;

/// The longest rule that is looked at, in bytes. One with every month and weekday in it has about a hundred.
const LONGEST_RULE: usize = 300;
/// So many dates of a series are gone through: those of half a century, a day each.
const MOST_WALKED: usize = 20_000;
/// So many days ahead it is followed: those of a cycle.
const AHEAD: u64 = 3 * 366;
/// So many days are read of those to come,
pub(super) const MOST_TO_COME: usize = 150;
/// and so many of those that are over, the last.
const MOST_OVER: usize = 10;

/// The dates of series that are not as the series says, moved or cancelled, by the name of the series.
pub(super) type Exceptions<'c> = BTreeMap<String, Vec<&'c Component<'c>>>;

/// The exceptions among these events.
pub(super) fn exceptions<'c>(events: &[&'c Component<'c>]) -> Exceptions<'c> {
    let mut all = Exceptions::new();
    for event in events {
        if is_exception(event) {
            all.entry(name(event)).or_default().push(event);
        }
    }
    all
}

/// Whether an event is one date of a series, and not the series.
pub(super) fn is_exception(event: &Component<'_>) -> bool {
    event.find_prop("RECURRENCE-ID").is_some()
}

/// What limits how far a series is followed.
pub(super) struct Limits<'l> {
    /// The day of the page.
    pub(super) seen: Date,
    pub(super) zone: Option<Tz>,
    pub(super) stop: &'l dyn Fn() -> bool,
}

impl Limits<'_> {
    /// What is later is not followed.
    fn last(&self) -> NaiveDateTime {
        let last = self.seen.checked_add_days(Days::new(AHEAD));
        last.unwrap_or(self.seen).and_time(NaiveTime::MIN)
    }
}

/// The days of an event: `None` where none of its dates takes place.
///
/// # Errors
/// Why it cannot be told when it takes place.
pub(super) fn times(
    event: &Component<'_>,
    exceptions: &Exceptions<'_>,
    limits: &Limits<'_>,
) -> Result<Option<Times>, String> {
    let repeats = |name: &str| event.find_prop(name).is_some();
    if !repeats("RRULE") && !repeats("RDATE") {
        return Ok(Some(Times::written(event, limits.zone)));
    }
    let span = Span::of(event).ok_or("it repeats, and does not say from when")?;
    if span.is_backward() {
        return Err("it ends before it begins".to_owned());
    }
    let changed = Changed::of(event, &span.start, exceptions)?;
    let mut found = Found::default();
    let dates = Dates::of(event, &span.start, limits)?;
    for date in &dates.all {
        match changed.at(*date) {
            None => {
                let (begins, ends) = span.days(*date, limits.zone);
                found.add(begins, ends, limits.seen);
            }
            Some(Change::Cancelled) => {}
            Some(Change::Moved(moved)) => found.add_event(moved, limits),
        }
    }
    // What was moved from a date that the series does not have takes place all the same; what it would have later is not followed.
    for (date, change) in &changed.0 {
        if let Change::Moved(moved) = change
            && !dates.all.contains(date)
            && !(dates.goes_on && *date > limits.last())
        {
            found.add_event(moved, limits);
        }
    }
    Ok(found.times(dates.goes_on, span.strange()))
}

/// The days of the dates of a series that is not there itself, as where a calendar begins in the middle of it: `None` where another of them
/// tells of all, or none takes place.
pub(super) fn alone(
    event: &Component<'_>,
    exceptions: &Exceptions<'_>,
    limits: &Limits<'_>,
) -> Option<Times> {
    let dates = exceptions.get(&name(event)).map(Vec::as_slice);
    let takes_place = |date: &&&Component<'_>| !is_cancelled(date);
    let mut dates = dates
        .unwrap_or_default()
        .iter()
        .filter(takes_place)
        .peekable();
    // The first of them is the row; those without a name are not of one series.
    if name(event).is_empty() {
        return Some(Times::written(event, limits.zone));
    }
    if !dates
        .peek()
        .is_some_and(|first| std::ptr::eq(**first, event))
    {
        return None;
    }
    let strange = Span::of(event).and_then(|span| span.strange());
    let mut found = Found::default();
    dates.for_each(|date| found.add_event(date, limits));
    let times = found.times(false, strange);
    Some(times.unwrap_or_else(|| Times::written(event, limits.zone)))
}

/// The names of the series that are there themselves.
pub(super) fn names(events: &[&Component<'_>]) -> BTreeSet<String> {
    let series = events.iter().filter(|event| !is_exception(event));
    series.map(|event| name(event)).collect()
}

/// The dates of a series as its rule has them, by the clock that it begins by.
struct Dates {
    all: BTreeSet<NaiveDateTime>,
    /// Whether there are more, later.
    goes_on: bool,
}

impl Dates {
    fn of(event: &Component<'_>, start: &Moment, limits: &Limits<'_>) -> Result<Self, String> {
        let mut dates = Self {
            all: BTreeSet::from([start.time]),
            goes_on: false,
        };
        dates.all.extend(listed(event, "RDATE", start)?);
        let mut rules = event.properties.iter().filter(|prop| prop.name == "RRULE");
        if let Some(rule) = rules.next()
            && let Some(rule) = ruled(rule.val.as_str(), start)?
        {
            dates.follow(&rule, limits.last(), limits.stop)?;
        }
        if rules.next().is_some() {
            return Err("it repeats by several rules".to_owned());
        }
        Ok(dates)
    }

    fn follow(
        &mut self,
        rule: &RRuleSet,
        last: NaiveDateTime,
        stop: &dyn Fn() -> bool,
    ) -> Result<(), String> {
        for (walked, date) in rule.into_iter().enumerate() {
            let date = date.naive_utc();
            if date > last {
                self.goes_on = true;
                return Ok(());
            }
            if walked == MOST_WALKED || stop() {
                return Err("it repeats too often to be followed".to_owned());
            }
            self.all.insert(date);
        }
        Ok(())
    }
}

/// The rule, as if its clock were that of Greenwich: in zones it would be the same dates. `None` where it has no date.
fn ruled(written: &str, start: &Moment) -> Result<Option<RRuleSet>, String> {
    let not_followed = || "its rule of repetition cannot be followed".to_owned();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "=;,+-".contains(c);
    if written.len() > LONGEST_RULE || !written.chars().all(is_plain) {
        return Err(not_followed());
    }
    let mut kept = Vec::new();
    let mut until = None;
    for part in written.split(';').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=').ok_or_else(not_followed)?;
        match key.to_ascii_uppercase().as_str() {
            "UNTIL" => until = Some(end(value, start).ok_or_else(not_followed)?),
            "FREQ" if is_short(value) => return Err("it repeats within a day".to_owned()),
            "BYHOUR" | "BYMINUTE" | "BYSECOND" if value.contains(',') => {
                return Err("it repeats within a day".to_owned());
            }
            _ => kept.push(part),
        }
    }
    if forbidden(&kept) {
        return Err("its rule of repetition is one that calendars may not have".to_owned());
    }
    let begins = start.time.and_utc().with_timezone(&rrule::Tz::UTC);
    let rule = kept.join(";").parse::<RRule<Unvalidated>>();
    let rule = rule.map_err(|_| not_followed())?;
    let days = rule.get_by_month_day().to_vec();
    let rule = match until {
        Some(until) => rule.until(until.and_utc().with_timezone(&rrule::Tz::UTC)),
        None => rule,
    };
    let rule = rule.validate(begins).map_err(|_| not_followed())?;
    // A rule without days has those of its beginning.
    let days = if days.is_empty() {
        rule.get_by_month_day()
    } else {
        &days
    };
    if never_come(rule.get_by_month(), days) {
        return Ok(None);
    }
    Ok(Some(RRuleSet::new(begins).rrule(rule).limit()))
}

/// Whether none of the months has any of the days: such a date would be looked for through thousands of years, and nobody could stop it.
fn never_come(months: &[u8], days: &[i8]) -> bool {
    // A leap year has every day that a year can have.
    let has = |month: u8, day: i8| {
        let day = u32::from(day.unsigned_abs());
        Date::from_ymd_opt(2028, u32::from(month), day).is_some()
    };
    let any = |month: &u8| days.iter().any(|day| has(*month, *day));
    !months.is_empty() && !days.is_empty() && !months.iter().any(any)
}

/// Whether a rule is one of those that RFC 5545 (3.3.10) forbids, or that mixes "every Monday" with "the first Tuesday": the library follows
/// them, to days that nobody meant.
fn forbidden(parts: &[&str]) -> bool {
    let value = |key: &str| {
        let mut pairs = parts.iter().filter_map(|part| part.split_once('='));
        let (_, value) = pairs.find(|(own, _)| own.eq_ignore_ascii_case(key))?;
        Some(value)
    };
    let is_zero = |value: &str| value.parse::<u32>() == Ok(0);
    if ["INTERVAL", "COUNT"]
        .into_iter()
        .any(|key| value(key).is_some_and(is_zero))
    {
        return true;
    }
    let freq = value("FREQ").unwrap_or_default().to_ascii_uppercase();
    let only = |key: &str, of: &[&str]| value(key).is_some() && !of.contains(&freq.as_str());
    if only("BYWEEKNO", &["YEARLY"])
        || only("BYYEARDAY", &["YEARLY"])
        || only("BYMONTHDAY", &["DAILY", "MONTHLY", "YEARLY"])
    {
        return true;
    }
    let days = || value("BYDAY").into_iter().flat_map(|days| days.split(','));
    let is_counted = |day: &str| day.bytes().any(|byte| byte.is_ascii_digit());
    let counted = days().filter(|day| is_counted(day)).count();
    let may_count = match freq.as_str() {
        "MONTHLY" => true,
        "YEARLY" => value("BYWEEKNO").is_none(),
        _ => false,
    };
    counted > 0 && (!may_count || counted < days().count())
}

/// Whether it is less than a day.
fn is_short(frequency: &str) -> bool {
    let short = ["SECONDLY", "MINUTELY", "HOURLY"];
    short
        .iter()
        .any(|word| frequency.eq_ignore_ascii_case(word))
}

/// The last time that a rule may reach. A day is meant whole.
fn end(written: &str, start: &Moment) -> Option<NaiveDateTime> {
    let until = Moment::new(written, None)?;
    // So it is where nobody can tell what it is by the clock of the series.
    if until.whole || until.is_foreign_to(start) {
        return until.time.date().and_hms_opt(23, 59, 59);
    }
    Some(until.by_clock_of(start))
}

/// The times in a property that may stand there several times, each with several.
fn listed(event: &Component<'_>, name: &str, start: &Moment) -> Result<Vec<NaiveDateTime>, String> {
    let mut all = Vec::new();
    for prop in event.properties.iter().filter(|prop| prop.name == name) {
        for written in prop.val.as_str().split(',') {
            // Of a span the beginning counts.
            let written = written.split('/').next().unwrap_or_default().trim();
            let moment = Moment::new(written, tzid(prop));
            let moment = moment.ok_or_else(|| format!("its `{name}` cannot be read"))?;
            all.push(as_in(&moment, start));
        }
        if all.len() > MOST_WALKED {
            return Err("it repeats too often to be followed".to_owned());
        }
    }
    Ok(all)
}

/// A time by the clock of a series. A day means the date of the series on that day, and so does a time whose clock stands in no known relation
/// to that of the series.
fn as_in(moment: &Moment, start: &Moment) -> NaiveDateTime {
    if !start.whole && (moment.whole || moment.is_foreign_to(start)) {
        return moment.time.date().and_time(start.time.time());
    }
    moment.by_clock_of(start)
}

/// What became of a date of a series.
#[derive(Clone, Copy)]
enum Change<'c> {
    /// It was taken out, or does not take place.
    Cancelled,
    /// It takes place when this event says.
    Moved(&'c Component<'c>),
}

/// The dates of a series that are not as its rule says.
struct Changed<'c>(BTreeMap<NaiveDateTime, Change<'c>>);

impl<'c> Changed<'c> {
    fn of(
        event: &Component<'_>,
        start: &Moment,
        exceptions: &Exceptions<'c>,
    ) -> Result<Self, String> {
        let out = listed(event, "EXDATE", start)?;
        let out = out.into_iter().map(|date| (date, Change::Cancelled));
        let mut changed: BTreeMap<_, _> = out.collect();
        for moved in exceptions.get(&name(event)).into_iter().flatten() {
            let Some(which) = moved.find_prop("RECURRENCE-ID") else {
                continue;
            };
            if which.params.iter().any(|param| param.key == "RANGE") {
                return Err("all of its later dates were moved at once".to_owned());
            }
            let date = Moment::new(which.val.as_str(), tzid(which));
            let date = date.ok_or("its `RECURRENCE-ID` cannot be read")?;
            let change = if is_cancelled(moved) {
                Change::Cancelled
            } else {
                Change::Moved(moved)
            };
            changed.insert(as_in(&date, start), change);
        }
        Ok(Self(changed))
    }

    fn at(&self, date: NaiveDateTime) -> Option<Change<'c>> {
        self.0.get(&date).copied()
    }
}

/// The days of a series that were found.
#[derive(Default)]
struct Found {
    first: Option<Date>,
    last: Option<Date>,
    over: Vec<Date>,
    to_come: BTreeSet<Date>,
}

impl Found {
    fn add_event(&mut self, event: &Component<'_>, limits: &Limits<'_>) {
        let times = Times::written(event, limits.zone);
        if let Some(begins) = times.begins {
            self.add(begins, times.ends, limits.seen);
        }
    }

    fn add(&mut self, begins: Date, ends: Option<Date>, seen: Date) {
        self.first = Some(self.first.map_or(begins, |first| first.min(begins)));
        self.last = self.last.max(ends);
        if begins >= seen {
            self.to_come.insert(begins);
        } else {
            self.over.push(begins);
        }
    }

    fn times(self, goes_on: bool, strange: Option<String>) -> Option<Times> {
        let begins = Some(self.first?);
        let goes_on = goes_on || self.to_come.len() > MOST_TO_COME;
        let mut over = self.over;
        over.sort_unstable();
        over.dedup();
        let skipped = over.len().saturating_sub(MOST_OVER);
        let to_come = self.to_come.into_iter().take(MOST_TO_COME);
        Some(Times {
            begins,
            ends: self.last.filter(|_| !goes_on),
            days: over.into_iter().skip(skipped).chain(to_come).collect(),
            strange,
            goes_on,
        })
    }
}

/// The name of a series, which its dates have as well.
pub(super) fn name(event: &Component<'_>) -> String {
    let uid = event.find_prop("UID");
    uid.map(|uid| uid.val.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_days_no_month_has() {
        assert!(never_come(&[2], &[30]));
        assert!(never_come(&[4, 6, 9, 11], &[31]));
        assert!(never_come(&[2], &[-30, 31]));
        assert!(!never_come(&[2], &[29]));
        assert!(!never_come(&[2, 3], &[30]));
        assert!(!never_come(&[], &[31]));
        assert!(!never_come(&[2], &[]));
    }
}
