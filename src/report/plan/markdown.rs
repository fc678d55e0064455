//! The answer for a ticket or a manager.

use std::io::{self, Write};

use super::{
    Report, drawn, headline, items, left_out, next, others, pace, refusal, relaxations, routes,
    sensitivity, tradeoffs, upkeep, warnings, why_not,
};
use crate::{
    plan::{Item, Outcome, Plan, Planned},
    report::{
        Style, fetched,
        markdown::{link, prose, row, table},
        words,
    },
};

/// Tells it as Markdown: headline, table, routes, what was left out, warnings, next step.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    writeln!(out, "# Renewing {}\n", prose(&report.name()))?;
    writeln!(out, "{}", prose(&headline::sentence(report)))?;
    paragraph(out, &drawn::paragraph(report))?;
    match &report.answer.outcome {
        Outcome::Met(planned) => {
            paragraph(out, &refusal::no_credits(report))?;
            write_items(out, report, &planned.plan)?;
            paragraph(out, &upkeep::sentence(report))?;
            paragraph(out, &sensitivity::paragraph(report, planned, Style::PLAIN))?;
            write_instead(out, report, planned)?;
            write_around(out, report, planned)
        }
        Outcome::Short(planned, shortfall) => {
            paragraph(out, &refusal::no_credits(report))?;
            if report.is_bare() {
                paragraph(out, &refusal::nothing_to_reach(report))?;
            }
            write_items(out, report, &planned.plan)?;
            paragraph(out, &upkeep::sentence(report))?;
            let relaxations = relaxations::sentences(report, shortfall);
            list(out, "What would make it work", &relaxations)?;
            write_around(out, report, planned)
        }
        Outcome::Expired | Outcome::Retired | Outcome::NoRoute | Outcome::Undecided { .. } => {
            refusal::paragraphs(report)
                .iter()
                .try_for_each(|text| paragraph(out, text))
        }
    }
}

/// Why not what was asked about, the routes, what was left out, what to beware of, and the next step.
fn write_around(out: &mut dyn Write, report: &Report<'_>, planned: &Planned) -> io::Result<()> {
    let reasons = why_not::sentences(report, planned, Style::PLAIN);
    list(out, "Why not", &reasons)?;
    write_routes(out, report, planned)?;
    list(out, "Left out", &left_out::sentences(report))?;
    let mut cautions = warnings::sentences(report, planned, Style::PLAIN);
    let oldest = warnings::oldest(report, planned, Style::PLAIN);
    cautions.extend(Some(oldest).filter(|text| !text.is_empty()));
    list(out, "Before you act", &cautions)?;
    paragraph(out, &next::sentence(report, Style::PLAIN))
}

/// The next best, the next plans, and the trade-offs.
fn write_instead(out: &mut dyn Write, report: &Report<'_>, planned: &Planned) -> io::Result<()> {
    paragraph(out, &others::next_best(report, planned))?;
    let sentences = others::sentences(report, planned, Style::PLAIN);
    list(out, "Other plans", &sentences)?;
    paragraph(out, others::cut(planned))?;
    if !planned.further.tradeoffs.is_empty() {
        writeln!(out, "\n## {}\n", tradeoffs::HEADING)?;
        let cells = |plan: &Plan| tradeoffs::cells(planned, plan, Style::PLAIN).into();
        let rows: Vec<Vec<String>> = planned.further.tradeoffs.iter().map(cells).collect();
        table(out, &tradeoffs::columns(), &rows)?;
    }
    paragraph(out, &tradeoffs::note(planned))
}

/// The table of items, and what is to be said of it.
fn write_items(out: &mut dyn Write, report: &Report<'_>, plan: &Plan) -> io::Result<()> {
    if plan.items.is_empty() {
        return Ok(());
    }
    write_table(out, report, plan)?;
    paragraph(out, &items::legend(plan))?;
    paragraph(out, &pace::notes(report, plan, Style::PLAIN))
}

fn write_table(out: &mut dyn Write, report: &Report<'_>, plan: &Plan) -> io::Result<()> {
    let heading = match report.answer.outcome {
        Outcome::Short(..) => "The best that can be reached",
        _ => "What to do",
    };
    writeln!(out, "\n## {heading}\n")?;
    writeln!(
        out,
        "| # | what | how | credits | hours | cost | from – to | last day |"
    )?;
    writeln!(out, "| -: | - | - | -: | -: | -: | - | - |")?;
    for (at, item) in plan.items.iter().enumerate() {
        row(out, &cells(report, at + 1, item))?;
    }
    let [start, finish] = items::total_days(plan);
    let dates = words::span(&start, &finish, Style::PLAIN);
    let hours = items::total_hours(plan, Style::PLAIN);
    let price = headline::price(plan.cost, plan.clc);
    writeln!(
        out,
        "| | **total** | | {} | {hours} | {price} | {dates} | |",
        plan.credits
    )
}

fn cells(report: &Report<'_>, number: usize, item: &Item) -> [String; 8] {
    let title = prose(&items::name(item));
    let [start, finish] = items::days(item);
    let what = match item.url.as_deref().and_then(link) {
        Some(url) => format!("[{title}](<{url}>)"),
        None => title,
    };
    let mark = prose(fetched::mark(item.fetched.as_ref()));
    [
        number.to_string(),
        what + &mark,
        prose(&items::how(report, item).join(", ")),
        items::credits(item),
        items::hours(item, Style::PLAIN),
        items::cost(report, item),
        words::span(&start, &finish, Style::PLAIN),
        items::last_day(item),
    ]
}

fn write_routes(out: &mut dyn Write, report: &Report<'_>, planned: &Planned) -> io::Result<()> {
    if planned.routes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Routes\n")?;
    writeln!(out, "| route | asks for | costs |")?;
    writeln!(out, "| - | - | - |")?;
    for route in &planned.routes {
        let demand = prose(&routes::demand(report, route));
        let result = prose(&routes::result(report, planned, route));
        row(out, &[route.route.to_string(), demand, result])?;
    }
    paragraph(out, &routes::legend(planned, Style::PLAIN))
}

fn paragraph(out: &mut dyn Write, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", prose(text))
}

fn list(out: &mut dyn Write, heading: &str, items: &[String]) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {heading}\n")?;
    items
        .iter()
        .try_for_each(|item| writeln!(out, "- {}", prose(item)))
}
