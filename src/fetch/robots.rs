//! What a host says about robots (RFC 9309): read, kept for a day, and obeyed.
//!
//! `robotxt` does the matching; it is met in [`Rules::read`] and [`Rules::allows`] only.

use std::time::Duration;

use robotxt::{AccessResult, Robots};
use serde::{Deserialize, Serialize};
use url::Url;

use super::policy::PRODUCT;

/// The most bytes of a robots.txt that are read, the least that RFC 9309 asks for.
pub(super) const MOST_BYTES: usize = 500 << 10;

/// What came of asking for a robots.txt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Said {
    /// These rules.
    Rules(String),
    /// There is none: everything is allowed.
    None,
}

/// The rules of one host, for us.
#[derive(Clone, Debug)]
pub(super) struct Rules(Robots);

impl Rules {
    pub(super) fn read(said: &Said) -> Self {
        let access = match said {
            Said::Rules(text) => AccessResult::Successful(text.as_bytes()),
            Said::None => AccessResult::Unavailable,
        };
        Self(Robots::from_access(access, PRODUCT))
    }

    pub(super) fn allows(&self, url: &Url) -> bool {
        self.0.is_url_allowed(url)
    }

    /// The rest between requests that it asks for.
    pub(super) fn delay(&self) -> Duration {
        self.0.crawl_delay().unwrap_or_default()
    }
}

/// Where a host keeps its rules.
pub(super) fn address(url: &Url) -> Url {
    let mut address = url.clone();
    address.set_path("/robots.txt");
    address.set_query(None);
    address.set_fragment(None);
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rules: &str, path: &str, allowed: bool) {
        let rules = Rules::read(&Said::Rules(rules.to_owned()));
        let url = Url::parse("https://a.example").unwrap().join(path).unwrap();
        assert_eq!(rules.allows(&url), allowed, "{path}");
    }

    #[test]
    fn the_rules_for_us_come_before_those_for_all() {
        let rules =
            "User-agent: *\nDisallow: /\n\nUser-agent: CE-Finder\nDisallow: /no\nAllow: /no/yes$\n";
        check(rules, "/page", true);
        check(rules, "/no?a=1", false);
        check(rules, "/no/yes", true);
        check("\u{feff}User-agent: *\nDisallow: /x", "/x", false);
        check("User-agent: *\nDisallow: /a%3cd", "/a%3Cd", false);
        check("User-agent: other\nDisallow: /", "/x", true);
        check("User-agent: *\nDisallow:", "/x", true);
        check("<html>not here</html>", "/x", true);
        check("User-agent: *\nDisallow: /*?sort=", "/list?sort=a", false);
    }

    #[test]
    fn none_allows_everything() {
        let url = Url::parse("https://a.example/x").unwrap();
        assert!(Rules::read(&Said::None).allows(&url));
    }

    #[test]
    fn a_delay_is_read() {
        let rules = Said::Rules("User-agent: *\nCrawl-delay: 7\n".to_owned());
        assert_eq!(Rules::read(&rules).delay(), Duration::from_secs(7));
        let rules = Said::Rules("User-agent: *\nCrawl-delay: -1\n".to_owned());
        assert_eq!(Rules::read(&rules).delay(), Duration::ZERO);
    }

    #[test]
    fn the_rules_lie_at_the_root() {
        let url = Url::parse("https://a.example:81/b/c?d").unwrap();
        assert_eq!(address(&url).as_str(), "https://a.example:81/robots.txt");
    }
}
