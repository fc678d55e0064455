//! A catalogue: every program with all that belongs to it.

use std::collections::BTreeMap;

use super::{Activity, Certification, Exam, Id, Lost, Offering, Pass, Program, Provider};

/// All that is known, in programs. Built by [`crate::catalog::read`], which vouches for every reference in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Catalog {
    /// The programs by id.
    pub programs: BTreeMap<Id, ProgramCatalog>,
    /// What was left out with the rules of its program.
    pub lost: Lost,
}

/// A program with its certifications, exams, passes, providers and activities.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProgramCatalog {
    /// The rules.
    pub program: Program,
    /// The certifications, in the order of their file.
    pub certifications: Vec<Certification>,
    /// The exams by id.
    pub exams: BTreeMap<Id, Exam>,
    /// The passes by id.
    pub passes: BTreeMap<Id, Pass>,
    /// The providers by id.
    pub providers: BTreeMap<Id, Provider>,
    /// The activities by id.
    pub activities: BTreeMap<Id, Activity>,
    /// What was left out.
    pub lost: Lost,
}

/// Something a holder may name: what `finder show` finds under an id.
#[derive(Clone, Copy, Debug)]
pub enum Named<'c> {
    /// An activity.
    Activity(&'c Activity),
    /// An exam.
    Exam(&'c Exam),
    /// A pass.
    Pass(&'c Pass),
    /// A certification.
    Certification(&'c Certification),
}

impl Catalog {
    /// Every activity of every program with its offerings, by id.
    pub fn offerings(&self) -> impl Iterator<Item = (&ProgramCatalog, &Activity, &Offering)> {
        self.programs.values().flat_map(|program| {
            program.activities.values().flat_map(move |activity| {
                activity
                    .offerings
                    .iter()
                    .map(move |offering| (program, activity, offering))
            })
        })
    }

    /// The certification a holder means by `name` (an id, an alias, or either in her own spelling), with its program.
    pub fn certification(&self, name: &str) -> Option<(&ProgramCatalog, &Certification)> {
        self.programs
            .values()
            .find_map(|program| Some((program, program.certification(name)?)))
    }

    /// Where the fault is for which something was left out that was called so; `None`: nothing was.
    pub fn lost(&self, name: &str) -> Option<Option<&str>> {
        let of_programs = self.programs.values().map(|program| &program.lost);
        of_programs
            .chain([&self.lost])
            .find_map(|lost| lost.place(name))
    }
}

impl ProgramCatalog {
    /// The certification a holder means by `name`.
    pub fn certification(&self, name: &str) -> Option<&Certification> {
        let slug = Id::slug(name)?;
        let by_id = self
            .certifications
            .iter()
            .find(|certification| certification.id == slug);
        by_id.or_else(|| {
            self.certifications
                .iter()
                .find(|certification| certification.aliases.iter().any(|alias| alias.name == slug))
        })
    }

    /// What a holder means by `name`: an activity, exam or pass by its id, or a certification by any of its names.
    pub fn named(&self, name: &str) -> Option<Named<'_>> {
        let slug = Id::slug(name)?;
        None.or_else(|| self.activities.get(&slug).map(Named::Activity))
            .or_else(|| self.exams.get(&slug).map(Named::Exam))
            .or_else(|| self.passes.get(&slug).map(Named::Pass))
            .or_else(|| self.certification(name).map(Named::Certification))
    }

    /// Every name that [`ProgramCatalog::named`] finds, for "did you mean".
    pub fn names(&self) -> impl Iterator<Item = &Id> {
        let certifications = self.certifications.iter();
        let names = certifications
            .flat_map(|c| std::iter::once(&c.id).chain(c.aliases.iter().map(|a| &a.name)));
        self.activities
            .keys()
            .chain(self.exams.keys())
            .chain(self.passes.keys())
            .chain(names)
    }
}
