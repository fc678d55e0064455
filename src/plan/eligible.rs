//! Says what counts: which offerings, exams and passes a holder can use, from when to when and paid how, and why the rest is out.
//!
//! Rules about a single thing live here, with [`super::payment`] for what it costs and [`super::taken`] for what was done before.
//! Rules about sets of things (one offering a course, a pass paid once, hours that must fit together) are for [`super::search`].

use std::collections::{BTreeMap, BTreeSet};

use super::{
    LeftOut, Reason, length,
    payment::{Held, PassOffer, Purse, Way},
    period::{Period, Time, end_of_term},
    taken::Taken,
};
use crate::model::{
    Activity, Busy, ClassDates, Credits, Date, Exam, Filter, Id, Length, Level, Minutes, Need,
    Offering, ProgramCatalog, Route, Standing,
};

/// What can be used, and what cannot.
#[derive(Debug)]
pub(super) struct Eligible<'c> {
    /// Ways to take each course, by course key, then by activity and offering.
    pub(super) courses: BTreeMap<String, Vec<Candidate<'c>>>,
    /// Exams by id.
    pub(super) exams: Vec<Candidate<'c>>,
    /// Passes that are held or can be bought, by id.
    pub(super) passes: Vec<PassOffer<'c>>,
    /// Everything else.
    pub(super) left_out: Vec<LeftOut>,
}

impl<'c> Eligible<'c> {
    /// What there is to choose from in every layer of the problem: courses, and exams after them.
    pub(super) fn layers(&self) -> impl Iterator<Item = &[Candidate<'c>]> {
        let courses = self.courses.values().map(Vec::as_slice);
        courses.chain(self.exams.iter().map(std::slice::from_ref))
    }
}

/// Something that can be used.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'c> {
    /// What it is.
    pub(super) subject: Subject<'c>,
    /// The credits it earns.
    pub(super) gain: Credits,
    /// How long it takes, when anybody says or the program estimates it.
    pub(super) length: Option<Length>,
    /// Whether it is a class with fixed dates.
    pub(super) is_class: bool,
    /// The courses that must be done before it and were not done earlier.
    pub(super) needs: Vec<String>,
    /// Days since someone last looked at the oldest of its facts.
    pub(super) age: u32,
    /// The ways to pay for it, cheapest kind first, each with the days it leaves.
    pub(super) ways: Vec<(Way, Period)>,
}

/// The entry behind a candidate.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject<'c> {
    /// An activity by one of its offerings.
    Activity(&'c Activity, &'c Offering),
    /// An exam.
    Exam(&'c Exam),
}

/// Sorts everything in the program into what can be used for one of `routes` and what cannot.
pub(super) fn eligible<'c>(
    program: &'c ProgramCatalog,
    (level, routes): (&Level, &[&Route]),
    need: &Need,
    today: Date,
) -> Eligible<'c> {
    // Where rules demand some of a category, having enough credits may not be enough.
    let wants_credits = routes.iter().any(|route| {
        route.credits > need.have || (route.credits > Credits::ZERO && !level.rules.is_empty())
    });
    let purse = Purse { need, today };
    let mut left_out = Vec::new();
    let passes = purse.passes(program, &mut left_out);
    let sorter = Sorter {
        program,
        need,
        today,
        purse,
        passes: &passes,
        taken: Taken::new(program, &need.taken),
    };
    let mut courses: BTreeMap<String, Vec<Candidate<'c>>> = BTreeMap::new();
    if wants_credits {
        for activity in program.activities.values() {
            for offering in &activity.offerings {
                match sorter.offering(activity, offering) {
                    Ok(candidate) => courses
                        .entry(activity.course_key())
                        .or_default()
                        .push(candidate),
                    Err(reason) => left_out.push(LeftOut {
                        id: activity.id.clone(),
                        offering: Some(offering.id.clone()),
                        reason,
                    }),
                }
            }
        }
    }
    let mut exams = Vec::new();
    for exam in program.exams.values() {
        match sorter.exam(exam, routes) {
            Ok(candidate) => exams.push(candidate),
            Err(reason) => left_out.push(LeftOut {
                id: exam.id.clone(),
                offering: None,
                reason,
            }),
        }
    }
    left_out.extend(without_prerequisites(&mut courses, program));
    for candidates in courses.values_mut() {
        candidates.sort_by_key(|candidate| candidate.subject.key());
    }
    left_out.sort();
    Eligible {
        courses,
        exams,
        passes,
        left_out,
    }
}

impl<'c> Subject<'c> {
    /// What decides between equals: the id, then the offering.
    pub(super) fn key(self) -> (&'c Id, Option<&'c Id>) {
        match self {
            Self::Activity(activity, offering) => (&activity.id, Some(&offering.id)),
            Self::Exam(exam) => (&exam.id, None),
        }
    }
}

/// The rules about single things, with all they are held against.
struct Sorter<'a, 'c> {
    program: &'c ProgramCatalog,
    need: &'a Need,
    today: Date,
    purse: Purse<'a>,
    passes: &'a [PassOffer<'c>],
    taken: Taken<'c>,
}

impl<'c> Sorter<'_, 'c> {
    fn offering(
        &self,
        activity: &'c Activity,
        offering: &'c Offering,
    ) -> Result<Candidate<'c>, Reason> {
        let freshness = self.program.program.freshness;
        is_on(offering.standing(activity, freshness, self.today))?;
        let gain = match activity.credits {
            None => return Err(Reason::CreditsUnknown),
            Some(Credits::ZERO) => return Err(Reason::NoCredits),
            Some(credits) => credits,
        };
        self.activity_is_wanted(activity)?;
        let length = length::of_offering(&self.program.program, self.need, activity, offering);
        let mut period = Period {
            begin: self.begin(offering.opens),
            due: self.due(offering.expires.day()),
        };
        if let Some(class) = offering.class {
            period = self.attended(class, period)?;
        }
        let is_class = offering.class.is_some();
        let payable = (self.passes, period.begin);
        let ways = self.purse.ways(activity, offering, payable)?;
        let needs = activity.requires.iter();
        let needs = needs.map(|id| course_of(self.program, id));
        Ok(Candidate {
            subject: Subject::Activity(activity, offering),
            gain,
            length,
            is_class,
            needs: needs
                .filter(|course| !self.taken.has_course(course))
                .collect(),
            age: activity
                .evidence
                .age(self.today)
                .max(offering.evidence.age(self.today)),
            ways: self.in_time(ways, period, length, is_class)?,
        })
    }

    /// The days of a class, when they lie in a period and the holder is free on all of them.
    fn attended(&self, class: ClassDates, period: Period) -> Result<Period, Reason> {
        let ClassDates { starts, ends } = class;
        if starts < period.begin {
            return Err(Reason::BeginsTooEarly { starts });
        }
        if let Some(by) = period.due.filter(|due| ends > *due) {
            return Err(Reason::TooLate { by });
        }
        let days = Busy::default().days_between(starts, ends);
        if self.need.busy.days_between(starts, ends) < days {
            return Err(Reason::Busy);
        }
        Ok(Period {
            begin: starts,
            due: Some(ends),
        })
    }

    fn exam(&self, exam: &'c Exam, routes: &[&Route]) -> Result<Candidate<'c>, Reason> {
        if !self.is_on_route(&exam.class, routes) {
            return Err(Reason::NotOnRoute);
        }
        is_on(exam.standing(self.today))?;
        if self.need.taken.contains(&exam.id) || self.need.passed.contains_key(&exam.id) {
            return Err(Reason::Taken);
        }
        self.is_wanted(|set| set.contains(&exam.id))?;
        let length = length::of_exam(&self.program.program, self.need, exam);
        let period = Period {
            begin: self.begin(None),
            due: self.due(exam.last_day),
        };
        let admits = |class: &Id| {
            let class = self.program.program.exam_class(class);
            class.is_some_and(|class| class.admits(&exam.class))
        };
        let ways = self.purse.fee_ways(exam, self.passes, admits)?;
        Ok(Candidate {
            subject: Subject::Exam(exam),
            gain: Credits::ZERO,
            length,
            is_class: false,
            needs: Vec::new(),
            age: exam
                .evidence
                .age(self.today)
                .max(exam.fee_evidence().age(self.today)),
            ways: self.in_time(ways, period, length, false)?,
        })
    }

    /// Whether any route has a place for an exam of `class`.
    fn is_on_route(&self, class: &Id, routes: &[&Route]) -> bool {
        let admits = |asked: &Id| {
            self.program
                .program
                .exam_class(asked)
                .is_some_and(|asked| asked.admits(class))
        };
        routes.iter().any(|route| route.exams.keys().any(admits))
    }

    fn activity_is_wanted(&self, activity: &Activity) -> Result<(), Reason> {
        if self.taken.covers(activity) {
            return Err(Reason::Taken);
        }
        self.is_wanted(|set| set.contains(&activity.id))?;
        if self.need.filter.admits_theme(activity) {
            Ok(())
        } else {
            Err(Reason::NotAsked)
        }
    }

    /// Neither excluded, nor outside what alone was asked for; `is_in` says whether it is named in a set.
    fn is_wanted(&self, is_in: impl Fn(&BTreeSet<Id>) -> bool) -> Result<(), Reason> {
        let Filter { only, exclude, .. } = &self.need.filter;
        if !exclude.is_empty() && is_in(exclude) {
            return Err(Reason::Excluded);
        }
        if only.is_empty() || is_in(only) {
            Ok(())
        } else {
            Err(Reason::NotAsked)
        }
    }

    /// The first day it can be begun.
    fn begin(&self, opens: Option<Date>) -> Date {
        opens.map_or(self.need.from, |opens| opens.max(self.need.from))
    }

    /// The last day it can be done.
    fn due(&self, last_day: Option<Date>) -> Option<Date> {
        earliest(last_day, super::deadline(self.need))
    }

    /// The ways that leave time enough, each with the days it leaves. The term of a pass to buy takes no days away yet: on which day it is
    /// best bought depends on all that it opens.
    fn in_time(
        &self,
        ways: Vec<Way>,
        period: Period,
        length: Option<Length>,
        is_class: bool,
    ) -> Result<Vec<(Way, Period)>, Reason> {
        let time = Time::of(self.need);
        let by_pace = time.per_week.is_some() && period.due.is_some() && !is_class;
        if length.is_none() && (self.need.max_hours.is_some() || by_pace) {
            return Err(Reason::HoursUnknown);
        }
        let minutes = length.map_or(Minutes::ZERO, |length| length.minutes);
        let mut out = None;
        let mut kept = Vec::new();
        for way in ways {
            let due = earliest(period.due, self.pass_until(way));
            let days = self.term(way);
            let in_time = if is_class {
                let long = period.due.zip(days).is_some_and(|(due, days)| {
                    Busy::default().days_between(period.begin, due) > u64::from(days)
                });
                due == period.due && !long
            } else {
                time.holds_in_a_term(minutes, Period { due, ..period }, days)
            };
            let ends = days.and_then(|days| end_of_term(period.begin, days));
            match earliest(due, ends) {
                Some(by) if !in_time => {
                    let early = period.begin > by && period.begin > self.need.from;
                    out = Some(if early {
                        Reason::OpensTooLate {
                            opens: period.begin,
                        }
                    } else {
                        Reason::TooLate { by }
                    });
                }
                _ => kept.push((way, Period { due, ..period })),
            }
        }
        match out {
            Some(reason) if kept.is_empty() => Err(reason),
            _ => Ok(kept),
        }
    }

    /// The days of the term of a pass that is bought for it.
    fn term(&self, way: Way) -> Option<u32> {
        self.passes.get(way.bought()?)?.pass.days
    }

    /// The last day of a pass: of one that is held, the end of its term; of one that only a purse can buy, the end of the last term that
    /// begins before the purse ends.
    fn pass_until(&self, way: Way) -> Option<Date> {
        let offer = self.passes.get(way.pass()?)?;
        match (way.bought(), offer.held) {
            (None, Held::Until(end)) => Some(end),
            (None, Held::No | Held::Lasting) => None,
            (Some(_), _) => {
                let mut ways = offer.ways.iter();
                let by_purse = ways.all(|way| matches!(way, Way::Purse(_)));
                let until = self.need.clc_until.filter(|_| by_purse);
                end_of_term(until?, offer.pass.days?)
            }
        }
    }
}

/// The course an activity belongs to; one that is not in the catalogue is a course of its own.
fn course_of(program: &ProgramCatalog, id: &Id) -> String {
    let activity = program.activities.get(id);
    activity.map_or_else(|| id.to_string(), Activity::course_key)
}

/// Takes out what needs a course that cannot be done, in circles or otherwise: whatever can be done can be done in some order.
fn without_prerequisites(
    courses: &mut BTreeMap<String, Vec<Candidate<'_>>>,
    program: &ProgramCatalog,
) -> Vec<LeftOut> {
    let done = can_be_done(courses);
    let mut left_out = Vec::new();
    for candidates in courses.values_mut() {
        candidates.retain(|candidate| {
            let Subject::Activity(activity, offering) = candidate.subject else {
                return true;
            };
            let missing = |id: &&Id| {
                let course = course_of(program, id);
                candidate.needs.contains(&course) && !done.contains(&course)
            };
            let missing = activity.requires.iter().find(missing);
            left_out.extend(missing.map(|of| LeftOut {
                id: activity.id.clone(),
                offering: Some(offering.id.clone()),
                reason: Reason::Prerequisite { of: of.clone() },
            }));
            missing.is_none()
        });
    }
    courses.retain(|_, candidates| !candidates.is_empty());
    left_out
}

/// The courses that can be done with all that they need, each as soon as the last of what one way to take it needs can.
fn can_be_done(courses: &BTreeMap<String, Vec<Candidate<'_>>>) -> BTreeSet<String> {
    let mut done: BTreeSet<&String> = BTreeSet::new();
    let mut next: Vec<&String> = Vec::new();
    // Every way to take a course, with how many courses it still waits for; and which ways wait for a course.
    let mut ways: Vec<(&String, usize)> = Vec::new();
    let mut waiting: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (course, candidates) in courses {
        for candidate in candidates {
            let needs: BTreeSet<&String> = candidate.needs.iter().collect();
            if needs.is_empty() && done.insert(course) {
                next.push(course);
            }
            for need in &needs {
                waiting.entry(need).or_default().push(ways.len());
            }
            ways.push((course, needs.len()));
        }
    }
    while let Some(course) = next.pop() {
        for way in waiting.remove(course).unwrap_or_default() {
            let Some((dependent, waits)) = ways.get_mut(way) else {
                continue;
            };
            *waits -= 1;
            if *waits == 0 && done.insert(dependent) {
                next.push(dependent);
            }
        }
    }
    done.into_iter().cloned().collect()
}

/// On offer today or later, and known to be.
fn is_on(standing: Standing) -> Result<(), Reason> {
    match standing {
        Standing::Open | Standing::Ending { .. } | Standing::Opening { .. } => Ok(()),
        Standing::Ended { last_day } => Err(Reason::Ended { last_day }),
        Standing::Withdrawn { on } => Err(Reason::Withdrawn { on }),
        Standing::Stale { checked } => Err(Reason::Stale { checked }),
    }
}

/// The earlier of two days, where there are any.
pub(super) fn earliest(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (day, None) | (None, day) => day,
    }
}
