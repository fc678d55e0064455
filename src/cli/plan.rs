//! `finder plan`: the cheapest way to renew, and what else is asked of it.

use crate::{
    model::{Certification, Milestone, Need, ProgramCatalog},
    plan::{self, Answer, Outcome},
    record::Drawn,
    report::{
        Format,
        plan::{Report, beside, milestones, write, write_calendar},
    },
};

use super::{
    Exit, Failure, World,
    args::{PlanArgs, Shared},
    calendar,
    convert::dated,
    listings, load, names,
    need::{Desk, Subject, need, subject},
    question::{Turns, question, time_limit},
    record, saved,
    world::Screen,
};

pub(super) fn run(
    args: &PlanArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let format = dated(&args.output)?;
    let mut catalog = load::catalog(shared, &mut world.err)?;
    if args.fetched.with_fetched {
        catalog = listings::with_fetched(catalog, shared, world)?;
    }
    let kept = if args.no_record {
        None
    } else {
        record::load(&args.record, shared, &catalog, world)?
    };
    let kept = kept.as_ref().map(|kept| &kept.record);
    let subject = subject(&catalog, args.cert.as_ref(), kept, world.today)?;
    let Subject {
        program,
        certification,
        ..
    } = subject;
    if let Some(note) = args
        .cert
        .as_ref()
        .and_then(|name| names::renamed(certification, name, world.today))
    {
        world.err.note(&note)?;
    }
    let (need, drawn, answer) = answer(args, &subject, world)?;
    let report = Report {
        program,
        certification,
        need: &need,
        answer: &answer,
        drawn: drawn.as_ref(),
    };
    tell(args, (shared, format), &report, world)?;
    Ok(match answer.outcome {
        Outcome::Met(_) => Exit::Done,
        Outcome::Short(..)
        | Outcome::Expired
        | Outcome::Retired
        | Outcome::NoRoute
        | Outcome::Undecided { .. } => Exit::No,
    })
}

/// What the flags and the record ask, and the answer to it.
fn answer(
    args: &PlanArgs,
    subject: &Subject<'_, '_>,
    world: &mut World<'_>,
) -> Result<(Need, Option<Drawn>, Answer), Failure> {
    let (program, certification): (&ProgramCatalog, &Certification) =
        (subject.program, subject.certification);
    let level = program.program.level(&certification.level);
    let mut desk = Desk::new(program);
    let background = subject.background.as_ref();
    let (need, drawn) = need(args, level, &mut desk, background, world.today)?;
    let stop = Turns::new(time_limit(&args.wishes.time_limit)?, world.elapsed, 1).next();
    let question = question(args, &mut desk, &stop)?;
    for note in desk.notes() {
        world.err.note(&note)?;
    }
    let answer = plan::answer(program, certification, &need, &question, world.today);
    Ok((need, drawn, answer))
}

/// Tells the answer, and keeps it where that is asked for: first, for what cannot be kept is not to look as if it were.
fn tell(
    args: &PlanArgs,
    (shared, format): (&Shared, Option<Format>),
    report: &Report<'_>,
    world: &mut World<'_>,
) -> Result<(), Failure> {
    let number = |earlier: &[Milestone], world: &mut World<'_>| match format {
        Some(_) => Ok(earlier.to_vec()),
        None => entries(args, shared, report, (earlier, world)),
    };
    let kept = match &args.save {
        Some(name) => saved::save(name, (args, shared), report, number, world)?,
        None => None,
    };
    if let Some(format) = format {
        write(world.out.writer, format, report, world.out.style)?;
    } else {
        let entries = match kept {
            Some(entries) => entries,
            None => number(&[], world)?,
        };
        write_calendar(world.out.writer, report, &entries)?;
    }
    if matches!(format, Some(Format::Csv(_)) | None) {
        remark(report, &mut world.err)?;
    }
    Ok(())
}

/// The entries of the plan in a calendar, numbered. Where there is no plan there are none, and none is taken back either: that none was
/// found says nothing of the one before.
fn entries(
    args: &PlanArgs,
    shared: &Shared,
    report: &Report<'_>,
    (earlier, world): (&[Milestone], &mut World<'_>),
) -> Result<Vec<Milestone>, Failure> {
    if report.answer.outcome.planned().is_none() {
        return Ok(Vec::new());
    }
    let owner = if args.no_record {
        String::new()
    } else {
        calendar::owner(&args.record, shared, world)?
    };
    let name = calendar::of_plan(&report.program.program.id, &report.certification.id);
    calendar::numbered((&owner, &name), milestones(report), earlier, world)
}

/// Says of a plan in rows or entries what none of them can say: that it does not do, and what is owed beside it.
fn remark(report: &Report<'_>, err: &mut Screen<'_>) -> Result<(), Failure> {
    let beside = beside(report);
    if !beside.is_empty() && report.answer.outcome.planned().is_some() {
        err.note(&beside)?;
    }
    match &report.answer.outcome {
        Outcome::Met(_) => {}
        Outcome::Short(..) => err.note("this plan closes no route")?,
        Outcome::Expired | Outcome::Retired | Outcome::NoRoute | Outcome::Undecided { .. } => {
            err.note("there is no plan; `--format table` says why")?;
        }
    }
    Ok(())
}
