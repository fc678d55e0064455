//! Reasons and sensitivity on the real catalogue.

use std::collections::BTreeSet;

use finder::{
    model::{Catalog, Money},
    plan::{Effect, Figure, Swing},
};

use super::{Holder, Id, Minutes, Plan, Question, Verdict, day, id};
use crate::cases::whole;

fn holder<'c>(catalog: &'c Catalog, certification: &str) -> Holder<'c> {
    let (program, certification) = catalog.certification(certification).unwrap();
    Holder::new(program, certification)
}

fn things(plan: &Plan) -> BTreeSet<(Id, Option<Id>)> {
    let items = plan.items.iter();
    items
        .map(|item| (item.id.clone(), item.offering.clone()))
        .collect()
}

#[test]
fn every_figure_holds_and_one_step_beyond_does_not() {
    let catalog = whole();
    let professional = holder(&catalog, "ccnp");
    let hurried = professional.with(|need| {
        need.expires = Some(day("2027-03-01"));
        need.hours_per_week = Minutes::new(8 * 60);
    });
    let poor = professional.with(|need| {
        need.budget = Some("350 USD".parse().unwrap());
        need.filter.exclude = [id("sdsi")].into();
    });
    let names = ["encor", "devnae", "350-401", "cisco-u-essentials"];
    let asked: Vec<_> = names.map(|name| (id(name), None)).into();
    for holder in [professional, hurried, poor] {
        let question = Question {
            why_not: asked.clone(),
            ..Question::default()
        };
        let reasons = holder.planned(&question).further.why_not;
        assert!(reasons.len() >= asked.len());
        for reason in &reasons {
            holder.check(reason);
        }
    }
}

#[test]
fn the_margin_is_what_it_costs_to_have_it_done_and_paid() {
    let catalog = whole();
    let holder = holder(&catalog, "ccnp").with(|need| {
        need.routes = vec!["credits-only".to_owned()];
        need.filter.exclude = [
            id("cisco-u-essentials"),
            id("cisco-u-all-access"),
            id("sdsi"),
        ]
        .into();
    });
    let courses = ["encor", "enarsi", "scor", "sise", "dccor", "spcor"];
    let price = |at: usize| 70_000 + 3_791 * u64::try_from(at).unwrap();
    let holder = holder.with(|need| {
        for (at, name) in courses.iter().enumerate() {
            let minor = price(at);
            let currency = need.rates.into;
            need.prices
                .insert((*name).to_owned(), Money { minor, currency });
        }
    });
    let best = holder.plan().unwrap().cost.minor;
    let mut seen = 0;
    for (at, name) in courses.iter().enumerate() {
        let Some(activity) = holder.program.activities.get(*name) else {
            continue;
        };
        let offerings = activity.offerings.iter();
        let reasons = offerings.map(|offering| holder.why_not(name, Some(offering.id.as_str())));
        for margin in reasons.filter_map(|reason| reason.margin) {
            let other = holder.cost_with(name, activity.credits.unwrap(), price(at));
            let worse = i64::try_from(other).unwrap() - i64::try_from(best).unwrap();
            assert_eq!(margin.cost, worse, "{name}");
            seen += 1;
        }
    }
    assert!(seen > 3, "{seen} are in no best plan");
}

#[test]
fn a_plan_changes_with_a_length_exactly_when_it_is_said_to() {
    let catalog = whole();
    let holder = holder(&catalog, "ccie").with(|need| {
        need.expires = Some(day("2027-06-01"));
        need.hours_per_week = Minutes::new(6 * 60);
    });
    let question = Question {
        sensitivity: true,
        ..Question::default()
    };
    let planned = holder.planned(&question);
    let before = things(&planned.plan);
    let (mut changed, mut stayed) = (0, 0);
    for one in &planned.further.sensitivity {
        let Figure::Hours { id, .. } = &one.figure else {
            continue;
        };
        let item = planned.plan.items.iter().find(|item| item.id == *id);
        let minutes = item.unwrap().length.unwrap().minutes.minutes();
        let moved = match one.swing {
            Swing::More => (minutes * 6).div_ceil(5),
            Swing::Less => minutes * 4 / 5,
        };
        let then = holder.with(|need| {
            let moved = Minutes::new(moved).unwrap();
            need.activity_hours.insert(id.clone(), moved);
        });
        let after = things(&then.plan().unwrap());
        match &one.effect {
            Effect::Stays => {
                assert_eq!(before, after, "{one:?}");
                stayed += 1;
            }
            Effect::Changes { leaves, comes, .. } => {
                let left: Vec<_> = before.difference(&after).cloned().collect();
                let came: Vec<_> = after.difference(&before).cloned().collect();
                assert_eq!((leaves, comes), (&left, &came));
                changed += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(
        changed > 0 && stayed > 0,
        "{changed} changed, {stayed} stayed"
    );
}

#[test]
fn the_price_of_an_old_pass_is_doubted() {
    let catalog = whole();
    let holder = holder(&catalog, "ccie").with(|need| {
        need.routes = vec!["credits-only".to_owned()];
    });
    let question = Question {
        sensitivity: true,
        ..Question::default()
    };
    let further = holder.planned(&question).further;
    let pass = Figure::Price {
        id: id("cisco-u-essentials"),
        offering: None,
    };
    let doubted = further.sensitivity.iter().filter(|one| one.figure == pass);
    assert_eq!(doubted.count(), 2, "more and less");
    let own = holder.with(|need| {
        let price = "1800 USD".parse().unwrap();
        need.prices.insert("cisco-u-essentials".to_owned(), price);
    });
    let further = own.planned(&question).further;
    assert!(further.sensitivity.iter().all(|one| one.figure != pass));
}

#[test]
fn nothing_is_looked_at_unasked() {
    let catalog = whole();
    let further = holder(&catalog, "ccnp")
        .planned(&Question::default())
        .further;
    assert_eq!((further.why_not, further.sensitivity), (vec![], vec![]));
}

#[test]
fn a_plan_with_nothing_to_do_still_gives_reasons() {
    let catalog = whole();
    let done = holder(&catalog, "ccna").with(|need| {
        need.have = finder::model::Credits::parse("30").unwrap();
    });
    let verdict = done.why_not("sdsi", Some("cisco-u")).verdict;
    assert_eq!(verdict, Verdict::LeftOut(super::Reason::NotOnRoute));
}
