//! What holds of any listing that comes page by page.

use std::{collections::BTreeSet, fmt::Write};

use finder::listing::{self, Field, Harvest, Page, Row, Source};
use proptest::prelude::*;

use super::{read, seen, source};

const COURSES: [&str; 4] = ["ENCOR", "SISE", "SCOR", "DCCOR"];

/// A class: which course, on which day, and whether at another price than ever.
type Class = (usize, u32, bool);

fn classes() -> impl Strategy<Value = Vec<Class>> {
    prop::collection::vec((0..4_usize, 1..28_u32, prop::bool::weighted(0.05)), 1..16)
}

/// The timetable with these classes, and a link to the next page if there is one.
fn table(classes: &[Class], next: Option<usize>) -> String {
    let mut page = "<table class=timetable><thead><tr><th>Code<th>Course<th>CE<th>Days<th>Price<th>Starts<th>Seats<th>Where</thead><tbody>".to_owned();
    for (course, day, dear) in classes {
        let (code, price) = (COURSES[*course], if *dear { 4000 } else { 3000 });
        write!(page, "<tr><td>{code}<td>Course {code}<td>40<td>5<td>${price}<td><time datetime='2027-01-{day:02}T08:00:00Z'></time><td>{day}<td>Berlin</tr>").unwrap();
    }
    page.push_str("</table>");
    if let Some(next) = next {
        write!(page, "<a rel=next href='/cisco?page={next}'>on</a>").unwrap();
    }
    page.push_str("</html>");
    page
}

fn schedule() -> Source {
    let mut source = source("classes");
    source.expect.rows = (0, 500);
    source
}

/// What was read, but for the page each row stands on.
fn told(harvest: &Harvest) -> String {
    let row = |row: &Row| Row {
        page: 0,
        ..row.clone()
    };
    let good: Vec<Row> = harvest.rows.iter().map(row).collect();
    let held: Vec<_> = harvest
        .held
        .iter()
        .map(|held| (row(&held.row), &held.reason))
        .collect();
    format!("{good:?} {held:?} {:?}", harvest.warnings)
}

/// A page of an API with so many rows in all, two on a page, from that one on.
fn answer(total: usize, from: usize) -> String {
    let item = |row: usize| format!("{{\"sessionID\":\"s{row}\",\"title\":\"Session {row}\"}}");
    let items: Vec<String> = (from..total.min(from + 2)).map(item).collect();
    format!(
        "{{\"responseCode\":\"0\",\"totalSearchItems\":{total},\"sectionList\":[{{\"items\":[{}]}}]}}",
        items.join(",")
    )
}

/// Asks as long as there is something to ask for, of a server that may give any page in the place of another.
fn asked(source: &Source, give: impl Fn(usize) -> String) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut request = Some(source.first());
    while let Some(asking) = request {
        assert!(pages.len() < 100, "it asks without end");
        pages.push(Page::recorded(asking.url, give(pages.len()), seen()));
        request = source.next(&pages, &|| false);
    }
    pages
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn pages_one_by_one_say_what_one_page_with_all_of_them_says(classes in classes(), cuts in prop::collection::btree_set(1..15_usize, 0..4)) {
        let source = schedule();
        let whole = read(&source, &[&table(&classes, None)]).unwrap();
        let cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut < classes.len()).collect();
        let starts = [0].into_iter().chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([classes.len()]);
        let parts: Vec<&[Class]> = starts.zip(ends).map(|(start, end)| &classes[start..end]).collect();
        let last = parts.len();
        let pages = asked(&source, |at| table(parts[at], (at + 1 < last).then_some(at + 2)));
        prop_assert_eq!(pages.len(), last);
        let joined = listing::read(&source, &pages, None, &|| false).unwrap();
        prop_assert!(!joined.partial);
        prop_assert_eq!(told(&joined), told(&whole));
    }

    #[test]
    fn every_day_is_read_once(classes in classes()) {
        let harvest = read(&schedule(), &[&table(&classes, None)]).unwrap();
        let days = |rows: Vec<&Row>| -> Vec<(String, String)> {
            let of = |row: &Row| row.dates.iter().map(|date| (row.text(Field::Code).unwrap().to_owned(), date.day.to_string())).collect::<Vec<_>>();
            rows.into_iter().flat_map(of).collect()
        };
        let good = days(harvest.rows.iter().collect());
        let distinct: BTreeSet<_> = good.iter().cloned().collect();
        prop_assert_eq!(good.len(), distinct.len());
        let held = days(harvest.held.iter().map(|held| &held.row).collect());
        let read: BTreeSet<_> = distinct.into_iter().chain(held).collect();
        let there = classes.iter().map(|(course, day, _)| (COURSES[*course].to_owned(), format!("2027-01-{day:02}")));
        prop_assert_eq!(read, there.collect());
    }

    #[test]
    fn a_listing_is_whole_only_when_all_of_its_pages_came(rows in 1..12_usize, given in prop::collection::vec(0..6_usize, 12)) {
        let live = source("live");
        let all = rows.div_ceil(2);
        let pages = asked(&live, |at| answer(rows, 2 * (given[at] % all)));
        prop_assert!(pages.len() <= 10);
        let harvest = listing::read(&live, &pages, None, &|| false).unwrap();
        let came: BTreeSet<&str> = pages.iter().map(|page| &*page.text).collect();
        prop_assert!(harvest.partial || came.len() == all, "{} of {all} pages", came.len());
        prop_assert!(harvest.partial || harvest.rows.len() == rows);
    }

    #[test]
    fn nor_is_one_whose_pages_lead_anywhere(all in 1..6_usize, given in prop::collection::vec(0..6_usize, 12)) {
        let source = schedule();
        let nth = |page: usize| table(&[(page % 4, 1 + u32::try_from(page).unwrap(), false)], (page + 1 < all).then_some(page + 2));
        let pages = asked(&source, |at| nth(given[at] % all));
        prop_assert!(pages.len() <= 5);
        let harvest = listing::read(&source, &pages, None, &|| false).unwrap();
        let came: BTreeSet<&str> = pages.iter().map(|page| &*page.text).collect();
        // The last page says that it is the last: whoever gives it first is believed.
        let ended = pages.last().is_some_and(|page| *page.text == nth(all - 1));
        prop_assert!(harvest.partial || ended || came.len() == all, "{} of {all} pages", came.len());
    }

    #[test]
    fn a_listing_without_end_is_asked_for_so_many_pages_and_no_more(total in 20..1000_usize) {
        let live = source("live");
        let pages = asked(&live, |at| answer(total, 2 * at));
        prop_assert_eq!(pages.len(), 10);
        let harvest = listing::read(&live, &pages, None, &|| false).unwrap();
        prop_assert_eq!(harvest.partial, total > 20);
        prop_assert_eq!(harvest.rows.len(), 20);
    }
}
