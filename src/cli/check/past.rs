//! The same files as they were at a revision.

use std::{collections::BTreeMap, ffi::OsStr, path::Path};

use crate::{
    diagnostic::{Sources, shown},
    git::{self, GitError},
};

use super::super::Failure;
use super::scope::{Home, Scope};

/// The catalogue of a scope as it was where it parted from `revision`. What did not change since is taken from what is there.
pub(super) fn sources(scope: &Scope, home: &Home, revision: &str) -> Result<Sources, Failure> {
    let changes =
        git::changes_since(&home.path, revision).map_err(|error| failure(&error, revision))?;
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

fn failure(error: &GitError, revision: &str) -> Failure {
    let message = format!("`--since {}`: {error}", shown(revision));
    let failure = match error {
        GitError::NoRevision | GitError::NoRepository => Failure::usage(message),
        GitError::NoGit(_) | GitError::Said(_) => Failure::run(message),
    };
    failure.hint(error.help())
}
