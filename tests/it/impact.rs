//! `finder impact`: a catalogue against an earlier one, in a folder or at a revision.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests make folders, and fail by panicking"
)]

use std::{fs, path::Path, process::Command};

use crate::finder::{SMALL, Said, finder};

/// A copy of the small catalogue that may be changed.
struct Copy(tempfile::TempDir);

impl Copy {
    fn new() -> Self {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(Path::new(SMALL), copy.path());
        Self(copy)
    }

    /// Turns every `from` in one file of the program into `to`.
    #[track_caller]
    fn mend(&self, path: &str, from: &str, to: &str) {
        let path = self.0.path().join("guild").join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "`{from}` is not in {text}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// What changed against `base`.
    fn impact(&self, base: &str) -> Said {
        let catalog = self.0.path().to_str().unwrap();
        finder().catalog(catalog).run(&["impact", base])
    }

    fn git(&self, args: &str) {
        let done = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@b", "-C"])
            .arg(self.0.path())
            .args(args.split_whitespace())
            .output()
            .unwrap();
        assert!(done.status.success(), "{args}: {done:?}");
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

#[track_caller]
fn told(said: &Said) -> &str {
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    &said.stdout
}

#[test]
fn no_change_is_said_plainly() {
    let said = Copy::new().impact(SMALL);
    assert!(told(&said).contains("**No change:**"), "{}", said.stdout);
    assert!(
        said.stdout.contains("No entry was added"),
        "{}",
        said.stdout
    );
}

#[test]
fn what_a_change_does_is_told_level_by_level() {
    let copy = Copy::new();
    copy.mend("activities/basics.toml", "\"free\"", "\"70 USD\"");
    let text = fs::read_to_string(Path::new(SMALL).join("guild/activities/basics.toml")).unwrap();
    let new = text
        .replace("Basics of Routing", "Bridges")
        .replace("BASICS", "BRIDGES")
        .replace("\"free\"", "\"60 USD\"");
    fs::write(copy.0.path().join("guild/activities/more.toml"), new).unwrap();
    let said = copy.impact(SMALL);
    insta::assert_snapshot!("impact", told(&said).replace(SMALL, "BASE"));
}

#[test]
fn a_revision_is_as_good_as_a_folder() {
    let copy = Copy::new();
    copy.git("init --quiet");
    copy.git("add --all");
    copy.git("commit --quiet --message=all");
    copy.mend("activities/basics.toml", "title = \"", "title = \"The ");
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
    let said = Copy::new().impact(concat!(env!("CARGO_MANIFEST_DIR"), "/docs"));
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(
        said.stderr.contains("there is no program in it"),
        "{}",
        said.stderr
    );
}

#[test]
fn faults_are_remarked() {
    let copy = Copy::new();
    copy.mend("activities/basics.toml", "credits = ", "credit = ");
    let said = copy.impact(SMALL);
    assert_eq!(said.code, 0);
    assert!(
        said.stderr.contains("1 fault in the catalogue"),
        "{}",
        said.stderr
    );
}
