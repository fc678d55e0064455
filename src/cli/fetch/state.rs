//! What is remembered from run to run: the last good rows of a source and those before them, what was held apart, the page that broke its
//! contract, and when it was asked.

use std::{collections::BTreeMap, path::Path};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    disk::{Private, Unsafe},
    fetch,
    listing::{Quarantine, Snapshot, Source},
};

use super::super::{
    Failure, World,
    listings::{self, SNAPSHOTS, snapshot_name},
};

/// The folder of pages that broke their contract.
const BROKEN: &str = "broken";

/// The folder of rows that were held apart.
const QUARANTINE: &str = "quarantine";

/// So many snapshots are kept that say something else than the one after them.
pub(super) const OLDER: u8 = 5;

/// When each source was asked, and how it did.
const RUNS: &str = "runs.json";

/// By so much a clock may be set right without anybody's noticing.
const SLACK: chrono::Duration = chrono::Duration::minutes(5);

/// The most bytes that are read of anything in here.
const MOST_BYTES: u64 = 64 << 20;

/// The folder of the state. Without a home there is none, and nothing is remembered.
pub(super) struct State(Option<Private>);

/// How a source did when it was last asked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct LastRun {
    /// When that was.
    pub(super) when: DateTime<Utc>,
    /// How it did, in the words of the report.
    pub(super) status: String,
    /// When its page came, or was last said to be unchanged; `None` if it never did.
    pub(super) came: Option<DateTime<Utc>>,
    /// Until when it is left alone, if it failed.
    #[serde(default)]
    pub(super) rest: Option<DateTime<Utc>>,
}

impl LastRun {
    /// From when it is asked again: what came is good for its time, and what failed is left alone for a while.
    pub(super) fn due(&self, source: &Source, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let known = self.is_past(now).then_some(self);
        known.and_then(|run| run.good_until(source).max(run.rest))
    }

    /// What keeps it from being asked, if it failed a short while ago and nothing that came earlier is still good.
    pub(super) fn rests(&self, source: &Source, now: DateTime<Utc>) -> Option<fetch::Failure> {
        let rest = self.rest.filter(|_| self.is_past(now));
        let until = rest.filter(|until| now < *until)?;
        let good = self.good_until(source).is_some_and(|until| now < until);
        (!good).then(|| fetch::Failure::resting(&self.status, until))
    }

    /// Whether it has been yet: after a clock was set back, what it said of later is worth nothing.
    fn is_past(&self, now: DateTime<Utc>) -> bool {
        self.when <= now + SLACK
    }

    fn good_until(&self, source: &Source) -> Option<DateTime<Utc>> {
        let refresh = chrono::Duration::from_std(source.refresh).ok()?;
        self.came?.checked_add_signed(refresh)
    }
}

impl State {
    pub(super) fn open(world: &mut World<'_>) -> Result<Self, Failure> {
        let Some(path) = &world.folders.state else {
            world
                .err
                .note("nothing is remembered: this machine says of no home")?;
            return Ok(Self(None));
        };
        Ok(Self(Some(open(path)?)))
    }

    /// The last good rows of a source.
    pub(super) fn snapshot(&self, source: &Source) -> Option<Snapshot> {
        listings::snapshot(self.0.as_ref()?.path(), source)
    }

    /// What a source said so many changes ago.
    pub(super) fn older(&self, source: &Source, back: u8) -> Option<Snapshot> {
        listings::older_snapshot(self.0.as_ref()?.path(), source, back)
    }

    /// Keeps a snapshot, and the one before it if that said something else.
    pub(super) fn keep(&self, snapshot: &Snapshot, last: Option<&Snapshot>) -> Result<(), Failure> {
        if let Some(last) = last.filter(|last| !last.says_as(snapshot)) {
            self.set_back(last);
        }
        let name = snapshot_name(&snapshot.source, 0);
        self.write(SNAPSHOTS, &name, snapshot.to_json().as_bytes())
    }

    /// Puts a snapshot before the older ones, the oldest of which goes. That an older one is lost keeps nobody from the new one.
    fn set_back(&self, last: &Snapshot) {
        let Some(folder) = self.0.as_ref().and_then(|root| root.below(SNAPSHOTS).ok()) else {
            return;
        };
        let name = |back| snapshot_name(&last.source, back);
        for back in (1..OLDER).rev() {
            let _ = folder.rename(&name(back), &name(back + 1));
        }
        let _ = folder.write(&name(1), last.to_json().as_bytes());
    }

    /// The rows of a source that were held apart on its last good run.
    pub(super) fn held(&self, source: &Source) -> Option<Quarantine> {
        let folder = self.0.as_ref()?.below(QUARANTINE).ok()?;
        let bytes = folder.read(&format!("{}.json", source.id), MOST_BYTES)?;
        let held = Quarantine::parse(std::str::from_utf8(&bytes).ok()?)?;
        (held.source == source.id).then_some(held)
    }

    /// Keeps what was held apart, in the place of what was.
    pub(super) fn keep_held(
        &self,
        source: &Source,
        held: Option<&Quarantine>,
    ) -> Result<(), Failure> {
        let Some(held) = held else {
            self.forget(QUARANTINE, source);
            return Ok(());
        };
        let name = format!("{}.json", source.id);
        self.write(QUARANTINE, &name, held.to_json().as_bytes())
    }

    /// The pages of a source that broke its contract, as they came.
    pub(super) fn broken(&self, source: &Source) -> Option<Vec<(String, String)>> {
        let folder = self.0.as_ref()?.below(BROKEN).ok()?;
        read(&folder, &format!("{}.json", source.id))
    }

    pub(super) fn keep_broken(
        &self,
        source: &Source,
        pages: &[(&str, &str)],
    ) -> Result<(), Failure> {
        let bytes = serde_json::to_vec(pages).unwrap_or_default();
        self.write(BROKEN, &format!("{}.json", source.id), &bytes)
    }

    pub(super) fn forget_broken(&self, source: &Source) {
        self.forget(BROKEN, source);
    }

    fn forget(&self, folder: &str, source: &Source) {
        if let Some(folder) = self.0.as_ref().and_then(|root| root.below(folder).ok()) {
            // That it cannot be taken away harms nobody: it is only looked at.
            let _ = folder.remove(&format!("{}.json", source.id));
        }
    }

    /// A file of lines that are told one by one; those that cannot be read are left out.
    pub(super) fn lines<T: DeserializeOwned>(&self, name: &str) -> Vec<T> {
        let bytes = self.0.as_ref().and_then(|root| root.read(name, MOST_BYTES));
        let bytes = bytes.unwrap_or_default();
        let lines = bytes.split(|byte| *byte == b'\n');
        lines
            .filter_map(|line| serde_json::from_slice(line).ok())
            .collect()
    }

    pub(super) fn put_lines<T: Serialize>(&self, name: &str, lines: &[T]) -> Result<(), Failure> {
        let Some(root) = &self.0 else { return Ok(()) };
        let mut bytes = Vec::new();
        for line in lines {
            bytes.extend(serde_json::to_vec(line).unwrap_or_default());
            bytes.push(b'\n');
        }
        root.write(name, &bytes).map_err(|error| unwritten(&error))
    }

    pub(super) fn runs(&self) -> BTreeMap<String, LastRun> {
        self.get(RUNS)
    }

    pub(super) fn keep_runs(&self, runs: &BTreeMap<String, LastRun>) -> Result<(), Failure> {
        self.put(RUNS, runs)
    }

    /// Anything else that is remembered under a name of its own; empty where there is nothing, or nothing that can be read.
    pub(super) fn get<T: DeserializeOwned + Default>(&self, name: &str) -> T {
        let found = self.0.as_ref().and_then(|root| read(root, name));
        found.unwrap_or_default()
    }

    pub(super) fn put(&self, name: &str, value: &impl Serialize) -> Result<(), Failure> {
        let Some(root) = &self.0 else { return Ok(()) };
        let bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
        root.write(name, &bytes).map_err(|error| unwritten(&error))
    }

    fn write(&self, folder: &str, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let Some(root) = &self.0 else { return Ok(()) };
        let folder = root.below(folder).map_err(|error| unsafe_folder(&error))?;
        folder.write(name, bytes).map_err(|error| unwritten(&error))
    }
}

fn open(path: &Path) -> Result<Private, Failure> {
    Private::open(path).map_err(|error| unsafe_folder(&error))
}

fn read<T: DeserializeOwned>(folder: &Private, name: &str) -> Option<T> {
    serde_json::from_slice(&folder.read(name, MOST_BYTES)?).ok()
}

pub(super) fn unsafe_folder(error: &Unsafe) -> Failure {
    Failure::run(error.to_string()).hint(error.help())
}

fn unwritten(error: &std::io::Error) -> Failure {
    Failure::run(format!("what was found cannot be remembered: {error}"))
        .hint("See whether the disk is full.")
}
