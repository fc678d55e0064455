//! The files that are lists: `certifications.toml`, `exams.toml`, `passes.toml`, `providers.toml`.

use schemars::JsonSchema;

use super::value::{Address, Day, Days, ExamCounts, Host, Id, Minutes, Price, Text, Undated};

/// Certifications, and families of them.
#[derive(JsonSchema)]
#[schemars(title = "Certifications", deny_unknown_fields)]
pub(super) struct Certifications {
    /// The certifications.
    certification: Option<Vec<Certification>>,
}

/// A certification, or a family of them.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Certification {
    /// Its lasting name.
    id: Id,
    /// What it is called.
    name: Text,
    /// The level of `program.toml` it belongs to.
    level: Id,
    /// For a family: the certifications that are meant by it.
    any_of: Option<Vec<Id>>,
    /// Other names, old ones with the last day they were used.
    aliases: Option<Vec<Alias>>,
    /// Nobody can earn it any more.
    retired: Option<Retired>,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// Another name of a certification.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Alias {
    /// The name, written as an id.
    name: Id,
    /// The last day it was the official one.
    until: Option<Day>,
}

/// How a certification ended.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Retired {
    /// The day, where it is known.
    on: Option<Day>,
    /// Why, for the reader.
    reason: Text,
}

/// Exams.
#[derive(JsonSchema)]
#[schemars(title = "Exams", deny_unknown_fields)]
pub(super) struct ExamList {
    /// The exams.
    exam: Option<Vec<Exam>>,
}

/// An exam.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("dependencies" = { "fee_source": ["fee_checked"], "fee_checked": ["fee_source"] }))]
struct Exam {
    /// Its number, such as `300-745`.
    id: Id,
    /// Its code, such as `SDSI`.
    code: Option<Text>,
    /// What it is called.
    name: Text,
    /// The class of `program.toml` it counts as, one without `includes`.
    class: Id,
    /// The price of one sitting. Leave out when unknown.
    fee: Option<Price>,
    /// How long the sitting lasts.
    minutes: Option<Minutes>,
    /// The certifications it is for.
    certifications: Option<Vec<Id>>,
    /// An older name.
    formerly: Option<Text>,
    /// The last day it can be sat.
    last_day: Option<Day>,
    /// The exam that follows it.
    successor: Option<Id>,
    /// It was seen gone, and no last day is known.
    withdrawn: Option<Gone>,
    /// Where the fee was read, if not at `source`.
    fee_source: Option<Address>,
    /// The day somebody last looked at the fee.
    fee_checked: Option<Day>,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// When an exam was seen gone, and why.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Gone {
    /// The day it was seen gone.
    on: Day,
    /// Why, for the reader.
    reason: Text,
}

/// Passes: subscriptions that open many offerings.
#[derive(JsonSchema)]
#[schemars(title = "Passes", deny_unknown_fields)]
pub(super) struct Passes {
    /// The passes.
    pass: Option<Vec<Pass>>,
}

/// A pass.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Pass {
    /// Its lasting name.
    id: Id,
    /// What it is called.
    title: Text,
    /// Who sells it, an id of `providers.toml`.
    provider: Id,
    /// The price of one term. Leave out when unknown.
    cost: Option<Price>,
    /// How many days it lasts.
    days: Option<Days>,
    /// How many exams of which class it pays for; `exam` stands for any.
    vouchers: Option<ExamCounts>,
    /// Where to buy it.
    url: Option<Address>,
    /// What the keys cannot say, in a sentence or two.
    note: Option<Text>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page where this was read.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}

/// Those who sell and teach, and the hosts that evidence is taken from.
#[derive(JsonSchema)]
#[schemars(title = "Providers", deny_unknown_fields)]
pub(super) struct Providers {
    /// The hosts of others that sources come from.
    evidence_hosts: Option<Vec<Host>>,
    /// The providers.
    provider: Option<Vec<Provider>>,
}

/// One who sells or teaches.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Provider {
    /// Its lasting name.
    id: Id,
    /// What it is called.
    name: Text,
    /// Its home page.
    url: Option<Address>,
    /// Its own hosts, exactly as they stand in addresses.
    #[schemars(extend("minItems" = 1))]
    hosts: Vec<Host>,
    /// The page that was read carries no date. `false` is never written.
    undated: Option<Undated>,
    /// The https page that shows it.
    source: Address,
    /// The day somebody last looked at that page.
    checked: Day,
}
