//! What a record comes to: small examples, worked out by hand.

mod laws;
pub(crate) mod parts;

use finder::record::{
    ClaimState::{Pending, Rejected, ToSubmit},
    Completion, Held, Record,
    standing::{HeldState, PassedOver, Standing, WorkedOut, standing},
};

use crate::values::{day, id};
use parts::{cisco, claimed, course, exam, gaps, held, in_category, record, society};

const TODAY: &str = "2026-11-27";

fn stand(record: &Record) -> Standing {
    standing(record, &cisco(), day(TODAY))
}

/// A CCNP that expires on 2027-05-01, with completions.
fn ccnp(completions: Vec<Completion>) -> Standing {
    stand(&record(
        vec![held("ccnp-enterprise", "2024-05-01", "2027-05-01")],
        completions,
    ))
}

#[track_caller]
fn counts(standing: &Standing, counted: &[usize], passed_over: &[(usize, PassedOver)]) {
    let target = &standing.targets[0];
    assert_eq!(target.counted, counted);
    assert_eq!(target.passed_over, passed_over);
}

#[test]
fn the_highest_active_level_decides_and_renews_all_below() {
    let standing = stand(&record(
        vec![
            held("ccna", "2024-01-10", "2027-01-10"),
            held("ccnp-security", "2024-06-01", "2027-06-01"),
            held("ccnp-enterprise", "2024-05-01", "2027-05-01"),
            held("ccst-networking", "2025-09-01", "2030-09-01"),
        ],
        vec![],
    ));
    // Of two at the highest level the one that expires first decides, so that neither is lost.
    assert_eq!(standing.targets[0].members, [2, 1, 0]);
    assert_eq!(standing.targets[0].deadline, Some(day("2027-04-30")));
    let earlier = standing.ends_earlier(&standing.targets[0]);
    assert_eq!(
        earlier.iter().map(|held| held.place).collect::<Vec<_>>(),
        [0]
    );
    // A CCST is below in rank, and yet nothing above covers it.
    assert_eq!(standing.targets[1].members, [3]);
}

#[test]
fn a_retired_or_expired_certification_decides_nothing() {
    let mut program = cisco();
    let ccnp = program
        .certifications
        .iter_mut()
        .find(|certification| certification.id == id("ccnp-security"));
    ccnp.unwrap().retired = Some(finder::model::Retirement {
        on: Some(day("2026-01-01")),
        reason: "gone".to_owned(),
    });
    let held = vec![
        held("ccnp-security", "2024-06-01", ""),
        held("ccie-security", "2023-11-27", ""),
        held("ccna", "2024-06-01", ""),
    ];
    let standing = standing(&record(held, vec![]), &program, day(TODAY));
    let states = standing.certifications.iter().map(|held| held.state);
    let expected = [HeldState::Retired, HeldState::Expired, HeldState::Active];
    assert_eq!(states.collect::<Vec<_>>(), expected);
    assert_eq!(standing.targets.len(), 1);
    assert_eq!(standing.targets[0].members, [2]);
}

#[track_caller]
fn cycle(held: Held, begins: Option<&str>, expires: Option<&str>, worked_out: WorkedOut) {
    let standing = stand(&record(vec![held], vec![]));
    let cycle = standing.certifications[0].cycle;
    assert_eq!(cycle.begins, begins.map(day));
    assert_eq!(cycle.expires, expires.map(day));
    assert_eq!(cycle.worked_out, worked_out);
}

#[test]
fn what_is_not_said_of_a_cycle_is_worked_out() {
    let (begin, end) = (Some("2024-02-29"), Some("2027-02-28"));
    cycle(
        held("ccnp", "2024-02-29", ""),
        begin,
        end,
        WorkedOut::Expiry,
    );
    let begin = Some("2024-02-28");
    cycle(
        held("ccnp", "", "2027-02-28"),
        begin,
        end,
        WorkedOut::Beginning,
    );
    // First earned in 2015 and valid until 2027: it was renewed since.
    cycle(
        held("ccnp", "2015-06-01", "2027-02-28"),
        begin,
        end,
        WorkedOut::Beginning,
    );
    let begin = Some("2025-01-01");
    cycle(
        held("ccnp", "2025-01-01", "2027-02-28"),
        begin,
        end,
        WorkedOut::Nothing,
    );
    cycle(held("ccnp", "", ""), None, None, WorkedOut::Nothing);
    cycle(
        held("ccnp", "2025-01-01", ""),
        begin,
        Some("2028-01-01"),
        WorkedOut::Expiry,
    );
}

#[test]
fn names_from_before_a_renaming_are_known() {
    let standing = stand(&record(
        vec![held("devnet-associate", "2025-01-01", "")],
        vec![],
    ));
    assert_eq!(standing.certifications[0].id, id("ccna-automation"));
}

#[test]
fn what_lies_within_the_cycle_counts_whatever_became_of_its_claim_but_for_a_refusal() {
    let standing = ccnp(vec![
        course("A", "2024-04-30", "10"),
        course("B", "2024-05-01", "10"),
        claimed(Pending, course("C", "2024-05-02", "10")),
        claimed(Rejected, course("D", "2025-01-01", "10")),
        claimed(ToSubmit, course("E", "2026-11-27", "10")),
        course("F", "2026-11-28", "10"),
    ]);
    let passed_over = [
        (0, PassedOver::BeforeCycle),
        (1, PassedOver::OnFirstDay),
        (3, PassedOver::Rejected),
        (5, PassedOver::Later),
    ];
    counts(&standing, &[2, 4], &passed_over);
    let tally = &standing.targets[0].tally;
    assert_eq!(tally.pending.to_string(), "10");
    assert_eq!(tally.to_submit.to_string(), "10");
    assert_eq!(tally.have().to_string(), "20");
    assert_eq!(gaps(&standing)[0], "credits-only: 60");
}

#[test]
fn a_course_counts_once_and_again_only_in_a_newer_version() {
    let standing = ccnp(vec![
        course("ENCOR/1.3", "2023-01-01", "64"),
        course("ENCOR/1.3", "2025-01-01", "64"),
        course("ENCOR/1.4", "2025-02-01", "30"),
        course("ENCOR/1.5", "2025-03-01", "30"),
        claimed(Rejected, course("SISE", "2025-04-01", "40")),
        course("sise", "2025-05-01", "10"),
    ]);
    let passed_over = [
        (0, PassedOver::BeforeCycle),
        (1, PassedOver::TakenBefore(Some(0))),
        (3, PassedOver::Twice(2)),
        (4, PassedOver::Rejected),
    ];
    counts(&standing, &[2, 5], &passed_over);
}

#[test]
fn what_was_taken_before_the_record_began_earns_nothing_again() {
    let mut record = record(
        vec![held("ccnp", "2024-05-01", "")],
        vec![
            course("ENCOR/1.4", "2025-01-01", "64"),
            course("SISE", "2025-01-02", "40"),
        ],
    );
    record.taken = vec![id("sise-1-0")];
    let standing = stand(&record);
    counts(&standing, &[0], &[(1, PassedOver::TakenBefore(None))]);
    assert!(standing.taken.contains(&id("encor-1-4")));
}

#[test]
fn exams_passed_fill_places_and_the_one_that_earned_it_does_not() {
    let standing = ccnp(vec![
        exam("350-401", "core", "2024-05-01"),
        exam("300-410", "concentration", "2025-05-01"),
    ]);
    counts(&standing, &[1], &[(0, PassedOver::OnFirstDay)]);
    let expected = [
        "credits-only: 80",
        "credits-and-exam: 40",
        "exam-only-1: 0 1 core",
        "exam-only-2: 0 1 concentration",
        "exam-only-3: 0 1 expert",
    ];
    assert_eq!(gaps(&standing), expected);
}

#[test]
fn credits_of_a_lower_level_renew_nothing_below_a_higher_one() {
    let held = vec![
        held("ccna", "2024-06-01", ""),
        held("ccnp-enterprise", "2024-05-01", ""),
    ];
    let standing = stand(&record(held, vec![course("A", "2025-01-01", "35")]));
    assert!(
        standing
            .certifications
            .iter()
            .all(|held| held.renewed.is_none())
    );
    assert_eq!(gaps(&standing)[0], "credits-only: 45");
}

#[test]
fn a_closed_route_has_renewed_all_it_covers_from_that_day_on() {
    let held = vec![
        held("ccnp-enterprise", "2023-10-01", "2026-10-01"),
        held("ccna", "2023-12-01", "2026-12-01"),
    ];
    let completions = vec![
        course("A", "2025-01-01", "50"),
        course("B", "2026-09-15", "30"),
        claimed(Pending, course("C", "2026-11-01", "12")),
    ];
    let standing = stand(&record(held, completions));
    for held in &standing.certifications {
        let renewed = held.renewed.as_ref().unwrap();
        assert_eq!(held.state, HeldState::Active);
        assert_eq!(renewed.on, day("2026-09-15"));
        assert_eq!(held.cycle.expires, Some(day("2029-09-15")));
    }
    // What came after counts for the next cycle, and nothing is carried over.
    let passed_over = [(0, PassedOver::BeforeCycle), (1, PassedOver::OnFirstDay)];
    counts(&standing, &[2], &passed_over);
    assert_eq!(gaps(&standing)[0], "credits-only: 68");
}

#[test]
fn what_is_not_validated_renews_nothing_yet() {
    let standing = ccnp(vec![
        course("A", "2025-01-01", "50"),
        claimed(Pending, course("B", "2026-09-15", "20")),
        claimed(ToSubmit, course("C", "2026-10-01", "10")),
    ]);
    assert!(standing.certifications[0].renewed.is_none());
    assert_eq!(gaps(&standing)[0], "credits-only: 0");
    let reached = standing.targets[0].reached.clone().unwrap();
    assert_eq!(reached.route, id("credits-only"));
    assert_eq!(reached.on, day("2026-10-01"));
    assert_eq!(reached.expires, Some(day("2029-10-01")));
}

#[test]
fn a_renewal_in_the_record_renews_what_it_covers() {
    let held = vec![
        held("ccnp-enterprise", "2023-10-01", "2026-10-01"),
        held("ccnp-enterprise", "2026-09-15", "2029-09-15"),
        held("ccna", "2023-12-01", "2026-12-01"),
        held("ccst-networking", "2025-12-01", "2030-12-01"),
    ];
    let standing = stand(&record(held, vec![]));
    let ccna = &standing.certifications[2];
    assert_eq!(ccna.cycle.expires, Some(day("2029-09-15")));
    let renewed = ccna.renewed.clone().unwrap();
    assert_eq!((renewed.route, renewed.lead), (None, id("ccnp-enterprise")));
    assert!(standing.certifications[3].renewed.is_none());
}

#[test]
fn a_renewal_that_is_written_down_is_the_same_as_one_that_follows() {
    let completions = || {
        vec![
            course("A", "2025-01-01", "50"),
            course("B", "2026-09-15", "30"),
        ]
    };
    let before = stand(&record(vec![held("ccnp", "2023-10-01", "")], completions()));
    let after = stand(&record(vec![held("ccnp", "2026-09-15", "")], completions()));
    assert_eq!(before.targets, after.targets);
    assert!(after.certifications[0].renewed.is_none());
}

#[test]
fn an_exam_of_its_own_level_renews_a_lower_certification_alone() {
    let held = vec![
        held("ccna", "2024-06-01", ""),
        held("ccnp-enterprise", "2024-05-01", ""),
    ];
    let exams = vec![exam("200-301", "associate", "2025-01-01")];
    let standing = stand(&record(held, exams));
    assert_eq!(
        standing.certifications[0].cycle.expires,
        Some(day("2028-01-01"))
    );
    assert!(standing.certifications[1].renewed.is_none());
}

#[test]
fn what_expired_is_not_renewed_by_what_came_too_late() {
    let completions = vec![course("A", "2026-11-20", "80")];
    let standing = stand(&record(vec![held("ccnp", "2023-11-20", "")], completions));
    assert_eq!(standing.certifications[0].state, HeldState::Expired);
    assert!(standing.targets.is_empty());
}

#[test]
fn a_higher_certification_that_came_since_leaves_the_lower_one_to_be_asked_about() {
    let held = vec![
        held("ccna", "2023-12-15", ""),
        held("ccnp-enterprise", "2025-02-01", ""),
    ];
    let standing = stand(&record(held, vec![course("A", "2024-06-01", "35")]));
    let ccna = &standing.certifications[0];
    // Whether the CCNP was earned or renewed in 2025 nobody says; had she had it before, 35 credits would have renewed nothing.
    assert!(ccna.renewed.is_none());
    let since = Some((id("ccnp-enterprise"), day("2025-02-01")));
    assert_eq!(ccna.covered_since, since);
}

#[test]
fn the_same_certification_with_a_later_cycle_replaces_the_earlier() {
    let held = vec![
        held("ccnp", "2020-01-01", ""),
        held("ccnp", "2025-01-01", ""),
    ];
    let standing = stand(&record(held, vec![]));
    let states = standing.certifications.iter().map(|held| held.state);
    assert_eq!(
        states.collect::<Vec<_>>(),
        [HeldState::Replaced, HeldState::Active]
    );
    assert_eq!(standing.targets[0].members, [1]);
}

#[test]
fn caps_and_minima_hold_for_what_was_completed() {
    let completions = vec![
        in_category("reading", 1, "2025-01-01", "10"),
        in_category("training", 2, "2025-02-01", "30"),
        in_category("teaching", 3, "2026-02-01", "3"),
    ];
    let record = record(vec![held("css", "2024-11-28", "")], completions);
    let standing = standing(&record, &society(), day(TODAY));
    let target = &standing.targets[0];
    assert_eq!(target.tally.have().to_string(), "43");
    // Reading counts 6 at most; reading and training together 80 % of what the route asks for, 32 of 40 and 16 of 20.
    let counting: Vec<String> = target
        .gaps
        .iter()
        .map(|gap| gap.counting.to_string())
        .collect();
    assert_eq!(counting, ["35", "19", "3"]);
    assert_eq!(
        gaps(&standing),
        [
            "credits-only: 5 sharing 5 2025-11-28 2 2026-11-28 5",
            "credits-and-exam: 1 1 written sharing 5 2025-11-28 2 2026-11-28 5",
            "exam-only: 0 1 practical 1 written",
        ]
    );
    assert_eq!(
        target.tally.had_in_year_of(day("2026-11-27")).to_string(),
        "3"
    );
}
