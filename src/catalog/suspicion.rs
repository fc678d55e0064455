//! What looks wrong but may be right: lengths that do not fit, learning credits taken for CE credits, titles that look alike.
//!
//! A suspicion is a warning and leaves nothing out. An `[[exception]]` excuses it; one that excuses nothing is an error.

use std::collections::{HashMap, HashSet};

use super::{
    activity::ActivityEntry,
    entries::Entries,
    entry::{Linked, Table},
    exception::Exception,
    titles::{Titles, words},
};
use crate::{
    diagnostic::{Code, Diagnostic, shown},
    model::{Activity, Clc, Cost, Credits, Effort, Estimates, Id},
};

/// How many times the expected length is too long, and what part of it too short.
const FAR: u64 = 10;

/// A suspicion against an activity, by its position.
struct Suspicion {
    activity: usize,
    /// The other, where two are compared.
    with: Option<usize>,
    finding: Diagnostic,
}

/// Finds every suspicion that no exception excuses, and every exception that excuses none.
pub(super) fn find(program: &mut Entries<'_>) {
    let estimates = program.program.value.as_ref().map(|p| &p.estimates);
    let mut suspicions = look_alikes(&program.activities);
    for (index, entry) in program.activities.iter().enumerate() {
        let own = alone(entry, estimates).into_iter();
        suspicions.extend(own.map(|finding| Suspicion {
            activity: index,
            with: None,
            finding,
        }));
    }
    let needless = needless(&program.activities, &suspicions);
    suspicions.retain(|suspicion| !is_excused(&program.activities, suspicion));
    for Suspicion {
        activity, finding, ..
    } in suspicions
    {
        if let Some(entry) = program.activities.get_mut(activity) {
            entry.activity.warn(finding);
        }
    }
    for (index, position, finding) in needless {
        let entry = program.activities.get_mut(index);
        if let Some(exception) = entry.and_then(|entry| entry.exceptions.get_mut(position)) {
            exception.fail(vec![finding]);
        }
    }
}

/// What is suspicious about one activity by itself.
fn alone(entry: &ActivityEntry<'_>, estimates: Option<&Estimates>) -> Vec<Diagnostic> {
    let Some((activity, table)) = entry.activity.sound() else {
        return Vec::new();
    };
    let Some(credits) = activity.credits.filter(|c| *c > Credits::ZERO) else {
        return Vec::new();
    };
    let offerings = || entry.offerings.iter().filter_map(|entry| entry.sound());
    let own = std::iter::once((activity.effort, table));
    let efforts = own.chain(offerings().map(|(offering, table)| (offering.effort, table)));
    let hours = efforts.filter_map(|(effort, at)| implausible(effort?, credits, estimates?, at));
    let clc =
        offerings().filter_map(|(offering, at)| same_number(offering.cost, credits, at, table));
    hours.chain(clc).collect()
}

fn implausible(
    effort: Effort,
    credits: Credits,
    estimates: &Estimates,
    table: &Table<'_>,
) -> Option<Diagnostic> {
    let (stated, key) = match effort {
        Effort::Hours(time) => (u64::from(time.minutes()), "hours"),
        Effort::Days(days) => {
            let per_day = u64::from(estimates.per_day.minutes());
            (u64::from(days) * per_day, "days")
        }
    };
    let rate = u64::from(estimates.hours_per_credit);
    let expected = u64::from(credits.hundredths()) * rate * 60 / 10_000;
    let what = if stated > expected.saturating_mul(FAR) {
        "long"
    } else if stated.saturating_mul(FAR) < expected {
        "short"
    } else {
        return None;
    };
    let hours = (expected / 60).max(1);
    Some(
        Diagnostic::warning(
            Code::ImplausibleHours,
            format!("this is very {what} for {credits} credits"),
        )
        .at(
            table.file,
            table.span_of(key),
            format!("{credits} credits take about {hours} hours"),
        )
        .help("See whether the page means days, or how long access lasts."),
    )
}

fn same_number(
    cost: Cost,
    credits: Credits,
    offering: &Table<'_>,
    activity: &Table<'_>,
) -> Option<Diagnostic> {
    let Cost::Priced {
        clc: Some(Clc(clc)),
        ..
    } = cost
    else {
        return None;
    };
    (clc.checked_mul(100) == Some(credits.hundredths())).then(|| {
        Diagnostic::warning(
            Code::ClcAsCredits,
            "the CE credits are the same number as the price in CLC",
        )
        .at(activity.file, activity.span_of("credits"), "what it earns")
        .at(offering.file, offering.span_of("cost"), "what it costs")
        .help("See which of the two the page states; leave the other out.")
    })
}

fn look_alikes(activities: &[ActivityEntry<'_>]) -> Vec<Suspicion> {
    let sound =
        |entry: &ActivityEntry<'_>| entry.activity.sound().map(|(a, _)| a.title.to_lowercase());
    let titles: Vec<String> = activities
        .iter()
        .map(|entry| sound(entry).unwrap_or_default())
        .collect();
    let titles: Vec<Vec<&str>> = titles.iter().map(|title| words(title)).collect();
    let mut tree = Titles::with_capacity(titles.iter().map(Vec::len).sum());
    for (index, words) in titles.iter().enumerate() {
        tree.insert(index, words);
    }
    let mut found = Vec::new();
    for (longer, words) in titles.iter().enumerate() {
        for shorter in tree.within(words) {
            // Of two equal titles the later tells it, and no title is compared with itself.
            let told = titles.get(shorter) != Some(words) || shorter < longer;
            found.extend(
                told.then(|| look_alike(activities, longer, shorter))
                    .flatten(),
            );
        }
    }
    found
}

/// The suspicion that two activities are one, unless they say that they are the same course.
fn look_alike(
    activities: &[ActivityEntry<'_>],
    longer: usize,
    shorter: usize,
) -> Option<Suspicion> {
    let sound = |index: usize| activities.get(index)?.activity.sound();
    let ((activity, table), (other, other_table)) = (sound(longer)?, sound(shorter)?);
    if activity.course_key() == other.course_key() {
        return None;
    }
    let finding = Diagnostic::warning(
        Code::LookAlike,
        format!("`{}` looks like `{}`", activity.id, other.id),
    )
    .at(table.file, table.span_of("title"), "this title holds")
    .at(other_table.file, other_table.span_of("title"), "this one")
    .help(way_out(other));
    Some(Suspicion {
        activity: longer,
        with: Some(shorter),
        finding,
    })
}

fn way_out(other: &Activity) -> String {
    let course = match &other.course {
        Some(course) => format!("write `course = \"{}\"` here too", shown(course)),
        None => "give both the same `course`".to_owned(),
    };
    format!(
        "If they are the same course, {course}; if not, say so in an `[[exception]]` with `with = \"{}\"`.",
        other.id
    )
}

fn is_excused(activities: &[ActivityEntry<'_>], suspicion: &Suspicion) -> bool {
    let excuses = |index: usize| {
        let entry = activities.get(index);
        let mut exceptions = entry.into_iter().flat_map(|entry| &entry.exceptions);
        exceptions.any(|exception| {
            let exception = exception.value.as_ref();
            exception.is_some_and(|e| excuses(e, index, activities, suspicion))
        })
    };
    excuses(suspicion.activity) || suspicion.with.is_some_and(excuses)
}

/// Whether an exception in the file of `index` is about this suspicion.
fn excuses(
    exception: &Exception,
    index: usize,
    activities: &[ActivityEntry<'_>],
    suspicion: &Suspicion,
) -> bool {
    let other = match suspicion.with {
        Some(with) if with == index => Some(suspicion.activity),
        with => with.filter(|_| suspicion.activity == index),
    };
    let id = |index: usize| Some(&activities.get(index)?.activity.value.as_ref()?.id);
    exception.code == suspicion.finding.code
        && (suspicion.activity == index || suspicion.with == Some(index))
        && exception.with.as_ref() == other.and_then(id)
}

/// The exceptions that excuse nothing, by the positions of their activity and of themselves. Nothing is said where a fault hides what they
/// may be about.
fn needless(
    activities: &[ActivityEntry<'_>],
    suspicions: &[Suspicion],
) -> Vec<(usize, usize, Diagnostic)> {
    let values = activities
        .iter()
        .filter_map(|entry| entry.activity.value.as_ref());
    let ids: HashSet<&Id> = values.map(|activity| &activity.id).collect();
    let mut about: HashMap<usize, Vec<&Suspicion>> = HashMap::new();
    for suspicion in suspicions {
        for activity in [Some(suspicion.activity), suspicion.with]
            .into_iter()
            .flatten()
        {
            about.entry(activity).or_default().push(suspicion);
        }
    }
    let mut found = Vec::new();
    for (index, entry) in activities.iter().enumerate() {
        let is_whole =
            entry.activity.value.is_some() && entry.offerings.iter().all(|o| o.value.is_some());
        for (position, exception) in entry.exceptions.iter().enumerate() {
            let Some(exception) = exception.value.as_ref().filter(|_| is_whole) else {
                continue;
            };
            let about_whole = exception.with.as_ref().is_none_or(|id| ids.contains(id));
            let mut near = about.get(&index).into_iter().flatten();
            if about_whole && !near.any(|s| excuses(exception, index, activities, s)) {
                found.push((index, position, remove(exception)));
            }
        }
    }
    found
}

fn remove(exception: &Exception) -> Diagnostic {
    let message = format!("nothing here raises `{}`", exception.code);
    Diagnostic::error(Code::NeedlessException, message)
        .at(
            exception.file,
            exception.span.clone(),
            "this excuses nothing",
        )
        .help("Remove the exception.")
}
