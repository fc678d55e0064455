//! What was completed and the catalogue does not have: her own words for it, under the rules of a program.
//!
//! Programs of which the catalogue holds the rules alone have nothing else; of the others she may be ahead of it.

use crate::{
    cli::{Failure, args::LogArgs, convert::Given, names},
    diagnostic::shown,
    model::{Credits, Id, Minutes, Program, ProgramCatalog},
    record::{ClaimState, Completion, Subject},
    report::{clean, words},
};

use super::{Desk, past_day};

/// The most time that one activity takes: half a year of work. What is beyond it is a slip of the finger.
const MOST_MINUTES: u32 = 1000 * 60;

/// The most that one activity earns, in hundredths of a credit: several times what any renewal asks for.
const MOST_HUNDREDTHS: u32 = 1000 * 100;

/// The program whose rules are meant, where one is named.
pub(super) fn program<'c>(
    args: &LogArgs,
    desk: &Desk<'c, '_>,
) -> Result<Option<&'c ProgramCatalog>, Failure> {
    let Some(given) = Given::maybe("--program", args.program.as_ref()) else {
        return Ok(None);
    };
    let known = desk.catalog.programs.keys().map(Id::as_str);
    let word = names::word(given, "program", known)?;
    let mut programs = desk.catalog.programs.values();
    Ok(programs.find(|program| program.program.id.as_str() == word))
}

/// An id for it. One that means something else in another program would be taken for that.
pub(super) fn id(given: Given<'_>, desk: &Desk<'_, '_>) -> Result<Id, Failure> {
    let id = Id::slug(given.value).ok_or_else(|| {
        given
            .wrong("it has no letter and no digit that an id could be made of")
            .hint("Give it a short name, such as `webinar-2026-10`.")
    })?;
    let mut programs = desk.catalog.programs.values();
    let has = |program: &&ProgramCatalog| {
        program.activities.contains_key(&id) || program.exams.contains_key(&id)
    };
    match programs.find(has) {
        None => Ok(id),
        Some(program) => Err(given
            .wrong(format!(
                "it is something of {} in the catalogue",
                clean(&program.program.name)
            ))
            .hint(format!(
                "Give it a name of its own, such as `{id}-again`, or leave `--program` out."
            ))),
    }
}

/// Refuses to take what the record has for one program for something of another.
pub(super) fn of_the_same_program(
    given: Given<'_>,
    id: &Id,
    own: Option<&ProgramCatalog>,
    desk: &Desk<'_, '_>,
) -> Result<(), Failure> {
    let Some(own) = own.map(|own| &own.program.id) else {
        return Ok(());
    };
    let mut recorded = desk.record.completions.iter();
    match recorded.find(|done| done.id() == id && done.program != *own) {
        None => Ok(()),
        Some(done) => Err(given
            .wrong(format!("your record has it for `{}`", done.program))
            .hint(format!(
                "What counts in two programs is remembered for each, under two names: give it another, such as `{id}-{own}`."
            ))),
    }
}

/// A completion of it, as far as it needs to be said. What else the flags say is for `flags`.
pub(super) fn new(
    given: Given<'_>,
    args: &LogArgs,
    (id, program): (Id, &ProgramCatalog),
    desk: &Desk<'_, '_>,
) -> Result<Completion, Failure> {
    let Some(completed) = Given::maybe("--completed", args.completed.as_ref()) else {
        return Err(given
            .wrong("it is not said when you completed it")
            .hint(format!("Add the day: `--completed {}`.", desk.world.today)));
    };
    let completed = past_day(completed, desk.world.today)?;
    let Some(credits) = credits(args, Some(program))? else {
        return Err(given
            .wrong("it is not said what it earned")
            .hint("Add `--credits 3`, or `--hours 3` where its credits go by the hours it took."));
    };
    Ok(Completion {
        subject: Subject::Activity {
            id,
            offering: None,
            course: None,
            version: None,
            credits,
            category: None,
        },
        program: program.program.id.clone(),
        title: given.value.to_owned(),
        started: None,
        completed,
        state: ClaimState::ToSubmit,
        certificate: None,
        evidence: None,
        note: None,
    })
}

/// The credits that one activity earned, as she says.
pub(super) fn earned(given: Given<'_>) -> Result<Credits, Failure> {
    let credits = given.credits()?;
    if credits.hundredths() > MOST_HUNDREDTHS {
        return Err(given
            .wrong("no single activity earns more than 1000 credits")
            .hint("Say what your certificate says, such as `--credits 12`."));
    }
    Ok(credits)
}

/// The credits it earned, where they are said: as she says, or by the program's rate for the hours it took.
pub(super) fn credits(
    args: &LogArgs,
    program: Option<&ProgramCatalog>,
) -> Result<Option<Credits>, Failure> {
    if let Some(credits) = Given::maybe("--credits", args.credits.as_ref()) {
        return earned(credits).map(Some);
    }
    let Some(hours) = Given::maybe("--hours", args.hours.as_ref()) else {
        return Ok(None);
    };
    let Some(program) = program else {
        return Err(hours
            .wrong("the catalogue does not have the program, nor its rate")
            .hint("Say what it earned, such as `--credits 3`."));
    };
    let minutes = hours.hours()?;
    if minutes.minutes() > MOST_MINUTES {
        return Err(hours
            .wrong("no single activity takes more than 1000 hours")
            .hint("Remember each part of it under a name of its own, or say what it earned by `--credits`."));
    }
    let credits = program.program.estimates.credits_of(minutes);
    match credits.filter(|credits| *credits != Credits::ZERO) {
        None => Err(hours.wrong("so little time earns nothing")),
        credits => Ok(credits),
    }
}

/// Says what goes without saying: by which rate hours became credits, and that something new is of no category. It is said once nothing
/// can be refused any more, so that no remark stands before an error that it has nothing to do with.
pub(super) fn remark(
    args: &LogArgs,
    before: Option<&Completion>,
    completion: &Completion,
    desk: &mut Desk<'_, '_>,
) -> Result<(), Failure> {
    let Some(program) = desk.catalog.programs.get(&completion.program) else {
        return Ok(());
    };
    if let Some(hours) = Given::maybe("--hours", args.hours.as_ref()) {
        told_rate(completion.credits(), hours.hours()?, &program.program, desk)?;
    }
    let is_own = !program.activities.contains_key(completion.id());
    let Subject::Activity { category: None, .. } = completion.subject else {
        return Ok(());
    };
    if before.is_none() && is_own && !program.program.categories.is_empty() {
        let known = bases(&program.program);
        let known: Vec<String> = known.map(|base| format!("`{base}`")).collect();
        desk.world.err.note(&format!(
            "`{}` is of no category, and counts toward no minimum and no cap: `--category` names one, {}",
            completion.id(),
            words::choice(&known)
        ))?;
    }
    Ok(())
}

/// Says by which rate hours became credits.
fn told_rate(
    credits: Credits,
    hours: Minutes,
    program: &Program,
    desk: &mut Desk<'_, '_>,
) -> Result<(), Failure> {
    let evidence = &program.estimates.evidence;
    let name = clean(&program.name);
    desk.world.err.note(&format!(
        "{hours} hours are {} by the rate the catalogue holds for {name}; `--credits` says otherwise",
        words::credits(credits)
    ))?;
    let source = clean(&evidence.source);
    let hint = format!("The rate is from {source}, read on {}.", evidence.checked);
    desk.world.err.hint(&hint)?;
    Ok(())
}

/// The category its credits are of.
pub(super) fn category(given: Given<'_>, program: Option<&ProgramCatalog>) -> Result<Id, Failure> {
    let Some(program) = program else {
        return Err(given.wrong("the catalogue does not have the program, nor its categories"));
    };
    if program.program.categories.is_empty() {
        let name = shown(&program.program.name);
        return Err(given.wrong(format!("{name} has no categories")));
    }
    let word = names::word(given, "category", bases(&program.program).map(Id::as_str))?;
    Id::new(word).map_err(|error| given.wrong(error))
}

/// The categories that credits are earned in: a union of others is none.
fn bases(program: &Program) -> impl Iterator<Item = &Id> + Clone {
    let categories = program.categories.iter();
    let bases = categories.filter(|category| category.includes.is_empty());
    bases.map(|category| &category.id)
}
