//! Certifications, routes and costs in JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::{
    model::{Certification, Date, Id, Program, Route},
    plan::RouteOutcome,
};

use super::{
    super::{
        super::{
            json::{self, Amount, Day, Decimal, Read},
            upkeep::{AdviceJson, FeeJson},
        },
        json::{ProgramJson, RuleJson},
    },
    LevelCosts,
};

#[derive(Serialize)]
struct CertsJson<'c> {
    format: u32,
    today: Day,
    levels: Vec<LevelJson<'c>>,
    programs: Vec<ProgramJson<'c>>,
}

#[derive(Serialize)]
struct LevelJson<'c> {
    id: &'c str,
    name: &'c str,
    program: &'c str,
    covers: Vec<&'c str>,
    years: Option<u32>,
    takes_credits: bool,
    certifications: Vec<NameJson<'c>>,
    routes: Vec<RouteJson<'c>>,
    /// Whether every cost is proved to be the least.
    optimal: bool,
    fee: Option<FeeJson<'c>>,
    advice: Option<AdviceJson<'c>>,
    note: Option<&'c str>,
    #[serde(flatten)]
    read: Read<'c>,
}

#[derive(Serialize)]
struct NameJson<'c> {
    id: &'c str,
    name: &'c str,
    aliases: Vec<&'c str>,
    retired: bool,
}

#[derive(Serialize)]
struct RouteJson<'c> {
    #[serde(flatten)]
    rule: RuleJson<'c>,
    /// `null`: it cannot be closed today, or its cost is not known.
    cost: Option<Amount>,
    clc: Option<u32>,
    hours: Option<Decimal>,
    #[serde(flatten)]
    read: Read<'c>,
}

/// Writes the certifications in JSON.
///
/// # Errors
/// Only those of the writer.
pub fn certs_json(out: &mut dyn Write, levels: &[LevelCosts<'_>], today: Date) -> io::Result<()> {
    let answer = CertsJson {
        format: json::FORMAT,
        today: today.into(),
        levels: levels.iter().map(level_json).collect(),
        programs: programs(levels),
    };
    json::write(out, &answer)
}

/// Every program that a level is of, once.
fn programs<'c>(levels: &[LevelCosts<'c>]) -> Vec<ProgramJson<'c>> {
    let mut programs: Vec<&'c Program> =
        levels.iter().map(|level| &level.program.program).collect();
    programs.dedup_by_key(|program| &program.id);
    programs.into_iter().map(ProgramJson::from).collect()
}

fn level_json<'c>(level: &'c LevelCosts<'_>) -> LevelJson<'c> {
    let name = |certification: &&'c Certification| NameJson {
        id: certification.id.as_str(),
        name: &certification.name,
        aliases: certification
            .aliases
            .iter()
            .map(|alias| alias.name.as_str())
            .collect(),
        retired: certification.retired.is_some(),
    };
    LevelJson {
        id: level.level.id.as_str(),
        name: &level.level.name,
        program: level.program.program.id.as_str(),
        covers: level.level.covers.iter().map(Id::as_str).collect(),
        years: level.level.years,
        takes_credits: level.level.takes_credits,
        certifications: level.certifications.iter().map(name).collect(),
        routes: level
            .level
            .routes
            .iter()
            .map(|route| route_json(level, route))
            .collect(),
        optimal: level.is_proved(),
        fee: level.level.fee.as_ref().map(FeeJson::from),
        advice: level.level.advice.as_ref().map(AdviceJson::from),
        note: level.level.note.as_deref(),
        read: (&level.level.evidence).into(),
    }
}

fn route_json<'c>(level: &LevelCosts<'_>, route: &'c Route) -> RouteJson<'c> {
    let met = match level.result(route).map(|result| &result.outcome) {
        Some(RouteOutcome::Met { cost, clc, effort }) => Some((*cost, *clc, *effort)),
        _ => None,
    };
    RouteJson {
        rule: route.into(),
        cost: met.map(|(cost, _, _)| cost.into()),
        clc: met.map(|(_, clc, _)| clc.0),
        hours: met.and_then(|(_, _, effort)| effort).map(Decimal::from),
        read: (&route.evidence).into(),
    }
}
