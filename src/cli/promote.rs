//! `finder promote`: what a person left of a proposal becomes a change of the catalogue, shown first and checked as a whole.

use std::path::Path;

use crate::{
    catalog::{
        self,
        write::{FileKind, canonical},
    },
    diagnostic::{Diagnostic, Sources, shown},
    disk::{self, Private},
    listing::propose::{Dismissed, Promotion, Proposal, dismissals, dismissed_toml, promote},
    report::{
        diff,
        promoted::{Change, Promoted, promoted_json},
        snippet, words,
    },
};

use super::{
    Exit, Failure, World,
    args::{PromoteArgs, PromoteFormat, Shared},
    check::{self, Home, Scope},
    fix,
};

/// Where dismissed proposals are remembered, in the folder of the state.
pub(super) const DISMISSED: &str = "dismissed.toml";
/// What makes a folder a program's.
const PROGRAM: &str = "program.toml";

pub(super) fn run(
    args: &PromoteArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let Some(proposal) = proposal(&args.file, world)? else {
        return Ok(Exit::Wrong);
    };
    let scope = check::scopes(&[], shared)?.into_iter().next();
    let Some((home, scope)) = scope
        .as_ref()
        .and_then(|scope| Some((scope.home.as_ref()?, scope)))
    else {
        return Err(Failure::usage("there is no catalogue to promote into")
            .hint("Name its directory with --catalog."));
    };
    let folder = folder(&scope.sources, &proposal)?;
    let mut promotion = promote(&scope.sources, folder, &proposal);
    with_schemas(&mut promotion, scope, home);
    for (key, why) in &promotion.skipped {
        world
            .err
            .note(&format!("left out: {}: {}", shown(key), shown(why)))?;
    }
    let after = after(&promotion, scope, home);
    let broken = broken(&scope.sources, &after);
    for finding in &broken {
        snippet::write(world.err.writer, &world.err.style, &after, finding)?;
    }
    let written = args.write && broken.is_empty();
    match args.format {
        PromoteFormat::Text if written => write(&promotion, &after, |path| {
            Ok(writeln!(world.out.writer, "{}", shown(path))?)
        })?,
        PromoteFormat::Text => show(&promotion, &after, world)?,
        PromoteFormat::Json => {
            if written {
                let err = &mut world.err;
                write(&promotion, &after, |path| {
                    Ok(err.note(&format!("wrote {}", shown(path)))?)
                })?;
            }
            let promoted = Promoted {
                today: world.today,
                written: written && !promotion.files.is_empty(),
                files: changes(&promotion, &after),
                left_out: &promotion.skipped,
                faults: &broken,
            };
            promoted_json(world.out.writer, &promoted)?;
        }
    }
    if !broken.is_empty() {
        let faults = words::count(broken.len(), "fault");
        world.err.note(&format!(
            "{faults} would come into the catalogue: nothing is written"
        ))?;
        return Ok(Exit::No);
    }
    finish(args, &proposal, &promotion, world)
}

/// The proposal in a file; `None` when it is at fault, which was shown.
fn proposal(path: &Path, world: &mut World<'_>) -> Result<Option<Proposal>, Failure> {
    let name = path.to_string_lossy().replace('\\', "/");
    if !disk::is_file(path) {
        let failure = Failure::usage(format!("there is no file `{}`", shown(&name)));
        return Err(failure.hint("`finder fetch --propose DIR` writes proposals into a directory."));
    }
    let file = disk::read_one(path, name);
    match Proposal::parse(&file) {
        Ok(proposal) => Ok(Some(proposal)),
        Err(findings) => {
            for finding in &findings {
                snippet::write(world.err.writer, &world.err.style, &file, finding)?;
            }
            Ok(None)
        }
    }
}

/// The folder of the program that a proposal is about, as a path in the catalogue that ends in a slash unless it is empty.
fn folder<'s>(sources: &'s Sources, proposal: &Proposal) -> Result<&'s str, Failure> {
    let programs: Vec<&str> = sources
        .paths()
        .filter_map(|path| path.strip_suffix(PROGRAM))
        .collect();
    let catalog = catalog::read(sources).0;
    let has_provider = |folder: &str| {
        let name = folder.trim_end_matches('/');
        let mut programs = catalog.programs.iter();
        let own = programs.find(|(id, _)| id.as_str() == name);
        own.is_some_and(|(_, program)| {
            let mut providers = proposal.providers();
            providers.any(|id| program.providers.contains_key(&id))
        })
    };
    // What is all new belongs where its provider is.
    let holds = |folder: &&&str| {
        has_provider(folder)
            || proposal.activities().any(|id| {
                let file = format!("{folder}activities/{id}.toml");
                sources.paths().any(|path| path == file)
            })
    };
    let holding: Vec<&str> = programs.iter().filter(holds).copied().collect();
    match (programs.as_slice(), holding.as_slice()) {
        ([only], _) | (_, [only]) => Ok(only),
        ([], _) => Err(Failure::usage("the catalogue holds no program")
            .hint("A program is a directory with a file `program.toml`.")),
        _ => Err(Failure::usage(
            "the catalogue holds several programs, and which one is meant cannot be told",
        )
        .hint("Name the directory that holds only the program you mean, with --catalog.")),
    }
}

/// New files name their schema, as others do.
fn with_schemas(promotion: &mut Promotion, scope: &Scope, home: &Home) {
    for (path, text) in &mut promotion.files {
        let is_new = !scope.sources.paths().any(|own| own == path);
        if let Some(schema) = fix::schema(home, path, FileKind::Activity).filter(|_| is_new)
            && let Some(named) = canonical(FileKind::Activity, text, Some(&schema))
        {
            *text = named;
        }
    }
}

/// The catalogue as it would be.
fn after(promotion: &Promotion, scope: &Scope, home: &Home) -> Sources {
    let paths: Vec<&str> = scope.sources.paths().collect();
    let place = |path: &str| paths.iter().position(|own| *own == path);
    let old = promotion
        .files
        .iter()
        .filter_map(|(path, text)| Some((place(path)?, text.clone())));
    let new = promotion
        .files
        .iter()
        .filter(|(path, _)| place(path).is_none());
    let new = Sources::new(new.map(|(path, text)| (path.clone(), text.clone().into_bytes())));
    let replaced = scope.sources.clone().replaced(old);
    replaced.with(new).shown_as(|path| home.name(path))
}

/// The faults that the catalogue would have and has not.
fn broken(before: &Sources, after: &Sources) -> Vec<Diagnostic> {
    let known: Vec<_> = catalog::survey(before)
        .findings
        .into_iter()
        .map(|finding| (finding.code, finding.message))
        .collect();
    let mut found = catalog::survey(after).findings;
    found.retain(|finding| {
        finding.is_error() && !known.contains(&(finding.code, finding.message.clone()))
    });
    found
}

/// The files that change, as they are called for people.
fn changes<'p>(promotion: &'p Promotion, after: &'p Sources) -> Vec<Change<'p>> {
    let files = promotion.files.iter();
    let change = |(path, text): (&'p String, &'p String)| {
        let at = after.paths().position(|own| own == path);
        Change {
            path: at.map_or(path.as_str(), |at| after.path(at)),
            before: promotion.before.get(path).map(String::as_str),
            after: text,
        }
    };
    files.map(change).collect()
}

/// Writes file after file, and names each as it is written: if a later one fails, it is known which have changed.
fn write(
    promotion: &Promotion,
    after: &Sources,
    mut tell: impl FnMut(&str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    changes(promotion, after).iter().try_for_each(|file| {
        fix::write(file.path, file.after)?;
        tell(file.path)
    })
}

/// Shows what changes.
fn show(promotion: &Promotion, after: &Sources, world: &mut World<'_>) -> Result<(), Failure> {
    for file in changes(promotion, after) {
        let before = file.before.unwrap_or_default();
        let (out, style) = (&mut *world.out.writer, world.out.style);
        diff::write(out, style, file.path, before, file.after)?;
    }
    Ok(())
}

/// Remembers what is not wanted, and says what there is left to do.
fn finish(
    args: &PromoteArgs,
    proposal: &Proposal,
    promotion: &Promotion,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let unwanted = proposal.dismissed(world.today);
    if args.write && !unwanted.is_empty() {
        remember(&unwanted, world)?;
    }
    if promotion.files.is_empty() {
        world.err.note("nothing to change")?;
    } else if !args.write {
        let files = words::count(promotion.files.len(), "file");
        world
            .err
            .hint(&format!("`--write` writes this into {files}."))?;
    }
    Ok(Exit::Done)
}

fn remember(unwanted: &[Dismissed], world: &mut World<'_>) -> Result<(), Failure> {
    let Some(state) = &world.folders.state else {
        return Ok(world
            .err
            .note("what was dismissed cannot be remembered: this machine says of no home")?);
    };
    let folder =
        Private::open(state).map_err(|error| Failure::run(error.to_string()).hint(error.help()))?;
    let before = disk::read_one(&state.join(DISMISSED), DISMISSED.to_owned());
    let (mut all, findings) = match before.bytes(0) {
        [] => (Vec::new(), Vec::new()),
        _ => dismissals(&before),
    };
    // A file that a person spoilt is not overwritten.
    if !findings.is_empty() {
        let path = state.join(DISMISSED);
        return Err(Failure::run(format!(
            "`{}` cannot be read",
            shown(&path.to_string_lossy())
        ))
        .hint("Put it right, or take it away: then what was dismissed before comes back."));
    }
    all.splice(0..0, unwanted.iter().cloned());
    folder
        .write(DISMISSED, dismissed_toml(&all).as_bytes())
        .map_err(|error| {
            Failure::run(format!("what was dismissed cannot be remembered: {error}"))
        })?;
    let count = words::count(unwanted.len(), "proposal");
    Ok(world.err.note(&format!(
        "{count} dismissed: not proposed again until the page says something else"
    ))?)
}
