//! An activity with its offerings, and the other versions of its course.

use std::io;

use crate::model::{Activity, ClassDates, Cost, Effort, Expiry, Id, Offering, Standing};

use super::{
    super::{
        super::{clean, page::Page, words},
        price, rules,
        standing::describe,
    },
    Ground, gone, list, noted, other_versions,
};

/// How many other versions of a course are named.
const MOST_NAMED: usize = 20;

impl Ground<'_> {
    pub(super) fn activity(&self, page: &mut Page<'_>, activity: &Activity) -> io::Result<()> {
        page.strong(&format!("{} ({})", clean(&activity.title), activity.id))?;
        let facts = [
            Some(kind(activity)),
            Some(self.earns(activity)),
            activity
                .category
                .as_ref()
                .map(|id| format!("counts as {}", rules::category(&self.program.program, id))),
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
        page.list("To be done before", &self.required(activity))?;
        page.list("Called in listings", &named(activity))?;
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
            offering.class.map(takes_place),
            credit_ends(offering),
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

    /// What has to be done before it is begun.
    fn required(&self, activity: &Activity) -> Vec<String> {
        let told = |id| match self.program.activities.get(id) {
            Some(required) => format!("`{id}`: {}", clean(&required.title)),
            None => format!("`{id}`"),
        };
        activity.requires.iter().map(told).collect()
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
        let mut others = other_versions(self.program, activity);
        let mut told: Vec<String> = others.by_ref().take(MOST_NAMED).map(told).collect();
        let more = others.count();
        told.extend((more > 0).then(|| format!("{more} more")));
        told
    }
}

/// What it is called in the listings that are fetched.
fn named(activity: &Activity) -> Vec<String> {
    let named = |(source, name): (&Id, &String)| format!("`{source}`: {}", clean(name));
    activity.refs.iter().map(named).collect()
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
    let first = offering.class.map(|class| class.starts);
    match standing {
        Standing::Ended { last_day } if first == Some(last_day) => {
            return format!("too late to join: the class began on {last_day}");
        }
        Standing::Ending { last_day, days: 0 } if first == Some(last_day) => {
            return format!("a class that begins today, {last_day}");
        }
        Standing::Ending { last_day, days } if first == Some(last_day) => {
            let days = words::count(days as usize, "day");
            return format!("a class that begins in {days}, on {last_day}");
        }
        _ => {}
    }
    let end = match (standing, offering.expires) {
        (Standing::Open, Expiry::Never) => "; its page says that it does not end",
        (Standing::Open, Expiry::Unknown) => "; no last day is stated",
        _ => "",
    };
    format!("{}{end}", describe(standing))
}

fn takes_place(class: ClassDates) -> String {
    let ClassDates { starts, ends } = class;
    if starts == ends {
        format!("takes place on {starts}")
    } else {
        format!("takes place from {starts} to {ends}")
    }
}

/// Until when a class earns credit: of anything else, how it stands says that already.
fn credit_ends(offering: &Offering) -> Option<String> {
    let last = offering.class.and(offering.expires.day())?;
    Some(format!("earns credit until {last}"))
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
