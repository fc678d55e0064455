//! The programs that ship: the same code plans for each by its own rules, and every answer speaks of the right one.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests make folders, and fail by panicking"
)]

use std::{fs, path::Path, time::Duration};

use serde_json::Value;

use crate::{
    finder::{SMALL, Said, finder},
    recorded,
};

const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/catalog");
const SOCIETY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/society");

/// What `finder plan` says on the shipped catalogue.
fn plan(args: &str) -> Said {
    finder().built_in().args(&format!("plan {args}"))
}

/// A text as if the terminal had no end.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn parsed(said: &Said) -> Value {
    serde_json::from_str(&said.stdout).unwrap()
}

/// What is missing of credits, and of categories, for a holder who has something of a certification.
#[track_caller]
fn missing(args: &str, credits: u32, categories: &[(&str, u32)]) {
    let answer = parsed(&plan(&format!(
        "--format json --route credits-only --cert {args}"
    )));
    assert_eq!(answer["outcome"], "short", "{args}");
    let missing = &answer["shortfall"];
    assert_eq!(missing["credits"], credits, "{args}: {missing}");
    let expected: Value = categories.iter().copied().collect();
    assert_eq!(missing["categories"], expected, "{args}: {missing}");
}

#[test]
fn security_plus_counts_no_more_than_its_caps() {
    missing("security-plus --have 15 --have-in live-webinar=15", 40, &[]);
    missing("security-plus --have 50 --have-in live-webinar=15", 5, &[]);
    missing(
        "Security+ --have 45 --have-in live-webinar=15,conference=12,work=12",
        15,
        &[],
    );
    missing(
        "a-plus --have 19 --have-in teaching=12,live-webinar=5",
        4,
        &[],
    );
    let enough = plan("--cert security-plus --have 55 --have-in live-webinar=15");
    assert_eq!(enough.code, 0, "{}", enough.stdout);
}

#[test]
fn cissp_needs_group_a() {
    missing(
        "cissp --have 120 --have-in group-b=120",
        90,
        &[("group-a", 90)],
    );
    missing(
        "cissp --have 119 --have-in group-a=89,group-b=30",
        1,
        &[("group-a", 1)],
    );
    missing(
        "cissp --have 110 --have-in group-a=80,group-b=30",
        10,
        &[("group-a", 10)],
    );
    let enough = plan("--cert cissp --have 120 --have-in group-a=90,group-b=30");
    assert_eq!(enough.code, 0, "{}", enough.stdout);
}

#[test]
fn pmp_needs_every_side_of_the_triangle_and_gives_back_so_much() {
    let sides = "--have 60 --have-in ways-of-working=30,business-acumen=30";
    missing(&format!("pmp {sides}"), 0, &[("power-skills", 8)]);
    let giving = "ways-of-working=10,business-acumen=10,power-skills=10,giving-back=30";
    let giving = format!("pmp --have 60 --have-in {giving}");
    missing(&giving, 5, &[("education", 5)]);
}

/// What is told to be missing in the headline.
#[track_caller]
fn headline(args: &str, expected: &str) {
    let said = on_one_line(&plan(&format!("--route credits-only --cert {args}")).stdout);
    let told = said.split(" are still to earn").next().unwrap();
    assert!(told.ends_with(expected), "{args}: {told}");
}

#[test]
fn what_categories_need_is_told_as_part_of_the_whole() {
    headline(
        "security-plus --have 20",
        "To renew CompTIA Security+, 30 credits",
    );
    headline(
        "cissp --have 60 --have-in group-a=50",
        "60 credits, 40 of them of Group A",
    );
    headline(
        "cissp --have 60 --have-in group-b=60",
        "To renew CISSP, 90 credits of Group A",
    );
    headline(
        "pmp",
        "60 credits, 35 of them of education (among them 8 of Ways of Working, 8 of Power Skills and 8 of Business Acumen)",
    );
    headline(
        "pmp --have 50 --have-in power-skills=10,business-acumen=10,ways-of-working=5,giving-back=25",
        "To renew PMP, 10 credits of education (among them 3 of Ways of Working)",
    );
}

#[test]
fn what_is_missing_is_told_with_where_to_look_and_how_to_go_on() {
    let said = plan("--cert cissp --have 100");
    assert_eq!((said.code, said.stderr.as_str()), (1, ""));
    for text in [
        "To renew CISSP, 90 credits of Group A are still to earn",
        "only the rules of ISC2 Continuing Professional Education",
        "https://cpe.isc2.org",
        "a fee of USD 135.00 each year is owed beside any plan",
        "`--have-in CATEGORY=100`",
        "40 credits in every year are advised, not demanded",
    ] {
        let told = on_one_line(&said.stdout);
        assert!(told.contains(text), "`{text}`: {}", said.stdout);
    }
    assert!(!said.stdout.contains("isco"), "{}", said.stdout);
    let beyond =
        plan("--cert security-plus --have 15 --have-in live-webinar=15 --route credits-only");
    assert!(
        beyond
            .stdout
            .contains("5 of the credits you have do not count"),
        "{}",
        beyond.stdout
    );
}

#[test]
fn a_fee_is_told_beside_the_plan_and_never_in_it() {
    let said = plan("--cert security-plus --format json");
    assert_eq!(said.code, 0);
    let answer = parsed(&said);
    assert_eq!(answer["plan"]["cost"]["amount"], "439.00");
    assert_eq!(answer["fee"]["amount"]["amount"], "150.00");
    assert_eq!(answer["fee"]["per"], "cycle");
    let said = plan("--cert security-plus --format csv");
    assert!(
        said.stderr.contains("a fee of USD 150.00 for each renewal"),
        "{}",
        said.stderr
    );
    let answer = parsed(&plan("--cert pmp --format json"));
    assert_eq!(answer["fee"]["amount"], Value::Null);
    let answer = parsed(&plan("--cert ccnp --format json"));
    assert_eq!(
        (&answer["fee"], &answer["advice"]),
        (&Value::Null, &Value::Null)
    );
}

/// A copy of a shipped program with some activities of the tests' own: id, credits, category and price.
fn with_activities(program: &str, activities: &[(&str, u32, &str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join(program);
    recorded::copy(&Path::new(SHIPPED).join(program), &inner);
    fs::create_dir(inner.join("activities")).unwrap();
    for (id, credits, category, cost) in activities {
        let evidence = "source = \"https://www.example.com\"\nchecked = 2026-11-01\n";
        let text = format!(
            "title = \"{id}\"\ntype = \"course\"\ncredits = {credits}\ncategory = \"{category}\"\n{evidence}\n\
             [[offering]]\nprovider = \"{program}\"\nformat = \"self-paced\"\ncost = \"{cost}\"\n{evidence}"
        );
        fs::write(inner.join(format!("activities/{id}.toml")), text).unwrap();
    }
    folder
}

/// The price and the items of the cheapest plan for a shipped program's certification with such activities.
#[track_caller]
fn cheapest(cert: &str, folder: &tempfile::TempDir, cost: &str, items: &[&str]) {
    let catalog = folder.path().to_str().unwrap();
    let said = finder().catalog(catalog).args(&format!(
        "plan --format json --route credits-only --cert {cert}"
    ));
    let answer = parsed(&said);
    assert_eq!(answer["outcome"], "met", "{}", said.stdout);
    assert_eq!(answer["plan"]["cost"]["amount"], cost, "{}", said.stdout);
    let plan = answer["plan"]["items"].as_array().unwrap();
    let mut ids: Vec<&str> = plan
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    ids.sort_unstable();
    assert_eq!(ids, items);
}

#[test]
fn the_rules_choose_between_activities() {
    let comptia = with_activities(
        "comptia",
        &[
            ("webinars", 15, "live-webinar", "free"),
            ("fair", 12, "conference", "free"),
            ("job", 9, "work", "free"),
            ("short-course", 25, "training", "100 USD"),
            ("long-course", 40, "training", "300 USD"),
        ],
    );
    // Of the free ones 29 count, not 36: the short course fills the rest.
    let three = ["fair", "job", "short-course", "webinars"];
    cheapest("security-plus", &comptia, "100.00", &three);
    // For A+ 4, 4 and 9 count.
    cheapest("a-plus", &comptia, "100.00", &["short-course"]);

    let isc2 = with_activities(
        "isc2",
        &[
            ("hobby", 120, "group-b", "free"),
            ("security", 60, "group-a", "free"),
            ("more-security", 30, "group-a", "200 USD"),
            ("most-security", 60, "group-a", "500 USD"),
        ],
    );
    cheapest(
        "cissp",
        &isc2,
        "200.00",
        &["hobby", "more-security", "security"],
    );
    // Group B fills 30 of the 90 here too, and no more was read of what is demanded.
    cheapest("ccsp", &isc2, "0.00", &["hobby", "security"]);

    let pmi = with_activities(
        "pmi",
        &[
            ("volunteering", 40, "giving-back", "free"),
            ("planning", 20, "ways-of-working", "free"),
            ("business", 20, "business-acumen", "free"),
            ("leading", 10, "power-skills", "50 USD"),
        ],
    );
    cheapest(
        "pmp",
        &pmi,
        "50.00",
        &["business", "leading", "planning", "volunteering"],
    );
    cheapest("capm", &pmi, "0.00", &["business"]);
}

#[test]
fn certifications_are_listed_by_program() {
    let certs = |args: &str| finder().built_in().args(&format!("certs {args}"));
    let all = certs("").stdout;
    let all = on_one_line(&all);
    for text in [
        "Cisco Continuing Education (cisco)",
        "A credit is one PDU. More at https://ccrs.pmi.org.",
        "Beside any route, a fee of USD 135.00 each year is owed.",
        "`finder show pmp` says how",
    ] {
        assert!(all.contains(text), "{text}");
    }
    let isc2 = certs("--program isc2");
    assert!(isc2.stdout.starts_with("CSSLP, renewed for 3 years"));
    assert!(!isc2.stdout.contains("CCNA"));
    let json = parsed(&certs("--program isc2,pmi --format json"));
    let programs = json["programs"].as_array().unwrap();
    let units: Vec<_> = programs.iter().map(|program| &program["unit"]).collect();
    assert_eq!(units, ["CPE credit", "PDU"]);
    let csv = certs("--program pmi --format csv").stdout;
    assert!(
        csv.lines().skip(1).all(|line| line.contains(",pmi,a fee")),
        "{csv}"
    );
    let markdown = certs("--format markdown").stdout;
    assert!(markdown.contains("# PMI Continuing Certification Requirements (pmi)"));
    let wrong = certs("--program icss");
    assert_eq!(wrong.code, 2);
    assert!(
        wrong
            .stderr
            .contains("`cisco`, `comptia`, `isc2` and `pmi`"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn lists_say_and_choose_the_program() {
    let both = tempfile::tempdir().unwrap();
    recorded::copy(Path::new(SMALL), both.path());
    recorded::copy(Path::new(SOCIETY), both.path());
    let catalog = both.path().to_str().unwrap();
    let list = |args: &str| finder().catalog(catalog).args(&format!("list {args}"));
    let mixed = list("").stdout;
    let head = mixed.lines().next().unwrap();
    assert!(head.trim_end().ends_with("program"), "{mixed}");
    let one = list("--program society").stdout;
    assert!(
        one.contains("(article)") && !one.contains("(basics)"),
        "{one}"
    );
    assert!(!one.lines().next().unwrap().contains("program"), "{one}");
    assert!(list("--format markdown").stdout.contains("| society |"));
    let json = parsed(&list("--program society --format json"));
    assert_eq!(json["currency"], "EUR");
    assert_eq!(json["offerings"][0]["program"], "society");
    let bare = finder().built_in().args("list --program pmi");
    assert_eq!((bare.code, bare.stdout.as_str()), (0, ""));
    assert!(
        bare.stderr.contains("holds only the rules so far"),
        "{}",
        bare.stderr
    );
}

#[test]
fn entries_tell_their_own_program() {
    let show = |name: &str| finder().built_in().args(&format!("show {name}")).stdout;
    let pmp = show("pmp");
    for text in [
        "one credit is one PDU",
        "a fee for each renewal (nobody says how much)",
        "at most 25 credits of giving back (`giving-back`) count",
        "up to 20 PDUs go into the next cycle",
    ] {
        assert!(on_one_line(&pmp).contains(text), "`{text}`: {pmp}");
    }
    for name in ["pmp", "cissp", "security-plus", "sy0-701"] {
        assert!(!show(name).contains("isco"), "{name}");
    }
}

/// What `finder certs` says in so many seconds by a stopwatch that goes on by a second whenever somebody looks at it.
fn hurried(seconds: u32, format: &str) -> Said {
    finder()
        .built_in()
        .ticking(Duration::from_secs(1))
        .args(&format!(
            "certs --program cisco --time-limit {seconds} --format {format}"
        ))
}

#[test]
fn costs_that_are_not_proved_to_be_the_least_are_said_to_be_so() {
    let said = hurried(1, "table");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    assert!(said.stdout.contains("not found out"), "{}", said.stdout);
    assert!(
        on_one_line(&said.stdout).contains("The search was cut short"),
        "{}",
        said.stdout
    );
    let json = parsed(&hurried(1, "json"));
    let levels = json["levels"].as_array().unwrap().iter();
    let unproved = levels.filter(|level| level["optimal"] == false);
    for level in unproved.clone() {
        assert!(level["routes"][0]["cost"].is_null(), "{level}");
    }
    assert!(unproved.count() > 1);
    let csv = hurried(1, "csv");
    assert!(
        csv.stderr.contains("note: the search was cut short"),
        "{}",
        csv.stderr
    );
    // With ever more time there comes a limit at which something is found, and not proved; and one at which all is.
    let limits = (0..24).map(|power| 1 << power);
    let said: Vec<String> = limits.map(|limit| hurried(limit, "table").stdout).collect();
    assert!(said.iter().any(|text| text.contains("at most USD")));
    let last = said.last().unwrap();
    assert!(
        !last.contains("at most USD") && !last.contains("cut short"),
        "{last}"
    );
    assert_eq!(
        parsed(&hurried(1 << 24, "json"))["levels"][0]["optimal"],
        true
    );
}
