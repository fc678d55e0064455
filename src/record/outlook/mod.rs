//! A record at a glance, over all programs: how each certification stands, what is to be claimed, what lacks evidence, what is about to
//! end, what is overdue, and the one next step.
//!
//! All of it is values; [`crate::report`] puts them into words. Which files are there was asked before, for nothing here reads a disk.

mod ending;
mod next;

use std::collections::BTreeSet;

pub use ending::{Ending, EndingOf};
pub use next::{Next, Overdue};

use super::{
    ClaimState, Completion, Held, Record, Subject,
    claim::{self, Claim},
    standing::{HeldStanding, HeldState, Standing, Target, standing},
};
use crate::model::{Catalog, Certification, ClaimNeed, Date, Id, ProgramCatalog};

/// A record at a glance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outlook<'a> {
    /// The day it is looked at.
    pub today: Date,
    /// The record.
    pub record: &'a Record,
    /// The programs it has to do with, by id.
    pub programs: Vec<Part<'a>>,
    /// Certifications the catalogue does not have.
    pub strangers: Vec<&'a Held>,
    /// Completions of programs the catalogue does not have.
    pub adrift: Vec<&'a Completion>,
    /// What is about to end, the earliest first.
    pub endings: Vec<Ending<'a>>,
    /// What is overdue.
    pub overdue: Vec<Overdue>,
    /// The one next step.
    pub next: Next,
}

/// What a record comes to in one program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part<'a> {
    /// The program.
    pub program: &'a ProgramCatalog,
    /// How it stands.
    pub standing: Standing,
    /// The claims that are not settled and can bring something, the one to be settled first first.
    pub claims: Vec<Claim<'a>>,
    /// What counts now and lacks what a claim takes, by place in the record.
    pub lacking: Vec<(usize, BTreeSet<ClaimNeed>)>,
}

/// Looks at a record. `gone` are the completions, by place, whose evidence is named and not there.
pub fn outlook<'a>(
    record: &'a Record,
    catalog: &'a Catalog,
    gone: &BTreeSet<usize>,
    today: Date,
) -> Outlook<'a> {
    let programs = catalog.programs.values();
    let programs: Vec<Part<'a>> = programs
        .filter_map(|program| part(record, program, gone, today))
        .collect();
    let held = record.certifications.iter();
    let strangers = held.filter(|held| catalog.certification(held.id.as_str()).is_none());
    let completions = record.completions.iter();
    let adrift = completions.filter(|done| !catalog.programs.contains_key(&done.program));
    let overdue = next::overdue(record, &programs, today);
    let next = next::next(record, &programs, &overdue, today);
    Outlook {
        today,
        record,
        strangers: strangers.collect(),
        adrift: adrift.collect(),
        endings: ending::endings(record, &programs, today),
        programs,
        overdue,
        next,
    }
}

/// What the record comes to in a program; `None` where it has nothing to do with it.
fn part<'a>(
    record: &'a Record,
    program: &'a ProgramCatalog,
    gone: &BTreeSet<usize>,
    today: Date,
) -> Option<Part<'a>> {
    let standing = standing(record, program, today);
    let done = || record.completions.iter().enumerate();
    let of_program = || {
        let mine = done().filter(|(_, done)| done.program == program.program.id);
        mine.filter(|(_, done)| matches!(done.subject, Subject::Activity { .. }))
    };
    let is_empty = of_program().next().is_none()
        && !done().any(|(_, done)| done.program == program.program.id);
    if standing.certifications.is_empty() && is_empty {
        return None;
    }
    let claim =
        |place: usize, done: &Completion| claim::claim(place, done, program, gone.contains(&place));
    let is_open = |done: &Completion| {
        matches!(done.state, ClaimState::ToSubmit | ClaimState::Pending) && done.completed <= today
    };
    let open =
        of_program().filter(|(place, done)| is_open(done) && !standing.is_idle(*place, done));
    let mut claims: Vec<Claim<'a>> = open.map(|(place, done)| claim(place, done)).collect();
    let order = |claim: &Claim<'_>| {
        let done = record.completions.get(claim.place);
        (done.map(|done| done.state), claim.due, claim.place)
    };
    claims.sort_by_key(order);
    let counted: BTreeSet<usize> = standing
        .targets
        .iter()
        .flat_map(|target| target.counted.iter().copied())
        .collect();
    let counts = of_program().filter(|(place, _)| counted.contains(place));
    let lacking = counts.map(|(place, done)| (place, claim(place, done).lacks()));
    let lacking = lacking.filter(|(_, lacks)| !lacks.is_empty()).collect();
    Some(Part {
        program,
        standing,
        claims,
        lacking,
    })
}

impl<'a> Outlook<'a> {
    /// Whether there is nothing in the record to look at.
    pub fn is_empty(&self) -> bool {
        self.programs.is_empty() && self.strangers.is_empty() && self.adrift.is_empty()
    }

    /// A completion by its place in the record.
    pub fn completion(&self, place: usize) -> Option<&'a Completion> {
        self.record.completions.get(place)
    }
}

impl<'a> Part<'a> {
    /// The catalogue's entry of a certification.
    pub fn certification(&self, id: &Id) -> Option<&'a Certification> {
        let mut all = self.program.certifications.iter();
        all.find(|certification| certification.id == *id)
    }

    /// The certifications that are told: all but those the record has with a later cycle too.
    pub fn told(&self) -> impl Iterator<Item = &HeldStanding> {
        let held = self.standing.certifications.iter();
        held.filter(|held| held.state != HeldState::Replaced)
    }

    /// The certifications that renew with a target, the one that decides first.
    pub fn members(&self, target: &Target) -> Vec<&HeldStanding> {
        let all = &self.standing.certifications;
        let members = target.members.iter();
        members.filter_map(|place| all.get(*place)).collect()
    }
}
