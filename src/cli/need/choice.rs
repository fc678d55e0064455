//! What may be used in a plan: routes, kinds, topics, and entries by name.

use std::collections::BTreeSet;

use crate::{
    cli::{Failure, args::PlanArgs, convert::Given, names},
    model::{ActivityKind, Filter, Level},
};

use super::Desk;

/// What may be used at all.
pub(super) fn filter(args: &PlanArgs, desk: &mut Desk<'_>) -> Result<Filter, Failure> {
    let topics_known = desk.program.program.topics.iter().map(String::as_str);
    let topics_known: Vec<&str> = topics_known.collect();
    let choice = &args.choice;
    let filter = Filter {
        kinds: kinds(&choice.filters.kind)?,
        topics: topics(&choice.filters.topic, &topics_known)?,
        only: desk.entries("--only", &choice.only, false)?,
        exclude: desk.entries("--exclude", &args.exclude, true)?,
    };
    if !filter.only.is_empty() && filter.only.is_subset(&filter.exclude) {
        let failure = Failure::usage("`--exclude` takes away all that `--only` leaves");
        return Err(failure.hint("Leave one of the two flags out."));
    }
    Ok(filter)
}

/// The routes asked for, each of which the level must have.
pub(super) fn routes(given: &[String], level: Option<&Level>) -> Result<Vec<String>, Failure> {
    let level_routes = level
        .map(|level| level.routes.as_slice())
        .unwrap_or_default();
    let known: Vec<&str> = level_routes.iter().map(|route| route.id.as_str()).collect();
    let mut asked = Vec::new();
    for given in Given::many("--route", given) {
        let name = given.value.to_ascii_lowercase();
        if level_routes.iter().any(|route| route.answers_to(&name)) {
            asked.push(name);
        } else {
            let what = level.map_or("route", |_| "route of this level");
            return Err(names::word(given, what, known.iter().copied())
                .err()
                .unwrap_or_else(|| given.wrong("it is no route")));
        }
    }
    Ok(asked)
}

/// The kinds of activity asked for.
pub(in crate::cli) fn kinds(given: &[String]) -> Result<BTreeSet<ActivityKind>, Failure> {
    Given::many("--type", given)
        .map(|given| {
            let words = ActivityKind::ALL.into_iter().map(ActivityKind::word);
            let word = names::word(given, "type", words)?;
            ActivityKind::from_word(word).ok_or_else(|| given.wrong("it is no type"))
        })
        .collect()
}

/// The topics asked for, of those there are.
pub(in crate::cli) fn topics(
    given: &[String],
    known: &[&str],
) -> Result<BTreeSet<String>, Failure> {
    Given::many("--topic", given)
        .map(|given| names::word(given, "topic", known.iter().copied()).map(str::to_owned))
        .collect()
}
