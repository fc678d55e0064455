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

/// What may have become of the page of each kind of source: with something more on it, built otherwise, and with nothing on offer.
struct WeekAfter {
    id: &'static str,
    page: &'static str,
    more: (&'static str, &'static str),
    other: (&'static str, &'static str),
    broken: Break,
    empty: &'static str,
}

const WEEKS_AFTER: [WeekAfter; 8] = [
    WeekAfter {
        id: "revup",
        page: "revup.html",
        more: ("</table>", "<tfoot><tr><td>A word to all<td><td></table>"),
        other: ("id=\"offers\"", "id=\"list\""),
        broken: Break::Shape,
        empty: "<table id=offers><thead><tr><th>Learning path<th>Length<th>CE credits<th>Window<th>Cost</table>",
    },
    WeekAfter {
        id: "classes",
        page: "classes-2.html",
        more: ("<th>Code</th>", "<th colspan=1>Code</th>"),
        other: ("<th>Starts</th>", "<th>Begins</th>"),
        broken: Break::Shape,
        empty: "<table class=timetable><thead><tr><th>Code<th>Course<th>CE<th>Days<th>Price<th>Starts<th>Seats<th>Where</table></html>",
    },
    WeekAfter {
        id: "partner",
        page: "partner.html",
        more: ("<ul>", "<ul><li class=badge>Neu</li>"),
        other: ("class=\"kurse\"", "class=\"kacheln\""),
        broken: Break::Shape,
        empty: "<section class=kurse></section></html>",
    },
    WeekAfter {
        id: "markup",
        page: "markup.html",
        more: ("\"courseCode\"", "\"inLanguage\":\"en\",\"courseCode\""),
        other: ("script", "div"),
        broken: Break::Shape,
        empty: "<script type=\"application/ld+json\">{\"@type\":\"ItemList\",\"itemListElement\":[]}</script>",
    },
    WeekAfter {
        id: "paths",
        page: "paths-2.json",
        more: ("\"title\"", "\"badge\":{\"title\":\"new\"},\"title\""),
        other: ("\"data\"", "\"items\""),
        broken: Break::Shape,
        empty: "{\"data\":[],\"links\":{}}",
    },
    WeekAfter {
        id: "blog",
        page: "blog.rss",
        more: ("<item>", "<item><category>Learning</category>"),
        other: ("rss", "html"),
        broken: Break::Unreadable,
        empty: "<rss version=\"2.0\"><channel><title>x</title></channel></rss>",
    },
    WeekAfter {
        id: "dates",
        page: "dates.ics",
        // Of two programs that wrote it, one ends its lines otherwise.
        more: ("UID:", "TRANSP:OPAQUE\nUID:"),
        other: ("BEGIN:VCALENDAR", "BEGIN:VCARD"),
        broken: Break::Unreadable,
        empty: "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\nEND:VCALENDAR\n",
    },
    WeekAfter {
        id: "export",
        page: "export.csv",
        more: ("12/31/2026", "12/31/2026,new"),
        other: ("Until", "Ends"),
        broken: Break::Shape,
        empty: "Course,CE,Until\n",
    },
];

#[test]
fn the_week_after_is_told_apart_for_every_kind() {
    for week in &WEEKS_AFTER {
        let mut source = source(week.id);
        source.expect.allow_empty = true;
        let page = text(week.page);
        let id = week.id;
        let rows = |page: &str| read(&source, &[page]).map(|harvest| (harvest.rows, harvest.held));
        assert!(
            page.contains(week.more.0) && page.contains(week.other.0),
            "{id}"
        );
        let more = page.replace(week.more.0, week.more.1);
        assert_eq!(rows(&more).unwrap(), rows(&page).unwrap(), "{id}: more");
        let other = page.replace(week.other.0, week.other.1);
        assert_eq!(rows(&other).unwrap_err().kind, week.broken, "{id}: other");
        let (none, held) = rows(week.empty).unwrap_or_else(|broken| panic!("{id}: {broken}"));
        assert_eq!((none.len(), held.len()), (0, 0), "{id}: empty");
        source.expect.allow_empty = false;
        if id != "blog" {
            let broken = read(&source, &[week.empty]).unwrap_err();
            assert_eq!(broken.kind, Break::Rows, "{id}: empty");
        }
    }
}

#[test]
fn a_column_more_in_an_export_changes_nothing() {
    let with = |column: bool| {
        let lines = text("export.csv");
        let before = if column { "x," } else { "" };
        let lines = lines.lines().map(|line| format!("{before}{line}\n"));
        lines.collect::<Vec<_>>().concat()
    };
    let mut export = source("export");
    if let listing::source::Shape::Csv { skip, .. } = &mut export.shape {
        *skip = None;
    }
    let rows = |text: &str| read(&export, &[text]).unwrap().rows.len();
    assert_eq!(rows(&with(true)), rows(&with(false)));
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
    for id in [
        "revup", "classes", "partner", "markup", "paths", "live", "blog", "dates", "export",
    ] {
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
