//! Any bytes in the place of any file of a small catalogue: what is written says what was said before, and writing it again changes
//! nothing.
#![no_main]

use finder::{
    catalog::{
        self,
        write::{FileKind, canonical, mended},
    },
    diagnostic::Sources,
    model::Catalog,
};
use libfuzzer_sys::fuzz_target;

macro_rules! base {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_bytes!(concat!("../../tests/it/fixtures/base/catalog/cisco/", $path)).as_slice())),*]
    };
}

const BASE: [(&str, &[u8]); 6] = base![
    "activities/encor.toml",
    "certifications.toml",
    "exams.toml",
    "passes.toml",
    "program.toml",
    "providers.toml",
];

/// The small catalogue, with `bytes` instead of one file.
fn sources(file: usize, bytes: &[u8]) -> Sources {
    Sources::new(BASE.iter().enumerate().map(|(number, (path, base))| {
        let bytes = if number == file { bytes } else { base };
        (format!("cisco/{path}"), bytes.to_vec())
    }))
}

/// The same files, put right and in canonical form.
fn fixed(sources: &Sources) -> Sources {
    let mended = mended(sources, |sources| catalog::survey(sources).findings);
    let texts = mended.paths().enumerate().filter_map(|(file, path)| {
        Some((file, canonical(FileKind::of(path)?, mended.text(file)?, None)?))
    });
    let texts: Vec<_> = texts.collect();
    mended.replaced(texts)
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
    let Some((file, bytes)) = data.split_first() else {
        return;
    };
    let sources = sources(usize::from(*file) % BASE.len(), bytes);
    let mended = mended(&sources, |sources| catalog::survey(sources).findings);
    let once = fixed(&sources);
    assert_eq!(said(&once), said(&mended));
    assert_eq!(fixed(&once), once);
});
