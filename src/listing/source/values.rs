//! The values of `sources.toml` that no other file has.

use std::{fmt::Write, ops::RangeInclusive, time::Duration};

use chrono::format::{Item, StrftimeItems};
use chrono_tz::{TZ_VARIANTS, Tz};
use regex::{Regex, RegexBuilder};
use scraper::Selector;
use serde_json_path::JsonPath;
use toml::de::DeValue;

use super::Css;
use crate::{
    diagnostic::{Code, closest, shown},
    model::{Date, Id, parse_scaled},
    reading::values::{Fault, Value, number, text, wrong_type},
};

/// How large a pattern may become, in bytes. Patterns are linear in time whatever they say.
const LARGEST_PATTERN: usize = 1024 * 1024;

/// The name of a source. Files are named after it.
pub(super) fn plain_id(value: Value<'_>) -> Result<Id, Fault> {
    let id = text::id(value)?;
    let length = id.as_str().len();
    if !(2..=40).contains(&length) {
        return Err(
            Fault::new(Code::BadId, "is no name for a source").label("it has 2 to 40 characters")
        );
    }
    Ok(id)
}

/// A whole number within bounds.
pub(super) fn bounded(value: Value<'_>, bounds: RangeInclusive<u32>) -> Result<u32, Fault> {
    number::whole(value, bounds)
}

/// A time such as `24h` or `45d`, in seconds within bounds.
pub(super) fn duration(value: Value<'_>, least: u64, most: u64) -> Result<Duration, Fault> {
    let written = text::string(value)?;
    let fault = || Fault::new(Code::BadNumber, "is no length of time");
    let form = || fault().label("it is written like `24h` or `45d`");
    let unit = written.chars().next_back().ok_or_else(form)?;
    let seconds = match unit {
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => return Err(form()),
    };
    let digits = written.get(..written.len() - 1).unwrap_or_default();
    let seconds = parse_scaled(digits, 0)
        .map_err(|_| form())?
        .saturating_mul(seconds);
    if !(least..=most).contains(&seconds) {
        let (least, most) = (least / 3600, most / 3600 / 24);
        return Err(fault().label(format!("it is at least {least}h and at most {most}d")));
    }
    Ok(Duration::from_secs(seconds))
}

/// A part of a whole, such as `0.5`, in hundredths.
pub(super) fn part(value: Value<'_>) -> Result<u32, Fault> {
    let written = match value.get_ref() {
        DeValue::Integer(number) => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return Err(wrong_type(value, "a part of 1, such as `0.5`")),
    };
    let hundredths = parse_scaled(written, 2).ok().filter(|part| *part <= 100);
    let hundredths = hundredths.and_then(|part| u32::try_from(part).ok());
    hundredths.ok_or_else(|| {
        Fault::new(Code::BadNumber, "is no part of a whole")
            .label("it is from 0 to 1, with two decimals at most")
    })
}

/// A CSS selector.
pub(super) fn css(value: Value<'_>) -> Result<Css, Fault> {
    let written = text::plain(value)?;
    let parsed = Selector::parse(&written).map_err(|error| {
        let error = shown(&error.to_string());
        Fault::new(Code::BadPattern, "is no CSS selector").label(error)
    })?;
    Ok(Css { written, parsed })
}

/// A path into JSON.
pub(super) fn path(value: Value<'_>) -> Result<JsonPath, Fault> {
    let written = text::plain(value)?;
    JsonPath::parse(&written).map_err(|error| {
        let error = shown(&error.to_string());
        Fault::new(Code::BadPattern, "is no JSONPath")
            .label(error)
            .help("A path is written like `$.items[*].title` (RFC 9535).")
    })
}

/// A regular expression.
pub(super) fn pattern(value: Value<'_>) -> Result<Regex, Fault> {
    let written = text::string(value)?;
    RegexBuilder::new(written)
        .size_limit(LARGEST_PATTERN)
        .build()
        .map_err(|error| {
            let why = match &error {
                regex::Error::Syntax(syntax) => {
                    syntax.lines().next_back().unwrap_or_default().to_owned()
                }
                regex::Error::CompiledTooBig(_) => "it grows too large".to_owned(),
                other => other.to_string(),
            };
            Fault::new(Code::BadPattern, "is no regular expression").label(shown(&why))
        })
}

/// A form in which days are written, as `strftime` has it: it must hold a whole day, and be read back as the same.
pub(super) fn date_form(value: Value<'_>) -> Result<String, Fault> {
    let written = text::plain(value)?;
    let fault = || {
        Fault::new(Code::BadPattern, "is no form of a day")
            .help("A form is written like `%Y-%m-%d` or `%b %e, %Y`.")
    };
    if StrftimeItems::new(&written).any(|item| matches!(item, Item::Error)) {
        return Err(fault().label("it has a sign that stands for nothing"));
    }
    let day = Date::from_ymd_opt(2026, 11, 22).ok_or_else(fault)?;
    let mut shown = String::new();
    let whole = write!(shown, "{}", day.format(&written)).is_ok();
    if !whole || Date::parse_from_str(&shown, &written) != Ok(day) {
        return Err(fault().label("it does not tell year, month and day"));
    }
    Ok(written)
}

/// A time zone, by its name in the database of IANA.
pub(super) fn timezone(value: Value<'_>) -> Result<Tz, Fault> {
    let written = text::string(value)?;
    written.parse().map_err(|_| {
        let fault = Fault::new(Code::UnknownWord, "is no time zone")
            .help("A time zone is named like `Europe/Berlin` or `America/New_York`.");
        match closest(written, TZ_VARIANTS.iter().map(|zone| zone.name())) {
            Some(near) => fault.label(format!("did you mean `{near}`?")),
            None => fault,
        }
    })
}

/// A regular expression with a group, which is what it is there for.
pub(super) fn one_group(value: Value<'_>) -> Result<Regex, Fault> {
    let pattern = pattern(value)?;
    if pattern.captures_len() < 2 {
        return Err(Fault::new(Code::BadPattern, "has no group")
            .label("put what names the page in brackets, such as `-(\\d+)$`"));
    }
    Ok(pattern)
}
