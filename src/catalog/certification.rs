//! `certifications.toml`: a certification or a family of them.

use super::{
    entry::{Entry, Kind},
    evidence::evidence,
    fields::Fields,
    values::{day, text},
};
use crate::model::{Alias, Certification, Retirement};

/// Reads one `[[certification]]`.
pub(super) fn read(fields: Fields<'_>) -> Entry<'_, Certification> {
    fields.read(certification)
}

fn certification(fields: &mut Fields<'_>) -> Option<Certification> {
    let id = fields.id(Kind::Certification);
    let name = fields.required("name", text::plain);
    let level = fields.required_ref(Kind::Level, "level");
    let any_of = fields.refs(Kind::Certification, "any_of");
    let aliases = aliases(fields);
    let retired = retirement(fields);
    let note = fields.optional("note", text::plain);
    let evidence = evidence(fields);
    Some(Certification {
        id: id?,
        name: name?,
        level: level?,
        any_of,
        aliases,
        retired,
        note,
        evidence: evidence?,
    })
}

fn aliases(fields: &mut Fields<'_>) -> Vec<Alias> {
    fields.parts("aliases", |fields| {
        let name = fields.name(Kind::Certification, "name");
        let until = fields.optional("until", day::day);
        Some(Alias { name: name?, until })
    })
}

fn retirement(fields: &mut Fields<'_>) -> Option<Retirement> {
    fields.table("retired", |fields| {
        let on = fields.optional("on", day::day);
        let reason = fields.required("reason", text::plain);
        Some(Retirement {
            on,
            reason: reason?,
        })
    })
}
