//! The program that a new activity belongs to: the one that is named, the only one that knows what else is named, or the answer to a question.

use crate::{
    catalog::Survey,
    diagnostic::Sources,
    model::{Id, ProgramCatalog},
    report::words,
};

use super::{
    super::{Failure, World, args::NewArgs, convert::Given, names, world::Question},
    answers,
};

/// What makes a folder a program's.
const FILE: &str = "program.toml";

/// A program in a catalogue.
pub(super) struct Place<'s> {
    /// Its id; the path of its folder where it has none.
    id: &'s str,
    /// Its folder, as a path in the catalogue that ends in a slash unless it is empty.
    pub(super) folder: &'s str,
    /// What is known of it; `None` while its rules are at fault.
    pub(super) program: Option<&'s ProgramCatalog>,
}

impl<'s> Place<'s> {
    /// Chooses the program among those of a catalogue, and asks if nothing else tells.
    pub(super) fn choose(
        args: &NewArgs,
        sources: &'s Sources,
        survey: &'s Survey,
        world: &mut World<'_>,
    ) -> Result<Self, Failure> {
        let mut places = all(sources, survey);
        if let Some(given) = Given::maybe("--program", args.program.as_ref()) {
            return named(places, given);
        }
        if places.len() < 2 {
            return places.pop().ok_or_else(none);
        }
        let mut knowing = places
            .iter()
            .enumerate()
            .filter(|(_, place)| place.knows(args));
        if let (Some((at, _)), None) = (knowing.next(), knowing.next()) {
            return Ok(places.swap_remove(at));
        }
        let Some(terminal) = &mut world.terminal else {
            let ids = places.iter().map(|place| place.id);
            return Err(Failure::usage("`--program` is missing").hint(known(ids)));
        };
        let question = Question {
            text: "Program:",
            help: "Which it earns credits for. Tab completes.",
            needed: true,
            words: places.iter().map(|place| place.id).collect(),
        };
        let answer = terminal.text(&question);
        let answer = answer.map_err(|error| answers::stopped(&error))?;
        named(places, Given::new("--program", answer.trim()))
    }

    /// Whether it has everything that is named, and anything is.
    fn knows(&self, args: &NewArgs) -> bool {
        let Some(program) = self.program else {
            return false;
        };
        let asked = |name: Option<&String>, is_known: &dyn Fn(&Id) -> bool| {
            let id = Id::slug(name?);
            Some(id.is_some_and(|id| is_known(&id)))
        };
        let asked = [
            asked(args.from.as_ref(), &|id| {
                program.activities.contains_key(id)
            }),
            asked(args.provider.as_ref(), &|id| {
                program.providers.contains_key(id)
            }),
            asked(args.exam.as_ref(), &|id| program.exams.contains_key(id)),
        ];
        let mut asked = asked.into_iter().flatten().peekable();
        asked.peek().is_some() && asked.all(|known| known)
    }
}

/// Every program, in the order of their folders.
fn all<'s>(sources: &'s Sources, survey: &'s Survey) -> Vec<Place<'s>> {
    let files = sources.paths().enumerate();
    let files = files.filter_map(|(file, path)| Some((file, path.strip_suffix(FILE)?)));
    let files = files.filter(|(_, folder)| folder.is_empty() || folder.ends_with('/'));
    let place = |(file, folder): (usize, &'s str)| {
        let mut spots = survey.spots.iter();
        let spot = spots.find(|spot| spot.kind == "program" && spot.file == file);
        let id = spot.map_or(folder.trim_end_matches('/'), |spot| &spot.name);
        let program = Id::new(id).ok();
        Place {
            id,
            folder,
            program: program.and_then(|id| survey.catalog.programs.get(&id)),
        }
    };
    files.map(place).collect()
}

/// The one with that id, in whatever case.
fn named<'s>(places: Vec<Place<'s>>, given: Given<'_>) -> Result<Place<'s>, Failure> {
    let ids: Vec<&str> = places.iter().map(|place| place.id).collect();
    let mut places = places.into_iter();
    let found = places.find(|place| place.id.eq_ignore_ascii_case(given.value));
    found.ok_or_else(|| {
        let way_out = known(ids.iter().copied());
        names::unknown(given, given.value, "program", ids.into_iter()).hint(way_out)
    })
}

/// Which programs there are, as a sentence.
fn known<'s>(ids: impl Iterator<Item = &'s str>) -> String {
    let ids: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
    match ids.as_slice() {
        [only] => format!("The program here is {only}."),
        ids => format!("The programs here are {}.", words::list(ids)),
    }
}

fn none() -> Failure {
    Failure::usage("the catalogue holds no program")
        .hint("A program is a directory with a file `program.toml`.")
}
