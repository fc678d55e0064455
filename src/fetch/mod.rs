//! Carries pages: the only room with sockets, and the only one that waits.
//!
//! [`Fetcher`] is the front door, and an ordinary one: it builds a runtime, waits, and returns. What is wanted comes in as [`Errand`]s, which
//! say what to ask for next and whether what came is worth keeping; what came goes out as [`Page`]s, or as a [`Failure`] in one sentence.
//! Nothing here knows what a page means.
//!
//! Being a good guest is not left to the caller. Every request, whatever it is for, goes through the same gates: the address
//! (`guard`), the rules for robots (`robots`), the pace of its host (`pace`), and a limit on bytes and time (`client`).

mod cache;
mod carry;
mod client;
mod decode;
mod event;
mod failure;
mod guard;
mod links;
mod pace;
mod page;
mod policy;
mod polite;
mod request;
mod robots;

use std::{cell::RefCell, future::Future, path::PathBuf, rc::Rc};

use chrono::{DateTime, Utc};
use futures_util::{StreamExt, stream::FuturesUnordered};

pub use event::{Event, Tell};
pub use failure::{Class, Failure, SHORTEST_REST};
pub use links::{Before, Found, Link, Standing};
pub use page::{Came, Page};
pub use policy::{Mode, Policy};
pub use request::{Errand, Request, shown_address};

use cache::Cache;
use polite::Polite;

/// The text of a page that was saved: read as one that came without a word about its charset.
pub fn text_of(bytes: Vec<u8>) -> String {
    decode::text(bytes, None).text
}

/// Who carries: the limits, the hour, and where pages are kept.
pub struct Fetcher<'f> {
    /// The limits.
    pub policy: Policy,
    /// Whether to ask at all.
    pub mode: Mode,
    /// The folder that is finder's own among the caches of this person; `None` keeps nothing.
    pub cache: Option<PathBuf>,
    /// What time it is.
    pub now: DateTime<Utc>,
    /// Who is told what goes on.
    pub tell: Tell<'f>,
}

impl Fetcher<'_> {
    /// Does the errands, several hosts at once, and says of each, in their order, what came of it.
    ///
    /// # Errors
    /// When nothing can be done at all: the folder is not safe, or no connection can be made ready.
    pub fn run(
        &self,
        errands: &mut [&mut dyn Errand],
    ) -> Result<Vec<Result<Vec<Page>, Failure>>, Failure> {
        let cache = self.open()?;
        wait(async {
            let polite = Polite::new(&self.policy, cache.as_ref(), self.now, self.tell)?;
            let carry = carry::Carry {
                polite: &polite,
                cache: cache.as_ref(),
                mode: self.mode,
            };
            let carry = &carry;
            let work = errands.iter_mut().map(|errand| carry.errand(&mut **errand));
            Ok(self.all(work).await)
        })?
    }

    /// Asks whether each address still leads somewhere; `before` is what was found there last.
    ///
    /// # Errors
    /// As for errands.
    pub fn links(&self, links: &[Link]) -> Result<Vec<Result<Found, Failure>>, Failure> {
        let cache = self.open()?;
        wait(async {
            let polite = Polite::new(&self.policy, cache.as_ref(), self.now, self.tell)?;
            let polite = &polite;
            let work = links.iter().map(|link| links::look(polite, link));
            Ok(self.all(work.map(|found| async { Ok(found.await) })).await)
        })?
    }

    fn open(&self) -> Result<Option<Cache>, Failure> {
        self.cache.as_deref().map(Cache::open).transpose()
    }

    /// Does all of it at once, until it is done, the time is up, or somebody has had enough; what is done by then is kept.
    async fn all<T, W>(&self, work: impl Iterator<Item = W>) -> Vec<Result<T, Failure>>
    where
        W: Future<Output = Result<T, Failure>>,
    {
        let mut waiting: FuturesUnordered<_> = work
            .enumerate()
            .map(|(at, work)| async move { (at, work.await) })
            .collect();
        let mut done: Vec<Option<Result<T, Failure>>> = Vec::new();
        done.resize_with(waiting.len(), || None);
        let time_is_up = tokio::time::sleep(self.policy.budget);
        let enough = interrupted();
        tokio::pin!(time_is_up, enough);
        let why = loop {
            tokio::select! {
                next = waiting.next() => match next {
                    Some((at, ended)) => done[at] = Some(ended),
                    None => break None,
                },
                () = &mut time_is_up => break Some(Failure::out_of_time(self.policy.budget)),
                () = &mut enough => break Some(Failure::interrupted()),
            }
        };
        let why = why.unwrap_or_else(Failure::interrupted);
        done.into_iter()
            .map(|ended| ended.unwrap_or_else(|| Err(why.clone())))
            .collect()
    }
}

/// Waits for it, on this thread.
fn wait<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::no_connection(&error))?;
    let done = runtime.block_on(work);
    // A name server that never answers must not keep us.
    runtime.shutdown_background();
    Ok(done)
}

/// Ends when somebody presses Ctrl-C. Where that cannot be heard of, it never ends, and Ctrl-C ends the program as ever.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// A value shared by everything that runs on the one thread.
type Shared<T> = Rc<RefCell<T>>;
