//! A list of offerings, one a row.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{ClassDates, Cost, Currency, Date, Expiry, Id, Money, Offering, Standing};

use super::{
    super::{
        Cell, Column, CsvTexts, Style, Table, clean, fetched,
        json::{self, Day},
        markdown, words,
    },
    json::{OfferingJson, until},
    price,
    select::{Row, Selection},
};

/// The widest a line of a provider's name is where the table is tight, so that most is left to the title.
const NAME: usize = 16;

const COLUMNS: [Column; 7] = [
    Column::text("title (id)"),
    Column::number("credits"),
    Column::number("hours"),
    Column::word("cost"),
    Column::number("per credit"),
    Column::word("how"),
    Column::word("ends"),
];

/// The columns, the last of which says what was asked about: when it ends, or when somebody last looked; and, where there are several,
/// of which program.
fn columns(selection: &Selection<'_>) -> Vec<Column> {
    let mut columns = COLUMNS;
    if let ([.., last], true) = (&mut columns, selection.stale) {
        *last = Column::word("checked");
    }
    let program = selection.is_mixed().then(|| Column::word("program"));
    columns.into_iter().chain(program).collect()
}

/// The cells of every row, under those columns.
fn all_cells(selection: &Selection<'_>, style: Style) -> Vec<Vec<String>> {
    let is_mixed = selection.is_mixed();
    let program = |row: &Row<'_>| is_mixed.then(|| row.program.program.id.to_string());
    let rows = selection.rows.iter();
    rows.map(|row| {
        let cells = cells(row, style, selection.stale);
        cells.into_iter().chain(program(row)).collect()
    })
    .collect()
}

/// Writes the list for a terminal.
///
/// # Errors
/// Only those of the writer.
pub fn list_table(out: &mut dyn Write, style: Style, selection: &Selection<'_>) -> io::Result<()> {
    let table = Table {
        columns: columns(selection),
        rows: all_cells(selection, style)
            .into_iter()
            .map(|row| row.into_iter().map(cell).collect())
            .collect(),
        total: None,
        headed: true,
    };
    writeln!(out, "{}", table.render(style))?;
    for line in words::wrap(&legend(selection), style.width, "  ") {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What the mark of some rows means; empty where none has it.
fn legend(selection: &Selection<'_>) -> String {
    let rows = selection.rows.iter();
    fetched::legend(rows.filter_map(|row| row.offering.fetched.as_ref()))
}

/// Writes the list in Markdown.
///
/// # Errors
/// Only those of the writer.
pub fn list_markdown(out: &mut dyn Write, selection: &Selection<'_>) -> io::Result<()> {
    let rows = all_cells(selection, Style::PLAIN);
    markdown::table(out, &columns(selection), &rows)?;
    match legend(selection) {
        legend if legend.is_empty() => Ok(()),
        legend => writeln!(out, "\n{}", markdown::prose(&legend)),
    }
}

/// A cell that is broken at its line breaks where the table is tight, and stands on one line elsewhere.
fn cell(text: String) -> Cell {
    Cell::either(text.replace('\n', " "), text)
}

fn cells(row: &Row<'_>, style: Style, by_age: bool) -> Vec<String> {
    let Row {
        activity, offering, ..
    } = row;
    vec![
        fetched::marked(
            format!("{} ({})", clean(&activity.title), activity.id),
            offering.fetched.as_ref(),
        ),
        activity
            .credits
            .map_or_else(unknown, |credits| credits.to_string()),
        row.length.map_or_else(unknown, |length| {
            words::hours_cell(length.minutes, length.estimated, style)
        }),
        price::words(row.program, offering, row.price),
        row.per_credit().map_or_else(unknown, Money::amount),
        how(row),
        if by_age {
            checked(row)
        } else {
            ends(row, style)
        },
    ]
}

/// When somebody last looked at the older of its facts.
fn checked(row: &Row<'_>) -> String {
    let (activity, offering) = (&row.activity.evidence, &row.offering.evidence);
    activity.checked.min(offering.checked).to_string()
}

/// How it is taken, and who offers it, as a plan tells it.
fn how(row: &Row<'_>) -> String {
    let Offering {
        provider, delivery, ..
    } = row.offering;
    let provider = row.program.providers.get(provider);
    let name = provider.map(|provider| clean(&provider.name));
    let name = name.unwrap_or_else(|| row.offering.provider.to_string());
    format!("{},\n{}", delivery.word(), words::wrap_cell(&name, NAME))
}

/// What stands where nobody knows: never a zero.
fn unknown() -> String {
    "?".to_owned()
}

fn ends(row: &Row<'_>, style: Style) -> String {
    if let Some(class) = row.offering.class.filter(|_| row.standing.counts()) {
        return days(class, style);
    }
    let begun = |day| row.offering.class.is_some_and(|class| class.starts == day);
    match (row.standing, row.offering.expires) {
        (Standing::Ended { last_day }, _) if begun(last_day) => format!("begun\n{last_day}"),
        (Standing::Ending { last_day, .. }, _) => last_day.to_string(),
        (Standing::Opening { on }, _) => format!("opens\n{on}"),
        (Standing::Ended { last_day }, _) => format!("ended\n{last_day}"),
        (Standing::Withdrawn { on }, _) => format!("withdrawn\n{on}"),
        (Standing::Stale { checked }, _) => format!("stale since\n{checked}"),
        (Standing::Open, Expiry::Never) => "never".to_owned(),
        (Standing::Open, _) => unknown(),
    }
}

/// The days of a class.
fn days(class: ClassDates, style: Style) -> String {
    let ClassDates { starts, ends } = class;
    if starts == ends {
        return format!("class\n{starts}");
    }
    let dash = words::dash(style);
    format!("class\n{starts}\n{dash} {ends}")
}

/// The whole list in JSON.
#[derive(Serialize)]
struct ListJson<'c> {
    format: u32,
    today: Day,
    currency: &'static str,
    offerings: Vec<OfferingJson<'c>>,
    without_price: usize,
    without_credits: usize,
}

/// Writes the list in JSON: prices as they stand, and converted into `currency` where that can be done.
///
/// # Errors
/// Only those of the writer.
pub fn list_json(
    out: &mut dyn Write,
    selection: &Selection<'_>,
    currency: Currency,
    today: Date,
) -> io::Result<()> {
    let answer = ListJson {
        format: json::FORMAT,
        today: today.into(),
        currency: currency.code(),
        offerings: selection.rows.iter().map(OfferingJson::from).collect(),
        without_price: selection.unpriced,
        without_credits: selection.worthless,
    };
    json::write(out, &answer)
}

/// The heads of the CSV, in the order of its cells.
const HEADS: [&str; 26] = [
    "id",
    "offering",
    "title",
    "type",
    "course",
    "credits",
    "hours",
    "hours_estimated",
    "price",
    "cost",
    "currency",
    "cost_per_credit",
    "passes",
    "provider",
    "delivery",
    "expires",
    "status",
    "checked",
    "url",
    "category",
    "requires",
    "starts",
    "ends",
    "program",
    "fetched_from",
    "fetched_on",
];

/// Writes the list in CSV. What is not known is empty.
///
/// # Errors
/// Only those of the writer.
pub fn list_csv(out: &mut dyn Write, selection: &Selection<'_>, texts: CsvTexts) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(HEADS)?;
    for row in &selection.rows {
        csv.write_record(record(row, texts))?;
    }
    csv.flush()
}

fn record(row: &Row<'_>, texts: CsvTexts) -> [String; 26] {
    let Row {
        program,
        activity,
        offering,
        ..
    } = row;
    let amount = |money: Option<Money>| money.map(Money::amount).unwrap_or_default();
    let ids = |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ");
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let text = |text: Option<&String>| text.map(|text| texts.cell(text)).unwrap_or_default();
    let fetched = offering.fetched.as_ref();
    [
        activity.id.to_string(),
        offering.id.to_string(),
        texts.cell(&activity.title),
        activity.kind.word().to_owned(),
        text(activity.course.as_ref()),
        activity
            .credits
            .map(|credits| credits.to_string())
            .unwrap_or_default(),
        row.length
            .map(|length| length.minutes.to_string())
            .unwrap_or_default(),
        row.length
            .is_some_and(|length| length.estimated)
            .to_string(),
        stated(offering.cost),
        amount(row.price),
        row.price
            .map(|price| price.currency.code().to_owned())
            .unwrap_or_default(),
        amount(row.per_credit()),
        ids(&offering.passes),
        offering.provider.to_string(),
        offering.delivery.word().to_owned(),
        until(offering.expires).unwrap_or_default(),
        row.standing.code().to_owned(),
        offering.evidence.checked.to_string(),
        text(offering.url.as_ref()),
        activity
            .category
            .as_ref()
            .map(Id::to_string)
            .unwrap_or_default(),
        ids(&activity.requires),
        day(offering.class.map(|class| class.starts)),
        day(offering.class.map(|class| class.ends)),
        program.program.id.to_string(),
        fetched
            .map(|fetched| fetched.source.to_string())
            .unwrap_or_default(),
        day(fetched.map(|fetched| fetched.on)),
    ]
}

/// The price as it was read, in its own currency; empty where nobody gives one.
fn stated(cost: Cost) -> String {
    match cost {
        Cost::Unknown => String::new(),
        known => known.to_string(),
    }
}
