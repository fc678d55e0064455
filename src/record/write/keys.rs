//! The keys of each kind of table, in the order in which they are written where they are new.

mod defaults;

pub(super) use defaults::defaults;

use toml_edit::{Datetime, Item, TableLike, Value};

use crate::{
    model::{Credits, Date, Id},
    record::{ClaimState, Completion, Held, HeldPass, Subject},
};

/// The keys of a `[[completion]]`.
pub(super) fn completion(table: &mut dyn TableLike, completion: &Completion) {
    let id = completion.id();
    match &completion.subject {
        Subject::Activity { .. } => text(table, "activity", Some(id.as_str())),
        Subject::Exam { .. } => text(table, "exam", Some(id.as_str())),
    }
    text(table, "program", Some(completion.program.as_str()));
    text(table, "title", Some(&completion.title));
    subject(table, &completion.subject);
    day(table, "started", completion.started);
    day(table, "completed", Some(completion.completed));
    state(table, completion);
    text(table, "certificate", completion.certificate.as_deref());
    text(table, "evidence", completion.evidence.as_deref());
    text(table, "note", completion.note.as_deref());
}

fn subject(table: &mut dyn TableLike, subject: &Subject) {
    match subject {
        Subject::Activity {
            offering,
            course,
            version,
            credits: earned,
            category,
            ..
        } => {
            text(table, "offering", offering.as_ref().map(Id::as_str));
            text(table, "course", course.as_deref());
            text(table, "version", version.as_deref());
            credits(table, *earned);
            text(table, "category", category.as_ref().map(Id::as_str));
        }
        Subject::Exam { class, .. } => text(table, "class", Some(class.as_str())),
    }
}

/// A passed exam is earned; nothing need be said of it.
fn state(table: &mut dyn TableLike, completion: &Completion) {
    let is_exam = matches!(completion.subject, Subject::Exam { .. });
    let untold = is_exam && completion.state == ClaimState::Earned && table.get("state").is_none();
    if !untold {
        text(table, "state", Some(completion.state.word()));
    }
}

/// The keys of a `[[certification]]`.
pub(super) fn certification(table: &mut dyn TableLike, held: &Held) {
    text(table, "id", Some(held.id.as_str()));
    day(table, "earned", held.earned);
    day(table, "expires", held.expires);
    text(table, "note", held.note.as_deref());
}

/// The keys of a `[[pass]]`.
pub(super) fn pass(table: &mut dyn TableLike, pass: &HeldPass) {
    text(table, "id", Some(pass.id.as_str()));
    day(table, "until", pass.until);
}

pub(super) fn text(table: &mut dyn TableLike, key: &str, text: Option<&str>) {
    let stands = |value: &Value| value.as_str() == text;
    set(table, key, text.map(Value::from), stands);
}

pub(super) fn day(table: &mut dyn TableLike, key: &str, day: Option<Date>) {
    let written = day.map(|day| day.to_string());
    let value = written
        .as_ref()
        .and_then(|day| day.parse::<Datetime>().ok());
    let stands = |value: &Value| {
        let day = value.as_datetime().map(ToString::to_string);
        day == written
    };
    set(table, key, value.map(Value::from), stands);
}

fn credits(table: &mut dyn TableLike, credits: Credits) {
    let stands = |value: &Value| {
        let written = value.clone().decorated("", "").to_string();
        Credits::parse(&written.replace('_', "")) == Ok(credits)
    };
    set(table, "credits", credits.to_string().parse().ok(), stands);
}

/// Puts a value under a key unless the same stands there, however it is written; none takes the key out.
pub(super) fn set(
    table: &mut dyn TableLike,
    key: &str,
    value: Option<Value>,
    stands: impl Fn(&Value) -> bool,
) {
    let Some(value) = value else {
        table.remove(key);
        return;
    };
    match table.get_mut(key) {
        Some(Item::Value(old)) if stands(old) => {}
        Some(Item::Value(old)) => replace(old, value),
        _ => {
            table.insert(key, Item::Value(value));
        }
    }
}

/// Puts a value in another's place, with what stands around it.
pub(super) fn replace(old: &mut Value, new: Value) {
    let decor = old.decor().clone();
    *old = new;
    *old.decor_mut() = decor;
}
