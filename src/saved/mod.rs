//! What is kept of earlier answers: plans, with the question and the answer as a file and what has become of them since, and what calendars
//! were given.
//!
//! What is kept of the question is how it was asked, flag by flag, so that it can be asked again; what is kept of the answer is what a
//! holder would have to be told of when it changes. No disk and no clock: texts and days are arguments.

mod exported;
mod file;
mod since;
mod text;

pub use exported::{Calendars, Exported};
pub use file::{read, write};
pub use since::{Change, Fate, Past, Since, since};
pub use text::Unreadable;

use crate::{
    model::{Clc, Credits, Date, Id, Milestone, Money},
    plan::{Answer, Item, ItemKind, Plan},
};

/// The newest form of the file that is understood. A newer one is refused.
pub const FORMAT: u32 = 1;

/// A plan as it was kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedPlan {
    /// What it is called.
    pub name: Id,
    /// The day it was kept on.
    pub saved: Date,
    /// The program.
    pub program: Id,
    /// The certification to renew.
    pub certification: Id,
    /// How it was asked for: the flags of `finder plan` with their values, a text each.
    pub question: Vec<String>,
    /// The folder of the catalogue it was found in; `None`: the one inside the program, or nobody remembers.
    pub catalog: Option<String>,
    /// The route it closes.
    pub route: Id,
    /// What it costs in money.
    pub cost: Money,
    /// What it takes from the purse of learning credits.
    pub clc: Clc,
    /// The day the last item is finished; `None`: not known.
    pub finish: Option<Date>,
    /// What to do, in order.
    pub items: Vec<SavedItem>,
    /// What a calendar was given of it last, with what was taken back; nothing where none was asked for.
    pub calendar: Vec<Milestone>,
}

/// One thing to do, as it was kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedItem {
    /// What it is.
    pub kind: ItemKind,
    /// Its id in the catalogue.
    pub id: Id,
    /// For an activity, the offering to take.
    pub offering: Option<Id>,
    /// Its title.
    pub title: String,
    /// The credits it earns.
    pub credits: Credits,
    /// What it costs in money.
    pub cost: Money,
    /// What it takes from the purse of learning credits.
    pub clc: Clc,
    /// The day to begin.
    pub start: Date,
    /// The day to be done.
    pub finish: Date,
    /// The last day of its own: not that of everything.
    pub last_day: Option<Date>,
}

/// What a plan is kept as, and how it was asked for.
#[derive(Clone, Debug)]
pub struct Label {
    /// What it is called.
    pub name: Id,
    /// The program.
    pub program: Id,
    /// The flags.
    pub question: Vec<String>,
    /// The folder of the catalogue, where one was named.
    pub catalog: Option<String>,
    /// What a calendar is given of it, or was given last.
    pub calendar: Vec<Milestone>,
}

impl SavedPlan {
    /// A plan of an answer, under a label.
    pub fn of(label: Label, answer: &Answer, plan: &Plan) -> Self {
        let items = plan.items.iter();
        Self {
            name: label.name,
            saved: answer.today,
            program: label.program,
            certification: answer.certification.clone(),
            question: label.question,
            catalog: label.catalog,
            route: plan.route.clone(),
            cost: plan.cost,
            clc: plan.clc,
            finish: (!plan.hours_unknown).then_some(plan.finish),
            items: items.map(|item| SavedItem::of(item, answer)).collect(),
            calendar: label.calendar,
        }
    }

    /// Whether a flag was given when it was asked for.
    pub fn was_given(&self, flag: &str) -> bool {
        let is_it = |given: &String| {
            let rest = given.strip_prefix(flag);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
        };
        self.question.iter().any(is_it)
    }
}

impl SavedItem {
    fn of(item: &Item, answer: &Answer) -> Self {
        Self {
            kind: item.kind,
            id: item.id.clone(),
            offering: item.offering.clone(),
            title: item.title.clone(),
            credits: item.credits,
            cost: item.cost,
            clc: item.clc,
            start: item.start,
            finish: item.finish,
            last_day: own_last_day(item, answer),
        }
    }
}

/// The last day of an item, where it is not that of everything.
fn own_last_day(item: &Item, answer: &Answer) -> Option<Date> {
    item.last_day.filter(|day| Some(*day) != answer.deadline)
}
