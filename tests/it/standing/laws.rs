//! What holds for every record.

use std::sync::LazyLock;

use finder::{
    model::{Credits, Date, ProgramCatalog},
    record::{ClaimState, Completion, Held, Record, standing::standing},
};
use proptest::prelude::*;

use super::parts::{cisco, claimed, course, exam, held, record};
use crate::values::day;

static CISCO: LazyLock<ProgramCatalog> = LazyLock::new(cisco);

/// A day within some years of the day that is asked of.
fn days() -> impl Strategy<Value = Date> {
    (0_u64..3500).prop_map(|days| day("2019-01-01") + chrono::Days::new(days))
}

fn holdings() -> impl Strategy<Value = Held> {
    let names = prop::sample::select(vec![
        "ccna",
        "ccna-automation",
        "ccnp-enterprise",
        "ccnp-security",
        "ccie-security",
        "ccst-networking",
        "specialist",
    ]);
    (names, prop::option::of(days()), prop::option::of(days())).prop_map(
        |(name, earned, expires)| Held {
            earned,
            expires: expires.filter(|expires| earned.is_none_or(|earned| earned < *expires)),
            ..held(name, "", "")
        },
    )
}

fn completions() -> impl Strategy<Value = Completion> {
    let courses = prop::sample::select(vec!["A/1.0", "A/2.0", "B", "C", "D", "E", "F"]);
    let exams = prop::sample::select(vec![
        ("200-301", "associate"),
        ("350-401", "core"),
        ("350-701", "core"),
        ("300-410", "concentration"),
        ("300-710", "concentration"),
    ]);
    let state = prop::sample::select(ClaimState::ALL.to_vec());
    let course = (courses, days(), 1_u32..70).prop_map(|(name, completed, credits)| {
        course(name, &completed.to_string(), &credits.to_string())
    });
    let exam = (exams, days())
        .prop_map(|((number, class), passed)| exam(number, class, &passed.to_string()));
    prop_oneof![
        3 => (course, state).prop_map(|(course, state)| claimed(state, course)),
        1 => exam,
    ]
}

fn records() -> impl Strategy<Value = Record> {
    let held = prop::collection::vec(holdings(), 0..5);
    let done = prop::collection::vec(completions(), 0..10);
    (held, done).prop_map(|(held, done)| record(held, done))
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(300)
    }
}

proptest! {
    #![proptest_config(config())]

    /// Every completion of the program either counts for a target or is passed over, and what counts lies in the cycle.
    #[test]
    fn nothing_is_lost_and_nothing_counts_twice(record in records(), today in days()) {
        for target in standing(&record, &CISCO, today).targets {
            let passed_over = target.passed_over.iter().map(|(place, _)| *place);
            let mut places: Vec<usize> = target.counted.iter().copied().chain(passed_over).collect();
            places.sort_unstable();
            prop_assert_eq!(places, (0..record.completions.len()).collect::<Vec<_>>());
            let mut courses = Vec::new();
            for place in &target.counted {
                let completion = &record.completions[*place];
                prop_assert!(target.cycle.counts(completion.completed) && completion.completed <= today);
                prop_assert!(completion.state != ClaimState::Rejected);
                courses.push(completion.title.clone() + completion.id().as_str());
            }
            courses.sort_unstable();
            let number = courses.len();
            courses.dedup();
            prop_assert_eq!(courses.len(), number);
        }
    }

    /// The credits had, by state, are those of what counts.
    #[test]
    fn credits_add_up(record in records(), today in days()) {
        let standing = standing(&record, &CISCO, today);
        for target in &standing.targets {
            let counted = target.counted.iter().map(|place| record.completions[*place].credits());
            prop_assert_eq!(target.tally.have(), counted.sum::<Credits>());
            let mut counted = target.counted.iter();
            let is_settled = counted.all(|place| record.completions[*place].state == ClaimState::Earned);
            let is_closed = target.gaps.iter().any(finder::record::standing::Gap::is_closed);
            prop_assert_eq!(is_closed, target.reached.is_some());
            let rank = |level| CISCO.program.level(level).unwrap().rank;
            let mut others = standing.certifications.iter();
            // Only what lay before a higher certification may have renewed nothing.
            let is_overtaken = others.any(|held| rank(&held.level) > rank(&target.level));
            prop_assert!(!is_closed || !is_settled || is_overtaken, "what is closed has been renewed");
        }
    }

    /// Every certification that can be renewed is in one target, under one that is no lower and covers it.
    #[test]
    fn every_active_certification_has_one_target(record in records(), today in days()) {
        let standing = standing(&record, &CISCO, today);
        let rank = |place: usize| {
            let level = &standing.certifications[place].level;
            CISCO.program.level(level).unwrap().rank
        };
        let mut members: Vec<usize> = Vec::new();
        for target in &standing.targets {
            let lead = target.lead().unwrap();
            prop_assert!(target.members.iter().all(|member| rank(*member) <= rank(lead)));
            members.extend(&target.members);
        }
        members.sort_unstable();
        let active = standing.certifications.iter().enumerate();
        let active = active.filter(|(_, held)| held.state == finder::record::standing::HeldState::Active);
        prop_assert_eq!(members, active.map(|(place, _)| place).collect::<Vec<_>>());
    }

    /// The order of the file changes nothing but places.
    #[test]
    fn the_order_of_the_file_is_not_told(record in records(), today in days()) {
        let mut turned = record.clone();
        turned.certifications.reverse();
        let told = |record: &Record| {
            let standing = standing(record, &CISCO, today);
            let mut gaps: Vec<_> = standing.targets.into_iter().map(|t| (t.level, t.cycle, t.gaps)).collect();
            gaps.sort_by_key(|(level, _, _)| level.clone());
            gaps
        };
        prop_assert_eq!(told(&record), told(&turned));
    }

    /// What is written down as renewed by a renewal that follows changes nothing in what is to be done.
    #[test]
    fn writing_renewals_down_changes_nothing(record in records(), today in days()) {
        let before = standing(&record, &CISCO, today);
        let mut written = record.clone();
        for held in before.certifications.iter().filter(|held| held.renewed.is_some()) {
            written.certifications[held.place].earned = held.cycle.begins;
            written.certifications[held.place].expires = held.cycle.expires;
        }
        let after = standing(&written, &CISCO, today);
        let told = |standing: finder::record::standing::Standing| -> Vec<_> {
            let told = standing.targets.into_iter();
            told.map(|t| (t.members, t.cycle.begins, t.cycle.expires, t.gaps)).collect()
        };
        prop_assert_eq!(told(before), told(after));
    }

    /// A completion more never makes a gap larger, as long as it renews nothing.
    #[test]
    fn more_is_never_less(record in records(), more in completions(), today in days()) {
        let before = standing(&record, &CISCO, today);
        let mut richer = record.clone();
        richer.completions.push(more);
        let after = standing(&richer, &CISCO, today);
        let renewed = |standing: &finder::record::standing::Standing| -> Vec<_> {
            standing.certifications.iter().map(|held| held.renewed.clone()).collect()
        };
        if renewed(&before) != renewed(&after) {
            return Ok(());
        }
        for (before, after) in before.targets.iter().zip(&after.targets) {
            // An earlier completion of the same course may take the place of a later one that earned more.
            let displaced = before.counted.iter().any(|place| !after.counted.contains(place));
            for (gap, less) in before.gaps.iter().zip(&after.gaps) {
                prop_assert!(displaced || less.credits <= gap.credits);
                prop_assert!(less.exams.values().sum::<u32>() <= gap.exams.values().sum::<u32>());
            }
        }
    }
}
