//! `finder new`: a file for an activity, made of flags or of answers. The checks say whether it is right.
//!
//! `program` says where it belongs, `answers` gathers what is known of it; here it becomes a file, is shown, checked and written.

mod answers;
mod program;

use crate::{
    catalog::{
        self, Spot,
        write::{Draft, FileKind},
    },
    diagnostic::{Diagnostic, Sources, shown},
    model::Id,
    report::snippet,
};

use super::{
    Exit, Failure, World,
    args::{NewArgs, Shared},
    check::{self, Home, Scope},
    fix,
};
use program::Place;

pub(super) fn run(args: &NewArgs, shared: &Shared, world: &mut World<'_>) -> Result<Exit, Failure> {
    let scope = check::scopes(&[], shared)?.into_iter().next();
    let Some((home, scope)) = scope
        .as_ref()
        .and_then(|scope| Some((scope.home.as_ref()?, scope)))
    else {
        return Err(Failure::usage("there is no catalogue to write into")
            .hint("Name its directory with --catalog."));
    };
    let survey = catalog::survey(&scope.sources);
    let place = Place::choose(args, &scope.sources, &survey, world)?;
    let draft = answers::draft(args, place.program, world)?;
    let id = id(args, &draft)?;
    let is_taken = |spot: &Spot| spot.is_public() && spot.name == id.as_str();
    if survey.spots.iter().any(is_taken) {
        let failure = Failure::usage(format!("`{id}` is there already"));
        return Err(failure
            .hint("Give another id as the first argument; `finder show ID` shows what is there."));
    }
    let page = Page::of(
        &draft,
        scope,
        home,
        &format!("{}activities/{id}.toml", place.folder),
    );
    write!(world.out.writer, "{}", page.text)?;
    world.out.writer.flush()?;
    for finding in &page.findings {
        snippet::write(world.err.writer, &world.err.style, &page.sources, finding)?;
    }
    finish(args, &page, world)
}

/// Writes the file if that is wanted, and says how the run ends.
fn finish(args: &NewArgs, page: &Page, world: &mut World<'_>) -> Result<Exit, Failure> {
    let path = shown(&page.path);
    let wanted = match &mut world.terminal {
        _ if args.write => true,
        Some(terminal) => terminal
            .confirm(&format!("Write {path}?"))
            .map_err(|error| answers::stopped(&error))?,
        None => false,
    };
    if wanted {
        fix::write(&page.path, &page.text)?;
        world.err.note(&format!("`{path}` is written"))?;
    } else {
        world
            .err
            .hint(&format!("`--write` writes this to `{path}`."))?;
    }
    Ok(if page.findings.iter().any(Diagnostic::is_error) {
        Exit::No
    } else {
        Exit::Done
    })
}

/// The id that was given, or one made of course and version, or of the title.
fn id(args: &NewArgs, draft: &Draft) -> Result<Id, Failure> {
    let typed = |key| draft.activity.get(key).map(String::as_str);
    let name = match (&args.id, typed("course"), typed("version")) {
        (Some(id), _, _) => id.clone(),
        (None, Some(course), Some(version)) => format!("{course}-{version}"),
        (None, Some(course), None) => course.to_owned(),
        (None, None, _) => typed("title").unwrap_or_default().to_owned(),
    };
    Id::slug(&name).ok_or_else(|| {
        Failure::usage(format!("`{}` makes no id", shown(&name)))
            .hint("Give an id of lower-case letters, digits and hyphens as the first argument.")
    })
}

/// The file to be, and what the checks say of it.
struct Page {
    path: String,
    text: String,
    sources: Sources,
    findings: Vec<Diagnostic>,
}

impl Page {
    fn of(draft: &Draft, scope: &Scope, home: &Home, inner: &str) -> Self {
        let file = Sources::new([(inner.to_owned(), draft.text().into_bytes())]);
        let sources = scope
            .sources
            .clone()
            .with(file)
            .shown_as(|path| home.name(path));
        let at = sources
            .paths()
            .position(|path| path == inner)
            .unwrap_or_default();
        let mended = catalog::write::mended(&sources, |sources| {
            let mut findings = catalog::survey(sources).findings;
            findings.retain(|finding| finding.primary().is_some_and(|label| label.file == at));
            findings
        });
        let schema = fix::schema(home, inner, FileKind::Activity);
        let text = mended.text(at).unwrap_or_default();
        let text = catalog::write::canonical(FileKind::Activity, text, schema.as_deref());
        let text = text.unwrap_or_else(|| draft.text());
        let sources = mended.replaced([(at, text.clone())]);
        let mut findings = catalog::survey(&sources).findings;
        findings.retain(|finding| finding.labels.iter().any(|label| label.file == at));
        Self {
            path: sources.path(at).to_owned(),
            text,
            sources,
            findings,
        }
    }
}
