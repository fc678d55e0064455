//! Where we do not go: near addresses, other schemes, other hosts, on the first step and on every one that follows.

use super::{
    Class, Policy, Run, Wish, fails, fetch, quick,
    server::{Server, page, redirect},
};

fn strict() -> Run<'static> {
    Run {
        policy: Policy {
            allow_loopback: false,
            ..quick()
        },
        ..Run::default()
    }
}

#[test]
fn this_computer_is_not_asked_however_it_is_spelled() {
    let server = Server::new(|_| page("", "secret"));
    let port = server.port();
    for host in [
        "127.0.0.1",
        "2130706433",
        "0x7f.1",
        "127.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "①②⑦.0.0.1",
    ] {
        let wish = Wish::page(&format!("http://{host}:{port}/")).hosts(&[host]);
        fails(strict().one(wish), Class::Refused, "is no public address");
    }
    let name = Wish::page(&format!("http://localhost:{port}/")).hosts(&["localhost"]);
    fails(
        strict().one(name),
        Class::Refused,
        "belongs to this computer",
    );
    assert!(server.log().is_empty(), "not even robots.txt");
}

#[test]
fn redirects_stay_on_the_web_and_on_the_hosts() {
    for (to, why) in [
        (
            "http://169.254.169.254/latest/meta-data",
            "belongs to the local link",
        ),
        ("http://10.0.0.1/", "belongs to a private network"),
        ("http://[::ffff:a00:1]/", "belongs to a private network"),
        ("http://localhost/", "is on none of the source's `hosts`"),
        ("http://127.0.0.1:1/", "is on none of the source's `hosts`"),
        ("file:///etc/passwd", "leads to `file:`"),
        ("data:text/html,<p>x", "leads to `data:`"),
        ("ftp://127.0.0.1/", "leads to `ftp:`"),
        ("javascript:alert(1)", "leads to `javascript:`"),
        ("http://me@127.0.0.1/", "names a user"),
        ("/\\other.example", "cannot be used"),
        ("http://", "no address"),
    ] {
        let server = Server::new(move |_| redirect(302, to));
        fails(fetch(Wish::page(&server.url("/"))), Class::Refused, why);
        assert_eq!(server.paths(), ["/"], "{to}");
    }
}

#[test]
fn redirects_end() {
    let server = Server::new(
        |asked| match asked.path.trim_start_matches('/').parse::<u32>() {
            Ok(0) => page("", "there"),
            Ok(more) => redirect(307, &format!("/{}", more - 1)),
            Err(_) => redirect(301, "/loop"),
        },
    );
    let five = fetch(Wish::page(&server.url("/5"))).unwrap();
    assert_eq!(
        (&*five[0].text, five[0].url.as_str()),
        ("there", server.url("/0").as_str())
    );
    fails(
        fetch(Wish::page(&server.url("/6"))),
        Class::Refused,
        "after 5 redirects",
    );
    fails(
        fetch(Wish::page(&server.url("/loop"))),
        Class::Refused,
        "after 5 redirects",
    );
}

#[test]
fn a_redirect_to_nowhere_is_no_page() {
    for (status, headers) in [
        (302, ""),
        (300, "Location: /a\n"),
        (304, ""),
        (305, "Location: /a\n"),
    ] {
        let server = Server::new(move |_| super::server::status(status, headers, "not a page"));
        let failure = fetch(Wish::page(&server.url("/"))).unwrap_err();
        assert_eq!(failure.class(), Class::Odd, "{failure}");
    }
}

#[test]
fn what_is_no_address_of_the_web_is_refused_before_anything_is_asked() {
    for (url, why) in [
        ("file:///etc/passwd", "`file:` is not the web"),
        ("data:text/html,x", "`data:` is not the web"),
        ("http://me:pass@127.0.0.1/", "names a user"),
        ("http:\\\\127.0.0.1/", "a backslash"),
        ("http://127.0.0.1/ x", "white space"),
        ("", "cannot be used"),
    ] {
        fails(fetch(Wish::page(url)), Class::Refused, why);
    }
}

#[test]
fn what_is_meant_for_one_host_is_not_sent_with_a_further_page_of_another() {
    let (home, other) = (
        Server::new(|_| page("", "one")),
        Server::new(|_| page("", "two")),
    );
    let urls = [
        home.url("/1"),
        home.url("/2"),
        other.url("/3"),
        home.url("/4"),
    ];
    let wish = Wish::pages(move |pages| {
        Some(finder::fetch::Request {
            headers: vec![("X-Key".to_owned(), "secret-key".to_owned())],
            ..finder::fetch::Request::get(urls.get(pages.len())?.clone())
        })
    });
    let host = |server: &Server| format!("127.0.0.1:{}", server.port());
    let hosts = [host(&home), host(&other)];
    let pages = fetch(wish.hosts(&hosts.each_ref().map(String::as_str))).unwrap();
    assert_eq!(pages.len(), 4);
    let keys = |server: &Server| -> Vec<(String, bool)> {
        let log = server.log();
        let asked = log.iter().filter(|asked| asked.path != "/robots.txt");
        asked
            .map(|asked| (asked.path.clone(), asked.header("x-key").is_some()))
            .collect()
    };
    let path = |path: &str, key| (path.to_owned(), key);
    assert_eq!(
        keys(&home),
        [path("/1", true), path("/2", true), path("/4", true)]
    );
    assert_eq!(keys(&other), [path("/3", false)]);
}

#[test]
fn a_further_page_stays_on_the_hosts_too() {
    let server = Server::new(|_| page("", "one"));
    let first = server.url("/");
    let wish = Wish::pages(move |pages| {
        let urls = [first.clone(), "http://169.254.169.254/".to_owned()];
        urls.into_iter()
            .nth(pages.len())
            .map(finder::fetch::Request::get)
    });
    fails(fetch(wish), Class::Refused, "belongs to the local link");
}
