//! The holder's record: what `finder log` writes, what it refuses, and what becomes of a file it cannot use.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests look at files, and fail by panicking"
)]

mod bad_files;
mod defaults;
mod durable;
mod permissions;
mod reading;
mod refused;

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use crate::finder::{Said, finder};

const TODAY: &str = "2026-11-22";

/// A holder with a home of her own.
struct Holder {
    home: TempDir,
}

impl Holder {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        Self { home }
    }

    /// One who has a record already.
    fn with(text: &str) -> Self {
        let holder = Self::new();
        fs::create_dir(holder.home.path().join("data")).unwrap();
        fs::write(holder.path(), text).unwrap();
        holder
    }

    fn path(&self) -> PathBuf {
        self.home.path().join("data/record.toml")
    }

    fn backup(&self) -> PathBuf {
        self.home.path().join("data/record.toml.bak")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap_or_default()
    }

    /// A run of `finder log`, on the small catalogue.
    fn log(&self, args: &str) -> Said {
        self.log_on(TODAY, args)
    }

    fn log_on(&self, today: &str, args: &str) -> Said {
        let args = format!("log {args}");
        finder().home(self.home.path()).today(today).args(&args)
    }

    /// The same, which must succeed; its answer.
    #[track_caller]
    fn logged(&self, args: &str) -> String {
        let said = self.log(args);
        assert_eq!(said.code, 0, "{}", said.stderr);
        said.stdout
    }

    /// The same, which must fail and write nothing; what it says.
    #[track_caller]
    fn refused(&self, args: &str) -> String {
        let before = self.text();
        let said = self.log(args);
        assert_eq!(
            (said.code, said.stdout.as_str()),
            (2, ""),
            "{}",
            said.stderr
        );
        assert_eq!(self.text(), before);
        said.stderr
    }

    /// What was said, without the place of her home.
    fn tame(&self, text: &str) -> String {
        let home = self.home.path().to_string_lossy().into_owned();
        text.replace(&home, "[HOME]")
    }
}

#[test]
fn the_first_use_makes_the_file_and_says_where() {
    let ada = Holder::new();
    let said = ada.log("cert gnp --earned 2025-01-10");
    assert_eq!(
        said.stdout,
        "`gnp` is in your record: earned 2025-01-10, expires 2028-01-10\n"
    );
    let expected = "\
note: it expires on 2028-01-10, 3 years after it was earned, by the rule of the level Professional; `--expires` says otherwise
note: your record is new: `[HOME]/data/record.toml`
";
    assert_eq!(ada.tame(&said.stderr), expected);
    ada.logged(
        "BASICS --completed 2026-10-02 --started 2026-09-01 --certificate X-123 --note done",
    );
    ada.logged("exam 200-20 --passed 2026-08-01");
    ada.logged("pass guild-pass --until 2027-05-01");
    ada.logged("clc 40 --until 2027-03-01");
    ada.logged("taken spring-offer");
    insta::assert_snapshot!(ada.text());
}

#[test]
fn the_file_can_be_named() {
    let ada = Holder::new();
    let file = ada.home.path().join("mine.toml");
    let path = file.to_string_lossy();
    ada.logged(&format!("clc 4 --record {path}"));
    ada.logged(&format!("--record {path} taken basics"));
    assert!(fs::read_to_string(&file).unwrap().contains("clc = 4"));
    assert!(!ada.path().exists());
    assert!(
        ada.refused("clc 4 --record=")
            .contains("`--record` names no file")
    );
}

#[test]
fn an_entry_that_is_there_is_amended() {
    let ada = Holder::new();
    ada.logged("cert gnp --earned 2025-01-10");
    ada.logged("basics --completed 2026-10-02");
    let told = ada.logged("--state earned basics");
    assert_eq!(told, "`basics` is amended: state earned (was to-submit)\n");
    let told = ada.logged("BASICS --state Earned --certificate X-1");
    assert_eq!(told, "`basics` is amended: certificate X-1\n");
    let before = ada.text();
    let told = ada.logged("BASICS --completed 2026-10-02 --certificate X-1");
    assert_eq!(
        told,
        "`basics` is in your record as you say; nothing was changed\n"
    );
    assert_eq!(ada.text(), before);
    ada.logged("exam 200-20 --passed 2026-08-01");
    let told = ada.logged("exam ADV --certificate X-2");
    assert_eq!(told, "`200-20` is amended: certificate X-2\n");
    ada.logged("cert guild-associate --expires 2027-01-01");
    let told = ada.logged("cert gna --expires 2027-02-01");
    assert_eq!(told, "`gna` is amended: expires 2027-02-01\n");
    ada.logged("pass guild-pass");
    ada.logged("pass guild-pass --until 2027-01-01");
    let text = ada.text();
    assert_eq!(text.matches("[[completion]]").count(), 2);
    assert_eq!(text.matches("[[certification]]").count(), 2);
    assert_eq!(text.matches("[[pass]]").count(), 1);
}

#[test]
fn a_certification_renewed_begins_another_cycle() {
    let ada = Holder::new();
    ada.logged("cert gnp --earned 2023-01-10");
    ada.logged("cert gnp --earned 2026-01-09");
    let text = ada.text();
    assert_eq!(text.matches("id = \"gnp\"").count(), 2);
    assert!(text.contains("expires = 2026-01-10") && text.contains("expires = 2029-01-09"));
}

#[test]
fn comments_and_order_are_kept() {
    let hers = "# mine\nformat = 1\n\n[[completion]] # in autumn\ncompleted = 2026-10-02\nactivity = 'basics'\ncredits = 12 # so many\nprogram = 'guild'\ntitle = 'Basics of Routing'\n\n[[certification]]\nid = 'gnp'   # my best\nearned = 2025-01-10\n# the end\n";
    let ada = Holder::with(hers);
    ada.logged("basics --state pending");
    let expected = hers.replace(
        "title = 'Basics of Routing'\n",
        "title = 'Basics of Routing'\nstate = \"pending\"\ncourse = \"BASICS\"\n",
    );
    let expected = expected.replace("course = \"BASICS\"\n", "");
    assert_eq!(ada.text(), expected);
    ada.logged("clc 3");
    assert_eq!(ada.text(), format!("{expected}\n[defaults]\nclc = 3\n"));
}

#[test]
fn the_last_change_is_taken_back_and_brought_back() {
    let ada = Holder::new();
    assert!(
        ada.refused("--undo")
            .contains("there is no change to take back")
    );
    ada.logged("clc 3");
    let first = ada.text();
    ada.logged("clc 4");
    let second = ada.text();
    let diff = ada.logged("--undo");
    assert!(diff.contains("-clc = 4\n+clc = 3\n"), "{diff}");
    assert_eq!(ada.text(), first);
    ada.logged("--undo");
    assert_eq!(ada.text(), second);
    // Of the very first change, too.
    let eve = Holder::new();
    eve.logged("clc 3");
    eve.logged("--undo");
    assert!(!eve.text().contains("clc") && eve.text().contains("format = 1"));
}

#[test]
fn a_lost_file_is_not_begun_anew_unasked() {
    let ada = Holder::new();
    ada.logged("clc 3");
    ada.logged("clc 4");
    fs::remove_file(ada.path()).unwrap();
    let said = ada.refused("clc 5");
    assert!(said.contains("is gone, and its backup is there"), "{said}");
    ada.logged("--undo");
    assert!(ada.text().contains("clc = 3"));
}

#[test]
fn a_record_begun_by_hand_gets_its_facts_and_is_kept() {
    let hers = "# by hand\n[[completion]]\nactivity = 'basics'\ncompleted = 2026-10-02\n";
    let ada = Holder::with(hers);
    let said = ada.log("clc 3");
    assert!(said.stderr.contains("of an older form"), "{}", said.stderr);
    let text = ada.text();
    assert!(text.starts_with("format = 1\n\n# by hand\n"), "{text}");
    assert!(text.contains("credits = 12\n") && text.contains("title = \"Basics of Routing\"\n"));
    let kept = ada.home.path().join("data/record.toml.old-format");
    assert_eq!(fs::read_to_string(kept).unwrap(), hers);
    assert_eq!(fs::read_to_string(ada.backup()).unwrap(), hers);
    assert!(!ada.log("clc 4").stderr.contains("older form"));
}

#[test]
fn evidence_that_is_not_there_is_remarked() {
    let ada = Holder::new();
    fs::write(ada.home.path().join("there.pdf"), "").unwrap();
    ada.logged("cert gnp --earned 2025-01-10");
    let said = ada.log("basics --completed 2026-10-02 --evidence ~/there.pdf");
    assert_eq!(said.stderr, "");
    assert!(ada.text().contains("evidence = \"~/there.pdf\""));
    let said = ada.log("basics --evidence away.pdf");
    let expected = "note: there is no file `away.pdf` yet\nnote: `away.pdf` is found only from where you stand; a path from `~` or `/` is found from everywhere\n";
    assert_eq!(said.stderr, expected);
}

#[test]
fn nothing_that_reaches_a_terminal_commands_it() {
    let ada = Holder::new();
    let name = "\u{1b}[31m\u{202e}evil";
    let elsewhere = ada.home.path().join(name);
    let run = |args: &[&str]| finder().home(ada.home.path()).run(args);
    ada.logged("cert gnp --earned 2025-01-10");
    let mut said = vec![
        run(&["log", name]),
        run(&[
            "log",
            "basics",
            "--completed",
            "2026-10-02",
            "--certificate",
            name,
        ]),
        run(&["log", "basics", "--note", name, "--evidence", name]),
        run(&["log", "exam", name]),
        run(&["log", "taken", name]),
        run(&["log", "clc", "3", "--record", elsewhere.to_str().unwrap()]),
        run(&["log", "--undo"]),
    ];
    fs::write(ada.path(), format!("{name} = 1\n")).unwrap();
    said.push(run(&["log", "clc", "3"]));
    for said in said {
        let all = format!("{}{}", said.stdout, said.stderr);
        assert!(!all.contains(['\u{1b}', '\u{202e}']), "{all:?}");
    }
    assert!(elsewhere.is_file());
}
