//! `[[offering]]`: one way to take an activity.

use std::{collections::BTreeMap, ops::Range};

use super::{
    entry::{Entry, Kind, Linked},
    evidence::{effort, evidence, withdrawal},
    fields::Fields,
    values::{Fault, Value, day, price, text},
};
use crate::{
    diagnostic::{Code, Diagnostic, shown},
    model::{ClassDates, Cost, Date, Delivery, Expiry, Offering},
};

/// Reads the offerings of one activity. Of those that share a name, the first keeps it.
pub(super) fn read_all<'t>(tables: Vec<Fields<'t>>) -> Vec<Entry<'t, Offering>> {
    let mut taken: BTreeMap<&'t str, Range<usize>> = BTreeMap::new();
    let mut entries = Vec::with_capacity(tables.len());
    for table in tables {
        let file = table.file();
        let name = table.value_of("id").or(table.value_of("provider"));
        let name = name.and_then(|value| Some((value.get_ref().as_str()?, value.span())));
        let mut entry = table.read(offering);
        if let Some((name, span)) = name {
            if let Some(first) = taken.get(name) {
                entry.fail(vec![duplicate(file, name, span, first.clone())]);
            } else {
                taken.insert(name, span);
            }
        }
        entries.push(entry);
    }
    entries
}

fn duplicate(file: usize, name: &str, again: Range<usize>, first: Range<usize>) -> Diagnostic {
    let message = format!("another offering is called `{}`", shown(name));
    Diagnostic::error(Code::DuplicateOffering, message)
        .at(file, again, "called so again")
        .at(file, first, "first here")
        .help("Give each offering of this provider an `id` of its own.")
}

fn offering(fields: &mut Fields<'_>) -> Option<Offering> {
    let provider = fields.required_ref(Kind::Provider, "provider");
    let id = fields.optional("id", text::id).or_else(|| provider.clone());
    let delivery = fields.required("format", delivery);
    let cost = fields
        .optional("cost", price::cost)
        .unwrap_or(Cost::Unknown);
    let passes = fields.refs(Kind::Pass, "passes");
    let effort = effort(fields);
    let opens = fields.optional("opens", day::day);
    let expires = fields.optional("expires", day::expiry);
    let class = class(fields);
    let url = fields.optional("url", text::address);
    let note = fields.optional("note", text::plain);
    let evidence = evidence(fields);
    let withdrawn = withdrawal(fields, Some(Kind::Activity));
    in_order(fields, opens, class, expires);
    Some(Offering {
        id: id?,
        provider: provider?,
        delivery: delivery?,
        cost,
        passes,
        effort,
        class,
        opens,
        expires: expires.unwrap_or(Expiry::Unknown),
        url,
        note,
        evidence: evidence?,
        withdrawn,
        fetched: None,
    })
}

/// `starts` and `ends`: the days of a class, both or neither.
fn class(fields: &mut Fields<'_>) -> Option<ClassDates> {
    if !fields.has("starts") && !fields.has("ends") {
        fields.expect(&["starts", "ends"]);
        return None;
    }
    let starts = fields.required("starts", day::day);
    let ends = fields.required("ends", day::day);
    Some(ClassDates {
        starts: starts?,
        ends: ends?,
    })
}

/// An offering opens, then its class begins and ends, and then it earns credit no longer.
fn in_order(
    fields: &mut Fields<'_>,
    opens: Option<Date>,
    class: Option<ClassDates>,
    expires: Option<Expiry>,
) {
    let opens = ("opens", opens);
    let starts = ("starts", class.map(|class| class.starts));
    let ends = ("ends", class.map(|class| class.ends));
    let expires = ("expires", expires.and_then(Expiry::day));
    let mut ordered = true;
    for (earlier, later, message) in [
        (opens, expires, "the offering ends before it opens"),
        (starts, ends, "the class ends before it starts"),
        (opens, starts, "the class starts before the offering opens"),
        (
            ends,
            expires,
            "the class ends after the last day that earns credit",
        ),
    ] {
        let reversed = earlier.1.zip(later.1).is_some_and(|(a, b)| a > b);
        // What follows from a fault that was told is not told again.
        if reversed && ordered {
            ordered = false;
            let finding = Diagnostic::error(Code::BadDate, message)
                .at(fields.file(), fields.span_of(later.0), said(later.0))
                .at(fields.file(), fields.span_of(earlier.0), said(earlier.0));
            fields.report(finding);
        }
    }
}

/// What to say at a day that is out of order.
fn said(key: &str) -> &'static str {
    match key {
        "opens" => "the first day",
        "starts" => "the first day of class",
        "ends" => "the last day of class",
        _ => "the last day",
    }
}

fn delivery(value: Value<'_>) -> Result<Delivery, Fault> {
    text::word(
        value,
        &Delivery::ALL.map(|delivery| (delivery.word(), delivery)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::fields::testing::outcome,
        model::{Effort, Minutes},
    };

    const OFFERING: &str = "provider = 'cisco-u'\nformat = 'self-paced'\nsource = 'https://a.b'\nchecked = 2026-01-01\n";

    #[test]
    fn what_is_left_out_stays_unknown() {
        let read = outcome(OFFERING, offering).unwrap();
        assert_eq!(read.id.as_str(), "cisco-u");
        assert_eq!(read.cost, Cost::Unknown);
        assert_eq!(read.expires, Expiry::Unknown);
        assert_eq!(read.effort, None);
    }

    #[test]
    fn what_is_said_is_kept() {
        let said = "id = 'live'\nexpires = 'never'\nhours = 1.5\npasses = ['a', 'b', 'a']\n";
        let read = outcome(&format!("{OFFERING}{said}"), offering).unwrap();
        assert_eq!(read.id.as_str(), "live");
        assert_eq!(read.expires, Expiry::Never);
        assert_eq!(read.effort, Minutes::new(90).map(Effort::Hours));
        assert_eq!(read.passes.len(), 2);
    }

    #[test]
    fn it_may_open_on_its_last_day_but_not_after() {
        let days = |opens: &str| format!("{OFFERING}opens = {opens}\nexpires = 2026-01-02\n");
        assert!(outcome(&days("2026-01-02"), offering).is_ok());
        let found = outcome(&days("2026-01-03"), offering).unwrap_err();
        assert_eq!(found, [(Code::BadDate, 6)]);
    }

    #[test]
    fn a_class_has_both_its_days_in_order() {
        let read =
            |days: &str| outcome(&format!("{OFFERING}{days}"), offering).map(|read| read.class);
        let class = read("starts = 2026-01-02\nends = 2026-01-04\n").unwrap();
        assert_eq!(class.unwrap().ends.to_string(), "2026-01-04");
        let one = read(
            "starts = 2026-01-02\nends = 2026-01-02\nopens = 2026-01-02\nexpires = 2026-01-02\n",
        );
        assert!(one.unwrap().is_some());
        for (days, fault) in [
            ("starts = 2026-01-02\n", (Code::MissingKey, 1)),
            ("ends = 2026-01-02\n", (Code::MissingKey, 1)),
            (
                "starts = 2026-01-03\nends = 2026-01-02\n",
                (Code::BadDate, 6),
            ),
            (
                "starts = 2026-01-02\nends = 2026-01-04\nopens = 2026-01-03\n",
                (Code::BadDate, 5),
            ),
            (
                "starts = 2026-01-02\nends = 2026-01-04\nexpires = 2026-01-03\n",
                (Code::BadDate, 7),
            ),
        ] {
            assert_eq!(read(days).unwrap_err(), [fault], "{days}");
        }
    }
}
