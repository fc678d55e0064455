//! What is remembered between runs besides pages: rows that were held, older rows, the log; and that none of it is needed.
#![expect(
    clippy::disallowed_methods,
    reason = "tests look at what was written, and damage it"
)]

use std::{fs, path::PathBuf};

use serde_json::Value;

use super::{
    command::{User, recorded, serving},
    server::{Server, page, status},
};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn state(user: &User, path: &str) -> PathBuf {
    user.home.path().join("state").join(path)
}

/// The price of a course, which changes by what is asked for it.
fn priced(dollars: u32) -> Server {
    let free = "<td>Free</td>";
    serving_plainly(&recorded("revup.html").replace(free, &format!("<td>${dollars}.00</td>")))
}

fn serving_plainly(html: &str) -> Server {
    let html = html.to_owned();
    Server::new(move |_| page("Content-Type: text/html; charset=utf-8\n", &html))
}

#[test]
fn what_was_held_is_kept_with_its_reason_and_can_be_looked_at_later() {
    let user = User::new();
    user.run(
        "2026-11-22",
        &serving(&recorded("revup.html")),
        "fetch revup",
    );
    let held = fs::read_to_string(state(&user, "quarantine/revup.json")).unwrap();
    let told = json(&held);
    assert_eq!(told["rows"][0]["fields"]["credits"]["evidence"], "240");
    assert!(
        told["rows"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("credits")
    );
    let before = user.plain("2026-11-23", "fetch show revup --format json");
    user.plain("2026-11-23", "fetch clean");
    let after = user.plain("2026-11-23", "fetch show revup --format json");
    assert_eq!(after.code, 0, "{}", after.stderr);
    assert!(
        after.stderr.contains("these are the rows of 2026-11-22"),
        "{}",
        after.stderr
    );
    let held_rows = |text: &str| -> Vec<Value> {
        let rows = json(text)["fields"].as_array().unwrap().clone();
        let held = rows.into_iter().filter(|row| !row["held"].is_null());
        held.map(|row| serde_json::json!([row["field"], row["value"], row["raw"], row["problem"]]))
            .collect()
    };
    assert!(!held_rows(&before.stdout).is_empty());
    assert_eq!(held_rows(&after.stdout), held_rows(&before.stdout));
    // Where nothing is held any more, nothing is left of it.
    let mended = recorded("revup.html").replace("<td>240</td>", "<td>24</td>");
    user.run("2026-11-25", &serving_plainly(&mended), "fetch revup");
    assert!(!state(&user, "quarantine/revup.json").exists());
}

#[test]
fn the_five_changes_before_are_kept() {
    let user = User::new();
    for day in 1..=8 {
        let said = user.run(
            &format!("2026-11-{:02}", day * 2),
            &priced(day * 100),
            "fetch revup",
        );
        assert_eq!(said.code, 0, "{}", said.stderr);
    }
    // What says the same takes no place.
    user.run("2026-11-20", &priced(800), "fetch revup");
    let price = |args: &str| {
        let said = user.plain(
            "2026-11-22",
            &format!("fetch show revup --format json {args}"),
        );
        assert_eq!(said.code, 0, "{}", said.stderr);
        let rows = json(&said.stdout)["fields"].clone();
        let mut rows = rows.as_array().unwrap().iter();
        let price = rows.find(|row| row["field"] == "price").unwrap();
        price["value"].as_str().unwrap().to_owned()
    };
    assert_eq!(price(""), "USD 800.00");
    for back in 1..=5_u32 {
        let expected = format!("USD {}00.00", 8 - back);
        assert_eq!(price(&format!("--back {back}")), expected);
    }
    assert_eq!(
        user.plain("2026-11-22", "fetch show revup --back 6").code,
        2
    );
    let files = fs::read_dir(state(&user, "snapshots")).unwrap().count();
    assert_eq!(files, 6);
    let none = user.plain("2026-11-22", "fetch show partner --back 1");
    assert_eq!(none.code, 3);
    assert!(
        none.stderr.contains("from so many changes ago"),
        "{}",
        none.stderr
    );
    assert!(none.stderr.contains("hint: "), "{}", none.stderr);
}

#[test]
fn every_run_is_logged_and_the_log_ends() {
    let user = User::new();
    let nothing = user.plain("2026-11-20", "fetch list --runs");
    assert_eq!((nothing.code, nothing.stdout.as_str()), (0, ""));
    user.run(
        "2026-11-20",
        &serving_plainly(&recorded("revup.html")),
        "fetch revup",
    );
    user.run(
        "2026-11-22",
        &Server::new(|_| status(404, "", "")),
        "fetch revup",
    );
    // Nobody was asked.
    user.plain("2026-11-22", "fetch revup");
    user.plain("2026-11-22", "fetch revup --offline");
    let runs = |user: &User| {
        let said = user.plain("2026-11-23", "fetch list --runs --format json");
        json(&said.stdout)["runs"].as_array().unwrap().clone()
    };
    let told = runs(&user);
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0]["status"], "not found");
    assert!(told[0]["cause"].as_str().unwrap().contains("answered 404"));
    assert_eq!(
        (&told[1]["status"], &told[1]["rows"]),
        (&"ok".into(), &4.into())
    );
    assert_eq!(told[1]["when"], "2026-11-20 00:00 UTC");
    let table = user.plain("2026-11-23", "fetch list --runs");
    assert!(table.stdout.contains("answered 404"), "{}", table.stdout);
    // It has an end, and a line that cannot be read is no run.
    let path = state(&user, "runs.jsonl");
    let line = fs::read_to_string(&path)
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let long = format!("garbage\n{}{{\"when\":\n", format!("{line}\n").repeat(300));
    fs::write(&path, long).unwrap();
    user.run(
        "2026-11-24",
        &Server::new(|_| status(404, "", "")),
        "fetch revup",
    );
    let told = runs(&user);
    assert_eq!(told.len(), 200);
    assert_eq!(told[0]["status"], "not found");
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 200);
}

#[test]
fn what_may_not_be_kept_is_asked_for_once_in_its_time_too() {
    let html = recorded("revup.html");
    let server =
        Server::new(move |_| page("Cache-Control: no-store\nContent-Type: text/html\n", &html));
    let user = User::new();
    let first = user.run("2026-11-22", &server, "fetch revup --format json");
    assert!(!user.written().contains("<table"), "the page is not kept");
    let again = user.run("2026-11-22", &server, "fetch revup --format json");
    assert_eq!(
        (again.code, server.paths().len()),
        (0, 1),
        "{}",
        again.stderr
    );
    let (first, again) = (json(&first.stdout), json(&again.stdout));
    assert_eq!(again["sources"][0]["cache"], "fresh");
    assert_eq!(again["sources"][0]["rows"], first["sources"][0]["rows"]);
    let told = |answer: &Value| -> Vec<Value> {
        let items = answer["items"].as_array().unwrap().iter();
        items
            .map(|item| serde_json::json!([item["state"], item["activity"], item["reason"]]))
            .collect()
    };
    assert_eq!(told(&again), told(&first));
    user.run("2026-11-22", &server, "fetch revup --refresh");
    assert_eq!(server.paths().len(), 2);
    user.run("2026-11-24", &server, "fetch revup");
    assert_eq!(server.paths().len(), 3);
    // Where what it said is not remembered, there is no way but to ask.
    fs::remove_file(state(&user, "snapshots/revup.json")).unwrap();
    user.run("2026-11-24", &server, "fetch revup");
    assert_eq!(server.paths().len(), 4);
}

#[test]
fn a_row_that_cannot_be_believed_any_more_is_not_remembered_as_good() {
    let unkept = |html: String| {
        Server::new(move |_| page("Cache-Control: no-store\nContent-Type: text/html\n", &html))
    };
    let user = User::new();
    let good = recorded("revup.html").replace("<td>240</td>", "<td>10</td>");
    user.run("2026-11-22", &unkept(good), "fetch revup");
    let server = unkept(recorded("revup.html"));
    let look = || {
        let said = user.run("2026-11-24", &server, "fetch revup --format json");
        let answer = json(&said.stdout);
        let items = answer["items"].as_array().unwrap().iter();
        let doubted = items.filter(|item| item.to_string().contains("Credits In Doubt"));
        let states: Vec<Value> = doubted.map(|item| item["state"].clone()).collect();
        (states, answer["sources"][0]["rows"].clone())
    };
    let first = look();
    assert_eq!(first, (vec!["quarantined".into()], 4.into()));
    assert_eq!(look(), first);
    assert_eq!(server.paths().len(), 1, "nobody was asked the second time");
    // Nor is it a change, day for day, that it is still held.
    let changed = || {
        json(&fs::read_to_string(state(&user, "snapshots/revup.json")).unwrap())["changed"].clone()
    };
    let before = changed();
    user.run("2026-11-26", &server, "fetch revup");
    assert_eq!(changed(), before);
}

#[test]
fn rows_that_are_missing_and_do_not_count_are_not_remembered_as_there() {
    let unkept = |html: String| {
        Server::new(move |_| page("Cache-Control: no-store\nContent-Type: text/html\n", &html))
    };
    let user = User::new();
    let offers = |more: u32| {
        let row = |n| {
            format!("<tr data-record=m{n}><td>More, {n} (MORE{n})<td>8h<td>10<td><td>Free</tr>")
        };
        let rows = (0..more).map(row).collect::<String>();
        unkept(recorded("revup.html").replace("<tr><td colspan", &format!("{rows}<tr><td colspan")))
    };
    user.run("2026-11-22", &offers(4), "fetch revup");
    // Four of eight go at once.
    let server = offers(0);
    let look = || {
        let said = user.run("2026-11-24", &server, "fetch revup --format json");
        let answer = json(&said.stdout);
        let items = answer["items"].as_array().unwrap().iter();
        let states: Vec<Value> = items
            .map(|item| serde_json::json!([item["state"], item["key"]]))
            .collect();
        (states, answer["sources"][0]["rows"].clone())
    };
    let first = look();
    assert!(first.0.iter().any(|item| item[0] == "missing"), "{first:?}");
    assert_eq!(look(), first);
    assert_eq!(server.paths().len(), 1, "nobody was asked the second time");
    // They went once, and are not a change of every day since.
    user.run("2026-11-26", &server, "fetch revup");
    let kept = json(&fs::read_to_string(state(&user, "snapshots/revup.json")).unwrap());
    assert_eq!(kept["changed"], "2026-11-24");
}

#[test]
fn nothing_that_is_remembered_has_to_be_there_or_whole() {
    for damage in [
        &b""[..],
        b"{",
        b"\xff\xfe",
        b"[]",
        b"{\"version\": 1}",
        b"null",
    ] {
        let user = User::new();
        user.run("2026-11-20", &priced(100), "fetch revup");
        user.run("2026-11-22", &priced(200), "fetch revup");
        for path in [
            "runs.json",
            "runs.jsonl",
            "snapshots/revup.json",
            "snapshots/revup.1.json",
            "quarantine/revup.json",
        ] {
            let path = state(&user, path);
            assert!(path.exists(), "{}", path.display());
            fs::write(path, damage).unwrap();
        }
        for args in [
            "fetch list",
            "fetch list --runs",
            "fetch show revup",
            "list --with-fetched",
        ] {
            let said = user.plain("2026-11-22", args);
            assert_eq!(said.code, 0, "{damage:?} {args}: {}", said.stderr);
        }
        let said = user.run("2026-11-22", &priced(300), "fetch revup --refresh");
        assert_eq!(said.code, 0, "{damage:?}: {}", said.stderr);
    }
}

#[test]
fn a_clock_that_was_wrong_keeps_no_source_from_being_asked() {
    let user = User::new();
    user.run(
        "2031-01-01",
        &Server::new(|_| status(404, "", "")),
        "fetch revup",
    );
    let list = user.plain("2026-11-22", "fetch list --format json");
    assert_eq!(json(&list.stdout)["sources"][0]["next"], Value::Null);
    let server = serving(&recorded("revup.html"));
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert_eq!((said.code, server.paths().len()), (0, 1), "{}", said.stdout);
    // So it is where what came is of a day to come, and may not be kept.
    let user = User::new();
    let html = recorded("revup.html");
    let server =
        Server::new(move |_| page("Cache-Control: no-store\nContent-Type: text/html\n", &html));
    user.run("2031-01-01", &server, "fetch revup");
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert_eq!((said.code, server.paths().len()), (0, 2), "{}", said.stdout);
}

#[test]
fn evidence_is_kept_whole_and_shown_to_no_terminal() {
    let hostile = "&#27;]8;;https://evil.example&#7;\u{202e}\u{9b}31m\u{200b} Wi-Fi 7";
    let html = recorded("revup.html")
        .replace("Wi-Fi 7", hostile)
        .replace("Credits In Doubt", &format!("Credits{hostile}"));
    let user = User::new();
    let said = user.run("2026-11-22", &serving(&html), "fetch revup");
    assert_eq!(said.code, 0, "{}", said.stderr);
    let escaped = r"\u{1b}]8;;https://evil.example\u{7}\u{202e}\u{9b}31m\u{200b} Wi-Fi 7";
    for path in ["snapshots/revup.json", "quarantine/revup.json"] {
        let text = fs::read_to_string(state(&user, path)).unwrap();
        let kept = escaped.replace('\\', r"\\");
        assert!(text.contains(&kept), "{path}: {text}");
        harmless(&text);
    }
    user.plain("2026-11-22", "fetch clean");
    for args in [
        "fetch show revup",
        "fetch show revup --format json",
        "fetch show revup --format markdown",
    ] {
        let said = user.plain("2026-11-22", args);
        harmless(&said.stdout);
        harmless(&said.stderr);
        assert!(said.stdout.contains("Design Basics"), "{}", said.stdout);
    }
    // Somebody else may have been at the file.
    let path = state(&user, "snapshots/revup.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        text.replace(r"\\u{1b}", r"\u001b")
            .replace(r"\\u{202e}", "\u{202e}"),
    )
    .unwrap();
    harmless(&user.plain("2026-11-22", "fetch show revup").stdout);
}

#[track_caller]
fn harmless(text: &str) {
    let found = text
        .chars()
        .find(|c| *c != '\n' && finder::diagnostic::is_unsafe(*c));
    assert_eq!(found, None, "{text:?}");
}

#[test]
fn a_source_of_ones_own_is_asked_compared_and_proposed_from() {
    let user = User::new();
    user.declare("https://own.example.org/offers", "own.example.org");
    let server = serving(&recorded("revup.html"));
    let listed = user.plain("2026-11-22", "fetch list --format json");
    let listed = json(&listed.stdout);
    let mut ids = listed["sources"].as_array().unwrap().iter();
    assert!(ids.any(|source| source["id"] == "mine"));
    let directory = user.home.path().join("proposals");
    let said = user.run(
        "2026-11-22",
        &server,
        &format!("fetch mine --propose {}", directory.display()),
    );
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(server.paths(), ["/offers"]);
    let host = server
        .log()
        .last()
        .unwrap()
        .header("host")
        .unwrap()
        .to_owned();
    assert_eq!(host, "own.example.org");
    assert!(state(&user, "snapshots/mine.json").exists());
    // Nobody else knows the source, so the catalogue is not to name it.
    let proposal = fs::read_to_string(directory.join("2026-11-22-mine.toml")).unwrap();
    assert!(
        proposal.contains("[[edit]]") && !proposal.contains("refs"),
        "{proposal}"
    );
    let shown = user.plain("2026-11-22", "fetch show mine");
    assert_eq!(shown.code, 0, "{}", shown.stderr);
}

#[test]
fn a_fault_in_a_source_of_ones_own_is_found_at_its_place_before_anything_is_asked() {
    let server = serving(&recorded("revup.html"));
    for (from, to, told) in [
        ("refresh = \"24h\"", "refresh = \"1m\"", "refresh"),
        (
            "rank = \"provider\"",
            "rank = \"first\"",
            "knows no word `first`",
        ),
        ("id = \"mine\"", "id = \"revup\"", "revup"),
        (
            "provider = \"cisco-u\"",
            "provider = \"nobody\"",
            "there is no provider `nobody`",
        ),
        ("schema = 1", "schema = ", "this is not TOML"),
    ] {
        let user = User::new();
        user.declare("https://own.example.org/offers", "own.example.org");
        let path = user.home.path().join("config/sources.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let said = user.run("2026-11-22", &server, "fetch revup");
        assert_eq!(said.code, 2, "{to}: {}", said.stderr);
        assert!(said.stderr.contains(told), "{to}: {}", said.stderr);
        let line = text[..text.find(from).unwrap()].lines().count() + 1;
        let place = format!("config/sources.toml:{line}:");
        assert!(said.stderr.contains(&place), "{to}: {}", said.stderr);
        assert!(said.stdout.is_empty());
    }
    assert!(server.log().is_empty());
}

#[test]
fn a_file_that_is_no_page_is_told_in_a_sentence() {
    let user = User::new();
    let at = |name: &str| user.home.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    fs::write(at("large.html"), vec![b' '; (4 << 20) + 1]).unwrap();
    fs::write(at("empty.html"), b"").unwrap();
    for (name, code, told) in [
        ("folder", 3, "`folder` cannot be read"),
        ("nowhere.html", 3, "it does not exist"),
        ("large.html", 3, "MiB"),
        ("empty.html", 3, "shape changed"),
    ] {
        let path = at(name);
        let said = user.plain(
            "2026-11-22",
            &format!("fetch --from-file revup={}", path.display()),
        );
        let all = format!("{}{}", said.stdout, said.stderr)
            .replace(user.home.path().to_str().unwrap(), "");
        assert_eq!(said.code, code, "{name}: {all}");
        assert!(all.replace("`/", "`").contains(told), "{name}: {all}");
    }
    // Bytes of another charset are read by what the page says of itself, or by their looks.
    let latin: Vec<u8> = recorded("revup.html")
        .replace("Wi-Fi", "Wi-Fi é")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'-'))
        .collect();
    fs::write(at("latin.html"), latin).unwrap();
    let said = user.plain(
        "2026-11-22",
        &format!("fetch --from-file revup={}", at("latin.html").display()),
    );
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(said.stdout.contains('é'), "{}", said.stdout);
}

#[cfg(unix)]
#[test]
fn folders_that_cannot_be_used_are_told_and_nothing_is_asked() {
    use std::os::unix::fs::symlink;

    let server = serving(&recorded("revup.html"));
    let user = User::new();
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), user.home.path().join("cache")).unwrap();
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert_eq!(said.code, 3);
    assert!(said.stderr.contains("is a link"), "{}", said.stderr);
    let user = User::new();
    symlink(elsewhere.path(), user.home.path().join("state")).unwrap();
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert_eq!(said.code, 3);
    assert!(said.stderr.contains("is a link"), "{}", said.stderr);
    let user = User::new();
    fs::write(user.home.path().join("state"), "a file").unwrap();
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert_eq!(said.code, 3);
    assert!(said.stderr.contains("is no folder"), "{}", said.stderr);
    assert!(server.log().is_empty());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_state_that_may_not_be_written_is_told_before_anything_is_asked() {
    use std::os::unix::fs::PermissionsExt;

    let server = serving(&recorded("revup.html"));
    let user = User::new();
    let folder = user.home.path().join("state");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    // Nothing is forbidden to root.
    if fs::write(folder.join("trial"), "").is_ok() {
        return;
    }
    let said = user.run("2026-11-22", &server, "fetch revup");
    assert_eq!(said.code, 3);
    assert!(said.stderr.contains("cannot be used: "), "{}", said.stderr);
    assert!(server.log().is_empty());
}
