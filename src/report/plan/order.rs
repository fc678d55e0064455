//! Why some items have to be done before others, or by a day that is not their own: what needs them, and the years of the cycle.

use std::collections::{BTreeMap, BTreeSet};

use super::{Report, items};
use crate::{
    model::{Activity, Date, Id},
    plan::{Item, Plan},
    report::{Style, words},
};

/// A sentence for every item that others need, and one for the years.
pub(super) fn sentences(report: &Report<'_>, plan: &Plan, style: Style) -> Vec<String> {
    let name = |item: &&Item| words::quote(&items::name(item), style);
    let needing = needing(report, plan);
    let needed = plan.items.iter().filter_map(|item| {
        let needing = needing.get(&course(report, &item.id)?)?;
        let names: Vec<String> = needing.iter().map(name).collect();
        let verb = if names.len() == 1 { "needs" } else { "need" };
        let (first, then) = (name(&item), words::list(&names));
        Some(format!("{first} comes before {then}, which {verb} it."))
    });
    let mut sentences: Vec<String> = needed.collect();
    sentences.extend(by_year(plan, name));
    sentences
}

/// The items that need each course to be done before.
fn needing<'p>(report: &Report<'_>, plan: &'p Plan) -> BTreeMap<String, Vec<&'p Item>> {
    let mut needing: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
    for item in &plan.items {
        let activity = report.program.activities.get(&item.id);
        let wanted = activity.into_iter().flat_map(|activity| &activity.requires);
        let courses: BTreeSet<String> = wanted.filter_map(|id| course(report, id)).collect();
        for course in courses {
            needing.entry(course).or_default().push(item);
        }
    }
    needing
}

/// The course of an activity.
fn course(report: &Report<'_>, id: &Id) -> Option<String> {
    let activity = report.program.activities.get(id);
    activity.map(Activity::course_key)
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
