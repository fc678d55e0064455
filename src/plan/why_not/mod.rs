//! Why something is not in the plan. Every figure comes from solving again with that one thing changed; nothing is guessed.
//!
//! What the thing is to the plan is said here; what would bring it in by [`turns`], which limits keep it out by [`barriers`].

mod barriers;
mod turns;

use super::{
    ItemKind, Margin, Planned, Verdict, WhyNot,
    case::Case,
    eligible::{Candidate, Eligible},
    payment::Held,
    thing::Thing,
};
use crate::model::{Id, ProgramCatalog};

/// An answer that something is asked about.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a, 'c> {
    pub(super) case: Case<'a>,
    /// What counts.
    pub(super) eligible: &'a Eligible<'c>,
    /// The answer.
    pub(super) planned: &'a Planned,
    /// Whether its plan closes a route.
    pub(super) is_met: bool,
}

impl Asked<'_, '_> {
    /// The reasons for everything that was asked about: for an activity one for each of its offerings, unless one was named.
    pub(super) fn reasons(&self, names: &[(Id, Option<Id>)]) -> Vec<WhyNot> {
        let program = self.case.program;
        let things = names
            .iter()
            .flat_map(|(id, offering)| things(program, id, offering.as_ref()));
        things.map(|thing| self.reason(&thing)).collect()
    }

    fn reason(&self, thing: &Thing) -> WhyNot {
        let instead = self.instead(thing);
        let mut found = WhyNot {
            verdict: self.first_verdict(thing),
            margin: None,
            turns: Vec::new(),
            cut_short: false,
            instead,
            id: thing.id.clone(),
            offering: thing.offering.clone(),
        };
        match &found.verdict {
            Verdict::LeftOut(_) | Verdict::Worse if self.case.watch.is_over() => {}
            Verdict::LeftOut(reason) => found.turns = self.turns_for(thing, reason),
            Verdict::Worse => self.weigh(thing, &mut found),
            _ => return found,
        }
        if self.case.watch.is_over() {
            // What was found when the time was over may rest on a search that was cut off.
            found.turns.clear();
            found.margin = None;
            found.cut_short = true;
        }
        found
    }

    /// What can be said of it without another search; of what is not in the plan and could be used, that a plan without it is better.
    fn first_verdict(&self, thing: &Thing) -> Verdict {
        let program = self.case.program;
        if thing.is_in(&self.planned.plan) {
            return Verdict::Planned;
        }
        let mut left_out = self.planned.left_out.iter();
        if let Some(left) = left_out.find(|left| Thing::left(left) == *thing) {
            return Verdict::LeftOut(left.reason.clone());
        }
        let mut passes = self.eligible.passes.iter();
        if let Some(offer) = passes.find(|offer| offer.pass.id == thing.id) {
            return if offer.held == Held::No {
                Verdict::Worse
            } else {
                Verdict::Held
            };
        }
        if self.candidate(thing).is_some() {
            return Verdict::Worse;
        }
        let activity = program.activities.get(&thing.id);
        let offered = activity.is_some_and(|activity| {
            let mut offerings = activity.offerings.iter();
            offerings.any(|offering| Some(&offering.id) == thing.offering.as_ref())
        });
        if offered || program.exams.contains_key(&thing.id) {
            // No route asks for credits that are not there yet.
            return Verdict::LeftOut(super::Reason::NotOnRoute);
        }
        Verdict::Missing
    }

    /// Compares the best plan that contains it with the best plan.
    fn weigh(&self, thing: &Thing, found: &mut WhyNot) {
        match self.case.containing(thing, |_| {}) {
            Some(plan) if self.is_met => {
                found.margin = Some(Margin::between(&self.planned.plan, &plan));
                found.turns = self.turns(thing);
            }
            None if self.is_pass(thing) && self.is_met => {
                found.turns = self.turns(thing);
            }
            None => {
                let by = self.barriers(thing);
                found.verdict = Verdict::Barred { by };
                found.turns.extend(self.price(thing));
            }
            Some(_) => found.turns = self.turns(thing),
        }
    }

    /// The same course in the plan, in another version or offering.
    fn instead(&self, thing: &Thing) -> Option<(Id, Id)> {
        let activities = &self.case.program.activities;
        let course = activities.get(&thing.id)?.course_key();
        let items = self.planned.plan.items.iter();
        let mut others = items.filter(|item| item.kind == ItemKind::Activity && !thing.is(item));
        let same = others.find(|item| {
            let activity = activities.get(&item.id);
            activity.is_some_and(|activity| activity.course_key() == course)
        })?;
        Some((same.id.clone(), same.offering.clone()?))
    }

    /// What counts of it.
    fn candidate(&self, thing: &Thing) -> Option<&Candidate<'_>> {
        let courses = self.eligible.courses.values().flatten();
        let mut candidates = courses.chain(&self.eligible.exams);
        candidates.find(|candidate| {
            let (id, offering) = candidate.subject.key();
            *id == thing.id && offering == thing.offering.as_ref()
        })
    }

    fn is_pass(&self, thing: &Thing) -> bool {
        self.case.program.passes.contains_key(&thing.id)
    }
}

/// What a name stands for.
fn things(program: &ProgramCatalog, id: &Id, offering: Option<&Id>) -> Vec<Thing> {
    let thing = |offering: Option<&Id>| Thing {
        id: id.clone(),
        offering: offering.cloned(),
    };
    match program.activities.get(id) {
        Some(activity) if offering.is_none() && !activity.offerings.is_empty() => {
            let offerings = activity.offerings.iter();
            offerings
                .map(|offering| thing(Some(&offering.id)))
                .collect()
        }
        _ => vec![thing(offering)],
    }
}
