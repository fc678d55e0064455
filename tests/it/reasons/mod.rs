//! Why something is not in the plan, what the plan rests on, and what would make one: every figure is held against plans that are
//! solved anew, at the figure and one step beyond it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "an answer of another kind is a failed test"
)]

mod relaxed;
mod small;
mod whole;

use std::cell::Cell;

use finder::{
    model::{Certification, Credits, Id, Minutes, Money, Need, ProgramCatalog},
    plan::{
        self, Answer, Barrier, Outcome, Plan, Planned, Proof, Question, Reason, Turn, Verdict,
        WhyNot,
    },
};

use crate::values::{currency, day, id, need};

const TODAY: &str = "2026-11-22";

/// A holder of a certification, and what she asks for.
#[derive(Clone)]
struct Holder<'c> {
    program: &'c ProgramCatalog,
    certification: &'c Certification,
    need: Need,
}

impl<'c> Holder<'c> {
    fn new(program: &'c ProgramCatalog, certification: &'c Certification) -> Self {
        Self {
            program,
            certification,
            need: need(day(TODAY)),
        }
    }

    /// The same holder who asks for something else.
    fn with(&self, change: impl FnOnce(&mut Need)) -> Self {
        let mut holder = self.clone();
        change(&mut holder.need);
        holder
    }

    fn ask(&self, question: &Question<'_>) -> Answer {
        let need = &self.need;
        plan::answer(self.program, self.certification, need, question, day(TODAY))
    }

    /// How often the time is looked at before the plan itself is there.
    fn looks(&self) -> u32 {
        let is_enough = |most: &u32| {
            let looked = Cell::new(0);
            let stop = || {
                looked.set(looked.get() + 1);
                looked.get() > *most
            };
            let question = Question {
                stop: &stop,
                ..Question::default()
            };
            let answer = self.ask(&question);
            let planned = answer.outcome.planned();
            planned.is_some_and(|planned| planned.further.proof == Proof::Optimal)
        };
        (0..100_000).find(is_enough).unwrap()
    }

    fn planned(&self, question: &Question<'_>) -> Planned {
        let answer = self.ask(question);
        answer.outcome.planned().unwrap().clone()
    }

    /// The best plan, if any.
    fn plan(&self) -> Option<Plan> {
        let need = &self.need;
        let answer = plan::cheapest(self.program, self.certification, need, day(TODAY));
        match answer.outcome {
            Outcome::Met(planned) => Some(planned.plan),
            _ => None,
        }
    }

    fn why_not(&self, name: &str, offering: Option<&str>) -> WhyNot {
        let question = Question {
            why_not: vec![(id(name), offering.map(id))],
            ..Question::default()
        };
        let mut reasons = self.planned(&question).further.why_not;
        assert_eq!(reasons.len(), 1);
        reasons.remove(0)
    }

    fn holds(&self, name: &Id, offering: Option<&Id>) -> bool {
        let plan = self.plan();
        plan.is_some_and(|plan| {
            let mut items = plan.items.iter();
            items.any(|item| item.id == *name && item.offering.as_ref() == offering)
        })
    }

    /// Whether there is a plan with it, best or not.
    fn can_hold(&self, why_not: &WhyNot) -> bool {
        let offering = why_not.offering.as_ref().map(Id::as_str);
        let verdict = self.why_not(why_not.id.as_str(), offering).verdict;
        matches!(verdict, Verdict::Planned | Verdict::Worse)
    }

    fn with_price(&self, why_not: &WhyNot, minor: u64) -> bool {
        let key = match &why_not.offering {
            Some(offering) => format!("{}/{offering}", why_not.id),
            None => why_not.id.to_string(),
        };
        let currency = currency("USD");
        let asked = self.with(|need| _ = need.prices.insert(key, Money { minor, currency }));
        asked.holds(&why_not.id, why_not.offering.as_ref())
    }

    fn with_length(&self, why_not: &WhyNot, minutes: u32) -> bool {
        let length = Minutes::new(minutes).unwrap();
        let asked = self.with(|need| {
            need.exam_hours.insert(why_not.id.clone(), length);
            need.activity_hours.insert(why_not.id.clone(), length);
        });
        asked.holds(&why_not.id, why_not.offering.as_ref())
    }

    /// Holds every figure of an answer against plans solved anew.
    #[track_caller]
    fn check(&self, why_not: &WhyNot) {
        for turn in &why_not.turns {
            self.check_turn(why_not, turn);
        }
        if let Verdict::Barred { by } = &why_not.verdict {
            assert!(!self.can_hold(why_not));
            for barrier in by {
                self.check_barrier(why_not, barrier);
            }
        }
    }

    #[track_caller]
    fn check_turn(&self, why_not: &WhyNot, turn: &Turn) {
        match *turn {
            Turn::Price { most: None } => assert!(self.with_price(why_not, Money::MOST)),
            Turn::Price { most: Some(most) } => {
                assert!(self.with_price(why_not, most.minor), "{why_not:?}");
                assert!(!self.with_price(why_not, most.minor + 1), "{why_not:?}");
            }
            Turn::Hours { most } => {
                assert!(self.with_length(why_not, most.minutes()), "{why_not:?}");
                assert!(
                    !self.with_length(why_not, most.minutes() + 1),
                    "{why_not:?}"
                );
                assert!(!self.with_price(why_not, 0), "{why_not:?}");
            }
            Turn::Nothing => {
                assert!(!self.with_price(why_not, 0), "{why_not:?}");
                assert!(!self.with_length(why_not, 0), "{why_not:?}");
            }
            Turn::HoursPerWeek { least } => self.check_pace(why_not, least),
            Turn::Finish { on } => {
                let by = |expires| {
                    let asked = self.with(|need| need.expires = Some(expires));
                    let offering = why_not.offering.as_ref().map(Id::as_str);
                    asked.why_not(why_not.id.as_str(), offering).verdict
                };
                let too_late =
                    |verdict: &Verdict| matches!(verdict, Verdict::LeftOut(Reason::TooLate { .. }));
                assert!(too_late(&by(on)));
                assert!(!too_late(&by(on.succ_opt().unwrap())));
            }
            Turn::Allowed => {
                let asked = self.with(|need| {
                    need.filter.exclude.remove(&why_not.id);
                    if !need.filter.only.is_empty() {
                        need.filter.only.insert(why_not.id.clone());
                    }
                });
                assert!(asked.holds(&why_not.id, why_not.offering.as_ref()));
            }
        }
    }

    #[track_caller]
    fn check_pace(&self, why_not: &WhyNot, least: Minutes) {
        let at = |minutes: u32| {
            let asked = self.with(|need| need.hours_per_week = Minutes::new(minutes));
            asked.can_hold(why_not)
        };
        assert!(at(least.minutes()), "{why_not:?}");
        assert!(!at(least.minutes() - 15), "{why_not:?}");
    }

    #[track_caller]
    fn check_barrier(&self, why_not: &WhyNot, barrier: &Barrier) {
        match *barrier {
            Barrier::Budget { least, .. } => {
                let at = |minor: u64| {
                    let budget = Money { minor, ..least };
                    let asked = self.with(|need| need.budget = Some(budget));
                    asked.can_hold(why_not)
                };
                assert!(at(least.minor), "{why_not:?}");
                assert!(!at(least.minor - 1), "{why_not:?}");
            }
            Barrier::MaxHours { least } => {
                let at = |minutes: u32| {
                    let asked = self.with(|need| need.max_hours = Minutes::new(minutes));
                    asked.can_hold(why_not)
                };
                assert!(at(least.minutes()), "{why_not:?}");
                assert!(!at(least.minutes() - 15), "{why_not:?}");
            }
            Barrier::HoursPerWeek { least } => self.check_pace(why_not, least),
            Barrier::Busy => {
                let asked = self.with(|need| need.busy = finder::model::Busy::default());
                assert!(asked.can_hold(why_not));
            }
            Barrier::Purse => {
                let asked = self.with(|need| need.clc = finder::model::Clc(1_000_000));
                assert!(asked.can_hold(why_not));
            }
        }
    }

    /// The cost of the best plan by credits alone that contains an activity with a price in money, found another way: as if it were
    /// done and paid already.
    fn cost_with(&self, name: &str, earns: Credits, price: u64) -> u64 {
        let done = self.with(|need| {
            need.taken.insert(id(name));
            need.have = [need.have, earns].into_iter().sum();
        });
        done.plan().unwrap().cost.minor + price
    }
}
