//! When an event of a calendar takes place: the days on which it begins and ends.
//!
//! A time in a zone is of the day that it is then in the time zone of the source, where that names one; else, and where the time is in no zone,
//! of the day that is written.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use icalendar::parser::{Component, Property};

use crate::model::Date;

/// The dates of a series that are not as the series says: moved or cancelled, by its name and the date that was.
pub(super) type Exceptions<'c> = BTreeMap<(String, String), &'c Component<'c>>;

/// The days of one event.
#[derive(Default)]
pub(super) struct Times {
    pub(super) begins: Option<Date>,
    pub(super) ends: Option<Date>,
    /// A time zone that is none of the world's: its times were taken as they are written.
    pub(super) strange: Option<String>,
    /// Whether it is a series whose first date was taken out, so that its days are not known.
    pub(super) headless: bool,
}

/// The exceptions among these events.
pub(super) fn exceptions<'c>(events: &[&'c Component<'c>]) -> Exceptions<'c> {
    let of = |event: &&'c Component<'c>| {
        let which = event.find_prop("RECURRENCE-ID")?.val.to_string();
        Some(((name(event), which), *event))
    };
    events.iter().filter_map(of).collect()
}

/// The days of an event; of a series those of its first date.
pub(super) fn times(event: &Component<'_>, exceptions: &Exceptions<'_>, zone: Option<Tz>) -> Times {
    let first = event.find_prop("DTSTART").map(|prop| prop.val.to_string());
    let is_series = event.find_prop("RRULE").is_some() || event.find_prop("RDATE").is_some();
    let Some(first) = first.filter(|_| is_series) else {
        return written(event, zone);
    };
    let taken_out = event
        .properties
        .iter()
        .filter(|prop| prop.name == "EXDATE")
        .any(|prop| prop.val.as_str().split(',').any(|out| out == first));
    match exceptions.get(&(name(event), first)) {
        Some(moved) if !is_cancelled(moved) => written(moved, zone),
        None if !taken_out => written(event, zone),
        _ => Times {
            headless: true,
            ..Times::default()
        },
    }
}

pub(super) fn is_cancelled(event: &Component<'_>) -> bool {
    let status = event.find_prop("STATUS");
    status.is_some_and(|status| status.val.as_str().eq_ignore_ascii_case("CANCELLED"))
}

fn name(event: &Component<'_>) -> String {
    let uid = event.find_prop("UID");
    uid.map(|uid| uid.val.to_string()).unwrap_or_default()
}

fn written(event: &Component<'_>, zone: Option<Tz>) -> Times {
    let mut times = Times::default();
    let mut day = |name: &str, end: bool| {
        let prop = event.find_prop(name)?;
        day(prop, end, zone, &mut times.strange)
    };
    let begins = day("DTSTART", false);
    let val = |name: &str| event.find_prop(name).map(|prop| prop.val.as_str());
    // What ends as it begins ends on the same day.
    let ends = match val("DTEND") {
        end if end == val("DTSTART") => begins,
        _ => day("DTEND", true),
    };
    Times {
        begins,
        ends,
        ..times
    }
}

/// The day of a property. The end of an event is no part of it: what ends at midnight ends on the day before.
fn day(
    prop: &Property<'_>,
    end: bool,
    zone: Option<Tz>,
    strange: &mut Option<String>,
) -> Option<Date> {
    let written = prop.val.as_str();
    if written.len() == 8 {
        let day = Date::parse_from_str(written, "%Y%m%d").ok()?;
        return if end { day.pred_opt() } else { Some(day) };
    }
    let local = written.trim_end_matches(['Z', 'z']);
    let time = NaiveDateTime::parse_from_str(local, "%Y%m%dT%H%M%S").ok()?;
    let time = time.checked_sub_signed(Duration::seconds(i64::from(end)))?;
    let Some(zone) = zone else {
        return Some(time.date());
    };
    if local.len() < written.len() {
        let time = Utc.from_utc_datetime(&time);
        return Some(time.with_timezone(&zone).date_naive());
    }
    let tzid = prop.params.iter().find(|param| param.key == "TZID");
    let Some(tzid) = tzid.and_then(|param| param.val.as_ref()) else {
        return Some(time.date());
    };
    let Ok(own) = tzid.as_str().trim_matches(['"', '/']).parse::<Tz>() else {
        strange.get_or_insert(tzid.to_string());
        return Some(time.date());
    };
    // An hour that a clock skips in spring has no time of its own; its day is plain.
    let there = own.from_local_datetime(&time).earliest();
    Some(there.map_or(time.date(), |there| there.with_timezone(&zone).date_naive()))
}
