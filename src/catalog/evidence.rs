//! What most entries share: where a fact was read, how long a thing takes, and that it is gone.

use super::{
    entry::Kind,
    fields::Fields,
    values::{day, number, text},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Effort, Evidence, Withdrawal},
};

/// The most class days an entry may take, and the most days a term may last: a hundred years.
pub(super) const MOST_DAYS: u32 = 36_500;

/// `source`, `checked` and `undated`.
pub(super) fn evidence(fields: &mut Fields<'_>) -> Option<Evidence> {
    fields.refer_host("source");
    let source = fields.required("source", text::address);
    let checked = fields.required("checked", day::day);
    let undated = fields.optional("undated", text::flag).unwrap_or(false);
    Some(Evidence {
        source: source?,
        checked: checked?,
        undated,
    })
}

/// The address and the day of a fact that has both under names of its own, such as a fee; no `undated` is foreseen for it.
pub(super) fn dated(
    fields: &mut Fields<'_>,
    source: &'static str,
    checked: &'static str,
) -> Option<Evidence> {
    fields.refer_host(source);
    let source = fields.required(source, text::address);
    let checked = fields.required(checked, day::day);
    Some(Evidence {
        source: source?,
        checked: checked?,
        undated: false,
    })
}

/// `hours` or `days`, not both.
pub(super) fn effort(fields: &mut Fields<'_>) -> Option<Effort> {
    let hours = fields.optional("hours", number::hours);
    let days = fields.optional("days", |value| number::whole(value, 1..=MOST_DAYS));
    if fields.has("hours") && fields.has("days") {
        let finding =
            Diagnostic::error(Code::BothHoursAndDays, "`hours` and `days` are both given")
                .at(fields.file(), fields.span_of("days"), "this")
                .at(fields.file(), fields.span_of("hours"), "or this")
                .help("Keep the one that the page gives.");
        fields.report(finding);
    }
    hours.map(Effort::Hours).or(days.map(Effort::Days))
}

/// `withdrawn`, with the kind of thing that may take its place, if any.
pub(super) fn withdrawal(fields: &mut Fields<'_>, successor: Option<Kind>) -> Option<Withdrawal> {
    fields.table("withdrawn", |fields| {
        let on = fields.required("on", day::day);
        let reason = fields.required("reason", text::plain);
        let successor = successor.and_then(|kind| fields.optional_ref(kind, "successor"));
        Some(Withdrawal {
            on: on?,
            reason: reason?,
            successor,
        })
    })
}
