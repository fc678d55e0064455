//! When an event of a calendar takes place: the days on which it begins and ends.
//!
//! A time in a zone is of the day that it is then in the time zone of the source, where that names one; else, and where the time is in no zone,
//! of the day that is written.

use chrono::{Duration, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use icalendar::parser::{Component, ParseString, Property};

use crate::model::Date;

/// The days of one event; of a series those of all its dates.
#[derive(Default)]
pub(super) struct Times {
    pub(super) begins: Option<Date>,
    /// The last day; of a series that of its last date, where it has one.
    pub(super) ends: Option<Date>,
    /// Every day on which it begins, in order.
    pub(super) days: Vec<Date>,
    /// A time zone that is none of the world's: its times were taken as they are written.
    pub(super) strange: Option<String>,
    /// Whether it goes on after the days that were read.
    pub(super) goes_on: bool,
}

impl Times {
    /// Those of an event that takes place once, as they are written.
    pub(super) fn written(event: &Component<'_>, zone: Option<Tz>) -> Self {
        let Some(span) = Span::of(event) else {
            // An end without a beginning is still a day.
            let end = moment_of(event, "DTEND");
            return Self {
                ends: end.map(|end| end.last().on(zone)),
                ..Self::default()
            };
        };
        let (begins, ends) = span.days(span.start.time, zone);
        Self {
            begins: Some(begins),
            ends,
            days: vec![begins],
            strange: span.start.strange.or(span.end_strange),
            goes_on: false,
        }
    }
}

/// A time as a calendar writes it.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub(super) time: NaiveDateTime,
    /// Whether it is a day without a time.
    pub(super) whole: bool,
    /// The zone it is in, where it is in one that is known.
    zone: Option<Tz>,
    /// The zone it is said to be in, where that is none.
    strange: Option<String>,
}

impl Moment {
    /// Reads `20261207`, `20261207T090000` or `20261207T080000Z`.
    pub(super) fn new(written: &str, tzid: Option<&str>) -> Option<Self> {
        // The formats of the clock would take signs, spaces and years of any length as well.
        if !is_plain(written) {
            return None;
        }
        if written.len() == 8 {
            let day = Date::parse_from_str(written, "%Y%m%d").ok()?;
            return Some(Self {
                time: day.and_time(NaiveTime::MIN),
                whole: true,
                zone: None,
                strange: None,
            });
        }
        let local = written.trim_end_matches(['Z', 'z']);
        let time = NaiveDateTime::parse_from_str(local, "%Y%m%dT%H%M%S").ok()?;
        let named = tzid.map(|tzid| tzid.trim_matches(['"', '/']).parse::<Tz>());
        let (zone, strange) = match named {
            _ if local.len() < written.len() => (Some(Tz::UTC), None),
            Some(Ok(zone)) => (Some(zone), None),
            Some(Err(_)) => (None, tzid.map(str::to_owned)),
            None => (None, None),
        };
        Some(Self {
            time,
            whole: false,
            zone,
            strange,
        })
    }

    /// What it is by the clock that another goes by.
    pub(super) fn by_clock_of(&self, other: &Self) -> NaiveDateTime {
        match (self.zone, other.zone) {
            (Some(own), Some(zone)) if own != zone => in_zone(self.time, own, zone),
            _ => self.time,
        }
    }

    /// Whether it cannot be told what it is by the clock that another goes by: the one is known, and the other is not.
    pub(super) fn is_foreign_to(&self, other: &Self) -> bool {
        self.zone.is_some() != other.zone.is_some()
    }

    /// The same clock at another time.
    fn at(&self, time: NaiveDateTime) -> Self {
        Self {
            time,
            ..self.clone()
        }
    }

    /// The last that is before it: the end of an event is no part of it, and what ends at midnight ends on the day before.
    fn last(&self) -> Self {
        let by = if self.whole {
            Duration::days(1)
        } else {
            Duration::seconds(1)
        };
        self.at(self.time.checked_sub_signed(by).unwrap_or(self.time))
    }

    /// The day that it is then in a zone.
    fn on(&self, zone: Option<Tz>) -> Date {
        match self.zone.zip(zone) {
            Some((own, zone)) => in_zone(self.time, own, zone).date(),
            None => self.time.date(),
        }
    }
}

/// Whether a time is written as calendars write it: a day, or a day and a time, perhaps that of Greenwich; of a year that there was.
fn is_plain(written: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((day, time)) = written.split_at_checked(8) else {
        return false;
    };
    let time_is_plain = match time.strip_prefix('T') {
        Some(time) => {
            let time = time.strip_suffix(['Z', 'z']).unwrap_or(time);
            time.len() == 6 && digits(time)
        }
        None => time.is_empty(),
    };
    time_is_plain && digits(day) && !day.starts_with("0000")
}

/// What a clock shows when another shows that. An hour that a clock skips in spring has no time of its own; its day is plain.
fn in_zone(time: NaiveDateTime, from: Tz, to: Tz) -> NaiveDateTime {
    let there = from.from_local_datetime(&time).earliest();
    there.map_or(time, |there| there.with_timezone(&to).naive_local())
}

/// From when to when an event lasts.
pub(super) struct Span {
    pub(super) start: Moment,
    /// How long; `None` where no end is written.
    length: Option<Duration>,
    end_strange: Option<String>,
}

impl Span {
    pub(super) fn of(event: &Component<'_>) -> Option<Self> {
        let start = moment_of(event, "DTSTART")?;
        let end = moment_of(event, "DTEND");
        let length = match &end {
            Some(end) => Some(end.by_clock_of(&start).signed_duration_since(start.time)),
            None => duration(event, start.whole),
        };
        Some(Self {
            start,
            length,
            end_strange: end.and_then(|end| end.strange),
        })
    }

    /// The zone it is said to be in, where that is none.
    pub(super) fn strange(&self) -> Option<String> {
        self.start.strange.clone().or(self.end_strange.clone())
    }

    /// Whether it ends before it begins.
    pub(super) fn is_backward(&self) -> bool {
        self.length.is_some_and(|length| length < Duration::zero())
    }

    /// The days on which it begins and ends if it begins then.
    pub(super) fn days(&self, begins: NaiveDateTime, zone: Option<Tz>) -> (Date, Option<Date>) {
        let start = self.start.at(begins);
        let first = start.on(zone);
        let last = |length: Duration| {
            // What ends as it begins ends on the same day.
            if length.is_zero() {
                return Some(first);
            }
            let end = start.at(begins.checked_add_signed(length)?);
            Some(end.last().on(zone))
        };
        (first, self.length.and_then(last))
    }
}

/// The time that a property of an event says.
fn moment_of(event: &Component<'_>, name: &str) -> Option<Moment> {
    let prop = event.find_prop(name)?;
    Moment::new(prop.val.as_str(), tzid(prop))
}

/// How long an event lasts, where it says that in place of an end: `P5D`, `PT1H30M`. A time is no part of whole days.
fn duration(event: &Component<'_>, whole: bool) -> Option<Duration> {
    let written = event.find_prop("DURATION")?.val.as_str();
    let written = written.strip_prefix('+').unwrap_or(written);
    let (days, time) = match written.strip_prefix('P')?.split_once('T') {
        Some((_, _)) if whole => return None,
        Some((days, time)) => (days, time),
        None => (written.strip_prefix('P')?, ""),
    };
    let mut length = Duration::zero();
    for (part, units) in [
        (days, &[('W', 604_800), ('D', 86_400)][..]),
        (time, &[('H', 3600), ('M', 60), ('S', 1)][..]),
    ] {
        for piece in part.split_inclusive(|c: char| !c.is_ascii_digit()) {
            let (_, seconds) = units.iter().find(|(unit, _)| piece.ends_with(*unit))?;
            let count: i64 = piece.get(..piece.len() - 1)?.parse().ok()?;
            let more = Duration::try_seconds(count.checked_mul(*seconds)?)?;
            length = length.checked_add(&more)?;
        }
    }
    (days.len() + time.len() > 0).then_some(length)
}

/// What a property of an event says that should be a time and is none: for whoever tells what could not be read.
pub(super) fn unread(event: &Component<'_>, name: &str) -> Option<String> {
    let written = event.find_prop(name)?.val.as_str();
    let is_read = written.is_empty() || moment_of(event, name).is_some();
    (!is_read).then(|| written.to_owned())
}

/// The time zone that a property names.
pub(super) fn tzid<'c>(prop: &'c Property<'_>) -> Option<&'c str> {
    let tzid = prop.params.iter().find(|param| param.key == "TZID")?;
    tzid.val.as_ref().map(ParseString::as_str)
}

pub(super) fn is_cancelled(event: &Component<'_>) -> bool {
    let status = event.find_prop("STATUS");
    status.is_some_and(|status| status.val.as_str().eq_ignore_ascii_case("CANCELLED"))
}
