//! What is known of an activity to be: from flags, from the activity it is another version of, and from answers.

use std::{collections::BTreeMap, io};

use crate::{
    catalog::write::Draft,
    model::{Activity, ActivityKind, Delivery, Id, ProgramCatalog},
};

use super::super::{Failure, World, args::NewArgs, convert::Given, names, world::Question};

/// The keys without which there is no entry, with their flags.
const NEEDED: [(&str, &str); 3] = [
    ("title", "--title"),
    ("type", "--type"),
    ("source", "--source"),
];

/// Gathers all that is known. Where something needed is missing and somebody sits at the terminal, she is asked for the rest.
pub(super) fn draft(
    args: &NewArgs,
    program: Option<&ProgramCatalog>,
    world: &mut World<'_>,
) -> Result<Draft, Failure> {
    let mut activity = match Given::maybe("--from", args.from.as_ref()) {
        Some(from) => same(origin(program, from)?),
        None => BTreeMap::new(),
    };
    activity.extend(given(&of_activity(args)));
    let mut offering = given(&of_offering(args));
    let missing = NEEDED.iter().find(|(key, _)| !activity.contains_key(key));
    if let Some((_, flag)) = missing {
        let Some(terminal) = &mut world.terminal else {
            return Err(Failure::usage(format!("`{flag}` is missing")).hint(
                "Give --title, --type and --source; at a terminal, `finder new` asks for them.",
            ));
        };
        let words = Words::of(program);
        let lines = ACTIVITY.into_iter();
        for (key, needed, text, help) in lines.filter(|(key, ..)| words.matter(key)) {
            let question = Question {
                text,
                help,
                needed,
                words: words.of_key(key),
            };
            ask(&mut activity, key, |()| terminal.text(&question))?;
        }
        for (key, needed, text, help) in OFFERING {
            if key == "provider" || offering.contains_key("provider") {
                let question = Question {
                    text,
                    help,
                    needed,
                    words: words.of_key(key),
                };
                ask(&mut offering, key, |()| terminal.text(&question))?;
            }
        }
    }
    let read = args
        .checked
        .clone()
        .unwrap_or_else(|| world.today.to_string());
    activity.insert("checked", read.clone());
    if !offering.is_empty() {
        offering.extend(
            activity
                .get("source")
                .map(|source| ("source", source.clone())),
        );
        offering.insert("checked", read);
    }
    Ok(Draft { activity, offering })
}

/// A key, whether it is needed, what is asked for, and what to know of it.
type Line = (&'static str, bool, &'static str, &'static str);

const ACTIVITY: [Line; 9] = [
    ("title", true, "Title:", "The newest official title."),
    ("type", true, "Type:", "Tab completes."),
    (
        "course",
        false,
        "Course code:",
        "Such as ENCOR; empty where there is none.",
    ),
    (
        "version",
        false,
        "Version:",
        "Empty unless the page states it.",
    ),
    (
        "credits",
        false,
        "CE credits:",
        "Empty when unknown; 0 only where the page says 0.",
    ),
    ("hours", false, "Hours of work:", "Empty when unknown."),
    (
        "topics",
        false,
        "Topics:",
        "With commas between them; Tab completes.",
    ),
    (
        "category",
        false,
        "Category:",
        "What its credits count in; empty when unknown. Tab completes.",
    ),
    (
        "source",
        true,
        "Page:",
        "The https address of the page you read.",
    ),
];

const OFFERING: [Line; 4] = [
    (
        "provider",
        false,
        "Provider:",
        "Who offers it; empty for none. Tab completes.",
    ),
    ("format", true, "Format:", "Tab completes."),
    (
        "cost",
        false,
        "Price:",
        "Such as free, 3995 USD or 43 CLC; empty when unknown.",
    ),
    (
        "url",
        false,
        "Address:",
        "Where to go to take it; may be empty.",
    ),
];

/// Asks for a key unless it is known. An empty answer leaves it unknown.
fn ask(
    known: &mut BTreeMap<&'static str, String>,
    key: &'static str,
    answer: impl FnOnce(()) -> io::Result<String>,
) -> Result<(), Failure> {
    if !known.contains_key(key) {
        let answer = answer(()).map_err(|error| stopped(&error))?;
        let answer = answer.trim();
        known.extend((!answer.is_empty()).then(|| (key, answer.to_owned())));
    }
    Ok(())
}

/// Somebody stopped at a question.
pub(super) fn stopped(error: &io::Error) -> Failure {
    Failure::run(format!("nothing is written: {error}"))
        .hint("Flags answer the questions beforehand; see `finder new --help`.")
}

/// The words a key knows, for completion.
#[derive(Default)]
struct Words<'c> {
    categories: Vec<&'c str>,
    providers: Vec<&'c str>,
    topics: Vec<&'c str>,
}

impl<'c> Words<'c> {
    fn of(program: Option<&'c ProgramCatalog>) -> Self {
        let Some(program) = program else {
            return Self::default();
        };
        let categories = program.program.categories.iter();
        let bases = categories.filter(|category| category.includes.is_empty());
        Self {
            categories: bases.map(|category| category.id.as_str()).collect(),
            providers: program.providers.keys().map(Id::as_str).collect(),
            topics: program.program.topics.iter().map(String::as_str).collect(),
        }
    }

    /// Whether the program has what a key asks for.
    fn matter(&self, key: &str) -> bool {
        key != "category" || !self.categories.is_empty()
    }

    fn of_key(&self, key: &str) -> Vec<&'c str> {
        match key {
            "type" => ActivityKind::ALL.map(ActivityKind::word).to_vec(),
            "format" => Delivery::ALL.map(Delivery::word).to_vec(),
            "category" => self.categories.clone(),
            "provider" => self.providers.clone(),
            "topics" => self.topics.clone(),
            _ => Vec::new(),
        }
    }
}

/// The activity that a new one is another version of.
fn origin<'c>(
    program: Option<&'c ProgramCatalog>,
    from: Given<'_>,
) -> Result<&'c Activity, Failure> {
    let activities = || {
        program
            .into_iter()
            .flat_map(|program| program.activities.values())
    };
    let slug = Id::slug(from.value);
    let found = activities().find(|activity| Some(&activity.id) == slug.as_ref());
    found.ok_or_else(|| {
        let known = activities().map(|activity| activity.id.as_str());
        names::unknown(from, from.value, "activity", known)
    })
}

/// What is the same for another version. Credits, length and offerings are not: they are read anew, or left out.
fn same(origin: &Activity) -> BTreeMap<&'static str, String> {
    let ids = |ids: Vec<&str>| (!ids.is_empty()).then(|| ids.join(","));
    let known = [
        ("title", Some(origin.title.clone())),
        ("type", Some(origin.kind.word().to_owned())),
        ("course", origin.course.clone()),
        (
            "topics",
            ids(origin.topics.iter().map(String::as_str).collect()),
        ),
        (
            "category",
            origin.category.as_ref().map(ToString::to_string),
        ),
        (
            "requires",
            ids(origin.requires.iter().map(Id::as_str).collect()),
        ),
        ("exam", origin.exam.as_ref().map(ToString::to_string)),
    ];
    given(&known)
}

fn given(values: &[(&'static str, Option<String>)]) -> BTreeMap<&'static str, String> {
    let known = values
        .iter()
        .filter_map(|(key, value)| Some((*key, value.clone()?)));
    // What is set to nothing is not known.
    known
        .filter(|(_, value)| !value.trim().is_empty())
        .collect()
}

fn of_activity(args: &NewArgs) -> [(&'static str, Option<String>); 12] {
    [
        ("title", args.title.clone()),
        ("type", args.kind.clone()),
        ("course", args.course.clone()),
        ("version", args.version.clone()),
        ("credits", args.credits.clone()),
        ("hours", args.hours.clone()),
        ("topics", args.topics.clone()),
        ("category", args.category.clone()),
        ("requires", args.requires.clone()),
        ("exam", args.exam.clone()),
        ("note", args.note.clone()),
        ("source", args.source.clone()),
    ]
}

fn of_offering(args: &NewArgs) -> [(&'static str, Option<String>); 7] {
    [
        ("provider", args.provider.clone()),
        ("format", args.format.clone()),
        ("cost", args.cost.clone()),
        ("passes", args.passes.clone()),
        ("opens", args.opens.clone()),
        ("expires", args.expires.clone()),
        ("url", args.url.clone()),
    ]
}
