//! Pages that mean harm.

use std::{
    cell::Cell,
    collections::BTreeSet,
    fmt::Write,
    time::{Duration, Instant},
};

use finder::{
    listing::{self, Break, Comparison, Harvest, Page, propose::Proposal},
    report::{
        Style,
        fetch::{Fetched, Outcome, fetch_json, fetch_markdown, fetch_text},
    },
};

use super::{compared, page, proposal_of, read, seen, source};

/// Titles, codes, credits, dates and prices that want to be something else.
const ROWS: [(&str, &str, &str, &str); 12] = [
    (
        "\u{1b}[31mRed\u{1b}[0m \u{1b}]0;owned\u{7} (ANSI1)",
        "10",
        "until March 1, 2027",
        "$1.00",
    ),
    (
        "Title \u{202e}evil\u{202c} \u{2066}x\u{2069} (BIDI1)",
        "10",
        "until March 1, 2027",
        "$1.00",
    ),
    ("\u{9b}31mC1 \u{90}q\u{9c} (CONTR)", "10", "", "$1.00"),
    (
        "&#27;]8;;https://evil.example&#7;click&#27;]8;;&#7; (OSC88)",
        "10",
        "",
        "$1.00",
    ),
    (
        "=HYPERLINK(\"https://evil.example\",\"x\") (FORML)",
        "10",
        "",
        "$1.00",
    ),
    ("@SUM(1+1)*cmd|' /C calc'!A0 (FORM2)", "10", "", "$1.00"),
    (
        "x\"\n[[activity]]\nid = \"evil\" (TOML1)",
        "10",
        "",
        "$1.00",
    ),
    ("x''' \"\"\" # \\u0000 ]] = { } (TOML2)", "10", "", "$1.00"),
    ("Look-alike (ЕNCOR)", "10", "", "$1.00"),
    ("Ten times (TENTM)", "640", "", "$1.00"),
    ("German (GERMN)", "12,5", "31.01.2027", "4.495,00"),
    (
        "Markup <script>alert(1)</script><img src=x onerror=y> **b** [a](https://evil.example) | x (MARKD)",
        "10",
        "",
        "$1.00",
    ),
];

fn hostile_page() -> String {
    let mut rows = String::new();
    for (at, (title, credits, window, cost)) in ROWS.iter().enumerate() {
        write!(
            rows,
            "<tr data-record=h{at}><td><a href='/paths/h-{at}'>{title}</a></td><td>8h</td><td>{credits}</td><td>{window}</td><td>{cost}</td></tr>"
        )
        .unwrap();
    }
    format!(
        "<table id=offers><thead><tr><th>Learning path<th>Length<th>CE credits<th>Window<th>Cost</thead><tbody>{rows}</tbody></table>"
    )
}

/// The hostile page, read and compared, and what is proposed of it.
fn hostile() -> (Harvest, Comparison, Proposal) {
    let (revup, page) = (source("revup"), hostile_page());
    let (harvest, found) = compared(&revup, &page);
    let proposal = proposal_of(&revup, &page, &BTreeSet::new(), true).unwrap();
    (harvest, found, proposal)
}

#[test]
fn nothing_that_was_fetched_steers_a_reader() {
    let (harvest, compared, proposal) = hostile();
    assert_eq!(harvest.rows.len() + harvest.held.len(), ROWS.len());
    let outcome = Outcome {
        id: "revup".to_owned(),
        status: "ok".to_owned(),
        reason: None,
        cache: None,
        rows: Some(harvest.rows.len()),
        age: Some(0),
        warnings: compared.warnings.clone(),
    };
    let fetched = Fetched {
        today: seen(),
        sources: &[outcome],
        items: &compared.items,
    };
    let style = Style {
        width: 80,
        color: false,
        unicode: true,
    };
    let (mut text, mut json, mut markdown) = (Vec::new(), Vec::new(), Vec::new());
    fetch_text(&mut text, style, &fetched).unwrap();
    fetch_json(&mut json, &fetched).unwrap();
    super::held("fetch", std::str::from_utf8(&json).unwrap());
    fetch_markdown(&mut markdown, &fetched).unwrap();
    let outputs = [
        String::from_utf8(text).unwrap(),
        String::from_utf8(json).unwrap(),
        String::from_utf8(markdown).unwrap(),
        proposal.to_toml(),
        compared.snapshot.to_json(),
    ];
    for output in &outputs {
        let bad = |c: &char| *c != '\n' && finder::diagnostic::is_unsafe(*c);
        assert_eq!(output.chars().find(bad), None, "{output}");
    }
    insta::assert_snapshot!(outputs[0]);
    insta::assert_snapshot!(outputs[2]);
}

#[test]
fn a_code_of_two_scripts_is_held() {
    let mut partner = source("partner");
    partner.expect.end = None;
    let card = |code: &str| {
        format!(
            "<section class=kurse><article data-product-id=1 data-code='{code}'><h3><a href=/x>Core</a></h3></article></section>"
        )
    };
    assert_eq!(read(&partner, &[&card("ENCOR")]).unwrap().held.len(), 0);
    let held = &read(&partner, &[&card("ЕNCOR")]).unwrap().held;
    assert_eq!(
        held[0].reason,
        "`code`: a code has no letter such as `Е` (U+0415)"
    );
}

#[test]
fn a_proposal_has_as_many_entries_as_rows() {
    let (harvest, _, proposal) = hostile();
    let table: toml::Table = toml::from_str(&proposal.to_toml()).unwrap();
    let keys: Vec<&str> = table.keys().map(String::as_str).collect();
    assert_eq!(keys, ["activity", "format", "seen", "source"]);
    let activities = table["activity"].as_array().unwrap();
    assert_eq!(activities.len(), harvest.rows.len());
}

/// Says stop after so long: a clock that the room itself does not have.
fn within(seconds: u64) -> impl Fn() -> bool {
    let begun = Instant::now();
    move || begun.elapsed() > Duration::from_secs(seconds)
}

#[test]
fn pages_that_nest_without_end_are_given_up() {
    for open in ["<div>", "<ul><li>", "<b>", "<table><tr><td>", "<span><i>"] {
        let deep = open.repeat(200_000);
        let begun = Instant::now();
        let revup = source("revup");
        let broken = listing::read(&revup, &[page(&revup, &deep)], None, &within(4)).unwrap_err();
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{open}: {:?}",
            begun.elapsed()
        );
        assert!(
            matches!(broken.kind, Break::Unreadable | Break::Shape),
            "{open}: {broken}"
        );
    }
}

#[test]
fn attributes_without_end_are_given_up() {
    let mut flood = "<div ".to_owned();
    for number in 0..300_000 {
        write!(flood, "a{number} ").unwrap();
    }
    let begun = Instant::now();
    let revup = source("revup");
    let broken = listing::read(&revup, &[page(&revup, &flood)], None, &within(2)).unwrap_err();
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
    assert!(
        matches!(broken.kind, Break::Unreadable | Break::Shape),
        "{broken}"
    );
}

#[test]
fn other_forms_nest_no_deeper() {
    let json = format!(
        "{{\"data\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(
        read(&source("paths"), &[&json]).unwrap_err().kind,
        Break::Unreadable
    );
    let ics = format!("BEGIN:VCALENDAR\r\n{}", "BEGIN:VEVENT\r\n".repeat(100_000));
    assert_eq!(
        read(&source("dates"), &[&ics]).unwrap_err().reason,
        "its parts nest deeper than 4"
    );
    let events = "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n".repeat(5001);
    let many = format!("BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n");
    assert_eq!(
        read(&source("dates"), &[&many]).unwrap_err().reason,
        "it has more than 5000 events"
    );
    let feed = format!("<rss version=\"2.0\"><channel>{}", "<item>".repeat(100_000));
    assert_eq!(
        read(&source("blog"), &[&feed]).unwrap_err().kind,
        Break::Unreadable
    );
    let block = format!(
        "<script type='application/ld+json'>{}</script>",
        "[".repeat(100_000)
    );
    assert_eq!(
        read(&source("markup"), &[&block]).unwrap_err().kind,
        Break::Shape
    );
}

#[test]
fn names_that_name_each_other_end() {
    let mut objects = String::new();
    for number in 0..50 {
        let others: Vec<String> = (0..50)
            .map(|other| format!("{{\"@id\":\"#{other}\"}}"))
            .collect();
        let others = others.join(",");
        write!(objects, "{{\"@id\":\"#{number}\",\"@type\":\"Course\",\"name\":\"N{number}\",\"x\":[{others}]}},").unwrap();
    }
    let page =
        format!("<script type='application/ld+json'>{{\"@graph\":[{objects}null]}}</script>");
    let begun = Instant::now();
    assert_eq!(read(&source("markup"), &[&page]).unwrap().rows.len(), 50);
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn a_page_with_too_many_rows_is_left_early() {
    let rows = "<tr data-record=x><td>Core<td>8h<td>10<td><td>Free".repeat(50_000);
    let page = format!(
        "<table id=offers><thead><tr><th>Learning path<th>Length<th>CE credits<th>Window<th>Cost</thead><tbody>{rows}</table>"
    );
    let broken = read(&source("revup"), &[&page]).unwrap_err();
    assert_eq!(broken.to_string(), "rows out of range: more than 60 rows");
}

#[test]
fn spans_of_cells_have_an_end() {
    let page = "<table id=offers><thead><tr><th colspan=4000000000>Learning path<th>Length<th>CE credits<th>Window<th>Cost</thead>\
        <tbody><tr><td rowspan=4000000000 colspan=4000000000>Core</table>";
    assert_eq!(
        read(&source("revup"), &[page]).unwrap_err().kind,
        Break::Shape
    );
}

#[test]
fn the_budget_of_whoever_asks_is_kept() {
    let revup = source("revup");
    let pages = [Page::recorded(
        &revup.url,
        super::text("revup.html"),
        seen(),
    )];
    let broken = listing::read(&revup, &pages, None, &|| true).unwrap_err();
    assert_eq!(broken.to_string(), "unreadable: reading it took too long");
    // The search for the next page is a part of it.
    let classes = source("classes");
    let pages = [page(&classes, &super::text("classes-1.html"))];
    assert!(classes.next(&pages, &|| false).is_some());
    assert_eq!(classes.next(&pages, &|| true), None);
    let broken = classes.after(&pages, &|| true).unwrap_err();
    assert_eq!(broken.to_string(), "unreadable: reading it took too long");
}

/// The same of a calendar with these lines in it, in seconds of a clock that counts from now.
#[track_caller]
fn calendar(lines: &str, rows: usize) {
    for end in ["\n", "\r\n"] {
        let page_of = format!("BEGIN:VCALENDAR\n{lines}END:VCALENDAR\n").replace('\n', end);
        let mut dates = source("dates");
        dates.expect.rows = (0, 5000);
        let harvest = listing::read(&dates, &[page(&dates, &page_of)], None, &within(2)).unwrap();
        assert_eq!(harvest.rows.len() + harvest.held.len(), rows);
    }
}

#[test]
fn a_calendar_takes_as_long_as_it_is() {
    let event = |uid: usize, more: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nSUMMARY:Class {uid}\nDTSTART:20261207T090000\n{more}END:VEVENT\n"
        )
    };
    calendar(&event(1, &"A:\n".repeat(1 << 20)), 1);
    calendar(&event(1, &"X-A:b\n".repeat(80_000)), 1);
    calendar(&event(1, &"EXDATE:20261207T090000\n".repeat(15_000)), 1);
    // What no line ends is its own line's trouble.
    calendar(&event(1, &"URL;A=\"b\n".repeat(20_000)), 1);
    let honest = |uid| {
        event(
            uid,
            "DESCRIPTION:What is taught\\, and where.\nLOCATION:Berlin\nBEGIN:VALARM\nTRIGGER:-PT15M\nEND:VALARM\n",
        )
    };
    calendar(&(0..4000).map(honest).collect::<String>(), 4000);
}

#[test]
fn a_calendar_is_left_when_its_time_is_up() {
    let dates = source("dates");
    let lines = "A:\n".repeat(1000);
    let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n{lines}END:VEVENT\nEND:VCALENDAR\n");
    let asked = Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() > 100
    };
    let broken = listing::read(&dates, &[page(&dates, &text)], None, &stop).unwrap_err();
    assert_eq!(broken.to_string(), "unreadable: reading it took too long");
    assert_eq!(asked.get(), 101);
}

#[test]
fn a_reader_that_falls_takes_nobody_along() {
    let dates = source("dates");
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nEND:VEVENT\nEND:VCALENDAR\n";
    let falls = || panic!("as a library would");
    let broken = listing::read(&dates, &[page(&dates, text)], None, &falls).unwrap_err();
    let told = "unreadable: reading it failed, and that is a fault of `finder`: please report it";
    assert_eq!(broken.to_string(), told);
    let broken = source("classes")
        .after(
            &[page(&source("classes"), &super::text("classes-1.html"))],
            &falls,
        )
        .unwrap_err();
    assert_eq!(broken.to_string(), told);
}
