//! Says what counts: which offerings, exams and passes a holder can use, from when to when and paid how, and why the rest is out.
//!
//! Rules about a single thing live here, with [`super::payment`] for what it costs and [`super::taken`] for what was done before.
//! Rules about sets of things (one offering a course, a pass paid once, hours that must fit together) are for [`super::search`].

use std::collections::{BTreeMap, BTreeSet};

use super::{
    LeftOut, Reason, length,
    payment::{PassOffer, Purse, Way},
    period::{Period, Time},
    taken::Taken,
};
use crate::model::{
    Activity, Credits, Date, Exam, Filter, Id, Length, Minutes, Need, Offering, ProgramCatalog,
    Route, Standing,
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

/// Something that can be used.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'c> {
    /// What it is.
    pub(super) subject: Subject<'c>,
    /// The credits it earns.
    pub(super) gain: Credits,
    /// How long it takes, when anybody says or the program estimates it.
    pub(super) length: Option<Length>,
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

/// Sorts everything in the program into what can be used for one of `routes` and what cannot. Beside its own last day and the
/// deadline, everything has to be done by the `horizon`, where there is one.
pub(super) fn eligible<'c>(
    program: &'c ProgramCatalog,
    routes: &[&Route],
    need: &Need,
    today: Date,
    horizon: Option<Date>,
) -> Eligible<'c> {
    let purse = Purse { need, today };
    let mut left_out = Vec::new();
    let passes = purse.passes(program, &mut left_out);
    let sorter = Sorter {
        program,
        need,
        today,
        horizon,
        purse,
        passes: &passes,
        taken: Taken::new(program, &need.taken),
    };
    let mut courses: BTreeMap<String, Vec<Candidate<'c>>> = BTreeMap::new();
    if routes.iter().any(|route| route.credits > need.have) {
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
    horizon: Option<Date>,
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
        let period = Period {
            begin: self.begin(offering.opens),
            due: self.due(offering.expires.day()),
        };
        let ways = self.purse.ways(activity, offering, self.passes)?;
        Ok(Candidate {
            subject: Subject::Activity(activity, offering),
            gain,
            length,
            age: activity
                .evidence
                .age(self.today)
                .max(offering.evidence.age(self.today)),
            ways: self.in_time(ways, period, length)?,
        })
    }

    fn exam(&self, exam: &'c Exam, routes: &[&Route]) -> Result<Candidate<'c>, Reason> {
        if !self.is_on_route(&exam.class, routes) {
            return Err(Reason::NotOnRoute);
        }
        is_on(exam.standing(self.today))?;
        if self.need.taken.contains(&exam.id) {
            return Err(Reason::Taken);
        }
        self.is_wanted(|set| set.contains(&exam.id))?;
        let length = length::of_exam(&self.program.program, self.need, exam);
        let period = Period {
            begin: self.begin(None),
            due: self.due(exam.last_day),
        };
        let ways = self.purse.fee_ways(exam)?;
        Ok(Candidate {
            subject: Subject::Exam(exam),
            gain: Credits::ZERO,
            length,
            age: exam
                .evidence
                .age(self.today)
                .max(exam.fee_evidence().age(self.today)),
            ways: self.in_time(ways, period, length)?,
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
        earliest(earliest(last_day, super::deadline(self.need)), self.horizon)
    }

    /// The ways that leave time enough, each with the days it leaves.
    fn in_time(
        &self,
        ways: Vec<Way>,
        period: Period,
        length: Option<Length>,
    ) -> Result<Vec<(Way, Period)>, Reason> {
        let time = Time::of(self.need);
        let limited =
            self.need.max_hours.is_some() || (time.per_week.is_some() && period.due.is_some());
        if length.is_none() && limited {
            return Err(Reason::HoursUnknown);
        }
        let minutes = length.map_or(Minutes::ZERO, |length| length.minutes);
        let mut out = None;
        let mut kept = Vec::new();
        for way in ways {
            let due = earliest(
                period.due,
                way.pass()
                    .and_then(|index| self.passes.get(index)?.last_day),
            );
            let period = Period { due, ..period };
            match due {
                Some(by) if !time.holds(minutes, period) => {
                    let early = period.begin > by && period.begin > self.need.from;
                    out = Some(if early {
                        Reason::OpensTooLate {
                            opens: period.begin,
                        }
                    } else {
                        Reason::TooLate { by }
                    });
                }
                _ => kept.push((way, period)),
            }
        }
        match out {
            Some(reason) if kept.is_empty() => Err(reason),
            _ => Ok(kept),
        }
    }
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
