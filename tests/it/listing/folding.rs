//! Rows that are one course on several days.

use finder::listing::{Field, Harvest};

use super::{read, source, text};

const NEXT: &str = "2026-12-07T08:00:00Z";

/// The timetable with one text in another's place, everywhere.
fn timetable(from: &str, to: &str) -> Harvest {
    let pages = ["classes-1.html", "classes-2.html"].map(|name| {
        let page = text(name);
        page.replace(from, to)
    });
    assert!(from.is_empty() || pages.concat().contains(to), "{to}");
    read(&source("classes"), &[&pages[0], &pages[1]]).unwrap()
}

fn reasons(harvest: &Harvest) -> Vec<&str> {
    let held = harvest.held.iter();
    held.map(|held| held.reason.as_str()).collect()
}

fn days(harvest: &Harvest) -> Vec<String> {
    let dates = &harvest.rows[0].dates;
    dates.iter().map(|date| date.day.to_string()).collect()
}

#[test]
fn the_day_that_counts_is_the_first_that_is_not_over() {
    let harvest = timetable("x-nothing-x", "");
    assert_eq!(days(&harvest), ["2026-10-05", "2026-12-07", "2027-02-01"]);
    let next = |harvest: &Harvest| harvest.rows[0].value(Field::Next).unwrap().to_string();
    assert_eq!(next(&harvest), "2026-12-07");
    // Where all are over, it is the last.
    let mut classes = source("classes");
    classes.paging = None;
    let over = text("classes-1.html").replace(NEXT, "2026-11-02T08:00:00Z");
    assert_eq!(next(&read(&classes, &[&over]).unwrap()), "2026-11-02");
}

#[test]
fn other_credits_or_another_price_are_held_with_both_rows() {
    for (from, to, field) in [
        (
            "<td>64</td><td>5</td><td>$4,295.00</td><td><time datetime=\"2026-10-05",
            "<td>60</td><td>5</td><td>$4,295.00</td><td><time datetime=\"2026-10-05",
            "credits",
        ),
        (
            "<td>5</td><td>$4,295.00</td><td><time datetime=\"2026-10-05",
            "<td>4</td><td>$4,295.00</td><td><time datetime=\"2026-10-05",
            "hours",
        ),
    ] {
        let harvest = timetable(from, to);
        let of = |row| format!("`{field}` is another in row {row}, which is the same thing");
        let reasons = reasons(&harvest);
        // The third row of the course agrees with one of them, and is not believed either.
        assert_eq!(reasons[..3], [of(2), of(1), of(2)], "{reasons:?}");
        assert!(
            harvest
                .rows
                .iter()
                .all(|row| row.text(Field::Code) != Some("ENCOR"))
        );
    }
}

#[test]
fn each_row_of_a_dispute_is_told_of_one_that_says_otherwise() {
    let of = |prices: [&str; 3]| {
        let row =
            |price| format!("<tr data-record=r1><td>Path (CODE)<td>8h<td>10<td><td>{price}</tr>");
        let page = format!(
            "<table id=offers><thead><tr><th>Learning path<th>Length<th>CE credits<th>Window<th>Cost</thead><tbody>{}</tbody></table>",
            prices.map(row).concat()
        );
        let harvest = read(&source("revup"), &[&page]).unwrap();
        reasons(&harvest)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let another = |row| format!("`price` is another in row {row}, which is the same thing");
    let neither = "`price` is another in row 3 than in row 2, and both are the same thing";
    assert_eq!(of(["$1000", "$2000", "$2000"]), [2, 1, 1].map(another));
    assert_eq!(of(["$1000", "$1000", "$2000"]), [3, 3, 1].map(another));
    assert_eq!(
        of(["", "$1000", "$2000"]),
        [neither.to_owned(), another(3), another(2)]
    );
}

#[test]
fn the_address_of_a_single_day_is_told() {
    let harvest = timetable(
        "/courses/encor?session=7\">Implementing and Operating Cisco Enterprise Network Core Technologies</a></td><td>64</td><td>5</td><td>$4,295.00</td><td><time datetime=\"2027",
        "/classes/4711\">Implementing and Operating Cisco Enterprise Network Core Technologies</a></td><td>64</td><td>5</td><td>$4,295.00</td><td><time datetime=\"2027",
    );
    let told = "`url` is another in row 4, which is the same course on another day: if it is that of a single day, it is not to be read";
    assert!(reasons(&harvest).contains(&told), "{:?}", reasons(&harvest));
    // Without it they are one.
    let mut classes = source("classes");
    classes.fields.retain(|(field, _)| *field != Field::Url);
    let page = text("classes-2.html").replace("/courses/encor?session=7", "/classes/4711");
    let harvest = read(&classes, &[&text("classes-1.html"), &page]).unwrap();
    assert_eq!(harvest.rows[0].dates.len(), 3);
}

#[test]
fn a_day_that_is_not_understood_sinks_none_but_itself() {
    let harvest = timetable(
        "datetime=\"2027-02-01T08:00:00Z\"",
        "datetime=\"in spring\"",
    );
    assert_eq!(days(&harvest), ["2026-10-05", "2026-12-07"]);
    assert!(
        harvest
            .warnings
            .iter()
            .any(|told| told.starts_with("row 4: `next` is left out")),
        "{:?}",
        harvest.warnings
    );
}

#[test]
fn the_contract_counts_rows_and_the_fall_counts_courses() {
    let mut classes = source("classes");
    classes.expect.rows = (6, 6);
    let texts = ["classes-1.html", "classes-2.html"].map(text);
    let pages = super::pages(&classes, &[&texts[0], &texts[1]]);
    let read = |before| finder::listing::read(&classes, &pages, Some(before), &|| false);
    // Two courses, and two rows that are held.
    assert!(read(8).is_ok());
    assert!(read(9).is_err());
}

#[test]
fn posts_of_one_title_stay_two() {
    let blog = source("blog");
    let item = |id| {
        format!(
            "<item><title>News</title><guid>{id}</guid><pubDate>Mon, 16 Nov 2026 09:00:00 +0000</pubDate></item>"
        )
    };
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>x</title>{}{}</channel></rss>",
        item("a"),
        item("b")
    );
    let harvest = read(&blog, &[&feed]).unwrap();
    assert_eq!((harvest.rows.len(), harvest.held.len()), (2, 0));
}
