//! An exam.

use std::io;

use crate::model::{Cost, Exam, ExamClass};

use super::{
    super::{
        super::{clean, page::Page, words},
        standing::describe,
    },
    Ground, gone, list, noted,
};

impl Ground<'_> {
    pub(super) fn exam(&self, page: &mut Page<'_>, exam: &Exam) -> io::Result<()> {
        page.strong(&format!("{} ({})", clean(&exam.name), exam.id))?;
        let class = self.program.program.exam_class(&exam.class);
        let name = class.map_or_else(|| exam.class.to_string(), |class| clean(&class.name));
        let facts = [
            Some(match &exam.code {
                Some(code) => format!("{name}, code {}", clean(code)),
                None => name,
            }),
            Some(
                "earns no credits by itself; it counts toward the routes that ask for an exam"
                    .to_owned(),
            ),
            Some(describe(exam.standing(self.today))),
            exam.withdrawn.as_ref().map(gone),
            exam.successor
                .as_ref()
                .map(|id| format!("followed by {}", self.exam_name(id))),
            exam.minutes.map(|minutes| {
                format!(
                    "a sitting takes {}",
                    words::count(minutes as usize, "minute")
                )
            }),
            class.and_then(|class| self.study(page, class)),
            exam.formerly
                .as_ref()
                .map(|name| format!("formerly {}", clean(name))),
            noted(exam.note.as_ref()),
            Some(self.read(&exam.evidence)),
        ];
        list(page, "What it is", facts)?;
        page.list("Its fee", &self.fee(exam))?;
        page.list("Certifications it belongs to", &self.awarded(exam))?;
        page.list("What prepares for it", &self.preparing(exam))
    }

    fn fee(&self, exam: &Exam) -> Vec<String> {
        match exam.fee {
            Cost::Unknown => vec!["not known".to_owned()],
            fee => vec![
                format!("{fee}, before tax, for one attempt"),
                self.read(exam.fee_evidence()),
            ],
        }
    }

    fn study(&self, page: &Page<'_>, class: &ExamClass) -> Option<String> {
        let hours = words::hours_cell(class.study?, true, page.style);
        let read = class
            .study_evidence
            .as_ref()
            .map(|evidence| format!("; {}", self.read(evidence)));
        Some(format!(
            "takes {hours} hours of study{}",
            read.unwrap_or_default()
        ))
    }

    fn awarded(&self, exam: &Exam) -> Vec<String> {
        let named = |certification: &&crate::model::Certification| {
            exam.certifications.contains(&certification.id)
        };
        let certifications = self.program.certifications.iter().filter(named);
        certifications
            .map(|certification| format!("{} (`{}`)", clean(&certification.name), certification.id))
            .collect()
    }

    fn preparing(&self, exam: &Exam) -> Vec<String> {
        let activities = self.program.activities.values();
        activities
            .filter(|activity| activity.exam.as_ref() == Some(&exam.id))
            .map(|activity| format!("`{}`: {}", activity.id, clean(&activity.title)))
            .collect()
    }
}
