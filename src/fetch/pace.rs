//! The pace: a host is asked one thing at a time, with a rest after each answer, and only a few hosts are asked at once.

use std::{cell::RefCell, collections::HashMap, rc::Rc, time::Duration};

use tokio::{
    sync::{Mutex, Semaphore},
    time::{Instant, sleep_until},
};

use super::{Event, Shared, Tell};

/// The gates of all hosts.
pub(super) struct Pace {
    hosts: Shared<HashMap<String, Rc<Mutex<Gate>>>>,
    at_once: Semaphore,
}

/// What stands before one host.
#[derive(Default)]
struct Gate {
    /// Before this it is not asked again.
    opens: Option<Instant>,
}

/// How long a host is left alone after an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Rest(pub(super) Duration);

impl Pace {
    pub(super) fn new(at_once: usize) -> Self {
        Self {
            hosts: Rc::new(RefCell::default()),
            at_once: Semaphore::new(at_once),
        }
    }

    /// Does the work when it is this host's turn. The work says how long the host has to be left alone after it.
    pub(super) async fn turn<T>(
        &self,
        host: &str,
        tell: Tell<'_>,
        work: impl Future<Output = (T, Rest)>,
    ) -> T {
        let gate = Rc::clone(self.hosts.borrow_mut().entry(host.to_owned()).or_default());
        let mut gate = gate.lock().await;
        if let Some(opens) = gate.opens {
            let time = opens.saturating_duration_since(Instant::now());
            if !time.is_zero() {
                tell(Event::Waiting { host, time });
            }
            sleep_until(opens).await;
        }
        // The semaphore is never closed; if it were, nothing would be gained by asking less.
        let _permit = self.at_once.acquire().await.ok();
        let (done, Rest(rest)) = work.await;
        gate.opens = Some(Instant::now() + rest);
        done
    }
}
