//! How a holder stands in a calendar: claim-by days, latest safe days, expiries, last days, each with alarms.
//!
//! Everything is named as in the calendar of a plan, so that the two move each other's entries instead of doubling them.

use std::io::{self, Write};

use super::name;
use crate::{
    model::{Date, Id, Milestone, ProgramCatalog},
    record::{
        ClaimState,
        claim::Claim,
        outlook::{Ending, EndingOf, Outlook, Part},
        standing::{HeldStanding, HeldState, Target},
    },
    report::{
        clean,
        days::{BEFORE_A_CLAIM, BEFORE_A_LAST_DAY, Whose},
        ics,
    },
};

/// Tells milestones as a calendar.
pub(super) fn write(out: &mut dyn Write, milestones: &[Milestone], today: Date) -> io::Result<()> {
    ics::write(out, "Certifications", milestones, today)
}

/// The days to come, the earliest first.
pub(super) fn milestones(outlook: &Outlook<'_>) -> Vec<Milestone> {
    let parts = || outlook.programs.iter();
    let claims = parts().flat_map(|part| {
        let claims = part.claims.iter();
        claims.filter_map(|claim| claim_by(outlook, part, claim))
    });
    let deadlines = parts().flat_map(|part| {
        let targets = part.standing.targets.iter();
        targets.filter_map(|target| deadline(part, target))
    });
    let expiries = parts().flat_map(|part| part.told().filter_map(|held| expiry(part, held)));
    let endings = outlook.endings.iter();
    let endings = endings.filter_map(|ending| last_day(outlook, ending));
    let all = claims.chain(deadlines).chain(expiries).chain(endings);
    let mut all: Vec<Milestone> = all.filter(|m| m.first >= outlook.today).collect();
    all.sort_by(|a, b| (a.first, &a.uid).cmp(&(b.first, &b.uid)));
    all
}

/// The last day to claim something.
fn claim_by(outlook: &Outlook<'_>, part: &Part<'_>, claim: &Claim<'_>) -> Option<Milestone> {
    let done = outlook.completion(claim.place)?;
    let due = claim.due.filter(|_| done.state == ClaimState::ToSubmit)?;
    let text = match claim.posts_by_itself() {
        Some(since) => format!(
            "{} This day is of the rule for what is claimed by hand: see before it that the credits are there.",
            clean(&since.reason)
        ),
        None => format!(
            "Completed on {}. `finder claim {}` says how.",
            done.completed,
            done.id()
        ),
    };
    let mut targets = part.standing.targets.iter();
    let target = targets.find(|target| target.counted.contains(&claim.place));
    let lead = target.and_then(|target| part.standing.lead(target));
    let title = format!("Last day to claim: {}", clean(&done.title));
    Some(Milestone {
        text: vec![text],
        url: Some(part.program.program.url.clone()),
        alarms: BEFORE_A_CLAIM.to_vec(),
        ..about(part, done.id(), lead, (due, "claim-by", title))
    })
}

/// Something of a program, and of the certification that decides where there is one.
fn about(
    part: &Part<'_>,
    id: &Id,
    lead: Option<&HeldStanding>,
    (day, kind, title): (Date, &str, String),
) -> Milestone {
    let mut about = vec![id, &part.program.program.id];
    about.extend(lead.map(|lead| &lead.id));
    Milestone::on(day, kind, &about, title)
}

/// The latest safe day of a target.
fn deadline(part: &Part<'_>, target: &Target) -> Option<Milestone> {
    let lead = part.standing.lead(target)?;
    Some(whose(part, lead, &name(part, &lead.id)).latest_safe_day(target.deadline?))
}

/// The day a certification expires, while that can still be told.
fn expiry(part: &Part<'_>, held: &HeldStanding) -> Option<Milestone> {
    let expires = held.cycle.expires?;
    let is_valid = matches!(held.state, HeldState::Active | HeldState::Retired);
    is_valid.then(|| whose(part, held, &name(part, &held.id)).expiry(expires))
}

/// A certification that is held, under its name.
fn whose<'a>(part: &'a Part<'_>, held: &'a HeldStanding, name: &'a str) -> Whose<'a> {
    Whose {
        program: &part.program.program,
        id: &held.id,
        name,
    }
}

/// The last day of an exam, a pass or the learning credits.
fn last_day(outlook: &Outlook<'_>, ending: &Ending<'_>) -> Option<Milestone> {
    let day = ending.last_day;
    match &ending.of {
        EndingOf::Exam(exam) => {
            let (part, lead) = whom(outlook, |program| program.exams.contains_key(&exam.id))?;
            let title = format!("{} {}", exam.id, exam.name);
            let lead_name = name(part, &lead.id);
            Some(whose(part, lead, &lead_name).exam_ends(&exam.id, &title, day))
        }
        EndingOf::Pass(id) => {
            let (part, lead) = whom(outlook, |program| program.passes.contains_key(*id))?;
            let title = &part.program.passes.get(*id)?.title;
            let lead_name = name(part, &lead.id);
            Some(whose(part, lead, &lead_name).pass_ends(id, title, day))
        }
        EndingOf::Clc(clc) => {
            let title = format!("Last day: {} learning credits", clc.0);
            Some(Milestone {
                text: vec!["What is paid from them is begun by then.".to_owned()],
                alarms: BEFORE_A_LAST_DAY.to_vec(),
                ..Milestone::on(day, "learning-credits-lapse", &[], title)
            })
        }
    }
}

/// The program that knows of something, and the certification in it that decides.
fn whom<'o>(
    outlook: &'o Outlook<'_>,
    knows: impl Fn(&ProgramCatalog) -> bool,
) -> Option<(&'o Part<'o>, &'o HeldStanding)> {
    let mut parts = outlook.programs.iter();
    let part = parts.find(|part| knows(part.program))?;
    let target = part.standing.targets.first()?;
    Some((part, part.standing.lead(target)?))
}
