//! How reading grows with the page. `cargo test --release --test it listing::measured -- --ignored --nocapture` tells.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_macros,
    reason = "a measurement is told"
)]

use std::{fmt::Write, time::Instant};

use super::{read, source};

#[test]
#[ignore = "it measures, and checks nothing"]
fn tables_of_several_sizes() {
    let mut revup = source("revup");
    revup.expect.rows = (1, 50_000);
    revup.expect.coverage.clear();
    for rows in [5_000, 10_000, 20_000, 40_000] {
        let mut page = "<table id=offers><thead><tr><th>Learning path<th>Length<th>CE credits<th>Window<th>Cost</thead><tbody>".to_owned();
        for row in 0..rows {
            write!(page, "<tr data-record=r{row}><td><a href='/paths/path-{row}'>A path of learning with a title of some length, number {row} (CODE{row} 1.0)</a></td><td>8 hours</td><td>10</td><td>until March 1, 2027</td><td>$300.00</td></tr>").unwrap();
        }
        page.push_str("</tbody></table>");
        let begun = Instant::now();
        let read = read(&revup, &[&page]).unwrap().rows.len();
        println!(
            "{} KiB, {read} rows: {:?}",
            page.len() / 1024,
            begun.elapsed()
        );
    }
}
