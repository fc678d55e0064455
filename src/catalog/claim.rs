//! `[[claim_step]]`, `[claim_within]`, `[exam_again_after]` and `[reminders]`: how and by when credits are claimed, when an exam may be
//! sat again, and when a program reminds of an expiry.

use super::{
    evidence::evidence,
    fields::Fields,
    values::{Value, day, number, text},
};
use crate::model::{ActivityKind, ClaimNeed, ClaimStep, Reminders, Superseded, Wait};

/// Reads every step, in order.
pub(super) fn steps(fields: &mut Fields<'_>) -> Vec<ClaimStep> {
    let needed = |value: Value<'_>| text::word(value, &[("always", false), ("manual", true)]);
    let needs = |value: Value<'_>| text::word(value, &ClaimNeed::ALL.map(|n| (n.word(), n)));
    fields.parts("claim_step", |fields| {
        let text = fields.required("text", text::plain);
        let manual = fields.required("needed", needed);
        let needs = fields.list("needs", needs);
        let superseded = fields.table("superseded", superseded);
        let evidence = evidence(fields);
        Some(ClaimStep {
            text: text?,
            manual: manual?,
            needs,
            superseded,
            evidence: evidence?,
        })
    })
}

fn superseded(fields: &mut Fields<'_>) -> Option<Superseded> {
    let kind = |value: Value<'_>| text::word(value, &ActivityKind::ALL.map(|k| (k.word(), k)));
    let on = fields.required("on", day::day);
    let kinds = fields.required_list("types", kind);
    let reason = fields.required("reason", text::plain);
    let evidence = evidence(fields);
    Some(Superseded {
        on: on?,
        kinds,
        reason: reason?,
        evidence: evidence?,
    })
}

/// Reads a rule that is a number of days.
pub(super) fn wait(fields: &mut Fields<'_>, key: &'static str) -> Option<Wait> {
    fields.table(key, |fields| {
        let days = fields.required("days", |value| number::whole(value, 1..=36_500));
        let note = fields.optional("note", text::plain);
        let evidence = evidence(fields);
        Some(Wait {
            days: days?,
            note,
            evidence: evidence?,
        })
    })
}

/// Reads when the program reminds of an expiry.
pub(super) fn reminders(fields: &mut Fields<'_>) -> Option<Reminders> {
    fields.table("reminders", |fields| {
        let years = fields.list("years", |value| number::whole(value, 1..=100));
        let days = fields.list("days", |value| number::whole(value, 1..=36_500));
        fields.optional("note", text::plain);
        let evidence = evidence(fields);
        Some(Reminders {
            years,
            days,
            evidence: evidence?,
        })
    })
}
