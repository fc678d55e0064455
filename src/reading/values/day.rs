//! Calendar days.

use toml::de::DeValue;

use super::{Fault, Value, wrong_type};
use crate::{
    diagnostic::{Code, shown},
    model::{Date, Expiry},
};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// A calendar day, written `2026-07-22` without quotes.
pub(crate) fn day(value: Value<'_>) -> Result<Date, Fault> {
    match value.get_ref() {
        DeValue::Datetime(written) => {
            let date = written
                .date
                .filter(|_| written.time.is_none() && written.offset.is_none());
            date.and_then(|d| Date::from_ymd_opt(i32::from(d.year), d.month.into(), d.day.into()))
                .ok_or_else(|| fault().label("a day has no time of day"))
        }
        DeValue::String(text) => Err(quoted(text)),
        _ => Err(wrong_type(value, "a day such as `2026-07-22`")),
    }
}

/// The last day, or `"never"` where a page says that there is none.
pub(crate) fn expiry(value: Value<'_>) -> Result<Expiry, Fault> {
    match value.get_ref() {
        DeValue::String(text) if text == "never" => Ok(Expiry::Never),
        _ => day(value).map(Expiry::On),
    }
}

fn fault() -> Fault {
    Fault::new(Code::BadDate, "is no day")
}

fn quoted(text: &str) -> Fault {
    let fault = fault();
    match understand(text).as_slice() {
        [day] => fault
            .label("a day is written without quotes, year first")
            .write(day.to_string()),
        [one, other] => fault
            .label("a day is written without quotes, year first")
            .help(format!(
                "Write `{one}` or `{other}`: `{}` may mean either.",
                shown(text)
            )),
        _ => fault.label("a day is written like `2026-07-22`, without quotes"),
    }
}

/// The days a text may mean: none, one, or two when day and month could be either way round.
pub(crate) fn understand(text: &str) -> Vec<Date> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let [a, b, c] = parts.as_slice() else {
        return Vec::new();
    };
    let number = |part: &str| ordinal(part).parse::<u32>().ok();
    let readings = if a.len() == 4 && number(a).is_some() {
        vec![(number(a), month(b).or(number(b)), number(c))]
    } else if month(a).is_some() {
        vec![(number(c), month(a), number(b))]
    } else if month(b).is_some() {
        vec![(number(c), month(b), number(a))]
    } else {
        let year = number(c);
        vec![(year, number(a), number(b)), (year, number(b), number(a))]
    };
    let mut days: Vec<Date> = readings
        .into_iter()
        .filter_map(|(year, month, day)| {
            let year = year.filter(|year| (1000..=9999).contains(year))?;
            Date::from_ymd_opt(i32::try_from(year).ok()?, month?, day?)
        })
        .collect();
    days.dedup();
    days
}

/// The digits of a number that may be written as `22nd`.
fn ordinal(part: &str) -> &str {
    let endings = ["st", "nd", "rd", "th"];
    let digits = endings.iter().find_map(|ending| part.strip_suffix(ending));
    digits.unwrap_or(part)
}

/// The number of a month by its English name or its beginning.
fn month(part: &str) -> Option<u32> {
    let start = part.get(..3)?.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| *month == start)?;
    u32::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::values::testing::outcome;

    #[track_caller]
    fn check(written: &str, expected: &str) {
        let said = outcome(written, day).unwrap_err();
        assert_eq!(said.0, Code::BadDate);
        assert_eq!(said.1, expected);
    }

    #[test]
    fn days_have_no_time() {
        let day_of = |written| outcome(written, day).map(|day| day.to_string());
        assert_eq!(day_of("2028-02-29").as_deref(), Ok("2028-02-29"));
        check("2026-07-22T10:00:00Z", "a day has no time of day");
        check("10:00:00", "a day has no time of day");
        assert_eq!(outcome("20260722", day).unwrap_err().0, Code::WrongType);
    }

    #[test]
    fn a_day_in_quotes_is_offered_only_when_it_is_one_day() {
        let form = "a day is written without quotes, year first";
        for text in [
            "'2026-07-22'",
            "'2026/7/22'",
            "'22 July 2026'",
            "'Jul 22, 2026'",
            "'July 22nd, 2026'",
            "'7/22/2026'",
            "'22.07.2026'",
        ] {
            check(text, &format!("{form} | Write `2026-07-22`."));
        }
        check("'07/07/2026'", &format!("{form} | Write `2026-07-07`."));
        let either = "Write `2026-02-03` or `2026-03-02`: `02/03/2026` may mean either.";
        check("'02/03/2026'", &format!("{form} | {either}"));
        let plain = "a day is written like `2026-07-22`, without quotes";
        for text in [
            "'soon'",
            "'30/02/2026'",
            "'1/2/26'",
            "''",
            "'July 2026'",
            "'é é é'",
        ] {
            check(text, plain);
        }
    }

    #[test]
    fn an_expiry_may_be_never() {
        assert_eq!(outcome("'never'", expiry), Ok(Expiry::Never));
        assert_eq!(outcome("'Never'", expiry).unwrap_err().0, Code::BadDate);
    }
}
