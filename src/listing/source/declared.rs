//! `sources.toml`: every `[[source]]` of a file, with every fault at its place.

use std::{collections::BTreeMap, ops::Range, time::Duration};

use chrono_tz::Tz;
use regex::Regex;

use super::{
    Decimal, Kind, Rank, Request, Source, asking, expect, rules, shapes,
    values::{bounded, duration, one_group, plain_id, timezone},
};
use crate::{
    diagnostic::{self, Code, Diagnostic, Sources, closest, shown},
    listing::Field,
    model::{ActivityKind, Catalog, Date, Delivery, Id},
    reading::{
        entry::{self, Entry},
        fields::Fields,
        syntax,
        values::{Fault, day, text},
    },
};

/// What the files with sources are called.
pub const FILE_NAME: &str = "sources.toml";
/// The number of this format.
const SCHEMA: u32 = 1;
/// A source is asked at most once an hour, however often its owner would like to.
const LEAST_REFRESH: u64 = 60 * 60;
const MOST_REFRESH: u64 = 366 * 24 * 60 * 60;

/// The sources declared in every `sources.toml` among the files, and all that is wrong with them.
///
/// A source with a fault is left out. The catalogue is what their providers are looked up in.
pub fn declared(sources: &Sources, catalog: &Catalog) -> (Vec<Source>, Vec<Diagnostic>) {
    let mut declared = Vec::new();
    let mut findings = Vec::new();
    let is_ours = |path: &str| path.rsplit('/').next() == Some(FILE_NAME);
    let files: Vec<usize> = (0..sources.len())
        .zip(sources.paths())
        .filter(|(_, path)| is_ours(path))
        .map(|(file, _)| file)
        .collect();
    let documents: Vec<_> = files
        .iter()
        .map(|file| (*file, syntax::parse(sources, *file)))
        .collect();
    let mut entries: Vec<Entry<'_, Source>> = Vec::new();
    for (file, document) in &documents {
        match document {
            Err(faults) => findings.extend(faults.iter().cloned()),
            Ok(document) => {
                let mut fields = Fields::root(*file, document);
                let tables = fields.tables("source");
                let whole = fields.read(schema);
                // Of another format nobody knows what its keys mean.
                if whole.value.is_some() {
                    entries.extend(tables.into_iter().map(|table| table.read(source)));
                }
                findings.extend(whole.findings);
            }
        }
    }
    let double = double(&entries);
    for (at, mut entry) in entries.into_iter().enumerate() {
        let unknown: Vec<Diagnostic> = entry
            .references
            .iter()
            .filter_map(|name| unknown(name, catalog))
            .collect();
        let sound = unknown.is_empty() && !double.contains_key(&at);
        findings.append(&mut entry.findings);
        findings.extend(unknown);
        declared.extend(entry.value.filter(|_| sound));
    }
    findings.extend(double.into_values());
    for label in findings.iter_mut().flat_map(|finding| &mut finding.labels) {
        label.span = sources.snap(label.file, label.span.clone());
    }
    diagnostic::sort(&mut findings);
    (declared, findings)
}

/// The number of the format, which every file names.
fn schema(fields: &mut Fields<'_>) -> Option<()> {
    let number = fields.required("schema", |value| bounded(value, 1..=u32::MAX))?;
    if number != SCHEMA {
        let fault = Fault::new(Code::BadNumber, "is a format this program does not know")
            .label(format!("it knows {SCHEMA}"));
        fields.fault("schema", fields.span_of("schema"), fault);
    }
    Some(())
}

fn source(fields: &mut Fields<'_>) -> Option<Source> {
    let about = about(fields);
    let manner = manner(fields);
    let kind = fields.required("kind", |value| {
        text::word(value, &Kind::ALL.map(|kind| (kind.word(), kind)))
    });
    // Without its kind nothing can be said of what describes its rows.
    let Some(kind) = kind else {
        fields.expect(&OF_A_KIND);
        return None;
    };
    let paging = match kind {
        Kind::Json => asking::paging(fields),
        Kind::HtmlTable | Kind::HtmlItems | Kind::Jsonld => asking::paging_of_html(fields),
        Kind::Feed | Kind::Ics | Kind::Csv => None,
    };
    let shape = shapes::shape(fields, kind);
    let expect = expect::expect(fields, kind);
    let rules = fields.required_table("fields", |table| Some(rules::rules(table, kind)));
    if let (Some(expect), Some(rules)) = (&expect, &rules) {
        expect::is_read(fields, expect, rules);
    }
    let (about, manner) = (about?, manner?);
    Some(Source {
        leads_only: manner.leads_only.unwrap_or(kind == Kind::Feed),
        request: about.request,
        id: about.id,
        title: about.title,
        url: about.url,
        hosts: about.hosts,
        provider: about.provider,
        rank: about.rank,
        header_env: about.header_env,
        enabled: manner.enabled,
        reviewed: manner.reviewed,
        refresh: manner.refresh,
        fragile: manner.fragile,
        decimal: manner.decimal,
        timezone: manner.timezone,
        dates: manner.dates,
        page_id: manner.page_id,
        format: manner.format,
        activity: manner.activity.unwrap_or(ActivityKind::Course),
        paging,
        shape: shape?,
        fields: rules?,
        expect: expect?,
    })
}

/// The keys that only some kinds have.
const OF_A_KIND: [&str; 10] = [
    "container",
    "header",
    "rows",
    "skip",
    "types",
    "ok",
    "delimiter",
    "paging",
    "expect",
    "fields",
];

/// Which listing it is, and where.
struct About {
    id: Id,
    title: String,
    url: String,
    hosts: Vec<String>,
    provider: Id,
    rank: Rank,
    header_env: Vec<(String, String)>,
    request: Request,
}

fn about(fields: &mut Fields<'_>) -> Option<About> {
    let id = fields.required("id", plain_id);
    let title = fields.required("title", text::plain);
    let url = fields.required("url", text::address);
    let hosts = hosts(fields, url.as_deref());
    let provider = fields.required_ref(entry::Kind::Provider, "provider");
    let rank = fields.required("rank", |value| {
        text::word(value, &Rank::ALL.map(|rank| (rank.word(), rank)))
    });
    let header_env = asking::headers(fields);
    let request = asking::request(fields, url.clone().unwrap_or_default());
    Some(About {
        id: id?,
        title: title?,
        url: url?,
        hosts,
        provider: provider?,
        rank: rank?,
        header_env,
        request,
    })
}

/// How it is asked and read, whatever its kind.
struct Manner {
    enabled: bool,
    reviewed: Option<Date>,
    refresh: Duration,
    fragile: bool,
    leads_only: Option<bool>,
    decimal: Option<Decimal>,
    timezone: Option<Tz>,
    dates: Vec<String>,
    page_id: Option<Regex>,
    format: Option<Delivery>,
    activity: Option<ActivityKind>,
}

fn manner(fields: &mut Fields<'_>) -> Option<Manner> {
    let refresh = fields.required("refresh", |value| {
        duration(value, LEAST_REFRESH, MOST_REFRESH)
    });
    Some(Manner {
        enabled: fields.optional("enabled", text::flag).unwrap_or_default(),
        reviewed: fields.optional("reviewed", day::day),
        fragile: fields.optional("fragile", text::flag).unwrap_or_default(),
        leads_only: fields.optional("leads_only", text::flag),
        decimal: fields.optional("decimal", rules::decimal),
        timezone: fields.optional("timezone", timezone),
        dates: fields.list("dates", rules::date_form),
        page_id: fields.optional("page_id", one_group),
        format: fields.optional("format", |value| {
            text::word(value, &Delivery::ALL.map(|form| (form.word(), form)))
        }),
        activity: fields.optional("activity", |value| {
            text::word(value, &ActivityKind::ALL.map(|kind| (kind.word(), kind)))
        }),
        refresh: refresh?,
    })
}

/// The hosts that the pages lie on: that of the address is one of them.
fn hosts(fields: &mut Fields<'_>, url: Option<&str>) -> Vec<String> {
    let hosts = fields.required_list("hosts", text::host);
    let own = url.and_then(text::host_of);
    if let Some(own) = own
        && !hosts.is_empty()
        && !hosts.iter().any(|host| host.eq_ignore_ascii_case(own))
    {
        let fault = Fault::new(Code::BadSource, "lies on a host that is not in `hosts`")
            .help(format!("Add `\"{}\"` to `hosts`.", shown(own)));
        fields.fault("url", fields.span_of("url"), fault);
    }
    hosts.iter().map(|host| host.to_ascii_lowercase()).collect()
}

/// Every source whose name another had before, by its place.
fn double(entries: &[Entry<'_, Source>]) -> BTreeMap<usize, Diagnostic> {
    let mut first = BTreeMap::new();
    let mut double = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some((name, file, span)) = name(entry) else {
            continue;
        };
        match first.get(name) {
            None => {
                first.insert(name, (file, span));
            }
            Some((first_file, first_span)) => {
                let message = format!("two sources are called `{}`", shown(name));
                let finding = Diagnostic::error(Code::DuplicateId, message)
                    .at(file, span, "")
                    .at(*first_file, first_span.clone(), "the first is here")
                    .help("Give this one another `id`: it names the files of the source.");
                double.insert(at, finding);
            }
        }
    }
    double
}

/// What a source is called, and where.
fn name<'t>(entry: &Entry<'t, Source>) -> Option<(&'t str, usize, Range<usize>)> {
    let table = entry.table.as_ref()?;
    let name = table.value_of("id")?.get_ref().as_str()?;
    Some((name, table.file, table.span_of("id")))
}

/// What is wrong with a provider that the catalogue does not have.
fn unknown(name: &entry::Name<'_>, catalog: &Catalog) -> Option<Diagnostic> {
    let known = || {
        catalog
            .programs
            .values()
            .flat_map(|program| program.providers.keys())
    };
    // Where the providers cannot be read themselves, nothing is said of who relies on them.
    if name.kind != entry::Kind::Provider
        || known().next().is_none()
        || known().any(|id| id.as_str() == name.text)
    {
        return None;
    }
    let finding = Diagnostic::error(
        Code::UnknownReference,
        format!("there is no provider `{}`", shown(name.text)),
    );
    let near = closest(name.text, known().map(Id::as_str));
    Some(match near {
        Some(near) => finding.at(
            name.file,
            name.span.clone(),
            format!("did you mean `{near}`?"),
        ),
        None => finding
            .at(name.file, name.span.clone(), "")
            .help("Name a provider of `providers.toml`."),
    })
}

/// The fields by their names.
pub(super) fn field(value: crate::reading::values::Value<'_>) -> Result<Field, Fault> {
    text::word(value, &Field::ALL.map(|field| (field.word(), field)))
}
