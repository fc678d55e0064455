//! An instance as a catalogue on disk, and the command that plans it.
//!
//! Prints what a user would type. It is there for a closer look at an instance that `compare` named.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use finder::model::{
    Activity, Aim, Bound, Clc, Cost, Credits, Discount, Effort, Evidence, Exam, Expiry, Id, Level,
    Minutes, Money, Need, Offering, Pass, Program, ProgramCatalog, Route, Rule, write_scaled,
};

use crate::{ClassName, Instance, real_catalog};

/// What to write where.
#[derive(Args)]
pub struct Arguments {
    /// The folder, which is made anew
    folder: PathBuf,
    /// The kind of instance
    #[arg(long)]
    class: ClassName,
    /// How many activities it has
    #[arg(long)]
    size: usize,
    /// Which of its kind and size it is
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

/// Writes the instance.
pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let Arguments {
        folder,
        class,
        size,
        seed,
    } = arguments;
    let instance = Instance::new(class.0, *size, *seed, &real_catalog()?);
    write(folder, &instance.program).map_err(|error| error.to_string())?;
    let mut command = format!(
        "finder plan --catalog {} --cert {} --today {}",
        folder.display(),
        instance.certification.id,
        instance.today
    );
    command.push_str(&flags(&instance.need));
    println!("{command}");
    Ok(ExitCode::SUCCESS)
}

fn write(folder: &Path, catalog: &ProgramCatalog) -> std::io::Result<()> {
    let own = folder.join(catalog.program.id.as_str());
    let activities = own.join("activities");
    if own.exists() {
        fs::remove_dir_all(&own)?;
    }
    fs::create_dir_all(&activities)?;
    fs::write(own.join("program.toml"), program(&catalog.program))?;
    let certifications = catalog.certifications.iter().map(|certification| {
        let aliases = certification.aliases.iter();
        let aliases = aliases.filter(|alias| alias.until.is_none());
        Table::new("certification")
            .text("id", certification.id.as_str())
            .text("name", &certification.name)
            .text("level", certification.level.as_str())
            .ids("any_of", &certification.any_of)
            .raw_if("aliases", {
                let names: Vec<String> = aliases
                    .map(|alias| format!("{{ name = {:?} }}", alias.name.as_str()))
                    .collect();
                (!names.is_empty()).then(|| format!("[{}]", names.join(", ")))
            })
            .raw_if("retired", {
                let retired = certification.retired.as_ref();
                retired.map(|retired| {
                    let on = retired
                        .on
                        .map(|on| format!("on = {on}, "))
                        .unwrap_or_default();
                    format!("{{ {on}reason = {:?} }}", retired.reason)
                })
            })
            .evidence(&certification.evidence)
    });
    fs::write(own.join("certifications.toml"), all(certifications))?;
    fs::write(
        own.join("exams.toml"),
        all(catalog.exams.values().map(exam)),
    )?;
    fs::write(
        own.join("passes.toml"),
        all(catalog.passes.values().map(pass)),
    )?;
    fs::write(own.join("providers.toml"), providers(catalog))?;
    for activity in catalog.activities.values() {
        let path = activities.join(format!("{}.toml", activity.id));
        fs::write(path, self::activity(activity))?;
    }
    Ok(())
}

/// A table of TOML in the making.
struct Table(String);

impl Table {
    fn new(name: &str) -> Self {
        Self(format!("[[{name}]]\n"))
    }

    fn raw(mut self, key: &str, value: impl std::fmt::Display) -> Self {
        // Writing into a string cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
        self
    }

    fn raw_if(self, key: &str, value: Option<impl std::fmt::Display>) -> Self {
        match value {
            Some(value) => self.raw(key, value),
            None => self,
        }
    }

    fn text(self, key: &str, value: &str) -> Self {
        self.raw(key, format_args!("{value:?}"))
    }

    fn text_if(self, key: &str, value: Option<&str>) -> Self {
        self.raw_if(key, value.map(|value| format!("{value:?}")))
    }

    fn ids(self, key: &str, ids: &[Id]) -> Self {
        let names: Vec<&str> = ids.iter().map(Id::as_str).collect();
        self.raw_if(key, (!ids.is_empty()).then(|| format!("{names:?}")))
    }

    fn cost(self, key: &str, cost: Cost) -> Self {
        let cash = |money: Money| format!("\"{} {}\"", money.amount(), money.currency);
        let purse = |clc: Clc| format!("\"{} CLC\"", clc.0);
        match cost {
            Cost::Unknown => self,
            Cost::Free => self.text(key, "free"),
            Cost::Priced { cash: money, clc } => match (money.map(cash), clc.map(purse)) {
                (Some(money), Some(clc)) => self.raw(key, format_args!("[{money}, {clc}]")),
                (money, clc) => self.raw_if(key, money.or(clc)),
            },
        }
    }

    fn effort(self, effort: Option<Effort>) -> Self {
        match effort {
            None => self,
            Some(Effort::Hours(minutes)) => self.raw("hours", hours(minutes)),
            Some(Effort::Days(days)) => self.raw("days", days),
        }
    }

    fn evidence(self, evidence: &Evidence) -> Self {
        let undated = evidence.undated.then_some(true);
        self.raw_if("undated", undated)
            .text("source", &evidence.source)
            .raw("checked", evidence.checked)
    }
}

fn all(tables: impl Iterator<Item = Table>) -> String {
    let tables: Vec<String> = tables.map(|table| table.0).collect();
    tables.join("\n")
}

/// Hours with two decimals at most, as the format takes them: lengths here are quarters of an hour, or come from a catalogue.
fn hours(minutes: Minutes) -> String {
    minutes.to_string()
}

fn hundredths(value: u32) -> String {
    let mut text = String::new();
    let _ = write_scaled(&mut text, u64::from(value), 2, 0);
    text
}

fn program(program: &Program) -> String {
    let topics: Vec<&str> = program.topics.iter().map(String::as_str).collect();
    let head = Table(String::new())
        .text("id", program.id.as_str())
        .text("name", &program.name)
        .text("unit", &program.unit)
        .text("url", &program.url)
        .text("currency", program.currency.code())
        .raw("topics", format_args!("{topics:?}"))
        .evidence(&program.evidence);
    let freshness = Table("[freshness]\n".to_owned())
        .raw("offer", program.freshness.offer)
        .raw("offering", program.freshness.offering)
        .raw("price", program.freshness.price)
        .raw("rule", program.freshness.rule);
    let estimates = Table("[estimates]\n".to_owned())
        .raw(
            "hours_per_credit",
            hundredths(program.estimates.hours_per_credit),
        )
        .raw("hours_per_day", hours(program.estimates.per_day))
        .evidence(&program.estimates.evidence);
    let classes = program.exam_classes.iter().map(|class| {
        Table::new("exam_class")
            .text("id", class.id.as_str())
            .text("name", &class.name)
            .raw_if("hours", class.study.map(hours))
            .text_if(
                "hours_source",
                class.study_evidence.as_ref().map(|e| e.source.as_str()),
            )
            .raw_if(
                "hours_checked",
                class.study_evidence.as_ref().map(|e| e.checked),
            )
            .ids("includes", &class.includes)
    });
    let categories = program.categories.iter().map(|category| {
        Table::new("category")
            .text("id", category.id.as_str())
            .text("name", &category.name)
            .ids("includes", &category.includes)
    });
    let tables = [head, freshness, estimates]
        .into_iter()
        .chain(classes)
        .chain(categories);
    all(tables.chain(program.levels.iter().flat_map(level)))
}

fn level(level: &Level) -> Vec<Table> {
    let own = Table::new("level")
        .text("id", level.id.as_str())
        .text("name", &level.name)
        .raw("rank", level.rank)
        .ids("covers", &level.covers)
        .raw_if("years", level.years)
        .raw("takes_credits", level.takes_credits)
        .evidence(&level.evidence);
    let route = |route: &Route| {
        let exams = route
            .exams
            .iter()
            .map(|(class, n)| format!("{class} = {n}"));
        let exams: Vec<String> = exams.collect();
        Table::new("level.route")
            .text("id", route.id.as_str())
            .raw_if(
                "credits",
                (route.credits.hundredths() > 0).then_some(route.credits),
            )
            .raw_if(
                "exams",
                (!exams.is_empty()).then(|| format!("{{ {} }}", exams.join(", "))),
            )
            .text("confidence", route.confidence.word())
            .evidence(&route.evidence)
    };
    let rule = |rule: &Rule| {
        let table =
            Table::new("level.rule").text_if("category", rule.category.as_ref().map(Id::as_str));
        let table = match rule.bound {
            Bound::Most(most) => table.raw("most", most),
            Bound::MostPercent(percent) => table.raw("most_percent", percent),
            Bound::Least(least) => table.raw("least", least),
            Bound::Yearly(least) => table.raw("yearly", least),
        };
        table.evidence(&rule.evidence)
    };
    let routes = level.routes.iter().map(route);
    let rules = level.rules.iter().map(rule);
    std::iter::once(own).chain(routes).chain(rules).collect()
}

fn exam(exam: &Exam) -> Table {
    Table::new("exam")
        .text("id", exam.id.as_str())
        .text_if("code", exam.code.as_deref())
        .text("name", &exam.name)
        .text("class", exam.class.as_str())
        .cost("fee", exam.fee)
        .raw_if("minutes", exam.minutes)
        .ids("certifications", &exam.certifications)
        .raw_if("last_day", exam.last_day)
        .evidence(&exam.evidence)
}

fn pass(pass: &Pass) -> Table {
    Table::new("pass")
        .text("id", pass.id.as_str())
        .text("title", &pass.title)
        .text("provider", pass.provider.as_str())
        .cost("cost", pass.cost)
        .raw_if("days", pass.days)
        .raw_if("vouchers", {
            let vouchers = pass.vouchers.iter();
            let vouchers = vouchers
                .map(|(class, n)| format!("{} = {n}", class.as_ref().map_or("exam", Id::as_str)));
            let vouchers: Vec<String> = vouchers.collect();
            (!vouchers.is_empty()).then(|| format!("{{ {} }}", vouchers.join(", ")))
        })
        .evidence(&pass.evidence)
}

fn providers(catalog: &ProgramCatalog) -> String {
    let providers = catalog.providers.values().map(|provider| {
        Table::new("provider")
            .text("id", provider.id.as_str())
            .text("name", &provider.name)
            .raw("hosts", format_args!("{:?}", provider.hosts))
            .evidence(&provider.evidence)
    });
    format!("evidence_hosts = []\n\n{}", all(providers))
}

fn activity(activity: &Activity) -> String {
    let own = Table(String::new())
        .text("title", &activity.title)
        .text("type", activity.kind.word())
        .text_if("course", activity.course.as_deref())
        .text_if("version", activity.version.as_deref())
        .raw_if("credits", activity.credits)
        .effort(activity.effort)
        .raw("topics", format_args!("{:?}", activity.topics))
        .text_if("category", activity.category.as_ref().map(Id::as_str))
        .ids("requires", &activity.requires)
        .evidence(&activity.evidence);
    all(std::iter::once(own).chain(activity.offerings.iter().map(offering)))
}

fn offering(offering: &Offering) -> Table {
    let expires = match offering.expires {
        Expiry::Unknown => None,
        Expiry::Never => Some("\"never\"".to_owned()),
        Expiry::On(day) => Some(day.to_string()),
    };
    let withdrawn = offering.withdrawn.as_ref();
    Table::new("offering")
        .text("id", offering.id.as_str())
        .text("provider", offering.provider.as_str())
        .text("format", offering.delivery.word())
        .cost("cost", offering.cost)
        .ids("passes", &offering.passes)
        .effort(offering.effort)
        .raw_if("opens", offering.opens)
        .raw_if("starts", offering.class.map(|class| class.starts))
        .raw_if("ends", offering.class.map(|class| class.ends))
        .raw_if("expires", expires)
        .evidence(&offering.evidence)
        .raw_if(
            "withdrawn",
            withdrawn.map(|gone| format!("{{ on = {}, reason = {:?} }}", gone.on, gone.reason)),
        )
}

/// What the holder would type.
fn flags(need: &Need) -> String {
    let mut flags = String::new();
    let mut flag = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(flags, " --{name} {value}");
        }
    };
    flag("expires", need.expires.map(|day| day.to_string()));
    flag("hours-per-week", need.hours_per_week.map(hours));
    flag("max-hours", need.max_hours.map(hours));
    flag("budget", need.budget.map(Money::amount));
    flag("clc", (need.clc.0 > 0).then(|| need.clc.0.to_string()));
    flag("clc-until", need.clc_until.map(|day| day.to_string()));
    flag(
        "have",
        (need.have > Credits::ZERO).then(|| need.have.to_string()),
    );
    flag(
        "have-this-year",
        (need.have_this_year > Credits::ZERO).then(|| need.have_this_year.to_string()),
    );
    for (pass, last) in &need.passes {
        let last = last.map(|day| format!("={day}")).unwrap_or_default();
        flag("pass", Some(format!("{pass}{last}")));
    }
    for voucher in &need.vouchers {
        let discount = match voucher.discount {
            Discount::Whole => String::new(),
            Discount::Percent(percent) => format!("={percent}%"),
            Discount::Amount(money) => format!("={}", money.amount()),
        };
        let exam = voucher.exam.as_ref().map_or("exam", Id::as_str);
        flag(
            "voucher",
            Some(format!("{exam}:{}{discount}", voucher.count)),
        );
    }
    for route in &need.routes {
        flag("route", Some(route.clone()));
    }
    for (from, to) in need.busy.spells() {
        flag("busy", Some(format!("{from}..{to}")));
    }
    let prefer: Vec<&str> = need.prefer.iter().copied().map(Aim::word).collect();
    flag("prefer", (!prefer.is_empty()).then(|| prefer.join(",")));
    flags
}
