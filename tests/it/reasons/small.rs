//! Every verdict, on a few things made up for it.

use std::cell::Cell;

use finder::{
    model::{Clc, Confidence, Cost, Effort, Expiry, Need, Pass, ProgramCatalog, Withdrawal},
    plan::{Effect, Swing},
};

use super::{
    Barrier, Certification, Credits, Holder, Minutes, Question, Reason, TODAY, Turn, Verdict,
};
use crate::{
    plan_answers::catalog::{activity, catalog, ccnp, evidence, exam, hours, level, route, usd},
    values::{day, id},
};

/// The level asks for 80 credits. `a` and `b` earn 40 each, for USD 0 and 50; `c` earns as much for USD 100; `s` little for nothing.
struct Shelf {
    program: ProgramCatalog,
    certification: Certification,
}

impl Shelf {
    fn new() -> Self {
        let mut program = catalog();
        program.activities.clear();
        program.exams.clear();
        program.passes.clear();
        let only = route("credits-only", "80", &[], Confidence::Confirmed);
        program.program.levels = vec![level("Professional", true, vec![only])];
        let mut shelf = Self {
            program,
            certification: ccnp(),
        };
        shelf.put("a", "40", "0");
        shelf.put("b", "40", "50");
        shelf.put("c", "40", "100");
        shelf.put("s", "5", "0");
        shelf
    }

    fn put(&mut self, name: &str, earns: &str, price: &str) {
        let mut entry = activity(name, name, earns);
        entry.offerings[0].cost = match price {
            "?" => Cost::Unknown,
            "0" => Cost::Free,
            price => Cost::Priced {
                cash: Some(usd(price)),
                clc: None,
            },
        };
        self.program.activities.insert(id(name), entry);
    }

    fn change(&mut self, name: &str, change: impl FnOnce(&mut finder::model::Activity)) {
        change(self.program.activities.get_mut(name).unwrap());
    }

    fn holder(&self) -> Holder<'_> {
        Holder::new(&self.program, &self.certification)
    }

    /// The verdict on the only offering of something, its figures checked.
    #[track_caller]
    fn verdict(&self, name: &str, change: impl FnOnce(&mut Need)) -> (Verdict, Vec<Turn>) {
        let holder = self.holder().with(change);
        let why_not = holder.why_not(name, None);
        assert!(!why_not.cut_short);
        holder.check(&why_not);
        (why_not.verdict, why_not.turns)
    }

    #[track_caller]
    fn left_out(&self, name: &str, reason: Reason, change: impl FnOnce(&mut Need)) -> Vec<Turn> {
        let (verdict, turns) = self.verdict(name, change);
        assert_eq!(verdict, Verdict::LeftOut(reason));
        turns
    }
}

fn price(amount: &str) -> Turn {
    Turn::Price {
        most: Some(usd(amount)),
    }
}

#[test]
fn what_is_in_the_plan_is_said_to_be() {
    assert_eq!(Shelf::new().verdict("a", |_| {}).0, Verdict::Planned);
}

#[test]
fn the_dearer_comes_in_below_the_price_of_what_it_would_replace() {
    let shelf = Shelf::new();
    let (verdict, turns) = shelf.verdict("c", |_| {});
    assert_eq!(
        (verdict, turns),
        (Verdict::Worse, vec![price("49.99")]),
        "at USD 50.00 the other comes first by id"
    );
    let why_not = shelf.holder().why_not("c", None);
    let margin = why_not.margin.unwrap();
    assert_eq!((margin.cost, margin.study, margin.items), (5_000, 0, 0));
}

#[test]
fn what_is_free_already_comes_in_when_it_is_shorter() {
    let mut shelf = Shelf::new();
    shelf.put("b", "40", "0");
    shelf.put("c", "40", "0");
    let (verdict, turns) = shelf.verdict("c", |_| {});
    let most = Minutes::new(40 * 60 - 1).unwrap();
    assert_eq!(
        (verdict, turns),
        (Verdict::Worse, vec![Turn::Hours { most }])
    );
}

#[test]
fn what_earns_too_little_is_said_to() {
    let shelf = Shelf::new();
    let (verdict, turns) = shelf.verdict("s", |_| {});
    assert_eq!((verdict, turns), (Verdict::Worse, vec![Turn::Nothing]));
    let margin = shelf.holder().why_not("s", None).margin.unwrap();
    assert_eq!(
        (margin.cost, margin.items),
        (0, 1),
        "with it, one thing more"
    );
}

#[test]
fn the_same_course_is_named_that_is_chosen_instead() {
    let mut shelf = Shelf::new();
    shelf.change("a", |a| a.course = Some("NET".to_owned()));
    shelf.change("c", |c| c.course = Some("net".to_owned()));
    let holder = shelf.holder();
    let why_not = holder.why_not("c", None);
    assert_eq!(why_not.instead, Some((id("a"), id("cisco-u"))));
    assert_eq!(why_not.margin.unwrap().cost, 10_000);
    holder.check(&why_not);
}

#[test]
fn another_offering_of_what_is_in_the_plan_is_not_in_the_plan() {
    let mut shelf = Shelf::new();
    shelf.change("a", |a| {
        let mut other = a.offerings[0].clone();
        other.id = id("elsewhere");
        other.cost = Cost::Priced {
            cash: Some(usd("10")),
            clc: None,
        };
        a.offerings.push(other);
    });
    let question = Question {
        why_not: vec![(id("a"), None)],
        ..Question::default()
    };
    let reasons = shelf.holder().planned(&question).further.why_not;
    let verdicts: Vec<&Verdict> = reasons.iter().map(|reason| &reason.verdict).collect();
    assert_eq!(verdicts, [&Verdict::Planned, &Verdict::Worse]);
    assert_eq!(reasons[1].margin.unwrap().cost, 1_000);
    assert_eq!(reasons[1].instead, Some((id("a"), id("cisco-u"))));
}

#[test]
fn what_cannot_be_used_is_told_with_its_reason() {
    let mut shelf = Shelf::new();
    let then = day("2026-10-01");
    shelf.change("a", |a| a.offerings[0].expires = Expiry::On(then));
    shelf.left_out("a", Reason::Ended { last_day: then }, |_| {});
    shelf.change("s", |s| {
        s.offerings[0].withdrawn = Some(Withdrawal {
            on: then,
            reason: "gone".to_owned(),
            successor: None,
        });
    });
    shelf.left_out("s", Reason::Withdrawn { on: then }, |_| {});
    shelf.change("c", |c| c.credits = None);
    shelf.left_out("c", Reason::CreditsUnknown, |_| {});
    shelf.change("c", |c| c.credits = Some(Credits::ZERO));
    shelf.left_out("c", Reason::NoCredits, |_| {});
    shelf.left_out("b", Reason::Taken, |need| _ = need.taken.insert(id("b")));
}

#[test]
fn what_was_excluded_would_be_in_the_plan_or_not() {
    let shelf = Shelf::new();
    let exclude = |name: &'static str| {
        move |need: &mut Need| {
            need.filter.exclude = [id(name)].into();
        }
    };
    let turns = shelf.left_out("a", Reason::Excluded, exclude("a"));
    assert_eq!(turns, [Turn::Allowed]);
    let turns = shelf.left_out("c", Reason::Excluded, exclude("c"));
    assert_eq!(turns, []);
    let turns = shelf.left_out("a", Reason::NotAsked, |need| {
        need.filter.only = [id("b"), id("c")].into();
    });
    assert_eq!(turns, [Turn::Allowed]);
}

#[test]
fn an_unknown_price_gets_the_greatest_that_would_do() {
    let mut shelf = Shelf::new();
    shelf.put("u", "40", "?");
    let turns = shelf.left_out("u", Reason::PriceUnknown, |_| {});
    assert_eq!(turns, [price("49.99")]);
    let turns = shelf.left_out("u", Reason::PriceUnknown, |need| {
        need.filter.exclude = [id("b"), id("c")].into();
    });
    assert_eq!(
        turns,
        [Turn::Price { most: None }],
        "there is no other plan"
    );
    let turns = shelf.left_out("u", Reason::PriceUnknown, |need| {
        need.filter.exclude = [id("b"), id("c")].into();
        need.budget = Some(usd("70"));
    });
    assert_eq!(turns, [price("70.00")]);
}

#[test]
fn what_only_learning_credits_buy_gets_a_price_in_money() {
    let mut shelf = Shelf::new();
    shelf.change("b", |b| {
        b.offerings[0].cost = Cost::Priced {
            cash: None,
            clc: Some(Clc(7)),
        };
    });
    let turns = shelf.left_out("b", Reason::PurseTooSmall { price: Clc(7) }, |_| {});
    assert_eq!(turns, [price("100.00")], "`b` comes before `c` by id");
}

#[test]
fn a_budget_keeps_out_what_costs_more_alone_or_with_the_rest() {
    let shelf = Shelf::new();
    let with = |budget: &'static str| move |need: &mut Need| need.budget = Some(usd(budget));
    let barred = |alone, least| Verdict::Barred {
        by: vec![Barrier::Budget {
            alone,
            least: usd(least),
        }],
    };
    assert_eq!(shelf.verdict("c", with("60")).0, barred(true, "100"));
    let mut shelf = Shelf::new();
    shelf.put("a", "40", "20");
    assert_eq!(shelf.verdict("c", with("110")).0, barred(false, "120"));
}

#[test]
fn limits_on_time_keep_out_what_takes_long() {
    let mut shelf = Shelf::new();
    shelf.change("c", |c| c.effort = Some(Effort::Hours(hours("60"))));
    let (verdict, _) = shelf.verdict("c", |need| need.max_hours = Some(hours("90")));
    let least = hours("100");
    let by = vec![Barrier::MaxHours { least }];
    assert_eq!(verdict, Verdict::Barred { by });
    let (verdict, _) = shelf.verdict("c", |need| {
        need.expires = Some(day(TODAY) + chrono::Days::new(70));
        need.hours_per_week = Some(hours("9"));
    });
    let by = vec![Barrier::HoursPerWeek { least: hours("10") }];
    assert_eq!(verdict, Verdict::Barred { by });
}

#[test]
fn what_comes_too_late_is_told_when_it_would_be_done_and_at_what_pace() {
    let mut shelf = Shelf::new();
    shelf.change("c", |c| c.effort = Some(Effort::Hours(hours("100"))));
    let expires = day(TODAY) + chrono::Days::new(70);
    let reason = Reason::TooLate {
        by: expires.pred_opt().unwrap(),
    };
    let turns = shelf.left_out("c", reason, |need| {
        need.expires = Some(expires);
        need.hours_per_week = Some(hours("9"));
    });
    let on = day(TODAY) + chrono::Days::new(77);
    assert_eq!(
        turns,
        [
            Turn::Finish { on },
            Turn::HoursPerWeek { least: hours("14") }
        ],
        "100 hours at 9 a week are 77.8 days, so the last is the 78th; with 40 more, 140 in ten weeks"
    );
}

#[test]
fn an_exam_is_weighed_like_anything_else() {
    let mut shelf = Shelf::new();
    let with_exam = route(
        "credits-and-exam",
        "40",
        &[("professional", 1)],
        Confidence::Confirmed,
    );
    shelf.program.program.levels[0].routes.push(with_exam);
    for name in ["300-745", "300-746"] {
        let entry = exam(name, name, "300");
        shelf.program.exams.insert(id(name), entry);
    }
    let (verdict, turns) = shelf.verdict("300-745", |_| {});
    assert_eq!(
        (verdict, turns),
        (Verdict::Worse, vec![price("49.99")]),
        "at the same price, no exam comes before some"
    );
    let margin = shelf.holder().why_not("300-745", None).margin.unwrap();
    assert_eq!(margin.cost, 25_000, "the exam, but not `b`");
    let twice = |need: &mut Need| need.routes = vec!["credits-and-exam".to_owned()];
    assert_eq!(shelf.verdict("300-745", twice).0, Verdict::Planned);
    let (verdict, turns) = shelf.verdict("300-746", twice);
    assert_eq!((verdict, turns), (Verdict::Worse, vec![price("299.99")]));
}

#[test]
fn an_exam_that_no_route_has_a_place_for_is_said_to_be_one() {
    let mut shelf = Shelf::new();
    let entry = exam("300-745", "SDSI", "300");
    shelf.program.exams.insert(id("300-745"), entry);
    shelf.left_out("300-745", Reason::NotOnRoute, |_| {});
}

#[test]
fn a_pass_is_weighed_by_what_it_opens() {
    let mut shelf = Shelf::new();
    let pass = Pass {
        vouchers: Vec::new(),
        id: id("all-in"),
        title: "All In".to_owned(),
        provider: id("cisco-u"),
        cost: Cost::Priced {
            cash: Some(usd("80")),
            clc: None,
        },
        days: Some(365),
        url: None,
        note: None,
        evidence: evidence(TODAY),
    };
    shelf.program.passes.insert(pass.id.clone(), pass);
    shelf.change("c", |c| c.offerings[0].passes = vec![id("all-in")]);
    let (verdict, turns) = shelf.verdict("all-in", |_| {});
    assert_eq!((verdict, turns), (Verdict::Worse, vec![price("49.99")]));
    let margin = shelf.holder().why_not("all-in", None).margin.unwrap();
    assert_eq!(margin.cost, 3_000);
    let held = |need: &mut Need| need.passes = [(id("all-in"), None)].into();
    assert_eq!(shelf.verdict("all-in", held).0, Verdict::Held);
    assert_eq!(shelf.verdict("c", held).0, Verdict::Planned);
}

#[test]
fn what_the_catalogue_does_not_have_is_said_to_be_missing() {
    let shelf = Shelf::new();
    assert_eq!(shelf.verdict("nothing", |_| {}).0, Verdict::Missing);
    let elsewhere = shelf.holder().why_not("a", Some("elsewhere"));
    assert_eq!(elsewhere.verdict, Verdict::Missing);
}

#[test]
fn a_search_that_was_cut_off_says_so_and_gives_no_figure() {
    let shelf = Shelf::new();
    let (most, looked) = (shelf.holder().looks(), Cell::new(0));
    let stop = || {
        looked.set(looked.get() + 1);
        looked.get() > most
    };
    let question = Question {
        why_not: vec![(id("c"), None)],
        sensitivity: true,
        stop: &stop,
        ..Question::default()
    };
    let further = shelf.holder().planned(&question).further;
    let reason = &further.why_not[0];
    assert!(reason.cut_short);
    assert_eq!(
        (reason.margin, reason.turns.as_slice()),
        (None, [].as_slice())
    );
    let mut effects = further
        .sensitivity
        .iter()
        .map(|one| (one.swing, &one.effect));
    assert!(
        effects.all(|(swing, effect)| match swing {
            Swing::More => *effect == Effect::NotChecked,
            // What only gets better needs no search.
            Swing::Less => matches!(effect, Effect::NotChecked | Effect::Stays),
        }),
        "{:?}",
        further.sensitivity
    );
}
