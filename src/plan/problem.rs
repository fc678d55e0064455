//! The problem in integers: what the search sees. No ids, no dates, no currencies; places in lists stand for all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    calendar::{Calendar, CalendarBuilder},
    eligible::{Candidate, Eligible, Subject},
    payment::{PassOffer, Way},
    period::{Period, WEEK, capacity},
    weight::{Amounts, Load, Weight},
};
use crate::model::{Id, Need, Program, Route};

/// One way to take one thing.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// How bad it is.
    pub(super) weight: Weight,
    /// What it uses.
    pub(super) load: Load,
    /// What it earns, in the problem's unit of credit.
    pub(super) gain: usize,
    /// The pass to buy that opens it, by its place among the passes to buy.
    pub(super) pass: Option<usize>,
    /// The days it can be done in, by their place in the calendar.
    pub(super) window: usize,
    /// The candidate of its layer, and that candidate's way to pay.
    pub(super) origin: (usize, usize),
}

/// Choices of which at most one is taken: the ways to take one course, or one exam.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// For an exam, its class by its place among the classes.
    pub(super) class: usize,
    /// The ways, in the order that decides between equals.
    pub(super) choices: Vec<Choice>,
}

/// A pass to buy.
#[derive(Clone, Debug)]
pub(super) struct Subscription {
    /// The pass by its place among the eligible ones.
    pub(super) origin: usize,
    /// The ways to pay for it.
    pub(super) ways: Vec<(Way, Weight, Load)>,
}

/// Everything the search needs to know.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// Courses, in the order that decides between equals.
    pub(super) courses: Vec<Layer>,
    /// Exams, likewise.
    pub(super) exams: Vec<Layer>,
    /// Passes that can be bought.
    pub(super) passes: Vec<Subscription>,
    /// The most of each.
    pub(super) limits: Load,
    /// What fits when.
    pub(super) calendar: Calendar,
    /// The courses in the order they are searched: by their last days where time limits anything.
    order: Vec<usize>,
    /// For each place in that order and among the exams after it, the spans that choices from there on may still add to.
    live: Vec<Vec<usize>>,
    /// One unit of credit, in hundredths: the common divisor of all that can be earned.
    pub(super) unit: u32,
    /// The exam classes, by place.
    classes: Vec<Id>,
}

/// What must be reached: so many units of credit, and exactly so many exams of each class.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Target {
    /// Units of credit.
    pub(super) credits: usize,
    /// Exams by class.
    pub(super) exams: Vec<usize>,
}

impl Problem {
    /// Puts what is eligible into integers.
    pub(super) fn new(eligible: &Eligible<'_>, need: &Need, program: &Program) -> Self {
        let classes: Vec<Id> = program
            .exam_classes
            .iter()
            .map(|class| class.id.clone())
            .collect();
        let unit = eligible
            .courses
            .values()
            .flatten()
            .fold(0, |unit, c| gcd(unit, c.gain.hundredths()))
            .max(1);
        let builder = Builder {
            eligible,
            unit,
            calendar: CalendarBuilder::new(eligible),
        };
        let courses = eligible.courses.values();
        let courses: Vec<Layer> = courses.map(|course| builder.layer(course, 0)).collect();
        let class = |candidate: &Candidate<'_>| match candidate.subject {
            Subject::Exam(exam) => classes.iter().position(|class| *class == exam.class),
            Subject::Activity(..) => None,
        };
        let exam = |candidate: &Candidate<'_>| {
            builder.layer(
                std::slice::from_ref(candidate),
                class(candidate).unwrap_or_default(),
            )
        };
        let exams: Vec<Layer> = eligible.exams.iter().map(exam).collect();
        let passes = builder.subscriptions();
        let layers: Vec<&Layer> = courses.iter().chain(&exams).collect();
        let calendar = builder.calendar.finish(need).without_ample_spans(&layers);
        let problem = Self {
            order: order(&courses, &calendar),
            live: Vec::new(),
            courses,
            exams,
            passes,
            limits: limits(need),
            calendar,
            unit,
            classes,
        };
        Self {
            live: problem.live_spans(),
            ..problem
        }
    }

    /// The most units of credit that all courses together can earn.
    pub(super) fn reach(&self) -> usize {
        let most = |course: &Layer| course.choices.iter().map(|choice| choice.gain).max();
        self.courses.iter().filter_map(most).sum()
    }

    /// How many layers there are: courses and exams.
    pub(super) fn layers(&self) -> usize {
        self.courses.len() + self.exams.len()
    }

    /// The layer at a place of the search, counted as courses by id and exams after them.
    pub(super) fn layer_at(&self, place: usize) -> usize {
        self.order.get(place).copied().unwrap_or(place)
    }

    /// The choices at a place of the search.
    pub(super) fn choices(&self, place: usize) -> &[Choice] {
        let layer = self.layer_at(place);
        let exam = layer.checked_sub(self.courses.len());
        let layer = self.courses.get(layer).or_else(|| self.exams.get(exam?));
        layer.map_or(&[], |layer| layer.choices.as_slice())
    }

    /// The courses in the order they are searched.
    pub(super) fn courses_in_order(&self) -> impl Iterator<Item = &Layer> {
        self.order
            .iter()
            .filter_map(|course| self.courses.get(*course))
    }

    /// The spans that choices from a place on may still add to.
    pub(super) fn live(&self, place: usize) -> &[usize] {
        self.live.get(place).map_or(&[], Vec::as_slice)
    }

    /// The same for every place, from the last on.
    fn live_spans(&self) -> Vec<Vec<usize>> {
        let mut live = vec![Vec::new()];
        let mut spans = BTreeSet::new();
        for place in (0..self.layers()).rev() {
            spans.extend(
                self.choices(place)
                    .iter()
                    .flat_map(|choice| self.calendar.spans(choice)),
            );
            live.push(spans.iter().copied().collect());
        }
        live.reverse();
        live
    }

    /// The targets that close a route: one for each way to fill its places for exams with classes.
    pub(super) fn targets(&self, route: &Route, need: &Need, program: &Program) -> Vec<Target> {
        let credits = self.units(route.credits.saturating_sub(need.have).hundredths());
        let fillings = fillings(&route.exams, program, &self.classes);
        fillings
            .into_iter()
            .map(|exams| Target { credits, exams })
            .collect()
    }

    /// So many hundredths of a credit in units, rounded up.
    fn units(&self, hundredths: u32) -> usize {
        usize::try_from(hundredths.div_ceil(self.unit)).unwrap_or(usize::MAX)
    }
}

/// The courses by their first last day, or as they are where time limits nothing.
fn order(courses: &[Layer], calendar: &Calendar) -> Vec<usize> {
    let end = |course: &usize| {
        let choices = courses.get(*course).map(|course| course.choices.iter());
        choices.and_then(|choices| choices.map(|choice| calendar.end(choice)).min())
    };
    let mut order: Vec<usize> = (0..courses.len()).collect();
    if !calendar.is_empty() {
        order.sort_by_key(end);
    }
    order
}

/// The ways to fill places for exams, as counts by class: `professional = 2` is two cores, or one and one, or two concentrations.
fn fillings(places: &BTreeMap<Id, u32>, program: &Program, classes: &[Id]) -> BTreeSet<Vec<usize>> {
    let mut fillings = BTreeSet::from([vec![0; classes.len()]]);
    for (asked, count) in places {
        let Some(asked) = program.exam_class(asked) else {
            continue;
        };
        for _ in 0..*count {
            let mut next = BTreeSet::new();
            for filling in &fillings {
                for (place, _) in classes
                    .iter()
                    .enumerate()
                    .filter(|(_, class)| asked.admits(class))
                {
                    let mut filling = filling.clone();
                    if let Some(number) = filling.get_mut(place) {
                        *number += 1;
                    }
                    next.insert(filling);
                }
            }
            fillings = next;
        }
    }
    fillings
}

/// The most of each. With a deadline and a pace, all study lies between the first day and the deadline.
fn limits(need: &Need) -> Load {
    let budget = need.budget.map_or(u64::MAX, |money| money.minor);
    let most = need
        .max_hours
        .map_or(u64::MAX, |minutes| u64::from(minutes.minutes()));
    let limit = need.hours_per_week.zip(super::deadline(need));
    let in_time = limit.map_or(u64::MAX, |(per_week, deadline)| {
        capacity(per_week, need.busy.days_between(need.from, deadline)) / WEEK
    });
    Load {
        cash: budget,
        purse: u64::from(need.clc.0),
        study: most.min(in_time),
        unknown: u64::MAX,
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

struct Builder<'a, 'c> {
    eligible: &'a Eligible<'c>,
    unit: u32,
    calendar: CalendarBuilder,
}

impl Builder<'_, '_> {
    /// The ways to take one course or one exam.
    fn layer(&self, candidates: &[Candidate<'_>], class: usize) -> Layer {
        let ways = candidates
            .iter()
            .enumerate()
            .flat_map(|(place, candidate)| {
                let ways = candidate.ways.iter().enumerate();
                ways.map(move |(way, (payment, period))| {
                    self.choice(candidate, (*payment, *period), (place, way))
                })
            });
        Layer {
            class,
            choices: ways.collect(),
        }
    }

    fn choice(
        &self,
        candidate: &Candidate<'_>,
        (way, period): (Way, Period),
        origin: (usize, usize),
    ) -> Choice {
        let study = candidate
            .length
            .map_or(0, |length| u64::from(length.minutes.minutes()));
        let load = Load {
            study,
            unknown: u64::from(candidate.length.is_none()),
            ..paid(way)
        };
        let hundredths = candidate.gain.hundredths();
        let amounts = Amounts {
            load,
            gain: u64::from(hundredths),
            age: u64::from(candidate.age),
        };
        Choice {
            weight: Weight::new(&amounts),
            load,
            gain: usize::try_from(hundredths / self.unit).unwrap_or(usize::MAX),
            pass: way
                .pass()
                .filter(|pass| !self.is_held(*pass))
                .map(|pass| self.to_buy(pass)),
            window: self.calendar.window(period),
            origin,
        }
    }

    fn is_held(&self, pass: usize) -> bool {
        self.eligible
            .passes
            .get(pass)
            .is_some_and(|offer| offer.held)
    }

    /// The place of a pass among those to buy.
    fn to_buy(&self, pass: usize) -> usize {
        self.eligible
            .passes
            .iter()
            .take(pass)
            .filter(|offer| !offer.held)
            .count()
    }

    fn subscriptions(&self) -> Vec<Subscription> {
        let offers = self
            .eligible
            .passes
            .iter()
            .enumerate()
            .filter(|(_, offer)| !offer.held);
        let subscription = |(origin, offer): (usize, &PassOffer<'_>)| {
            let ways = offer.ways.iter().map(|way| {
                let amounts = Amounts {
                    load: paid(*way),
                    gain: 0,
                    age: u64::from(offer.age),
                };
                (*way, Weight::new(&amounts), paid(*way))
            });
            Subscription {
                origin,
                ways: ways.collect(),
            }
        };
        offers.map(subscription).collect()
    }
}

/// What is paid that way.
fn paid(way: Way) -> Load {
    match way {
        Way::Cash(cash) => Load {
            cash,
            ..Load::default()
        },
        Way::Purse(clc) => Load {
            purse: u64::from(clc.0),
            ..Load::default()
        },
        Way::Pass(_) => Load::default(),
    }
}
