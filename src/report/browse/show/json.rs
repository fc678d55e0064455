//! Entries in JSON.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde::Serialize;

use crate::model::{
    Activity, Alias, Certification, Date, Exam, Id, Level, Named, Pass, ProgramCatalog, Rates,
    Route, Withdrawal,
};

use super::{
    super::{
        super::{
            json::{self, Day, Read},
            upkeep::{AdviceJson, FeeJson},
        },
        json::{AboutJson, DemandJson, OfferingJson, Price, ProgramJson, RuleJson},
        select::Row,
    },
    other_versions,
};

#[derive(Serialize)]
struct ShowJson<'c> {
    format: u32,
    today: Day,
    entries: Vec<EntryJson<'c>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum EntryJson<'c> {
    Activity(ActivityJson<'c>),
    Exam(ExamJson<'c>),
    Pass(PassJson<'c>),
    Certification(CertificationJson<'c>),
}

#[derive(Serialize)]
struct ActivityJson<'c> {
    id: &'c str,
    #[serde(flatten)]
    about: AboutJson<'c>,
    topics: &'c [String],
    exam: Option<&'c str>,
    refs: BTreeMap<&'c str, &'c str>,
    note: Option<&'c str>,
    other_versions: Vec<&'c str>,
    offerings: Vec<OfferingJson<'c>>,
    #[serde(flatten)]
    read: Read<'c>,
}

#[derive(Serialize)]
struct ExamJson<'c> {
    id: &'c str,
    code: Option<&'c str>,
    name: &'c str,
    class: &'c str,
    fee: Price,
    fee_read: Read<'c>,
    minutes: Option<u32>,
    certifications: Vec<&'c str>,
    formerly: Option<&'c str>,
    last_day: Option<Day>,
    successor: Option<&'c str>,
    withdrawn: Option<WithdrawnJson<'c>>,
    status: &'static str,
    note: Option<&'c str>,
    #[serde(flatten)]
    read: Read<'c>,
}

#[derive(Serialize)]
struct WithdrawnJson<'c> {
    on: Day,
    reason: &'c str,
    successor: Option<&'c str>,
}

#[derive(Serialize)]
struct PassJson<'c> {
    id: &'c str,
    title: &'c str,
    provider: &'c str,
    price: Price,
    days: Option<u32>,
    vouchers: Vec<VoucherJson<'c>>,
    url: Option<&'c str>,
    note: Option<&'c str>,
    #[serde(flatten)]
    read: Read<'c>,
}

/// Exams that a pass pays for; `exam_class` is nothing where any exam will do.
#[derive(Serialize)]
struct VoucherJson<'c> {
    exam_class: Option<&'c str>,
    count: u32,
}

#[derive(Serialize)]
struct CertificationJson<'c> {
    id: &'c str,
    name: &'c str,
    program: ProgramJson<'c>,
    level: &'c str,
    any_of: Vec<&'c str>,
    aliases: Vec<AliasJson<'c>>,
    retired: Option<RetiredJson<'c>>,
    routes: Vec<RouteJson<'c>>,
    rules: Vec<DemandJson<'c>>,
    fee: Option<FeeJson<'c>>,
    advice: Option<AdviceJson<'c>>,
    note: Option<&'c str>,
    #[serde(flatten)]
    read: Read<'c>,
}

#[derive(Serialize)]
struct AliasJson<'c> {
    name: &'c str,
    until: Option<Day>,
}

#[derive(Serialize)]
struct RetiredJson<'c> {
    on: Option<Day>,
    reason: &'c str,
}

#[derive(Serialize)]
struct RouteJson<'c> {
    #[serde(flatten)]
    rule: RuleJson<'c>,
    #[serde(flatten)]
    read: Read<'c>,
}

/// Writes entries in JSON.
///
/// # Errors
/// Only those of the writer.
pub fn show_json(
    out: &mut dyn Write,
    program: &ProgramCatalog,
    entries: &[Named<'_>],
    today: Date,
) -> io::Result<()> {
    let answer = ShowJson {
        format: json::FORMAT,
        today: today.into(),
        entries: entries
            .iter()
            .map(|named| entry(program, *named, today))
            .collect(),
    };
    json::write(out, &answer)
}

fn entry<'c>(program: &'c ProgramCatalog, named: Named<'c>, today: Date) -> EntryJson<'c> {
    match named {
        Named::Activity(entry) => EntryJson::Activity(activity(program, entry, today)),
        Named::Exam(entry) => EntryJson::Exam(exam(entry, today)),
        Named::Pass(entry) => EntryJson::Pass(pass(entry)),
        Named::Certification(entry) => EntryJson::Certification(certification(program, entry)),
    }
}

fn activity<'c>(program: &'c ProgramCatalog, entry: &'c Activity, today: Date) -> ActivityJson<'c> {
    let rates = Rates::none(program.program.currency);
    let offerings = entry.offerings.iter();
    let rows = offerings.map(|offering| Row::new((program, entry, offering), &rates, today));
    let others = other_versions(program, entry);
    ActivityJson {
        id: entry.id.as_str(),
        about: entry.into(),
        topics: &entry.topics,
        exam: entry.exam.as_ref().map(Id::as_str),
        refs: entry
            .refs
            .iter()
            .map(|(source, name)| (source.as_str(), name.as_str()))
            .collect(),
        note: entry.note.as_deref(),
        other_versions: others.map(|other| other.id.as_str()).collect(),
        offerings: rows.map(|row| OfferingJson::from(&row)).collect(),
        read: (&entry.evidence).into(),
    }
}

fn exam(entry: &Exam, today: Date) -> ExamJson<'_> {
    ExamJson {
        id: entry.id.as_str(),
        code: entry.code.as_deref(),
        name: &entry.name,
        class: entry.class.as_str(),
        fee: entry.fee.into(),
        fee_read: entry.fee_evidence().into(),
        minutes: entry.minutes,
        certifications: entry.certifications.iter().map(Id::as_str).collect(),
        formerly: entry.formerly.as_deref(),
        last_day: entry.last_day.map(Day::from),
        successor: entry.successor.as_ref().map(Id::as_str),
        withdrawn: entry.withdrawn.as_ref().map(withdrawn),
        status: entry.standing(today).code(),
        note: entry.note.as_deref(),
        read: (&entry.evidence).into(),
    }
}

fn withdrawn(gone: &Withdrawal) -> WithdrawnJson<'_> {
    WithdrawnJson {
        on: gone.on.into(),
        reason: &gone.reason,
        successor: gone.successor.as_ref().map(Id::as_str),
    }
}

fn pass(entry: &Pass) -> PassJson<'_> {
    PassJson {
        id: entry.id.as_str(),
        title: &entry.title,
        provider: entry.provider.as_str(),
        price: entry.cost.into(),
        days: entry.days,
        vouchers: entry.vouchers.iter().map(voucher).collect(),
        url: entry.url.as_deref(),
        note: entry.note.as_deref(),
        read: (&entry.evidence).into(),
    }
}

fn voucher((class, count): &(Option<Id>, u32)) -> VoucherJson<'_> {
    VoucherJson {
        exam_class: class.as_ref().map(Id::as_str),
        count: *count,
    }
}

fn certification<'c>(
    program: &'c ProgramCatalog,
    entry: &'c Certification,
) -> CertificationJson<'c> {
    let alias = |alias: &'c Alias| AliasJson {
        name: alias.name.as_str(),
        until: alias.until.map(Day::from),
    };
    let level = program.program.level(&entry.level);
    let rules = level.into_iter().flat_map(|level| &level.rules);
    CertificationJson {
        id: entry.id.as_str(),
        name: &entry.name,
        program: (&program.program).into(),
        level: entry.level.as_str(),
        any_of: entry.any_of.iter().map(Id::as_str).collect(),
        aliases: entry.aliases.iter().map(alias).collect(),
        retired: entry.retired.as_ref().map(|retired| RetiredJson {
            on: retired.on.map(Day::from),
            reason: &retired.reason,
        }),
        routes: level.map(level_routes).unwrap_or_default(),
        rules: rules
            .map(|rule| DemandJson::new(&program.program, rule))
            .collect(),
        fee: level
            .and_then(|level| level.fee.as_ref())
            .map(FeeJson::from),
        advice: level
            .and_then(|level| level.advice.as_ref())
            .map(AdviceJson::from),
        note: entry.note.as_deref(),
        read: (&entry.evidence).into(),
    }
}

fn level_routes(level: &Level) -> Vec<RouteJson<'_>> {
    level.routes.iter().map(route).collect()
}

fn route(route: &Route) -> RouteJson<'_> {
    RouteJson {
        rule: route.into(),
        read: (&route.evidence).into(),
    }
}
