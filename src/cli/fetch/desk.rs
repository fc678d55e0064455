//! What every part of `finder fetch` begins with: the catalogue, and the sources that are declared without a fault.

use crate::{
    listing::Source,
    model::{Catalog, Id, ProgramCatalog},
    report::snippet,
};

use super::super::{
    Failure, World,
    args::Shared,
    convert::Given,
    listings::{Listings, listings},
    load, names,
};

pub(super) struct Desk {
    pub(super) catalog: Catalog,
    pub(super) sources: Vec<Source>,
    /// Those of them that the user declared herself.
    pub(super) own: Vec<Id>,
}

impl Desk {
    /// Reads it all; `None` where a source is at fault, which was shown: nothing is asked then.
    pub(super) fn open(shared: &Shared, world: &mut World<'_>) -> Result<Option<Self>, Failure> {
        let catalog = load::catalog(shared, &mut world.err)?;
        let Listings {
            sources,
            own,
            findings,
            files,
        } = listings(shared, &world.folders, &catalog)?;
        let faults = || findings.iter().filter(|finding| finding.is_error());
        for fault in faults() {
            snippet::write(world.err.writer, &world.err.style, &files, fault)?;
        }
        Ok((faults().count() == 0).then_some(Self {
            catalog,
            sources,
            own,
        }))
    }

    /// The source of that name.
    pub(super) fn source(&self, name: &str) -> Result<&Source, Failure> {
        let found = self
            .sources
            .iter()
            .find(|source| source.id.as_str() == name);
        found.ok_or_else(|| {
            let known = self.sources.iter().map(|source| source.id.as_str());
            names::unknown(Given::new("fetch", name), name, "source", known)
                .hint("`finder fetch list` names them all.")
        })
    }

    /// The program whose provider a source is about.
    pub(super) fn program(&self, source: &Source) -> Option<&ProgramCatalog> {
        let mut programs = self.catalog.programs.values();
        programs.find(|program| program.providers.contains_key(&source.provider))
    }
}
