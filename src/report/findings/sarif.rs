//! Findings in SARIF 2.1.0, the format that code scanning services read.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use serde_json::{Value, json};

use super::{Found, reach, told};
use crate::diagnostic::{Code, Diagnostic, Label, Sources};

/// Where the format is described.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes one run with every finding.
///
/// # Errors
/// Only those of the writer.
pub fn check_sarif(out: &mut dyn Write, found: &[Found]) -> io::Result<()> {
    let findings = || {
        found
            .iter()
            .flat_map(|found| found.findings.iter().map(move |finding| (found, finding)))
    };
    let codes: BTreeSet<Code> = findings().map(|(_, finding)| finding.code).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
    let results = findings().map(|(found, finding)| {
        let index = codes.iter().position(|code| *code == finding.code);
        result(&found.sources, finding, index)
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "finder",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": code.page(), "markdown": code.page() },
    })
}

fn result(sources: &Sources, finding: &Diagnostic, rule: Option<usize>) -> Value {
    let mut result = json!({
        "ruleId": finding.code.name(),
        "ruleIndex": rule,
        "level": finding.severity.word(),
        "message": { "text": told(finding) },
    });
    let mut labels = finding.labels.iter();
    let culprit: Vec<Value> = labels
        .next()
        .map(|label| location(sources, label))
        .into_iter()
        .collect();
    let others: Vec<Value> = labels.map(|label| location(sources, label)).collect();
    if let Value::Object(members) = &mut result {
        members.insert("locations".to_owned(), culprit.into());
        if !others.is_empty() {
            members.insert("relatedLocations".to_owned(), others.into());
        }
        if let Some((mend, label)) = finding.mend.as_ref().zip(finding.primary()) {
            members.insert("fixes".to_owned(), json!([fix(sources, label, mend)]));
        }
    }
    result
}

fn location(sources: &Sources, label: &Label) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": address(sources.path(label.file)) },
            "region": region(sources, label),
        },
    });
    if let (Value::Object(members), false) = (&mut location, label.text.is_empty()) {
        members.insert("message".to_owned(), json!({ "text": label.text }));
    }
    location
}

fn region(sources: &Sources, label: &Label) -> Value {
    let (start, end) = reach(sources, label);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn fix(sources: &Sources, label: &Label, mend: &str) -> Value {
    json!({
        "artifactChanges": [{
            "artifactLocation": { "uri": address(sources.path(label.file)) },
            "replacements": [{
                "deletedRegion": region(sources, label),
                "insertedContent": { "text": mend },
            }],
        }],
    })
}

/// A path as a relative address: what an address cannot hold is written in hexadecimal.
fn address(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    let written = |b: u8| {
        if plain(b) {
            char::from(b).to_string()
        } else {
            format!("%{b:02X}")
        }
    };
    path.bytes().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(address("catalog/a-b_1.toml"), "catalog/a-b_1.toml");
        assert_eq!(address("a b/é#.toml"), "a%20b/%C3%A9%23.toml");
    }
}
