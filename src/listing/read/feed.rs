//! RSS, Atom and JSON Feed. An entry is a post, not an offer: by default its rows are leads for a person.

use chrono::{DateTime, Utc};
use feed_rs::{
    model::{Entry, Text},
    parser,
};

use super::{Found, Task, html, shell};
use crate::listing::{Break, Broken, source::Place};

pub(super) fn read(task: &Task<'_>) -> Result<Found, Broken> {
    let text = &*task.page.text;
    let feed = parser::Builder::new()
        .sanitize_content(false)
        .base_uri(Some(&task.page.url))
        .build()
        .parse(text.as_bytes())
        .map_err(|error| {
            let reason = crate::diagnostic::shown(&error.to_string());
            let reason = format!("it is no feed: {reason}");
            shell::instead_of_data(text, task.stop)
                .unwrap_or_else(|| Broken::new(Break::Unreadable, reason))
        })?;
    let mut found = Found::default();
    for entry in &feed.entries {
        task.go_on(found.rows.len())?;
        found.rows.push(task.gather(|_, place| match place {
            Place::Part(part) => part_of(entry, part, task).into_iter().collect(),
            Place::Column { .. } | Place::Element { .. } | Place::Path(_) => Vec::new(),
        }));
    }
    Ok(found)
}

fn part_of(entry: &Entry, part: &str, task: &Task<'_>) -> Option<String> {
    let plain = |text: &Text| seen(&text.content, task);
    match part {
        "id" => Some(entry.id.clone()),
        "title" => entry.title.as_ref().and_then(plain),
        "link" => {
            let alternate = |rel: Option<&str>| matches!(rel, None | Some("alternate"));
            let mut links = entry.links.iter();
            links
                .find(|link| alternate(link.rel.as_deref()))
                .map(|link| link.href.clone())
        }
        "summary" => entry.summary.as_ref().and_then(plain),
        "content" => {
            let content = entry.content.as_ref()?.body.as_deref();
            content.and_then(|body| seen(body, task))
        }
        "published" => entry.published.map(|time| day(time, task)),
        "updated" => entry.updated.map(|time| day(time, task)),
        _ => None,
    }
}

/// The day that a time is of: in the time zone of the source, or else at Greenwich.
fn day(time: DateTime<Utc>, task: &Task<'_>) -> String {
    let day = match task.source.timezone {
        Some(zone) => time.with_timezone(&zone).date_naive(),
        None => time.date_naive(),
    };
    day.to_string()
}

/// What a reader would see of a text that may be HTML.
fn seen(text: &str, task: &Task<'_>) -> Option<String> {
    if !text.contains(['<', '&']) {
        return Some(text.to_owned());
    }
    let tree = html::tree(text, task.stop).ok()?;
    Some(html::text(tree.root_element()))
}
