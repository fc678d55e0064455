//! `passes.toml` and `providers.toml`: subscriptions, and those who sell and teach.

use super::{
    entry::{Entry, Kind},
    evidence::{MOST_DAYS, evidence},
    fields::Fields,
    values::{number, price, text},
};
use crate::model::{Cost, Pass, Provider};

/// Reads one `[[pass]]`.
pub(super) fn read_pass(fields: Fields<'_>) -> Entry<'_, Pass> {
    fields.read(pass)
}

/// Reads one `[[provider]]`.
pub(super) fn read_provider(fields: Fields<'_>) -> Entry<'_, Provider> {
    fields.read(provider)
}

fn pass(fields: &mut Fields<'_>) -> Option<Pass> {
    let id = fields.id(Kind::Pass);
    let title = fields.required("title", text::plain);
    let provider = fields.required_ref(Kind::Provider, "provider");
    let cost = fields
        .optional("cost", price::cost)
        .unwrap_or(Cost::Unknown);
    let days = fields.optional("days", |value| number::whole(value, 1..=MOST_DAYS));
    let url = fields.optional("url", text::address);
    let note = fields.optional("note", text::plain);
    let evidence = evidence(fields);
    Some(Pass {
        id: id?,
        title: title?,
        provider: provider?,
        cost,
        days,
        vouchers: Vec::new(),
        url,
        note,
        evidence: evidence?,
    })
}

fn provider(fields: &mut Fields<'_>) -> Option<Provider> {
    let id = fields.id(Kind::Provider);
    let name = fields.required("name", text::plain);
    let url = fields.optional("url", text::address);
    for host in fields.items("hosts") {
        fields.declare(Kind::Host, Some(host));
    }
    let hosts = fields.required_list("hosts", text::host);
    let evidence = evidence(fields);
    Some(Provider {
        id: id?,
        name: name?,
        url,
        hosts,
        evidence: evidence?,
    })
}
