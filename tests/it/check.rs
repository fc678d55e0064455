//! `finder check`, `explain`, `verify` and `list --stale` from outside: paths, formats, the past, exit codes.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests make the catalogues they check, and may fail by panicking"
)]

use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    finder::{Said, finder},
    folder::Folder,
};

const ENCOR: &str = "catalog/cisco/activities/encor.toml";
const EXAMS: &str = "catalog/cisco/exams.toml";

impl Folder {
    /// Runs `check` on a path, and calls the folder `ROOT` in what it says.
    fn check(&self, path: &str, flags: &str) -> Said {
        let path = self.typed(path);
        let mut args = vec!["check", &path];
        args.extend(flags.split_whitespace());
        self.masked(finder().built_in().run(&args))
    }

    fn verify(&self, args: &str) -> Said {
        let args = format!("verify {args}");
        finder().catalog(&self.typed("catalog")).args(&args)
    }
}

/// The codes of what was said, with their severities.
fn codes(said: &Said) -> Vec<String> {
    let heads = said
        .stdout
        .lines()
        .filter_map(|line| line.split_once("]: "));
    heads.map(|(head, _)| format!("{head}]")).collect()
}

#[test]
fn a_catalogue_without_fault_is_done() {
    let said = Folder::new().check("catalog", "");
    assert_eq!(
        (said.code, said.stdout.as_str()),
        (0, "6 files: nothing is wrong\n")
    );
    assert_eq!(said.stderr, "");
}

#[test]
fn every_file_tells_its_faults_and_ends_in_one() {
    let folder = Folder::new();
    folder.turn(ENCOR, "credits = 64", "credit = 64");
    folder.turn(EXAMS, "\"400 USD\"", "\"400 usd\"");
    let said = folder.check("catalog", "");
    assert_eq!(said.code, 1);
    insta::assert_snapshot!(said.stdout, @r#"
    error[unknown-key]: unknown key `credit`
      ╭▸ ROOT/catalog/cisco/activities/encor.toml:5:1
      │
    5 │ credit = 64
      ╰╴━━━━━━ did you mean `credits`?

    error[bad-money]: `fee` is no price
      ╭▸ ROOT/catalog/cisco/exams.toml:6:7
      │
    6 │ fee = "400 usd"
      │       ━━━━━━━━━ `usd` is no currency of ISO 4217
      │
      ╰ help: Write `"400 USD"`, or let `finder fix` do it.

    6 files: 2 errors
    "#);
    assert_eq!(
        said.stderr,
        "hint: `finder explain unknown-key` shows what is meant, with an example.\n"
    );
}

#[test]
fn only_what_was_asked_for_is_told_and_all_of_it_is_read() {
    let folder = Folder::new();
    folder.turn(EXAMS, "\"400 USD\"", "\"400 usd\"");
    for path in [
        ENCOR,
        "catalog/cisco/activities",
        "catalog/cisco/passes.toml",
    ] {
        assert_eq!(folder.check(path, "").code, 0, "{path}");
    }
    for path in [EXAMS, "catalog/cisco", "catalog", "."] {
        assert_eq!(
            codes(&folder.check(path, "")),
            ["error[bad-money]"],
            "{path}"
        );
    }
    // What it names is found in the files around it.
    folder.turn(ENCOR, "350-401", "350-410");
    let told = folder.check(ENCOR, "");
    assert_eq!(codes(&told), ["error[unknown-reference]"]);
    assert!(
        told.stdout.ends_with("1 file: 1 error\n"),
        "{}",
        told.stdout
    );
}

#[test]
fn a_file_of_no_catalogue_is_read_alone() {
    let folder = Folder::new();
    let text = folder.text(ENCOR);
    fs::write(
        folder.path("alone.toml"),
        text.replace("credits = 64", "credits = -1"),
    )
    .unwrap();
    assert_eq!(
        codes(&folder.check("alone.toml", "")),
        ["error[bad-credits]"]
    );
}

#[test]
fn what_cannot_be_checked_is_wrong_usage() {
    let folder = Folder::new();
    fs::write(folder.path("README.md"), "").unwrap();
    for (path, why) in [
        ("nowhere", "there is no `"),
        ("README.md", "is not a TOML file"),
    ] {
        let said = folder.check(path, "");
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{path}");
        assert!(
            said.stderr.contains(why) && said.stderr.contains("\nhint: "),
            "{}",
            said.stderr
        );
    }
}

#[test]
fn what_is_old_is_counted_and_never_fails() {
    let folder = Folder::new();
    folder.turn(
        "catalog/cisco/passes.toml",
        "checked = 2026-07-22",
        "checked = 2020-07-22",
    );
    let said = folder.check("catalog", "");
    assert_eq!(said.code, 0);
    assert!(
        said.stderr.contains("nobody has looked at 1 fact"),
        "{}",
        said.stderr
    );
    let said = folder.check("catalog", "--stale");
    assert_eq!(
        (said.code, codes(&said)),
        (0, vec!["note[stale]".to_owned()])
    );
}

fn faults(schema: &str, answer: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let answer: Value = serde_json::from_str(answer).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors = validator.iter_errors(&answer);
    errors
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

/// A catalogue with a fault that can be mended, one that is about two places, and one about no file.
fn spoilt() -> Folder {
    let folder = Folder::new();
    folder.commit();
    folder.turn(ENCOR, "version = \"1.4\"", "version = 1.4");
    folder.turn(EXAMS, "id = \"300-415\"", "id = \"350-401\"");
    folder
}

#[test]
fn json_is_as_its_schema_says() {
    let schema = include_str!("../../docs/schema/check.json");
    for (folder, flags) in [(Folder::new(), ""), (spoilt(), "--since HEAD")] {
        let said = folder.check("catalog", &format!("--format json {flags}"));
        assert_eq!(
            faults(schema, &said.stdout),
            Vec::<String>::new(),
            "{}",
            said.stdout
        );
        assert_eq!(said.stderr, "");
    }
    let said = spoilt().check("catalog", "--format json --since HEAD");
    let answer: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(answer["errors"], 3);
    let mended = &answer["findings"][1];
    assert_eq!(
        (&mended["mend"], &mended["places"][0]["line"]),
        (&"\"1.4\"".into(), &4.into())
    );
}

#[test]
fn sarif_is_as_its_schema_says() {
    // The schema has a pattern that is none: a bracket too many.
    let schema = include_str!("fixtures/schema/sarif-2.1.0.json").replace("{2}]?$", "{2}$");
    for (folder, flags) in [(Folder::new(), ""), (spoilt(), "--since HEAD")] {
        let said = folder.check("catalog", &format!("--format sarif {flags}"));
        assert_eq!(
            faults(&schema, &said.stdout),
            Vec::<String>::new(),
            "{}",
            said.stdout
        );
        assert_eq!(said.stderr, "");
    }
    let said = spoilt().check("catalog", "--format sarif --since HEAD");
    let log: Value = serde_json::from_str(&said.stdout).unwrap();
    let run = &log["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
    }
    assert_eq!(run["results"][1]["fixes"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        run["results"][2]["relatedLocations"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn github_gets_a_command_a_finding() {
    let said = spoilt().check("catalog", "--format github --since HEAD");
    insta::assert_snapshot!(said.stdout, @r#"
    ::error title=vanished-id::the exam `300-415` is gone; it was in `ROOT/catalog/cisco/exams.toml`%0ABring it back and say when it ended; entries are never deleted, and ids are for ever.
    ::error file=ROOT/catalog/cisco/activities/encor.toml,line=4,endLine=4,col=11,endColumn=14,title=wrong-type::`version` must be a string: this is a decimal number%0AWrite `"1.4"`.
    ::error file=ROOT/catalog/cisco/exams.toml,line=15,endLine=15,col=6,endColumn=15,title=duplicate-id::the name `350-401` is taken by another exam: taken again%0AGive the newer one a name of its own; names are never reused.
    "#);
}

#[test]
fn only_what_changed_since_fails() {
    let folder = Folder::new();
    folder.turn(EXAMS, "\"400 USD\"", "\"400 usd\"");
    folder.commit();
    let said = folder.check("catalog", "--since HEAD");
    assert_eq!(
        (said.code, codes(&said)),
        (0, vec!["note[bad-money]".to_owned()])
    );
    folder.turn(ENCOR, "credits = 64", "credits = -64");
    fs::write(
        folder.path("catalog/cisco/activities/new.toml"),
        "title = 1\n",
    )
    .unwrap();
    let said = folder.check("catalog", "--since HEAD");
    assert_eq!(said.code, 1);
    let told = codes(&said)
        .into_iter()
        .filter(|code| code != "error[missing-key]");
    let expected = ["error[bad-credits]", "error[wrong-type]", "note[bad-money]"];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    folder.git("stash --include-untracked --quiet");
    fs::remove_file(folder.path(ENCOR)).unwrap();
    let said = folder.check("catalog", "--since HEAD");
    assert_eq!(
        (said.code, codes(&said)),
        (
            1,
            vec![
                "error[vanished-id]".to_owned(),
                "note[bad-money]".to_owned()
            ]
        )
    );
}

#[test]
fn the_past_is_where_the_branch_began() {
    let folder = Folder::new();
    folder.commit();
    folder.git("branch side");
    // What happens on the other branch meanwhile is not this one's doing.
    folder.git("checkout --quiet -b main-line");
    fs::write(
        folder.path("catalog/cisco/activities/later.toml"),
        folder.text(ENCOR).replace("1.4", "1.5"),
    )
    .unwrap();
    folder.commit();
    folder.git("checkout --quiet side");
    let said = folder.check("catalog", "--since main-line");
    assert_eq!(said.code, 0, "{}", said.stdout);
}

#[test]
fn a_past_that_is_none_is_named() {
    let folder = Folder::new();
    let said = folder.check("catalog", "--since HEAD");
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("is in no git repository"),
        "{}",
        said.stderr
    );
    folder.commit();
    for revision in ["--since=nowhere", "--since=--help", "--since="] {
        let said = folder.check("catalog", revision);
        assert_eq!(said.code, 2, "{revision}");
        assert!(said.stderr.contains("no such revision"), "{}", said.stderr);
    }
}

#[test]
fn a_finding_is_explained_by_its_page() {
    for name in ["bad-date", "BAD-DATE", "error[bad-date]:"] {
        let said = finder().args(&format!("explain {name}"));
        assert!(said.stdout.starts_with("# `bad-date`\n"), "{name}");
    }
    let said = finder().args("explain bad-dat");
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("did you mean `bad-date`?"),
        "{}",
        said.stderr
    );
    let all = finder().args("explain").stdout;
    assert_eq!(all.lines().count(), finder::diagnostic::Code::ALL.len());
}

#[test]
fn an_entry_is_dated_anew_and_nothing_else_is_touched() {
    let folder = Folder::new();
    let before = folder.text(ENCOR);
    let said = folder.verify("encor --on 2026-11-20");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    // The offering that is gone keeps the day on which somebody looked.
    let mut expected = before.replace("checked = 2026-07-22", "checked = 2026-11-20");
    let last = expected.rfind("checked = 2026-11-20").unwrap();
    expected.replace_range(last.., "checked = 2026-07-22\n");
    assert_eq!(folder.text(ENCOR), expected);
    assert_eq!(said.stdout.lines().count(), 2, "{}", said.stdout);
    let again = folder.verify("encor --on 2026-11-19");
    assert!(
        again
            .stderr
            .contains("has nothing that was looked at before"),
        "{}",
        again.stderr
    );
    assert_eq!(folder.text(ENCOR), expected);
    assert!(
        Path::new(&folder.path("catalog/cisco/activities"))
            .read_dir()
            .unwrap()
            .count()
            == 1
    );
}

#[test]
fn one_offering_or_an_exam_is_dated_alone() {
    let folder = Folder::new();
    assert_eq!(folder.verify("Encor/cisco-u").code, 0);
    assert_eq!(folder.text(ENCOR).matches("2026-11-22").count(), 1);
    assert_eq!(folder.verify("350-401").code, 0);
    assert_eq!(
        folder.text(EXAMS).matches("checked = 2026-11-22").count(),
        2
    );
    let said = folder.verify("encro");
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("did you mean `encor`"),
        "{}",
        said.stderr
    );
    let said = folder.verify("encor --on 2027-01-01");
    assert!(said.stderr.contains("it is after today"), "{}", said.stderr);
}

#[test]
fn what_has_grown_old_is_listed_with_its_day() {
    let said = finder().args("list --stale --today 2028-01-01 --format markdown");
    assert!(
        said.stdout.lines().next().unwrap().contains("checked"),
        "{}",
        said.stdout
    );
    let all = finder()
        .args("list --stale --today 2028-01-01 --format csv")
        .stdout;
    assert!(all.lines().count() > 1);
    assert!(!all.contains(",ended,"), "{all}");
    let none = finder().args("list --stale --today 2024-01-01");
    assert!(
        none.stderr.contains("no offering matches"),
        "{}",
        none.stderr
    );
}
