//! `finder diff`: what has become of a plan that was kept.

use std::{collections::BTreeMap, path::PathBuf};

use clap::Parser;

use crate::{
    diagnostic::shown,
    disk,
    model::{Catalog, Certification, Credits, CycleYear, Date, Id, Need, ProgramCatalog},
    plan::{self, Answer, ItemKind, Question},
    record::{ClaimState, Completion, Record, Subject as Completed},
    report::plan::{
        Report,
        since::{Listed, SinceFormat, SinceReport, write, write_list},
    },
    saved::{Past, SavedPlan, since},
};

use super::{
    Exit, Failure, World,
    args::{Arguments, Command, DiffArgs, DiffFormat, PlanArgs, Shared},
    day, load,
    need::{Background, Desk, Subject, need, subject},
    question::{Turns, time_limit},
    record, saved,
};

pub(super) fn run(
    args: &DiffArgs,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Exit, Failure> {
    let format = format(args.format);
    let Some(name) = &args.name else {
        let plans = saved::all(world)?;
        let listed = Listed {
            plans: &plans,
            today: world.today,
        };
        write_list(world.out.writer, format, listed, world.out.style)?;
        return Ok(Exit::Done);
    };
    let kept = saved::load(name, world)?;
    let flags = again(&kept, world.today)?;
    let shared = &in_its_catalog(&kept, shared, world)?;
    let catalog = load::catalog(shared, &mut world.err)?;
    let record = if flags.no_record {
        None
    } else {
        record::load(&args.record, shared, &catalog, world)?
    };
    let record = record.as_ref().map(|kept| &kept.record);
    let subject = whom(&kept, &catalog, &flags, (record, world.today))?;
    let done = done(&kept, record, subject.background.as_ref(), world.today);
    let asking = Asking {
        kept: &kept,
        args: &flags,
        subject: &subject,
        done: &done,
    };
    let need = asking.need(record, world)?;
    let (rest, best) = asking.answers(&need, world)?;
    let begins = subject.background.as_ref().and_then(Background::begins);
    let since = since(
        &kept,
        Past {
            renewed: begins.filter(|begins| *begins > kept.saved),
            done: &days(&done),
            held: &need.passes,
            rest: &rest,
            best: &best,
        },
    );
    let report = SinceReport {
        plan: &kept,
        since: &since,
        rest: Report {
            program: subject.program,
            certification: subject.certification,
            need: &need,
            answer: &rest,
            drawn: None,
        },
        again: &typed(&kept),
    };
    write(world.out.writer, format, &report, world.out.style)?;
    Ok(if since.still_does() {
        Exit::Done
    } else {
        Exit::No
    })
}

/// The flags with the catalogue the plan was found in, unless another is named.
fn in_its_catalog(
    kept: &SavedPlan,
    shared: &Shared,
    world: &mut World<'_>,
) -> Result<Shared, Failure> {
    let mut shared = shared.clone();
    let named = load::directory(&shared)?;
    let Some(own) = kept.catalog.as_ref().map(PathBuf::from) else {
        return Ok(shared);
    };
    let told = shown(&own.to_string_lossy());
    if named.is_none() {
        if !disk::is_folder(&own) {
            return Err(Failure::run(format!(
                "the catalogue that plan `{}` was found in, `{told}`, is gone",
                kept.name
            ))
            .hint("Name another with `--catalog DIR`."));
        }
        let note = format!("held against the catalogue the plan was found in, `{told}`");
        world.err.note(&note)?;
        shared.catalog = Some(own);
        shared.catalog_from_env = false;
    } else if named.is_some_and(|named| named != own) {
        let note = format!("the plan was found in another catalogue, `{told}`");
        world.err.note(&note)?;
    }
    Ok(shared)
}

fn format(format: DiffFormat) -> SinceFormat {
    match format {
        DiffFormat::Table => SinceFormat::Text,
        DiffFormat::Json => SinceFormat::Json,
        DiffFormat::Markdown => SinceFormat::Markdown,
    }
}

/// The question as it was asked, about the certification that it turned out to be about. A first day that is past is let go.
fn again(kept: &SavedPlan, today: Date) -> Result<PlanArgs, Failure> {
    let words = ["finder", "plan"].into_iter();
    let words = words.chain(kept.question.iter().map(String::as_str));
    let parsed = Arguments::try_parse_from(words).map_err(|error| {
        let why = error.to_string();
        let why = why.lines().next().unwrap_or_default();
        Failure::usage(format!(
            "the question of plan `{}` cannot be asked any more: {}",
            kept.name,
            shown(why)
        ))
        .hint("Ask `finder plan` anew, and keep its answer with `--save`.")
    })?;
    let Command::Plan(mut args) = parsed.command else {
        return Err(Failure::usage(format!(
            "the question of plan `{}` is not one of `finder plan`",
            kept.name
        )));
    };
    args.cert = Some(kept.certification.to_string());
    let from = args.time.from.as_deref().and_then(day::iso);
    if from.is_some_and(|from| from < today) {
        args.time.from = None;
    }
    Ok(*args)
}

/// What the plan renews.
fn whom<'c, 'r>(
    kept: &SavedPlan,
    catalog: &'c Catalog,
    asked: &PlanArgs,
    (record, today): (Option<&'r Record>, Date),
) -> Result<Subject<'c, 'r>, Failure> {
    if catalog.programs.contains_key(&kept.program) {
        return subject(catalog, asked.cert.as_ref(), record, today);
    }
    Err(Failure::usage(format!(
        "plan `{}` is of the program `{}`, which the catalogue does not have",
        kept.name, kept.program
    ))
    .hint("Name the catalogue it was made with: `--catalog DIR`."))
}

/// What the record says was done of a plan: since it was made, or before and not known then. An exam may be passed again in a later cycle, and
/// the pass before is not of this plan.
fn done<'r>(
    kept: &SavedPlan,
    record: Option<&'r Record>,
    background: Option<&Background<'_>>,
    today: Date,
) -> Vec<&'r Completion> {
    let completions = record.map_or(&[][..], |record| &record.completions);
    let is_item = |completion: &&Completion| {
        let kind = match completion.subject {
            Completed::Activity { .. } => ItemKind::Activity,
            Completed::Exam { .. } => ItemKind::Exam,
        };
        let mut items = kept.items.iter();
        items.any(|item| item.kind == kind && item.id == *completion.id())
    };
    let counts = |completion: &&Completion| {
        completion.program == kept.program
            && completion.state != ClaimState::Rejected
            && completion.completed <= today
            && (completion.completed >= kept.saved
                || background.is_some_and(|known| known.is_taken(completion.id())))
    };
    completions.iter().filter(counts).filter(is_item).collect()
}

/// The day each was done.
fn days(done: &[&Completion]) -> BTreeMap<Id, Date> {
    let done = done.iter();
    done.map(|completion| (completion.id().clone(), completion.completed))
        .collect()
}

/// Who asks again, and what is known of it.
struct Asking<'a, 'c> {
    kept: &'a SavedPlan,
    args: &'a PlanArgs,
    subject: &'a Subject<'c, 'a>,
    done: &'a [&'a Completion],
}

impl Asking<'_, '_> {
    /// What is needed today. Where flags said what there was, what was done of the plan comes on top; the record has it already.
    fn need(&self, record: Option<&Record>, world: &mut World<'_>) -> Result<Need, Failure> {
        let (program, certification): (&ProgramCatalog, &Certification) =
            (self.subject.program, self.subject.certification);
        let level = program.program.level(&certification.level);
        let mut desk = Desk::new(program);
        let background = self.subject.background.as_ref();
        let (mut need, _) = need(self.args, level, &mut desk, background, world.today)?;
        if record.is_none() {
            return Ok(need);
        }
        let counts = background.is_some_and(Background::counts);
        if self.kept.was_given("--have") || !counts {
            self.add_credits(&mut need);
        }
        for completion in self.done {
            if let Completed::Exam { id, class } = &completion.subject {
                need.passed.insert(id.clone(), class.clone());
            }
            need.taken.insert(completion.id().clone());
        }
        Ok(need)
    }

    /// Adds the credits of what was done. What was typed of a year that is over by now says nothing of the running one.
    fn add_credits(&self, need: &mut Need) {
        let year = need
            .expires
            .and_then(|expires| CycleYear::of(need.from, expires));
        if year.is_some_and(|year| !year.holds(self.kept.saved)) {
            need.have_this_year = Credits::ZERO;
        }
        for completion in self.done {
            let credits = completion.credits();
            need.have = [need.have, credits].into_iter().sum();
            if year.is_some_and(|year| year.holds(completion.completed)) {
                need.have_this_year = [need.have_this_year, credits].into_iter().sum();
            }
            if let Completed::Activity {
                category: Some(category),
                ..
            } = &completion.subject
            {
                let had = need.have_in.entry(category.clone()).or_default();
                *had = [*had, credits].into_iter().sum();
            }
        }
    }

    /// The best with nothing but what the plan has, and the best of all.
    fn answers(&self, need: &Need, world: &World<'_>) -> Result<(Answer, Answer), Failure> {
        let stop = Turns::new(time_limit(&self.args.wishes.time_limit)?, world.elapsed, 1).next();
        let question = Question {
            stop: &stop,
            ..Question::default()
        };
        let answer = |need: &Need| {
            let (program, certification) = (self.subject.program, self.subject.certification);
            plan::answer(program, certification, need, &question, world.today)
        };
        let mut only = need.clone();
        let items = self.kept.items.iter();
        let items = items.filter(|item| item.kind != ItemKind::Pass);
        only.filter.only = items.map(|item| item.id.clone()).collect();
        Ok((answer(&only), answer(need)))
    }
}

/// How to ask for the plan anew and keep it, as it is typed.
fn typed(kept: &SavedPlan) -> String {
    let catalog = kept
        .catalog
        .as_ref()
        .map(|path| format!("--catalog={path}"));
    let words = kept.question.iter().cloned().chain(catalog);
    let words = words.map(|word| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_=.,/:%".contains(c);
        if word.chars().all(plain) {
            word.clone()
        } else {
            format!("'{}'", word.replace('\'', r"'\''"))
        }
    });
    let words: Vec<String> = words.collect();
    let save = format!("--save={}", kept.name);
    let all = ["finder plan".to_owned()].into_iter().chain(words);
    all.chain([save]).collect::<Vec<_>>().join(" ")
}
