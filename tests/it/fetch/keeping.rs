//! What is kept: when it is asked for again and how, what a server's lies do to it, and that only good pages get in.
#![expect(
    clippy::disallowed_methods,
    reason = "tests look at what was written, and damage it"
)]

use std::{fs, path::Path};

use finder::fetch::Request;

use super::{
    Came, Class, Mode, Run, Wish, at, came, fails,
    server::{Server, page, status},
};

/// A server whose page has a validator, and that sends it only to those who do not have it.
fn with_etag(headers: &'static str) -> Server {
    Server::new(move |asked| match asked.header("if-none-match") {
        Some("\"1\"") => status(304, &format!("ETag: \"1\"\n{headers}"), ""),
        _ => page(&format!("ETag: \"1\"\n{headers}"), "rows"),
    })
}

fn run(cache: &Path, hour: i64) -> Run<'_> {
    Run {
        cache: Some(cache),
        hour,
        ..Run::default()
    }
}

fn refreshed(cache: &Path, hour: i64) -> Run<'_> {
    Run {
        mode: Mode::Refresh,
        ..run(cache, hour)
    }
}

#[test]
fn a_page_is_asked_for_once_in_its_time_and_then_by_its_validator() {
    let server = with_etag("");
    let cache = tempfile::tempdir().unwrap();
    let url = server.url("/");
    came(&run(cache.path(), 0).page(&url), Came::Network, "rows");
    let kept = run(cache.path(), 23).page(&url);
    came(&kept, Came::Kept, "rows");
    assert_eq!(kept.retrieved.date_naive(), at(0).date_naive());
    assert_eq!(server.paths().len(), 1);
    let again = run(cache.path(), 25).page(&url);
    came(&again, Came::Unchanged, "rows");
    assert_eq!(again.etag.as_deref(), Some("\"1\""));
    came(&run(cache.path(), 47).page(&url), Came::Kept, "rows");
    assert_eq!(server.paths().len(), 2);
    let asked = server.log();
    assert_eq!(asked[1].header("if-none-match"), None);
    assert_eq!(asked.last().unwrap().header("if-none-match"), Some("\"1\""));
}

#[test]
fn somebody_may_want_it_anew_and_it_is_still_not_sent_twice() {
    let server = with_etag("Cache-Control: max-age=999999\n");
    let cache = tempfile::tempdir().unwrap();
    let url = server.url("/");
    came(&run(cache.path(), 0).page(&url), Came::Network, "rows");
    came(
        &refreshed(cache.path(), 0).page(&url),
        Came::Unchanged,
        "rows",
    );
}

#[test]
fn what_the_server_calls_fresh_is_not_asked_for_but_not_for_ever() {
    let server = with_etag("Cache-Control: max-age=99999999\n");
    let cache = tempfile::tempdir().unwrap();
    let url = server.url("/");
    run(cache.path(), 0).page(&url);
    came(&run(cache.path(), 6 * 24).page(&url), Came::Kept, "rows");
    came(
        &run(cache.path(), 7 * 24 + 1).page(&url),
        Came::Unchanged,
        "rows",
    );
}

#[test]
fn an_old_page_is_not_fresh_by_its_age() {
    let server = Server::new(|_| page("Last-Modified: Thu, 12 Nov 2026 10:00:00 GMT\n", "rows"));
    let cache = tempfile::tempdir().unwrap();
    run(cache.path(), 0).page(&server.url("/"));
    came(
        &run(cache.path(), 25).page(&server.url("/")),
        Came::Network,
        "rows",
    );
    let asked = server.log();
    let since = asked.last().unwrap().header("if-modified-since");
    assert_eq!(since, Some("Thu, 12 Nov 2026 10:00:00 GMT"));
}

#[test]
fn a_clock_that_was_set_back_asks() {
    let server = with_etag("");
    let cache = tempfile::tempdir().unwrap();
    run(cache.path(), 100).page(&server.url("/"));
    came(
        &run(cache.path(), 0).page(&server.url("/")),
        Came::Unchanged,
        "rows",
    );
}

#[test]
fn an_unchanged_that_names_another_page_is_not_believed() {
    let server = Server::new(|asked| match asked.header("if-none-match") {
        Some(_) => status(304, "ETag: \"2\"\n", ""),
        None => page("ETag: \"1\"\n", "rows"),
    });
    let cache = tempfile::tempdir().unwrap();
    let url = server.url("/");
    run(cache.path(), 0).page(&url);
    came(
        &refreshed(cache.path(), 1).page(&url),
        Came::Network,
        "rows",
    );
    assert_eq!(
        server.paths().len(),
        3,
        "asked, asked whether, and asked anew"
    );
}

#[test]
fn an_unchanged_that_nobody_asked_for_is_no_page() {
    let server = Server::new(|_| status(304, "ETag: \"1\"\n", ""));
    let cache = tempfile::tempdir().unwrap();
    fails(
        run(cache.path(), 0).one(Wish::page(&server.url("/"))),
        Class::Odd,
        "answered 304",
    );
}

#[test]
fn an_unchanged_after_another_is_no_page() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/" if asked.header("if-none-match").is_none() && asked.header("x-again").is_none() => {
            page("ETag: \"1\"\n", "rows")
        }
        _ => status(304, "ETag: \"9\"\n", ""),
    });
    let cache = tempfile::tempdir().unwrap();
    let request = Request::get(server.url("/"));
    run(cache.path(), 0).page(&server.url("/"));
    let again = Request {
        headers: vec![("X-Again".to_owned(), "1".to_owned())],
        ..request
    };
    fails(
        refreshed(cache.path(), 1).one(Wish::request(again)),
        Class::Odd,
        "answered 304",
    );
}

#[test]
fn a_server_in_trouble_costs_nothing_that_is_kept() {
    let server = Server::new(|asked| match asked.header("if-none-match") {
        Some(_) => status(503, "", ""),
        None => page("ETag: \"1\"\n", "rows"),
    });
    let cache = tempfile::tempdir().unwrap();
    let url = server.url("/");
    run(cache.path(), 0).page(&url);
    fails(
        refreshed(cache.path(), 1).one(Wish::page(&url)),
        Class::Busy,
        "answered 503",
    );
    let offline = Run {
        mode: Mode::Offline,
        ..run(cache.path(), 1000)
    };
    came(&offline.page(&url), Came::Kept, "rows");
}

#[test]
fn offline_nothing_is_asked() {
    let server = with_etag("");
    let cache = tempfile::tempdir().unwrap();
    let offline = Run {
        mode: Mode::Offline,
        ..run(cache.path(), 0)
    };
    fails(
        offline.one(Wish::page(&server.url("/a?key=1"))),
        Class::Offline,
        "/a` is not kept",
    );
    assert!(server.log().is_empty());
}

#[test]
fn what_was_not_wanted_is_not_kept() {
    let server = with_etag("");
    let cache = tempfile::tempdir().unwrap();
    let bad = Wish {
        good: false,
        ..Wish::page(&server.url("/"))
    };
    run(cache.path(), 0).one(bad).unwrap();
    came(
        &run(cache.path(), 0).page(&server.url("/")),
        Came::Network,
        "rows",
    );
}

#[test]
fn a_bad_page_does_not_take_the_place_of_a_good_one() {
    let server = Server::new(|asked| match asked.header("if-none-match") {
        Some(_) => page("ETag: \"2\"\n", "please log in"),
        None => page("ETag: \"1\"\n", "rows"),
    });
    let cache = tempfile::tempdir().unwrap();
    let url = server.url("/");
    run(cache.path(), 0).page(&url);
    let bad = Wish {
        good: false,
        ..Wish::page(&url)
    };
    assert_eq!(
        &*refreshed(cache.path(), 1).one(bad).unwrap()[0].text,
        "please log in"
    );
    came(&run(cache.path(), 1).page(&url), Came::Kept, "rows");
}

#[test]
fn what_may_not_be_kept_is_not() {
    let server = with_etag("Cache-Control: private, no-store\n");
    let cache = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        came(
            &run(cache.path(), 0).page(&server.url("/")),
            Came::Network,
            "rows",
        );
    }
}

#[test]
fn a_damaged_page_is_asked_for_anew() {
    let server = with_etag("");
    let cache = tempfile::tempdir().unwrap();
    run(cache.path(), 0).page(&server.url("/"));
    for entry in fs::read_dir(cache.path().join("finder/http/v1")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "body")
        {
            fs::write(&path, "poison").unwrap();
        }
    }
    came(
        &run(cache.path(), 0).page(&server.url("/")),
        Came::Network,
        "rows",
    );
}

#[test]
fn nothing_secret_is_written() {
    let server = Server::new(|asked| {
        assert!(asked.header("x-key") == Some("secret-key") || asked.path == "/robots.txt");
        page("Set-Cookie: session=secret-cookie\nETag: \"1\"\n", "rows")
    });
    let cache = tempfile::tempdir().unwrap();
    let request = Request {
        headers: vec![("X-Key".to_owned(), "secret-key".to_owned())],
        ..Request::get(server.url("/?token=secret-token"))
    };
    let (done, told) = run(cache.path(), 0).all(vec![Wish::request(request)]);
    came(
        &done.unwrap()[0].as_ref().unwrap()[0],
        Came::Network,
        "rows",
    );
    assert!(!told.join("\n").contains("secret"), "{told:?}");
    for folder in ["http/v1", "robots/v1"] {
        for entry in fs::read_dir(cache.path().join("finder").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            assert!(!text.contains("secret"), "{}: {text}", path.display());
        }
    }
}

#[test]
fn a_source_cannot_pose_as_somebody() {
    let server = Server::new(|_| page("", "rows"));
    for name in [
        "Authorization",
        "cookie",
        "Host",
        "User-Agent",
        "Proxy-Authorization",
        "bad name",
    ] {
        let request = Request {
            headers: vec![(name.to_owned(), "x".to_owned())],
            ..Request::get(server.url("/"))
        };
        fails(
            super::fetch(Wish::request(request)),
            Class::Here,
            "headers of its source",
        );
    }
    assert!(server.paths().is_empty());
}

#[test]
fn no_cookie_comes_back() {
    let server = Server::new(|_| page("Set-Cookie: a=b\n", "rows"));
    let url = server.url("/");
    let twice = Wish::pages(move |pages| {
        (pages.len() < 2).then(|| Request::get(format!("{url}?{}", pages.len())))
    });
    super::fetch(twice).unwrap();
    assert!(
        server
            .log()
            .iter()
            .all(|asked| asked.header("cookie").is_none())
    );
}

#[test]
fn a_form_is_posted_and_kept_by_what_it_says() {
    let server =
        Server::new(|asked| page("ETag: \"1\"\n", format!("{} {}", asked.method, asked.body)));
    let cache = tempfile::tempdir().unwrap();
    let form = |from: &str| {
        Wish::request(Request {
            form: Some(vec![
                ("type".to_owned(), "session".to_owned()),
                ("from".to_owned(), from.to_owned()),
            ]),
            ..Request::get(server.url("/api"))
        })
    };
    let text = |hour, from| run(cache.path(), hour).one(form(from)).unwrap().remove(0);
    came(&text(0, "0"), Came::Network, "POST type=session&from=0");
    came(&text(0, "50"), Came::Network, "POST type=session&from=50");
    came(&text(1, "0"), Came::Kept, "POST type=session&from=0");
    came(&text(25, "0"), Came::Network, "POST type=session&from=0");
    let asked = server.log();
    assert_eq!(asked.last().unwrap().header("if-none-match"), None);
    let kind = asked.last().unwrap().header("content-type");
    assert_eq!(kind, Some("application/x-www-form-urlencoded"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_not_ours_is_not_written_into() {
    use std::os::unix::fs::symlink;

    let server = with_etag("");
    let place = tempfile::tempdir().unwrap();
    let victim = place.path().join("victim");
    fs::create_dir(&victim).unwrap();
    for link in ["finder", "finder/http", "finder/http/v1"] {
        let cache = tempfile::tempdir().unwrap();
        let link = cache.path().join(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(&victim, &link).unwrap();
        let (done, _) = run(cache.path(), 0).all(vec![Wish::page(&server.url("/"))]);
        let failure = done.unwrap_err();
        assert_eq!(failure.class(), Class::Here);
        assert!(failure.to_string().contains("is a link"), "{failure}");
    }
    assert_eq!(fs::read_dir(&victim).unwrap().count(), 0);
    assert!(server.log().is_empty());
}
