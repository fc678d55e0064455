//! Where names are looked up, and what is remarked on the way.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    cli::{
        Failure,
        convert::Given,
        names::{self, Meant},
    },
    diagnostic::shown,
    model::{Id, Money, ProgramCatalog, Rates},
    report::words,
};

/// Where names are looked up, and what is remarked on the way.
pub(in crate::cli) struct Desk<'c> {
    pub(super) program: &'c ProgramCatalog,
    notes: Vec<String>,
}

/// An entry, or one offering of an activity.
pub(in crate::cli) type Place = (Id, Option<Id>);

impl<'c> Desk<'c> {
    /// A desk at which nothing was looked up yet.
    pub(in crate::cli) fn new(program: &'c ProgramCatalog) -> Self {
        Self {
            program,
            notes: Vec::new(),
        }
    }

    /// What is to be remarked on what was looked up.
    pub(in crate::cli) fn notes(self) -> Vec<String> {
        self.notes
    }

    /// The activities and exams a name stands for, and passes where `passes` says so.
    pub(super) fn meant(
        &mut self,
        given: Given<'_>,
        name: &str,
        passes: bool,
    ) -> Result<Vec<Id>, Failure> {
        let Meant { ids, note } = names::entries(self.program, given, name, passes)?;
        self.notes
            .extend(note.filter(|note| !self.notes.contains(note)));
        Ok(ids)
    }

    /// All that the values of a flag name.
    pub(super) fn entries(
        &mut self,
        flag: &'static str,
        given: &[String],
        passes: bool,
    ) -> Result<BTreeSet<Id>, Failure> {
        let mut all = BTreeSet::new();
        for given in Given::many(flag, given) {
            all.extend(self.meant(given, given.value, passes)?);
        }
        Ok(all)
    }

    /// Prices by `ID` or `ID/OFFERING`.
    pub(super) fn prices(
        &mut self,
        given: &[String],
        rates: &Rates,
    ) -> Result<BTreeMap<String, Money>, Failure> {
        let mut prices = BTreeMap::new();
        for given in Given::many("--price", given) {
            let (name, price) = given.price(rates)?;
            for (id, offering) in self.places(given, name)? {
                let key =
                    offering.map_or_else(|| id.to_string(), |offering| format!("{id}/{offering}"));
                if prices.insert(key.clone(), price).is_some() {
                    return Err(given
                        .wrong(format!("`{key}` has a price already"))
                        .hint("Give each entry one price."));
                }
            }
        }
        Ok(prices)
    }

    /// How many things some places are: an activity is as many as it has offerings.
    pub(in crate::cli) fn number_of_things(&self, places: &[Place]) -> usize {
        let things = |(id, offering): &Place| match self.program.activities.get(id) {
            Some(activity) if offering.is_none() => activity.offerings.len().max(1),
            _ => 1,
        };
        places.iter().map(things).sum()
    }

    /// What `ID` or `ID/OFFERING` stands for.
    pub(in crate::cli) fn places(
        &mut self,
        given: Given<'_>,
        name: &str,
    ) -> Result<Vec<Place>, Failure> {
        let Some((name, offering)) = name.split_once('/') else {
            let ids = self.meant(given, name, true)?;
            return Ok(ids.into_iter().map(|id| (id, None)).collect());
        };
        let ids = self.meant(given, name, false)?;
        let known = ids.iter().filter_map(|id| self.program.activities.get(id));
        let offerings: BTreeSet<(&Id, &Id)> = known
            .flat_map(|activity| {
                let offerings = activity.offerings.iter();
                offerings.map(|offering| (&activity.id, &offering.id))
            })
            .collect();
        let places: Vec<Place> = offerings
            .iter()
            .filter(|(_, id)| id.as_str() == offering)
            .map(|(activity, id)| ((*activity).clone(), Some((*id).clone())))
            .collect();
        if places.is_empty() {
            let lost = ids
                .iter()
                .find_map(|id| self.program.lost.place(&format!("{id}/{offering}")));
            if let Some(place) = lost {
                return Err(names::left_out(given, place));
            }
            let known: Vec<String> = offerings.iter().map(|(_, id)| format!("`{id}`")).collect();
            let failure = given.wrong(format!(
                "`{}` has no offering `{}`",
                shown(name),
                shown(offering)
            ));
            return Err(if known.is_empty() {
                failure
            } else {
                failure.hint(format!(
                    "It has {}.",
                    words::some(&known, names::MOST_NAMED)
                ))
            });
        }
        Ok(places)
    }
}
