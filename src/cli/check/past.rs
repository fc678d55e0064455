//! The same files as they were at a revision.

use std::{collections::BTreeMap, ffi::OsStr, path::Path};

use crate::{
    diagnostic::{Sources, shown},
    git::{self, GitError},
};

use super::super::Failure;
use super::scope::{Home, Scope};

/// A revision, and who asks for it.
pub(in crate::cli) struct Asked<'a> {
    /// The flag or subcommand that names it.
    pub(in crate::cli) by: &'static str,
    /// Its name.
    pub(in crate::cli) revision: &'a str,
    /// What else can be done where git has no answer; `None`: what [`GitError::help`] says.
    pub(in crate::cli) instead: Option<&'static str>,
}

/// The catalogue of a scope as it was where it parted from a revision. What did not change since is taken from what is there.
pub(in crate::cli) fn sources(
    scope: &Scope,
    home: &Home,
    asked: &Asked<'_>,
) -> Result<Sources, Failure> {
    let changes = git::changes_since(&home.path, asked.revision);
    let changes = changes.map_err(|error| failure(&error, asked))?;
    let programs = home.programs()?;
    let mut earlier: BTreeMap<String, Option<Vec<u8>>> = BTreeMap::new();
    for change in changes {
        let is_toml = Path::new(&change.path).extension() == Some(OsStr::new("toml"));
        if is_toml && home.holds(&change.path, &programs) {
            earlier.insert(change.path, change.before);
        }
    }
    let same = scope
        .sources
        .clone()
        .without(|path| earlier.contains_key(path));
    let was = earlier
        .into_iter()
        .filter_map(|(path, before)| Some((path, before?)));
    Ok(same
        .with(Sources::new(was))
        .shown_as(|path| home.name(path)))
}

fn failure(error: &GitError, asked: &Asked<'_>) -> Failure {
    let message = format!("`{} {}`: {error}", asked.by, shown(asked.revision));
    let failure = match error {
        GitError::NoRevision | GitError::NoRepository => Failure::usage(message),
        GitError::NoGit(_) | GitError::Said(_) => Failure::run(message),
    };
    match (asked.instead, error) {
        (Some(instead), GitError::NoRevision) => failure.hint(error.help()).hint(instead),
        (Some(instead), _) => failure.hint(instead),
        (None, _) => failure.hint(error.help()),
    }
}
