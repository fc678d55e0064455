//! One errand, page after page: from what is kept where that will do, else from the network; kept in the end if it is what was wanted.

use std::time::Duration;

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request, response};
use http_cache_semantics::{AfterResponse, BeforeRequest, CacheOptions, CachePolicy};
use url::Url;

use super::{
    Came, Class, Errand, Event, Failure, Mode, Page, Request,
    cache::{Cache, Entry, age},
    client::{Answer, Ask, Reading},
    decode,
    guard::{self, Hosts},
    polite::Polite,
    request::shown,
};

/// However long a server says that a page is good for, it is asked again after this.
const LONGEST_FRESH: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A cache of one's own that guesses nothing: a page is fresh if the server says so.
const OPTIONS: CacheOptions = CacheOptions {
    shared: false,
    cache_heuristic: 0.0,
    immutable_min_time_to_live: Duration::ZERO,
    ignore_cargo_cult: false,
};

/// Headers that a source may not set: who we are, how we talk, and what would be a secret in a file.
const NOT_SET: [&str; 12] = [
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "host",
    "te",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];

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
            .filter(|page| !forbids_keeping(&page.entry.headers()))
            .try_for_each(|page| cache.keep(&page.request, &page.entry, page.body.as_deref()))
    }
}

/// Whether a server does not want its page kept.
fn forbids_keeping(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::CACHE_CONTROL).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|word| word.trim().eq_ignore_ascii_case("no-store"))
}

/// When an errand is to be asked for.
#[derive(Clone, Copy)]
struct Due {
    refresh: Duration,
    known: Option<DateTime<Utc>>,
}

impl Due {
    /// Whether it came so short a while ago that it is not asked for, kept or not.
    fn is_not(self, now: DateTime<Utc>) -> bool {
        let age = self.known.and_then(|known| age(known, now));
        age.is_some_and(|age| age < self.refresh)
    }
}

/// One page of an errand.
struct Fetch<'f> {
    carry: &'f Carry<'f>,
    request: &'f Request,
    url: &'f Url,
    hosts: &'f Hosts,
    most: usize,
}

type Fetched = (Page, Entry, Option<Vec<u8>>);

impl Fetch<'_> {
    async fn page(&self, due: Due) -> Result<Fetched, Failure> {
        guard::check(self.url, self.hosts, self.carry.polite.policy())?;
        let kept = self.carry.cache.and_then(|cache| cache.page(self.request));
        match (kept, self.carry.mode) {
            (Some((entry, body)), mode)
                if mode == Mode::Offline || self.will_do(&entry, due.refresh) =>
            {
                Ok((
                    page(&self.origin(&entry), &entry, body, Came::Kept),
                    entry,
                    None,
                ))
            }
            (_, Mode::Offline) => Err(Failure::offline(self.url)),
            (None, Mode::WhenDue) if due.is_not(self.carry.polite.now()) => {
                Err(Failure::not_due(self.url))
            }
            (Some((entry, body)), _) if self.request.form.is_none() => {
                self.revalidate(entry, body).await
            }
            _ => self.anew().await,
        }
    }

    /// The address that answered when a page was kept; its query is known only if it is the one that was asked.
    fn origin(&self, entry: &Entry) -> Url {
        let elsewhere = (shown(self.url) != entry.url).then(|| Url::parse(&entry.url).ok());
        elsewhere.flatten().unwrap_or_else(|| self.url.clone())
    }

    /// Whether a page that is kept needs no asking: the errand wants no newer one, or the server said that it is still good.
    fn will_do(&self, entry: &Entry, refresh: Duration) -> bool {
        let now = self.carry.polite.now();
        let Some(age) = age(entry.fetched, now) else {
            return false;
        };
        self.carry.mode == Mode::WhenDue
            && (age < refresh || (age < LONGEST_FRESH && self.is_fresh(entry, now)))
    }

    fn is_fresh(&self, entry: &Entry, now: DateTime<Utc>) -> bool {
        self.request.form.is_none()
            && matches!(
                policy(self.url, entry).before_request(&parts(self.url), now.into()),
                BeforeRequest::Fresh(_)
            )
    }

    /// Asks whether a page that is kept is still the one. An answer that fits no question is asked for anew.
    async fn revalidate(&self, entry: Entry, body: Vec<u8>) -> Result<Fetched, Failure> {
        let policy = policy(self.url, &entry);
        let now = self.carry.polite.now();
        let validators = match policy.before_request(&without_freshness(self.url), now.into()) {
            BeforeRequest::Stale { request, .. } => validators(&request.headers),
            BeforeRequest::Fresh(_) => HeaderMap::new(),
        };
        let answer = self.ask(validators).await?;
        if answer.status != StatusCode::NOT_MODIFIED {
            return self.came(answer);
        }
        let now = self.carry.polite.now();
        let mut seen = response::Response::new(());
        *seen.status_mut() = answer.status;
        seen.headers_mut().clone_from(&answer.headers);
        match policy.after_response(&parts(self.url), &seen, now.into()) {
            AfterResponse::NotModified(_, parts) => {
                let entry = entry.again(&parts.headers, now);
                Ok((
                    page(&answer.url, &entry, body, Came::Unchanged),
                    entry,
                    None,
                ))
            }
            AfterResponse::Modified(..) => self.anew().await,
        }
    }

    async fn anew(&self) -> Result<Fetched, Failure> {
        let answer = self.ask(HeaderMap::new()).await?;
        self.came(answer)
    }

    async fn ask(&self, mut headers: HeaderMap) -> Result<Answer, Failure> {
        for (name, value) in &self.request.headers {
            headers.insert(self.header(name)?, self.value(name, value)?);
        }
        let body = self.request.body();
        let ask = Ask {
            url: self.url.clone(),
            method: if body.is_some() {
                Method::POST
            } else {
                Method::GET
            },
            headers,
            body,
            reading: Reading::Whole(self.most),
            again: self.carry.polite.policy().again,
        };
        Ok(self.carry.polite.ask(ask, self.hosts).await?.answer)
    }

    fn header(&self, name: &str) -> Result<HeaderName, Failure> {
        HeaderName::try_from(name)
            .ok()
            .filter(|name| {
                !NOT_SET.contains(&name.as_str()) && !name.as_str().starts_with("proxy-")
            })
            .ok_or_else(|| {
                Failure::at(
                    Class::Here,
                    self.url,
                    "cannot be asked with the headers of its source",
                )
            })
    }

    fn value(&self, name: &str, value: &str) -> Result<HeaderValue, Failure> {
        let mut value = HeaderValue::try_from(value).map_err(|_| {
            let clause = format!("cannot be asked: the value of its header `{name}` is none");
            Failure::at(Class::Here, self.url, clause)
        })?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// A page that came from the network.
    fn came(&self, answer: Answer) -> Result<Fetched, Failure> {
        if answer.status != StatusCode::OK {
            return Err(Failure::answered(&answer.url, answer.status, None));
        }
        let now = self.carry.polite.now();
        let entry = Entry::new(&answer.url, &answer.headers, &answer.body, now);
        let kept = self.carry.cache.map(|_| answer.body.clone());
        Ok((
            page(&answer.url, &entry, answer.body, Came::Network),
            entry,
            kept,
        ))
    }
}

/// The page as it is handed out.
fn page(url: &Url, entry: &Entry, body: Vec<u8>, came: Came) -> Page {
    let content_type = entry.header(&header::CONTENT_TYPE);
    let decoded = decode::text(body, content_type.as_deref());
    Page {
        url: url.to_string(),
        status: StatusCode::OK.as_u16(),
        content_type,
        text: decoded.text.into(),
        charset: decoded.charset,
        doubts: decoded.doubts,
        etag: entry.header(&header::ETAG),
        last_modified: entry.header(&header::LAST_MODIFIED),
        date: entry.header(&header::DATE),
        retrieved: entry.fetched,
        sha256: entry.sha256.clone(),
        came,
    }
}

/// What the rules of caching make of a page that is kept.
fn policy(url: &Url, entry: &Entry) -> CachePolicy {
    let mut answer = response::Response::new(());
    *answer.headers_mut() = entry.headers();
    CachePolicy::new_options(&parts(url), &answer, entry.fetched.into(), OPTIONS)
}

/// The request as the rules of caching see it.
fn parts(url: &Url) -> request::Request<()> {
    let mut request = request::Request::new(());
    if let Ok(uri) = url.as_str().parse() {
        *request.uri_mut() = uri;
    }
    request
}

/// The same, by somebody who wants it to be asked.
fn without_freshness(url: &Url) -> request::Request<()> {
    let mut request = parts(url);
    let no_cache = HeaderValue::from_static("no-cache");
    request
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_cache);
    request
}

/// What tells a server which page is kept.
fn validators(headers: &HeaderMap) -> HeaderMap {
    let names = [header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE];
    names
        .into_iter()
        .filter_map(|name| Some((name.clone(), headers.get(name)?.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(headers: &[(&str, &str)]) -> Entry {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Entry {
            url: String::new(),
            headers: headers.iter().map(owned).collect(),
            fetched: "2026-11-22T10:00:00Z".parse().unwrap(),
            sha256: String::new(),
        }
    }

    #[track_caller]
    fn fresh_for(headers: &[(&str, &str)], seconds: u64) {
        let url = Url::parse("https://a.example/").unwrap();
        let policy = policy(&url, &entry(headers));
        let now = entry(&[]).fetched;
        assert_eq!(
            policy.time_to_live(now.into()),
            Duration::from_secs(seconds)
        );
    }

    #[test]
    fn only_what_the_server_says_is_fresh() {
        fresh_for(&[("cache-control", "max-age=60")], 60);
        fresh_for(
            &[("cache-control", "private, max-age=60"), ("age", "20")],
            40,
        );
        fresh_for(&[("last-modified", "Thu, 12 Nov 2026 10:00:00 GMT")], 0);
        fresh_for(&[("cache-control", "no-cache, max-age=60")], 0);
        fresh_for(&[("cache-control", "immutable")], 0);
    }

    #[test]
    fn a_page_that_is_kept_is_asked_for_by_its_validators() {
        let url = Url::parse("https://a.example/").unwrap();
        let fresh = entry(&[
            ("cache-control", "max-age=60"),
            ("etag", "\"1\""),
            ("last-modified", "Thu, 12 Nov 2026 10:00:00 GMT"),
        ]);
        let policy = policy(&url, &fresh);
        match policy.before_request(&without_freshness(&url), fresh.fetched.into()) {
            BeforeRequest::Stale { request, .. } => {
                let found = validators(&request.headers);
                assert_eq!(found["if-none-match"], "\"1\"");
                assert_eq!(found["if-modified-since"], "Thu, 12 Nov 2026 10:00:00 GMT");
                assert_eq!(found.len(), 2);
            }
            BeforeRequest::Fresh(_) => panic!("it was to be asked"),
        }
    }

    #[test]
    fn a_server_may_forbid_keeping() {
        let forbids = |value: &str| forbids_keeping(&entry(&[("cache-control", value)]).headers());
        assert!(forbids("private, No-Store"));
        assert!(!forbids("private, no-cache"));
    }
}
