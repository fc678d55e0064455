//! Which files a run of `finder check` reads, and which of them it speaks of.
//!
//! A path leads to the catalogue around it: all of that is read, so that references resolve, and only what was asked for is told. A file
//! that belongs to no catalogue is read alone.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    io::ErrorKind,
    path::{Component, Path, PathBuf},
};

use crate::{
    diagnostic::{Diagnostic, Sources, shown},
    disk::{self, ReadError},
};

use super::super::{Failure, args::Shared};

/// What makes a folder a program's.
const PROGRAM: &str = "program.toml";

/// The catalogue that is checked when none is named.
const DEFAULT: &str = "catalog";

/// Files that are read together.
pub(in crate::cli) struct Scope {
    /// All of them, each shown by its path from where the user stands.
    pub(in crate::cli) sources: Sources,
    /// The catalogue they are; `None` for a file that belongs to none.
    pub(in crate::cli) home: Option<Home>,
    /// The paths that are spoken of.
    told: Vec<bool>,
}

/// The folder of a catalogue.
pub(in crate::cli) struct Home {
    /// Its true path.
    pub(in crate::cli) path: PathBuf,
    /// Whether all of it is the catalogue, rather than the programs right below it.
    whole: bool,
    /// Where the user stands.
    here: PathBuf,
}

impl Home {
    /// The path of a file in it, as the user would write it.
    pub(in crate::cli) fn name(&self, path: &str) -> String {
        name(&self.here, &self.path, &self.path.join(path))
    }

    /// Whether a file belongs to the catalogue, by its path in the home.
    pub(super) fn holds(&self, path: &str, programs: &[String]) -> bool {
        let program = path.split_once('/').map(|(program, _)| program);
        self.whole || program.is_some_and(|program| programs.iter().any(|known| known == program))
    }

    /// The names of the folders in it that are programs.
    pub(super) fn programs(&self) -> Result<Vec<String>, Failure> {
        let folders = disk::folders_with(&self.path, PROGRAM).map_err(|error| unread(&error))?;
        let name = |folder: &PathBuf| Some(folder.file_name()?.to_string_lossy().into_owned());
        Ok(folders.iter().filter_map(name).collect())
    }

    fn read(&self) -> Result<Sources, Failure> {
        let read = |folder: &Path| disk::read_folder(folder).map_err(|error| unread(&error));
        if self.whole {
            return read(&self.path);
        }
        let mut sources = Sources::default();
        for program in self.programs()? {
            let folder = read(&self.path.join(&program))?;
            sources = sources.with(folder.renamed(|path| format!("{program}/{path}")));
        }
        Ok(sources)
    }
}

impl Scope {
    /// Whether a finding is about what was asked for. One that is about no file is about everything.
    pub(super) fn tells(&self, finding: &Diagnostic) -> bool {
        finding
            .primary()
            .is_none_or(|label| self.is_told(label.file))
    }

    /// Whether a file was asked for.
    pub(in crate::cli) fn is_told(&self, file: usize) -> bool {
        self.told.get(file).copied().unwrap_or_default()
    }

    /// How many files are spoken of.
    pub(in crate::cli) fn looked_at(&self) -> usize {
        self.told.iter().filter(|told| **told).count()
    }
}

/// What was asked for of one catalogue.
#[derive(Default)]
struct Asked {
    whole: bool,
    paths: Vec<PathBuf>,
}

/// The files behind the given paths, a catalogue at a time; without any, those of the catalogue that `shared` names, or of `catalog`.
pub(in crate::cli) fn scopes(paths: &[PathBuf], shared: &Shared) -> Result<Vec<Scope>, Failure> {
    let here = disk::true_path(Path::new("."))
        .map_err(|error| Failure::run(format!("the current directory cannot be found: {error}")))?;
    let default = [home(shared, &here).to_owned()];
    let paths = if paths.is_empty() { &default } else { paths };
    let mut homes: BTreeMap<PathBuf, Asked> = BTreeMap::new();
    let mut scopes = Vec::new();
    for path in paths {
        let path = find(path)?;
        if let Some(program) = disk::nearest(&path, PROGRAM) {
            let home = program.parent().unwrap_or(program).to_owned();
            homes.entry(home).or_default().paths.push(path);
        } else if disk::is_folder(&path) {
            let asked = homes.entry(path.clone()).or_default();
            asked.whole = true;
            asked.paths.push(path);
        } else {
            scopes.push(alone(&here, &path)?);
        }
    }
    for (path, asked) in homes {
        let (here, whole) = (here.clone(), asked.whole);
        scopes.push(catalog(Home { path, whole, here }, &asked.paths)?);
    }
    Ok(scopes)
}

/// The catalogue a contributor works on: the one that was named, else `catalog`, else the one she stands in.
fn home<'s>(shared: &'s Shared, here: &Path) -> &'s Path {
    let named = shared.catalog.as_deref();
    if let Some(named) = named.filter(|path| !path.as_os_str().is_empty()) {
        return named;
    }
    let default = Path::new(DEFAULT);
    let inside = !disk::is_folder(default) && disk::nearest(here, PROGRAM).is_some();
    if inside { Path::new(".") } else { default }
}

fn find(path: &Path) -> Result<PathBuf, Failure> {
    disk::true_path(path).map_err(|error| {
        let name = path.to_string_lossy();
        let name = shown(&name);
        let failure = if error.kind() == ErrorKind::NotFound {
            Failure::usage(format!("there is no `{name}` here"))
        } else {
            Failure::run(format!("`{name}` cannot be found: {error}"))
        };
        failure.hint("Give files or directories of a catalogue; without any, the directory `catalog` is meant.")
    })
}

fn catalog(home: Home, asked: &[PathBuf]) -> Result<Scope, Failure> {
    let sources = home.read()?.shown_as(|path| home.name(path));
    let below = asked
        .iter()
        .filter_map(|path| path.strip_prefix(&home.path).ok());
    let below: Vec<String> = below.map(slashed).collect();
    let told = sources
        .paths()
        .map(|path| below.iter().any(|asked| lies_in(path, asked)));
    let told = told.collect();
    Ok(Scope {
        sources,
        home: Some(home),
        told,
    })
}

fn alone(here: &Path, path: &Path) -> Result<Scope, Failure> {
    let name = name(here, path, path);
    if path.extension() != Some(OsStr::new("toml")) {
        let failure = Failure::usage(format!("`{}` is not a TOML file", shown(&name)));
        return Err(failure.hint("The files of a catalogue end in `.toml`."));
    }
    Ok(Scope {
        sources: disk::read_one(path, name),
        home: None,
        told: vec![true],
    })
}

/// Whether a path is the other or lies below it; everything lies in an empty one.
fn lies_in(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    folder.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A true path as somebody who stands `here` would write it, with forward slashes: from the root of the disk, unless it lies below her or
/// she stands in `home`.
fn name(here: &Path, home: &Path, path: &Path) -> String {
    if let Ok(below) = path.strip_prefix(here) {
        return slashed(below);
    }
    if !here.starts_with(home) {
        return path.to_string_lossy().replace('\\', "/");
    }
    let shared = here.components().zip(path.components());
    let shared = shared.take_while(|(a, b)| a == b).count();
    let up = here.components().skip(shared).map(|_| "..".to_owned());
    let way: Vec<String> = up.chain(path.components().skip(shared).map(part)).collect();
    way.join("/")
}

fn slashed(path: &Path) -> String {
    let parts: Vec<String> = path.components().map(part).collect();
    parts.join("/")
}

fn part(part: Component<'_>) -> String {
    part.as_os_str().to_string_lossy().into_owned()
}

fn unread(error: &ReadError) -> Failure {
    Failure::run(error.to_string()).hint(error.help())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(here: &str, path: &str, expected: &str) {
        let [here, home, path] = [here, "/home/a/catalog", path].map(Path::new);
        assert_eq!(name(here, home, path), expected);
    }

    #[test]
    fn paths_are_told_from_where_one_stands() {
        check("/home/a", "/home/a/catalog/x.toml", "catalog/x.toml");
        check("/home/a/catalog", "/home/a/catalog", "");
        check(
            "/home/a/catalog/cisco",
            "/home/a/catalog/x.toml",
            "../x.toml",
        );
        check("/home/a", "/tmp/x.toml", "/tmp/x.toml");
    }

    #[test]
    fn a_folder_holds_what_begins_with_its_whole_name() {
        assert!(lies_in("catalog/cisco/x.toml", "catalog/cisco"));
        assert!(lies_in("x.toml", ""));
        assert!(!lies_in("catalog/cisco-two/x.toml", "catalog/cisco"));
    }
}
