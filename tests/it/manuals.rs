//! Every console block of the README and the manuals is run, and must print what it says.

use std::path::Path;

use tempfile::TempDir;
use trycmd::TestCases;

/// Cases for a user whose home is empty at first, so that no developer's record leaks into a test, nor a test into a record.
#[expect(clippy::unwrap_used, reason = "a test that cannot begin has failed")]
fn cases() -> (TestCases, TempDir) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().to_string_lossy().into_owned();
    let cases = TestCases::new();
    cases.register_bin("finder", Path::new(env!("CARGO_BIN_EXE_finder")));
    cases.env("NO_COLOR", "1");
    cases.env("HOME", &path);
    for (variable, folder) in [
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_STATE_HOME", ".local/state"),
    ] {
        cases.env(variable, format!("{path}/{folder}"));
    }
    // Set to nothing, it names no file.
    cases.env("FINDER_RECORD", "");
    cases.insert_var("[HOME]", path).unwrap();
    (cases, home)
}

#[test]
fn the_readme_tells_the_truth() {
    let (cases, _home) = cases();
    cases.case("README.md");
}

#[test]
fn every_console_block_tells_the_truth() {
    let (cases, _home) = cases();
    cases
        .case("docs/*.md")
        .case("catalog/README.md")
        .skip("docs/record.md")
        .skip("docs/plans.md")
        .skip("docs/status.md");
}

/// Its blocks build on one another, in one home.
#[test]
fn the_story_of_a_record_is_true() {
    let (cases, _home) = cases();
    cases.case("docs/record.md");
}

/// So do these.
#[test]
fn the_story_of_a_plan_is_true() {
    let (cases, _home) = cases();
    cases.case("docs/plans.md");
}

/// So do these.
#[test]
fn the_story_of_a_status_is_true() {
    let (cases, _home) = cases();
    cases.case("docs/status.md");
}
