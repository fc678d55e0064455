//! What a proposal does to the catalogue, for programs. Its form is held to `docs/schema/promote.json`.

use std::io::{self, Write};

use serde::Serialize;

use super::{
    Style, clean, diff,
    json::{self, Day},
};
use crate::{diagnostic::Diagnostic, model::Date};

/// What `finder promote` found.
#[derive(Clone, Debug)]
pub struct Promoted<'p> {
    /// The day it is.
    pub today: Date,
    /// Whether the change was written.
    pub written: bool,
    /// The files that change.
    pub files: Vec<Change<'p>>,
    /// The entries that change nothing, by their keys, and why.
    pub left_out: &'p [(String, String)],
    /// The faults that would come into the catalogue.
    pub faults: &'p [Diagnostic],
}

/// One file that changes.
#[derive(Clone, Copy, Debug)]
pub struct Change<'p> {
    /// Where it is.
    pub path: &'p str,
    /// What it holds now; `None` where it is not there.
    pub before: Option<&'p str>,
    /// What it is to hold.
    pub after: &'p str,
}

#[derive(Serialize)]
struct PromotedJson {
    format: u32,
    today: Day,
    written: bool,
    files: Vec<ChangeJson>,
    left_out: Vec<LeftOutJson>,
    faults: Vec<FaultJson>,
}

#[derive(Serialize)]
struct ChangeJson {
    path: String,
    new: bool,
    diff: String,
}

#[derive(Serialize)]
struct LeftOutJson {
    key: String,
    reason: String,
}

#[derive(Serialize)]
struct FaultJson {
    code: &'static str,
    message: String,
}

/// Writes it as JSON.
///
/// # Errors
/// Only those of the writer.
pub fn promoted_json(out: &mut dyn Write, promoted: &Promoted<'_>) -> io::Result<()> {
    let files = promoted.files.iter().map(change);
    let left_out = promoted.left_out.iter().map(|(key, why)| LeftOutJson {
        key: clean(key),
        reason: clean(why),
    });
    let faults = promoted.faults.iter().map(|fault| FaultJson {
        code: fault.code.name(),
        message: clean(&fault.message),
    });
    let answer = PromotedJson {
        format: json::FORMAT,
        today: promoted.today.into(),
        written: promoted.written,
        files: files.collect::<io::Result<_>>()?,
        left_out: left_out.collect(),
        faults: faults.collect(),
    };
    json::write(out, &answer)
}

fn change(file: &Change<'_>) -> io::Result<ChangeJson> {
    let mut diff = Vec::new();
    let before = file.before.unwrap_or_default();
    diff::write(&mut diff, Style::PLAIN, file.path, before, file.after)?;
    Ok(ChangeJson {
        path: clean(file.path),
        new: file.before.is_none(),
        diff: String::from_utf8_lossy(&diff).into_owned(),
    })
}
