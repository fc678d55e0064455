//! An activity that was completed: a new entry with the catalogue's facts, or more facts to one that is there.

use crate::{
    cli::{Failure, args::LogArgs, convert::Given, names},
    model::{Activity, Date, Id, Offering, ProgramCatalog},
    record::{ClaimState, Completion, Subject},
};

use super::{Desk, flags, meant, objection, only, own, papers, past_day};

/// The way out where the catalogue does not have it.
const OWN: &str = "What the catalogue does not have is remembered with what you know of it: `finder log NAME --program ID --title TEXT --credits 3`.";

/// Remembers it, and tells what was done.
pub(super) fn log(args: &LogArgs, desk: &mut Desk<'_, '_>) -> Result<String, Failure> {
    let Some(name) = &args.name else {
        return Err(Failure::usage("it is not said which activity")
            .hint("Name it: `finder log --state earned ENCOR`."));
    };
    let given = Given::new("log", name);
    let (id, known) = named(given, args, desk)?;
    let there = there(&id, args, desk);
    let recorded = there.and_then(|at| desk.record.completions.get(at));
    flags::suit(args, known, recorded)?;
    let mut completion = match there {
        Some(at) => at_place(desk, at)?,
        None => match known {
            Known::Listed(program, activity) => new(given, args, (id, program, activity), desk)?,
            Known::Own(program) => own::new(given, args, (id, program), desk)?,
            Known::Gone => return Err(given.wrong("the catalogue does not have it")),
        },
    };
    let before = there.map(|_| completion.clone());
    flags::fill(args, &mut completion, known, desk)?;
    args.papers.fill(&mut completion, desk.world)?;
    let is_same = before.as_ref().is_some_and(|before| {
        (before.completed, &before.subject) == (completion.completed, &completion.subject)
    });
    if !is_same {
        let objections = objection::to_activity(&completion, there, known, desk);
        objection::settle(objections, completion.id(), desk)?;
    }
    own::remark(args, before.as_ref(), &completion, desk)?;
    if let (Some(at), Some(before)) = (there, before) {
        desk.document.amend_completion(at, &completion);
        return Ok(papers::amended(&before, &completion));
    }
    desk.document.add_completion(&completion);
    let told = papers::told(&completion);
    Ok(format!("`{}` is in your record: {told}", completion.id()))
}

/// What the catalogue knows of an activity.
#[derive(Clone, Copy)]
pub(super) enum Known<'c> {
    /// The program has it.
    Listed(&'c ProgramCatalog, &'c Activity),
    /// It does not, and she names the program.
    Own(&'c ProgramCatalog),
    /// It does not, and her record does.
    Gone,
}

impl<'c> Known<'c> {
    /// What the catalogue tells of it.
    pub(super) fn activity(self) -> Option<&'c Activity> {
        match self {
            Self::Listed(_, activity) => Some(activity),
            Self::Own(_) | Self::Gone => None,
        }
    }
}

/// The activity that is meant: one of the record by its id, be it gone from the catalogue, or one of the catalogue.
fn named<'c>(
    given: Given<'_>,
    args: &LogArgs,
    desk: &mut Desk<'c, '_>,
) -> Result<(Id, Known<'c>), Failure> {
    let own = own::program(args, desk)?;
    let by_id = Id::new(given.value).ok();
    if let Some(id) = by_id.filter(|id| is_recorded(id, desk)) {
        own::of_the_same_program(given, &id, own, desk)?;
        let known = find(&id, desk);
        return Ok((id, known));
    }
    let found = match own {
        Some(program) => {
            names::entries(program, given, given.value, false).map(|meant| (program, meant))
        }
        None => meant(desk.catalog, given).map_err(|failure| failure.hint(OWN)),
    };
    let (program, meant) = match (found, own) {
        (Ok(found), _) => found,
        (Err(_), Some(program)) => return Ok((own::id(given, desk)?, Known::Own(program))),
        (Err(failure), None) => return Err(failure),
    };
    let is_activity = |id: &&Id| program.activities.contains_key(*id);
    let mut ids: Vec<Id> = meant.ids.iter().filter(is_activity).cloned().collect();
    if let (true, Some(exam)) = (ids.is_empty(), meant.ids.first()) {
        return Err(given.wrong("it is an exam").hint(format!(
            "An exam that you passed is remembered by `finder log exam {exam} --passed DATE`."
        )));
    }
    if args.completed.is_none() && ids.len() > 1 {
        ids.retain(|id| is_recorded(id, desk));
    }
    if let Some(note) = meant.note {
        desk.world.err.note(&note)?;
    }
    let id = only(given, &ids, program)?;
    let known = program.activities.get(&id);
    let known = known.map_or(Known::Gone, |activity| Known::Listed(program, activity));
    Ok((id, known))
}

fn find<'c>(id: &Id, desk: &Desk<'c, '_>) -> Known<'c> {
    let programs = desk.catalog.programs.values();
    let mut known = programs.filter_map(|program| {
        let activity = program.activities.get(id)?;
        Some(Known::Listed(program, activity))
    });
    known.next().unwrap_or(Known::Gone)
}

fn is_recorded(id: &Id, desk: &Desk<'_, '_>) -> bool {
    places(id, desk).next().is_some()
}

/// Where the record has an activity.
fn places<'a>(id: &'a Id, desk: &'a Desk<'_, '_>) -> impl Iterator<Item = (usize, &'a Completion)> {
    let all = desk.record.completions.iter().enumerate();
    all.filter(move |(_, completion)| !completion.is_exam() && completion.id() == id)
}

/// The completion that is to be amended. Beside one that was refused, a day of completion begins another.
fn there(id: &Id, args: &LogArgs, desk: &Desk<'_, '_>) -> Option<usize> {
    let claimed = places(id, desk).filter(|(_, c)| c.state != ClaimState::Rejected);
    let refused = places(id, desk).filter(|_| args.completed.is_none());
    claimed.last().or(refused.last()).map(|(at, _)| at)
}

fn at_place(desk: &Desk<'_, '_>, at: usize) -> Result<Completion, Failure> {
    let completion = desk.record.completions.get(at).cloned();
    completion.ok_or_else(|| Failure::run("the record has no such completion"))
}

/// A completion with the catalogue's facts of today.
fn new(
    given: Given<'_>,
    args: &LogArgs,
    (id, program, activity): (Id, &ProgramCatalog, &Activity),
    desk: &Desk<'_, '_>,
) -> Result<Completion, Failure> {
    let Some(completed) = Given::maybe("--completed", args.completed.as_ref()) else {
        return Err(given
            .wrong("it is not in your record, and it is not said when you completed it")
            .hint(format!(
                "Add the day: `finder log {id} --completed {}`.",
                desk.world.today
            )));
    };
    let completed = past_day(completed, desk.world.today)?;
    let credits = match (&args.credits, activity.credits) {
        (Some(credits), _) => own::earned(Given::new("--credits", credits))?,
        (None, Some(credits)) => credits,
        (None, None) => {
            return Err(given
                .wrong("the catalogue does not know what it earns")
                .hint("Say what your certificate says, such as `--credits 12`."));
        }
    };
    Ok(Completion {
        subject: Subject::Activity {
            id,
            offering: sole_offering(activity, completed),
            course: activity.course.clone(),
            version: activity.version.clone(),
            credits,
            category: activity.category.clone(),
        },
        program: program.program.id.clone(),
        title: activity.title.clone(),
        started: None,
        completed,
        state: ClaimState::ToSubmit,
        certificate: None,
        evidence: None,
        note: None,
    })
}

/// The one way in which it can have been taken, where there is but one.
fn sole_offering(activity: &Activity, completed: Date) -> Option<Id> {
    let could = |offering: &&Offering| {
        let opened = offering.opens.is_none_or(|opens| opens <= completed);
        let ended = offering.expires.day().is_some_and(|last| last < completed);
        opened && !ended
    };
    let mut offerings = activity.offerings.iter().filter(could);
    let first = offerings.next()?;
    offerings.next().is_none().then(|| first.id.clone())
}
