//! No plan is an answer too: what is missing, and which single changes would close a route.
//!
//! Nothing here is guessed from the search: every change that is named was made and solved again. Limits on time and money are moved by
//! [`limits`], choices taken back by [`choices`], prices filled in by [`prices`]; where no single change is enough, [`together`] says
//! which limits contradict each other.

mod choices;
mod limits;
mod prices;
mod together;

use super::{
    LeftOut, Missing, Relaxation,
    case::Case,
    solve::{Nearest, Solved},
};
use crate::model::{Aim, Id, Money, Need, Route};

/// Study time is tried in steps of a quarter of an hour, up to all the hours of a week.
pub(super) const STEP: u32 = 15;
/// All the hours of a week, in such steps.
pub(super) const WHOLE_WEEK: u32 = 7 * 24 * 60 / STEP;

/// What a plan leaves missing on a route.
pub(super) fn missing(
    route: &Route,
    nearest: &Nearest,
    case: Case<'_>,
    solved: &Solved<'_>,
) -> Missing {
    let sat = &nearest.reduced.exams;
    let short = |(class, count): (&Id, &u32)| {
        let short = count.saturating_sub(sat.get(class).copied().unwrap_or_default());
        (short > 0).then(|| (class.clone(), short))
    };
    let gap = case.gap(route);
    let (categories, years) = solved.unmet(&nearest.solution, case, route);
    Missing {
        credits: gap.saturating_sub(nearest.credits),
        exams: route.exams.iter().filter_map(short).collect(),
        categories,
        years,
    }
}

/// The route that can be brought nearest to its end: the fewest exams missing, then the fewest credits.
pub(super) fn nearest<'a, 'c>(
    reached: impl Iterator<Item = (&'c Route, Option<&'a Nearest>)>,
    case: Case<'_>,
    solved: &Solved<'_>,
) -> Option<(&'c Route, &'a Nearest)> {
    let reached = reached.filter_map(|(route, nearest)| Some((route, nearest?)));
    reached.min_by_key(|(route, nearest)| {
        let missing = missing(route, nearest, case, solved);
        (
            missing.exams.values().sum::<u32>(),
            !nearest.ruled,
            missing.credits,
        )
    })
}

/// One kind of change, tried.
type Try<'t> = &'t dyn Fn() -> Vec<Relaxation>;

/// The single changes that would close a route, in the order a holder would try them; and whether the time was over before all were
/// tried. A change whose search was cut off is not named, for it might not be the smallest.
pub(super) fn relaxations(case: Case<'_>, left_out: &[LeftOut]) -> (Vec<Relaxation>, bool) {
    let tries: [Try<'_>; 12] = [
        &|| case.hours_per_week(),
        &|| case.busy().into_iter().collect(),
        &|| case.budget().into_iter().collect(),
        &|| case.max_hours(),
        &|| case.filters(),
        &|| case.allow().into_iter().collect(),
        &|| case.routes(),
        &|| case.rates(left_out),
        &|| case.prices(left_out).into_iter().collect(),
        &|| case.purse(left_out).into_iter().collect(),
        &|| case.deadline(),
        &|| case.taken().into_iter().collect(),
    ];
    let mut found = Vec::new();
    for attempt in tries {
        let more = attempt();
        if case.watch.is_over() {
            return (found, true);
        }
        found.extend(more);
    }
    if !found.iter().any(Relaxation::is_hers) {
        let together = case.together();
        if case.watch.is_over() {
            return (found, true);
        }
        found.extend(together);
    }
    (found, false)
}

impl Relaxation {
    /// Whether a holder can make the change herself: she can neither move an expiry nor undo what she did.
    pub fn is_hers(&self) -> bool {
        !matches!(self, Self::Deadline { .. } | Self::Taken { .. })
    }
}

impl Case<'_> {
    /// What the plan would cost then, if there were one; nothing once the time is over.
    fn cost(&self, change: impl FnOnce(&mut Need)) -> Option<Money> {
        if self.watch.is_over() {
            return None;
        }
        // What helps is looked for where more of it never costs more: with the cost before all else.
        let need = self.changed(|need| {
            change(need);
            need.prefer.insert(0, Aim::Cost);
        });
        let solved = self.again(&need);
        let (_, dated) = solved.best()?;
        Some(Money {
            minor: dated.solution.amounts.cash,
            currency: need.rates.into,
        })
    }
}
