//! Whether choices that were found are a plan: everything that the rows at hand left unsaid.

use std::collections::BTreeSet;

use super::{
    branch::{Decision, Placed, fits, in_order},
    build::Frame,
    rows::Row,
};
use crate::{
    model::Date,
    plan::{
        knapsack::Taken,
        period::{Period, WEEK, end_of_term},
    },
};

/// What is to be said of choices.
pub(super) enum Verdict<'p> {
    /// They are a plan, with the passes bought on these days, by place.
    Plan(Vec<Placed<'p>>, Vec<(usize, Date)>),
    /// They overstep rows that were not looked at.
    Rows(Vec<Row>),
    /// They use a pass that is not decided.
    Pass(usize),
    /// A choice needs something that is not done before it, or cannot be.
    Order(Taken),
    /// On no day that was tried can the pass be bought so that all fits: its days are to be split after that one.
    Days(usize, Date),
}

impl<'p> Frame<'p> {
    /// Everything chosen in a branch: what is made, and what was taken; `None`: not all of it can be made there.
    pub(super) fn chosen(&self, made: &[Placed<'p>], taken: &[Taken]) -> Option<Vec<Placed<'p>>> {
        let place = |taken: &Taken| self.place(*taken, self.problem.choice(*taken)?);
        let taken = taken.iter().map(place);
        let mut chosen: Vec<Placed<'p>> = taken.collect::<Option<_>>()?;
        chosen.extend(made);
        chosen.sort_by_key(|placed| placed.taken);
        Some(chosen)
    }

    /// What is to be said of choices.
    pub(super) fn judge(&self, chosen: &[Placed<'p>]) -> Verdict<'p> {
        let rows = self.overstepped(chosen);
        if !rows.is_empty() {
            return Verdict::Rows(rows);
        }
        let is_open =
            |placed: &&Placed<'_>| self.branch.decision(placed.choice) == Some(Decision::Open);
        let open = chosen.iter().filter(is_open);
        if let Some(pass) = open.filter_map(|placed| placed.choice.pass).min() {
            return Verdict::Pass(pass);
        }
        match self.in_time(chosen).filter(|ordered| self.is_late(ordered)) {
            Some(ordered) => self.dated(ordered),
            None => self.out_of_order(chosen),
        }
    }

    /// Where what is needed and what needs it cannot be done in order, or not late enough: the first of them that is not made yet.
    fn out_of_order(&self, chosen: &[Placed<'p>]) -> Verdict<'p> {
        let is_unsettled = |placed: &&Placed<'_>| !self.branch.made.contains_key(&placed.taken.0);
        let is_involved = |placed: &&Placed<'_>| {
            let layer = placed.taken.0;
            let is_needed = |other: &Placed<'_>| other.choice.needs.contains(&layer);
            !placed.choice.needs.is_empty() || chosen.iter().any(is_needed)
        };
        let mut involved = chosen.iter().filter(is_involved).filter(is_unsettled);
        let first = involved.next().map(|placed| Verdict::Order(placed.taken));
        first.unwrap_or(Verdict::Rows(Vec::new()))
    }

    /// Whether choices in the days that are left to them are still finished as late as is demanded.
    fn is_late(&self, placed: &[Placed<'_>]) -> bool {
        self.target.demands.iter().all(|demand| {
            let given = placed.iter().map(|placed| demand.given(placed));
            !demand.gives.is_a_day() || given.sum::<u64>() >= demand.least
        })
    }

    /// The choices with all that must be done in order; `None`: something needed is missing or too late.
    fn in_time(&self, chosen: &[Placed<'p>]) -> Option<Vec<Placed<'p>>> {
        if chosen.iter().all(|placed| placed.choice.needs.is_empty()) {
            return Some(chosen.to_vec());
        }
        let layers: BTreeSet<usize> = chosen.iter().map(|placed| placed.taken.0).collect();
        let is_complete =
            |placed: &Placed<'_>| placed.choice.needs.iter().all(|need| layers.contains(need));
        if !chosen.iter().all(is_complete) {
            return None;
        }
        let ordered = in_order(self.problem, chosen)?;
        fits(self.problem, &ordered).then_some(ordered)
    }

    /// Looks for days to buy the passes on.
    fn dated(&self, ordered: Vec<Placed<'p>>) -> Verdict<'p> {
        let mut dated = ordered;
        let mut days = Vec::new();
        let decisions = self.branch.passes.iter().enumerate();
        for (pass, decision) in decisions {
            let Decision::Bought(_, first, last) = *decision else {
                continue;
            };
            let Some(term) = self.problem.passes.get(pass).and_then(|pass| pass.days) else {
                days.push((pass, first));
                continue;
            };
            let tried = self.candidates(&dated, pass, (first, last), term);
            let fitting = tried.into_iter().find_map(|day| {
                let placed = self.within_term(&dated, pass, (day, term))?;
                self.is_late(&placed).then_some((day, placed))
            });
            let Some((day, placed)) = fitting else {
                return Verdict::Days(
                    pass,
                    self.last_of_the_earlier(&dated, pass, (first, last), term),
                );
            };
            days.push((pass, day));
            dated = placed;
        }
        Verdict::Plan(dated, days)
    }

    /// A day between the first and the last, after which to split the days a pass may be bought on: such that on either side something
    /// it opens cannot be done any more, or else that one side holds all the days on which each of them alone could be.
    fn last_of_the_earlier(
        &self,
        placed: &[Placed<'_>],
        pass: usize,
        (first, last): (Date, Date),
        term: u32,
    ) -> Date {
        let opened = placed
            .iter()
            .filter(|placed| placed.choice.pass == Some(pass));
        let (mut low, mut high) = (first, last);
        for placed in opened {
            let (own_low, own_high) = self.days_to_buy(placed, term);
            low = low.max(own_low.unwrap_or(first));
            high = high.min(own_high.unwrap_or(last));
        }
        let splits = [
            Some(high).filter(|high| *high < low),
            low.pred_opt(),
            Some(high),
        ];
        let middle = first
            + chrono::Days::new(u64::try_from((last - first).num_days() / 2).unwrap_or_default());
        let mut splits = splits.into_iter().flatten();
        splits
            .find(|day| first <= *day && *day < last)
            .unwrap_or(middle)
    }

    /// The first and the last day on which a pass can be bought so that a choice alone is done in its term, but for days of rest.
    fn days_to_buy(&self, placed: &Placed<'_>, term: u32) -> (Option<Date>, Option<Date>) {
        let Period { begin, due } = placed.window;
        let per_day = self
            .problem
            .calendar
            .per_week
            .map_or(u64::MAX, |week| week.minutes().into());
        let study = placed.choice.amounts.study.saturating_mul(WEEK);
        let days = study.div_ceil(per_day.max(1)).max(1);
        let (first_done, last_begun) = if placed.choice.is_class {
            (due, Some(begin))
        } else {
            let rest = chrono::Days::new(days - 1);
            (
                begin.checked_add_days(rest),
                due.and_then(|due| due.checked_sub_days(rest)),
            )
        };
        let before = chrono::Days::new(u64::from(term).saturating_sub(1));
        (
            first_done.and_then(|done| done.checked_sub_days(before)),
            last_begun,
        )
    }

    /// The choices when a pass is bought on a day, if they fit then.
    fn within_term(
        &self,
        placed: &[Placed<'p>],
        pass: usize,
        (day, term): (Date, u32),
    ) -> Option<Vec<Placed<'p>>> {
        let end = end_of_term(day, term);
        let within = |placed: &Placed<'p>| {
            if placed.choice.pass != Some(pass) {
                return Some(*placed);
            }
            let Period { begin, due } = placed.window;
            let due = match (due, end) {
                (Some(due), Some(end)) => Some(due.min(end)),
                (only, None) | (None, only) => only,
            };
            let window = Period {
                begin: begin.max(day),
                due,
            };
            let moved = window != placed.window;
            let fits = !moved
                || (!placed.choice.is_class && window.due.is_none_or(|due| due >= window.begin));
            fits.then_some(Placed { window, ..*placed })
        };
        let within: Vec<Placed<'p>> = placed.iter().map(within).collect::<Option<_>>()?;
        let ordered = in_order(self.problem, &within)?;
        fits(self.problem, &ordered).then_some(ordered)
    }

    /// Days worth trying for a pass: the first and the last, those on which something it opens can be begun, those that end its term
    /// with the last day of something, and those around days of rest.
    fn candidates(
        &self,
        placed: &[Placed<'_>],
        pass: usize,
        (first, last): (Date, Date),
        term: u32,
    ) -> BTreeSet<Date> {
        let opened = placed
            .iter()
            .filter(|placed| placed.choice.pass == Some(pass));
        let before = chrono::Days::new(u64::from(term).saturating_sub(1));
        let to_end_on = |day: Option<Date>| day?.checked_sub_days(before);
        let own =
            opened.flat_map(|placed| [to_end_on(placed.window.due), Some(placed.window.begin)]);
        let spells = self.problem.calendar.busy.spells();
        let around = spells.flat_map(|(begin, end)| [end.succ_opt(), to_end_on(begin.pred_opt())]);
        let days = own.chain(around).flatten().chain([first, last]);
        days.map(|day| day.clamp(first, last)).collect()
    }
}
