//! One errand, page after page: from what is kept where that will do, else from the network; kept in the end if it is what was wanted.

mod one;
mod rules;

use super::{
    Came, Errand, Event, Failure, Mode, Page, Request,
    cache::{Cache, Entry},
    guard::{self, Hosts},
    polite::Polite,
};

use one::{Due, Fetch};

/// What an errand is done with.
pub(super) struct Carry<'c> {
    pub(super) polite: &'c Polite<'c>,
    pub(super) cache: Option<&'c Cache>,
    pub(super) mode: Mode,
}

/// A page that will be kept if the errand ends well.
struct Kept {
    request: Request,
    entry: Entry,
    /// The bytes, where they are not kept yet.
    body: Option<Vec<u8>>,
}

impl Carry<'_> {
    pub(super) async fn errand(&self, errand: &mut dyn Errand) -> Result<Vec<Page>, Failure> {
        let done = self.pages(errand).await;
        self.polite.tell(Event::Done {
            name: errand.name(),
        });
        done
    }

    async fn pages(&self, errand: &mut dyn Errand) -> Result<Vec<Page>, Failure> {
        let policy = self.polite.policy();
        let due = Due {
            refresh: errand.refresh(),
            known: errand.known(),
        };
        let mut hosts = None;
        let mut pages: Vec<Page> = Vec::new();
        let mut kept: Vec<Kept> = Vec::new();
        let mut room = policy.most_bytes_in_all;
        while let Some(request) = errand.next(&pages) {
            let url = guard::parse(&request.url)?;
            if pages.len() == policy.most_pages {
                let clause = format!("has more than {} pages before it", policy.most_pages);
                return Err(Failure::refused(&url, clause));
            }
            let hosts = hosts.get_or_insert_with(|| Hosts::new(errand.hosts(), &url));
            let fetch = Fetch {
                carry: self,
                request: &request,
                url: &url,
                hosts,
                most: room.min(policy.most_bytes),
            };
            let (page, entry, body) = fetch.page(due).await?;
            room = room.saturating_sub(page.text.len());
            if page.came != Came::Kept {
                kept.push(Kept {
                    request,
                    entry,
                    body,
                });
            }
            pages.push(page);
        }
        if errand.holds(&pages) {
            self.keep(&kept)?;
        }
        Ok(pages)
    }

    fn keep(&self, pages: &[Kept]) -> Result<(), Failure> {
        let Some(cache) = self.cache else {
            return Ok(());
        };
        pages
            .iter()
            .filter(|page| !rules::forbids_keeping(&page.entry.headers()))
            .try_for_each(|page| cache.keep(&page.request, &page.entry, page.body.as_deref()))
    }
}
