//! `finder fetch links`: whether the addresses in the catalogue still lead somewhere. It reports, and changes nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    fetch::{Before, Class, Failure as Trouble, Found, Link, Mode, Standing},
    model::{Catalog, ProgramCatalog},
    report::{
        Column,
        fetch::{Heading, Sheet},
        words,
    },
};

use super::{
    super::{
        Exit, Failure, World,
        args::{LinksArgs, Shared},
        load,
    },
    asking, list,
    progress::Progress,
    state::State,
    wire,
};

/// What is remembered of addresses.
const LINKS: &str = "links.json";

/// An address that was looked at so lately is not looked at again.
const LATELY: chrono::Duration = chrono::Duration::hours(20);

/// Hundreds of addresses, two seconds apart where they are of one host.
const BUDGET: Duration = Duration::from_secs(30 * 60);

/// What is remembered of an address.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Known {
    looked: DateTime<Utc>,
    standing: String,
    detail: Option<String>,
    missing_since: Option<DateTime<Utc>>,
}

pub(super) fn run(
    args: &LinksArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let catalog = load::catalog(shared, &mut world.err)?;
    let mut places = addresses(&catalog);
    let state = State::open(world)?;
    let mut known: BTreeMap<String, Known> = state.get(LINKS);
    known.retain(|address, _| places.contains_key(address));
    if let Some(text) = &args.search {
        places.retain(|address, _| address.contains(text.as_str()));
    }
    let due: Vec<&String> = places
        .keys()
        .filter(|address| !args.wire.offline && is_due(known.get(*address), world.now))
        .collect();
    let stopped = look(args, &due, &mut known, world)?;
    state.put(LINKS, &known)?;
    let sheet = sheet(&places, &known);
    let (ok, open) = sheet.counts(places.len());
    list::write(&sheet.told(args), args.format, world)?;
    world.err.note(&format!(
        "{}: {ok} ok, {open} never looked at",
        words::count(places.len(), "address")
    ))?;
    if let Some(trouble) = stopped {
        world.err.note(&trouble.to_string())?;
        return Ok(match trouble.class() {
            Class::Interrupted => Exit::Interrupted,
            _ => Exit::CouldNotRun,
        });
    }
    Ok(Exit::Done)
}

fn is_due(known: Option<&Known>, now: DateTime<Utc>) -> bool {
    // What is to be looked at tomorrow was looked at by a clock that was wrong.
    known.is_none_or(|known| (now - known.looked).abs() >= LATELY)
}

/// Looks at the addresses, and remembers what is found. What ended it early, if anything did.
fn look(
    args: &LinksArgs,
    due: &[&String],
    known: &mut BTreeMap<String, Known>,
    world: &World<'_>,
) -> Result<Option<Trouble>, Failure> {
    if due.is_empty() {
        return Ok(None);
    }
    let progress = Progress::new(due.len(), world.terminal.is_some());
    let tell = |event: crate::fetch::Event<'_>| progress.tell(event);
    let mut fetcher = wire::fetcher(args.wire, Mode::WhenDue, world, &tell);
    fetcher.policy.budget = BUDGET;
    let links: Vec<Link> = due
        .iter()
        .map(|address| Link {
            url: (*address).clone(),
            before: Before {
                missing_since: known.get(*address).and_then(|known| known.missing_since),
            },
        })
        .collect();
    let done = fetcher.links(&links);
    progress.end();
    let mut stopped = None;
    for (address, found) in due
        .iter()
        .zip(done.map_err(|failure| asking::unable(&failure))?)
    {
        match found {
            Ok(found) => {
                known.insert((*address).clone(), remembered(found));
            }
            Err(trouble) => stopped = Some(trouble),
        }
    }
    Ok(stopped)
}

fn remembered(found: Found) -> Known {
    let standing = found.standing.word().to_owned();
    let detail = match found.standing {
        Standing::Moved(to) => Some(to),
        Standing::Blocked(status) => Some(format!("it answered {status}")),
        Standing::Unsure(why) => Some(why),
        Standing::Ok | Standing::Gone | Standing::Missing => None,
    };
    Known {
        looked: found.when,
        standing,
        detail,
        missing_since: found.remember.missing_since,
    }
}

/// Every address of the catalogue, with the names of the entries it stands in.
fn addresses(catalog: &Catalog) -> BTreeMap<String, BTreeSet<String>> {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for program in catalog.programs.values() {
        for (address, name) in of_program(program) {
            places.entry(address.to_owned()).or_default().insert(name);
        }
    }
    places
}

fn of_program(program: &ProgramCatalog) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for activity in program.activities.values() {
        found.push((&activity.evidence.source, activity.id.to_string()));
        for offering in &activity.offerings {
            let name = format!("{}/{}", activity.id, offering.id);
            found.extend(offering.url.as_deref().map(|url| (url, name.clone())));
            found.push((&offering.evidence.source, name));
        }
    }
    for exam in program.exams.values() {
        found.push((&exam.evidence.source, exam.id.to_string()));
        let fee = exam.fee_evidence.as_ref();
        found.extend(fee.map(|fee| (fee.source.as_str(), exam.id.to_string())));
    }
    for pass in program.passes.values() {
        found.push((&pass.evidence.source, pass.id.to_string()));
        found.extend(pass.url.as_deref().map(|url| (url, pass.id.to_string())));
    }
    for provider in program.providers.values() {
        found.push((&provider.evidence.source, provider.id.to_string()));
        found.extend(
            provider
                .url
                .as_deref()
                .map(|url| (url, provider.id.to_string())),
        );
    }
    let certifications = program.certifications.iter();
    found.extend(certifications.map(|one| (one.evidence.source.as_str(), one.id.to_string())));
    found
}

/// What is known of the addresses.
struct Links {
    rows: Vec<(String, Vec<Value>)>,
}

fn sheet(places: &BTreeMap<String, BTreeSet<String>>, known: &BTreeMap<String, Known>) -> Links {
    let row = |(address, names): (&String, &BTreeSet<String>)| {
        let known = known.get(address)?;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let row = vec![
            json!(known.standing),
            json!(address),
            json!(known.detail),
            json!(words::list(&names)),
            json!(known.looked.format("%Y-%m-%d").to_string()),
            json!(
                known
                    .missing_since
                    .map(|since| since.format("%Y-%m-%d").to_string())
            ),
        ];
        Some((known.standing.clone(), row))
    };
    Links {
        rows: places.iter().filter_map(row).collect(),
    }
}

impl Links {
    /// How many are in order, and of how many nothing is known.
    fn counts(&self, all: usize) -> (usize, usize) {
        let ok = self
            .rows
            .iter()
            .filter(|(standing, _)| standing == "ok")
            .count();
        (ok, all - self.rows.len())
    }

    /// For programs all of them, for people what is not in order.
    fn told(self, args: &LinksArgs) -> Sheet {
        let all = args.format.format == super::super::args::Form::Json;
        Sheet {
            name: "links",
            headings: vec![
                Heading::new("standing", Column::word("Standing")),
                Heading::new("address", Column::word("Address")),
                Heading::new("detail", Column::text("Where to, or why")),
                Heading::new("entries", Column::text("Entries")),
                Heading::new("looked", Column::word("Looked at")),
                Heading::new("missing_since", Column::word("Missing since")),
            ],
            rows: self
                .rows
                .into_iter()
                .filter(|(standing, _)| all || standing != "ok")
                .map(|(_, row)| row)
                .collect(),
        }
    }
}
