//! `[source.expect]`: the contract.

use super::{
    Expect, Kind, Rule, declared,
    values::{bounded, duration, part},
};
use crate::{
    diagnostic::{Code, Diagnostic, clean},
    listing::Field,
    reading::{
        fields::Fields,
        values::{Fault, Value, text, wrong_type},
    },
};

/// No listing of courses has more rows.
const MOST_ROWS: u32 = 50_000;
const A_DAY: u64 = 24 * 60 * 60;

/// What must hold.
pub(super) fn expect(fields: &mut Fields<'_>, kind: Kind) -> Option<Expect> {
    fields.required_table("expect", |table| {
        let headers = match kind {
            Kind::Csv => table.required_list("headers", text::plain),
            Kind::HtmlTable => table.list("headers", text::plain),
            _ => Vec::new(),
        };
        let rows = table.required("rows", range);
        let allow_empty = table
            .optional("allow_empty", text::flag)
            .unwrap_or_default();
        let fall = table.optional("fall", part).unwrap_or(50);
        let required = table.required_list("required", declared::field);
        let coverage = coverage(table);
        let changes_every = table.optional("changes_every", |value| {
            duration(value, A_DAY, 3660 * A_DAY)
        });
        let changes_every =
            changes_every.and_then(|every| u32::try_from(every.as_secs() / A_DAY).ok());
        let end = table.optional("end", text::plain);
        Some(Expect {
            headers: headers
                .iter()
                .map(|name| clean(name).to_lowercase())
                .collect(),
            rows: rows?,
            allow_empty,
            fall,
            required,
            coverage,
            changes_every,
            end,
        })
    })
}

/// The fewest and the most rows, as `[1, 60]`.
fn range(value: Value<'_>) -> Result<(usize, usize), Fault> {
    let items = value.get_ref().as_array().ok_or_else(|| {
        wrong_type(
            value,
            "a list of the fewest and the most, such as `[1, 60]`",
        )
    })?;
    let fault = || {
        Fault::new(Code::BadNumber, "is no range")
            .label("it is the fewest and the most rows, such as `[1, 60]`")
    };
    let mut numbers = Vec::new();
    for item in items {
        let number = bounded(item, 0..=MOST_ROWS)?;
        numbers.push(usize::try_from(number).map_err(|_| fault())?);
    }
    match numbers.as_slice() {
        [least, most] if least <= most && *most > 0 => Ok((*least, *most)),
        _ => Err(fault()),
    }
}

fn coverage(table: &mut Fields<'_>) -> Vec<(Field, u32)> {
    let given = table.table("coverage", |parts| {
        let parts = Field::ALL
            .iter()
            .filter_map(|field| Some((*field, parts.optional(field.word(), part)?)));
        Some(parts.collect())
    });
    given.unwrap_or_default()
}

/// What is required or covered must be read at all.
pub(super) fn is_read(fields: &mut Fields<'_>, expect: &Expect, rules: &[(Field, Rule)]) {
    let covered = expect.coverage.iter().map(|(field, _)| field);
    for field in expect.required.iter().chain(covered) {
        if !rules.iter().any(|(read, _)| read == field) {
            let finding = Diagnostic::error(
                Code::UnknownReference,
                format!("the contract asks for `{field}`, which no field reads"),
            )
            .at(fields.file(), fields.span_of("expect"), "")
            .help(format!("Add `{field}` to `[source.fields]`."));
            fields.report(finding);
        }
    }
}
