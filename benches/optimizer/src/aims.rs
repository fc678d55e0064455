//! The best plan by one aim after the other, each fixed before the next is looked at. Ages and ids are not looked at.

use std::{collections::BTreeSet, time::Instant};

use finder::model::{Aim, Need};

use crate::{
    check::Plan,
    instances::Instance,
    mip::{Solved, Solver, Terms, total},
    model::{Formulation, Unmodelled},
    schedule::overloaded,
    shelf::Shelf,
    time::{Day, FAR},
};

/// One number that a plan is judged by; less is better, but for the latest finish.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// Money, in minor units.
    Cash,
    /// Learning credits.
    Purse,
    /// 0 for a route without exams, else 1.
    WithExam,
    /// Things of unknown length.
    Unknown,
    /// Study and class time.
    Minutes,
    /// Things to do or buy.
    Items,
    /// Credits earned, in hundredths.
    Credits,
    /// The first day by which all can be done.
    Finish,
    /// The last day on which something can be finished.
    LatestFinish,
}

/// The parts of a holder's aims in order, as far as they are looked at.
pub fn parts(need: &Need) -> Vec<Part> {
    let mut parts = Vec::new();
    for aim in Aim::order(&need.prefer) {
        match aim {
            Aim::Cost => parts.extend([Part::Cash, Part::Purse, Part::WithExam]),
            Aim::Finish if need.hours_per_week.is_some() => parts.push(Part::Finish),
            Aim::LatestFinish if need.expires.is_some() => parts.push(Part::LatestFinish),
            Aim::Finish | Aim::LatestFinish => {}
            Aim::Hours => parts.extend([Part::Unknown, Part::Minutes]),
            Aim::Items => parts.push(Part::Items),
            Aim::Surplus => parts.push(Part::Credits),
            Aim::Freshness => break,
        }
    }
    parts
}

/// How the search for the best plan ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The best value of each part, and a plan that has them.
    Met(Vec<(Part, i64)>, Plan),
    /// No route can be closed.
    Short,
    /// The time was over.
    OutOfTime,
    /// Something cannot be modelled, or went wrong.
    Failed(String),
}

impl From<Unmodelled> for Outcome {
    fn from(what: Unmodelled) -> Self {
        Self::Failed(format!("not modelled: {what}"))
    }
}

/// The best plan of an instance, if it is found until some time.
pub fn best(instance: &Instance, until: Instant) -> Outcome {
    let search = Search {
        instance,
        shelf: Shelf::stock(instance),
        until,
        fixed: Vec::new(),
        last: FAR,
        latest: None,
    };
    search.run().unwrap_or_else(|end| end)
}

/// The aims that are settled so far.
struct Search<'i> {
    instance: &'i Instance,
    shelf: Shelf,
    until: Instant,
    fixed: Vec<(Part, i64)>,
    /// Everything is done by then.
    last: Day,
    /// Something can be finished then or later.
    latest: Option<Day>,
}

/// A program, and HiGHS at work on it.
struct Work {
    model: Formulation,
    solver: Solver,
}

impl Search<'_> {
    fn run(mut self) -> Result<Outcome, Outcome> {
        let mut work = self.work()?;
        let mut values = None;
        for part in parts(&self.instance.need) {
            let value = match part {
                Part::Finish => {
                    let start = self.plan(&mut work, values.take())?;
                    self.last = self.earliest(&start)?;
                    work = self.work()?;
                    self.last
                }
                Part::LatestFinish => {
                    self.plan(&mut work, values.take())?;
                    self.latest = self.latest()?;
                    work = self.work()?;
                    self.latest.unwrap_or(0)
                }
                part => {
                    let terms = terms(&work.model, self.instance, part);
                    if terms.is_empty() {
                        self.fixed.push((part, 0));
                        continue;
                    }
                    let found = self.solve(&mut work, &terms)?;
                    let value = total(&terms, &found);
                    work.solver.fix(terms, value);
                    values = Some(found);
                    value
                }
            };
            self.fixed.push((part, value));
        }
        let plan = self.plan(&mut work, values)?;
        Ok(Outcome::Met(self.fixed, plan))
    }

    /// The program with everything that is settled.
    fn work(&self) -> Result<Work, Outcome> {
        let shelf = if self.last == FAR {
            self.shelf.clone()
        } else {
            self.shelf.by(self.last)
        };
        let mut model = Formulation::new(self.instance, shelf)?;
        for (part, value) in &self.fixed {
            let terms = terms(&model, self.instance, *part);
            model.mip.at_most(terms, *value);
        }
        if let Some(day) = self.latest {
            let late = model.sum(|place| i64::from(model.shelf.choices[place].due >= day));
            model.mip.at_least(late, 1);
        }
        let solver = Solver::new(model.mip.clone(), self.until);
        Ok(Work { model, solver })
    }

    /// The values of an optimum, held against the rows and the rules in whole numbers.
    fn solve(&self, work: &mut Work, aim: &Terms) -> Result<Vec<f64>, Outcome> {
        loop {
            let values = match work.solver.minimise(aim) {
                Solved::Optimal(values) => values,
                Solved::Infeasible => return Err(Outcome::Short),
                Solved::OutOfTime => return Err(Outcome::OutOfTime),
                Solved::Failed(status) => {
                    return Err(Outcome::Failed(format!("HiGHS: {status:?}")));
                }
            };
            if let Some(row) = work.solver.mip().broken_row(&values) {
                let fault = format!("a row does not hold exactly: {row}");
                return Err(Outcome::Failed(fault));
            }
            let plan = Plan::new(&work.model, &values);
            let rows = overloaded(&work.model, &plan, &values);
            if rows.is_empty() {
                let verified = plan.verify(self.instance, &work.model.shelf);
                return verified.map(|()| values).map_err(|rule| {
                    Outcome::Failed(format!(
                        "the plan of HiGHS breaks a rule: {rule}: {plan:#?}"
                    ))
                });
            }
            for (row, room) in rows {
                work.solver.fix(row, room);
            }
        }
    }

    /// The plan of a solution, or of any where there is none yet.
    fn plan(&self, work: &mut Work, values: Option<Vec<f64>>) -> Result<Plan, Outcome> {
        let values = match values {
            Some(values) => values,
            None => self.solve(work, &Terms::new())?,
        };
        Ok(Plan::new(&work.model, &values))
    }

    /// Whether there is a plan with what is settled and `change`.
    fn probe(&self, change: impl FnOnce(&mut Self)) -> Result<Option<Plan>, Outcome> {
        let mut with = Self {
            instance: self.instance,
            shelf: self.shelf.clone(),
            fixed: self.fixed.clone(),
            ..*self
        };
        change(&mut with);
        let mut work = with.work()?;
        match with.plan(&mut work, None) {
            Ok(plan) => Ok(Some(plan)),
            Err(Outcome::Short) => Ok(None),
            Err(end) => Err(end),
        }
    }

    /// The first day by which a plan as good so far can be done: halving the days before that of one we have.
    fn earliest(&self, start: &Plan) -> Result<Day, Outcome> {
        let (mut least, mut most) = (0, start.finish(&self.shelf));
        while least < most {
            let middle = least.midpoint(most);
            match self.probe(|search| search.last = middle)? {
                Some(plan) => most = middle.min(plan.finish(&self.shelf.by(middle))),
                None => least = middle + 1,
            }
        }
        Ok(most)
    }

    /// The last day on which a plan as good so far can still have something to finish, which is the last day of a thing in it.
    fn latest(&self) -> Result<Option<Day>, Outcome> {
        if self
            .shelf
            .choices
            .iter()
            .any(|choice| !choice.requires.is_empty())
        {
            return Err("the latest finish, together with prerequisites".into());
        }
        let dues: BTreeSet<Day> = self.shelf.choices.iter().map(|choice| choice.due).collect();
        let dues: Vec<Day> = dues.into_iter().collect();
        // Everything before `least` can be had; nothing from `most` on.
        let (mut least, mut most) = (0, dues.len());
        while least < most {
            let middle = least.midpoint(most);
            match self.probe(|search| search.latest = Some(dues[middle]))? {
                Some(_) => least = middle + 1,
                None => most = middle,
            }
        }
        Ok(least.checked_sub(1).map(|place| dues[place]))
    }
}

/// A part as a sum; empty where it is the same for every plan, or is no sum.
fn terms(model: &Formulation, instance: &Instance, part: Part) -> Terms {
    let choices = &model.shelf.choices;
    match part {
        Part::Cash => model.cash(),
        Part::Purse => model.purse(),
        Part::WithExam => {
            let asked = model.asked(instance).into_iter();
            let with_exam = asked.filter(|(route, _)| !route.is_credits_only());
            with_exam.map(|(_, var)| (var, 1)).collect()
        }
        Part::Unknown => model.sum(|place| i64::from(choices[place].unknown)),
        Part::Minutes => model.minutes(),
        Part::Items => {
            let mut terms = model.sum(|_| 1);
            terms.extend(model.sum_bought(|_, _| 1));
            terms
        }
        Part::Credits => model.sum(|place| choices[place].credits),
        Part::Finish | Part::LatestFinish => Terms::new(),
    }
}
