//! `finder fix`: the files of a catalogue in canonical form, with everything mended that can be mended in one way only.

use std::path::Path;

use crate::{
    catalog::{self, write::FileKind},
    diagnostic::{Diagnostic, Sources, shown},
    disk,
    report::{diff, words},
};

use super::{
    Exit, Failure, World,
    args::{FixArgs, Shared},
    check::{self, Home, Scope},
};

pub(super) fn run(args: &FixArgs, shared: &Shared, world: &mut World<'_>) -> Result<Exit, Failure> {
    let (mut looked_at, mut changed) = (0, 0);
    for scope in check::scopes(&args.paths, shared)? {
        looked_at += scope.looked_at();
        for change in changes(&scope, world)? {
            changed += 1;
            if args.write {
                write(change.path, &change.after)?;
                writeln!(world.out.writer, "{}", shown(change.path))?;
            } else {
                let style = world.out.style;
                diff::write(
                    world.out.writer,
                    style,
                    change.path,
                    change.before,
                    &change.after,
                )?;
            }
        }
    }
    if changed == 0 {
        let files = words::count(looked_at, "file");
        world.err.note(&format!("{files}: nothing to fix"))?;
    } else if !args.write {
        let files = words::count(changed, "file");
        world
            .err
            .hint(&format!("`finder fix --write` writes this into {files}."))?;
    }
    Ok(if args.check && changed > 0 {
        Exit::No
    } else {
        Exit::Done
    })
}

/// A file that is not as it should be.
struct Change<'s> {
    path: &'s str,
    before: &'s str,
    after: String,
}

/// What is to be changed in the files that were asked for.
fn changes<'s>(scope: &'s Scope, world: &mut World<'_>) -> Result<Vec<Change<'s>>, Failure> {
    let mended = catalog::write::mended(&scope.sources, |sources| findings(scope, sources));
    let mut changes = Vec::new();
    for (file, inner) in scope.sources.paths().enumerate() {
        let kind = match scope.home {
            Some(_) => FileKind::of(inner),
            None => FileKind::of_loose(inner),
        };
        let Some(kind) = kind.filter(|_| scope.is_told(file)) else {
            continue;
        };
        let path = scope.sources.path(file);
        let schema = scope
            .home
            .as_ref()
            .and_then(|home| schema(home, inner, kind));
        let texts = scope.sources.text(file).zip(mended.text(file));
        let fixed = texts.and_then(|(before, mended)| {
            Some((
                before,
                catalog::write::canonical(kind, mended, schema.as_deref())?,
            ))
        });
        match fixed {
            Some((before, after)) if after != before => changes.push(Change {
                path,
                before,
                after,
            }),
            Some(_) => {}
            None => {
                let path = shown(path);
                world.err.note(&format!(
                    "`{path}` is left as it is: `finder check` shows why it cannot be read"
                ))?;
            }
        }
    }
    Ok(changes)
}

fn findings(scope: &Scope, sources: &Sources) -> Vec<Diagnostic> {
    if scope.home.is_some() {
        catalog::survey(sources).findings
    } else {
        catalog::read_loose(sources)
    }
}

/// The address of a file's schema, seen from the file: in `docs/schema` beside the catalogue, where it is there.
pub(super) fn schema(home: &Home, path: &str, kind: FileKind) -> Option<String> {
    let schema = format!("docs/schema/{}.json", kind.schema());
    disk::is_file(&home.path.parent()?.join(&schema))
        .then(|| format!("{}../{schema}", "../".repeat(path.matches('/').count())))
}

/// Puts a text in the place of a file's.
pub(super) fn write(path: &str, text: &str) -> Result<(), Failure> {
    disk::replace_file(Path::new(path), text.as_bytes()).map_err(|error| {
        Failure::run(format!("`{}` cannot be written: {error}", shown(path)))
            .hint("Allow yourself to write into the catalogue.")
    })
}
