//! What she reckons with beside certifications and completions: passes, learning credits, what was taken before.

use crate::{
    cli::{
        Failure,
        args::{LogClc, LogPass, LogTaken},
        convert::Given,
        names,
    },
    model::{Date, Id},
    record::{Defaults, HeldPass, Purse},
    report::words,
};

use super::{Desk, meant};

/// Remembers a pass, and tells what was done.
pub(super) fn pass(args: &LogPass, desk: &mut Desk<'_, '_>) -> Result<String, Failure> {
    let given = Given::new("log pass", &args.name);
    let programs = || desk.catalog.programs.values();
    let known = programs().flat_map(|program| program.passes.keys().map(Id::as_str));
    let known: Vec<&str> = known.collect();
    let word = names::word(given, "pass", known.into_iter())?;
    let id = Id::new(word).map_err(|error| given.wrong(error))?;
    let until = until(args.until.as_ref(), desk)?;
    let passes = &desk.record.defaults.passes;
    let there = passes.iter().position(|pass| pass.id == id);
    let told = told_until(until);
    let pass = HeldPass { id, until };
    match there {
        Some(at) if until.is_some() => desk.document.amend_pass(at, &pass),
        Some(_) => {
            let id = &pass.id;
            return Ok(format!("`{id}` is in your record; nothing was changed"));
        }
        None => desk.document.add_pass(&pass),
    }
    Ok(format!("`{}` is in your record{told}", pass.id))
}

/// Remembers how many learning credits there are, and tells what was done.
pub(super) fn clc(args: &LogClc, desk: &mut Desk<'_, '_>) -> Result<String, Failure> {
    let clc = Given::new("log clc", &args.number).clc()?;
    let until = until(args.until.as_ref(), desk)?;
    let before = desk.record.defaults.purse.and_then(|purse| purse.until);
    let until = until.or(before);
    desk.document.set_defaults(&Defaults {
        purse: Some(Purse { clc, until }),
        ..desk.record.defaults.clone()
    });
    let number = words::count(clc.0 as usize, "learning credit");
    let told = told_until(until);
    Ok(format!("{number} in your record{told}"))
}

/// Remembers what was done in earlier cycles, and tells what was done.
pub(super) fn taken(args: &LogTaken, desk: &mut Desk<'_, '_>) -> Result<String, Failure> {
    let mut new: Vec<Id> = Vec::new();
    for given in Given::many("log taken", &args.names) {
        let (_, meant) = meant(desk.catalog, given)?;
        if let Some(note) = meant.note {
            desk.world.err.note(&note)?;
        }
        let is_new = |id: &Id| !desk.record.taken.contains(id) && !new.contains(id);
        let ids: Vec<Id> = meant.ids.into_iter().filter(is_new).collect();
        new.extend(ids);
    }
    if new.is_empty() {
        return Ok("all of it is in your record; nothing was changed".to_owned());
    }
    desk.document.add_taken(&new);
    let names: Vec<String> = new.iter().map(|id| format!("`{id}`")).collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    Ok(format!(
        "{} {verb} in your record as taken before",
        words::list(&names)
    ))
}

/// A last day, with a remark if it has gone by.
fn until(given: Option<&String>, desk: &mut Desk<'_, '_>) -> Result<Option<Date>, Failure> {
    let until = Given::maybe("--until", given).map(Given::date);
    let until = until.transpose()?;
    if until.is_some_and(|day| day < desk.world.today) {
        desk.world
            .err
            .note("that day has gone by: it opens and pays for nothing any more")?;
    }
    Ok(until)
}

fn told_until(until: Option<Date>) -> String {
    until.map_or_else(String::new, |day| format!(", until {day}"))
}
