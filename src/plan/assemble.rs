//! Turns a solution in integers back into a plan in the field's words: order, days, sums, warnings. The items are [`super::items`]'s.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Months;

use super::{
    Item, ItemKind, Pace, PaceSource, Plan, Warning,
    demand::{gap, idle},
    eligible::{Candidate, Subject},
    items::Choice,
    period::Period,
    problem::Problem,
    schedule::{Slot, Task, lay_out, pace, put_off, with_classes},
    search::Solution,
    sequence::sequence,
    solve::{Solved, Unproved},
};
use crate::model::{
    Aim, Bound, Clc, Confidence, Credits, Date, Id, LAST_DAY, Level, Minutes, Money, Need, Program,
    Route, Rule,
};

/// More study than this in a week is called hard: forty hours.
const HARD_PACE: u32 = 40 * 60;

/// Everything a plan is put together from.
pub(super) struct Assembly<'a, 'c> {
    pub(super) program: &'a Program,
    pub(super) solved: &'a Solved<'c>,
    pub(super) need: &'a Need,
    pub(super) level: &'a Level,
}

/// The same, with the days passes are bought on: each by its place among all passes.
pub(super) struct Drawn<'a, 'c> {
    pub(super) solved: &'a Solved<'c>,
    pub(super) need: &'a Need,
    pub(super) bought: Vec<(usize, Date)>,
}

impl<'a, 'c> Assembly<'a, 'c> {
    /// The plan of a solution for a route.
    pub(super) fn plan(&self, route: &Route, solution: &Solution) -> Plan {
        let depths = depths(solution, &self.solved.problem);
        let layers: Vec<&[Candidate<'_>]> = self.solved.eligible.layers().collect();
        let taken = solution.taken.iter().zip(depths);
        let mut chosen: Vec<Choice<'_, '_>> = taken
            .filter_map(|((taken, window), depth)| {
                self.choice((*taken, *window), layers.get(taken.0)?, depth)
            })
            .collect();
        chosen.sort_by_key(|choice| order(choice));
        let tasks: Vec<Task> = chosen.iter().map(task).collect();
        let pace = self.pace(&tasks);
        let slots = self.slots(&chosen, tasks, pace);
        let mut timed: Vec<_> = chosen.iter().zip(slots).collect();
        timed.sort_by_key(|(choice, slot)| (slot.start, slot.finish, order(choice)));
        let finish = timed.iter().map(|(_, slot)| slot.finish).max();
        let finish = finish.unwrap_or(self.need.from);
        let drawn = self.drawn(solution);
        let passes = solution.passes.iter();
        let passes = passes.filter_map(|pass| drawn.pass_item(*pass, finish));
        let work = timed.iter().map(|(choice, slot)| Item {
            interchangeable: drawn.interchangeable(choice, &chosen),
            year_ends: choice
                .year
                .and_then(|year| Some(self.solved.problem.years.get(year)?.last)),
            ..drawn.item(choice, *slot)
        });
        let items: Vec<Item> = passes.chain(work).collect();
        self.sum_up(route, solution, pace, items)
    }

    fn drawn(&self, solution: &Solution) -> Drawn<'a, 'c> {
        let bought = solution.passes.iter().filter_map(|(pass, _, day)| {
            let pass = self.solved.problem.passes.get(*pass)?;
            Some((pass.origin, *day))
        });
        Drawn {
            solved: self.solved,
            need: self.need,
            bought: bought.collect(),
        }
    }

    /// The days of each choice. What counts in a year is not finished before the year begins.
    fn slots(&self, chosen: &[Choice<'_, '_>], mut tasks: Vec<Task>, pace: Pace) -> Vec<Slot> {
        let busy = with_classes(&self.need.busy, &tasks);
        if self.wants_a_late_finish() {
            put_off(&mut tasks, pace.per_week, &self.need.busy, self.need.from);
        }
        let slots = lay_out(&tasks, pace.per_week, self.need.from, &busy);
        let years = &self.solved.problem.years;
        let in_year = |(choice, slot): (&Choice<'_, '_>, Slot)| {
            let held = choice.year.filter(|_| !choice.candidate.is_class);
            let year = held.and_then(|year| years.get(year));
            let opens = year.and_then(|year| busy.day_after(year.first, 0));
            Slot {
                finish: opens.map_or(slot.finish, |opens| slot.finish.max(opens)),
                ..slot
            }
        };
        chosen.iter().zip(slots).map(in_year).collect()
    }

    fn wants_a_late_finish(&self) -> bool {
        let dates = self.solved.problem.scale.dates();
        dates.iter().any(|(aim, _)| *aim == Aim::LatestFinish)
    }

    fn sum_up(&self, route: &Route, solution: &Solution, pace: Pace, items: Vec<Item>) -> Plan {
        let work = || items.iter().filter(|item| item.kind != ItemKind::Pass);
        let finish = work()
            .map(|item| item.finish)
            .max()
            .unwrap_or(self.need.from);
        let credits: Credits = items.iter().map(|item| item.credits).sum();
        let given_away = |expires: Date| u32::try_from((expires - finish).num_days()).ok();
        let is_known = solution.amounts.unknown == 0 && !items.is_empty();
        let is_known = is_known && self.program.renews_from_completion;
        Plan {
            route: route.id.clone(),
            cost: Money {
                minor: solution.amounts.cash,
                currency: self.need.rates.into,
            },
            clc: Clc(u32::try_from(solution.amounts.purse).unwrap_or(u32::MAX)),
            credits,
            surplus: credits.saturating_sub(self.gap(route)),
            effort: super::minutes(solution.amounts.study),
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
                .and_then(|years| finish.checked_add_months(Months::new(years.checked_mul(12)?)))
                .filter(|until| *until <= LAST_DAY),
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
    fn choice(
        &self,
        (taken, window): ((usize, usize), Period),
        candidates: &'a [Candidate<'c>],
        depth: usize,
    ) -> Option<Choice<'a, 'c>> {
        let chosen = self.solved.problem.choice(taken)?;
        let (place, way) = chosen.origin;
        let candidate = candidates.get(place)?;
        let (way, period) = *candidate.ways.get(way)?;
        Some(Choice {
            candidate,
            way,
            period,
            window,
            year: chosen.year,
            depth,
        })
    }

    /// The credits still to earn for a route.
    fn gap(&self, route: &Route) -> Credits {
        gap((self.program, self.level, route), self.need)
    }

    /// What the holder should know of the credits she has: how many do not count, and how many could not be held against the rules.
    fn of_what_she_has(&self, route: &Route) -> impl Iterator<Item = Warning> {
        let idle = idle((self.program, self.level, route), self.need);
        let sorted: Credits = self.need.have_in.values().copied().sum();
        let by_category = self.level.rules.iter().any(|rule| rule.category.is_some());
        let unsorted = self.need.have.saturating_sub(sorted);
        let asks = route.credits > Credits::ZERO;
        let is_some = move |credits: &Credits| asks && *credits > Credits::ZERO;
        let idle = Some(idle).filter(is_some);
        let unsorted = Some(unsorted).filter(|credits| by_category && is_some(credits));
        idle.map(|credits| Warning::BeyondCaps { credits })
            .into_iter()
            .chain(unsorted.map(|credits| Warning::Unsorted { credits }))
    }

    /// What the holder should know before she acts on a plan.
    pub(super) fn warnings(&self, plan: &Plan, route: &Route, today: Date) -> Vec<Warning> {
        let mut warnings = self.of_items(plan, today);
        if let Some(Unproved { least, cause }) = self.solved.unproved {
            let minor = least.min(plan.cost.minor);
            let least = Money { minor, ..plan.cost };
            warnings.insert(Warning::Unproved { least, cause });
        }
        if self.need.expires.is_none() && !plan.items.is_empty() {
            warnings.insert(Warning::NoExpiry);
            let yearly = |rule: &Rule| matches!(rule.bound, Bound::Yearly(_));
            if self.level.rules.iter().any(yearly) && route.credits > Credits::ZERO {
                warnings.insert(Warning::YearsUnknown);
            }
        }
        warnings.extend(self.of_what_she_has(route));
        let advice = self.level.advice.as_ref();
        if let Some(advice) = advice.filter(|_| self.gap(route) > Credits::ZERO) {
            warnings.insert(Warning::YearlyAdvice {
                credits: advice.yearly,
            });
        }
        if plan.pace.source == PaceSource::Needed && plan.pace.per_week.minutes() > HARD_PACE {
            warnings.insert(Warning::HardPace {
                per_week: plan.pace.per_week,
            });
        }
        if plan.finish == LAST_DAY {
            warnings.insert(Warning::EndOfDates {
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

    /// What the holder should know of the items of a plan.
    fn of_items(&self, plan: &Plan, today: Date) -> BTreeSet<Warning> {
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
        warnings
    }
}

/// For everything a solution takes, how many things it does before that because it needs them, in a row.
fn depths(solution: &Solution, problem: &Problem) -> Vec<usize> {
    let places = solution.taken.iter().enumerate();
    let places: BTreeMap<usize, usize> =
        places.map(|(place, (taken, _))| (taken.0, place)).collect();
    let needs = |(taken, _): &((usize, usize), Period)| {
        let choice = problem.choice(*taken).into_iter();
        let needs = choice.flat_map(|choice| &choice.needs);
        needs.filter_map(|need| places.get(need).copied()).collect()
    };
    let needs: Vec<Vec<usize>> = solution.taken.iter().map(needs).collect();
    let mut depths = vec![0; needs.len()];
    // Nothing in a plan needs itself, so there is an order.
    for place in sequence(&needs).unwrap_or_default() {
        let before = needs.get(place).into_iter().flatten();
        let before = before.filter_map(|need| depths.get(*need).map(|depth| depth + 1));
        let deepest = before.max().unwrap_or_default();
        if let Some(depth) = depths.get_mut(place) {
            *depth = deepest;
        }
    }
    depths
}

/// What a choice is to the schedule.
fn task(choice: &Choice<'_, '_>) -> Task {
    let length = choice.candidate.length;
    Task {
        study: length.map_or(Minutes::ZERO, |length| length.minutes),
        period: choice.window,
        is_class: choice.candidate.is_class,
    }
}

/// What is due first comes first, and what is needed before what needs it; then activities before exams, the largest first; then by id.
fn order<'c>(choice: &Choice<'_, 'c>) -> (Date, usize, bool, std::cmp::Reverse<Credits>, &'c Id) {
    let candidate = choice.candidate;
    let is_exam = matches!(candidate.subject, Subject::Exam(_));
    let due = choice.window.due.unwrap_or(Date::MAX);
    (
        due,
        choice.depth,
        is_exam,
        std::cmp::Reverse(candidate.gain),
        candidate.subject.key().0,
    )
}
