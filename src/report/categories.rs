//! What is missing of categories of credits. One may be a part of another: then its credits are told as part of the other's, for the same
//! ones fill both.

use std::collections::BTreeMap;

use super::{clean, words};
use crate::model::{Credits, Id, Program};

/// What is missing of every category, as `35 credits of education (among them 8 of Power Skills)`. `unit` says the first number: `35 credits`,
/// `35 of them`. What its parts bring about by themselves is not told beside them.
pub(super) fn missing(
    program: &Program,
    missing: &BTreeMap<Id, Credits>,
    unit: impl Fn(Credits) -> String,
) -> Vec<String> {
    let parts = |whole: &Id| -> Vec<(&Id, Credits)> {
        let includes = program
            .category(whole)
            .map(|known| known.includes.as_slice());
        let includes = includes.unwrap_or_default().iter();
        includes
            .filter_map(|part| Some((part, *missing.get(part)?)))
            .collect()
    };
    let is_needed = |whole: &Id, credits: Credits| {
        let parts = parts(whole);
        let of_parts: Credits = parts.iter().map(|(_, credits)| *credits).sum();
        parts.is_empty() || credits > of_parts
    };
    let needed = missing.iter().map(|(id, credits)| (id, *credits));
    let needed: Vec<(&Id, Credits)> = needed.filter(|(id, of)| is_needed(id, *of)).collect();
    let is_within = |id: &Id| {
        needed
            .iter()
            .any(|(whole, _)| parts(whole).iter().any(|(part, _)| *part == id))
    };
    let told = needed.iter().filter(|(id, _)| !is_within(id));
    told.map(|(id, credits)| {
        let of = |(id, credits): &(&Id, Credits)| format!("{credits} of {}", name(program, id));
        let parts: Vec<String> = parts(id).iter().map(of).collect();
        let among = match parts.as_slice() {
            [] => String::new(),
            parts => format!(" (among them {})", words::list(parts)),
        };
        format!("{} of {}{among}", unit(*credits), name(program, id))
    })
    .collect()
}

/// What a category is called.
pub(super) fn name(program: &Program, id: &Id) -> String {
    let category = program.category(id);
    category.map_or_else(|| id.to_string(), |category| clean(&category.name))
}
