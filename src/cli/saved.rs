//! Plans that are kept: where they lie, and how they are written and read.

use std::path::{Path, PathBuf};

use crate::{
    diagnostic::shown,
    disk::{self, Durable, Locked},
    model::{Id, Milestone},
    plan::{Outcome, Plan},
    report::plan::Report,
    saved::{self, Label, SavedPlan},
};

use super::{
    Failure, World,
    args::{PlanArgs, Shared},
    convert::Given,
    load,
};

/// What their folder is called in the data folder.
const FOLDER: &str = "plans";
/// How their files end.
const ENDING: &str = "json";

/// Keeps the plan of a report under a name, and says so. `calendar` says what a calendar is given of it, after what it was given before.
/// `None`: there is nothing to keep.
pub(super) fn save(
    name: &str,
    (args, shared): (&PlanArgs, &Shared),
    report: &Report<'_>,
    calendar: impl FnOnce(&[Milestone], &mut World<'_>) -> Result<Vec<Milestone>, Failure>,
    world: &mut World<'_>,
) -> Result<Option<Vec<Milestone>>, Failure> {
    let path = path(Given::new("--save", name), world)?;
    let catalog = load::directory(shared)?;
    let Some((name, plan)) = worth_keeping(name, report) else {
        world
            .err
            .note("nothing is kept: there is no plan that renews it and has something to do")?;
        return Ok(None);
    };
    let file = open(&path)?;
    let before = if disk::is_there(&path) {
        Some(read(&path)?)
    } else {
        None
    };
    let known = before.as_ref().map_or(&[][..], |before| &before.calendar);
    let calendar = calendar(known, world)?;
    let label = Label {
        name: name.clone(),
        program: report.program.program.id.clone(),
        question: args.typed.clone(),
        catalog: catalog.map(|path| path.to_string_lossy().into_owned()),
        calendar: calendar.clone(),
    };
    let text = saved::write(&SavedPlan::of(label, report.answer, plan));
    let text = text.map_err(|error| unwritten(&path, &error.to_string()))?;
    file.replace(text.as_bytes())
        .map_err(|error| unwritten(&path, &error.to_string()))?;
    world.err.note(&format!(
        "kept as `{name}`: `finder diff {name}` says what becomes of it"
    ))?;
    if let Some(before) = before {
        let backup = file.backup();
        world.err.note(&format!(
            "the plan of {} that had the name is now `{}`",
            before.saved,
            shown(&backup.to_string_lossy())
        ))?;
    }
    Ok(Some(calendar))
}

/// The plan, where it closes a route and has something to do.
fn worth_keeping<'a>(name: &str, report: &Report<'a>) -> Option<(Id, &'a Plan)> {
    let Outcome::Met(planned) = &report.answer.outcome else {
        return None;
    };
    let name = Id::new(name).ok()?;
    (!planned.plan.items.is_empty()).then_some((name, &planned.plan))
}

/// The plan that is kept under a name.
pub(super) fn load(name: &str, world: &World<'_>) -> Result<SavedPlan, Failure> {
    let path = path(Given::new("finder diff", name), world)?;
    if !disk::is_there(&path) {
        let failure = Failure::usage(format!("no plan is kept as `{}`", shown(name)));
        return Err(failure
            .hint("`finder diff` lists those that are; `finder plan --save NAME` keeps one."));
    }
    read(&path)
}

/// Every plan that is kept, by name. One that cannot be read is told, and the others are listed.
pub(super) fn all(world: &mut World<'_>) -> Result<Vec<SavedPlan>, Failure> {
    let Some(data) = &world.folders.data else {
        return Ok(Vec::new());
    };
    let folder = data.join(FOLDER);
    let paths = disk::files(&folder, ENDING).map_err(|error| {
        let folder = folder.to_string_lossy();
        Failure::run(format!("`{}` cannot be read: {error}", shown(&folder)))
    })?;
    let mut plans = Vec::new();
    for path in paths {
        match read(&path) {
            Ok(plan) => plans.push(plan),
            Err(failure) => world.err.note(failure.message())?,
        }
    }
    Ok(plans)
}

/// Where a plan of that name lies, or will lie.
fn path(given: Given<'_>, world: &World<'_>) -> Result<PathBuf, Failure> {
    let name = Id::new(given.value).map_err(|error| {
        given
            .wrong(error)
            .hint("Name a plan with small letters, digits and hyphens, such as `spring-2027`.")
    })?;
    let data = world.folders.data.as_ref().ok_or_else(|| {
        Failure::run("this machine knows of no folder to keep plans in")
            .hint("Set `HOME`, or `XDG_DATA_HOME`.")
    })?;
    Ok(data.join(FOLDER).join(format!("{name}.{ENDING}")))
}

fn read(path: &Path) -> Result<SavedPlan, Failure> {
    let name = path.to_string_lossy();
    let sources = disk::read_one(path, name.clone().into_owned());
    let name = shown(&name);
    let Some(text) = sources.text(0) else {
        let why = sources.unread(0).unwrap_or("it is not UTF-8");
        return Err(
            Failure::run(format!("the plan in `{name}` cannot be read: {why}"))
                .hint("Put that right, or keep the plan under another name."),
        );
    };
    saved::read(text).map_err(|fault| {
        Failure::usage(format!("the plan in `{name}` cannot be used: {fault}"))
            .hint("It is left as it is. Move it away, or keep the plan under another name.")
    })
}

fn open(path: &Path) -> Result<Durable, Failure> {
    Durable::open(path, |_| {}).map_err(|locked| match locked {
        Locked::Busy(_) => Failure::run(format!(
            "`{}` is being written by another `finder`",
            shown(&path.to_string_lossy())
        ))
        .hint("Try again when it has ended."),
        Locked::Failed(error) => unwritten(path, &error.to_string()),
    })
}

fn unwritten(path: &Path, why: &str) -> Failure {
    let path = path.to_string_lossy();
    Failure::run(format!(
        "`{}` cannot be written: {}",
        shown(&path),
        shown(why)
    ))
    .hint("What was kept before is as it was.")
}
