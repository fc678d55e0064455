//! `finder verify`: an entry that somebody has looked at, and that is as it was, gets the day of the look. Nothing else is touched.

use std::{collections::BTreeMap, ops::Range, path::Path};

use crate::{
    catalog::{self, Fact, Spot, Survey},
    diagnostic::{Sources, shown},
    disk,
    model::{Date, Id},
    report::clean,
};

use super::{
    Exit, Failure, World,
    args::{Shared, VerifyArgs},
    check,
    convert::Given,
    names,
};

pub(super) fn run(
    args: &VerifyArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let on = day(args, world.today)?;
    for scope in check::scopes(&[], shared)? {
        let survey = catalog::survey(&scope.sources);
        let spots = named(&survey, &args.name);
        if spots.is_empty() {
            return Err(unknown(&survey, &args.name));
        }
        let facts = spots
            .iter()
            .flat_map(|spot| spot.facts.iter().map(move |fact| (*spot, fact)));
        let older: Vec<(&Spot, &Fact)> = facts.filter(|(_, fact)| is_due(fact, on)).collect();
        write(&scope.sources, &older, on)?;
        for (spot, fact) in &older {
            let source = fact.source.as_deref().map(clean).unwrap_or_default();
            writeln!(
                world.out.writer,
                "{}: {} is now {on}, {source}",
                spot.name, fact.checked
            )?;
        }
        if older.is_empty() {
            let name = shown(&args.name);
            world.err.note(&format!(
                "`{name}` has nothing that was looked at before {on} and still matters"
            ))?;
        }
    }
    Ok(Exit::Done)
}

fn day(args: &VerifyArgs, today: Date) -> Result<Date, Failure> {
    let Some(given) = Given::maybe("--on", args.on.as_ref()) else {
        return Ok(today);
    };
    let on = given.date()?;
    if on > today {
        let failure = given.wrong(format!("it is after today, {today}"));
        return Err(failure.hint("Give the day on which you looked."));
    }
    Ok(on)
}

/// Whether a look on that day is later than the last, at what had not ended by then.
fn is_due(fact: &Fact, on: Date) -> bool {
    fact.checked < on && fact.over.is_none_or(|over| over > on)
}

/// The entry with that name, an activity with its offerings.
fn named<'s>(survey: &'s Survey, name: &str) -> Vec<&'s Spot> {
    let Some(wanted) = wanted(name) else {
        return Vec::new();
    };
    let spots = || survey.spots.iter().filter(|spot| spot.kind != "program");
    let is_it = |spot: &&Spot| spot.name == wanted;
    // What a holder may name goes before a provider that happens to share the name.
    let Some(first) = spots()
        .filter(is_it)
        .min_by_key(|spot| spot.kind == "provider")
    else {
        return Vec::new();
    };
    let within = format!("{wanted}/");
    let offerings =
        spots().filter(|spot| first.kind == "activity" && spot.name.starts_with(&within));
    std::iter::once(first).chain(offerings).collect()
}

/// The name as it stands in the catalogue.
fn wanted(name: &str) -> Option<String> {
    match name.split_once('/') {
        Some((activity, offering)) => {
            Some(format!("{}/{}", Id::slug(activity)?, Id::slug(offering)?))
        }
        None => Id::slug(name).map(|id| id.to_string()),
    }
}

fn unknown(survey: &Survey, name: &str) -> Failure {
    let known = survey.spots.iter().map(|spot| spot.name.as_str());
    names::unknown(Given::new("verify", name), name, "entry", known)
        .hint("`finder list --search TEXT` finds activities by their title.")
}

/// Writes the day in the place of the older ones, a file at a time.
fn write(sources: &Sources, facts: &[(&Spot, &Fact)], on: Date) -> Result<(), Failure> {
    let mut files: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for (spot, fact) in facts {
        files.entry(spot.file).or_default().push(fact.span.clone());
    }
    for (file, spans) in files {
        let path = sources.path(file);
        let bytes = dated(sources.bytes(file), spans, on);
        disk::replace_file(Path::new(path), &bytes).map_err(|error| {
            Failure::run(format!("`{}` cannot be written: {error}", shown(path)))
                .hint("Allow yourself to write into the catalogue.")
        })?;
    }
    Ok(())
}

/// A file with the day in those places.
fn dated(bytes: &[u8], mut spans: Vec<Range<usize>>, on: Date) -> Vec<u8> {
    spans.sort_by_key(|span| span.start);
    let mut written = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for span in spans {
        written.extend_from_slice(bytes.get(from..span.start).unwrap_or_default());
        written.extend_from_slice(on.to_string().as_bytes());
        from = span.end;
    }
    written.extend_from_slice(bytes.get(from..).unwrap_or_default());
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_days_are_written_anew() {
        let on = Date::from_ymd_opt(2026, 11, 22).unwrap();
        let text = b"checked = 2020-01-01 # seen\n\nb = 2020-01-01\n";
        let written = dated(text, vec![33..43, 10..20], on);
        assert_eq!(written, b"checked = 2026-11-22 # seen\n\nb = 2026-11-22\n");
        assert_eq!(dated(text, Vec::new(), on), text);
    }
}
