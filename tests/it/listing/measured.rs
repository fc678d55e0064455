//! What reading costs. How it grows with the page, `cargo test --release --test it listing::measured -- --ignored --nocapture` tells.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_macros,
    reason = "a measurement is told, by another process on its standard output"
)]

use std::{env, fmt::Write, fs, process::Command, time::Instant};

use finder::listing::Source;

use super::{read, source};

/// What the other process is told by.
const ROWS: &str = "FINDER_TEST_ROWS";

/// The made-up listing, with room for as many rows as there are.
fn wide() -> Source {
    let mut revup = source("revup");
    revup.expect.rows = (1, 50_000);
    revup.expect.coverage.clear();
    revup
}

fn page(rows: usize) -> String {
    let mut page = "<table id=offers><thead><tr><th>Learning path<th>Length<th>CE credits<th>Window<th>Cost</thead><tbody>".to_owned();
    for row in 0..rows {
        write!(page, "<tr data-record=r{row}><td><a href='/paths/path-{row}'>A path of learning with a title of some length, number {row} (CODE{row} 1.0)</a></td><td>8 hours</td><td>10</td><td>until March 1, 2027</td><td>$300.00</td></tr>").unwrap();
    }
    page.push_str("</tbody></table>");
    page
}

/// The most memory this process had, in kB.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.unwrap_or("0 kB").trim().trim_end_matches(" kB");
    peak.parse().unwrap()
}

/// Not a test by itself: what the other process does. It reads a page of so many rows, and says how much memory that took.
#[test]
fn elsewhere() {
    let Ok(rows) = env::var(ROWS) else { return };
    let (revup, page) = (wide(), page(rows.parse().unwrap()));
    let before = peak();
    let came = read(&revup, &[&page]).unwrap().rows.len();
    println!("took: {} for {came}", peak() - before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_large_page_takes_the_memory_of_its_tree_and_little_more() {
    let rows = 8000;
    let mut other = Command::new(env::current_exe().unwrap());
    other.args(["--exact", "listing::measured::elsewhere", "--nocapture"]);
    let said = other.env(ROWS, rows.to_string()).output().unwrap().stdout;
    let said = String::from_utf8(said).unwrap();
    let (_, took) = said.split_once("took: ").unwrap();
    let (took, came) = took.lines().next().unwrap().split_once(" for ").unwrap();
    assert_eq!(came, rows.to_string());
    // So many times the page; it was 17 while every text of its rows was a piece of its own, and a row had room for eleven fields.
    let times = took.parse::<usize>().unwrap() * 1024 / page(rows).len();
    assert!(
        (1..15).contains(&times),
        "{times} times the page: {took} kB"
    );
}

#[test]
#[ignore = "it measures, and checks nothing"]
fn tables_of_several_sizes() {
    let revup = wide();
    for rows in [5_000, 10_000, 20_000, 40_000] {
        let page = page(rows);
        let begun = Instant::now();
        let read = read(&revup, &[&page]).unwrap().rows.len();
        println!(
            "{} KiB, {read} rows: {:?}",
            page.len() / 1024,
            begun.elapsed()
        );
    }
}
