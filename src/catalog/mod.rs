//! Reads a catalogue: TOML text in, `(Catalog, Vec<Diagnostic>)` out.
//!
//! The way is straight. `folders` says which file is which, `syntax` makes tables with spans of them, `fields` and
//! `values` read one table and never stop at a fault, the files named after the entries say what the keys mean, `lint` looks
//! across entries, and `assemble` keeps what is whole. A faulty entry is named and left out; the rest lives. Which day it is,
//! what counts on it, and where the files came from are not known here.

mod activity;
mod assemble;
mod category;
mod certification;
mod class;
mod entries;
mod entry;
mod evidence;
mod exam;
mod fields;
mod folders;
mod level;
mod lint;
mod offering;
mod pass;
mod program;
mod requires;
mod rule;
mod syntax;
mod values;

use crate::{
    diagnostic::{self, Diagnostic, Sources},
    model::Catalog,
};

/// Reads every program in the sources, and finds every fault.
///
/// Of the catalogue that comes back every reference resolves: an entry with a fault is not in it, and what relied on one goes
/// too or relies on it no longer. The findings are in the order of the files.
pub fn read(sources: &Sources) -> (Catalog, Vec<Diagnostic>) {
    let (folders, mut findings) = folders::sort(sources);
    let documents = (0..sources.len())
        .map(|file| syntax::parse(sources, file))
        .collect();
    let mut programs: Vec<_> = folders
        .iter()
        .map(|folder| entries::Entries::read(folder, &documents))
        .collect();
    lint::names_are_unique(&mut programs);
    let mut catalog = Catalog::default();
    for mut program in programs {
        lint::references_resolve(&mut program);
        category::activities_name_base_categories(&mut program);
        requires::prerequisites_end(&mut program);
        findings.append(&mut program.loose);
        for entry in program.each() {
            findings.append(&mut entry.findings());
        }
        let program = assemble::program(program);
        let keyed = program.map(|program| (program.program.id.clone(), program));
        catalog.programs.extend(keyed);
    }
    for label in findings.iter_mut().flat_map(|finding| &mut finding.labels) {
        label.span = sources.snap(label.file, label.span.clone());
    }
    diagnostic::sort(&mut findings);
    (catalog, findings)
}
