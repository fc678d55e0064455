//! The file of a record, as text, to what it says.
//!
//! One fault anywhere and there is no record: half of what she completed would be a wrong answer to every question. All faults are told at
//! their places. What the catalogue does not know is told too, and counts all the same: the facts of its day stand beside it.

mod completion;
mod defaults;
mod held;
mod names;
mod values;

pub(super) use values::spell_of;

use toml::{Spanned, de::DeTable};

use super::{FORMAT, Record};
use crate::{
    diagnostic::{self, Code, Diagnostic, Sources},
    model::Catalog,
    reading::{entry::Kind, fields::Fields, syntax, values::number},
};

/// The form a holder may have written by hand before there was a `format`: what the catalogue knows of a completion may be left out.
pub(super) const BY_HAND: u32 = 0;

/// The highest number a `format` may have.
const MOST_FORMATS: u32 = 1_000_000;

/// Reads the first file as a record. Facts that a file of the form before the first leaves out come from the catalogue; a name that the
/// catalogue does not have is a warning.
///
/// `None` as soon as there is an error among the findings.
pub fn read(sources: &Sources, catalog: &Catalog) -> (Option<Record>, Vec<Diagnostic>) {
    let document = match syntax::parse(sources, 0) {
        Ok(document) => document,
        Err(findings) => return (None, findings),
    };
    let format = match format(&document) {
        Ok(format) => format,
        Err(findings) => return (None, findings),
    };
    let mut spans = names::Spans::default();
    let entry = Fields::root(0, &document).read(|fields| {
        fields.expect(&["format"]);
        let from = (format == BY_HAND).then_some(catalog);
        Some(whole(fields, from, &mut spans))
    });
    let mut findings = entry.findings;
    findings.extend(names::twice(&entry.names, &spans));
    let own = entry
        .value
        .as_ref()
        .map(|record| names::own(record, catalog));
    let own = own.unwrap_or_default();
    findings.extend(names::strangers(&entry.references, &own, catalog));
    diagnostic::sort(&mut findings);
    let sound = !findings.iter().any(Diagnostic::is_error);
    (entry.value.filter(|_| sound), findings)
}

/// Whether the first file is a record of a form that this program does not know yet.
pub fn is_newer(sources: &Sources) -> bool {
    let Ok(document) = syntax::parse(sources, 0) else {
        return false;
    };
    let value = document.get_ref().get("format");
    let format = value.and_then(|value| number::whole(value, BY_HAND..=MOST_FORMATS).ok());
    format.is_some_and(|format| format > FORMAT)
}

/// The number of its form. A newer one is told before anything else, as its keys may be unknown here.
fn format(document: &Spanned<DeTable<'_>>) -> Result<u32, Vec<Diagnostic>> {
    let Some(value) = document.get_ref().get("format") else {
        return Ok(BY_HAND);
    };
    match number::whole(value, BY_HAND..=MOST_FORMATS) {
        Ok(format) if format <= FORMAT => Ok(format),
        Ok(format) => {
            let message =
                format!("the record is of format {format}, newer than this program reads");
            let label = format!("this program reads up to {FORMAT}");
            let finding = Diagnostic::error(Code::BadNumber, message)
                .at(0, value.span(), label)
                .help("Get a newer `finder`. This one leaves the file as it is.");
            Err(vec![finding])
        }
        Err(fault) => Err(vec![fault.into_diagnostic("format", 0, value.span())]),
    }
}

fn whole(fields: &mut Fields<'_>, from: Option<&Catalog>, spans: &mut names::Spans) -> Record {
    let taken = fields.refs(Kind::Activity, "taken");
    let defaults = defaults::read(fields);
    let certifications = fields.parts("certification", |part| {
        let held = held::read(part)?;
        spans.certification(&held, part);
        Some(held)
    });
    let completions = fields.parts("completion", |part| {
        let completion = completion::read(part, from)?;
        spans.completion(&completion, part);
        Some(completion)
    });
    Record {
        certifications,
        completions,
        taken,
        defaults,
    }
}
