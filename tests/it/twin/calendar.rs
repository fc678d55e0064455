//! What can be done in time: the days of each thing, classes, chains, terms of passes, years, and so much study a week.
//!
//! Two things are free to settle: the day on which each pass with a term is bought, and the year in which each activity counts.
//! Every day and every year is tried.

use std::collections::BTreeMap;

use finder::model::{Busy, Date, Id, Minutes};

use super::demands::Year;
use super::shelf::within_reach;
use super::{Instance, Thing, Way, product};

/// A day as a number, so that days can be counted.
pub(crate) type Day = i64;

/// Later than any day.
pub(crate) const NEVER: Day = Day::MAX;

/// How long a plan may take before it counts as never done.
const LONGEST: Day = 20_000;

/// The number of a day.
pub(crate) fn number(date: Date) -> Day {
    (date - Date::MIN).num_days()
}

/// The days that are not busy, from one to another.
pub(crate) fn free_days(busy: &Busy, from: Date, to: Date) -> Day {
    free(busy, number(from), number(to))
}

fn free(busy: &Busy, from: Day, to: Day) -> Day {
    let spells = busy.spells();
    let busy = spells.map(|(first, last)| shared((from, to), (number(first), number(last))));
    (to - from + 1).max(0) - busy.sum::<Day>()
}

/// How many days two spells have in common.
fn shared(one: (Day, Day), other: (Day, Day)) -> Day {
    (one.1.min(other.1) - one.0.max(other.0) + 1).max(0)
}

/// The days in which a thing can be done.
#[derive(Clone, Copy)]
struct Window {
    begin: Day,
    due: Day,
}

/// A pass with a term that is bought, and the days on which that may be.
struct Term<'a> {
    pass: &'a Id,
    days: Day,
    to_try: Vec<Day>,
}

/// What is free to settle.
#[derive(Clone, Default)]
struct Settled<'a> {
    /// The first and the last day of each pass.
    terms: BTreeMap<&'a Id, Window>,
    /// The year of each activity, by its place among the things.
    years: BTreeMap<usize, &'a Year>,
}

/// When the things of a plan can be done.
pub(crate) struct Calendar<'a> {
    instance: &'a Instance,
    things: Vec<&'a Thing>,
    classes: Vec<(Day, Day)>,
    terms: Vec<Term<'a>>,
    years: &'a [Year],
    pace: Option<Minutes>,
}

impl<'a> Calendar<'a> {
    /// Of a plan along a route that asks for credits in these years.
    pub(crate) fn new(instance: &'a Instance, plan: &[&'a Thing], years: &'a [Year]) -> Self {
        let things: Vec<&Thing> = plan.iter().filter(|t| t.is_done()).copied().collect();
        let classes = things.iter().filter_map(|thing| thing.class);
        let mut calendar = Self {
            instance,
            classes: classes
                .map(|c| (number(c.starts), number(c.ends)))
                .collect(),
            things,
            terms: Vec::new(),
            years,
            pace: instance.need.hours_per_week,
        };
        calendar.terms = calendar.terms(plan);
        calendar
    }

    /// At another pace than the holder's.
    pub(crate) fn at_pace(mut self, pace: Minutes) -> Self {
        self.pace = Some(pace);
        self
    }

    /// With passes bought on these days.
    pub(crate) fn bought_on(mut self, days: &BTreeMap<Id, Date>) -> Self {
        for term in &mut self.terms {
            let day = days.get(term.pass).map(|day| number(*day));
            term.to_try.retain(|each| day == Some(*each));
        }
        self
    }

    /// Whether everything can be done by a day.
    pub(crate) fn holds(&self, by: Day) -> bool {
        self.any(by, &mut |_| true)
    }

    /// The first day by which everything can be done, when it can be done at all.
    pub(crate) fn first_finish(&self) -> Day {
        let from = number(self.instance.need.from);
        let mut step = 1;
        while !self.holds(from + step - 1) {
            if step > LONGEST {
                return NEVER;
            }
            step *= 2;
        }
        // What can be done by a day can be done by the next: halve what is left between no and yes.
        let (mut no, mut yes) = (from - 1, from + step - 1);
        while yes - no > 1 {
            let middle = i64::midpoint(no, yes);
            if self.holds(middle) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        yes
    }

    /// The last day on which something can be finished, which is not a busy one: the first of all where there is nothing to do; none where
    /// it cannot be done.
    pub(crate) fn last_finish(&self) -> Option<Day> {
        let busy = &self.instance.need.busy;
        let free = |window: &Window| {
            let mut days = (window.begin..=window.due).rev();
            let free = days.find(|day| window.due == NEVER || free(busy, *day, *day) == 1);
            free.unwrap_or(window.due)
        };
        let mut last = None;
        self.any(NEVER, &mut |windows| {
            // What has nothing to do is done on the first day.
            let done = windows.iter().map(free).max();
            last = last.max(done.or(Some(number(self.instance.need.from))));
            false
        });
        last
    }

    /// Whether there is some way to settle things in which all can be done by a day, and is accepted.
    fn any(&self, by: Day, accept: &mut dyn FnMut(&[Window]) -> bool) -> bool {
        // What cannot be done without terms and years cannot be done with them.
        if self.windows(&Settled::default(), by).is_none() {
            return false;
        }
        let in_time = |term: &&Term| {
            term.to_try
                .iter()
                .any(|day| self.holds_alone(term, *day, by))
        };
        if self.terms.len() > 1 && !self.terms.iter().all(|term| in_time(&term)) {
            return false;
        }
        let assignments = self.assignments();
        assignments.into_iter().any(|years| {
            let mut settled = Settled {
                terms: BTreeMap::new(),
                years,
            };
            self.settle(&self.terms, &mut settled, by, accept)
        })
    }

    /// Every day for the first of these passes, and for each of them every day for the next.
    fn settle(
        &self,
        terms: &[Term<'a>],
        settled: &mut Settled<'a>,
        by: Day,
        accept: &mut dyn FnMut(&[Window]) -> bool,
    ) -> bool {
        let Some((term, rest)) = terms.split_first() else {
            let windows = self.windows(settled, by);
            return windows.is_some_and(|windows| accept(&windows));
        };
        for day in term.to_try.iter().filter(|day| **day <= by) {
            // A day that is wrong whatever is settled later need not be tried with it.
            if !rest.is_empty() && !self.holds_alone(term, *day, by) {
                continue;
            }
            settled.terms.insert(term.pass, term.from(*day));
            if self.settle(rest, settled, by, accept) {
                return true;
            }
        }
        false
    }

    fn holds_alone(&self, term: &Term<'a>, day: Day, by: Day) -> bool {
        let settled = Settled {
            terms: [(term.pass, term.from(day))].into(),
            years: BTreeMap::new(),
        };
        self.windows(&settled, by).is_some()
    }

    /// The windows of the things once everything is settled; nothing when not all can be done in them.
    fn windows(&self, settled: &Settled<'a>, by: Day) -> Option<Vec<Window>> {
        let things = self.things.iter().enumerate();
        let windows = things.map(|(place, thing)| {
            let mut window = Window {
                begin: number(thing.begin),
                due: thing.due.map_or(NEVER, number).min(by),
            };
            if let Some(term) = thing.buys().and_then(|pass| settled.terms.get(pass)) {
                window.begin = window.begin.max(term.begin);
                window.due = window.due.min(term.due);
            }
            if let Some(year) = settled.years.get(&place) {
                window.due = window.due.min(number(year.last));
            }
            window
        });
        let mut windows: Vec<Window> = windows.collect();
        while self.tighten(&mut windows, settled) {}
        // What counts in a year is finished in it, on a day that is not busy, nor another's class.
        let in_year = |(place, year): (&usize, &&Year)| {
            let Window { begin, due } = windows[*place];
            let days = (begin.max(number(year.first)), due);
            let taken = self.classes.iter().map(|class| shared(*class, days));
            let is_class = self.things[*place].class.is_some();
            let taken = if is_class { 0 } else { taken.sum() };
            free(&self.instance.need.busy, days.0, days.1) > taken
        };
        let all = self.each_has_days(&windows)
            && settled.years.iter().all(in_year)
            && self.classes_are_apart()
            && within_reach(self.things.clone()).len() == self.things.len()
            && self.pace.is_none_or(|pace| self.fits(&windows, pace));
        all.then_some(windows)
    }

    /// What is required is done before what requires it begins: whether that takes a day from any window.
    fn tighten(&self, windows: &mut [Window], settled: &Settled<'a>) -> bool {
        let before = windows.to_vec();
        for (i, first) in self.things.iter().enumerate() {
            for (j, then) in self.things.iter().enumerate() {
                if !then.requires.contains(&first.key) || i == j {
                    continue;
                }
                let by = then.class.map_or(NEVER, |class| number(class.starts) - 1);
                windows[i].due = windows[i].due.min(windows[j].due).min(by);
                let after = first.class.map_or(0, |class| number(class.ends) + 1);
                // What counts in a year is not finished before it.
                let year = settled.years.get(&i).map_or(0, |year| number(year.first));
                windows[j].begin = windows[j].begin.max(windows[i].begin).max(after).max(year);
            }
        }
        let narrower = |(now, was): (&Window, &Window)| now.begin > was.begin || now.due < was.due;
        windows.iter().zip(&before).any(narrower)
    }

    /// Whether every class has its days left, and every other thing some day that is not busy.
    fn each_has_days(&self, windows: &[Window]) -> bool {
        let busy = &self.instance.need.busy;
        let mut both = self.things.iter().zip(windows);
        both.all(|(thing, window)| {
            let days = (window.begin, window.due);
            let taken = self.classes.iter().map(|class| shared(*class, days));
            let left = || free(busy, days.0, days.1) - taken.sum::<Day>();
            let some = window.due == NEVER || left() > 0;
            thing.class.map_or(some, |class| {
                window.begin <= number(class.starts) && number(class.ends) <= window.due
            })
        })
    }

    fn classes_are_apart(&self) -> bool {
        let classes = self.classes.iter().enumerate();
        let mut pairs =
            classes.flat_map(|(n, one)| self.classes[..n].iter().map(move |b| (one, b)));
        pairs.all(|(one, other)| shared(*one, *other) == 0)
    }

    /// Whether so much study a week is enough: whatever begins and ends within two days must fit between them, on days that are
    /// neither busy nor a class's.
    fn fits(&self, windows: &[Window], per_week: Minutes) -> bool {
        let study = || {
            let both = self.things.iter().zip(windows);
            both.filter(|(thing, _)| thing.class.is_none())
        };
        let enough = |from: Day, to: Day| {
            let within = study().filter(|(_, window)| window.begin >= from && window.due <= to);
            let work: u64 = within.map(|(thing, _)| thing.adds.minutes).sum();
            let classes = self.classes.iter().map(|class| shared(*class, (from, to)));
            let days = free(&self.instance.need.busy, from, to) - classes.sum::<Day>();
            7 * work <= u64::from(per_week.minutes()) * u64::try_from(days).unwrap_or(0)
        };
        let dues = || {
            study()
                .map(|(_, window)| window.due)
                .filter(|due| *due < NEVER)
        };
        study().all(|(_, first)| dues().all(|due| due < first.begin || enough(first.begin, due)))
    }

    /// The passes of a plan that have a term, with all the days on which they may be bought.
    fn terms(&self, plan: &[&'a Thing]) -> Vec<Term<'a>> {
        let passes = plan.iter().filter(|thing| !thing.is_done());
        let lengths = |pass: &&'a Thing| {
            let days = self.instance.program.passes[&pass.id].days?;
            Some((*pass, Day::from(days)))
        };
        let passes: Vec<(&Thing, Day)> = passes.filter_map(lengths).collect();
        let quiet = self.quiet_from() + passes.iter().map(|(_, days)| days).sum::<Day>();
        let need = &self.instance.need;
        let term = |(pass, days): &(&'a Thing, Day)| {
            let last = self.last_use(&pass.id).min(quiet);
            let paid = need.clc_until.filter(|_| pass.way == Way::Clc);
            let last = paid.map_or(last, |until| last.min(number(until)));
            Term {
                pass: &pass.id,
                days: *days,
                to_try: (number(need.from)..=last).collect(),
            }
        };
        passes.iter().map(term).collect()
    }

    /// The last day on which anything must be done that a pass pays for.
    fn last_use(&self, pass: &Id) -> Day {
        let uses = self.things.iter().filter(|t| t.buys() == Some(pass));
        let dues = uses.map(|thing| thing.due.map_or(NEVER, number));
        dues.max().unwrap_or(NEVER)
    }

    /// A day from which on every day is like the next: nothing opens or ends any more, and all study there is could be done.
    fn quiet_from(&self) -> Day {
        let need = &self.instance.need;
        let days = self.things.iter().flat_map(|t| [Some(t.begin), t.due]);
        let busy = need.busy.spells().map(|(_, last)| Some(last));
        let days = days.chain(busy).chain([Some(need.from)]).flatten();
        let last = days.map(number).max().unwrap_or(0);
        let minutes: u64 = self.things.iter().map(|t| t.adds.minutes).sum();
        let per_week = self
            .pace
            .map_or(u64::MAX, |pace| u64::from(pace.minutes()).max(1));
        last + 1 + Day::try_from((7 * minutes).div_ceil(per_week)).unwrap_or(LONGEST)
    }

    /// Every way to spread the activities over the years that each can be finished in, such that no year is short of credits.
    fn assignments(&self) -> Vec<BTreeMap<usize, &'a Year>> {
        if self.years.is_empty() {
            return vec![BTreeMap::new()];
        }
        let activities = self.things.iter().enumerate();
        let activities: Vec<(usize, &&Thing)> = activities
            .filter(|(_, thing)| thing.offering.is_some())
            .collect();
        let lists = activities.iter().map(|(_, thing)| {
            let years = self.years.iter().filter(|year| may_count(thing, year));
            years.map(|year| vec![year]).collect()
        });
        let lists: Vec<Vec<Vec<&Year>>> = lists.collect();
        let is_enough = |assigned: &Vec<&'a Year>| {
            self.years.iter().all(|year| {
                let both = activities.iter().zip(assigned);
                let in_it = both.filter(|(_, other)| other.first == year.first);
                let earned: u64 = in_it.map(|((_, thing), _)| thing.adds.credits).sum();
                earned >= year.missing
            })
        };
        let assignments = product(&lists).into_iter().filter(is_enough);
        let places = || activities.iter().map(|(place, _)| *place);
        assignments
            .map(|assigned| places().zip(assigned).collect())
            .collect()
    }
}

impl Term<'_> {
    /// The days it runs when it is bought on one.
    fn from(&self, day: Day) -> Window {
        Window {
            begin: day,
            due: day + self.days - 1,
        }
    }
}

/// Whether an activity can be finished in a year; a class is finished on its last day.
fn may_count(thing: &Thing, year: &Year) -> bool {
    let last = thing.class.map(|class| class.ends);
    let begins = last.unwrap_or(thing.begin) <= year.last;
    begins && thing.due.is_none_or(|due| due >= year.first)
}
