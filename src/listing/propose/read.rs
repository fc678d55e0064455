//! What a person left of a proposal's file. Faults are findings at their places.

use super::{
    Change, Entry, Proposal, Setting, refs,
    write::{self, FORMAT},
};
use crate::{
    diagnostic::{Code, Diagnostic, Sources},
    model::{Date, Id},
    reading::{
        fields::Fields,
        syntax,
        values::{Fault, Value, day, text, wrong_type},
    },
};
use toml::de::DeValue;

/// The keys that a proposal may set, in the order in which they are written.
const KEYS: [&str; 16] = [
    "title",
    "type",
    "course",
    "version",
    "credits",
    refs::KEY,
    "provider",
    "format",
    "cost",
    "hours",
    "opens",
    "expires",
    "url",
    "note",
    "source",
    "checked",
];

impl Proposal {
    /// Reads the first of the files as a proposal.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse(sources: &Sources) -> Result<Self, Vec<Diagnostic>> {
        let document = syntax::parse(sources, 0)?;
        let entry = Fields::root(0, &document).read(proposal);
        let mut findings = entry.findings;
        for label in findings.iter_mut().flat_map(|finding| &mut finding.labels) {
            label.span = sources.snap(label.file, label.span.clone());
        }
        entry.value.ok_or(findings)
    }
}

fn proposal(fields: &mut Fields<'_>) -> Option<Proposal> {
    let format = fields.required("format", |value| match value.get_ref() {
        DeValue::Integer(number) if number.as_str() == FORMAT.to_string() => Ok(()),
        _ => Err(
            Fault::new(Code::BadNumber, "is a form this program does not know")
                .label(format!("it knows {FORMAT}")),
        ),
    });
    let source = fields.required("source", text::id);
    let seen = fields.required("seen", day::day);
    let mut entries = fields.parts("edit", |table| entry(table, edit));
    entries.extend(fields.parts("offering", |table| entry(table, offering)));
    entries.extend(fields.parts("activity", |table| entry(table, activity)));
    format?;
    Some(Proposal {
        source: source?,
        seen: seen?,
        entries,
    })
}

fn entry(
    fields: &mut Fields<'_>,
    change: fn(&mut Fields<'_>, Date) -> Option<Change>,
) -> Option<Entry> {
    let key = fields.required("key", text::plain);
    let page = fields.required("page", text::address);
    let retrieved = fields.required("retrieved", day::day);
    let dismiss = fields.optional("dismiss", text::plain);
    let change = change(fields, retrieved?);
    Some(Entry {
        key: key?,
        page: page?,
        retrieved: retrieved?,
        remarks: Vec::new(),
        dismiss,
        change: change?,
    })
}

fn edit(fields: &mut Fields<'_>, _: Date) -> Option<Change> {
    let activity = fields.required("activity", text::id);
    let offering = fields.optional("offering", text::id);
    let was = fields.optional("was", literal);
    let set = settings(fields, "set");
    // Everything that could be set was withheld, and nobody has filled it in.
    let set = set.into_iter().next().unwrap_or(Setting {
        key: "",
        value: String::new(),
        withheld: Some("nothing is set".to_owned()),
    });
    Some(Change::Edit {
        activity: activity?,
        offering,
        set,
        was,
    })
}

fn offering(fields: &mut Fields<'_>, _: Date) -> Option<Change> {
    let activity = fields.required("activity", text::id);
    let keys = settings(fields, "set");
    Some(Change::Offering {
        activity: activity?,
        keys,
    })
}

fn activity(fields: &mut Fields<'_>, _: Date) -> Option<Change> {
    let id: Option<Id> = fields.required("id", text::id);
    let keys = settings(fields, "set");
    let offering = settings(fields, "offering");
    Some(Change::Activity {
        id: id?,
        keys,
        offering,
    })
}

/// The keys of an inline table, each with its value as TOML.
fn settings(fields: &mut Fields<'_>, key: &'static str) -> Vec<Setting> {
    let given = fields.table(key, |table| {
        let settings = KEYS.iter().filter_map(|key| {
            let read = if *key == refs::KEY {
                refs::literal
            } else {
                literal
            };
            let value = table.optional(key, read)?;
            Some(Setting {
                key,
                value,
                withheld: None,
            })
        });
        let mut settings: Vec<Setting> = settings.collect();
        settings.extend(withdrawn(table));
        Some(settings)
    });
    given.unwrap_or_default()
}

/// `withdrawn`, the only key that holds a table.
fn withdrawn(table: &mut Fields<'_>) -> Option<Setting> {
    let value = table.table("withdrawn", |table| {
        let on = table.required("on", day::day);
        let reason = table.required("reason", text::plain);
        let successor = table.optional("successor", text::id);
        Some(write::withdrawn(on?, &reason?, successor.as_ref()))
    })?;
    Some(Setting {
        key: "withdrawn",
        value,
        withheld: None,
    })
}

/// A text, a number, a day or a list of texts, as TOML writes it. What it means is for the check of the catalogue to say.
fn literal(value: Value<'_>) -> Result<String, Fault> {
    let quoted = |text: &str| toml_edit::Value::from(text).to_string();
    match value.get_ref() {
        DeValue::String(text) => Ok(quoted(text)),
        DeValue::Integer(number) => Ok(number.as_str().to_owned()),
        DeValue::Float(number) => Ok(number.as_str().to_owned()),
        DeValue::Datetime(_) => Ok(day::day(value)?.to_string()),
        DeValue::Array(items) => {
            let texts = items.iter().map(|item| text::string(item).map(quoted));
            let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
            Ok(format!("[{}]", texts.join(", ")))
        }
        DeValue::Boolean(_) | DeValue::Table(_) => {
            Err(wrong_type(value, "a text, a number or a day"))
        }
    }
}
