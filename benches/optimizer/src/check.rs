//! Holds a plan against the rules in whole numbers, one rule after the other, as one would by hand.
//!
//! What HiGHS finds it finds in floating point. A plan has few things in it, so that everything about it can be said again exactly.

use std::collections::{BTreeMap, BTreeSet};

use finder::model::{Bound, Credits, Id, Route};

use crate::{
    instances::Instance,
    mip::total,
    model::{Formulation, cap, have_in, level},
    shelf::{Choice, Pay, Shelf},
    time::{Day, FAR},
};

/// A plan, taken from a solution.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its things, each with the days that passes leave it.
    pub things: Vec<Choice>,
    /// The passes bought, each with the way and the day.
    pub passes: Vec<(usize, usize, Day)>,
    /// The route by its place.
    pub route: usize,
}

impl Plan {
    /// The plan of a solution.
    pub fn new(model: &Formulation, values: &[f64]) -> Self {
        let mut passes = Vec::new();
        for (pass, ways) in model.bought.iter().enumerate() {
            let way = ways.iter().position(|var| var.is_on(values));
            let mut days = model.bought_on[pass].iter();
            let day = days.find(|(_, var)| var.is_on(values));
            passes.extend(way.map(|way| (pass, way, day.map_or(0, |(day, _)| *day))));
        }
        let chosen = model.shelf.choices.iter().zip(&model.chosen);
        let chosen = chosen.filter(|(_, var)| var.is_on(values));
        let in_term = |choice: &Choice| {
            let mut choice = choice.clone();
            let bought = passes
                .iter()
                .find(|(pass, ..)| choice.bought() == Some(*pass));
            if let Some((pass, _, day)) = bought {
                let end = model.shelf.passes[*pass].days;
                choice.begin = choice.begin.max(*day);
                choice.due = choice.due.min(if end == FAR { FAR } else { day + end - 1 });
            }
            choice
        };
        let mut routes = model.routes.iter();
        let route = routes.find(|(_, var)| total(&[(*var, 1)], values) == 1);
        Self {
            things: chosen.map(|(choice, _)| in_term(choice)).collect(),
            route: route.map_or(usize::MAX, |(place, _)| *place),
            passes,
        }
    }

    /// The first day by which everything in it can be done.
    pub fn finish(&self, shelf: &Shelf) -> Day {
        let lasts = self.things.iter().map(|thing| thing.due);
        let latest = lasts.filter(|due| *due != FAR).max();
        let (mut least, mut most) = (0, latest.unwrap_or(0).max(0));
        while !self.fits(shelf, most) {
            // A thing without a last day may need more than the others have. It ends somewhere.
            (least, most) = (most + 1, 2 * most + 7);
        }
        while least < most {
            let middle = least.midpoint(most);
            if self.fits(shelf, middle) {
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        most
    }

    /// The same plan with the days that prerequisites leave, everything done by a last day; a class says when it is done.
    fn in_order(&self, last: Day) -> Vec<Choice> {
        let mut things = self.things.clone();
        for thing in &mut things {
            thing.due = thing.due.min(last);
        }
        for _ in 0..things.len() {
            for after in 0..things.len() {
                for before in 0..things.len() {
                    if things[after].requires.contains(&things[before].slot) {
                        let to = match things[after].class {
                            Some((starts, _)) => starts - 1,
                            None => things[after].due,
                        };
                        let from = things[before]
                            .class
                            .map_or(things[before].begin, |(_, ends)| ends + 1);
                        things[before].due = things[before].due.min(to);
                        things[after].begin = things[after].begin.max(from);
                    }
                }
            }
        }
        things
    }

    /// Whether everything can be done in time, and by a day.
    pub fn fits(&self, shelf: &Shelf, last: Day) -> bool {
        let time = &shelf.time;
        let things = self.in_order(last);
        let classes: Vec<(Day, Day)> = things.iter().filter_map(|thing| thing.class).collect();
        let apart = classes.iter().enumerate().all(|(place, a)| {
            let mut others = classes[place + 1..].iter();
            others.all(|b| a.1 < b.0 || b.1 < a.0)
        });
        let windows = things.iter().all(|thing| match thing.class {
            Some((starts, ends)) => starts >= thing.begin && ends <= thing.due,
            None => time.free(thing.begin, thing.due) > 0,
        });
        let studied: Vec<&Choice> = things
            .iter()
            .filter(|thing| thing.class.is_none())
            .collect();
        let in_span = |from: Day, to: Day| {
            let inside = studied.iter().filter(|t| t.begin >= from && t.due <= to);
            let study: i64 = inside.map(|thing| 7 * thing.minutes).sum();
            let taught = |(starts, ends): &(Day, Day)| time.free(from.max(*starts), to.min(*ends));
            let days = time.free(from, to);
            let taken: Day = classes.iter().map(taught).sum();
            time.room(if days == FAR { FAR } else { days - taken })
                .is_none_or(|room| study <= room)
        };
        let spans = studied.iter().all(|first| {
            let mut lasts = studied
                .iter()
                .filter(|last| last.due >= first.begin && last.due != FAR);
            lasts.all(|last| in_span(first.begin, last.due))
        });
        apart && windows && spans
    }

    /// Holds the plan against every rule.
    ///
    /// # Errors
    /// Names the first that is broken.
    pub fn verify(&self, instance: &Instance, shelf: &Shelf) -> Result<(), &'static str> {
        let routes = level(instance).map_or(&[][..], |level| &level.routes);
        let route = routes.get(self.route).ok_or("no route is chosen")?;
        let slots: BTreeSet<usize> = self.things.iter().map(|thing| thing.slot).collect();
        let opened = self.things.iter().all(|thing| {
            let bought = |pass| self.passes.iter().any(|(other, ..)| *other == pass);
            thing.bought().is_none_or(bought)
        });
        let required = self
            .things
            .iter()
            .all(|thing| thing.requires.iter().all(|slot| slots.contains(slot)));
        let checks = [
            (slots.len() == self.things.len(), "a course is taken twice"),
            (opened, "a pass is not bought"),
            (required, "a prerequisite is missing"),
            (
                self.is_paid(instance, shelf),
                "the budget or the purse is overdrawn",
            ),
            (
                self.uses_vouchers(instance, shelf),
                "a voucher is used too often",
            ),
            (self.is_short_enough(instance), "it takes too many hours"),
            (
                self.fills(instance, route),
                "the exams do not fill the route",
            ),
            (
                self.earns_enough(instance, route),
                "the credits do not suffice",
            ),
            (
                self.earns_minima(instance, shelf, route),
                "a minimum is not reached",
            ),
            (self.fits(shelf, FAR), "it does not fit in time"),
        ];
        let broken = checks.into_iter().find(|(holds, _)| !holds);
        broken.map_or(Ok(()), |(_, rule)| Err(rule))
    }

    /// Money and learning credits.
    pub fn price(&self, shelf: &Shelf) -> (i64, i64) {
        let passes = self.passes.iter();
        let passes = passes.map(|(pass, way, _)| shelf.passes[*pass].ways[*way]);
        let things = self.things.iter().map(|thing| (thing.cash, thing.purse));
        passes
            .chain(things)
            .fold((0, 0), |sum, next| (sum.0 + next.0, sum.1 + next.1))
    }

    fn is_paid(&self, instance: &Instance, shelf: &Shelf) -> bool {
        let (cash, purse) = self.price(shelf);
        let in_time = self.passes.iter().all(|(pass, way, day)| {
            shelf.passes[*pass].ways[*way].1 == 0 || *day <= shelf.purse_until
        });
        let budget = instance.need.budget.map_or(u64::MAX, |budget| budget.minor);
        in_time && cash.unsigned_abs() <= budget && purse <= i64::from(instance.need.clc.0)
    }

    fn uses_vouchers(&self, instance: &Instance, shelf: &Shelf) -> bool {
        self.things.iter().all(|thing| {
            let alike = self
                .things
                .iter()
                .filter(|other| other.pay == thing.pay)
                .count();
            let count = match thing.pay {
                Pay::Voucher(place) => i64::from(instance.need.vouchers[place].count),
                Pay::PassVoucher(pass, place) => shelf.passes[pass].vouchers[place],
                _ => return true,
            };
            i64::try_from(alike).is_ok_and(|alike| alike <= count)
        })
    }

    fn is_short_enough(&self, instance: &Instance) -> bool {
        let minutes: i64 = self.things.iter().map(|thing| thing.minutes).sum();
        let most = instance.need.max_hours;
        most.is_none_or(|most| minutes <= i64::from(most.minutes()))
    }

    /// Whether the exams can be given out to the route's places, one each and none left.
    fn fills(&self, instance: &Instance, route: &Route) -> bool {
        let program = &instance.program.program;
        let exams: Vec<&Id> = self
            .things
            .iter()
            .filter_map(|thing| thing.exam_class.as_ref())
            .collect();
        let places: Vec<&Id> = route
            .exams
            .iter()
            .flat_map(|(asked, n)| (0..*n).map(move |_| asked))
            .collect();
        let admits = |asked: &Id, class: &Id| {
            program
                .exam_class(asked)
                .is_some_and(|asked| asked.admits(class))
        };
        exams.len() == places.len() && matches(&exams, &places, &admits)
    }

    /// The credits earned in a category.
    fn earned_in(&self, instance: &Instance, name: &Id) -> i64 {
        let category = instance.program.program.category(name);
        let admits = |base: &Id| category.is_some_and(|category| category.admits(base));
        let inside = self
            .things
            .iter()
            .filter(|t| t.category.as_ref().is_some_and(admits));
        inside.map(|thing| thing.credits).sum()
    }

    /// Whether what the caps let count closes the route: the narrowest cap first, for caps nest.
    fn earns_enough(&self, instance: &Instance, route: &Route) -> bool {
        let program = &instance.program.program;
        let mut counted: BTreeMap<Option<&Id>, i64> = BTreeMap::new();
        for thing in &self.things {
            *counted.entry(thing.category.as_ref()).or_default() += thing.credits;
        }
        let rules = level(instance).map_or(&[][..], |level| &level.rules);
        let caps = rules
            .iter()
            .filter(|rule| matches!(rule.bound, Bound::Most(_) | Bound::MostPercent(_)));
        let mut caps: Vec<_> = caps
            .filter_map(|rule| Some((program.category(rule.category.as_ref()?)?, rule.bound)))
            .collect();
        caps.sort_by_key(|(category, _)| category.includes.len());
        for (category, bound) in caps {
            let mut room = i64::from(
                cap(bound, route)
                    .saturating_sub(have_in(instance, &category.id))
                    .hundredths(),
            );
            for (base, sum) in &mut counted {
                if base.is_some_and(|base| category.admits(base)) {
                    *sum = (*sum).min(room);
                    room -= *sum;
                }
            }
        }
        let gap = route.credits.saturating_sub(instance.need.have);
        counted.values().sum::<i64>() >= i64::from(gap.hundredths())
    }

    fn earns_minima(&self, instance: &Instance, shelf: &Shelf, route: &Route) -> bool {
        let rules = level(instance).map_or(&[][..], |level| &level.rules);
        let reaches = |earned: i64, have: Credits, least: Credits| {
            earned + i64::from(have.hundredths()) >= i64::from(least.hundredths())
        };
        let in_year = |year: usize| {
            let things = self.things.iter().filter(|thing| thing.year == Some(year));
            things.map(|thing| thing.credits).sum::<i64>()
        };
        route.credits == Credits::ZERO
            || rules.iter().all(|rule| match (rule.bound, &rule.category) {
                (Bound::Least(least), Some(name)) => reaches(
                    self.earned_in(instance, name),
                    have_in(instance, name),
                    least,
                ),
                (Bound::Yearly(least), _) => (0..shelf.years.len()).all(|year| {
                    let this_year = instance.need.have_this_year;
                    let have = if year == 0 { this_year } else { Credits::ZERO };
                    reaches(in_year(year), have, least)
                }),
                _ => true,
            })
    }
}

/// Whether every exam finds a place of its own.
fn matches(exams: &[&Id], places: &[&Id], admits: &dyn Fn(&Id, &Id) -> bool) -> bool {
    let Some((exam, others)) = exams.split_first() else {
        return true;
    };
    (0..places.len()).any(|place| {
        let mut left = places.to_vec();
        let asked = left.swap_remove(place);
        admits(asked, exam) && matches(others, &left, admits)
    })
}
