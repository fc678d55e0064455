//! A certification, its names, and the routes of its level.

use std::io;

use crate::model::{Alias, Certification, Level};

use super::{
    super::{
        super::{clean, page::Page, words},
        routes,
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
        if let Some(level) = level {
            self.routes(page, level)?;
        }
        Ok(())
    }

    fn routes(&self, page: &mut Page<'_>, level: &Level) -> io::Result<()> {
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
        if !level.takes_credits {
            routes.push("credits do not renew it".to_owned());
        }
        page.list("Ways to renew it", &routes)?;
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
        list(page, "Its level", facts)
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
