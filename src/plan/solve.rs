//! One pass through the whole pipeline: what is eligible, the problem, the best way along every route.
//!
//! It has no memory, so a question of the form "and what if …" is answered by asking again with another need.

use std::{cell::Cell, collections::BTreeMap};

use super::{
    case::Case,
    dates::Dated,
    demand::{Demand, Gives, Origin, counted, demands, gap},
    eligible::{Eligible, eligible},
    problem::{Problem, Target},
    search::{Search, Solution, least_cash},
    watch::{Cause, Watch},
    weight::Weight,
};
use crate::model::{Credits, Date, Freshness, Id, Level, Need, ProgramCatalog, Route};

/// A problem with the best solution for each route.
pub(super) struct Solved<'c> {
    /// What counts.
    pub(super) eligible: Eligible<'c>,
    /// The same in numbers.
    pub(super) problem: Problem,
    /// The level's routes, and how each came out.
    pub(super) routes: Vec<(&'c Route, Along)>,
    /// When facts count as old.
    pub(super) freshness: Freshness,
    /// Where some routes could not be followed to their end, what is known of them; `None`: all could.
    pub(super) unproved: Option<Unproved>,
    level: &'c Level,
}

/// What is known of routes that could not be followed to their end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unproved {
    /// What the best plan costs at least along any of them.
    pub(super) least: u64,
    /// Why they were given up.
    pub(super) cause: Cause,
}

/// How a route came out.
#[derive(Clone, Debug)]
pub(super) enum Along {
    /// The holder did not ask for it.
    NotAsked,
    /// It can be closed.
    Closed(Dated),
    /// It cannot.
    Open,
    /// The time was over before it was known.
    Undecided,
}

/// What is asked of the routes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Follow {
    /// How each of them comes out.
    EachRoute,
    /// The best of all; a route that is no better need not be followed to its end.
    BestRoute,
}

/// So often a search may look at the time before every route had its turn.
const PATIENCE: u32 = 500;

impl<'c> Solved<'c> {
    /// Solves for the routes of the level that the holder asked for.
    ///
    /// Every route first has a turn of the same length, so that a hard one does not take the time of all the others.
    pub(super) fn new(case: Case<'c>, need: &Need, follow: Follow) -> Self {
        let Case {
            program,
            level,
            today,
            ..
        } = case;
        let routes = level.routes.iter().filter(|route| is_asked(route, need));
        let asked: Vec<&Route> = routes.collect();
        let eligible = eligible(program, (level, &asked), need, today);
        let problem = Problem::new(&eligible, need, (&program.program, level));
        let mut solved = Self {
            eligible,
            problem,
            routes: level
                .routes
                .iter()
                .map(|route| (route, Along::NotAsked))
                .collect(),
            freshness: program.program.freshness,
            unproved: None,
            level,
        };
        let mut left = Vec::new();
        for (place, route) in level.routes.iter().enumerate() {
            if is_asked(route, need) {
                let looks = Cell::new(0_u32);
                let impatient = || is_more(&looks, PATIENCE) || case.watch.is_over();
                let Some(targets) = solved.wanted(route, need, case) else {
                    solved.leave(place);
                    continue;
                };
                let watch = &Watch::new(&impatient);
                if !solved.follow(place, &targets, (Case { watch, ..case }, follow)) {
                    left.push((place, targets));
                }
            }
        }
        // The time is over when it is asked what the best plan costs at least. That takes as long as a turn for all routes together.
        let looks = Cell::new(0_u32);
        let is_enough = || is_more(&looks, PATIENCE);
        let last_turn = Watch::new(&is_enough);
        for (place, targets) in left {
            if !solved.follow(place, &targets, (case, follow)) {
                let least = targets
                    .iter()
                    .filter_map(|target| least_cash(&solved.problem, target, &last_turn));
                match least.min() {
                    Some(least) => solved.is_unproved(least, case.watch.cause()),
                    None => solved.is_open(place),
                }
            }
        }
        solved
    }

    /// The best plan along a route that was given up costs so much at least.
    fn is_unproved(&mut self, least: u64, cause: Cause) {
        let known = self.unproved.map(|unproved| unproved.least);
        let least = known.map_or(least, |known| known.min(least));
        self.unproved = Some(Unproved { least, cause });
    }

    /// A route that was given up cannot be closed, limits and all else aside.
    fn is_open(&mut self, place: usize) {
        if let Some((_, along @ Along::Undecided)) = self.routes.get_mut(place) {
            *along = Along::Open;
        }
    }

    /// Leaves a route alone whose caps can be chosen from, or whose exams sat, in more ways than there is room for. The catalogue takes
    /// none such.
    fn leave(&mut self, place: usize) {
        if let Some((_, along)) = self.routes.get_mut(place) {
            *along = Along::Undecided;
        }
        self.unproved = Some(Unproved {
            least: 0,
            cause: Cause::Room,
        });
    }

    /// Follows a route, and notes how it came out, if that is better than what was known; whether it is proved.
    fn follow(
        &mut self,
        place: usize,
        targets: &[Target],
        (case, follow): (Case<'_>, Follow),
    ) -> bool {
        let dated = !self.problem.scale.dates().is_empty();
        let best = self.best().map(|(_, dated)| dated.solution.weight);
        let ceiling = best.filter(|_| follow == Follow::BestRoute && !dated);
        let (found, is_proved) = self.best_of(targets, case, ceiling);
        let Some((_, along)) = self.routes.get_mut(place) else {
            return is_proved;
        };
        *along = match (found, &*along) {
            (Some(found), Along::Closed(known)) if known.order(&found, &self.problem).is_lt() => {
                Along::Closed(known.clone())
            }
            (Some(found), _) => Along::Closed(found),
            (None, Along::Closed(known)) => Along::Closed(known.clone()),
            (None, _) if is_proved => Along::Open,
            (None, _) => Along::Undecided,
        };
        is_proved
    }

    /// The targets of a route with all that is demanded; empty where what must be in the plan is in none along it. `None`: its caps
    /// or exams demand more than can be held.
    fn wanted(&self, route: &Route, need: &Need, case: Case<'_>) -> Option<Vec<Target>> {
        let gap = gap((&case.program.program, self.level, route), need);
        let mut targets = self.targets(route, need, case.program, (gap, true))?;
        let Some(must) = case.must.map(|thing| thing.demand(&self.eligible)) else {
            return Some(targets);
        };
        // What no route counts makes no plan, and what earns credits no plan along a route that asks for none.
        let courses = self.problem.courses.len();
        let is_course =
            |must: &Demand| matches!(must.gives, Gives::Taking(layer, _) if layer < courses);
        match must {
            Some(must) if route.credits > Credits::ZERO || !is_course(&must) => {
                for target in &mut targets {
                    target.demands.push(must.clone());
                }
                Some(targets)
            }
            _ => Some(Vec::new()),
        }
    }

    /// The targets of a route when so many credits must count, with or without the rules that demand more.
    fn targets(
        &self,
        route: &Route,
        need: &Need,
        program: &ProgramCatalog,
        (credits, ruled): (Credits, bool),
    ) -> Option<Vec<Target>> {
        let years: Vec<u64> = self.problem.years.iter().map(|year| year.least).collect();
        let program = &program.program;
        if route.sittings(&program.exam_classes) > Route::MOST_SITTINGS {
            return None;
        }
        let counted = u64::from(credits.hundredths());
        let mut demands = demands((program, self.level, route), need, counted, &years)?;
        if !ruled {
            demands.retain(|demand| demand.origin == Origin::Caps);
        }
        let asked = (program, need);
        let hundredths = credits.hundredths();
        Some(self.problem.targets(route, asked, hundredths, &demands))
    }

    /// The best of all ways to reach any of some targets, and whether it is proved.
    fn best_of(
        &self,
        targets: &[Target],
        case: Case<'_>,
        ceiling: Option<Weight>,
    ) -> (Option<Dated>, bool) {
        let reach = self.problem.reach();
        let mut best: Option<Dated> = None;
        let mut is_proved = true;
        // With dates among the aims, a weight is not all there is.
        let dated = !self.problem.scale.dates().is_empty();
        for target in targets.iter().filter(|target| target.credits <= reach) {
            let known = best.as_ref().map(|best| best.solution.weight);
            let known = known.filter(|_| !dated);
            let search = Search {
                problem: &self.problem,
                horizon: case.horizon,
                ceiling: known.into_iter().chain(ceiling).min(),
                watch: case.watch,
            };
            let (found, proved) = Dated::best(search, target);
            is_proved &= proved;
            let is_better = |found: &Dated| {
                best.as_ref()
                    .is_none_or(|best| found.order(best, &self.problem).is_lt())
            };
            best = found.filter(is_better).or(best);
        }
        (best, is_proved)
    }

    /// The best of all routes.
    pub(super) fn best(&self) -> Option<(&'c Route, &Dated)> {
        let closed = self.routes.iter().filter_map(|(route, along)| match along {
            Along::Closed(dated) => Some((*route, dated)),
            Along::NotAsked | Along::Open | Along::Undecided => None,
        });
        closed.min_by(|(_, a), (_, b)| a.order(b, &self.problem))
    }

    /// For each route that cannot be closed, the most that can be reached along it.
    pub(super) fn nearest_of_each(&self, case: Case<'_>) -> Vec<Option<Nearest>> {
        let routes = self.routes.iter();
        let nearest = routes.map(|(route, along)| match along {
            Along::Open => self.nearest(route, case),
            Along::Closed(_) | Along::NotAsked | Along::Undecided => None,
        });
        nearest.collect()
    }

    /// The most that can be reached along a route that cannot be closed, and what of the target that leaves missing. Exams come first,
    /// then what the rules demand, then credits.
    fn nearest(&self, route: &Route, case: Case<'_>) -> Option<Nearest> {
        let mut best: Option<Nearest> = None;
        for exams in fewer_exams(route) {
            let fewer = exams.values().sum::<u32>();
            let number = |nearest: &Nearest| nearest.reduced.exams.values().sum::<u32>();
            if best.as_ref().is_some_and(|best| number(best) > fewer) {
                break;
            }
            let reduced = Route {
                exams,
                ..route.clone()
            };
            let reached = self.reached(&reduced, case, true);
            let reached = reached.or_else(|| self.reached(&reduced, case, false));
            let is_better = |reached: &Nearest| {
                best.as_ref().is_none_or(|best| {
                    let by_rules = best.ruled.cmp(&reached.ruled);
                    let by_credits = by_rules.then(best.credits.cmp(&reached.credits));
                    by_credits
                        .then_with(|| reached.solution.order(&best.solution, &self.problem))
                        .is_lt()
                })
            };
            best = reached.filter(is_better).or(best);
        }
        best
    }

    /// The best way to as many credits of a route as can be, with all its exams; `ruled`: and with what the rules demand.
    fn reached(&self, route: &Route, case: Case<'_>, ruled: bool) -> Option<Nearest> {
        let need = case.need;
        let full = gap((&case.program.program, self.level, route), need).hundredths();
        let unit = self.problem.unit;
        let is_proved = Cell::new(true);
        let at_most = |units: u32| {
            let credits = Credits::from_hundredths(units.saturating_mul(unit).min(full))?;
            let targets = self.targets(route, need, case.program, (credits, ruled))?;
            let (best, proved) = self.best_of(&targets, case, None);
            is_proved.set(is_proved.get() && proved);
            Some((credits, best?.solution))
        };
        let mut best = at_most(0)?;
        let (mut reached, mut missed) = (0, full.div_ceil(unit).saturating_add(1));
        while missed - reached > 1 && !case.watch.is_over() {
            let middle = reached + (missed - reached) / 2;
            match at_most(middle) {
                Some(found) => (reached, best) = (middle, found),
                None => missed = middle,
            }
        }
        let (credits, solution) = best;
        Some(Nearest {
            reduced: route.clone(),
            credits: credits.max(self.counted(&solution, case, route)),
            ruled,
            is_proved: is_proved.get() && missed - reached <= 1,
            solution,
        })
    }

    /// The credits of a solution that count on a route under its caps.
    fn counted(&self, solution: &Solution, case: Case<'_>, route: &Route) -> Credits {
        let taken = solution.taken.iter();
        let choices = taken.filter_map(|(taken, _)| self.problem.choice(*taken));
        let rules = (&case.program.program, self.level, route);
        counted(rules, case.need, choices)
    }

    /// What a solution leaves missing of the minima of a route, by category, and by year.
    pub(super) fn unmet(
        &self,
        solution: &Solution,
        case: Case<'_>,
        route: &Route,
    ) -> (BTreeMap<Id, Credits>, BTreeMap<Date, Credits>) {
        let choices = || {
            solution
                .taken
                .iter()
                .filter_map(|(taken, _)| self.problem.choice(*taken))
        };
        let years: Vec<u64> = self.problem.years.iter().map(|year| year.least).collect();
        let demands = demands(
            (&case.program.program, self.level, route),
            case.need,
            0,
            &years,
        );
        let (mut categories, mut by_year) = (BTreeMap::new(), BTreeMap::new());
        for demand in demands.into_iter().flatten() {
            let short = demand.least.saturating_sub(demand.sum(choices()));
            let short = u32::try_from(short).ok().and_then(Credits::from_hundredths);
            let Some(short) = short.filter(|short| *short > Credits::ZERO) else {
                continue;
            };
            match demand.origin {
                Origin::Least(category) => _ = categories.insert(category, short),
                Origin::Year(place) => {
                    let year = self.problem.years.get(place);
                    by_year.extend(year.map(|year| (year.first, short)));
                }
                Origin::Caps | Origin::Aim => {}
            }
        }
        (categories, by_year)
    }
}

/// The most that can be reached along a route.
pub(super) struct Nearest {
    /// The route with no more exams than can be sat.
    pub(super) reduced: Route,
    /// The credits it earns that count.
    pub(super) credits: Credits,
    /// Whether it gives what the rules by category and year demand.
    pub(super) ruled: bool,
    /// Whether nothing more can be reached.
    pub(super) is_proved: bool,
    /// The way to reach it, with as many credits as can be.
    pub(super) solution: Solution,
}

/// Counts one more, and says whether that is more than there may be.
fn is_more(count: &Cell<u32>, most: u32) -> bool {
    count.set(count.get().saturating_add(1));
    count.get() > most
}

/// Whether the holder asked for a route.
pub(super) fn is_asked(route: &Route, need: &Need) -> bool {
    need.routes.is_empty() || need.routes.iter().any(|name| route.answers_to(name))
}

/// A route's exams with ever fewer of them, the fullest first.
fn fewer_exams(route: &Route) -> Vec<BTreeMap<Id, u32>> {
    let mut subsets = vec![BTreeMap::new()];
    for (class, count) in &route.exams {
        let with = |subset: &BTreeMap<Id, u32>| {
            let numbers = 0..=*count;
            let add = |number: u32| {
                let mut subset = subset.clone();
                if number > 0 {
                    subset.insert(class.clone(), number);
                }
                subset
            };
            numbers.map(add).collect::<Vec<_>>()
        };
        subsets = subsets.iter().flat_map(with).collect();
    }
    subsets.sort_by_key(|subset| std::cmp::Reverse(subset.values().sum::<u32>()));
    subsets
}
