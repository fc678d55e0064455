//! The plan in a calendar: when to study what, the last days of it all, and what the validity is afterwards.
//!
//! Everything is named after what it is about, so that a plan made anew moves the entries of the one before instead of adding to them.

use std::io::{self, Write};

use super::{Report, headline, items};
use crate::{
    model::{Date, Id, LAST_DAY, Milestone},
    plan::{Item, ItemKind, Outcome, Plan},
    report::{
        Style,
        days::{BEFORE_A_CLAIM, Whose},
        ics, words,
    },
};

/// On the day itself.
const ON_THE_DAY: [u32; 1] = [0];

/// Writes milestones of the plan as a calendar of its own.
pub(super) fn write(
    out: &mut dyn Write,
    report: &Report<'_>,
    milestones: &[Milestone],
) -> io::Result<()> {
    let name = format!("Renewing {}", report.name());
    ics::write(out, &name, milestones, report.answer.today)
}

/// What belongs into a calendar: the plan where there is one, and the days of the certification it renews.
pub(super) fn milestones(report: &Report<'_>) -> Vec<Milestone> {
    let Some(plan) = report.plan() else {
        return Vec::new();
    };
    let items = plan.items.iter();
    let mut milestones: Vec<Milestone> = items.flat_map(|item| of_item(report, item)).collect();
    milestones.extend(finish(report, plan));
    milestones.extend(deadline(report));
    milestones.extend(expiry(report));
    milestones.extend(renewed(report, plan));
    // What stands with the last day that can be told may be later.
    milestones.retain(|milestone| milestone.last < LAST_DAY);
    milestones
}

/// The days to do an item on, and its last day where that comes before everything's.
fn of_item(report: &Report<'_>, item: &Item) -> Vec<Milestone> {
    let name = items::name(item);
    let doing = match item.kind {
        ItemKind::Pass if report.need.passes.contains_key(&item.id) => None,
        ItemKind::Pass => Some(Milestone {
            last: item.start,
            ..about(report, item, "buy", format!("Buy {name}"))
        }),
        ItemKind::Activity => Some(about(report, item, "study", format!("Study: {name}"))),
        ItemKind::Exam => Some(about(
            report,
            item,
            "exam",
            format!("Prepare and sit: {name}"),
        )),
    };
    let ends = last_day(report, item).map(|day| ends(report, item, &name, day));
    let claim = claim(report, item, &name);
    doing.into_iter().chain(ends).chain(claim).collect()
}

/// The last day to claim the credits of an activity, by the program's own rule, done on the day it is drawn to be.
fn claim(report: &Report<'_>, item: &Item, name: &str) -> Option<Milestone> {
    let program = &report.program.program;
    let activity = report.program.activities.get(&item.id)?;
    if item.kind != ItemKind::Activity || item.length.is_none() {
        return None;
    }
    let day = program.claim_within.as_ref()?.after(item.finish)?;
    let by_itself = program
        .claim_steps
        .iter()
        .find_map(|step| step.superseded_for(activity.kind, item.finish));
    let text = match by_itself {
        Some(since) => vec![
            since.reason.clone(),
            "This day is of the rule for what is claimed by hand: see before it that the credits are there.".to_owned(),
        ],
        None => vec![format!("If it is done on {}.", item.finish)],
    };
    Some(Milestone {
        text,
        url: Some(program.url.clone()),
        alarms: BEFORE_A_CLAIM.to_vec(),
        ..on(
            report,
            day,
            "claim-by",
            &item.id,
            format!("Last day to claim: {name}"),
        )
    })
}

/// The last day of an item, where it is its own. A pass that is bought lasts for its term, a plan says when nothing is known to end.
fn last_day(report: &Report<'_>, item: &Item) -> Option<Date> {
    let last = match item.kind {
        ItemKind::Pass => {
            let ends = report.need.passes.get(&item.id);
            let bought = report.program.passes.get(&item.id)?.days.is_some();
            match ends {
                Some(until) => (*until)?,
                None => bought.then_some(item.finish)?,
            }
        }
        ItemKind::Activity | ItemKind::Exam => item.last_day?,
    };
    let is_own = report
        .answer
        .deadline
        .is_none_or(|deadline| last < deadline);
    is_own.then_some(last)
}

/// The last day of an item, as an entry.
fn ends(report: &Report<'_>, item: &Item, name: &str, day: Date) -> Milestone {
    let certification = report.name();
    let whose = whose(report, &certification);
    match item.kind {
        ItemKind::Pass => whose.pass_ends(&item.id, name, day),
        ItemKind::Exam => whose.exam_ends(&item.id, name, day),
        ItemKind::Activity => Milestone {
            url: item.url.clone(),
            ..whose.ends(&item.id, name, day, "The last day it earns credits.")
        },
    }
}

/// An item, on the days it is drawn on.
fn about(report: &Report<'_>, item: &Item, kind: &str, title: String) -> Milestone {
    let mut text = vec![parts(report, item).join(", ")];
    if item.length.is_none() && item.kind != ItemKind::Pass {
        text.push("Nobody says how long it takes, so it stands on its first day alone.".to_owned());
    }
    if let Some(last) = item.last_day {
        text.push(format!("It has to be done by {last}."));
    }
    Milestone {
        last: item.finish,
        text,
        url: item.url.clone(),
        alarms: ON_THE_DAY.to_vec(),
        ..on(report, item.start, kind, &item.id, title)
    }
}

/// How it is done, what it earns, how long it takes and what it costs.
fn parts(report: &Report<'_>, item: &Item) -> Vec<String> {
    let mut parts = items::how(report, item);
    if item.kind == ItemKind::Activity {
        parts.push(words::credits(item.credits));
    }
    if let Some(length) = item.length {
        let hours = words::hours_cell(length.minutes, length.estimated, Style::PLAIN);
        parts.push(format!("{hours} hours"));
    }
    parts.push(items::cost(report, item));
    parts
}

/// The day the plan is done, where it closes a route.
fn finish(report: &Report<'_>, plan: &Plan) -> Option<Milestone> {
    let met = matches!(report.answer.outcome, Outcome::Met(_));
    let known = met && !plan.hours_unknown && !plan.items.is_empty();
    known.then(|| Milestone {
        text: vec![format!(
            "{}, for {}.",
            headline::things(plan),
            headline::price(plan.cost, plan.clc)
        )],
        ..of_certification(report, plan.finish, "finish", "the plan is done")
    })
}

fn deadline(report: &Report<'_>) -> Option<Milestone> {
    let day = report.answer.deadline?;
    Some(whose(report, &report.name()).latest_safe_day(day))
}

fn expiry(report: &Report<'_>) -> Option<Milestone> {
    let day = report.answer.expires?;
    Some(whose(report, &report.name()).expiry(day))
}

fn renewed(report: &Report<'_>, plan: &Plan) -> Option<Milestone> {
    let day = plan.renewed_until.filter(|_| !plan.items.is_empty())?;
    Some(Milestone {
        text: vec![format!("If the plan is done on {}.", plan.finish)],
        ..of_certification(
            report,
            day,
            "new-expiry",
            "valid until this day, once renewed",
        )
    })
}

fn of_certification(report: &Report<'_>, day: Date, kind: &str, what: &str) -> Milestone {
    whose(report, &report.name()).on(day, kind, what)
}

/// The certification of the plan, under its name.
fn whose<'a>(report: &Report<'a>, name: &'a str) -> Whose<'a> {
    Whose {
        program: &report.program.program,
        id: &report.certification.id,
        name,
    }
}

/// Something of an item. Whoever renews two certifications may do it once for each.
fn on(report: &Report<'_>, day: Date, kind: &str, item: &Id, title: String) -> Milestone {
    let about = [item, &report.program.program.id, &report.certification.id];
    Milestone::on(day, kind, &about, title)
}
