//! `program.toml`: the rules of a renewal scheme. One fault in it leaves the whole program out: half a rule is no rule.

use toml::{Spanned, de::DeTable};

use super::{
    category, claim, class,
    entry::{Entry, Kind},
    evidence::evidence,
    fields::Fields,
    level,
    values::{Value, number, price, text},
};
use crate::model::{Estimates, Freshness, Program};

/// Reads the whole file.
pub(super) fn read<'t>(file: usize, document: &'t Spanned<DeTable<'t>>) -> Entry<'t, Program> {
    Fields::root(file, document).read(program)
}

fn program(fields: &mut Fields<'_>) -> Option<Program> {
    let id = fields.id(Kind::Program);
    let name = fields.required("name", text::plain);
    let unit = fields.required("unit", text::plain);
    let url = fields.required("url", text::address);
    let after_expiry = fields.optional("after_expiry", text::plain);
    let renews_from_completion = fields.optional("renews_from_completion", text::flag);
    let currency = fields.required("currency", price::currency);
    let topics = topics(fields);
    let note = fields.optional("note", text::plain);
    let evidence = evidence(fields);
    let freshness = freshness(fields);
    let estimates = estimates(fields);
    let exam_classes = class::read_all(fields);
    let categories = category::read_all(fields);
    let levels = level::read_all(fields, (&categories, &exam_classes));
    let claim_steps = claim::steps(fields);
    let claim_within = claim::wait(fields, "claim_within");
    let exam_again_after = claim::wait(fields, "exam_again_after");
    let reminders = claim::reminders(fields);
    Some(Program {
        id: id?,
        name: name?,
        unit: unit?,
        url: url?,
        after_expiry,
        renews_from_completion: renews_from_completion.unwrap_or(false),
        currency: currency?,
        topics,
        note,
        evidence: evidence?,
        freshness: freshness?,
        estimates: estimates?,
        exam_classes,
        categories,
        levels,
        claim_steps,
        claim_within,
        exam_again_after,
        reminders,
    })
}

fn topics(fields: &mut Fields<'_>) -> Vec<String> {
    for item in fields.items("topics") {
        fields.declare(Kind::Topic, Some(item));
    }
    let topics = fields.list("topics", text::id);
    topics.iter().map(ToString::to_string).collect()
}

fn freshness(fields: &mut Fields<'_>) -> Option<Freshness> {
    let days = |value: Value<'_>| number::whole(value, 1..=36_500);
    fields.required_table("freshness", |fields| {
        let offer = fields.required("offer", days);
        let offering = fields.required("offering", days);
        let price = fields.required("price", days);
        let rule = fields.required("rule", days);
        fields.optional("note", text::plain);
        Some(Freshness {
            offer: offer?,
            offering: offering?,
            price: price?,
            rule: rule?,
        })
    })
}

fn estimates(fields: &mut Fields<'_>) -> Option<Estimates> {
    fields.required_table("estimates", |fields| {
        let hours_per_credit = fields.required("hours_per_credit", number::hours_per_credit);
        let per_day = fields.required("hours_per_day", number::hours_per_day);
        let note = fields.optional("note", text::plain);
        let evidence = evidence(fields);
        Some(Estimates {
            hours_per_credit: hours_per_credit?,
            per_day: per_day?,
            note,
            evidence: evidence?,
        })
    })
}
