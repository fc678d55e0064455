//! `activities/<id>.toml`.

use schemars::JsonSchema;

use super::value::{
    Address, Credits, Day, Days, Expiry, Format, Hours, Id, Kind, Price, Refs, Suspicion, Text,
    Undated,
};

/// One course, offer, session or the like. The file's name is its id.
#[derive(JsonSchema)]
#[schemars(title = "Activity", deny_unknown_fields)]
#[schemars(extend("not" = { "required": ["hours", "days"] }))]
pub(super) struct Activity {
    /// The newest official title.
    title: Text,
    /// What it is. An `offer` is limited in time.
    r#type: Kind,
    /// The file's name without `.toml`; better left out.
    id: Option<Id>,
    /// What makes it the same course: Cisco's code, or a name of ours. Activities that share it are never planned together.
    course: Option<Text>,
    /// The version, if a page states it.
    version: Option<Text>,
    /// The CE credits it earns, with two decimals at most. 0 only where a page says 0; leave out when unknown.
    credits: Option<Credits>,
    /// Hours of work, when they hold for every way of taking it. Leave out when unknown.
    hours: Option<Hours>,
    /// Days, where a page gives days instead of hours; never both.
    days: Option<Days>,
    /// From the list in `program.toml`.
    topics: Option<Vec<Id>>,
    /// The base category its credits count in; only where the programme has any.
    category: Option<Id>,
    /// Activities that must be done before it is begun.
    requires: Option<Vec<Id>>,
    /// The exam it prepares for, an id of `exams.toml`.
    exam: Option<Id>,
    /// What it is called in fetched listings: the id of the source in `sources.toml`, and the name its rows give it.
    refs: Option<Refs>,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where the credits were read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
    /// The ways to take it.
    offering: Option<Vec<Offering>>,
    /// What is right although `finder check` finds it suspicious.
    exception: Option<Vec<Exception>>,
}

/// One way to take the activity.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend(
    "not" = { "required": ["hours", "days"] },
    "dependencies" = { "starts": ["ends"], "ends": ["starts"] }
))]
struct Offering {
    /// Needed only when one provider has two offerings of the activity; otherwise the provider's id serves.
    id: Option<Id>,
    /// Who offers it, an id of `providers.toml`.
    provider: Id,
    /// How it is taken: `instructor-led` is in a room, `virtual` live and online.
    format: Format,
    /// The price: `"free"`, `"3995 USD"`, `"43 CLC"`, or both `["3995 USD", "43 CLC"]`. Leave out when unknown.
    cost: Option<Price>,
    /// Passes that open it; any one of them is enough.
    passes: Option<Vec<Id>>,
    /// Hours of work, where they differ from the activity's.
    hours: Option<Hours>,
    /// Days, where a page gives days instead of hours; never both.
    days: Option<Days>,
    /// The first day.
    opens: Option<Day>,
    /// The first day of a class with fixed dates.
    starts: Option<Day>,
    /// The last day of a class with fixed dates.
    ends: Option<Day>,
    /// The last day on which it can be finished for credit, or `"never"` where a page says so.
    expires: Option<Expiry>,
    /// Where to go to take it.
    url: Option<Address>,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where price, length and dates were read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
    /// It was seen gone, and no last day is known.
    withdrawn: Option<Withdrawn>,
}

/// When an offering was seen gone, and why.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Withdrawn {
    /// The day it was seen gone.
    on: Day,
    /// Why, for the reader.
    reason: Text,
    /// The activity that follows it.
    successor: Option<Id>,
}

/// An excuse for one suspicion of `finder check`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend(
    "if" = { "properties": { "code": { "const": "look-alike" } } },
    "then" = { "required": ["with"] },
    "else" = { "not": { "required": ["with"] } }
))]
struct Exception {
    /// What it excuses.
    code: Suspicion,
    /// The other activity; only with `look-alike`.
    with: Option<Id>,
    /// Why it is right.
    reason: Text,
}
