//! Help pages, completions and man pages.
#![expect(clippy::disallowed_methods, reason = "tests look at what was written")]

use crate::finder::finder;

const COMMANDS: &[&str] = &[
    "plan",
    "diff",
    "list",
    "show",
    "certs",
    "log",
    "status",
    "claim",
    #[cfg(feature = "fetch")]
    "fetch",
    #[cfg(feature = "fetch")]
    "fetch list",
    #[cfg(feature = "fetch")]
    "fetch show",
    #[cfg(feature = "fetch")]
    "fetch test",
    #[cfg(feature = "fetch")]
    "fetch links",
    #[cfg(feature = "fetch")]
    "fetch clean",
    "check",
    "impact",
    "explain",
    "fix",
    "new",
    "promote",
    "verify",
    "completions",
    "man",
];

/// What `finder log` takes beside an activity, each with a page of its own.
const NESTED: [&str; 6] = [
    "log exam",
    "log cert",
    "log pass",
    "log clc",
    "log taken",
    "log defaults",
];

/// Every page, the program's own first.
fn pages(flag: &str) -> Vec<(String, String)> {
    let program = std::iter::once(String::new());
    let commands = COMMANDS
        .iter()
        .chain(&NESTED)
        .map(|command| format!("{command} "));
    program
        .chain(commands)
        .map(|command| {
            let said = finder()
                .built_in()
                .width(80)
                .args(&format!("{command}{flag}"));
            assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{command}");
            let name = command.trim();
            let name = if name.is_empty() { "finder" } else { name };
            (name.replace(' ', "-"), said.stdout)
        })
        .collect()
}

#[test]
fn short_pages() {
    for (name, page) in pages("-h") {
        insta::assert_snapshot!(format!("short_{name}"), page);
    }
}

#[test]
fn long_pages() {
    for (name, page) in pages("--help") {
        insta::assert_snapshot!(format!("long_{name}"), page);
    }
}

#[test]
fn every_page_begins_with_an_example_and_ends_with_the_exit_codes() {
    for flag in ["-h", "--help"] {
        for (name, page) in pages(flag) {
            assert!(page.starts_with("Examples:\n  finder "), "{name} {flag}");
            let usage = page.find("Usage:").unwrap_or_default();
            let codes = page.find("Exit codes:").unwrap_or_default();
            assert!(0 < usage && usage < codes, "{name} {flag}");
            assert!(page.contains("FINDER_CATALOG"), "{name} {flag}");
        }
    }
}

#[test]
fn short_pages_fit_a_screen() {
    for (name, page) in pages("-h") {
        // A page of commands has a line for each besides.
        let below = |command: &&&str| match name.as_str() {
            "finder" => !command.contains(' '),
            name => command.starts_with(&format!("{name} ")),
        };
        let most = match COMMANDS.iter().chain(&NESTED).filter(below).count() {
            0 => 24,
            commands if name == "finder" => 18 + commands,
            // It is a command with flags of its own besides.
            commands if name == "log" => 27 + commands,
            commands => 26 + commands,
        };
        let lines = page.lines().count();
        assert!(lines <= most, "{name}: {lines}");
        for line in page.lines().filter(|line| !line.starts_with("  finder ")) {
            assert!(line.chars().count() <= 80, "{name}: {line}");
        }
    }
}

#[test]
fn every_flag_is_explained() {
    for (name, page) in pages("--help") {
        let lines: Vec<&str> = page.lines().collect();
        for pair in lines.windows(2) {
            let [flag, help] = pair else { continue };
            let is_flag = flag.trim_start().starts_with("--") && flag.starts_with("      --");
            assert!(!is_flag || !help.trim().is_empty(), "{name}: {flag}");
        }
    }
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = finder().built_in().args(&format!("completions {shell}"));
        assert_eq!(said.code, 0, "{shell}");
        for word in ["hours-per-week", "completions", "catalog"] {
            assert!(said.stdout.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn man_pages_are_written_for_every_subcommand() {
    let said = finder().built_in().args("man");
    assert_eq!(said.code, 0);
    for title in [
        "finder 1",
        "finder-plan 1",
        "finder-list 1",
        "finder-man 1",
        "finder-log-exam 1",
    ] {
        assert!(said.stdout.contains(&format!(".TH {title}")), "{title}");
    }
    assert_eq!(
        said.stdout.matches(".SH EXAMPLES").count(),
        1 + COMMANDS.len() + NESTED.len()
    );
}

#[test]
fn man_pages_go_into_a_directory_that_exists() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().to_str().unwrap();
    assert_eq!(finder().built_in().run(&["man", path]).code, 0);
    assert!(directory.path().join("finder-plan.1").is_file());
    let said = finder()
        .built_in()
        .run(&["man", &format!("{path}/nowhere")]);
    assert_eq!(said.code, 3);
    assert!(
        said.stderr.contains("hint: Give a directory that exists"),
        "{}",
        said.stderr
    );
}
