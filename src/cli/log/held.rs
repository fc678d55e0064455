//! A certification she holds, or has renewed.

use chrono::Months;

use crate::{
    cli::{Failure, args::LogCert, convert::Given, names},
    model::{Certification, Date, Level, ProgramCatalog},
    record::Held,
    report::words,
};

use super::{Desk, papers::own_words, past_day};

/// Remembers it, and tells what was done.
pub(super) fn log(args: &LogCert, desk: &mut Desk<'_, '_>) -> Result<String, Failure> {
    let given = Given::new("log cert", &args.name);
    let (program, certification) = names::certification(desk.catalog, given)?;
    let today = desk.world.today;
    if let Some(note) = names::renamed(certification, &args.name, today) {
        desk.world.err.note(&note)?;
    }
    let earned = Given::maybe("--earned", args.earned.as_ref());
    let earned = earned.map(|day| past_day(day, today)).transpose()?;
    let expires = Given::maybe("--expires", args.expires.as_ref()).map(Given::date);
    let expires = expires.transpose()?;
    let there = there(certification, program, earned, desk);
    let before = there.and_then(|at| desk.record.certifications.get(at));
    let mut held = before.cloned().unwrap_or_else(|| Held {
        id: certification.id.clone(),
        earned: None,
        expires: None,
        note: None,
    });
    held.earned = earned.or(held.earned);
    held.expires = expires.or(held.expires);
    if let Some(note) = &args.note {
        held.note = Some(own_words("--note", note)?);
    }
    if held.earned.is_none() && held.expires.is_none() {
        return Err(given
            .wrong("it is not said when it was earned")
            .hint(format!(
                "Add the day: `finder log cert {} --earned DATE`, or `--expires DATE` where you know that.",
                held.id
            )));
    }
    if expires.is_none() && earned.is_some() {
        held.expires = by_rule(program, certification, &held, desk)?;
    }
    in_order(args, &held)?;
    remark(certification, &held, desk)?;
    if before == Some(&held) {
        let id = &held.id;
        return Ok(format!(
            "`{id}` is in your record as you say; nothing was changed"
        ));
    }
    let told = told(&held);
    if let Some(at) = there {
        desk.document.amend_certification(at, &held);
        return Ok(format!("`{}` is amended: {told}", held.id));
    }
    desk.document.add_certification(&held);
    Ok(format!("`{}` is in your record: {told}", held.id))
}

/// Says of a certification that can no longer be renewed that it cannot.
fn remark(
    certification: &Certification,
    held: &Held,
    desk: &mut Desk<'_, '_>,
) -> Result<(), Failure> {
    let today = desk.world.today;
    if held.expires.is_some_and(|day| day <= today) {
        let note = "it has expired: it is earned again like the first time";
        desk.world.err.note(note)?;
    }
    if certification.is_retired(today) {
        desk.world
            .err
            .note("it is retired, and cannot be renewed")?;
    }
    Ok(())
}

/// Where the record has it, under any of its names. Earned on a later day it begins another cycle, beside the one that is there.
fn there(
    certification: &Certification,
    program: &ProgramCatalog,
    earned: Option<Date>,
    desk: &Desk<'_, '_>,
) -> Option<usize> {
    let is_it = |held: &Held| {
        let known = program.certification(held.id.as_str());
        known.is_some_and(|known| known.id == certification.id)
    };
    let all = desk.record.certifications.iter().enumerate();
    let same = all.rev().filter(|(_, held)| is_it(held));
    let mut same = same.filter(|(_, held)| {
        let days = earned.zip(held.earned);
        days.is_none_or(|(now, then)| now == then)
    });
    same.next().map(|(at, _)| at)
}

/// The day it expires by the rule of its level.
fn by_rule(
    program: &ProgramCatalog,
    certification: &Certification,
    held: &Held,
    desk: &mut Desk<'_, '_>,
) -> Result<Option<Date>, Failure> {
    let level = program.program.level(&certification.level);
    let Some((level, years)) = level.and_then(|level| Some((level, level.years?))) else {
        return Ok(None);
    };
    let months = years.checked_mul(12).map(Months::new);
    let expires = held.earned.zip(months);
    let expires = expires.and_then(|(earned, months)| earned.checked_add_months(months));
    if let Some(day) = expires {
        let years = words::count(years as usize, "year");
        desk.world.err.note(&format!(
            "it expires on {day}, {years} after it was earned, by the rule of the level {}; `--expires` says otherwise",
            level.name
        ))?;
        exception(level, desk)?;
    }
    Ok(expires)
}

/// What the catalogue says beside the years of a level that takes no credits, where cases differ.
fn exception(level: &Level, desk: &mut Desk<'_, '_>) -> Result<(), Failure> {
    if let Some(note) = level.note.as_ref().filter(|_| !level.takes_credits) {
        desk.world.err.note(note)?;
    }
    Ok(())
}

fn in_order(args: &LogCert, held: &Held) -> Result<(), Failure> {
    let Some((earned, expires)) = held.earned.zip(held.expires).filter(|(e, x)| x <= e) else {
        return Ok(());
    };
    let (flag, value) = match (&args.expires, &args.earned) {
        (Some(day), _) => ("--expires", day.as_str()),
        (None, day) => ("--earned", day.as_deref().unwrap_or_default()),
    };
    Err(Given::new(flag, value)
        .wrong(format!(
            "it would expire on {expires}, no later than it is earned, on {earned}"
        ))
        .hint("Give both days, `--earned` and `--expires`, in their order."))
}

fn told(held: &Held) -> String {
    let earned = held.earned.map(|day| format!("earned {day}"));
    let expires = held.expires.map(|day| format!("expires {day}"));
    let facts: Vec<String> = earned.into_iter().chain(expires).collect();
    facts.join(", ")
}
