//! What is overdue, and the one next step.

use super::Part;
use crate::{
    model::{Date, Id},
    record::{
        ClaimState, Record,
        standing::{HeldStanding, HeldState, Target},
    },
};

/// Something that should have happened already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Overdue {
    /// A completion, by its place in the record, was not claimed in time.
    Claim {
        /// Its place.
        place: usize,
        /// The last day to claim it on.
        due: Date,
    },
    /// A certification expired, and nothing says that it was renewed.
    Expired {
        /// Its id.
        id: Id,
        /// The day.
        on: Date,
    },
    /// A year of a cycle is over, and too little was earned in it.
    Year {
        /// The certification that decides.
        id: Id,
        /// The last day of that year.
        last: Date,
    },
}

/// The one next step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Next {
    /// Say what is held: nothing is yet.
    Begin,
    /// Claim a completion, by its place in the record.
    Claim(usize),
    /// Write down a renewal that follows from the record.
    WriteDown {
        /// The certification.
        id: Id,
        /// The day it was renewed.
        on: Date,
    },
    /// Say whether a certification was renewed together with a higher one.
    AskRenewed {
        /// The certification.
        id: Id,
        /// The higher one.
        with: Id,
        /// The day from which the record has that one.
        on: Date,
    },
    /// Say when a certification was earned.
    SayWhen(Id),
    /// Plan what is missing.
    Plan(Id),
    /// See whether a claim was validated, by its place in the record.
    Look(usize),
    /// Start again: all that was held has expired.
    StartAgain(Id),
    /// Nothing.
    Nothing,
}

/// What is overdue, claims first.
pub(super) fn overdue(record: &Record, parts: &[Part<'_>], today: Date) -> Vec<Overdue> {
    let claims = parts.iter().flat_map(|part| &part.claims);
    let claims = claims.filter_map(|claim| {
        let state = record.completions.get(claim.place)?.state;
        let (place, due) = (claim.place, claim.due?);
        claim
            .is_overdue(state, today)
            .then_some(Overdue::Claim { place, due })
    });
    let expired = parts.iter().flat_map(Part::told).filter_map(|held| {
        let is_lost = held.state == HeldState::Expired && held.covered_since.is_none();
        let id = held.id.clone();
        let on = held.cycle.expires.filter(|_| is_lost)?;
        Some(Overdue::Expired { id, on })
    });
    let years = parts.iter().flat_map(|part| {
        let targets = part.standing.targets.iter();
        targets.flat_map(move |target| missed_years(part, target, today))
    });
    claims.chain(expired).chain(years).collect()
}

fn missed_years(part: &Part<'_>, target: &Target, today: Date) -> Vec<Overdue> {
    let Some(lead) = part.standing.lead(target) else {
        return Vec::new();
    };
    let years = target.tally.years.iter();
    let missed = years.filter(|year| year.last < today && year.had < year.wanted);
    missed
        .map(|year| Overdue::Year {
            id: lead.id.clone(),
            last: year.last,
        })
        .collect()
}

/// The one next step: what is late, then what the rest depends on, then what is to be claimed and done, and last what the record could say.
pub(super) fn next(record: &Record, parts: &[Part<'_>], overdue: &[Overdue], today: Date) -> Next {
    if parts.is_empty() {
        return Next::Begin;
    }
    let late = overdue.iter().find_map(|overdue| match overdue {
        Overdue::Claim { place, .. } => Some(Next::Claim(*place)),
        Overdue::Expired { .. } | Overdue::Year { .. } => None,
    });
    let held = || parts.iter().flat_map(Part::told);
    let leads = || {
        parts.iter().flat_map(|part| {
            let targets = part.standing.targets.iter();
            targets.filter_map(|target| part.standing.lead(target))
        })
    };
    let to_claim = || open(record, parts, ClaimState::ToSubmit).map(Next::Claim);
    let to_look_at = || open(record, parts, ClaimState::Pending).map(Next::Look);
    let begin = || {
        let mut all = parts.iter();
        all.all(|part| part.standing.certifications.is_empty())
            .then_some(Next::Begin)
    };
    late.or_else(|| leads().find_map(unwritten))
        .or_else(|| parts.iter().find_map(undated))
        .or_else(to_claim)
        .or_else(|| urgent(parts))
        .or_else(to_look_at)
        .or_else(|| held().find_map(unwritten))
        .or_else(|| held().find_map(ask))
        .or_else(|| held().find_map(|held| lapsed(held, today)))
        .or_else(begin)
        .unwrap_or(Next::Nothing)
}

fn open(record: &Record, parts: &[Part<'_>], state: ClaimState) -> Option<usize> {
    let mut claims = parts.iter().flat_map(|part| &part.claims);
    let is_so = |place: usize| record.completions.get(place).map(|done| done.state) == Some(state);
    claims
        .find(|claim| is_so(claim.place))
        .map(|claim| claim.place)
}

fn unwritten(held: &HeldStanding) -> Option<Next> {
    let renewed = held.renewed.as_ref()?;
    let (id, on) = (held.id.clone(), renewed.on);
    Some(Next::WriteDown { id, on })
}

/// A certification that expired, or will before the one that covers it, and may well have been renewed.
fn ask(held: &HeldStanding) -> Option<Next> {
    let (with, on) = held.covered_since.clone()?;
    let id = held.id.clone();
    Some(Next::AskRenewed { id, with, on })
}

/// A certification of which no day is known, though one that is renewed ends some day.
fn undated(part: &Part<'_>) -> Option<Next> {
    let ends = |held: &&HeldStanding| {
        let level = part.program.program.level(&held.level);
        level.is_some_and(|level| level.years.is_some())
    };
    let is_unknown =
        |held: &&HeldStanding| held.cycle.begins.is_none() && held.cycle.expires.is_none();
    let mut unknown = part.told().filter(ends).filter(is_unknown);
    unknown.next().map(|held| Next::SayWhen(held.id.clone()))
}

/// The certification whose gap is to be closed first: the one with the earliest deadline.
fn urgent(parts: &[Part<'_>]) -> Option<Next> {
    let targets = parts.iter().flat_map(|part| {
        let targets = part.standing.targets.iter();
        targets.filter_map(|target| Some((target, part.standing.lead(target)?)))
    });
    let open = targets.filter(|(target, _)| {
        target.deadline.is_some() && target.reached.is_none() && !target.gaps.is_empty()
    });
    let first = open.min_by_key(|(target, _)| target.deadline)?;
    Some(Next::Plan(first.1.id.clone()))
}

fn lapsed(held: &HeldStanding, today: Date) -> Option<Next> {
    let is_lost = held.cycle.expires.is_some_and(|expires| expires <= today);
    (held.state == HeldState::Expired && is_lost).then(|| Next::StartAgain(held.id.clone()))
}
