//! The problem in integers: what the search sees. No ids, no dates, no currencies; places in lists stand for all of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Add,
};

use super::{
    eligible::{Candidate, Eligible},
    payment::Way,
    period::{Period, WEEK, days},
};
use crate::model::{Date, Id, Need, Program, Route};

/// One thing to be made small.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Aim {
    /// Money, in minor units.
    Cash,
    /// Learning credits.
    Purse,
    /// Study, in minutes.
    Study,
    /// Things to do or buy.
    Items,
    /// Credits earned, and so credits earned for nothing.
    Gain,
    /// Days since someone last looked, summed over the items.
    Age,
}

/// An order of aims: every one, once.
pub(super) type Aims = [Aim; 6];

/// What is made small first, then second, and so on. After the last, the ids decide.
pub(super) const AIMS: Aims = [
    Aim::Cash,
    Aim::Purse,
    Aim::Study,
    Aim::Items,
    Aim::Gain,
    Aim::Age,
];

/// How bad a choice is: one sum an aim, compared in the order of the aims. Adding keeps the order, which is all the search needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Weight([u64; 6]);

impl Weight {
    /// Of nothing.
    pub(super) const ZERO: Self = Self([0; 6]);

    /// A single sum, for a bound on one thing alone.
    pub(super) fn single(amount: u64) -> Self {
        let mut weight = Self::ZERO;
        if let Some(first) = weight.0.first_mut() {
            *first = amount;
        }
        weight
    }

    /// The sum of the first aim, or the single one.
    pub(super) fn first(self) -> u64 {
        self.0.first().copied().unwrap_or_default()
    }

    /// In the order of `aims`.
    fn new(aims: Aims, amounts: &Amounts) -> Self {
        Self(aims.map(|aim| match aim {
            Aim::Cash => amounts.load.cash,
            Aim::Purse => amounts.load.purse,
            Aim::Study => amounts.load.study,
            Aim::Items => 1,
            Aim::Gain => amounts.gain,
            Aim::Age => amounts.age,
        }))
    }
}

impl Add for Weight {
    type Output = Self;

    /// Every part is far below 2⁵⁰ and a plan has fewer than 2¹⁴ items, so nothing saturates in earnest.
    fn add(self, other: Self) -> Self {
        let mut sum = self.0;
        for (sum, part) in sum.iter_mut().zip(other.0) {
            *sum = sum.saturating_add(part);
        }
        Self(sum)
    }
}

/// What a choice uses of what is limited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Load {
    /// Money, in minor units.
    pub(super) cash: u64,
    /// Learning credits.
    pub(super) purse: u64,
    /// Study, in minutes.
    pub(super) study: u64,
}

impl Load {
    /// Whether it keeps to the limits.
    pub(super) fn within(self, limits: Self) -> bool {
        self.cash <= limits.cash && self.purse <= limits.purse && self.study <= limits.study
    }
}

impl Add for Load {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            cash: self.cash.saturating_add(other.cash),
            purse: self.purse.saturating_add(other.purse),
            study: self.study.saturating_add(other.study),
        }
    }
}

/// What one choice amounts to.
struct Amounts {
    load: Load,
    gain: u64,
    age: u64,
}

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

/// The study a week holds, and the days the choices have.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    /// The distinct windows: their first day and last day by place in `begins` and `dues`; no last day: never too late.
    pub(super) windows: Vec<(usize, Option<usize>)>,
    /// For each first day and each last day, seven times the minutes between them; empty where time limits nothing.
    pub(super) capacity: Vec<Vec<u64>>,
}

impl Calendar {
    /// The study that lies between each first day and each last day, for so much `used` in each window. A set of things can be
    /// done by one person, splitting work as she likes, exactly when none of these is more than the days between hold.
    pub(super) fn sums(&self, used: &[u64]) -> Vec<u64> {
        let pairs = self
            .capacity
            .iter()
            .enumerate()
            .flat_map(|(begin, row)| (0..row.len()).map(move |due| (begin, due)));
        let inside = |(begin, due): (usize, usize)| {
            let windows = self.windows.iter().zip(used);
            let inside = windows.filter(|(window, _)| {
                window.0 >= begin && window.1.is_some_and(|last| last <= due)
            });
            inside.map(|(_, study)| *study).sum()
        };
        pairs.map(inside).collect()
    }

    /// Whether so much study lies in time.
    pub(super) fn holds(&self, sums: &[u64]) -> bool {
        let capacity = self.capacity.iter().flatten();
        sums.iter()
            .zip(capacity)
            .all(|(study, capacity)| study.saturating_mul(WEEK) <= *capacity)
    }
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
    /// Puts what is eligible into integers, with the aims in the given order.
    pub(super) fn new(eligible: &Eligible<'_>, need: &Need, program: &Program, aims: Aims) -> Self {
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
            aims,
            unit,
            calendar: CalendarBuilder::new(eligible),
        };
        let courses = eligible
            .courses
            .values()
            .map(|course| builder.layer(course, 0))
            .collect();
        let class = |candidate: &Candidate<'_>| match candidate.subject {
            super::eligible::Subject::Exam(exam) => classes
                .iter()
                .position(|class| *class == exam.class)
                .unwrap_or(0),
            super::eligible::Subject::Activity(..) => 0,
        };
        let exam = |candidate| builder.layer(std::slice::from_ref(candidate), class(candidate));
        let exams = eligible.exams.iter().map(exam).collect();
        let passes = builder.subscriptions();
        let calendar = builder.calendar.finish(need);
        Self {
            courses,
            exams,
            passes,
            limits: limits(need),
            calendar,
            unit,
            classes,
        }
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
    let in_time =
        need.hours_per_week
            .zip(super::deadline(need))
            .map_or(u64::MAX, |(per_week, deadline)| {
                days(need.from, deadline).saturating_mul(u64::from(per_week.minutes())) / WEEK
            });
    Load {
        cash: budget,
        purse: u64::from(need.clc.0),
        study: most.min(in_time),
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

struct Builder<'a, 'c> {
    eligible: &'a Eligible<'c>,
    aims: Aims,
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
        let load = Load { study, ..paid(way) };
        let hundredths = candidate.gain.hundredths();
        let amounts = Amounts {
            load,
            gain: u64::from(hundredths),
            age: u64::from(candidate.age),
        };
        Choice {
            weight: Weight::new(self.aims, &amounts),
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
        let subscription = |(origin, offer): (usize, &super::payment::PassOffer<'_>)| {
            let ways = offer.ways.iter().map(|way| {
                let amounts = Amounts {
                    load: paid(*way),
                    gain: 0,
                    age: u64::from(offer.age),
                };
                (*way, Weight::new(self.aims, &amounts), paid(*way))
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

/// Collects the distinct windows of all choices.
struct CalendarBuilder {
    begins: Vec<Date>,
    dues: Vec<Date>,
    windows: Vec<Period>,
}

impl CalendarBuilder {
    fn new(eligible: &Eligible<'_>) -> Self {
        let candidates = eligible.courses.values().flatten().chain(&eligible.exams);
        let periods: BTreeSet<Period> = candidates
            .flat_map(|c| c.ways.iter().map(|(_, period)| *period))
            .collect();
        let begins: BTreeSet<Date> = periods.iter().map(|period| period.begin).collect();
        let dues: BTreeSet<Date> = periods.iter().filter_map(|period| period.due).collect();
        Self {
            begins: begins.into_iter().collect(),
            dues: dues.into_iter().collect(),
            windows: periods.into_iter().collect(),
        }
    }

    fn window(&self, period: Period) -> usize {
        self.windows.binary_search(&period).unwrap_or(0)
    }

    fn finish(self, need: &Need) -> Calendar {
        let begin = |day| self.begins.binary_search(&day).unwrap_or(0);
        let due = |day| self.dues.binary_search(&day).unwrap_or(0);
        let windows = self
            .windows
            .iter()
            .map(|period| (begin(period.begin), period.due.map(due)))
            .collect();
        let capacity = need.hours_per_week.map_or(Vec::new(), |per_week| {
            let minutes = u64::from(per_week.minutes());
            let until = |from: Date| {
                self.dues
                    .iter()
                    .map(move |due| days(from, *due).saturating_mul(minutes))
                    .collect()
            };
            self.begins.iter().map(|begin| until(*begin)).collect()
        });
        Calendar { windows, capacity }
    }
}
