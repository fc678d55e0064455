//! Rules that can be met but are hardly meant: minima of nothing, and minima beyond all that any route asks for. They stay, for the
//! planner holds plans to them as they are written.

use std::ops::Range;

use super::{
    entries::Entries,
    entry::{Linked, Table},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Bound, Credits, Level, Rule},
};

/// Remarks on the minima of every level that are out of measure.
pub(super) fn check(program: &mut Entries<'_>) {
    let Some((rules, table)) = program.program.sound() else {
        return;
    };
    let of_level = |level| remarks(level, table);
    let found: Vec<Diagnostic> = rules.levels.iter().flat_map(of_level).collect();
    for finding in found {
        program.program.warn(finding);
    }
}

fn remarks(level: &Level, table: &Table<'_>) -> Vec<Diagnostic> {
    let most = level.routes.iter().map(|route| route.credits).max();
    let Some(most) = most.filter(|most| *most > Credits::ZERO) else {
        return Vec::new();
    };
    let rules = level.rules.iter().enumerate();
    let remark = |(place, rule): (usize, &Rule)| {
        let (message, label) = remark(rule, level.years, most)?;
        let span = span(table, level, place);
        Some(Diagnostic::warning(Code::BadRule, message).at(table.file, span, label))
    };
    rules.filter_map(remark).collect()
}

/// What is out of measure with a rule, and what to say at its place.
fn remark(rule: &Rule, years: Option<u32>, most: Credits) -> Option<(String, String)> {
    let label = format!("no route asks for more than {most}");
    match rule.bound {
        Bound::Least(Credits::ZERO) | Bound::Yearly(Credits::ZERO) => {
            let message = "a minimum of 0 credits demands nothing".to_owned();
            Some((message, "leave the rule out".to_owned()))
        }
        Bound::Least(least) if least > most => {
            let message = format!("at least {least} credits are more than any route asks for");
            Some((message, label))
        }
        Bound::Yearly(least) => {
            let years = years?;
            let all = u64::from(least.hundredths()) * u64::from(years);
            let message = || {
                let all = u32::try_from(all).ok().and_then(Credits::from_hundredths);
                let all = all.unwrap_or(Credits::MOST);
                format!(
                    "{least} credits in each of {years} years are {all}, more than any route asks for"
                )
            };
            (all > u64::from(most.hundredths())).then(|| (message(), label))
        }
        Bound::Least(_) | Bound::Most(_) | Bound::MostPercent(_) => None,
    }
}

/// Where what a rule of a level demands stands. Levels are known by their id, for they are kept in the order of their rank.
fn span(table: &Table<'_>, level: &Level, place: usize) -> Range<usize> {
    let tables = table.value_of("level").and_then(|l| l.get_ref().as_array());
    let mut tables = tables.into_iter().flat_map(|levels| levels.iter());
    let is_it = |id: &str| id == level.id.as_str();
    let rule = tables.find_map(|item| {
        let keys = item.get_ref().as_table()?;
        let id = keys.get("id")?.get_ref().as_str()?;
        let rules = keys.get("rule").filter(|_| is_it(id))?;
        rules.get_ref().as_array()?.get(place)
    });
    let demand = rule.and_then(|rule| {
        let keys = rule.get_ref().as_table()?;
        keys.get("least").or_else(|| keys.get("yearly"))
    });
    demand.map_or_else(|| table.header.clone(), toml::Spanned::span)
}
