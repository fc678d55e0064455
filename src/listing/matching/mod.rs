//! Which activity a row is. A ladder of certain keys: the first rung that gives exactly one answer decides. What is merely alike is
//! suggested to a person and never joined.

mod address;
mod title;

use std::collections::{BTreeMap, BTreeSet};

use super::{Field, Row, Source, Value};
use crate::model::{Activity, ActivityKind, Id, ProgramCatalog};

pub(super) use address::same_page;
pub(super) use title::plain as plain_title;

/// So many rows of a source get suggestions: each is held against every title.
const MOST_SUGGESTED: usize = 200;
/// How alike two titles must be to be suggested, in hundredths.
const LEAST_ALIKE: u32 = 80;
/// So many suggestions are shown.
const SHOWN: usize = 3;

/// By what a row was joined with an activity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rung {
    /// Its name at the provider: the activity says so in its `refs`, or it was joined on an earlier run.
    Reference,
    /// The address of its page.
    Address,
    /// Its course code, whole, with event and version.
    Code,
    /// Its title, with the credits not speaking against it.
    Title,
}

impl Rung {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reference => "provider_ref",
            Self::Address => "url",
            Self::Code => "code",
            Self::Title => "title",
        }
    }

    /// The rung with that word.
    pub fn from_word(word: &str) -> Option<Self> {
        let rungs = [Self::Reference, Self::Address, Self::Code, Self::Title];
        rungs.into_iter().find(|rung| rung.word() == word)
    }
}

/// An activity whose title is like a row's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// The activity.
    pub activity: Id,
    /// Its title.
    pub title: String,
    /// How alike they are, in hundredths.
    pub score: u32,
}

/// What a row is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Match {
    /// This activity.
    Certain(Id, Rung),
    /// None that the catalogue has; these are alike.
    None(Vec<Suggestion>),
    /// It cannot be told which of these.
    Ambiguous {
        /// The activities.
        candidates: Vec<Id>,
        /// Why it cannot be told.
        reason: String,
    },
}

/// Which activity every row is, in the order of the rows. `known` are names at the provider that were joined on an earlier run.
pub(super) fn matches(
    program: &ProgramCatalog,
    source: &Source,
    rows: &[Row],
    known: &BTreeMap<String, Id>,
) -> Vec<Match> {
    let ladder = Ladder::new(program, source, rows, known);
    let mut suggested = 0;
    let mut matches: Vec<Match> = Vec::with_capacity(rows.len());
    for row in rows {
        let found = ladder.climb(row);
        matches.push(match found {
            Some(found) => found,
            None if suggested < MOST_SUGGESTED => {
                suggested += 1;
                Match::None(ladder.alike(row))
            }
            None => Match::None(Vec::new()),
        });
    }
    apart(&mut matches, rows);
    matches
}

/// Two rows may be one activity only if they do not contradict each other on what that is worth.
fn apart(matches: &mut [Match], rows: &[Row]) {
    let mut by_activity: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for (at, found) in matches.iter().enumerate() {
        if let Match::Certain(id, _) = found {
            by_activity.entry(id.clone()).or_default().push(at);
        }
    }
    for (id, places) in by_activity
        .into_iter()
        .filter(|(_, places)| places.len() > 1)
    {
        let differ = |field| {
            let said: Vec<&Value> = places
                .iter()
                .filter_map(|at| rows.get(*at)?.value(field))
                .collect();
            said.windows(2).any(|pair| pair.first() != pair.last())
        };
        let Some(field) = [
            Field::Code,
            Field::Version,
            Field::Credits,
            Field::Price,
            Field::Ends,
            Field::Url,
        ]
        .into_iter()
        .find(|field| differ(*field)) else {
            continue;
        };
        let numbers: Vec<String> = places
            .iter()
            .filter_map(|at| Some(rows.get(*at)?.number.to_string()))
            .collect();
        for at in places {
            if let Some(found) = matches.get_mut(at) {
                let reason = format!(
                    "rows {} are all this activity and differ in `{field}`",
                    numbers.join(", ")
                );
                *found = Match::Ambiguous {
                    candidates: vec![id.clone()],
                    reason,
                };
            }
        }
    }
}

/// The catalogue by each key of the ladder.
struct Ladder<'a> {
    source: &'a Source,
    activities: &'a BTreeMap<Id, Activity>,
    known: &'a BTreeMap<String, Id>,
    by_ref: BTreeMap<&'a str, Vec<&'a Activity>>,
    by_address: BTreeMap<String, BTreeSet<&'a Id>>,
    by_code: BTreeMap<String, Vec<&'a Activity>>,
    by_title: BTreeMap<String, Vec<&'a Activity>>,
    /// How often each title stands among the rows.
    row_titles: BTreeMap<String, usize>,
}

impl<'a> Ladder<'a> {
    fn new(
        program: &'a ProgramCatalog,
        source: &'a Source,
        rows: &[Row],
        known: &'a BTreeMap<String, Id>,
    ) -> Self {
        let mut by_ref: BTreeMap<&str, Vec<&Activity>> = BTreeMap::new();
        let mut by_address: BTreeMap<String, BTreeSet<&Id>> = BTreeMap::new();
        let mut by_code: BTreeMap<String, Vec<&Activity>> = BTreeMap::new();
        let mut by_title: BTreeMap<String, Vec<&Activity>> = BTreeMap::new();
        for activity in program.activities.values() {
            for url in activity
                .offerings
                .iter()
                .filter_map(|offering| offering.url.as_deref())
            {
                by_address
                    .entry(address::page(url, source))
                    .or_default()
                    .insert(&activity.id);
            }
            if let Some(name) = activity.refs.get(&source.id) {
                by_ref.entry(name).or_default().push(activity);
            }
            if let Some(code) = &activity.course {
                by_code
                    .entry(code.to_uppercase())
                    .or_default()
                    .push(activity);
            }
            by_title
                .entry(title::plain(&activity.title))
                .or_default()
                .push(activity);
        }
        let mut row_titles = BTreeMap::new();
        for title in rows.iter().filter_map(|row| row.text(Field::Title)) {
            *row_titles.entry(title::plain(title)).or_default() += 1;
        }
        Self {
            source,
            activities: &program.activities,
            known,
            by_ref,
            by_address,
            by_code,
            by_title,
            row_titles,
        }
    }

    fn climb(&self, row: &Row) -> Option<Match> {
        None.or_else(|| self.by_reference(row))
            .or_else(|| self.by_address(row))
            .or_else(|| self.by_code(row))
            .or_else(|| self.by_title(row))
    }

    /// By what a person wrote down; what an earlier run made of it counts only where nobody did.
    fn by_reference(&self, row: &Row) -> Option<Match> {
        let name = row.text(Field::ProviderRef)?;
        let activity = match self.by_ref.get(name).map(Vec::as_slice) {
            Some([activity]) => activity,
            Some(several) => {
                return Some(Match::Ambiguous {
                    candidates: several.iter().map(|activity| activity.id.clone()).collect(),
                    reason: format!("`{name}` stands in the `refs` of several activities"),
                });
            }
            None => self.activities.get(self.known.get(name)?)?,
        };
        Some(self.unless_another(row, activity, Rung::Reference))
    }

    fn by_address(&self, row: &Row) -> Option<Match> {
        let ids = self
            .by_address
            .get(&address::page(row.text(Field::Url)?, self.source))?;
        let mut ids = ids.iter();
        match (ids.next(), ids.next()) {
            (Some(id), None) => {
                Some(self.unless_another(row, self.activities.get(*id)?, Rung::Address))
            }
            // A page that several activities link to is a list of its own: the next rung may tell.
            _ => None,
        }
    }

    /// The activity, unless the row says a code or a version that is another's.
    fn unless_another(&self, row: &Row, activity: &Activity, rung: Rung) -> Match {
        let ambiguous = |reason| Match::Ambiguous {
            candidates: vec![activity.id.clone()],
            reason,
        };
        if let (Some(code), Some(course)) = (row.text(Field::Code), &activity.course)
            && !code.eq_ignore_ascii_case(course)
            && self.by_code.contains_key(&code.to_uppercase())
        {
            return ambiguous(format!(
                "by its {} it is this activity, by its code `{code}` another",
                rung.word()
            ));
        }
        if differ(row.text(Field::Version), activity.version.as_deref()) {
            let version = row.text(Field::Version).unwrap_or_default();
            return ambiguous(format!(
                "by its {} it is this activity, but its version is {version}",
                rung.word()
            ));
        }
        Match::Certain(activity.id.clone(), rung)
    }

    fn by_code(&self, row: &Row) -> Option<Match> {
        let code = row.text(Field::Code)?;
        let of_event = row.text(Field::Event).is_some();
        let same = self.by_code.get(&code.to_uppercase())?;
        // A session and a course may have the same code, and a later version is another activity.
        let fits = |activity: &&&Activity| {
            (activity.kind == ActivityKind::Session) == of_event
                && !differ(row.text(Field::Version), activity.version.as_deref())
        };
        let mut fitting: Vec<&Activity> = same.iter().filter(fits).copied().collect();
        if let [_, _, ..] = fitting.as_slice()
            && let Some(version) = row.text(Field::Version)
        {
            fitting.retain(|activity| activity.version.as_deref() == Some(version));
        }
        match fitting.as_slice() {
            [] => None,
            [activity] => Some(Match::Certain(activity.id.clone(), Rung::Code)),
            several => Some(Match::Ambiguous {
                candidates: several.iter().map(|activity| activity.id.clone()).collect(),
                reason: format!(
                    "its code `{code}` is that of several activities, and its version does not tell which"
                ),
            }),
        }
    }

    fn by_title(&self, row: &Row) -> Option<Match> {
        let title = title::plain(row.text(Field::Title)?);
        if title.is_empty() || self.row_titles.get(&title) != Some(&1) {
            return None;
        }
        let fits = |activity: &&&Activity| {
            // Another code is another thing, whatever it is called.
            let code = row.text(Field::Code).zip(activity.course.as_deref());
            code.is_none_or(|(a, b)| a.eq_ignore_ascii_case(b))
                && !differ(row.text(Field::Version), activity.version.as_deref())
                && credits_agree(row, activity)
        };
        let fitting: Vec<&Activity> = self
            .by_title
            .get(&title)?
            .iter()
            .filter(fits)
            .copied()
            .collect();
        match fitting.as_slice() {
            [activity] => Some(Match::Certain(activity.id.clone(), Rung::Title)),
            _ => None,
        }
    }

    /// What is like the row, for a person to look at.
    fn alike(&self, row: &Row) -> Vec<Suggestion> {
        let Some(title) = row.text(Field::Title).map(title::plain) else {
            return Vec::new();
        };
        let scored = self.by_title.iter().flat_map(|(own, activities)| {
            let score = title::likeness(&title, own);
            let alike = activities.iter().filter(move |_| score >= LEAST_ALIKE);
            alike.map(move |activity| Suggestion {
                activity: activity.id.clone(),
                title: activity.title.clone(),
                score,
            })
        });
        let mut scored: Vec<Suggestion> = scored.collect();
        scored.sort_by(|a, b| {
            b.score
                .cmp(&a.score)
                .then_with(|| a.activity.cmp(&b.activity))
        });
        scored.truncate(SHOWN);
        scored
    }
}

/// Whether both are said and are not the same.
fn differ(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one != other)
}

fn credits_agree(row: &Row, activity: &Activity) -> bool {
    match (row.value(Field::Credits), activity.credits) {
        (Some(Value::Credits(said)), Some(credits)) => *said == credits,
        (Some(_), Some(_)) => false,
        _ => true,
    }
}
