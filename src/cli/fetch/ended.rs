//! How the sources of a run ended: what is told of each, what is kept of it, and how the run ends because of that.

use chrono::{DateTime, Utc};

use crate::{
    fetch::{self, Came, Class},
    listing::{Comparison, Harvest, Look, Page, Quarantine, Snapshot, compare, remembered},
    model::ProgramCatalog,
    report::{clean, fetch::Outcome},
};

use super::{
    super::{Exit, Failure, World, args::RunArgs},
    asking::Asked,
    desk::Desk,
    log::{self, Run},
    state::{LastRun, State},
};

/// How a source ended.
pub(super) struct Ended {
    pub(super) outcome: Outcome,
    /// What came of it, if its contract held.
    pub(super) good: Option<Comparison>,
    class: Option<Class>,
    fragile: bool,
    /// Whether nobody at all could be reached.
    silent: bool,
}

pub(super) fn judge(
    desk: &Desk,
    asked: Vec<Asked<'_>>,
    (state, world): (&State, &World<'_>),
    args: &RunArgs,
) -> Result<Vec<Ended>, Failure> {
    let mut runs = state.runs();
    let mut log = Vec::new();
    let mut all = Vec::new();
    let silent = is_silent(&asked);
    for asked in asked {
        let ended = Ended {
            silent,
            ..asked.ended(desk, (state, world))
        };
        let id = asked.work.source.id.to_string();
        let came = asked.work.retrieved.filter(|_| ended.good.is_some());
        let before = runs.get(&id).and_then(|run| run.came);
        if !asked.from_file && !args.dry_run {
            asked.keep(&ended, state)?;
        }
        if asked.was_asked() && !args.wire.offline {
            // Where nobody answers it is the network here, which is no fault of any source.
            let rest = asked.rest().filter(|_| !silent);
            let run = LastRun {
                when: world.now,
                status: ended.outcome.status.clone(),
                came: came.or(before),
                rest: rest.and_then(|rest| world.now.checked_add_signed(rest)),
            };
            runs.insert(id, run);
            log.push(Run::of(&ended.outcome, world.now));
        }
        all.push(ended);
    }
    if !args.dry_run {
        state.keep_runs(&runs)?;
        log::add(state, log)?;
    }
    Ok(all)
}

/// Whether no source could be reached, and the network is why.
fn is_silent(asked: &[Asked<'_>]) -> bool {
    let mut asked = asked.iter().filter(|asked| asked.was_asked()).peekable();
    let unreached = |asked: &Asked<'_>| {
        let failure = asked.failure.as_ref();
        failure.is_some_and(fetch::Failure::is_of_the_network)
    };
    asked.peek().is_some() && asked.all(unreached)
}

impl Asked<'_> {
    fn failed(&self, class: Class) -> bool {
        self.failure
            .as_ref()
            .is_some_and(|failure| failure.class() == class)
    }

    /// Whether it was for the fetcher to find out how it does.
    fn was_asked(&self) -> bool {
        !self.from_file && !self.failed(Class::Resting) && !self.failed(Class::NotDue)
    }

    /// How long it is left alone, if it failed. A page that was kept has cost nobody anything.
    fn rest(&self) -> Option<chrono::Duration> {
        let rest = match (&self.failure, &self.work.harvest) {
            (Some(failure), _) => failure.rest(),
            (None, Some(Ok(_))) => None,
            (None, _) if self.work.came == Some(Came::Kept) => None,
            (None, _) => Some(fetch::SHORTEST_REST),
        };
        chrono::Duration::from_std(rest?).ok()
    }

    fn ended(&self, desk: &Desk, (state, world): (&State, &World<'_>)) -> Ended {
        let source = self.work.source;
        let program = desk.program(source);
        if let (true, Some(last), Some(program)) = (self.failed(Class::NotDue), &self.last, program)
        {
            let (pages, harvest) = remembered(last, state.held(source).as_ref());
            return self.good(program, (&pages, &harvest), world);
        }
        if let Some(failure) = &self.failure {
            let class = failure.class();
            return Ended {
                class: Some(class),
                ..self.bad(class.word(), failure.to_string(), world)
            };
        }
        match (&self.work.harvest, program) {
            (Some(Ok(harvest)), Some(program)) => {
                self.good(program, (&self.work.pages, harvest), world)
            }
            (Some(Err(broken)), _) => self.bad(broken.kind.word(), broken.reason.clone(), world),
            _ => {
                let reason = "nothing came that could be read".to_owned();
                self.bad("not read", reason, world)
            }
        }
    }

    /// What is looked at: pages that somebody gave or vouched for just now, or what is kept of an earlier run.
    fn look(&self, world: &World<'_>) -> Look {
        if self.is_in_part() {
            Look::in_part(world.today)
        } else if self.from_file || self.has_come() {
            Look::anew(world.today)
        } else {
            Look::again(world.today)
        }
    }

    /// Whether any of its pages was asked for, and came.
    fn has_come(&self) -> bool {
        let came = matches!(self.work.came, Some(Came::Network | Came::Unchanged));
        came && self.failure.is_none()
    }

    /// Whether that goes for some of its pages, and others were kept.
    fn is_in_part(&self) -> bool {
        !self.from_file && self.has_come() && self.work.some_kept
    }

    fn good(
        &self,
        program: &ProgramCatalog,
        (pages, harvest): (&[Page], &Harvest),
        world: &World<'_>,
    ) -> Ended {
        let pages = (self.work.source, pages);
        let good = compare(
            program,
            pages,
            harvest,
            self.last.as_ref(),
            self.look(world),
        );
        let retrieved = self.work.retrieved.or(self.work.known);
        let mut outcome = Outcome {
            cache: Some(self.came().to_owned()),
            rows: Some(harvest.rows.len() + harvest.held.len()),
            age: retrieved.map(|then| seconds(then, world.now)),
            ..self.outcome("ok", None, world)
        };
        if self.is_in_part() {
            let told =
                "some of its pages were not asked for: what is not there does not count as missing";
            outcome.warnings.push(told.to_owned());
        }
        for warning in harvest.warnings.iter().chain(&good.warnings) {
            if !outcome.warnings.contains(warning) {
                outcome.warnings.push(warning.clone());
            }
        }
        self.end(outcome, Some(good))
    }

    fn bad(&self, status: &str, reason: String, world: &World<'_>) -> Ended {
        let reason = Some(self.with_last(reason));
        self.end(self.outcome(status, reason, world), None)
    }

    fn end(&self, outcome: Outcome, good: Option<Comparison>) -> Ended {
        Ended {
            outcome,
            good,
            class: None,
            fragile: self.work.source.fragile,
            silent: false,
        }
    }

    fn outcome(&self, status: &str, reason: Option<String>, world: &World<'_>) -> Outcome {
        Outcome {
            id: self.work.source.id.to_string(),
            status: status.to_owned(),
            reason,
            cache: None,
            rows: None,
            age: self.last.as_ref().map(|last| days(last, world)),
            warnings: self.work.doubts.clone(),
        }
    }

    /// What is wrong, and what is used instead.
    fn with_last(&self, reason: String) -> String {
        match &self.last {
            Some(last) => format!("{reason}; the rows of {} stand", last.seen),
            None => reason,
        }
    }

    fn came(&self) -> &'static str {
        match self.work.came {
            _ if self.from_file => "file",
            _ if self.failed(Class::NotDue) => "fresh",
            Some(Came::Network) | None => "fetched",
            Some(Came::Unchanged) => "304",
            Some(Came::Kept) => "fresh",
        }
    }

    /// Keeps what was good; of what was not, the pages, for a person to look at. What was not asked for anew says nothing new.
    fn keep(&self, ended: &Ended, state: &State) -> Result<(), Failure> {
        let source = self.work.source;
        match (&ended.good, &self.work.harvest) {
            _ if self.failed(Class::NotDue) => Ok(()),
            (Some(good), Some(Ok(harvest))) => {
                state.forget_broken(source);
                if self.work.came == Some(Came::Kept) && self.last.is_some() {
                    return Ok(());
                }
                state.keep(&good.snapshot, self.last.as_ref())?;
                let (pages, seen) = (&self.work.pages, good.snapshot.seen);
                let held = Quarantine::of(&source.id, pages, &harvest.held, seen);
                state.keep_held(source, held.as_ref())
            }
            _ if self.failure.is_none() => {
                let pages = self.work.pages.iter();
                let pages: Vec<_> = pages.map(|page| (page.url.as_str(), &*page.text)).collect();
                state.keep_broken(source, &pages)
            }
            _ => Ok(()),
        }
    }
}

fn days(last: &Snapshot, world: &World<'_>) -> u64 {
    u64::try_from((world.today - last.seen).num_days()).unwrap_or(0) * 24 * 60 * 60
}

fn seconds(then: DateTime<Utc>, now: DateTime<Utc>) -> u64 {
    u64::try_from((now - then).num_seconds()).unwrap_or(0)
}

/// What the table does not say: doubts, and that it may be the network.
pub(super) fn tell(ended: &[Ended], world: &mut World<'_>) -> Result<(), Failure> {
    for Ended { outcome, .. } in ended {
        for warning in &outcome.warnings {
            world
                .err
                .note(&format!("`{}`: {}", outcome.id, clean(warning)))?;
        }
    }
    if ended.iter().any(|ended| ended.silent) {
        world.err.note("nobody answers: is there no network?")?;
    }
    if is_interrupted(ended) {
        world
            .err
            .note("it was interrupted; what had come by then is kept")?;
    }
    Ok(())
}

fn is_interrupted(ended: &[Ended]) -> bool {
    let mut ended = ended.iter();
    ended.any(|ended| ended.class == Some(Class::Interrupted))
}

/// A source that is known to be fragile may fail, unless nothing at all is left.
pub(super) fn exit(ended: &[Ended], waits: bool) -> Exit {
    let failed = |ended: &&Ended| ended.good.is_none();
    let stern = ended.iter().filter(failed).any(|ended| !ended.fragile);
    if is_interrupted(ended) {
        Exit::Interrupted
    } else if stern || ended.iter().all(|ended| ended.good.is_none()) {
        Exit::CouldNotRun
    } else if waits {
        Exit::No
    } else {
        Exit::Done
    }
}
