//! The scripts of the workflows, run as GitHub runs them: by bash, which stops at the first command that fails.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests run scripts, and fail by panicking"
)]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Output},
};

use crate::{folder::Folder, github::scripts_of};

const ENCOR: &str = "catalog/cisco/activities/encor.toml";

/// Runs the script of a step in a folder, with `finder` and what is in `bin` at hand.
fn run(folder: &Folder, script: &str) -> Output {
    let finder = Path::new(env!("CARGO_BIN_EXE_finder")).parent().unwrap();
    let path = format!(
        "{}:{}:/usr/local/bin:/usr/bin:/bin",
        folder.typed("bin"),
        finder.to_str().unwrap()
    );
    Command::new("bash")
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c"])
        .arg(script)
        .current_dir(folder.path(""))
        .env_clear()
        .env("PATH", path)
        .env("BASE", "HEAD")
        .env("GITHUB_STEP_SUMMARY", folder.path("summary.md"))
        .output()
        .unwrap()
}

/// The script of a workflow that holds `command`.
fn script(workflow: &str, command: &str) -> String {
    let mut scripts = scripts_of(workflow).into_iter();
    scripts.find(|script| script.contains(command)).unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8([&output.stdout[..], &output.stderr].concat()).unwrap()
}

/// A command of that name that says something.
fn stand_in(folder: &Folder, path: &str, does: &str) {
    folder.put(path, format!("#!/bin/sh\n{does}\n").as_bytes());
    let runs = fs::Permissions::from_mode(0o755);
    fs::set_permissions(folder.path(path), runs).unwrap();
}

#[test]
fn every_script_is_one() {
    for workflow in ["catalog.yml", "ci.yml", "stale.yml"] {
        for script in scripts_of(workflow) {
            let read = Command::new("bash").args(["-n", "-c", &script]).output();
            assert!(read.unwrap().status.success(), "{workflow}: {script}");
        }
    }
}

#[test]
fn a_pull_request_with_a_fault_is_marked_and_summed_up() {
    let folder = Folder::tidy();
    folder.commit();
    folder.turn(ENCOR, "credits = 64", "credits = \"63\"");
    let check = run(&folder, &script("catalog.yml", "finder check"));
    assert_eq!(check.status.code(), Some(1), "{}", told(&check));
    let mark = format!("::error file={ENCOR},line=");
    assert!(told(&check).starts_with(&mark), "{}", told(&check));
    for command in ["finder impact", "finder fix"] {
        let done = run(&folder, &script("catalog.yml", command));
        assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    }
    let summary = folder.text("summary.md");
    for part in [
        "\n- changed: activity `encor`",
        "\n### `finder fix` would write it so\n\n~~~~~~diff\n--- ",
        "\n-credits = \"63\"\n+credits = 63\n",
        "\n~~~~~~\n",
    ] {
        assert!(summary.contains(part), "{part}\n{summary}");
    }
}

#[test]
fn a_pull_request_without_a_fault_is_only_summed_up() {
    let folder = Folder::tidy();
    folder.commit();
    folder.turn(ENCOR, "credits = 64", "credits = 63");
    for command in ["finder check", "finder impact", "finder fix"] {
        let done = run(&folder, &script("catalog.yml", command));
        assert_eq!(done.status.code(), Some(0), "{}", told(&done));
        assert_eq!(done.stdout, b"", "{command}");
    }
    let summary = folder.text("summary.md");
    let changed = "- changed: activity `encor`";
    assert!(summary.contains(changed), "{summary}");
    assert!(!summary.contains("would write it so"), "{summary}");
}

#[test]
fn what_is_stale_fits_into_an_issue_however_much_it_is() {
    let script = script("stale.yml", "finder list --stale");
    for (lines, whole) in [(10, true), (9_000, false)] {
        let folder = Folder::empty();
        stand_in(&folder, "bin/cargo", "exit 0");
        let line = format!("| \u{e9} {} |", "x".repeat(60));
        stand_in(
            &folder,
            "target/release/finder",
            &format!("yes '{line}' | head -n {lines}"),
        );
        let done = run(&folder, &script);
        assert_eq!(done.status.code(), Some(0), "{}", told(&done));
        let body = folder.text("body.md");
        assert!(body.chars().count() < 65_536);
        assert_eq!(body.contains("There are more"), !whole);
        assert_eq!(folder.text("summary.md"), body);
    }
}
