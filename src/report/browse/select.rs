//! Which offerings a list shows, and in which order.

use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeSet,
};

use crate::model::{
    Activity, ActivityKind, Catalog, Credits, Date, Delivery, Id, Length, Money, Offering,
    ProgramCatalog, Rates, Standing,
};

use super::price;

/// What a list is asked for. Empty sets and `None` ask for nothing in particular.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// Only these programs.
    pub programs: BTreeSet<Id>,
    /// Only what costs nothing without a paid pass.
    pub free: bool,
    /// Only what is known to cost at most this much.
    pub max_cost: Option<Money>,
    /// Only what earns at least this much; `None`: anything above nothing.
    pub min_credits: Option<Credits>,
    /// Only what earns at most this much.
    pub max_credits: Option<Credits>,
    /// Only these topics.
    pub topics: BTreeSet<String>,
    /// Only these kinds of activity.
    pub kinds: BTreeSet<ActivityKind>,
    /// Only these forms.
    pub deliveries: BTreeSet<Delivery>,
    /// Only these providers.
    pub providers: BTreeSet<Id>,
    /// Only what ends within so many days, or is a class that begins within them.
    pub ending: Option<u32>,
    /// Only what was opened or checked within the last so many days.
    pub new: Option<u32>,
    /// Only what nobody has looked at within the program's limit, whatever it earns.
    pub stale: bool,
    /// Also what does not count any more.
    pub expired: bool,
    /// Only what has all these words in its title, id, course code or topics.
    pub search: Option<String>,
    /// What comes first.
    pub sort: Sort,
    /// The currency prices are compared in, and the rates into it.
    pub rates: Rates,
}

/// What a list is sorted by. Ties go by title, then by id; what is unknown comes last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// The cheapest first.
    Cost,
    /// The fewest credits first.
    Credits,
    /// The cheapest credit first.
    CostPerCredit,
    /// By title.
    Title,
    /// What ends soonest first; a class by its first day.
    Ends,
    /// What was looked at last first.
    Checked,
}

/// One offering of a list.
#[derive(Clone, Debug)]
pub struct Row<'c> {
    /// The program it belongs to.
    pub program: &'c ProgramCatalog,
    /// What it is an offering of.
    pub activity: &'c Activity,
    /// The offering.
    pub offering: &'c Offering,
    /// How it stands today.
    pub standing: Standing,
    /// How long it takes.
    pub length: Option<Length>,
    /// Its price in the list's currency, where that is known.
    pub price: Option<Money>,
}

impl<'c> Row<'c> {
    /// What is to be told of an offering on `today`, its price in the currency of `rates`.
    pub(super) fn new(
        (program, activity, offering): (&'c ProgramCatalog, &'c Activity, &'c Offering),
        rates: &Rates,
        today: Date,
    ) -> Self {
        Self {
            program,
            activity,
            offering,
            standing: offering.standing(activity, program.program.freshness, today),
            length: program.program.estimates.length(activity, offering),
            price: price::price(program, offering, rates),
        }
    }

    /// What one credit costs at that price, where both are known.
    pub(super) fn per_credit(&self) -> Option<Money> {
        price::per_credit(self.price?, self.activity)
    }
}

/// The rows of a list, and how many the question passed over without an answer.
#[derive(Clone, Debug, Default)]
pub struct Selection<'c> {
    /// The rows in order.
    pub rows: Vec<Row<'c>>,
    /// Offerings that a limit on cost left out because their price is not known in the list's currency.
    pub unpriced: usize,
    /// Offerings left out because they earn nothing, or nobody says what they earn.
    pub worthless: usize,
    /// Whether only what has grown old was asked for.
    pub stale: bool,
}

impl Selection<'_> {
    /// Whether its rows are of more than one program.
    pub(super) fn is_mixed(&self) -> bool {
        let id = |row: &Row<'_>| row.program.program.id.clone();
        let first = self.rows.first().map(id);
        self.rows.iter().any(|row| Some(id(row)) != first)
    }
}

/// The offerings that answer a query on `today`.
pub fn select<'c>(catalog: &'c Catalog, query: &Query, today: Date) -> Selection<'c> {
    let mut selection = Selection {
        stale: query.stale,
        ..Selection::default()
    };
    for (program, activity, offering) in catalog.offerings() {
        let row = Row::new((program, activity, offering), &query.rates, today);
        if !query.admits(&row, today) {
            continue;
        }
        if !query.admits_credits(activity) {
            selection.worthless += usize::from(price::earned(activity).is_none());
        } else if query.admits_price(&row) {
            selection.rows.push(row);
        } else {
            selection.unpriced += usize::from(row.price.is_none());
        }
    }
    selection.rows.sort_by(|a, b| query.sort.compare(a, b));
    selection
}

impl Query {
    /// Whether everything but credits and price is as asked for.
    fn admits(&self, row: &Row<'_>, today: Date) -> bool {
        let Row {
            activity, offering, ..
        } = row;
        let topic = |topic| self.topics.contains(topic);
        let stands = if self.stale {
            is_stale(row, today)
        } else {
            row.standing.counts()
        };
        (stands || self.expired && !self.stale)
            && (self.topics.is_empty() || activity.topics.iter().any(topic))
            && asked(&self.programs, &row.program.program.id)
            && asked(&self.kinds, &activity.kind)
            && asked(&self.deliveries, &offering.delivery)
            && asked(&self.providers, &offering.provider)
            && self
                .ending
                .is_none_or(|days| ends_within(offering, today, days))
            && self.new.is_none_or(|days| is_new(offering, today, days))
            && self
                .search
                .as_deref()
                .is_none_or(|text| mentions(activity, text))
    }

    fn admits_credits(&self, activity: &Activity) -> bool {
        let credits = activity.credits.unwrap_or_default();
        let enough = match self.min_credits {
            Some(least) => credits >= least,
            None if self.stale => true,
            None => credits > Credits::ZERO || self.max_credits == Some(Credits::ZERO),
        };
        enough && self.max_credits.is_none_or(|most| credits <= most)
    }

    fn admits_price(&self, row: &Row<'_>) -> bool {
        let at_most = |most| row.price.is_some_and(|price| price.minor <= most);
        (!self.free || at_most(0)) && self.max_cost.is_none_or(|most| at_most(most.minor))
    }
}

/// Whether it has not ended, and the facts of the activity or of the offering are older than the program's limit.
fn is_stale(row: &Row<'_>, today: Date) -> bool {
    let limit = row.program.program.freshness.of(row.activity.kind);
    let is_over = matches!(
        row.standing,
        Standing::Ended { .. } | Standing::Withdrawn { .. }
    );
    let facts = [&row.activity.evidence, &row.offering.evidence];
    !is_over && facts.iter().any(|evidence| evidence.age(today) > limit)
}

fn asked<T: Ord>(asked: &BTreeSet<T>, value: &T) -> bool {
    asked.is_empty() || asked.contains(value)
}

fn ends_within(offering: &Offering, today: Date, days: u32) -> bool {
    offering
        .last_chance()
        .is_some_and(|last| (last - today).num_days() <= i64::from(days))
}

fn is_new(offering: &Offering, today: Date, days: u32) -> bool {
    let recent = |day: Date| (0..=i64::from(days)).contains(&(today - day).num_days());
    offering.opens.is_some_and(recent) || recent(offering.evidence.checked)
}

/// Whether every word of `text` stands in the title, id, course code or topics.
fn mentions(activity: &Activity, text: &str) -> bool {
    let course = activity.course.as_deref().unwrap_or_default();
    let topics = activity.topics.join(" ");
    let all = format!("{} {} {course} {topics}", activity.title, activity.id).to_lowercase();
    text.to_lowercase()
        .split_whitespace()
        .all(|word| all.contains(word))
}

impl Sort {
    fn compare(self, a: &Row<'_>, b: &Row<'_>) -> Ordering {
        let key = match self {
            Self::Cost => known_first(dearness(a), dearness(b)),
            Self::Credits => known_first(a.activity.credits, b.activity.credits),
            Self::CostPerCredit => cheaper_credit(a, b),
            Self::Title => Ordering::Equal,
            Self::Ends => known_first(a.offering.last_chance(), b.offering.last_chance()),
            Self::Checked => {
                let checked = |row: &Row<'_>| Reverse(row.offering.evidence.checked);
                checked(a).cmp(&checked(b))
            }
        };
        key.then_with(|| name(a).cmp(&name(b)))
    }
}

/// What breaks ties.
fn name<'r>(row: &'r Row<'_>) -> (String, &'r Id, &'r Id) {
    let title = row.activity.title.to_lowercase();
    (title, &row.activity.id, &row.offering.id)
}

fn dearness(row: &Row<'_>) -> Option<u64> {
    row.price.map(|price| price.minor)
}

fn known_first<T: Ord>(a: Option<T>, b: Option<T>) -> Ordering {
    (a.is_none(), a).cmp(&(b.is_none(), b))
}

/// By cross-multiplying, not by the rounded quotient that is shown.
fn cheaper_credit(a: &Row<'_>, b: &Row<'_>) -> Ordering {
    let rated = |row: &Row<'_>| Some((row.price?.minor, price::earned(row.activity)?.hundredths()));
    match (rated(a), rated(b)) {
        (Some((price_a, credits_a)), Some((price_b, credits_b))) => {
            let times = |price: u64, credits: u32| u128::from(price) * u128::from(credits);
            times(price_a, credits_b).cmp(&times(price_b, credits_a))
        }
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}
