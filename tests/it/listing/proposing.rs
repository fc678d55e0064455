//! From what was fetched to a change of the catalogue.

use std::{collections::BTreeSet, fs, path::Path};

use finder::{
    catalog,
    diagnostic::Sources,
    listing::propose::{
        Asked, Change, Dismissed, Proposal, dismissals, dismissed_toml, promote, propose,
    },
};

use super::{FIXTURES, compared_with, files, program, proposal_of, seen, source, text};
use crate::finder::{Said, finder};

fn proposed() -> Proposal {
    proposal_of(
        &source("revup"),
        &text("revup.html"),
        &BTreeSet::new(),
        false,
    )
    .unwrap()
}

fn parsed(text: &str) -> Proposal {
    Proposal::parse(&Sources::new([(
        "p.toml".to_owned(),
        text.as_bytes().to_vec(),
    )]))
    .unwrap()
}

#[test]
fn a_proposal_is_a_file_to_look_at() {
    insta::assert_snapshot!(proposed().to_toml());
}

#[test]
fn credits_are_written_only_when_they_are_accepted() {
    let page = text("revup.html").replace("up to 10", "10");
    let revup = source("revup");
    let of = |accept| {
        proposal_of(&revup, &page, &BTreeSet::new(), accept)
            .unwrap()
            .to_toml()
    };
    assert!(
        of(false).contains("# set: credits = 10  # the page says 10; the portal was not asked")
    );
    assert!(of(true).contains("credits = 10"));
    assert!(!of(true).contains("# set: credits = 10"));
}

#[test]
fn what_is_written_is_read_again() {
    let written = proposed();
    let mut read = parsed(&written.to_toml());
    let mut plain = written;
    for entry in plain.entries.iter_mut().chain(&mut read.entries) {
        entry.remarks.clear();
    }
    let keys = |proposal: &Proposal| proposal.keys().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(keys(&read), keys(&plain));
    let folder = "cisco/";
    assert_eq!(
        promote(&files(), folder, &read).files,
        promote(&files(), folder, &plain).files
    );
}

#[test]
fn a_second_run_proposes_nothing_new() {
    let keys: BTreeSet<String> = proposed().keys().map(str::to_owned).collect();
    assert_eq!(
        proposal_of(&source("revup"), &text("revup.html"), &keys, false),
        None
    );
    // Another price is another proposal.
    let page = text("revup.html").replace("<td>Free</td>", "<td>$310.00</td>");
    assert!(proposal_of(&source("revup"), &page, &keys, false).is_some());
}

#[test]
fn dismissals_are_remembered_by_key() {
    let dismissed = [Dismissed {
        key: "revup ref:a price USD 1.00".to_owned(),
        reason: "a \"trial\"\nprice".to_owned(),
        on: seen(),
    }];
    let text = dismissed_toml(&dismissed);
    let (read, findings) = dismissals(&Sources::new([("d.toml".to_owned(), text.into_bytes())]));
    assert_eq!(findings, []);
    assert_eq!(read[0].key, dismissed[0].key);
    assert_eq!(read[0].reason, "a \"trial\" price");
}

#[test]
fn what_a_person_changed_meanwhile_stays() {
    let proposal = proposed();
    let mended = files().replaced([(
        files()
            .paths()
            .position(|path| path == "cisco/activities/enteit.toml")
            .unwrap(),
        files()
            .text(
                files()
                    .paths()
                    .position(|path| path == "cisco/activities/enteit.toml")
                    .unwrap(),
            )
            .unwrap()
            .replace("100 USD", "120 USD"),
    )]);
    let promotion = promote(&mended, "cisco/", &proposal);
    assert!(!promotion.files["cisco/activities/enteit.toml"].contains("\"free\""));
    assert!(
        promotion.skipped.iter().any(|(_, why)| why
            == "`cost` is \"120 USD\" by now, and was \"100 USD\" when this was proposed"),
        "{:?}",
        promotion.skipped
    );
}

#[test]
fn the_change_is_a_change_of_facts_alone() {
    let promotion = promote(&files(), "cisco/", &proposed());
    insta::assert_snapshot!(promotion.files["cisco/activities/enteit.toml"]);
    // And twice is as good as once.
    let place = |path: &str| files().paths().position(|own| own == path);
    let old = promotion
        .files
        .iter()
        .filter_map(|(path, text)| Some((place(path)?, text.clone())));
    let new = promotion
        .files
        .iter()
        .filter(|(path, _)| place(path).is_none());
    let new = Sources::new(new.map(|(path, text)| (path.clone(), text.clone().into_bytes())));
    let after = files().replaced(old).with(new);
    assert_eq!(promote(&after, "cisco/", &proposed()).files.len(), 0);
    assert_eq!(catalog::read(&after).1, []);
}

/// A catalogue on the disk, with a proposal beside it.
struct Place(tempfile::TempDir);

impl Place {
    fn new(proposal: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        let all = files();
        for (file, path) in all.paths().enumerate() {
            let path = root.path().join("catalog").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, all.bytes(file)).unwrap();
        }
        fs::write(root.path().join("p.toml"), proposal).unwrap();
        Self(root)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn promote(&self, more: &[&str]) -> Said {
        let file = self.path().join("p.toml");
        let catalog = self.path().join("catalog");
        let args = [&["promote", file.to_str().unwrap()], more].concat();
        let mut said = finder()
            .catalog(catalog.to_str().unwrap())
            .home(self.path())
            .run(&args);
        let root = fs::canonicalize(self.path()).unwrap();
        for text in [&mut said.stdout, &mut said.stderr] {
            *text = text
                .replace(root.to_str().unwrap(), "ROOT")
                .replace(self.path().to_str().unwrap(), "ROOT");
        }
        said
    }

    fn enteit(&self) -> String {
        fs::read_to_string(self.path().join("catalog/cisco/activities/enteit.toml")).unwrap()
    }
}

#[test]
fn a_promotion_is_shown_before_it_is_made() {
    let place = Place::new(&proposed().to_toml());
    let before = place.enteit();
    let said = place.promote(&[]);
    assert_eq!((said.code, place.enteit()), (0, before));
    insta::assert_snapshot!(format!("{}---\n{}", said.stdout, said.stderr));
}

#[test]
fn a_promotion_is_made_once() {
    let place = Place::new(&proposed().to_toml());
    let said = place.promote(&["--write"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(
        place.enteit(),
        promote(&files(), "cisco/", &proposed()).files["cisco/activities/enteit.toml"]
    );
    let again = place.promote(&["--write"]);
    assert_eq!((again.code, again.stdout.as_str()), (0, ""));
    assert!(
        again.stderr.contains("nothing to change"),
        "{}",
        again.stderr
    );
}

#[cfg(unix)]
#[test]
fn what_was_written_before_a_fault_of_the_disk_is_named() {
    use std::os::unix::fs::PermissionsExt;
    for format in ["text", "json"] {
        let place = Place::new(&proposed().to_toml());
        let files = promote(&files(), "cisco/", &proposed()).files;
        assert!(files.len() > 1);
        let last = files.keys().last().unwrap();
        let folder = place.path().join("catalog").join(last);
        // A folder in the place of the last file cannot be written over.
        let was_there = folder.is_file();
        assert!(!was_there, "the last is a new one");
        let activities = folder.parent().unwrap();
        fs::create_dir(&folder).unwrap();
        let allowed = fs::metadata(activities).unwrap().permissions().mode();
        assert_ne!(allowed & 0o200, 0);
        let said = place.promote(&["--format", format, "--write"]);
        assert_ne!(said.code, 0);
        let told = if format == "text" {
            &said.stdout
        } else {
            &said.stderr
        };
        for path in files.keys().take(files.len() - 1) {
            assert!(told.contains(path.as_str()), "{path}: {told}");
        }
        assert!(said.stderr.contains("cannot be written"), "{}", said.stderr);
    }
}

#[test]
fn what_a_promotion_does_is_told_to_programs() {
    let json = |place: &Place, args: &[&str]| {
        let said = place.promote(&[&["--format", "json"], args].concat());
        (said.code, super::held("promote", &said.stdout))
    };
    let place = Place::new(&proposed().to_toml());
    let (code, shown) = json(&place, &[]);
    assert_eq!((code, &shown["written"]), (0, &false.into()));
    let text = place.promote(&[]).stdout;
    let diffs = shown["files"].as_array().unwrap().iter();
    let diffs: Vec<&str> = diffs.map(|file| file["diff"].as_str().unwrap()).collect();
    assert_eq!(diffs.concat(), text);
    let new = shown["files"].as_array().unwrap().iter();
    assert!(
        new.clone().any(|file| file["new"] == true) && new.clone().any(|file| file["new"] == false)
    );
    let (_, written) = json(&place, &["--write"]);
    assert_eq!(
        (&written["written"], &written["files"]),
        (&true.into(), &shown["files"])
    );
    let (_, again) = json(&place, &["--write"]);
    assert_eq!(again["files"], serde_json::json!([]));
    assert_eq!(again["written"], false, "there was nothing to write");
    let broken = proposed().to_toml().replace("\"free\"", "\"for nothing\"");
    let (code, refused) = json(&Place::new(&broken), &["--write"]);
    assert_eq!((code, &refused["written"]), (1, &false.into()));
    assert!(!refused["faults"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_dismissed_is_remembered() {
    let text = proposed().to_toml();
    let text = text.replace(
        "retrieved = 2026-11-22\n",
        "retrieved = 2026-11-22\ndismiss = \"not now\"\n",
    );
    let place = Place::new(&text);
    let said = place.promote(&["--write"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let kept = fs::read(place.path().join("state/dismissed.toml")).unwrap();
    let (dismissed, findings) = dismissals(&Sources::new([("d.toml".to_owned(), kept)]));
    assert_eq!(findings, []);
    let keys: BTreeSet<String> = dismissed.into_iter().map(|one| one.key).collect();
    assert_eq!(
        proposal_of(&source("revup"), &super::text("revup.html"), &keys, false),
        None
    );
}

#[test]
fn a_promotion_that_would_break_the_catalogue_is_refused() {
    let text = proposed().to_toml().replace("\"free\"", "\"for nothing\"");
    let place = Place::new(&text);
    let said = place.promote(&["--write"]);
    assert_eq!(said.code, 1);
    assert!(
        said.stderr
            .contains("would come into the catalogue: nothing is written"),
        "{}",
        said.stderr
    );
    assert_eq!(
        place.enteit(),
        fs::read_to_string(format!("{FIXTURES}/catalog/cisco/activities/enteit.toml")).unwrap()
    );
}

#[test]
fn what_is_all_new_belongs_to_the_program_of_its_provider() {
    let mut proposal = proposed();
    proposal
        .entries
        .retain(|entry| matches!(entry.change, Change::Activity { .. }));
    assert!(!proposal.entries.is_empty());
    let place = Place::new(&proposal.to_toml());
    let other = place.path().join("catalog/other");
    fs::create_dir_all(&other).unwrap();
    fs::copy(
        place.path().join("catalog/cisco/program.toml"),
        other.join("program.toml"),
    )
    .unwrap();
    let said = place.promote(&[]);
    assert!(
        said.stdout.contains("catalog/cisco/activities/"),
        "{}{}",
        said.stdout,
        said.stderr
    );
    assert!(!said.stdout.contains("other/"), "{}", said.stdout);
}

#[test]
fn a_file_that_is_no_proposal_is_told_at_its_place() {
    for (text, said) in [
        (
            "format = 2\nsource = 'revup'\nseen = 2026-11-22\n",
            "is a form this program does not know",
        ),
        (
            "format = 1\nsource = 'revup'\nseen = 2026-11-22\n[[edits]]\n",
            "unknown key `edits`",
        ),
        ("format = ", "this is not TOML"),
    ] {
        let found = Place::new(text).promote(&[]);
        assert_eq!(found.code, 2, "{}", found.stderr);
        assert!(found.stderr.contains(said), "{}", found.stderr);
    }
    let missing = finder()
        .catalog(&format!("{FIXTURES}/catalog"))
        .args("promote nowhere.toml");
    assert_eq!(
        (missing.code, missing.stderr.lines().next()),
        (2, Some("error: there is no file `nowhere.toml`"))
    );
}

#[test]
fn what_a_row_is_called_is_proposed_with_what_else_it_brings() {
    let promotion = promote(&files(), "cisco/", &proposed());
    let enteit = &promotion.files["cisco/activities/enteit.toml"];
    assert!(enteit.contains("refs = { revup = \"a1c6e1\" }"), "{enteit}");
    assert!(enteit.starts_with("# A comment above everything.\n"));
    let new = &promotion.files["cisco/activities/wifi7db-1-0.toml"];
    assert!(
        new.contains("\nrefs = { revup = \"a1c6e2\" }\nsource"),
        "{new}"
    );
    // Then it is known by that, and not proposed again.
    let enteit = enteit.clone();
    let after = with_enteit(|_| enteit);
    let asked = asked_of(&after, "revup", &text("revup.html"));
    let named = |proposal: Proposal| proposal.keys().any(|key| key.contains(" refs "));
    assert!(!asked.is_some_and(named));
}

#[test]
fn names_are_put_beside_those_that_are_there() {
    let has = |refs: &str| {
        let files = with_enteit(|text| text.replace("credits", &format!("{refs}\ncredits")));
        let promotion = promote(&files, "cisco/", &proposed());
        let changed = promotion.files["cisco/activities/enteit.toml"].clone();
        (changed, format!("{:?}", promotion.skipped))
    };
    let (changed, _) = has("refs = { live = \"B-1\" } # as told");
    assert!(
        changed.contains("refs = { live = \"B-1\" , revup = \"a1c6e1\" } # as told")
            || changed.contains("refs = { live = \"B-1\", revup = \"a1c6e1\" } # as told"),
        "{changed}"
    );
    let (changed, skipped) = has("refs = { revup = \"other\" }");
    assert!(
        changed.contains("refs = { revup = \"other\" }"),
        "{changed}"
    );
    assert!(
        skipped.contains("by `refs` it is \\\"other\\\" there by now"),
        "{skipped}"
    );
}

#[test]
fn a_source_of_ones_own_is_not_named_in_the_catalogue() {
    let (catalog, revup) = (super::catalog(), source("revup"));
    let (_, compared) = compared_with(&catalog, &revup, &text("revup.html")).unwrap();
    let asked = Asked {
        program: program(&catalog),
        source: &revup,
        known: &BTreeSet::new(),
        accept_credits: false,
        refs: false,
        seen: seen(),
    };
    let proposal = propose(&asked, &compared.items).unwrap();
    assert!(
        !proposal.to_toml().contains("refs"),
        "{}",
        proposal.to_toml()
    );
}

/// The files with another text for one of them.
fn with_enteit(change: impl FnOnce(&str) -> String) -> Sources {
    let path = "cisco/activities/enteit.toml";
    let at = files().paths().position(|own| own == path).unwrap();
    let text = change(files().text(at).unwrap());
    files().replaced([(at, text)])
}

/// What a source proposes to a catalogue of these files.
fn asked_of(files: &Sources, id: &str, page: &str) -> Option<Proposal> {
    let (catalog, findings) = catalog::read(files);
    assert_eq!(findings, []);
    let source = source(id);
    let (_, compared) = compared_with(&catalog, &source, page).unwrap();
    let asked = Asked {
        program: program(&catalog),
        source: &source,
        known: &BTreeSet::new(),
        accept_credits: false,
        refs: true,
        seen: seen(),
    };
    propose(&asked, &compared.items)
}
