//! Whether an address still leads somewhere. It is asked as politely as a page, and nothing of the page is read.

use chrono::{DateTime, Utc};
use http::{HeaderMap, Method, StatusCode};
use url::Url;

use super::{
    Class, Failure,
    client::{Ask, Reading},
    guard::{self, Hosts},
    polite::{Polite, Reached},
    request::shown,
};

/// An address that is missing for so long is gone.
const GONE_AFTER: chrono::Duration = chrono::Duration::days(1);

/// An address to look at, and what was found there last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The address.
    pub url: String,
    /// What is remembered of it.
    pub before: Before,
}

/// What is remembered of an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Before {
    /// Since when nothing is found there.
    pub missing_since: Option<DateTime<Utc>>,
}

/// What was found at an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// How it stands.
    pub standing: Standing,
    /// What to remember of it.
    pub remember: Before,
    /// When it was looked at.
    pub when: DateTime<Utc>,
}

/// How an address stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// There is a page.
    Ok,
    /// There is a page, at another address, and for good.
    Moved(String),
    /// There is no page, and was none a day before.
    Gone,
    /// There is no page; once is not enough to say that it is gone.
    Missing,
    /// It is not for us, with the status of the answer.
    Blocked(u16),
    /// It cannot be said, and why.
    Unsure(String),
}

impl Standing {
    /// How a report calls it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Moved(_) => "moved",
            Self::Gone => "gone",
            Self::Missing => "missing",
            Self::Blocked(_) => "blocked",
            Self::Unsure(_) => "unsure",
        }
    }
}

/// Looks at one address.
pub(super) async fn look(polite: &Polite<'_>, link: &Link) -> Found {
    let reached = match guard::parse(&link.url) {
        Ok(url) => ask(polite, &url).await.map(|reached| (url, reached)),
        Err(failure) => Err(failure),
    };
    let when = polite.now();
    let standing = match reached {
        Ok((url, reached)) => standing(&url, &reached),
        Err(failure) => unreached(&failure),
    };
    judge(standing, link.before, when)
}

/// Asks for the head of a page, and for the page where the server wants nobody to ask for heads.
async fn ask(polite: &Polite<'_>, url: &Url) -> Result<Reached, Failure> {
    let with = |method: Method, again: usize| Ask {
        url: url.clone(),
        method,
        headers: HeaderMap::new(),
        body: None,
        reading: Reading::Nothing,
        again,
    };
    let head = polite.ask(with(Method::HEAD, 0), &Hosts::Any).await;
    // Many servers answer anything but a plain request with an error of some kind, or not at all.
    let enough = match &head {
        Ok(reached) => reached.answer.status.is_success(),
        Err(failure) => !failure.class().may_pass() && failure.class() != Class::Odd,
    };
    if enough {
        return head;
    }
    let again = polite.policy().again;
    polite.ask(with(Method::GET, again), &Hosts::Any).await
}

fn standing(url: &Url, reached: &Reached) -> Standing {
    let Reached { answer, hops } = reached;
    match answer.status.as_u16() {
        404 | 410 => Standing::Missing,
        status @ (401 | 403 | 407 | 429 | 451) => Standing::Blocked(status),
        _ if !answer.status.is_success() => {
            Standing::Unsure(format!("it answered {}", answer.status.as_u16()))
        }
        _ if is_front(&answer.url) && !is_front(url) => {
            Standing::Unsure("it leads to a front page, as it does where a page is gone".to_owned())
        }
        _ if !hops.is_empty() && hops.iter().all(|hop| is_for_good(*hop)) => {
            Standing::Moved(moved_to(url, &answer.url))
        }
        _ => Standing::Ok,
    }
}

/// Where it has moved: with its query only where it had one, for what a server adds is often about the visitor.
fn moved_to(from: &Url, to: &Url) -> String {
    if from.query().is_some() {
        to.to_string()
    } else {
        shown(to)
    }
}

fn is_for_good(hop: StatusCode) -> bool {
    matches!(
        hop,
        StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT
    )
}

fn is_front(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}

fn unreached(failure: &Failure) -> Standing {
    match failure.status() {
        Some(429) => Standing::Blocked(429),
        _ => Standing::Unsure(failure.to_string()),
    }
}

/// What is made of it, given what was found before.
fn judge(standing: Standing, before: Before, when: DateTime<Utc>) -> Found {
    let (standing, missing_since) = match standing {
        Standing::Missing => {
            let since = before.missing_since.unwrap_or(when).min(when);
            let gone = when - since >= GONE_AFTER;
            let standing = if gone {
                Standing::Gone
            } else {
                Standing::Missing
            };
            (standing, Some(since))
        }
        // Who does not answer has said nothing of the page.
        standing @ (Standing::Unsure(_) | Standing::Blocked(_)) => (standing, before.missing_since),
        standing => (standing, None),
    };
    Found {
        standing,
        remember: Before { missing_since },
        when,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32) -> DateTime<Utc> {
        let day = "2026-11-22T00:00:00Z".parse::<DateTime<Utc>>().unwrap();
        day + chrono::Duration::hours(hour.into())
    }

    #[test]
    fn gone_is_what_is_missing_twice_a_day_apart() {
        let first = judge(Standing::Missing, Before::default(), at(0));
        assert_eq!(first.standing, Standing::Missing);
        let soon = judge(Standing::Missing, first.remember, at(23));
        assert_eq!(soon.standing, Standing::Missing);
        let later = judge(Standing::Missing, soon.remember, at(24));
        assert_eq!(later.standing, Standing::Gone);
    }

    #[test]
    fn silence_says_nothing_and_an_answer_says_all() {
        let missing = judge(Standing::Missing, Before::default(), at(0)).remember;
        let silent = judge(Standing::Unsure("it slept".to_owned()), missing, at(1));
        assert_eq!(silent.remember, missing);
        let there = judge(Standing::Ok, missing, at(1));
        assert_eq!(there.remember, Before::default());
    }
}
