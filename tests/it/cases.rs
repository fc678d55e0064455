//! The questions a holder asks of the real catalogue, on a fixed day, and what is true then.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that cannot load the catalogue has nothing to test"
)]

use std::path::Path;

use finder::{
    catalog,
    diagnostic::Sources,
    disk,
    model::{Busy, Catalog, Credits, Minutes, Need, Rates},
    plan::{self, Answer, Outcome, Plan, Reason, Relaxation, RouteOutcome},
};

use crate::values::{currency, day, id, need};

pub(crate) fn whole() -> Catalog {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    catalog::read(&disk::read_folder(&root).unwrap()).0
}

/// The real rules, exams and providers, with the two activities that were once written about.
fn seed() -> Catalog {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let sources = disk::read_folder(&root).unwrap();
    let kept = |path: &str| {
        !path.contains("/activities/")
            || path.ends_with("/rev-up-to-recert-python.toml")
            || path.ends_with("/devnet-associate-fundamentals.toml")
    };
    let files = (0..sources.len()).filter(|file| kept(sources.path(*file)));
    let files = files.map(|file| (sources.path(file).to_owned(), sources.bytes(file).to_vec()));
    catalog::read(&Sources::new(files.collect::<Vec<_>>())).0
}

fn ask(
    catalog: &Catalog,
    certification: &str,
    today: &str,
    change: impl FnOnce(&mut Need),
) -> Answer {
    let (program, certification) = catalog.certification(certification).unwrap();
    let mut need = need(day(today));
    change(&mut need);
    plan::cheapest(program, certification, &need, day(today))
}

#[track_caller]
fn met(answer: &Answer) -> &Plan {
    match &answer.outcome {
        Outcome::Met(planned) => &planned.plan,
        other => panic!("{other:?}"),
    }
}

fn ids(plan: &Plan) -> Vec<&str> {
    let mut ids: Vec<&str> = plan.items.iter().map(|item| item.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

const TODAY: &str = "2026-11-22";

#[test]
fn a_ccnp_is_renewed_for_nothing_with_the_six_free_paths() {
    let answer = ask(&whole(), "ccnp", TODAY, |_| {});
    let plan = met(&answer);
    assert_eq!(
        (plan.cost.to_string(), plan.credits.to_string()),
        ("USD 0.00".to_owned(), "84".to_owned())
    );
    assert_eq!(
        ids(plan),
        [
            "administering-cisco-modeling-labs",
            "advanced-automation-with-cisco-modeling-labs",
            "aibiz",
            "cmllab",
            "devnae",
            "sdsi"
        ]
    );
    assert_eq!(plan.route, id("credits-only"));
    assert_eq!(
        answer.covers,
        [id("associate"), id("specialist"), id("professional")]
    );
}

#[test]
fn without_the_largest_free_path_one_exam_is_cheapest() {
    let answer = ask(&whole(), "ccnp", TODAY, |need| {
        need.filter.exclude = [id("sdsi")].into();
    });
    let plan = met(&answer);
    assert_eq!(
        (plan.cost.to_string(), plan.credits.to_string()),
        ("USD 300.00".to_owned(), "43".to_owned())
    );
    assert_eq!(
        (plan.route.as_str(), plan.items.len()),
        ("credits-and-exam", 6)
    );
}

#[test]
fn a_ccie_by_credits_alone_needs_the_essentials_pass() {
    let answer = ask(&whole(), "ccie", TODAY, |need| {
        need.routes = vec!["credits-only".to_owned()];
    });
    let plan = met(&answer);
    assert_eq!(plan.cost.to_string(), "USD 1800.00");
    assert!(ids(plan).contains(&"cisco-u-essentials"));
    let planned = answer.outcome.planned().unwrap();
    assert!(
        planned
            .warnings
            .iter()
            .any(|warning| warning.code() == "old-price")
    );
}

#[test]
fn a_ccie_is_cheapest_with_eighty_credits_and_one_professional_exam() {
    let answer = ask(&whole(), "ccie", TODAY, |_| {});
    let plan = met(&answer);
    assert_eq!(
        (plan.cost.to_string(), plan.route.as_str()),
        ("USD 300.00".to_owned(), "credits-and-exam-3")
    );
}

#[test]
fn nothing_is_left_to_do_when_the_credits_are_there() {
    let answer = ask(&whole(), "ccna", TODAY, |need| {
        need.have = Credits::parse("30").unwrap();
    });
    assert!(met(&answer).items.is_empty());
}

#[test]
fn credits_do_not_renew_a_ccst_but_exams_do() {
    let answer = ask(&whole(), "ccst", TODAY, |_| {});
    let plan = met(&answer);
    assert_eq!(
        (plan.route.as_str(), plan.cost.to_string()),
        ("exam-only", "USD 125.00".to_owned())
    );
}

#[test]
fn past_the_expiry_no_plan_helps() {
    for expires in ["2026-11-20", TODAY] {
        let answer = ask(&whole(), "ccnp", TODAY, |need| {
            need.expires = Some(day(expires));
        });
        assert_eq!(answer.outcome, Outcome::Expired);
    }
}

#[test]
fn too_little_time_says_what_would_be_enough() {
    let catalog = whole();
    let hurried = |need: &mut Need, hours: u32| {
        need.expires = Some(day("2026-12-20"));
        need.hours_per_week = Minutes::new(hours * 60);
    };
    let answer = ask(&catalog, "ccnp", TODAY, |need| hurried(need, 2));
    let Outcome::Short(planned, shortfall) = &answer.outcome else {
        panic!("{:?}", answer.outcome)
    };
    assert_eq!(
        planned.plan.credits.to_string(),
        "8",
        "eight hours are left"
    );
    assert_eq!(shortfall.missing.credits.to_string(), "72");
    let Some(Relaxation::HoursPerWeek { least, .. }) = shortfall.relaxations.first() else {
        panic!("{:?}", shortfall.relaxations)
    };
    let with = |minutes: u32| {
        ask(&catalog, "ccnp", TODAY, |need| {
            hurried(need, 0);
            need.hours_per_week = Minutes::new(minutes);
        })
    };
    assert!(matches!(with(least.minutes()).outcome, Outcome::Met(_)));
    assert!(matches!(
        with(least.minutes() - 15).outcome,
        Outcome::Short(..)
    ));
}

#[test]
fn the_two_seed_activities_renew_a_ccna_in_pounds_but_no_ccnp() {
    let in_pounds = |need: &mut Need| need.rates = Rates::none(currency("GBP"));
    let catalog = seed();
    let ccna = ask(&catalog, "ccna", "2023-04-01", in_pounds);
    assert_eq!(met(&ccna).cost.to_string(), "GBP 99.00");
    assert_eq!(ids(met(&ccna)), ["devnet-associate-fundamentals"]);
    let professional = ask(&catalog, "ccnp", "2023-04-01", in_pounds);
    let Outcome::Short(planned, shortfall) = &professional.outcome else {
        panic!("{:?}", professional.outcome)
    };
    assert_eq!(
        (
            planned.plan.route.as_str(),
            shortfall.missing.credits.to_string()
        ),
        ("credits-only", "17".to_owned())
    );
    let exams = planned
        .left_out
        .iter()
        .filter(|left| matches!(left.reason, Reason::NoRate { .. }));
    assert!(
        exams.count() > 20,
        "the exams have a price, but none in pounds"
    );
}

#[test]
fn the_last_day_still_counts_and_the_next_does_not() {
    let catalog = seed();
    let best = |today| {
        let answer = ask(&catalog, "ccnp", today, |need| {
            need.rates = Rates::none(currency("GBP"));
        });
        answer.outcome.planned().unwrap().plan.credits.to_string()
    };
    assert_eq!(best("2023-04-20"), "63");
    assert_eq!(best("2023-04-21"), "48");
}

#[test]
fn every_certification_gets_an_answer() {
    let catalog = whole();
    let program = catalog.programs.values().next().unwrap();
    for certification in &program.certifications {
        let answer = ask(&catalog, certification.id.as_str(), TODAY, |_| {});
        let known = match &answer.outcome {
            Outcome::Met(_) => true,
            Outcome::NoRoute => certification.level == id("technician"),
            Outcome::Retired => certification.retired.is_some(),
            Outcome::Short(planned, _) => {
                // The one exam that renews it has no known fee.
                certification.level == id("customer-success")
                    && planned
                        .left_out
                        .iter()
                        .any(|left| left.reason == Reason::PriceUnknown)
            }
            Outcome::Expired | Outcome::Undecided { .. } => false,
        };
        assert!(known, "{}: {:?}", certification.id, answer.outcome);
    }
}

#[test]
fn every_route_of_every_level_is_compared() {
    let answer = ask(&whole(), "ccie", TODAY, |_| {});
    let planned = answer.outcome.planned().unwrap();
    assert_eq!(planned.routes.len(), 8);
    let cheapest = planned
        .routes
        .iter()
        .filter_map(|route| match &route.outcome {
            RouteOutcome::Met { cost, .. } => Some(cost.minor),
            RouteOutcome::Short(_) | RouteOutcome::NotAsked | RouteOutcome::Undecided => None,
        });
    assert_eq!(cheapest.min(), Some(planned.plan.cost.minor));
}

#[test]
fn busy_days_are_left_free() {
    let catalog = whole();
    let away = |need: &mut Need| need.busy = Busy::new([(day("2026-12-20"), day("2027-01-03"))]);
    let answer = ask(&catalog, "ccnp", TODAY, away);
    let free = ask(&catalog, "ccnp", TODAY, |_| {});
    let later = met(&answer).finish - met(&free).finish;
    assert_eq!(
        later.num_days(),
        15,
        "the plan takes as many days longer as she is away"
    );
}

#[test]
fn a_price_the_holder_gives_counts_though_the_catalogue_says_free() {
    let answer = ask(&whole(), "ccnp", TODAY, |need| {
        let price = "500 USD".parse().unwrap();
        need.prices.insert("sdsi".to_owned(), price);
    });
    assert_eq!(met(&answer).cost.to_string(), "USD 300.00");
}

#[test]
fn what_takes_nobody_knows_how_long_does_not_win_as_if_it_took_no_time() {
    let answer = ask(&whole(), "ccnp", TODAY, |need| {
        need.filter.exclude = [id("sdsi")].into();
        need.prices
            .insert("400-007".to_owned(), "300 USD".parse().unwrap());
    });
    let plan = met(&answer);
    assert_eq!(plan.route, id("credits-and-exam"));
    assert!(!plan.hours_unknown);
    let lab = ask(&whole(), "ccie", TODAY, |need| {
        need.routes = vec!["exam-only-1".to_owned()];
    });
    assert_eq!(
        (met(&lab).hours_unknown, met(&lab).renewed_until),
        (true, None)
    );
}

#[test]
fn a_plan_that_falls_short_renews_nothing() {
    let answer = ask(&whole(), "ccnp", TODAY, |need| {
        need.max_hours = Minutes::new(10 * 60);
    });
    let planned = answer.outcome.planned().unwrap();
    assert!(matches!(answer.outcome, Outcome::Short(..)));
    assert_eq!(planned.plan.renewed_until, None);
}

#[test]
fn a_price_or_a_rate_that_would_close_a_route_is_named() {
    let relaxations = |answer: Answer| match answer.outcome {
        Outcome::Short(_, shortfall) => shortfall.relaxations,
        other => panic!("{other:?}"),
    };
    let csm = ask(&whole(), "customer-success-manager", TODAY, |_| {});
    let price = Relaxation::Prices {
        of: vec![(id("820-605"), None)],
        most: None,
        cost: "0 USD".parse().unwrap(),
    };
    assert_eq!(relaxations(csm), [price]);
    let in_pounds = ask(&seed(), "ccnp", "2023-04-01", |need| {
        need.rates = Rates::none(currency("GBP"));
    });
    let currency = currency("USD");
    assert!(relaxations(in_pounds).contains(&Relaxation::Rate { currency }));
}

#[test]
fn an_id_means_its_entry_alone_though_it_is_a_course_code_too() {
    let answer = ask(&whole(), "ccnp", TODAY, |need| {
        need.filter.only = [id("sise")].into();
        need.passes = [(id("cisco-u-all-access"), None)].into();
    });
    let planned = answer.outcome.planned().unwrap();
    assert_eq!(ids(&planned.plan), ["sise"]);
}
