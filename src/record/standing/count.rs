//! Which completions count in a cycle, and why the others do not.

use std::collections::BTreeSet;

use super::{Cycle, Tally, holding::Holding, tally};
use crate::{
    model::{Date, Id, Level, ProgramCatalog, is_newer},
    record::{ClaimState, Completion, Record, Subject},
};

/// Why a completion does not count. Places are those of the record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PassedOver {
    /// Its claim was refused.
    Rejected,
    /// It lies after the day that is asked of.
    Later,
    /// It was completed before the cycle began.
    BeforeCycle,
    /// It was completed on the day the cycle began: it is of what earned or renewed the certification.
    OnFirstDay,
    /// It was completed on the day of expiry or after it.
    AfterExpiry,
    /// The same course was taken before, in no older version; where the record has it as a completion, this one.
    TakenBefore(Option<usize>),
    /// The same course or exam counts already.
    Twice(usize),
    /// The same exam was passed too short a time before.
    TooSoon(usize),
    /// Credits do not renew the level.
    NoCredits,
}

/// The completions that count in a cycle, the earliest first, and the others.
#[derive(Default, Debug)]
pub(super) struct Count {
    pub(super) counted: Vec<usize>,
    pub(super) passed_over: Vec<(usize, PassedOver)>,
}

/// The completions of a program by day.
pub(super) struct Ledger<'r> {
    program: &'r ProgramCatalog,
    taken: &'r [Id],
    completions: Vec<(usize, &'r Completion)>,
}

impl<'r> Ledger<'r> {
    pub(super) fn new(record: &'r Record, program: &'r ProgramCatalog) -> Self {
        let all = record.completions.iter().enumerate();
        let mut completions: Vec<(usize, &Completion)> = all
            .filter(|(_, completion)| completion.program == program.program.id)
            .collect();
        completions.sort_by_key(|(_, completion)| completion.completed);
        Self {
            program,
            taken: &record.taken,
            completions,
        }
    }

    pub(super) fn program(&self) -> &'r ProgramCatalog {
        self.program
    }

    /// The days up to and including one on which something was completed, the earliest first.
    pub(super) fn days(&self, until: Date) -> BTreeSet<Date> {
        let days = self.completions.iter().map(|(_, c)| c.completed);
        days.filter(|day| *day <= until).collect()
    }

    /// What of all that was completed up to and on a day counts in a cycle of a level.
    pub(super) fn count(&self, cycle: &Cycle, level: &Level, until: Date) -> Count {
        let mut count = Count::default();
        for (at, (place, completion)) in self.completions.iter().enumerate() {
            let outside = outside(completion, cycle, until);
            let why = outside.or_else(|| match &completion.subject {
                Subject::Activity { .. } if !level.takes_credits => Some(PassedOver::NoCredits),
                Subject::Activity { .. } => self.repeats_course(at, completion, &count),
                Subject::Exam { .. } => self.repeats_exam(at, completion, &count),
            });
            match why {
                None => count.counted.push(*place),
                Some(why) => count.passed_over.push((*place, why)),
            }
        }
        count
    }

    /// The same, of what was validated.
    pub(super) fn count_settled(&self, cycle: &Cycle, level: &Level, until: Date) -> Count {
        let mut count = self.count(cycle, level, until);
        let is_settled = |place: &usize| {
            let mut completions = self.completions.iter();
            completions.any(|(at, done)| at == place && done.state == ClaimState::Earned)
        };
        count.counted.retain(is_settled);
        count
    }

    /// What the completions that count come to.
    pub(super) fn tally(&self, count: &Count, cycle: &Cycle, level: &Level) -> Tally {
        let is_counted = |place: &usize| count.counted.contains(place);
        let counted = self
            .completions
            .iter()
            .filter(|(place, _)| is_counted(place));
        let counted: Vec<&Completion> = counted.map(|(_, completion)| *completion).collect();
        tally::tally(&counted, cycle, (self.program, level))
    }

    /// What earns nothing again.
    pub(super) fn taken(&self, holdings: &[Holding<'_>], today: Date) -> BTreeSet<Id> {
        let counts_now = |day: Date| holdings.iter().any(|holding| holding.cycle.counts(day));
        let is_taken = |completion: &Completion| match completion.subject {
            Subject::Activity { .. } => completion.state != ClaimState::Rejected,
            Subject::Exam { .. } => {
                counts_now(completion.completed) || !self.may_repeat(completion, today)
            }
        };
        let completions = self.completions.iter().map(|(_, completion)| *completion);
        let done =
            completions.filter(|completion| completion.completed <= today && is_taken(completion));
        let done = done.map(Completion::id).cloned();
        done.chain(self.taken.iter().cloned()).collect()
    }

    /// Those that come before one and were not refused.
    fn before(&self, at: usize) -> impl Iterator<Item = (usize, &Completion)> {
        let before = self.completions.get(..at).unwrap_or_default().iter();
        before
            .copied()
            .filter(|(_, completion)| completion.state != ClaimState::Rejected)
    }

    fn repeats_course(&self, at: usize, this: &Completion, count: &Count) -> Option<PassedOver> {
        let (course, version) = this.course()?;
        let earlier = self.before(at).filter_map(|(place, earlier)| {
            let (same, version) = earlier.course()?;
            (same == course).then_some((place, version))
        });
        let mut before = None;
        for (place, taken) in earlier {
            if count.counted.contains(&place) {
                return Some(PassedOver::Twice(place));
            }
            if !is_newer(version, taken) {
                before = Some(PassedOver::TakenBefore(Some(place)));
            }
        }
        before.or_else(|| {
            let mut taken = self.taken.iter();
            let is_taken = taken.any(|id| {
                let known = self.program.activities.get(id);
                let is_older = known.is_some_and(|known| {
                    known.course_key() == course && !is_newer(version, known.version.as_deref())
                });
                id == this.id() || is_older
            });
            is_taken.then_some(PassedOver::TakenBefore(None))
        })
    }

    fn repeats_exam(&self, at: usize, this: &Completion, count: &Count) -> Option<PassedOver> {
        let is_same = |earlier: &Completion| earlier.is_exam() && earlier.id() == this.id();
        let earlier = || self.before(at).filter(|(_, earlier)| is_same(earlier));
        let counted = earlier().find(|(place, _)| count.counted.contains(place));
        let too_soon = || earlier().find(|(_, passed)| !self.may_repeat(passed, this.completed));
        counted
            .map(|(place, _)| PassedOver::Twice(place))
            .or_else(|| too_soon().map(|(place, _)| PassedOver::TooSoon(place)))
    }

    /// Whether an exam that was passed may be sat again on a day.
    fn may_repeat(&self, passed: &Completion, on: Date) -> bool {
        let wait = self.program.program.exam_again_after.as_ref();
        wait.is_none_or(|wait| {
            wait.after(passed.completed)
                .is_some_and(|again| again <= on)
        })
    }
}

/// Why a completion lies outside a cycle, whatever it is.
fn outside(completion: &Completion, cycle: &Cycle, until: Date) -> Option<PassedOver> {
    let day = completion.completed;
    match (cycle.begins, cycle.expires) {
        _ if completion.state == ClaimState::Rejected => Some(PassedOver::Rejected),
        _ if day > until => Some(PassedOver::Later),
        (Some(begins), _) if day < begins => Some(PassedOver::BeforeCycle),
        (Some(begins), _) if day == begins => Some(PassedOver::OnFirstDay),
        (_, Some(expires)) if day >= expires => Some(PassedOver::AfterExpiry),
        _ => None,
    }
}
