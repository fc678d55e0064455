//! What a level demands of credits, in a sentence a rule; and how a category is called.

use crate::{
    model::{Bound, Category, Id, Program, Rule},
    report::{clean, words},
};

/// What a rule demands.
pub(super) fn demand(program: &Program, rule: &Rule) -> String {
    let category = rule.category.as_ref().map(|id| category(program, id));
    let of = category
        .map(|name| format!(" of {name}"))
        .unwrap_or_default();
    match rule.bound {
        Bound::Most(most) => {
            let verb = if most.hundredths() == 100 {
                "counts"
            } else {
                "count"
            };
            format!("at most {}{of} {verb}", words::credits(most))
        }
        Bound::MostPercent(percent) => {
            format!("credits{of} count for at most {percent} % of what a route asks for")
        }
        Bound::Least(least) => format!("at least {}{of}", words::credits(least)),
        Bound::Yearly(least) => {
            format!(
                "at least {} in every year of the cycle",
                words::credits(least)
            )
        }
    }
}

/// A category by its name, and by what a holder calls it: its id, or those of the categories that a union includes.
pub(super) fn category(program: &Program, id: &Id) -> String {
    let known = program.category(id);
    let name = known.map_or_else(|| id.to_string(), |category| clean(&category.name));
    let ids: Vec<String> = bases(known, id)
        .iter()
        .map(|id| format!("`{id}`"))
        .collect();
    format!("{name} ({})", words::choice(&ids))
}

/// The base categories whose credits count as the category's.
pub(super) fn bases<'c>(category: Option<&'c Category>, id: &'c Id) -> Vec<&'c str> {
    match category {
        Some(union) if !union.includes.is_empty() => {
            union.includes.iter().map(Id::as_str).collect()
        }
        _ => vec![id.as_str()],
    }
}
