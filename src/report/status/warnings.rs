//! What is overdue, what is about to end, what happens if nothing is done, and what the catalogue does not know.

use super::{days, name, name_anywhere, title, when};
use crate::{
    model::Date,
    record::{
        outlook::{Ending, EndingOf, Outlook, Overdue, Part},
        standing::{HeldStanding, HeldState, Target},
    },
    report::{Style, clean, words},
};

/// What is overdue, a sentence each.
pub(super) fn overdue(outlook: &Outlook<'_>, style: Style) -> Vec<String> {
    let overdue = outlook.overdue.iter();
    let told = overdue.map(|overdue| match overdue {
        Overdue::Claim { place, due } => {
            let what = outlook.completion(*place).map(|done| title(done, style));
            let late = days((outlook.today - *due).num_days());
            format!(
                "{} was to be claimed by {due}, {late} ago.",
                what.unwrap_or_default()
            )
        }
        Overdue::Expired { id, on } => format!(
            "{} expired on {on}, and nothing in your record has renewed it.",
            name_anywhere(outlook, id)
        ),
        Overdue::Year { id, last } => format!(
            "Too few credits were earned for {} in the year that ended on {last}.",
            name_anywhere(outlook, id)
        ),
    });
    told.collect()
}

/// What is about to end, a sentence each.
pub(super) fn endings(outlook: &Outlook<'_>) -> Vec<String> {
    let endings = outlook.endings.iter();
    endings.map(|ending| end(outlook, ending)).collect()
}

fn end(outlook: &Outlook<'_>, ending: &Ending<'_>) -> String {
    let when = when(ending.last_day, outlook.today);
    match &ending.of {
        EndingOf::Exam(exam) => {
            let next = exam
                .successor
                .as_ref()
                .map_or_else(String::new, |next| format!("; `{next}` takes its place"));
            format!(
                "Exam {}, {}: last day {when}{next}.",
                exam.id,
                clean(&exam.name)
            )
        }
        EndingOf::Pass(id) => format!("Your pass `{id}`: last day {when}."),
        EndingOf::Clc(clc) => format!(
            "Your {}: last day {when}.",
            words::count(clc.0 as usize, "learning credit")
        ),
    }
}

/// What happens if nothing is done, for one program; nothing where nothing expires.
pub(super) fn if_nothing(part: &Part<'_>) -> String {
    let ends = |held: &&HeldStanding| matches!(held.state, HeldState::Active | HeldState::Retired);
    let mut lost: Vec<(Date, String)> = part
        .told()
        .filter(ends)
        .filter_map(|held| Some((held.cycle.expires?, name(part, &held.id))))
        .collect();
    lost.sort();
    if lost.is_empty() {
        return String::new();
    }
    let lost: Vec<String> = lost
        .into_iter()
        .enumerate()
        .map(|(at, (on, name))| match at {
            0 => format!("{name} expires on {on}"),
            _ => format!("{name} on {on}"),
        })
        .collect();
    let then = part.program.program.after_expiry.as_deref();
    let then = then.map_or_else(
        || "Whether what has expired can still be renewed was not read.".to_owned(),
        clean,
    );
    format!("If nothing is done, {}. {then}", words::list(&lost))
}

/// When the program reminds the holder next.
pub(super) fn reminder(part: &Part<'_>, outlook: &Outlook<'_>) -> String {
    let next = part.standing.targets.iter().filter_map(|target| {
        let day = next_reminder(part, target, outlook.today)?;
        Some((day, target))
    });
    let Some((day, target)) = next.min_by_key(|(day, _)| *day) else {
        return String::new();
    };
    let lead = part.standing.lead(target).map(|held| name(part, &held.id));
    format!(
        "{} reminds its holders by itself: next on {day}, of {}.",
        clean(&part.program.program.name),
        lead.unwrap_or_default()
    )
}

/// The next day on which the program reminds of the expiry of a target.
pub(super) fn next_reminder(part: &Part<'_>, target: &Target, today: Date) -> Option<Date> {
    let reminders = part.program.program.reminders.as_ref()?;
    let mut days = reminders.before(target.cycle.expires?).into_iter();
    days.find(|day| *day > today)
}

/// What the catalogue does not know.
pub(super) fn strangers(outlook: &Outlook<'_>, style: Style) -> Vec<String> {
    let held = outlook.strangers.iter().map(|held| {
        format!(
            "`{}` is no certification of this catalogue: it stays in your record, and nothing is worked out for it.",
            held.id
        )
    });
    let adrift = outlook.adrift.iter().map(|done| {
        format!(
            "{} belongs to the program `{}`, which this catalogue does not have: it stays in your record, and counts for nothing \
             here.",
            title(done, style),
            done.program
        )
    });
    held.chain(adrift).collect()
}
