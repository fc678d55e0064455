//! Cards and list items of HTML.

use super::{Found, Task, html, table};
use crate::listing::{
    Broken,
    source::{Place, Shape},
};

pub(super) fn read(task: &Task<'_>) -> Result<Found, Broken> {
    let Shape::Items {
        container,
        rows,
        skip,
    } = &task.source.shape
    else {
        return Ok(Found::default());
    };
    let tree = html::tree(&task.page.text, task.stop)?;
    let list = html::container(&tree, &container.parsed, &container.written, task)?;
    let mut found = Found {
        base: html::base(&tree, task.page),
        ..Found::default()
    };
    for item in list.select(&rows.parsed) {
        task.go_on(found.rows.len())?;
        if skip
            .as_ref()
            .is_some_and(|skip| table::is_or_has(item, &skip.parsed))
        {
            continue;
        }
        // An item that says nothing is still one: it is held, not overlooked.
        found.rows.push(task.gather(|_, place| match place {
            Place::Element { of, attr } => table::parts(item, of.as_ref(), attr.as_deref()),
            Place::Column { .. } | Place::Path(_) | Place::Part(_) => Vec::new(),
        }));
    }
    Ok(found)
}
