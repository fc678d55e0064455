//! From flags to a fetcher, and from the addresses of sources to those that are asked: the same, but for tests.

use std::{path::PathBuf, time::Duration};

use url::Url;

use crate::fetch::{Fetcher, Mode, Policy, Tell};

use super::super::{World, args::Wire};

/// Limits with short waits.
fn hurried(policy: Policy) -> Policy {
    let moment = Duration::from_millis;
    Policy {
        apart: moment(1),
        wait: moment(1),
        timeout: moment(1500),
        connect: moment(1500),
        ..policy
    }
}

/// A fetcher for this run.
pub(super) fn fetcher<'t>(
    wire: Wire,
    mode: Mode,
    world: &World<'_>,
    tell: Tell<'t>,
) -> Fetcher<'t> {
    let policy = Policy {
        allow_loopback: wire.loopback.is_some(),
        ..Policy::default()
    };
    Fetcher {
        policy: if wire.hurry { hurried(policy) } else { policy },
        mode,
        cache: world.folders.cache.clone().map(PathBuf::from),
        now: world.now,
        tell,
    }
}

/// The address that is asked for another: itself, or the one on this computer.
pub(super) fn there(wire: Wire, url: &str) -> String {
    moved(url, wire.loopback).unwrap_or_else(|| url.to_owned())
}

fn moved(url: &str, port: Option<u16>) -> Option<String> {
    let mut url = Url::parse(url).ok()?;
    port?;
    url.set_scheme("http").ok()?;
    url.set_host(Some("127.0.0.1")).ok()?;
    url.set_port(port).ok()?;
    Some(url.into())
}

/// The address that an answer from this computer stands for.
pub(super) fn back(wire: Wire, home: &str, url: &str) -> String {
    let back = || {
        wire.loopback?;
        let home = Url::parse(home).ok()?;
        let mut url = Url::parse(url).ok()?;
        url.set_scheme(home.scheme()).ok()?;
        url.set_host(home.host_str()).ok()?;
        url.set_port(home.port()).ok()?;
        Some(url.into())
    };
    back().unwrap_or_else(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tests_ask_elsewhere() {
        let url = "https://learn.example/a?b=1";
        let wire = |loopback| Wire {
            offline: false,
            loopback,
            hurry: false,
        };
        assert_eq!(there(wire(None), url), url);
        assert_eq!(back(wire(None), url, url), url);
        let moved = there(wire(Some(81)), url);
        assert_eq!(moved, "http://127.0.0.1:81/a?b=1");
        assert_eq!(back(wire(Some(81)), "https://learn.example/", &moved), url);
    }
}
