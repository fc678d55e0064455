//! The week after: what a page may have become, and what is believed of it then.

use finder::listing::{self, Break};

use super::{page, read, source, text, told};

#[test]
fn a_column_more_changes_nothing() {
    let rows = |told: String| {
        told.lines()
            .filter(|line| !line.contains("level"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        rows(told("revup", &["revup-inserted.html"])),
        rows(told("revup", &["revup.html"]))
    );
}

#[track_caller]
fn breaks(id: &str, name: &str, kind: Break, reason: &str) {
    let broken = read(&source(id), &[&text(name)]).unwrap_err();
    assert_eq!(
        (broken.kind, broken.reason.as_str()),
        (kind, reason),
        "{name}"
    );
}

#[test]
fn a_page_that_has_changed_is_told_from_one_that_is_empty() {
    let gone = "container \"table#offers\" not found";
    breaks("revup", "revup-redesign.html", Break::Shape, gone);
    let renamed =
        "no column \"learning path\"; there are: ce credits, cost, course, length, window";
    breaks("revup", "revup-renamed.html", Break::Shape, renamed);
    assert_eq!(told("revup", &["revup-empty.html"]), "");
    breaks(
        "live",
        "live-failed.json",
        Break::NotOk,
        "\"$.responseCode\" says \"405\", not \"0\"",
    );
    breaks(
        "export",
        "blog.rss",
        Break::Shape,
        "no line has the columns \"course\", \"ce\", \"until\"",
    );
}

#[test]
fn nothing_on_offer_is_believed_only_where_the_source_says_it_happens() {
    let mut revup = source("revup");
    revup.expect.allow_empty = false;
    let broken = read(&revup, &[&text("revup-empty.html")]).unwrap_err();
    assert_eq!(
        broken.to_string(),
        "rows out of range: 0 rows, and there are 1 to 60"
    );
}

#[test]
fn what_came_instead_of_the_page_is_named() {
    for id in ["revup", "partner", "markup", "paths", "dates", "export"] {
        let mut source = source(id);
        source.expect.end = None;
        for (name, kind) in [
            ("login.html", Break::Login),
            ("challenge.html", Break::Challenge),
            ("shell.html", Break::Script),
        ] {
            let broken = read(&source, &[&text(name)]).unwrap_err();
            assert_eq!(broken.kind, kind, "{id}: {name}: {broken}");
        }
    }
}

#[test]
fn a_fall_in_rows_is_suspicious() {
    let revup = source("revup");
    let pages = [page(&revup, &text("revup.html"))];
    let read = |before| {
        listing::read(&revup, &pages, Some(before), &|| false).map_err(|broken| broken.kind)
    };
    assert!(read(8).is_ok());
    assert_eq!(read(9).unwrap_err(), Break::Fall);
}

#[test]
fn a_page_that_was_cut_off_is_not_read() {
    let cut = text("partner.html").replace("</html>", "");
    let broken = read(&source("partner"), &[&cut]).unwrap_err();
    assert_eq!(broken.kind, Break::Unreadable);
}

#[test]
fn rows_must_say_what_most_of_them_say() {
    let page = text("revup.html")
        .replace("<td>24</td>", "<td></td>")
        .replace("<td>up to 10</td>", "<td></td>");
    let broken = read(&source("revup"), &[&page]).unwrap_err();
    assert_eq!(
        broken.to_string(),
        "rows say too little: 0 of 3 rows say `credits`, and 60 in 100 must"
    );
}

#[test]
fn a_container_is_there_once() {
    let twice = text("revup.html").repeat(2);
    let broken = read(&source("revup"), &[&twice]).unwrap_err();
    assert_eq!(broken.reason, "container \"table#offers\" found 2 times");
}

#[test]
fn rows_that_contradict_each_other_are_held() {
    let page = text("revup.html").replace("a1c6e2", "a1c6e1");
    let mut revup = source("revup");
    revup.expect.coverage.clear();
    let harvest = read(&revup, &[&page]).unwrap();
    let reasons: Vec<&str> = harvest
        .held
        .iter()
        .map(|held| held.reason.as_str())
        .collect();
    assert!(
        reasons.contains(&"`code` is another in row 1, which is the same thing"),
        "{reasons:?}"
    );
    assert!(
        reasons.contains(&"`code` is another in row 2, which is the same thing"),
        "{reasons:?}"
    );
}

#[test]
fn a_row_that_ends_before_it_begins_is_held() {
    let page = text("dates.ics").replace(
        "DTEND;TZID=Europe/Berlin:20261211",
        "DTEND;TZID=Europe/Berlin:20261201",
    );
    let held = read(&source("dates"), &[&page]).unwrap().held;
    assert_eq!(
        held[0].reason,
        "it begins on 2026-12-07 and ends on 2026-12-01"
    );
}
