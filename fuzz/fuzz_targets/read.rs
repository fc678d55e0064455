//! Any bytes in the place of any file of a small catalogue: reading comes back, and all that it finds lies in its file.
#![no_main]

mod base;

use finder::{
    catalog::{self, Reading},
    diagnostic::{Diagnostic, Sources},
    model::Date,
    report::{Style, findings},
};
use libfuzzer_sys::fuzz_target;

fn inside(sources: &Sources, findings: &[Diagnostic]) {
    for label in findings.iter().flat_map(|finding| &finding.labels) {
        assert!(label.file < sources.len());
        assert!(label.span.start <= label.span.end);
        assert!(label.span.end <= sources.bytes(label.file).len());
    }
}

fuzz_target!(|data: &[u8]| {
    let Some(spoilt) = base::spoilt(data) else {
        return;
    };
    let (before, now) = (base::sources(None), base::sources(Some(spoilt)));
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
