//! The JSON Schemas of the catalogue's files and of a holder's record, in `docs/schema/`: made from the types here, and held against the checker.
//!
//! The reader walks tables with places and reads what it asks for, so no type of it has the shape of a file. These have, one module a
//! kind of file, and exist for the schemas alone. What the reader accepts and they do not, or the other way round, shows in the tests
//! below: a schema may let pass what only the checker can know, and never refuses what the checker accepts.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read files, and fail by panicking"
)]
#![expect(dead_code, reason = "of the types of a file only the shape is used")]

mod activity;
mod agree;
mod lists;
mod program;
mod record;
mod sources;
mod value;

use std::{env, fs, path::PathBuf};

use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::transform_subschemas};
use serde_json::Value;

/// Every kind of file: what its schema is called, and the schema.
pub(crate) fn all() -> [(&'static str, Value); 8] {
    [
        ("activity", schema::<activity::Activity>()),
        ("certifications", schema::<lists::Certifications>()),
        ("exams", schema::<lists::ExamList>()),
        ("passes", schema::<lists::Passes>()),
        ("program", schema::<program::Program>()),
        ("providers", schema::<lists::Providers>()),
        ("record", schema::<record::Record>()),
        ("sources", schema::<sources::Listings>()),
    ]
}

/// In the draft that editors for TOML know best.
fn schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().with_transform(without_null);
    settings.into_generator().into_root_schema_for::<T>().into()
}

/// TOML has no null: a key that may be left out is simply not there.
fn without_null(schema: &mut Schema) {
    transform_subschemas(&mut without_null, schema);
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(words)) = object.get_mut("enum") {
        words.retain(|word| !word.is_null());
    }
    if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            object.remove("anyOf");
            unwrap_choice(object, only);
        }
    }
}

/// Puts the one thing that is left of a choice in its place. Beside a reference nothing else would be read, so it stays wrapped.
fn unwrap_choice(
    object: &mut serde_json::Map<String, Value>,
    only: serde_json::Map<String, Value>,
) {
    if only.contains_key("$ref") && !object.is_empty() {
        object.insert("allOf".to_owned(), Value::Array(vec![only.into()]));
    } else {
        object.extend(only);
    }
}

fn path(name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join(format!("docs/schema/{name}.json"))
}

#[test]
fn schemas_are_up_to_date() {
    for (name, schema) in all() {
        let text = format!("{schema:#}\n");
        if env::var_os("UPDATE_SCHEMAS").is_some() {
            fs::write(path(name), &text).unwrap();
        }
        let written = fs::read_to_string(path(name)).unwrap_or_default();
        assert!(
            written == text,
            "docs/schema/{name}.json is out of date; `UPDATE_SCHEMAS=1 cargo test --test it schema` writes it anew"
        );
    }
}
