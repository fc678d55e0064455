//! Carrying pages, against a server that behaves badly: what comes, what is refused and why, and what the server sees of us.
#![expect(clippy::unwrap_used, reason = "a test that cannot begin has failed")]

mod answers;
mod command;
mod disguised;
mod guarded;
mod hostile;
mod keeping;
mod linked;
mod listed;
mod manners;
mod measured;
mod remembering;
mod server;
mod stopped;
mod trusted;

use std::{cell::RefCell, path::Path, time::Duration};

use chrono::{DateTime, Utc};
use finder::fetch::{Came, Class, Errand, Event, Failure, Fetcher, Mode, Page, Policy, Request};

/// Limits as ours, but for the waits: those are short.
fn quick() -> Policy {
    let moment = Duration::from_millis;
    Policy {
        apart: moment(1),
        wait: moment(1),
        timeout: moment(400),
        connect: moment(400),
        budget: Duration::from_secs(20),
        longest_wait: moment(1500),
        allow_loopback: true,
        ..Policy::default()
    }
}

fn at(hour: i64) -> DateTime<Utc> {
    let noon: DateTime<Utc> = "2026-11-22T12:00:00Z".parse().unwrap();
    noon + chrono::Duration::hours(hour)
}

/// What is asked for after the pages that came.
type Next = Box<dyn Fn(&[Page]) -> Option<Request>>;

/// Somebody who wants one page, or those that follow it by the given rule.
struct Wish {
    hosts: Vec<String>,
    refresh: Duration,
    next: Next,
    good: bool,
}

impl Wish {
    fn pages(next: impl Fn(&[Page]) -> Option<Request> + 'static) -> Self {
        Self {
            hosts: vec!["127.0.0.1".to_owned()],
            refresh: Duration::from_secs(24 * 3600),
            next: Box::new(next),
            good: true,
        }
    }

    fn page(url: &str) -> Self {
        Self::request(Request::get(url))
    }

    fn request(request: Request) -> Self {
        Self::pages(move |pages| pages.is_empty().then(|| request.clone()))
    }

    fn hosts(mut self, hosts: &[&str]) -> Self {
        self.hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
        self
    }
}

impl Errand for Wish {
    fn name(&self) -> &'static str {
        "wish"
    }

    fn hosts(&self) -> &[String] {
        &self.hosts
    }

    fn refresh(&self) -> Duration {
        self.refresh
    }

    fn next(&mut self, pages: &[Page]) -> Option<Request> {
        (self.next)(pages)
    }

    fn holds(&mut self, _: &[Page]) -> bool {
        self.good
    }
}

/// A run to be.
struct Run<'r> {
    policy: Policy,
    mode: Mode,
    cache: Option<&'r Path>,
    hour: i64,
}

type Done = Result<Vec<Page>, Failure>;

impl Default for Run<'_> {
    fn default() -> Self {
        Self {
            policy: quick(),
            mode: Mode::WhenDue,
            cache: None,
            hour: 0,
        }
    }
}

impl Run<'_> {
    /// Does all of it, and says what was told meanwhile.
    fn all(&self, wishes: Vec<Wish>) -> (Result<Vec<Done>, Failure>, Vec<String>) {
        let told = RefCell::new(Vec::new());
        let tell = |event: Event<'_>| told.borrow_mut().push(format!("{event:?}"));
        let fetcher = Fetcher {
            policy: self.policy.clone(),
            mode: self.mode,
            cache: self.cache.map(|root| root.join("finder")),
            now: at(self.hour),
            tell: &tell,
        };
        let mut wishes = wishes;
        let mut errands: Vec<&mut dyn Errand> = wishes
            .iter_mut()
            .map(|wish| wish as &mut dyn Errand)
            .collect();
        let done = fetcher.run(&mut errands);
        (done, told.into_inner())
    }

    fn one(&self, wish: Wish) -> Done {
        self.all(vec![wish]).0.unwrap().remove(0)
    }

    fn page(&self, url: &str) -> Page {
        self.one(Wish::page(url)).unwrap().remove(0)
    }
}

fn fetch(wish: Wish) -> Done {
    Run::default().one(wish)
}

#[track_caller]
fn fails(done: Done, class: Class, why: &str) {
    let failure = done.unwrap_err();
    assert_eq!(failure.class(), class, "{failure}");
    assert!(failure.to_string().contains(why), "{failure}");
}

#[track_caller]
fn came(page: &Page, came: Came, text: &str) {
    assert_eq!((page.came, &*page.text), (came, text));
}
