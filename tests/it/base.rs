//! A small complete catalogue, made up for the tests, and ways to lay files over it.
#![expect(clippy::unwrap_used, reason = "tests may fail by panicking")]

use std::path::Path;

use finder::{
    catalog,
    diagnostic::{Diagnostic, Sources},
    disk,
    model::Catalog,
    report::{Style, snippet},
};

/// The files of `tests/it/fixtures/base`, by path.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/base");
    let base = disk::read_folder(&root).unwrap();
    let paths = base.paths().enumerate();
    paths
        .map(|(file, path)| (path.to_owned(), base.bytes(file).to_vec()))
        .collect()
}

/// The base with one file put in, or in another's place.
pub(crate) fn with(path: &str, bytes: &[u8]) -> Sources {
    let mut files = files();
    files.retain(|(other, _)| other != path);
    files.push((path.to_owned(), bytes.to_vec()));
    Sources::new(files)
}

/// The base with every `from` in one file turned into `to`.
pub(crate) fn mended(path: &str, from: &str, to: &str) -> Sources {
    let mut files = files();
    let (_, bytes) = files.iter_mut().find(|(other, _)| other == path).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(from), "`{from}` is not in {path}");
    *bytes = text.replace(from, to).into_bytes();
    Sources::new(files)
}

/// What comes of reading, with the findings as they are shown on a terminal of 100 columns without colour.
pub(crate) fn read(sources: &Sources) -> (Catalog, String) {
    let (catalog, findings) = catalog::read(sources);
    (catalog, shown(sources, &findings))
}

/// Findings as they are shown on a terminal of 100 columns without colour.
pub(crate) fn shown(sources: &Sources, findings: &[Diagnostic]) -> String {
    let style = Style {
        width: 100,
        color: false,
        unicode: false,
    };
    let mut out = Vec::new();
    for finding in findings {
        snippet::write(&mut out, &style, sources, finding).unwrap();
    }
    String::from_utf8(out).unwrap()
}
