//! `sources.toml`, and what is wrong with it.

use std::{fmt::Write, fs};

use finder::{
    catalog as catalog_reader,
    diagnostic::{Code, Sources},
    listing::source::declared,
};

use super::{FIXTURES, catalog, files};
use crate::{base::shown, finder::finder};

const PATH: &str = "cisco/sources.toml";

/// The file with one text in another's place, and what is found of it.
fn spoilt(from: &str, to: &str) -> (usize, String) {
    let all = files();
    let file = all.paths().position(|path| path == PATH).unwrap();
    let text = all.text(file).unwrap();
    assert!(text.contains(from), "{from}");
    let text = text.replacen(from, to, 1);
    let (sources, findings) = declared(&all.clone().replaced([(file, text.clone())]), &catalog());
    let shown_in = Sources::new([(PATH.to_owned(), text.into_bytes())]);
    let mut findings = findings;
    for label in findings.iter_mut().flat_map(|finding| &mut finding.labels) {
        label.file = 0;
    }
    (sources.len(), shown(&shown_in, &findings))
}

#[test]
fn every_fault_is_told_at_its_place() {
    let mut out = String::new();
    for (from, to) in [
        ("schema = 1", "schema = 9"),
        ("id = \"revup\"", "id = \"Rev Up\""),
        ("id = \"partner\"", "id = \"revup\""),
        ("kind = \"html-table\"", "kind = \"html-tabel\""),
        (
            "hosts = [\"learn.example.com\"]",
            "hosts = [\"lern.example.com\"]",
        ),
        ("provider = \"cisco-u\"", "provider = \"cisco-v\""),
        ("refresh = \"24h\"", "refresh = \"5m\""),
        ("container = \"table#offers\"", "container = \"table#\""),
        ("rows = \"$.data[*]\"", "rows = \"data[*]\""),
        ("page_id = '-(\\d+)$'", "page_id = '-\\d+$'"),
        ("drop = '\\s*\\(\\d+ CE\\)$'", "drop = '(?<=x)'"),
        ("dates = [\"%d.%m.%Y\"]", "dates = [\"%d.%m.\"]"),
        ("rows = [1, 60]", "rows = [60, 1]"),
        ("required = [\"title\"]", "required = [\"titel\"]"),
        (
            "coverage = { credits = 0.6 }",
            "coverage = { credits = 1.6, seats = 0.5 }",
        ),
        (
            "credits = { column = \"ce credits\" }",
            "credits = { colum = \"ce credits\" }",
        ),
        ("header_env = { rfApiProfileId", "header_env = { Cookie"),
        ("part = \"uid\"", "part = \"dtstamp\""),
        ("types = [\"Course\", \"Event\"]", "types = []"),
        ("method = \"POST\"", "method = \"GET\""),
        ("\"Europe/Berlin\"", "\"Europe/Berlim\""),
        ("next = \"a[rel=next]\"", "next = \"a[rel=\""),
        ("next = \"a[rel=next]\"", "param = \"page\", step = 1"),
        (
            "kind = \"ics\"",
            "kind = \"ics\"\npaging = { next = \"a\", max_pages = 2 }",
        ),
    ] {
        let (left, said) = spoilt(from, to);
        assert!(!said.is_empty(), "{to}");
        writeln!(out, "{left} of 9 left\n{said}").unwrap();
    }
    insta::assert_snapshot!(out);
}

#[test]
fn a_source_is_called_what_a_file_can_be_called_anywhere() {
    for id in [
        "con",
        "nul",
        "aux",
        "prn",
        "com1",
        "lpt9",
        "CON",
        "Nul",
        "con.txt",
        "nul ",
        "..",
        ".",
        "",
        "../revup",
        "a/b",
        "a\\b",
        "/etc/passwd",
        "C:revup",
        "revup.",
        "revup ",
        " revup",
        "RevUp",
        "rev--up",
        "-a",
        "a-",
        "~",
        "$HOME",
        "re\u{301}vup",
        "r\u{435}vup",
        "a",
        &"a".repeat(41),
    ] {
        let (left, said) = spoilt("id = \"revup\"", &format!("id = '{id}'"));
        assert_eq!(left, 8, "{id}");
        assert!(said.contains("error[bad-id]"), "{id}: {said}");
    }
    assert_eq!(spoilt("id = \"revup\"", "id = 'con-1'").0, 9);
}

#[test]
fn a_pattern_has_a_measure() {
    for (pattern, why) in [
        ("(?:a{100}){500}", "it grows too large"),
        ("((a{100}){100}){100}", "it grows too large"),
        (r"\w{2000}", "it grows too large"),
        (&"(".repeat(2000), "bad-pattern"),
        (r"(a)\1", "bad-pattern"),
        ("(?=a)", "bad-pattern"),
    ] {
        let (left, said) = spoilt(r"drop = '\s*\(\d+ CE\)$'", &format!("drop = '{pattern}'"));
        assert_eq!(left, 8, "{pattern}");
        assert!(said.contains(why), "{pattern}: {said}");
    }
}

#[test]
fn a_pattern_takes_no_longer_than_the_text_is_long() {
    let all = files();
    let file = all.paths().position(|path| path == PATH).unwrap();
    let find = r"find = '\(([A-Z0-9][A-Z0-9.-]{2,11})(?:\s+\d+\.\d+)?\)'";
    for pattern in [
        "(a+)+$",
        "(a|aa)+$",
        "(a|a?)+$",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
    ] {
        let text = all.text(file).unwrap();
        assert!(text.contains(find));
        let text = text.replacen(find, &format!("find = '{pattern}'"), 1);
        let (sources, findings) = declared(&all.clone().replaced([(file, text)]), &catalog());
        assert_eq!(findings, []);
        let title = format!("{}!", "a".repeat(100_000));
        let page = super::text("revup.html").replacen("<td>", &format!("<td>{title}"), 1);
        // A search that goes back and forth would never end.
        super::read(&sources[0], &[&page]).unwrap();
    }
}

#[test]
fn the_check_finds_what_is_wrong_with_sources() {
    let root = tempfile::tempdir().unwrap();
    let all = files();
    for (file, path) in all.paths().enumerate() {
        let to = root.path().join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, all.bytes(file)).unwrap();
    }
    let root = root.path();
    let good = finder().catalog(root.to_str().unwrap()).args("check");
    assert_eq!(
        (good.code, good.stdout.contains("sources")),
        (0, false),
        "{}",
        good.stdout
    );
    let file = root.join(PATH);
    let text = fs::read_to_string(&file)
        .unwrap()
        .replace("table#offers", "table#");
    fs::write(&file, text).unwrap();
    let bad = finder().catalog(root.to_str().unwrap()).args("check");
    assert_eq!(bad.code, 1);
    assert!(bad.stdout.contains("error[bad-pattern]"), "{}", bad.stdout);
    // Planning does without it.
    assert_eq!(
        finder().catalog(root.to_str().unwrap()).args("list").code,
        0
    );
    // A file alone is read too, though of its providers nothing can be said.
    let alone = root.join("alone/sources.toml");
    fs::create_dir(alone.parent().unwrap()).unwrap();
    fs::write(&alone, "schema = 1\n[[source]]\nid = \"ab\"\n").unwrap();
    let mut said = finder();
    said = said.built_in();
    let said = said.run(&["check", alone.to_str().unwrap()]);
    assert!(said.stdout.contains("missing-key"), "{}", said.stdout);
}

#[test]
fn the_shipped_sources_are_declared_disabled_and_unverified() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/catalog");
    let shipped = finder::disk::read_folder(root.as_ref()).unwrap();
    let (catalog, _) = catalog_reader::read(&shipped);
    let (sources, findings) = declared(&shipped, &catalog);
    assert_eq!(findings, []);
    assert!(!sources.is_empty());
    for source in sources {
        assert!(!source.enabled, "{}", source.id);
        assert_eq!(source.reviewed, None, "{}", source.id);
    }
    assert!(std::path::Path::new(FIXTURES).exists());
}

#[test]
fn a_name_in_a_source_that_is_none_is_found_at_its_place_and_harms_no_plan() {
    let all = files();
    let path = "cisco/activities/enteit.toml";
    let at = all.paths().position(|own| own == path).unwrap();
    let text = all.text(at).unwrap().to_owned();
    let misspelt = text.replace("credits", "refs = { revupp = 'a1' }\ncredits");
    let misspelt = all.replaced([(at, misspelt)]);
    let findings = catalog_reader::survey(&misspelt).findings;
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].code, Code::UnknownReference);
    let label = findings[0].primary().unwrap();
    assert_eq!(label.text, "did you mean `revup`?");
    assert_eq!(&misspelt.text(at).unwrap()[label.span.clone()], "revupp");
    let (read, faults) = catalog_reader::read(&misspelt);
    assert_eq!(faults, []);
    let id = finder::model::Id::new("enteit").unwrap();
    assert!(
        read.programs
            .values()
            .any(|program| program.activities.contains_key(&id))
    );
}
