//! What a holder asks for, from the flags of `finder plan`.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diagnostic::shown,
    model::{ActivityKind, Busy, Date, Filter, Id, Level, Money, Need, ProgramCatalog, Rates},
};

use super::{
    Failure,
    args::PlanArgs,
    convert::Given,
    exam_hours::exam_hours,
    names::{self, Meant},
    rates::rates,
};

/// Settles what every flag means, and what to remark on the way.
pub(super) fn need(
    args: &PlanArgs,
    program: &ProgramCatalog,
    level: Option<&Level>,
    today: Date,
) -> Result<(Need, Vec<String>), Failure> {
    let mut desk = Desk {
        program,
        notes: Vec::new(),
    };
    let rates = rates(&args.exchange, program.program.currency)?;
    let topics_known = program.program.topics.iter().map(String::as_str);
    let given = Given::maybe;
    let expires = given("--expires", args.expires.as_ref())
        .map(Given::date)
        .transpose()?;
    let first = given("--from", args.from.as_ref());
    let need = Need {
        expires,
        have: Given::new("--have", &args.have).credits()?,
        taken: desk.entries("--taken", &args.taken, false)?,
        from: first.map_or(Ok(today), |from| start(from, today, expires))?,
        hours_per_week: given("--hours-per-week", args.hours_per_week.as_ref())
            .map(Given::weekly)
            .transpose()?,
        busy: Busy::new(
            Given::many("--busy", &args.busy)
                .map(Given::spell)
                .collect::<Result<Vec<_>, _>>()?,
        ),
        exam_hours: exam_hours(&args.exam_hours, program)?,
        max_hours: given("--max-hours", args.max_hours.as_ref())
            .map(Given::hours)
            .transpose()?,
        budget: given("--budget", args.budget.as_ref())
            .map(|budget| budget.money(&rates))
            .transpose()?,
        prices: desk.prices(&args.price, &rates)?,
        passes: desk.passes(&args.pass)?,
        clc: Given::new("--clc", &args.clc).clc()?,
        routes: routes(&args.route, level)?,
        filter: Filter {
            kinds: kinds(&args.filters.kind)?,
            topics: topics(&args.filters.topic, &topics_known.collect::<Vec<_>>())?,
            only: desk.entries("--only", &args.only, false)?,
            exclude: desk.entries("--exclude", &args.exclude, true)?,
        },
        ..Need::nothing_but_the_cheapest(rates, today)
    };
    Ok((need, desk.notes))
}

/// The first day of study.
fn start(given: Given<'_>, today: Date, expires: Option<Date>) -> Result<Date, Failure> {
    let from = given.date()?;
    if from < today {
        return Err(given
            .wrong(format!("it is before today, {today}"))
            .hint("Give a day to come, or leave the flag out to begin today."));
    }
    // A certification that has expired is told so, whenever she would begin.
    let living = expires.filter(|expires| *expires > today);
    if let Some(last) = living.and_then(|expires| expires.pred_opt())
        && from > last
    {
        return Err(given
            .wrong(format!("it is after {last}, the last safe day to finish"))
            .hint("Give an earlier day, or leave the flag out to begin today."));
    }
    Ok(from)
}

/// The routes asked for, each of which the level must have.
fn routes(given: &[String], level: Option<&Level>) -> Result<Vec<String>, Failure> {
    let level_routes = level
        .map(|level| level.routes.as_slice())
        .unwrap_or_default();
    let known: Vec<&str> = level_routes.iter().map(|route| route.id.as_str()).collect();
    let mut asked = Vec::new();
    for given in Given::many("--route", given) {
        let name = given.value.to_ascii_lowercase();
        if level_routes.iter().any(|route| route.answers_to(&name)) {
            asked.push(name);
        } else {
            let what = level.map_or("route", |_| "route of this level");
            return Err(names::word(given, what, known.iter().copied())
                .err()
                .unwrap_or_else(|| given.wrong("it is no route")));
        }
    }
    Ok(asked)
}

/// The kinds of activity asked for.
pub(super) fn kinds(given: &[String]) -> Result<BTreeSet<ActivityKind>, Failure> {
    Given::many("--type", given)
        .map(|given| {
            let words = ActivityKind::ALL.into_iter().map(ActivityKind::word);
            let word = names::word(given, "type", words)?;
            ActivityKind::from_word(word).ok_or_else(|| given.wrong("it is no type"))
        })
        .collect()
}

/// The topics asked for, of those there are.
pub(super) fn topics(given: &[String], known: &[&str]) -> Result<BTreeSet<String>, Failure> {
    Given::many("--topic", given)
        .map(|given| names::word(given, "topic", known.iter().copied()).map(str::to_owned))
        .collect()
}

/// Where names are looked up, and what is remarked on the way.
struct Desk<'c> {
    program: &'c ProgramCatalog,
    notes: Vec<String>,
}

impl Desk<'_> {
    fn meant(&mut self, given: Given<'_>, name: &str, passes: bool) -> Result<Vec<Id>, Failure> {
        let Meant { ids, note } = names::entries(self.program, given, name, passes)?;
        self.notes
            .extend(note.filter(|note| !self.notes.contains(note)));
        Ok(ids)
    }

    fn entries(
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

    fn passes(&self, given: &[String]) -> Result<BTreeMap<Id, Option<Date>>, Failure> {
        let known = self.program.passes.keys().map(Id::as_str);
        Given::many("--pass", given)
            .map(|given| {
                let name = names::word(given, "pass", known.clone())?;
                let pass = Id::new(name).map_err(|error| given.wrong(error))?;
                Ok((pass, None))
            })
            .collect()
    }

    /// Prices by `ID` or `ID/OFFERING`.
    fn prices(
        &mut self,
        given: &[String],
        rates: &Rates,
    ) -> Result<BTreeMap<String, Money>, Failure> {
        let mut prices = BTreeMap::new();
        for given in Given::many("--price", given) {
            let (name, price) = given.price(rates)?;
            for key in self.priced(given, name)? {
                if prices.insert(key.clone(), price).is_some() {
                    return Err(given
                        .wrong(format!("`{key}` has a price already"))
                        .hint("Give each entry one price."));
                }
            }
        }
        Ok(prices)
    }

    /// What a price is for.
    fn priced(&mut self, given: Given<'_>, name: &str) -> Result<Vec<String>, Failure> {
        let Some((name, offering)) = name.split_once('/') else {
            let ids = self.meant(given, name, true)?;
            return Ok(ids.iter().map(Id::to_string).collect());
        };
        let ids = self.meant(given, name, false)?;
        let known = ids.iter().filter_map(|id| self.program.activities.get(id));
        let offerings: BTreeSet<(&str, &str)> = known
            .flat_map(|activity| {
                let offerings = activity.offerings.iter();
                offerings.map(|offering| (activity.id.as_str(), offering.id.as_str()))
            })
            .collect();
        let keys: Vec<String> = offerings
            .iter()
            .filter(|(_, id)| *id == offering)
            .map(|(activity, id)| format!("{activity}/{id}"))
            .collect();
        if keys.is_empty() {
            let names: Vec<String> = offerings.iter().map(|(_, id)| format!("`{id}`")).collect();
            let failure = given.wrong(format!(
                "`{}` has no offering `{}`",
                shown(name),
                shown(offering)
            ));
            return Err(if names.is_empty() {
                failure
            } else {
                failure.hint(format!("It has {}.", names.join(", ")))
            });
        }
        Ok(keys)
    }
}
