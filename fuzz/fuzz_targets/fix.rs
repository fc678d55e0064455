//! Any bytes in the place of any file of a small catalogue: what is written says what was said before, and writing it again changes
//! nothing.
#![no_main]

mod base;

use finder::{
    catalog::{
        self,
        write::{FileKind, canonical, mended},
    },
    diagnostic::Sources,
    model::Catalog,
};
use libfuzzer_sys::fuzz_target;

/// The same files with everything mended that can be.
fn mend(sources: &Sources) -> Sources {
    mended(sources, |sources| catalog::survey(sources).findings)
}

/// The same files in canonical form.
fn written(sources: &Sources) -> Sources {
    let texts = sources.paths().enumerate().filter_map(|(file, path)| {
        Some((file, canonical(FileKind::of(path)?, sources.text(file)?, None)?))
    });
    let texts: Vec<_> = texts.collect();
    sources.clone().replaced(texts)
}

/// What the files say. The order of topics says nothing.
fn said(sources: &Sources) -> Catalog {
    let mut catalog = catalog::read(sources).0;
    for program in catalog.programs.values_mut() {
        program.program.topics.sort();
        program.activities.values_mut().for_each(|activity| activity.topics.sort());
    }
    catalog
}

fuzz_target!(|data: &[u8]| {
    let Some(spoilt) = base::spoilt(data) else {
        return;
    };
    let mended = mend(&base::sources(Some(spoilt)));
    let once = written(&mended);
    assert_eq!(said(&once), said(&mended));
    assert_eq!(written(&mend(&once)), once);
});
