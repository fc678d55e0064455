//! Answers that never begin, never end, break off or have no measure.
#![expect(
    clippy::disallowed_methods,
    reason = "a test that measures a wait looks at a stopwatch"
)]

use std::{
    io::Write,
    time::{Duration, Instant},
};

use finder::fetch::Request;

use super::{
    Class, Policy, Run, Wish, fails, fetch, quick,
    server::{Reply, Server, head, page, status},
};

fn takes(limit: Duration, run: impl FnOnce()) {
    let begun = Instant::now();
    run();
    let took = begun.elapsed();
    assert!(took < limit, "it took {took:?}");
}

/// Tries a thing once only, so that its failure is known at once.
fn once() -> Run<'static> {
    Run {
        policy: Policy {
            again: 0,
            ..quick()
        },
        ..Run::default()
    }
}

#[test]
fn a_page_that_drips_is_left() {
    let html = head(200, "Content-Type: text/html\n");
    let server = Server::new(move |_| Reply::Drip(html.clone(), Duration::from_millis(20)));
    takes(Duration::from_secs(2), || {
        fails(
            once().one(Wish::page(&server.url("/"))),
            Class::Slow,
            "was not done within",
        );
    });
}

#[test]
fn headers_that_never_come_are_not_waited_for() {
    let server = Server::new(|_| Reply::Hang);
    takes(Duration::from_secs(2), || {
        fails(
            once().one(Wish::page(&server.url("/"))),
            Class::Slow,
            "was not done within",
        );
    });
    let server = Server::new(|_| {
        Reply::Drip(
            b"HTTP/1.1 200 OK\r\nX: ".to_vec(),
            Duration::from_millis(20),
        )
    });
    takes(Duration::from_secs(2), || {
        fails(
            once().one(Wish::page(&server.url("/"))),
            Class::Slow,
            "was not done within",
        );
    });
}

#[test]
fn the_whole_run_has_a_budget() {
    let server = Server::new(|_| Reply::Hang);
    let run = Run {
        policy: Policy {
            budget: Duration::from_millis(150),
            timeout: Duration::from_secs(10),
            ..quick()
        },
        ..Run::default()
    };
    takes(Duration::from_secs(2), || {
        fails(
            run.one(Wish::page(&server.url("/"))),
            Class::OutOfTime,
            "was ended",
        );
    });
}

#[test]
fn what_is_done_is_kept_when_the_budget_ends() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/hang" => Reply::Hang,
        _ => page("", "done"),
    });
    let run = Run {
        policy: Policy {
            budget: Duration::from_millis(250),
            timeout: Duration::from_secs(10),
            ..quick()
        },
        ..Run::default()
    };
    let wishes = ["/", "/hang"].map(|path| Wish::page(&server.url(path)));
    let mut done = run.all(wishes.into()).0.unwrap();
    fails(done.remove(1), Class::OutOfTime, "was ended");
    assert_eq!(&*done[0].as_ref().unwrap()[0].text, "done");
}

#[test]
fn a_page_that_breaks_off_is_none() {
    for (headers, body) in [
        ("Content-Length: 100\n", &b"<html>half"[..]),
        ("Transfer-Encoding: chunked\n", b"5\r\nhello\r\n"),
    ] {
        let bytes = [&head(200, headers), body].concat();
        let server = Server::new(move |_| Reply::Bytes(bytes.clone()));
        fails(
            fetch(Wish::page(&server.url("/"))),
            Class::NoAnswer,
            "broke off before its end",
        );
        assert_eq!(server.paths().len(), 3, "it is tried again twice");
    }
}

#[test]
fn a_connection_that_is_torn_down_is_tried_again() {
    let server = Server::new(|_| Reply::Reset);
    let failure = fetch(Wish::page(&server.url("/"))).unwrap_err();
    assert_eq!(failure.class(), Class::NoAnswer, "{failure}");
    assert!(
        failure.to_string().contains("reset") || failure.to_string().contains("closed"),
        "{failure}"
    );
    assert_eq!(server.paths().len(), 3);
}

#[test]
fn nobody_there_is_told_with_its_cause() {
    let nobody = Server::new(|_| Reply::Hang).port();
    // The port of a server that is not there: nothing listens on the one after the last that was given out, but to be sure it is bound.
    let bound = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = bound.local_addr().unwrap().port();
    assert_ne!(nobody, port);
    drop(bound);
    let done = fetch(Wish::page(&format!("http://127.0.0.1:{port}/a?key=1")));
    let told = done.clone().unwrap_err().to_string();
    fails(done, Class::NoAnswer, "cannot be reached");
    assert!(told.contains("refused"), "{told}");
    assert!(!told.contains("key"), "{told}");
}

#[test]
fn an_endless_page_is_refused_as_soon_as_it_is_too_large() {
    let html = head(200, "Content-Type: text/html\n");
    let server = Server::new(move |_| Reply::Endless(html.clone(), b"<p>more and more"));
    let run = Run {
        policy: Policy {
            timeout: Duration::from_secs(20),
            ..quick()
        },
        ..Run::default()
    };
    fails(
        run.one(Wish::page(&server.url("/"))),
        Class::Refused,
        "has more than 8 MiB",
    );
    assert_eq!(server.paths().len(), 1, "it is not tried again");
}

#[test]
fn a_page_that_says_it_is_too_large_is_not_read() {
    let server = Server::new(|_| {
        Reply::Bytes([head(200, "Content-Length: 10737418240\n"), b"x".to_vec()].concat())
    });
    fails(
        fetch(Wish::page(&server.url("/"))),
        Class::Refused,
        "has more than 8 MiB",
    );
}

#[test]
fn headers_without_end_are_refused() {
    let server =
        Server::new(|_| Reply::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"X-More: and more\r\n"));
    let failure = once().one(Wish::page(&server.url("/"))).unwrap_err();
    assert_eq!(failure.class(), Class::NoAnswer, "{failure}");
    let server = Server::new(|_| Reply::Endless(b"HTTP/1.1 200 OK\r\nX: ".to_vec(), b"and more"));
    let failure = once().one(Wish::page(&server.url("/"))).unwrap_err();
    assert_eq!(failure.class(), Class::NoAnswer, "{failure}");
}

/// So many bytes of nothing, packed.
pub(super) fn bomb(bytes: usize) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let piece = vec![b' '; 1 << 20];
    for _ in 0..bytes >> 20 {
        packed.write_all(&piece).unwrap();
    }
    packed.finish().unwrap()
}

#[test]
fn a_bomb_is_not_unpacked() {
    let packed = bomb(32 << 20);
    let server = Server::new(move |_| page("Content-Encoding: gzip\n", &packed));
    let run = Run {
        policy: Policy {
            timeout: Duration::from_secs(20),
            ..quick()
        },
        ..Run::default()
    };
    fails(
        run.one(Wish::page(&server.url("/"))),
        Class::Refused,
        "has more than 8 MiB",
    );
}

#[test]
fn what_is_packed_otherwise_is_no_page() {
    for packing in ["br", "zstd", "deflate", "gzip, gzip"] {
        let headers = format!("Content-Encoding: {packing}\n");
        let server = Server::new(move |_| page(&headers, "packed"));
        let failure = once().one(Wish::page(&server.url("/"))).unwrap_err();
        assert!(
            matches!(failure.class(), Class::Odd | Class::NoAnswer),
            "{packing}: {failure}"
        );
    }
    let server = Server::new(|asked| {
        assert_eq!(asked.header("accept-encoding"), Some("gzip"));
        page("Content-Encoding: gzip\n", "not packed at all")
    });
    fails(
        once().one(Wish::page(&server.url("/"))),
        Class::NoAnswer,
        "broke off",
    );
}

#[test]
fn all_pages_together_have_a_measure() {
    let server = Server::new(|_| page("", "x".repeat(600)));
    let url = server.url("/");
    let run = Run {
        policy: Policy {
            most_bytes: 1000,
            most_bytes_in_all: 1500,
            most_pages: 3,
            ..quick()
        },
        ..Run::default()
    };
    let pages = |many: usize| {
        let url = url.clone();
        Wish::pages(move |pages| {
            (pages.len() < many).then(|| Request::get(format!("{url}?{}", pages.len())))
        })
    };
    assert_eq!(run.one(pages(2)).unwrap().len(), 2);
    fails(run.one(pages(3)), Class::Refused, "has more than 300 bytes");
    let server = Server::new(|_| page("", "x"));
    let url = server.url("/");
    let endless = Wish::pages(move |pages| Some(Request::get(format!("{url}?{}", pages.len()))));
    fails(run.one(endless), Class::Refused, "more than 3 pages");
}

#[test]
fn only_a_page_is_a_page() {
    for (code, class, asked) in [
        (204, Class::Odd, 1),
        (206, Class::Odd, 1),
        (401, Class::Denied, 1),
        (403, Class::Denied, 1),
        (404, Class::Missing, 1),
        (410, Class::Missing, 1),
        (418, Class::Odd, 1),
        (408, Class::Busy, 3),
        (429, Class::Busy, 3),
        (500, Class::Busy, 3),
        (503, Class::Busy, 3),
    ] {
        let server = Server::new(move |_| status(code, "", "<p>a page of sorts"));
        fails(
            fetch(Wish::page(&server.url("/a?key=1"))),
            class,
            &format!("/a` answered {code}"),
        );
        assert_eq!(server.paths().len(), asked, "{code}");
    }
}

#[test]
fn nothing_the_server_says_drives_a_terminal() {
    let server = Server::new(|_| {
        Reply::Bytes(b"HTTP/1.1 200 OK\x1b[2J\r\nBad\x1b]8;;: \x1b\r\n\r\n".to_vec())
    });
    let failure = once()
        .one(Wish::page(&server.url("/")))
        .unwrap_err()
        .to_string();
    assert!(!failure.contains('\u{1b}'), "{failure:?}");
}
