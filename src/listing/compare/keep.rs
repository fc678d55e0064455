//! What is kept of a good run.

use std::collections::BTreeMap;

use super::Against;
use crate::listing::{
    Field, Harvest, Page, Row, Snapshot, Source,
    matching::Match,
    snapshot::{Kept, Provenance, Said},
};

/// The rows of this run with their provenance. Those that are not there any more are added by [`super::absent`].
pub(super) fn snapshot(
    against: &Against<'_>,
    harvest: &Harvest,
    matches: &[Match],
    pages: &[Page],
    last: Option<&Snapshot>,
) -> Snapshot {
    let seen = last.map_or(against.run, |last| last.seen.max(against.run));
    let mut rows = BTreeMap::new();
    for (row, found) in harvest.rows.iter().zip(matches) {
        let before = last.and_then(|last| last.rows.get(&row.key()));
        let activity = match found {
            Match::Certain(id, rung) => Some((id.clone(), *rung)),
            Match::None(_) | Match::Ambiguous { .. } => None,
        };
        let kept = Kept {
            fields: fields(against.source, row),
            dates: row.dates.clone(),
            first_seen: before.map_or(against.run, |before| before.first_seen),
            last_seen: seen,
            missed: 0,
            held: false,
            activity,
            provenance: provenance(pages.get(row.page), against),
        };
        rows.insert(row.key(), kept);
    }
    let whole = last.and_then(|last| last.whole);
    let snapshot = Snapshot {
        source: against.source.id.clone(),
        seen,
        whole: whole.max(against.whole.then_some(against.run)),
        changed: against.run,
        rows,
    };
    match last.filter(|last| last.says_as(&snapshot)) {
        Some(last) => Snapshot {
            changed: last.changed,
            ..snapshot
        },
        None => snapshot,
    }
}

fn fields(source: &Source, row: &Row) -> BTreeMap<Field, Said> {
    let said = row.cells.iter().filter_map(|(field, cell)| {
        let said = Said {
            value: cell.value.clone()?,
            raw: cell.evidence.clone(),
            extractor: extractor(source, *field),
        };
        Some((*field, said))
    });
    said.collect()
}

/// How a field is got at, for people.
pub(super) fn extractor(source: &Source, field: Field) -> String {
    let rule = source.fields.iter().find(|(own, _)| *own == field);
    rule.map(|(_, rule)| rule.place.to_string())
        .unwrap_or_default()
}

fn provenance(page: Option<&Page>, against: &Against<'_>) -> Provenance {
    Provenance {
        url: page.map_or_else(|| against.source.url.clone(), |page| page.url.clone()),
        retrieved: page.map_or(against.seen, |page| page.retrieved).to_string(),
        status: page.and_then(|page| page.status),
        etag: page.and_then(|page| page.etag.clone()),
        date: page.and_then(|page| page.date.clone()),
        page_sha256: page.and_then(|page| page.sha256.clone()),
    }
}
