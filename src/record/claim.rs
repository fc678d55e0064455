//! How far the claim of a completion has come: which steps it still takes, what of it is ready, and by when.

use std::collections::BTreeSet;

use super::{ClaimState, Completion};
use crate::model::{ActivityKind, ClaimNeed, ClaimStep, Date, ProgramCatalog, Superseded};

/// The claim of a completion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claim<'c> {
    /// The place of the completion in the record.
    pub place: usize,
    /// Every step of the program, in order.
    pub steps: Vec<Step<'c>>,
    /// The last day to claim it on; `None`: nobody says.
    pub due: Option<Date>,
}

/// A step of a claim, and what of it is missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step<'c> {
    /// The step.
    pub step: &'c ClaimStep,
    /// Why it is not needed here; `None`: it is.
    pub superseded: Option<&'c Superseded>,
    /// What it takes and is not in the record.
    pub lacks: BTreeSet<ClaimNeed>,
}

/// The claim of something that was completed. `is_gone` says that the file named as evidence is not there.
pub fn claim<'c>(
    place: usize,
    completion: &Completion,
    program: &'c ProgramCatalog,
    is_gone: bool,
) -> Claim<'c> {
    let kind = program.activities.get(completion.id()).map(|a| a.kind);
    let steps = program.program.claim_steps.iter();
    Claim {
        place,
        steps: steps
            .map(|step| step_of(step, completion, kind, is_gone))
            .collect(),
        due: program
            .program
            .claim_within
            .as_ref()
            .and_then(|within| within.after(completion.completed)),
    }
}

fn step_of<'c>(
    step: &'c ClaimStep,
    completion: &Completion,
    kind: Option<ActivityKind>,
    is_gone: bool,
) -> Step<'c> {
    let is_lacking = |need: &ClaimNeed| match need {
        ClaimNeed::Title | ClaimNeed::Completed => false,
        ClaimNeed::Started => completion.started.is_none(),
        ClaimNeed::Certificate => completion.certificate.is_none(),
        ClaimNeed::Evidence => completion.evidence.is_none() || is_gone,
    };
    Step {
        step,
        superseded: kind.and_then(|kind| step.superseded_for(kind, completion.completed)),
        lacks: step.needs.iter().copied().filter(is_lacking).collect(),
    }
}

impl<'c> Claim<'c> {
    /// Why nothing needs to be submitted: every step that is only there for what does not post by itself is needed no longer.
    pub fn posts_by_itself(&self) -> Option<&'c Superseded> {
        let mut manual = self.steps.iter().filter(|step| step.step.manual);
        let first = manual.next()?.superseded?;
        manual
            .all(|step| step.superseded.is_some())
            .then_some(first)
    }

    /// What the steps take and the record lacks.
    pub fn lacks(&self) -> BTreeSet<ClaimNeed> {
        let steps = self.steps.iter();
        steps.flat_map(|step| step.lacks.iter().copied()).collect()
    }

    /// The state a claim passes into once the steps of this one are done; `None`: it has come as far as it can.
    pub fn next(&self, state: ClaimState) -> Option<ClaimState> {
        match state {
            ClaimState::ToSubmit if self.posts_by_itself().is_some() => Some(ClaimState::Earned),
            ClaimState::ToSubmit => Some(ClaimState::Pending),
            ClaimState::Pending => Some(ClaimState::Earned),
            ClaimState::Earned | ClaimState::Rejected => None,
        }
    }

    /// Whether the day to claim it by is past, and it was not submitted.
    pub fn is_overdue(&self, state: ClaimState, today: Date) -> bool {
        state == ClaimState::ToSubmit && self.due.is_some_and(|due| due < today)
    }
}
