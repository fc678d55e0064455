//! One source as an errand: what it asks for next, what its pages say, and whether that holds.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};

use crate::{
    diagnostic::shown,
    fetch::{self, Came, Errand},
    listing::{self, Broken, Harvest, Method, Source},
};

use super::super::Failure;

/// The longest that reading the pages of one source may take.
const LONGEST_READING: Duration = Duration::from_secs(2);

/// A source that is being asked.
pub(super) struct Work<'w> {
    pub(super) source: &'w Source,
    /// How many rows it had last.
    before: Option<usize>,
    /// When its pages last came and held, if what they said is remembered.
    pub(super) known: Option<DateTime<Utc>>,
    headers: Vec<(String, String)>,
    /// Whether anything is kept of it.
    keeps: bool,
    elapsed: &'w dyn Fn() -> Duration,
    /// What came so far, as it is read.
    pub(super) pages: Vec<listing::Page>,
    /// What is doubtful about how it came.
    pub(super) doubts: Vec<String>,
    /// From where its pages came: of several the one that says most of the run.
    pub(super) came: Option<Came>,
    /// Whether some of its pages were not asked for.
    pub(super) some_kept: bool,
    /// When the oldest of its pages came.
    pub(super) retrieved: Option<DateTime<Utc>>,
    /// What the pages say, once they are read.
    pub(super) harvest: Option<Result<Harvest, Broken>>,
}

/// Says from now on whether reading has taken too long.
pub(super) fn clock(elapsed: &dyn Fn() -> Duration) -> impl Fn() -> bool + '_ {
    let begun = elapsed();
    move || elapsed().saturating_sub(begun) > LONGEST_READING
}

/// What is the same for every source of a run.
#[derive(Clone, Copy)]
pub(super) struct Setting<'w> {
    pub(super) keeps: bool,
    pub(super) elapsed: &'w dyn Fn() -> Duration,
    pub(super) variable: &'w dyn Fn(&str) -> Option<String>,
}

impl<'w> Work<'w> {
    pub(super) fn new(
        source: &'w Source,
        before: Option<usize>,
        setting: Setting<'w>,
    ) -> Result<Self, Failure> {
        let header = |(name, variable): &(String, String)| {
            let value = (setting.variable)(variable).ok_or_else(|| {
                let (id, variable) = (&source.id, shown(variable));
                Failure::usage(format!(
                    "the source `{id}` needs the variable `{variable}`, which is not set"
                ))
                .hint("Set it in the environment, or leave the source out.")
            })?;
            Ok((name.clone(), value))
        };
        Ok(Self {
            source,
            before,
            known: None,
            headers: source
                .header_env
                .iter()
                .map(header)
                .collect::<Result<_, Failure>>()?,
            keeps: setting.keeps,
            elapsed: setting.elapsed,
            pages: Vec::new(),
            doubts: Vec::new(),
            came: None,
            some_kept: false,
            retrieved: None,
            harvest: None,
        })
    }

    /// Reads what came, and says whether the contract holds.
    pub(super) fn read(&mut self) -> bool {
        let stop = clock(self.elapsed);
        let harvest = listing::read(self.source, &self.pages, self.before, &stop);
        let holds = harvest.is_ok();
        self.harvest = Some(harvest);
        holds
    }

    fn take(&mut self, page: &fetch::Page) {
        let taken = listing::Page {
            url: page.url.clone(),
            text: Arc::clone(&page.text),
            retrieved: page.retrieved.date_naive(),
            status: Some(page.status),
            etag: page.etag.clone(),
            date: page.date.clone(),
            sha256: Some(page.sha256.clone()),
        };
        self.pages.push(taken);
        self.doubts.extend(page.doubts.iter().cloned());
        self.some_kept |= page.came == Came::Kept;
        self.came = Some(match (self.came, page.came) {
            // A page that is new says more of the run than one that is not.
            (Some(Came::Network), _) | (_, Came::Network) => Came::Network,
            (Some(Came::Unchanged), _) | (_, Came::Unchanged) => Came::Unchanged,
            (_, Came::Kept) => Came::Kept,
        });
        let oldest = self
            .retrieved
            .map_or(page.retrieved, |old| old.min(page.retrieved));
        self.retrieved = Some(oldest);
    }
}

impl Errand for Work<'_> {
    fn name(&self) -> &str {
        self.source.id.as_str()
    }

    fn hosts(&self) -> &[String] {
        &self.source.hosts
    }

    fn refresh(&self) -> Duration {
        self.source.refresh
    }

    fn known(&self) -> Option<DateTime<Utc>> {
        self.known
    }

    fn next(&mut self, pages: &[fetch::Page]) -> Option<fetch::Request> {
        for page in pages.iter().skip(self.pages.len()) {
            self.take(page);
        }
        let request = if self.pages.is_empty() {
            self.source.first()
        } else {
            self.source.next(&self.pages, &clock(self.elapsed))?
        };
        Some(fetch::Request {
            url: request.url,
            form: (request.method == Method::Post).then_some(request.form),
            headers: self.headers.clone(),
        })
    }

    fn holds(&mut self, _: &[fetch::Page]) -> bool {
        self.read() && self.keeps
    }
}
