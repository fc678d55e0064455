//! What is to be said below the table: what comes before what, what else would do, the pace the days are drawn at, and the new validity.

use super::{Report, items, order};
use crate::{
    model::Minutes,
    plan::{Outcome, Pace, PaceSource, Plan},
    report::{Style, clean, words},
};

/// The most minutes of study in a week that need no warning: forty hours.
const COMFORTABLE: u32 = 40 * 60;
/// The minutes of a week.
const WEEK: u32 = 168 * 60;

/// All that is to be said below the table of items, in one paragraph.
pub(super) fn notes(report: &Report<'_>, plan: &Plan, style: Style) -> String {
    let mut notes = order::sentences(report, plan, style);
    notes.extend(items::exchanges(report, plan));
    if !plan.hours_unknown || plan.effort.minutes() > 0 {
        notes.push(sentence(plan.pace));
    }
    if !report.need.busy.is_empty() {
        notes.push("Your busy days are left free.".to_owned());
    }
    if matches!(report.answer.outcome, Outcome::Met(_)) {
        notes.extend(validity(report, plan));
    }
    notes.join(" ")
}

/// The least study time in a week that meets every last day, where it is hard to find: above [`COMFORTABLE`].
pub(super) fn hard(plan: &Plan) -> Option<Minutes> {
    let needed = plan.pace.source == PaceSource::Needed;
    let hard = plan.pace.per_week.minutes() > COMFORTABLE;
    (needed && hard).then_some(plan.pace.per_week)
}

/// Whether a week holds so much study.
pub(super) fn is_possible(per_week: Minutes) -> bool {
    per_week.minutes() <= WEEK
}

/// What is to be said at once of a pace that is hard to keep; nothing of others.
pub(super) fn caution(plan: &Plan) -> String {
    let Some(per_week) = hard(plan) else {
        return String::new();
    };
    let but = if is_possible(per_week) {
        "not comfortably"
    } else {
        "no week has so many hours"
    };
    let hours = words::hours(per_week);
    format!(" But {but}: to meet every last day it takes {hours} a week.")
}

/// At which pace the days are drawn, and who set it.
fn sentence(pace: Pace) -> String {
    let hours = words::hours(pace.per_week);
    match pace.source {
        PaceSource::Asked => format!("The days are drawn at {hours} a week, as you asked."),
        PaceSource::Default => {
            format!("The days are drawn at {hours} a week (say `--hours-per-week` to change it).")
        }
        PaceSource::Needed => format!(
            "The days are drawn at {hours} a week, the least that meets every last day (say `--hours-per-week` to set your own)."
        ),
    }
}

/// Until when the renewal would last, what finishing early gives away, how late is still safe, and what renews with it.
fn validity(report: &Report<'_>, plan: &Plan) -> Vec<String> {
    let name = report.name();
    let until = plan.renewed_until.map(|day| {
        let finish = plan.finish;
        format!("Finished on {finish}, {name} would be valid until {day}.")
    });
    let given = plan.days_given_away.filter(|days| *days > 0).map(|days| {
        let days = words::count(days as usize, "day");
        format!("That gives away {days} of the validity you have.")
    });
    let latest = report
        .answer
        .deadline
        .map(|day| format!("The latest safe day to finish is {day}, the day before it expires."));
    let parts = [until, given, latest, covers(report)];
    parts.into_iter().flatten().collect()
}

/// The other levels that renew with it.
fn covers(report: &Report<'_>) -> Option<String> {
    let others = report
        .answer
        .covers
        .iter()
        .filter(|level| **level != report.answer.level);
    let levels = others.filter_map(|level| report.program.program.level(level));
    let names: Vec<String> = levels.map(|level| clean(&level.name)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "{} certifications you hold renew with it.",
            words::list(&names)
        )
    })
}
