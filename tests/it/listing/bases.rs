//! Pages that say themselves from where their links lead (`<base href>`).

use finder::listing::{Field, Source};

use super::{page, read, source, text};

/// The address in the first row that has one.
fn url(source: &Source, page: &str) -> String {
    let harvest = read(source, &[page]).unwrap();
    let mut rows = harvest.rows.iter();
    rows.find_map(|row| row.text(Field::Url))
        .unwrap()
        .to_owned()
}

fn of_revup(head: &str) -> String {
    let page = text("revup.html").replacen("href=\"/paths/", "href=\"paths/", 20);
    url(&source("revup"), &format!("{head}{page}"))
}

#[test]
fn links_lead_from_the_base_of_the_page() {
    let plain = of_revup("");
    assert!(
        plain.starts_with("https://learn.example.com/s/paths/"),
        "{plain}"
    );
    let based = |base: &str, expected: &str| {
        let url = of_revup(&format!("<base href='{base}'>"));
        assert!(url.starts_with(expected), "{base}: {url}");
    };
    based("/catalog/", "https://learn.example.com/catalog/paths/");
    based(
        " https://u.example.com/a/b ",
        "https://u.example.com/a/paths/",
    );
    based("http://u.example.com/", "http://u.example.com/paths/");
    // The first counts; what is no page of the web does not.
    let first = of_revup("<base target=_top><base href=/x/><base href=/y/>");
    assert!(
        first.starts_with("https://learn.example.com/x/paths/"),
        "{first}"
    );
    for odd in [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/",
        "https://me:secret@u.example.com/",
        "https:\\\\u.example.com/",
        "https://localhost/",
        "",
    ] {
        based(odd, "https://learn.example.com/s/paths/");
    }
}

#[test]
fn so_do_those_of_cards_and_of_markup() {
    let head = "<base href='https://other.example.net/b/'>";
    for (id, name) in [("partner", "partner.html"), ("markup", "markup.html")] {
        let recorded = text(name);
        let (plain, based) = (
            url(&source(id), &recorded),
            url(&source(id), &format!("{head}{recorded}")),
        );
        let path = plain.splitn(4, '/').nth(3).unwrap();
        assert_eq!(based, format!("https://other.example.net/{path}"));
    }
}

#[test]
fn so_does_the_link_to_the_next_page() {
    let classes = source("classes");
    let next = |head: &str, link: &str| {
        let page = page(&classes, &format!("{head}<a rel=next href='{link}'>"));
        classes.after(&[page], &|| false).unwrap().unwrap().url
    };
    let head = "<base href='https://schedule.example.com/deep/down/'>";
    assert_eq!(next("", "p2"), "https://schedule.example.com/p2");
    assert_eq!(
        next(head, "p2"),
        "https://schedule.example.com/deep/down/p2"
    );
    assert_eq!(
        next(head, "https://schedule.example.com/p3"),
        "https://schedule.example.com/p3"
    );
}
