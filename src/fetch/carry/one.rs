//! One page of an errand: from what is kept, asked again by its validators, or anew.

use std::time::Duration;

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, response};
use http_cache_semantics::{AfterResponse, BeforeRequest};
use url::Url;

use super::{
    super::{
        Came, Class, Failure, Mode, Page, Request,
        cache::{Entry, age},
        client::{Answer, Ask, Reading},
        decode,
        guard::{self, Hosts},
        request::shown,
    },
    Carry,
    rules::{parts, policy, validators, without_freshness},
};

/// However long a server says that a page is good for, it is asked again after this.
const LONGEST_FRESH: Duration = Duration::from_secs(7 * 24 * 60 * 60);

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

/// When an errand is to be asked for.
#[derive(Clone, Copy)]
pub(super) struct Due {
    pub(super) refresh: Duration,
    pub(super) known: Option<DateTime<Utc>>,
}

impl Due {
    /// Whether it came so short a while ago that it is not asked for, kept or not.
    fn is_not(self, now: DateTime<Utc>) -> bool {
        let age = self.known.and_then(|known| age(known, now));
        age.is_some_and(|age| age < self.refresh)
    }
}

/// One page of an errand.
pub(super) struct Fetch<'f> {
    pub(super) carry: &'f Carry<'f>,
    pub(super) request: &'f Request,
    pub(super) url: &'f Url,
    pub(super) hosts: &'f Hosts,
    pub(super) most: usize,
}

pub(super) type Fetched = (Page, Entry, Option<Vec<u8>>);

impl Fetch<'_> {
    pub(super) async fn page(&self, due: Due) -> Result<Fetched, Failure> {
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
