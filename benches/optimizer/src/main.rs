//! Measures the planner of `finder`, and holds its optimum against that of HiGHS, a solver of mixed-integer programs.
//!
//! `compare` asks both the same questions and prints every difference. `table` measures both and prints the tables of
//! `docs/optimizer.md`. `solve` is one question to one of them, in a process of its own, so that it can be stopped and its memory
//! read. `write` puts an instance on disk, for `finder plan --catalog`.

mod aims;
#[cfg(test)]
mod brute;
mod check;
mod child;
mod compare;
#[path = "../../instances/mod.rs"]
mod instances;
mod mip;
mod model;
mod ours;
mod schedule;
mod shelf;
mod stock;
mod table;
mod time;
mod title;
mod write;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand, builder::PossibleValue};
use finder::{catalog, disk, model::Catalog};

use instances::{Class, Instance};
use title::title;

/// Measures the planner of `finder`, and proves it against HiGHS
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Asks both solvers the same questions, and prints every difference
    Compare(compare::Arguments),
    /// Measures both solvers, and prints the tables of docs/optimizer.md
    Table(table::Arguments),
    /// Asks one solver one question, and prints what came of it as JSON
    Solve(child::Question),
    /// Writes an instance as a catalogue, and prints the command that plans it
    Write(write::Arguments),
}

/// A class on the command line.
#[derive(Clone, Copy)]
struct ClassName(Class);

impl clap::ValueEnum for ClassName {
    fn value_variants<'a>() -> &'a [Self] {
        const NAMES: [ClassName; Class::ALL.len()] = {
            let mut names = [ClassName(Class::Catalog); Class::ALL.len()];
            let mut place = 0;
            while place < names.len() {
                names[place] = ClassName(Class::ALL[place]);
                place += 1;
            }
            names
        };
        &NAMES
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.word()).help(title(self.0)))
    }
}

/// The catalogue of this repository.
fn real_catalog() -> Result<Catalog, String> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    let sources = disk::read_folder(&folder);
    let sources = sources.map_err(|_| format!("cannot read {}", folder.display()))?;
    Ok(catalog::read(&sources).0)
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Table(arguments) => table::run(&arguments),
        Command::Solve(question) => child::solve(&question),
        Command::Write(arguments) => write::run(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(3)
        }
    }
}
