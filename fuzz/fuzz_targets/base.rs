//! The small catalogue of the tests, with any bytes in the place of one of its files. Shared by all targets.

use finder::diagnostic::Sources;

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

/// One file of the catalogue, by its place in [`BASE`], and what it holds instead.
pub type Spoilt<'d> = (usize, &'d [u8]);

/// What an input stands for: its first byte chooses the file.
pub fn spoilt(data: &[u8]) -> Option<Spoilt<'_>> {
    let (file, bytes) = data.split_first()?;
    Some((usize::from(*file) % BASE.len(), bytes))
}

/// The small catalogue, with other bytes in the place of one file where any is named.
pub fn sources(spoilt: Option<Spoilt<'_>>) -> Sources {
    let files = BASE.iter().enumerate().map(|(number, (path, bytes))| {
        let spoilt = spoilt.filter(|(file, _)| *file == number);
        let bytes = spoilt.map_or(*bytes, |(_, spoilt)| spoilt);
        (format!("cisco/{path}"), bytes.to_vec())
    });
    Sources::new(files)
}
