//! What a change to the catalogue does to the cheapest plans, as one block of Markdown for a comment on it.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use super::{
    clean,
    markdown::{prose, row},
    plan::{price, things, time},
    words,
};
use crate::{
    model::Date,
    plan::{Answer, Item, Outcome, Plan, Proof},
};

/// How many entries of a kind of change are named.
const MOST_NAMED: usize = 20;

/// A change, by what it does.
#[derive(Debug)]
pub struct Impact<'c> {
    /// What the catalogue is compared with, as the user named it.
    pub base: &'c str,
    /// The day the plans are asked for on.
    pub today: Date,
    /// What it takes to renew, level by level.
    pub renewals: Vec<Renewal>,
    /// The entries that are new.
    pub added: Vec<Entry<'c>>,
    /// The entries that say something else.
    pub changed: Vec<Entry<'c>>,
    /// The entries that are there no more.
    pub gone: Vec<Entry<'c>>,
}

/// What it takes to renew one thing, before and after.
#[derive(Debug)]
pub struct Renewal {
    /// What is renewed, such as `CCNP (Professional)`.
    pub name: String,
    /// The answer before; `None`: it was not in the catalogue.
    pub before: Option<Answer>,
    /// The answer after; `None`: it is not in the catalogue.
    pub after: Option<Answer>,
}

/// An entry by name.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'c> {
    /// What it is, in a word.
    pub kind: &'c str,
    /// Its id.
    pub name: &'c str,
    /// Its title, where it has one.
    pub title: Option<&'c str>,
}

/// Writes the block.
///
/// # Errors
/// Only those of the writer.
pub fn impact_markdown(out: &mut dyn Write, impact: &Impact<'_>) -> io::Result<()> {
    let base = clean(impact.base).replace('`', "'");
    writeln!(out, "## What this does to the cheapest plans\n")?;
    writeln!(out, "Against `{base}`, as of {}.\n", impact.today)?;
    let changed: Vec<&Renewal> = impact.renewals.iter().filter(|r| r.is_changed()).collect();
    let is_proved = impact.renewals.iter().all(Renewal::is_proved);
    if !is_proved {
        writeln!(
            out,
            "**Not all of it was found out:** the search was cut short: {}.\n",
            words::AT_MOST
        )?;
    } else if changed.is_empty() {
        writeln!(out, "**No change:** every cheapest plan is as it was.\n")?;
    }
    row(out, &["to renew", "before", "after"])?;
    row(out, &["---", "---", "---"])?;
    for renewal in &impact.renewals {
        let after = if renewal.is_changed() {
            way(renewal.after.as_ref())
        } else if renewal.is_proved() {
            "no change".to_owned()
        } else {
            "no change found".to_owned()
        };
        let cells = [
            prose(&clean(&renewal.name)),
            way(renewal.before.as_ref()),
            after,
        ];
        row(out, &cells)?;
    }
    if !changed.is_empty() {
        writeln!(out)?;
    }
    for renewal in changed {
        writeln!(
            out,
            "- **{}**: {}",
            prose(&clean(&renewal.name)),
            renewal.told()
        )?;
    }
    entries(out, impact)
}

fn entries(out: &mut dyn Write, impact: &Impact<'_>) -> io::Result<()> {
    writeln!(out, "\n### Entries\n")?;
    let lists = [
        ("added", &impact.added),
        ("changed", &impact.changed),
        ("gone", &impact.gone),
    ];
    if lists.iter().all(|(_, entries)| entries.is_empty()) {
        return writeln!(out, "No entry was added, changed or taken away.");
    }
    for (word, entries) in lists {
        for entry in entries.iter().take(MOST_NAMED) {
            let title = entry
                .title
                .map(|title| format!(", {}", prose(&clean(title))));
            let (kind, name) = (entry.kind, clean(entry.name).replace('`', "'"));
            writeln!(
                out,
                "- {word}: {kind} `{name}`{}",
                title.unwrap_or_default()
            )?;
        }
        let more = entries.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            writeln!(out, "- {word}: {more} more")?;
        }
    }
    Ok(())
}

impl Renewal {
    /// Whether the plan is another one, or takes something else.
    fn is_changed(&self) -> bool {
        let (before, after) = (self.before.as_ref(), self.after.as_ref());
        way(before) != way(after) || items(before) != items(after)
    }

    /// Whether neither of its plans may be another than the cheapest.
    fn is_proved(&self) -> bool {
        let mut answers = self.before.iter().chain(&self.after);
        answers.all(|answer| answer.outcome.is_proved())
    }

    /// What has become of cost and items.
    fn told(&self) -> String {
        let cost = plan(self.before.as_ref()).zip(plan(self.after.as_ref()));
        let cost = cost.map_or("another answer".to_owned(), |(a, b)| dearer(a, b));
        let (before, after) = (items(self.before.as_ref()), items(self.after.as_ref()));
        let named = |word: &str, ids: Vec<&String>| {
            let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
            (!ids.is_empty()).then(|| format!("{word} {}", words::list(&ids)))
        };
        let parts = [
            Some(cost),
            named("in:", after.difference(&before).collect()),
            named("out:", before.difference(&after).collect()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// How the cost of a plan compares with another's.
fn dearer(before: &Plan, after: &Plan) -> String {
    let (old, new) = (before.cost, after.cost);
    if old.currency != new.currency || before.clc != after.clc {
        let [old, new] = [before, after].map(|plan| price(plan.cost, plan.clc));
        return format!("{new} instead of {old}");
    }
    let mut step = new;
    step.minor = new.minor.abs_diff(old.minor);
    match new.minor.cmp(&old.minor) {
        std::cmp::Ordering::Less => format!("{step} less"),
        std::cmp::Ordering::Equal => "at the same cost".to_owned(),
        std::cmp::Ordering::Greater => format!("{step} more"),
    }
}

/// An answer in a cell.
fn way(answer: Option<&Answer>) -> String {
    match answer.map(|answer| &answer.outcome) {
        None => "not in the catalogue".to_owned(),
        Some(Outcome::Met(planned)) if planned.plan.items.is_empty() => "nothing to do".to_owned(),
        Some(Outcome::Met(planned)) => {
            let plan = &planned.plan;
            let most = match planned.further.proof {
                Proof::Optimal => "",
                Proof::Unproved { .. } => "at most ",
            };
            let price = price(plan.cost, plan.clc);
            format!("{most}{price}, {}, {}", time(plan), things(plan))
        }
        Some(Outcome::Retired) => "retired".to_owned(),
        Some(Outcome::NoRoute) => "no way known".to_owned(),
        Some(Outcome::Undecided { .. }) => "not found out".to_owned(),
        Some(Outcome::Short(..) | Outcome::Expired) => "out of reach".to_owned(),
    }
}

/// The plan that renews, where there is one.
fn plan(answer: Option<&Answer>) -> Option<&Plan> {
    match &answer?.outcome {
        Outcome::Met(planned) => Some(&planned.plan),
        _ => None,
    }
}

fn items(answer: Option<&Answer>) -> BTreeSet<String> {
    let name = |item: &Item| match &item.offering {
        Some(offering) => format!("{}/{offering}", item.id),
        None => item.id.to_string(),
    };
    let items = plan(answer).map(|plan| plan.items.iter().map(name));
    items.into_iter().flatten().collect()
}
