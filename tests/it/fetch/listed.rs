//! What becomes of listings from run to run: several pages, and what is gone.
#![expect(clippy::disallowed_methods, reason = "tests look at what was written")]

use std::{fs, path::Path};

use super::{
    command::{User, recorded},
    server::{Reply, Server, page, status},
};
use crate::recorded::copy;

/// The timetable, whose second page is answered like this.
fn timetable(second: impl Fn() -> Reply + Send + Sync + 'static) -> Server {
    let first = recorded("classes-1.html");
    Server::new(move |asked| match asked.path.as_str() {
        "/cisco" => page("", &first),
        "/cisco?page=2" => second(),
        _ => status(404, "", ""),
    })
}

fn whole() -> Server {
    timetable(|| page("", recorded("classes-2.html")))
}

#[test]
fn a_listing_is_asked_page_by_page() {
    let server = whole();
    let user = User::new();
    let said = user.run("2026-11-22", &server, "fetch classes --format json");
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(server.paths(), ["/cisco", "/cisco?page=2"]);
    let answer: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    let encor = answer["items"].as_array().unwrap().iter();
    let encor = encor.filter(|item| item["says"]["code"] == "ENCOR");
    let encor: Vec<_> = encor.collect();
    assert_eq!(encor[0]["dates"].as_array().unwrap().len(), 3);
    assert_eq!(encor[0]["dates"][2]["location"], "Online");
    let text = user.plain("2026-11-22", "fetch classes --offline").stdout;
    let told = "  on 2026-10-05 Online (0 seats), 2026-12-07 Berlin (3 seats) and 2027-02-01 Online (1 seat)";
    assert!(text.contains(told), "{text}");
}

#[test]
fn a_page_that_fails_breaks_the_whole_run() {
    let user = User::new();
    user.run("2026-11-22", &whole(), "fetch classes");
    let snapshot = user.home.path().join("state/snapshots/classes.json");
    let before = fs::read_to_string(&snapshot).unwrap();
    for (day, second) in [
        ("2026-11-24", (|| status(404, "", "")) as fn() -> Reply),
        ("2026-11-26", || {
            page("", "<p>Log in</p><input type=password>")
        }),
        ("2026-11-28", || Reply::Reset),
    ] {
        let mut said = user.run(day, &timetable(second), "fetch classes");
        said.stdout = said.stdout.replace("\n  ", " ");
        assert_eq!(said.code, 3, "{}", said.stdout);
        assert!(
            said.stdout.contains("the rows of 2026-11-22 stand"),
            "{}",
            said.stdout
        );
        assert!(!said.stdout.contains("MISSING"), "{}", said.stdout);
        assert_eq!(fs::read_to_string(&snapshot).unwrap(), before);
    }
}

#[test]
fn a_run_that_asked_for_some_of_its_pages_takes_nothing_away() {
    let user = User::new();
    // The second page is good for a week, says its server. A class goes there from the first.
    let week = "Cache-Control: max-age=604800\n";
    let row = "<tr><td>DCCOR</td><td>Data Centers</td><td>64</td><td>5</td><td>$4,295.00</td><td></td><td></td><td></td></tr>";
    let with = |name: &str| recorded(name).replace("</tbody>", &format!("{row}</tbody>"));
    let serving = |first: String, second: String| {
        Server::new(move |asked| match asked.path.as_str() {
            "/cisco" => page("", &first),
            _ => page(week, &second),
        })
    };
    let before = serving(with("classes-1.html"), recorded("classes-2.html"));
    let after = serving(recorded("classes-1.html"), with("classes-2.html"));
    let missing = |said: &crate::finder::Said| -> Vec<String> {
        let answer: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
        let items = answer["items"].as_array().unwrap().clone();
        let missing = items.into_iter().filter(|item| item["state"] == "missing");
        missing
            .map(|item| item["reason"].as_str().unwrap().to_owned())
            .collect()
    };
    user.run("2026-11-22", &before, "fetch classes");
    let said = user.run("2026-11-24", &after, "fetch classes --format json");
    assert_eq!(after.paths(), ["/cisco"], "{}", said.stderr);
    assert_eq!(missing(&said), ["0 of 3, last seen on 2026-11-22"]);
    assert!(
        said.stderr.contains("some of its pages were not asked for"),
        "{}",
        said.stderr
    );
    let said = user.run(
        "2026-11-25",
        &after,
        "fetch classes --refresh --format json",
    );
    assert_eq!(after.paths().len(), 3, "{}", said.stderr);
    assert_eq!(missing(&said), Vec::<String>::new());
}

#[test]
fn a_listing_stays_on_its_hosts() {
    let away =
        recorded("classes-1.html").replace("/cisco?page=2", "https://elsewhere.example.com/2");
    let server = Server::new(move |_| page("", &away));
    let said = User::new().run("2026-11-22", &server, "fetch classes");
    assert_eq!(said.code, 3, "{}", said.stdout);
    assert!(said.stdout.contains("refused"), "{}", said.stdout);
    assert_eq!(server.paths(), ["/cisco"]);
}

#[test]
fn recordings_of_several_pages_are_tested() {
    let user = User::new();
    let folder = user.home.path().join("config/fixtures/classes/november");
    fs::create_dir_all(&folder).unwrap();
    // In the order of their numbers: the tenth comes after the second.
    fs::write(folder.join("page-2.html"), recorded("classes-1.html")).unwrap();
    fs::write(folder.join("page-10.html"), recorded("classes-2.html")).unwrap();
    let of_paths = user.home.path().join("config/fixtures/paths/both");
    fs::create_dir_all(&of_paths).unwrap();
    for name in ["paths-1.json", "paths-2.json"] {
        fs::write(of_paths.join(name), recorded(name)).unwrap();
    }
    let said = user.plain("2026-11-22", "fetch test --write");
    assert_eq!(said.code, 0, "{}", said.stderr);
    let expected = fs::read_to_string(folder.with_extension("expected.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    assert_eq!(
        (&expected["seen"], &expected["warnings"]),
        (&"2026-11-22".into(), &serde_json::json!([]))
    );
    let dates = expected["fields"].as_array().unwrap().iter();
    assert_eq!(dates.filter(|line| line["field"] == "date").count(), 3);
    // What is expected is expected for ever, though the days go by.
    let said = user.plain("2031-01-01", "fetch test");
    assert_eq!(said.code, 0, "{}", said.stdout);
    assert!(
        said.stderr.contains("2 recordings read as expected"),
        "{}",
        said.stderr
    );
    fs::remove_file(folder.join("page-10.html")).unwrap();
    let said = user.plain("2026-11-22", "fetch test classes");
    assert_eq!(said.code, 1);
    assert!(
        said.stdout.contains("there are more pages than the 1"),
        "{}",
        said.stdout
    );
}

#[test]
fn a_saved_page_is_shown_as_of_today() {
    let path = Path::new(super::command::FIXTURES).join("pages/classes-2.html");
    let said = User::new().plain(
        "2026-11-22",
        &format!("fetch show classes --from-file {}", path.display()),
    );
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(
        said.stdout.contains("next          2027-01-18\n"),
        "{}",
        said.stdout
    );
}

/// The offers with more of them, so that one that goes is not half of what there is.
fn offers(with_path: bool) -> String {
    let row = |n| {
        format!("<tr data-record=m{n}><td>More of them, {n} (MORE{n})<td>8h<td>10<td><td>Free</tr>")
    };
    let more = (1..6).map(row).collect::<Vec<_>>().concat();
    let all = recorded("revup.html").replace("<tr><td colspan", &format!("{more}<tr><td colspan"));
    if with_path {
        return all;
    }
    let (from, to) = (
        all.find("<tr data-record=\"a1c6e1\"").unwrap(),
        all.find("<tr data-record=\"a1c6e2\"").unwrap(),
    );
    format!("{}{}", &all[..from], &all[to..])
}

/// A user with a catalogue of her own, for whom an offer went on the 24th, and is gone by the 30th.
fn gone() -> (User, Server) {
    let mut user = User::new();
    let own = user.home.path().join("catalog");
    copy(&user.catalog, &own);
    user.catalog = own;
    let full = Server::new(|_| page("", offers(true)));
    assert_eq!(user.run("2026-11-22", &full, "fetch revup").code, 0);
    let less = Server::new(|_| page("", offers(false)));
    let folder = user.home.path().join("proposals");
    for day in ["2026-11-24", "2026-11-26"] {
        let args = format!("fetch revup --propose {}", folder.display());
        let said = user.run(day, &less, &args);
        assert!(said.stdout.contains("MISSING ENTEIT"), "{}", said.stdout);
    }
    for file in fs::read_dir(&folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(!text.contains("withdrawn"), "{text}");
    }
    (user, less)
}

/// The proposals of a day, and where they were put.
fn propose(user: &User, server: &Server, day: &str) -> (String, std::path::PathBuf) {
    let folder = user.home.path().join("proposals");
    let said = user.run(
        day,
        server,
        &format!("fetch revup --propose {}", folder.display()),
    );
    assert_eq!(said.code, 0, "{}", said.stderr);
    (said.stderr, folder.join(format!("{day}-revup.toml")))
}

/// What a look that asks nobody proposes on a day.
fn proposed_unasked(user: &User, day: &str) -> String {
    let folder = user.home.path().join(format!("unasked-{day}"));
    let args = format!("fetch revup --offline --propose {}", folder.display());
    let said = user.plain(day, &args);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(said.stdout.contains("ok (fresh)"), "{}", said.stdout);
    fs::read_to_string(folder.join(format!("{day}-revup.toml"))).unwrap_or_default()
}

#[test]
fn a_look_that_asks_nobody_makes_nothing_gone() {
    let (user, server) = gone();
    let unasked = proposed_unasked(&user, "2026-11-30");
    assert!(!unasked.contains("withdrawn"), "{unasked}");
    // A third run that asks, too early; that days go by makes it no later.
    user.run("2026-11-28", &server, "fetch revup");
    let unasked = proposed_unasked(&user, "2026-12-01");
    assert!(!unasked.contains("withdrawn"), "{unasked}");
    // Once it is gone, that was seen when somebody was asked.
    let said = user.run("2026-12-02", &server, "fetch revup");
    assert!(said.stdout.contains("GONE"), "{}", said.stdout);
    let unasked = proposed_unasked(&user, "2026-12-04");
    let set = "set = { withdrawn = { on = 2026-12-02,";
    assert!(unasked.contains(set), "{unasked}");
    let (_, withdrawal) = unasked
        .split_once("listing `revup` any more")
        .unwrap_or_default();
    assert!(unasked.contains("retrieved = 2026-12-02"), "{withdrawal}");
    assert!(!withdrawal.contains("2026-12-04"), "{unasked}");
}

#[test]
fn what_is_gone_is_proposed_as_withdrawn_once() {
    let (user, server) = gone();
    let (_, file) = propose(&user, &server, "2026-11-30");
    let proposal = fs::read_to_string(&file).unwrap();
    let set = "set = { withdrawn = { on = 2026-11-30, reason = \"Not in the listing `revup` any more; last seen there on 2026-11-22.\" } }";
    assert!(proposal.contains(set), "{proposal}");
    let (told, _) = propose(&user, &server, "2026-12-02");
    assert!(
        told.contains("nothing is proposed that was not before"),
        "{told}"
    );

    let activity = user.catalog.join("cisco/activities/enteit.toml");
    let before = fs::read_to_string(&activity).unwrap();
    let promote = format!("promote {}", file.display());
    let shown = user.plain("2026-11-30", &promote);
    assert_eq!(
        (shown.code, fs::read_to_string(&activity).unwrap()),
        (0, before.clone())
    );
    assert!(
        shown.stdout.contains("+withdrawn = { on = 2026-11-30"),
        "{}",
        shown.stdout
    );
    let said = user.plain("2026-11-30", &format!("{promote} --write"));
    assert_eq!(said.code, 0, "{}{}", said.stdout, said.stderr);
    let after = fs::read_to_string(&activity).unwrap();
    for kept in [
        "# A comment above everything.",
        "# The way most people take.",
        "# seen once",
        "# A second one follows.",
    ] {
        assert!(after.contains(kept), "{after}");
    }
    assert_eq!(user.plain("2026-11-30", "check").code, 0);
    assert_eq!(
        user.plain("2026-11-30", &format!("{promote} --write"))
            .stdout,
        ""
    );
    // What the catalogue does not offer any more waits for nobody.
    let said = user.run("2026-12-04", &server, "fetch revup --format json");
    let answer: serde_json::Value = serde_json::from_str(&said.stdout).unwrap();
    let items = answer["items"].as_array().unwrap();
    let gone: Vec<_> = items
        .iter()
        .filter(|item| item["state"] == "gone")
        .collect();
    assert_eq!(
        (gone.len(), &gone[0]["offering"]),
        (1, &serde_json::Value::Null)
    );
    assert_eq!(gone[0]["last_seen"], "2026-11-22");
    let waiting = items
        .iter()
        .filter(|item| ["new", "changed", "conflict"].contains(&item["state"].as_str().unwrap()));
    assert_eq!(answer["waiting"], waiting.count());
}

#[test]
fn a_withdrawal_that_is_not_wanted_stays_away_until_it_goes_again() {
    let (user, server) = gone();
    let (_, file) = propose(&user, &server, "2026-11-30");
    let proposal = fs::read_to_string(&file).unwrap();
    let at = proposal.find("key = \"revup ref:a1c6e1 withdrawn").unwrap();
    let (head, tail) = proposal.split_at(at);
    fs::write(
        &file,
        format!("{head}dismiss = \"it is still there\"\n{tail}"),
    )
    .unwrap();
    let said = user.plain("2026-11-30", &format!("promote {} --write", file.display()));
    assert_eq!(said.code, 0, "{}", said.stderr);
    fs::remove_dir_all(file.parent().unwrap()).unwrap();
    let withdrawn = |day| {
        let (_, file) = propose(&user, &server, day);
        fs::read_to_string(file).is_ok_and(|text| text.contains("withdrawn"))
    };
    assert!(!withdrawn("2026-12-02"));
    // It comes back, and goes again: that is another thing.
    let full = Server::new(|_| page("", offers(true)));
    user.run("2026-12-04", &full, "fetch revup");
    for day in ["2026-12-06", "2026-12-08"] {
        assert!(!withdrawn(day), "{day}");
    }
    assert!(withdrawn("2026-12-12"));
}

#[test]
fn a_mass_disappearance_withdraws_nothing() {
    let mut user = User::new();
    let own = user.home.path().join("catalog");
    copy(&user.catalog, &own);
    user.catalog = own;
    user.run(
        "2026-11-22",
        &Server::new(|_| page("", offers(true))),
        "fetch revup",
    );
    // Half of them are left, which the contract allows.
    let page_of = offers(false)
        .replace("<tr data-record=m1>", "<tr class=x><td colspan=5>")
        .replace("<tr data-record=m2>", "<tr class=x><td colspan=5>");
    let less = Server::new(move |_| page("", &page_of));
    for day in ["2026-11-24", "2026-11-26", "2026-11-30", "2026-12-10"] {
        let (_, file) = propose(&user, &less, day);
        assert!(
            !fs::read_to_string(file).is_ok_and(|text| text.contains("withdrawn")),
            "{day}"
        );
    }
}

#[test]
fn credits_come_into_the_catalogue_only_where_they_are_accepted() {
    for (flag, credits) in [("", None), (" --accept-credits", Some("credits = 10\n"))] {
        let mut user = User::new();
        let own = user.home.path().join("catalog");
        copy(&user.catalog, &own);
        user.catalog = own;
        let server = Server::new(|_| page("", recorded("revup.html").replace("up to 10", "10")));
        let folder = user.home.path().join("proposals");
        let propose = format!("fetch revup --propose {}{flag}", folder.display());
        assert_eq!(user.run("2026-11-22", &server, &propose).code, 0);
        let file = folder.join("2026-11-22-revup.toml");
        let proposal = fs::read_to_string(&file).unwrap();
        let withheld = "# set: credits = 10  # the page says 10; the portal was not asked";
        assert_eq!(proposal.contains(withheld), credits.is_none(), "{proposal}");
        let said = user.plain("2026-11-22", &format!("promote {} --write", file.display()));
        assert_eq!(said.code, 0, "{}{}", said.stdout, said.stderr);
        let activity =
            fs::read_to_string(user.catalog.join("cisco/activities/wifi7db-1-0.toml")).unwrap();
        assert_eq!(
            activity.contains("credits"),
            credits.is_some(),
            "{activity}"
        );
        assert!(activity.contains(credits.unwrap_or("title")), "{activity}");
        // What the catalogue has of its own is in conflict, and never touched.
        let enteit = fs::read_to_string(user.catalog.join("cisco/activities/enteit.toml")).unwrap();
        assert!(
            enteit.contains("credits = 24 # as the portal says"),
            "{enteit}"
        );
        assert_eq!(user.plain("2026-11-22", "check").code, 0);
    }
    let said = User::new().plain("2026-11-22", "fetch revup --accept-credits");
    assert_eq!(said.code, 2, "without --propose it says nothing");
}

#[test]
fn a_review_on_a_day_to_come_is_no_review() {
    let user = User::new();
    let path = Path::new(super::command::FIXTURES).join("pages/revup.html");
    let fetch = format!("fetch --from-file revup={}", path.display());
    let told = "`revup` says that somebody looked at its terms on 2026-11-16, which is to come: take it as unverified";
    assert!(user.plain("2026-11-15", &fetch).stderr.contains(told));
    assert!(
        !user
            .plain("2026-11-16", &fetch)
            .stderr
            .contains("unverified")
    );
    // The check notes it, and lets it pass.
    let said = user.plain("2026-11-15", "check --stale");
    assert_eq!(said.code, 0, "{}", said.stdout);
    assert!(
        said.stdout
            .contains("note[checked-in-future]: today is 2026-11-15"),
        "{}",
        said.stdout
    );
    assert!(
        said.stdout.contains("cisco/sources.toml:13:"),
        "{}",
        said.stdout
    );
    assert!(
        !user
            .plain("2026-11-16", "check --stale")
            .stdout
            .contains("sources.toml")
    );
}

#[test]
fn what_is_there_under_another_name_is_not_gone() {
    let mut user = User::new();
    let own = user.home.path().join("catalog");
    copy(&user.catalog, &own);
    user.catalog = own;
    let full = Server::new(|_| page("", offers(true)));
    user.run("2026-11-22", &full, "fetch revup");
    // The same offer under another number; and later one that cannot be believed.
    let renumbered = offers(true).replace("a1c6e1", "b7");
    let doubtful = renumbered.replace(">24<", ">240<");
    let none = offers(false);
    let withdrawn = |day: &str, html: &str| {
        let html = html.to_owned();
        let (_, file) = propose(&user, &Server::new(move |_| page("", &html)), day);
        let proposed = fs::read_to_string(file).unwrap_or_default();
        proposed.matches("withdrawn = ").count()
    };
    for day in ["2026-11-24", "2026-11-26", "2026-11-30"] {
        assert_eq!(withdrawn(day, &renumbered), 0, "{day}");
    }
    assert_eq!(withdrawn("2026-12-02", &doubtful), 0);
    // Of one of its names it is gone for long, of the other not yet.
    for day in ["2026-12-04", "2026-12-06"] {
        assert_eq!(withdrawn(day, &none), 0, "{day}");
    }
    assert_eq!(withdrawn("2026-12-12", &none), 1);
}
