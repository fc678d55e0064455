//! Holds `--format json` of everything that `finder fetch` tells to the schemas in `docs/schema/`.

use super::{
    command::{User, recorded},
    server::{Server, page, status},
};
use crate::listing::held;

#[test]
fn every_answer_is_as_its_schema_says() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/s/rev-up" => page("", recorded("revup.html")),
        "/cisco" => page("", recorded("classes-1.html")),
        "/cisco?page=2" => page("", recorded("classes-2.html")),
        path if path.contains("encor") => status(404, "", ""),
        path if path.contains("104") => status(301, "Location: /elsewhere\n", ""),
        path if path.contains("example") => status(403, "", ""),
        _ => page("", "there"),
    });
    let user = User::new();
    let at = |day, args: &str| user.run(day, &server, args).stdout;
    let json = |args: &str| user.plain("2026-11-22", args).stdout;

    held("fetch-list", &json("fetch list --format json"));
    let run = held(
        "fetch",
        &at("2026-11-22", "fetch revup classes --format json"),
    );
    assert!(run["items"].as_array().unwrap().len() > 5);
    let list = held("fetch-list", &json("fetch list --format json"));
    assert_eq!(list["sources"][0]["last_good"], "2026-11-22");
    let runs = held("fetch-runs", &json("fetch list --runs --format json"));
    assert_eq!(runs["runs"].as_array().unwrap().len(), 2);
    assert_eq!(runs["runs"][0]["when"], "2026-11-22 00:00 UTC");
    let rows = held("fetch-show", &json("fetch show revup --format json"));
    let rows = rows["fields"].as_array().unwrap();
    assert!(rows.iter().any(|line| line["held"].is_string()));
    let rows = held("fetch-show", &json("fetch show classes --format json"));
    let rows = rows["fields"].as_array().unwrap();
    assert!(rows.iter().any(|line| line["field"] == "date"));
    at("2026-11-22", "fetch links");
    let links = held(
        "fetch-links",
        &at("2026-11-24", "fetch links --format json"),
    );
    let links = links["links"].as_array().unwrap();
    let standing = |word: &str| links.iter().filter(|link| link["standing"] == word).count();
    for word in ["ok", "moved", "gone", "blocked"] {
        assert!(standing(word) > 0, "{word}: {links:#?}");
    }
}

#[test]
fn an_answer_that_is_not_as_its_schema_says_is_found() {
    let answer = r#"{"format":1,"today":"2026-11-22","links":[{"standing":"fine"}]}"#;
    let found = std::panic::catch_unwind(|| held("fetch-links", answer));
    assert!(found.is_err());
}
