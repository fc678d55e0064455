//! The same questions to both solvers: the optimum must be the same, aim by aim, and each must allow the other's plan.

use std::process::ExitCode;

use clap::Args;

use crate::{
    ClassName,
    child::{End, Question, Report, Solver, ask},
    instances::Class,
};

/// What to compare.
#[derive(Args)]
pub struct Arguments {
    /// Only these kinds of instance
    #[arg(long, value_delimiter = ',')]
    class: Vec<ClassName>,
    /// Leave out these kinds of instance
    #[arg(long, value_delimiter = ',')]
    without: Vec<ClassName>,
    /// How many activities
    #[arg(long, value_delimiter = ',', default_values_t = [50, 200, 1_000])]
    sizes: Vec<usize>,
    /// How many instances of each kind and size
    #[arg(long, default_value_t = 10)]
    seeds: u64,
    /// The first of them
    #[arg(long, default_value_t = 0)]
    from_seed: u64,
    /// Seconds after which to give up on one
    #[arg(long, default_value_t = 60)]
    limit: u64,
}

/// How many came out how.
#[derive(Default)]
struct Count {
    same: usize,
    different: usize,
    undecided: usize,
}

/// Compares, and prints a line a kind and size, and everything about every difference.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let mut different = 0;
    let without: Vec<Class> = arguments.without.iter().map(|name| name.0).collect();
    for class in Class::ALL {
        let asked =
            arguments.class.is_empty() || arguments.class.iter().any(|name| name.0 == class);
        if !asked || without.contains(&class) {
            continue;
        }
        for size in &arguments.sizes {
            let mut count = Count::default();
            for seed in arguments.from_seed..arguments.from_seed + arguments.seeds {
                compare(class, (*size, seed), arguments.limit, &mut count)?;
            }
            println!(
                "{:<16} {size:>6}: {} the same, {} different, {} undecided",
                class.word(),
                count.same,
                count.different,
                count.undecided
            );
            different += count.different;
        }
    }
    Ok(ExitCode::from(u8::from(different > 0)))
}

fn compare(
    class: Class,
    (size, seed): (usize, u64),
    limit: u64,
    count: &mut Count,
) -> Result<(), String> {
    let question = |solver| Question {
        solver,
        class: ClassName(class),
        size,
        seed,
        limit,
        repeat: false,
        check: true,
    };
    let (ours, highs) = (
        ask(&question(Solver::Ours))?,
        ask(&question(Solver::Highs))?,
    );
    let settled = [&ours, &highs].map(|report| matches!(report.end, End::Met | End::Short));
    let same = ours.end == highs.end && ours.parts == highs.parts && ours.fault.is_none();
    if settled == [true, true] && same {
        count.same += 1;
        return Ok(());
    }
    if [&ours, &highs]
        .iter()
        .any(|report| report.end == End::OutOfTime)
    {
        count.undecided += 1;
    } else {
        count.different += 1;
    }
    println!("{} {size} activities, seed {seed}:", class.word());
    tell("ours", &ours);
    tell("HiGHS", &highs);
    Ok(())
}

fn tell(name: &str, report: &Report) {
    println!(
        "  {name}: {:?} after {:.2} s {:?}",
        report.end, report.seconds, report.parts
    );
    for line in report.fault.iter().chain(&report.plan) {
        println!("    {line}");
    }
}
