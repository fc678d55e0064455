//! The catalogue of a run: the one inside the program, or one from the disk.

use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};

use crate::{
    catalog,
    diagnostic::{Diagnostic, Sources, shown},
    disk,
    model::Catalog,
    report::{snippet, words},
};

use super::{Failure, Screen};

/// The catalogue as it was when the program was built.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/catalog");

/// Reads the catalogue in `directory`, or the one inside the program. What is wrong in it goes to `err`; the rest is used.
pub(super) fn catalog(directory: Option<&Path>, err: &mut Screen<'_>) -> Result<Catalog, Failure> {
    let sources = match directory {
        Some(directory) => disk::read_folder(directory)
            .map_err(|error| Failure::run(error.to_string()).hint(error.help()))?,
        None => Sources::new(built_in()),
    };
    let (catalog, findings) = catalog::read(&sources);
    tell(&findings, &sources, err)?;
    if catalog.programs.is_empty() {
        return Err(no_program(directory));
    }
    Ok(catalog)
}

fn built_in() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![&BUILT_IN];
    while let Some(folder) = folders.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(inner) => folders.push(inner),
                DirEntry::File(file) if is_toml(file.path()) => {
                    let path = file.path().to_string_lossy().replace('\\', "/");
                    files.push((path, file.contents().to_vec()));
                }
                DirEntry::File(_) => {}
            }
        }
    }
    files
}

fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
}

/// Shows every fault at its place, and says what becomes of it.
fn tell(findings: &[Diagnostic], sources: &Sources, err: &mut Screen<'_>) -> Result<(), Failure> {
    let faults: Vec<&Diagnostic> = findings
        .iter()
        .filter(|finding| finding.is_error())
        .collect();
    for fault in &faults {
        snippet::write(err.writer, &err.style, sources, fault)?;
    }
    if faults.is_empty() {
        return Ok(());
    }
    let found = words::count(faults.len(), "fault");
    err.note(&format!(
        "{found} in the catalogue: what is at fault was left out, the rest is used"
    ))?;
    Ok(())
}

fn no_program(directory: Option<&Path>) -> Failure {
    let Some(directory) = directory else {
        return Failure::run("the catalogue inside the program cannot be used")
            .hint("Name another with `--catalog DIR`.");
    };
    let path = directory.to_string_lossy();
    Failure::usage(format!("`--catalog {}`: there is no program in it that can be used", shown(&path)))
        .hint("A catalogue holds a directory for each program, with a `program.toml` in it: give the directory above.")
        .hint("Leave the flag (and `FINDER_CATALOG`) out to use the catalogue inside the program.")
}
