//! Categories, rules, prerequisites and classes: that what is wrong with them is told, and that what is right is read whole.
#![expect(clippy::unwrap_used, reason = "tests may fail by panicking")]

use finder::{
    diagnostic::Sources,
    model::{Catalog, Id, ProgramCatalog},
};
use insta::assert_snapshot;

use crate::base;

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
        "title = 'A'\ntype = 'course'\n{keys}\nsource = 'https://a.b'\nchecked = 2026-01-01\n"
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

#[test]
fn categories_and_rules_are_held_against_each_other() {
    let rules = r#"
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
source = "https://a.b"
checked = 2026-01-01

[[level.rule]]
category = "trainin"
most = 40
source = "https://a.b"
checked = 2026-01-01

[[level.rule]]
most_percent = 40
source = "https://a.b"
checked = 2026-01-01

[[level.rule]]
category = "writing"
least = 30
most = 20
source = "https://a.b"
checked = 2026-01-01

[[level.rule]]
source = "https://a.b"
checked = 2026-01-01
"#;
    let (_, told) = base::read(&Sources::new(ruled(rules)));
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
source = "https://a.b"
checked = 2026-01-01

[[level.rule]]
category = "training"
least = 30
source = "https://a.b"
checked = 2026-01-01

[[level.rule]]
category = "training"
most = 20.5
source = "https://a.b"
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
