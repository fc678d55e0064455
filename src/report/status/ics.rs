//! How a holder stands in a calendar: claim-by days, latest safe days, expiries, last days, each with alarms.
//!
//! Everything is named as in the calendar of a plan, so that the two move each other's entries instead of doubling them.

use std::io::{self, Write};

use super::{name, names};
use crate::{
    model::{Date, Id, Milestone},
    record::{
        ClaimState,
        claim::Claim,
        outlook::{Ending, EndingOf, Outlook, Part},
        standing::{HeldStanding, HeldState, Target},
    },
    report::{clean, ics},
};

/// Days before a last day on which a calendar reminds of it.
const BEFORE_A_LAST_DAY: [u32; 3] = [30, 7, 1];
/// Days before the last day to claim on which a calendar reminds of it.
const BEFORE_A_CLAIM: [u32; 2] = [30, 7];

/// Tells it as a calendar.
pub(super) fn write(out: &mut dyn Write, outlook: &Outlook<'_>) -> io::Result<()> {
    let milestones = milestones(outlook);
    ics::write(out, "Certifications", &milestones, outlook.today)
}

/// The days to come, the earliest first.
fn milestones(outlook: &Outlook<'_>) -> Vec<Milestone> {
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
    let title = format!("{}: latest safe day to finish", name(part, &lead.id));
    let about = [&part.program.program.id, &lead.id];
    let text = format!(
        "All that renews {} is finished by the end of this day: the day before it expires.",
        names(part, target)
    );
    Some(Milestone {
        text: vec![text],
        alarms: BEFORE_A_LAST_DAY.to_vec(),
        ..Milestone::on(target.deadline?, "latest-safe-day", &about, title)
    })
}

/// The day a certification expires, with alarms on the days on which the program reminds of it.
fn expiry(part: &Part<'_>, held: &HeldStanding) -> Option<Milestone> {
    let expires = held.cycle.expires?;
    let is_valid = matches!(held.state, HeldState::Active | HeldState::Retired);
    let reminders = part.program.program.reminders.as_ref();
    let before = reminders.map(|reminders| reminders.before(expires));
    let before = before.into_iter().flatten();
    let alarms = before.filter_map(|day| u32::try_from((expires - day).num_days()).ok());
    let about = [&part.program.program.id, &held.id];
    let title = format!("{}: expires", name(part, &held.id));
    is_valid.then(|| Milestone {
        text: vec!["Unless it was renewed before.".to_owned()],
        url: Some(part.program.program.url.clone()),
        alarms: alarms.collect(),
        ..Milestone::on(expires, "expiry", &about, title)
    })
}

/// The last day of an exam, a pass or the learning credits.
fn last_day(outlook: &Outlook<'_>, ending: &Ending<'_>) -> Option<Milestone> {
    let day = ending.last_day;
    let named = |id: &Id, title: String, text: &str| {
        let mut parts = outlook.programs.iter();
        let knows = |part: &&Part<'_>| {
            part.program.exams.contains_key(id) || part.program.passes.contains_key(id)
        };
        let part = parts.find(knows)?;
        let lead = part.standing.targets.first();
        let lead = lead.and_then(|target| part.standing.lead(target));
        Some(Milestone {
            text: vec![text.to_owned()],
            ..about(part, id, lead, (day, "last-day", title))
        })
    };
    let milestone = match &ending.of {
        EndingOf::Exam(exam) => {
            let title = format!("Last day: {} {}", exam.id, clean(&exam.name));
            named(&exam.id, title, "The last day it can be sat.")
        }
        EndingOf::Pass(id) => {
            let title = format!("Last day: pass {id}");
            named(
                id,
                title,
                "Its term ends: what it opens is finished by then.",
            )
        }
        EndingOf::Clc(clc) => {
            let title = format!("Last day: {} learning credits", clc.0);
            let text = "What is paid from them is begun by then.".to_owned();
            Some(Milestone {
                text: vec![text],
                ..Milestone::on(day, "learning-credits-lapse", &[], title)
            })
        }
    };
    milestone.map(|milestone| Milestone {
        alarms: BEFORE_A_LAST_DAY.to_vec(),
        ..milestone
    })
}
