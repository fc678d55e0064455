//! What a holder's record says of the certification that is asked of. Flags go before it.

use std::collections::BTreeMap;

use crate::{
    cli::{Failure, convert::Given, names},
    model::{Catalog, Certification, Clc, Credits, Currency, Date, Id, ProgramCatalog, Rates},
    record::{
        Drawn, Part, Record,
        standing::{HeldStanding, HeldState, Standing, Target, standing},
    },
};

/// A record, and what it comes to for one certification.
#[derive(Debug)]
pub(in crate::cli) struct Background<'r> {
    record: &'r Record,
    standing: Standing,
    /// The certification, where the record has it, or else one of the same level.
    held: Option<HeldStanding>,
    /// What renews with it, where it is to be renewed.
    target: Option<Target>,
    /// Whether nobody named the certification but the record.
    is_found: bool,
}

/// What is to be renewed, and what is known of it.
pub(in crate::cli) struct Subject<'c, 'r> {
    pub(in crate::cli) program: &'c ProgramCatalog,
    pub(in crate::cli) certification: &'c Certification,
    pub(in crate::cli) background: Option<Background<'r>>,
}

/// The certification that is named, or else the highest that the record holds.
pub(in crate::cli) fn subject<'c, 'r>(
    catalog: &'c Catalog,
    named: Option<&String>,
    record: Option<&'r Record>,
    today: Date,
) -> Result<Subject<'c, 'r>, Failure> {
    let given = Given::maybe("--cert", named);
    let (program, certification) = match (given, record) {
        (Some(given), _) => names::certification(catalog, given)?,
        (None, Some(record)) => highest(catalog, record, today)?,
        (None, None) => return Err(nobody_named(false)),
    };
    let background = record.map(|record| {
        let standing = standing(record, program, today);
        Background::of(record, standing, certification, given.is_none())
    });
    Ok(Subject {
        program,
        certification,
        background,
    })
}

/// The highest certification of the record that is to be renewed; where none is, the one that ended last.
fn highest<'c>(
    catalog: &'c Catalog,
    record: &Record,
    today: Date,
) -> Result<(&'c ProgramCatalog, &'c Certification), Failure> {
    let programs = catalog.programs.values();
    let standings: Vec<(&ProgramCatalog, Standing)> = programs
        .map(|program| (program, standing(record, program, today)))
        .collect();
    let leads = standings.iter().filter_map(|(program, standing)| {
        let lead = standing.lead(standing.targets.first()?)?;
        program
            .certification(lead.id.as_str())
            .map(|lead| (*program, lead))
    });
    let leads: Vec<_> = leads.collect();
    match leads.as_slice() {
        [only] => return Ok(*only),
        [] => {}
        several => return Err(several_programs(several)),
    }
    let ended = standings.iter().flat_map(|(program, standing)| {
        let held = standing.certifications.iter();
        let held = held.filter(|held| held.state != HeldState::Replaced);
        held.filter_map(|held| {
            let certification = program.certification(held.id.as_str())?;
            Some((held.cycle.expires, (*program, certification)))
        })
    });
    let last = ended.max_by_key(|(expires, _)| *expires);
    last.map(|(_, found)| found)
        .ok_or_else(|| nobody_named(true))
}

fn nobody_named(recorded: bool) -> Failure {
    let why = if recorded {
        "`--cert` is missing, and your record has no certification that the catalogue knows"
    } else {
        "`--cert` is missing"
    };
    Failure::usage(why).hint(
        "Name the highest certification you hold, such as `--cert ccnp`; `finder certs` lists them all, `finder plan --help` explains the rest.",
    )
}

fn several_programs(leads: &[(&ProgramCatalog, &Certification)]) -> Failure {
    let flags: Vec<String> = leads
        .iter()
        .map(|(_, lead)| format!("`--cert {}`", lead.id))
        .collect();
    Failure::usage("your record has certifications of several programs")
        .hint(format!("Say which to plan for: {}.", flags.join(" or ")))
}

impl<'r> Background<'r> {
    fn of(
        record: &'r Record,
        standing: Standing,
        certification: &Certification,
        is_found: bool,
    ) -> Self {
        let same =
            |held: &HeldStanding| held.id == certification.id && held.state != HeldState::Replaced;
        let place = standing.certifications.iter().position(same);
        let with_it = |target: &&Target| match place {
            Some(place) => target.members.contains(&place),
            // One set of credits renews everything of a level, so any other name of that level means the one that is held.
            None => target.level == certification.level,
        };
        let target = standing.targets.iter().find(with_it).cloned();
        let lead = || target.as_ref().and_then(Target::lead);
        let held = place.or_else(lead);
        Self {
            record,
            held: held.and_then(|place| standing.certifications.get(place).cloned()),
            target,
            standing,
            is_found,
        }
    }

    /// What is known before any flag is looked at.
    pub(super) fn drawn(&self) -> Drawn {
        let mut drawn = Drawn::default();
        if let Some(held) = self.held.as_ref().filter(|_| self.is_found) {
            drawn.used.push(Part::Certification(held.id.clone()));
        }
        drawn.renewed = self.held.as_ref().and_then(|held| held.renewed.clone());
        drawn.higher = self.higher();
        if let (None, Some(target)) = (&drawn.higher, &self.target) {
            let earlier = self.standing.ends_earlier(target).into_iter();
            drawn.ends_earlier = earlier
                .filter_map(|held| Some((held.id.clone(), held.cycle.expires?)))
                .collect();
        }
        drawn
    }

    /// A certification that is held above this one.
    fn higher(&self) -> Option<Id> {
        let lead = self.standing.lead(self.target.as_ref()?)?;
        let held = self.held.as_ref()?;
        (lead.level != held.level).then(|| lead.id.clone())
    }

    /// What counts towards the certification itself: nothing where a higher one decides, for then credits renew it only with that.
    fn counting(&self) -> Option<&Target> {
        self.target.as_ref().filter(|_| self.higher().is_none())
    }

    /// Since when the running cycle has run.
    pub(in crate::cli) fn begins(&self) -> Option<Date> {
        self.held.as_ref()?.cycle.begins
    }

    /// Whether something earns nothing again.
    pub(in crate::cli) fn is_taken(&self, id: &Id) -> bool {
        self.standing.taken.contains(id)
    }

    /// Whether what the record says was completed counts towards the certification.
    pub(in crate::cli) fn counts(&self) -> bool {
        self.counting().is_some()
    }

    pub(super) fn expires(&self) -> Option<Date> {
        self.held.as_ref()?.cycle.expires
    }

    /// Credits she has: what caps cut off is among them, for each route has caps of its own, and the plan knows them.
    pub(super) fn have(&self) -> Option<Credits> {
        let have = self.counting()?.tally.have();
        (have > Credits::ZERO).then_some(have)
    }

    /// How many of them are of a category.
    pub(super) fn have_in(&self) -> BTreeMap<Id, Credits> {
        let target = self.counting();
        target.map_or_else(BTreeMap::new, |target| target.tally.by_category.clone())
    }

    /// How many of them are of the running year.
    pub(super) fn have_this_year(&self, day: Date) -> Credits {
        let target = self.counting();
        target.map_or(Credits::ZERO, |target| target.tally.had_in_year_of(day))
    }

    pub(super) fn passed(&self) -> Option<BTreeMap<Id, Id>> {
        let passed = &self.counting()?.tally.passed;
        (!passed.is_empty()).then(|| passed.clone())
    }

    /// What earns nothing again, as far as the catalogue knows it.
    pub(super) fn taken(&self, program: &ProgramCatalog) -> Vec<Id> {
        let is_known =
            |id: &&Id| program.activities.contains_key(*id) || program.exams.contains_key(*id);
        self.standing
            .taken
            .iter()
            .filter(is_known)
            .cloned()
            .collect()
    }

    /// Passes whose term has not ended by a day.
    pub(super) fn passes(
        &self,
        program: &ProgramCatalog,
        from: Date,
    ) -> Option<BTreeMap<Id, Option<Date>>> {
        let held = self.record.defaults.passes.iter();
        let runs = held.filter(|pass| pass.until.is_none_or(|until| until >= from));
        let known = runs.filter(|pass| program.passes.contains_key(&pass.id));
        let passes: BTreeMap<_, _> = known.map(|pass| (pass.id.clone(), pass.until)).collect();
        (!passes.is_empty()).then_some(passes)
    }

    /// Learning credits that have not ended by a day.
    pub(super) fn purse(&self, from: Date) -> Option<(Clc, Option<Date>)> {
        let purse = self.record.defaults.purse?;
        let runs = purse.until.is_none_or(|until| until >= from);
        (runs && purse.clc > Clc(0)).then_some((purse.clc, purse.until))
    }

    pub(super) fn defaults(&self) -> &crate::record::Defaults {
        &self.record.defaults
    }

    /// Rates into the currency of the plan that no flag gives, where the record's are into the same.
    pub(super) fn fill(&self, rates: &mut Rates, program: Currency, drawn: &mut Drawn) {
        let defaults = &self.record.defaults;
        if defaults.currency.unwrap_or(program) != rates.into {
            return;
        }
        let missing = defaults.rates.iter();
        let missing: Vec<_> = missing
            .filter(|(currency, _)| !rates.from.contains_key(*currency) && **currency != rates.into)
            .map(|(currency, rate)| (*currency, *rate))
            .collect();
        if !missing.is_empty() {
            let currencies = missing.iter().map(|(currency, _)| *currency);
            drawn.used.push(Part::Rates(currencies.collect()));
        }
        rates.from.extend(missing);
    }
}
