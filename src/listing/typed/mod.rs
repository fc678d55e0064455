//! What a text means: a value of the model, or what is wrong with it. Nothing is guessed; what is not understood whole is not understood.

mod address;
mod credits;
mod dates;
mod hours;
mod money;
mod number;
mod text;

pub(super) use address::leads_to;

use super::{Field, Page, Problem, Source, Value, source::Type};

/// What a text is read with.
pub(super) struct Context<'a> {
    pub(super) source: &'a Source,
    pub(super) page: &'a Page,
    /// From where the links of the page lead.
    pub(super) base: &'a str,
    pub(super) field: Field,
}

/// The value of a text; `Ok(None)` where it says that there is none.
pub(super) fn typed(
    context: &Context<'_>,
    kind: &Type,
    text: &str,
) -> Result<Option<Value>, Problem> {
    if !matches!(kind, Type::Address { .. }) && says_nothing(text) {
        return Ok(None);
    }
    let decimal = context.source.decimal;
    let forms = dates::Forms {
        listed: &context.source.dates,
        zone: context.source.timezone,
        seen: context.page.retrieved,
    };
    match kind {
        Type::Text => text::text(context.field, text).map(Some),
        Type::Credits => credits::credits(text, decimal).map(Some),
        Type::Hours {
            unit,
            day,
            most_days,
        } => {
            let length = hours::Length {
                unit: *unit,
                day: *day,
                most_days: *most_days,
            };
            hours::hours(text, decimal, &length).map(Some)
        }
        Type::Money { currency, free } => money::money(text, decimal, *currency, free).map(Some),
        Type::Day => dates::day(text, forms).map(Some),
        Type::RangeStart => dates::first(text, forms).map(Some),
        Type::RangeEnd => dates::last(text, forms).map(Some),
        Type::Address { keep_query } => address::address(text, context.base, keep_query).map(Some),
        Type::Count => number::count(text).map(Some),
    }
}

/// Whether a text is what tables write into an empty cell.
fn says_nothing(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    matches!(
        text.as_str(),
        "" | "-" | "–" | "—" | "--" | "n/a" | "na" | "none" | "tbd" | "tba" | "k. a." | "k.a."
    )
}

fn unreadable(why: impl Into<String>) -> Problem {
    Problem::Unreadable(why.into())
}

fn implausible(why: impl Into<String>) -> Problem {
    Problem::Implausible(why.into())
}
