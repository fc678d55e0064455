//! One request and its answer: the socket, the bytes that are counted, and nothing that leads further.

use http::{HeaderMap, Method, StatusCode, header};
use reqwest::{redirect, tls};
use url::Url;

use super::{Class, Failure, Policy, guard::names::Names};

/// One request.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) url: Url,
    pub(super) method: Method,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<String>,
    pub(super) reading: Reading,
    /// How often it is asked again where that may help.
    pub(super) again: usize,
}

/// How much of a page is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reading {
    /// All of it; one that is larger is refused.
    Whole(usize),
    /// Its beginning.
    Beginning(usize),
    /// Nothing.
    Nothing,
}

/// What was answered.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) url: Url,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    /// The bytes of the page, unpacked; only where there is a page.
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// A header, as text.
    pub(super) fn header(&self, name: &header::HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Who asks.
pub(super) struct Client {
    inner: reqwest::Client,
    names: Names,
    policy: Policy,
}

impl Client {
    /// # Errors
    /// When the system has no certificates to trust.
    pub(super) fn new(policy: &Policy) -> Result<Self, Failure> {
        // Where somebody else has set one already, that one does as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let names = Names::new(policy.allow_loopback);
        let builder = reqwest::Client::builder()
            .user_agent(&policy.agent)
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(policy.connect)
            .timeout(policy.timeout)
            .tls_version_min(tls::Version::TLS_1_2)
            .dns_resolver(names.clone());
        let builder = if policy.allow_loopback || policy.stand_in.is_some() {
            builder.no_proxy()
        } else {
            builder
        };
        let inner = builder
            .build()
            .map_err(|error| Failure::no_connection(&error))?;
        Ok(Self {
            inner,
            names,
            policy: policy.clone(),
        })
    }

    /// Asks once, and reads the page if there is one.
    pub(super) async fn exchange(&self, ask: &Ask) -> Result<Answer, Failure> {
        let failed = |error: reqwest::Error| {
            Failure::on_the_way(&ask.url, &error.without_url(), self.policy.timeout)
        };
        self.names.ask(ask.url.host_str().unwrap_or_default());
        let mut request = self
            .inner
            .request(ask.method.clone(), self.place(&ask.url))
            .headers(ask.headers.clone());
        if self.policy.stand_in.is_some() {
            request = request.header(header::HOST, ask.url.host_str().unwrap_or_default());
        }
        if let Some(body) = &ask.body {
            request = request
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(body.clone());
        }
        let mut response = request.send().await.map_err(failed)?;
        let mut answer = Answer {
            url: ask.url.clone(),
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            body: Vec::new(),
        };
        if answer.status == StatusCode::OK && ask.reading != Reading::Nothing {
            let declared = response.content_length();
            measure(&answer, declared, ask.reading)?;
            while let Some(piece) = response.chunk().await.map_err(failed)? {
                if !take(&mut answer, &piece, ask.reading)? {
                    break;
                }
            }
        }
        Ok(answer)
    }

    /// Where an address is asked: there, but in tests.
    fn place(&self, url: &Url) -> Url {
        let mut place = url.clone();
        if self.policy.stand_in.is_some() {
            // None of these fails for an address of the web.
            let _ = place.set_scheme("http");
            let _ = place.set_host(Some("127.0.0.1"));
            let _ = place.set_port(self.policy.stand_in);
        }
        place
    }
}

/// Refuses what cannot be read, or says itself that it is too large.
fn measure(answer: &Answer, declared: Option<u64>, reading: Reading) -> Result<(), Failure> {
    if let Some(packing) = answer.headers.get(header::CONTENT_ENCODING)
        && packing != "identity"
    {
        let clause = "is packed in a way that was not asked for";
        return Err(Failure::at(Class::Odd, &answer.url, clause));
    }
    match reading {
        Reading::Whole(most) if declared.is_some_and(|declared| declared > most as u64) => {
            Err(too_large(&answer.url, most))
        }
        _ => Ok(()),
    }
}

/// Takes a piece of the page, and says whether more is wanted.
fn take(answer: &mut Answer, piece: &[u8], reading: Reading) -> Result<bool, Failure> {
    let room = |most: usize| most.saturating_sub(answer.body.len());
    match reading {
        Reading::Nothing => return Ok(false),
        Reading::Whole(most) if piece.len() > room(most) => {
            return Err(too_large(&answer.url, most));
        }
        Reading::Beginning(most) if piece.len() >= room(most) => {
            let room = room(most);
            answer.body.extend_from_slice(&piece[..room]);
            return Ok(false);
        }
        Reading::Whole(_) | Reading::Beginning(_) => answer.body.extend_from_slice(piece),
    }
    Ok(true)
}

fn too_large(url: &Url, most: usize) -> Failure {
    let size = if most >= 1 << 20 {
        format!("{} MiB", most >> 20)
    } else {
        format!("{most} bytes")
    };
    Failure::refused(url, format!("has more than {size}"))
}
