//! Why some items have to be done before others, or by a day that is not their own: what needs them, and the years of the cycle.

use std::collections::BTreeMap;

use super::{Report, items};
use crate::{
    model::{Activity, Date, Id},
    plan::{Item, Plan},
    report::{Style, words},
};

/// A sentence for every item that others need, and one for the years.
pub(super) fn sentences(report: &Report<'_>, plan: &Plan, style: Style) -> Vec<String> {
    let name = |item: &&Item| words::quote(&items::name(item), style);
    let needed = plan.items.iter().filter_map(|item| {
        let needing = plan.items.iter().filter(|other| needs(report, other, item));
        let needing: Vec<String> = needing.map(|other| name(&other)).collect();
        let verb = if needing.len() == 1 { "needs" } else { "need" };
        let (first, then) = (name(&item), words::list(&needing));
        (!needing.is_empty()).then(|| format!("{first} comes before {then}, which {verb} it."))
    });
    let mut sentences: Vec<String> = needed.collect();
    sentences.extend(by_year(plan, name));
    sentences
}

/// Whether an item needs another to be done before.
fn needs(report: &Report<'_>, item: &Item, other: &Item) -> bool {
    let course = |id: &Id| report.program.activities.get(id).map(Activity::course_key);
    let wanted = report.program.activities.get(&item.id);
    let mut wanted = wanted.into_iter().flat_map(|activity| &activity.requires);
    let done = course(&other.id);
    done.is_some() && wanted.any(|id| course(id) == done)
}

/// Which items count in which year of the cycle.
fn by_year(plan: &Plan, name: impl Fn(&&Item) -> String) -> Option<String> {
    let mut years: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    for item in &plan.items {
        if let Some(last) = item.year_ends {
            years.entry(last).or_default().push(name(&item));
        }
    }
    let in_year = |(last, names): (&Date, &Vec<String>)| {
        let verb = if names.len() == 1 { "counts" } else { "count" };
        format!(
            "{} {verb} in the one that ends on {last}",
            words::list(names)
        )
    };
    let told: Vec<String> = years.iter().map(in_year).collect();
    (!told.is_empty()).then(|| {
        let told = told.join("; ");
        format!("Some credits are wanted in every year of the cycle: {told}.")
    })
}
