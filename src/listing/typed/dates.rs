//! Days, by the forms the source lists; the form of ISO 8601 is always understood, for it can mean one day only.
//!
//! A time that says how far it is from Greenwich is of the day that it is then in the time zone of the source, where that names one.

use chrono::DateTime;
use chrono_tz::Tz;

use super::{Problem, Value, implausible, unreadable};
use crate::model::Date;

/// The times of ISO 8601 that say how far they are from Greenwich: with seconds or without, `Z` or `+01:00`.
const TIMES: [&str; 4] = [
    "%Y-%m-%dT%H:%M:%S%.f%#z",
    "%Y-%m-%d %H:%M:%S%.f%#z",
    "%Y-%m-%dT%H:%M%#z",
    "%Y-%m-%d %H:%M%#z",
];

/// How the days of a page are written, and which of them count.
#[derive(Clone, Copy)]
pub(super) struct Forms<'a> {
    /// The forms that the source lists.
    pub(super) listed: &'a [String],
    /// Where it is that day.
    pub(super) zone: Option<Tz>,
    /// The day of the page.
    pub(super) seen: Date,
}

/// What stands between the days of a span.
const BETWEEN: [&str; 8] = [
    " – ",
    " — ",
    " - ",
    "–",
    " to ",
    " until ",
    " through ",
    " bis ",
];
/// What may stand before the last day.
const BEFORE: [&str; 7] = ["until ", "through ", "ends ", "till ", "by ", "bis ", "to "];
/// No listing is older, and none looks further ahead in years.
const FIRST_YEAR: i32 = 2015;
const YEARS_AHEAD: i32 = 5;

/// One day.
pub(super) fn day(text: &str, forms: Forms<'_>) -> Result<Value, Problem> {
    read(text, forms).map(Value::Day)
}

/// The first day of a span.
pub(super) fn first(text: &str, forms: Forms<'_>) -> Result<Value, Problem> {
    let (first, _) = split(text).ok_or_else(|| unreadable("it is no span of days"))?;
    read(first, forms).map(Value::Day)
}

/// The last day of a span, or the only one.
pub(super) fn last(text: &str, forms: Forms<'_>) -> Result<Value, Problem> {
    let last = split(text).map_or(text, |(_, last)| last).trim();
    let lower = last.to_lowercase();
    let before = BEFORE.iter().find(|before| lower.starts_with(*before));
    let last = before
        .and_then(|before| last.get(before.len()..))
        .unwrap_or(last);
    read(last, forms).map(Value::Day)
}

fn split(text: &str) -> Option<(&str, &str)> {
    BETWEEN.iter().find_map(|between| text.split_once(between))
}

fn read(text: &str, forms: Forms<'_>) -> Result<Date, Problem> {
    let text = text.trim();
    let mut days: Vec<Date> = iso(text, forms.zone).into_iter().collect();
    if days.is_empty() {
        days = forms
            .listed
            .iter()
            .filter_map(|form| Date::parse_from_str(text, form).ok())
            .collect();
        days.sort_unstable();
        days.dedup();
    }
    match days.as_slice() {
        [] => Err(unreadable("it is no day in a form that the source lists")),
        [day] => plausible(*day, forms.seen),
        days => Err(Problem::Several(
            days.iter().map(ToString::to_string).collect(),
        )),
    }
}

/// `2026-12-07`, with or without a time of day.
fn iso(text: &str, zone: Option<Tz>) -> Option<Date> {
    if let Some(zone) = zone
        && let Some(time) = TIMES
            .iter()
            .find_map(|form| DateTime::parse_from_str(text, form).ok())
    {
        return Some(time.with_timezone(&zone).date_naive());
    }
    let (day, time) = text.split_at_checked(10)?;
    let is_time = time.is_empty() || time.starts_with(['T', ' ']) && time.len() >= 6;
    if !is_time || !day.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    Date::parse_from_str(day, "%Y-%m-%d").ok()
}

fn plausible(day: Date, seen: Date) -> Result<Date, Problem> {
    use chrono::Datelike;
    let last = seen.year().saturating_add(YEARS_AHEAD);
    if (FIRST_YEAR..=last).contains(&day.year()) {
        return Ok(day);
    }
    Err(implausible(format!(
        "{day} is not between {FIRST_YEAR} and {last}"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        read: fn(&str, Forms<'_>) -> Result<Value, Problem>,
        text: &str,
        forms: &[&str],
        expected: &str,
    ) {
        let forms: Vec<String> = forms.iter().map(|form| (*form).to_owned()).collect();
        let forms = Forms {
            listed: &forms,
            zone: None,
            seen: Date::from_ymd_opt(2026, 11, 22).unwrap(),
        };
        let said = match read(text, forms) {
            Ok(value) => value.to_string(),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(said, expected, "{text}");
    }

    #[track_caller]
    fn in_zone(zone: &str, text: &str, expected: &str) {
        let forms = Forms {
            listed: &[],
            zone: Some(zone.parse().unwrap()),
            seen: Date::from_ymd_opt(2026, 11, 22).unwrap(),
        };
        assert_eq!(day(text, forms).unwrap().to_string(), expected, "{text}");
    }

    #[test]
    fn a_time_is_of_the_day_it_is_there() {
        let berlin = "Europe/Berlin";
        in_zone(berlin, "2026-12-07T23:30:00Z", "2026-12-08");
        in_zone(berlin, "2026-12-07T22:30:00.000Z", "2026-12-07");
        in_zone(berlin, "2026-12-07T23:30Z", "2026-12-08");
        in_zone(berlin, "2026-12-07 18:30:00-0500", "2026-12-08");
        in_zone(berlin, "2026-12-08T07:30:00+09:00", "2026-12-07");
        // In summer it is two hours ahead.
        in_zone(berlin, "2027-07-07T22:30:00+00:00", "2027-07-08");
        in_zone("America/New_York", "2026-12-07T04:59:59Z", "2026-12-06");
        // What says of no distance, and a day alone, are of that day.
        in_zone(berlin, "2026-12-07T23:30:00", "2026-12-07");
        in_zone(berlin, "2026-12-07", "2026-12-07");
    }

    const LISTED: &str = "it is no day in a form that the source lists";

    #[test]
    fn days_read_in_the_listed_forms() {
        check(day, "Dec 7, 2026", &["%b %e, %Y"], "2026-12-07");
        check(day, "31.01.2027", &["%d.%m.%Y"], "2027-01-31");
        check(day, "2026-12-07T09:30:00+00:00", &[], "2026-12-07");
        check(
            day,
            "Monday, December 7, 2026",
            &["%A, %B %e, %Y"],
            "2026-12-07",
        );
        check(day, "31.01.2027", &["%m/%d/%Y"], LISTED);
        check(day, "Mon 14 Dec", &["%b %e, %Y"], LISTED);
        check(day, "18", &["%d.%m.%Y"], LISTED);
        check(day, "next friday", &["%d.%m.%Y"], LISTED);
    }

    #[test]
    fn what_may_be_two_days_is_neither() {
        let both = ["%d/%m/%Y", "%m/%d/%Y"];
        check(
            day,
            "03/04/2027",
            &both,
            "it says several things: 2027-03-04 | 2027-04-03",
        );
        check(day, "31/01/2027", &both, "2027-01-31");
        check(day, "04/04/2027", &both, "2027-04-04");
    }

    #[test]
    fn spans_have_two_ends() {
        let forms = ["%b %e, %Y"];
        check(last, "Oct 1, 2026 – Mar 1, 2027", &forms, "2027-03-01");
        check(first, "Oct 1, 2026 – Mar 1, 2027", &forms, "2026-10-01");
        check(last, "Oct 1 to Mar 1, 2027", &forms, "2027-03-01");
        check(first, "Oct 1 to Mar 1, 2027", &forms, LISTED);
        check(last, "until Mar 1, 2027", &forms, "2027-03-01");
        check(last, "ongoing", &forms, LISTED);
    }

    #[test]
    fn years_are_near() {
        check(
            day,
            "07.12.26",
            &["%d.%m.%Y"],
            "0026-12-07 is not between 2015 and 2031",
        );
        check(
            day,
            "2099-01-01",
            &[],
            "2099-01-01 is not between 2015 and 2031",
        );
    }
}
