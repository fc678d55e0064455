//! Asks as a guest does: where it may, at the host's pace, again where that may help, and through redirects with the same care at each.

use std::{collections::HashMap, rc::Rc, time::Duration};

use backon::{ExponentialBuilder, Retryable};
use chrono::{DateTime, Utc};
use http::{HeaderMap, Method, StatusCode, header};
use tokio::{sync::OnceCell, time::Instant};
use url::Url;

use super::{
    Class, Event, Failure, Policy, Shared, Tell,
    cache::Cache,
    client::{Answer, Ask, Client, Reading},
    guard::{self, Hosts},
    pace::{Pace, Rest},
    request::shown,
    robots::{self, Rules, Said},
};

/// The most redirects that are followed.
const MOST_HOPS: usize = 5;

/// What a host says about robots, asked for once by whoever comes first.
type Known = Rc<OnceCell<Result<Rules, Failure>>>;

/// Everything that stands between an errand and the network.
pub(super) struct Polite<'p> {
    client: Client,
    pace: Pace,
    policy: &'p Policy,
    cache: Option<&'p Cache>,
    rules: Shared<HashMap<String, Known>>,
    now: DateTime<Utc>,
    began: Instant,
    tell: Tell<'p>,
}

/// An answer, and how it was reached.
pub(super) struct Reached {
    pub(super) answer: Answer,
    /// The redirects on the way, by status.
    pub(super) hops: Vec<StatusCode>,
}

impl<'p> Polite<'p> {
    pub(super) fn new(
        policy: &'p Policy,
        cache: Option<&'p Cache>,
        now: DateTime<Utc>,
        tell: Tell<'p>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            client: Client::new(policy)?,
            pace: Pace::new(policy.at_once),
            policy,
            cache,
            rules: Shared::default(),
            now,
            began: Instant::now(),
            tell,
        })
    }

    /// What time it is by now.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.now + self.began.elapsed()
    }

    pub(super) fn policy(&self) -> &'p Policy {
        self.policy
    }

    pub(super) fn tell(&self, event: Event<'_>) {
        (self.tell)(event);
    }

    /// Asks, where robots may, and goes where the answer leads.
    pub(super) async fn ask(&self, ask: Ask, hosts: &Hosts) -> Result<Reached, Failure> {
        self.follow(ask, hosts, true).await
    }

    async fn follow(&self, mut ask: Ask, hosts: &Hosts, heed: bool) -> Result<Reached, Failure> {
        let mut hops = Vec::new();
        loop {
            guard::check(&ask.url, hosts, self.policy)?;
            let delay = if heed {
                self.allowed(&ask.url, hosts).await?
            } else {
                Duration::ZERO
            };
            let answer = self.tries(&ask, delay).await?;
            let Some(to) = leads(&answer)? else {
                return Ok(Reached { answer, hops });
            };
            if hops.len() == MOST_HOPS {
                let clause = format!("leads on, after {MOST_HOPS} redirects");
                return Err(Failure::refused(&answer.url, clause));
            }
            hops.push(answer.status);
            step(&mut ask, to, answer.status);
        }
    }

    /// Asks one address, and again after a while where that may help.
    async fn tries(&self, ask: &Ask, delay: Duration) -> Result<Answer, Failure> {
        let policy = self.policy;
        let again = ExponentialBuilder::new()
            .with_min_delay(policy.wait)
            .with_factor(4.0)
            .with_max_times(ask.again)
            .with_jitter();
        (|| self.once(ask, delay))
            .retry(again)
            .when(|failure| {
                failure.class().may_pass()
                    && failure
                        .after
                        .is_none_or(|after| after <= policy.longest_wait)
            })
            .adjust(|failure, wait| Some(wait?.max(failure.after.unwrap_or_default())))
            .notify(|failure, time| {
                let why = failure.to_string();
                self.tell(Event::Again { why: &why, time });
            })
            .await
    }

    /// Asks one address once, when it is its host's turn. That a server is in trouble is a failure; anything else is an answer.
    async fn once(&self, ask: &Ask, delay: Duration) -> Result<Answer, Failure> {
        let host = ask.url.host_str().unwrap_or_default();
        let work = async {
            self.tell(Event::Asking {
                address: &shown(&ask.url),
            });
            let answered = self.client.exchange(ask).await.and_then(|answer| {
                let status = answer.status;
                if matches!(status.as_u16(), 408 | 429 | 500..) {
                    let after = self.after(&answer.headers);
                    return Err(self.answered(&answer.url, status, after));
                }
                Ok(answer)
            });
            let asked_for = answered.as_ref().err().and_then(|failure| failure.after);
            let rest = asked_for.filter(|after| *after <= self.policy.longest_wait);
            let rest = delay.max(self.policy.apart).max(rest.unwrap_or_default());
            (answered, Rest(rest))
        };
        self.pace.turn(host, self.tell, work).await
    }

    /// How long a server wants to be left alone.
    fn after(&self, headers: &HeaderMap) -> Option<Duration> {
        let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let when = httpdate::parse_http_date(text).ok()?;
        Some(when.duration_since(self.now().into()).unwrap_or_default())
    }

    fn answered(&self, url: &Url, status: StatusCode, after: Option<Duration>) -> Failure {
        let failure = Failure::answered(url, status, after);
        match after.filter(|after| *after > self.policy.longest_wait) {
            Some(after) => failure.until(
                chrono::Duration::from_std(after)
                    .ok()
                    .and_then(|after| self.now().checked_add_signed(after)),
            ),
            None => failure,
        }
    }

    /// Whether the host lets robots go there, and how long it wants to be left alone between requests.
    async fn allowed(&self, url: &Url, hosts: &Hosts) -> Result<Duration, Failure> {
        let origin = url.origin().ascii_serialization();
        let cell = Rc::clone(self.rules.borrow_mut().entry(origin.clone()).or_default());
        let known = cell
            .get_or_init(|| async {
                let said = Box::pin(self.rules_of(url, &origin, hosts)).await;
                said.map(|said| Rules::read(&said))
            })
            .await;
        let rules = match known {
            Ok(rules) => rules,
            Err(failure) if failure.class() == Class::Busy => {
                let clause = format!("is not asked: {failure}, so nobody knows whether robots may");
                return Err(Failure::at(Class::Robots, url, clause));
            }
            Err(failure) => return Err(failure.clone()),
        };
        if !rules.allows(url) {
            let clause = "is not asked: its host does not want robots there (robots.txt)";
            return Err(Failure::at(Class::Robots, url, clause));
        }
        let delay = rules.delay();
        if delay > self.policy.longest_delay {
            let clause = format!(
                "is not asked: its host wants {} s between requests (robots.txt), and {} s is the most we wait",
                delay.as_secs(),
                self.policy.longest_delay.as_secs()
            );
            return Err(Failure::at(Class::Robots, url, clause));
        }
        Ok(delay)
    }

    /// What the host says about robots, as it was kept or as it says now.
    async fn rules_of(&self, url: &Url, origin: &str, hosts: &Hosts) -> Result<Said, Failure> {
        if let Some(said) = self
            .cache
            .and_then(|cache| cache.rules(origin, self.now(), self.policy.robots))
        {
            return Ok(said);
        }
        let ask = Ask {
            url: robots::address(url),
            method: Method::GET,
            headers: HeaderMap::new(),
            body: None,
            reading: Reading::Beginning(robots::MOST_BYTES),
            // Trouble there forbids the host (RFC 9309, 2.3.1.4): one more look, and then it is left alone.
            again: self.policy.again.min(1),
        };
        let Reached { answer, .. } = self.follow(ask, hosts, false).await?;
        let said = match answer.status.as_u16() {
            200 => Said::Rules(String::from_utf8_lossy(&answer.body).into_owned()),
            400..500 => Said::None,
            _ => return Err(Failure::answered(&answer.url, answer.status, None)),
        };
        if let Some(cache) = self.cache {
            cache.keep_rules(origin, &said, self.now())?;
        }
        Ok(said)
    }
}

/// Where an answer leads, if it leads anywhere.
fn leads(answer: &Answer) -> Result<Option<Url>, Failure> {
    if !answer.status.is_redirection() || answer.status == StatusCode::NOT_MODIFIED {
        return Ok(None);
    }
    let status = answer.status.as_u16();
    match answer.header(&header::LOCATION) {
        Some(location) if matches!(status, 301 | 302 | 303 | 307 | 308) => {
            guard::lead(&answer.url, location).map(Some)
        }
        _ => {
            let clause = format!("answered {status} and leads nowhere");
            Err(Failure::at(Class::Odd, &answer.url, clause))
        }
    }
}

/// Turns a request to where it was led.
fn step(ask: &mut Ask, to: Url, status: StatusCode) {
    if ask.url.origin() != to.origin() {
        // What was meant for one host is no business of another; and its validators are of no use there.
        ask.headers = HeaderMap::new();
    }
    let keeps = matches!(status.as_u16(), 307 | 308) || ask.method == Method::HEAD;
    if !keeps {
        ask.method = Method::GET;
        ask.body = None;
    }
    ask.url = to;
}
