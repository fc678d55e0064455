//! What is asked for, and by whom.

use std::time::Duration;

use chrono::{DateTime, Utc};
use url::Url;

use super::Page;

/// One thing to ask for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Request {
    /// The address.
    pub url: String,
    /// A form to post; without one the page is got.
    pub form: Option<Vec<(String, String)>>,
    /// Further headers. They are sent to the address itself and to nowhere it leads to, and are neither kept nor shown.
    pub headers: Vec<(String, String)>,
}

impl Request {
    /// Asks for the page at an address.
    pub fn get(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            ..Self::default()
        }
    }

    /// The bytes of the form.
    pub(super) fn body(&self) -> Option<String> {
        let form = self.form.as_ref()?;
        Some(
            url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(form)
                .finish(),
        )
    }
}

/// What somebody wants: one page, or page after page.
pub trait Errand {
    /// Its name, for who is told what goes on.
    fn name(&self) -> &str;

    /// The hosts that may be asked for it, each `host` or `host:port`. Redirects and further pages stay there.
    fn hosts(&self) -> &[String];

    /// It is asked at most once in this time.
    fn refresh(&self) -> Duration;

    /// When all of it last came and was what was wanted, if whoever wants it remembers what it said: within its time it is not asked for
    /// again, even where its pages may not be kept.
    fn known(&self) -> Option<DateTime<Utc>> {
        None
    }

    /// What to ask for next, given what came so far, or that this is all.
    fn next(&mut self, pages: &[Page]) -> Option<Request>;

    /// Whether what came is what was wanted. Only then is it kept.
    fn holds(&mut self, pages: &[Page]) -> bool;
}

/// An address as it may be shown: without user, query and fragment, in which secrets travel.
pub fn shown_address(url: &str) -> String {
    Url::parse(url).map_or_else(|_| "an address that is none".to_owned(), |url| shown(&url))
}

pub(super) fn shown(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}"));
    let port = port.unwrap_or_default();
    format!("{}://{host}{port}{}", url.scheme(), url.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: &str) {
        assert_eq!(shown_address(url), expected);
    }

    #[test]
    fn what_may_be_secret_is_not_shown() {
        check(
            "https://me:pass@a.example/b?token=1#x",
            "https://a.example/b",
        );
        check("http://a.example:8080", "http://a.example:8080/");
        check("a\u{1b}", "an address that is none");
    }

    #[test]
    fn a_form_is_encoded() {
        let form = vec![("type".to_owned(), "a b&c".to_owned())];
        let request = Request {
            form: Some(form),
            ..Request::get("https://a.example")
        };
        assert_eq!(request.body().as_deref(), Some("type=a+b%26c"));
    }
}
