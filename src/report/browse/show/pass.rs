//! A pass and what it opens.

use std::io;

use crate::model::{Id, Pass};

use super::{
    super::super::{clean, page::Page, words},
    Ground, list, noted,
};

impl Ground<'_> {
    pub(super) fn pass(&self, page: &mut Page<'_>, pass: &Pass) -> io::Result<()> {
        page.strong(&format!("{} ({})", clean(&pass.title), pass.id))?;
        let term = match pass.days {
            Some(days) => format!("runs for {}", words::count(days as usize, "day")),
            None => "does not end".to_owned(),
        };
        let facts = [
            Some(format!("a pass of {}", self.provider(&pass.provider))),
            Some(format!("costs: {}", pass.cost)),
            Some(term),
            self.pays_for(pass),
            pass.url.as_ref().map(|url| format!("at {}", clean(url))),
            noted(pass.note.as_ref()),
            Some(self.read(&pass.evidence)),
        ];
        list(page, "What it is", facts)?;
        page.list("What it opens today", &self.opened(pass))
    }

    /// The exams it has vouchers for.
    fn pays_for(&self, pass: &Pass) -> Option<String> {
        let voucher = |(class, count): &(Option<Id>, u32)| {
            let class = class.as_ref().map(|id| self.program.program.exam_class(id));
            let name = match class {
                Some(Some(class)) => clean(&class.name),
                Some(None) | None => "exam (any)".to_owned(),
            };
            words::count(*count as usize, &name)
        };
        let exams: Vec<String> = pass.vouchers.iter().map(voucher).collect();
        (!exams.is_empty()).then(|| format!("pays for {}, when it is bought", words::list(&exams)))
    }

    fn opened(&self, pass: &Pass) -> Vec<String> {
        let mut opened = Vec::new();
        for activity in self.program.activities.values() {
            for offering in &activity.offerings {
                let program = &self.program.program;
                let standing = offering.standing(activity, program.freshness, self.today);
                if offering.passes.contains(&pass.id) && standing.counts() {
                    let credits = activity.credits.map(words::credits);
                    let credits = credits.unwrap_or_else(|| "credits not known".to_owned());
                    opened.push(format!(
                        "`{}`: {}, {credits}",
                        activity.id,
                        clean(&activity.title)
                    ));
                }
            }
        }
        opened
    }
}
