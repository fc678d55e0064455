//! Time as rows: what one person can do between its first and its last day, splitting work as she likes.
//!
//! Two ways to say the same. *Spans*: for every first day and every last day, the study that lies between them fits between them. There
//! is a row a pair of days, most of which never matter, so a program begins with a few, and gets those that a plan overloads until
//! none does: HiGHS is many times faster so than with all of them at once. *Flow*: study is poured into stretches of days, none of
//! which overflows. It is larger, but can say that a window moves, which prerequisites and terms of passes ask for.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    check::Plan,
    mip::{Terms, Var, total},
    model::{Formulation, Unmodelled},
    time::{Day, FAR, Time},
};

/// Adds the rows.
pub fn add(model: &mut Formulation) -> Result<(), Unmodelled> {
    apart(model);
    let chained = Chains::new(model)?;
    let terms = model.bought_on.iter().any(|days| !days.is_empty());
    if chained.is_some() && terms {
        return Err("a term that matters, together with prerequisites");
    }
    if let Some(chains) = &chained {
        chains.rows(model);
    }
    if model.shelf.time.pace.is_none() {
        return Ok(());
    }
    if chained.is_some() || terms {
        Flow::new(model).rows(model, chained.as_ref());
    } else {
        Spans::rows(model);
    }
    Ok(())
}

/// Two classes never share a day.
fn apart(model: &mut Formulation) {
    let mut days: BTreeMap<Day, Terms> = BTreeMap::new();
    for (choice, var) in model.shelf.choices.iter().zip(&model.chosen) {
        if let Some((starts, ends)) = choice.class {
            for day in starts..=ends {
                days.entry(day).or_default().push((*var, 1));
            }
        }
    }
    let rows: BTreeSet<Terms> = days.into_values().filter(|row| row.len() > 1).collect();
    for row in rows {
        model.mip.at_most(row, 1);
    }
}

/// The days on which anything begins, and those on which anything has to be done.
fn days(model: &Formulation) -> (Vec<Day>, Vec<Day>) {
    let choices = &model.shelf.choices;
    let begins: BTreeSet<Day> = choices.iter().map(|choice| choice.begin).collect();
    let dues: BTreeSet<Day> = choices.iter().map(|choice| choice.due).collect();
    let dues = dues.into_iter().filter(|due| *due != FAR);
    (begins.into_iter().collect(), dues.collect())
}

/// How many rows of spans a program begins with.
const FIRST_ROWS: usize = 8;

/// The rows of spans that a plan overloads, and what they hold: to be added, and the program solved again.
pub fn overloaded(model: &Formulation, plan: &Plan, values: &[f64]) -> Vec<(Terms, i64)> {
    let time = &model.shelf.time;
    if plan.fits(&model.shelf, FAR) {
        return Vec::new();
    }
    let begins: BTreeSet<Day> = plan.things.iter().map(|thing| thing.begin).collect();
    let dues: BTreeSet<Day> = plan.things.iter().map(|thing| thing.due).collect();
    let pairs = begins
        .iter()
        .flat_map(|begin| dues.iter().map(move |due| (*begin, *due)));
    let pairs = pairs.filter(|(begin, due)| begin <= due && *due != FAR);
    let rows = pairs.filter_map(|(begin, due)| {
        let room = time.room(time.free(begin, due))?;
        Some((Spans::row(model, begin, due).0, room))
    });
    rows.filter(|(row, room)| total(row, values) > *room)
        .collect()
}

/// Pairs of a first and a last day.
struct Spans;

impl Spans {
    /// A few spans that begin on the first day. The others come when a plan overloads them.
    fn rows(model: &mut Formulation) {
        let (begins, dues) = days(model);
        let Some(begin) = begins.first() else { return };
        let step = dues.len().div_ceil(FIRST_ROWS).max(1);
        for due in dues.iter().rev().step_by(step) {
            let room = model.shelf.time.room(model.shelf.time.free(*begin, *due));
            let (row, most) = Self::row(model, *begin, *due);
            if let Some(room) = room.filter(|room| most > *room) {
                model.mip.at_most(row, room);
            }
        }
    }

    /// The study and the class days between two days, and the most they can come to.
    fn row(model: &Formulation, begin: Day, due: Day) -> (Terms, i64) {
        let time = &model.shelf.time;
        let mut most = vec![0; model.shelf.slots];
        let row = model.sum(|place| {
            let choice = &model.shelf.choices[place];
            match choice.class {
                Some((starts, ends)) => {
                    let shared = time.free(starts.max(begin), ends.min(due));
                    time.room(shared).unwrap_or_default()
                }
                None if choice.begin >= begin && choice.due <= due => 7 * choice.minutes,
                None => 0,
            }
        });
        for (choice, var) in model.shelf.choices.iter().zip(&model.chosen) {
            if let Ok(place) = row.binary_search_by_key(var, |(var, _)| *var) {
                most[choice.slot] = row[place].1.max(most[choice.slot]);
            }
        }
        (row, most.into_iter().sum())
    }
}

/// Stretches of days between which nothing begins or ends.
struct Flow {
    /// The first day of each, and at last the day after all of them.
    cuts: Vec<Day>,
}

impl Flow {
    fn new(model: &Formulation) -> Self {
        let (begins, dues) = days(model);
        let mut cuts: BTreeSet<Day> = begins.into_iter().collect();
        cuts.extend(dues.iter().map(|due| due + 1));
        for (starts, ends) in model.shelf.choices.iter().filter_map(|choice| choice.class) {
            cuts.extend([starts, ends + 1]);
        }
        for (days, pass) in model.bought_on.iter().zip(&model.shelf.passes) {
            cuts.extend(days.iter().flat_map(|(day, _)| [*day, day + pass.days]));
        }
        let end = dues.last().map_or(0, |last| last + 1);
        cuts.retain(|day| *day <= end || model.shelf.time.deadline == FAR);
        Self {
            cuts: cuts.into_iter().collect(),
        }
    }

    /// The stretches, first and last day; the one after all cuts holds anything.
    fn cells(&self) -> Vec<(Day, Day)> {
        let pairs = self.cuts.windows(2);
        let mut cells: Vec<_> = pairs.map(|pair| (pair[0], pair[1] - 1)).collect();
        cells.extend(self.cuts.last().map(|last| (*last, FAR)));
        cells
    }

    fn rows(&self, model: &mut Formulation, chains: Option<&Chains>) {
        let cells = self.cells();
        let mut loads: Vec<Terms> = vec![Terms::new(); cells.len()];
        for place in 0..model.chosen.len() {
            let choice = &model.shelf.choices[place];
            let (study, window) = (7 * choice.study(), (choice.begin, choice.due));
            if study == 0 {
                continue;
            }
            let inside = |cell: &(Day, Day)| cell.0 >= window.0 && cell.1 <= window.1;
            let mut poured = vec![(model.chosen[place], -study)];
            for (number, cell) in cells.iter().enumerate().filter(|(_, cell)| inside(cell)) {
                let amount = model.mip.real();
                poured.push((amount, 1));
                loads[number].push((amount, 1));
                limit(model, place, (amount, *cell), chains);
            }
            model.mip.equal(poured, 0);
        }
        for (cell, mut load) in cells.into_iter().zip(loads) {
            let time = &model.shelf.time;
            let Some(room) = time.room(time.free(cell.0, cell.1)) else {
                continue;
            };
            load.extend(taught(model, cell, room));
            model.mip.at_most(load, room);
        }
    }
}

/// The classes that take up a stretch of days.
fn taught(model: &Formulation, cell: (Day, Day), room: i64) -> Terms {
    model.sum(|place| {
        let class = model.shelf.choices[place].class;
        let taken = class.is_some_and(|(starts, ends)| starts <= cell.0 && cell.1 <= ends);
        if taken { room } else { 0 }
    })
}

/// Nothing is poured into days outside the term of the pass that opens a choice, or outside what its chain leaves.
fn limit(
    model: &mut Formulation,
    place: usize,
    (amount, cell): (Var, (Day, Day)),
    chains: Option<&Chains>,
) {
    let study = 7 * model.shelf.choices[place].study();
    if let Some(pass) = model.shelf.choices[place].bought() {
        let (days, length) = (&model.bought_on[pass], model.shelf.passes[pass].days);
        if !days.is_empty() {
            let open = days
                .iter()
                .filter(|(day, _)| *day <= cell.0 && cell.1 < day + length);
            let mut row: Terms = open.map(|(_, var)| (*var, -study)).collect();
            row.push((amount, 1));
            model.mip.at_most(row, 0);
        }
    }
    let Some(chains) = chains else { return };
    for others in chains.barring(model, place, cell) {
        let mut row: Terms = others.into_iter().map(|var| (var, study)).collect();
        row.push((amount, 1));
        model.mip.at_most(row, study);
    }
}

/// Prerequisites: which courses must be done before which.
struct Chains {
    /// For each slot, those that come before it, at whatever distance, and whether something lies between.
    before: Vec<BTreeMap<usize, bool>>,
    /// The choices of each slot.
    choices: Vec<Vec<usize>>,
}

impl Chains {
    /// The chains of a program, where it has any.
    fn new(model: &Formulation) -> Result<Option<Self>, Unmodelled> {
        let shelf = &model.shelf;
        let mut choices = vec![Vec::new(); shelf.slots];
        let mut direct: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); shelf.slots];
        for (place, choice) in shelf.choices.iter().enumerate() {
            choices[choice.slot].push(place);
            direct[choice.slot].extend(&choice.requires);
        }
        if direct.iter().all(BTreeSet::is_empty) {
            return Ok(None);
        }
        let is_one = |slot: &usize| {
            let mut ids = choices[*slot].iter().map(|place| &shelf.choices[*place].id);
            let first = ids.next();
            ids.all(|id| Some(id) == first)
        };
        let linked = |slot: &usize| !direct[*slot].is_empty();
        let required = direct.iter().flatten().copied();
        if !required
            .chain((0..shelf.slots).filter(linked))
            .all(|slot| is_one(&slot))
        {
            return Err("a prerequisite whose course has several activities");
        }
        let mut before: Vec<BTreeMap<usize, bool>> = direct
            .iter()
            .map(|slots| slots.iter().map(|slot| (*slot, false)).collect())
            .collect();
        // What is left on the shelf has no cycles, so this comes to an end.
        loop {
            let mut grown = before.clone();
            for slots in &mut grown {
                let further: Vec<usize> = slots
                    .keys()
                    .flat_map(|slot| before[*slot].keys())
                    .copied()
                    .collect();
                slots.extend(further.into_iter().map(|slot| (slot, true)));
            }
            if grown == before {
                return Ok(Some(Self { before, choices }));
            }
            before = grown;
        }
    }

    /// What is required is chosen, and only where its days and those of what comes after leave room for both and all between.
    fn rows(&self, model: &mut Formulation) {
        for slot in 0..self.choices.len() {
            let after = self.choices[slot].clone();
            let Some(first) = after.first() else { continue };
            for required in model.shelf.choices[*first].requires.clone() {
                let mut row: Terms = after
                    .iter()
                    .map(|place| (model.chosen[*place], 1))
                    .collect();
                let before = &self.choices[required];
                row.extend(before.iter().map(|place| (model.chosen[*place], -1)));
                model.mip.at_most(row, 0);
            }
            for (earlier, between) in &self.before[slot] {
                for before in &self.choices[*earlier] {
                    for after in &after {
                        if !Self::agree(model, (*before, *after), *between) {
                            let pair = [*before, *after].map(|place| (model.chosen[place], 1));
                            model.mip.at_most(pair.into(), 1);
                        }
                    }
                }
            }
        }
    }

    /// Whether one choice can be done before another, and something between them.
    fn agree(model: &Formulation, (before, after): (usize, usize), between: bool) -> bool {
        let choices = &model.shelf.choices;
        let (before, after) = (&choices[before], &choices[after]);
        let time: &Time = &model.shelf.time;
        let (from, to) = (before.after(), after.before());
        let first = match before.class {
            Some((_, ends)) => ends <= to,
            None => time.holds(before.minutes, before.begin, before.due.min(to)),
        };
        let second = match after.class {
            Some((starts, _)) => from <= starts,
            None => time.holds(after.minutes, after.begin.max(from), after.due),
        };
        first && second && (!between || time.free(from, to) > 0)
    }

    /// For each course in a chain with a choice's own, the choices of it that keep study of this one out of a stretch of days.
    fn barring(&self, model: &Formulation, place: usize, cell: (Day, Day)) -> Vec<Vec<Var>> {
        let choices = &model.shelf.choices;
        let own = choices[place].slot;
        let pick = |slot: usize, bars: &dyn Fn(usize) -> bool| -> Vec<Var> {
            let places = self.choices[slot].iter().filter(|place| bars(**place));
            places.map(|place| model.chosen[*place]).collect()
        };
        let earlier = self.before[own]
            .keys()
            .map(|slot| pick(*slot, &|other| choices[other].after() > cell.0));
        let later = (0..self.before.len()).filter(|slot| self.before[*slot].contains_key(&own));
        let later = later.map(|slot| pick(slot, &|other| choices[other].before() < cell.1));
        earlier
            .chain(later)
            .filter(|vars| !vars.is_empty())
            .collect()
    }
}
