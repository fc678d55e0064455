//! Claims that are not settled, and evidence that is missing.

use std::collections::BTreeSet;

use super::{days, title, when};
use crate::{
    model::ClaimNeed,
    record::{
        ClaimState, Completion,
        claim::Claim,
        outlook::{Outlook, Part},
    },
    report::{Style, clean, words},
};

/// A sentence a claim.
pub(super) fn sentences(outlook: &Outlook<'_>, part: &Part<'_>, style: Style) -> Vec<String> {
    let claims = part.claims.iter();
    let told = claims.filter_map(|claim| {
        let completion = outlook.completion(claim.place)?;
        Some(sentence(outlook, claim, completion, style))
    });
    told.collect()
}

/// The same, each with the id to claim it by.
pub(super) fn listed(outlook: &Outlook<'_>, part: &Part<'_>, style: Style) -> Vec<String> {
    let claims = part.claims.iter();
    let told = claims.filter_map(|claim| {
        let completion = outlook.completion(claim.place)?;
        let sentence = sentence(outlook, claim, completion, style);
        Some(format!("`{}`: {sentence}", completion.id()))
    });
    told.collect()
}

fn sentence(
    outlook: &Outlook<'_>,
    claim: &Claim<'_>,
    completion: &Completion,
    style: Style,
) -> String {
    let what = format!(
        "{}, {}, completed on {}",
        title(completion, style),
        words::credits(completion.credits()),
        completion.completed
    );
    if completion.state == ClaimState::Pending {
        return format!("{what}: submitted, and not validated yet.");
    }
    let by = claim
        .due
        .map(|due| format!("by {}", when(due, outlook.today)));
    match (claim.posts_by_itself().is_some(), by) {
        (true, Some(by)) => format!("{what}: posts by itself; if it has not, submit it {by}."),
        (true, None) => format!("{what}: posts by itself."),
        (false, Some(by)) => format!("{what}: to submit {by}."),
        (false, None) => format!("{what}: to submit."),
    }
}

/// What is to be known of the day to claim by: the rule is of an earlier time.
pub(super) fn rule(part: &Part<'_>, outlook: &Outlook<'_>) -> String {
    let is_open = |claim: &Claim<'_>| {
        let done = outlook.completion(claim.place);
        done.is_some_and(|done| done.state == ClaimState::ToSubmit)
    };
    let within = part.program.program.claim_within.as_ref();
    let Some(within) = within.filter(|_| part.claims.iter().any(is_open)) else {
        return String::new();
    };
    let rule = format!("Claims are due within {}.", days(within.days.into()));
    match &within.note {
        Some(note) => format!("{rule} {}", clean(note)),
        None => rule,
    }
}

/// What lacks evidence, a sentence each.
pub(super) fn lacking(outlook: &Outlook<'_>, part: &Part<'_>, style: Style) -> Vec<String> {
    let lacking = part.lacking.iter();
    let told = lacking.filter_map(|(place, lacks)| {
        let completion = outlook.completion(*place)?;
        Some(format!(
            "{}: {}.",
            title(completion, style),
            lacks_words(lacks, completion)
        ))
    });
    told.collect()
}

/// What is lacking, in words: `no certificate number, and the file is not there`.
pub(in crate::report) fn lacks_words(
    lacks: &BTreeSet<ClaimNeed>,
    completion: &Completion,
) -> String {
    let word = |need: &ClaimNeed| match (need, &completion.evidence) {
        (ClaimNeed::Title, _) => "no title".to_owned(),
        (ClaimNeed::Started, _) => "no first day".to_owned(),
        (ClaimNeed::Completed, _) => "no last day".to_owned(),
        (ClaimNeed::Certificate, _) => "no certificate number".to_owned(),
        (ClaimNeed::Evidence, None) => "no certificate file".to_owned(),
        (ClaimNeed::Evidence, Some(path)) => format!("`{}` is not there", clean(path)),
    };
    words::list(&lacks.iter().map(word).collect::<Vec<_>>())
}
