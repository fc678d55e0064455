//! The files of one program as entries, each read by itself.

use std::{cell::OnceCell, collections::BTreeSet};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    activity::{self, ActivityEntry},
    certification,
    entry::{Entry, Kind, Linked},
    exam,
    fields::Fields,
    folders::Folder,
    pass, program, syntax,
    values::text,
};
use crate::{
    diagnostic::{Diagnostic, Sources},
    model::{Certification, Exam, Pass, Program, Provider},
};

/// What came of parsing a file.
type Parsed<'s> = Result<Spanned<DeTable<'s>>, Vec<Diagnostic>>;

/// The files as TOML. Each is parsed when it is first asked for, so that its tables are still near when their keys are read: with
/// thousands of files, fetching them back takes longer than parsing.
pub(super) struct Documents<'s> {
    sources: &'s Sources,
    parsed: Vec<OnceCell<Parsed<'s>>>,
}

impl<'s> Documents<'s> {
    /// The files, none of them parsed yet.
    pub(super) fn of(sources: &'s Sources) -> Self {
        let parsed = vec![OnceCell::new(); sources.len()];
        Self { sources, parsed }
    }

    /// One file, by index.
    fn get(&self, file: usize) -> Option<&Parsed<'_>> {
        let cell = self.parsed.get(file)?;
        Some(cell.get_or_init(|| syntax::parse(self.sources, file)))
    }

    /// The files of which nothing can be read.
    pub(super) fn unread(&self) -> Vec<usize> {
        let files = 0..self.parsed.len();
        let fails = |file: &usize| self.get(*file).is_some_and(Result::is_err);
        files.filter(fails).collect()
    }
}

/// Every entry of one program, faulty ones included.
pub(super) struct Entries<'t> {
    pub(super) program: Entry<'t, Program>,
    pub(super) certifications: Vec<Entry<'t, Certification>>,
    pub(super) exams: Vec<Entry<'t, Exam>>,
    pub(super) passes: Vec<Entry<'t, Pass>>,
    pub(super) providers: Vec<Entry<'t, Provider>>,
    pub(super) activities: Vec<ActivityEntry<'t>>,
    /// What stands above the entries of the files that are lists, such as `evidence_hosts`.
    pub(super) heads: Vec<Entry<'t, ()>>,
    /// The sources of listings, whose file another room reads whole.
    pub(super) listed: Vec<&'t str>,
    /// The kinds whose file could not be read whole: any name of such a kind may exist.
    pub(super) open: BTreeSet<Kind>,
}

impl<'t> Entries<'t> {
    /// Reads the files of one folder.
    pub(super) fn read(folder: &Folder<'t>, documents: &'t Documents<'_>) -> Self {
        let mut lists = Lists {
            folder,
            documents,
            heads: Vec::new(),
            open: BTreeSet::new(),
        };
        let certifications = lists.read(Kind::Certification, "certification", certification::read);
        let exams = lists.read(Kind::Exam, "exam", exam::read);
        let passes = lists.read(Kind::Pass, "pass", pass::read_pass);
        let providers = lists.read(Kind::Provider, "provider", pass::read_provider);
        let program = match folder.file("program.toml") {
            Some(file) => document(documents, file, |document| program::read(file, document)),
            None => Entry::unread(Vec::new()),
        };
        if program.value.is_none() {
            lists
                .open
                .extend([Kind::Category, Kind::Class, Kind::Level, Kind::Topic]);
        }
        let listed = lists.names(Kind::Source, "source");
        let activities = folder.activities.iter();
        Self {
            program,
            certifications,
            exams,
            passes,
            providers,
            activities: activities
                .map(|(file, stem)| read_activity(documents, *file, stem))
                .collect(),
            heads: lists.heads,
            listed,
            open: lists.open,
        }
    }

    /// Every entry, in the order in which the first to bring a name keeps it.
    pub(super) fn each(&mut self) -> Vec<&mut dyn Linked<'t>> {
        let mut all: Vec<&mut dyn Linked<'t>> = vec![&mut self.program];
        all.extend(self.heads.iter_mut().map(|e| e as &mut dyn Linked<'t>));
        all.extend(
            self.certifications
                .iter_mut()
                .map(|e| e as &mut dyn Linked<'t>),
        );
        all.extend(self.exams.iter_mut().map(|e| e as &mut dyn Linked<'t>));
        all.extend(self.passes.iter_mut().map(|e| e as &mut dyn Linked<'t>));
        all.extend(self.providers.iter_mut().map(|e| e as &mut dyn Linked<'t>));
        for entry in &mut self.activities {
            all.push(&mut entry.activity);
            all.extend(entry.offerings.iter_mut().map(|e| e as &mut dyn Linked<'t>));
            all.extend(
                entry
                    .exceptions
                    .iter_mut()
                    .map(|e| e as &mut dyn Linked<'t>),
            );
        }
        all
    }
}

/// The files that are lists of entries.
struct Lists<'f, 't, 's> {
    folder: &'f Folder<'t>,
    documents: &'t Documents<'s>,
    heads: Vec<Entry<'t, ()>>,
    open: BTreeSet<Kind>,
}

impl<'t> Lists<'_, 't, '_> {
    fn read<T>(
        &mut self,
        kind: Kind,
        key: &'static str,
        read: fn(Fields<'t>) -> Entry<'t, T>,
    ) -> Vec<Entry<'t, T>> {
        let Some(file) = self.folder.file(kind.home()) else {
            if kind == Kind::Provider {
                self.open.insert(Kind::Host);
            }
            return Vec::new();
        };
        let mut tables = Vec::new();
        let head = document(self.documents, file, |document| {
            Fields::root(file, document).read(|fields| {
                if kind == Kind::Provider {
                    evidence_hosts(fields);
                }
                tables = fields.tables(key);
                Some(())
            })
        });
        if head.value.is_none() {
            self.open.insert(kind);
            self.open
                .extend((kind == Kind::Provider).then_some(Kind::Host));
        }
        self.heads.push(head);
        tables.into_iter().map(read).collect()
    }
}

impl<'t> Lists<'_, 't, '_> {
    /// The ids in a file of which nothing else is read here, faults included.
    fn names(&mut self, kind: Kind, key: &str) -> Vec<&'t str> {
        let file = self.folder.file(kind.home());
        let Some(Ok(document)) = file.and_then(|file| self.documents.get(file)) else {
            self.open.insert(kind);
            return Vec::new();
        };
        let tables = document.get_ref().get(key);
        let tables = tables.and_then(|tables| tables.get_ref().as_array());
        let id = |table: &'t Spanned<DeValue<'t>>| {
            table.get_ref().as_table()?.get("id")?.get_ref().as_str()
        };
        tables
            .into_iter()
            .flat_map(|tables| tables.iter())
            .filter_map(id)
            .collect()
    }
}

/// The hosts of others that evidence is taken from.
fn evidence_hosts(fields: &mut Fields<'_>) {
    for host in fields.items("evidence_hosts") {
        fields.declare(Kind::Host, Some(host));
    }
    fields.list("evidence_hosts", text::host);
}

/// Reads a file that is TOML; of one that is not, the syntax faults are all there is.
fn document<'t, T>(
    documents: &'t Documents<'_>,
    file: usize,
    read: impl FnOnce(&'t Spanned<DeTable<'t>>) -> Entry<'t, T>,
) -> Entry<'t, T> {
    match documents.get(file) {
        Some(Ok(document)) => read(document),
        Some(Err(findings)) => Entry::unread(findings.clone()),
        None => Entry::unread(Vec::new()),
    }
}

fn read_activity<'t>(
    documents: &'t Documents<'_>,
    file: usize,
    stem: &'t str,
) -> ActivityEntry<'t> {
    let mut rest = (Vec::new(), Vec::new());
    let mut activity = document(documents, file, |document| {
        let read = activity::read(file, stem, document);
        rest = (read.offerings, read.exceptions);
        read.activity
    });
    // A file that cannot be read has its name all the same.
    activity.names.push(activity::file_name(file, stem));
    let (offerings, exceptions) = rest;
    ActivityEntry {
        activity,
        offerings,
        exceptions,
    }
}
