//! `finder fetch clean`: every page that is kept goes, and what hosts said about robots. What was learned stays.

use crate::{disk::Private, report::words};

use super::{
    super::{Exit, Failure, World},
    state::unsafe_folder,
};

/// The folders of the cache, as `fetch` makes them.
const FOLDERS: [[&str; 2]; 2] = [["http", "v1"], ["robots", "v1"]];

pub(super) fn run(world: &mut World<'_>) -> Result<Exit, Failure> {
    let Some(root) = &world.folders.cache else {
        world
            .err
            .note("nothing is kept: this machine says of no home")?;
        return Ok(Exit::Done);
    };
    let root = Private::open(root).map_err(|error| unsafe_folder(&error))?;
    let mut gone = 0;
    for path in FOLDERS {
        let mut folder = root.clone();
        for name in path {
            folder = folder.below(name).map_err(|error| unsafe_folder(&error))?;
        }
        for name in folder.names() {
            folder.remove(&name).map_err(|error| {
                Failure::run(format!("a page that is kept cannot be deleted: {error}"))
            })?;
            gone += 1;
        }
    }
    writeln!(world.out.writer, "{} deleted", words::count(gone, "file"))?;
    Ok(Exit::Done)
}
