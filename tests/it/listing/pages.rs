//! Listings of several pages.

use finder::listing::{Break, Page, Request, Source};

use super::{page, pages, read, source, text};

const EMPTY: &str = "<table class=timetable><thead><tr><th>Code<th>Course<th>CE<th>Days<th>Price<th>Starts<th>Seats<th>Where</table>";

fn with(nav: &str) -> String {
    format!("<html><body>{EMPTY}{nav}</html>")
}

fn after(source: &Source, nav: &str) -> Result<Option<String>, String> {
    let page = page(source, &with(nav));
    let next = source
        .after(&[page], &|| false)
        .map_err(|broken| broken.to_string())?;
    Ok(next.map(|next| next.url))
}

#[test]
fn the_next_page_is_where_the_page_says() {
    let classes = source("classes");
    let at = |nav| after(&classes, nav);
    let second = Ok(Some("https://schedule.example.com/cisco?page=2".to_owned()));
    assert_eq!(at("<a rel=next href='?page=2'>"), second);
    assert_eq!(
        at("<a rel=next href='?page=2'><a rel=next href='?page=2'>"),
        second
    );
    assert_eq!(at("<a rel=next href='?page=2#top'>"), second);
    // Nothing leads on from the last one.
    assert_eq!(at(""), Ok(None));
    assert_eq!(at("<a rel=next>Next</a>"), Ok(None));
    assert_eq!(at("<a rel=next href='#'>"), Ok(None));
    assert_eq!(at("<a rel=next href='/cisco'>"), Ok(None));
    // What cannot be told is not guessed.
    assert_eq!(
        at("<a rel=next href='?page=2'><a rel=next href='?page=3'>"),
        Err("shape changed: \"a[rel=next]\" leads to several pages".to_owned())
    );
    assert_eq!(
        at("<a rel=next href='javascript:next()'>"),
        Err("shape changed: \"javascript:next()\" leads to no next page".to_owned())
    );
    let broken = read(&classes, &[&with("<a rel=next href='javascript:next()'>")]).unwrap_err();
    assert_eq!(broken.kind, Break::Shape);
}

#[test]
fn a_circle_ends() {
    let classes = source("classes");
    let at = |url: &str, nav: &str| Page {
        url: url.to_owned(),
        ..page(&classes, &with(nav))
    };
    let one = at(
        "https://schedule.example.com/cisco",
        "1 <a rel=next href='/b'>",
    );
    let two = at(
        "https://schedule.example.com/b",
        "2 <a rel=next href='/cisco'>",
    );
    assert!(
        classes
            .next(std::slice::from_ref(&one), &|| false)
            .is_some()
    );
    assert_eq!(classes.next(&[one.clone(), two], &|| false), None);
    // And so does one in which every address is another.
    let again = at("https://schedule.example.com/c", "1 <a rel=next href='/b'>");
    assert_eq!(classes.next(&[one, again], &|| false), None);
}

#[test]
fn a_page_that_comes_twice_in_the_place_of_the_next_is_not_the_whole() {
    let told = |id: &str, pages: &[Page]| {
        let harvest = finder::listing::read(&source(id), pages, None, &|| false).unwrap();
        let more = |told: &String| {
            told.starts_with("there are more pages than the 2 that were read: what is not on these does not")
                || told.starts_with("of the 2 pages that were read one came again in the place of another: what is not on these does not")
        };
        assert_eq!(harvest.warnings.iter().any(more), harvest.partial, "{id}");
        harvest.partial
    };
    let classes = source("classes");
    let one = page(&classes, &text("classes-1.html"));
    let at = |url: &str, page: &Page| Page {
        url: url.to_owned(),
        ..page.clone()
    };
    // It leads on to where nobody has been.
    let stuck = [
        at("https://schedule.example.com/a", &one),
        at("https://schedule.example.com/b", &one),
    ];
    assert!(told("classes", &stuck));
    // It leads back to where it stands itself, and the one that was to come has not come.
    let second = classes
        .after(std::slice::from_ref(&one), &|| false)
        .unwrap()
        .unwrap();
    assert!(told("classes", &[one.clone(), at(&second.url, &one)]));
    // The last of several may well lead to itself.
    let last =
        text("classes-2.html").replace("</body>", "<a rel=next href='/cisco?page=2'>on</a></body>");
    assert!(!told(
        "classes",
        &[one.clone(), at(&second.url, &page(&classes, &last))]
    ));
    // Of three rows, two by two, it gave the same two twice.
    let live = source("live");
    let first = page(&live, &text("live-1.json"));
    assert_eq!(live.next(&[first.clone(), first.clone()], &|| false), None);
    assert!(told("live", &[first.clone(), first]));
}

#[test]
fn the_contract_holds_over_all_pages() {
    let classes = source("classes");
    let (one, two) = (text("classes-1.html"), text("classes-2.html"));
    let gone = two.replace("class=\"timetable\"", "class=\"cards\"");
    assert_eq!(
        read(&classes, &[&one, &gone]).unwrap_err().kind,
        Break::Shape
    );
    let cut = two.replace("</html>", "");
    assert_eq!(
        read(&classes, &[&one, &cut]).unwrap_err().kind,
        Break::Unreadable
    );
    let mut strict = source("classes");
    strict.expect.rows = (1, 5);
    assert_eq!(read(&strict, &[&one, &two]).unwrap_err().kind, Break::Rows);
}

#[test]
fn a_listing_that_is_longer_than_what_was_read_is_told() {
    let mut classes = source("classes");
    let (one, two) = (text("classes-1.html"), text("classes-2.html"));
    assert!(!read(&classes, &[&one, &two]).unwrap().partial);
    if let Some(listing) = &mut classes.paging {
        let finder::listing::source::Paging::Element { max_pages, .. } = listing else {
            unreachable!("it is linked by elements")
        };
        *max_pages = 1;
    }
    let part = pages(&classes, &[&one]);
    assert_eq!(classes.next(&part, &|| false), None::<Request>);
    let harvest = read(&classes, &[&one]).unwrap();
    assert!(harvest.partial);
    assert_eq!(
        harvest.warnings[0],
        "there are more pages than the 1 that were read: what is not on these does not count as missing"
    );
}

#[test]
fn an_answer_that_does_not_tell_how_much_there_is_breaks_the_contract() {
    let live = source("live");
    for (to, kind) in [
        ("\"totalSearchItems\":\"many\"", Break::Shape),
        ("\"total\":3", Break::Shape),
    ] {
        let page = text("live-1.json").replace("\"totalSearchItems\":3", to);
        assert!(page.contains(to), "{page}");
        assert_eq!(read(&live, &[&page]).unwrap_err().kind, kind, "{to}");
    }
    let paths = source("paths");
    let broken = "{\"data\":[{\"id\":1,\"title\":\"A\"}],\"links\":{\"next\":7}}";
    assert_eq!(read(&paths, &[broken]).unwrap_err().kind, Break::Shape);
}
