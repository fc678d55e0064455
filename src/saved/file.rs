//! The file of a plan that is kept: JSON, for nobody writes it by hand.

use serde::{Deserialize, Serialize};

use super::{
    FORMAT, SavedItem, SavedPlan,
    text::{Shown, Unreadable, broken, maybe, parse, value},
};
use crate::{
    model::{Clc, Credits, Currency, Money},
    plan::ItemKind,
};

/// The text of a plan to keep.
///
/// # Errors
/// Never in practice: all of it can be written as JSON.
pub fn write(plan: &SavedPlan) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&Document::of(plan))?;
    text.push('\n');
    Ok(text)
}

/// What a text keeps.
///
/// # Errors
/// When it is no plan that was kept, or of a newer form.
pub fn read(text: &str) -> Result<SavedPlan, Unreadable> {
    parse::<Document>(text, FORMAT)?.plan()
}

#[derive(Serialize, Deserialize)]
struct Document {
    format: u32,
    name: String,
    saved: String,
    program: String,
    certification: String,
    question: Vec<String>,
    #[serde(default)]
    catalog: Option<String>,
    route: String,
    cost: Amount,
    clc: u32,
    finish: Option<String>,
    items: Vec<Entry>,
    calendar: Vec<Shown>,
}

#[derive(Serialize, Deserialize)]
struct Amount {
    amount: String,
    currency: String,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    kind: String,
    id: String,
    offering: Option<String>,
    title: String,
    credits: String,
    cost: Amount,
    clc: u32,
    start: String,
    finish: String,
    last_day: Option<String>,
}

impl Document {
    fn of(plan: &SavedPlan) -> Self {
        Self {
            format: FORMAT,
            name: plan.name.to_string(),
            saved: plan.saved.to_string(),
            program: plan.program.to_string(),
            certification: plan.certification.to_string(),
            question: plan.question.clone(),
            catalog: plan.catalog.clone(),
            route: plan.route.to_string(),
            cost: Amount::of(plan.cost),
            clc: plan.clc.0,
            finish: plan.finish.map(|day| day.to_string()),
            items: plan.items.iter().map(Entry::of).collect(),
            calendar: plan.calendar.iter().map(Shown::of).collect(),
        }
    }

    fn plan(self) -> Result<SavedPlan, Unreadable> {
        let items = self.items.into_iter().map(Entry::item);
        let calendar = self.calendar.into_iter().map(Shown::milestone);
        Ok(SavedPlan {
            name: value("name", &self.name)?,
            saved: value("saved", &self.saved)?,
            program: value("program", &self.program)?,
            certification: value("certification", &self.certification)?,
            question: self.question,
            catalog: self.catalog,
            route: value("route", &self.route)?,
            cost: self.cost.money()?,
            clc: Clc(self.clc),
            finish: maybe("finish", self.finish.as_deref())?,
            items: items.collect::<Result<_, _>>()?,
            calendar: calendar.collect::<Result<_, _>>()?,
        })
    }
}

impl Amount {
    fn of(money: Money) -> Self {
        Self {
            amount: money.amount(),
            currency: money.currency.to_string(),
        }
    }

    fn money(&self) -> Result<Money, Unreadable> {
        let currency: Currency = value("currency", &self.currency)?;
        Money::parse_amount(&self.amount, currency).map_err(|_| broken("amount", &self.amount))
    }
}

impl Entry {
    fn of(item: &SavedItem) -> Self {
        Self {
            kind: item.kind.word().to_owned(),
            id: item.id.to_string(),
            offering: item.offering.as_ref().map(ToString::to_string),
            title: item.title.clone(),
            credits: item.credits.to_string(),
            cost: Amount::of(item.cost),
            clc: item.clc.0,
            start: item.start.to_string(),
            finish: item.finish.to_string(),
            last_day: item.last_day.map(|day| day.to_string()),
        }
    }

    fn item(self) -> Result<SavedItem, Unreadable> {
        let credits = Credits::parse(&self.credits);
        Ok(SavedItem {
            kind: ItemKind::from_word(&self.kind).ok_or_else(|| broken("kind", &self.kind))?,
            id: value("id", &self.id)?,
            offering: maybe("offering", self.offering.as_deref())?,
            title: self.title,
            credits: credits.map_err(|_| broken("credits", &self.credits))?,
            cost: self.cost.money()?,
            clc: Clc(self.clc),
            start: value("start", &self.start)?,
            finish: value("finish", &self.finish)?,
            last_day: maybe("last_day", self.last_day.as_deref())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Id, Milestone};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }

    fn plan() -> SavedPlan {
        let about = id("encor-1-4");
        SavedPlan {
            name: id("spring"),
            saved: day("2026-11-27"),
            program: id("cisco"),
            certification: id("ccnp"),
            question: vec!["--have=24".to_owned()],
            catalog: Some("/home/ada/catalog".to_owned()),
            route: id("credits-only"),
            cost: "300.5 USD".parse().unwrap(),
            clc: Clc(2),
            finish: None,
            items: vec![SavedItem {
                kind: ItemKind::Activity,
                id: about.clone(),
                offering: Some(id("cisco-u")),
                title: "Core \"and\" more".to_owned(),
                credits: Credits::parse("40.25").unwrap(),
                cost: "300 JPY".parse().unwrap(),
                clc: Clc(0),
                start: day("2026-11-27"),
                finish: day("2027-01-01"),
                last_day: Some(day("2027-02-01")),
            }],
            calendar: vec![Milestone {
                text: vec!["a".to_owned()],
                alarms: vec![7],
                sequence: 3,
                changed: Some(day("2026-11-20")),
                ..Milestone::on(day("2027-01-01"), "study", &[&about], "Study".to_owned())
            }],
        }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        assert_eq!(read(&write(&plan()).unwrap()), Ok(plan()));
    }

    #[track_caller]
    fn refused(from: &str, to: &str, told: &str) {
        let text = write(&plan()).unwrap();
        assert!(text.contains(from), "{text}");
        let fault = read(&text.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(fault.contains(told), "{fault}");
    }

    #[test]
    fn what_is_no_plan_is_refused_with_its_place() {
        refused(
            "\"format\": 1",
            "\"format\": 2",
            "it is of format 2, newer than",
        );
        refused("\"encor-1-4\"", "\"Encor\"", "`id` cannot be \"Encor\"");
        refused(
            "\"2027-02-01\"",
            "\"soon\"",
            "`last_day` cannot be \"soon\"",
        );
        refused("\"300.50\"", "\"free\"", "`amount` cannot be \"free\"");
        refused("\"activity\"", "\"party\"", "`kind` cannot be \"party\"");
        refused("\"route\"", "\"road\"", "missing field `route` at line");
        let half = &write(&plan()).unwrap()[..200];
        assert!(matches!(read(half), Err(Unreadable::Broken(_))));
    }

    #[test]
    fn flags_are_known_again() {
        assert!(plan().was_given("--have"));
        assert!(!plan().was_given("--have-in"));
        assert!(!plan().was_given("--hav"));
    }
}
