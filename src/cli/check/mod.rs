//! `finder check`: every fault of every file, at its place.
//!
//! `scope` settles which files are read and which of them are spoken of, `past` what they were at a revision.

mod past;
mod scope;

use crate::{
    catalog::{self, Reading, Survey},
    diagnostic::{self, Diagnostic, Severity, Sources},
    listing,
    model::Catalog,
    report::{
        findings::{Found, check_github, check_json, check_sarif, check_text, count},
        words,
    },
};

use super::{
    Exit, Failure, World,
    args::{CheckArgs, CheckFormat, Shared},
    world::Screen,
};

pub(super) use past::{Asked, sources as past};
pub(super) use scope::{Home, Scope, scopes};

pub(super) fn run(
    args: &CheckArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let mut old = 0;
    let mut found = Vec::new();
    for scope in scopes(&args.paths, shared)? {
        let (findings, ages) = findings(&scope, args, world)?;
        let told = |finding: &Diagnostic| scope.tells(finding);
        let mut findings: Vec<_> = findings.into_iter().filter(told).collect();
        let ages = ages.into_iter().filter(told);
        if args.stale {
            findings.extend(ages);
            diagnostic::sort(&mut findings);
        } else {
            old += ages.count();
        }
        found.push(Found {
            looked_at: scope.looked_at(),
            sources: scope.sources,
            findings,
        });
    }
    let out = &mut *world.out.writer;
    match args.format {
        CheckFormat::Text => check_text(out, world.out.style, &found)?,
        CheckFormat::Json => check_json(out, &found)?,
        CheckFormat::Github => check_github(out, &found)?,
        CheckFormat::Sarif => check_sarif(out, &found)?,
    }
    if args.format == CheckFormat::Text {
        remark(&found, old, &mut world.err)?;
    }
    Ok(if count(&found).errors > 0 {
        Exit::No
    } else {
        Exit::Done
    })
}

/// What is wrong, and what has grown old.
fn findings(
    scope: &Scope,
    args: &CheckArgs,
    world: &World<'_>,
) -> Result<(Vec<Diagnostic>, Vec<Diagnostic>), Failure> {
    let Some(home) = &scope.home else {
        let mut findings = catalog::read_loose(&scope.sources);
        let (_, faults) = listing::source::declared(&scope.sources, &Catalog::default());
        findings.extend(faults);
        return Ok((findings, Vec::new()));
    };
    let survey = survey(&scope.sources);
    let mut ages = survey.ages(world.today);
    ages.extend(listing::source::ages(&scope.sources, world.today));
    let Some(revision) = &args.since else {
        return Ok((survey.findings, ages));
    };
    let asked = Asked {
        by: "--since",
        revision,
        instead: None,
    };
    let before = past(scope, home, &asked)?;
    let past = self::survey(&before);
    let reading = |sources, survey| Reading { sources, survey };
    let findings = catalog::since(reading(&before, &past), reading(&scope.sources, &survey));
    Ok((findings, ages))
}

/// What is wrong in a catalogue, and in the sources of listings beside it.
fn survey(sources: &Sources) -> Survey {
    let mut survey = catalog::survey(sources);
    let (_, faults) = listing::source::declared(sources, &survey.catalog);
    survey.findings.extend(faults);
    diagnostic::sort(&mut survey.findings);
    survey
}

/// Says what else there is to know, and where to read on.
fn remark(found: &[Found], old: usize, err: &mut Screen<'_>) -> Result<(), Failure> {
    let findings = || found.iter().flat_map(|found| &found.findings);
    let mut by_weight: Vec<&Diagnostic> = findings().collect();
    by_weight.sort_by_key(|finding| finding.severity);
    let first = by_weight
        .first()
        .filter(|finding| finding.severity < Severity::Note);
    if let Some(finding) = first {
        err.hint(&format!(
            "`finder explain {}` shows what is meant, with an example.",
            finding.code
        ))?;
    }
    if old > 0 {
        let facts = words::count(old, "fact");
        err.note(&format!(
            "nobody has looked at {facts} for longer than the limit, or only on a day to come"
        ))?;
        err.hint("`finder check --stale` shows them, `finder list --stale` lists the offerings.")?;
    }
    Ok(())
}
