//! What the flags say of an activity that was completed, put in its place, be it new or in the record.
//!
//! What an activity earns that the catalogue does not have is worked out in `own`.

use crate::{
    cli::{Failure, args::LogArgs, convert::Given, names},
    model::{Activity, Id},
    record::{ClaimState, Completion, Subject},
};

use super::{Desk, activity::Known, own, papers::own_words, past_day};

/// Refuses what is said of something of the catalogue and only the catalogue can say, and the offering of what has none.
pub(super) fn suit(
    args: &LogArgs,
    known: Known<'_>,
    before: Option<&Completion>,
) -> Result<(), Failure> {
    let is_listed = known.activity().is_some();
    if let Some(hours) = Given::maybe("--hours", args.hours.as_ref()).filter(|_| is_listed) {
        let failure = hours.wrong("the catalogue has it, and its credits do not go by the hours");
        return Err(failure.hint("Say what your certificate says, such as `--credits 12`."));
    }
    if let Some(title) = Given::maybe("--title", args.title.as_ref()).filter(|_| is_listed) {
        let failure = title.wrong("the catalogue has it, and its title");
        return Err(failure.hint("Leave it out; `--note` keeps words of your own."));
    }
    let offering = Given::maybe("--offering", args.offering.as_ref());
    // What the catalogue had once was taken in one of its offerings, or is of a course; what is her own is neither.
    let was_listed = before.is_some_and(|before| match &before.subject {
        Subject::Activity {
            offering, course, ..
        } => offering.is_some() || course.is_some(),
        Subject::Exam { .. } => false,
    });
    match offering.filter(|_| !is_listed && !was_listed) {
        Some(offering) => Err(offering
            .wrong(
                "the catalogue does not have the activity, and what is your own has no offerings",
            )
            .hint("Leave it out; `--note` keeps where you took it.")),
        None => Ok(()),
    }
}

/// Puts what the flags say in its place.
pub(super) fn fill(
    args: &LogArgs,
    completion: &mut Completion,
    known: Known<'_>,
    desk: &Desk<'_, '_>,
) -> Result<(), Failure> {
    let today = desk.world.today;
    let given = Given::maybe;
    if let Some(title) = &args.title {
        completion.title = own_words("--title", title)?;
    }
    if let Some(day) = given("--completed", args.completed.as_ref()) {
        completion.completed = past_day(day, today)?;
    }
    if let Some(day) = given("--started", args.started.as_ref()) {
        completion.started = Some(past_day(day, today)?);
    }
    if let Some(state) = given("--state", args.state.as_ref()) {
        completion.state = self::state(state)?;
    }
    subject(args, completion, known, desk)?;
    in_order(args, completion)
}

/// The facts that an exam has not.
fn subject(
    args: &LogArgs,
    completion: &mut Completion,
    known: Known<'_>,
    desk: &Desk<'_, '_>,
) -> Result<(), Failure> {
    let program = desk.catalog.programs.get(&completion.program);
    let said_credits = own::credits(args, program)?;
    let said_offering = Given::maybe("--offering", args.offering.as_ref());
    let said_offering = said_offering.map(|given| offering(given, known.activity()));
    let said_offering = said_offering.transpose()?;
    let said_category = Given::maybe("--category", args.category.as_ref());
    let said_category = said_category.map(|given| own::category(given, program));
    let said_category = said_category.transpose()?;
    if let Subject::Activity {
        offering,
        credits,
        category,
        ..
    } = &mut completion.subject
    {
        *credits = said_credits.unwrap_or(*credits);
        *offering = said_offering.or(offering.take());
        *category = said_category.or(category.take());
    }
    Ok(())
}

fn state(given: Given<'_>) -> Result<ClaimState, Failure> {
    let word = names::word(given, "state", ClaimState::ALL.iter().map(|s| s.word()))?;
    let state = ClaimState::ALL.into_iter().find(|s| s.word() == word);
    state.ok_or_else(|| given.wrong("no state is called so"))
}

/// An offering of the activity. Of one that the catalogue no longer has, she may say what she likes.
fn offering(given: Given<'_>, activity: Option<&Activity>) -> Result<Id, Failure> {
    if let Some(activity) = activity {
        let known = activity
            .offerings
            .iter()
            .map(|offering| offering.id.as_str());
        names::word(given, "offering of it", known)?;
    }
    Id::new(&given.value.to_ascii_lowercase()).map_err(|error| given.wrong(error))
}

fn in_order(args: &LogArgs, completion: &Completion) -> Result<(), Failure> {
    let started = completion.started.filter(|day| *day > completion.completed);
    let Some(started) = started else {
        return Ok(());
    };
    let (flag, value) = match (&args.started, &args.completed) {
        (Some(day), _) => ("--started", day.as_str()),
        (None, Some(day)) => ("--completed", day.as_str()),
        (None, None) => return Ok(()),
    };
    let completed = completion.completed;
    Err(Given::new(flag, value)
        .wrong(format!(
            "it begins on {started}, after it is completed, on {completed}"
        ))
        .hint("Give both days, `--started` and `--completed`, in their order."))
}
