//! `finder status` and `finder claim`: what they say, how they end, and what they write.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests look at files, and fail by panicking"
)]

mod calendar;
mod claim;
mod json;

use std::fs;

use tempfile::TempDir;

use crate::finder::{Finder, Said, finder};

const TODAY: &str = "2026-11-27";

/// What is held, in Cisco's program.
const HELD: &str = r#"format = 1

[[certification]]
id = "ccna"
earned = 2024-01-10
expires = 2027-01-10

[[certification]]
id = "ccnp-enterprise"
earned = 2024-05-01
"#;

/// What was completed: posted by itself, submitted, passed, before the cycle.
const DONE: &str = r#"
[[completion]]
activity = "sdsi"
program = "cisco"
title = "Designing Cisco Security Infrastructure"
credits = 25.5
completed = 2026-10-02
certificate = "X-123"
evidence = "~/none.pdf"

[[completion]]
activity = "cisco-live"
program = "cisco"
title = "A session at Cisco Live"
credits = 4
started = 2026-11-01
completed = 2026-11-01
state = "pending"

[[completion]]
exam = "300-410"
program = "cisco"
title = "Implementing Cisco Enterprise Advanced Routing and Services"
class = "concentration"
completed = 2025-05-01

[[completion]]
activity = "encor"
program = "cisco"
title = "Implementing and Operating Cisco Enterprise Network Core Technologies"
course = "ENCOR"
credits = 64
completed = 2024-04-30
state = "earned"

[[pass]]
id = "cisco-u-all-access"
until = 2027-03-01

[defaults]
clc = 40
clc_until = 2026-12-31
"#;

/// A holder with a record.
struct Holder {
    home: TempDir,
    catalog: Option<&'static str>,
}

impl Holder {
    fn with(record: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("data")).unwrap();
        fs::write(home.path().join("data/record.toml"), record).unwrap();
        Self {
            home,
            catalog: None,
        }
    }

    /// In a catalogue of the tests.
    fn on(self, catalog: &'static str) -> Self {
        let catalog = Some(catalog);
        Self { catalog, ..self }
    }

    fn text(&self) -> String {
        fs::read_to_string(self.home.path().join("data/record.toml")).unwrap()
    }

    fn finder(&self) -> Finder {
        let finder = finder().home(self.home.path()).today(TODAY).width(80);
        match self.catalog {
            Some(catalog) => finder.catalog(&format!(
                "{}/tests/it/fixtures/{catalog}",
                env!("CARGO_MANIFEST_DIR")
            )),
            None => finder.built_in(),
        }
    }

    fn ask(&self, args: &str) -> Said {
        self.finder().args(args)
    }
}

fn full() -> Holder {
    Holder::with(&format!("{HELD}{DONE}"))
}

#[test]
fn all_is_told_at_a_glance() {
    let said = full().ask("status");
    insta::assert_snapshot!("glance", said.stdout);
    assert_eq!(said.code, 0);
}

#[test]
fn what_ends_first_is_named_first() {
    let first = |record: &str| {
        let said = Holder::with(record)
            .finder()
            .width(400)
            .args("status")
            .stdout;
        said.lines().next().unwrap().to_owned()
    };
    assert_eq!(
        first(HELD),
        "44 days left for CCNA, until 2027-01-09, which ends first; 155 days left to renew CCNP Enterprise: until 2027-04-30."
    );
    // Of two programs the one of which something ends first.
    let pmp = "\n[[certification]]\nid = 'pmp'\nexpires = 2027-02-01\n";
    assert!(first(&format!("{HELD}{pmp}")).starts_with("44 days left for CCNA"));
    let alone = HELD.replace("expires = 2027-01-10\n", "expires = 2027-05-01\n");
    assert_eq!(
        first(&alone),
        "155 days left to renew CCNP Enterprise and CCNA: until 2027-04-30."
    );
}

#[test]
fn it_fits_screens_wide_and_narrow_and_plain() {
    let wide = full().finder().width(200).args("status").stdout;
    insta::assert_snapshot!("glance_wide", wide);
    for width in [20, 40, 80] {
        let narrow = full().finder().width(width).args("status").stdout;
        let fits = |line: &&str| unicode_width::UnicodeWidthStr::width(*line) > width;
        let too_wide: Vec<&str> = narrow.lines().filter(fits).collect();
        let whole = |line: &&&str| !line.contains('`') && !line.contains("https://");
        assert_eq!(too_wide.iter().filter(whole).count(), 0, "{too_wide:#?}");
    }
    let plain = full().finder().ascii().args("status").stdout;
    assert!(plain.is_ascii(), "{plain}");
}

#[test]
fn a_manager_gets_markdown_and_rows() {
    let holder = full();
    insta::assert_snapshot!("markdown", holder.ask("status --format markdown").stdout);
    insta::assert_snapshot!("csv", holder.ask("status --format csv").stdout);
}

#[test]
fn who_has_no_record_is_told_how_to_begin() {
    let home = tempfile::tempdir().unwrap();
    let said = finder()
        .built_in()
        .home(home.path())
        .width(80)
        .args("status");
    insta::assert_snapshot!("begin", said.stdout);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    let empty = Holder::with("format = 1\n").ask("status");
    assert!(
        empty.stdout.contains("says nothing of what you hold"),
        "{}",
        empty.stdout
    );
    assert_eq!(empty.code, 0);
    let json = finder()
        .built_in()
        .home(home.path())
        .args("status --format json");
    assert!(
        json.stdout.contains("\"what\": \"begin\""),
        "{}",
        json.stdout
    );
}

/// The exit code, and the paragraph under a heading.
#[track_caller]
fn check(record: &str, code: u8, told: &[&str]) {
    let said = Holder::with(record).ask("status");
    assert_eq!(said.code, code, "{}", said.stdout);
    let text = said.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in told {
        assert!(
            text.contains(told),
            "{told}\n\nis not in\n\n{}",
            said.stdout
        );
    }
}

#[test]
fn what_is_overdue_ends_in_one() {
    let late = DONE.replace("2026-10-02", "2026-08-28");
    check(
        &format!("{HELD}{late}"),
        1,
        &[
            "“Designing Cisco Security Infrastructure” was to be claimed by 2026-11-26, 1 day ago.",
            "Next: claim “Designing Cisco Security Infrastructure”: `finder claim sdsi` says how.",
        ],
    );
    // On the last day it is not late yet.
    let last = DONE.replace("2026-10-02", "2026-08-29");
    check(&format!("{HELD}{last}"), 0, &["by 2026-11-27, today"]);
    let expired = "format = 1\n[[certification]]\nid = 'ccnp'\nearned = 2023-11-27\n";
    check(
        expired,
        1,
        &[
            "CCNP expired on 2026-11-27.",
            "CCNP expired on 2026-11-27, and nothing in your record has renewed it.",
            "`finder show ccnp` shows what CCNP takes; or take it out of your record",
        ],
    );
}

#[test]
fn a_renewal_that_has_happened_is_told_with_how_to_write_it_down() {
    let renewed = DONE
        .replace("credits = 25.5", "credits = 60\nstate = 'earned'")
        .replace("2026-10-02", "2026-10-03");
    let holder = format!("{HELD}{renewed}");
    check(
        &holder,
        0,
        &[
            "CCNA and CCNP Enterprise have been renewed by the route `credits-and-exam` of CCNP Enterprise, from 2026-10-03, until 2029-10-03.",
            "`finder log cert ccnp-enterprise --earned 2026-10-03`",
            "Next: see that CCNP Enterprise stands as renewed at https://ce.cisco.com",
        ],
    );
    // Written down, it is no more than what the record says, and the lower one has been renewed with it.
    let written =
        format!("{holder}[[certification]]\nid = 'ccnp-enterprise'\nearned = 2026-10-03\n");
    let written = written
        .replace("[[pass]]", "")
        .replace("id = \"cisco-u-all-access\"\nuntil = 2027-03-01", "");
    check(
        &written,
        0,
        &[
            "CCNA has been renewed together with CCNP Enterprise, from 2026-10-03, until 2029-10-03.",
        ],
    );
}

#[test]
fn what_is_completed_and_not_validated_is_no_renewal_yet() {
    let reached = DONE.replace("credits = 25.5", "credits = 60");
    check(
        &format!("{HELD}{reached}"),
        0,
        &[
            "155 days left for CCNP Enterprise and CCNA, until 2027-04-30: all that is needed is completed, and has yet to be validated.",
            "Once your claims are validated, CCNP Enterprise and CCNA will have been renewed by the route `credits-and-exam`, from 2026-10-02, until 2029-10-02.",
            "Next: claim “Designing Cisco Security Infrastructure”",
        ],
    );
}

#[test]
fn what_does_not_count_says_why() {
    let again = "\n[[completion]]\nactivity = 'encor'\nprogram = 'cisco'\ntitle = 'ENCOR again'\ncourse = 'ENCOR'\n\
                 credits = 64\ncompleted = 2025-04-30\nstate = 'earned'\n";
    check(
        &format!("{HELD}{DONE}{again}").replace("[defaults]", "[defaults]"),
        0,
        &[
            "“ENCOR again”, completed on 2025-04-30: the same course earned credits on 2024-04-30 already.",
        ],
    );
}

#[test]
fn what_the_catalogue_does_not_have_is_told_and_stays() {
    let strange = "\n[[certification]]\nid = 'ccde-of-old'\nearned = 2025-01-01\n\
                   [[completion]]\nactivity = 'talk'\nprogram = 'elsewhere'\ntitle = 'A talk'\ncredits = 3\ncompleted = 2026-01-01\n";
    let record = format!("{HELD}{strange}");
    check(
        &record,
        0,
        &[
            "`ccde-of-old` is no certification of this catalogue: it stays in your record",
            "“A talk” belongs to the program `elsewhere`, which this catalogue does not have",
        ],
    );
    let holder = Holder::with(&record);
    holder.ask("status");
    assert_eq!(holder.text(), record);
}

#[test]
fn one_that_ends_before_the_highest_is_warned_of() {
    check(
        HELD,
        0,
        &[
            "CCNA expires on 2027-01-10, before CCNP Enterprise: credits save it only if all of CCNP Enterprise is renewed by 2027-01-09",
            "CCNA may have been renewed on 2024-05-01, when CCNP Enterprise was earned or renewed",
        ],
    );
}

#[test]
fn categories_and_years_are_told() {
    let done = |category: &str, n: u32, completed: &str, credits: u32| {
        format!(
            "[[completion]]\nactivity = 'a{n}'\nprogram = 'society'\ntitle = 'A{n}'\ncategory = '{category}'\ncredits = {credits}\n\
             completed = {completed}\nstate = 'earned'\n"
        )
    };
    let record = format!(
        "format = 1\n[[certification]]\nid = 'css'\nearned = 2024-11-28\n{}{}{}",
        done("reading", 1, "2025-01-01", 10),
        done("training", 2, "2025-02-01", 30),
        done("teaching", 3, "2026-02-01", 3)
    );
    let said = Holder::with(&record).on("society").ask("status");
    insta::assert_snapshot!("categories", said.stdout);
}

#[test]
fn a_claim_that_can_bring_nothing_is_not_overdue() {
    let idle = "taken = ['dccor']\n[[certification]]\nid = 'ccnp'\nearned = 2024-12-31\n\
                [[completion]]\nactivity = 'encor'\nprogram = 'cisco'\ntitle = 'Before'\ncredits = 64\ncompleted = 2023-10-02\n\
                [[completion]]\nactivity = 'dccor'\nprogram = 'cisco'\ntitle = 'Again'\ncredits = 64\ncompleted = 2026-06-02\n";
    let idle = format!("format = 1\n{idle}");
    check(
        &idle,
        0,
        &[
            "“Again”, completed on 2026-06-02: it was taken before",
            "Next: `finder plan --cert ccnp`",
        ],
    );
    let said = Holder::with(&idle).ask("status --format json");
    assert!(said.stdout.contains("\"claims\": []"), "{}", said.stdout);
    // In the cycle it can bring something, and is late.
    check(
        &idle.replace("2023-10-02", "2025-10-02"),
        1,
        &["“Before” was to be claimed by 2025-12-31"],
    );
}

#[test]
fn the_rules_of_one_program_are_not_told_of_another() {
    let record = "format = 1\n[[certification]]\nid = 'security-plus'\nearned = 2024-01-10\n\
                  [[completion]]\nactivity = 'own'\nprogram = 'comptia'\ntitle = 'Own'\ncategory = 'training'\ncredits = 50\n\
                  completed = 2026-02-01\nstate = 'earned'\n";
    check(
        record,
        0,
        &[
            "from 2026-02-01, until 2029-02-01 at the earliest (whether it lasts from that day or from the old expiry was not read)",
            "`finder log cert security-plus --earned 2026-02-01 --expires DATE`",
            "Whether what has expired can still be renewed was not read.",
        ],
    );
    // Written down with an expiry that was granted early: it is valid today, and what comes before its first day counts for it no more.
    let written = format!(
        "{record}[[certification]]\nid = 'security-plus'\nearned = 2026-02-01\nexpires = 2030-01-10\n"
    );
    check(
        &written,
        0,
        &[
            "1140 days left to renew CompTIA Security+: until 2030-01-09.",
            "What counts was completed after 2027-01-10.",
        ],
    );
}
