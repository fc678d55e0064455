//! `finder certs`: the certifications, their routes, and what each costs today.

use crate::{
    model::{Date, Level, Need, ProgramCatalog, Rates},
    plan,
    report::browse::{LevelCosts, certs_csv, certs_json, certs_markdown, certs_table},
};

use super::{
    Exit, Failure, World,
    args::{CertsArgs, Format, Shared},
    convert::csv_texts,
    load, names,
};

pub(super) fn run(
    args: &CertsArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let texts = csv_texts(args.output.texts, args.output.format == Format::Csv)?;
    let catalog = load::catalog(shared, &mut world.err)?;
    let mut levels = Vec::new();
    let asked = names::programs(&args.program, &catalog)?;
    let programs = catalog.programs.values();
    for program in programs.filter(|p| asked.is_empty() || asked.contains(&p.program.id)) {
        let of_program = program.program.levels.iter();
        levels.extend(of_program.map(|level| costs(program, level, world.today)));
    }
    let out = &mut *world.out.writer;
    match args.output.format {
        Format::Table => certs_table(out, world.out.style, &levels)?,
        Format::Json => certs_json(out, &levels, world.today)?,
        Format::Csv => certs_csv(out, &levels, texts)?,
        Format::Markdown => certs_markdown(out, &levels)?,
    }
    Ok(Exit::Done)
}

/// Asks once for a whole level: its certifications share their routes.
fn costs<'c>(program: &'c ProgramCatalog, level: &'c Level, today: Date) -> LevelCosts<'c> {
    let all = program.certifications.iter();
    let certifications: Vec<_> = all.filter(|entry| entry.level == level.id).collect();
    let living = certifications.iter().find(|entry| !entry.is_retired(today));
    let need = Need::nothing_but_the_cheapest(Rates::none(program.program.currency), today);
    LevelCosts {
        program,
        level,
        answer: living.map(|entry| plan::cheapest(program, entry, &need, today)),
        certifications,
    }
}
