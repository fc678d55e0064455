//! Turns a solution in integers back into a plan in the field's words: order, days, sums, warnings. The items are [`super::items`]'s.

use std::collections::BTreeSet;

use chrono::Months;

use super::{
    Item, ItemKind, Pace, PaceSource, Plan, Warning,
    eligible::Subject,
    items::Choice,
    schedule::{Task, lay_out, pace},
    search::Solution,
    solve::Solved,
};
use crate::model::{Clc, Confidence, Credits, Date, Id, Level, Minutes, Money, Need, Route};

/// More study than this in a week is called hard: forty hours.
const HARD_PACE: u32 = 40 * 60;

/// Everything a plan is put together from.
pub(super) struct Assembly<'a, 'c> {
    pub(super) solved: &'a Solved<'c>,
    pub(super) need: &'a Need,
    pub(super) level: &'a Level,
}

impl Assembly<'_, '_> {
    /// The plan of a solution for a route.
    pub(super) fn plan(&self, route: &Route, solution: &Solution) -> Plan {
        let mut chosen: Vec<Choice<'_, '_>> = solution
            .taken
            .iter()
            .filter_map(|taken| self.choice(*taken))
            .collect();
        chosen.sort_by_key(|choice| order(choice));
        let study = |choice: &Choice<'_, '_>| {
            choice
                .candidate
                .length
                .map_or(Minutes::ZERO, |length| length.minutes)
        };
        let task = |choice: &Choice<'_, '_>| Task {
            study: study(choice),
            period: choice.period,
        };
        let tasks: Vec<Task> = chosen.iter().map(task).collect();
        let pace = self.pace(&tasks);
        let slots = lay_out(&tasks, pace.per_week, self.need.from, &self.need.busy);
        let mut timed: Vec<_> = chosen.iter().zip(slots).collect();
        timed.sort_by_key(|(choice, slot)| (slot.start, slot.finish, order(choice)));
        let finish = timed.iter().map(|(_, slot)| slot.finish).max();
        let finish = finish.unwrap_or(self.need.from);
        let passes = solution.passes.iter();
        let passes = passes.filter_map(|(pass, way)| self.pass_item(*pass, *way, finish));
        let work = timed.iter().map(|(choice, slot)| Item {
            interchangeable: self.interchangeable(choice, &chosen),
            ..self.item(choice, *slot)
        });
        let items: Vec<Item> = passes.chain(work).collect();
        self.sum_up(route, solution, pace, items)
    }

    fn sum_up(&self, route: &Route, solution: &Solution, pace: Pace, items: Vec<Item>) -> Plan {
        let work = || items.iter().filter(|item| item.kind != ItemKind::Pass);
        let finish = work()
            .map(|item| item.finish)
            .max()
            .unwrap_or(self.need.from);
        let credits: Credits = items.iter().map(|item| item.credits).sum();
        let given_away = |expires: Date| u32::try_from((expires - finish).num_days()).ok();
        let is_known = solution.load.unknown == 0 && !items.is_empty();
        Plan {
            route: route.id.clone(),
            cost: Money {
                minor: solution.load.cash,
                currency: self.need.rates.into,
            },
            clc: Clc(u32::try_from(solution.load.purse).unwrap_or(u32::MAX)),
            credits,
            surplus: credits.saturating_sub(route.credits.saturating_sub(self.need.have)),
            effort: super::minutes(solution.load.study),
            estimated: work().any(|item| item.length.is_some_and(|length| length.estimated)),
            hours_unknown: work().any(|item| item.length.is_none()),
            pace,
            start: work()
                .map(|item| item.start)
                .min()
                .unwrap_or(self.need.from),
            finish,
            renewed_until: self
                .level
                .years
                .filter(|_| is_known)
                .and_then(|years| finish.checked_add_months(Months::new(years.checked_mul(12)?))),
            days_given_away: self.need.expires.filter(|_| is_known).and_then(given_away),
            items,
        }
    }

    /// The holder's pace, or the least that will do.
    fn pace(&self, tasks: &[Task]) -> Pace {
        if let Some(per_week) = self.need.hours_per_week {
            return Pace {
                per_week,
                source: PaceSource::Asked,
            };
        }
        let per_week = pace(tasks, &self.need.busy);
        let source = if per_week == pace(&[], &self.need.busy) {
            PaceSource::Default
        } else {
            PaceSource::Needed
        };
        Pace { per_week, source }
    }

    /// What stands behind a layer's choice.
    fn choice(&self, taken: (usize, usize)) -> Option<Choice<'_, '_>> {
        let eligible = &self.solved.eligible;
        let courses = self.solved.problem.courses.len();
        let (candidates, layer) = match taken.0.checked_sub(courses) {
            None => (
                eligible.courses.values().nth(taken.0)?.as_slice(),
                self.solved.problem.courses.get(taken.0)?,
            ),
            Some(exam) => (
                std::slice::from_ref(eligible.exams.get(exam)?),
                self.solved.problem.exams.get(exam)?,
            ),
        };
        let (place, way) = layer.choices.get(taken.1)?.origin;
        let candidate = candidates.get(place)?;
        let (way, period) = *candidate.ways.get(way)?;
        Some(Choice {
            candidate,
            way,
            period,
        })
    }

    /// What the holder should know before she acts on a plan.
    pub(super) fn warnings(&self, plan: &Plan, route: &Route, today: Date) -> Vec<Warning> {
        let limits = self.solved.freshness;
        let mut warnings = BTreeSet::new();
        for item in &plan.items {
            let id = || item.id.clone();
            if item.evidence.undated {
                warnings.insert(Warning::Undated { id: id() });
            }
            if let Some(price) = item
                .price_evidence
                .as_ref()
                .filter(|price| price.age(today) > limits.price)
            {
                let (checked, age) = (price.checked, price.age(today));
                warnings.insert(Warning::OldPrice {
                    id: id(),
                    checked,
                    age,
                });
            } else if item.evidence.age(today) > limits.offering {
                let (checked, age) = (item.evidence.checked, item.evidence.age(today));
                warnings.insert(Warning::OldFact {
                    id: id(),
                    checked,
                    age,
                });
            }
            if item.kind == ItemKind::Exam {
                warnings.insert(Warning::ExamFees);
                if item.length.is_none() {
                    warnings.insert(Warning::HoursUnknown { id: id() });
                }
            }
        }
        if self.need.expires.is_none() && !plan.items.is_empty() {
            warnings.insert(Warning::NoExpiry);
        }
        if plan.pace.source == PaceSource::Needed && plan.pace.per_week.minutes() > HARD_PACE {
            warnings.insert(Warning::HardPace {
                per_week: plan.pace.per_week,
            });
        }
        if route.confidence == Confidence::Likely {
            warnings.insert(Warning::LikelyRule {
                route: route.id.clone(),
            });
        }
        warnings.into_iter().collect()
    }
}

/// What is due first comes first; then activities before exams, the largest first; then by id.
fn order<'c>(choice: &Choice<'_, 'c>) -> (Date, bool, std::cmp::Reverse<Credits>, &'c Id) {
    let candidate = choice.candidate;
    let is_exam = matches!(candidate.subject, Subject::Exam(_));
    let due = choice.period.due.unwrap_or(Date::MAX);
    (
        due,
        is_exam,
        std::cmp::Reverse(candidate.gain),
        candidate.subject.key().0,
    )
}
