//! What may stand in a plan: one choice for every thing, every way to pay for it, and every year it may count in.
//!
//! Written from the rules alone, and sharing nothing with the planner of `finder` but the nouns of its model, so that an error would
//! have to be made twice to go unseen.

use finder::model::Id;

use crate::time::{Day, Time};

/// How a choice is paid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pay {
    /// In money.
    Cash,
    /// From the purse.
    Purse,
    /// Through a pass that is held.
    Held(Id),
    /// Through a pass to buy, by its place.
    Pass(usize),
    /// With a voucher of the holder, by its place.
    Voucher(usize),
    /// With a voucher of a pass to buy: the pass by its place, and the voucher by its place in it.
    PassVoucher(usize, usize),
}

/// A thing to do, with one way to pay for it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What it competes with: a course or an exam.
    pub slot: usize,
    /// The activity or exam.
    pub id: Id,
    /// The offering of an activity.
    pub offering: Option<Id>,
    /// How it is paid.
    pub pay: Pay,
    /// Money, in minor units.
    pub cash: i64,
    /// Learning credits.
    pub purse: i64,
    /// Study or class time.
    pub minutes: i64,
    /// Whether that is not known.
    pub unknown: bool,
    /// Credits, in hundredths.
    pub credits: i64,
    /// The first day.
    pub begin: Day,
    /// The last day.
    pub due: Day,
    /// The days of a class.
    pub class: Option<(Day, Day)>,
    /// The base category it counts in.
    pub category: Option<Id>,
    /// For an exam, its class.
    pub exam_class: Option<Id>,
    /// The year it counts in, where years matter.
    pub year: Option<usize>,
    /// What must be done before: the slots of these courses.
    pub requires: Vec<usize>,
}

impl Choice {
    /// The study that has to find room: none for a class, which takes whole days.
    pub fn study(&self) -> i64 {
        if self.class.is_some() {
            0
        } else {
            self.minutes
        }
    }

    /// The first day of what comes after it.
    pub fn after(&self) -> Day {
        self.class.map_or(self.begin, |(_, ends)| ends + 1)
    }

    /// The last day of what comes before it.
    pub fn before(&self) -> Day {
        self.class.map_or(self.due, |(starts, _)| starts - 1)
    }

    /// The pass to buy it goes through.
    pub fn bought(&self) -> Option<usize> {
        match self.pay {
            Pay::Pass(pass) | Pay::PassVoucher(pass, _) => Some(pass),
            _ => None,
        }
    }
}

/// A pass that can be bought.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// Its id.
    pub id: Id,
    /// The prices in money and learning credits, one a way.
    pub ways: Vec<(i64, i64)>,
    /// How many days it runs; [`FAR`]: for ever.
    pub days: Day,
    /// How many exams each of its vouchers is good for.
    pub vouchers: Vec<i64>,
}

/// Everything that may be used.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The holder's time.
    pub time: Time,
    /// The choices.
    pub choices: Vec<Choice>,
    /// The passes to buy.
    pub passes: Vec<Subscription>,
    /// How many slots there are.
    pub slots: usize,
    /// The last day of each year of the cycle, from the first that matters; empty where none does.
    pub years: Vec<Day>,
    /// The last day the purse can be used.
    pub purse_until: Day,
}

impl Shelf {
    /// The same with everything done by a day.
    pub fn by(&self, last: Day) -> Self {
        let mut shelf = self.clone();
        for choice in &mut shelf.choices {
            choice.due = choice.due.min(last);
        }
        shelf
            .choices
            .retain(|choice| choice.class.is_none_or(|(_, ends)| ends <= last));
        shelf
            .choices
            .retain(|choice| self.time.holds(choice.study(), choice.begin, choice.due));
        shelf
    }
}
