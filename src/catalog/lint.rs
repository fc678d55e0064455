//! What can only be seen across entries: names that are taken twice, and names that lead nowhere.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

use super::{
    entries::Entries,
    entry::{Kind, Linked, Name},
};
use crate::{
    diagnostic::{Code, Diagnostic, closest, shown},
    model::Id,
};

/// Among whom a name is taken once: everything a holder can name, the programs, or one kind within one program.
type Scope = (Option<Kind>, Option<usize>);

/// Leaves out every entry that takes a name another has already. The first, in the order of the files, keeps it.
pub(super) fn names_are_unique<'t>(programs: &mut [Entries<'t>]) {
    // Only asked by name, never walked through: no order is needed, and hashing is faster.
    let mut taken: HashMap<(Scope, &'t str), Name<'t>> = HashMap::new();
    for (index, program) in programs.iter_mut().enumerate() {
        for entry in program.each() {
            let mut findings = Vec::new();
            for name in entry.names() {
                let key = (scope(name.kind, index), name.text);
                if let Some(first) = taken.get(&key) {
                    findings.push(duplicate(name, first));
                } else {
                    taken.insert(key, name.clone());
                }
            }
            entry.fail(findings);
        }
    }
}

fn scope(kind: Kind, program: usize) -> Scope {
    if kind.is_public() {
        (None, None)
    } else if kind == Kind::Program {
        (Some(kind), None)
    } else {
        (Some(kind), Some(program))
    }
}

fn duplicate(again: &Name<'_>, first: &Name<'_>) -> Diagnostic {
    let message = format!(
        "the name `{}` is taken by another {}",
        shown(again.text),
        first.kind.word()
    );
    Diagnostic::error(Code::DuplicateId, message)
        .at(again.file, again.span.clone(), "taken again")
        .at(first.file, first.span.clone(), "first here")
        .help("Give the newer one a name of its own; names are never reused.")
}

/// Leaves out every entry that relies on a name nobody brings. Hosts of evidence and sources of listings are only looked at where `mending` says
/// so: nothing is planned by them. That its owner is itself left out is no fault of the entry's.
pub(super) fn references_resolve(program: &mut Entries<'_>, mending: bool) {
    let known = Known::of(program);
    let mut rules = true;
    for entry in program.each() {
        let unknown = entry.references().iter().filter(|name| {
            // The rules are held against themselves even where they could not be read whole.
            let open = !rules && known.open.contains(&name.kind);
            let is_trusted = matches!(name.kind, Kind::Host | Kind::Source) && !mending;
            !open && !is_trusted && !known.has(name)
        });
        let findings = unknown.map(|name| known.missing(name)).collect();
        entry.fail(findings);
        rules = false;
    }
}

/// Finds the hosts of `evidence_hosts` that nothing comes from. Where an entry is at fault nobody knows what it meant, and nothing is said.
pub(super) fn hosts_are_needed<'t>(program: &mut Entries<'t>) {
    let mut used: BTreeSet<&'t str> = BTreeSet::new();
    for entry in program.each() {
        if !entry.is_sound() {
            return;
        }
        let hosts = entry.references().iter();
        let hosts = hosts.filter(|name| name.kind == Kind::Host);
        used.extend(hosts.map(|name| name.text));
    }
    for head in &mut program.heads {
        let needless = head.names.iter().filter(|name| !used.contains(name.text));
        let findings = needless.map(|name| {
            let message = format!("no fact comes from `{}`", shown(name.text));
            Diagnostic::error(Code::NeedlessException, message)
                .at(name.file, name.span.clone(), "no `source` names it")
                .help("Remove it from `evidence_hosts`.")
        });
        let findings = findings.collect();
        head.fail(findings);
    }
}

/// Every name of a program, those of entries that were left out among them.
struct Known<'t> {
    names: BTreeMap<Kind, HashSet<Cow<'t, str>>>,
    open: BTreeSet<Kind>,
}

impl<'t> Known<'t> {
    fn of(program: &mut Entries<'t>) -> Self {
        let mut names: BTreeMap<Kind, HashSet<Cow<'t, str>>> = BTreeMap::new();
        for entry in program.each() {
            for name in entry.names() {
                let known = names.entry(name.kind).or_default();
                known.insert(Cow::Borrowed(name.text));
                // What was meant for an id is known by the id it should have been.
                if Id::new(name.text).is_err() {
                    known.extend(Id::slug(name.text).map(|id| Cow::Owned(id.to_string())));
                }
            }
        }
        let listed = program.listed.iter().map(|name| Cow::Borrowed(*name));
        names.entry(Kind::Source).or_default().extend(listed);
        let open = program.open.clone();
        Self { names, open }
    }

    fn has(&self, name: &Name<'_>) -> bool {
        let names = self.names.get(&name.kind);
        names.is_some_and(|names| names.contains(name.text))
    }

    fn missing(&self, name: &Name<'_>) -> Diagnostic {
        let kind = name.kind.word();
        let message = format!("there is no {kind} `{}`", shown(name.text));
        let names = self.names.get(&name.kind).into_iter().flatten();
        let near = closest(name.text, names.map(AsRef::as_ref));
        let label = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
        let finding =
            Diagnostic::error(name.kind.code(), message).at(name.file, name.span.clone(), label);
        match near {
            Some(_) => finding,
            None if name.kind == Kind::Host => finding.help(
                "If its pages are good evidence, add it to `evidence_hosts` in `providers.toml`.",
            ),
            None => finding.help(format!(
                "The program's {} belong in `{}`.",
                name.kind.words(),
                name.kind.home()
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::entry::Entry, model::Exam};

    fn name(kind: Kind, text: &str) -> Name<'_> {
        let (file, span) = (0, 0..0);
        Name {
            kind,
            text,
            file,
            span,
        }
    }

    /// A program in which one exam brings some names and relies on others.
    #[track_caller]
    fn check(
        brings: &[(Kind, &str)],
        relies_on: &[(Kind, &str)],
        open: &[Kind],
        code: Option<Code>,
    ) {
        let mut exam: Entry<'_, Exam> = Entry::unread(Vec::new());
        exam.names = brings
            .iter()
            .map(|(kind, text)| name(*kind, text))
            .collect();
        exam.references = relies_on
            .iter()
            .map(|(kind, text)| name(*kind, text))
            .collect();
        let mut program = [Entries {
            listed: Vec::new(),
            program: Entry::unread(Vec::new()),
            certifications: Vec::new(),
            exams: vec![exam],
            passes: Vec::new(),
            providers: Vec::new(),
            activities: Vec::new(),
            heads: Vec::new(),
            open: open.iter().copied().collect(),
        }];
        names_are_unique(&mut program);
        references_resolve(&mut program[0], true);
        let found = &program[0].exams[0].findings;
        assert_eq!(found.iter().map(|f| f.code).next(), code);
    }

    #[test]
    fn names_of_a_kind_that_could_not_be_read_may_exist() {
        let pass = (Kind::Pass, "all-access");
        check(&[], &[pass], &[], Some(Code::UnknownReference));
        check(&[], &[pass], &[Kind::Pass], None);
        check(&[pass], &[pass], &[], None);
        check(&[], &[(Kind::Topic, "a")], &[], Some(Code::UnknownWord));
    }

    #[test]
    fn what_was_meant_for_an_id_is_known_by_it() {
        let (meant, typed) = ((Kind::Exam, "350-401"), (Kind::Exam, "350_401"));
        check(&[typed], &[meant], &[], None);
    }

    #[test]
    fn names_a_holder_may_type_are_taken_once_whatever_their_kind() {
        let (exam, pass) = ((Kind::Exam, "a"), (Kind::Pass, "a"));
        check(&[exam, pass], &[], &[], Some(Code::DuplicateId));
        check(&[exam, (Kind::Provider, "a")], &[], &[], None);
        check(&[exam, exam], &[], &[], Some(Code::DuplicateId));
    }
}
