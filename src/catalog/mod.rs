//! Reads a catalogue: TOML text in, `(Catalog, Vec<Diagnostic>)` out.
//!
//! The way is straight. `folders` says which file is which, the room `reading` makes tables with places of them and reads one
//! key at a time, the files named after the entries say what the keys mean, `lint`, `order`, `measure`
//! and `suspicion` look across entries, and `assemble` keeps what is whole. A faulty entry is named and left out; the rest lives.
//!
//! [`read`] serves those who plan with a catalogue, [`survey`] those who mend it: it keeps the place and the age of every entry, so that
//! `history` can hold two catalogues against each other. [`mod@write`] puts files into canonical form. Which day it is and where the files came from are not known here.

mod activity;
mod against;
mod ages;
mod assemble;
mod category;
mod certification;
mod claim;
mod class;
mod difference;
mod entries;
mod evidence;
mod exam;
mod exception;
mod folders;
mod history;
mod level;
mod lint;
mod loose;
mod lost;
mod measure;
mod offering;
mod order;
mod pass;
mod program;
mod refs;
mod requires;
mod rule;
mod spots;
mod suspicion;
mod titles;
mod upkeep;
pub mod write;

use crate::{
    diagnostic::{self, Diagnostic, Sources},
    model::{Catalog, Date, ProgramCatalog},
    reading::{entry, fields, syntax, values},
};

pub use difference::{Differences, differences};
pub use history::{Reading, since};
pub use loose::read_loose;
pub use spots::{Fact, Spot};

/// A catalogue, all that is wrong with it, and where everything stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Survey {
    /// What stood every test.
    pub catalog: Catalog,
    /// What is wrong or suspicious, in the order of the files. No day decides about it.
    pub findings: Vec<Diagnostic>,
    /// Every entry with a name, in the order of the files.
    pub spots: Vec<Spot>,
    /// The files of which nothing could be read: no text, or no TOML.
    pub unread: Vec<usize>,
}

impl Survey {
    /// What is too old on `today`, or was looked at only after it: notes, in the order of the files.
    pub fn ages(&self, today: Date) -> Vec<Diagnostic> {
        ages::on(&self.spots, today)
    }

    /// The innermost entry that holds a byte of a file.
    pub fn spot_at(&self, file: usize, offset: usize) -> Option<&Spot> {
        let end = self
            .spots
            .partition_point(|spot| (spot.file, spot.span.start) <= (file, offset));
        let spot = self.spots.get(..end)?.last()?;
        (spot.file == file).then_some(spot)
    }
}

/// Reads every program in the sources, and finds every fault.
///
/// Of the catalogue that comes back every reference resolves: an entry with a fault is not in it, and what relied on one goes
/// too or relies on it no longer. The findings are in the order of the files.
pub fn read(sources: &Sources) -> (Catalog, Vec<Diagnostic>) {
    let survey = visit(sources, For::Use);
    (survey.catalog, survey.findings)
}

/// The same, with the place of every entry.
pub fn survey(sources: &Sources) -> Survey {
    let mut survey = visit(sources, For::Mending);
    survey
        .spots
        .sort_by_key(|spot| (spot.file, spot.span.start));
    survey.findings.extend(ages::outlier(&survey.spots));
    diagnostic::sort(&mut survey.findings);
    survey
}

/// What a catalogue is read for. Whoever uses one has chosen to trust it: where its facts were read, and what looks suspicious, is for
/// those who mend it, and takes no entry away from the others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// Planning.
    Use,
    /// Mending.
    Mending,
}

fn visit(sources: &Sources, purpose: For) -> Survey {
    let (folders, mut findings) = folders::sort(sources);
    let documents = entries::Documents::of(sources);
    let mut programs: Vec<_> = folders
        .iter()
        .map(|folder| entries::Entries::read(folder, &documents))
        .collect();
    lint::names_are_unique(&mut programs);
    let mut catalog = Catalog::default();
    let mut places = Vec::new();
    for mut program in programs {
        lint::references_resolve(&mut program, purpose == For::Mending);
        category::activities_name_base_categories(&mut program);
        requires::prerequisites_end(&mut program);
        measure::check(&mut program);
        order::check(&mut program);
        if purpose == For::Mending {
            refs::are_unique(&mut program);
            suspicion::find(&mut program);
            lint::hosts_are_needed(&mut program);
        }
        let mut found = Vec::new();
        for entry in program.each() {
            found.append(&mut entry.findings());
        }
        let mut spots = Vec::new();
        if purpose == For::Mending || found.iter().any(Diagnostic::is_error) {
            spots = spots::spots(&program, sources);
        }
        let program = assemble::program(program);
        let lost = lost::of(&spots, (&found, sources), program.as_ref());
        if let Some(program) = program {
            let id = program.program.id.clone();
            catalog
                .programs
                .insert(id, ProgramCatalog { lost, ..program });
        } else {
            catalog.lost.take_in(lost);
        }
        findings.append(&mut found);
        places.append(&mut spots);
    }
    settle(sources, &mut findings);
    Survey {
        catalog,
        findings,
        spots: places,
        unread: documents.unread(),
    }
}

/// Lets every place lie in its file, and puts findings in the order they are read in.
fn settle(sources: &Sources, findings: &mut [Diagnostic]) {
    for label in findings.iter_mut().flat_map(|finding| &mut finding.labels) {
        label.span = sources.snap(label.file, label.span.clone());
    }
    diagnostic::sort(findings);
}
