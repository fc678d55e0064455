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
use url::Url;

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
        let mut home = None;
        let mut hosts = None;
        let mut pages: Vec<Page> = Vec::new();
        let mut kept: Vec<Kept> = Vec::new();
        let mut room = policy.most_bytes_in_all;
        while let Some(mut request) = errand.next(&pages) {
            let url = guard::parse(&request.url)?;
            let home = home.get_or_insert_with(|| url.clone());
            led(&mut request, &url, home, pages.last())?;
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

/// A further page elsewhere than the first is asked for as a redirect is followed: never from https to http, and without the headers, for what
/// was meant for one host is no business of another.
fn led(request: &mut Request, url: &Url, home: &Url, last: Option<&Page>) -> Result<(), Failure> {
    if url.origin() == home.origin() {
        return Ok(());
    }
    if let Some(last) = last {
        guard::lead(&guard::parse(&last.url)?, url.as_str())?;
    }
    request.headers.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(url: &str) -> Page {
        Page {
            url: url.to_owned(),
            status: 200,
            content_type: None,
            text: "".into(),
            charset: "utf-8",
            doubts: Vec::new(),
            etag: None,
            last_modified: None,
            date: None,
            retrieved: "2026-11-22T10:00:00Z".parse().unwrap(),
            sha256: String::new(),
            came: Came::Network,
        }
    }

    /// Where a page leads whose errand began at home, and whether the headers go along.
    fn leads(home: &str, last: &str, next: &str) -> Result<bool, String> {
        let mut request = Request {
            headers: vec![("X-Key".to_owned(), "secret".to_owned())],
            ..Request::get(next)
        };
        let (home, next) = (guard::parse(home).unwrap(), guard::parse(next).unwrap());
        led(&mut request, &next, &home, Some(&page(last)))
            .map_err(|failure| failure.to_string())?;
        Ok(!request.headers.is_empty())
    }

    #[test]
    fn a_further_page_is_never_led_from_https_to_http() {
        let [http, https] = ["http", "https"].map(|scheme| format!("{scheme}://a.example/1"));
        let refused = |home: &str, last: &str, next: &str| {
            let told = leads(home, last, next).unwrap_err();
            assert!(told.contains("from https to http"), "{told}");
        };
        refused(&https, &https, &http);
        refused(&https, &https, "http://b.example/");
        refused(&http, &https, "http://b.example/");
        assert_eq!(leads(&https, &https, "https://a.example/2"), Ok(true));
        assert_eq!(leads(&https, &https, "https://b.example/2"), Ok(false));
        assert_eq!(leads(&http, &http, &https), Ok(false));
        // What its source declares is asked as it is declared, wherever the first page was led.
        assert_eq!(leads(&http, &https, "http://a.example/2"), Ok(true));
    }
}
