//! Measures, and prints the tables of `docs/optimizer.md`.
//!
//! Each figure comes from a process of its own. Both solvers are asked the same instances in the same run, one after the other, so
//! that a busy machine is busy for both. A ratio stands only where both found the same optimum.

use std::{fs, path::PathBuf, process::ExitCode, thread};

use clap::Args;

use crate::{
    ClassName,
    child::{End, Question, Report, Solver, ask, median},
    instances::Class,
    title::title,
};

/// Where the tables begin and end on their page.
const MARKS: [&str; 2] = ["<!-- measured -->", "<!-- /measured -->"];

/// The sizes at which growth is looked at.
const GROWTH: [usize; 8] = [50, 200, 1_000, 3_000, 10_000, 30_000, 60_000, 100_000];

/// What to measure.
#[derive(Args)]
pub struct Arguments {
    /// Put the tables between the marks of this page, beside printing them
    #[arg(long, value_name = "PAGE")]
    write: Option<PathBuf>,
    /// How many instances of a kind and size; of 10 000 activities and more, at most three
    #[arg(long, default_value_t = 5)]
    seeds: u64,
    /// Seconds after which HiGHS is stopped
    #[arg(long, default_value_t = 60)]
    highs_limit: u64,
    /// Seconds after which the planner of `finder` is stopped
    #[arg(long, default_value_t = 10)]
    limit: u64,
    /// Only these kinds of instance
    #[arg(long, value_delimiter = ',')]
    class: Vec<ClassName>,
    /// Leave out these kinds of instance
    #[arg(long, value_delimiter = ',')]
    without: Vec<ClassName>,
    /// The sizes at which both are asked
    #[arg(long, value_delimiter = ',', default_values_t = [200, 1_000, 10_000])]
    sizes: Vec<usize>,
    /// The largest size at which growth is looked at; 0: not at all
    #[arg(long, default_value_t = 100_000)]
    growth: usize,
}

impl Arguments {
    fn asks_for(&self, class: Class) -> bool {
        let is_in = |names: &[ClassName]| names.iter().any(|name| name.0 == class);
        (self.class.is_empty() || is_in(&self.class)) && !is_in(&self.without)
    }

    fn seeds(&self, size: usize) -> u64 {
        if size < 10_000 {
            self.seeds
        } else {
            self.seeds.min(3)
        }
    }

    fn ask(&self, solver: Solver, class: Class, size: usize, seed: u64) -> Result<Report, String> {
        let limit = match solver {
            Solver::Ours => self.limit,
            Solver::Highs => self.highs_limit,
        };
        ask(&Question {
            solver,
            class: ClassName(class),
            size,
            seed,
            limit,
            repeat: true,
            check: false,
        })
    }
}

/// Measures and prints.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let mut page = format!(
        "Measured on {} threads of {}, {} {}; seconds are the median over {} instances of each kind and size (at most three of \
         10,000 and more); the planner is stopped after {} s, HiGHS after {} s.\n\n",
        thread::available_parallelism().map_or(1, usize::from),
        processor().unwrap_or_else(|| "an unknown processor".to_owned()),
        std::env::consts::OS,
        std::env::consts::ARCH,
        arguments.seeds,
        arguments.limit,
        arguments.highs_limit
    );
    page.push_str(&against(arguments)?);
    if arguments.growth > 0 {
        page.push_str(&growth(arguments)?);
    }
    println!("{page}");
    if let Some(path) = &arguments.write {
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        let text = between(&text, &page).ok_or("the page has no marks to write between")?;
        fs::write(path, text).map_err(|error| error.to_string())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The page with the tables between its marks.
fn between(page: &str, tables: &str) -> Option<String> {
    let (before, rest) = page.split_once(MARKS[0])?;
    let (_, after) = rest.split_once(MARKS[1])?;
    Some(format!(
        "{before}{}\n\n{}\n\n{}{after}",
        MARKS[0],
        tables.trim(),
        MARKS[1]
    ))
}

/// Whether a kind is asked at a size: at 10 000 only what the goals are set for, since most others take HiGHS to its limit.
fn is_asked(class: Class, size: usize) -> bool {
    size < 10_000
        || matches!(
            class,
            Class::Catalog
                | Class::CatalogInTime
                | Class::FewHours
                | Class::Deadlines
                | Class::Tight
                | Class::Finish
        )
}

/// Both on the same instances.
fn against(arguments: &Arguments) -> Result<String, String> {
    let mut table = String::from(
        "### Against HiGHS\n\n\
         | instances | activities | `finder` | HiGHS | HiGHS / `finder`, median | worst | memory, `finder` | memory, HiGHS |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for size in &arguments.sizes {
        for class in Class::ALL {
            if arguments.asks_for(class) && is_asked(class, *size) {
                let row = against_row(arguments, class, *size)?;
                eprintln!("{row}");
                table.push_str(&row);
                table.push('\n');
            }
        }
    }
    table.push('\n');
    Ok(table)
}

fn against_row(arguments: &Arguments, class: Class, size: usize) -> Result<String, String> {
    let mut pairs = Vec::new();
    for seed in 0..arguments.seeds(size) {
        let ours = arguments.ask(Solver::Ours, class, size, seed)?;
        let highs = arguments.ask(Solver::Highs, class, size, seed)?;
        pairs.push((ours, highs));
    }
    let [ours, highs]: [Vec<&Report>; 2] = [
        pairs.iter().map(|(ours, _)| ours).collect(),
        pairs.iter().map(|(_, highs)| highs).collect(),
    ];
    Ok(format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} |",
        title(class),
        thousands(size),
        time(&ours, arguments.limit),
        time(&highs, arguments.highs_limit),
        ratio(&pairs, arguments, false),
        ratio(&pairs, arguments, true),
        memory(&ours),
        memory(&highs)
    ))
}

/// The planner alone, on ever more.
fn growth(arguments: &Arguments) -> Result<String, String> {
    let classes = [
        Class::Catalog,
        Class::CatalogInTime,
        Class::FewHours,
        Class::Deadlines,
        Class::Tight,
        Class::Finish,
        Class::Ties,
    ];
    let classes: Vec<Class> = classes
        .into_iter()
        .filter(|class| arguments.asks_for(*class))
        .collect();
    let sizes: Vec<usize> = GROWTH
        .into_iter()
        .filter(|size| *size <= arguments.growth)
        .collect();
    let heads: Vec<String> = sizes.iter().map(|size| thousands(*size)).collect();
    let mut table = format!(
        "### Growth\n\nTime and memory of the planner alone.\n\n| instances | {} |\n|---|{}\n",
        heads.join(" | "),
        "--:|".repeat(sizes.len())
    );
    for class in classes {
        let mut cells = Vec::new();
        for size in &sizes {
            let seeds = 0..arguments.seeds(*size).min(3);
            let reports: Result<Vec<Report>, String> = seeds
                .map(|seed| arguments.ask(Solver::Ours, class, *size, seed))
                .collect();
            let reports = reports?;
            let reports: Vec<&Report> = reports.iter().collect();
            cells.push(format!(
                "{}, {}",
                time(&reports, arguments.limit),
                memory(&reports)
            ));
        }
        let row = format!("| {} | {} |", title(class), cells.join(" | "));
        eprintln!("{row}");
        table.push_str(&row);
        table.push('\n');
    }
    Ok(table)
}

/// The seconds a solver took, or more than its limit.
fn seconds(report: &Report, limit: u64) -> Option<f64> {
    match report.end {
        End::Met | End::Short => Some(report.seconds),
        End::OutOfTime => Some(f64::from(u32::try_from(limit).unwrap_or(u32::MAX))),
        End::Failed => None,
    }
}

/// The median time, and how often there was no proof within the limit.
fn time(reports: &[&Report], limit: u64) -> String {
    let times: Vec<f64> = reports
        .iter()
        .filter_map(|report| seconds(report, limit))
        .collect();
    if times.len() < reports.len() {
        return "failed".to_owned();
    }
    let late = reports
        .iter()
        .filter(|report| report.end == End::OutOfTime)
        .count();
    let middle = median(times);
    let told = if late > reports.len() / 2 {
        format!("> {limit} s")
    } else {
        duration(middle)
    };
    match late {
        0 => told,
        late => format!("{told} ({late} of {} unproved)", reports.len()),
    }
}

/// How many times longer HiGHS took: in the middle, or where it comes off best.
fn ratio(pairs: &[(Report, Report)], arguments: &Arguments, worst: bool) -> String {
    let mut bounded = false;
    let mut ratios = Vec::new();
    for (ours, highs) in pairs {
        let settled = [ours, highs].map(|report| matches!(report.end, End::Met | End::Short));
        if settled == [true; 2] && (ours.end != highs.end || ours.parts != highs.parts) {
            return "another optimum!".to_owned();
        }
        let own = seconds(ours, arguments.limit).filter(|_| ours.end != End::OutOfTime);
        let Some((own, other)) = own.zip(seconds(highs, arguments.highs_limit)) else {
            return "–".to_owned();
        };
        bounded |= highs.end == End::OutOfTime;
        ratios.push(other / own);
    }
    let figure = if worst {
        ratios.iter().copied().fold(f64::INFINITY, f64::min)
    } else {
        median(ratios)
    };
    let sign = if bounded && !worst { "≥ " } else { "" };
    let digits = usize::from(figure < 10.0);
    format!("{sign}{figure:.digits$}")
}

/// The most memory of any, in MB.
fn memory(reports: &[&Report]) -> String {
    let peaks = reports.iter().filter_map(|report| report.peak).max();
    peaks.map_or_else(String::new, |kib| {
        let tenths = kib * 1_024 / 100_000;
        match tenths {
            0 => "< 0.1 MB".to_owned(),
            _ => format!("{}.{} MB", tenths / 10, tenths % 10),
        }
    })
}

/// Seconds in two or three digits.
fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 0.01 => format!("{:.2} ms", 1_000.0 * s),
        s if s < 0.1 => format!("{:.1} ms", 1_000.0 * s),
        s if s < 1.0 => format!("{:.0} ms", 1_000.0 * s),
        s => format!("{s:.1} s"),
    }
}

/// A number with its thousands apart.
fn thousands(number: usize) -> String {
    if number < 1_000 {
        return number.to_string();
    }
    format!("{},{:03}", thousands(number / 1_000), number % 1_000)
}

/// What the machine calls its processor; Linux only.
fn processor() -> Option<String> {
    let told = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = told
        .lines()
        .find_map(|line| line.strip_prefix("model name"))?;
    Some(line.trim_start_matches([':', '\t', ' ']).trim().to_owned())
}
