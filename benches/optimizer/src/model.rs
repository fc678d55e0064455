//! The rules of a plan as rows of a mixed-integer program.
//!
//! A variable of 0 or 1 for every choice, every way to buy a pass and every route; whole ones for the exams that fill a route's
//! places; real ones for the credits that caps let count. Time is in [`crate::schedule`].
//!
//! Not modelled, and refused with the reason: passes whose term matters in a plan without a deadline or together with prerequisites,
//! a prerequisite whose course has several activities, and caps or minima that name no category. The generators make none of these.

use std::collections::BTreeMap;

use finder::model::{Bound, Credits, Id, Level, Route};

use crate::{
    instances::Instance,
    mip::{Mip, Terms, Var},
    schedule,
    shelf::{Pay, Shelf},
    time::{Day, FAR},
};

/// The program of an instance, with what its variables mean.
pub struct Formulation {
    /// The rows.
    pub mip: Mip,
    /// The choices and passes, of the same instance.
    pub shelf: Shelf,
    /// One variable a choice.
    pub chosen: Vec<Var>,
    /// For each pass, one a way to buy it.
    pub bought: Vec<Vec<Var>>,
    /// For each pass whose term matters, one a day to buy it on.
    pub bought_on: Vec<Vec<(Day, Var)>>,
    /// One a route that the holder asks for, by its place.
    pub routes: Vec<(usize, Var)>,
}

/// What this model cannot say.
pub type Unmodelled = &'static str;

/// The level of an instance's certification.
pub fn level(instance: &Instance) -> Option<&Level> {
    let program = &instance.program.program;
    program.level(&instance.certification.level)
}

impl Formulation {
    /// The program of an instance with this on its shelf.
    ///
    /// # Errors
    /// Says what cannot be modelled.
    pub fn new(instance: &Instance, shelf: Shelf) -> Result<Self, Unmodelled> {
        let mut mip = Mip::default();
        let chosen = shelf.choices.iter().map(|_| mip.binary()).collect();
        let ways = |mip: &mut Mip, n| (0..n).map(|_| mip.binary()).collect();
        let bought = shelf.passes.iter();
        let bought = bought.map(|pass| ways(&mut mip, pass.ways.len())).collect();
        let mut model = Self {
            mip,
            chosen,
            bought,
            bought_on: vec![Vec::new(); shelf.passes.len()],
            routes: Vec::new(),
            shelf,
        };
        model.one_of_each();
        model.passes()?;
        model.vouchers(instance);
        model.limits(instance);
        model.routes(instance);
        model.exams(instance);
        model.credits(instance)?;
        schedule::add(&mut model)?;
        Ok(model)
    }

    /// A sum over the choices: each so many times, and none where there is nothing to say.
    pub fn sum(&self, factor: impl Fn(usize) -> i64) -> Terms {
        let choices = self.chosen.iter().enumerate();
        let terms = choices.map(|(place, var)| (*var, factor(place)));
        terms.filter(|(_, factor)| *factor != 0).collect()
    }

    /// A sum over the ways to buy passes.
    pub fn sum_bought(&self, factor: impl Fn(i64, i64) -> i64) -> Terms {
        let mut terms = Terms::new();
        for (pass, vars) in self.shelf.passes.iter().zip(&self.bought) {
            for ((cash, purse), var) in pass.ways.iter().zip(vars) {
                terms.push((*var, factor(*cash, *purse)));
            }
        }
        terms.retain(|(_, factor)| *factor != 0);
        terms
    }

    /// Money paid.
    pub fn cash(&self) -> Terms {
        let mut terms = self.sum(|place| self.shelf.choices[place].cash);
        terms.extend(self.sum_bought(|cash, _| cash));
        terms
    }

    /// Learning credits paid.
    pub fn purse(&self) -> Terms {
        let mut terms = self.sum(|place| self.shelf.choices[place].purse);
        terms.extend(self.sum_bought(|_, purse| purse));
        terms
    }

    /// Study and class time.
    pub fn minutes(&self) -> Terms {
        self.sum(|place| self.shelf.choices[place].minutes)
    }

    /// At most one choice of a course or exam, and one way to buy a pass.
    fn one_of_each(&mut self) {
        let mut slots = vec![Terms::new(); self.shelf.slots];
        for (choice, var) in self.shelf.choices.iter().zip(&self.chosen) {
            slots[choice.slot].push((*var, 1));
        }
        let ways = self.bought.iter();
        let ways = ways.map(|ways| ways.iter().map(|var| (*var, 1)).collect());
        for row in slots
            .into_iter()
            .chain(ways)
            .filter(|row: &Terms| row.len() > 1)
        {
            self.mip.at_most(row, 1);
        }
    }

    /// What a pass opens waits for it to be bought, on a day that suits it where its term matters.
    fn passes(&mut self) -> Result<(), Unmodelled> {
        for pass in 0..self.shelf.passes.len() {
            let opened: Vec<usize> = (0..self.chosen.len())
                .filter(|place| self.shelf.choices[*place].bought() == Some(pass))
                .collect();
            let mut by_slot: BTreeMap<usize, Terms> = BTreeMap::new();
            for place in &opened {
                let slot = self.shelf.choices[*place].slot;
                by_slot
                    .entry(slot)
                    .or_default()
                    .push((self.chosen[*place], 1));
            }
            for mut row in by_slot.into_values() {
                row.extend(self.bought[pass].iter().map(|var| (*var, -1)));
                self.mip.at_most(row, 0);
            }
            self.purse_in_time(pass, 0);
            if opened.iter().any(|place| self.bites(pass, *place)) {
                self.term(pass, &opened)?;
            }
        }
        Ok(())
    }

    /// Whether the term of a pass that is bought on the first day takes anything away from a choice.
    fn bites(&self, pass: usize, place: usize) -> bool {
        let (end, choice) = (self.shelf.passes[pass].days, &self.shelf.choices[place]);
        let paced = self.shelf.time.pace.is_some() || choice.class.is_some();
        let needs = if paced { choice.due } else { choice.begin };
        let (from, to) = (choice.begin, choice.due.min(end.saturating_sub(1)));
        needs >= end || self.shelf.time.free(from, to) == 0
    }

    /// A pass is not paid from a purse that has ended by a day.
    fn purse_in_time(&mut self, pass: usize, day: Day) {
        if day > self.shelf.purse_until {
            let ways = self.shelf.passes[pass].ways.iter().zip(&self.bought[pass]);
            let from_purse = ways.filter(|((_, purse), _)| *purse > 0);
            let row: Terms = from_purse.map(|(_, var)| (*var, 1)).collect();
            self.mip.at_most(row, 0);
        }
    }

    /// The day a pass is bought on, and what can be done in its term.
    fn term(&mut self, pass: usize, opened: &[usize]) -> Result<(), Unmodelled> {
        let deadline = self.shelf.time.deadline;
        if deadline == FAR {
            return Err("a term that matters, without a deadline");
        }
        let days = self.days_to_buy(pass, opened);
        let days: Vec<(Day, Var)> = days.map(|day| (day, self.mip.binary())).collect();
        let mut once: Terms = days.iter().map(|(_, var)| (*var, 1)).collect();
        once.extend(self.bought[pass].iter().map(|var| (*var, -1)));
        self.mip.equal(once, 0);
        let late = days.iter().filter(|(day, _)| *day > self.shelf.purse_until);
        let mut late: Terms = late.map(|(_, var)| (*var, 1)).collect();
        let ways = self.shelf.passes[pass].ways.iter().zip(&self.bought[pass]);
        late.extend(
            ways.filter(|((_, purse), _)| *purse > 0)
                .map(|(_, var)| (*var, 1)),
        );
        self.mip.at_most(late, 1);
        let length = self.shelf.passes[pass].days;
        for place in opened {
            let choice = &self.shelf.choices[*place];
            let suits = |day: Day| {
                let last = day + length - 1;
                if let Some((starts, ends)) = choice.class {
                    return day <= starts && ends <= last;
                }
                let (from, to) = (choice.begin.max(day), choice.due.min(last));
                self.shelf.time.holds(choice.minutes, from, to)
            };
            let mut row = vec![(self.chosen[*place], 1)];
            row.extend(
                days.iter()
                    .filter(|(day, _)| suits(*day))
                    .map(|(_, var)| (*var, -1)),
            );
            self.mip.at_most(row, 0);
        }
        self.bought_on[pass] = days;
        Ok(())
    }

    /// The days worth looking at: buying before anything can be begun gains nothing, nor does a term that outlasts everything.
    fn days_to_buy(&self, pass: usize, opened: &[usize]) -> std::ops::RangeInclusive<Day> {
        let opened = opened.iter().map(|place| &self.shelf.choices[*place]);
        let begin = opened.clone().map(|choice| choice.begin).min().unwrap_or(0);
        let due = opened.map(|choice| choice.due).max().unwrap_or(0);
        let first = begin.min(self.shelf.purse_until).max(0);
        let last = due - self.shelf.passes[pass].days + 1;
        first..=last.max(first)
    }

    /// Each voucher is good for so many exams.
    fn vouchers(&mut self, instance: &Instance) {
        let mut used: BTreeMap<(usize, usize, bool), Terms> = BTreeMap::new();
        for (choice, var) in self.shelf.choices.iter().zip(&self.chosen) {
            let key = match choice.pay {
                Pay::Voucher(place) => (place, 0, true),
                Pay::PassVoucher(pass, place) => (pass, place, false),
                _ => continue,
            };
            used.entry(key).or_default().push((*var, 1));
        }
        for ((first, second, own), row) in used {
            let count = if own {
                i64::from(instance.need.vouchers[first].count)
            } else {
                self.shelf.passes[first].vouchers[second]
            };
            self.mip.at_most(row, count);
        }
    }

    /// The budget, the purse, and the most hours.
    fn limits(&mut self, instance: &Instance) {
        let need = &instance.need;
        let purse = self.purse();
        self.mip.at_most(purse, i64::from(need.clc.0));
        if let Some(budget) = need.budget {
            let cash = self.cash();
            let budget = i64::try_from(budget.minor).unwrap_or(i64::MAX);
            self.mip.at_most(cash, budget);
        }
        if let Some(most) = need.max_hours {
            let minutes = self.minutes();
            self.mip.at_most(minutes, i64::from(most.minutes()));
        }
    }

    /// One route of those that are asked for.
    fn routes(&mut self, instance: &Instance) {
        let asked = &instance.need.routes;
        let routes = level(instance).map_or(&[][..], |level| &level.routes);
        for (place, route) in routes.iter().enumerate() {
            if asked.is_empty() || asked.iter().any(|name| route.answers_to(name)) {
                self.routes.push((place, self.mip.binary()));
            }
        }
        let row = self.routes.iter().map(|(_, var)| (*var, 1)).collect();
        self.mip.equal(row, 1);
    }

    /// The routes with their variables.
    pub fn asked<'i>(&self, instance: &'i Instance) -> Vec<(&'i Route, Var)> {
        let routes = level(instance).map_or(&[][..], |level| &level.routes);
        let asked = self.routes.iter();
        asked.map(|(place, var)| (&routes[*place], *var)).collect()
    }

    /// Exactly the exams that fill the route's places, each counted as one class that the place admits.
    fn exams(&mut self, instance: &Instance) {
        let program = &instance.program.program;
        let mut of_class: BTreeMap<&str, Terms> = BTreeMap::new();
        for (choice, var) in self.shelf.choices.iter().zip(&self.chosen) {
            if let Some(class) = &choice.exam_class {
                of_class.entry(class.as_str()).or_default().push((*var, 1));
            }
        }
        for (route, taken) in self.asked(instance) {
            for (asked, count) in &route.exams {
                let admits = program.exam_class(asked);
                let mut filled = vec![(taken, -i64::from(*count))];
                for (class, row) in &mut of_class {
                    let class = Id::new(class);
                    if class.is_ok_and(|class| admits.is_some_and(|a| a.admits(&class))) {
                        let number = self.mip.whole(i64::from(*count));
                        filled.push((number, 1));
                        row.push((number, -1));
                    }
                }
                self.mip.equal(filled, 0);
            }
        }
        for row in of_class.into_values() {
            self.mip.equal(row, 0);
        }
    }

    /// Credits enough for the route, as far as caps let them count, and the minima.
    fn credits(&mut self, instance: &Instance) -> Result<(), Unmodelled> {
        let need = &instance.need;
        let rules = level(instance).map_or(&[][..], |level| &level.rules);
        let asked = self.asked(instance);
        let mut counted = self.counted(instance)?;
        for (route, var) in &asked {
            let gap = route.credits.saturating_sub(need.have);
            counted.push((*var, -i64::from(gap.hundredths())));
        }
        self.mip.at_least(counted, 0);
        let with_credits: Vec<Var> = asked
            .iter()
            .filter(|(route, _)| route.credits > Credits::ZERO)
            .map(|(_, var)| *var)
            .collect();
        for rule in rules {
            match (rule.bound, &rule.category) {
                (Bound::Least(least), Some(name)) => {
                    let least = least.saturating_sub(have_in(instance, name));
                    let row = self.sum(|place| self.gain_in(instance, place, name));
                    self.least(row, least, &with_credits);
                }
                (Bound::Yearly(least), None) => {
                    for year in 0..self.shelf.years.len() {
                        let have = if year == 0 {
                            need.have_this_year
                        } else {
                            Credits::ZERO
                        };
                        let row = self.sum(|place| {
                            let choice = &self.shelf.choices[place];
                            if choice.year == Some(year) {
                                choice.credits
                            } else {
                                0
                            }
                        });
                        self.least(row, least.saturating_sub(have), &with_credits);
                    }
                }
                (Bound::Most(_) | Bound::MostPercent(_), Some(_)) => {}
                _ => return Err("a rule that names no category, or a yearly one that does"),
            }
        }
        Ok(())
    }

    /// At least so much along every route that asks for credits.
    fn least(&mut self, mut row: Terms, least: Credits, with_credits: &[Var]) {
        let least = i64::from(least.hundredths());
        row.extend(with_credits.iter().map(|var| (*var, -least)));
        self.mip.at_least(row, 0);
    }

    /// What a choice earns in a category.
    fn gain_in(&self, instance: &Instance, place: usize, name: &Id) -> i64 {
        let choice = &self.shelf.choices[place];
        let category = instance.program.program.category(name);
        let admits = category.zip(choice.category.as_ref());
        let counts = admits.is_some_and(|(category, base)| category.admits(base));
        if counts { choice.credits } else { 0 }
    }

    /// The credits that count: all without a category, and of each base category what its caps allow. No activity has two
    /// categories, so that a sum a category is all that caps can tell apart.
    fn counted(&mut self, instance: &Instance) -> Result<Terms, Unmodelled> {
        let program = &instance.program.program;
        let rules = level(instance).map_or(&[][..], |level| &level.rules);
        let caps: Vec<_> = rules
            .iter()
            .filter(|rule| matches!(rule.bound, Bound::Most(_) | Bound::MostPercent(_)))
            .collect();
        let choices = &self.shelf.choices;
        let capped = |base: &Id| {
            let mut names = caps
                .iter()
                .filter_map(|rule| program.category(rule.category.as_ref()?));
            names.any(|category| category.admits(base))
        };
        let mut bases: BTreeMap<Id, Var> = BTreeMap::new();
        for base in choices.iter().filter_map(|choice| choice.category.as_ref()) {
            if capped(base) && !bases.contains_key(base) {
                bases.insert(base.clone(), self.mip.real());
            }
        }
        let is_capped = |place: usize| {
            let base = choices[place].category.as_ref();
            base.is_some_and(|base| bases.contains_key(base))
        };
        let mut counted = self.sum(|place| {
            if is_capped(place) {
                0
            } else {
                choices[place].credits
            }
        });
        for (base, var) in &bases {
            counted.push((*var, 1));
            let mut row = self.sum(|place| {
                let same = choices[place].category.as_ref() == Some(base);
                if same { -choices[place].credits } else { 0 }
            });
            row.push((*var, 1));
            self.mip.at_most(row, 0);
        }
        for rule in caps {
            let name = rule
                .category
                .as_ref()
                .ok_or("a cap that names no category")?;
            let category = program.category(name).ok_or("a cap of no category")?;
            let have = have_in(instance, name);
            let inside = bases.iter().filter(|(base, _)| category.admits(base));
            let mut row: Terms = inside.map(|(_, var)| (*var, 1)).collect();
            for (route, var) in self.asked(instance) {
                let cap = cap(rule.bound, route).saturating_sub(have);
                row.push((var, -i64::from(cap.hundredths())));
            }
            self.mip.at_most(row, 0);
        }
        Ok(counted)
    }
}

/// What a cap lets count along a route.
pub fn cap(bound: Bound, route: &Route) -> Credits {
    match bound {
        Bound::Most(most) => most,
        Bound::MostPercent(percent) => {
            let share = u64::from(route.credits.hundredths()) * u64::from(percent) / 100;
            let share = u32::try_from(share).unwrap_or(u32::MAX);
            Credits::from_hundredths(share).unwrap_or(Credits::MOST)
        }
        Bound::Least(_) | Bound::Yearly(_) => Credits::MOST,
    }
}

/// What the holder has in a category.
pub fn have_in(instance: &Instance, name: &Id) -> Credits {
    let category = instance.program.program.category(name);
    let have = instance.need.have_in.iter();
    have.filter(|(base, _)| category.is_some_and(|category| category.admits(base)))
        .map(|(_, credits)| *credits)
        .sum()
}
