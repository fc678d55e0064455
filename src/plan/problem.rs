//! The problem in numbers and days: what the search sees. No ids, no currencies; places in lists stand for all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    calendar::{Calendar, Work},
    demand::Demand,
    eligible::{Candidate, Eligible, Subject},
    knapsack::Names,
    payment::{PassOffer, Way},
    period::Period,
    places,
    weight::{Amounts, Scale, Weight},
    years::{Year, names, years},
};
use crate::model::{Aim, Date, Id, Level, Minutes, Need, Program, Route};

/// One way to take one thing.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// What it amounts to.
    pub(super) amounts: Amounts,
    /// How bad it is.
    pub(super) weight: Weight,
    /// What it earns, in the problem's unit of credit.
    pub(super) gain: usize,
    /// The pass to buy that opens it, by its place among the passes to buy.
    pub(super) pass: Option<usize>,
    /// The voucher it uses, by its place among all vouchers.
    pub(super) voucher: Option<usize>,
    /// The days it can be done in; for a class, its days.
    pub(super) window: Period,
    /// Whether it is a class with fixed dates.
    pub(super) is_class: bool,
    /// The category it counts in, by its place among the program's.
    pub(super) category: Option<usize>,
    /// The year of the cycle it counts in, by its place among the years.
    pub(super) year: Option<usize>,
    /// The courses that must be done before it, by their places.
    pub(super) needs: Vec<usize>,
    /// The candidate of its layer, and that candidate's way to pay.
    pub(super) origin: (usize, usize),
}

/// Choices of which at most one is made: the ways to take one course, or one exam.
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
    pub(super) ways: Vec<(Way, Amounts)>,
    /// The days of its term; `None`: it does not end.
    pub(super) days: Option<u32>,
    /// The days in which something it opens can be done.
    pub(super) of_use: Option<Period>,
}

/// The most of each sum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Money, in minor units.
    pub(super) cash: u64,
    /// Learning credits.
    pub(super) purse: u64,
    /// Study, in minutes.
    pub(super) study: u64,
}

impl Limits {
    /// Of a holder.
    fn of(need: &Need) -> Self {
        let study = need.max_hours.map(Minutes::minutes);
        Self {
            cash: need.budget.map_or(u64::MAX, |money| money.minor),
            purse: u64::from(need.clc.0),
            study: study.map_or(u64::MAX, u64::from),
        }
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
    /// How many exams each voucher is good for.
    pub(super) vouchers: Vec<u64>,
    /// The most of each sum.
    pub(super) limits: Limits,
    /// The holder's time.
    pub(super) calendar: Calendar,
    /// The last day something may be bought from the purse.
    pub(super) purse_until: Option<Date>,
    /// The years of the cycle that want credits.
    pub(super) years: Vec<Year>,
    /// How sums make a weight.
    pub(super) scale: Scale,
    /// One unit of credit, in hundredths: the common divisor of all that can be earned.
    pub(super) unit: u32,
    /// What decides between equals.
    pub(super) names: Names,
    /// The exam classes, by place.
    classes: Vec<Id>,
}

/// What must be reached: so many units of credit, exactly so many exams of each class, and what the rules demand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Target {
    /// Units of credit.
    pub(super) credits: usize,
    /// Exams by class.
    pub(super) exams: Vec<usize>,
    /// What the rules by category and year demand.
    pub(super) demands: Vec<Demand>,
    /// What there may be at most of something: each as the least there must not be.
    pub(super) excesses: Vec<Demand>,
    /// What the route itself amounts to.
    pub(super) base: Amounts,
}

impl Problem {
    /// Puts what is eligible into numbers.
    pub(super) fn new(
        eligible: &Eligible<'_>,
        need: &Need,
        (program, level): (&Program, &Level),
    ) -> Self {
        let classes: Vec<Id> = program
            .exam_classes
            .iter()
            .map(|class| class.id.clone())
            .collect();
        let unit = eligible
            .courses
            .values()
            .flatten()
            .fold(0, |unit, candidate| gcd(unit, candidate.gain.hundredths()))
            .max(1);
        let builder = Builder {
            eligible,
            unit,
            years: years(level, need),
            calendar: Calendar::of(need),
            deadline: super::deadline(need),
            categories: program.categories.iter().map(|c| &c.id).collect(),
            own_vouchers: need.vouchers.len(),
            needed: places_of_needed(eligible),
        };
        let courses = eligible.courses.values();
        let mut courses: Vec<Layer> = courses.map(|course| builder.layer(course, 0)).collect();
        let class = |candidate: &Candidate<'_>| match candidate.subject {
            Subject::Exam(exam) => classes.iter().position(|class| *class == exam.class),
            Subject::Activity(..) => None,
        };
        let exam = |candidate: &Candidate<'_>| {
            let class = class(candidate).unwrap_or_default();
            builder.layer(std::slice::from_ref(candidate), class)
        };
        let mut exams: Vec<Layer> = eligible.exams.iter().map(exam).collect();
        let passes = builder.subscriptions(courses.iter().chain(&exams));
        let names = names(&courses, &builder.years);
        let scale = Scale::new(&aims(need), &most(courses.iter().chain(&exams), &passes));
        for layer in courses.iter_mut().chain(&mut exams) {
            for choice in &mut layer.choices {
                choice.weight = scale.weigh(&choice.amounts);
            }
        }
        Self {
            courses,
            exams,
            passes,
            vouchers: builder.vouchers(need),
            limits: Limits::of(need),
            calendar: builder.calendar,
            purse_until: need.clc_until,
            years: builder.years,
            scale,
            unit,
            names,
            classes,
        }
    }

    /// The most units of credit that all courses together can earn.
    pub(super) fn reach(&self) -> usize {
        let most = |course: &Layer| course.choices.iter().map(|choice| choice.gain).max();
        self.courses.iter().filter_map(most).sum()
    }

    /// The year of the cycle a choice counts in.
    pub(super) fn year(&self, choice: &Choice) -> Option<&Year> {
        self.years.get(choice.year?)
    }

    /// The days a choice can be finished on, of those it has: where it counts in a year, those of the year. A class is finished on its last.
    pub(super) fn to_finish(&self, choice: &Choice, window: Period) -> Period {
        let year = self.year(choice).filter(|_| !choice.is_class);
        year.map_or(window, |year| year.within(window))
    }

    /// Whether the days a choice has reach into the year it counts in, where it counts in one: it is finished on a day for study.
    pub(super) fn reaches_its_year(&self, choice: &Choice, window: Period) -> bool {
        let year = self.year(choice);
        year.is_none_or(|year| self.calendar.has_a_day(year.within(window)))
    }

    /// The last day anything can be finished on; `None`: there is none.
    pub(super) fn last_day(&self) -> Option<Date> {
        let choices = self.layers().flat_map(|layer| &layer.choices);
        choices
            .map(|choice| choice.window.due.unwrap_or(Date::MAX))
            .max()
    }

    /// The layers: courses, and exams after them.
    pub(super) fn layers(&self) -> impl Iterator<Item = &Layer> {
        self.courses.iter().chain(&self.exams)
    }

    /// A layer by its place among all.
    pub(super) fn layer(&self, place: usize) -> Option<&Layer> {
        let exam = place.checked_sub(self.courses.len());
        self.courses.get(place).or_else(|| self.exams.get(exam?))
    }

    /// A choice by its layer and its place in it.
    pub(super) fn choice(&self, (layer, way): (usize, usize)) -> Option<&Choice> {
        self.layer(layer)?.choices.get(way)
    }

    /// The targets that close a route when so many credits (in hundredths) count: one for each way to fill its places for exams with
    /// classes, less what exams that were passed fill of them.
    pub(super) fn targets(
        &self,
        route: &Route,
        (program, need): (&Program, &Need),
        credits: u32,
        demands: &[Demand],
    ) -> Vec<Target> {
        let units = usize::try_from(credits.div_ceil(self.unit)).unwrap_or(usize::MAX);
        let fillings = places::left(&route.exams, program, &self.classes, need);
        let target = |exams: Vec<usize>| Target {
            credits: units,
            base: Amounts {
                exams: u64::from(exams.iter().any(|wanted| *wanted > 0)),
                ..Amounts::default()
            },
            exams,
            demands: demands.to_vec(),
            excesses: Vec::new(),
        };
        fillings.into_iter().map(target).collect()
    }
}

/// The aims in their order, without the dates that mean nothing to this holder; of two dates the first.
fn aims(need: &Need) -> Vec<Aim> {
    let mut aims = Aim::order(&need.prefer);
    let mut is_dated = false;
    aims.retain(|aim| match aim {
        Aim::Finish => need.hours_per_week.is_some() && !std::mem::replace(&mut is_dated, true),
        Aim::LatestFinish => need.expires.is_some() && !std::mem::replace(&mut is_dated, true),
        _ => true,
    });
    aims
}

/// The largest sums there can be.
fn most<'l>(layers: impl Iterator<Item = &'l Layer>, passes: &[Subscription]) -> Amounts {
    let largest = |amounts: &mut dyn Iterator<Item = Amounts>| {
        amounts.fold(Amounts::default(), |a, b| a.zip(b, u64::max))
    };
    let layers = layers.map(|layer| largest(&mut layer.choices.iter().map(|c| c.amounts)));
    let passes = passes
        .iter()
        .map(|pass| largest(&mut pass.ways.iter().map(|(_, amounts)| *amounts)));
    let route = Amounts {
        exams: 1,
        ..Amounts::default()
    };
    layers.chain(passes).fold(route, |sum, more| sum + more)
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

struct Builder<'a, 'c> {
    eligible: &'a Eligible<'c>,
    unit: u32,
    years: Vec<Year>,
    calendar: Calendar,
    deadline: Option<Date>,
    categories: Vec<&'a Id>,
    /// How many of the vouchers are the holder's own; those of passes come after them.
    own_vouchers: usize,
    /// The place of every course that something needs.
    needed: BTreeMap<&'a String, usize>,
}

/// The place of every course that something needs, among the courses.
fn places_of_needed<'e>(eligible: &'e Eligible<'_>) -> BTreeMap<&'e String, usize> {
    let candidates = eligible.courses.values().flatten();
    let needed: BTreeSet<&String> = candidates.flat_map(|candidate| &candidate.needs).collect();
    let courses = eligible.courses.keys().enumerate();
    let courses = courses.filter(|(_, course)| needed.contains(course));
    courses.map(|(place, course)| (course, place)).collect()
}

impl Builder<'_, '_> {
    /// The ways to take one course or one exam.
    fn layer(&self, candidates: &[Candidate<'_>], class: usize) -> Layer {
        let ways = candidates
            .iter()
            .enumerate()
            .flat_map(|(place, candidate)| {
                let ways = candidate.ways.iter().enumerate();
                ways.flat_map(move |(way, (payment, period))| {
                    let choice = self.choice(candidate, (*payment, *period), (place, way));
                    self.in_years(choice, candidate)
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
        (way, window): (Way, Period),
        origin: (usize, usize),
    ) -> Choice {
        let study = candidate
            .length
            .map_or(0, |length| u64::from(length.minutes.minutes()));
        let hundredths = candidate.gain.hundredths();
        let category = match candidate.subject {
            Subject::Activity(activity, _) => activity.category.as_ref(),
            Subject::Exam(_) => None,
        };
        let place = |key: &String| self.needed.get(key).copied();
        Choice {
            amounts: Amounts {
                unknown: u64::from(candidate.length.is_none()),
                study,
                things: 1,
                gain: u64::from(hundredths),
                age: u64::from(candidate.age),
                ..paid(way)
            },
            weight: Weight::ZERO,
            gain: usize::try_from(hundredths / self.unit).unwrap_or(usize::MAX),
            pass: way.bought().map(|pass| self.to_buy(pass)),
            voucher: self.voucher(way),
            window,
            is_class: candidate.is_class,
            category: category.and_then(|id| self.categories.iter().position(|c| *c == id)),
            year: None,
            needs: candidate.needs.iter().filter_map(place).collect(),
            origin,
        }
    }

    /// A choice once for every year of the cycle it can be finished in; exams count in none.
    fn in_years(&self, choice: Choice, candidate: &Candidate<'_>) -> Vec<Choice> {
        if self.years.is_empty() || matches!(candidate.subject, Subject::Exam(_)) {
            return vec![choice];
        }
        let due = choice.window.due.or(self.deadline).unwrap_or(Date::MAX);
        let years = self.years.iter().enumerate();
        let in_year = |(place, year): (usize, &Year)| {
            let window = Period {
                due: Some(due.min(year.last)),
                ..choice.window
            };
            let reaches = self.calendar.has_a_day(year.within(window));
            let whole = !choice.is_class || due <= year.last;
            let fits = reaches && whole && self.calendar.holds(&Work::of(&choice, window));
            fits.then(|| Choice {
                year: Some(place),
                window,
                ..choice.clone()
            })
        };
        years.filter_map(in_year).collect()
    }

    /// The place of a pass among those to buy.
    fn to_buy(&self, pass: usize) -> usize {
        let before = self.eligible.passes.iter().take(pass);
        before.filter(|offer| offer.can_be_bought()).count()
    }

    /// The place of a voucher among all: the holder's own, and then those of the passes.
    fn voucher(&self, way: Way) -> Option<usize> {
        match way {
            Way::Voucher(place, _) => Some(place),
            Way::PassVoucher(pass, place) => {
                let before = self.eligible.passes.iter().take(pass);
                let vouchers = before.map(|offer| offer.pass.vouchers.len());
                Some(self.own_vouchers + vouchers.sum::<usize>() + place)
            }
            Way::Cash(_) | Way::Purse(_) | Way::Held(_) | Way::Pass(_) => None,
        }
    }

    /// How many exams each voucher is good for.
    fn vouchers(&self, need: &Need) -> Vec<u64> {
        let own = need.vouchers.iter().map(|voucher| u64::from(voucher.count));
        let offers = self.eligible.passes.iter();
        let of_passes = offers.flat_map(|offer| &offer.pass.vouchers);
        own.chain(of_passes.map(|(_, count)| u64::from(*count)))
            .collect()
    }

    /// The passes that can be bought, for what these layers hold.
    fn subscriptions<'l>(&self, layers: impl Iterator<Item = &'l Layer>) -> Vec<Subscription> {
        let offers = self.eligible.passes.iter().enumerate();
        let subscription = |(origin, offer): (usize, &PassOffer<'_>)| {
            let ways = offer.ways.iter().map(|way| {
                let amounts = Amounts {
                    things: 1,
                    age: u64::from(offer.age),
                    ..paid(*way)
                };
                (*way, amounts)
            });
            Subscription {
                origin,
                ways: ways.collect(),
                days: offer.pass.days,
                of_use: None,
            }
        };
        let offers = offers.filter(|(_, offer)| offer.can_be_bought());
        let mut passes: Vec<Subscription> = offers.map(subscription).collect();
        for choice in layers.flat_map(|layer| &layer.choices) {
            if let Some(pass) = choice.pass.and_then(|pass| passes.get_mut(pass)) {
                pass.of_use = Some(choice.window.around(pass.of_use));
            }
        }
        passes
    }
}

/// What is paid that way.
fn paid(way: Way) -> Amounts {
    match way {
        Way::Cash(cash) | Way::Voucher(_, cash) => Amounts {
            cash,
            ..Amounts::default()
        },
        Way::Purse(clc) => Amounts {
            purse: u64::from(clc.0),
            ..Amounts::default()
        },
        Way::Held(_) | Way::Pass(_) | Way::PassVoucher(..) => Amounts::default(),
    }
}
