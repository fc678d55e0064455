//! Decides: which activities, exams and passes renew a certification for the least.
//!
//! [`cheapest`] is the front door. Behind it the flow is straight: `eligible` says what counts today and why the rest does not,
//! `problem` turns that into integers, `search` finds the best choice and proves it, `schedule` lays it out in days, `assemble` puts
//! it back into the field's words, `explain` says what is missing and what would help, `alternatives` and `front` find what else could
//! be done, `why_not` says why something is not in the plan, `sensitivity` whether the plan would change if a figure were wrong.
//! `today` is an argument; nothing here reads a clock, a file or a terminal, and nothing here writes a sentence: reasons and warnings
//! are values that [`crate::report`] puts into words.

mod alternatives;
mod assemble;
mod calendar;
mod case;
mod containing;
mod dates;
mod deeds;
mod demand;
mod eligible;
mod explain;
mod front;
mod halving;
mod items;
mod knapsack;
mod length;
mod outcome;
mod payment;
mod period;
mod problem;
mod question;
mod schedule;
mod search;
mod sensitivity;
mod solve;
mod taken;
mod thing;
mod weight;
mod why_not;
mod years;

use assemble::Assembly;
use case::Case;
pub use outcome::{
    Alternative, Answer, Barrier, Effect, Extent, Figure, FilterPart, Further, Item, ItemKind,
    LeftOut, Limit, Margin, Missing, Outcome, Pace, PaceSource, Plan, Planned, Proof, Reason,
    Relaxation, RouteOutcome, RouteResult, Sensitivity, Shortfall, Swing, Turn, Verdict, Warning,
    WhyNot,
};
pub use question::Question;
use sensitivity::sensitivity;
use solve::{Along, Nearest, Solved};
use why_not::Asked;

use crate::model::{Certification, Clc, Date, Minutes, Money, Need, ProgramCatalog, Route};

/// The cheapest way to renew `certification` for a holder with `need`, asked on `today`: the plan that [`answer`] gives, and nothing
/// of what else could be done, which takes some times as long to find.
pub fn cheapest(
    program: &ProgramCatalog,
    certification: &Certification,
    need: &Need,
    today: Date,
) -> Answer {
    decide(program, certification, need, None, today)
}

/// The best way to renew `certification` for a holder with `need`, asked on `today`, and what else the question asks for.
///
/// The answer is exact: no combination of what counts today costs less, and of those that cost the same none is better by the further
/// aims (learning credits, no exam, no unknown length, hours, number of items, surplus, freshness, id; [`Need::prefer`] puts others
/// first). When no route can be closed it says what is missing and which single changes would help.
///
/// One thing is taken as settled rather than searched: a pass that is bought is bought on the first day of study, and once. A pass
/// that is held is taken to last.
pub fn answer(
    program: &ProgramCatalog,
    certification: &Certification,
    need: &Need,
    question: &Question<'_>,
    today: Date,
) -> Answer {
    decide(program, certification, need, Some(question), today)
}

fn decide(
    program: &ProgramCatalog,
    certification: &Certification,
    need: &Need,
    question: Option<&Question<'_>>,
    today: Date,
) -> Answer {
    let level = program.program.level(&certification.level);
    let outcome = match level {
        _ if certification.is_retired(today) => Outcome::Retired,
        None => Outcome::NoRoute,
        Some(level) if level.routes.is_empty() => Outcome::NoRoute,
        Some(_) if need.expires.is_some_and(|expires| expires <= today) => Outcome::Expired,
        Some(level) => outcome(
            Case {
                program,
                level,
                need,
                today,
                horizon: None,
                must: None,
                stop: question.map_or(&|| false, |question| question.stop),
            },
            question,
        ),
    };
    Answer {
        today,
        certification: certification.id.clone(),
        level: certification.level.clone(),
        covers: level.map(|level| level.covers.clone()).unwrap_or_default(),
        expires: need.expires,
        deadline: deadline(need),
        have: need.have,
        outcome,
    }
}

/// The last safe day: the day before the expiry, for the official texts disagree on whether the day itself still counts.
fn deadline(need: &Need) -> Option<Date> {
    need.expires.and_then(|expires| expires.pred_opt())
}

fn outcome(case: Case<'_>, question: Option<&Question<'_>>) -> Outcome {
    let Case {
        level, need, today, ..
    } = case;
    let solved = case.solve();
    let assembly = Assembly {
        solved: &solved,
        need,
        level,
    };
    if let (None, Some(least)) = (solved.best(), solved.least) {
        let currency = need.rates.into;
        let least = Money {
            minor: least,
            currency,
        };
        return Outcome::Undecided { least };
    }
    let reached: Vec<Option<Nearest>> = solved.nearest_of_each(case);
    let routes = solved.routes.iter().zip(&reached);
    let planned = |route: &Route, plan: Plan| Planned {
        warnings: assembly.warnings(&plan, route, today),
        plan,
        routes: routes
            .clone()
            .map(|((route, along), reached)| result(route, along, reached.as_ref(), case, &solved))
            .collect(),
        left_out: solved.eligible.left_out.clone(),
        further: Further {
            proof: proof(&solved, need),
            ..Further::default()
        },
    };
    if let Some((route, dated)) = solved.best() {
        let planned = planned(route, assembly.plan(route, &dated.solution));
        // What was asked for comes before what is told unasked, for the time may be short.
        let why_not = reasons(case, &solved, &planned, question);
        let further = question.map_or_else(Further::default, |question| {
            further(case, &solved, &planned.plan, question)
        });
        let proof = planned.further.proof;
        return Outcome::Met(Planned {
            further: Further {
                proof,
                why_not,
                ..further
            },
            ..planned
        });
    }
    let reached = routes
        .clone()
        .map(|((route, _), reached)| (*route, reached.as_ref()));
    let Some((route, nearest)) = explain::nearest(reached, case, &solved) else {
        return Outcome::NoRoute;
    };
    let plan = Plan {
        renewed_until: None,
        days_given_away: None,
        ..assembly.plan(route, &nearest.solution)
    };
    let mut planned = planned(route, plan);
    planned.further.why_not = reasons(case, &solved, &planned, question);
    let (relaxations, cut_short) = explain::relaxations(case, &planned.left_out);
    let shortfall = Shortfall {
        missing: explain::missing(route, nearest, case, &solved),
        relaxations,
        cut_short,
    };
    Outcome::Short(planned, shortfall)
}

/// Whether the best plan is proved to be the best.
fn proof(solved: &Solved<'_>, need: &Need) -> Proof {
    let Some(least) = solved.least else {
        return Proof::Optimal;
    };
    let cost = solved
        .best()
        .map_or(least, |(_, dated)| dated.solution.amounts.cash);
    Proof::OutOfTime {
        least: Money {
            minor: least.min(cost),
            currency: need.rates.into,
        },
    }
}

/// The reasons that were asked for, of a plan that closes its route or comes nearest to it.
fn reasons(
    case: Case<'_>,
    solved: &Solved<'_>,
    planned: &Planned,
    question: Option<&Question<'_>>,
) -> Vec<WhyNot> {
    let asked = Asked {
        case,
        eligible: &solved.eligible,
        planned,
        is_met: solved.best().is_some(),
    };
    question.map_or_else(Vec::new, |question| asked.reasons(&question.why_not))
}

/// What else could be done instead of a plan: the next best, and the trade-offs where they are asked for.
fn further(case: Case<'_>, solved: &Solved<'_>, plan: &Plan, question: &Question<'_>) -> Further {
    // The next best is looked for in any case, for its margin.
    let others = alternatives::others(case, solved, plan, question.alternatives.max(1));
    let runner_up = others.plans.first().map(|next| next.margin);
    let mut alternatives = others.plans;
    alternatives.truncate(question.alternatives);
    let front = question.tradeoffs.then(|| front::front(case));
    let sensitivity = question.sensitivity.then(|| sensitivity(case, plan));
    Further {
        proof: Proof::default(),
        runner_up,
        alternatives,
        alternatives_extent: others.extent,
        tradeoffs_extent: front
            .as_ref()
            .map_or(Extent::NotAsked, |front| front.extent),
        tradeoffs: front.map(|front| front.plans).unwrap_or_default(),
        sensitivity: sensitivity.unwrap_or_default(),
        why_not: Vec::new(),
    }
}

/// How one route came out; `reached` is the most that can be reached along it when it cannot be closed.
fn result(
    route: &Route,
    along: &Along,
    reached: Option<&Nearest>,
    case: Case<'_>,
    solved: &Solved<'_>,
) -> RouteResult {
    let need = case.need;
    let outcome = match along {
        Along::NotAsked => RouteOutcome::NotAsked,
        Along::Undecided => RouteOutcome::Undecided,
        Along::Closed(dated) => RouteOutcome::Met {
            cost: Money {
                minor: dated.solution.amounts.cash,
                currency: need.rates.into,
            },
            clc: Clc(u32::try_from(dated.solution.amounts.purse).unwrap_or(u32::MAX)),
            effort: (dated.solution.amounts.unknown == 0)
                .then(|| minutes(dated.solution.amounts.study)),
        },
        Along::Open => {
            let missing = reached.map(|nearest| explain::missing(route, nearest, case, &solved));
            RouteOutcome::Short(missing.unwrap_or_default())
        }
    };
    RouteResult {
        route: route.id.clone(),
        gap: route.credits.saturating_sub(need.have),
        exams: route.exams.clone(),
        confidence: route.confidence,
        outcome,
    }
}

/// A sum of study as a length of time.
fn minutes(study: u64) -> Minutes {
    let study = u32::try_from(study).ok().and_then(Minutes::new);
    study.unwrap_or(Minutes::MOST)
}
