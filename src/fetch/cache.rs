//! Pages that are kept: with what HTTP needs to ask for them again, and only what was found good.
//!
//! Nothing in here has to be there. What is not whole, is of another making or was tampered with counts as not kept.

use std::{path::Path, time::Duration};

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use url::Url;

use crate::disk::{Private, Unsafe};

use super::{Failure, Request, request::shown, robots::Said};

/// The most bytes of an entry's description, and of what a host says about robots.
const MOST_WORDS: u64 = 1 << 20;

/// The most bytes of a page that is read again.
const MOST_BYTES: u64 = 64 << 20;

/// What other programs know a cache by: <https://bford.info/cachedir/>.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # Pages that finder has fetched. They may be deleted at any time.\n";

/// The headers that are kept: what the rules of caching and the reading of the page need. No cookie, no token, no server's gossip.
const KEPT: [HeaderName; 8] = [
    header::AGE,
    header::CACHE_CONTROL,
    header::CONTENT_TYPE,
    header::DATE,
    header::ETAG,
    header::EXPIRES,
    header::LAST_MODIFIED,
    header::VARY,
];

/// The folders.
#[derive(Debug)]
pub(super) struct Cache {
    pages: Private,
    robots: Private,
}

/// What is known of a page that is kept, or is to be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The address that answered, without what may be secret.
    pub(super) url: String,
    /// What the server said of it.
    pub(super) headers: Vec<(String, String)>,
    /// When it came, or was last said to be unchanged.
    pub(super) fetched: DateTime<Utc>,
    /// Of the bytes, unpacked.
    pub(super) sha256: String,
}

impl Entry {
    /// Of a page that has just come.
    pub(super) fn new(url: &Url, headers: &HeaderMap, body: &[u8], fetched: DateTime<Utc>) -> Self {
        Self {
            url: shown(url),
            headers: kept(headers),
            fetched,
            sha256: digest(body),
        }
    }

    /// The same page, with what the server said of it now.
    pub(super) fn again(self, headers: &HeaderMap, fetched: DateTime<Utc>) -> Self {
        Self {
            headers: kept(headers),
            fetched,
            ..self
        }
    }

    pub(super) fn headers(&self) -> HeaderMap {
        let header = |(name, value): &(String, String)| {
            Some((
                HeaderName::try_from(name).ok()?,
                HeaderValue::try_from(value).ok()?,
            ))
        };
        self.headers.iter().filter_map(header).collect()
    }

    /// A header that may be told of.
    pub(super) fn header(&self, name: &HeaderName) -> Option<String> {
        let mut headers = self.headers.iter();
        headers
            .find(|(header, _)| name == header.as_str())
            .map(|(_, value)| value.clone())
    }
}

/// Robots' rules, and when they were said.
#[derive(Serialize, Deserialize)]
struct Heard {
    fetched: DateTime<Utc>,
    said: Said,
}

impl Cache {
    /// Opens the folder, and makes it where it is not there.
    pub(super) fn open(root: &Path) -> Result<Self, Failure> {
        let open = || {
            let root = Private::open(root)?;
            Ok((
                root.clone(),
                root.below("http")?.below("v1")?,
                root.below("robots")?.below("v1")?,
            ))
        };
        let (root, pages, robots) = open().map_err(|error: Unsafe| Failure::no_folder(&error))?;
        root.write("CACHEDIR.TAG", TAG.as_bytes())
            .map_err(|error| Failure::no_folder(&error))?;
        Ok(Self { pages, robots })
    }

    /// A page that was kept, whole.
    pub(super) fn page(&self, request: &Request) -> Option<(Entry, Vec<u8>)> {
        let key = key(request);
        let entry: Entry = read(&self.pages, &format!("{key}.json"))?;
        let body = self.pages.read(&format!("{key}.body"), MOST_BYTES)?;
        (digest(&body) == entry.sha256).then_some((entry, body))
    }

    /// Keeps a page; `body` is `None` where it is kept already.
    pub(super) fn keep(
        &self,
        request: &Request,
        entry: &Entry,
        body: Option<&[u8]>,
    ) -> Result<(), Failure> {
        let key = key(request);
        if let Some(body) = body {
            self.pages
                .write(&format!("{key}.body"), body)
                .map_err(|error| Failure::no_folder(&error))?;
        }
        write(&self.pages, &format!("{key}.json"), entry)
    }

    /// What a host said about robots, not longer ago than that.
    pub(super) fn rules(&self, origin: &str, now: DateTime<Utc>, most: Duration) -> Option<Said> {
        let heard: Heard = read(&self.robots, &format!("{}.json", digest(origin.as_bytes())))?;
        age(heard.fetched, now)
            .is_some_and(|age| age < most)
            .then_some(heard.said)
    }

    pub(super) fn keep_rules(
        &self,
        origin: &str,
        said: &Said,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let heard = Heard {
            fetched: now,
            said: said.clone(),
        };
        write(
            &self.robots,
            &format!("{}.json", digest(origin.as_bytes())),
            &heard,
        )
    }
}

/// By so much a clock may be set right without anybody's noticing.
const SLACK: chrono::Duration = chrono::Duration::minutes(5);

/// How long ago it was; `None` when it is yet to be, as after a clock was set back.
pub(super) fn age(then: DateTime<Utc>, now: DateTime<Utc>) -> Option<Duration> {
    let age = now - then;
    if age < -SLACK {
        return None;
    }
    Some(age.to_std().unwrap_or_default())
}

fn read<T: DeserializeOwned>(folder: &Private, name: &str) -> Option<T> {
    serde_json::from_slice(&folder.read(name, MOST_WORDS)?).ok()
}

fn write<T: Serialize>(folder: &Private, name: &str, value: &T) -> Result<(), Failure> {
    let bytes = serde_json::to_vec(value).map_err(|error| Failure::no_folder(&error))?;
    folder
        .write(name, &bytes)
        .map_err(|error| Failure::no_folder(&error))
}

fn kept(headers: &HeaderMap) -> Vec<(String, String)> {
    let value = |name: &HeaderName| {
        let values = headers.get_all(name).iter();
        let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
        (!values.is_empty()).then(|| (name.as_str().to_owned(), values.join(", ")))
    };
    KEPT.iter().filter_map(value).collect()
}

/// The name of an entry: nothing of what was fetched is in it.
fn key(request: &Request) -> String {
    let method = if request.form.is_some() {
        "POST"
    } else {
        "GET"
    };
    let form = request.body().unwrap_or_default();
    digest(format!("{method} {}\n{form}", request.url).as_bytes())
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16));
    let digest = Sha256::digest(bytes);
    digest.iter().flat_map(digits).flatten().collect()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use super::*;
    use std::fs;

    fn request() -> Request {
        Request::get("https://a.example/b?token=secret")
    }

    fn now() -> DateTime<Utc> {
        "2026-11-22T10:00:00Z".parse().unwrap()
    }

    fn kept_page() -> (tempfile::TempDir, Cache) {
        let root = tempfile::tempdir().unwrap();
        let cache = Cache::open(&root.path().join("finder")).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("etag", HeaderValue::from_static("\"1\""));
        headers.insert("set-cookie", HeaderValue::from_static("session=secret"));
        let url = Url::parse(&request().url).unwrap();
        let entry = Entry::new(&url, &headers, b"page", now());
        cache.keep(&request(), &entry, Some(b"page")).unwrap();
        (root, cache)
    }

    fn files(root: &Path) -> Vec<std::path::PathBuf> {
        let pages = fs::read_dir(root.join("finder/http/v1")).unwrap();
        pages.map(|entry| entry.unwrap().path()).collect()
    }

    #[test]
    fn a_page_is_kept_with_its_validator_and_without_secrets() {
        let (root, cache) = kept_page();
        let (entry, body) = cache.page(&request()).unwrap();
        assert_eq!(body, b"page");
        assert_eq!(entry.header(&header::ETAG).as_deref(), Some("\"1\""));
        for file in files(root.path()) {
            let text = fs::read_to_string(&file).unwrap();
            assert!(!text.contains("secret"), "{text}");
            assert!(!file.to_string_lossy().contains("example"));
        }
        let tag = fs::read_to_string(root.path().join("finder/CACHEDIR.TAG")).unwrap();
        assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
    }

    #[test]
    fn another_form_is_another_page() {
        let (_root, cache) = kept_page();
        let form = |from: &str| Request {
            form: Some(vec![("from".to_owned(), from.to_owned())]),
            ..request()
        };
        assert!(cache.page(&form("0")).is_none());
        assert_ne!(key(&form("0")), key(&form("50")));
    }

    #[test]
    fn what_is_not_whole_is_not_kept() {
        for damage in [&b""[..], b"other", b"\xff{", b"{}", b"pag"] {
            for at in 0..2 {
                let (root, cache) = kept_page();
                let mut files = files(root.path());
                files.sort();
                fs::write(&files[at], damage).unwrap();
                assert!(cache.page(&request()).is_none(), "{at} {damage:?}");
            }
        }
    }

    #[test]
    fn rules_grow_old_and_are_not_from_tomorrow() {
        let (_root, cache) = kept_page();
        let day = Duration::from_secs(86_400);
        cache
            .keep_rules("https://a.example", &Said::None, now())
            .unwrap();
        let rules = |now| cache.rules("https://a.example", now, day);
        assert_eq!(rules(now() + Duration::from_secs(86_399)), Some(Said::None));
        assert_eq!(rules(now() + day), None);
        assert_eq!(rules(now() - Duration::from_secs(60)), Some(Said::None));
        assert_eq!(rules(now() - Duration::from_secs(600)), None);
        assert_eq!(cache.rules("https://b.example", now(), day), None);
    }

    #[test]
    fn a_digest_is_the_one_everybody_gets() {
        assert_eq!(
            digest(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
