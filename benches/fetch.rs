//! What fetching costs: how fast pages are carried and read, how time and memory grow with them, and what hostile ones take.
//!
//! `cargo bench --bench fetch` prints the table of `docs/fetch.md`. Every line is measured in a process of its own, for only such a one can say how
//! much memory it had at most, against a server on this computer. What counts is how a line stands to the one above it.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "a benchmark that cannot run has nothing to say; it starts processes and prints"
)]

#[path = "fetch/asked.rs"]
mod asked;
#[path = "fetch/server.rs"]
mod server;

use std::{env, process::Command};

use asked::Case;

/// What the other process is told by.
const CASE: &str = "FINDER_BENCH_FETCH";

fn main() {
    if let Ok(case) = env::var(CASE) {
        println!("{}", asked::measured(&Case::named(&case)));
        return;
    }
    println!("| what | pages | MB | seconds | pages/s | MB/s | peak MB | came of it |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    for name in Case::NAMES {
        let output = Command::new(env::current_exe().unwrap())
            .env(CASE, name)
            .output()
            .unwrap();
        print!("{}", String::from_utf8(output.stdout).unwrap());
    }
}
