//! The files under `.github/`: they are what they claim to be, and every `finder` command in them is one.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests read files, and fail by panicking"
)]

use std::{fs, path::Path};

use serde_yaml_ng::Value;

use crate::finder::finder;

/// The YAML files of a folder under `.github/`, by name.
fn files(folder: &str) -> Vec<(String, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github");
    let entries = fs::read_dir(root.join(folder)).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(path).unwrap();
            let value = serde_yaml_ng::from_str(&text);
            assert!(value.is_ok(), "{name}: {value:?}");
            (name, value.unwrap())
        })
        .collect();
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    files
}

/// A key that must be there and hold something.
#[track_caller]
fn has_text(value: &Value, key: &str) {
    let text = value[key].as_str();
    assert!(
        text.is_some_and(|text| !text.is_empty()),
        "{key} of {value:?}"
    );
}

/// The scripts of the workflow in a file.
#[cfg(unix)]
pub(crate) fn scripts_of(name: &str) -> Vec<String> {
    let mut workflows = files("workflows").into_iter();
    let (_, workflow) = workflows.find(|(file, _)| file == name).unwrap();
    let scripts = scripts(&workflow).into_iter();
    scripts.map(str::to_owned).collect()
}

/// The scripts of a workflow.
fn scripts(workflow: &Value) -> Vec<&str> {
    let jobs = workflow["jobs"].as_mapping().unwrap().values();
    let steps = jobs.flat_map(|job| job["steps"].as_sequence().unwrap());
    steps.filter_map(|step| step["run"].as_str()).collect()
}

#[test]
fn workflows_have_jobs_on_known_machines() {
    let workflows = files("workflows");
    let names: Vec<&str> = workflows.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["catalog.yml", "ci.yml", "stale.yml"]);
    for (name, workflow) in &workflows {
        has_text(workflow, "name");
        assert!(workflow["on"].is_mapping(), "{name}");
        assert!(workflow["permissions"].is_mapping(), "{name}");
        for job in workflow["jobs"].as_mapping().unwrap().values() {
            has_text(job, "runs-on");
            assert!(job["timeout-minutes"].is_u64(), "{name}");
            for step in job["steps"].as_sequence().unwrap() {
                let does =
                    usize::from(step["run"].is_string()) + usize::from(step["uses"].is_string());
                assert_eq!(does, 1, "{name}: {step:?}");
            }
        }
    }
}

#[test]
fn workflows_call_subcommands_that_there_are() {
    let help = finder().built_in().args("--help").stdout;
    let workflows = files("workflows");
    let scripts = workflows.iter().flat_map(|(_, workflow)| scripts(workflow));
    let lines: Vec<&str> = scripts.flat_map(str::lines).collect();
    for called in [
        "finder check --since",
        "finder impact",
        "finder list --stale",
    ] {
        assert!(lines.iter().any(|line| line.contains(called)), "{called}");
    }
    for command in ["check", "impact", "list", "verify"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
    }
}

#[test]
fn issue_forms_ask_for_a_page() {
    let forms = files("ISSUE_TEMPLATE");
    let forms = forms.iter().filter(|(name, _)| name != "config.yml");
    for (name, form) in forms.clone() {
        has_text(form, "name");
        has_text(form, "description");
        let body = form["body"].as_sequence().unwrap();
        for field in body {
            has_text(field, "type");
            has_text(field, "id");
            has_text(&field["attributes"], "label");
        }
        let required = |id: &str| {
            let field = body.iter().find(|field| field["id"].as_str() == Some(id));
            field.is_some_and(|field| field["validations"]["required"].as_bool() == Some(true))
        };
        assert!(required("source"), "{name}");
    }
    assert_eq!(forms.count(), 3);
}

#[test]
fn a_pull_request_is_asked_four_lines() {
    let path = ".github/pull_request_template.md";
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    assert_eq!(page.lines().count(), 4);
}
