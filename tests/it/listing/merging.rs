//! What was fetched, laid over a catalogue.

use std::{fs, path::Path};

use finder::{
    listing::{
        self, Page, Snapshot,
        merge::{Stale, overlay},
    },
    model::{Cost, Expiry},
};

use super::{FIXTURES, catalog, compared, program, seen, source, text};
use crate::finder::finder;

fn kept(id: &str, page: &str) -> Snapshot {
    compared(&source(id), page).1.snapshot
}

#[test]
fn offers_are_laid_over_and_say_so() {
    let revup = source("revup");
    let page = text("revup.html").replace("Oct 31, 2026", "Jan 31, 2027");
    let (laid, touched) = overlay(catalog(), &[(&revup, &kept("revup", &page))]);
    let activity = &program(&laid).activities["enteit"];
    let offering = activity
        .offerings
        .iter()
        .find(|offering| offering.id.as_str() == "cisco-u")
        .unwrap();
    assert_eq!(offering.cost, Cost::Free);
    assert_eq!(offering.expires, Expiry::On(super::day("2027-03-01")));
    assert_eq!(offering.evidence.checked, seen());
    let said =
        "Fetched on 2026-11-22 from `revup`, and checked by nobody: hours, price, ends, url.";
    assert_eq!(offering.note.as_deref(), Some(said));
    // It had no offering of this provider.
    let new = &program(&laid).activities["ip6only"].offerings;
    assert_eq!(
        new.iter()
            .map(|offering| offering.id.as_str())
            .collect::<Vec<_>>(),
        ["cisco-u"]
    );
    assert_eq!(
        touched.iter().map(|one| one.is_new).collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn what_was_checked_later_stays() {
    let mut old = kept("revup", &text("revup.html"));
    for row in old.rows.values_mut() {
        row.provenance.retrieved = "2026-01-01".to_owned();
    }
    let (laid, touched) = overlay(catalog(), &[(&source("revup"), &old)]);
    assert_eq!(touched.iter().filter(|one| !one.is_new).count(), 0);
    assert_eq!(
        program(&laid).activities["enteit"],
        program(&catalog()).activities["enteit"]
    );
}

/// The runs of a source on those days, each with its page.
fn runs(pages: &[(&str, String)]) -> Snapshot {
    let (mut source, catalog) = (source("revup"), catalog());
    source.expect.coverage.clear();
    source.expect.fall = 0;
    let mut last: Option<Snapshot> = None;
    for (on, text) in pages {
        let on = super::day(on);
        let page = [Page::recorded(&source.url, text.as_str(), on)];
        let harvest = listing::read(&source, &page, None, &|| false).unwrap();
        let look = listing::Look::anew(on);
        let found = listing::compare(
            program(&catalog),
            (&source, &page),
            &harvest,
            last.as_ref(),
            look,
        );
        last = Some(found.snapshot);
    }
    last.unwrap()
}

#[test]
fn of_a_row_that_is_held_what_was_last_good_is_laid_over_with_its_day() {
    let revup = source("revup");
    let good = text("revup.html");
    // Ten times the credits, and another price: neither is believed.
    let held = good.replacen("<td>24</td>", "<td>240</td>", 1).replacen(
        "<td>Free</td>",
        "<td>$999.00</td>",
        1,
    );
    let (before, touched) = overlay(
        catalog(),
        &[(&revup, &runs(&[("2026-11-22", good.clone())]))],
    );
    assert_eq!(touched[0].stale, None);
    let (after, touched) = overlay(
        catalog(),
        &[(
            &revup,
            &runs(&[("2026-11-22", good.clone()), ("2026-11-24", held)]),
        )],
    );
    let of = |catalog: &finder::model::Catalog| {
        program(catalog).activities["enteit"].offerings[0].clone()
    };
    let (before, mut after) = (of(&before), of(&after));
    let told = "Fetched on 2026-11-22 from `revup`, and checked by nobody: hours, price, ends, url; what its page said on 2026-11-24 could not be believed.";
    assert_eq!(after.note.as_deref(), Some(told));
    assert_eq!(
        touched[0].stale,
        Some(Stale::Held(super::day("2026-11-24")))
    );
    after.note.clone_from(&before.note);
    assert_eq!(after, before);
}

#[test]
fn what_many_rows_took_along_is_laid_over_with_its_day_and_what_is_missing_is_not() {
    let revup = source("revup");
    let good = text("revup.html");
    let without = |names: &[&str]| {
        let gone = |line: &&str| !names.iter().any(|name| line.contains(name));
        good.lines().filter(gone).collect::<Vec<_>>().join("\n")
    };
    let laid = |second: String| {
        let kept = runs(&[("2026-11-22", good.clone()), ("2026-11-24", second)]);
        let touched = overlay(catalog(), &[(&revup, &kept)]).1;
        let mut touched = touched.into_iter();
        touched.find(|one| one.activity.as_str() == "enteit")
    };
    assert_eq!(laid(without(&["ENTEIT"])), None);
    let many = laid(without(&["ENTEIT", "WIFI7DB", "IP6ONLY"])).unwrap();
    assert_eq!(many.stale, Some(Stale::NotShown(super::day("2026-11-24"))));
    assert_eq!(many.on, super::day("2026-11-22"));
}

#[test]
fn what_is_stale_does_not_speak_against_what_is_fresh() {
    let revup = source("revup");
    let mut other = source("revup");
    other.id = finder::model::Id::new("other").unwrap();
    let good = text("revup.html");
    let held = good.replacen("<td>24</td>", "<td>240</td>", 1);
    let stale = runs(&[("2026-11-20", good.clone()), ("2026-11-24", held)]);
    let as_other = |snapshot: &Snapshot| Snapshot {
        source: other.id.clone(),
        ..snapshot.clone()
    };
    let of = |fetched: &[(&listing::Source, &Snapshot)]| {
        let (laid, touched) = overlay(catalog(), fetched);
        let touched = touched.into_iter();
        let one = touched
            .filter(|one| one.activity.as_str() == "enteit")
            .collect::<Vec<_>>();
        let [one] = &one[..] else { panic!("{one:?}") };
        let cost = program(&laid).activities["enteit"].offerings[0].cost;
        (cost, one.source.to_string(), one.on.to_string(), one.stale)
    };
    // The price of the one is no longer believed; that of the other is of today.
    let priced = good.replacen("<td>Free</td>", "<td>$99.00</td>", 1);
    let fresh = as_other(&runs(&[("2026-11-24", priced)]));
    let alone = of(&[(&other, &fresh)]);
    assert_eq!(of(&[(&revup, &stale), (&other, &fresh)]), alone);
    assert_eq!((alone.1.as_str(), alone.3), ("other", None));
    // Of two that agree the older page says how old it is.
    let (early, late) = (
        runs(&[("2026-11-20", good.clone())]),
        runs(&[("2026-11-24", good)]),
    );
    let both = of(&[(&other, &as_other(&late)), (&revup, &early)]);
    assert_eq!((both.1.as_str(), both.2.as_str()), ("other", "2026-11-20"));
}

#[test]
fn a_link_to_another_host_is_not_followed() {
    let page =
        text("revup.html").replace("/paths/thousandeyes-104", "https://elsewhere.example.org/x");
    let (laid, touched) = overlay(catalog(), &[(&source("revup"), &kept("revup", &page))]);
    let offering = &program(&laid).activities["enteit"].offerings[0];
    assert_eq!(
        offering.url.as_deref(),
        Some("https://learn.example.com/path/104")
    );
    assert!(!touched[0].fields.contains(&listing::Field::Url));
}

#[test]
fn days_that_contradict_the_catalogue_are_not_laid_over() {
    let mut catalog = catalog();
    let program = catalog.programs.values_mut().next().unwrap();
    program.activities.get_mut("enteit").unwrap().offerings[0].opens =
        Some(super::day("2027-06-01"));
    let (laid, touched) = overlay(
        catalog.clone(),
        &[(&source("revup"), &kept("revup", &text("revup.html")))],
    );
    assert_eq!((laid, touched), (catalog, Vec::new()));
}

/// The folders of a user for whom `revup` was fetched.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("state/snapshots")).unwrap();
    let file = home.path().join("state/snapshots/revup.json");
    fs::write(file, kept("revup", &text("revup.html")).to_json()).unwrap();
    home
}

fn listings() -> String {
    format!("{FIXTURES}/catalog")
}

#[test]
fn nothing_that_was_fetched_changes_an_answer_unasked() {
    let home = home();
    for args in ["list --format json", "plan --cert ccnp --format json"] {
        let without = finder().catalog(&listings()).args(args);
        let with = finder().catalog(&listings()).home(home.path()).args(args);
        assert_eq!(with.stdout, without.stdout, "{args}");
        assert_eq!(with.stderr, without.stderr, "{args}");
    }
}

#[test]
fn asked_for_it_is_laid_over_and_told() {
    let home = home();
    let said = finder()
        .catalog(&listings())
        .home(home.path())
        .args("list --with-fetched --search ENTEIT --free");
    assert_eq!(said.code, 0);
    insta::assert_snapshot!(format!("{}---\n{}", said.stdout, said.stderr));
}

#[test]
fn with_nothing_fetched_the_catalogue_is_used_as_it_is() {
    let nowhere = Path::new("/nowhere/at/all");
    let plain = finder().catalog(&listings()).args("list --format csv");
    let said = finder()
        .catalog(&listings())
        .home(nowhere)
        .args("list --format csv --with-fetched");
    assert_eq!(said.stdout, plain.stdout);
    assert_eq!(
        said.stderr,
        format!(
            "note: nothing was fetched yet that could be laid over the catalogue\n{}",
            plain.stderr
        )
    );
}

/// What the tool says to somebody for whom `revup` was fetched.
fn said(args: &str) -> String {
    let home = home();
    let said = finder().catalog(&listings()).home(home.path()).args(args);
    assert!(said.code < 2, "{}", said.stderr);
    said.stdout
}

const LEGEND: &str = "* Fetched from `revup` on 2026-11-22, and checked by nobody.\n";

#[test]
fn what_was_fetched_is_marked_in_every_form() {
    let list = "list --with-fetched --search ThousandEyes --free";
    let text = said(list);
    assert!(text.contains("ThousandEyes (enteit)*"), "{text}");
    assert!(text.ends_with(LEGEND), "{text}");
    let markdown = said(&format!("{list} --format markdown"));
    assert!(markdown.contains("(enteit)\\*"), "{markdown}");
    assert!(markdown.ends_with(&format!("\n\\{LEGEND}")), "{markdown}");
    let csv = said(&format!("{list} --format csv"));
    assert!(
        csv.lines()
            .next()
            .unwrap()
            .ends_with(",fetched_from,fetched_on"),
        "{csv}"
    );
    assert!(
        csv.lines().nth(1).unwrap().ends_with(",revup,2026-11-22"),
        "{csv}"
    );
    let json = said(&format!("{list} --format json"));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["offerings"][0]["fetched"],
        serde_json::json!({ "source": "revup", "on": "2026-11-22", "fields": ["hours", "price", "ends", "url"] })
    );
}

#[test]
fn a_plan_marks_what_was_fetched_too() {
    let plan = "plan --cert ccnp --have 56 --only enteit --with-fetched";
    let text = said(plan);
    assert!(text.contains("ThousandEyes*"), "{text}");
    assert!(text.contains(LEGEND), "{text}");
    let markdown = said(&format!("{plan} --format markdown"));
    assert!(
        markdown.contains(")\\* |") && markdown.contains(&format!("\\{LEGEND}")),
        "{markdown}"
    );
    let csv = said(&format!("{plan} --format csv"));
    assert!(csv.contains(",best,revup,2026-11-22"), "{csv}");
    let json: serde_json::Value =
        serde_json::from_str(&said(&format!("{plan} --format json"))).unwrap();
    assert_eq!(json["plan"]["items"][0]["fetched"]["source"], "revup");
    assert!(!said("plan --cert ccnp --have 56 --only enteit").contains("Fetched"));
}

#[test]
fn an_activity_tells_what_listings_call_it() {
    let folder = tempfile::tempdir().unwrap();
    let all = super::files();
    for (file, path) in all.paths().enumerate() {
        let at = folder.path().join(path);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        let mut text = all.text(file).unwrap().to_owned();
        if path.ends_with("activities/enteit.toml") {
            text = text.replacen("title", "refs = { revup = \"a1c6e1\" }\ntitle", 1);
        }
        fs::write(at, text).unwrap();
    }
    let show = |args: &str| {
        finder()
            .catalog(folder.path().to_str().unwrap())
            .args(args)
            .stdout
    };
    let text = show("show enteit");
    assert!(
        text.contains("Called in listings\n- `revup`: a1c6e1\n"),
        "{text}"
    );
    let json: serde_json::Value = serde_json::from_str(&show("show enteit --format json")).unwrap();
    assert_eq!(
        json["entries"][0]["refs"],
        serde_json::json!({ "revup": "a1c6e1" })
    );
}
