//! `finder plan`: the cheapest way to renew, and what else is asked of it.

use crate::{
    plan::{self, Outcome},
    report::plan::{Format, Report, beside, write},
};

use super::{
    Exit, Failure, World,
    args::{self, PlanArgs, Shared},
    convert::Given,
    load, names,
    need::{Desk, need},
    question::{question, time_limit},
    world::Screen,
};

pub(super) fn run(
    args: &PlanArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let catalog = load::catalog(shared, &mut world.err)?;
    let given = Given::new("--cert", &args.cert);
    let (program, certification) = names::certification(&catalog, given)?;
    if let Some(note) = names::renamed(certification, &args.cert, world.today) {
        world.err.note(&note)?;
    }
    let level = program.program.level(&certification.level);
    let mut desk = Desk::new(program);
    let need = need(args, level, &mut desk, world.today)?;
    let (limit, elapsed) = (time_limit(args)?, world.elapsed);
    let stop = || elapsed() >= limit;
    let question = question(args, &mut desk, &stop)?;
    for note in desk.notes() {
        world.err.note(&note)?;
    }
    let answer = plan::answer(program, certification, &need, &question, world.today);
    let report = Report {
        program,
        certification,
        need: &need,
        answer: &answer,
    };
    write(
        world.out.writer,
        format(args.output.format),
        &report,
        world.out.style,
    )?;
    if args.output.format == args::Format::Csv {
        remark(&report, &mut world.err)?;
    }
    Ok(match answer.outcome {
        Outcome::Met(_) => Exit::Done,
        Outcome::Short(..)
        | Outcome::Expired
        | Outcome::Retired
        | Outcome::NoRoute
        | Outcome::Undecided { .. } => Exit::No,
    })
}

/// Says of a plan in rows what no row can say: that it does not do, and what is owed beside it.
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

fn format(format: args::Format) -> Format {
    match format {
        args::Format::Table => Format::Text,
        args::Format::Json => Format::Json,
        args::Format::Csv => Format::Csv,
        args::Format::Markdown => Format::Markdown,
    }
}
