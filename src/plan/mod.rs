//! Decides: which activities, exams and passes renew a certification for the least.
//!
//! [`cheapest`] is the front door. Behind it the flow is straight: [`eligible`] says what counts today and why the rest does not,
//! [`problem`] turns that into integers, [`search`] finds the best choice and proves it, [`schedule`] lays it out in days,
//! [`explain`] says what is missing and what would help. `today` is an argument; nothing here reads a clock, a file or a terminal,
//! and nothing here writes a sentence: reasons and warnings are values that [`crate::report`] puts into words.

mod outcome;

pub use outcome::{
    Answer, Item, ItemKind, LeftOut, Length, Missing, Outcome, Pace, PaceSource, Plan, Planned,
    Reason, Relaxation, RouteOutcome, RouteResult, Shortfall, Warning,
};

use crate::model::{Certification, Date, Need, ProgramCatalog};

/// The cheapest way to renew `certification` for a holder with `need`, asked on `today`.
pub fn cheapest(
    program: &ProgramCatalog,
    certification: &Certification,
    need: &Need,
    today: Date,
) -> Answer {
    let deadline = need.expires.and_then(|day| day.pred_opt());
    let level = program.program.level(&certification.level);
    Answer {
        today,
        certification: certification.id.clone(),
        level: certification.level.clone(),
        covers: level.map(|level| level.covers.clone()).unwrap_or_default(),
        expires: need.expires,
        deadline,
        have: need.have,
        outcome: Outcome::NoRoute,
    }
}
