//! The command line from outside: exit codes, bad input, names, browsing, and the real binary.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot begin has failed; the binary is started here"
)]

use std::{
    io::Read,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    finder::{SMALL, finder},
    recorded,
};

/// It fails with that code, saying one error and this, and answers nothing.
#[track_caller]
fn fails(args: &str, code: u8, says: &str) {
    let said = finder().args(args);
    assert_eq!(said.code, code, "{}", said.stderr);
    assert_eq!(said.stdout, "");
    assert!(said.stderr.contains(says), "{}", said.stderr);
    assert_eq!(said.stderr.matches("error: ").count(), 1, "{}", said.stderr);
    assert!(said.stderr.starts_with("error: "), "{}", said.stderr);
    assert!(said.stderr.lines().count() <= 4, "{}", said.stderr);
}

/// It is wrong usage, told in one error with a hint.
#[track_caller]
fn wrong(args: &str, says: &str) {
    fails(args, 2, says);
    assert!(finder().args(args).stderr.contains("\nhint: "));
}

#[test]
fn bad_values_are_named_with_their_flag() {
    wrong(
        "plan --cert gnp --expires soon",
        "`--expires soon`: it is not a date",
    );
    wrong(
        "plan --cert gnp --expires 31/01/2027",
        "Write it as `--expires 2027-01-31`",
    );
    wrong(
        "plan --cert gnp --expires 02/01/2027",
        "such as `2027-01-31`",
    );
    wrong("plan --cert gnp --expires 2027-02-30", "it is not a date");
    wrong(
        "plan --cert gnp --today 2026-13-01",
        "`--today 2026-13-01`: it is not a date",
    );
    wrong(
        "plan --cert gnp --have -3",
        "`--have -3`: it cannot be negative",
    );
    wrong("plan --cert gnp --have many", "it is not a plain number");
    wrong(
        "plan --cert gnp --budget 12.345",
        "`--budget 12.345`: it has more than 2 decimals",
    );
    wrong("plan --cert gnp --clc 1.5", "it must be a whole number");
    wrong(
        "plan --cert gnp --hours-per-week 0",
        "no plan fits into no time",
    );
    wrong(
        "plan --cert gnp --hours-per-week 169",
        "a week has 168 hours",
    );
    wrong(
        "plan --cert gnp --from 2026-11-21",
        "it is before today, 2026-11-22",
    );
    wrong("plan --cert gnp --currency ZZZ", "`ZZZ` is no currency");
    wrong("plan --cert gnp --rate GBP", "`--rate GBP=1.27`");
    wrong(
        "plan --cert gnp --rate GBP=1.2,GBP=1.3",
        "GBP has a rate already",
    );
    wrong("plan --cert gnp --price basics", "`--price sdsi=500`");
    wrong(
        "plan --cert gnp --price basics=1 --price BASICS=2",
        "has a price already",
    );
}

#[test]
fn values_that_lead_nowhere_are_named_with_their_flag() {
    wrong(
        "plan --cert gnp --expires 2027-01-31 --from 2027-01-31",
        "`--from 2027-01-31`: it is after 2027-01-30, the last safe day to finish",
    );
    for flag in ["--from", "--expires", "--today"] {
        let args = format!("plan --cert gnp {flag} 9999-12-31");
        wrong(
            &args,
            &format!("`{flag} 9999-12-31`: no plan reaches so far"),
        );
    }
    wrong("plan --cert gnp --rate GBP=0", "a rate is above zero");
    wrong("plan --cert gnp --currency XTS", "`XTS` is no currency");
    wrong("list --ending -1", "it cannot be negative");
    wrong("list --max-cost 1.234", "it has more than 2 decimals");
}

#[test]
fn unknown_names_are_answered_with_near_ones() {
    wrong("plan --cert gnq", "did you mean `gnp` or `gna`?");
    wrong("plan --cert tinkre", "did you mean `tinker`?");
    wrong("plan --cert gnp --only basiks", "did you mean `BASICS`?");
    wrong(
        "plan --cert gnp --exclude guild-pas",
        "did you mean `guild-pass`?",
    );
    wrong("plan --cert gnp --taken 200-21", "did you mean `200-20`?");
    wrong(
        "plan --cert gnp --pass guild-pas",
        "did you mean `guild-pass`?",
    );
    wrong(
        "plan --cert gnp --price advancd=1",
        "did you mean `advanced`?",
    );
    wrong(
        "plan --cert gnp --price advanced/nobody=1",
        "It has `academy` and `portal`",
    );
    wrong(
        "plan --cert gnp --topic securty",
        "did you mean `security`?",
    );
    wrong("plan --cert gnp --type corse", "did you mean `course`?");
    wrong(
        "plan --cert gnp --route exam-onyl",
        "did you mean `exam-only`?",
    );
    wrong("list --provider portl", "did you mean `portal`?");
    wrong("list --delivery selfpaced", "did you mean `self-paced`?");
    wrong("show advnced", "did you mean `advanced`?");
}

#[test]
fn an_id_of_200_characters_is_answered_shortly() {
    let id = "a".repeat(200);
    for args in ["plan --cert", "plan --cert gnp --only", "show"] {
        let args = format!("{args} {id}");
        wrong(&args, "a…`");
        assert!(finder().args(&args).stderr.len() < 400);
    }
}

#[test]
fn what_clap_finds_wrong_is_wrong_usage() {
    for args in [
        "",
        "plan",
        "plan --cert",
        "wander",
        "plan --cert gnp --colour",
        "list --sort luck",
    ] {
        let said = finder().args(args);
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{args}");
        assert!(
            said.stderr.contains("Usage:") || said.stderr.contains("--help"),
            "{args}"
        );
    }
    assert_eq!(finder().args("--version").code, 0);
}

#[test]
fn an_old_name_still_serves_and_is_remarked_on() {
    let said = finder().args("show tinker");
    assert_eq!(said.code, 0);
    assert_eq!(
        said.stderr,
        "note: `tinker` was renamed Guild Network Associate on 2026-02-03\n"
    );
    assert_eq!(finder().args("show tinker --today 2026-02-02").stderr, "");
    assert_eq!(finder().args("show guild-associate").stderr, "");
}

#[test]
fn a_code_that_names_a_course_and_an_exam_is_the_course() {
    let said = finder().args("plan --cert gnp --taken ADV");
    assert!(
        said.stderr
            .contains("`ADV` is taken as the course; the exam is `200-20`"),
        "{}",
        said.stderr
    );
    assert_eq!(
        finder().args("plan --cert gnp --taken Base,200-20,").stderr,
        ""
    );
}

#[test]
fn a_catalogue_that_is_not_there_cannot_be_read() {
    let said = finder().catalog("/no/such/place").args("list");
    assert_eq!((said.code, said.stdout.as_str()), (3, ""));
    assert!(
        said.stderr
            .starts_with("error: there is no folder `/no/such/place`\nhint: "),
        "{}",
        said.stderr
    );
}

#[test]
fn a_catalogue_without_a_program_is_wrong_input() {
    let empty = tempfile::tempdir().unwrap();
    let activities = format!("{SMALL}/guild/activities");
    for path in [empty.path().to_str().unwrap(), &activities] {
        let said = finder().catalog(path).args("plan --cert gnp");
        assert_eq!((said.code, said.stdout.as_str()), (2, ""));
        assert!(
            said.stderr.contains("there is no program in it"),
            "{}",
            said.stderr
        );
        assert!(
            said.stderr
                .contains("hint: A catalogue holds a directory for each program")
        );
    }
}

/// The small catalogue with one activity more.
#[expect(
    clippy::disallowed_methods,
    reason = "the test makes the files it reads"
)]
fn with_entry(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("guild");
    recorded::copy(&Path::new(SMALL).join("guild"), &inner);
    std::fs::write(inner.join("activities").join(name), bytes).unwrap();
    folder
}

#[test]
fn a_bad_entry_is_named_and_left_out_and_the_rest_serves() {
    let bad: [(&str, &[u8]); 3] = [
        ("broken.toml", b"title = \"never closed\n"),
        ("latin.toml", b"title = \"caf\xe9\"\n"),
        (
            "stray.toml",
            b"title = \"x\"\ntype = \"course\"\ncolour = \"red\"\n",
        ),
    ];
    for (name, bytes) in bad {
        let folder = with_entry(name, bytes);
        let path = folder.path().to_str().unwrap();
        let said = finder().catalog(path).args("list");
        assert_eq!(said.code, 0, "{}", said.stderr);
        assert!(said.stderr.contains(name), "{}", said.stderr);
        assert!(
            said.stderr.contains("was left out, the rest is used"),
            "{}",
            said.stderr
        );
        assert!(said.stdout.contains("Basics of Routing"));
    }
}

#[test]
fn lists_answer_with_what_counts() {
    insta::assert_snapshot!("list", finder().args("list --sort cost").stdout);
    insta::assert_snapshot!(
        "list_expired",
        finder()
            .args("list --expired --sort ends --currency EUR --rate GBP=1.15")
            .stdout
    );
    insta::assert_snapshot!("list_narrow", finder().width(60).args("list").stdout);
    insta::assert_snapshot!("list_csv", finder().args("list --format csv").stdout);
    insta::assert_snapshot!(
        "list_markdown",
        finder().args("list --format markdown").stdout
    );
    insta::assert_snapshot!(
        "list_json",
        finder().args("list --search games --format json").stdout
    );
}

/// The ids of a list, in its order.
fn ids(args: &str) -> Vec<String> {
    let said = finder().args(&format!("list --format csv {args}"));
    assert_eq!(said.code, 0, "{}", said.stderr);
    let id = |line: &str| line.split(',').take(2).collect::<Vec<_>>().join("/");
    said.stdout.lines().skip(1).map(id).collect()
}

#[test]
fn lists_are_filtered() {
    let games = "spring-offer/portal";
    let both = ["advanced/academy", "advanced/portal"];
    assert_eq!(ids("--free"), ["basics/portal", games]);
    assert_eq!(ids("--free --min-credits 9"), ["basics/portal"]);
    assert_eq!(ids("--max-credits 9"), [games]);
    assert_eq!(
        ids("--max-cost 1200 --rate GBP=1.27 --min-credits 20"),
        ["advanced/academy"]
    );
    assert_eq!(ids("--topic Security"), both);
    assert_eq!(ids("--type offer"), [games]);
    assert_eq!(ids("--delivery virtual"), ["advanced/academy"]);
    assert_eq!(ids("--provider academy"), ["advanced/academy"]);
    assert_eq!(ids("--ending 23"), [games]);
    assert_eq!(ids("--ending 22"), [""; 0]);
    assert_eq!(ids("--new 7"), [games]);
    assert_eq!(ids("--search games"), [games]);
    assert_eq!(ids("--expired --search games").len(), 2);
    assert_eq!(ids("--today 2026-12-16 --search games"), [""; 0]);
}

#[test]
fn lists_are_sorted_with_the_unknown_last() {
    let rates = "--rate GBP=1.27 --sort";
    let order = |key: &str| ids(&format!("{rates} {key}"));
    assert_eq!(
        order("credits").first().map(String::as_str),
        Some("spring-offer/portal")
    );
    assert_eq!(
        order("cost").last().map(String::as_str),
        Some("advanced/portal")
    );
    assert_eq!(
        order("cost-per-credit").get(2).map(String::as_str),
        Some("advanced/academy")
    );
    assert_eq!(
        order("ends").first().map(String::as_str),
        Some("spring-offer/portal")
    );
    assert_eq!(
        order("checked").first().map(String::as_str),
        Some("spring-offer/portal")
    );
}

#[test]
fn an_empty_list_says_so_apart() {
    let said = finder().args("list --search nothing-like-it");
    assert_eq!((said.code, said.stdout.as_str()), (0, ""));
    assert!(said.stderr.contains("note: no offering matches"));
}

#[test]
fn entries_are_shown_with_sources_and_ages() {
    for name in ["advanced", "spring-offer", "gna", "guild-pass", "200-20"] {
        insta::assert_snapshot!(
            format!("show_{name}"),
            finder().args(&format!("show {name}")).stdout
        );
        let json = finder().args(&format!("show {name} --format json"));
        insta::assert_snapshot!(format!("show_{name}_json"), json.stdout);
    }
    let before = finder().args("show spring-offer --today 2025-04-01").stdout;
    assert!(
        before.contains("ends in 90 days, on 2025-06-30"),
        "{before}"
    );
    assert!(
        before.contains("not open yet: opens on 2026-11-15"),
        "{before}"
    );
}

#[test]
fn certifications_are_listed_with_their_routes() {
    let said = finder().args("certs");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    for text in [
        "Guild Network Associate (gna)",
        "credits-and-exam",
        "likely",
        "2 senior exams",
    ] {
        assert!(said.stdout.contains(text), "{}", said.stdout);
    }
    for format in ["json", "csv", "markdown"] {
        let said = finder().args(&format!("certs --format {format}"));
        assert!(said.stdout.contains("credits-and-exam"), "{}", said.stdout);
    }
}

#[test]
fn the_catalogue_inside_the_program_is_whole() {
    let said = finder()
        .built_in()
        .args("list --free --min-credits 5 --sort credits");
    assert_eq!(said.code, 0);
    assert!(!said.stderr.contains("left out"), "{}", said.stderr);
    assert!(said.stdout.contains("(sdsi)"));
    let said = finder().built_in().args("plan --cert ccnq");
    assert!(
        said.stderr.contains("did you mean `ccnp`"),
        "{}",
        said.stderr
    );
}

#[test]
fn colour_comes_only_where_it_is_welcome() {
    let said = finder().args("show advanced");
    assert!(!said.stdout.contains('\u{1b}'));
    let binary = |env: Option<(&str, &str)>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_finder"));
        command
            .args(["show", "advanced", "--catalog", SMALL])
            .envs(env);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(!binary(None).contains('\u{1b}'));
    assert!(!binary(Some(("NO_COLOR", "1"))).contains('\u{1b}'));
    assert!(binary(Some(("CLICOLOR_FORCE", "1"))).contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_quiet() {
    for format in ["table", "json", "csv"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_finder"))
            .args([
                "list",
                "--min-credits",
                "0",
                "--expired",
                "--format",
                format,
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut told)
            .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{told}");
        assert!(!told.contains("error"), "{told}");
        assert!(!told.contains("panicked"), "{told}");
    }
}

#[test]
fn the_environment_names_a_catalogue_unless_it_is_empty() {
    let run = |catalog: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_finder"));
        let command = command.args(["certs"]).env("FINDER_CATALOG", catalog);
        let output = command.output().unwrap();
        let told = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(told).unwrap())
    };
    let (code, told) = run("");
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("ccnp"), "{told}");
    let (code, told) = run("/no/such/place");
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("`FINDER_CATALOG` names it"), "{told}");
    let empty = tempfile::tempdir().unwrap();
    let (code, told) = run(empty.path().to_str().unwrap());
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("`FINDER_CATALOG=/"), "{told}");
    let said = finder().built_in().run(&["certs", "--catalog", ""]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("`--catalog` names no directory"));
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the test makes the files it reads"
)]
fn a_file_that_cannot_be_read_is_named_and_the_rest_is_used() {
    let copy = tempfile::tempdir().unwrap();
    let guild = copy.path().join("guild");
    std::fs::create_dir_all(guild.join("activities/gone.toml")).unwrap();
    for file in Path::new(SMALL).join("guild").read_dir().unwrap() {
        let file = file.unwrap();
        if file.path().is_file() {
            std::fs::copy(file.path(), guild.join(file.file_name())).unwrap();
        }
    }
    let said = finder()
        .catalog(copy.path().to_str().unwrap())
        .args("certs");
    assert_eq!(said.code, 0, "{}", said.stderr);
    let told = "error[unreadable-file]: the file cannot be read: it is a folder";
    assert!(said.stderr.contains(told), "{}", said.stderr);
    assert!(
        said.stderr.contains("guild/activities/gone.toml"),
        "{}",
        said.stderr
    );
}

#[test]
fn rows_that_close_no_route_are_remarked_on() {
    let said = finder().args("plan --cert gnp --only basics --route credits-only --format csv");
    assert_eq!(said.code, 1);
    assert_eq!(said.stderr, "note: this plan closes no route\n");
    assert!(said.stdout.starts_with("order,kind,id"), "{}", said.stdout);
    let said = finder().args("plan --cert gnp --expires 2026-11-22 --format csv");
    assert!(
        said.stderr.starts_with("note: there is no plan"),
        "{}",
        said.stderr
    );
}

#[test]
fn titles_are_broken_between_words_only() {
    let said = finder().built_in().args("list");
    let longest = "Administering Cisco";
    assert!(said.stdout.contains(longest), "{}", said.stdout);
    assert!(said.stdout.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn an_id_typed_in_capitals_needs_no_remark() {
    assert_eq!(
        finder().args("plan --cert gnp --exclude ADVANCED").stderr,
        ""
    );
    let twice = finder().args("plan --cert gnp --taken ADV --exclude ADV,ADV");
    let note = "`ADV` is taken as the course";
    assert_eq!(twice.stderr.matches(note).count(), 1, "{}", twice.stderr);
}

#[test]
fn the_binary_carries_exit_codes_out() {
    let code = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_finder"))
            .args(args)
            .output();
        output.unwrap().status.code()
    };
    assert_eq!(code(&["show", "advanced", "--catalog", SMALL]), Some(0));
    assert_eq!(code(&["show", "nothing", "--catalog", SMALL]), Some(2));
    assert_eq!(
        code(&["show", "advanced", "--catalog", "/no/such/place"]),
        Some(3)
    );
}

#[test]
fn who_only_asks_leaves_nothing_on_the_disk() {
    let home = tempfile::tempdir().unwrap();
    for args in ["plan --cert gnp", "list", "show advanced", "certs"] {
        let said = finder().home(home.path()).today("2026-12-01").args(args);
        assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{args}");
        let mut left = home.path().read_dir().unwrap();
        assert!(left.next().is_none(), "{args}");
    }
}
