//! Certificate, evidence and note, and what was changed of a completion.

use std::path::{Path, PathBuf};

use crate::{
    cli::{Failure, Folders, World, args::Papers, convert::Given},
    diagnostic::shown,
    disk,
    record::{Completion, Subject},
    report::{clean, words},
};

impl Papers {
    /// Whether any of them is given.
    pub(super) fn is_some(&self) -> bool {
        self.certificate.is_some() || self.evidence.is_some() || self.note.is_some()
    }

    /// Puts what is given in its place, and remarks on evidence that is not there.
    pub(super) fn fill(
        &self,
        completion: &mut Completion,
        world: &mut World<'_>,
    ) -> Result<(), Failure> {
        let set = |flag, given: &Option<String>, into: &mut Option<String>| {
            if let Some(text) = given {
                *into = Some(own_words(flag, text)?);
            }
            Ok::<(), Failure>(())
        };
        set(
            "--certificate",
            &self.certificate,
            &mut completion.certificate,
        )?;
        set("--evidence", &self.evidence, &mut completion.evidence)?;
        set("--note", &self.note, &mut completion.note)?;
        if let Some(path) = &self.evidence {
            look_for(path, world)?;
        }
        Ok(())
    }
}

/// A text that says something.
pub(super) fn own_words(flag: &'static str, text: &str) -> Result<String, Failure> {
    if text.trim().is_empty() {
        return Err(Given::new(flag, text)
            .wrong("there is nothing in it")
            .hint("Leave the flag out when there is nothing to say."));
    }
    Ok(text.to_owned())
}

/// Remarks on evidence that is not where it is said to be, or is so only from here.
fn look_for(path: &str, world: &mut World<'_>) -> Result<(), Failure> {
    let place = beyond_tilde(path, &world.folders);
    let name = shown(path);
    if !disk::is_file(&place) {
        world.err.note(&format!("there is no file `{name}` yet"))?;
    }
    if place.is_relative() {
        world.err.note(&format!(
            "`{name}` is found only from where you stand; a path from `~` or `/` is found from everywhere"
        ))?;
    }
    Ok(())
}

/// A path as she wrote it, with her home for `~`.
pub(in crate::cli) fn beyond_tilde(path: &str, folders: &Folders) -> PathBuf {
    let below_home = path.strip_prefix("~/").zip(folders.home.as_ref());
    below_home.map_or_else(
        || Path::new(path).to_owned(),
        |(rest, home)| home.join(rest),
    )
}

/// What is known of a new completion, in a row of words.
pub(super) fn told(completion: &Completion) -> String {
    let mut facts = Vec::new();
    match &completion.subject {
        Subject::Activity { credits, .. } => {
            facts.push(format!("completed {}", completion.completed));
            facts.push(words::credits(*credits));
            facts.push(completion.state.word().to_owned());
        }
        Subject::Exam { .. } => facts.push(format!("passed {}", completion.completed)),
    }
    facts.join(", ")
}

/// What is another than before, in a row of words; nothing where all is as it was.
pub(super) fn changes(before: &Completion, after: &Completion) -> Vec<String> {
    let facts = |completion: &Completion| {
        let text = |text: &Option<String>| text.as_deref().map(clean);
        let (offering, credits, category) = match &completion.subject {
            Subject::Activity {
                offering,
                credits,
                category,
                ..
            } => (
                offering.as_ref().map(ToString::to_string),
                Some(credits.to_string()),
                category.as_ref().map(ToString::to_string),
            ),
            Subject::Exam { .. } => (None, None, None),
        };
        [
            ("title", Some(clean(&completion.title))),
            ("offering", offering),
            ("credits", credits),
            ("category", category),
            ("started", completion.started.map(|day| day.to_string())),
            ("completed", Some(completion.completed.to_string())),
            ("state", Some(completion.state.word().to_owned())),
            ("certificate", text(&completion.certificate)),
            ("evidence", text(&completion.evidence)),
            ("note", text(&completion.note)),
        ]
    };
    let pairs = facts(before).into_iter().zip(facts(after));
    let changed = pairs.filter(|((_, before), (_, after))| before != after);
    changed
        .map(|((name, before), (_, after))| {
            let after = after.unwrap_or_default();
            match before {
                Some(before) => format!("{name} {after} (was {before})"),
                None => format!("{name} {after}"),
            }
        })
        .collect()
}

/// What is said of a completion that was there.
pub(super) fn amended(before: &Completion, after: &Completion) -> String {
    let id = after.id();
    match changes(before, after).as_slice() {
        [] => format!("`{id}` is in your record as you say; nothing was changed"),
        changes => format!("`{id}` is amended: {}", changes.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_her_home() {
        let folders = Folders {
            home: Some(PathBuf::from("/home/ada")),
            ..Folders::default()
        };
        let check = |path: &str, expected: &str| {
            assert_eq!(beyond_tilde(path, &folders), Path::new(expected));
        };
        check("~/encor.pdf", "/home/ada/encor.pdf");
        check("/tmp/~/encor.pdf", "/tmp/~/encor.pdf");
        check("~eve/encor.pdf", "~eve/encor.pdf");
        assert_eq!(beyond_tilde("~/a", &Folders::default()), Path::new("~/a"));
    }
}
