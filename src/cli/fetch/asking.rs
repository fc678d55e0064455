//! A run: sources are asked and read, their rows compared, what was good is kept, and all of it is reported.

use std::{collections::BTreeMap, path::Path};

use chrono::{DateTime, Utc};

use crate::{
    fetch::{self, Came, Class, Errand, Mode},
    listing::{Comparison, Page, Snapshot, Source, compare, settle},
    model::Date,
    report::{
        clean,
        fetch::{Fetched, Outcome, fetch_json, fetch_markdown, fetch_text},
    },
};

use super::{
    super::{
        Exit, Failure, World,
        args::{Form, RunArgs, Shared},
        convert::Given,
    },
    desk::Desk,
    progress::Progress,
    propose, recorded,
    state::{LastRun, State},
    wire,
    work::{Setting, Work},
};

pub(super) fn run(args: &RunArgs, shared: &Shared, world: &mut World<'_>) -> Result<Exit, Failure> {
    let Some(desk) = Desk::open(shared, world)? else {
        return Ok(Exit::Wrong);
    };
    let files = files(&args.from_file, &desk, world.today)?;
    let chosen = chosen(args, &desk, &files)?;
    if chosen.is_empty() {
        world
            .err
            .note("no source is enabled, and none is named: nothing is asked")?;
        world.err.hint(
            "`finder fetch list` shows what can be asked; name one, as `finder fetch SOURCE`.",
        )?;
        return Ok(Exit::Done);
    }
    for source in &chosen {
        unlikely(source, world)?;
    }
    let state = State::open(world)?;
    let asked = ask(args, &chosen, &files, (&state, world))?;
    let ended = judge(&desk, asked, (&state, world), args)?;
    let comparisons: Vec<Comparison> = ended
        .iter()
        .filter_map(|ended| ended.good.clone())
        .collect();
    let items = settle(&desk.sources, &comparisons);
    let outcomes: Vec<Outcome> = ended.iter().map(|ended| ended.outcome.clone()).collect();
    let fetched = Fetched {
        today: world.today,
        sources: &outcomes,
        items: &items,
    };
    let out = &mut *world.out.writer;
    match args.format.format {
        Form::Table => fetch_text(out, world.out.style, &fetched)?,
        Form::Json => fetch_json(out, &fetched)?,
        Form::Markdown => fetch_markdown(out, &fetched)?,
    }
    let waiting = fetched.waiting();
    if let Some(directory) = &args.propose {
        propose::write(args, directory, (&desk, &items), world)?;
    }
    tell(&ended, world)?;
    Ok(exit(&ended, args.check && waiting > 0))
}

/// Says so where a source was reviewed on a day to come: then nobody has looked.
fn unlikely(source: &Source, world: &mut World<'_>) -> Result<(), Failure> {
    if let Some(day) = source.reviewed.filter(|day| *day > world.today) {
        world.err.note(&format!(
            "`{}` says that somebody looked at its terms on {day}, which is to come: take it as unverified",
            source.id
        ))?;
    }
    Ok(())
}

/// The pages that are read from files, by source.
fn files(
    given: &[String],
    desk: &Desk,
    today: Date,
) -> Result<BTreeMap<String, Vec<Page>>, Failure> {
    let mut paths: BTreeMap<&str, Vec<&Path>> = BTreeMap::new();
    for text in given {
        let given = Given::new("--from-file", text);
        let Some((name, path)) = text.split_once('=') else {
            return Err(given
                .wrong("it names no source")
                .hint("Write the source and the file, such as `--from-file revup=page.html`."));
        };
        paths.entry(name).or_default().push(Path::new(path));
    }
    let mut files = BTreeMap::new();
    for (name, paths) in paths {
        let pages = recorded::pages(desk.source(name)?, &paths, today)?;
        files.insert(name.to_owned(), pages);
    }
    Ok(files)
}

/// The sources that are asked: those that are named, or else those that are enabled.
fn chosen<'d>(
    args: &RunArgs,
    desk: &'d Desk,
    files: &BTreeMap<String, Vec<Page>>,
) -> Result<Vec<&'d Source>, Failure> {
    let mut chosen = Vec::new();
    for name in &args.sources {
        chosen.push(desk.source(name)?);
    }
    if args.sources.is_empty() {
        let on = |source: &&Source| {
            if files.is_empty() {
                source.enabled
            } else {
                files.contains_key(source.id.as_str())
            }
        };
        chosen.extend(desk.sources.iter().filter(on));
    }
    chosen.sort_by(|a, b| a.id.cmp(&b.id));
    chosen.dedup_by(|a, b| a.id == b.id);
    Ok(chosen)
}

/// A source that was asked, and what kept it from answering.
struct Asked<'a> {
    work: Work<'a>,
    last: Option<Snapshot>,
    failure: Option<fetch::Failure>,
    from_file: bool,
}

fn ask<'a, 'w: 'a>(
    args: &RunArgs,
    chosen: &[&'a Source],
    files: &BTreeMap<String, Vec<Page>>,
    (state, world): (&State, &World<'w>),
) -> Result<Vec<Asked<'a>>, Failure> {
    let mut asked = Vec::new();
    let runs = state.runs();
    for &source in chosen {
        let last = state.snapshot(source);
        let before = last.as_ref().map(Snapshot::present);
        let pages = files.get(source.id.as_str());
        let silent = pages.is_some() || args.wire.offline;
        let setting = Setting {
            keeps: !args.dry_run,
            elapsed: world.elapsed,
            // Where nobody is asked, no key is needed.
            variable: if silent {
                &|_| Some(String::new())
            } else {
                world.variable
            },
        };
        let mut work = Work::new(source, before, setting)?;
        if let Some(pages) = pages {
            work.pages.clone_from(pages);
            work.retrieved = Some(world.now);
            work.read();
        }
        let run = runs.get(source.id.as_str());
        let failure = run
            .filter(|_| !silent && !args.refresh)
            .and_then(|run| run.rests(source, world.now));
        asked.push(Asked {
            work,
            last,
            failure,
            from_file: pages.is_some(),
        });
    }
    carry(args, &mut asked, world)?;
    Ok(asked)
}

fn carry(args: &RunArgs, asked: &mut [Asked<'_>], world: &World<'_>) -> Result<(), Failure> {
    let waiting = asked.iter().filter(|asked| asked.is_open()).count();
    if waiting == 0 {
        return Ok(());
    }
    let mode = match (args.wire.offline, args.refresh) {
        (true, _) => Mode::Offline,
        (false, true) => Mode::Refresh,
        (false, false) => Mode::WhenDue,
    };
    let progress = Progress::new(waiting, world.terminal.is_some());
    let tell = |event: fetch::Event<'_>| progress.tell(event);
    let fetcher = wire::fetcher(args.wire, mode, world, &tell);
    let mut errands: Vec<&mut dyn Errand> = asked
        .iter_mut()
        .filter(|asked| asked.is_open())
        .map(|asked| &mut asked.work as &mut dyn Errand)
        .collect();
    let done = fetcher.run(&mut errands);
    progress.end();
    let done = done.map_err(|failure| unable(&failure))?;
    let open = asked.iter_mut().filter(|asked| asked.is_open());
    for (asked, done) in open.zip(done) {
        asked.failure = done.err();
    }
    Ok(())
}

/// Nothing could be asked at all.
pub(super) fn unable(failure: &fetch::Failure) -> Failure {
    let told = Failure::run(failure.to_string());
    match failure.class().help() {
        Some(help) => told.hint(help),
        None => told,
    }
}

/// How a source ended.
struct Ended {
    outcome: Outcome,
    /// What came of it, if its contract held.
    good: Option<Comparison>,
    class: Option<Class>,
    fragile: bool,
}

fn judge(
    desk: &Desk,
    asked: Vec<Asked<'_>>,
    (state, world): (&State, &World<'_>),
    args: &RunArgs,
) -> Result<Vec<Ended>, Failure> {
    let mut runs = state.runs();
    // Where nobody answers it is the network here, which is no fault of any source.
    let silence = asked.iter().all(|asked| asked.failed(Class::NoAnswer));
    let mut all = Vec::new();
    for asked in asked {
        let ended = asked.ended(desk, world);
        let id = asked.work.source.id.to_string();
        let came = asked.work.retrieved.filter(|_| ended.good.is_some());
        let before = runs.get(&id).and_then(|run| run.came);
        if !asked.from_file && !args.dry_run {
            asked.keep(&ended, state)?;
        }
        let is_run = !asked.from_file && !args.wire.offline && !asked.failed(Class::Resting);
        if is_run {
            let rest = asked.rest().filter(|_| !silence);
            let run = LastRun {
                when: world.now,
                status: ended.outcome.status.clone(),
                came: came.or(before),
                rest: rest.and_then(|rest| world.now.checked_add_signed(rest)),
            };
            runs.insert(id, run);
        }
        all.push(ended);
    }
    if !args.dry_run {
        state.keep_runs(&runs)?;
    }
    Ok(all)
}

impl Asked<'_> {
    /// Whether it is for the fetcher: it was not read from a file, and is not left alone.
    fn is_open(&self) -> bool {
        !self.from_file && self.failure.is_none()
    }

    fn failed(&self, class: Class) -> bool {
        self.failure
            .as_ref()
            .is_some_and(|failure| failure.class() == class)
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

    fn ended(&self, desk: &Desk, world: &World<'_>) -> Ended {
        let source = self.work.source;
        let base = |status: String, reason: Option<String>| Outcome {
            id: source.id.to_string(),
            status,
            reason,
            cache: None,
            rows: None,
            age: self.last.as_ref().map(|last| days(last, world)),
            warnings: self.work.doubts.clone(),
        };
        let failed = |status: &str, reason: String, class| Ended {
            outcome: base(status.to_owned(), Some(self.with_last(reason))),
            good: None,
            class,
            fragile: source.fragile,
        };
        if let Some(failure) = &self.failure {
            return failed(
                failure.class().word(),
                failure.to_string(),
                Some(failure.class()),
            );
        }
        match (&self.work.harvest, desk.program(source)) {
            (Some(Ok(harvest)), Some(program)) => {
                let pages = (source, self.work.pages.as_slice());
                let good = compare(program, pages, harvest, self.last.as_ref(), world.today);
                let mut outcome = base("ok".to_owned(), None);
                outcome.cache = Some(self.came().to_owned());
                outcome.rows = Some(harvest.rows.len() + harvest.held.len());
                outcome.age = self.work.retrieved.map(|then| seconds(then, world.now));
                for warning in harvest.warnings.iter().chain(&good.warnings) {
                    if !outcome.warnings.contains(warning) {
                        outcome.warnings.push(warning.clone());
                    }
                }
                Ended {
                    outcome,
                    good: Some(good),
                    class: None,
                    fragile: source.fragile,
                }
            }
            (Some(Err(broken)), _) => failed(broken.kind.word(), broken.reason.clone(), None),
            _ => failed(
                "not read",
                "nothing came that could be read".to_owned(),
                None,
            ),
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
            Some(Came::Network) | None => "fetched",
            Some(Came::Unchanged) => "304",
            Some(Came::Kept) => "fresh",
        }
    }

    /// Keeps what was good; of what was not, the pages, for a person to look at. A page that was not asked for anew says nothing new.
    fn keep(&self, ended: &Ended, state: &State) -> Result<(), Failure> {
        let source = self.work.source;
        match &ended.good {
            Some(good) => {
                state.forget_broken(source);
                if self.work.came != Some(Came::Kept) || self.last.is_none() {
                    state.keep(&good.snapshot)?;
                }
            }
            None if self.failure.is_none() => {
                let pages = self.work.pages.iter();
                let pages: Vec<_> = pages
                    .map(|page| (page.url.clone(), page.text.clone()))
                    .collect();
                state.keep_broken(source, &pages)?;
            }
            None => {}
        }
        Ok(())
    }
}

fn days(last: &Snapshot, world: &World<'_>) -> u64 {
    u64::try_from((world.today - last.seen).num_days()).unwrap_or(0) * 24 * 60 * 60
}

fn seconds(then: DateTime<Utc>, now: DateTime<Utc>) -> u64 {
    u64::try_from((now - then).num_seconds()).unwrap_or(0)
}

/// What the table does not say: doubts, and that it may be the network.
fn tell(ended: &[Ended], world: &mut World<'_>) -> Result<(), Failure> {
    for Ended { outcome, .. } in ended {
        for warning in &outcome.warnings {
            world
                .err
                .note(&format!("`{}`: {}", outcome.id, clean(warning)))?;
        }
    }
    let silent = |ended: &&Ended| ended.class == Some(Class::NoAnswer);
    if !ended.is_empty() && ended.iter().filter(silent).count() == ended.len() {
        world.err.note("nobody answers: is there no network?")?;
    }
    if ended
        .iter()
        .any(|ended| ended.class == Some(Class::Interrupted))
    {
        world
            .err
            .note("it was interrupted; what had come by then is kept")?;
    }
    Ok(())
}

/// A source that is known to be fragile may fail, unless nothing at all is left.
fn exit(ended: &[Ended], waits: bool) -> Exit {
    let failed = |ended: &&Ended| ended.good.is_none();
    let stern = ended.iter().filter(failed).any(|ended| !ended.fragile);
    let interrupted = ended
        .iter()
        .any(|ended| ended.class == Some(Class::Interrupted));
    if stern || interrupted || ended.iter().all(|ended| ended.good.is_none()) {
        Exit::CouldNotRun
    } else if waits {
        Exit::No
    } else {
        Exit::Done
    }
}
