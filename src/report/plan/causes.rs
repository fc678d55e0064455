//! Why a route is short of exams: what keeps them out, where that can be said in a few words.

use super::Report;
use crate::{
    model::{Exam, Id},
    plan::{Missing, Planned, Reason, RouteResult},
};

/// Why exams are missing along a route, as the end of a sentence; nothing where none are, or where the limits keep out what counts.
pub(super) fn of_exams(
    report: &Report<'_>,
    planned: &Planned,
    route: &RouteResult,
    missing: &Missing,
) -> String {
    let classes = missing.exams.keys();
    let mut causes: Vec<&str> = classes
        .filter_map(|class| cause(report, planned, (class, wanted(route, class))))
        .collect();
    causes.dedup();
    match causes.as_slice() {
        [cause] => format!("; {cause}"),
        _ => String::new(),
    }
}

/// How many exams of a class a route wants.
fn wanted(route: &RouteResult, class: &Id) -> usize {
    let wanted = route.exams.get(class).copied().unwrap_or_default();
    usize::try_from(wanted).unwrap_or(usize::MAX)
}

/// What keeps the exams of a class out, so that not as many are left as are wanted.
fn cause(
    report: &Report<'_>,
    planned: &Planned,
    (class, wanted): (&Id, usize),
) -> Option<&'static str> {
    let class = report.program.program.exam_class(class)?;
    let exams = report.program.exams.values();
    let exams: Vec<&Exam> = exams.filter(|exam| class.admits(&exam.class)).collect();
    if exams.is_empty() {
        return Some("the catalogue has none");
    }
    let reason = |exam: &&Exam| {
        let mut left_out = planned.left_out.iter();
        left_out
            .find(|left| left.id == exam.id)
            .map(|left| &left.reason)
    };
    let reasons: Vec<&Reason> = exams.iter().filter_map(reason).collect();
    if exams.len() - reasons.len() >= wanted {
        return None;
    }
    let mut told: Vec<&str> = reasons.into_iter().map(words).collect();
    told.sort_unstable();
    told.dedup();
    match told.as_slice() {
        [cause] => Some(cause),
        _ => Some("see what was left out"),
    }
}

fn words(reason: &Reason) -> &'static str {
    match reason {
        Reason::PriceUnknown => "nobody gives a price",
        Reason::NoRate { .. } => "no rate into your currency is known",
        Reason::PurseTooSmall { .. } | Reason::PurseEnds { .. } => {
            "your learning credits do not pay for it"
        }
        Reason::HoursUnknown => "nobody says how long it takes",
        Reason::TooLate { .. }
        | Reason::OpensTooLate { .. }
        | Reason::BeginsTooEarly { .. }
        | Reason::Busy => "there is no time for it",
        Reason::Excluded | Reason::NotAsked => "you left it out",
        Reason::Taken => "you have sat it",
        Reason::Ended { .. } | Reason::Withdrawn { .. } | Reason::Stale { .. } => "it has ended",
        Reason::Prerequisite { .. }
        | Reason::NotOnRoute
        | Reason::NoCredits
        | Reason::CreditsUnknown => "see what was left out",
    }
}
