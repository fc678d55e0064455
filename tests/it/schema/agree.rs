//! Whether the schemas and the checker agree: on every real file, and on every example of `docs/diagnostics/`.

use std::{collections::BTreeMap, path::Path};

use finder::{
    diagnostic::{Code, Sources},
    disk,
};
use jsonschema::Validator;
use serde_json::Value;

use crate::{
    base,
    diagnostics::{example, laid_over, latin1, utf8},
};

/// What only the checker finds.
const ONLY_THE_CHECKER: &[Code] = &[
    // It takes the folder, or the name of the file.
    Code::NoProgram,
    Code::StrayFile,
    Code::IdNotFileName,
    // It takes the other entries.
    Code::DuplicateId,
    Code::DuplicateOffering,
    Code::UnknownReference,
    // It takes the parsers of selectors, paths and patterns.
    Code::BadPattern,
    // It takes the other entries, again.
    Code::BadCovers,
    Code::BadClass,
    Code::BadCategory,
    Code::BadRule,
    Code::TooManyCaps,
    Code::CircularRequirement,
    Code::UnknownHost,
    // It takes the tables of Unicode.
    Code::MixedScript,
    // They are about what is likely, not about what is written.
    Code::ImplausibleHours,
    Code::LookAlike,
    Code::VersionTwice,
    Code::DuplicateRef,
    Code::CircularSuccessor,
    Code::NoLastDay,
    // It takes other days, or the day it is.
    Code::CheckedInFuture,
    Code::Stale,
    Code::NeedlessException,
    // It takes the past.
    Code::VanishedId,
    Code::ReusedId,
];

/// Every schema, ready to judge.
struct Schemas(BTreeMap<&'static str, Validator>);

impl Schemas {
    fn new() -> Self {
        let schemas = super::all().into_iter().map(|(name, schema)| {
            let options = jsonschema::draft7::options();
            let validator = options.should_validate_formats(true).build(&schema);
            (name, validator.unwrap())
        });
        Self(schemas.collect())
    }

    /// What the schema for a file says against it. A text that is no TOML is no file to any schema.
    fn faults(&self, path: &str, text: &str) -> Vec<String> {
        let Ok(table) = toml::from_str::<toml::Table>(text) else {
            return vec!["no TOML".to_owned()];
        };
        let document = json(toml::Value::Table(table));
        let Some(schema) = self.0.get(kind(path)) else {
            return Vec::new();
        };
        let faults = schema.iter_errors(&document);
        faults
            .map(|fault| format!("{path}: {}: {fault}", fault.instance_path()))
            .collect()
    }

    /// The same for every file of a catalogue.
    fn all_faults(&self, sources: &Sources) -> Vec<String> {
        let files = sources.paths().enumerate();
        files
            .flat_map(|(file, path)| self.faults(path, sources.text(file).unwrap()))
            .collect()
    }
}

/// Which schema a file is for.
fn kind(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or_default();
    if folder.ends_with("/activities") {
        return "activity";
    }
    name.strip_suffix(".toml").unwrap_or_default()
}

/// As editors hand a TOML file to a schema: days are texts.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            let pairs = table.into_iter().map(|(key, value)| (key, json(value)));
            Value::Object(pairs.collect())
        }
    }
}

/// The file of an example as the checker sees it: with what the base catalogue holds before it. What is no text is none here either.
fn example_file(code: Code, heading: &str) -> (String, Option<String>) {
    let example = example(code.page(), heading);
    let sources = match code {
        Code::VanishedId | Code::ReusedId => base::with(example.path, example.text.as_bytes()),
        Code::NotUtf8 if heading == "Wrong" => laid_over(&example, latin1),
        _ => laid_over(&example, utf8),
    };
    let file = sources.paths().position(|path| path == example.path);
    let text = sources.text(file.unwrap());
    (example.path.to_owned(), text.map(str::to_owned))
}

#[test]
fn schemas_are_schemas() {
    for (name, schema) in super::all() {
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
    }
}

#[test]
fn every_file_is_as_its_schema_says() {
    let schemas = Schemas::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in [
        "catalog",
        "tests/it/fixtures/base",
        "tests/it/fixtures/small",
        "tests/it/fixtures/society",
    ] {
        let sources = disk::read_folder(&root.join(folder)).unwrap();
        assert_eq!(
            schemas.all_faults(&sources),
            Vec::<String>::new(),
            "{folder}"
        );
    }
}

/// Every block of TOML in the manual of the record.
fn examples_of_the_record() -> Vec<String> {
    let page = include_str!("../../../docs/record.md");
    let blocks = page.split("```toml\n").skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn a_record_is_as_its_schema_says() {
    let schemas = Schemas::new();
    let examples = examples_of_the_record();
    assert_eq!(examples.len(), 1);
    for text in examples {
        assert_eq!(
            schemas.faults("finder/record.toml", &text),
            Vec::<String>::new()
        );
        let sources = Sources::new([("record.toml".to_owned(), text.into_bytes())]);
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
        let (catalog, _) = finder::catalog::read(&disk::read_folder(&root).unwrap());
        let (record, findings) = finder::record::read(&sources, &catalog);
        assert_eq!(findings, []);
        assert!(record.is_some());
    }
}

#[test]
fn what_is_no_record_is_refused_by_schema_and_reader_alike() {
    let schemas = Schemas::new();
    let right = examples_of_the_record().remove(0);
    for (from, to) in [
        ("format = 1", "format = 2"),
        ("expires = 2027-05-01", "expires = 'soon'"),
        ("state = \"pending\"", "state = \"Pending\""),
        ("credits = 64\n", ""),
        (
            "activity = \"encor\"",
            "activity = \"encor\"\nexam = \"350-401\"",
        ),
        ("title =", "titel ="),
        ("clc = 40\n", ""),
        ("2026-12-20..2027-01-03", "2026-12-20"),
        ("\"0.92\"", "\"much\""),
        ("\"X-123\"", "\" \""),
        ("hours_per_week = 5", "hours_per_week = 200"),
    ] {
        assert!(right.contains(from), "{from}");
        let wrong = right.replacen(from, to, 1);
        assert!(
            !schemas.faults("finder/record.toml", &wrong).is_empty(),
            "{to}"
        );
        let sources = Sources::new([("record.toml".to_owned(), wrong.into_bytes())]);
        let (record, _) = finder::record::read(&sources, &finder::model::Catalog::default());
        assert_eq!(record, None, "{to}");
    }
}

#[test]
fn right_examples_are_as_their_schemas_say() {
    let schemas = Schemas::new();
    for code in Code::ALL {
        let (path, text) = example_file(*code, "Right");
        assert_eq!(
            schemas.faults(&path, &text.unwrap()),
            Vec::<String>::new(),
            "{code}"
        );
    }
}

#[test]
fn wrong_examples_are_refused_unless_only_the_checker_can_know() {
    let schemas = Schemas::new();
    let passed = Code::ALL.iter().filter(|code| {
        let (path, text) = example_file(**code, "Wrong");
        text.is_some_and(|text| schemas.faults(&path, &text).is_empty())
    });
    assert_eq!(passed.copied().collect::<Vec<_>>(), ONLY_THE_CHECKER);
}

#[test]
fn every_file_names_its_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let sources = disk::read_folder(&root).unwrap();
    for (file, path) in sources.paths().enumerate() {
        let up = "../".repeat(path.matches('/').count() + 1);
        let line = format!("#:schema {up}docs/schema/{}.json\n", kind(path));
        assert!(
            sources.text(file).unwrap().starts_with(&line),
            "{path} must begin with {line}"
        );
    }
}
