//! `activities/<id>.toml`: an activity, without a look at anything else.

use toml::{Spanned, de::DeTable};

use super::{
    entry::{Entry, Kind, Name},
    evidence::{effort, evidence},
    exception::{self, Exception},
    fields::Fields,
    offering, refs,
    values::{Fault, Value, number, text},
};
use crate::{
    diagnostic::{Code, Diagnostic, shown},
    model::{Activity, ActivityKind, Id, Offering},
};

/// An activity and its offerings, apart: a faulty offering is left out alone.
pub(super) struct ActivityEntry<'t> {
    pub(super) activity: Entry<'t, Activity>,
    pub(super) offerings: Vec<Entry<'t, Offering>>,
    pub(super) exceptions: Vec<Entry<'t, Exception>>,
}

/// Reads a file whose name, without its ending, is `stem`.
pub(super) fn read<'t>(
    file: usize,
    stem: &'t str,
    document: &'t Spanned<DeTable<'t>>,
) -> ActivityEntry<'t> {
    let mut fields = Fields::root(file, document);
    let offerings = offering::read_all(fields.tables("offering"));
    let exceptions = exception::read_all(&mut fields);
    ActivityEntry {
        activity: fields.read(|fields| activity(fields, stem)),
        offerings,
        exceptions,
    }
}

/// The name that a file brings even when nothing in it can be read.
pub(super) fn file_name(file: usize, stem: &str) -> Name<'_> {
    Name {
        kind: Kind::Activity,
        text: stem,
        file,
        span: 0..0,
    }
}

fn activity(fields: &mut Fields<'_>, stem: &str) -> Option<Activity> {
    let id = id(fields, stem);
    let title = fields.required("title", text::plain);
    let kind = fields.required("type", kind);
    let course = fields.optional("course", text::plain);
    let version = fields.optional("version", text::plain);
    let credits = fields.optional("credits", number::credits);
    let effort = effort(fields);
    let topics = topics(fields);
    let category = fields.optional_ref(Kind::Category, "category");
    let requires = fields.refs(Kind::Activity, "requires");
    let exam = fields.optional_ref(Kind::Exam, "exam");
    let refs = refs::read(fields);
    let note = fields.optional("note", text::plain);
    let evidence = evidence(fields);
    Some(Activity {
        id: id?,
        title: title?,
        kind: kind?,
        course,
        version,
        credits,
        effort,
        topics,
        category,
        requires,
        exam,
        refs,
        note,
        evidence: evidence?,
        offerings: Vec::new(),
    })
}

/// The file's name is the id; the key may repeat it, and nothing else.
fn id(fields: &mut Fields<'_>, stem: &str) -> Option<Id> {
    let written = fields.optional("id", text::id);
    if written.is_some_and(|id| id.as_str() != stem) {
        let finding = Diagnostic::error(Code::IdNotFileName, "the id is not the file's name")
            .at(
                fields.file(),
                fields.span_of("id"),
                format!("the file is `{}.toml`", shown(stem)),
            )
            .help("Leave `id` out: the file's name is the id, for ever.");
        fields.report(finding);
    }
    match Id::new(stem) {
        Ok(id) => Some(id),
        Err(error) => {
            let finding = Diagnostic::error(Code::BadId, "the file's name is no id").at(
                fields.file(),
                0..0,
                error.to_string(),
            );
            fields.report(match Id::slug(stem) {
                Some(slug) => finding.help(format!("Rename the file to `{slug}.toml`.")),
                None => finding,
            });
            None
        }
    }
}

fn topics(fields: &mut Fields<'_>) -> Vec<String> {
    for item in fields.items("topics") {
        fields.refer(Kind::Topic, Some(item));
    }
    let topics = fields.list("topics", text::id);
    topics.iter().map(ToString::to_string).collect()
}

fn kind(value: Value<'_>) -> Result<ActivityKind, Fault> {
    text::word(value, &ActivityKind::ALL.map(|kind| (kind.word(), kind)))
}
