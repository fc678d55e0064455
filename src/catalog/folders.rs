//! Which file is which, by its path alone.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Sources, closest, shown};

/// The files of a program's folder beside `program.toml` and the activities.
const FILES: [&str; 6] = [
    "program.toml",
    "certifications.toml",
    "exams.toml",
    "passes.toml",
    "providers.toml",
    // Read by another room, which hands its findings to whoever checks a catalogue.
    "sources.toml",
];

/// The files of one program, by their index in the sources.
#[derive(Default, Debug)]
pub(super) struct Folder<'s> {
    /// Those of [`FILES`] that are there, by name.
    files: BTreeMap<&'static str, usize>,
    /// The activities' files, each with its name without the ending.
    pub(super) activities: Vec<(usize, &'s str)>,
}

impl Folder<'_> {
    /// The file with that name.
    pub(super) fn file(&self, name: &str) -> Option<usize> {
        self.files.get(name).copied()
    }

    fn any_file(&self) -> Option<usize> {
        let named = self.files.values().copied();
        named
            .chain(self.activities.iter().map(|(file, _)| *file))
            .min()
    }
}

/// Every folder that holds a program, by path, and a finding for each file or folder that has no place.
pub(super) fn sort(sources: &Sources) -> (Vec<Folder<'_>>, Vec<Diagnostic>) {
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    let mut findings = Vec::new();
    for (file, path) in sources.paths().enumerate() {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if let Some(program) = parent_of_activities(folder) {
            let stem = name.strip_suffix(".toml").unwrap_or(name);
            let folder = folders.entry(program).or_default();
            folder.activities.push((file, stem));
        } else if let Some(known) = FILES.into_iter().find(|known| *known == name) {
            let folder = folders.entry(folder).or_default();
            folder.files.insert(known, file);
        } else {
            findings.push(stray(file, name));
        }
    }
    folders.retain(|path, folder| {
        let complete = folder.file("program.toml").is_some();
        if !complete {
            findings.extend(folder.any_file().map(|file| programless(path, file)));
        }
        complete
    });
    if folders.is_empty()
        && !findings
            .iter()
            .any(|finding| finding.code == Code::NoProgram)
    {
        findings.push(nothing());
    }
    (folders.into_values().collect(), findings)
}

/// Every file as the only one of a folder of its own.
pub(super) fn alone(sources: &Sources) -> Vec<Folder<'_>> {
    let mut folders = Vec::new();
    for (file, path) in sources.paths().enumerate() {
        let (_, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut alone = Folder::default();
        match FILES.into_iter().find(|known| *known == name) {
            Some(known) => {
                alone.files.insert(known, file);
            }
            None => alone
                .activities
                .push((file, name.strip_suffix(".toml").unwrap_or(name))),
        }
        folders.push(alone);
    }
    folders
}

fn parent_of_activities(folder: &str) -> Option<&str> {
    let parent = folder.strip_suffix("activities")?;
    (parent.is_empty() || parent.ends_with('/')).then(|| parent.trim_end_matches('/'))
}

fn stray(file: usize, name: &str) -> Diagnostic {
    let message = format!("nothing reads `{}` here", shown(name));
    let finding = Diagnostic::warning(Code::StrayFile, message).at(file, 0..0, "");
    match closest(name, FILES) {
        Some(near) => finding.help(format!("Did you mean `{near}`?")),
        None => finding.help("An activity goes into the folder `activities` of its program."),
    }
}

fn programless(path: &str, file: usize) -> Diagnostic {
    let place = if path.is_empty() {
        "the folder".to_owned()
    } else {
        format!("`{}`", shown(path))
    };
    Diagnostic::error(Code::NoProgram, format!("{place} has no `program.toml`"))
        .at(file, 0..0, "without it, this cannot be used")
        .help("Write the program's rules into `program.toml`, or move the files to the program they belong to.")
}

fn nothing() -> Diagnostic {
    Diagnostic::error(Code::NoProgram, "the catalogue holds no program")
        .help("A program is a folder with a file `program.toml`; give the folder above it.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&str], programs: usize, codes: &[Code]) {
        let files = paths.iter().map(|path| ((*path).to_owned(), Vec::new()));
        let sources = Sources::new(files);
        let (folders, findings) = sort(&sources);
        assert_eq!(folders.len(), programs);
        let found: Vec<_> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(found, codes);
    }

    #[test]
    fn every_file_has_its_place() {
        check(&[], 0, &[Code::NoProgram]);
        check(&["cisco/program.toml", "cisco/activities/a.toml"], 1, &[]);
        check(&["program.toml", "activities/exams.toml"], 1, &[]);
        check(
            &["a/program.toml", "b/program.toml", "b/exams.toml"],
            2,
            &[],
        );
        check(
            &["a/exams.toml", "a/activities/b.toml"],
            0,
            &[Code::NoProgram],
        );
        let strays = [Code::StrayFile, Code::StrayFile];
        check(
            &["a/program.toml", "a/exam.toml", "a/activities/b/c.toml"],
            1,
            &strays,
        );
        check(
            &["reactivities/a.toml"],
            0,
            &[Code::StrayFile, Code::NoProgram],
        );
    }
}
