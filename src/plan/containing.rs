//! The best plan that contains one thing, wanted or not.
//!
//! The planner knows no wish for a thing, so the question is asked of a changed catalogue in which every plan with the thing keeps its
//! place among the others with it, and every plan without it is out of reach:
//!
//! - An activity earns a bonus, and every route that asks for credits asks for as much more. Plans that contain the activity close the
//!   same routes at the same cost, hours and surplus as before; a plan without it has to earn the bonus some other way. The bonus
//!   grows until the best plan contains the activity, or there is no plan: whichever comes first is the truth, for once a plan with it
//!   is the best, no other plan with it is better, however large the bonus. Routes that ask for no more credits are left out: there an
//!   activity does nothing.
//! - An exam gets a class of its own, and every route that has a place for it asks for one of that class in that place.
//! - A pass costs nothing and the budget is less by its price: where the best plan does not buy it even so, no plan needs it.
//!
//! Rules that count credits in per cent or by the year do not allow for a bonus; then the answer is that it is not known.

use super::{Plan, case::Case, thing::Thing};
use crate::model::{
    Activity, Bound, Credits, Effort, Exam, ExamClass, Id, Level, Money, Need, ProgramCatalog,
    Route,
};

/// What is known of the best plan that contains a thing.
pub(super) enum Containing {
    /// This is it.
    Plan(Box<Plan>),
    /// There is none.
    None,
    /// It is not known.
    Unknown,
}

impl Containing {
    /// The plan, where there is one.
    pub(super) fn plan(self) -> Option<Plan> {
        match self {
            Self::Plan(plan) => Some(*plan),
            Self::None | Self::Unknown => None,
        }
    }

    fn of(plan: Option<Plan>) -> Self {
        plan.map_or(Self::None, |plan| Self::Plan(Box::new(plan)))
    }
}

impl Case<'_> {
    /// The best plan that contains a thing, with something changed in the need.
    pub(super) fn containing(&self, thing: &Thing, change: impl FnOnce(&mut Need)) -> Containing {
        let need = &self.changed(change);
        let case = Case { need, ..*self };
        let program = self.program;
        let offered = |activity: &Activity| {
            let wanted = thing.offering.as_ref();
            let mut offerings = activity.offerings.iter();
            offerings.position(|offering| Some(&offering.id) == wanted)
        };
        if let Some(activity) = program.activities.get(&thing.id) {
            return match offered(activity) {
                Some(offering) => case.with_activity(activity, offering),
                None => Containing::None,
            };
        }
        match program.exams.get(&thing.id) {
            Some(exam) => Containing::of(case.with_exam(exam)),
            None => case.with_pass(thing),
        }
    }

    fn with_activity(&self, activity: &Activity, offering: usize) -> Containing {
        let uneven = |bound: &Bound| matches!(bound, Bound::MostPercent(_) | Bound::Yearly(_));
        if self.level.rules.iter().any(|rule| uneven(&rule.bound)) {
            return Containing::Unknown;
        }
        let mut bonus = self.first_bonus();
        while !(self.stop)() {
            let Some(pushed) = self.pushed(activity, offering, bonus) else {
                return Containing::Unknown;
            };
            let (program, level) = (&pushed.0, &pushed.1);
            let case = Case {
                program,
                level,
                ..*self
            };
            let Some(plan) = case.plan(|_| {}) else {
                return Containing::None;
            };
            if plan.items.iter().any(|item| item.id == activity.id) {
                return Containing::Plan(Box::new(without_bonus(plan, &activity.id, bonus)));
            }
            let Some(more) = bonus.checked_mul(2) else {
                return Containing::Unknown;
            };
            bonus = more;
        }
        Containing::Unknown
    }

    /// What most routes ask for, in hundredths: a multiple of it keeps the unit of credit as coarse as it was.
    fn first_bonus(&self) -> u32 {
        let asked = self.level.routes.iter().map(|route| route.credits);
        asked.max().map_or(1, Credits::hundredths).max(1)
    }

    /// The catalogue in which an activity, by that offering alone, earns a bonus that every route asks for.
    fn pushed(
        &self,
        activity: &Activity,
        offering: usize,
        bonus: u32,
    ) -> Option<(ProgramCatalog, Level)> {
        let more = |credits: Credits| {
            let sum = credits.hundredths().checked_add(bonus)?;
            Credits::from_hundredths(sum)
        };
        let mut program = self.program.clone();
        let mut only = activity.offerings.get(offering)?.clone();
        let length = program.program.estimates.length(activity, &only);
        only.effort = only.effort.or(activity.effort);
        only.effort = only
            .effort
            .or(length.map(|length| Effort::Hours(length.minutes)));
        let entry = program.activities.get_mut(&activity.id)?;
        entry.offerings = vec![only];
        entry.credits = Some(more(activity.credits?)?);
        let mut level = self.level.clone();
        level.routes.retain(|route| route.credits > self.need.have);
        for route in &mut level.routes {
            route.credits = more(route.credits)?;
        }
        for rule in &mut level.rules {
            let admits = |id: &Id| {
                let category = program.program.category(id);
                let own = activity.category.as_ref();
                category.zip(own).is_some_and(|(all, own)| all.admits(own))
            };
            if rule.category.as_ref().is_none_or(admits) {
                rule.bound = match rule.bound {
                    Bound::Most(most) => Bound::Most(more(most)?),
                    Bound::Least(least) => Bound::Least(more(least)?),
                    bound @ (Bound::MostPercent(_) | Bound::Yearly(_)) => bound,
                };
            }
        }
        Some((program, level))
    }

    fn with_exam(&self, exam: &Exam) -> Option<Plan> {
        let (program, level, need) = (self.program, self.level, self.need);
        let fresh = |name: &str| {
            let names = (0..).map(|number: u32| format!("{name}-{number}"));
            let classes = &program.program.exam_classes;
            let is_free = |name: &String| classes.iter().all(|class| class.id.as_str() != name);
            let name = names.into_iter().find(is_free)?;
            Id::slug(&name)
        };
        let (own, others) = (fresh("it")?, fresh("others")?);
        let mut split = program.clone();
        split.program.exam_classes = classes(&program.program.exam_classes, exam, &own, &others);
        for (id, other) in &mut split.exams {
            if *id == exam.id {
                other.class = own.clone();
            } else if other.class == exam.class {
                other.class = others.clone();
            }
        }
        let mut need = need.clone();
        if let Some(minutes) = need.exam_hours.get(&exam.class).copied() {
            need.exam_hours.insert(own.clone(), minutes);
            need.exam_hours.insert(others, minutes);
        }
        let mut level = level.clone();
        let routes = level.routes.iter();
        level.routes = routes
            .flat_map(|route| with_place(program, route, exam, &own))
            .collect();
        let case = Case {
            program: &split,
            level: &level,
            need: &need,
            ..*self
        };
        case.plan(|_| {})
    }

    /// For a pass that has a price in money; what is paid from the purse is not known.
    fn with_pass(&self, thing: &Thing) -> Containing {
        let own = self.need.prices.get(thing.id.as_str()).copied();
        let Some(pass) = self.program.passes.get(&thing.id) else {
            return Containing::None;
        };
        let priced = match pass.cost {
            crate::model::Cost::Free => Some(Money::zero(self.need.rates.into)),
            crate::model::Cost::Priced { cash, clc: None } => cash,
            _ => None,
        };
        let price = own.or(priced.and_then(|cash| self.need.rates.convert(cash)));
        let Some(price) = price else {
            return Containing::Unknown;
        };
        let left = |budget: Money| {
            let minor = budget.minor.checked_sub(price.minor)?;
            Some(Money { minor, ..budget })
        };
        let budget = match self.need.budget {
            None => None,
            Some(budget) => match left(budget) {
                Some(left) => Some(left),
                None => return Containing::None,
            },
        };
        let plan = self.plan(|need| {
            need.budget = budget;
            let nothing = Money { minor: 0, ..price };
            need.prices.insert(thing.price_key(), nothing);
        });
        let plan = plan.filter(|plan| thing.is_in(plan));
        Containing::of(plan.map(|plan| paid(plan, thing, price)))
    }
}

/// A plan with the price of a pass put back.
fn paid(mut plan: Plan, thing: &Thing, price: Money) -> Plan {
    plan.cost.minor = plan.cost.minor.saturating_add(price.minor);
    for item in plan.items.iter_mut().filter(|item| thing.is(item)) {
        item.cost = price;
    }
    plan
}

/// A plan with the bonus of an activity taken off again.
fn without_bonus(mut plan: Plan, id: &Id, bonus: u32) -> Plan {
    let bonus = Credits::from_hundredths(bonus).unwrap_or(Credits::MOST);
    plan.credits = plan.credits.saturating_sub(bonus);
    for item in plan.items.iter_mut().filter(|item| item.id == *id) {
        item.credits = item.credits.saturating_sub(bonus);
    }
    plan
}

/// The classes, with an exam's own split into that exam and the others.
fn classes(classes: &[ExamClass], exam: &Exam, own: &Id, others: &Id) -> Vec<ExamClass> {
    let parts = [own.clone(), others.clone()];
    let mut all = Vec::new();
    for class in classes {
        let mut class = class.clone();
        if class.id == exam.class {
            let part = |id: &Id| ExamClass {
                id: id.clone(),
                ..class.clone()
            };
            all.extend(parts.iter().map(part));
        }
        if class.admits(&exam.class) {
            class.includes.extend(parts.clone());
        }
        all.push(class);
    }
    all
}

/// A route with one of its places kept for an exam: once for every class of its places that admits the exam.
fn with_place(program: &ProgramCatalog, route: &Route, exam: &Exam, own: &Id) -> Vec<Route> {
    let admits = |asked: &Id| {
        let class = program.program.exam_class(asked);
        class.is_some_and(|class| class.admits(&exam.class))
    };
    let kept = |asked: &Id| {
        let mut route = route.clone();
        if let Some(number) = route.exams.get_mut(asked) {
            *number = number.saturating_sub(1);
        }
        route.exams.retain(|_, number| *number > 0);
        route.exams.insert(own.clone(), 1);
        route
    };
    let places = route.exams.iter().filter(|(_, number)| **number > 0);
    let classes = places.map(|(asked, _)| asked).filter(|asked| admits(asked));
    classes.map(kept).collect()
}
