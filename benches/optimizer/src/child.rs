//! One question to one solver, in a process of its own: it can be stopped from outside, and its peak memory is its own.

use std::{
    fs,
    process::{Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

use crate::{ClassName, Instance, aims, ours, real_catalog};

/// Who is asked.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub enum Solver {
    /// The planner of `finder`.
    Ours,
    /// HiGHS.
    Highs,
}

/// What is asked of whom.
#[derive(Clone, Args)]
pub struct Question {
    /// Who is asked
    #[arg(long)]
    pub solver: Solver,
    /// The kind of instance
    #[arg(long)]
    pub class: ClassName,
    /// How many activities it has
    #[arg(long)]
    pub size: usize,
    /// Which of its kind and size it is
    #[arg(long)]
    pub seed: u64,
    /// Seconds after which to give up
    #[arg(long, default_value_t = 60)]
    pub limit: u64,
    /// Ask short questions again and again for a steadier figure
    #[arg(long)]
    pub repeat: bool,
    /// Hold the planner's plan against the mixed-integer program
    #[arg(long)]
    pub check: bool,
}

/// How it ended.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// With a plan that is proved to be the best.
    Met,
    /// No route can be closed.
    Short,
    /// The time was over.
    OutOfTime,
    /// Something went wrong.
    Failed,
}

/// What came of it.
#[derive(Clone, Serialize, Deserialize, Debug)]
pub struct Report {
    /// How it ended.
    pub end: End,
    /// The parts the plan is judged by, with their values, in order.
    pub parts: Vec<(String, i64)>,
    /// How long it took, at the median where it was asked again.
    pub seconds: f64,
    /// The most memory beyond what the instance takes, in KiB; Linux only.
    pub peak: Option<u64>,
    /// What went wrong.
    pub fault: Option<String>,
    /// The plan, to read.
    pub plan: Vec<String>,
}

impl Report {
    /// Of a question without an answer.
    fn ended(end: End, fault: Option<String>, seconds: f64) -> Self {
        Self {
            end,
            parts: Vec::new(),
            seconds,
            peak: None,
            fault,
            plan: Vec::new(),
        }
    }
}

/// Asks in a process of its own.
pub fn ask(question: &Question) -> Result<Report, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(own);
    let name = |value: Option<clap::builder::PossibleValue>| {
        value
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    };
    command.arg("solve");
    command.args(["--solver", &name(question.solver.to_possible_value())]);
    command.args(["--class", question.class.0.word()]);
    command.args(["--size", &question.size.to_string()]);
    command.args(["--seed", &question.seed.to_string()]);
    command.args(["--limit", &question.limit.to_string()]);
    command.args(question.repeat.then_some("--repeat"));
    command.args(question.check.then_some("--check"));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let begun = Instant::now();
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    // A solver that looks at the clock stops by itself; one that does not is stopped a little later.
    let patience = Duration::from_secs(2 * question.limit + 10);
    while child
        .try_wait()
        .map_err(|error| error.to_string())?
        .is_none()
    {
        if begun.elapsed() > patience {
            child.kill().map_err(|error| error.to_string())?;
            child.wait().map_err(|error| error.to_string())?;
            return Ok(Report::ended(
                End::OutOfTime,
                None,
                begun.elapsed().as_secs_f64(),
            ));
        }
        thread::sleep(Duration::from_millis(2));
    }
    let output = child
        .wait_with_output()
        .map_err(|error| error.to_string())?;
    serde_json::from_slice(&output.stdout).or_else(|_| {
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let fault = format!("{}: {told}", output.status);
        Ok(Report::ended(
            End::Failed,
            Some(fault),
            begun.elapsed().as_secs_f64(),
        ))
    })
}

/// Asks in this process, and prints the report.
pub fn solve(question: &Question) -> Result<ExitCode, String> {
    let real = real_catalog()?;
    let instance = Instance::new(question.class.0, question.size, question.seed, &real);
    let limit = Duration::from_secs(question.limit);
    let before = Memory::reset();
    let begun = Instant::now();
    let mut report = match question.solver {
        Solver::Ours => of_ours(&instance, question),
        Solver::Highs => of_highs(&instance, limit),
    };
    let first = begun.elapsed();
    report.peak = before.and_then(Memory::more);
    report.seconds = first.as_secs_f64();
    if report.seconds > limit.as_secs_f64() && report.end != End::Failed {
        report.end = End::OutOfTime;
    }
    if question.repeat {
        report.seconds = median(again(&instance, question, first));
    }
    if question.check && question.solver == Solver::Ours {
        report.fault = checked(&instance, question);
    }
    let told = serde_json::to_string(&report).map_err(|error| error.to_string())?;
    println!("{told}");
    Ok(ExitCode::SUCCESS)
}

/// The time of each of a few more runs, as many as a second holds.
fn again(instance: &Instance, question: &Question, first: Duration) -> Vec<f64> {
    let mut times = vec![first.as_secs_f64()];
    let begun = Instant::now();
    while times.len() < 9 && begun.elapsed() + first < Duration::from_secs(1) {
        let own = Instant::now();
        match question.solver {
            Solver::Ours => drop(ours::ask(instance, Duration::from_secs(question.limit))),
            Solver::Highs => {
                drop(aims::best(
                    instance,
                    own + Duration::from_secs(question.limit),
                ));
            }
        }
        times.push(own.elapsed().as_secs_f64());
    }
    times
}

/// The middle of some figures, the lower one of two.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures
        .get((figures.len().max(1) - 1) / 2)
        .copied()
        .unwrap_or(f64::NAN)
}

fn of_ours(instance: &Instance, question: &Question) -> Report {
    let answer = ours::ask(instance, Duration::from_secs(question.limit));
    let Some((plan, proved)) = ours::met(&answer) else {
        return Report::ended(End::Short, None, 0.0);
    };
    let parts = ours::judged(instance, plan);
    let end = if proved { End::Met } else { End::OutOfTime };
    Report {
        parts: named(&parts),
        plan: plan
            .items
            .iter()
            .map(|item| {
                format!(
                    "{:?} {} {:?} cost {} {} pass {:?} {}..{} by {:?}",
                    item.kind,
                    item.id,
                    item.offering.as_ref().map(ToString::to_string),
                    item.cost,
                    item.clc,
                    item.pass.as_ref().map(ToString::to_string),
                    item.start,
                    item.finish,
                    item.last_day
                )
            })
            .collect(),
        ..Report::ended(end, None, 0.0)
    }
}

fn of_highs(instance: &Instance, limit: Duration) -> Report {
    match aims::best(instance, Instant::now() + limit) {
        aims::Outcome::Met(parts, plan) => Report {
            parts: named(&parts),
            plan: vec![format!("{plan:?}")],
            ..Report::ended(End::Met, None, 0.0)
        },
        aims::Outcome::Short => Report::ended(End::Short, None, 0.0),
        aims::Outcome::OutOfTime => Report::ended(End::OutOfTime, None, 0.0),
        aims::Outcome::Failed(fault) => Report::ended(End::Failed, Some(fault), 0.0),
    }
}

/// What is wrong with the planner's plan by the rows of the mixed-integer program.
fn checked(instance: &Instance, question: &Question) -> Option<String> {
    let limit = Duration::from_secs(question.limit);
    let answer = ours::ask(instance, limit);
    let (plan, _) = ours::met(&answer)?;
    ours::is_allowed(instance, plan, Instant::now() + limit).err()
}

fn named(parts: &[(aims::Part, i64)]) -> Vec<(String, i64)> {
    let parts = parts.iter();
    parts
        .map(|(part, value)| (format!("{part:?}"), *value))
        .collect()
}

/// The memory of this process before a solve, in KiB.
struct Memory(u64);

impl Memory {
    /// Begins to count the peak anew, as far as the system can.
    fn reset() -> Option<Self> {
        fs::write("/proc/self/clear_refs", "5").ok()?;
        Some(Self(status("VmRSS:")?))
    }

    /// The peak since, beyond what there was.
    fn more(self) -> Option<u64> {
        Some(status("VmHWM:")?.saturating_sub(self.0))
    }
}

/// A figure of this process, in KiB.
fn status(key: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
