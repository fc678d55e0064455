//! A run: sources are chosen, asked and read. What comes of that is for `ended` to say; then all of it is reported.

use std::{collections::BTreeMap, path::Path};

use crate::{
    fetch::{self, Errand, Mode},
    listing::{Comparison, Page, Snapshot, Source, settle},
    model::Date,
    report::fetch::{Fetched, Outcome, fetch_json, fetch_markdown, fetch_text},
};

use super::{
    super::{
        Exit, Failure, World,
        args::{Form, RunArgs, Shared},
        convert::Given,
    },
    desk::Desk,
    ended::{exit, judge, tell},
    progress::Progress,
    propose, recorded,
    state::State,
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
pub(super) struct Asked<'a> {
    pub(super) work: Work<'a>,
    pub(super) last: Option<Snapshot>,
    pub(super) failure: Option<fetch::Failure>,
    pub(super) from_file: bool,
}

impl Asked<'_> {
    /// Whether it is for the fetcher: it was not read from a file, and is not left alone.
    fn is_open(&self) -> bool {
        !self.from_file && self.failure.is_none()
    }
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
        // A run whose rows are remembered holds for its time, even where the page itself may not be kept.
        work.known = run
            .and_then(|run| run.came)
            .filter(|_| last.is_some() && !silent);
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
