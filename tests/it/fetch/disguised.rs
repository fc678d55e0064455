//! Links that want to be taken for others, from the page to everything that is shown or kept of it.
#![expect(clippy::disallowed_methods, reason = "tests look at what was written")]

use std::fs;

use super::{
    command::User,
    server::{Server, page},
};

/// A listing whose rows lead there.
fn leading_to(links: &[&str]) -> Server {
    let row = |(at, link): (usize, &&str)| {
        format!(
            "<tr><td><a href='{link}'>Path {at} (LINK{at})</a><td>8h<td>12<td>until March 1, 2027<td>$1.00</tr>"
        )
    };
    let rows: String = links.iter().enumerate().map(row).collect();
    let head = "<table id=offers><thead><tr><th>Learning path<th>Length<th>CE credits<th>Window<th>Cost</thead><tbody>";
    let html = format!("{head}{rows}</table>");
    Server::new(move |_| page("Content-Type: text/html; charset=utf-8\n", &html))
}

#[test]
fn a_link_shows_where_it_leads() {
    let server = leading_to(&[
        // A name in Cyrillic and Latin letters, one of one script, and one of wide letters.
        "https://раураl.example/paths/0",
        "https://bücher.example/paths/1",
        "https://ｅvil.example/paths/2",
        "https://learn.example.com./paths/3",
        "https://learn.example.com@evil.example/paths/4",
        "https:\\\\evil.example/paths/5",
        "https://learn.example.com\u{202e}moc.live/paths/6",
        "javascript:alert(1)//learn.example.com/paths/7",
    ]);
    let user = User::new();
    let run = |args: &str| user.run("2026-11-22", &server, args).stdout;
    let answer: serde_json::Value =
        serde_json::from_str(&run("fetch revup --format json")).unwrap();
    let items = answer["items"].as_array().unwrap();
    let links: Vec<_> = items
        .iter()
        .map(|item| item["says"]["url"].as_str().unwrap_or("-"))
        .collect();
    let expected = [
        "https://xn--l-7sba6dbr.example/paths/0",
        "https://xn--bcher-kva.example/paths/1",
        "https://evil.example/paths/2",
        "https://learn.example.com/paths/3",
        "-",
        "-",
        "https://learn.example.commoc.live/paths/6",
        "-",
    ];
    assert_eq!(links, expected);
    for said in [run("fetch revup"), run("fetch revup --format markdown")] {
        shows(&said, &expected);
        // Nothing of the look-alikes stands where it could be taken for a link.
        for look_alike in ["раураl", "bücher", "ｅvil", "com./", "@evil", "javascript"] {
            assert!(!said.contains(look_alike), "{look_alike}: {said}");
        }
    }
    // Where the text of the page is shown, it stands beside the address, and never alone.
    shows(
        &user.plain("2026-11-22", "fetch show revup").stdout,
        &expected,
    );
    let folder = user.home.path().join("proposals");
    run(&format!("fetch revup --propose {}", folder.display()));
    let mut files = fs::read_dir(&folder).unwrap();
    let proposal = fs::read_to_string(files.next().unwrap().unwrap().path()).unwrap();
    let proposal: toml::Table = toml::from_str(&proposal).unwrap();
    let values = proposal.values().map(ToString::to_string);
    let values = values.collect::<Vec<_>>().join("\n");
    assert!(values.contains("xn--l-7sba6dbr"), "{values}");
    assert!(!values.contains("раураl"), "{values}");
    let kept = user.home.path().join("state/snapshots/revup.json");
    shows(&fs::read_to_string(kept).unwrap(), &expected);
}

#[track_caller]
fn shows(said: &str, links: &[&str]) {
    for link in links.iter().filter(|link| **link != "-") {
        assert!(said.contains(link), "{link}: {said}");
    }
    assert!(!said.contains('\u{202e}'), "{said}");
}
