//! One case: pages that are asked for, carried and read as `finder fetch` does it, but for the rests between requests.

use std::{
    fmt::Write as _,
    io::Write as _,
    time::{Duration, Instant},
};

use finder::{
    catalog,
    diagnostic::Sources,
    disk,
    fetch::{Errand, Fetcher, Mode, Page, Policy, Request},
    listing::{self, Source, source::declared},
};

use super::server::{answer, serve};

/// The longest that `finder fetch` reads the pages of one source.
const LONGEST_READING: Duration = Duration::from_secs(2);

/// What is asked for.
pub(crate) struct Case {
    name: &'static str,
    pages: usize,
    body: Vec<u8>,
    packed: bool,
}

impl Case {
    /// Every case, in the order of the table.
    pub(crate) const NAMES: [&'static str; 11] = [
        "table of 0.1 MB",
        "table of 1 MB",
        "table of 4 MB",
        "table of 7.9 MiB",
        "table of 10 MB",
        "1 page of 0.1 MB",
        "5 pages of 0.1 MB",
        "25 pages of 0.1 MB",
        "50 pages of 0.1 MB",
        "gzip bomb of 200 MB",
        "200,000 nested elements",
    ];

    pub(crate) fn named(name: &str) -> Self {
        let name = Self::NAMES.into_iter().find(|own| *own == name).unwrap();
        let tables = |pages, bytes| Self {
            name,
            pages,
            body: table(bytes),
            packed: false,
        };
        match name {
            "table of 1 MB" => tables(1, 1_000_000),
            "table of 4 MB" => tables(1, 4_000_000),
            "table of 7.9 MiB" => tables(1, 79 * 1024 * 1024 / 10),
            "table of 10 MB" => tables(1, 10_000_000),
            "5 pages of 0.1 MB" => tables(5, 100_000),
            "25 pages of 0.1 MB" => tables(25, 100_000),
            "50 pages of 0.1 MB" => tables(50, 100_000),
            "gzip bomb of 200 MB" => Self {
                body: bomb(200_000_000),
                packed: true,
                ..tables(1, 0)
            },
            "200,000 nested elements" => Self {
                body: "<div>".repeat(200_000).into_bytes(),
                ..tables(1, 0)
            },
            _ => tables(1, 100_000),
        }
    }
}

/// A table of about so many bytes, in the form of the made-up listing.
fn table(bytes: usize) -> Vec<u8> {
    let heads = "<th>Learning path<th>Length<th>CE credits<th>Window<th>Cost";
    let mut page =
        format!("<!doctype html><table id=offers><thead><tr>{heads}</tr></thead><tbody>");
    let mut number = 0;
    while page.len() < bytes {
        number += 1;
        writeln!(
            page,
            "<tr data-record=\"r{number}\"><td><a href=\"/paths/number-{number}?utm_source=mail\">Implementing and Operating Network Number {number} <b>Well</b> (NET{number} 1.0)</a></td><td>18h</td><td>24</td><td>Oct 1, 2026 &ndash; Mar 1, 2027</td><td>$300.00</td></tr>"
        )
        .unwrap();
    }
    page.push_str("</tbody></table>");
    page.into_bytes()
}

fn bomb(bytes: usize) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let piece = vec![b' '; 1 << 20];
    for _ in 0..bytes / piece.len() {
        packed.write_all(&piece).unwrap();
    }
    packed.finish().unwrap()
}

/// The made-up listing, with room for as many rows as there are.
fn source() -> Source {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/it/fixtures/listing/catalog"
    );
    let files = disk::read_folder(folder.as_ref()).unwrap();
    let (catalog, _) = catalog::read(&files);
    let path = files
        .paths()
        .position(|path| path.ends_with("sources.toml"))
        .unwrap();
    let text = files
        .text(path)
        .unwrap()
        .replace("rows = [1, 60]", "rows = [1, 50000]");
    let files = Sources::new([("sources.toml".to_owned(), text.into_bytes())]);
    let (sources, _) = declared(&files, &catalog);
    sources
        .into_iter()
        .find(|source| source.id.as_str() == "revup")
        .unwrap()
}

/// Pages of one host, one after another.
struct Wish {
    port: u16,
    pages: usize,
    hosts: Vec<String>,
}

impl Errand for Wish {
    fn name(&self) -> &'static str {
        "measured"
    }

    fn hosts(&self) -> &[String] {
        &self.hosts
    }

    fn refresh(&self) -> Duration {
        Duration::from_secs(60 * 60)
    }

    fn next(&mut self, pages: &[Page]) -> Option<Request> {
        let (port, page) = (self.port, pages.len());
        (page < self.pages).then(|| Request::get(format!("http://127.0.0.1:{port}/{page}")))
    }

    fn holds(&mut self, _: &[Page]) -> bool {
        true
    }
}

/// Carries and reads it all, and makes a line of the table of that.
pub(crate) fn measured(case: &Case) -> String {
    let headers = if case.packed {
        "Content-Encoding: gzip\r\n"
    } else {
        ""
    };
    let bytes = case.body.len();
    let mut wish = Wish {
        port: serve(answer(headers, &case.body)),
        pages: case.pages,
        hosts: vec!["127.0.0.1".to_owned()],
    };
    let source = source();
    let base = peak();
    let begun = Instant::now();
    let told = carried(&mut wish, &source);
    let took = begun.elapsed();
    let hundredths = |amount: u128| format!("{}.{:02}", amount / 100, amount % 100);
    let per_second = |amount: u128| amount * 1000 / took.as_millis().max(1);
    let megabytes = u128::try_from(bytes * case.pages).unwrap() / 10_000;
    format!(
        "| {} | {} | {} | {} | {} | {} | {} ({base} before) | {told} |",
        case.name,
        case.pages,
        hundredths(megabytes),
        hundredths(took.as_millis() / 10),
        per_second(u128::try_from(case.pages).unwrap()),
        hundredths(per_second(megabytes)),
        peak(),
    )
}

fn carried(wish: &mut Wish, source: &Source) -> String {
    let fetcher = Fetcher {
        policy: Policy {
            apart: Duration::ZERO,
            allow_loopback: true,
            again: 0,
            ..Policy::default()
        },
        mode: Mode::WhenDue,
        cache: None,
        now: "2026-11-22T12:00:00Z".parse().unwrap(),
        tell: &|_| {},
    };
    let mut done = fetcher.run(&mut [wish as &mut dyn Errand]).unwrap();
    match done.remove(0) {
        Err(failure) => format!("refused: {}", failure.class().word()),
        Ok(pages) => read(source, &pages),
    }
}

fn read(source: &Source, pages: &[Page]) -> String {
    let page = |page: &Page| {
        listing::Page::recorded(&source.url, page.text.clone(), page.retrieved.date_naive())
    };
    let pages: Vec<listing::Page> = pages.iter().map(page).collect();
    let begun = Instant::now();
    let stop = || begun.elapsed() > LONGEST_READING;
    let told = match listing::read(source, &pages, None, &stop) {
        Ok(harvest) => format!("{} rows", harvest.rows.len()),
        Err(broken) => broken.to_string(),
    };
    let took = begun.elapsed().as_millis();
    format!("{told}, read in {took} ms")
}

/// The most memory this process had, in MB; 0 where that cannot be known.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.unwrap_or("0 kB").trim().trim_end_matches(" kB");
    peak.parse::<u64>().unwrap_or(0) / 1000
}
