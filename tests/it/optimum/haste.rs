//! Searches that are cut short, after every number of looks at the time: what is called proved is what an unhurried search finds.

use std::cell::Cell;

use finder::model::{Aim, Cost};
use finder::plan::{Answer, Outcome, Plan, Proof, Question, RouteOutcome, answer};

use super::seeds;
use crate::twin::Instance;
use crate::twin::by_hand::{TWENTY, asked, cash};
use crate::twin::generator::{Scope, instance};
use crate::twin::plain::{day, hours};

/// How many instances are tried.
const INSTANCES: u64 = 100;
/// The plan and the routes of so small an instance take no more looks; what else would help may take thousands.
const LOOKS: u32 = 60;

/// The answer when the time is over after so many looks; nothing when it was not over before the answer was there.
fn after(instance: &Instance, looks: u32) -> Option<Answer> {
    let looked = Cell::new(0);
    let stop = || {
        looked.set(looked.get() + 1);
        looked.get() > looks
    };
    let question = Question {
        stop: &stop,
        ..Question::default()
    };
    let Instance {
        program,
        certification,
        need,
        today,
    } = instance;
    let answer = answer(program, certification, need, &question, *today);
    (looked.get() > looks).then_some(answer)
}

/// What is claimed: the plan, and how each route came out.
type Claim<'a> = (Option<&'a Plan>, Vec<&'a RouteOutcome>);

fn claim(answer: &Answer) -> Claim<'_> {
    let planned = answer.outcome.planned();
    let routes = planned.map_or(&[][..], |planned| &planned.routes);
    let outcomes = routes.iter().map(|route| &route.outcome);
    (planned.map(|planned| &planned.plan), outcomes.collect())
}

/// Whether a claim is true. That a route is undecided is no claim.
fn is_true((plan, routes): &Claim<'_>, truth: &Claim<'_>) -> bool {
    let mut both = routes.iter().zip(&truth.1);
    let told = both.all(|(told, true_one)| told == true_one || **told == RouteOutcome::Undecided);
    plan == &truth.0 && routes.len() == truth.1.len() && told
}

/// Whether an answer is called proved.
fn is_proved(answer: &Answer) -> bool {
    match &answer.outcome {
        Outcome::Met(planned) | Outcome::Short(planned, _) => {
            planned.further.proof == Proof::Optimal
        }
        Outcome::Undecided { .. } => false,
        Outcome::Expired | Outcome::Retired | Outcome::NoRoute => true,
    }
}

/// What a hurried search claims to be proved and is not what an unhurried one finds; with how often it said that nothing is proved.
fn false_claims(instance: &Instance) -> (Vec<String>, u32) {
    let unhurried = instance.answer();
    let (mut wrong, mut unproved) = (Vec::new(), 0);
    for looks in 0..LOOKS {
        let Some(hurried) = after(instance, looks) else {
            return (wrong, unproved);
        };
        if !is_proved(&hurried) {
            unproved += 1;
            continue;
        }
        let (told, truth) = (claim(&hurried), claim(&unhurried));
        if !is_true(&told, &truth) {
            wrong.push(format!("after {looks} looks {told:?}, in truth {truth:?}"));
        }
    }
    (wrong, unproved)
}

#[test]
fn nothing_is_called_proved_that_was_cut_short() {
    let mut unproved = 0;
    let seeds = seeds(INSTANCES);
    let instances = seeds.end - seeds.start;
    for seed in seeds {
        let instance = instance(seed, Scope::Settled);
        let (wrong, times) = false_claims(&instance);
        assert!(wrong.is_empty(), "seed {seed}: {}\n{instance}", wrong[0]);
        unproved += u32::from(times > 0);
    }
    assert!(
        u64::from(unproved) * 2 > instances,
        "{unproved} were cut short"
    );
}

#[track_caller]
fn check(instance: &Instance) {
    let (wrong, unproved) = false_claims(instance);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(unproved > 1, "cut short {unproved} times");
}

/// The cheaper something is the later it opens, and the earlier it ends: the days to be done by are halved some times.
#[test]
fn a_date_that_was_not_halved_to_its_end_is_not_called_the_best() {
    let mut many = asked(TWENTY);
    for number in 0..6_u64 {
        let name = format!("a{number}");
        many = many
            .activity(&name, 10, cash(10 * number))
            .opening(&name, 30 - 5 * number)
            .ending(&name, 50 + 5 * number);
    }
    let wanting = |aim| {
        many.clone().with_need(|need| {
            need.prefer = vec![aim];
            need.hours_per_week = Some(hours(10));
            need.expires = Some(day(90));
        })
    };
    check(&wanting(Aim::Finish));
    check(&wanting(Aim::LatestFinish));
}

/// A hundred and ten credits are wanted and there are fifty-five: the most that can be reached is found by halving too.
#[test]
fn the_nearest_plan_that_was_not_halved_to_its_end_is_not_called_the_nearest() {
    let mut few = asked(&[("credits-only", 110, &[])]);
    for number in 1..=10 {
        few = few.activity(&format!("a{number}"), number, Cost::Free);
    }
    check(&few);
}

/// Six hundred activities that cost about what they earn, of which half are needed: what the prices alone would do is a plan, and there
/// long before the best is proved.
#[test]
fn a_plan_near_the_best_is_at_hand_before_any_is_proved() {
    let mut many = asked(&[("credits-only", 6_000, &[])]);
    for number in 0..600_u64 {
        let earns = u32::try_from(1 + number * 7_919 % 40).unwrap_or(1);
        let price = u64::from(earns) * 100 + number * 31 % 17;
        many = many.activity(&format!("a{number}"), earns, cash(price));
    }
    let cost = |answer: &Answer| {
        answer
            .outcome
            .planned()
            .map(|planned| planned.plan.cost.minor)
    };
    let best = cost(&many.answer()).unwrap_or_default();
    let hurried = (0..LOOKS).filter_map(|looks| after(&many, looks));
    let mut unproved = hurried.filter(|answer| !is_proved(answer));
    let first = unproved.find_map(|answer| cost(&answer));
    let dearer = first.map(|first| (first - best) * 1_000 / best);
    assert!(
        dearer.is_some_and(|per_mille| per_mille < 5),
        "{first:?} for {best}"
    );
}
