//! `[[certification]]`: what she holds or held.

use super::values::own_words;
use crate::{
    diagnostic::Code,
    reading::{
        entry::Kind,
        fields::Fields,
        values::{Fault, day},
    },
    record::Held,
};

/// Reads one `[[certification]]`.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<Held> {
    fields.refer(Kind::Certification, fields.value_of("id"));
    let id = fields.id(Kind::Certification);
    let earned = fields.optional("earned", day::day);
    let expires = fields.optional("expires", day::day);
    if let Some((earned, _)) = earned.zip(expires).filter(|(from, to)| to <= from) {
        let fault = Fault::new(Code::BadDate, "is not after `earned`");
        let fault = fault.label(format!("it was earned on {earned}"));
        fields.fault("expires", fields.span_of("expires"), fault);
    }
    let note = fields.optional("note", own_words);
    Some(Held {
        id: id?,
        earned,
        expires,
        note,
    })
}
