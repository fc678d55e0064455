//! `finder list`: what earns credits.

use std::collections::BTreeSet;

use crate::{
    model::{Catalog, Delivery, Id, Program},
    report::{
        browse::{Query, Selection, Sort, list_csv, list_json, list_markdown, list_table, select},
        clean, words,
    },
};

use super::{
    Exit, Failure, World,
    args::{Format, ListArgs, Shared, SortKey},
    convert::{Given, csv_texts},
    listings, load, names,
    need::{kinds, topics},
    rates::rates,
    world::Screen,
};

pub(super) fn run(
    args: &ListArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let texts = csv_texts(args.output.texts, args.output.format == Format::Csv)?;
    let mut catalog = load::catalog(shared, &mut world.err)?;
    if args.fetched.with_fetched {
        catalog = listings::with_fetched(catalog, shared, world)?;
    }
    let query = query(args, &catalog)?;
    let selection = select(&catalog, &query, world.today);
    let out = &mut *world.out.writer;
    match args.output.format {
        Format::Table if selection.rows.is_empty() => {}
        Format::Table => list_table(out, world.out.style, &selection)?,
        Format::Json => list_json(out, &selection, query.rates.into, world.today)?,
        Format::Csv => list_csv(out, &selection, texts)?,
        Format::Markdown => list_markdown(out, &selection)?,
    }
    match bare(&catalog, &query) {
        Some(program) => remark_on_bare(program, &mut world.err)?,
        None => remark(&selection, args, &mut world.err)?,
    }
    Ok(Exit::Done)
}

/// Says what the list does not show and why, so that a short list is not taken for a poor catalogue.
fn remark(selection: &Selection<'_>, args: &ListArgs, err: &mut Screen<'_>) -> Result<(), Failure> {
    if selection.rows.is_empty() {
        err.note("no offering matches")?;
    }
    if selection.unpriced > 0 {
        let offerings = words::count(selection.unpriced, "offering");
        err.note(&format!(
            "{offerings} without a price that can be compared: not shown"
        ))?;
    }
    if selection.worthless > 0 && args.min_credits.is_none() {
        let offerings = words::count(selection.worthless, "offering");
        err.note(&format!(
            "{offerings} with no credits, or none known: not shown"
        ))?;
        err.hint("`--min-credits 0` shows them too.")?;
    }
    if selection.rows.is_empty() && !args.expired && !args.stale {
        err.hint("`--expired` shows also what ended or was withdrawn.")?;
    }
    Ok(())
}

/// The only program that was asked for, where there is nothing of it to list, whatever the other flags.
fn bare<'c>(catalog: &'c Catalog, query: &Query) -> Option<&'c Program> {
    let mut asked = query.programs.iter();
    let program = catalog.programs.get(asked.next()?)?;
    let is_bare = program.activities.is_empty() && asked.next().is_none();
    is_bare.then_some(&program.program)
}

/// Says that a program has rules and nothing to list.
fn remark_on_bare(program: &Program, err: &mut Screen<'_>) -> Result<(), Failure> {
    let Program { id, name, .. } = program;
    err.note(&format!(
        "of {} the catalogue holds only the rules so far",
        clean(name)
    ))?;
    err.hint(&format!(
        "`finder certs --program {id}` shows what they ask for."
    ))?;
    Ok(())
}

fn query(args: &ListArgs, catalog: &Catalog) -> Result<Query, Failure> {
    let programs = catalog.programs.values();
    let asked = names::programs(&args.program, catalog)?;
    let currency = programs
        .clone()
        .filter(|program| asked.is_empty() || asked.contains(&program.program.id))
        .map(|program| program.program.currency)
        .next();
    let currency = currency.ok_or_else(|| Failure::usage("the catalogue holds no program"))?;
    let rates = rates(&args.exchange, currency)?;
    let known = programs.flat_map(|program| program.program.topics.iter().map(String::as_str));
    let known: Vec<&str> = known.collect();
    let maybe = Given::maybe;
    Ok(Query {
        programs: asked,
        free: args.free,
        max_cost: maybe("--max-cost", args.max_cost.as_ref())
            .map(|most| most.money(&rates))
            .transpose()?,
        min_credits: maybe("--min-credits", args.min_credits.as_ref())
            .map(Given::credits)
            .transpose()?,
        max_credits: maybe("--max-credits", args.max_credits.as_ref())
            .map(Given::credits)
            .transpose()?,
        topics: topics(&args.filters.topic, &known)?,
        kinds: kinds(&args.filters.kind)?,
        deliveries: deliveries(&args.delivery)?,
        providers: providers(&args.provider, catalog)?,
        ending: maybe("--ending", args.ending.as_ref())
            .map(Given::days)
            .transpose()?,
        new: maybe("--new", args.new.as_ref())
            .map(Given::days)
            .transpose()?,
        stale: args.stale,
        expired: args.expired,
        search: args.search.clone(),
        sort: sort(args.sort),
        rates,
    })
}

fn deliveries(given: &[String]) -> Result<BTreeSet<Delivery>, Failure> {
    Given::many("--delivery", given)
        .map(|given| {
            let words = Delivery::ALL.into_iter().map(Delivery::word);
            let word = names::word(given, "form", words)?;
            Delivery::from_word(word).ok_or_else(|| given.wrong("it is no form"))
        })
        .collect()
}

fn providers(given: &[String], catalog: &Catalog) -> Result<BTreeSet<Id>, Failure> {
    Given::many("--provider", given)
        .map(|given| {
            let programs = catalog.programs.values();
            let known = programs.flat_map(|program| program.providers.keys());
            let name = names::word(given, "provider", known.map(Id::as_str))?;
            Id::new(name).map_err(|error| given.wrong(error))
        })
        .collect()
}

fn sort(key: SortKey) -> Sort {
    match key {
        SortKey::Cost => Sort::Cost,
        SortKey::Credits => Sort::Credits,
        SortKey::CostPerCredit => Sort::CostPerCredit,
        SortKey::Title => Sort::Title,
        SortKey::Ends => Sort::Ends,
        SortKey::Checked => Sort::Checked,
    }
}
