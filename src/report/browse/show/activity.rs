//! An activity with its offerings, and the other versions of its course.

use std::io;

use crate::model::{Activity, Cost, Effort, Expiry, Offering, Standing};

use super::{
    super::{
        super::{clean, page::Page, words},
        price,
        standing::describe,
    },
    Ground, gone, list, noted, other_versions,
};

impl Ground<'_> {
    pub(super) fn activity(&self, page: &mut Page<'_>, activity: &Activity) -> io::Result<()> {
        page.strong(&format!("{} ({})", clean(&activity.title), activity.id))?;
        let facts = [
            Some(kind(activity)),
            Some(self.earns(activity)),
            activity.effort.map(takes),
            (!activity.topics.is_empty())
                .then(|| format!("about {}", words::list(&activity.topics))),
            activity
                .exam
                .as_ref()
                .map(|id| format!("prepares for exam {}", self.exam_name(id))),
            noted(activity.note.as_ref()),
            Some(self.read(&activity.evidence)),
        ];
        list(page, "What it is", facts)?;
        for offering in &activity.offerings {
            self.offering(page, activity, offering)?;
        }
        page.list("Other versions of the course", &self.versions(activity))
    }

    fn earns(&self, activity: &Activity) -> String {
        match activity.credits {
            None => "what it earns is not known, so no plan uses it".to_owned(),
            Some(_) if price::earned(activity).is_none() => {
                format!(
                    "earns nothing: no {}s, so it renews nothing",
                    self.program.program.unit
                )
            }
            Some(credits) => format!("earns {}", words::credits(credits)),
        }
    }

    fn offering(
        &self,
        page: &mut Page<'_>,
        activity: &Activity,
        offering: &Offering,
    ) -> io::Result<()> {
        let provider = self.provider(&offering.provider);
        let heading = format!("{}: {provider}, {}", offering.id, offering.delivery.word());
        let standing = offering.standing(activity, self.program.program.freshness, self.today);
        let facts = [
            Some(status(offering, standing)),
            offering.withdrawn.as_ref().map(gone),
            Some(costs(offering)),
            self.lasts(page, activity, offering),
            offering
                .opens
                .filter(|day| *day <= self.today)
                .map(|day| format!("opened on {day}")),
            offering
                .url
                .as_ref()
                .map(|url| format!("at {}", clean(url))),
            noted(offering.note.as_ref()),
            Some(self.read(&offering.evidence)),
        ];
        list(page, &heading, facts)
    }

    fn lasts(&self, page: &Page<'_>, activity: &Activity, offering: &Offering) -> Option<String> {
        let told = offering.effort.map(takes);
        let length = self.program.program.estimates.length(activity, offering)?;
        let estimate = length.estimated.then(|| {
            let hours = words::hours_cell(length.minutes, true, page.style);
            format!("{hours} hours by the program's rate")
        });
        match (told, estimate) {
            (Some(told), Some(estimate)) => Some(format!("{told}: {estimate}")),
            (None, Some(estimate)) => Some(format!("takes {estimate}")),
            (told, None) => told,
        }
    }

    fn versions(&self, activity: &Activity) -> Vec<String> {
        let told = |other: &Activity| {
            let version = other
                .version
                .as_ref()
                .map(|version| format!("version {}, ", clean(version)));
            format!(
                "`{}`: {}{}",
                other.id,
                version.unwrap_or_default(),
                self.earns(other)
            )
        };
        other_versions(self.program, activity).map(told).collect()
    }
}

fn kind(activity: &Activity) -> String {
    let course = activity
        .course
        .as_ref()
        .map(|code| format!(", code {}", clean(code)));
    let version = activity
        .version
        .as_ref()
        .map(|version| format!(", version {}", clean(version)));
    let [course, version] = [course, version].map(Option::unwrap_or_default);
    format!("{}{course}{version}", activity.kind.word())
}

fn status(offering: &Offering, standing: Standing) -> String {
    let end = match (standing, offering.expires) {
        (Standing::Open, Expiry::Never) => "; its page says that it does not end",
        (Standing::Open, Expiry::Unknown) => "; no last day is stated",
        _ => "",
    };
    format!("{}{end}", describe(standing))
}

fn takes(effort: Effort) -> String {
    match effort {
        Effort::Hours(minutes) => format!("takes {}", words::hours(minutes)),
        Effort::Days(days) => format!("takes {}", words::count(days as usize, "class day")),
    }
}

fn costs(offering: &Offering) -> String {
    let own = format!("costs: {}", offering.cost);
    if offering.cost == Cost::Free {
        return own;
    }
    let with = price::with_passes(offering).map(|with| format!("; {with}, nothing more"));
    format!("{own}{}", with.unwrap_or_default())
}
