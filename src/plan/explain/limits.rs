//! The limits on time and money, each moved as far as it takes.

use std::collections::BTreeMap;

use chrono::Days;

use super::{STEP, WHOLE_WEEK};
use crate::{
    model::{Busy, Clc, Id, Minutes},
    plan::{
        LeftOut, Reason, Relaxation,
        case::Case,
        halving::{enough, least},
        length,
    },
};

/// The longest delay that is tried, in days: three years.
const LATEST: u32 = 3 * 366;

impl Case<'_> {
    pub(super) fn hours_per_week(&self) -> Vec<Relaxation> {
        let Some(now) = self.need.hours_per_week else {
            return Vec::new();
        };
        let pace = |steps: u32| Minutes::new(steps.saturating_mul(STEP)).unwrap_or(Minutes::MOST);
        let cost = |steps| self.cost(|need| need.hours_per_week = Some(pace(steps)));
        let found = enough(now.minutes() / STEP + 1, WHOLE_WEEK, cost).into_iter();
        let relaxation = |(steps, cost)| Relaxation::HoursPerWeek {
            least: pace(steps),
            cost,
        };
        found.map(relaxation).collect()
    }

    /// A later expiry. A holder without a pace is held to the hours of a week here, for however much she studies there are no more.
    pub(super) fn deadline(&self) -> Vec<Relaxation> {
        let Some(now) = self.need.expires else {
            return Vec::new();
        };
        let later = |days: u32| {
            let days = Days::new(u64::from(days));
            now.checked_add_days(days).unwrap_or(now)
        };
        let is_possible = |days: u32| {
            self.need.hours_per_week.is_some()
                || self
                    .cost(|need| {
                        need.expires = Some(later(days));
                        need.hours_per_week = Minutes::new(WHOLE_WEEK * STEP);
                        need.exam_hours.extend(self.unknown_exams());
                    })
                    .is_some()
        };
        let cost = |days: u32| {
            let cost =
                is_possible(days).then(|| self.cost(|need| need.expires = Some(later(days))));
            cost.flatten()
        };
        let found = enough(1, LATEST, cost).into_iter();
        let relaxation = |(days, cost)| Relaxation::Deadline {
            expires: later(days),
            cost,
        };
        found.map(relaxation).collect()
    }

    /// The exams of unknown length, counted as nothing as they are without a pace.
    fn unknown_exams(&self) -> BTreeMap<Id, Minutes> {
        let exams = self.program.exams.values();
        let unknown =
            exams.filter(|exam| length::of_exam(&self.program.program, self.need, exam).is_none());
        unknown
            .map(|exam| (exam.id.clone(), Minutes::ZERO))
            .collect()
    }

    pub(super) fn budget(&self) -> Option<Relaxation> {
        self.need.budget?;
        let least = self.cost(|need| {
            need.budget = None;
            // The least money is found where money comes first.
            need.prefer.clear();
        })?;
        Some(Relaxation::Budget { least })
    }

    pub(super) fn max_hours(&self) -> Vec<Relaxation> {
        let Some(now) = self.need.max_hours else {
            return Vec::new();
        };
        let hours = |steps: u32| Minutes::new(steps.saturating_mul(STEP)).unwrap_or(Minutes::MOST);
        let cost = |steps| self.cost(|need| need.max_hours = Some(hours(steps)));
        let most = Minutes::MOST.minutes() / STEP;
        let found = enough(now.minutes() / STEP + 1, most, cost).into_iter();
        let relaxation = |(steps, cost)| Relaxation::MaxHours {
            least: hours(steps),
            cost,
        };
        found.map(relaxation).collect()
    }

    pub(super) fn busy(&self) -> Option<Relaxation> {
        if self.need.busy.is_empty() {
            return None;
        }
        Some(Relaxation::Busy {
            cost: self.cost(|need| need.busy = Busy::default())?,
        })
    }

    /// More learning credits, where a purse that holds too few keeps something out, or what it holds is all that is short.
    pub(super) fn purse(&self, left_out: &[LeftOut]) -> Option<Relaxation> {
        let is_short = |left: &LeftOut| matches!(left.reason, Reason::PurseTooSmall { .. });
        if self.need.clc == Clc(0) && !left_out.iter().any(is_short) {
            return None;
        }
        let cost = |clc: u32| self.cost(|need| need.clc = Clc(clc));
        let (clc, cost) = least(self.need.clc.0.saturating_add(1), Clc::MOST, cost)?;
        Some(Relaxation::Purse {
            least: Clc(clc),
            cost,
        })
    }
}
