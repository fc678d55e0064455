//! Who names something that was left out of the catalogue for a fault is told so, and where the fault is, rather than that there is no such thing.

use crate::{
    finder::{Said, finder},
    folder::Folder,
};

/// The base with a faulty activity, one that requires it, and one of whose two offerings one is faulty.
fn faulty() -> Folder {
    let folder = Folder::new();
    let read = "source = 'https://www.cisco.com/example'\nchecked = 2026-11-01";
    let activity = |name: &str, keys: &str, offerings: &str| {
        let text = format!("title = '{name} of old'\ntype = 'course'\n{keys}\n{read}\n{offerings}");
        let path = format!("catalog/cisco/activities/{name}.toml");
        folder.put(&path, text.as_bytes());
    };
    let offering = |id: &str, cost: &str| {
        format!(
            "[[offering]]\nid = '{id}'\nprovider = 'cisco-u'\nformat = 'self-paced'\nurl = 'https://u.cisco.com/{id}'\ncost = '{cost}'\n{read}\n"
        )
    };
    activity(
        "broken",
        "course = 'BRK'\ncredits = -4",
        &offering("first", "free"),
    );
    activity(
        "after",
        "credits = 4\nrequires = ['broken']",
        &offering("first", "free"),
    );
    let both = offering("sound", "free") + &offering("dear", "a lot");
    activity("half", "credits = 4", &both);
    folder
}

#[track_caller]
fn wrong(said: &Said, says: &str) {
    assert_eq!(
        (said.code, said.stdout.as_str()),
        (2, ""),
        "{}",
        said.stderr
    );
    let is_told = said.stderr.contains(says) && !said.stderr.contains("is called so");
    assert!(is_told, "{says}: {}", said.stderr);
}

#[test]
fn what_was_left_out_for_a_fault_is_told_so_with_its_place() {
    let folder = faulty();
    let run = |args: &str| finder().catalog(&folder.typed("catalog")).args(args);
    let place = "it was left out of the catalogue, for the fault at cisco/activities/broken.toml:4";
    for flag in ["--only", "--exclude", "--taken", "--why-not"] {
        for name in ["broken", "Broken", "brk"] {
            let said = run(&format!("plan --cert ccnp {flag} {name}"));
            wrong(&said, &format!("`{flag} {name}`: {place}"));
        }
    }
    wrong(&run("plan --cert ccnp --price broken=3"), place);
    wrong(&run("plan --cert ccnp --hours broken=3"), place);
    wrong(&run("show broken"), &format!("`show broken`: {place}"));
    wrong(&run("show BRK"), place);
    assert!(
        run("show broken")
            .stderr
            .contains("hint: `finder check` shows")
    );
    // Of what requires it and of one offering the truth is another.
    wrong(
        &run("plan --cert ccnp --only after"),
        "something it requires",
    );
    let said = run("plan --cert ccnp --price half/dear=3");
    wrong(&said, "for the fault at cisco/activities/half.toml:");
    let said = run("plan --cert ccnp --price half/dearest=3");
    assert!(
        said.stderr.contains("`half` has no offering `dearest`"),
        "{}",
        said.stderr
    );
    let said = run("show never-there");
    assert!(said.stderr.contains("is called so"), "{}", said.stderr);
}

#[test]
fn a_program_that_was_left_out_takes_its_certifications_along() {
    let folder = faulty();
    folder.turn("catalog/cisco/program.toml", "rank = 30", "rank = -30");
    folder.take_in(
        std::path::Path::new(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/it/fixtures/society"
        )),
        "catalog/",
    );
    let run = |args: &str| finder().catalog(&folder.typed("catalog")).args(args);
    let place = "it was left out of the catalogue, for the fault at cisco/program.toml:";
    wrong(&run("plan --cert ccnp"), &format!("`--cert ccnp`: {place}"));
    wrong(&run("show half"), &format!("`show half`: {place}"));
    assert_eq!(run("plan --cert css --have 90").code, 0);
}

#[test]
fn where_every_program_was_left_out_the_way_out_is_to_mend_it() {
    let folder = Folder::new();
    folder.turn("catalog/cisco/program.toml", "rank = 30", "rank = -30");
    let said = finder().catalog(&folder.typed("catalog")).args("certs");
    assert_eq!(said.code, 2);
    for says in [
        "there is no program in it that can be used",
        "hint: Mend what is told above",
    ] {
        assert!(said.stderr.contains(says), "{says}: {}", said.stderr);
    }
    assert!(
        !said.stderr.contains("A catalogue holds a directory"),
        "{}",
        said.stderr
    );
}
