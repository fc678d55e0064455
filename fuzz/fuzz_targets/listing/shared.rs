//! Any text as a page of a declared source: reading comes back, and what comes of it can be kept, laid over a catalogue and proposed
//! without harm.

use std::{collections::BTreeSet, sync::LazyLock};

use finder::{
    catalog,
    diagnostic::{Sources, is_unsafe},
    listing::{
        self, Look, Page, Quarantine, Snapshot, Source,
        merge::overlay,
        propose::{Asked, propose},
        source::declared,
    },
    model::{Catalog, Date},
};

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_bytes!(concat!("../../../tests/it/fixtures/listing/catalog/cisco/", $path)).as_slice())),*]
    };
}

const FILES: [(&str, &[u8]); 11] = files![
    "activities/encor.toml",
    "activities/enteit.toml",
    "activities/ip6only.toml",
    "activities/sise-1.toml",
    "activities/sise-2.toml",
    "certifications.toml",
    "exams.toml",
    "passes.toml",
    "program.toml",
    "providers.toml",
    "sources.toml",
];

static BASE: LazyLock<(Catalog, Vec<Source>)> = LazyLock::new(|| {
    let files = FILES.map(|(path, bytes)| (format!("cisco/{path}"), bytes.to_vec()));
    let files = Sources::new(files);
    let catalog = catalog::read(&files).0;
    let sources = declared(&files, &catalog).0;
    (catalog, sources)
});

/// So many pages are read at the most.
const PAGES: usize = 3;

pub fn read(id: &str, data: &[u8]) {
    let (catalog, sources) = &*BASE;
    let source = sources.iter().find(|source| source.id.as_str() == id).expect("it is declared");
    let program = catalog.programs.values().next().expect("there is one");
    let seen = Date::from_ymd_opt(2026, 11, 22).expect("a day");
    // What stands behind a NUL is the next page.
    let texts = data.split(|byte| *byte == 0).take(PAGES).map(String::from_utf8_lossy);
    let pages: Vec<Page> = texts.map(|text| Page::recorded(&source.url, text, seen)).collect();
    let _ = source.next(&pages, &|| false);
    let Ok(harvest) = listing::read(source, &pages, None, &|| false) else {
        return;
    };
    let compared = listing::compare(program, (source, &pages), &harvest, None, Look::anew(seen));
    let kept = compared.snapshot.to_json();
    assert!(kept.chars().all(|c| c == '\n' || !is_unsafe(c)));
    assert_eq!(Snapshot::parse(&kept).as_ref(), Some(&compared.snapshot));
    let held = Quarantine::of(&source.id, &pages, &harvest.held, seen);
    if let Some(held) = &held {
        let kept = held.to_json();
        assert!(kept.chars().all(|c| c == '\n' || !is_unsafe(c)));
        assert_eq!(Quarantine::parse(&kept).as_ref(), Some(held));
    }
    let (pages, again) = listing::remembered(&compared.snapshot, held.as_ref());
    assert_eq!(again.rows.len(), compared.snapshot.present());
    let again = listing::compare(program, (source, &pages), &again, Some(&compared.snapshot), Look::again(seen));
    assert!(again.snapshot.says_as(&compared.snapshot));
    let (laid, _) = overlay(catalog.clone(), &[(source, &compared.snapshot)]);
    for (old, new) in program.activities.values().zip(laid.programs.values().next().expect("there is one").activities.values()) {
        assert_eq!((&old.id, &old.title, &old.version, old.credits), (&new.id, &new.title, &new.version, new.credits));
        assert!(new.offerings.len() >= old.offerings.len());
    }
    let known = BTreeSet::new();
    let asked = Asked { program, source, known: &known, accept_credits: true, refs: true, seen };
    if let Some(proposal) = propose(&asked, &compared.items) {
        let text = proposal.to_toml();
        assert!(text.chars().all(|c| c == '\n' || !is_unsafe(c)));
        let file = Sources::new([("p.toml".to_owned(), text.into_bytes())]);
        listing::propose::Proposal::parse(&file).expect("what is written is read");
    }
}
