//! What may not be read or written, as the system says it to a user who is not root: one clear sentence, and nothing is lost.
//!
//! Nothing is forbidden to root. So these tests start the program as nobody where they are root themselves, and as themselves where not.
#![cfg(unix)]

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::finder::Said;

/// The number of the user nobody, by an old custom.
const NOBODY: u32 = 65_534;

/// The home of somebody who is not root, with a record in it.
struct Home {
    root: TempDir,
    program: PathBuf,
    is_root: bool,
}

impl Home {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let is_root = root.path().metadata().unwrap().uid() == 0;
        // Nobody need not be able to reach the folder the program was built in. Another process copies it, for what this one has open
        // for writing cannot be run.
        let program = root.path().join("finder");
        let mut copy = Command::new("cp");
        copy.arg(env!("CARGO_BIN_EXE_finder")).arg(&program);
        assert!(copy.status().unwrap().success());
        let home = Self {
            root,
            program,
            is_root,
        };
        for folder in [
            "",
            "data",
            "data/finder",
            "data/finder/plans",
            "state",
            "state/finder",
        ] {
            fs::create_dir_all(home.at(folder)).unwrap();
        }
        let record =
            "format = 1\n\n[[certification]]\nid = 'ccnp-enterprise'\nexpires = 2027-05-01\n";
        fs::write(home.record(), record).unwrap();
        for path in [
            "",
            "data/finder",
            "data/finder/plans",
            "data/finder/record.toml",
            "state/finder",
        ] {
            home.give(path);
        }
        home
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn record(&self) -> PathBuf {
        self.at("data/finder/record.toml")
    }

    fn give(&self, path: &str) {
        if self.is_root {
            chown(self.at(path), Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }

    /// Forbids something of what is there.
    fn forbid(&self, path: &str, mode: u32) {
        fs::set_permissions(self.at(path), fs::Permissions::from_mode(mode)).unwrap();
    }

    fn run(&self, args: &str) -> Said {
        let mut command = Command::new(&self.program);
        command
            .args(args.split_whitespace())
            .args(["--today", "2026-11-27"])
            .env_clear()
            .env("HOME", self.root.path())
            .env("XDG_DATA_HOME", self.at("data"))
            .env("XDG_STATE_HOME", self.at("state"))
            .current_dir("/");
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let said = command.output().unwrap();
        Said {
            stdout: String::from_utf8(said.stdout).unwrap(),
            stderr: String::from_utf8(said.stderr).unwrap(),
            code: u8::try_from(said.status.code().unwrap()).unwrap(),
        }
    }

    /// It ends in 3, in one error that says so, with a way out.
    #[track_caller]
    fn refused(&self, args: &str, told: &str) {
        let said = self.run(args);
        assert_eq!(
            (said.code, said.stdout.as_str()),
            (3, ""),
            "{args}: {}",
            said.stderr
        );
        assert_eq!(said.stderr.matches("error: ").count(), 1, "{}", said.stderr);
        assert!(said.stderr.contains(told), "{args}: {}", said.stderr);
        assert!(said.stderr.contains("\nhint: "), "{}", said.stderr);
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // What is forbidden could not be cleared away.
        for folder in ["data/finder", "data/finder/plans", "state/finder"] {
            let _ = fs::set_permissions(self.at(folder), fs::Permissions::from_mode(0o700));
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_record_in_a_folder_that_may_not_be_written_is_read_and_not_changed() {
    let home = Home::new();
    let before = fs::read_to_string(home.record()).unwrap();
    home.forbid("data/finder", 0o500);
    let said = home.run("status");
    assert_eq!(said.code, 0, "{}", said.stderr);
    for args in ["log clc 3", "log --undo", "log SDSI --completed 2026-10-02"] {
        home.refused(args, "cannot be written: ");
    }
    assert_eq!(fs::read_to_string(home.record()).unwrap(), before);
    assert_eq!(names(&home.at("data/finder")), ["plans", "record.toml"]);
}

#[test]
fn a_record_that_may_not_be_read_ends_every_answer_that_needs_it() {
    let home = Home::new();
    home.forbid("data/finder/record.toml", 0o000);
    for args in [
        "status",
        "claim",
        "plan",
        "status --format ics",
        "log clc 3",
        "log --undo",
    ] {
        home.refused(args, "cannot be read");
    }
    assert_eq!(home.run("plan --cert ccnp --no-record").code, 0);
    home.forbid("data/finder/record.toml", 0o600);
    assert_eq!(home.run("log clc 3").code, 0);
}

#[test]
fn a_state_that_may_not_be_written_keeps_no_calendar_from_being_told() {
    let home = Home::new();
    home.forbid("state/finder", 0o500);
    let said = home.run("status --format ics");
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(
        said.stdout
            .contains("UID:expiry.cisco.ccnp-enterprise@ce-finder")
    );
    assert!(
        said.stderr
            .contains("note: what this calendar was given is not remembered"),
        "{}",
        said.stderr
    );
    assert!(said.stderr.contains("Permission denied"), "{}", said.stderr);
    home.forbid("state/finder", 0o700);
    let first = home.run("status --format ics");
    assert_eq!(first.stderr, "");
    // What it says already need not be written.
    home.forbid("state/finder", 0o500);
    let again = home.run("status --format ics");
    assert_eq!((again.stdout, again.stderr.as_str()), (first.stdout, ""));
    home.forbid("state/finder", 0o700);
    home.forbid("state/finder/calendars.json", 0o000);
    let said = home.run("status --format ics");
    assert!(
        said.stderr.contains("cannot be used: it cannot be read"),
        "{}",
        said.stderr
    );
}

#[test]
fn a_plan_that_may_not_be_read_is_named_and_the_others_are_listed() {
    let home = Home::new();
    for name in ["one", "two"] {
        let said = home.run(&format!("plan --save {name}"));
        assert_eq!(said.code, 0, "{}", said.stderr);
    }
    home.forbid("data/finder/plans/two.json", 0o000);
    home.refused("diff two", "you may not read it");
    let said = home.run("diff");
    assert!(
        said.stdout.contains("one") && !said.stdout.contains("two"),
        "{}",
        said.stdout
    );
    assert!(
        said.stderr.contains("you may not read it"),
        "{}",
        said.stderr
    );
    home.forbid("data/finder/plans", 0o500);
    home.refused("plan --save three", "cannot be written");
}
