//! The rules of caching as we hold to them: how long a page is good for, how it is asked for again, and whether it may be kept.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, header, request, response};
use http_cache_semantics::{CacheOptions, CachePolicy};
use url::Url;

use super::super::cache::Entry;

/// A cache of one's own that guesses nothing: a page is fresh if the server says so.
const OPTIONS: CacheOptions = CacheOptions {
    shared: false,
    cache_heuristic: 0.0,
    immutable_min_time_to_live: Duration::ZERO,
    ignore_cargo_cult: false,
};

/// What the rules of caching make of a page that is kept.
pub(super) fn policy(url: &Url, entry: &Entry) -> CachePolicy {
    let mut answer = response::Response::new(());
    *answer.headers_mut() = entry.headers();
    CachePolicy::new_options(&parts(url), &answer, entry.fetched.into(), OPTIONS)
}

/// The request as the rules of caching see it.
pub(super) fn parts(url: &Url) -> request::Request<()> {
    let mut request = request::Request::new(());
    if let Ok(uri) = url.as_str().parse() {
        *request.uri_mut() = uri;
    }
    request
}

/// The same, by somebody who wants it to be asked.
pub(super) fn without_freshness(url: &Url) -> request::Request<()> {
    let mut request = parts(url);
    let no_cache = HeaderValue::from_static("no-cache");
    request
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_cache);
    request
}

/// What tells a server which page is kept.
pub(super) fn validators(headers: &HeaderMap) -> HeaderMap {
    let names = [header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE];
    names
        .into_iter()
        .filter_map(|name| Some((name.clone(), headers.get(name)?.clone())))
        .collect()
}

/// Whether a server does not want its page kept.
pub(super) fn forbids_keeping(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::CACHE_CONTROL).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|word| word.trim().eq_ignore_ascii_case("no-store"))
}

#[cfg(test)]
mod tests {
    use http_cache_semantics::BeforeRequest;

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
