//! Values that only a record has: what she writes in her own words, spells of days, rates.

use toml::de::DeValue;

use crate::{
    diagnostic::{Code, shown},
    model::{Clc, Date, Minutes, Rate},
    reading::values::{Fault, Value, number, text, wrong_type},
};

/// The minutes of a week.
const WEEK: u32 = 7 * 24 * 60;

/// A text in her own words, or a path of her own: of any characters, but not empty. Whoever shows it cleans it.
pub(super) fn own_words(value: Value<'_>) -> Result<String, Fault> {
    let text = text::string(value)?;
    if text.trim().is_empty() {
        let fault = Fault::new(Code::BadText, "is empty").label("there is nothing in it");
        return Err(fault.help("Leave the key out when there is nothing to say."));
    }
    Ok(text.to_owned())
}

/// Days without study: `"2026-12-20..2027-01-03"`, both counted.
pub(super) fn spell(value: Value<'_>) -> Result<(Date, Date), Fault> {
    let text = text::string(value)?;
    let fault = || Fault::new(Code::BadDate, "is no spell of days");
    match spell_of(text) {
        Some((from, to)) if to < from => Err(fault().label("it ends before it begins")),
        Some(days) => Ok(days),
        None => Err(fault()
            .label("it is written like `\"2026-12-20..2027-01-03\"`")
            .help("Write the first and the last day, year first, with two points between them.")),
    }
}

/// The first and the last day of `2026-12-20..2027-01-03`, in whatever order.
pub(in crate::record) fn spell_of(text: &str) -> Option<(Date, Date)> {
    let (from, to) = text.split_once("..")?;
    Some((iso(from.trim())?, iso(to.trim())?))
}

/// A day written `2027-01-31` and in no other way.
fn iso(text: &str) -> Option<Date> {
    let day: Date = text.parse().ok()?;
    (day.to_string() == text).then_some(day)
}

/// What one unit of a currency is worth: `"0.92"`, or the same as a number.
pub(super) fn rate(value: Value<'_>) -> Result<Rate, Fault> {
    let digits = match value.get_ref() {
        DeValue::String(text) => text,
        DeValue::Float(number) => number.as_str(),
        DeValue::Integer(number) => number.as_str(),
        _ => return Err(wrong_type(value, "a rate such as `\"0.92\"`")),
    };
    Rate::parse(digits).map_err(|error| {
        let label = format!("`{}`: {error}", shown(digits));
        Fault::new(Code::BadMoney, "is no rate")
            .label(label)
            .help("A rate is above zero and has at most 6 decimals, such as `\"0.92\"`.")
    })
}

/// Study time in a week.
pub(super) fn weekly(value: Value<'_>) -> Result<Minutes, Fault> {
    let minutes = number::hours(value)?;
    if minutes.minutes() <= WEEK {
        return Ok(minutes);
    }
    Err(Fault::new(Code::BadHours, "is no number of hours").label("a week has 168 hours"))
}

/// Learning credits.
pub(super) fn clc(value: Value<'_>) -> Result<Clc, Fault> {
    number::whole(value, 0..=Clc::MOST).map(Clc)
}
