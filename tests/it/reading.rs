//! What a contributor is told: every fault in one run, each at its place; and that nothing can make the reader stumble.
#![expect(clippy::unwrap_used, reason = "tests may fail by panicking")]

use std::{path::Path, sync::LazyLock};

use finder::{
    catalog,
    diagnostic::{Diagnostic, Sources},
    disk,
    model::{Catalog, Date, ProgramCatalog},
};
use insta::assert_snapshot;
use proptest::{prelude::*, sample::Index};

use crate::base;

const ENCOR: &str = "catalog/cisco/activities/encor.toml";
const PROGRAM: &str = "catalog/cisco/program.toml";

/// An activity with a fault in nearly every line.
const FAULTY: &str = r#"title = ""
type = "curse"
credit = 64
version = 1.4
hours = 40
days = 5
topics = ["enterprise", "securty"]
source = "http://www.cisco.com/é"
"#;

/// An activity whose offerings are at fault.
const FAULTY_OFFERINGS: &str = r#"title = "ENCOR"
type = "course"
source = "https://www.cisco.com/é"
checked = "22 July 2026"

[[offering]]
provider = "cisco-you"
format = "self-paced"
cost = "$5"
opens = 2024-01-01
expires = 2023-01-01
checked = 2026-07-22T10:00:00
"#;

fn only(catalog: &Catalog) -> &ProgramCatalog {
    catalog.programs.values().next().unwrap()
}

#[test]
fn every_fault_of_an_entry_is_told_in_one_run() {
    let (catalog, told) = base::read(&base::with(ENCOR, FAULTY.as_bytes()));
    assert_snapshot!(told, @r#"
    error[missing-key]: `checked` is missing
     --> catalog/cisco/activities/encor.toml:1:1
      |
    1 | title = ""
      | ^ from this file

    error[bad-text]: `title` is empty
     --> catalog/cisco/activities/encor.toml:1:9
      |
    1 | title = ""
      |         ^^ there is nothing in it
      |
      = help: Leave the key out when there is nothing to say.

    error[unknown-word]: `type` knows no word `curse`
     --> catalog/cisco/activities/encor.toml:2:8
      |
    2 | type = "curse"
      |        ^^^^^^^ did you mean `course`?
      |
      = help: The words here are `course`, `offer`, `tutorial`, `webinar`, `session`, `workshop`, `authoring`.

    error[unknown-key]: unknown key `credit`
     --> catalog/cisco/activities/encor.toml:3:1
      |
    3 | credit = 64
      | ^^^^^^ did you mean `credits`?

    error[wrong-type]: `version` must be a string
     --> catalog/cisco/activities/encor.toml:4:11
      |
    4 | version = 1.4
      |           ^^^ this is a decimal number
      |
      = help: Write `"1.4"`.

    error[both-hours-and-days]: `hours` and `days` are both given
     --> catalog/cisco/activities/encor.toml:6:8
      |
    5 | hours = 40
      |         -- or this
    6 | days = 5
      |        ^ this
      |
      = help: Keep the one that the page gives.

    error[unknown-word]: there is no topic `securty`
     --> catalog/cisco/activities/encor.toml:7:25
      |
    7 | topics = ["enterprise", "securty"]
      |                         ^^^^^^^^^ did you mean `security`?

    error[bad-source]: `source` is no address
     --> catalog/cisco/activities/encor.toml:8:10
      |
    8 | source = "http://www.cisco.com/é"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^ an address begins with `https://`
      |
      = help: See whether `https://www.cisco.com/é` shows the same page.
    "#);
    assert!(only(&catalog).activities.is_empty());
    assert_eq!(only(&catalog).exams.len(), 2);
}

#[test]
fn every_fault_of_an_offering_is_told_in_the_same_run() {
    let (_, told) = base::read(&base::with(ENCOR, FAULTY_OFFERINGS.as_bytes()));
    assert_snapshot!(told, @r#"
    error[bad-date]: `checked` is no day
     --> catalog/cisco/activities/encor.toml:4:11
      |
    4 | checked = "22 July 2026"
      |           ^^^^^^^^^^^^^^ a day is written without quotes, year first
      |
      = help: Write `2026-07-22`.

    error[missing-key]: `source` is missing
     --> catalog/cisco/activities/encor.toml:6:1
      |
    6 | [[offering]]
      | ^^^^^^^^^^^^ from this entry

    error[unknown-reference]: there is no provider `cisco-you`
     --> catalog/cisco/activities/encor.toml:7:12
      |
    7 | provider = "cisco-you"
      |            ^^^^^^^^^^^ did you mean `cisco-u`?

    error[bad-money]: `cost` is no price
     --> catalog/cisco/activities/encor.toml:9:8
      |
    9 | cost = "$5"
      |        ^^^^ money is an amount, a space and a currency, such as `3995 USD`
      |
      = help: Write `"5 USD"`, if these are US dollars.

    error[bad-date]: the offering ends before it opens
      --> catalog/cisco/activities/encor.toml:11:11
       |
    10 | opens = 2024-01-01
       |         ---------- the first day
    11 | expires = 2023-01-01
       |           ^^^^^^^^^^ the last day

    error[bad-date]: `checked` is no day
      --> catalog/cisco/activities/encor.toml:12:11
       |
    12 | checked = 2026-07-22T10:00:00
       |           ^^^^^^^^^^^^^^^^^^^ a day has no time of day
    "#);
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let places = |text: &str| -> Vec<_> {
        let sources = base::with(ENCOR, text.as_bytes());
        let primary = |finding: &Diagnostic| {
            let label = finding.primary().unwrap();
            let end = sources.position(label.file, label.span.end);
            (
                finding.code,
                sources.position(label.file, label.span.start),
                end,
            )
        };
        catalog::read(&sources).1.iter().map(primary).collect()
    };
    for text in [FAULTY, FAULTY_OFFERINGS] {
        assert!(places(text).len() > 5);
        assert_eq!(places(&text.replace('\n', "\r\n")), places(text));
    }
}

#[test]
fn a_file_that_is_no_toml_tells_that_alone() {
    let text = "title =\nx = = 1\ntype = 3\n[[offering]]\n[offering]\n";
    let (catalog, told) = base::read(&base::with(ENCOR, text.as_bytes()));
    assert_snapshot!(told, @r#"
    error[syntax]: this is not TOML
     --> catalog/cisco/activities/encor.toml:1:8
      |
    1 | title =
      |        ^ string values must be quoted, expected literal string

    error[syntax]: this is not TOML
     --> catalog/cisco/activities/encor.toml:2:5
      |
    2 | x = = 1
      |     ^ extra `=`, expected nothing

    error[syntax]: this is not TOML
     --> catalog/cisco/activities/encor.toml:5:2
      |
    5 | [offering]
      |  ^^^^^^^^ duplicate key
    "#);
    assert!(only(&catalog).activities.is_empty());
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let (_, told) = base::read(&base::with(ENCOR, b"title = \"ENCOR\"\ntype = \"\xff\"\n"));
    assert_snapshot!(told, @r#"
    error[not-utf8]: the file is not UTF-8 text
    --> catalog/cisco/activities/encor.toml:2:9
     = help: Save the file as UTF-8 in your editor.
    "#);
}

#[test]
fn what_relies_on_a_faulty_entry_is_not_told_too() {
    let (faulty, right) = ("id = \"Cisco U\"", "id = \"cisco-u\"");
    let (catalog, told) = base::read(&base::mended("catalog/cisco/providers.toml", right, faulty));
    assert_snapshot!(told, @r#"
    error[bad-id]: `id` is no id
     --> catalog/cisco/providers.toml:4:6
      |
    4 | id = "Cisco U"
      |      ^^^^^^^^^ an id has only lower-case letters, digits and hyphens
      |
      = help: Write `"cisco-u"`.
    "#);
    let program = only(&catalog);
    assert!(program.passes.is_empty());
    let encor = program.activities.values().next().unwrap();
    let offerings: Vec<_> = encor.offerings.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(offerings, ["fast-lane-online"]);
}

#[test]
fn a_misspelt_table_is_told_once() {
    let exams = "catalog/cisco/exams.toml";
    let (catalog, told) = base::read(&base::mended(exams, "[[exam]]", "[[exams]]"));
    assert_snapshot!(told, @r#"
    error[unknown-key]: unknown key `exams`
     --> catalog/cisco/exams.toml:1:3
      |
    1 | [[exams]]
      |   ^^^^^ did you mean `exam`?
    "#);
    assert!(only(&catalog).exams.is_empty());
    assert!(only(&catalog).activities.values().all(|a| a.exam.is_none()));
}

#[test]
fn one_fault_in_the_rules_leaves_the_program_out() {
    let (catalog, told) = base::read(&base::mended(PROGRAM, "rank = 30", "rank = -30"));
    assert_snapshot!(told, @r#"
    error[bad-number]: `rank` is out of bounds
      --> catalog/cisco/program.toml:42:8
       |
    42 | rank = -30
       |        ^^^ it must be a whole number from 0 to 1000000
    "#);
    assert!(catalog.programs.is_empty());
}

#[test]
fn names_are_taken_once_over_all_files() {
    let certifications = "catalog/cisco/certifications.toml";
    let alias = "ccnp-routing-and-switching";
    let (catalog, told) = base::read(&base::mended(certifications, alias, "350-401"));
    assert_snapshot!(told, @r#"
    error[duplicate-id]: the name `350-401` is taken by another certification
      --> catalog/cisco/exams.toml:2:6
       |
     2 | id = "350-401"
       |      ^^^^^^^^^ taken again
       |
      ::: catalog/cisco/certifications.toml:13:21
       |
    13 | aliases = [{ name = "350-401", until = 2020-02-23 }]
       |                     --------- first here
       |
       = help: Give the newer one a name of its own; names are never reused.
    "#);
    assert_eq!(only(&catalog).exams.len(), 1);
}

#[test]
fn a_catalogue_without_a_program_says_so() {
    let (catalog, told) = base::read(&Sources::new([]));
    assert_snapshot!(told, @r#"
    error[no-program]: the catalogue holds no program
     |
     = help: A program is a folder with a file `program.toml`; give the folder above it.
    "#);
    assert_eq!(catalog, Catalog::default());
}

#[test]
fn the_program_may_be_the_folder_itself() {
    let files = base::files().into_iter();
    let bare = files.map(|(path, bytes)| (path.replace("catalog/cisco/", ""), bytes));
    let (catalog, findings) = catalog::read(&Sources::new(bare));
    assert_eq!(findings, []);
    let (whole, _) = catalog::read(&Sources::new(base::files()));
    assert_eq!(catalog, whole);
}

#[test]
fn nothing_that_was_typed_can_steer_the_terminal() {
    let long = "é".repeat(100_000);
    let text = format!("\"{long}\" = 1\n\"\\u001b[31m\\u202e\" = 2\ntype = \"\\u0007\"\n");
    let (_, told) = base::read(&base::with(ENCOR, text.as_bytes()));
    assert!(told.chars().all(|c| c == '\n' || !c.is_control()), "{told}");
    assert!(!told.contains('\u{202e}'));
    assert!(
        told.lines().all(|line| line.chars().count() < 400),
        "{told}"
    );
}

/// The files of the small catalogue.
static SMALL: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(base::files);

/// The files of the catalogue that ships.
static SHIPPED: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| folder("catalog"));

/// The files of a catalogue with categories, rules, prerequisites, classes and vouchers.
static SOCIETY: LazyLock<Vec<(String, Vec<u8>)>> =
    LazyLock::new(|| folder("tests/it/fixtures/society"));

fn folder(path: &str) -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let sources = disk::read_folder(&root).unwrap();
    let paths = sources.paths().enumerate();
    paths
        .map(|(file, path)| (format!("catalog/{path}"), sources.bytes(file).to_vec()))
        .collect()
}

/// Whatever the bytes: reading comes back, and everything it found lies in its file and can be shown.
#[track_caller]
fn check(sources: &Sources) -> Result<(), TestCaseError> {
    let (catalog, _) = catalog::read(sources);
    let findings = every_finding(sources);
    for label in findings.iter().flat_map(|finding| &finding.labels) {
        prop_assert!(label.file < sources.len());
        prop_assert!(label.span.start <= label.span.end);
        prop_assert!(label.span.end <= sources.bytes(label.file).len());
        if let Some(text) = sources.text(label.file) {
            prop_assert!(text.is_char_boundary(label.span.start));
            prop_assert!(text.is_char_boundary(label.span.end));
        }
    }
    let told = base::shown(sources, &findings);
    prop_assert_eq!(told.is_empty(), findings.is_empty());
    let homes = sources
        .paths()
        .filter(|path| path.ends_with("program.toml"));
    prop_assert!(catalog.programs.len() <= homes.count());
    for (program, activity, offering) in catalog.offerings() {
        prop_assert!(program.providers.contains_key(&offering.provider));
        let mut required = activity.requires.iter();
        prop_assert!(required.all(|id| program.activities.contains_key(id)));
        let category = activity.category.as_ref();
        prop_assert!(category.is_none_or(|id| program.program.category(id).is_some()));
        prop_assert!(
            offering
                .class
                .is_none_or(|class| class.starts <= class.ends)
        );
    }
    Ok(())
}

/// What `finder check` finds, ages and changes since the small catalogue included.
fn every_finding(sources: &Sources) -> Vec<Diagnostic> {
    let survey = catalog::survey(sources);
    for spot in &survey.spots {
        assert!(spot.span.end <= sources.bytes(spot.file).len());
        assert!(
            spot.facts
                .iter()
                .all(|fact| fact.span.start >= spot.span.start)
        );
    }
    let before = Sources::new(SMALL.clone());
    let past = catalog::survey(&before);
    let reading = |sources, survey| catalog::Reading { sources, survey };
    let mut findings = catalog::since(reading(&before, &past), reading(sources, &survey));
    findings.extend(survey.ages(Date::MAX));
    findings
}

fn mangled(bytes: &mut Vec<u8>, at: Index, len: usize, scrap: &[u8]) {
    let start = at.index(bytes.len() + 1);
    let end = (start + len).min(bytes.len());
    bytes.splice(start..end, scrap.iter().copied());
}

proptest! {
    #[test]
    fn any_bytes_are_read(files in prop::collection::vec(any::<Vec<u8>>(), 6)) {
        let paths = SMALL.iter().map(|(path, _)| path.clone());
        check(&Sources::new(paths.zip(files)))?;
    }

    #[test]
    fn any_file_alone_is_read(bytes in any::<Vec<u8>>(), file in any::<Index>()) {
        let (path, _) = file.get(&SMALL);
        let sources = Sources::new([(path.clone(), bytes)]);
        for label in catalog::read_loose(&sources).iter().flat_map(|finding| &finding.labels) {
            prop_assert!(label.span.end <= sources.bytes(0).len());
        }
    }

    #[test]
    fn any_text_is_read(text in "(\\[\\[(exam|offering)\\]\\]\n|[a-z]{1,8} = (1|'é'|\\{ a = [0-9]\\}|\\[\\])\n|\\PC{0,5}){0,9}") {
        check(&base::with(ENCOR, text.as_bytes()))?;
        check(&base::with(PROGRAM, text.as_bytes()))?;
    }

    #[test]
    fn mangled_entries_are_read(
        file in any::<Index>(),
        at in any::<Index>(),
        len in 0_usize..40,
        scrap in prop_oneof![
            prop::sample::select(vec!["", "é", "\r\n", "]]", "\"", "= ", "[[exam]]\n", "-1", "\u{202e}"])
                .prop_map(|scrap| scrap.as_bytes().to_vec()),
            prop::collection::vec(any::<u8>(), 0..4),
        ],
    ) {
        let mut files = SMALL.clone();
        let (_, bytes) = file.get_mut(&mut files);
        mangled(bytes, at, len, &scrap);
        check(&Sources::new(files))?;

        let mut files = SOCIETY.clone();
        let (_, bytes) = file.get_mut(&mut files);
        mangled(bytes, at, len, &scrap);
        check(&Sources::new(files))?;

        let (path, mut bytes) = file.get(&SHIPPED).clone();
        mangled(&mut bytes, at, len, &scrap);
        check(&base::with(&path, &bytes))?;
    }
}
