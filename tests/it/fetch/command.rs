//! `finder fetch` from its flags to what is kept: with the made-up sources of `fixtures/listing`, whose hosts are looked for on this computer.
#![expect(clippy::disallowed_methods, reason = "tests look at what was written")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::server::{Reply, Server, page, status};
use crate::finder::{Said, finder};

pub(super) const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/listing");

pub(super) fn recorded(name: &str) -> String {
    fs::read_to_string(Path::new(FIXTURES).join("pages").join(name)).unwrap()
}

/// A user with a home, and the listings she asks.
pub(super) struct User {
    pub(super) home: tempfile::TempDir,
    pub(super) catalog: PathBuf,
}

impl User {
    pub(super) fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            catalog: Path::new(FIXTURES).join("catalog"),
        }
    }

    /// Runs it on a day, with the server in the place of every host.
    pub(super) fn run(&self, today: &str, server: &Server, args: &str) -> Said {
        let port = server.port();
        self.plain(today, &format!("{args} --loopback {port} --hurry"))
    }

    pub(super) fn plain(&self, today: &str, args: &str) -> Said {
        finder()
            .catalog(self.catalog.to_str().unwrap())
            .today(today)
            .home(self.home.path())
            .args(args)
    }

    /// Declares a source of her own, which is the first of the made-up ones at another address.
    pub(super) fn declare(&self, url: &str, host: &str) {
        let sources = fs::read_to_string(self.catalog.join("cisco/sources.toml")).unwrap();
        let (first, _) = sources
            .split_once("\n[[source]]\nid = \"partner\"")
            .unwrap();
        let own = first
            .replace("id = \"revup\"", "id = \"mine\"")
            .replace("https://learn.example.com/s/rev-up", url)
            .replace("learn.example.com", host);
        let config = self.home.path().join("config");
        fs::create_dir_all(&config).unwrap();
        fs::write(config.join("sources.toml"), own).unwrap();
    }

    /// Everything that was written, as text.
    pub(super) fn written(&self) -> String {
        let mut folders = vec![self.home.path().to_owned()];
        let mut text = String::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    text.push_str(&String::from_utf8_lossy(&fs::read(&path).unwrap()));
                }
            }
        }
        text
    }
}

/// A server with one page everywhere, and a validator for it.
pub(super) fn serving(html: &str) -> Server {
    let html = html.to_owned();
    Server::new(move |asked| match asked.header("if-none-match") {
        Some("\"1\"") => status(304, "ETag: \"1\"\n", ""),
        _ => page(
            "ETag: \"1\"\nContent-Type: text/html; charset=utf-8\n",
            &html,
        ),
    })
}

#[test]
fn a_run_asks_compares_and_reports() {
    let server = serving(&recorded("revup.html"));
    let user = User::new();
    let said = user.run("2026-11-22", &server, "fetch");
    assert_eq!(said.code, 0, "{}", said.stderr);
    insta::assert_snapshot!("run", said.stdout);
    insta::assert_snapshot!("run_notes", said.stderr);
    assert_eq!(server.paths(), ["/s/rev-up"]);
    let json = user.run("2026-11-22", &server, "fetch revup --format json");
    let answer: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(answer["sources"][0]["cache"], "fresh");
    let markdown = user.run("2026-11-22", &server, "fetch revup --format markdown");
    assert!(markdown.stdout.contains("revup"), "{}", markdown.stdout);
    assert_eq!(server.paths().len(), 1, "it was asked once in its time");
}

#[test]
fn the_day_after_it_is_asked_whether_anything_changed() {
    let server = serving(&recorded("revup.html"));
    let user = User::new();
    user.run("2026-11-22", &server, "fetch revup");
    let said = user.run("2026-11-24", &server, "fetch revup");
    assert!(said.stdout.contains("ok (304)"), "{}", said.stdout);
    assert_eq!(server.paths().len(), 2);
    let said = user.run("2026-11-24", &server, "fetch revup --refresh");
    assert!(said.stdout.contains("ok (304)"), "{}", said.stdout);
    assert_eq!(server.paths().len(), 3);
}

#[test]
fn a_page_that_changed_its_shape_takes_nothing_away() {
    let user = User::new();
    let good = serving(&recorded("revup.html"));
    user.run("2026-11-22", &good, "fetch revup");
    let snapshot = user.home.path().join("state/snapshots/revup.json");
    let before = fs::read_to_string(&snapshot).unwrap();
    let bad = recorded("revup-redesign.html");
    let bad = Server::new(move |_| page("", &bad));
    let said = user.run("2026-11-24", &bad, "fetch revup");
    assert_eq!(said.code, 3);
    assert!(said.stdout.contains("shape changed"), "{}", said.stdout);
    assert!(
        said.stdout.contains("the rows of 2026-11-22 stand"),
        "{}",
        said.stdout
    );
    assert!(!said.stdout.contains("MISSING"), "{}", said.stdout);
    assert_eq!(fs::read_to_string(&snapshot).unwrap(), before);
    let shown = user.plain("2026-11-24", "fetch show revup");
    assert_eq!(shown.code, 1);
    assert!(
        shown
            .stderr
            .contains("the contract of `revup` does not hold"),
        "{}",
        shown.stderr
    );
    // The good page is the one that is still kept.
    let said = user.plain("2026-11-24", "fetch revup --offline");
    assert!(said.stdout.contains("ok (fresh)"), "{}", said.stdout);
}

#[test]
fn a_source_that_fails_is_told_with_its_reason_and_ends_in_3() {
    for (answer, word) in [(403, "denied"), (404, "not found"), (503, "busy")] {
        let server = Server::new(move |_| status(answer, "", ""));
        let said = User::new().run("2026-11-22", &server, "fetch revup");
        assert_eq!(said.code, 3, "{answer}");
        assert!(said.stdout.contains(word), "{}", said.stdout);
    }
    let server = Server::bare(|asked| match asked.path.as_str() {
        "/robots.txt" => page("", "User-agent: *\nDisallow: /\n"),
        _ => page("", "never"),
    });
    let said = User::new().run("2026-11-22", &server, "fetch revup");
    assert_eq!(said.code, 3);
    assert!(said.stdout.contains("not for robots"), "{}", said.stdout);
    assert!(server.paths().is_empty());
    let server = Server::new(|_| Reply::Reset);
    let user = User::new();
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert_eq!(said.code, 3);
    assert!(said.stdout.contains("no answer"), "{}", said.stdout);
    // Somebody was there to hang up: it is no matter of the network, and left alone as any other.
    assert!(!said.stderr.contains("no network"), "{}", said.stderr);
    let asked = server.log().len();
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert!(said.stdout.contains("left alone"), "{}", said.stdout);
    assert_eq!(server.log().len(), asked);
}

#[test]
fn what_failed_is_left_alone_for_an_hour() {
    let redesign = recorded("revup-redesign.html");
    let broken: fn(String) -> Reply = |html| page("", &html);
    let missing: fn(String) -> Reply = |_| status(404, "", "");
    for answer in [missing, broken] {
        let html = redesign.clone();
        let server = Server::new(move |_| answer(html.clone()));
        let user = User::new();
        user.run("2026-11-22", &server, "fetch revup");
        let said = user.run("2026-11-22", &server, "fetch revup");
        assert_eq!(said.code, 3, "it still failed");
        assert!(said.stdout.contains("left alone"), "{}", said.stdout);
        assert_eq!(server.paths().len(), 1, "it was asked once");
        let list = user.plain("2026-11-22", "fetch list --format json");
        let list: serde_json::Value = serde_json::from_str(&list.stdout).unwrap();
        assert_eq!(list["sources"][0]["next"], "2026-11-22 01:00 UTC");
        user.run("2026-11-22", &server, "fetch revup --refresh");
        assert_eq!(server.paths().len(), 2);
        user.run("2026-11-23", &server, "fetch revup");
        assert_eq!(server.paths().len(), 3);
    }
}

/// Some of it is larger than any file that a person writes.
#[test]
fn a_long_listing_is_held_against_what_it_was() {
    let page_of = |rows: usize| {
        let row = |n: usize| {
            format!(
                "<tr><td>A course of many, number {n} (LONG{n} 1.0)<td>8h<td>8<td><td>$100</tr>"
            )
        };
        let rows: String = (0..rows).map(row).collect();
        let heads = "<th>Learning path<th>Length<th>CE credits<th>Window<th>Cost";
        format!("<table id=offers><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    };
    let user = User::new();
    let config = user.home.path().join("config");
    fs::create_dir_all(&config).unwrap();
    let sources =
        fs::read_to_string(Path::new(FIXTURES).join("catalog/cisco/sources.toml")).unwrap();
    let first = sources.split("[[source]]").nth(1).unwrap();
    let mine = first
        .replace("id = \"revup\"", "id = \"long\"")
        .replace("rows = [1, 60]", "rows = [1, 9000]\nfall = 0.5");
    assert!(mine.contains("9000"), "{mine}");
    fs::write(
        config.join("sources.toml"),
        format!("schema = 1\n[[source]]{mine}"),
    )
    .unwrap();
    let said = user.run("2026-11-22", &serving(&page_of(3000)), "fetch long");
    assert_eq!(said.code, 0, "{}", said.stderr);
    let kept = fs::metadata(user.home.path().join("state/snapshots/long.json")).unwrap();
    assert!(kept.len() > 4 << 20, "{}", kept.len());
    let short = page_of(100);
    let said = user.run(
        "2026-11-24",
        &Server::new(move |_| page("", &short)),
        "fetch long",
    );
    assert_eq!(said.code, 3, "{}", said.stdout);
    assert!(said.stdout.contains("too few rows"), "{}", said.stdout);
}

#[test]
fn a_server_is_left_alone_for_as_long_as_it_wants() {
    let server = Server::new(|_| status(429, "Retry-After: 90000\n", ""));
    let user = User::new();
    user.run("2026-11-22", &server, "fetch revup");
    user.run("2026-11-23", &server, "fetch revup");
    assert_eq!(server.paths().len(), 1, "it wants more than a day");
    user.run("2026-11-24", &server, "fetch revup");
    assert_eq!(server.paths().len(), 2);
}

#[test]
fn what_is_still_good_is_used_though_the_last_asking_failed() {
    let user = User::new();
    user.run(
        "2026-11-22",
        &serving(&recorded("revup.html")),
        "fetch revup",
    );
    let server = Server::new(|_| status(404, "", ""));
    assert_eq!(
        user.run("2026-11-22", &server, "fetch revup --refresh")
            .code,
        3
    );
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert!(said.stdout.contains("ok (fresh)"), "{}", said.stdout);
    assert_eq!(server.paths().len(), 1);
}

#[test]
fn a_network_that_is_not_there_counts_for_nothing() {
    let server = Server::new(|_| Reply::Reset);
    let user = User::new();
    user.run("2026-11-22", &server, "fetch revup --offline");
    let list = user.plain("2026-11-22", "fetch list --format json");
    let list: serde_json::Value = serde_json::from_str(&list.stdout).unwrap();
    assert_eq!(
        list["sources"][0]["last_run"],
        serde_json::Value::Null,
        "it was not asked"
    );
    // A name that leads nowhere says of no source that it failed.
    user.declare("https://learn.invalid/s/rev-up", "learn.invalid");
    for _ in 0..2 {
        let said = user.plain("2026-11-22", "fetch mine");
        assert_eq!(said.code, 3);
        assert!(said.stdout.contains("no answer"), "{}", said.stdout);
        assert!(
            said.stderr.contains("is there no network?"),
            "{}",
            said.stderr
        );
    }
}

#[test]
fn without_the_hidden_flag_this_computer_is_not_asked() {
    let server = serving("x");
    let user = User::new();
    let copy = user.home.path().join("catalog");
    let catalog = Path::new(FIXTURES).join("catalog");
    for name in [
        "program.toml",
        "providers.toml",
        "certifications.toml",
        "exams.toml",
        "passes.toml",
    ] {
        fs::create_dir_all(copy.join("cisco")).unwrap();
        fs::copy(
            catalog.join("cisco").join(name),
            copy.join("cisco").join(name),
        )
        .unwrap();
    }
    let sources = fs::read_to_string(catalog.join("cisco/sources.toml")).unwrap();
    let near = sources
        .replace(
            "https://learn.example.com/",
            &format!("https://127.0.0.1:{}/", server.port()),
        )
        .replace("hosts = [\"learn.example.com\"]", "hosts = [\"127.0.0.1\"]");
    fs::write(copy.join("cisco/sources.toml"), near).unwrap();
    let user = User {
        catalog: copy,
        ..user
    };
    let said = user.plain("2026-11-22", "fetch revup");
    assert!([2, 3].contains(&said.code), "{}", said.stdout);
    assert!(server.log().is_empty());
}

#[test]
fn a_name_that_is_unknown_and_a_source_at_fault_ask_nothing() {
    let server = serving("x");
    let said = User::new().run("2026-11-22", &server, "fetch revip");
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("did you mean `revup`?"),
        "{}",
        said.stderr
    );
    let user = User::new();
    let config = user.home.path().join("config");
    fs::create_dir_all(&config).unwrap();
    fs::write(
        config.join("sources.toml"),
        "schema = 1\n[[source]]\nid = \"mine\"\nurl = \"file:///etc/passwd\"\n",
    )
    .unwrap();
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert_eq!(said.code, 2, "{}", said.stdout);
    assert!(said.stderr.contains("sources.toml"), "{}", said.stderr);
    assert!(server.log().is_empty());
}

#[test]
fn nothing_is_asked_where_nothing_may_be() {
    let server = serving(&recorded("revup.html"));
    let user = User::new();
    let said = user.run("2026-11-22", &server, "fetch revup --offline");
    assert_eq!(said.code, 3);
    assert!(said.stdout.contains("not kept"), "{}", said.stdout);
    let said = user.run("2026-11-22", &server, "fetch revup --offline --refresh");
    assert_eq!(said.code, 2);
    assert!(server.log().is_empty());
}

#[test]
fn a_dry_run_keeps_nothing() {
    let server = serving(&recorded("revup.html"));
    let user = User::new();
    let said = user.run("2026-11-22", &server, "fetch revup --dry-run");
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(!user.home.path().join("state/snapshots").exists());
    user.run("2026-11-22", &server, "fetch revup --dry-run");
    assert_eq!(server.paths().len(), 2, "the page was not kept either");
}

#[test]
fn a_saved_page_is_read_without_asking() {
    let user = User::new();
    let path = Path::new(FIXTURES).join("pages/revup.html");
    let said = user.plain(
        "2026-11-22",
        &format!("fetch --from-file revup={}", path.display()),
    );
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(said.stdout.contains("ok (file)"), "{}", said.stdout);
    let said = user.plain("2026-11-22", "fetch --from-file revup=/nowhere/page.html");
    assert_eq!(said.code, 3);
    let said = user.plain("2026-11-22", "fetch --from-file revup");
    assert_eq!(said.code, 2);
}

#[test]
fn check_says_that_something_waits() {
    let server = serving(&recorded("revup.html"));
    let said = User::new().run("2026-11-22", &server, "fetch revup --check");
    assert_eq!(said.code, 1, "{}", said.stdout);
}

#[test]
fn proposals_are_written_once() {
    let server = serving(&recorded("revup.html"));
    let user = User::new();
    let directory = user.home.path().join("proposals");
    let propose = format!("fetch revup --propose {}", directory.display());
    let said = user.run("2026-11-22", &server, &propose);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let files = || fs::read_dir(&directory).unwrap().count();
    assert_eq!(files(), 1, "{}", said.stderr);
    let said = user.run("2026-11-23", &server, &propose);
    assert!(
        said.stderr.contains("nothing is proposed"),
        "{}",
        said.stderr
    );
    assert_eq!(files(), 1);
}

#[test]
fn a_hostile_page_reaches_no_terminal_and_no_file_unclean() {
    let html = recorded("revup.html").replace(
        "Wi-Fi 7",
        "&#27;]8;;https://evil.example&#7;\u{202e}\u{9b}31m\u{200b}=cmd|' /C calc'!A0 Wi-Fi 7",
    );
    let server = serving(&html);
    let user = User::new();
    let directory = user.home.path().join("proposals");
    let propose = format!("fetch revup --propose {}", directory.display());
    let said = user.run("2026-11-22", &server, &propose);
    let shown = user.plain("2026-11-22", "fetch show revup");
    let json = user.plain("2026-11-22", "fetch show revup --format json");
    let state = fs::read_to_string(user.home.path().join("state/snapshots/revup.json")).unwrap();
    let proposals: String = fs::read_dir(&directory)
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    let all = [
        said.stdout,
        said.stderr,
        shown.stdout,
        json.stdout,
        state,
        proposals,
    ];
    for text in all {
        let bad = text
            .chars()
            .find(|c| "\u{1b}\u{7}\u{9b}\u{90}\u{202e}\u{200b}".contains(*c));
        assert_eq!(bad, None, "{text}");
    }
}

#[test]
fn a_key_of_the_holder_goes_to_the_host_and_nowhere_else() {
    let user = User::new();
    let config = user.home.path().join("config");
    fs::create_dir_all(&config).unwrap();
    let sources =
        fs::read_to_string(Path::new(FIXTURES).join("catalog/cisco/sources.toml")).unwrap();
    let first = sources.split("[[source]]").nth(1).unwrap();
    let mine = first.replace("id = \"revup\"", "id = \"mine\"").replace(
        "refresh = \"24h\"",
        "refresh = \"24h\"\nheader_env = { X-Key = \"FINDER_TEST_KEY\" }",
    );
    fs::write(
        config.join("sources.toml"),
        format!("schema = 1\n[[source]]{mine}"),
    )
    .unwrap();
    let server = serving(&recorded("revup.html"));
    let said = user.run("2026-11-22", &server, "fetch mine");
    assert_eq!(said.code, 0, "{}{}", said.stdout, said.stderr);
    let log = server.log();
    assert_eq!(log[0].header("x-key"), None, "robots.txt needs no key");
    assert_eq!(log[1].header("x-key"), Some("secret-key"));
    assert!(!format!("{}{}{}", said.stdout, said.stderr, user.written()).contains("secret-key"));
}

#[test]
fn sources_are_listed_with_how_they_did() {
    let server = serving(&recorded("revup.html"));
    let user = User::new();
    user.run("2026-11-22", &server, "fetch revup");
    let said = user.plain("2026-11-22", "fetch list");
    assert_eq!(said.code, 0);
    insta::assert_snapshot!("list", said.stdout);
    let json = user.plain("2026-11-22", "fetch list --format json");
    let answer: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(answer["sources"][0]["enabled"], true);
    let markdown = user.plain("2026-11-22", "fetch list --format markdown");
    assert!(
        markdown.stdout.starts_with("| Source |"),
        "{}",
        markdown.stdout
    );
}

#[test]
fn rows_are_shown_with_the_text_they_were_read_from() {
    let server = serving(&recorded("revup.html"));
    let user = User::new();
    assert_eq!(user.plain("2026-11-22", "fetch show revup").code, 3);
    user.run("2026-11-22", &server, "fetch revup");
    let said = user.plain("2026-11-22", "fetch show revup");
    assert_eq!(said.code, 0, "{}", said.stderr);
    insta::assert_snapshot!("show", said.stdout);
}

#[test]
fn a_test_of_nothing_says_where_recordings_would_lie() {
    let user = User::new();
    for (args, folder) in [
        ("fetch test revup", "fixtures/revup"),
        ("fetch test", "fixtures/SOURCE"),
    ] {
        let said = user.plain("2026-11-22", args);
        assert_eq!(
            (said.code, said.stdout.as_str()),
            (0, ""),
            "{}",
            said.stderr
        );
        assert!(
            said.stderr.contains("nothing is recorded"),
            "{}",
            said.stderr
        );
        assert!(said.stderr.contains(folder), "{}", said.stderr);
        assert!(!said.stderr.contains("as expected"), "{}", said.stderr);
    }
    // Of two, one is recorded: that the other is not is told all the same.
    let fixtures = user.home.path().join("config/fixtures/revup");
    fs::create_dir_all(&fixtures).unwrap();
    fs::write(fixtures.join("week-1.html"), recorded("revup.html")).unwrap();
    let said = user.plain("2026-11-22", "fetch test revup partner --write");
    assert!(
        said.stderr.contains("nothing is recorded of `partner`"),
        "{}",
        said.stderr
    );
    assert!(!said.stderr.contains("of `revup`"), "{}", said.stderr);
}

#[test]
fn recorded_pages_are_tested() {
    let user = User::new();
    let config = user.home.path().join("config");
    let fixtures = config.join("fixtures/revup");
    fs::create_dir_all(&fixtures).unwrap();
    fs::write(fixtures.join("week-1.html"), recorded("revup.html")).unwrap();
    fs::write(fixtures.join("login.html"), recorded("login.html")).unwrap();
    let said = user.plain("2026-11-22", "fetch test revup");
    assert_eq!(said.code, 1, "{}", said.stdout);
    assert!(
        said.stdout.contains("nothing is expected of it"),
        "{}",
        said.stdout
    );
    assert_eq!(user.plain("2026-11-22", "fetch test revup --write").code, 0);
    let said = user.plain("2026-11-22", "fetch test");
    assert_eq!(said.code, 0, "{}", said.stdout);
    assert!(
        said.stderr.contains("2 recordings read as expected"),
        "{}",
        said.stderr
    );
    fs::write(
        fixtures.join("week-1.html"),
        recorded("revup.html").replace(">24<", ">20<"),
    )
    .unwrap();
    let said = user.plain("2026-11-22", "fetch test");
    assert_eq!(said.code, 1);
    assert!(
        said.stdout.contains("-      \"raw\": \"24\""),
        "{}",
        said.stdout
    );
}

#[test]
fn what_is_kept_can_be_deleted() {
    let server = serving(&recorded("revup.html"));
    let user = User::new();
    user.run("2026-11-22", &server, "fetch revup");
    let said = user.plain("2026-11-22", "fetch clean");
    assert_eq!((said.code, said.stdout.as_str()), (0, "3 files deleted\n"));
    assert!(
        user.home
            .path()
            .join("state/snapshots/revup.json")
            .is_file()
    );
    // That pages are gone is no reason to ask sooner.
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert!(said.stdout.contains("ok (fresh)"), "{}", said.stdout);
    assert_eq!(server.paths().len(), 1);
    user.run("2026-11-24", &server, "fetch revup");
    assert_eq!(server.paths().len(), 2);
    let asked = server.log();
    assert_eq!(asked.last().unwrap().header("if-none-match"), None);
}

#[test]
fn links_are_looked_at_and_remembered() {
    let server = Server::new(|asked| match asked.path.as_str() {
        path if path.contains("encor") => status(404, "", ""),
        _ => page("", "there"),
    });
    let user = User::new();
    let said = user.run("2026-11-22", &server, "fetch links");
    assert_eq!(said.code, 0, "{}", said.stderr);
    insta::assert_snapshot!("links", said.stdout);
    let asked = server.log().len();
    user.run("2026-11-22", &server, "fetch links");
    assert_eq!(server.log().len(), asked, "not twice a day");
    let said = user.run("2026-11-24", &server, "fetch links --format json");
    assert!(said.stdout.contains("\"gone\""), "{}", said.stdout);
}

#[test]
fn a_pipe_that_nobody_reads_and_an_empty_catalogue_are_told_plainly() {
    let user = User {
        catalog: PathBuf::from(crate::finder::SMALL),
        ..User::new()
    };
    let said = user.plain("2026-11-22", "fetch");
    assert_eq!(said.code, 0);
    assert!(
        said.stderr.contains("no source is enabled"),
        "{}",
        said.stderr
    );
    let said = user.plain("2026-11-22", "fetch list");
    assert!(
        said.stderr.contains("no source is declared"),
        "{}",
        said.stderr
    );
}
