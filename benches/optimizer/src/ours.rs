//! The planner of `finder`, asked the same, and its plan put into the numbers that are compared.

use std::time::{Duration, Instant};

use finder::{
    model::Credits,
    plan::{Answer, ItemKind, Outcome as Answered, Plan, Proof, Question, answer},
};

use crate::{
    aims::{Part, parts},
    check,
    instances::Instance,
    mip::{Solved, Solver, Terms},
    model::Formulation,
    schedule::overloaded,
    shelf::{Choice, Shelf},
    time::Time,
};

/// What the planner answers within a time: the plan, and not by how much the next best is worse, which nobody else is asked.
pub fn ask(instance: &Instance, limit: Duration) -> Answer {
    let end = Instant::now() + limit;
    let stop = || Instant::now() > end;
    let question = Question {
        runner_up: false,
        stop: &stop,
        ..Question::default()
    };
    let Instance {
        program,
        certification,
        need,
        today,
    } = instance;
    answer(program, certification, need, &question, *today)
}

/// The plan that closes a route, and whether it is proved to be the best.
pub fn met(answer: &Answer) -> Option<(&Plan, bool)> {
    match &answer.outcome {
        Answered::Met(planned) => Some((&planned.plan, planned.further.proof == Proof::Optimal)),
        _ => None,
    }
}

/// The parts that a plan is judged by. The latest finish is not told by the planner, so it is taken from the rules.
pub fn judged(instance: &Instance, plan: &Plan) -> Vec<(Part, i64)> {
    let time = Time::new(&instance.need);
    let level = crate::model::level(instance);
    let mut routes = level.into_iter().flat_map(|level| &level.routes);
    let with_exam = routes.any(|route| route.id == plan.route && !route.is_credits_only());
    let things = plan.items.iter().filter(|item| item.kind != ItemKind::Pass);
    let value = |part| match part {
        Part::Cash => i64::try_from(plan.cost.minor).unwrap_or(i64::MAX),
        Part::Purse => i64::from(plan.clc.0),
        Part::WithExam => i64::from(with_exam),
        Part::Unknown => {
            let unknown = things.clone().filter(|item| item.length.is_none());
            i64::try_from(unknown.count()).unwrap_or(i64::MAX)
        }
        Part::Minutes => i64::from(plan.effort.minutes()),
        Part::Items => i64::try_from(plan.items.len()).unwrap_or(i64::MAX),
        Part::Credits => {
            let earned: Credits = things.clone().map(|item| item.credits).sum();
            i64::from(earned.hundredths())
        }
        Part::Finish => time.day(plan.finish),
        Part::LatestFinish => {
            let lasts = things.clone().filter_map(|item| item.last_day);
            lasts.map(|day| time.day(day)).max().unwrap_or(0)
        }
    };
    let parts = parts(&instance.need).into_iter();
    parts.map(|part| (part, value(part))).collect()
}

/// Whether the mixed-integer program allows the plan too: the same program with everything in the plan fixed.
///
/// # Errors
/// Says what it does not know, or that it does not allow the whole.
pub fn is_allowed(instance: &Instance, plan: &Plan, until: Instant) -> Result<(), String> {
    let mut model = Formulation::new(instance, Shelf::stock(instance))?;
    let mut allowed = vec![false; model.chosen.len()];
    for item in &plan.items {
        if item.kind == ItemKind::Pass {
            let pass = model
                .shelf
                .passes
                .iter()
                .position(|pass| pass.id == item.id);
            let pass = pass.ok_or_else(|| format!("pass {} is not for sale", item.id))?;
            let row = model.bought[pass].iter().map(|var| (*var, 1)).collect();
            model.mip.equal(row, 1);
            continue;
        }
        let same = |choice: &Choice| {
            let pass = choice.bought().map(|pass| &model.shelf.passes[pass].id);
            choice.id == item.id
                && choice.offering == item.offering
                && choice.cash.unsigned_abs() == item.cost.minor
                && choice.purse == i64::from(item.clc.0)
                && item
                    .pass
                    .as_ref()
                    .is_none_or(|own| pass.is_none_or(|pass| pass == own))
        };
        let places = (0..model.chosen.len()).filter(|place| same(&model.shelf.choices[*place]));
        let places: Vec<usize> = places.collect();
        if places.is_empty() {
            return Err(format!("{} {:?} cannot be had so", item.id, item.offering));
        }
        let row: Terms = places
            .iter()
            .map(|place| (model.chosen[*place], 1))
            .collect();
        model.mip.equal(row, 1);
        for place in places {
            allowed[place] = true;
        }
    }
    let others = model.sum(|place| i64::from(!allowed[place]));
    model.mip.at_most(others, 0);
    let mut solver = Solver::new(model.mip.clone(), until);
    loop {
        let values = match solver.minimise(&Terms::new()) {
            Solved::Optimal(values) => values,
            Solved::Infeasible => return Err("the whole breaks a rule".to_owned()),
            other => return Err(format!("not known: {other:?}")),
        };
        let found = check::Plan::new(&model, &values);
        let rows = overloaded(&model, &found, &values);
        if rows.is_empty() {
            return found.verify(instance, &model.shelf).map_err(str::to_owned);
        }
        for (row, room) in rows {
            solver.fix(row, room);
        }
    }
}
