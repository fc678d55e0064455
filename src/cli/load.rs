//! The catalogue of a run: the one inside the program, or one from the disk.

use std::path::{Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};

use crate::{
    catalog,
    diagnostic::{Code, Diagnostic, Sources, shown},
    disk,
    model::Catalog,
    report::{snippet, words},
};

use super::{Failure, Screen, args::Shared};

/// The way back to what needs no naming.
const LEAVE_OUT: &str =
    "Leave the flag (and `FINDER_CATALOG`) out to use the catalogue inside the program.";

/// The catalogue as it was when the program was built.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/catalog");

/// Reads the catalogue in the directory that was named, or the one inside the program. What is wrong in it goes to `err`; the rest is
/// used.
pub(super) fn catalog(shared: &Shared, err: &mut Screen<'_>) -> Result<Catalog, Failure> {
    let named = Named::of(shared)?;
    let sources = read(named.as_ref())?;
    let (catalog, findings) = catalog::read(&sources);
    tell(&findings, &sources, err)?;
    if catalog.programs.is_empty() {
        let is_fault = |f: &Diagnostic| f.is_error() && f.code != Code::NoProgram;
        let is_faulty = findings.iter().any(is_fault);
        return Err(no_program(named.as_ref(), is_faulty));
    }
    Ok(catalog)
}

/// The directory of that catalogue from the root of the disk, where one was named.
pub(super) fn directory(shared: &Shared) -> Result<Option<PathBuf>, Failure> {
    let named = Named::of(shared)?;
    let directory = named.map(|named| named.directory);
    Ok(directory.map(|path| disk::true_path(path).unwrap_or_else(|_| path.to_owned())))
}

/// The files of that catalogue, as they are.
pub(super) fn sources(shared: &Shared) -> Result<Sources, Failure> {
    read(Named::of(shared)?.as_ref())
}

fn read(named: Option<&Named<'_>>) -> Result<Sources, Failure> {
    match named {
        Some(named) => named.read(),
        None => Ok(Sources::new(built_in())),
    }
}

/// The folder that somebody who mends the catalogue stands above.
const NEAR: &str = "catalog";

/// What was not found, with the place where it may be: a catalogue is near, and the one inside the program was looked into.
pub(super) fn perhaps_near(shared: &Shared, failure: Failure) -> Failure {
    let is_named = matches!(Named::of(shared), Ok(Some(_)) | Err(_));
    if is_named || !disk::is_folder(Path::new(NEAR)) {
        return failure;
    }
    failure.hint("This looked into the catalogue inside the program; `--catalog catalog` looks into the one here.")
}

/// A directory, and where it was named.
struct Named<'a> {
    directory: &'a Path,
    from_env: bool,
}

impl<'a> Named<'a> {
    /// The directory that was named. A variable that is set to nothing names none, as it does elsewhere.
    fn of(shared: &'a Shared) -> Result<Option<Self>, Failure> {
        let named = shared.catalog.as_deref().map(|directory| Self {
            directory,
            from_env: shared.catalog_from_env,
        });
        match named {
            Some(named) if !named.directory.as_os_str().is_empty() => Ok(Some(named)),
            Some(named) if !named.from_env => {
                Err(Failure::usage("`--catalog` names no directory").hint(LEAVE_OUT))
            }
            _ => Ok(None),
        }
    }

    fn read(&self) -> Result<Sources, Failure> {
        disk::read_folder(self.directory).map_err(|error| {
            let failure = Failure::run(error.to_string()).hint(error.help());
            if self.from_env {
                failure.hint("The variable `FINDER_CATALOG` names it; unset it to use the catalogue inside the program.")
            } else {
                failure
            }
        })
    }

    /// As it was named: `--catalog DIR` or `FINDER_CATALOG=DIR`.
    fn shown(&self) -> String {
        let path = self.directory.to_string_lossy();
        let name = if self.from_env {
            "FINDER_CATALOG="
        } else {
            "--catalog "
        };
        format!("{name}{}", shown(&path))
    }
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

fn no_program(named: Option<&Named<'_>>, is_faulty: bool) -> Failure {
    let Some(named) = named else {
        return Failure::run("the catalogue inside the program cannot be used")
            .hint("Name another with `--catalog DIR`.");
    };
    let message = format!(
        "`{}`: there is no program in it that can be used",
        named.shown()
    );
    let hint = if is_faulty {
        "Mend what is told above: one fault in a `program.toml` leaves its whole program out."
    } else {
        "A catalogue holds a directory for each program, with a `program.toml` in it, as `catalog` does in the sources of finder."
    };
    Failure::usage(message).hint(hint).hint(LEAVE_OUT)
}
