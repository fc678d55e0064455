//! `finder fetch --propose`: what a person may accept, a file a source, in a directory of hers. Nothing is proposed twice.

use std::{collections::BTreeSet, path::Path};

use crate::{
    diagnostic::{Sources, shown},
    disk,
    listing::{
        Item,
        propose::{Asked, Proposal, dismissals, propose},
    },
    report::words,
};

use super::{
    super::{Failure, World, args::RunArgs, promote::DISMISSED},
    desk::Desk,
};

/// So many proposals of one source may be made on one day.
const MOST_A_DAY: u32 = 100;

pub(super) fn write(
    args: &RunArgs,
    directory: &Path,
    (desk, items): (&Desk, &[Item]),
    world: &mut World<'_>,
) -> Result<(), Failure> {
    let known = known(directory, world)?;
    let mut written = 0;
    for source in &desk.sources {
        let Some(program) = desk.program(source) else {
            continue;
        };
        let asked = Asked {
            program,
            source,
            known: &known,
            accept_credits: args.accept_credits,
            refs: !desk.own.contains(&source.id),
            seen: world.today,
        };
        let Some(proposal) = propose(&asked, items) else {
            continue;
        };
        written += 1;
        if args.dry_run {
            world.err.note(&format!(
                "`{}` would be proposed in {}",
                source.id,
                words::count(proposal.entries.len(), "entry")
            ))?;
            continue;
        }
        let path = put(directory, &proposal)?;
        let entries = words::count(proposal.entries.len(), "proposal");
        world.err.note(&format!("{entries} in `{path}`"))?;
    }
    if written == 0 {
        world.err.note("nothing is proposed that was not before")?;
    }
    Ok(())
}

/// The keys of what was proposed in this directory, and of what was dismissed.
fn known(directory: &Path, world: &World<'_>) -> Result<BTreeSet<String>, Failure> {
    let mut known = BTreeSet::new();
    if disk::is_folder(directory) {
        let files = disk::read_folder(directory)
            .map_err(|error| Failure::run(error.to_string()).hint(error.help()))?;
        for file in 0..files.len() {
            let one = Sources::new([(files.path(file).to_owned(), files.bytes(file).to_vec())]);
            // What is no proposal is none of our business.
            if let Ok(proposal) = Proposal::parse(&one) {
                known.extend(proposal.entries.into_iter().map(|entry| entry.key));
            }
        }
    }
    if let Some(state) = &world.folders.state {
        let file = disk::read_one(&state.join(DISMISSED), DISMISSED.to_owned());
        if !file.bytes(0).is_empty() {
            known.extend(
                dismissals(&file)
                    .0
                    .into_iter()
                    .map(|dismissed| dismissed.key),
            );
        }
    }
    Ok(known)
}

/// Puts a proposal into a file of its own, beside one of the same day where there is one.
fn put(directory: &Path, proposal: &Proposal) -> Result<String, Failure> {
    let name = proposal.file_name();
    let stem = name.trim_end_matches(".toml");
    for number in 1..=MOST_A_DAY {
        let name = match number {
            1 => name.clone(),
            _ => format!("{stem}-{number}.toml"),
        };
        let path = directory.join(&name);
        match disk::new_file(&path, proposal.to_toml().as_bytes()) {
            Ok(()) => return Ok(shown(&path.to_string_lossy())),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                let path = shown(&path.to_string_lossy());
                return Err(Failure::run(format!("`{path}` cannot be written: {error}"))
                    .hint("Give a directory that you may write into."));
            }
        }
    }
    Err(Failure::run("there are too many proposals of this day").hint("Promote or delete some."))
}
