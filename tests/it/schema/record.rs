//! `record.toml`: what a holder holds and completed. Her own file, not one of the catalogue.

use schemars::JsonSchema;

use super::value::{
    ClaimState, Clc, Credits, Currency, Day, Id, OwnWords, Rates, RecordFormat, Spell, Weekly,
};

/// What a holder holds, completed and reckons with.
#[derive(JsonSchema)]
#[schemars(title = "Record", deny_unknown_fields)]
pub(super) struct Record {
    /// The number of this form.
    format: RecordFormat,
    /// Activities and exams done in earlier cycles, which earn nothing again.
    taken: Option<Vec<Id>>,
    /// What every plan reckons with unless a flag says otherwise.
    defaults: Option<Defaults>,
    /// Subscriptions.
    pass: Option<Vec<Pass>>,
    /// What is held.
    certification: Option<Vec<Certification>>,
    /// What was completed.
    completion: Option<Vec<Completion>>,
}

/// What every plan reckons with unless a flag says otherwise.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("dependencies" = { "clc_until": ["clc"] }))]
struct Defaults {
    /// The currency of plans.
    currency: Option<Currency>,
    /// What one unit of another currency is worth in it.
    rates: Option<Rates>,
    /// Study time in a week.
    hours_per_week: Option<Weekly>,
    /// Days without study, such as `2026-12-20..2027-01-03`.
    busy: Option<Vec<Spell>>,
    /// Cisco Learning Credits: money, not CE credits.
    clc: Option<Clc>,
    /// The last day they can be used.
    clc_until: Option<Day>,
}

/// A subscription that is held.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Pass {
    /// Its id in the catalogue.
    id: Id,
    /// The last day of its term.
    until: Option<Day>,
}

/// A certification that is held, in one cycle.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Certification {
    /// Any of its names in the catalogue.
    id: Id,
    /// The day it was earned or last renewed.
    earned: Option<Day>,
    /// The day it expires.
    expires: Option<Day>,
    /// Anything else.
    note: Option<OwnWords>,
}

/// An activity that was completed, or an exam that was passed.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("oneOf" = [
    { "required": ["activity", "credits"], "not": { "anyOf": [{ "required": ["exam"] }, { "required": ["class"] }] } },
    { "required": ["exam", "class"], "not": { "anyOf": [
        { "required": ["activity"] },
        { "required": ["offering"] },
        { "required": ["course"] },
        { "required": ["version"] },
        { "required": ["credits"] },
        { "required": ["category"] }
    ] } }
]))]
struct Completion {
    /// The activity, by its id in the catalogue.
    activity: Option<Id>,
    /// The exam, by its number.
    exam: Option<Id>,
    /// The program it belongs to.
    program: Id,
    /// Its official title on the day of completion.
    title: OwnWords,
    /// The way it was taken.
    offering: Option<Id>,
    /// The course it is a version of.
    course: Option<OwnWords>,
    /// Its version.
    version: Option<OwnWords>,
    /// The CE credits it earned.
    credits: Option<Credits>,
    /// The category its credits count in.
    category: Option<Id>,
    /// The class the exam counts as.
    class: Option<Id>,
    /// The day it was begun.
    started: Option<Day>,
    /// The day it was completed or passed.
    completed: Day,
    /// What became of the claim.
    state: Option<ClaimState>,
    /// The certificate's number: the validation code of a claim.
    certificate: Option<OwnWords>,
    /// Where the certificate is kept.
    evidence: Option<OwnWords>,
    /// Anything else.
    note: Option<OwnWords>,
}
