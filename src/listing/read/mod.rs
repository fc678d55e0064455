//! Pages to rows, by the description of their source. One file a kind finds the texts; `cells` makes values of them, and the contract has the
//! last word.

mod cells;
mod csv;
mod feed;
pub(super) mod html;
mod ics;
mod items;
mod json;
mod jsonld;
mod lines;
mod series;
mod shell;
mod table;
mod texts;
mod times;

use std::{
    collections::BTreeSet,
    panic::{self, AssertUnwindSafe},
};

use super::{
    Break, Broken, Field, Held, Page, Row, Source, contract,
    fold::fold,
    source::{Place, Rule, Shape, distinct},
};
use texts::Texts;

/// So many warnings of a source are told; the rest is counted.
const MOST_WARNINGS: usize = 20;

/// What the pages of a source say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Harvest {
    /// The rows that can be believed, in the order of the pages.
    pub rows: Vec<Row>,
    /// The rows that are kept apart, each with the reason.
    pub held: Vec<Held>,
    /// What is worth a look: a field that could not be read, a block that is no JSON.
    pub warnings: Vec<String>,
    /// Whether there are more pages than were read: then what is not here may stand on one of those.
    pub partial: bool,
}

/// What a reader gets along with a page.
struct Task<'a> {
    source: &'a Source,
    page: &'a Page,
    /// From where its links lead.
    base: &'a str,
    stop: &'a dyn Fn() -> bool,
}

/// What one page gave.
#[derive(Default)]
struct Found {
    rows: Vec<Texts>,
    warnings: Vec<String>,
    /// From where the links of the page lead, if it says so itself.
    base: Option<String>,
}

impl Task<'_> {
    /// Refuses to go on once there are more rows than the source ever has, or the time is up.
    fn go_on(&self, rows: usize) -> Result<(), Broken> {
        let most = self.source.expect.rows.1;
        if rows > most {
            let reason = format!("more than {most} rows");
            return Err(Broken::new(Break::Rows, reason));
        }
        if (self.stop)() {
            return Err(Broken::new(Break::Unreadable, "reading it took too long"));
        }
        Ok(())
    }

    /// The columns that must be there, each once: those of the contract and those that fields are read from.
    fn columns(&self) -> impl Iterator<Item = &str> {
        let of_fields = self
            .source
            .fields
            .iter()
            .filter_map(|(_, rule)| match &rule.place {
                Place::Column { name, .. } => Some(name.as_str()),
                Place::Element { .. } | Place::Path(_) | Place::Part(_) => None,
            });
        let expected = self.source.expect.headers.iter().map(String::as_str);
        let mut seen = BTreeSet::new();
        expected
            .chain(of_fields)
            .filter(move |name| seen.insert(*name))
    }

    /// The texts of all fields of a row, each got at by `texts`.
    fn gather(&self, texts: impl Fn(Field, &Place) -> Vec<String>) -> Texts {
        let of = |(field, rule): &(Field, Rule)| (*field, texts(*field, &rule.place));
        Texts::of(self.source.fields.iter().map(of))
    }
}

/// Reads pages that were carried here, in the order they were asked for.
///
/// `before` is how many rows there were last time; `stop` is asked often, and ends a reading that takes too long.
///
/// # Errors
/// When the contract of the source does not hold: then nothing of these pages may be used, and nothing counts as missing.
pub fn read(
    source: &Source,
    pages: &[Page],
    before: Option<usize>,
    stop: &dyn Fn() -> bool,
) -> Result<Harvest, Broken> {
    upright(|| all(source, pages, before, stop))
}

/// Reads, and says so where a reader falls. Pages are foreign and their parsers many: what brings one of them down is no reason to lose
/// what all the other sources said.
pub(super) fn upright<T>(read: impl FnOnce() -> Result<T, Broken>) -> Result<T, Broken> {
    let fallen = "reading it failed, and that is a fault of `finder`: please report it";
    // Nothing that a reader has begun is looked at after its fall.
    panic::catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Broken::new(Break::Unreadable, fallen)))
}

fn all(
    source: &Source,
    pages: &[Page],
    before: Option<usize>,
    stop: &dyn Fn() -> bool,
) -> Result<Harvest, Broken> {
    if pages.is_empty() {
        return Err(Broken::new(Break::Unreadable, "there is no page"));
    }
    let mut harvest = Harvest::default();
    let mut number = 0;
    for (index, page) in pages.iter().enumerate() {
        let base = page.url.as_str();
        let task = Task {
            source,
            page,
            base,
            stop,
        };
        contract::ends(source, page)?;
        let found = one(&task)?;
        let task = Task {
            base: found.base.as_deref().unwrap_or(base),
            ..task
        };
        harvest.warnings.extend(found.warnings);
        for texts in found.rows {
            number += 1;
            task.go_on(number)?;
            let row = cells::row(&task, index, number, &texts);
            contract::sort(source, row, texts.doubt(), &mut harvest);
        }
    }
    if let Some(why) = partial(source, pages, stop)? {
        let told = format!("{why}: what is not on these does not count as missing");
        harvest.warnings.insert(0, told);
        harvest.partial = true;
    }
    let seen = pages.iter().map(|page| page.retrieved).max();
    fold(&mut harvest, source.leads_only, seen.unwrap_or_default());
    let more = harvest.warnings.len().saturating_sub(MOST_WARNINGS);
    harvest.warnings.truncate(MOST_WARNINGS);
    if more > 0 {
        harvest.warnings.push(format!("and {more} more"));
    }
    contract::hold(source, &harvest, number, before)?;
    Ok(harvest)
}

/// Why there may be more of a listing than these pages.
fn partial(
    source: &Source,
    pages: &[Page],
    stop: &dyn Fn() -> bool,
) -> Result<Option<String>, Broken> {
    let read = pages.len();
    if source.after(pages, stop)?.is_some() {
        return Ok(Some(format!(
            "there are more pages than the {read} that were read"
        )));
    }
    // Wherever its link leads: the page that was to come has not.
    let again = source.paging.is_some() && distinct(pages) < read;
    Ok(again.then(|| {
        format!("of the {read} pages that were read one came again in the place of another")
    }))
}

fn one(task: &Task<'_>) -> Result<Found, Broken> {
    match &task.source.shape {
        Shape::Table { .. } => table::read(task),
        Shape::Items { .. } => items::read(task),
        Shape::Jsonld { types } => jsonld::read(task, types),
        Shape::Json { .. } => json::read(task),
        Shape::Feed => feed::read(task),
        Shape::Ics => ics::read(task),
        Shape::Csv { .. } => csv::read(task),
    }
}
