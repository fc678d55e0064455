//! Any bytes in the place of any file of a small catalogue: reading comes back, and all that it finds lies in its file.
#![no_main]

use finder::{
    catalog::{self, Reading},
    diagnostic::{Diagnostic, Sources},
    model::Date,
    report::{Style, findings},
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

/// The small catalogue, with `bytes` instead of one file where any is named.
fn sources(spoilt: Option<(usize, &[u8])>) -> Sources {
    let files = BASE.iter().enumerate().map(|(number, (path, bytes))| {
        let spoilt = spoilt.filter(|(file, _)| *file == number);
        let bytes = spoilt.map_or(*bytes, |(_, spoilt)| spoilt);
        (format!("cisco/{path}"), bytes.to_vec())
    });
    Sources::new(files)
}

fn inside(sources: &Sources, findings: &[Diagnostic]) {
    for label in findings.iter().flat_map(|finding| &finding.labels) {
        assert!(label.file < sources.len());
        assert!(label.span.start <= label.span.end);
        assert!(label.span.end <= sources.bytes(label.file).len());
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((file, bytes)) = data.split_first() else {
        return;
    };
    let file = usize::from(*file) % BASE.len();
    let (before, now) = (sources(None), sources(Some((file, bytes))));
    let (old, new) = (catalog::survey(&before), catalog::survey(&now));
    let reading = |sources, survey| Reading { sources, survey };
    let mut found = catalog::since(reading(&before, &old), reading(&now, &new));
    found.extend(new.ages(Date::MAX));
    inside(&now, &found);
    inside(&now, &catalog::read_loose(&now));
    let found = findings::Found {
        sources: now,
        looked_at: 1,
        findings: found,
    };
    let mut out = Vec::new();
    findings::check_text(&mut out, Style::PLAIN, std::slice::from_ref(&found)).expect("memory takes all");
    findings::check_sarif(&mut out, &[found]).expect("memory takes all");
});
