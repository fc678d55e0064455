//! `finder log`: what she completed, passed and holds goes into her record, and what is there is amended.
//!
//! A file a kind of entry; `objection` knows why something does not count, `undo` takes a change back. Writing itself, with its lock and
//! its backup, is for [`super::record`].

mod activity;
mod defaults;
mod exam;
mod flags;
mod held;
mod objection;
mod own;
mod papers;
mod purse;
mod undo;

pub(super) use papers::beyond_tilde;

use crate::{
    diagnostic::shown,
    model::{Catalog, Date, Id, ProgramCatalog},
    record::{Document, Record},
    report::words,
};

use super::{
    Exit, Failure, World,
    args::{LogArgs, LogCommand, Shared},
    convert::Given,
    load, names,
    names::Meant,
    record,
};

/// What an entry is looked up in, and held against.
struct Desk<'a, 'w> {
    catalog: &'a Catalog,
    /// What the record says before the change.
    record: &'a Record,
    document: &'a mut Document,
    world: &'a mut World<'w>,
    /// Write also what does not count.
    force: bool,
}

pub(super) fn run(args: &LogArgs, shared: &Shared, world: &mut World<'_>) -> Result<Exit, Failure> {
    one_thing_at_a_time(args)?;
    let catalog = load::catalog(shared, &mut world.err)?;
    if args.undo {
        return undo::run(args, shared, &catalog, world);
    }
    let (_, told) = record::edit(
        &args.record,
        shared,
        &catalog,
        world,
        |record, document, world| {
            let mut desk = Desk {
                catalog: &catalog,
                record,
                document,
                world,
                force: args.force,
            };
            match &args.what {
                None => activity::log(args, &mut desk),
                Some(LogCommand::Exam(exam)) => exam::log(exam, &mut desk),
                Some(LogCommand::Cert(cert)) => held::log(cert, &mut desk),
                Some(LogCommand::Pass(pass)) => purse::pass(pass, &mut desk),
                Some(LogCommand::Clc(clc)) => purse::clc(clc, &mut desk),
                Some(LogCommand::Taken(taken)) => purse::taken(taken, &mut desk),
                Some(LogCommand::Defaults(given)) => defaults::log(given, &mut desk),
            }
        },
    )?;
    writeln!(world.out.writer, "{told}")?;
    Ok(Exit::Done)
}

/// What is said beside a word such as `exam` would be passed over; better to ask.
fn one_thing_at_a_time(args: &LogArgs) -> Result<(), Failure> {
    let activity = args.name.is_some()
        || args.completed.is_some()
        || args.started.is_some()
        || args.offering.is_some()
        || args.credits.is_some()
        || args.hours.is_some()
        || args.program.is_some()
        || args.title.is_some()
        || args.category.is_some()
        || args.state.is_some()
        || args.papers.is_some();
    if args.undo && (activity || args.what.is_some()) {
        return Err(Failure::usage("`--undo` stands with something to remember")
            .hint("Take back the last change by `finder log --undo` alone."));
    }
    if activity && args.what.is_some() {
        return Err(Failure::usage("an activity and something else are given at once")
            .hint("Remember one thing at a time; flags of `exam`, `cert` and the like stand behind its name."));
    }
    if !activity && args.what.is_none() && !args.undo {
        return Err(Failure::usage("there is nothing to remember")
            .hint("Name what you completed: `finder log ENCOR --completed 2026-10-02`.")
            .hint("`finder log --help` shows what else can be remembered."));
    }
    Ok(())
}

/// What a name stands for, in the first program that knows it.
fn meant<'c>(
    catalog: &'c Catalog,
    given: Given<'_>,
) -> Result<(&'c ProgramCatalog, Meant), Failure> {
    let mut first = None;
    for program in catalog.programs.values() {
        match names::entries(program, given, given.value, false) {
            Ok(meant) => return Ok((program, meant)),
            Err(failure) => {
                first.get_or_insert(failure);
            }
        }
    }
    Err(first.unwrap_or_else(|| given.wrong("the catalogue holds no program")))
}

/// The one entry that is meant among several.
fn only(given: Given<'_>, ids: &[Id], program: &ProgramCatalog) -> Result<Id, Failure> {
    if let [only] = ids {
        return Ok(only.clone());
    }
    let version = |id: &Id| {
        let activity = program.activities.get(id);
        let version = activity.and_then(|activity| activity.version.as_deref());
        version.map_or_else(
            || format!("`{id}`"),
            |version| format!("`{id}` (version {})", shown(version)),
        )
    };
    let all: Vec<String> = ids.iter().map(version).collect();
    let all = if all.len() > names::MOST_NAMED {
        words::some(&all, names::MOST_NAMED)
    } else {
        words::choice(&all)
    };
    Err(given
        .wrong("it stands for several entries")
        .hint(format!("Name the one you mean: {all}.")))
}

/// A day that has come: nothing is completed, passed or earned ahead of time.
fn past_day(given: Given<'_>, today: Date) -> Result<Date, Failure> {
    let day = given.date()?;
    if day > today {
        let failure = given.wrong(format!("it is after today, {today}"));
        return Err(failure.hint("Remember it once it is done."));
    }
    Ok(day)
}
