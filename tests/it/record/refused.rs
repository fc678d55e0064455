//! What does not count is refused or remarked on, with its rule.

use super::Holder;

/// One who earned her certification on 2025-01-10.
fn ada() -> Holder {
    let ada = Holder::new();
    ada.logged("cert gnp --earned 2025-01-10 --expires 2026-11-01");
    ada
}

#[track_caller]
fn refuses(ada: &Holder, args: &str, why: &str) {
    let said = ada.refused(args);
    assert!(said.starts_with("error: ") && said.contains(why), "{said}");
}

/// The same, of what the catalogue does not have and the record does, which is said first.
#[track_caller]
fn refuses_of_her_own(ada: &Holder, args: &str, why: &str) {
    let said = ada.refused(args);
    let is_told = said.starts_with("note: of what your record names") && said.contains(why);
    assert!(is_told && said.matches("error: ").count() == 1, "{said}");
}

/// It is written, with one remark and no more.
#[track_caller]
fn remarks(ada: &Holder, args: &str, why: &str) {
    let said = ada.log(args);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(said.stderr.matches("note: ").count(), 1, "{}", said.stderr);
    assert!(said.stderr.contains(why), "{}", said.stderr);
}

#[test]
fn what_is_completed_outside_the_cycle() {
    let ada = ada();
    let expired = "error: `basics` does not count: `gnp` expired on 2026-11-01, and what is completed on that day or later does not renew it
hint: The rule is at https://guild.example/rules, read on 2026-11-01.
hint: Nothing was written. `--force` writes it all the same.
";
    assert_eq!(ada.refused("basics --completed 2026-11-01"), expired);
    ada.logged("basics --completed 2026-10-31");
    remarks(
        &ada,
        "advanced --completed 2025-01-10 --state earned",
        "not after 2025-01-10, when the cycle of `gnp` began",
    );
    let eve = Holder::new();
    let said = eve.log("basics --completed 2026-10-02");
    assert!(
        said.stderr.contains("holds no certification"),
        "{}",
        said.stderr
    );
}

#[test]
fn what_has_not_come() {
    let ada = ada();
    refuses(
        &ada,
        "basics --completed 2026-11-23",
        "after today, 2026-11-22",
    );
    refuses(&ada, "basics --completed 2026-11-23 --force", "after today");
    refuses(&ada, "exam 200-20 --passed 2027-01-01", "after today");
    refuses(&ada, "cert gna --earned 2027-01-01", "after today");
}

#[test]
fn days_that_are_reversed() {
    let ada = ada();
    let reversed = "basics --completed 2026-10-02 --started 2026-10-03";
    refuses(
        &ada,
        reversed,
        "it begins on 2026-10-03, after it is completed, on 2026-10-02",
    );
    refuses(
        &ada,
        "cert gna --earned 2025-01-10 --expires 2025-01-10",
        "no later than it is earned",
    );
    refuses(&ada, "basics --completed 02/10/2026", "it is not a date");
}

#[test]
fn what_is_after_the_offer() {
    let ada = ada();
    let ended = "spring-offer --completed 2026-10-02 --offering last-year";
    refuses(&ada, ended, "the last day of `last-year` was 2025-06-30");
    let early = "spring-offer --completed 2026-10-02 --offering portal";
    remarks(
        &ada,
        early,
        "`portal` opened on 2026-11-15, later than you completed it",
    );
}

#[test]
fn an_exam_within_180_days_of_a_pass() {
    let ada = ada();
    ada.logged("exam 200-20 --passed 2026-03-01");
    let rule = "180 days must lie between two passes\nhint: The rule is at https://guild.example/rules, read on 2026-11-01.\n";
    refuses(&ada, "exam 200-20 --passed 2026-08-27", rule);
    // Also when the earlier pass is remembered later.
    refuses(&ada, "exam 200-20 --passed 2025-09-03", rule);
    ada.logged("exam 200-20 --passed 2026-08-28");
    ada.logged("exam 200-20 --passed 2025-09-02");
}

#[test]
fn a_course_counts_once_however_it_is_taken() {
    let ada = ada();
    ada.logged("advanced --completed 2026-10-02 --offering academy");
    let other = "advanced --completed 2026-10-20 --offering portal";
    refuses(
        &ada,
        other,
        "completed on 2026-10-02 in the offering `academy`",
    );
    // Corrected on purpose, it is still one entry.
    let said = ada.log(&format!("{other} --force"));
    assert_eq!(said.code, 0);
    assert_eq!(ada.text().matches("[[completion]]").count(), 1);
    ada.logged("taken BASICS");
    remarks(
        &ada,
        "basics --completed 2026-10-02",
        "`basics` as taken before, and a course earns again only in a version that is new",
    );
}

#[test]
fn a_claim_that_was_refused_may_be_made_again() {
    let ada = ada();
    ada.logged("basics --completed 2026-09-02 --state rejected");
    ada.logged("basics --completed 2026-10-02");
    assert_eq!(ada.text().matches("[[completion]]").count(), 2);
}

#[test]
fn a_claim_that_is_late_is_remarked_on() {
    let ada = ada();
    remarks(
        &ada,
        "basics --completed 2026-08-01",
        "to be claimed by 2026-10-30, within 90 days",
    );
}

#[test]
fn it_is_written_where_she_insists() {
    let ada = ada();
    let said = ada.log("basics --completed 2026-11-01 --force");
    assert_eq!(said.code, 0);
    assert!(
        said.stderr.contains("is written, and does not count"),
        "{}",
        said.stderr
    );
    assert!(ada.text().contains("completed = 2026-11-01"));
}

#[test]
fn names_that_lead_nowhere_or_to_something_else() {
    let ada = ada();
    refuses(&ada, "bascis --completed 2026-10-02", "did you mean");
    refuses(&ada, "100-10 --completed 2026-10-02", "it is an exam");
    refuses(&ada, "exam basics --passed 2026-10-02", "it is an activity");
    refuses(
        &ada,
        "exam 100-11 --passed 2026-10-02",
        "did you mean `100-10`",
    );
    refuses(&ada, "cert gnq --earned 2026-10-02", "did you mean");
    refuses(&ada, "pass guild", "no pass is called so");
    refuses(
        &ada,
        "basics --completed 2026-10-02 --offering portals",
        "no offering of it is called so; did you mean `portal`?",
    );
    refuses(
        &ada,
        "basics --completed 2026-10-02 --state done",
        "no state is called so",
    );
    refuses(
        &ada,
        "basics --state earned",
        "it is not said when you completed it",
    );
    refuses(&ada, "exam 200-20", "it is not said when you passed it");
    refuses(&ada, "cert gna", "it is not said when it was earned");
    refuses(&ada, "clc many", "Learning credits come whole");
    refuses(&ada, "--state earned", "it is not said which activity");
    refuses(&ada, "", "there is nothing to remember");
    refuses(
        &ada,
        "basics --undo",
        "`--undo` stands with something to remember",
    );
    refuses(
        &ada,
        "--completed 2026-10-02 exam 200-20",
        "an activity and something else",
    );
}

#[test]
fn what_the_catalogue_no_longer_has_is_told_and_can_be_amended() {
    let text = "format = 1\n[[completion]]\nactivity = 'bygone'\nprogram = 'guild'\ntitle = 'Bygone'\ncredits = 3\ncompleted = 2026-10-02\n";
    let ada = Holder::with(text);
    let said = ada.log("bygone --state earned");
    assert_eq!(
        said.stdout,
        "`bygone` is amended: state earned (was to-submit)\n"
    );
    let told = "note: of what your record names, the catalogue does not have `bygone` (line 3): what the record says of it counts\n";
    assert_eq!(said.stderr.matches("bygone").count(), 1, "{}", said.stderr);
    assert!(said.stderr.contains(told), "{}", said.stderr);
}

#[test]
fn what_is_her_own_has_no_offerings_said_at_once_or_later() {
    let ada = Holder::with("");
    ada.logged("talk --program guild --credits 3 --completed 2026-10-02");
    let says = "`--offering hall`: the catalogue does not have the activity, and what is your own has no offerings";
    refuses_of_her_own(&ada, "talk --offering hall", says);
    refuses_of_her_own(&ada, "talk --program guild --offering hall", says);
    // What the catalogue had once is another matter.
    let text = "format = 1\n[[completion]]\nactivity = 'bygone'\nprogram = 'guild'\ntitle = 'Bygone'\ncourse = 'BYE'\ncredits = 3\ncompleted = 2026-10-02\n";
    let said = Holder::with(text).log("bygone --offering hall");
    assert_eq!(said.stdout, "`bygone` is amended: offering hall\n");
}

#[test]
fn no_activity_earns_more_than_any_could() {
    let ada = Holder::with("");
    let says = "no single activity earns more than 1000 credits";
    for name in ["advanced", "talk --program guild"] {
        refuses(
            &ada,
            &format!("{name} --completed 2026-10-02 --credits 1000.01"),
            says,
        );
    }
    ada.logged("talk --program guild --completed 2026-10-02 --credits 1000");
    refuses_of_her_own(&ada, "talk --credits 99999", says);
}
