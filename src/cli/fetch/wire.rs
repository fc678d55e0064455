//! From flags to a fetcher.

use std::time::Duration;

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
        stand_in: wire.loopback,
        ..Policy::default()
    };
    Fetcher {
        policy: if wire.hurry { hurried(policy) } else { policy },
        mode,
        cache: world.folders.cache.clone(),
        now: world.now,
        tell,
    }
}
