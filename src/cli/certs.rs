//! `finder certs`: the certifications, their routes, and what each costs today.

use crate::{
    model::{Date, Level, Need, ProgramCatalog, Rates},
    plan::{self, Question},
    report::{
        browse::{LevelCosts, certs_csv, certs_json, certs_markdown, certs_table},
        words,
    },
};

use super::{
    Exit, Failure, World,
    args::{CertsArgs, Format, Shared},
    convert::csv_texts,
    load, names,
    question::{Turns, time_limit},
};

pub(super) fn run(
    args: &CertsArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let texts = csv_texts(args.output.texts, args.output.format == Format::Csv)?;
    let catalog = load::catalog(shared, &mut world.err)?;
    let limit = time_limit(&args.patience.time_limit)?;
    let asked = names::programs(&args.program, &catalog)?;
    let programs = catalog.programs.values();
    let programs = programs.filter(|p| asked.is_empty() || asked.contains(&p.program.id));
    let levels = programs.flat_map(|program| {
        let levels = program.program.levels.iter();
        levels.map(move |level| (program, level))
    });
    let levels: Vec<_> = levels.collect();
    let mut turns = Turns::new(limit, world.elapsed, levels.len());
    let costs = |place| costs(place, &mut turns, world.today);
    let levels: Vec<LevelCosts<'_>> = levels.into_iter().map(costs).collect();
    let out = &mut *world.out.writer;
    match args.output.format {
        Format::Table => certs_table(out, world.out.style, &levels)?,
        Format::Json => certs_json(out, &levels, world.today)?,
        Format::Csv => {
            certs_csv(out, &levels, texts)?;
            if levels.iter().any(|level| !level.is_proved()) {
                let note = format!("the search was cut short: {}", words::AT_MOST);
                world.err.note(&note)?;
            }
        }
        Format::Markdown => certs_markdown(out, &levels)?,
    }
    Ok(Exit::Done)
}

/// Asks once for a whole level: its certifications share their routes.
fn costs<'c>(
    (program, level): (&'c ProgramCatalog, &'c Level),
    turns: &mut Turns<'_>,
    today: Date,
) -> LevelCosts<'c> {
    let all = program.certifications.iter();
    let certifications: Vec<_> = all.filter(|entry| entry.level == level.id).collect();
    let living = certifications.iter().find(|entry| !entry.is_retired(today));
    let need = Need::nothing_but_the_cheapest(Rates::none(program.program.currency), today);
    let is_over = turns.next();
    let question = Question::nothing_beside(&is_over);
    LevelCosts {
        program,
        level,
        answer: living.map(|entry| plan::answer(program, entry, &need, &question, today)),
        certifications,
    }
}
