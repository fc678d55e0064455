//! `finder impact`: what a change to the catalogue does to the cheapest plans.

use std::{path::Path, time::Duration};

use crate::{
    catalog::{self, Reading, Spot},
    diagnostic::{Diagnostic, Sources, shown},
    disk,
    model::{Catalog, Certification, Date, Id, Level, Need, ProgramCatalog, Rates},
    plan::{self, Answer, Question},
    report::{
        impact::{Entry, Impact, Renewal, impact_markdown},
        words,
    },
};

use super::{
    Exit, Failure, World,
    args::{ImpactArgs, Shared},
    check::{self, Asked, Scope},
    question::{Turns, time_limit},
};

pub(super) fn run(
    args: &ImpactArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let limit = time_limit(&args.patience.time_limit)?;
    for scope in check::scopes(&[], shared)? {
        let before = base(&args.base, &scope)?;
        let (old, new) = (catalog::survey(&before), catalog::survey(&scope.sources));
        let reading = |sources, survey| Reading { sources, survey };
        let entries = catalog::differences(reading(&before, &old), reading(&scope.sources, &new));
        let impact = Impact {
            base: &args.base,
            today: world.today,
            renewals: renewals(&old.catalog, &new.catalog, (limit, world)),
            added: entries.added.into_iter().map(entry).collect(),
            changed: entries.changed.into_iter().map(entry).collect(),
            gone: entries.gone.into_iter().map(entry).collect(),
        };
        impact_markdown(world.out.writer, &impact)?;
        let faults = new.findings.iter().filter(|f| Diagnostic::is_error(f));
        let faults = faults.count();
        if faults > 0 {
            let faults = words::count(faults, "fault");
            world.err.note(&format!(
                "{faults} in the catalogue: what is at fault counts for no plan"
            ))?;
            world.err.hint("`finder check` shows them.")?;
        }
    }
    Ok(Exit::Done)
}

/// The catalogue to compare with: a folder of that name, or else the same files at a revision.
fn base(base: &str, scope: &Scope) -> Result<Sources, Failure> {
    let folder = Path::new(base);
    match &scope.home {
        Some(home) if !disk::is_folder(folder) => {
            let asked = Asked {
                by: "impact",
                revision: base,
                instead: Some("Or name a folder that holds the earlier catalogue."),
            };
            check::past(scope, home, &asked)
        }
        _ => earlier(folder),
    }
}

/// The catalogue in a folder. One that holds none is most likely not the one that was meant.
fn earlier(folder: &Path) -> Result<Sources, Failure> {
    let sources = disk::read_folder(folder)
        .map_err(|error| Failure::run(error.to_string()).hint(error.help()))?;
    if catalog::read(&sources).0.programs.is_empty() {
        let name = folder.to_string_lossy();
        let message = format!(
            "`impact {}`: there is no program in it that can be used",
            shown(&name)
        );
        return Err(Failure::usage(message)
            .hint("Give the folder that holds the programs, such as `catalog`."));
    }
    Ok(sources)
}

fn entry(spot: &Spot) -> Entry<'_> {
    Entry {
        kind: spot.kind,
        name: &spot.name,
        title: spot.title.as_deref(),
    }
}

/// A level of a program.
type Place<'c> = (&'c Id, &'c Id);

/// What it takes to renew each level that takes credits: those of `new` first, then those that are there no more.
fn renewals(old: &Catalog, new: &Catalog, (limit, world): (Duration, &World<'_>)) -> Vec<Renewal> {
    let mut places: Vec<Place<'_>> = Vec::new();
    for place in levels(new).chain(levels(old)) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let mut turns = Turns::new(limit, world.elapsed, places.len() * 2);
    let renewal = |place: Place<'_>| {
        let mut ask = |catalog| asked(catalog, place, (&mut turns, world.today));
        let (before, after) = (ask(old), ask(new));
        let name = after.as_ref().or(before.as_ref())?.0.clone();
        Some(Renewal {
            name,
            before: before.map(|(_, answer)| answer),
            after: after.map(|(_, answer)| answer),
        })
    };
    places.into_iter().filter_map(renewal).collect()
}

fn levels(catalog: &Catalog) -> impl Iterator<Item = Place<'_>> {
    catalog.programs.iter().flat_map(|(id, program)| {
        let levels = program.program.levels.iter();
        let renewed = levels.filter(|level| level.takes_credits && !level.routes.is_empty());
        renewed.map(move |level| (id, &level.id))
    })
}

/// What renewing a level is called in a catalogue, and what it takes; `None` where nothing of the level is in it.
fn asked(
    catalog: &Catalog,
    (program, level): Place<'_>,
    (turns, today): (&mut Turns<'_>, Date),
) -> Option<(String, Answer)> {
    let is_over = turns.next();
    let program = catalog.programs.get(program)?;
    let level = program.program.level(level)?;
    let certification = certification(program, level, today)?;
    let need = Need::nothing_but_the_cheapest(Rates::none(program.program.currency), today);
    let question = Question::nothing_beside(&is_over);
    let answer = plan::answer(program, certification, &need, &question, today);
    Some((format!("{} ({})", certification.name, level.name), answer))
}

/// The certification a level is known by, a family if there is one: all of a level share their routes.
fn certification<'c>(
    program: &'c ProgramCatalog,
    level: &Level,
    today: Date,
) -> Option<&'c Certification> {
    let of_level = program.certifications.iter();
    let living = of_level.filter(|c| c.level == level.id && !c.is_retired(today));
    let living: Vec<_> = living.collect();
    let family = living.iter().find(|c| !c.any_of.is_empty());
    family.or(living.first()).copied()
}
