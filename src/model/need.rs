//! What a holder asks for.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Activity, ActivityKind, Aim, Busy, Clc, Credits, Date, Id, Minutes, Money, Rates, Voucher,
};

/// Everything a holder says of herself and of the plan she wants. The day it is asked on is not part of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Need {
    /// The day it expires, when she says so.
    pub expires: Option<Date>,
    /// Credits earned or pending in this cycle.
    pub have: Credits,
    /// How many of those are of a category, by base category.
    pub have_in: BTreeMap<Id, Credits>,
    /// How many of those were earned in the running year of the cycle.
    pub have_this_year: Credits,
    /// Exams passed in this cycle, each with its class: they fill their places in a route.
    pub passed: BTreeMap<Id, Id>,
    /// Activities and exams done before, which earn nothing again.
    pub taken: BTreeSet<Id>,
    /// The first day of study.
    pub from: Date,
    /// Study time in a week; `None`: time limits nothing.
    pub hours_per_week: Option<Minutes>,
    /// Days without study.
    pub busy: Busy,
    /// Study she reckons with for exams: by the exam's id, or by its class.
    pub exam_hours: BTreeMap<Id, Minutes>,
    /// Study she reckons with for activities, however they are taken, by id.
    pub activity_hours: BTreeMap<Id, Minutes>,
    /// The most study time in all.
    pub max_hours: Option<Minutes>,
    /// The most money in all, in the currency of `rates`.
    pub budget: Option<Money>,
    /// The plan's currency, and what others are worth in it.
    pub rates: Rates,
    /// Prices she knows better: for an activity's, exam's or pass's id, or for one offering, written `ID/OFFERING`.
    pub prices: BTreeMap<String, Money>,
    /// Passes she holds already, each with the last day of its term; `None`: it lasts.
    pub passes: BTreeMap<Id, Option<Date>>,
    /// Learning credits in her purse.
    pub clc: Clc,
    /// The last day the purse can be used: what is paid from it must be begun by then.
    pub clc_until: Option<Date>,
    /// Vouchers and discounts she has for exams.
    pub vouchers: Vec<Voucher>,
    /// What she wants first; the usual aims follow.
    pub prefer: Vec<Aim>,
    /// The routes to try, by id or kind; empty: all.
    pub routes: Vec<String>,
    /// What may be used at all.
    pub filter: Filter,
}

impl Need {
    /// A holder who asks on a day for nothing but the cheapest, in the currency of `rates`.
    pub fn nothing_but_the_cheapest(rates: Rates, from: Date) -> Self {
        Self {
            expires: None,
            have: Credits::ZERO,
            have_in: BTreeMap::new(),
            have_this_year: Credits::ZERO,
            passed: BTreeMap::new(),
            taken: BTreeSet::new(),
            from,
            hours_per_week: None,
            busy: Busy::default(),
            exam_hours: BTreeMap::new(),
            activity_hours: BTreeMap::new(),
            max_hours: None,
            budget: None,
            rates,
            prices: BTreeMap::new(),
            passes: BTreeMap::new(),
            clc: Clc(0),
            clc_until: None,
            vouchers: Vec::new(),
            prefer: Vec::new(),
            routes: Vec::new(),
            filter: Filter::default(),
        }
    }
}

/// What may be used in a plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Only these kinds of activity; empty: all.
    pub kinds: BTreeSet<ActivityKind>,
    /// Only activities with one of these topics; empty: all.
    pub topics: BTreeSet<String>,
    /// Only these activities and exams; empty: all.
    pub only: BTreeSet<Id>,
    /// None of these activities, exams and passes.
    pub exclude: BTreeSet<Id>,
}

impl Filter {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the activity's kind and topics are among those asked for.
    pub fn admits_theme(&self, activity: &Activity) -> bool {
        let kind = self.kinds.is_empty() || self.kinds.contains(&activity.kind);
        kind && (self.topics.is_empty()
            || activity
                .topics
                .iter()
                .any(|topic| self.topics.contains(topic)))
    }
}
