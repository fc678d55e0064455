//! The JSON of an API.

use serde_json::Value;

use super::{Found, Task, shell};
use crate::{
    diagnostic::shown,
    listing::{
        Break, Broken,
        source::{Place, Shape},
    },
};

pub(super) fn read(task: &Task<'_>) -> Result<Found, Broken> {
    let Shape::Json {
        container,
        rows,
        ok,
    } = &task.source.shape
    else {
        return Ok(Found::default());
    };
    let text = task.page.text.trim_start_matches('\u{feff}');
    let answer: Value = serde_json::from_str(text).map_err(|error| {
        let login = shell::instead_of_data(text, task.stop);
        login.unwrap_or_else(|| {
            Broken::new(
                Break::Unreadable,
                format!("it is no JSON: {}", shown(&error.to_string())),
            )
        })
    })?;
    if let Some((path, good)) = ok {
        let said: Vec<String> = path
            .query(&answer)
            .all()
            .into_iter()
            .flat_map(texts)
            .collect();
        if said.iter().all(|said| said != good) {
            let said = said.first().map_or_else(
                || "nothing".to_owned(),
                |said| format!("\"{}\"", shown(said)),
            );
            let reason = format!("\"{path}\" says {said}, not \"{good}\"");
            return Err(Broken::new(Break::NotOk, reason));
        }
    }
    if container.query(&answer).is_empty() {
        let reason = format!("container \"{container}\" not found");
        return Err(Broken::new(Break::Shape, reason));
    }
    let mut found = Found::default();
    for row in rows.query(&answer).all() {
        task.go_on(found.rows.len())?;
        found.rows.push(task.gather(|_, place| match place {
            Place::Path(path) => path.query(row).all().into_iter().flat_map(texts).collect(),
            Place::Column { .. } | Place::Element { .. } | Place::Part(_) => Vec::new(),
        }));
    }
    Ok(found)
}

/// What a value says: a text, a number or a truth as it is written; each of a list; nothing for an object and for null.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(truth) => vec![truth.to_string()],
        Value::Array(values) => values.iter().take(20).flat_map(texts).collect(),
        Value::Null | Value::Object(_) => Vec::new(),
    }
}
