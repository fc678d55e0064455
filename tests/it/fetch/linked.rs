//! Whether addresses still lead somewhere.

use std::time::Duration;

use finder::fetch::{Before, Fetcher, Found, Link, Mode, Policy, Standing};

use super::{
    at, quick,
    server::{Reply, Server, page, redirect, status},
};

fn look(urls: &[String], before: Before, hour: i64) -> Vec<Found> {
    let fetcher = Fetcher {
        policy: Policy {
            timeout: Duration::from_millis(200),
            again: 1,
            ..quick()
        },
        mode: Mode::WhenDue,
        cache: None,
        now: at(hour),
        tell: &|_| {},
    };
    let links: Vec<Link> = urls
        .iter()
        .map(|url| Link {
            url: url.clone(),
            before,
        })
        .collect();
    let found = fetcher.links(&links).unwrap();
    found.into_iter().map(Result::unwrap).collect()
}

fn standing(server: &Server, path: &str) -> Standing {
    look(&[server.url(path)], Before::default(), 0)
        .remove(0)
        .standing
}

fn everything() -> Server {
    Server::bare(|asked| match (asked.method.as_str(), asked.path.as_str()) {
        (_, "/robots.txt") => page("", "User-agent: *\nDisallow: /robots-no\n"),
        ("HEAD", "/no-head" | "/head-404") => status(405, "", ""),
        ("HEAD", "/head-hangs") | (_, "/hangs") => Reply::Hang,
        (_, "/ok" | "/new?to=1" | "/" | "/no-head" | "/head-404" | "/head-hangs") => {
            page("", "page")
        }
        (_, "/moved") => redirect(301, "/new?to=1"),
        (_, "/for-now") => redirect(302, "/ok"),
        (_, "/both") => redirect(308, "/for-now"),
        (_, "/front") => redirect(301, "/"),
        (_, "/away") => redirect(301, "http://10.0.0.1/"),
        (_, "/gone") => status(410, "", ""),
        (_, "/denied") => status(403, "", ""),
        (_, "/login") => status(401, "", ""),
        (_, "/often") => status(429, "", ""),
        (_, "/trouble") => status(503, "", ""),
        _ => status(404, "", ""),
    })
}

#[test]
fn an_address_is_judged_by_what_answers() {
    let server = everything();
    for (path, expected) in [
        ("/ok", Standing::Ok),
        ("/no-head", Standing::Ok),
        ("/head-404", Standing::Ok),
        ("/head-hangs", Standing::Ok),
        ("/for-now", Standing::Ok),
        ("/both", Standing::Ok),
        ("/moved", Standing::Moved(server.url("/new"))),
        ("/gone", Standing::Missing),
        ("/none", Standing::Missing),
        ("/denied", Standing::Blocked(403)),
        ("/login", Standing::Blocked(401)),
        ("/often", Standing::Blocked(429)),
    ] {
        assert_eq!(standing(&server, path), expected, "{path}");
    }
}

#[test]
fn what_cannot_be_said_is_told_with_its_reason() {
    let server = everything();
    for (path, why) in [
        ("/front", "front page"),
        ("/away", "a private network"),
        ("/trouble", "answered 503"),
        ("/hangs", "was not done within"),
        ("/robots-no", "does not want robots"),
    ] {
        match standing(&server, path) {
            Standing::Unsure(told) => assert!(told.contains(why), "{path}: {told}"),
            other => panic!("{path}: {other:?}"),
        }
    }
    assert!(!server.paths().contains(&"/robots-no".to_owned()));
}

#[test]
fn heads_are_enough_where_they_are_answered() {
    let server = everything();
    standing(&server, "/ok");
    let methods: Vec<String> = server.log().into_iter().map(|asked| asked.method).collect();
    assert_eq!(
        methods,
        ["GET", "HEAD"],
        "robots.txt, and the head of the page"
    );
}

#[test]
fn gone_is_said_after_a_day() {
    let server = everything();
    let url = [server.url("/none")];
    let first = look(&url, Before::default(), 0).remove(0);
    assert_eq!(first.standing, Standing::Missing);
    assert_eq!(
        look(&url, first.remember, 23).remove(0).standing,
        Standing::Missing
    );
    assert_eq!(
        look(&url, first.remember, 25).remove(0).standing,
        Standing::Gone
    );
    let back = look(&[server.url("/ok")], first.remember, 25).remove(0);
    assert_eq!(
        (back.standing, back.remember),
        (Standing::Ok, Before::default())
    );
}

#[test]
fn addresses_of_one_host_are_asked_one_after_another() {
    let server = everything();
    let urls = ["/ok", "/none", "/moved"].map(|path| server.url(path));
    let found = look(&urls, Before::default(), 0);
    let words: Vec<&str> = found.iter().map(|found| found.standing.word()).collect();
    assert_eq!(words, ["ok", "missing", "moved"]);
    let robots = server
        .log()
        .iter()
        .filter(|asked| asked.path == "/robots.txt")
        .count();
    assert_eq!(robots, 1);
}
