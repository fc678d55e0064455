//! For a ticket or a manager.

use std::io::{self, Write};

use super::{SinceReport, words};
use crate::report::{
    Style,
    markdown::{prose, row},
};

pub(super) fn write(out: &mut dyn Write, report: &SinceReport<'_>) -> io::Result<()> {
    writeln!(out, "# Plan {}\n", prose(report.plan.name.as_str()))?;
    writeln!(out, "{}", prose(&words::headline(report)))?;
    writeln!(out, "\n## What has become of it\n")?;
    writeln!(out, "| # | what | then | since |")?;
    writeln!(out, "| -: | - | - | - |")?;
    let items = report.plan.items.iter().zip(&report.since.fates);
    for (at, (item, fate)) in items.enumerate() {
        let then = super::super::headline::price(item.cost, item.clc);
        let cells = [
            (at + 1).to_string(),
            prose(&words::title(item)),
            format!("{then}, by {}", item.finish),
            prose(&words::fate(report, item, fate)),
        ];
        row(out, &cells)?;
    }
    let instead = words::instead(report);
    if !instead.is_empty() {
        writeln!(out, "\n{}", prose(&instead))?;
    }
    writeln!(out, "\n{}", prose(&words::next(report, Style::PLAIN)))
}
