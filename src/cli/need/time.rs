//! When a holder studies, and how long what she studies takes her.

use std::collections::BTreeMap;

use chrono::Months;

use crate::{
    cli::{Failure, convert::Given},
    diagnostic::shown,
    model::{Date, Id, Minutes},
};

use super::Desk;

/// No certification lasts so many years.
const LONGEST: u32 = 100;

/// The day a certification expires.
pub(super) fn expiry(given: Given<'_>, today: Date) -> Result<Date, Failure> {
    let day = given.date()?;
    let last = today.checked_add_months(Months::new(12 * LONGEST));
    match last.filter(|last| day > *last) {
        Some(last) => Err(given
            .wrong(format!(
                "no certification lasts so long: {last} is the last day that is taken"
            ))
            .hint("Give the day your certification expires, as its page tells it.")),
        None => Ok(day),
    }
}

/// The first day of study.
pub(super) fn start(given: Given<'_>, today: Date, expires: Option<Date>) -> Result<Date, Failure> {
    let from = given.date()?;
    if from < today {
        return Err(given
            .wrong(format!("it is before today, {today}"))
            .hint("Give a day to come, or leave the flag out to begin today."));
    }
    // A certification that has expired is told so, whenever she would begin.
    let living = expires.filter(|expires| *expires > today);
    if let Some(last) = living.and_then(|expires| expires.pred_opt())
        && from > last
    {
        return Err(given
            .wrong(format!("it is after {last}, the last safe day to finish"))
            .hint("Give an earlier day, or leave the flag out to begin today."));
    }
    Ok(from)
}

/// Study by activity, as `ID=HOURS` gives it. A course's code stands for every version of it.
pub(super) fn activity_hours(
    given: &[String],
    desk: &mut Desk<'_>,
) -> Result<BTreeMap<Id, Minutes>, Failure> {
    let mut hours = BTreeMap::new();
    for given in Given::many("--hours", given) {
        let (name, value) = given.assignment("30")?;
        let minutes = value.hours()?;
        if let Some((activity, _)) = name.value.split_once('/') {
            let failure = given.wrong("hours are an activity's, however it is taken");
            let hint = format!("Write `--hours {}={minutes}`.", shown(activity));
            return Err(failure.hint(hint));
        }
        for id in desk.meant(name, name.value, false)? {
            if desk.program.exams.contains_key(&id) {
                let hint = format!("Write `--exam-hours {id}={minutes}`.");
                return Err(given.wrong("it names an exam").hint(hint));
            }
            if hours.insert(id.clone(), minutes).is_some() {
                let failure = given.wrong(format!("`{id}` has hours already"));
                return Err(failure.hint("Give each activity its hours once."));
            }
        }
    }
    Ok(hours)
}
