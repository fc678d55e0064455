//! `program.toml`: the rules of a renewal scheme.

use schemars::JsonSchema;

use super::value::{
    Address, Credits, Currency, Day, Days, ExamCounts, Hours, HoursPerCredit, HoursPerDay, Id,
    Kind, Money, Needed, Often, Percent, Rank, RouteId, Sureness, Text, Undated, Wanted, Years,
};

/// The rules of a renewal scheme.
#[derive(JsonSchema)]
#[schemars(title = "Programme", deny_unknown_fields)]
pub(super) struct Program {
    /// Its lasting name.
    id: Id,
    /// What it is called.
    name: Text,
    /// What one of its credits is called.
    unit: Text,
    /// Where the holder sees her credits.
    url: Address,
    /// What becomes of a certification that has expired, in a sentence.
    after_expiry: Option<Text>,
    /// A renewal lasts from the day its last activity was completed.
    renews_from_completion: Option<bool>,
    /// The currency of a plan when the holder names none.
    currency: Currency,
    /// Every topic that an activity may have.
    topics: Option<Vec<Id>>,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
    /// After how many days a fact is called old.
    freshness: Freshness,
    /// What serves where no length is known.
    estimates: Estimates,
    /// The kinds of exam that routes ask for.
    exam_class: Option<Vec<ExamClass>>,
    /// The kinds of credit, where the rules tell credits apart.
    category: Option<Vec<Category>>,
    /// The levels, lowest first.
    level: Vec<Level>,
    /// How to claim, in order.
    claim_step: Option<Vec<ClaimStep>>,
    /// Within how many days of the completion credits are claimed.
    claim_within: Option<Wait>,
    /// After how many days an exam that was passed may be sat again.
    exam_again_after: Option<Wait>,
    /// When it reminds its holders of an expiry.
    reminders: Option<Reminders>,
}

/// After how many days a fact is called old.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Freshness {
    /// Activities of type `offer`.
    offer: Days,
    /// Every other offering.
    offering: Days,
    /// Prices and fees.
    price: Days,
    /// Everything in this file.
    rule: Days,
    /// Why these.
    note: Option<Text>,
}

/// What serves where no length is known.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Estimates {
    /// Hours of work for one credit.
    hours_per_credit: HoursPerCredit,
    /// Hours in a day of class.
    hours_per_day: HoursPerDay,
    /// How they were found.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// A class of exams: a base class, or a union of base classes.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend(
    "not" = { "required": ["hours", "includes"] },
    "dependencies" = {
        "hours": ["hours_source", "hours_checked"],
        "hours_source": ["hours", "hours_checked"],
        "hours_checked": ["hours", "hours_source"]
    }
))]
struct ExamClass {
    /// Its lasting name.
    id: Id,
    /// What it is called.
    name: Text,
    /// Hours of study for one such exam.
    hours: Option<Hours>,
    /// Where the hours were read.
    hours_source: Option<Address>,
    /// The day somebody last looked at the hours.
    hours_checked: Option<Day>,
    /// For a union: the base classes it is made of.
    #[schemars(extend("minItems" = 1))]
    includes: Option<Vec<Id>>,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
}

/// A category of credits: a base category, or a union of base categories.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Category {
    /// Its lasting name.
    id: Id,
    /// The name as it is read in "6 credits of …".
    name: Text,
    /// For a union: the base categories it is made of.
    #[schemars(extend("minItems" = 1))]
    includes: Option<Vec<Id>>,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
}

/// A level of certification.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Level {
    /// Its lasting name.
    id: Id,
    /// What it is called.
    name: Text,
    /// A higher number is a higher level.
    rank: Rank,
    /// The levels that renew together when this one does, itself among them.
    covers: Vec<Id>,
    /// How many years a renewal lasts; left out if it never ends.
    years: Option<Years>,
    /// Whether credits count at all.
    takes_credits: bool,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
    /// What keeping a certification costs, whatever renews it.
    fee: Option<Fee>,
    /// The pace that is recommended, and not demanded.
    advice: Option<Advice>,
    /// The official ways to renew it.
    route: Option<Vec<Route>>,
    /// What is demanded of the credits along every route that asks for some.
    rule: Option<Vec<Rule>>,
}

/// One official way to renew a level: credits, exams, or both.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("oneOf" = [
    {
        "properties": {
            "id": { "pattern": "^credits-only" },
            "credits": { "exclusiveMinimum": 0 },
            "exams": { "maxProperties": 0 }
        },
        "required": ["credits"]
    },
    {
        "properties": {
            "id": { "pattern": "^credits-and-exam" },
            "credits": { "exclusiveMinimum": 0 },
            "exams": { "minProperties": 1 }
        },
        "required": ["credits", "exams"]
    },
    {
        "properties": {
            "id": { "pattern": "^exam-only" },
            "credits": { "maximum": 0 },
            "exams": { "minProperties": 1 }
        },
        "required": ["exams"]
    }
]))]
struct Route {
    /// What it asks for, and a number where a level has several of a kind.
    id: RouteId,
    /// Credits needed.
    credits: Option<Credits>,
    /// How many exams of which class, all of them needed.
    exams: Option<ExamCounts>,
    /// `confirmed` was read on an official page, `likely` on one good page of others.
    confidence: Sureness,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// A demand on credits: exactly one of `most`, `most_percent`, `least` and `yearly`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("oneOf" = [
    { "required": ["category", "most"] },
    { "required": ["category", "most_percent"] },
    { "required": ["category", "least"] },
    { "required": ["yearly"], "not": { "required": ["category"] } }
]))]
struct Rule {
    /// The category it is about; not with `yearly`.
    category: Option<Id>,
    /// So many of its credits count at most.
    most: Option<Credits>,
    /// The same, in per cent of the credits that a route asks for.
    most_percent: Option<Percent>,
    /// So many of its credits there must be at least.
    least: Option<Credits>,
    /// So many credits there must be in every year of the cycle, of whatever category.
    yearly: Option<Credits>,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// What keeping a certification costs, whatever renews it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("dependencies" = { "members": ["amount"] }))]
struct Fee {
    /// So much; left out if nobody says how much.
    amount: Option<Money>,
    /// So much for members, where they pay less.
    members: Option<Money>,
    /// How often it is owed: `cycle` is once for each renewal.
    per: Often,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// A pace that is recommended, and not demanded.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Advice {
    /// So many credits in every year of the cycle.
    #[schemars(extend("exclusiveMinimum" = 0))]
    yearly: Credits,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// A step of claiming credits.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ClaimStep {
    /// What to do.
    text: Text,
    /// `manual`: only where credits do not post by themselves.
    needed: Needed,
    /// What of a completion it takes.
    needs: Option<Vec<Wanted>>,
    /// When and for what it is no longer needed.
    superseded: Option<Superseded>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// When and for what a step is no longer needed.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Superseded {
    /// What was completed earlier still needs it.
    on: Day,
    /// For activities of these types.
    #[schemars(extend("minItems" = 1))]
    types: Vec<Kind>,
    /// What happens instead, in a sentence.
    reason: Text,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// A rule that is a number of days from an event.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Wait {
    /// So many.
    days: Days,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// When a program reminds its holders of an expiry.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Reminders {
    /// So many years before.
    years: Option<Vec<Years>>,
    /// So many days before.
    days: Option<Vec<Days>>,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}
