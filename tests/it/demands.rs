//! Categories, rules, prerequisites and classes: that what is wrong with them is told, and that what is right is read whole.
#![expect(clippy::unwrap_used, reason = "tests may fail by panicking")]

use finder::{
    diagnostic::Sources,
    model::{Catalog, Id, ProgramCatalog},
};
use insta::assert_snapshot;

use crate::{
    base,
    finder::{Finder, finder},
};

/// A catalogue with categories, rules, prerequisites, classes and vouchers.
const SOCIETY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/society");

const PROGRAM: &str = "catalog/cisco/program.toml";

fn only(catalog: &Catalog) -> &ProgramCatalog {
    catalog.programs.values().next().unwrap()
}

/// The files of the base, with more at the end of its rules.
fn ruled(rules: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = base::files();
    let (_, bytes) = files.iter_mut().find(|(path, _)| path == PROGRAM).unwrap();
    bytes.extend(rules.bytes());
    files
}

/// The file of an activity with some keys more.
fn activity(name: &str, keys: &str) -> (String, Vec<u8>) {
    let text = format!(
        "title = 'A'\ntype = 'course'\n{keys}\nsource = 'https://www.cisco.com'\nchecked = 2026-01-01\n"
    );
    let path = format!("catalog/cisco/activities/{name}.toml");
    (path, text.into_bytes())
}

/// The base with some activities that require others.
fn requiring(activities: &[(&str, &str)]) -> (Catalog, String) {
    let activities = activities.iter().map(|(name, keys)| activity(name, keys));
    base::read(&Sources::new(base::files().into_iter().chain(activities)))
}

#[test]
fn prerequisites_that_go_in_a_circle_are_told_once_and_leave_out_what_needs_them() {
    let (catalog, told) = requiring(&[
        ("a", "requires = ['c']"),
        ("b", "requires = ['a']"),
        ("c", "requires = ['b', 'encor']"),
        ("d", "requires = ['encor']"),
        ("e", "requires = ['d', 'a']"),
        ("f", "requires = ['f']"),
    ]);
    assert_snapshot!(told, @r#"
    error[circular-requirement]: `a` requires `c`, which requires `b`, which requires `a`
     --> catalog/cisco/activities/a.toml:3:13
      |
    3 | requires = ['c']
      |             ^^^
      |
     ::: catalog/cisco/activities/c.toml:3:13
      |
    3 | requires = ['b', 'encor']
      |             ---
      |
     ::: catalog/cisco/activities/b.toml:3:13
      |
    3 | requires = ['a']
      |             ---
      |
      = help: Leave out the requirement that no page states.

    error[circular-requirement]: `f` requires itself
     --> catalog/cisco/activities/f.toml:3:13
      |
    3 | requires = ['f']
      |             ^^^
      |
      = help: Leave out the requirement that no page states.
    "#);
    let whole: Vec<_> = only(&catalog).activities.keys().map(Id::as_str).collect();
    assert_eq!(whole, ["d", "encor"]);
}

#[test]
fn of_circles_that_share_an_activity_one_is_told() {
    let names = |told: &str| told.matches("error[circular-requirement]").count();
    let (catalog, told) = requiring(&[
        ("a", "requires = ['b', 'c']"),
        ("b", "requires = ['a']"),
        ("c", "requires = ['a']"),
    ]);
    assert_eq!(names(&told), 1, "{told}");
    assert_eq!(only(&catalog).activities.len(), 1);
    let (catalog, told) = requiring(&[
        ("a", "requires = ['b']"),
        ("b", "requires = ['a', 'c']"),
        ("c", "requires = ['d']"),
        ("d", "requires = ['c', 'a']"),
    ]);
    assert_eq!(names(&told), 2, "{told}");
    assert_eq!(only(&catalog).activities.len(), 1);
}

#[test]
fn what_is_required_and_left_out_leaves_out_what_requires_it() {
    let (catalog, told) = requiring(&[
        ("a", "credits = -1"),
        ("b", "requires = ['a']"),
        ("c", "requires = ['b']"),
    ]);
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    let whole: Vec<_> = only(&catalog).activities.keys().map(Id::as_str).collect();
    assert_eq!(whole, ["encor"]);
}

#[test]
fn nothing_requires_its_own_course() {
    let (_, told) = requiring(&[
        ("a-1", "course = 'A'"),
        ("a-2", "course = 'a'\nrequires = ['a-1']"),
    ]);
    assert_snapshot!(told, @r#"
    error[circular-requirement]: `a-2` requires its own course
     --> catalog/cisco/activities/a-2.toml:4:13
      |
    4 | requires = ['a-1']
      |             ^^^^^ `a-1` is the same course
      |
      = help: A course is done once: leave the requirement out, or give the two another `course`.
    "#);
}

#[test]
fn circles_that_hang_together_are_told_in_bounds() {
    let names: Vec<String> = (0..3000).map(|at| format!("a{at:04}")).collect();
    let keys: Vec<String> = (0..3000)
        .map(|at| format!("requires = ['a0000', 'a{:04}']", (at + 1) % 3000))
        .collect();
    let activities = names.iter().zip(&keys);
    let activities: Vec<_> = activities.map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let (catalog, told) = requiring(&activities);
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    assert!(told.contains("`a0000` requires itself"), "{told}");
    assert_eq!(only(&catalog).activities.len(), 1);
}

/// Rules with a fault in each.
const FAULTY: &str = r#"
[[category]]
id = "training"
name = "training"

[[category]]
id = "writing"
name = "writing"

[[category]]
id = "anything"
name = "training or writing"
includes = ["training", "writng"]

[[level]]
id = "expert"
name = "Expert"
rank = 40
covers = ["expert"]
takes_credits = true
source = "https://www.cisco.com"
checked = 2026-01-01

[[level.rule]]
category = "trainin"
most = 40
source = "https://www.cisco.com"
checked = 2026-01-01

[[level.rule]]
most_percent = 40
source = "https://www.cisco.com"
checked = 2026-01-01

[[level.rule]]
category = "writing"
least = 30
most = 20
source = "https://www.cisco.com"
checked = 2026-01-01

[[level.rule]]
source = "https://www.cisco.com"
checked = 2026-01-01
"#;

#[test]
fn categories_and_rules_are_held_against_each_other() {
    let (_, told) = base::read(&Sources::new(ruled(FAULTY)));
    assert_snapshot!(told, @r#"
    error[unknown-reference]: there is no category `writng`
      --> catalog/cisco/program.toml:98:25
       |
    98 | includes = ["training", "writng"]
       |                         ^^^^^^^^ did you mean `writing`?

    error[unknown-reference]: there is no category `trainin`
       --> catalog/cisco/program.toml:110:12
        |
    110 | category = "trainin"
        |            ^^^^^^^^^ did you mean `training`?

    error[missing-key]: `category` is missing
       --> catalog/cisco/program.toml:115:1
        |
    115 | [[level.rule]]
        | ^^^^^^^^^^^^^^ from this entry

    error[bad-rule]: `most` and `least` are both given
       --> catalog/cisco/program.toml:122:9
        |
    122 | least = 30
        |         ^^ this
    123 | most = 20
        |        -- or this
        |
        = help: Write a rule for each.

    error[bad-rule]: the rule demands nothing
       --> catalog/cisco/program.toml:127:1
        |
    127 | [[level.rule]]
        | ^^^^^^^^^^^^^^
        |
        = help: Give one of `most`, `most_percent`, `least` and `yearly`.
    "#);
}

#[test]
fn rules_that_contradict_each_other_are_shown_together() {
    let rules = r#"
[[category]]
id = "training"
name = "training"

[[level]]
id = "expert"
name = "Expert"
rank = 40
covers = ["expert"]
takes_credits = true
source = "https://www.cisco.com"
checked = 2026-01-01

[[level.rule]]
category = "training"
least = 30
source = "https://www.cisco.com"
checked = 2026-01-01

[[level.rule]]
category = "training"
most = 20.5
source = "https://www.cisco.com"
checked = 2026-01-01
"#;
    let (_, told) = base::read(&Sources::new(ruled(rules)));
    assert_snapshot!(told, @r#"
    error[bad-rule]: at least 30 credits of `training` are asked for, of which at most 20.5 count
       --> catalog/cisco/program.toml:107:12
        |
    101 | category = "training"
        |            ---------- and this one
    ...
    107 | category = "training"
        |            ^^^^^^^^^^ this rule
    "#);
}

/// An activity each of whose classes has a fault in its days.
const CLASSES: &str = r#"title = "ENCOR"
type = "course"
source = "https://www.cisco.com"
checked = 2026-01-01

[[offering]]
id = "half"
provider = "cisco-u"
format = "virtual"
starts = 2027-01-11
source = "https://www.cisco.com"
checked = 2026-01-01

[[offering]]
id = "reversed"
provider = "cisco-u"
format = "virtual"
starts = 2027-01-11
ends = 2027-01-08
source = "https://www.cisco.com"
checked = 2026-01-01

[[offering]]
id = "early"
provider = "cisco-u"
format = "virtual"
opens = 2027-01-12
starts = 2027-01-11
ends = 2027-01-15
source = "https://www.cisco.com"
checked = 2026-01-01

[[offering]]
id = "late"
provider = "cisco-u"
format = "virtual"
starts = 2027-01-11
ends = 2027-01-15
expires = 2027-01-14
source = "https://www.cisco.com"
checked = 2026-01-01
"#;

#[test]
fn days_of_a_class_that_cannot_be_are_told() {
    let path = "catalog/cisco/activities/encor.toml";
    let (catalog, told) = base::read(&base::with(path, CLASSES.as_bytes()));
    assert_snapshot!(told, @"
    error[missing-key]: `ends` is missing
     --> catalog/cisco/activities/encor.toml:6:1
      |
    6 | [[offering]]
      | ^^^^^^^^^^^^ from this entry

    error[bad-date]: the class ends before it starts
      --> catalog/cisco/activities/encor.toml:19:8
       |
    18 | starts = 2027-01-11
       |          ---------- the first day of class
    19 | ends = 2027-01-08
       |        ^^^^^^^^^^ the last day of class

    error[bad-date]: the class starts before the offering opens
      --> catalog/cisco/activities/encor.toml:28:10
       |
    27 | opens = 2027-01-12
       |         ---------- the first day
    28 | starts = 2027-01-11
       |          ^^^^^^^^^^ the first day of class

    error[bad-date]: the class ends after the last day that earns credit
      --> catalog/cisco/activities/encor.toml:39:11
       |
    38 | ends = 2027-01-15
       |        ---------- the last day of class
    39 | expires = 2027-01-14
       |           ^^^^^^^^^^ the last day
    ");
    assert!(
        only(&catalog)
            .activities
            .values()
            .all(|a| a.offerings.is_empty())
    );
}

#[test]
fn vouchers_are_for_exams_there_are() {
    let passes = "catalog/cisco/passes.toml";
    let vouchers = "days = 365\nvouchers = { cor = 1, exam = 0 }";
    let (_, told) = base::read(&base::mended(passes, "days = 365", vouchers));
    assert_snapshot!(told, @"
    error[unknown-reference]: there is no exam class `cor`
     --> catalog/cisco/passes.toml:7:14
      |
    7 | vouchers = { cor = 1, exam = 0 }
      |              ^^^ did you mean `core`?

    error[bad-number]: `exam` is out of bounds
     --> catalog/cisco/passes.toml:7:30
      |
    7 | vouchers = { cor = 1, exam = 0 }
      |                              ^ it must be a whole number from 1 to 20
    ");
}

#[test]
fn credits_count_in_a_base_category_that_exists() {
    let rules = r#"
[[category]]
id = "training"
name = "training"

[[category]]
id = "anything"
name = "anything"
includes = ["training"]
"#;
    let mut files = ruled(rules);
    for (name, keys) in [
        ("a", "category = 'anything'\nrequires = ['encor']"),
        ("b", "category = 'trainin'"),
        ("c", "category = 'training'\nrequires = ['encore']"),
    ] {
        files.push(activity(name, keys));
    }
    let (_, told) = base::read(&Sources::new(files));
    assert_snapshot!(told, @r#"
    error[bad-category]: `anything` is a union of categories
     --> catalog/cisco/activities/a.toml:3:12
      |
    3 | category = 'anything'
      |            ^^^^^^^^^^
      |
      = help: Name the one base category that its credits count in.

    error[unknown-reference]: there is no category `trainin`
     --> catalog/cisco/activities/b.toml:3:12
      |
    3 | category = 'trainin'
      |            ^^^^^^^^^ did you mean `training`?

    error[unknown-reference]: there is no activity `encore`
     --> catalog/cisco/activities/c.toml:4:13
      |
    4 | requires = ['encore']
      |             ^^^^^^^^ did you mean `encor`?
    "#);
}

fn society() -> Finder {
    finder().catalog(SOCIETY)
}

#[test]
fn all_that_is_known_is_shown() {
    for name in ["css", "signals-1", "signals-2", "season-ticket"] {
        let text = society().args(&format!("show {name}"));
        assert_eq!((text.code, text.stderr.as_str()), (0, ""));
        insta::assert_snapshot!(format!("show_{name}"), text.stdout);
        let json = society().args(&format!("show {name} --format json"));
        insta::assert_snapshot!(format!("show_{name}_json"), json.stdout);
    }
}

#[test]
fn classes_are_listed_with_their_days() {
    let list = |flags: &str| society().args(&format!("list {flags}")).stdout;
    insta::assert_snapshot!("list", list("--expired"));
    insta::assert_snapshot!("list_markdown", list("--format markdown"));
    insta::assert_snapshot!("list_csv", list("--format csv"));
    insta::assert_snapshot!("list_json", list("--search second --format json"));
    let soon = list("--ending 15 --format csv");
    let ids: Vec<&str> = soon
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').nth(1))
        .collect();
    assert_eq!(ids, ["winter-class"]);
    let first = list("--sort ends --format csv");
    let ids: Vec<&str> = first
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').nth(1))
        .collect();
    assert_eq!(ids.first(), Some(&"winter-class"));
    let narrow = society().width(80).args("list --expired").stdout;
    assert!(
        narrow.lines().all(|line| line.chars().count() <= 80),
        "{narrow}"
    );
}

#[test]
fn a_class_that_has_begun_is_over_for_who_comes_late() {
    let status = |today: &str| {
        let list = society().args(&format!("list --expired --format csv --today {today}"));
        let row = list.stdout.lines().find(|row| row.contains("winter-class"));
        row.unwrap().split(',').nth(17).unwrap().to_owned()
    };
    assert_eq!(status("2026-12-06"), "ending");
    assert_eq!(status("2026-12-07"), "ending");
    assert_eq!(status("2026-12-08"), "ended");
}

#[test]
fn what_is_asked_beside_the_plan_is_held_against_the_catalogue() {
    let wrong = |flags: &str, says: &str| {
        let said = society().args(&format!("plan --cert css {flags}"));
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{flags}");
        assert!(said.stderr.contains(says), "{}", said.stderr);
        assert!(said.stderr.contains("\nhint: "), "{}", said.stderr);
    };
    wrong("--why-not artcle", "did you mean `article`?");
    wrong(
        "--why-not signals-1/nobody",
        "It has `autumn-class`, `society` and `winter-class`.",
    );
    wrong("--alternatives 51", "at most 50 alternatives are named");
    wrong("--alternatives few", "it is not a plain number");
    wrong(
        "--time-limit 0",
        "`--time-limit 0`: nothing is found in no time",
    );
    wrong("--time-limit -1", "it cannot be negative");
    wrong("--time-limit 0.0001", "it has more than 3 decimals");
    wrong("--busy 2027-01-03..2026-12-20", "it ends before it begins");
    for flags in [
        "--why-not SIG2,signals-1/winter-class,s-100,season-ticket",
        "--alternatives 50 --tradeoffs --time-limit 0.5",
        "--time-limit 99999999999999999999999",
    ] {
        let said = society().args(&format!("plan --cert css {flags}"));
        assert!(said.code < 2, "{}", said.stderr);
    }
}
