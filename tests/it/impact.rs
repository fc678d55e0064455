//! `finder impact`: a catalogue against an earlier one, in a folder or at a revision.
#![expect(
    clippy::disallowed_methods,
    reason = "tests make folders, and fail by panicking"
)]

use std::{fs, path::Path, time::Duration};

use crate::{
    finder::{SMALL, Said, finder},
    folder::Folder,
};

impl Folder {
    /// A copy of the small catalogue that may be changed.
    fn small() -> Self {
        let folder = Self::empty();
        folder.take_in(Path::new(SMALL), "");
        folder
    }

    /// What changed against `base`.
    fn impact(&self, base: &str) -> Said {
        finder().catalog(&self.typed("")).run(&["impact", base])
    }
}

#[track_caller]
fn told(said: &Said) -> &str {
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    &said.stdout
}

#[test]
fn no_change_is_said_plainly() {
    let said = Folder::small().impact(SMALL);
    assert!(told(&said).contains("**No change:**"), "{}", said.stdout);
    assert!(
        said.stdout.contains("No entry was added"),
        "{}",
        said.stdout
    );
}

#[test]
fn what_a_change_does_is_told_level_by_level() {
    let copy = Folder::small();
    copy.turn("guild/activities/basics.toml", "\"free\"", "\"70 USD\"");
    let text = fs::read_to_string(Path::new(SMALL).join("guild/activities/basics.toml")).unwrap();
    let new = text
        .replace("Basics of Routing", "Bridges")
        .replace("BASICS", "BRIDGES")
        .replace("\"free\"", "\"60 USD\"");
    copy.put("guild/activities/more.toml", new.as_bytes());
    let said = copy.impact(SMALL);
    insta::assert_snapshot!("impact", told(&said).replace(SMALL, "BASE"));
}

#[test]
fn a_revision_is_as_good_as_a_folder() {
    let copy = Folder::small();
    copy.commit();
    copy.turn(
        "guild/activities/basics.toml",
        "title = \"",
        "title = \"The ",
    );
    let said = copy.impact("HEAD");
    assert!(
        told(&said).contains("- changed: activity `basics`"),
        "{}",
        said.stdout
    );
    let said = copy.impact("nowhere");
    assert_eq!(said.code, 2);
    for part in [
        "`impact nowhere`: git knows no such revision",
        "hint: Or name a folder",
    ] {
        assert!(said.stderr.contains(part), "{}", said.stderr);
    }
}

#[test]
fn a_folder_without_a_catalogue_is_refused() {
    let said = Folder::small().impact(concat!(env!("CARGO_MANIFEST_DIR"), "/docs"));
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(
        said.stderr.contains("there is no program in it"),
        "{}",
        said.stderr
    );
}

#[test]
fn faults_are_remarked() {
    let copy = Folder::small();
    copy.turn("guild/activities/basics.toml", "credits = ", "credit = ");
    let said = copy.impact(SMALL);
    assert_eq!(said.code, 0);
    assert!(
        said.stderr.contains("1 fault in the catalogue"),
        "{}",
        said.stderr
    );
}

#[test]
fn no_verdict_is_given_on_what_was_not_found_out() {
    let copy = Folder::small();
    let said = finder()
        .catalog(&copy.typed(""))
        .ticking(Duration::from_secs(11))
        .run(&["impact", SMALL]);
    let text = told(&said);
    assert!(
        text.contains("| not found out | no change found |"),
        "{text}"
    );
    assert!(text.contains("the search was cut short"), "{text}");
    assert!(!text.contains("**No change:**"), "{text}");
    // As much time as it takes is as good as any.
    let said = finder()
        .catalog(&copy.typed(""))
        .ticking(Duration::from_secs(11))
        .run(&["impact", SMALL, "--time-limit", "1000000"]);
    assert!(told(&said).contains("**No change:**"), "{}", said.stdout);
    let wrong = finder()
        .catalog(&copy.typed(""))
        .run(&["impact", SMALL, "--time-limit", "0"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.stderr.contains("nothing is found in no time"),
        "{}",
        wrong.stderr
    );
}
