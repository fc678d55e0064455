//! What went wrong, in one sentence, and whether it helps to try again.

mod causes;
mod class;

use std::{error::Error, fmt, time::Duration};

use chrono::{DateTime, Utc};
use url::Url;

use super::request::shown;

pub(super) use causes::{Nameless, Refusal};
pub use class::Class;

use causes::{Causes, chain};

/// What failed is left alone for so long at least: a page that did not come, and one that was not what was wanted.
pub const SHORTEST_REST: Duration = Duration::from_secs(60 * 60);

/// However long a server wants to be left alone, it is asked again after this.
const LONGEST_REST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Why a page did not come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    class: Class,
    message: String,
    /// What the server answered, where it did.
    status: Option<u16>,
    /// How long the server wants to be left alone.
    pub(super) after: Option<Duration>,
    /// Whether it was not even the other side that failed.
    of_network: bool,
}

impl Failure {
    fn new(class: Class, message: String) -> Self {
        Self {
            class,
            message,
            status: None,
            after: None,
            of_network: false,
        }
    }

    /// What kind of failure it is.
    pub fn class(&self) -> Class {
        self.class
    }

    /// The status the server answered with.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Whether nobody was there to fail: no name could be looked up, or no way leads out of here.
    pub fn is_of_the_network(&self) -> bool {
        self.of_network
    }

    /// Something about an address, as a clause that goes on from it.
    pub(super) fn at(class: Class, url: &Url, clause: impl fmt::Display) -> Self {
        Self::new(class, format!("`{}` {clause}", shown(url)))
    }

    /// An address we do not go to.
    pub(super) fn refused(url: &Url, clause: impl fmt::Display) -> Self {
        Self::at(Class::Refused, url, clause)
    }

    /// A text that is no address we could go to.
    pub(super) fn no_address(why: &str) -> Self {
        Self::new(Class::Refused, format!("the address cannot be used: {why}"))
    }

    /// Something that failed in this way a short while ago.
    pub fn resting(word: &str, until: DateTime<Utc>) -> Self {
        let until = until.format("%Y-%m-%d %H:%M UTC");
        let message = format!(
            "it failed (`{word}`) and is not asked before {until}; `--refresh` asks all the same"
        );
        Self::new(Class::Resting, message)
    }

    /// How long to leave alone what failed so: an hour, or as long as its server wants. `None`: nobody was asked, or it was a person who ended
    /// it.
    pub fn rest(&self) -> Option<Duration> {
        match self.class {
            Class::Resting | Class::NotDue | Class::Offline | Class::Interrupted | Class::Here => {
                None
            }
            _ => {
                let wanted = self.after.unwrap_or_default();
                Some(wanted.clamp(SHORTEST_REST, LONGEST_REST))
            }
        }
    }

    pub(super) fn not_due(url: &Url) -> Self {
        Self::at(
            Class::NotDue,
            url,
            "came a short while ago, and is not kept",
        )
    }

    pub(super) fn offline(url: &Url) -> Self {
        Self::at(Class::Offline, url, "is not kept, and may not be asked for")
    }

    pub(super) fn out_of_time(budget: Duration) -> Self {
        let time = budget.as_secs();
        Self::new(
            Class::OutOfTime,
            format!("the run took longer than {time} s and was ended"),
        )
    }

    pub(super) fn interrupted() -> Self {
        Self::new(Class::Interrupted, "it was interrupted".to_owned())
    }

    pub(super) fn no_connection(error: &dyn Error) -> Self {
        let cause = chain(error);
        Self::new(
            Class::Here,
            format!("no connection can be made ready: {cause}"),
        )
    }

    pub(super) fn no_folder(error: &dyn Error) -> Self {
        let cause = chain(error);
        Self::new(Class::Here, format!("pages cannot be kept: {cause}"))
    }

    /// A status that is no page.
    pub(super) fn answered(url: &Url, status: http::StatusCode, after: Option<Duration>) -> Self {
        let class = match status.as_u16() {
            401 | 402 | 403 | 407 | 451 => Class::Denied,
            404 | 410 => Class::Missing,
            408 | 429 | 500.. => Class::Busy,
            _ => Class::Odd,
        };
        let reason = status.canonical_reason();
        let reason = reason.map(|reason| format!(" ({reason})"));
        let clause = format!("answered {}{}", status.as_u16(), reason.unwrap_or_default());
        Self {
            status: Some(status.as_u16()),
            after,
            ..Self::at(class, url, clause)
        }
    }

    /// The same, where the server wants more patience than we have.
    pub(super) fn until(mut self, when: Option<DateTime<Utc>>) -> Self {
        let when = when.map_or_else(
            || "in our time".to_owned(),
            |when| when.format("before %Y-%m-%d %H:%M UTC").to_string(),
        );
        self.message = format!("{} and wants not to be asked {when}", self.message);
        self
    }

    /// What went wrong on the way, with every cause that is known.
    pub(super) fn on_the_way(url: &Url, error: &reqwest::Error, limit: Duration) -> Self {
        let causes = Causes::of(error);
        if let Some(refusal) = causes.refusal {
            return Self::refused(url, refusal);
        }
        if error.is_timeout() || causes.timed_out {
            let clause = format!("was not done within {} s", limit.as_secs());
            return Self::at(Class::Slow, url, clause);
        }
        let class = if causes.untrusted {
            Class::Untrusted
        } else {
            Class::NoAnswer
        };
        let what = if causes.untrusted {
            "cannot prove who it is"
        } else if error.is_connect() {
            "cannot be reached"
        } else if error.is_body() || error.is_decode() {
            "broke off before its end"
        } else {
            "did not answer as it should"
        };
        Self {
            of_network: causes.of_network,
            ..Self::at(class, url, format!("{what}: {}", chain(error)))
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn answered(status: u16, class: Class, message: &str) {
        let url = Url::parse("https://a.example/b?token=1").unwrap();
        let status = http::StatusCode::from_u16(status).unwrap();
        let failure = Failure::answered(&url, status, None);
        assert_eq!(
            (failure.class(), failure.to_string().as_str()),
            (class, message)
        );
    }

    #[test]
    fn a_status_is_told_without_the_query() {
        answered(
            404,
            Class::Missing,
            "`https://a.example/b` answered 404 (Not Found)",
        );
        answered(
            403,
            Class::Denied,
            "`https://a.example/b` answered 403 (Forbidden)",
        );
        answered(599, Class::Busy, "`https://a.example/b` answered 599");
        answered(
            206,
            Class::Odd,
            "`https://a.example/b` answered 206 (Partial Content)",
        );
    }

    #[track_caller]
    fn rests(status: u16, after: Option<u64>, hours: u64) {
        let url = Url::parse("https://a.example/").unwrap();
        let status = http::StatusCode::from_u16(status).unwrap();
        let failure = Failure::answered(&url, status, after.map(Duration::from_secs));
        assert_eq!(failure.rest(), Some(Duration::from_secs(hours * 60 * 60)));
    }

    #[test]
    fn what_failed_is_left_alone_for_an_hour_or_as_long_as_it_wants() {
        rests(404, None, 1);
        rests(503, Some(120), 1);
        rests(429, Some(6 * 60 * 60), 6);
        rests(429, Some(u64::MAX), 7 * 24);
        assert_eq!(Failure::interrupted().rest(), None);
        assert_eq!(Failure::resting("busy", DateTime::UNIX_EPOCH).rest(), None);
    }
}
