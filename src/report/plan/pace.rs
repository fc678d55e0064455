//! At which pace the days are drawn, and what the new validity is.

use super::Report;
use crate::{
    plan::{Pace, PaceSource, Plan},
    report::words,
};

/// At which pace the days are drawn, and who set it.
pub(super) fn sentence(pace: Pace) -> String {
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

/// Until when the renewal would last, what finishing early gives away, and how late is still safe.
pub(super) fn validity(report: &Report<'_>, plan: &Plan) -> String {
    let until = plan.renewed_until.map(|day| {
        format!(
            "Finished on {}, {} would be valid until {day}.",
            plan.finish,
            report.name()
        )
    });
    let given = plan.days_given_away.filter(|days| *days > 0).map(|days| {
        let days = words::count(days as usize, "day");
        format!("That gives away {days} of the validity you have.")
    });
    let latest = report
        .answer
        .deadline
        .map(|day| format!("The latest safe day to finish is {day}, the day before it expires."));
    [until, given, latest]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}
