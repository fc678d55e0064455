//! Plans that are kept, and what becomes of them.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot begin has failed; catalogues are changed for it"
)]

use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    finder::{Finder, SMALL, Said, finder},
    recorded::{self, copy},
};

const SCHEMA: &str = include_str!("../../docs/schema/diff.json");
/// A plan of two courses and an exam's worth of credits.
const ASKED: &str = "plan --cert gnp --have 20 --expires 2027-12-31 --rate GBP=1.25";

/// A home, and a copy of the small catalogue that can be changed.
struct Desk {
    home: tempfile::TempDir,
    catalog: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let catalog = tempfile::tempdir().unwrap();
        copy(Path::new(SMALL), catalog.path());
        Self {
            home: tempfile::tempdir().unwrap(),
            catalog,
        }
    }

    /// With a plan that is kept.
    fn with_plan() -> Self {
        let desk = Self::new();
        let said = desk.run(&format!("{ASKED} --save spring"));
        assert_eq!(said.code, 0, "{}", said.stderr);
        assert!(said.stderr.contains("kept as `spring`"), "{}", said.stderr);
        desk
    }

    fn finder(&self) -> Finder {
        let finder = finder().home(self.home.path());
        finder.catalog(self.catalog.path().to_str().unwrap())
    }

    fn run(&self, args: &str) -> Said {
        self.finder().args(args)
    }

    /// What became of the plan, as JSON that the schema allows.
    #[track_caller]
    fn diff(&self, today: &str) -> (u8, Value) {
        let said = self.finder().today(today).args("diff spring --format json");
        assert_eq!(said.stderr, "");
        let document: Value = serde_json::from_str(&said.stdout).unwrap();
        assert_eq!(faults(&document), Vec::<String>::new(), "{document:#}");
        (said.code, document)
    }

    fn change(&self, file: &str, from: &str, to: &str) {
        let path = self.catalog.path().join("guild").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// What was said, without the folder the catalogue happens to lie in.
    fn told(&self, said: &Said) -> String {
        let folder = self.catalog.path().canonicalize().unwrap();
        said.stdout.replace(folder.to_str().unwrap(), "[CATALOG]")
    }

    fn kept(&self) -> std::path::PathBuf {
        self.home.path().join("data/plans/spring.json")
    }
}

/// What the schema says against a document.
fn faults(document: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let faults = validator.iter_errors(document);
    faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

/// The fate of an item, by its id.
fn fate<'d>(document: &'d Value, id: &str) -> &'d Value {
    let items = document["items"].as_array().unwrap();
    items.iter().find(|item| item["id"] == id).unwrap()
}

#[test]
fn nothing_has_changed() {
    let desk = Desk::with_plan();
    let (code, document) = desk.diff("2026-11-22");
    assert_eq!((code, &document["still_renews"]), (0, &Value::Bool(true)));
    assert_eq!(document["was"], document["is"]);
    insta::assert_snapshot!("diff_same", desk.run("diff spring").stdout);
    insta::assert_snapshot!("diff_json", desk.run("diff spring --format json").stdout);
}

#[test]
fn what_is_dearer_and_what_ended_is_told() {
    let desk = Desk::with_plan();
    desk.change(
        "activities/basics.toml",
        "cost = \"free\"",
        "cost = \"50 USD\"",
    );
    desk.change(
        "activities/spring-offer.toml",
        "expires = 2026-12-15",
        "expires = 2026-11-30",
    );
    let (code, document) = desk.diff("2026-12-01");
    assert_eq!(code, 1);
    assert_eq!(fate(&document, "spring-offer")["fate"], "gone");
    assert_eq!(fate(&document, "spring-offer")["reason"], "ended");
    let changes = &fate(&document, "basics")["changes"];
    assert_eq!(changes[0]["kind"], "cost");
    assert_eq!(changes[0]["is"]["cost"]["amount"], "50.00");
    let told = desk.finder().today("2026-12-01").args("diff spring");
    insta::assert_snapshot!("diff_broken", desk.told(&told));
    let told = desk.finder().today("2026-12-01");
    let told = told.args("diff spring --format markdown");
    insta::assert_snapshot!("diff_markdown", desk.told(&told));
    let told = desk.finder().today("2026-12-01").width(80);
    // What is to be typed stays on one line.
    let told = told.args("diff spring").stdout;
    let mut lines = told.lines().filter(|line| !line.contains("finder plan"));
    assert!(lines.all(|line| line.chars().count() <= 80), "{told}");
}

#[test]
fn what_moved_or_earns_otherwise_is_told() {
    let desk = Desk::with_plan();
    desk.change("activities/basics.toml", "credits = 12", "credits = 16");
    desk.change(
        "activities/spring-offer.toml",
        "expires = 2026-12-15",
        "expires = 2026-12-10",
    );
    let (code, document) = desk.diff("2026-11-23");
    assert_eq!(code, 0, "{document:#}");
    assert_eq!(fate(&document, "basics")["changes"][0]["kind"], "credits");
    let changes = &fate(&document, "spring-offer")["changes"];
    assert_eq!(changes[0]["kind"], "last-day", "{document:#}");
}

#[test]
fn what_is_cheaper_today_is_named_with_the_way_to_keep_it() {
    let desk = Desk::new();
    let flags = "plan --cert gnp --have 16 --route credits-only --rate GBP=1.25";
    let said = desk.run(&format!("{flags} --save spring"));
    assert_eq!(said.code, 0, "{}", said.stderr);
    desk.change(
        "activities/spring-offer.toml",
        "credits = 8.5",
        "credits = 12",
    );
    let (code, document) = desk.diff("2026-11-22");
    assert_eq!(code, 0, "{document:#}");
    let instead = &document["instead"];
    assert_eq!(instead["cheaper_by"]["amount"], "600.00");
    let catalog = desk.catalog.path().canonicalize().unwrap();
    let ask = format!(
        "finder plan --cert=gnp --have=16 --route=credits-only --rate=GBP=1.25 --catalog={} --save=spring",
        catalog.display()
    );
    assert_eq!(instead["ask"], ask);
    let told = desk.run("diff spring");
    insta::assert_snapshot!("diff_cheaper", desk.told(&told));
}

#[test]
fn what_is_done_counts_whoever_said_what_there_was() {
    let desk = Desk::with_plan();
    let done = "format = 1\n[[certification]]\nid = 'gnp'\nexpires = 2027-12-31\n\
                [[completion]]\nactivity = 'basics'\nprogram = 'guild'\ntitle = 'Basics'\ncredits = 12\ncompleted = 2026-12-01\n";
    recorded::write(desk.home.path(), done);
    let (code, document) = desk.diff("2026-12-02");
    assert_eq!(code, 0, "{document:#}");
    assert_eq!(fate(&document, "basics")["fate"], "done");
    assert_eq!(fate(&document, "spring-offer")["fate"], "open");
    let refused = done.replace(
        "completed = 2026-12-01",
        "completed = 2026-12-01\nstate = 'rejected'",
    );
    recorded::write(desk.home.path(), &refused);
    let (_, document) = desk.diff("2026-12-02");
    assert_eq!(fate(&document, "basics")["fate"], "open");
}

/// A record of what was done of a plan for a certification that wants credits in every year, which ends on 2027-02-27 and a year later.
fn of_a_year(completed: &str) -> String {
    format!(
        "format = 1\n[[certification]]\nid = 'css'\nexpires = 2028-02-28\n\
         [[completion]]\nactivity = 'article'\nprogram = 'society'\ntitle = 'Article'\ncredits = 8\ncategory = 'writing'\ncompleted = {completed}\n"
    )
}

#[test]
fn what_is_done_counts_in_its_year_too() {
    let desk = Desk::new();
    let society = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/society");
    let run = |today: &str, args: &str| {
        let finder = finder().home(desk.home.path()).catalog(society);
        finder.today(today).args(args)
    };
    let asked = "plan --cert css --expires 2028-02-28 --have 20 --route credits-only";
    assert_eq!(run("2026-11-22", &format!("{asked} --save spring")).code, 0);
    recorded::write(desk.home.path(), &of_a_year("2026-12-20"));
    let said = run("2026-12-21", "diff spring");
    assert_eq!(said.code, 0, "{}", said.stdout);
    // In the second year it is of the first, and what was typed of that one says nothing any more.
    let typed = format!("{asked} --have-this-year 5 --save typed");
    assert_eq!(run("2026-11-22", &typed).code, 0);
    recorded::write(desk.home.path(), &of_a_year("2027-02-27"));
    let said = run("2027-03-01", "diff typed --format json");
    let document: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(said.code, 0, "{document:#}");
    assert_eq!(fate(&document, "signals-1")["fate"], "open");
}

#[test]
fn a_plan_is_held_against_the_catalogue_it_was_found_in() {
    let desk = Desk::with_plan();
    let path = desk.catalog.path().canonicalize().unwrap();
    let path = path.to_str().unwrap();
    let bare = |args: &str| finder().home(desk.home.path()).built_in().args(args);
    let said = bare("diff spring");
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(said.stdout, desk.run("diff spring").stdout);
    let told = format!("note: held against the catalogue the plan was found in, `{path}`\n");
    assert_eq!(said.stderr, told);
    let other = finder().home(desk.home.path()).args("diff spring");
    let told = format!("note: the plan was found in another catalogue, `{path}`\n");
    assert_eq!(other.stderr, told);
    let home = tempfile::tempdir().unwrap();
    copy(desk.home.path(), home.path());
    drop(desk);
    let gone = finder().home(home.path()).built_in().args("diff spring");
    assert_eq!(gone.code, 3);
    assert!(
        gone.stderr.contains("is gone\nhint: Name another"),
        "{}",
        gone.stderr
    );
}

#[test]
fn a_plan_that_has_renewed_is_over() {
    let desk = Desk::with_plan();
    let renewed =
        "format = 1\n[[certification]]\nid = 'gnp'\nearned = 2026-12-20\nexpires = 2029-12-20\n";
    recorded::write(desk.home.path(), renewed);
    let (code, document) = desk.diff("2026-12-22");
    assert_eq!(
        (code, &document["renewed"]),
        (0, &Value::from("2026-12-20"))
    );
    insta::assert_snapshot!(
        "diff_over",
        desk.finder().today("2026-12-22").args("diff spring").stdout
    );
}

#[test]
fn an_exam_of_an_earlier_cycle_is_not_of_this_plan() {
    let desk = Desk::new();
    let before = "format = 1\n[[certification]]\nid = 'gnp'\nearned = 2024-12-31\nexpires = 2027-12-31\n\
                  [[completion]]\nexam = '200-20'\nprogram = 'guild'\ntitle = 'Networks'\nclass = 'senior'\ncompleted = 2021-10-02\n";
    recorded::write(desk.home.path(), before);
    let said = desk.run("plan --have 20 --route credits-and-exam --save spring");
    assert_eq!(said.code, 0, "{}{}", said.stdout, said.stderr);
    let (_, document) = desk.diff("2026-11-23");
    assert_eq!(fate(&document, "200-20")["fate"], "open");
    let again = before.replace("2021-10-02", "2026-11-23");
    recorded::write(desk.home.path(), &again);
    let (code, document) = desk.diff("2026-11-24");
    assert_eq!(fate(&document, "200-20")["fate"], "done");
    assert_eq!(code, 0);
}

#[test]
fn a_pass_that_was_bought_is_held() {
    let desk = Desk::new();
    let flags = "plan --cert gnp --have 16 --route credits-only --rate GBP=1.25";
    assert_eq!(desk.run(&format!("{flags} --save spring")).code, 0);
    recorded::write(
        desk.home.path(),
        "format = 1\n[[pass]]\nid = 'guild-pass'\nuntil = 2027-11-21\n",
    );
    let (code, document) = desk.diff("2026-11-23");
    assert_eq!(code, 0, "{document:#}");
    assert_eq!(fate(&document, "guild-pass")["fate"], "held");
    assert_eq!(document["is"]["cost"]["amount"], "0.00");
}

#[test]
fn a_day_that_is_past_is_told() {
    let desk = Desk::with_plan();
    let (_, document) = desk.diff("2027-06-01");
    let late = fate(&document, "basics")["changes"]
        .as_array()
        .unwrap()
        .clone();
    assert!(
        late.iter().any(|change| change["kind"] == "late"),
        "{document:#}"
    );
    let (code, document) = desk.diff("2028-01-01");
    assert_eq!(code, 1);
    assert_eq!(document["is"], Value::Null);
    assert!(
        document["message"]
            .as_str()
            .unwrap()
            .contains("expired on 2027-12-31")
    );
}

#[test]
fn a_name_is_replaced_with_a_backup_and_plans_are_listed() {
    let desk = Desk::new();
    insta::assert_snapshot!("diff_none", desk.run("diff").stdout);
    let desk = Desk::with_plan();
    let first = fs::read_to_string(desk.kept()).unwrap();
    let again = desk
        .finder()
        .today("2026-11-30")
        .args(&format!("{ASKED} --save spring"));
    assert!(
        again
            .stderr
            .contains("the plan of 2026-11-22 that had the name"),
        "{}",
        again.stderr
    );
    assert_eq!(
        fs::read_to_string(desk.kept().with_extension("json.bak")).unwrap(),
        first
    );
    assert_eq!(desk.run(&format!("{ASKED} --have 8 --save autumn")).code, 2);
    desk.run("plan --cert gnp --have 28 --save autumn");
    insta::assert_snapshot!("diff_list", desk.run("diff").stdout);
    let list: Value = serde_json::from_str(&desk.run("diff --format json").stdout).unwrap();
    assert_eq!(faults(&list), Vec::<String>::new());
    assert_eq!(list["plans"][0]["name"], "autumn");
}

#[cfg(unix)]
#[test]
fn a_plan_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_plan();
    let mode = desk.kept().metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// It is refused, in one error that says so.
#[track_caller]
fn refused(desk: &Desk, args: &str, code: u8, told: &str) {
    let said = desk.run(args);
    assert_eq!(said.code, code, "{}", said.stderr);
    assert!(said.stderr.contains(told), "{}", said.stderr);
    assert_eq!(said.stderr.matches("error: ").count(), 1);
}

#[test]
fn bad_names_and_files_are_refused_and_left_alone() {
    let desk = Desk::with_plan();
    refused(
        &desk,
        &format!("{ASKED} --save ../spring"),
        2,
        "`--save ../spring`",
    );
    refused(&desk, "diff Spring", 2, "small letters");
    refused(&desk, "diff autumn", 2, "no plan is kept as `autumn`");
    for (text, told) in [
        ("{}", "missing field `format`"),
        ("half", "it is damaged"),
        (
            "{\"format\": 99}",
            "it is of format 99, newer than this program reads",
        ),
    ] {
        fs::write(desk.kept(), text).unwrap();
        refused(&desk, "diff spring", 2, told);
        refused(&desk, &format!("{ASKED} --save spring"), 2, told);
        assert_eq!(fs::read_to_string(desk.kept()).unwrap(), text);
        let list = desk.run("diff");
        assert_eq!(list.code, 0);
        assert!(list.stderr.contains(told), "{}", list.stderr);
    }
    let nowhere = finder().args(&format!("{ASKED} --save spring"));
    assert_eq!(nowhere.code, 3);
    assert!(nowhere.stderr.contains("no folder to keep plans in"));
}

#[test]
fn what_renews_nothing_is_not_kept() {
    let desk = Desk::new();
    let said = desk.run("plan --cert gnp --budget 0 --have 5 --only basics --save spring");
    assert_eq!(said.code, 1);
    assert!(
        said.stderr.contains("note: nothing is kept"),
        "{}",
        said.stderr
    );
    assert!(!desk.kept().exists());
}
