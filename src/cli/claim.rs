//! `finder claim`: the steps of a claim, and how far it has come.

use crate::{
    diagnostic::shown,
    model::{Catalog, ProgramCatalog},
    record::{ClaimState, Completion, Record, claim, outlook::outlook},
    report::{
        claim::{ClaimReport, write},
        status::claims,
        words,
    },
};

use super::{
    Exit, Failure, World,
    args::{ClaimArgs, Shared},
    convert::Given,
    load, names, record, status,
};

pub(super) fn run(
    args: &ClaimArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let catalog = load::catalog(shared, &mut world.err)?;
    let Some(name) = &args.name else {
        return list(args, shared, &catalog, world);
    };
    let given = Given::new("claim", name);
    if args.done || args.rejected {
        return settle(args, given, (shared, &catalog), world);
    }
    let kept = record::load(&args.record, shared, &catalog, world)?;
    let record = kept.map(|kept| kept.record).unwrap_or_default();
    let (place, completion) = named(given, &record, &catalog)?;
    let program = program(given, completion, &catalog)?;
    let is_gone = status::gone(&record, &world.folders).contains(&place);
    let claim = claim::claim(place, completion, program, is_gone);
    let report = ClaimReport {
        program: &program.program,
        completion,
        claim: &claim,
        today: world.today,
    };
    write(world.out.writer, &report, world.out.style)?;
    Ok(Exit::Done)
}

/// Tells everything that is to be claimed.
fn list(
    args: &ClaimArgs,
    shared: &Shared,
    catalog: &Catalog,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let kept = record::load(&args.record, shared, catalog, world)?;
    let record = kept.map(|kept| kept.record).unwrap_or_default();
    let gone = status::gone(&record, &world.folders);
    let outlook = outlook(&record, catalog, &gone, world.today);
    claims(world.out.writer, &outlook, world.out.style)?;
    Ok(Exit::Done)
}

/// Moves the state of a claim along.
fn settle(
    args: &ClaimArgs,
    given: Given<'_>,
    (shared, catalog): (&Shared, &Catalog),
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let change = |record: &Record, document: &mut record::Document, world: &mut World<'_>| {
        let (place, before) = named(given, record, catalog)?;
        let next = if args.rejected {
            refused(given, before)?
        } else {
            moved(given, (place, before), catalog)?
        };
        let mut after = before.clone();
        after.state = next;
        document.amend_completion(place, &after);
        if next == ClaimState::Rejected {
            world.err.note("it counts for nothing from now on")?;
        }
        Ok(format!(
            "`{}` was {} and is {} now",
            after.id(),
            before.state.word(),
            next.word()
        ))
    };
    let (_, told) = record::edit(&args.record, shared, catalog, world, change)?;
    writeln!(world.out.writer, "{told}")?;
    Ok(Exit::Done)
}

/// The state after the steps so far.
fn moved(
    given: Given<'_>,
    (place, completion): (usize, &Completion),
    catalog: &Catalog,
) -> Result<ClaimState, Failure> {
    let program = program(given, completion, catalog)?;
    let claim = claim::claim(place, completion, program, false);
    claim.next(completion.state).ok_or_else(|| {
        let failure = given.wrong(format!("its claim is {} already", completion.state.word()));
        failure.hint(format!(
            "`finder log {} --state STATE` puts it into another state.",
            completion.id()
        ))
    })
}

fn refused(given: Given<'_>, completion: &Completion) -> Result<ClaimState, Failure> {
    if completion.state == ClaimState::Rejected {
        return Err(given
            .wrong("its claim is rejected already")
            .hint("Nothing was changed."));
    }
    Ok(ClaimState::Rejected)
}

/// The completion that is meant: by its id or its course code, and of several the one whose claim is not settled.
fn named<'r>(
    given: Given<'_>,
    record: &'r Record,
    catalog: &Catalog,
) -> Result<(usize, &'r Completion), Failure> {
    let all = || record.completions.iter().enumerate();
    let activities = || all().filter(|(_, completion)| !completion.is_exam());
    let mut found: Vec<(usize, &Completion)> = activities()
        .filter(|(_, completion)| completion.is_called(given.value))
        .collect();
    let is_open = |completion: &Completion| {
        matches!(completion.state, ClaimState::ToSubmit | ClaimState::Pending)
    };
    if found.iter().any(|(_, completion)| is_open(completion)) {
        found.retain(|(_, completion)| is_open(completion));
    }
    let first = found.first().map(|(_, completion)| completion.id().clone());
    if let (Some(first), Some(last)) = (first, found.last()) {
        if found
            .iter()
            .all(|(_, completion)| *completion.id() == first)
        {
            return Ok(*last);
        }
        let ids = found
            .iter()
            .map(|(_, completion)| format!("`{}`", completion.id()));
        let ids = words::choice(&ids.collect::<Vec<_>>());
        return Err(given
            .wrong("it stands for several completions")
            .hint(format!("Name the one you mean: {ids}.")));
    }
    if all().any(|(_, completion)| completion.is_exam() && completion.id().as_str() == given.value)
    {
        return Err(given
            .wrong("it is an exam, and an exam that is passed is not claimed")
            .hint("`finder claim` lists what is to be claimed."));
    }
    let ids = activities().map(|(_, completion)| completion.id().as_str());
    Err(stranger(given, catalog, &ids.collect::<Vec<_>>()))
}

/// Nothing in the record is called so.
fn stranger(given: Given<'_>, catalog: &Catalog, recorded: &[&str]) -> Failure {
    if names::shown_entries(catalog, given.value).is_some() {
        let name = shown(given.value);
        return given.wrong("it is not in your record").hint(format!(
            "Once you have completed it: `finder log {name} --completed DATE`."
        ));
    }
    let failure = names::unknown(
        given,
        given.value,
        "completion of your record",
        recorded.iter().copied(),
    );
    failure.hint("`finder claim` lists what is to be claimed.")
}

/// The program of a completion.
fn program<'c>(
    given: Given<'_>,
    completion: &Completion,
    catalog: &'c Catalog,
) -> Result<&'c ProgramCatalog, Failure> {
    catalog.programs.get(&completion.program).ok_or_else(|| {
        let program = &completion.program;
        given
            .wrong(format!(
                "its program, `{program}`, is not in this catalogue"
            ))
            .hint("Name a catalogue that has it with `--catalog DIR`.")
    })
}
