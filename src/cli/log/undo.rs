//! `finder log --undo`: the version before the last change comes back, and this one becomes the backup. Nothing is ever lost by it.

use crate::{
    cli::{
        Exit, Failure, World,
        args::{LogArgs, Shared},
        record,
    },
    diagnostic::shown,
    disk::{self, Durable},
    model::Catalog,
    report::diff,
};

pub(super) fn run(
    args: &LogArgs,
    shared: &Shared,
    catalog: &Catalog,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let path = record::path(&args.record, shared, world)?;
    let name = path.to_string_lossy().into_owned();
    let file = record::open(&path, world)?;
    let now = now(&name, &file, catalog, world)?;
    let before = before(&name, &file, catalog)?;
    if now.as_ref() == Some(&before) {
        return Err(nothing(&name));
    }
    record::put(&path, &file, &before)?;
    let style = world.out.style;
    let shown_now = now.unwrap_or_default();
    diff::write(world.out.writer, style, &name, &shown_now, &before)?;
    let name = shown(&name);
    world.err.note(&format!(
        "`{name}` is as it was before the last change; `finder log --undo` once more takes this back"
    ))?;
    Ok(Exit::Done)
}

/// What is there now. What cannot be read is not overwritten, not even by what can.
fn now(
    name: &str,
    file: &Durable,
    catalog: &Catalog,
    world: &mut World<'_>,
) -> Result<Option<String>, Failure> {
    if !disk::is_there(file.path()) {
        return Ok(None);
    }
    let sources = disk::read_one(file.path(), name.to_owned());
    record::read(file.path(), &sources, catalog, &mut world.err)?;
    Ok(sources.text(0).map(str::to_owned))
}

/// What is to come back.
fn before(name: &str, file: &Durable, catalog: &Catalog) -> Result<String, Failure> {
    let backup = file.backup();
    if !disk::is_there(&backup) {
        return Err(nothing(name));
    }
    let sources = disk::read_one(&backup, name.to_owned());
    let text = sources.text(0).map(str::to_owned);
    text.filter(|text| record::is_sound(text, catalog))
        .ok_or_else(|| {
            let backup = backup.to_string_lossy();
            Failure::usage(format!(
                "the backup, `{}`, is no record that can be used",
                shown(&backup)
            ))
            .hint("Nothing was changed. Look at it in an editor.")
        })
}

fn nothing(name: &str) -> Failure {
    Failure::usage(format!(
        "there is no change to take back in `{}`",
        shown(name)
    ))
    .hint("Only what `finder` itself changed can be taken back, one step.")
}
