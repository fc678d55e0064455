//! Decides: which activities, exams and passes renew a certification for the least.
//!
//! [`cheapest`] is the front door. Behind it the flow is straight: `eligible` says what counts today and why the rest does not,
//! `problem` turns that into numbers, `search` finds the best choice and proves it (with `knapsack` for all that is a sum, and `dates`
//! for the aims that are none), `schedule` lays it out in days, `assemble` puts it back into the field's words. `conclude` makes the
//! answer of it: `explain` says what is missing and what would help, `alternatives` and `front` find what else could be done, `why_not`
//! says why something is not in the plan, `sensitivity` whether the plan would change if a figure were wrong. `watch` ends all of it
//! when the time is over.
//! `today` is an argument; nothing here reads a clock, a file or a terminal, and nothing here writes a sentence: reasons and warnings
//! are values that [`crate::report`] puts into words.

mod alternatives;
mod assemble;
mod calendar;
mod case;
mod conclude;
mod containing;
mod dates;
mod deeds;
mod demand;
mod eligible;
mod explain;
mod front;
mod halving;
mod items;
mod knapsack;
mod length;
mod outcome;
mod payment;
mod period;
mod places;
mod problem;
mod question;
mod schedule;
mod search;
mod sensitivity;
mod sequence;
mod solve;
mod taken;
mod thing;
mod watch;
mod weight;
mod why_not;
mod years;

use case::Case;
pub use outcome::{
    Alternative, Answer, Barrier, Effect, Extent, Figure, FilterPart, Further, Item, ItemKind,
    LeftOut, Limit, Margin, Missing, Outcome, Pace, PaceSource, Plan, Planned, Proof, Reason,
    Relaxation, RouteOutcome, RouteResult, Sensitivity, Shortfall, Swing, Turn, Verdict, Warning,
    WhyNot,
};
pub use question::Question;
pub use watch::Cause;
use watch::Watch;

use crate::model::{Certification, Date, Minutes, Need, ProgramCatalog};

/// The cheapest way to renew `certification` for a holder with `need`, asked on `today`: the plan that [`answer`] gives, and nothing
/// of what else could be done, which takes some times as long to find.
pub fn cheapest(
    program: &ProgramCatalog,
    certification: &Certification,
    need: &Need,
    today: Date,
) -> Answer {
    decide(program, certification, need, None, today)
}

/// The best way to renew `certification` for a holder with `need`, asked on `today`, and what else the question asks for.
///
/// The answer is exact: no combination of what counts today costs less, and of those that cost the same none is better by the further
/// aims (learning credits, no exam, no unknown length, hours, number of items, surplus, freshness, id; [`Need::prefer`] puts others
/// first). When no route can be closed it says what is missing and which single changes would help.
///
/// One thing is taken as settled rather than searched: a pass is bought once at most.
pub fn answer(
    program: &ProgramCatalog,
    certification: &Certification,
    need: &Need,
    question: &Question<'_>,
    today: Date,
) -> Answer {
    decide(program, certification, need, Some(question), today)
}

fn decide(
    program: &ProgramCatalog,
    certification: &Certification,
    need: &Need,
    question: Option<&Question<'_>>,
    today: Date,
) -> Answer {
    let level = program.program.level(&certification.level);
    let watch = Watch::new(question.map_or(&|| false, |question| question.stop));
    let outcome = match level {
        _ if certification.is_retired(today) => Outcome::Retired,
        None => Outcome::NoRoute,
        Some(level) if level.routes.is_empty() => Outcome::NoRoute,
        Some(_) if need.expires.is_some_and(|expires| expires <= today) => Outcome::Expired,
        Some(level) => conclude::outcome(
            Case {
                program,
                level,
                need,
                today,
                horizon: None,
                must: None,
                watch: &watch,
            },
            question,
        ),
    };
    Answer {
        today,
        certification: certification.id.clone(),
        level: certification.level.clone(),
        covers: level.map(|level| level.covers.clone()).unwrap_or_default(),
        expires: need.expires,
        deadline: deadline(need),
        have: need.have,
        outcome,
    }
}

/// The last safe day: the day before the expiry, for the official texts disagree on whether the day itself still counts.
fn deadline(need: &Need) -> Option<Date> {
    need.expires.and_then(|expires| expires.pred_opt())
}

/// A sum of study as a length of time.
fn minutes(study: u64) -> Minutes {
    Minutes::of_many(study)
}
