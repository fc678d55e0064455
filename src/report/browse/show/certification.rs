//! A certification, its names, the routes of its level, and the exams that count toward them.

use std::io;

use crate::model::{Alias, Certification, Exam, ExamClass, Fee, Level};

use super::{
    super::{
        super::{clean, page::Page, upkeep, words},
        routes, rules,
    },
    Ground, list, noted,
};

impl Ground<'_> {
    pub(super) fn certification(
        &self,
        page: &mut Page<'_>,
        certification: &Certification,
    ) -> io::Result<()> {
        page.strong(&format!(
            "{} ({})",
            clean(&certification.name),
            certification.id
        ))?;
        let level = self.program.program.level(&certification.level);
        let facts = [
            level.map(|level| format!("level {}", clean(&level.name))),
            stands_for(certification),
            certification.retired.as_ref().map(|retired| {
                let on = retired
                    .on
                    .map(|day| format!(" on {day}"))
                    .unwrap_or_default();
                format!("retired{on}: {}", clean(&retired.reason))
            }),
            noted(certification.note.as_ref()),
            Some(self.read(&certification.evidence)),
        ];
        list(page, "What it is", facts)?;
        let aliases: Vec<String> = certification.aliases.iter().map(alias).collect();
        page.list("Also called", &aliases)?;
        let Some(level) = level else {
            return Ok(());
        };
        let retired = certification.retired.is_some();
        page.list("Ways to renew it", &self.routes(level, retired))?;
        page.list("What its credits must be", &self.demands(level))?;
        page.list("What is owed beside any route", &self.owed(level))?;
        if !retired {
            page.list("Exams that count", &self.counting(level))?;
        }
        self.level(page, level)
    }

    /// The ways to renew a certification of the level. That credits do not help is nothing to tell of one that has none.
    fn routes(&self, level: &Level, retired: bool) -> Vec<String> {
        let told = |route| {
            let asks = routes::asks(&self.program.program, route);
            format!(
                "`{}`: {asks}; {}; {}",
                route.id,
                route.confidence.word(),
                self.read(&route.evidence)
            )
        };
        let mut routes: Vec<String> = level.routes.iter().map(told).collect();
        if !level.takes_credits && !retired {
            routes.push("credits do not renew it".to_owned());
        }
        routes
    }

    /// What is demanded of the credits along every route that asks for some, and what is advised.
    fn demands(&self, level: &Level) -> Vec<String> {
        let told = |rule| {
            let demand = rules::demand(&self.program.program, rule);
            format!("{demand}; {}", self.read(&rule.evidence))
        };
        let advice = level.advice.iter().map(|advice| {
            let advised = upkeep::advice(advice);
            format!("{advised}; {}", self.read(&advice.evidence))
        });
        level.rules.iter().map(told).chain(advice).collect()
    }

    /// The fee for keeping it.
    fn owed(&self, level: &Level) -> Vec<String> {
        let told = |fee: &Fee| {
            [
                Some(format!(
                    "{}; {}",
                    upkeep::fee(fee),
                    self.read(&fee.evidence)
                )),
                noted(fee.note.as_ref()),
            ]
        };
        level.fee.iter().flat_map(told).flatten().collect()
    }

    /// The exams that count toward any route today, a line a class.
    fn counting(&self, level: &Level) -> Vec<String> {
        let program = &self.program.program;
        let asked = level.routes.iter().flat_map(|route| route.exams.keys());
        let asked: Vec<&ExamClass> = asked.filter_map(|id| program.exam_class(id)).collect();
        let counts = |class: &&ExamClass| {
            class.includes.is_empty() && asked.iter().any(|asked| asked.admits(&class.id))
        };
        let classes = program.exam_classes.iter().filter(counts);
        classes.filter_map(|class| self.of_class(class)).collect()
    }

    /// The exams of a class that can be sat: `2 technology core exams: 350-401 and 350-701`.
    fn of_class(&self, class: &ExamClass) -> Option<String> {
        let open = |exam: &&Exam| exam.class == class.id && exam.standing(self.today).counts();
        let exams = self.program.exams.values().filter(open);
        let ids: Vec<&str> = exams.map(|exam| exam.id.as_str()).collect();
        let counted = words::count(ids.len(), &clean(&class.name));
        (!ids.is_empty()).then(|| format!("{counted}: {}", words::list(&ids)))
    }

    fn level(&self, page: &mut Page<'_>, level: &Level) -> io::Result<()> {
        let validity = match level.years {
            Some(years) => format!(
                "a renewal is valid for {}",
                words::count(years as usize, "year")
            ),
            None => "how long a renewal is valid is not known".to_owned(),
        };
        let facts = [
            Some(validity),
            noted(level.note.as_ref()),
            Some(self.read(&level.evidence)),
        ];
        list(page, "Its level", facts)?;
        self.of_its_program(page)
    }

    fn of_its_program(&self, page: &mut Page<'_>) -> io::Result<()> {
        let program = &self.program.program;
        let facts = [
            Some(clean(&program.name)),
            Some(format!("one credit is one {}", clean(&program.unit))),
            Some(format!("more at {}", clean(&program.url))),
            noted(program.note.as_ref()),
            Some(self.read(&program.evidence)),
        ];
        list(page, "Its programme", facts)
    }
}

fn alias(alias: &Alias) -> String {
    match alias.until {
        Some(until) => format!("`{}`, until {until}", alias.name),
        None => format!("`{}`", alias.name),
    }
}

fn stands_for(certification: &Certification) -> Option<String> {
    let ids: Vec<String> = certification
        .any_of
        .iter()
        .map(|id| format!("`{id}`"))
        .collect();
    (!ids.is_empty()).then(|| format!("any of {}", words::list(&ids)))
}
