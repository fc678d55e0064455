//! An instance in a form to read when the two planners disagree.

use std::fmt::{self, Display, Formatter};

use finder::model::{Activity, Effort, Exam, Expiry, Offering, Pass};

use super::{Instance, Thing};

impl Display for Instance {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let program = &self.program.program;
        writeln!(
            f,
            "today {}, retired {}",
            self.today,
            self.certification.retired.is_some()
        )?;
        writeln!(f, "need {:?}", self.need)?;
        writeln!(
            f,
            "offers stay fresh {} days, estimates {} hundredths an hour, {} hours a day",
            program.freshness.offer, program.estimates.hours_per_credit, program.estimates.per_day
        )?;
        for class in &program.exam_classes {
            let study = class.study.map(|study| study.to_string());
            writeln!(
                f,
                "class {}: study {study:?}, includes {:?}",
                class.id, class.includes
            )?;
        }
        for route in self.routes() {
            writeln!(
                f,
                "route {}: {} credits, {:?}",
                route.id, route.credits, route.exams
            )?;
        }
        for category in &program.categories {
            writeln!(f, "category {}: {:?}", category.id, category.includes)?;
        }
        for rule in program.levels.iter().flat_map(|level| &level.rules) {
            writeln!(f, "rule {:?}: {:?}", rule.category, rule.bound)?;
        }
        let program = &self.program;
        program.passes.values().try_for_each(|p| pass(f, p))?;
        program.exams.values().try_for_each(|e| exam(f, e))?;
        program.activities.values().try_for_each(|a| activity(f, a))
    }
}

fn pass(f: &mut Formatter<'_>, pass: &Pass) -> fmt::Result {
    let Pass {
        id,
        cost,
        days,
        vouchers,
        evidence,
        ..
    } = pass;
    writeln!(
        f,
        "pass {id}: {cost}, days {days:?}, vouchers {vouchers:?}, checked {}",
        evidence.checked
    )
}

fn exam(f: &mut Formatter<'_>, exam: &Exam) -> fmt::Result {
    writeln!(
        f,
        "exam {}: class {}, {}, last day {:?}, withdrawn {:?}, checked {} and {}",
        exam.id,
        exam.class,
        exam.fee,
        exam.last_day,
        exam.withdrawn.as_ref().map(|w| w.on),
        exam.evidence.checked,
        exam.fee_evidence().checked
    )
}

fn activity(f: &mut Formatter<'_>, activity: &Activity) -> fmt::Result {
    writeln!(
        f,
        "{} {}: course {:?}, version {:?}, credits {:?}, length {}, topics {:?}, category {:?}, requires {:?}, checked {}",
        activity.kind.word(),
        activity.id,
        activity.course,
        activity.version,
        activity.credits.map(|credits| credits.to_string()),
        length(activity.effort),
        activity.topics,
        activity.category,
        activity.requires,
        activity.evidence.checked
    )?;
    activity.offerings.iter().try_for_each(|o| offering(f, o))
}

fn offering(f: &mut Formatter<'_>, offering: &Offering) -> fmt::Result {
    let expires = match offering.expires {
        Expiry::Unknown => "unknown".to_owned(),
        Expiry::Never => "never".to_owned(),
        Expiry::On(day) => day.to_string(),
    };
    writeln!(
        f,
        "    {}: {}, passes {:?}, length {}, class {:?}, opens {:?}, expires {expires}, withdrawn {:?}, checked {}, undated {}",
        offering.id,
        offering.cost,
        offering.passes,
        length(offering.effort),
        offering.class.map(|class| (class.starts, class.ends)),
        offering.opens,
        offering.withdrawn.as_ref().map(|w| w.on),
        offering.evidence.checked,
        offering.evidence.undated
    )
}

fn length(effort: Option<Effort>) -> String {
    match effort {
        None => "unknown".to_owned(),
        Some(Effort::Hours(minutes)) => format!("{minutes} hours"),
        Some(Effort::Days(days)) => format!("{days} days"),
    }
}

impl Display for Thing {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let offering = self.offering.as_ref().map(|id| format!("/{id}"));
        let offering = offering.unwrap_or_default();
        write!(f, "{:?} {}{offering} by {:?}", self.kind, self.id, self.way)?;
        write!(f, " ({} to {:?}; {:?})", self.begin, self.due, self.adds)
    }
}
