//! Turns a solution in integers back into a plan in the field's words: items in order, days, sums, warnings.

use std::collections::BTreeSet;

use chrono::Months;

use super::{
    Item, ItemKind, Pace, PaceSource, Plan, Warning,
    eligible::{Candidate, Subject},
    payment::{PassOffer, Way},
    period::Period,
    schedule::{Slot, Task, lay_out, pace},
    search::Solution,
    solve::Solved,
};
use crate::model::{
    Clc, Confidence, Credits, Date, Evidence, Length, Level, Minutes, Money, Need, Route,
};

/// More study than this in a week is called hard: forty hours.
const HARD_PACE: u32 = 40 * 60;

/// What was chosen: a candidate, how it is paid, and the days it has.
#[derive(Clone, Copy)]
struct Choice<'a, 'c> {
    candidate: &'a Candidate<'c>,
    way: Way,
    period: Period,
}

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
        let planned = chosen.clone();
        let mut timed: Vec<_> = chosen.into_iter().zip(slots).collect();
        timed.sort_by_key(|(choice, slot)| (slot.start, slot.finish, order(choice)));
        let finish = timed
            .iter()
            .map(|(_, slot)| slot.finish)
            .max()
            .unwrap_or(self.need.from);
        let passes = solution
            .passes
            .iter()
            .filter_map(|(pass, way)| self.pass_item(*pass, *way, finish));
        let items: Vec<Item> = passes
            .chain(
                timed
                    .iter()
                    .map(|(choice, slot)| self.item(choice, *slot, &planned)),
            )
            .collect();
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

    fn item(&self, choice: &Choice<'_, '_>, slot: Slot, planned: &[Choice<'_, '_>]) -> Item {
        let Choice {
            candidate,
            way,
            period,
        } = *choice;
        let priced = way_costs(way);
        let common = Common {
            length: candidate.length,
            way,
            slot,
            last_day: period.due,
        };
        match candidate.subject {
            Subject::Activity(activity, offering) => {
                let own = self.has_own_price(&[
                    &format!("{}/{}", activity.id, offering.id),
                    activity.id.as_str(),
                ]);
                Item {
                    kind: ItemKind::Activity,
                    id: activity.id.clone(),
                    offering: Some(offering.id.clone()),
                    title: activity.title.clone(),
                    credits: candidate.gain,
                    evidence: older(&activity.evidence, &offering.evidence).clone(),
                    price_evidence: (priced && !own).then(|| offering.evidence.clone()),
                    url: offering.url.clone(),
                    interchangeable: 0,
                    ..self.common(common)
                }
            }
            Subject::Exam(exam) => {
                let own = self.has_own_price(&[exam.id.as_str()]);
                Item {
                    kind: ItemKind::Exam,
                    id: exam.id.clone(),
                    title: exam.code.as_ref().map_or_else(
                        || exam.name.clone(),
                        |code| format!("{code}: {}", exam.name),
                    ),
                    evidence: older(&exam.evidence, exam.fee_evidence()).clone(),
                    price_evidence: (priced && !own).then(|| exam.fee_evidence().clone()),
                    interchangeable: self.interchangeable(choice, planned),
                    ..self.common(common)
                }
            }
        }
    }

    fn pass_item(&self, pass: usize, way: usize, finish: Date) -> Option<Item> {
        let subscription = self.solved.problem.passes.get(pass)?;
        let PassOffer { pass, last_day, .. } =
            self.solved.eligible.passes.get(subscription.origin)?;
        let (way, ..) = *subscription.ways.get(way)?;
        let own = self.has_own_price(&[pass.id.as_str()]);
        let slot = Slot {
            start: self.need.from,
            finish: last_day.unwrap_or(finish),
        };
        Some(Item {
            kind: ItemKind::Pass,
            id: pass.id.clone(),
            title: pass.title.clone(),
            evidence: pass.evidence.clone(),
            price_evidence: (way_costs(way) && !own).then(|| pass.evidence.clone()),
            url: pass.url.clone(),
            ..self.common(Common {
                length: None,
                way,
                slot,
                last_day: *last_day,
            })
        })
    }

    fn has_own_price(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| self.need.prices.contains_key(*name))
    }

    /// How many exams that are not in the plan would do as well: of the same class, at the same fee, with as long a last day.
    fn interchangeable(&self, choice: &Choice<'_, '_>, planned: &[Choice<'_, '_>]) -> u32 {
        let Subject::Exam(exam) = choice.candidate.subject else {
            return 0;
        };
        let last_day = |period: Period| period.due.unwrap_or(Date::MAX);
        let is_planned = |id: &crate::model::Id| {
            planned
                .iter()
                .any(|choice| choice.candidate.subject.key().0 == id)
        };
        let alike = |other: &&Candidate<'_>| match other.subject {
            Subject::Exam(other_exam) => {
                let mut ways = other.ways.iter();
                other_exam.class == exam.class
                    && !is_planned(&other_exam.id)
                    && ways.any(|(way, period)| {
                        *way == choice.way && last_day(*period) >= last_day(choice.period)
                    })
            }
            Subject::Activity(..) => false,
        };
        u32::try_from(self.solved.eligible.exams.iter().filter(alike).count()).unwrap_or(u32::MAX)
    }

    /// An item with what all kinds have in common, the rest to be filled in.
    fn common(&self, common: Common) -> Item {
        let currency = self.need.rates.into;
        let (cash, clc, pass) = match common.way {
            Way::Cash(minor) => (minor, Clc::default(), None),
            Way::Purse(clc) => (0, clc, None),
            Way::Pass(pass) => (0, Clc::default(), self.solved.eligible.passes.get(pass)),
        };
        Item {
            kind: ItemKind::Activity,
            id: self.level.id.clone(),
            offering: None,
            title: String::new(),
            credits: Credits::ZERO,
            length: common.length,
            cost: Money {
                minor: cash,
                currency,
            },
            clc,
            pass: pass.map(|offer| offer.pass.id.clone()),
            start: common.slot.start,
            finish: common.slot.finish,
            last_day: common.last_day,
            evidence: self.level.evidence.clone(),
            price_evidence: None,
            url: None,
            interchangeable: 0,
        }
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

/// What items of every kind have.
#[derive(Clone, Copy)]
struct Common {
    length: Option<Length>,
    way: Way,
    slot: Slot,
    last_day: Option<Date>,
}

/// What is due first comes first; then activities before exams, the largest first; then by id.
fn order<'c>(
    choice: &Choice<'_, 'c>,
) -> (Date, bool, std::cmp::Reverse<Credits>, &'c crate::model::Id) {
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

/// Whether that way anything is paid.
fn way_costs(way: Way) -> bool {
    match way {
        Way::Cash(minor) => minor > 0,
        Way::Purse(clc) => clc > Clc::default(),
        Way::Pass(_) => false,
    }
}

/// The evidence that was looked at longer ago.
fn older<'a>(a: &'a Evidence, b: &'a Evidence) -> &'a Evidence {
    if b.checked < a.checked { b } else { a }
}
