//! What holds of every page.

use std::sync::LazyLock;

use finder::{
    listing::{
        self, Snapshot, Source,
        merge::overlay,
        propose::{Asked, propose},
    },
    model::{Activity, Catalog},
};
use proptest::prelude::*;

use super::{catalog, compared_with, declared, page, program, seen, text};

static CATALOG: LazyLock<Catalog> = LazyLock::new(catalog);
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(declared);

/// A recorded page of each source, to be spoilt.
fn recorded(id: &str) -> &'static str {
    match id {
        "revup" => "revup.html",
        "partner" => "partner.html",
        "markup" => "markup.html",
        "live" => "live-1.json",
        "paths" => "paths-1.json",
        "blog" => "blog.rss",
        "dates" => "dates.ics",
        _ => "export.csv",
    }
}

/// The last place where a character begins, at or before this one.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A text with some stretches replaced by others.
fn spoilt(text: &str, wounds: &[(usize, usize, String)]) -> String {
    let mut text = text.to_owned();
    for (at, length, by) in wounds {
        let start = boundary(&text, at % (text.len() + 1));
        let end = boundary(&text, start + length);
        text.replace_range(start..end.max(start), by);
    }
    text
}

fn snapshot(source: &Source, text: &str) -> Option<Snapshot> {
    let compared = compared_with(&CATALOG, source, text).ok()?;
    Some(compared.1.snapshot)
}

/// An activity without what may be laid over it.
fn protected(activity: &Activity) -> Activity {
    Activity {
        offerings: Vec::new(),
        ..activity.clone()
    }
}

fn wounds() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    let word = prop_oneof![
        Just(String::new()),
        "[0-9.,€$ %a-z<>/=\"'&;:{}\\[\\]\u{1b}\u{202e}-]{0,12}",
        Just("24".to_owned()),
        Just("640".to_owned()),
        Just("ENCOR".to_owned()),
        Just("SISE".to_owned()),
        Just("$1.00".to_owned()),
        Just("2027-01-31".to_owned()),
    ];
    prop::collection::vec((0..5000_usize, 0..12_usize, word), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn reading_any_text_comes_back(text in "\\PC{0,400}|[<>a-z/\"= \n]{0,400}|[{}\\[\\]\",:a-z0-9@]{0,200}", at in 0..8_usize) {
        let source = &SOURCES[at];
        let pages = [page(source, &text)];
        let _ = listing::read(source, &pages, Some(7), &|| false);
        let _ = source.next(&pages, &|| false);
    }

    #[test]
    fn a_spoilt_page_harms_nothing(wounds in wounds(), at in 0..8_usize) {
        let source = &SOURCES[at];
        let page = spoilt(&text(recorded(source.id.as_str())), &wounds);
        let Some(kept) = snapshot(source, &page) else { return Ok(()) };
        prop_assert_eq!(Snapshot::parse(&kept.to_json()), Some(kept.clone()));
        let (once, touched) = overlay(CATALOG.clone(), &[(source, &kept)]);
        let (before, after) = (program(&CATALOG), program(&once));
        prop_assert_eq!(before.activities.len(), after.activities.len());
        for (old, new) in before.activities.values().zip(after.activities.values()) {
            prop_assert_eq!(protected(old), protected(new));
            prop_assert!(new.offerings.len() >= old.offerings.len());
            for (own, laid) in old.offerings.iter().zip(&new.offerings) {
                prop_assert_eq!((&own.id, &own.provider, own.delivery, &own.passes), (&laid.id, &laid.provider, laid.delivery, &laid.passes));
            }
            let touches = touched.iter().any(|one| one.activity == new.id);
            prop_assert_eq!(old != new, touches);
        }
        // Laid over twice is laid over once.
        let (twice, again) = overlay(once.clone(), &[(source, &kept)]);
        prop_assert_eq!(&again, &[]);
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn a_second_proposal_is_empty(wounds in wounds()) {
        let source = &SOURCES[0];
        let page = spoilt(&text("revup.html"), &wounds);
        let Ok((_, compared)) = compared_with(&CATALOG, source, &page) else { return Ok(()) };
        let known = std::collections::BTreeSet::new();
        let asked = Asked { program: program(&CATALOG), source, known: &known, accept_credits: true, refs: true, seen: seen() };
        let Some(first) = propose(&asked, &compared.items) else { return Ok(()) };
        let known = first.keys().map(str::to_owned).collect();
        prop_assert_eq!(propose(&Asked { known: &known, ..asked }, &compared.items), None);
        let read = toml::from_str::<toml::Table>(&first.to_toml());
        prop_assert!(read.is_ok(), "{:?}", read);
    }
}
