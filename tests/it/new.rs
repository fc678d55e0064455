//! `finder new`: from flags, from another version, from answers; shown, checked, and written only when that is wanted.
#![expect(
    clippy::disallowed_methods,
    reason = "tests read the files that were written"
)]

use std::{fs, path::Path};

use crate::{
    finder::{Said, finder},
    folder::Folder,
};

const PAGE: &str = "https://www.cisco.com/example";

impl Folder {
    /// The base catalogue with a second program, one with categories, beside it.
    fn of_two() -> Self {
        let folder = Self::new();
        let society = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/society");
        folder.take_in(&society, "catalog/");
        folder
    }

    fn ask_for(
        &self,
        args: &[&str],
        answers: Option<&'static [(&'static str, &'static str)]>,
    ) -> Said {
        let finder = finder().catalog(&self.typed("catalog"));
        let finder = match answers {
            Some(answers) => finder.answers(answers),
            None => finder,
        };
        finder.run(&[&["new"], args].concat())
    }

    fn activity(&self, id: &str) -> Option<String> {
        fs::read_to_string(self.path(&format!("catalog/cisco/activities/{id}.toml"))).ok()
    }
}

const SCOR: &str = r#"title = "Implementing Security"
type = "course"
course = "SCOR"
version = "1.0"
credits = 64
topics = ["security"]
source = "https://www.cisco.com/example"
checked = 2026-11-22

[[offering]]
provider = "cisco-u"
format = "self-paced"
cost = ["3995 USD", "43 CLC"]
source = "https://www.cisco.com/example"
checked = 2026-11-22
"#;

const FLAGS: [&str; 18] = [
    "--title",
    "Implementing Security",
    "--type",
    "Course",
    "--course",
    "SCOR",
    "--version",
    "1.0",
    "--credits",
    "64",
    "--topics",
    "security",
    "--provider",
    "cisco-u",
    "--format",
    "self-paced",
    "--cost",
    "43 CLC, 3995 USD",
];

#[test]
fn flags_make_a_file_that_is_shown_and_then_written() {
    let folder = Folder::new();
    let flags = [&FLAGS[..], &["--source", PAGE]].concat();
    let said = folder.ask_for(&flags, None);
    assert_eq!(
        (said.code, said.stdout.as_str()),
        (0, SCOR),
        "{}",
        said.stderr
    );
    assert!(
        said.stderr.starts_with("hint: `--write` writes this to `"),
        "{}",
        said.stderr
    );
    assert_eq!(folder.activity("scor-1-0"), None);
    let said = folder.ask_for(&[&flags[..], &["--write"]].concat(), None);
    assert_eq!(said.code, 0);
    assert_eq!(folder.activity("scor-1-0").as_deref(), Some(SCOR));
    let again = folder.ask_for(&flags, None);
    assert_eq!(again.code, 2);
    assert!(
        again
            .stderr
            .starts_with("error: `scor-1-0` is there already\nhint: "),
        "{}",
        again.stderr
    );
}

#[test]
fn another_version_keeps_what_is_the_same_and_nothing_else() {
    let folder = Folder::new();
    let said = folder.ask_for(
        &[
            "--from",
            "encor",
            "--version",
            "2.0",
            "--source",
            PAGE,
            "--checked",
            "2026-11-20",
        ],
        None,
    );
    assert_eq!(said.code, 0, "{}", said.stderr);
    let expected = r#"title = "Implementing Cisco Enterprise Network Core Technologies"
type = "course"
course = "ENCOR"
version = "2.0"
topics = ["enterprise"]
exam = "350-401"
source = "https://www.cisco.com/example"
checked = 2026-11-20
"#;
    assert_eq!(said.stdout, expected);
    let said = folder.ask_for(&["--from", "encro", "--source", PAGE], None);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("encor"), "{}", said.stderr);
}

#[test]
fn what_is_wrong_with_it_is_told_at_its_place() {
    let folder = Folder::new();
    let said = folder.ask_for(
        &[
            "--title", "A", "--type", "curse", "--source", PAGE, "--write",
        ],
        None,
    );
    assert_eq!(said.code, 1);
    assert!(
        said.stderr.contains("did you mean `course`?"),
        "{}",
        said.stderr
    );
    assert!(folder.activity("a").is_some());
}

#[test]
fn without_a_terminal_what_is_needed_must_be_given() {
    let empty = ["--title", "A", "--type", "course", "--source", " "];
    assert_eq!(Folder::new().ask_for(&empty, None).code, 2);
    let said = Folder::new().ask_for(&["--title", "A", "--type", "course"], None);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(
        said.stderr
            .starts_with("error: `--source` is missing\nhint: "),
        "{}",
        said.stderr
    );
}

const ANSWERS: &[(&str, &str)] = &[
    ("Title:", "Implementing Security"),
    ("Type:", "course"),
    ("Course code:", "SCOR"),
    ("Version:", "1.0"),
    ("CE credits:", "64"),
    ("Hours of work:", ""),
    ("Topics:", "security"),
    ("Page:", PAGE),
    ("Provider:", "cisco-u"),
    ("Format:", "self-paced"),
    ("Price:", "3995 USD, 43 CLC"),
    ("Address:", ""),
    ("write", "yes"),
];

#[test]
fn somebody_at_the_terminal_is_asked_for_what_is_missing() {
    let folder = Folder::new();
    let said = folder.ask_for(&[], Some(ANSWERS));
    assert_eq!(
        (said.code, said.stdout.as_str()),
        (0, SCOR),
        "{}",
        said.stderr
    );
    assert_eq!(folder.activity("scor-1-0").as_deref(), Some(SCOR));
    let said = folder.ask_for(&["security-1"], Some(&ANSWERS[..4]));
    assert_eq!(said.code, 3);
    assert!(
        said.stderr.starts_with("error: nothing is written: "),
        "{}",
        said.stderr
    );
    assert_eq!(folder.activity("security-1"), None);
}

/// Runs with what is needed of every activity, and more flags.
#[track_caller]
fn belongs(flags: &[&str], program: &str) {
    let folder = Folder::of_two();
    let needed = ["guide", "--title", "A Guide", "--type", "course", "--write"];
    let source = format!(
        "https://{}/guide",
        if program == "cisco" {
            "www.cisco.com"
        } else {
            "society.example"
        }
    );
    let said = folder.ask_for(&[&needed[..], &["--source", &source], flags].concat(), None);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let path = folder.path(&format!("catalog/{program}/activities/guide.toml"));
    assert!(path.is_file(), "{}", said.stderr);
}

#[test]
fn among_several_programs_it_goes_where_it_belongs() {
    belongs(
        &["--program", "Society", "--category", "writing"],
        "society",
    );
    belongs(&["--program", "cisco"], "cisco");
    belongs(
        &["--provider", "school", "--format", "self-paced"],
        "society",
    );
    belongs(&["--from", "encor", "--course", "GUIDE"], "cisco");
    belongs(&["--exam", "350-401"], "cisco");
}

#[test]
fn among_several_programs_one_must_be_named_if_nothing_tells() {
    let needed = ["--title", "A Guide", "--type", "course", "--source", PAGE];
    let folder = Folder::of_two();
    let unsaid = folder.ask_for(&needed, None);
    let hint =
        "error: `--program` is missing\nhint: The programs here are `cisco` and `society`.\n";
    assert_eq!((unsaid.code, unsaid.stderr.as_str()), (2, hint));
    let wrong = folder.ask_for(&[&needed[..], &["--program", "sociaty"]].concat(), None);
    let told = "error: `--program sociaty`: no program is called so; did you mean `society`?\n";
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.starts_with(told), "{}", wrong.stderr);
}

const SOCIETY_ANSWERS: &[(&str, &str)] = &[
    ("Program:", "society"),
    ("Title:", "A Guide"),
    ("Type:", "authoring"),
    ("Course code:", ""),
    ("Version:", ""),
    ("CE credits:", "8"),
    ("Hours of work:", ""),
    ("Topics:", "society"),
    ("Category:", "Writing"),
    ("Page:", "https://society.example/guide"),
    ("Provider:", ""),
    ("write", "yes"),
];

#[test]
fn the_program_is_asked_for_where_nothing_tells_it() {
    let folder = Folder::of_two();
    let said = folder.ask_for(&[], Some(SOCIETY_ANSWERS));
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(said.stdout.lines().nth(4), Some("category = \"writing\""));
    let unknown = folder.ask_for(&[], Some(&[("Program:", "guild")]));
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.stderr.contains("`--program guild`: no program"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn an_id_of_another_program_is_taken() {
    let folder = Folder::of_two();
    let flags = [
        "--title",
        "A",
        "--type",
        "course",
        "--source",
        PAGE,
        "--program",
        "cisco",
    ];
    let said = folder.ask_for(&[&["article"], &flags[..]].concat(), None);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.starts_with("error: `article` is there already"),
        "{}",
        said.stderr
    );
    // A provider may share its name with an activity.
    let said = folder.ask_for(&[&["school"], &flags[..]].concat(), None);
    assert_eq!(said.code, 0, "{}", said.stderr);
}
