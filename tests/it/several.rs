//! A holder of certifications of several programs at once: what she logs, how she stands, what she plans, in every format.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot begin has failed; records are looked at"
)]

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    calendar::events,
    finder::{Said, finder},
};

const SCHEMA: &str = include_str!("../../docs/schema/status.json");

/// A home in which something was logged.
struct Holder(TempDir);

impl Holder {
    /// With a certification of each of the four programs, and something done for each.
    fn of_four() -> Self {
        let holder = Self(tempfile::tempdir().unwrap());
        for args in [
            "cert ccnp-enterprise --earned 2024-05-01",
            "cert security-plus --earned 2025-03-01",
            "cert cissp --earned 2025-06-01",
            "cert pmp --earned 2024-12-15",
            "encor --completed 2026-10-02 --state earned",
            "cloud-class --program comptia --credits 12 --category training --completed 2026-02-01",
            "ct-webinar --program isc2 --hours 2.5 --category group-a --completed 2026-09-01 --state earned",
            "agile-days --program pmi --hours 9 --category power-skills --completed 2026-09-02",
            "pro-bono --program pmi --credits 30 --category giving-back --completed 2026-09-03",
        ] {
            let said = holder.ask(&format!("log {args}"));
            assert_eq!(said.code, 0, "{args}: {}", said.stderr);
        }
        holder
    }

    fn ask(&self, args: &str) -> Said {
        let finder = finder().built_in().home(self.0.path());
        finder.today("2026-11-27").width(80).args(args)
    }

    fn record(&self) -> String {
        fs::read_to_string(self.0.path().join("data/record.toml")).unwrap_or_default()
    }
}

#[test]
fn all_of_them_are_told_at_a_glance() {
    let said = Holder::of_four().ask("status");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    insta::assert_snapshot!("several_glance", said.stdout);
}

#[test]
fn each_is_told_to_programs_by_the_schema() {
    let said = Holder::of_four().ask("status --format json");
    let document: Value = serde_json::from_str(&said.stdout).unwrap();
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&document)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new(), "{document:#}");
    let programs = document["programs"].as_array().unwrap();
    let told = programs.iter().map(|program| {
        let target = &program["targets"][0];
        let gap = &target["routes"][0];
        format!("{} {}", program["id"], gap["missing_credits"])
    });
    let expected = [
        "\"cisco\" 16",
        "\"comptia\" 38",
        "\"isc2\" 117.5",
        // Of giving back 25 count.
        "\"pmi\" 26",
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected, "{document:#}");
}

#[test]
fn each_can_be_planned_by_its_name() {
    let holder = Holder::of_four();
    let asked = holder.ask("plan");
    assert_eq!(asked.code, 2);
    for name in ["ccnp-enterprise", "security-plus", "cissp", "pmp"] {
        assert!(
            asked.stderr.contains(&format!("`--cert {name}`")),
            "{}",
            asked.stderr
        );
    }
    for (name, have, code) in [
        ("ccnp-enterprise", 64.0, 0),
        ("security-plus", 12.0, 0),
        ("cissp", 2.5, 1),
        ("pmp", 39.0, 1),
    ] {
        let said = holder.ask(&format!("plan --cert {name} --format json"));
        let document: Value = serde_json::from_str(&said.stdout).unwrap();
        assert_eq!(said.code, code, "{name}: {document:#}");
        assert_eq!(document["need"]["have"].as_f64(), Some(have), "{name}");
        assert_eq!(document["certification"]["id"], name);
    }
}

#[test]
fn what_is_above_a_cap_is_cut_off_once() {
    let said = Holder::of_four().ask("plan --cert pmp");
    let told = said.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [
        "To renew PMP by 2027-12-14, 26 credits of education (among them 8 of Ways of Working and 8 of Business Acumen) are still to earn",
        "39 credits earned or pending",
        "5 of the credits you have do not count: they are beyond what may count of their category.",
    ] {
        assert!(told.contains(text), "{text}: {told}");
    }
}

#[test]
fn one_calendar_has_the_days_of_all() {
    let holder = Holder::of_four();
    let status = events(&holder.ask("status --format ics"));
    for day in [
        "expiry.cisco.ccnp-enterprise",
        "expiry.comptia.security-plus",
        "expiry.isc2.cissp",
        "latest-safe-day.pmi.pmp",
    ] {
        assert!(
            status.contains_key(&format!("{day}@ce-finder")),
            "{status:?}"
        );
    }
    // The plan of one takes back nothing of the others.
    let plan = holder.ask("plan --cert security-plus --format ics");
    assert!(!plan.stdout.contains("CANCELLED"), "{}", plan.stdout);
    assert_eq!(events(&holder.ask("status --format ics")), status);
}

#[test]
fn what_the_catalogue_does_not_have_is_claimed_and_amended_like_the_rest() {
    let holder = Holder::of_four();
    let said = holder.ask("claim agile-days --done");
    assert_eq!(said.code, 0, "{}", said.stderr);
    let said = holder.ask("log agile-days --category business-acumen --certificate P-7");
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    let record = holder.record();
    assert!(
        record.contains("category = \"business-acumen\""),
        "{record}"
    );
    assert!(
        record.contains("title = \"agile-days\"\ncredits = 9\n"),
        "{record}"
    );
    holder.ask("log --undo");
    assert!(holder.record().contains("category = \"power-skills\""));
}

#[test]
fn hours_become_credits_by_the_rate_and_that_is_said() {
    let holder = Holder::of_four();
    let said = holder
        .ask("log other --program isc2 --hours 1.25 --category group-b --completed 2026-11-01");
    assert!(
        said.stderr
            .starts_with("note: 1.25 hours are 1.25 credits by the rate"),
        "{}",
        said.stderr
    );
    assert!(
        said.stderr.contains("hint: The rate is from https://"),
        "{}",
        said.stderr
    );
    let said = holder.ask("log third --program isc2 --credits 1 --completed 2026-11-01");
    assert!(
        said.stderr.contains("`third` is of no category"),
        "{}",
        said.stderr
    );
    assert!(
        said.stderr.contains("`group-a` or `group-b`"),
        "{}",
        said.stderr
    );
}

#[test]
fn what_is_said_anew_of_what_is_her_own_is_written() {
    let holder = Holder::of_four();
    let said = holder.ask("log ct-webinar --program isc2 --title Transparency");
    assert_eq!(
        (said.stdout.as_str(), said.stderr.as_str()),
        (
            "`ct-webinar` is amended: title Transparency (was ct-webinar)\n",
            ""
        )
    );
    let said = holder.ask("log ct-webinar --hours 1000 --category group-b");
    assert_eq!(
        said.stdout,
        "`ct-webinar` is amended: credits 1000 (was 2.5), category group-b (was group-a)\n"
    );
    let rate = "note: 1000 hours are 1000 credits by the rate";
    assert!(said.stderr.starts_with(rate), "{}", said.stderr);
    let record = holder.record();
    for told in [
        "title = \"Transparency\"",
        "credits = 1000",
        "category = \"group-b\"",
    ] {
        assert!(record.contains(told), "{told}: {record}");
    }
}

#[test]
fn an_error_stands_alone() {
    let holder = Holder::of_four();
    let check = |args: &[&str], told: &str| {
        let finder = finder().built_in().home(holder.0.path());
        let begin = "log x --program pmi --hours 2 --completed 2026-11-01";
        let all: Vec<&str> = begin.split(' ').chain(args.iter().copied()).collect();
        let said = finder.today("2026-11-27").run(&all);
        assert_eq!(said.code, 2, "{}", said.stderr);
        assert!(said.stderr.starts_with(told), "{}", said.stderr);
        assert!(!said.stderr.contains("rate"), "{}", said.stderr);
    };
    check(&["--category", "power"], "error: `--category power`");
    check(
        &["--title", ""],
        "error: `--title `: there is nothing in it",
    );
    check(
        &["--started", "2026-11-02"],
        "error: `--started 2026-11-02`",
    );
}

/// What is refused, and what is told of it.
const REFUSED: &[(&str, &str)] = &[
    (
        "x --completed 2026-11-01",
        "`finder log NAME --program ID --title TEXT --credits 3`",
    ),
    (
        "x --program isc2 --credits 1",
        "it is not said when you completed it",
    ),
    (
        "x --program isc2 --completed 2026-11-01",
        "it is not said what it earned",
    ),
    (
        "x --program isc3 --credits 1 --completed 2026-11-01",
        "`--program isc3`",
    ),
    (
        "x --program pmi --credits 1 --category education --completed 2026-11-01",
        "Known are `ways-of-working`",
    ),
    (
        "x --program cisco --credits 1 --category group-a --completed 2026-11-01",
        "has no categories",
    ),
    (
        "encor --program isc2 --credits 1 --completed 2026-11-01",
        "your record has it for `cisco`",
    ),
    (
        "sdsi --program cisco --hours 3 --completed 2026-11-01",
        "do not go by the hours",
    ),
    (
        "x --program isc2 --credits 1 --hours 1 --completed 2026-11-01",
        "cannot be used with",
    ),
    (
        "x --program isc2 --credits 1 --completed 2026-11-28",
        "it is after today",
    ),
    (
        "encor --hours 3",
        "the catalogue has it, and its credits do not go by the hours",
    ),
    (
        "enarsi --program cisco --title X --completed 2026-11-01",
        "`--title X`: the catalogue has it, and its title",
    ),
    (
        "x --hours 3 --completed 2026-11-01",
        "`finder log NAME --program ID --title TEXT --credits 3`",
    ),
    (
        "x --program isc2 --credits 1 --offering cisco-u --completed 2026-11-01",
        "what is your own has no offerings",
    ),
    (
        "ct-webinar --program isc2 --offering cisco-u",
        "what is your own has no offerings",
    ),
    ("ct-webinar --program isc2 --hours abc", "`--hours abc`"),
    ("ct-webinar --hours 0", "so little time earns nothing"),
    (
        "ct-webinar --hours 1000.25",
        "no single activity takes more than 1000 hours",
    ),
    (
        "x --program isc2 --hours 100000 --completed 2026-11-01",
        "no single activity takes more than 1000 hours",
    ),
    (
        "exam 350-401 --passed 2026-11-01 --category group-a",
        "unexpected argument",
    ),
];

#[test]
fn what_is_said_of_it_must_be_enough_and_make_sense() {
    let holder = Holder::of_four();
    let before = holder.record();
    for (args, told) in REFUSED {
        let said = holder.ask(&format!("log {args}"));
        assert_eq!(
            (said.code, said.stdout.as_str()),
            (2, ""),
            "{args}: {}",
            said.stderr
        );
        assert!(said.stderr.contains(told), "{args}: {}", said.stderr);
    }
    assert_eq!(holder.record(), before);
    // What lies before the cycle is written, and that is said.
    let said =
        holder.ask("log x --program isc2 --credits 1 --category group-a --completed 2025-05-01");
    assert!(
        said.stderr.contains("when the cycle of `cissp` began"),
        "{}",
        said.stderr
    );
}
