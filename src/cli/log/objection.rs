//! Why something that was completed does not count, with the rule and where it was read.
//!
//! What is certain is refused unless she insists; where a rule is only likely, or her record may be incomplete, it is written with a
//! remark. None of this decides what counts: that is worked out anew whenever it is asked (see [`crate::record::standing`]).

use crate::{
    cli::Failure,
    model::{Activity, Credits, Date, Evidence, Exam, Expiry, Id, ProgramCatalog, is_newer},
    record::{
        ClaimState, Completion, Record, Subject,
        standing::{HeldStanding, HeldState, standing},
    },
};

use super::{Desk, activity::Known};

/// One reason.
pub(super) struct Objection {
    /// Whether it can certainly not count.
    certain: bool,
    /// Why, after the name of what was completed.
    why: String,
    /// Where the rule was read.
    rule: Option<Evidence>,
}

impl Objection {
    fn certain(why: String, rule: Option<&Evidence>) -> Self {
        Self {
            certain: true,
            why,
            rule: rule.cloned(),
        }
    }

    fn likely(why: String, rule: Option<&Evidence>) -> Self {
        Self {
            certain: false,
            why,
            rule: rule.cloned(),
        }
    }
}

/// Refuses what can certainly not count, and remarks on the rest.
pub(super) fn settle(
    objections: Vec<Objection>,
    id: &Id,
    desk: &mut Desk<'_, '_>,
) -> Result<(), Failure> {
    let refused = objections.iter().find(|objection| objection.certain);
    if let Some(objection) = refused.filter(|_| !desk.force) {
        let mut failure = Failure::usage(format!("`{id}` does not count: {}", objection.why));
        if let Some(rule) = &objection.rule {
            failure = failure.hint(told(rule));
        }
        return Err(failure.hint("Nothing was written. `--force` writes it all the same."));
    }
    for objection in objections {
        let why = &objection.why;
        desk.world.err.note(&if objection.certain {
            format!("`{id}` is written, and does not count: {why}")
        } else {
            format!("`{id}`: {why}")
        })?;
        if let Some(rule) = &objection.rule {
            desk.world.err.hint(&told(rule))?;
        }
    }
    Ok(())
}

fn told(rule: &Evidence) -> String {
    format!(
        "The rule is at {}, read on {}.",
        crate::report::clean(&rule.source),
        rule.checked
    )
}

/// What is to be said against an activity. `there` is its place where the record has it already.
pub(super) fn to_activity(
    completion: &Completion,
    there: Option<usize>,
    known: Known<'_>,
    desk: &Desk<'_, '_>,
) -> Vec<Objection> {
    let mut objections = Vec::new();
    let others = others(desk.record, there);
    let program = match known {
        Known::Listed(program, activity) => {
            if completion.credits() == Credits::ZERO {
                let why = "it is known to earn no credits".to_owned();
                objections.push(Objection::certain(why, Some(&activity.evidence)));
            }
            objections.extend(other_offering(completion, there, desk.record));
            objections.extend(ended(completion, activity));
            program
        }
        Known::Own(program) => program,
        Known::Gone => return objections,
    };
    objections.extend(repeated(completion, &others, program));
    objections.extend(outside(completion, &others, program));
    objections.extend(overdue(completion, program, desk.world.today));
    objections
}

/// What is to be said against an exam.
pub(super) fn to_exam(
    completion: &Completion,
    (program, exam): (&ProgramCatalog, &Exam),
    desk: &Desk<'_, '_>,
) -> Vec<Objection> {
    let mut objections = Vec::new();
    let passed = completion.completed;
    if let Some(last) = exam.last_day.filter(|last| *last < passed) {
        let why = format!("it could be sat until {last}");
        objections.push(Objection::certain(why, Some(&exam.evidence)));
    }
    let others = others(desk.record, None);
    objections.extend(too_soon(completion, &others, program));
    objections.extend(outside(completion, &others, program));
    objections
}

/// The record without the completion that is being amended.
fn others(record: &Record, there: Option<usize>) -> Record {
    let mut others = record.clone();
    if let Some(at) = there.filter(|at| *at < others.completions.len()) {
        others.completions.remove(at);
    }
    others
}

/// The course was claimed already, in another offering.
fn other_offering(
    completion: &Completion,
    there: Option<usize>,
    record: &Record,
) -> Option<Objection> {
    let offering = |completion: &Completion| match &completion.subject {
        Subject::Activity { offering, .. } => offering.clone(),
        Subject::Exam { .. } => None,
    };
    let before = record.completions.get(there?)?;
    let (then, now) = offering(before).zip(offering(completion))?;
    let why = format!(
        "your record has it as completed on {} in the offering `{then}`, and a course earns once, however it is taken",
        before.completed
    );
    (then != now).then(|| Objection::certain(why, None))
}

/// The offering, or the last of them, had ended, or had not begun.
fn ended(completion: &Completion, activity: &Activity) -> Option<Objection> {
    let day = completion.completed;
    let Subject::Activity { offering, .. } = &completion.subject else {
        return None;
    };
    let Some(taken) = offering else {
        let last_days: Option<Vec<Date>> = activity
            .offerings
            .iter()
            .map(|offering| offering.expires.day())
            .collect();
        let last = last_days?.into_iter().max().filter(|last| *last < day)?;
        let latest = activity
            .offerings
            .iter()
            .find(|offering| offering.expires == Expiry::On(last))?;
        let why = format!("the last day on which it earned credits was {last}");
        return Some(Objection::certain(why, Some(&latest.evidence)));
    };
    let taken = activity.offerings.iter().find(|o| o.id == *taken)?;
    if let Some(last) = taken.expires.day().filter(|last| *last < day) {
        let why = format!("the last day of `{}` was {last}", taken.id);
        return Some(Objection::certain(why, Some(&taken.evidence)));
    }
    if let Some(opens) = taken.opens.filter(|opens| *opens > day) {
        let why = format!(
            "`{}` opened on {opens}, later than you completed it",
            taken.id
        );
        return Some(Objection::likely(why, Some(&taken.evidence)));
    }
    let withdrawn = taken.withdrawn.as_ref().filter(|gone| gone.on < day)?;
    let why = format!("`{}` was seen to be gone on {}", taken.id, withdrawn.on);
    Some(Objection::likely(why, Some(&taken.evidence)))
}

/// The same course was taken before, in a version that is no older.
fn repeated(
    completion: &Completion,
    others: &Record,
    program: &ProgramCatalog,
) -> Option<Objection> {
    let (course, version) = completion.course()?;
    let claimed = others.completions.iter();
    let claimed = claimed.filter(|other| other.state != ClaimState::Rejected);
    let mut claimed = claimed.filter(|other| {
        other
            .course()
            .is_some_and(|(same, taken)| same == course && !is_newer(version, taken))
    });
    let before = claimed.next().map(|other| {
        format!(
            "your record has `{}` as completed on {}",
            other.id(),
            other.completed
        )
    });
    let mut taken = others.taken.iter().filter(|id| {
        let known = program.activities.get(*id);
        let is_older = known.is_some_and(|known| {
            known.course_key() == course && !is_newer(version, known.version.as_deref())
        });
        *id == completion.id() || is_older
    });
    let before = before.or_else(|| {
        let id = taken.next()?;
        Some(format!("your record has `{id}` as taken before"))
    })?;
    let why = format!(
        "{before}, and a course earns again only in a version that is new; it is written, and not counted"
    );
    Some(Objection::likely(why, None))
}

/// The same exam was passed so short a time before or after that it cannot have been sat again.
fn too_soon(
    completion: &Completion,
    others: &Record,
    program: &ProgramCatalog,
) -> Option<Objection> {
    let wait = program.program.exam_again_after.as_ref()?;
    let passed = completion.completed;
    let mut same = others
        .completions
        .iter()
        .filter(|other| other.is_exam() && other.id() == completion.id())
        .filter(|other| {
            let (first, second) = (passed.min(other.completed), passed.max(other.completed));
            wait.after(first).is_none_or(|again| second < again)
        });
    let other = same.next()?.completed;
    let why = format!(
        "your record has it as passed on {other}, and {} days must lie between two passes",
        wait.days
    );
    Some(Objection::certain(why, Some(&wait.evidence)))
}

/// It lies in the cycle of no certification that she holds, or credits do not renew any of them.
fn outside(
    completion: &Completion,
    others: &Record,
    program: &ProgramCatalog,
) -> Option<Objection> {
    let day = completion.completed;
    let eve = day.pred_opt()?;
    let standing = standing(others, program, eve);
    let held: Vec<&HeldStanding> = standing
        .certifications
        .iter()
        .filter(|held| !matches!(held.state, HeldState::Retired | HeldState::Replaced))
        .collect();
    if held.is_empty() {
        let why = "your record holds no certification that it could renew; `finder log cert NAME --earned DATE` adds one";
        return Some(Objection::likely(why.to_owned(), None));
    }
    let within: Vec<&&HeldStanding> = held.iter().filter(|h| h.cycle.counts(day)).collect();
    let takes = |held: &&&HeldStanding| {
        let level = program.program.level(&held.level);
        completion.is_exam() || level.is_none_or(|level| level.takes_credits)
    };
    if within.iter().any(takes) {
        return None;
    }
    if let Some(first) = within.first() {
        let level = program.program.level(&first.level)?;
        let why = format!("`{}` is not renewed by credits", first.id);
        return Some(Objection::certain(why, Some(&level.evidence)));
    }
    let before = held.iter().filter(|held| held.cycle.begins >= Some(day));
    if let Some(next) = before.min_by_key(|held| held.cycle.begins) {
        let begins = next.cycle.begins?;
        let why = format!(
            "it was completed on {day}, not after {begins}, when the cycle of `{}` began",
            next.id
        );
        return Some(Objection::likely(why, Some(&program.program.evidence)));
    }
    let last = held.iter().max_by_key(|held| held.cycle.expires)?;
    let why = format!(
        "`{}` expired on {}, and what is completed on that day or later does not renew it",
        last.id, last.cycle.expires?
    );
    Some(Objection::certain(why, Some(&program.program.evidence)))
}

/// The time to claim it in has passed.
fn overdue(completion: &Completion, program: &ProgramCatalog, today: Date) -> Option<Objection> {
    let within = program.program.claim_within.as_ref()?;
    let last = within.after(completion.completed)?;
    let is_late = completion.state == ClaimState::ToSubmit && last < today;
    let why = format!(
        "it was to be claimed by {last}, within {} days, where it does not post by itself",
        within.days
    );
    is_late.then(|| Objection::likely(why, Some(&within.evidence)))
}
