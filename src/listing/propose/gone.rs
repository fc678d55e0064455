//! What is not on the page any more, and still on offer in the catalogue: it is proposed as withdrawn, and never becomes so by itself.

use super::{Asked, Change, Entry, Item, Setting, entry, key, write};

/// The withdrawal of an offering, which the catalogue has through this source.
///
/// Its key holds the day the row was last seen: it is the same proposal from run to run, until the row comes back and goes again.
pub(super) fn withdrawal(asked: &Asked<'_>, item: &Item) -> Option<Entry> {
    let (activity, offering) = item.activity.as_ref().zip(item.offering.as_ref())?;
    let (last, on) = item.last_seen.zip(item.missed_on)?;
    let source = &asked.source.id;
    let reason = format!("Not in the listing `{source}` any more; last seen there on {last}.");
    let set = Setting {
        key: "withdrawn",
        value: write::withdrawn(on, &reason, None),
        withheld: None,
    };
    let mut remarks = vec![format!(
        "last seen on {last}, and missing on every good run since: look for it yourself"
    )];
    if let Some(checked) = item.checked.filter(|checked| *checked > last) {
        remarks.push(format!(
            "a person looked at it on {checked}, which is later"
        ));
    }
    let change = Change::Edit {
        activity: activity.clone(),
        offering: Some(offering.clone()),
        set,
        was: None,
    };
    let key = key(item, "withdrawn", &last.to_string());
    let mut entry = entry(item, key, remarks, change);
    // That it is not there was seen on the last run.
    entry.retrieved = on;
    Some(entry)
}
