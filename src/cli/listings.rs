//! The sources of listings, those of the catalogue and the user's own, and what they said on their last good run.

use std::path::Path;

use crate::{
    diagnostic::{Diagnostic, Sources},
    disk,
    listing::{
        Snapshot, Source,
        merge::{Overlaid, overlay},
        source::{FILE_NAME, declared},
    },
    model::{Catalog, Id},
    report::words,
};

use super::{Failure, Folders, World, args::Shared, load};

/// So many offerings that carry fetched facts are told one by one.
const MOST_TOLD: usize = 12;
/// The folder of snapshots in that of the state.
pub(super) const SNAPSHOTS: &str = "snapshots";

/// The most bytes of a snapshot that are read: a listing may be longer than anything a person writes.
const MOST_SNAPSHOT: u64 = 64 << 20;

/// Every source that is declared in the catalogue or in the user's folder of settings.
pub(super) struct Listings {
    /// Those without a fault.
    pub(super) sources: Vec<Source>,
    /// Those of them that the user declared herself: nobody else knows their ids.
    #[cfg_attr(
        not(feature = "fetch"),
        expect(dead_code, reason = "only `fetch` proposes anything")
    )]
    pub(super) own: Vec<Id>,
    /// What is wrong with the others.
    pub(super) findings: Vec<Diagnostic>,
    /// The files that findings point into.
    #[cfg_attr(
        not(feature = "fetch"),
        expect(dead_code, reason = "only `fetch` shows faults at their place")
    )]
    pub(super) files: Sources,
}

/// Reads the declared sources. Their providers are looked up in `catalog`.
pub(super) fn listings(
    shared: &Shared,
    folders: &Folders,
    catalog: &Catalog,
) -> Result<Listings, Failure> {
    let is_ours = |path: &str| path.rsplit('/').next() == Some(FILE_NAME);
    let mut files = load::sources(shared)?.without(|path| !is_ours(path));
    let own = folders.config.as_ref().map(|folder| folder.join(FILE_NAME));
    let mut of_user = Vec::new();
    if let Some(own) = own.filter(|own| disk::is_file(own)) {
        let own = disk::read_one(&own, own.to_string_lossy().replace('\\', "/"));
        let (sources, _) = declared(&own, catalog);
        of_user.extend(sources.into_iter().map(|source| source.id));
        files = files.with(own);
    }
    let (sources, findings) = declared(&files, catalog);
    Ok(Listings {
        sources,
        own: of_user,
        findings,
        files,
    })
}

/// What a source said on its last good run; `None` where nothing of it is kept.
pub(super) fn snapshot(state: &Path, source: &Source) -> Option<Snapshot> {
    older_snapshot(state, source, 0)
}

/// The file of a snapshot: the last, or one so many changes older.
pub(super) fn snapshot_name(source: &Id, back: u8) -> String {
    match back {
        0 => format!("{source}.json"),
        back => format!("{source}.{back}.json"),
    }
}

/// What a source said so many changes ago.
pub(super) fn older_snapshot(state: &Path, source: &Source, back: u8) -> Option<Snapshot> {
    let name = snapshot_name(&source.id, back);
    let bytes = disk::read_kept(&state.join(SNAPSHOTS).join(name), MOST_SNAPSHOT)?;
    let snapshot = Snapshot::parse(std::str::from_utf8(&bytes).ok()?)?;
    (snapshot.source == source.id).then_some(snapshot)
}

/// The catalogue with what was fetched laid over it, and a word on standard error about everything that was touched.
pub(super) fn with_fetched(
    catalog: Catalog,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Catalog, Failure> {
    let listings = listings(shared, &world.folders, &catalog)?;
    if !listings.findings.is_empty() {
        let faults = words::count(listings.findings.len(), "fault");
        world.err.note(&format!(
            "{faults} in the sources of listings: `finder check` shows them; what is at fault was left out"
        ))?;
    }
    let kept: Vec<(&Source, Snapshot)> = match &world.folders.state {
        None => Vec::new(),
        Some(state) => {
            let of = |source| Some((source, snapshot(state, source)?));
            listings.sources.iter().filter_map(of).collect()
        }
    };
    if kept.is_empty() {
        world
            .err
            .note("nothing was fetched yet that could be laid over the catalogue")?;
        return Ok(catalog);
    }
    let layers: Vec<(&Source, &Snapshot)> =
        kept.iter().map(|(source, kept)| (*source, kept)).collect();
    let (catalog, touched) = overlay(catalog, &layers);
    tell(&touched, world)?;
    Ok(catalog)
}

fn tell(touched: &[Overlaid], world: &mut World<'_>) -> Result<(), Failure> {
    if touched.is_empty() {
        world
            .err
            .note("what was fetched says nothing that the catalogue does not")?;
        return Ok(());
    }
    for one in touched.iter().take(MOST_TOLD) {
        let Overlaid {
            activity,
            offering,
            source,
            on,
            ..
        } = one;
        let fields: Vec<&str> = one.fields.iter().map(|field| field.word()).collect();
        let fields = words::list(&fields);
        let stale = one.stale.map(|stale| format!("; {stale}"));
        let stale = stale.unwrap_or_default();
        let new = if one.is_new { "a new offering, " } else { "" };
        world.err.note(&format!("`{activity}/{offering}`: {new}{fields} as fetched from `{source}` on {on}, checked by nobody{stale}"))?;
    }
    if let Some(more) = touched
        .len()
        .checked_sub(MOST_TOLD)
        .filter(|more| *more > 0)
    {
        let offerings = words::count(more, "offering");
        world.err.note(&format!("and {offerings} more carry what was fetched; `list --with-fetched --format json` notes it at each"))?;
    }
    Ok(())
}
