//! The last good run, as if its pages were read once more: for who wants its rows and has no page of it.

use std::collections::BTreeMap;

use super::{Cell, Field, Harvest, Held, Kept, Page, Quarantine, Row, Snapshot, snapshot::Said};

/// The rows that were there on that run and those that were held, with the pages they stood on. The pages have no text any more.
pub fn remembered(snapshot: &Snapshot, held: Option<&Quarantine>) -> (Vec<Page>, Harvest) {
    let mut pages = Pages::default();
    let mut harvest = Harvest::default();
    for (_, row) in snapshot.there() {
        let number = harvest.rows.len() + 1;
        harvest.rows.push(Row {
            page: pages.of(row),
            number,
            cells: row.fields.iter().map(cell).collect(),
            dates: row.dates.clone(),
        });
    }
    let held = held.filter(|held| held.seen == snapshot.seen);
    for (url, held) in held.into_iter().flat_map(|held| &held.rows) {
        let mut row = held.row.clone();
        row.page = pages.at(Page::recorded(url, "", snapshot.seen));
        row.number = harvest.rows.len() + harvest.held.len() + 1;
        let reason = held.reason.clone();
        harvest.held.push(Held { row, reason });
    }
    (pages.all, harvest)
}

fn cell((field, said): (&Field, &Said)) -> (Field, Cell) {
    let cell = Cell {
        value: Some(said.value.clone()),
        raw: said.raw.clone(),
        evidence: said.raw.clone(),
        problem: None,
    };
    (*field, cell)
}

/// The pages, each once.
#[derive(Default)]
struct Pages {
    all: Vec<Page>,
    places: BTreeMap<String, usize>,
}

impl Pages {
    fn of(&mut self, row: &Kept) -> usize {
        let told = &row.provenance;
        self.at(Page {
            status: told.status,
            etag: told.etag.clone(),
            date: told.date.clone(),
            sha256: told.page_sha256.clone(),
            ..Page::recorded(&told.url, "", row.retrieved())
        })
    }

    fn at(&mut self, page: Page) -> usize {
        let next = self.all.len();
        let place = *self.places.entry(page.url.clone()).or_insert(next);
        if place == next {
            self.all.push(page);
        }
        place
    }
}
