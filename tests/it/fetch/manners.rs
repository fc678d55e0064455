//! What a host sees of us: robots.txt first, one request at a time, rests between them, patience when it asks for it, and who we are.
#![expect(
    clippy::disallowed_methods,
    reason = "a test that measures a wait looks at a stopwatch"
)]

use std::time::{Duration, Instant};

use finder::fetch::Request;

use super::{
    Came, Class, Policy, Run, Wish, came, fails, fetch, quick,
    server::{Asked, Reply, Server, page, redirect, status},
};

/// A server with a robots.txt, and a page everywhere else.
fn with_robots(robots: impl Fn() -> Reply + Send + Sync + 'static) -> Server {
    Server::bare(move |asked| match asked.path.as_str() {
        "/robots.txt" => robots(),
        _ => page("", "page"),
    })
}

fn rules(text: &'static str) -> Server {
    with_robots(move || page("Content-Type: text/plain\n", text))
}

#[test]
fn robots_are_asked_first_and_obeyed() {
    let server = rules("User-agent: *\nDisallow: /\n\nUser-agent: ce-finder\nDisallow: /private\n");
    fails(
        fetch(Wish::page(&server.url("/private/a?b"))),
        Class::Robots,
        "does not want robots there",
    );
    assert_eq!(server.log().len(), 1, "the page itself was not asked for");
    came(
        &fetch(Wish::page(&server.url("/open"))).unwrap()[0],
        Came::Network,
        "page",
    );
    assert_eq!(server.log()[1].path, "/robots.txt");
}

#[test]
fn robots_that_are_not_there_allow_and_robots_that_cannot_be_read_do_not() {
    for code in [400, 401, 403, 404, 410] {
        let server = with_robots(move || status(code, "", ""));
        assert!(fetch(Wish::page(&server.url("/"))).is_ok(), "{code}");
    }
    for code in [429, 500, 503] {
        let server = with_robots(move || status(code, "", ""));
        fails(
            fetch(Wish::page(&server.url("/"))),
            Class::Robots,
            "nobody knows whether robots may",
        );
        assert!(server.paths().is_empty());
    }
    // It is not pestered either: one more look, and no more.
    let server = with_robots(|| status(503, "", ""));
    fetch(Wish::page(&server.url("/"))).unwrap_err();
    assert_eq!(server.log().len(), 2);
    let server = with_robots(|| Reply::Reset);
    fails(
        fetch(Wish::page(&server.url("/"))),
        Class::NoAnswer,
        "robots.txt` ",
    );
    assert!(server.paths().is_empty());
}

#[test]
fn robots_may_be_led_elsewhere_but_not_off_the_hosts() {
    let server = Server::bare(|asked| match asked.path.as_str() {
        "/robots.txt" => redirect(301, "/moved.txt"),
        "/moved.txt" => page("", "User-agent: *\nDisallow: /no\n"),
        _ => page("", "page"),
    });
    fails(
        fetch(Wish::page(&server.url("/no"))),
        Class::Robots,
        "does not want robots",
    );
    assert!(fetch(Wish::page(&server.url("/yes"))).is_ok());
    let server = with_robots(|| redirect(302, "http://169.254.169.254/robots.txt"));
    fails(
        fetch(Wish::page(&server.url("/"))),
        Class::Refused,
        "belongs to the local link",
    );
}

#[test]
fn of_robots_without_end_the_beginning_counts() {
    let begin = b"User-agent: *\nDisallow: /no\n".to_vec();
    let server = Server::bare(move |asked| match asked.path.as_str() {
        "/robots.txt" => {
            let head = super::server::head(200, "");
            Reply::Endless([head, begin.clone()].concat(), b"# and so on\n")
        }
        _ => page("", "page"),
    });
    fails(
        fetch(Wish::page(&server.url("/no"))),
        Class::Robots,
        "does not want robots",
    );
    assert!(fetch(Wish::page(&server.url("/yes"))).is_ok());
}

#[test]
fn robots_are_asked_once_a_day() {
    let server = rules("User-agent: *\nDisallow: /no\n");
    let cache = tempfile::tempdir().unwrap();
    let asked_by = |hour| {
        let run = Run {
            cache: Some(cache.path()),
            hour,
            ..Run::default()
        };
        let wishes = ["/a", "/b"].map(|path| Wish::page(&server.url(&format!("{path}{hour}"))));
        run.all(wishes.into()).0.unwrap();
        let log = server.log();
        log.iter()
            .filter(|asked| asked.path == "/robots.txt")
            .count()
    };
    assert_eq!((asked_by(0), asked_by(23), asked_by(25)), (1, 1, 2));
}

#[test]
fn where_a_redirect_leads_robots_are_asked_too() {
    let server = Server::bare(|asked| match asked.path.as_str() {
        "/robots.txt" => page("", "User-agent: *\nDisallow: /no\n"),
        "/yes" => redirect(302, "/no"),
        _ => page("", "page"),
    });
    fails(
        fetch(Wish::page(&server.url("/yes"))),
        Class::Robots,
        "/no` is not asked",
    );
    assert_eq!(server.paths(), ["/yes"]);
}

#[test]
fn a_name_that_nobody_knows_is_of_the_network_and_a_host_that_hangs_up_is_not() {
    let nowhere = "http://nowhere.invalid/";
    let unknown = fetch(Wish::page(nowhere).hosts(&["nowhere.invalid"])).unwrap_err();
    assert_eq!(unknown.class(), Class::NoAnswer, "{unknown}");
    assert!(unknown.is_of_the_network(), "{unknown}");
    let server = Server::new(|_| Reply::Reset);
    let reset = fetch(Wish::page(&server.url("/"))).unwrap_err();
    assert_eq!(reset.class(), Class::NoAnswer, "{reset}");
    assert!(!reset.is_of_the_network(), "{reset}");
}

/// The times between requests.
fn rests(log: &[Asked]) -> Vec<Duration> {
    log.windows(2)
        .map(|pair| pair[1].when - pair[0].when)
        .collect()
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_rests() {
    let server = Server::new(|_| page("", "page"));
    let run = Run {
        policy: Policy {
            apart: Duration::from_millis(120),
            ..quick()
        },
        ..Run::default()
    };
    let wishes = (0..3).map(|at| Wish::page(&server.url(&format!("/{at}"))));
    let (done, told) = run.all(wishes.collect());
    assert!(done.unwrap().iter().all(Result::is_ok));
    let rests = rests(&server.log());
    assert_eq!(rests.len(), 3, "robots.txt and three pages");
    assert!(
        rests.iter().all(|rest| *rest >= Duration::from_millis(120)),
        "{rests:?}"
    );
    assert!(
        told.iter().any(|event| event.starts_with("Waiting")),
        "{told:?}"
    );
}

#[test]
fn a_host_may_ask_for_longer_rests_but_not_for_any() {
    let server = rules("User-agent: *\nCrawl-delay: 1\n");
    let url = server.url("/");
    let twice = Wish::pages(move |pages| {
        (pages.len() < 2).then(|| Request::get(format!("{url}{}", pages.len())))
    });
    fetch(twice).unwrap();
    let rests = rests(&server.log()[1..]);
    assert!(rests[0] >= Duration::from_secs(1), "{rests:?}");
    let server = rules("User-agent: *\nCrawl-delay: 31\n");
    fails(
        fetch(Wish::page(&server.url("/"))),
        Class::Robots,
        "wants 31 s between requests",
    );
    assert!(server.paths().is_empty());
}

/// A server that is busy at first, and says how long to leave it alone.
fn busy(code: u16, after: String) -> Server {
    let asked_before = std::sync::atomic::AtomicUsize::new(0);
    Server::new(
        move |_| match asked_before.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
            0 => status(code, &format!("Retry-After: {after}\n"), ""),
            _ => page("", "page"),
        },
    )
}

#[test]
fn a_server_that_asks_for_time_gets_it() {
    let later = |seconds| {
        httpdate::fmt_http_date((super::at(0) + chrono::Duration::seconds(seconds)).into())
    };
    for (code, after) in [(429, "1".to_owned()), (503, later(1))] {
        let server = busy(code, after);
        let begun = Instant::now();
        came(
            &fetch(Wish::page(&server.url("/"))).unwrap()[0],
            Came::Network,
            "page",
        );
        assert!(
            begun.elapsed() > Duration::from_millis(800),
            "{:?}",
            begun.elapsed()
        );
        assert_eq!(server.paths().len(), 2);
    }
}

#[test]
fn a_server_that_asks_for_too_much_time_is_left_alone() {
    let when = httpdate::fmt_http_date((super::at(2)).into());
    for (after, until) in [
        ("3600".to_owned(), "13:00"),
        (when, "14:00"),
        ("99999999999999999".to_owned(), "in our time"),
    ] {
        let server = busy(503, after);
        fails(fetch(Wish::page(&server.url("/"))), Class::Busy, until);
        assert_eq!(server.paths().len(), 1);
    }
}

#[test]
fn several_hosts_are_asked_at_once() {
    // One host by two names: neither waits for the other.
    let server = Server::new(|asked| match asked.header("host") {
        Some(host) if host.starts_with("127") => Reply::Hang,
        _ => page("", "page"),
    });
    let port = server.port();
    let wishes = ["127.0.0.1", "localhost"]
        .map(|host| Wish::page(&format!("http://{host}:{port}/")).hosts(&[host]));
    let run = Run {
        policy: Policy {
            again: 0,
            ..quick()
        },
        ..Run::default()
    };
    let begun = Instant::now();
    let done = run.all(wishes.into()).0.unwrap();
    assert_eq!(done[0].as_ref().unwrap_err().class(), Class::Slow);
    assert_eq!(&*done[1].as_ref().unwrap()[0].text, "page");
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[test]
fn a_host_sees_who_we_are() {
    let server = Server::new(|_| page("", "page"));
    fetch(Wish::page(&server.url("/"))).unwrap();
    for asked in server.log() {
        let agent = asked.header("user-agent").unwrap().to_owned();
        assert!(
            agent.starts_with("ce-finder/") && agent.contains("(+https://"),
            "{agent}"
        );
        assert_eq!(asked.header("referer"), None);
        assert_eq!(asked.header("cookie"), None);
    }
}

#[test]
fn a_page_is_read_as_it_was_written() {
    for (kind, bytes, text, doubts) in [
        (
            "text/html; charset=iso-8859-1",
            &b"S\xe9curit\xe9"[..],
            "Sécurité",
            0,
        ),
        (
            "text/html",
            b"<meta charset=windows-1252>S\xe9",
            "<meta charset=windows-1252>Sé",
            0,
        ),
        (
            "text/html",
            b"<meta charset=shift_jis>\x93\xfa",
            "<meta charset=shift_jis>日",
            0,
        ),
        (
            "text/html; charset=iso-8859-1",
            "<meta charset=utf-8>é".as_bytes(),
            "<meta charset=utf-8>Ã©",
            1,
        ),
        ("text/csv", b"\xef\xbb\xbfid;S\xc3\xa9", "id;Sé", 0),
        ("text/plain; charset=utf-8", b"a\xffb", "a\u{fffd}b", 1),
    ] {
        let server = Server::new(move |_| page(&format!("Content-Type: {kind}\n"), bytes));
        let page = fetch(Wish::page(&server.url("/"))).unwrap().remove(0);
        assert_eq!((&*page.text, page.doubts.len()), (text, doubts), "{kind}");
    }
}
