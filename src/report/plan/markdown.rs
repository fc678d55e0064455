//! The answer for a ticket or a manager.

use std::io::{self, Write};

use super::{Report, headline, items, pace, refusal, relaxations, routes, warnings};
use crate::{
    plan::{Item, Outcome, Plan, Planned},
    report::{Style, clean, words},
};

/// Tells it as Markdown: headline, table, routes, warnings.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    writeln!(out, "# Renewing {}\n", escape(&report.name()))?;
    writeln!(out, "{}", escape(&headline::sentence(report)))?;
    match &report.answer.outcome {
        Outcome::Met(planned) => {
            paragraph(out, &refusal::no_credits(report))?;
            write_items(out, report, &planned.plan)?;
            write_around(out, report, planned)
        }
        Outcome::Short(planned, shortfall) => {
            paragraph(out, &refusal::no_credits(report))?;
            write_items(out, report, &planned.plan)?;
            let relaxations = relaxations::sentences(report, shortfall);
            list(out, "What would make it work", &relaxations)?;
            write_around(out, report, planned)
        }
        Outcome::Expired | Outcome::Retired | Outcome::NoRoute => refusal::paragraphs(report)
            .iter()
            .try_for_each(|text| paragraph(out, text)),
    }
}

/// The routes, and what to beware of.
fn write_around(out: &mut dyn Write, report: &Report<'_>, planned: &Planned) -> io::Result<()> {
    write_routes(out, report, planned)?;
    let mut cautions = warnings::sentences(report, planned, Style::PLAIN);
    let oldest = warnings::oldest(report, planned, Style::PLAIN);
    cautions.extend(Some(oldest).filter(|text| !text.is_empty()));
    list(out, "Before you act", &cautions)
}

/// The table of items, and what is to be said of it.
fn write_items(out: &mut dyn Write, report: &Report<'_>, plan: &Plan) -> io::Result<()> {
    if plan.items.is_empty() {
        return Ok(());
    }
    write_table(out, report, plan)?;
    paragraph(out, &pace::notes(report, plan))
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
        let cells = cells(report, item);
        writeln!(out, "| {} | {} |", at + 1, cells.join(" | "))?;
    }
    let dates = words::span(
        &plan.start.to_string(),
        &plan.finish.to_string(),
        Style::PLAIN,
    );
    let hours = items::total_hours(plan, Style::PLAIN);
    let price = headline::price(plan.cost, plan.clc);
    writeln!(
        out,
        "| | **total** | | {} | {hours} | {price} | {dates} | |",
        plan.credits
    )
}

fn cells(report: &Report<'_>, item: &Item) -> [String; 7] {
    let title = escape(&items::name(item));
    let what = match item.url.as_deref().and_then(link) {
        Some(url) => format!("[{title}](<{url}>)"),
        None => title,
    };
    [
        what,
        escape(&items::how(report, item).join(", ")),
        items::credits(item),
        items::hours(item, Style::PLAIN),
        items::cost(report, item),
        words::span(
            &item.start.to_string(),
            &item.finish.to_string(),
            Style::PLAIN,
        ),
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
        let demand = escape(&routes::demand(report, route));
        let result = escape(&routes::result(report, planned, route));
        writeln!(out, "| {} | {demand} | {result} |", route.route)?;
    }
    paragraph(out, &routes::legend(planned, Style::PLAIN))
}

fn paragraph(out: &mut dyn Write, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", escape(text))
}

fn list(out: &mut dyn Write, heading: &str, items: &[String]) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {heading}\n")?;
    items
        .iter()
        .try_for_each(|item| writeln!(out, "- {}", escape(item)))
}

/// An address that may stand between angle brackets.
fn link(url: &str) -> Option<String> {
    let url = clean(url);
    let web = url.starts_with("https://") || url.starts_with("http://");
    (web && !url.contains(['<', '>', '|', ' ', '\\'])).then_some(url)
}

/// The text with what Markdown would take for its own escaped. Backticks stay: our own sentences use them as Markdown does.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '[' | ']' | '<' | '>' | '#') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_cannot_break_the_page() {
        assert_eq!(
            escape("a | b *c* [d](e) <f>"),
            r"a \| b \*c\* \[d\](e) \<f\>"
        );
        assert_eq!(
            link("https://example.org/a"),
            Some("https://example.org/a".to_owned())
        );
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link("https://example.org/a>b"), None);
    }
}
