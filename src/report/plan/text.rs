//! The answer for a reader at a terminal: what, in which order, from when to when, for how much, how sure, and what next.

use std::io::{self, Write};

use super::{
    Report, drawn, headline, items, left_out, next, others, pace, refusal, relaxations, routes,
    sensitivity, tradeoffs, upkeep, warnings, why_not,
};
use crate::{
    model::Credits,
    plan::{Outcome, Planned, Shortfall},
    report::{Style, clean, page::Page},
};

/// Tells it as text.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    let mut page = Page::new(out, style);
    page.strong(&headline::sentence(report))?;
    page.paragraph(&drawn::paragraph(report))?;
    match &report.answer.outcome {
        Outcome::Met(planned) => met(&mut page, report, planned)?,
        Outcome::Short(planned, shortfall) => {
            short(&mut page, report, planned, shortfall)?;
        }
        Outcome::Expired | Outcome::Retired | Outcome::NoRoute | Outcome::Undecided { .. } => {
            for paragraph in refusal::paragraphs(report) {
                page.paragraph(&paragraph)?;
            }
        }
    }
    match next::sentence(report, style) {
        next if next.is_empty() => Ok(()),
        next => page.strong(&next),
    }
}

fn met(page: &mut Page<'_>, report: &Report<'_>, planned: &Planned) -> io::Result<()> {
    if planned.plan.items.is_empty() {
        let style = page.style;
        page.list("Why not", &why_not::sentences(report, planned, style))?;
        page.paragraph(&upkeep::sentence(report))?;
        return beware(page, report, planned);
    }
    page.paragraph(&refusal::no_credits(report))?;
    steps(page, report, planned)?;
    page.paragraph(&upkeep::sentence(report))?;
    page.paragraph(&sensitivity::paragraph(report, planned, page.style))?;
    instead(page, report, planned)?;
    around(page, report, planned)?;
    claim(page, report, planned)
}

fn short(
    page: &mut Page<'_>,
    report: &Report<'_>,
    planned: &Planned,
    shortfall: &Shortfall,
) -> io::Result<()> {
    page.paragraph(&refusal::no_credits(report))?;
    if planned.plan.items.is_empty() {
        page.paragraph(&refusal::nothing_to_reach(report))?;
    } else {
        let contents = headline::contents(report, &planned.plan, &planned.routes);
        let price = headline::price(planned.plan.cost, planned.plan.clc);
        page.paragraph(&format!(
            "The best that can be reached, for {price}: {contents}.{}",
            pace::caution(&planned.plan)
        ))?;
    }
    steps(page, report, planned)?;
    page.paragraph(&upkeep::sentence(report))?;
    page.list(
        "What would make it work",
        &relaxations::sentences(report, shortfall),
    )?;
    around(page, report, planned)
}

/// The table of items, and what is to be said of it.
fn steps(page: &mut Page<'_>, report: &Report<'_>, planned: &Planned) -> io::Result<()> {
    let plan = &planned.plan;
    if plan.items.is_empty() {
        return Ok(());
    }
    page.block(&items::table(report, plan, page.style).render(page.style))?;
    page.note(&items::legend(plan))?;
    page.paragraph(&pace::notes(report, plan, page.style))
}

/// What else could be done: the next best, and what can be had for more of one thing and less of another.
fn instead(page: &mut Page<'_>, report: &Report<'_>, planned: &Planned) -> io::Result<()> {
    let style = page.style;
    page.paragraph(&others::next_best(report, planned))?;
    page.steps("Other plans", &others::sentences(report, planned, style))?;
    page.note(others::cut(planned))?;
    if !planned.further.tradeoffs.is_empty() {
        let table = tradeoffs::table(planned, style).render(style);
        page.titled(tradeoffs::HEADING, &table)?;
        let chart = tradeoffs::chart(planned, style);
        if !chart.is_empty() {
            page.block(&chart)?;
            page.note(&tradeoffs::legend(planned, style))?;
        }
    }
    page.paragraph(&tradeoffs::note(planned))
}

/// Why not what was asked about, every route, what was left out, and what to beware of.
fn around(page: &mut Page<'_>, report: &Report<'_>, planned: &Planned) -> io::Result<()> {
    let style = page.style;
    page.list("Why not", &why_not::sentences(report, planned, style))?;
    if !planned.routes.is_empty() {
        page.titled("Routes", &routes::table(report, planned).render(style))?;
        page.note(&routes::legend(planned, style))?;
    }
    page.list("Left out", &left_out::sentences(report))?;
    beware(page, report, planned)
}

/// What to beware of, and how old the oldest fact is.
fn beware(page: &mut Page<'_>, report: &Report<'_>, planned: &Planned) -> io::Result<()> {
    let style = page.style;
    page.cautions(
        "Before you act",
        &warnings::sentences(report, planned, style),
    )?;
    page.paragraph(&warnings::oldest(report, planned, style))
}

/// How the credits are claimed; nothing for a plan that earns none.
fn claim(page: &mut Page<'_>, report: &Report<'_>, planned: &Planned) -> io::Result<()> {
    if planned.plan.credits == Credits::ZERO {
        return Ok(());
    }
    let program = &report.program.program;
    let steps = |manual: bool| -> Vec<String> {
        let steps = program
            .claim_steps
            .iter()
            .filter(|step| step.manual == manual);
        steps.map(|step| clean(&step.text)).collect()
    };
    page.steps("To have the credits counted", &steps(false))?;
    match steps(true) {
        manual if manual.is_empty() => Ok(()),
        manual => page.paragraph(&format!(
            "Only where they do not post by themselves: {}",
            manual.join(" ")
        )),
    }
}
