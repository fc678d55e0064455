//! Pages from files: saved by hand, or recorded beside a source.

use std::path::Path;

use crate::{
    diagnostic::shown,
    disk, fetch,
    listing::{Page, Source},
    model::Date,
};

use super::super::Failure;

/// The pages of a source, in the order of their files, as if they had come on that day. Each has the address that the page before leads to,
/// if it leads on.
pub(super) fn pages(source: &Source, paths: &[&Path], on: Date) -> Result<Vec<Page>, Failure> {
    let mut pages: Vec<Page> = Vec::new();
    for path in paths {
        let text = text(path)?;
        let next = if pages.is_empty() {
            Some(source.first())
        } else {
            source.after(&pages, &|| false).ok().flatten()
        };
        let url = next.map_or_else(|| source.url.clone(), |next| next.url);
        pages.push(Page::recorded(url, text, on));
    }
    Ok(pages)
}

fn text(path: &Path) -> Result<String, Failure> {
    let name = path.to_string_lossy().into_owned();
    let file = disk::read_one(path, name.clone());
    if let Some(why) = file.unread(0) {
        let name = shown(&name);
        return Err(Failure::run(format!("`{name}` cannot be read: {why}")));
    }
    Ok(fetch::text_of(file.bytes(0).to_vec()))
}
