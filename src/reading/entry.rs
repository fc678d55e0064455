//! What comes of reading one table: a value or findings, the names it brings, and the names it relies on.

use std::ops::Range;

use toml::{Spanned, de::DeTable};

use super::values::Value;
use crate::diagnostic::{Code, Diagnostic};

/// The kinds of thing that have names others may use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Kind {
    Activity,
    Category,
    Certification,
    Class,
    Exam,
    Host,
    Level,
    Pass,
    Program,
    Provider,
    Source,
    Topic,
}

impl Kind {
    /// What it is called in a sentence.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Category => "category",
            Self::Certification => "certification",
            Self::Class => "exam class",
            Self::Exam => "exam",
            Self::Host => "host",
            Self::Level => "level",
            Self::Pass => "pass",
            Self::Program => "program",
            Self::Provider => "provider",
            Self::Source => "source",
            Self::Topic => "topic",
        }
    }

    /// What several are called.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Activity => "activities",
            Self::Category => "categories",
            Self::Certification => "certifications",
            Self::Class => "exam classes",
            Self::Exam => "exams",
            Self::Host => "hosts",
            Self::Level => "levels",
            Self::Pass => "passes",
            Self::Program => "programs",
            Self::Provider => "providers",
            Self::Source => "sources",
            Self::Topic => "topics",
        }
    }

    /// Where in the program's folder such a thing is declared.
    pub(crate) fn home(self) -> &'static str {
        match self {
            Self::Activity => "activities/",
            Self::Certification => "certifications.toml",
            Self::Exam => "exams.toml",
            Self::Pass => "passes.toml",
            Self::Host | Self::Provider => "providers.toml",
            Self::Source => "sources.toml",
            Self::Category | Self::Class | Self::Level | Self::Program | Self::Topic => {
                "program.toml"
            }
        }
    }

    /// Whether a holder names such things on the command line: then no two of them share a name, whatever their kind or program.
    pub(crate) fn is_public(self) -> bool {
        match self {
            Self::Activity | Self::Certification | Self::Exam | Self::Pass => true,
            Self::Category
            | Self::Class
            | Self::Host
            | Self::Level
            | Self::Program
            | Self::Provider
            | Self::Source
            | Self::Topic => false,
        }
    }

    /// The finding when a name leads to no such thing.
    pub(crate) fn code(self) -> Code {
        match self {
            Self::Host => Code::UnknownHost,
            Self::Topic => Code::UnknownWord,
            _ => Code::UnknownReference,
        }
    }
}

/// A name, brought or relied on, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Name<'t> {
    pub(crate) kind: Kind,
    pub(crate) text: &'t str,
    pub(crate) file: usize,
    pub(crate) span: Range<usize>,
}

/// The table an entry was read from, for the places of its keys.
#[derive(Clone, Debug)]
pub(crate) struct Table<'t> {
    pub(crate) file: usize,
    /// Its header; empty for a whole file.
    pub(crate) header: Range<usize>,
    pub(crate) keys: &'t DeTable<'t>,
}

impl<'t> Table<'t> {
    /// The value of a key.
    pub(crate) fn value_of(&self, key: &str) -> Option<Value<'t>> {
        self.keys.get(key)
    }

    /// Where a key's value stands, or else the header.
    pub(crate) fn span_of(&self, key: &str) -> Range<usize> {
        self.value_of(key)
            .map_or_else(|| self.header.clone(), Spanned::span)
    }
}

/// One entry as read. Faulty ones are kept without a value, so that their names are still known.
#[derive(Debug)]
pub(crate) struct Entry<'t, T> {
    /// What it says; `None` once anything is wrong with it.
    pub(crate) value: Option<T>,
    /// Where it was read from; `None` when nothing of it could be read.
    pub(crate) table: Option<Table<'t>>,
    /// The names it brings: its id, its aliases, a program's levels, classes and topics.
    pub(crate) names: Vec<Name<'t>>,
    /// The names it relies on.
    pub(crate) references: Vec<Name<'t>>,
    /// What is wrong with it.
    pub(crate) findings: Vec<Diagnostic>,
}

impl<'t, T> Entry<'t, T> {
    /// What it says and where, once nothing is wrong with it.
    pub(crate) fn sound(&self) -> Option<(&T, &Table<'t>)> {
        self.value.as_ref().zip(self.table.as_ref())
    }

    /// An entry of which nothing could be read.
    pub(crate) fn unread(findings: Vec<Diagnostic>) -> Self {
        Self {
            value: None,
            table: None,
            names: Vec::new(),
            references: Vec::new(),
            findings,
        }
    }
}

/// An entry of whatever type, for what is the same for all.
pub(crate) trait Linked<'t> {
    /// The names it brings.
    fn names(&self) -> &[Name<'t>];
    /// The names it relies on.
    fn references(&self) -> &[Name<'t>];
    /// Whether nothing is wrong with it.
    fn is_sound(&self) -> bool;
    /// Takes in more findings, any of which leaves it out.
    fn fail(&mut self, findings: Vec<Diagnostic>);
    /// Takes in a finding that leaves nothing out.
    fn warn(&mut self, finding: Diagnostic);
    /// Gives away its findings.
    fn findings(&mut self) -> Vec<Diagnostic>;
}

impl<'t, T> Linked<'t> for Entry<'t, T> {
    fn names(&self) -> &[Name<'t>] {
        &self.names
    }

    fn references(&self) -> &[Name<'t>] {
        &self.references
    }

    fn is_sound(&self) -> bool {
        self.value.is_some()
    }

    fn fail(&mut self, findings: Vec<Diagnostic>) {
        if !findings.is_empty() {
            self.value = None;
            self.findings.extend(findings);
        }
    }

    fn warn(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    fn findings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.findings)
    }
}
