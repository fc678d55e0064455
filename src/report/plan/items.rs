//! The table of what to do, and the notes that go with it.

use super::{Report, headline};
use crate::{
    model::{Credits, Date, Offering},
    plan::{Item, ItemKind, Plan},
    report::{Cell, Column, Style, Table, clean, fetched, words},
};

/// The columns, in the order a reader asks: what, how, how much of it, when.
const COLUMNS: [Column; 7] = [
    Column::text("what"),
    Column::text("how"),
    Column::number("credits"),
    Column::number("hours"),
    Column::number("cost"),
    Column::word("from – to"),
    Column::word("last day"),
];

/// One row an item and a row of totals.
pub(super) fn table(report: &Report<'_>, plan: &Plan, style: Style) -> Table {
    let mut columns = COLUMNS.to_vec();
    if !style.unicode {
        for column in &mut columns {
            column.head = if column.head == "from – to" {
                "from - to"
            } else {
                column.head
            };
        }
    }
    Table {
        columns,
        rows: plan
            .items
            .iter()
            .map(|item| row(report, item, style))
            .collect(),
        total: Some(total(plan, style)),
        headed: true,
    }
}

/// What an item is called: its title, and for an exam its number too.
pub(super) fn name(item: &Item) -> String {
    let title = readable(&item.title);
    match item.kind {
        ItemKind::Exam if !title.contains(item.id.as_str()) => format!("{} {title}", item.id),
        _ => title,
    }
}

/// A cleaned title that does not look like something to type, for backticks mark that.
pub(super) fn readable(title: &str) -> String {
    clean(title).replace('`', "'")
}

/// What the mark of some items means; empty where none has it.
pub(super) fn legend(plan: &Plan) -> String {
    fetched::legend(plan.items.iter().filter_map(|item| item.fetched.as_ref()))
}

/// The offering an item takes.
pub(super) fn offering<'a>(report: &Report<'a>, item: &Item) -> Option<&'a Offering> {
    let activity = report.program.activities.get(&item.id)?;
    let wanted = item.offering.as_ref()?;
    activity
        .offerings
        .iter()
        .find(|offering| offering.id == *wanted)
}

/// For each exam that others would do for: how many.
pub(super) fn exchanges(report: &Report<'_>, plan: &Plan) -> Vec<String> {
    let named = |them| format!("(`finder show {}` names {them})", report.certification.id);
    let exams = plan.items.iter().filter(|item| item.interchangeable > 0);
    exams
        .map(|exam| match exam.interchangeable {
            1 => format!(
                "Instead of exam {}, one other at the same fee would do {}.",
                exam.id,
                named("it")
            ),
            2 => format!(
                "Instead of exam {}, either of 2 others at the same fee would do {}.",
                exam.id,
                named("them")
            ),
            others => format!(
                "Instead of exam {}, any of {others} others at the same fee would do {}.",
                exam.id,
                named("them")
            ),
        })
        .collect()
}

/// The parts of how an item is done: its form, and who offers it.
pub(super) fn how(report: &Report<'_>, item: &Item) -> Vec<String> {
    match item.kind {
        ItemKind::Pass => vec!["pass".to_owned()],
        ItemKind::Exam => vec!["exam".to_owned()],
        ItemKind::Activity => {
            let offering = offering(report, item);
            let provider =
                offering.and_then(|offering| report.program.providers.get(&offering.provider));
            let form = offering.map(|offering| offering.delivery.word().to_owned());
            form.into_iter()
                .chain(provider.map(|provider| clean(&provider.name)))
                .collect()
        }
    }
}

/// What an item costs, in a word where it costs nothing.
pub(super) fn cost(report: &Report<'_>, item: &Item) -> String {
    match (item.cost.minor, item.clc.0) {
        (0, 0) if item.pass.is_some() => "with pass".to_owned(),
        (0, 0) if report.need.passes.contains_key(&item.id) => "held".to_owned(),
        (0, 0) => "free".to_owned(),
        (0, _) => item.clc.to_string(),
        _ => headline::price(item.cost, item.clc),
    }
}

/// The hours of an item: a question mark where nobody knows, nothing where there is nothing to study.
pub(super) fn hours(item: &Item, style: Style) -> String {
    match (item.length, item.kind) {
        (Some(length), _) => words::hours_cell(length.minutes, length.estimated, style),
        (None, ItemKind::Pass) => String::new(),
        (None, ItemKind::Activity | ItemKind::Exam) => "?".to_owned(),
    }
}

/// The hours of the plan: with a plus where some are not known, and a question mark where none are.
pub(super) fn total_hours(plan: &Plan, style: Style) -> String {
    if plan.hours_unknown && plan.effort.minutes() == 0 {
        return "?".to_owned();
    }
    let hours = words::hours_cell(plan.effort, plan.estimated, style);
    if plan.hours_unknown {
        format!("{hours}+")
    } else {
        hours
    }
}

/// The credits of an item: nothing for exams and passes, which earn none by themselves.
pub(super) fn credits(item: &Item) -> String {
    match item.kind {
        ItemKind::Activity => item.credits.to_string(),
        ItemKind::Pass | ItemKind::Exam => String::new(),
    }
}

/// The last day of an item.
pub(super) fn last_day(item: &Item) -> String {
    item.last_day
        .map_or_else(|| "none known".to_owned(), |day| day.to_string())
}

/// The first and the last day of an item; a question mark where nobody knows how long it takes.
pub(super) fn days(item: &Item) -> [String; 2] {
    let known = item.length.is_some() || item.kind == ItemKind::Pass;
    [item.start.to_string(), known_day(item.finish, known)]
}

/// The first and the last day of the plan, likewise.
pub(super) fn total_days(plan: &Plan) -> [String; 2] {
    [
        plan.start.to_string(),
        known_day(plan.finish, !plan.hours_unknown),
    ]
}

fn known_day(day: Date, known: bool) -> String {
    if known {
        day.to_string()
    } else {
        "?".to_owned()
    }
}

fn row(report: &Report<'_>, item: &Item, style: Style) -> Vec<Cell> {
    let how = how(report, item);
    let [start, finish] = days(item);
    vec![
        fetched::marked(name(item), item.fetched.as_ref()).into(),
        Cell::either(how.join(", "), how.join("\n")),
        credits(item).into(),
        hours(item, style).into(),
        cost(report, item).into(),
        Cell::either(
            words::span(&start, &finish, style),
            format!("{start}\n{finish}"),
        ),
        last_day(item).into(),
    ]
}

fn total(plan: &Plan, style: Style) -> Vec<Cell> {
    let [start, finish] = total_days(plan);
    let price = headline::price(plan.cost, plan.clc);
    let credits = if plan.credits == Credits::ZERO {
        String::new()
    } else {
        plan.credits.to_string()
    };
    vec![
        "total".into(),
        "".into(),
        credits.into(),
        total_hours(plan, style).into(),
        Cell::either(price.clone(), price.replace(" and ", "\n")),
        Cell::either(
            words::span(&start, &finish, style),
            format!("{start}\n{finish}"),
        ),
        "".into(),
    ]
}
