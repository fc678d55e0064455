//! Rules of a level that ask for much, for nothing, or for what cannot be: `check` says so at the place, and a plan made all the same has a
//! clear answer.

use crate::{
    finder::{Said, finder},
    folder::Folder,
};

const READ: &str = "source = 'https://www.cisco.com/example'\nchecked = 2026-11-01\n";

/// A program of its own: categories, a level of 100 credits over three years with some rules, and in each category three activities of 15
/// credits at USD 10, 20 and 30.
fn program(categories: &[&str], rules: &str) -> Folder {
    let folder = Folder::empty();
    let declared = |id: &&str| format!("[[category]]\nid = '{id}'\nname = '{id}'\n");
    let declared: String = categories.iter().map(declared).collect();
    let text = format!(
        "id = 'guild'\nname = 'Guild'\nunit = 'point'\nurl = 'https://www.cisco.com/guild'\ncurrency = 'USD'\ntopics = []\n{READ}\
         {declared}[freshness]\noffer = 90\noffering = 180\nprice = 180\nrule = 365\n\
         [estimates]\nhours_per_credit = 1\nhours_per_day = 8\n{READ}\
         [[level]]\nid = 'fellow'\nname = 'Fellow'\nrank = 1\ncovers = ['fellow']\nyears = 3\ntakes_credits = true\n{READ}{rules}\
         [[level.route]]\nid = 'credits-only'\ncredits = 100\nconfidence = 'confirmed'\n{READ}"
    );
    folder.put("guild/program.toml", text.as_bytes());
    let certification = format!(
        "[[certification]]\nid = 'fellow-guild'\nname = 'Fellow'\nlevel = 'fellow'\n{READ}"
    );
    folder.put("guild/certifications.toml", certification.as_bytes());
    let provider = format!(
        "evidence_hosts = []\n[[provider]]\nid = 'guild-shop'\nname = 'Shop'\nurl = 'https://www.cisco.com'\nhosts = ['www.cisco.com']\n{READ}"
    );
    folder.put("guild/providers.toml", provider.as_bytes());
    for category in categories {
        for price in [10, 20, 30] {
            activity(&folder, category, price);
        }
    }
    folder
}

fn activity(folder: &Folder, category: &str, price: u32) {
    let text = format!(
        "title = 'Thing {price} of {category}'\ntype = 'course'\ncredits = 15\ncategory = '{category}'\n{READ}\
         [[offering]]\nprovider = 'guild-shop'\nformat = 'self-paced'\nurl = 'https://www.cisco.com/x'\ncost = '{price} USD'\n{READ}"
    );
    let path = format!("guild/activities/{category}-{price}.toml");
    folder.put(&path, text.as_bytes());
}

/// A program that renews by exams alone, of two classes and of one that includes eight.
fn exams(asked: &str) -> Folder {
    let eight: Vec<String> = (1..=8).map(|number| format!("kind-{number}")).collect();
    let base = |id: &String| format!("[[exam_class]]\nid = '{id}'\nname = '{id}'\n");
    let classes: String = eight.iter().map(base).collect();
    let any = format!("[[exam_class]]\nid = 'any'\nname = 'mixed exam'\nincludes = {eight:?}\n");
    let folder = program(&["talks"], "");
    let path = "guild/program.toml";
    let text = folder
        .text(path)
        .replace("[[level]]", &format!("{classes}{any}[[level]]"));
    let route = format!(
        "[[level.route]]\nid = 'exam-only'\nexams = {{ {asked} }}\nconfidence = 'confirmed'\n{READ}"
    );
    folder.put(path, (text + &route).as_bytes());
    folder
}

fn rule(category: &str, demand: &str) -> String {
    format!("[[level.rule]]\ncategory = '{category}'\n{demand}\n{READ}")
}

fn plan(folder: &Folder) -> Said {
    finder()
        .catalog(&folder.typed(""))
        .args("plan --cert fellow-guild")
}

fn check(folder: &Folder) -> Said {
    finder().built_in().run(&["check", &folder.typed("")])
}

#[track_caller]
fn says(said: &Said, code: u8, parts: &[&str]) {
    assert_eq!(said.code, code, "{}{}", said.stdout, said.stderr);
    for part in parts {
        let both = [&said.stdout, &said.stderr];
        let is_said = both.iter().any(|text| text.contains(part));
        assert!(is_said, "{part}: {}{}", said.stdout, said.stderr);
    }
}

/// Thirty categories, each capped alike.
fn thirty(cap: &str) -> Folder {
    let names: Vec<String> = (0..30).map(|place| format!("kind-{place}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let rules: String = names.iter().map(|name| rule(name, cap)).collect();
    program(&names, &rules)
}

#[test]
fn thirty_caps_that_share_nothing_are_planned_with_where_few_of_them_bind() {
    // Of each category 40 count, so three of them can be what stands in the way, and never four.
    let folder = thirty("most = 40");
    says(&check(&folder), 0, &[]);
    says(&plan(&folder), 0, &["for USD 70.00: 7 activities"]);
}

#[test]
fn more_caps_than_a_plan_can_be_searched_with_are_a_fault_and_hang_nothing() {
    let folder = thirty("most = 5");
    let told = [
        "too-many-caps",
        "more than 512 choices of the 30 caps leave room for less than 100 credits",
    ];
    says(&check(&folder), 1, &told);
    let answer = "there is no program in it that can be used";
    says(&plan(&folder), 2, &[told[0], told[1], answer]);
}

#[test]
fn more_ways_to_sit_exams_than_a_plan_can_be_searched_with_are_a_fault_and_hang_nothing() {
    let folder = exams("any = 4");
    says(&check(&folder), 0, &[]);
    says(&plan(&folder), 1, &["exam-only", "4 mixed exams"]);
    for asked in ["any = 20", "kind-1 = 20, kind-2 = 20, kind-3 = 20"] {
        let folder = exams(asked);
        let told = [
            "bad-route",
            "the exams of the route can be sat in more than 512 ways",
        ];
        says(&check(&folder), 1, &told);
        says(
            &plan(&folder),
            2,
            &[told[1], "there is no program in it that can be used"],
        );
    }
    let told = "it must be a whole number from 1 to 20";
    says(&check(&exams("any = 4000000000")), 1, &["bad-number", told]);
}

/// Of what ends later than dates can be written, no day is told, in any format.
#[test]
fn a_plan_that_outlasts_the_dates_says_so() {
    let folder = program(&["talks"], "");
    let path = "guild/program.toml";
    folder.turn(path, "credits = 100", "credits = 45");
    let flags = "--hours talks-10=100000 --hours-per-week 0.05";
    let asked = |format: &str| {
        let args = format!("plan --cert fellow-guild {flags} --format {format}");
        finder().catalog(&folder.typed("")).args(&args)
    };
    let told = [
        "done on 9999-12-31",
        "At 0.05 hours a week this ends on 9999-12-31 or later",
    ];
    says(&asked("table"), 0, &told);
    says(
        &asked("json"),
        0,
        &["\"code\": \"end-of-dates\"", "\"renewed_until\": null"],
    );
    for format in ["table", "json", "csv", "markdown", "ics"] {
        let said = asked(format);
        assert!(
            !said.stdout.contains("+1") && !said.stdout.contains(":1000"),
            "{}",
            said.stdout
        );
    }
    assert!(!asked("ics").stdout.contains("9999"));
}

#[test]
fn a_minimum_above_its_cap_is_a_fault_at_both_places() {
    for (cap, counts) in [
        ("most = 40", "40"),
        ("most_percent = 40", "40 (40 % of 100)"),
    ] {
        let rules = rule("webinars", "least = 50") + &rule("webinars", cap);
        let folder = program(&["webinars", "talks"], &rules);
        let message = format!(
            "at least 50 credits of `webinars` are asked for, of which at most {counts} count"
        );
        says(&check(&folder), 1, &["bad-rule", &message, "program.toml:"]);
        says(&plan(&folder), 2, &[&message]);
    }
    let folder = program(&["webinars", "talks"], &rule("talks", "least = -5"));
    says(&check(&folder), 1, &["bad-credits"]);
}

#[test]
fn minima_out_of_measure_are_remarked_on_and_kept_to() {
    let cases = [
        (
            rule("talks", "least = 120"),
            "at least 120 credits are more than any route asks for",
            1,
        ),
        (
            format!("[[level.rule]]\nyearly = 50\n{READ}"),
            "50 credits in each of 3 years are 150, more than any route asks for",
            0,
        ),
        (
            rule("talks", "least = 0"),
            "a minimum of 0 credits demands nothing",
            0,
        ),
    ];
    for (rules, message, code) in cases {
        let folder = program(&["webinars", "talks", "labs"], &rules);
        says(&check(&folder), 0, &["warning[bad-rule]", message]);
        let said = plan(&folder);
        assert_eq!(said.code, code, "{}{}", said.stdout, said.stderr);
    }
}

#[test]
fn a_minimum_of_a_category_without_activities_is_what_is_missing() {
    let folder = program(&["webinars", "talks", "labs"], &rule("labs", "least = 10"));
    for price in [10, 20, 30] {
        folder.remove(&format!("guild/activities/labs-{price}.toml"));
    }
    says(&check(&folder), 0, &[]);
    says(&plan(&folder), 1, &["10 credits of labs"]);
}
