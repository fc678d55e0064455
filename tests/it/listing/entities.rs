//! Feeds that define words of their own, or nest: what they would grow into or bring in does not come.

use std::{fmt::Write as _, io::Write as _, net::TcpListener};

use finder::listing::Row;

use super::{read, source};

/// A feed of each kind with one entry, which says this and has these definitions before it.
fn feeds(definitions: &str, said: &str) -> [String; 2] {
    [
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE rss [{definitions}]><rss version=\"2.0\"><channel><title>x</title>\
             <item><guid>1</guid><title>{said}</title><description>{said}</description></item></channel></rss>"
        ),
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE feed [{definitions}]><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>x</title>\
             <entry><id>1</id><title>{said}</title><summary>{said}</summary></entry></feed>"
        ),
    ]
}

/// Each feed is read at once, and its one row says its title as it is written.
#[track_caller]
fn says(feeds: &[String], title: &str) {
    for feed in feeds {
        let rows = read(&source("blog"), &[feed]).unwrap().rows;
        let titles: Vec<_> = rows.iter().map(title_of).collect();
        assert_eq!(titles, [title], "{feed:.200}");
    }
}

fn title_of(row: &Row) -> &str {
    row.text(finder::listing::Field::Title).unwrap_or_default()
}

#[test]
fn words_that_stand_for_more_words_stay_words() {
    let mut definitions = "<!ENTITY laugh0 \"ha\">".to_owned();
    for more in 1..=9 {
        let ten = format!("&laugh{};", more - 1).repeat(10);
        write!(definitions, "<!ENTITY laugh{more} \"{ten}\">").unwrap();
    }
    says(&feeds(&definitions, "News &laugh9;"), "News &laugh9;");
    // Those that XML knows by itself are read.
    says(&feeds("", "Q &amp; A"), "Q & A");
}

#[test]
fn words_that_stand_for_files_and_addresses_bring_nothing_in() {
    let mut secret = tempfile::NamedTempFile::new().unwrap();
    secret.write_all(b"secret").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}/x.dtd", listener.local_addr().unwrap());
    let file = format!("file://{}", secret.path().display());
    for from in [&file, &address] {
        let entity = format!("<!ENTITY x SYSTEM \"{from}\">");
        says(&feeds(&entity, "News &x;"), "News &x;");
        let parameter = format!("<!ENTITY % x SYSTEM \"{from}\"> %x;");
        says(&feeds(&parameter, "News"), "News");
    }
    assert!(listener.accept().is_err(), "somebody asked");
}

#[test]
fn an_entry_may_nest_as_deep_as_it_likes() {
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>x</title><entry><id>1</id><title>y</title>";
    for (open, close) in [
        ("<content type=\"xhtml\">", "</content>"),
        ("<content type=\"html\">", "</content>"),
        ("<summary>", "</summary>"),
        ("", ""),
    ] {
        let deep = ["<div>", "</div>"].map(|tag| tag.repeat(60_000)).concat();
        says(&[format!("{atom}{open}{deep}{close}</entry></feed>")], "y");
    }
}
