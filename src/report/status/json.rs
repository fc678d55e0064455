//! How a holder stands, for programs, as docs/schema/status.json describes it. What is unknown is `null`, never missing.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde::Serialize;

use super::{certifications, days_left, name, next, warnings};
use crate::{
    model::{ClaimNeed, Id},
    record::{
        Completion,
        claim::Claim,
        outlook::{Ending, EndingOf, Next, Outlook, Overdue, Part},
        standing::{Gap, HeldStanding, PassedOver, Target, WorkedOut},
    },
    report::json::{self, Day, Decimal, Exams},
};

/// Tells it as one JSON object.
pub(super) fn write(out: &mut dyn Write, outlook: &Outlook<'_>) -> io::Result<()> {
    let document = Document {
        format: json::FORMAT,
        today: outlook.today.into(),
        overdue: outlook.overdue.iter().map(|o| late(outlook, o)).collect(),
        programs: outlook
            .programs
            .iter()
            .map(|p| program(outlook, p))
            .collect(),
        endings: outlook.endings.iter().map(ending).collect(),
        unknown_certifications: outlook
            .strangers
            .iter()
            .map(|held| held.id.as_str())
            .collect(),
        unknown_completions: outlook
            .adrift
            .iter()
            .map(|done| done.id().as_str())
            .collect(),
        next: Step {
            what: step(&outlook.next),
            command: next::command(outlook),
        },
    };
    json::write(out, &document)
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    today: Day,
    overdue: Vec<Late<'a>>,
    programs: Vec<Program<'a>>,
    endings: Vec<End<'a>>,
    unknown_certifications: Vec<&'a str>,
    unknown_completions: Vec<&'a str>,
    next: Step,
}

/// What should have happened already.
#[derive(Serialize)]
struct Late<'a> {
    what: &'static str,
    id: Option<&'a str>,
    since: Day,
}

fn late<'a>(outlook: &Outlook<'a>, overdue: &'a Overdue) -> Late<'a> {
    let (what, id, since) = match overdue {
        Overdue::Claim { place, due } => {
            let done = outlook.completion(*place).map(|done| done.id().as_str());
            ("claim", done, *due)
        }
        Overdue::Expired { id, on } => ("expiry", Some(id.as_str()), *on),
        Overdue::Year { id, last } => ("year", Some(id.as_str()), *last),
    };
    Late {
        what,
        id,
        since: since.into(),
    }
}

#[derive(Serialize)]
struct Program<'a> {
    id: &'a str,
    name: &'a str,
    certifications: Vec<Certification<'a>>,
    targets: Vec<Goal<'a>>,
    claims: Vec<Open<'a>>,
    missing_evidence: Vec<Lacking<'a>>,
    taken: Vec<&'a str>,
}

fn program<'a>(outlook: &Outlook<'a>, part: &'a Part<'a>) -> Program<'a> {
    let targets = part.standing.targets.iter();
    let claims = part.claims.iter();
    let lacking = part.lacking.iter();
    Program {
        id: part.program.program.id.as_str(),
        name: &part.program.program.name,
        certifications: part
            .told()
            .map(|held| certification(outlook, part, held))
            .collect(),
        targets: targets.map(|target| goal(outlook, part, target)).collect(),
        claims: claims.filter_map(|claim| open(outlook, claim)).collect(),
        missing_evidence: lacking
            .filter_map(|(place, lacks)| {
                Some(Lacking {
                    id: outlook.completion(*place)?.id().as_str(),
                    missing: lacks.iter().map(|need| need.word()).collect(),
                })
            })
            .collect(),
        taken: part.standing.taken.iter().map(Id::as_str).collect(),
    }
}

#[derive(Serialize)]
struct Certification<'a> {
    id: &'a str,
    name: String,
    level: &'a str,
    state: &'static str,
    begins: Option<Day>,
    expires: Option<Day>,
    /// Which of the two is not in the record.
    worked_out: Option<&'static str>,
    days_left: Option<i64>,
    /// A renewal that follows from the record and is not written in it.
    renewed: Option<Renewed<'a>>,
}

#[derive(Serialize)]
struct Renewed<'a> {
    on: Day,
    route: Option<&'a str>,
    with: &'a str,
    instead_of: Option<Day>,
}

fn certification<'a>(
    outlook: &Outlook<'a>,
    part: &'a Part<'a>,
    held: &'a HeldStanding,
) -> Certification<'a> {
    Certification {
        id: held.id.as_str(),
        name: name(part, &held.id),
        level: held.level.as_str(),
        state: certifications::state(held.state),
        begins: held.cycle.begins.map(Day::from),
        expires: held.cycle.expires.map(Day::from),
        worked_out: match held.cycle.worked_out {
            WorkedOut::Nothing => None,
            WorkedOut::Beginning => Some("begins"),
            WorkedOut::Expiry => Some("expires"),
        },
        days_left: days_left(held, outlook),
        renewed: held.renewed.as_ref().map(|renewed| Renewed {
            on: renewed.on.into(),
            route: renewed.route.as_ref().map(Id::as_str),
            with: renewed.lead.as_str(),
            instead_of: renewed.instead_of.map(Day::from),
        }),
    }
}

/// What is to be renewed together.
#[derive(Serialize)]
struct Goal<'a> {
    level: &'a str,
    certifications: Vec<&'a str>,
    begins: Option<Day>,
    expires: Option<Day>,
    deadline: Option<Day>,
    next_reminder: Option<Day>,
    credits: Had,
    categories: BTreeMap<&'a str, Decimal>,
    years: Vec<Year>,
    passed: BTreeMap<&'a str, &'a str>,
    routes: Vec<Route<'a>>,
    /// The route that is closed once all that counts is validated.
    reached: Option<Reached<'a>>,
    counted: Vec<&'a str>,
    passed_over: Vec<Over<'a>>,
}

#[derive(Serialize)]
struct Had {
    earned: Decimal,
    pending: Decimal,
    to_submit: Decimal,
    have: Decimal,
}

#[derive(Serialize)]
struct Year {
    first: Day,
    last: Day,
    wanted: Decimal,
    had: Decimal,
}

#[derive(Serialize)]
struct Route<'a> {
    id: &'a str,
    confidence: &'static str,
    counting: Decimal,
    closed: bool,
    missing_credits: Decimal,
    missing_exams: Exams<'a>,
    missing_of_category: BTreeMap<&'a str, Decimal>,
    missing_in_year: BTreeMap<String, Decimal>,
}

#[derive(Serialize)]
struct Reached<'a> {
    route: &'a str,
    on: Day,
    expires: Option<Day>,
}

#[derive(Serialize)]
struct Over<'a> {
    id: &'a str,
    completed: Day,
    reason: &'static str,
}

fn goal<'a>(outlook: &Outlook<'a>, part: &'a Part<'a>, target: &'a Target) -> Goal<'a> {
    let tally = &target.tally;
    let done = |place: &usize| outlook.completion(*place);
    let passed_over = target.passed_over.iter();
    Goal {
        level: target.level.as_str(),
        certifications: part
            .members(target)
            .iter()
            .map(|held| held.id.as_str())
            .collect(),
        begins: target.cycle.begins.map(Day::from),
        expires: target.cycle.expires.map(Day::from),
        deadline: target.deadline.map(Day::from),
        next_reminder: warnings::next_reminder(part, target, outlook.today).map(Day::from),
        credits: Had {
            earned: tally.earned.into(),
            pending: tally.pending.into(),
            to_submit: tally.to_submit.into(),
            have: tally.have().into(),
        },
        categories: tally
            .by_category
            .iter()
            .map(|(id, n)| (id.as_str(), (*n).into()))
            .collect(),
        years: tally
            .years
            .iter()
            .map(|year| Year {
                first: year.first.into(),
                last: year.last.into(),
                wanted: year.wanted.into(),
                had: year.had.into(),
            })
            .collect(),
        passed: tally
            .passed
            .iter()
            .map(|(id, class)| (id.as_str(), class.as_str()))
            .collect(),
        routes: target.gaps.iter().map(route).collect(),
        reached: target.reached.as_ref().map(|reached| Reached {
            route: reached.route.as_str(),
            on: reached.on.into(),
            expires: reached.expires.map(Day::from),
        }),
        counted: target
            .counted
            .iter()
            .filter_map(done)
            .map(|done| done.id().as_str())
            .collect(),
        passed_over: passed_over
            .filter_map(|(place, why)| Some(over(done(place)?, *why)))
            .collect(),
    }
}

fn route(gap: &Gap) -> Route<'_> {
    let least = gap.least.iter();
    let years = gap.years.iter();
    Route {
        id: gap.route.as_str(),
        confidence: gap.confidence.word(),
        counting: gap.counting.into(),
        closed: gap.is_closed(),
        missing_credits: gap.credits.into(),
        missing_exams: json::exams(&gap.exams),
        missing_of_category: least.map(|(id, n)| (id.as_str(), (*n).into())).collect(),
        missing_in_year: years
            .map(|(first, n)| (first.to_string(), (*n).into()))
            .collect(),
    }
}

fn over(done: &Completion, why: PassedOver) -> Over<'_> {
    Over {
        id: done.id().as_str(),
        completed: done.completed.into(),
        reason: match why {
            PassedOver::Rejected => "rejected",
            PassedOver::Later => "later",
            PassedOver::BeforeCycle => "before-cycle",
            PassedOver::OnFirstDay => "on-first-day",
            PassedOver::AfterExpiry => "after-expiry",
            PassedOver::TakenBefore(_) => "taken-before",
            PassedOver::Twice(_) => "twice",
            PassedOver::TooSoon(_) => "too-soon",
            PassedOver::NoCredits => "no-credits",
        },
    }
}

/// A claim that is not settled.
#[derive(Serialize)]
struct Open<'a> {
    id: &'a str,
    title: &'a str,
    credits: Decimal,
    completed: Day,
    state: &'static str,
    due: Option<Day>,
    overdue: bool,
    posts_by_itself: bool,
    missing: Vec<&'static str>,
}

fn open<'a>(outlook: &Outlook<'a>, claim: &Claim<'_>) -> Option<Open<'a>> {
    let done = outlook.completion(claim.place)?;
    Some(Open {
        id: done.id().as_str(),
        title: &done.title,
        credits: done.credits().into(),
        completed: done.completed.into(),
        state: done.state.word(),
        due: claim.due.map(Day::from),
        overdue: claim.is_overdue(done.state, outlook.today),
        posts_by_itself: claim.posts_by_itself().is_some(),
        missing: claim.lacks().into_iter().map(ClaimNeed::word).collect(),
    })
}

#[derive(Serialize)]
struct Lacking<'a> {
    id: &'a str,
    missing: Vec<&'static str>,
}

/// Something that is about to end.
#[derive(Serialize)]
struct End<'a> {
    what: &'static str,
    id: Option<&'a str>,
    last_day: Day,
}

fn ending<'a>(ending: &Ending<'a>) -> End<'a> {
    let (what, id) = match ending.of {
        EndingOf::Exam(exam) => ("exam", Some(exam.id.as_str())),
        EndingOf::Pass(id) => ("pass", Some(id.as_str())),
        EndingOf::Clc(_) => ("clc", None),
    };
    End {
        what,
        id,
        last_day: ending.last_day.into(),
    }
}

/// The one next step.
#[derive(Serialize)]
struct Step {
    what: &'static str,
    command: Option<String>,
}

fn step(next: &Next) -> &'static str {
    match next {
        Next::Begin => "begin",
        Next::Claim(_) => "claim",
        Next::WriteDown { .. } => "write-down",
        Next::AskRenewed { .. } => "ask-renewed",
        Next::SayWhen(_) => "say-when",
        Next::Plan(_) => "plan",
        Next::Look(_) => "look",
        Next::StartAgain(_) => "start-again",
        Next::Nothing => "nothing",
    }
}
