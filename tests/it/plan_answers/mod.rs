//! Answers made by hand, what the reports are tested with.
#![expect(
    clippy::unwrap_used,
    reason = "a fixture that does not build is a failed test"
)]

pub(crate) mod catalog;
mod parts;
mod reasons;
mod weighed;

use std::io::{self, Write};

use crate::values::{currency, day, id};
use catalog::{TITLES, ccnp, certification, credits, hours, program, usd};
use finder::{
    model::{Certification, Clc, Credits, Length, Need, ProgramCatalog, Retirement},
    plan::{
        Answer, FilterPart, Further, Item, ItemKind, LeftOut, Limit, Outcome, Pace, PaceSource,
        Plan, Planned, Reason, Relaxation, RouteOutcome, Shortfall, Warning,
    },
    report::{
        Format, Style,
        plan::{Report, write},
    },
};
use parts::{bare, item, left, met, missing, need, plan, result, routes, told};
pub(crate) use weighed::{weighed, weighed_in_haste};

/// An answer with everything it is told from.
pub(crate) struct Told {
    pub(crate) program: ProgramCatalog,
    pub(crate) certification: Certification,
    pub(crate) need: Need,
    pub(crate) answer: Answer,
}

impl Told {
    /// What is written of it.
    pub(crate) fn tell(&self, format: Format, style: Style) -> String {
        let mut out = Vec::new();
        self.write(&mut out, format, style).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Writes it.
    pub(crate) fn write(
        &self,
        out: &mut dyn Write,
        format: Format,
        style: Style,
    ) -> io::Result<()> {
        let report = Report {
            program: &self.program,
            certification: &self.certification,
            need: &self.need,
            answer: &self.answer,
            drawn: None,
        };
        write(out, format, &report, style)
    }
}

/// Four free courses, no expiry given.
pub(crate) fn free() -> Told {
    let items = vec![
        item(0, "2026-11-22", "2027-01-18"),
        item(1, "2027-01-18", "2027-02-09"),
        item(2, "2027-02-09", "2027-03-14"),
        item(3, "2027-03-14", "2027-03-20"),
    ];
    let mut left_out: Vec<LeftOut> = (1..=24)
        .map(|n| {
            left(
                &format!("course-{n:02}"),
                Some("fast-lane"),
                Reason::PriceUnknown,
            )
        })
        .collect();
    let gbp = currency("GBP");
    left_out.extend([
        left("300-745", None, Reason::PriceUnknown),
        left(
            "devnet-fundamentals",
            Some("cisco"),
            Reason::NoRate { currency: gbp },
        ),
        left("lite-one", Some("cisco-u"), Reason::NoCredits),
        left("lite-two", Some("cisco-u"), Reason::NoCredits),
        left(
            "rev-up-python",
            Some("cisco-u"),
            Reason::Ended {
                last_day: day("2023-04-20"),
            },
        ),
    ]);
    let planned = Planned {
        further: Further::default(),
        plan: plan(items),
        routes: routes("0", [met("0"), met("300"), met("400"), met("600")]),
        left_out,
        warnings: vec![Warning::NoExpiry],
    };
    told(ccnp(), need(), Outcome::Met(planned))
}

/// A pass, a course it opens, one paid in learning credits, and an exam; hostile text in a title.
fn mixed_items() -> Vec<Item> {
    let pass = Item {
        url: Some("https://u.cisco.com/essentials".to_owned()),
        ..bare(
            ItemKind::Pass,
            "cisco-u-essentials",
            "Cisco U. Essentials",
            "1800",
        )
    };
    let in_pass = Item {
        pass: Some(id("cisco-u-essentials")),
        length: Some(Length {
            minutes: hours("15.5"),
            estimated: false,
        }),
        ..item(1, "2026-11-22", "2026-12-01")
    };
    let in_clc = Item {
        clc: Clc(43),
        title: "=Wireless \u{202e}| \u{1b}[31mBackhaul".to_owned(),
        ..item(2, "2026-12-01", "2026-12-20")
    };
    let title = "Designing Cisco Security Infrastructure (SDSI)";
    let exam = Item {
        start: day("2026-12-20"),
        finish: day("2027-03-20"),
        interchangeable: 21,
        year_ends: None,
        ..bare(ItemKind::Exam, "300-745", title, "300")
    };
    vec![pass, in_pass, in_clc, exam]
}

/// A plan of everything a plan may hold.
pub(crate) fn mixed() -> Told {
    let plan = Plan {
        route: id("credits-and-exam"),
        cost: usd("2100"),
        clc: Clc(43),
        surplus: credits("10"),
        hours_unknown: true,
        pace: Pace {
            per_week: hours("12"),
            source: PaceSource::Needed,
        },
        days_given_away: Some(246),
        ..plan(mixed_items())
    };
    let old_price = Warning::OldPrice {
        id: id("cisco-u-essentials"),
        checked: day("2023-05-28"),
        age: 1274,
    };
    let planned = Planned {
        further: Further::default(),
        plan,
        routes: routes(
            "10",
            [
                RouteOutcome::Short(missing("17", &[])),
                met("2100"),
                RouteOutcome::NotAsked,
                RouteOutcome::Short(missing("0", &[("concentration", 1)])),
            ],
        ),
        left_out: vec![left(
            "sdsi",
            Some("cisco"),
            Reason::PurseTooSmall { price: Clc(60) },
        )],
        warnings: vec![
            old_price,
            Warning::ExamFees,
            Warning::HoursUnknown { id: id("300-745") },
        ],
    };
    let need = Need {
        have: credits("10"),
        expires: Some(day("2027-11-22")),
        clc: Clc(43),
        ..need()
    };
    told(ccnp(), need, Outcome::Met(planned))
}

/// Too little time.
pub(crate) fn short() -> Told {
    let need = Need {
        expires: Some(day("2026-12-20")),
        hours_per_week: Some(hours("2")),
        ..need()
    };
    let mut only = item(3, "2026-11-22", "2026-12-09");
    only.last_day = Some(day("2026-12-19"));
    let plan = Plan {
        finish: day("2026-12-09"),
        surplus: Credits::ZERO,
        renewed_until: None,
        pace: Pace {
            per_week: hours("2"),
            source: PaceSource::Asked,
        },
        ..plan(vec![only])
    };
    let too_late = Reason::TooLate {
        by: day("2026-12-19"),
    };
    let planned = Planned {
        further: Further::default(),
        plan,
        routes: routes(
            "0",
            [
                RouteOutcome::Short(missing("75", &[])),
                RouteOutcome::Short(missing("35", &[("professional", 1)])),
                RouteOutcome::Short(missing("0", &[("core", 1)])),
                RouteOutcome::Short(missing("0", &[("concentration", 2)])),
            ],
        ),
        left_out: ["devnae", "sdsi"]
            .map(|name| left(name, Some("cisco-u"), too_late.clone()))
            .into(),
        warnings: Vec::new(),
    };
    let shortfall = Shortfall {
        missing: missing("75", &[]),
        relaxations: vec![
            Relaxation::Deadline {
                expires: day("2027-09-01"),
                cost: usd("0"),
            },
            Relaxation::HoursPerWeek {
                least: hours("21"),
                cost: usd("0"),
            },
            Relaxation::Route {
                route: id("exam-only-1"),
                cost: usd("400"),
            },
        ],
        cut_short: false,
    };
    told(ccnp(), need, Outcome::Short(planned, shortfall))
}

/// Every relaxation there is.
pub(crate) fn relaxed() -> Told {
    let mut told = short();
    told.need.budget = Some(usd("100"));
    told.need.max_hours = Some(hours("40"));
    told.need.filter.exclude.insert(id("sdsi"));
    if let Outcome::Short(_, shortfall) = &mut told.answer.outcome {
        shortfall.relaxations.extend([
            Relaxation::Budget { least: usd("300") },
            Relaxation::MaxHours {
                least: hours("60.5"),
                cost: usd("0"),
            },
            Relaxation::Filter {
                dropped: vec![FilterPart::Kinds, FilterPart::Exclude],
                cost: usd("0"),
            },
            Relaxation::Busy { cost: usd("0") },
            Relaxation::Rate {
                currency: currency("GBP"),
            },
            Relaxation::Prices {
                cost: usd("100"),
                most: Some(usd("150")),
                of: vec![(id("a"), Some(id("p"))), (id("350-401"), None)],
            },
            Relaxation::Purse {
                least: Clc(43),
                cost: usd("0"),
            },
            Relaxation::Allow {
                id: id("sdsi"),
                cost: usd("0"),
            },
            Relaxation::Taken { cost: usd("0") },
            Relaxation::Together {
                dropped: vec![Limit::Budget, Limit::Filter(FilterPart::Topics)],
                cost: usd("700"),
            },
        ]);
        shortfall.cut_short = true;
        shortfall.missing.categories = [(id("labs"), credits("5"))].into();
        shortfall.missing.years = [(day("2026-12-20"), credits("2.5"))].into();
    }
    told
}

/// Every reason for what is not in a plan, and a plan that rests on a good deal.
pub(crate) fn reasoned() -> Told {
    let mut told = free();
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        planned.left_out.clear();
        planned.further.why_not = reasons::why_not();
        planned.further.sensitivity = reasons::sensitivity();
    }
    told
}

/// Figures that change nothing.
pub(crate) fn steady() -> Told {
    let mut told = free();
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        planned.left_out.clear();
        planned.further.sensitivity = reasons::steady();
    }
    told
}

/// Two days too late.
pub(crate) fn expired() -> Told {
    let need = Need {
        expires: Some(day("2026-11-20")),
        ..need()
    };
    let certification = certification("ccnp-security", "CCNP Security", "professional");
    told(certification, need, Outcome::Expired)
}

/// Nothing is known to renew it.
pub(crate) fn no_route() -> Told {
    let certification = certification("cct", "CCT", "technician");
    told(certification, need(), Outcome::NoRoute)
}

/// Enough credits already.
pub(crate) fn nothing_to_do() -> Told {
    let planned = Planned {
        further: Further::default(),
        plan: Plan {
            finish: day("2026-11-22"),
            start: day("2026-11-22"),
            surplus: Credits::ZERO,
            estimated: false,
            ..plan(Vec::new())
        },
        routes: routes("80", [met("0"), met("300"), met("400"), met("600")]),
        left_out: Vec::new(),
        warnings: Vec::new(),
    };
    let need = Need {
        have: credits("80"),
        ..need()
    };
    told(ccnp(), need, Outcome::Met(planned))
}

/// Credits do not renew it; an exam does.
pub(crate) fn entry() -> Told {
    let exam = Item {
        kind: ItemKind::Exam,
        id: id("100-150"),
        offering: None,
        title: "CCST Networking".to_owned(),
        credits: Credits::ZERO,
        cost: usd("125"),
        interchangeable: 1,
        year_ends: None,
        ..item(0, "2026-11-22", "2027-01-18")
    };
    let plan = Plan {
        route: id("exam-only"),
        cost: usd("125"),
        surplus: Credits::ZERO,
        ..plan(vec![exam])
    };
    let level = program().levels.remove(1);
    let planned = Planned {
        further: Further::default(),
        plan,
        routes: level
            .routes
            .iter()
            .map(|route| result(route, "0", met("125")))
            .collect(),
        left_out: vec![left("sdsi", Some("cisco-u"), Reason::NotOnRoute)],
        warnings: vec![Warning::ExamFees],
    };
    let certification = certification("ccst-networking", "CCST Networking", "entry");
    told(certification, need(), Outcome::Met(planned))
}

/// A certification that has come to its end.
pub(crate) fn retired() -> Told {
    let mut certification = certification("ccar", "CCAr", "professional");
    certification.retired = Some(Retirement {
        on: Some(day("2020-02-24")),
        reason: "Holders became lifetime emeritus by themselves; there is nothing to renew"
            .to_owned(),
    });
    told(certification, need(), Outcome::Retired)
}

/// Every reason once.
pub(crate) fn every_reason() -> Told {
    let gbp = currency("GBP");
    let then = day("2026-06-30");
    let reasons = [
        Reason::NoCredits,
        Reason::CreditsUnknown,
        Reason::Ended { last_day: then },
        Reason::Withdrawn { on: then },
        Reason::Stale { checked: then },
        Reason::OpensTooLate { opens: then },
        Reason::Taken,
        Reason::Excluded,
        Reason::NotAsked,
        Reason::PriceUnknown,
        Reason::NoRate { currency: gbp },
        Reason::PurseTooSmall { price: Clc(43) },
        Reason::HoursUnknown,
        Reason::TooLate { by: then },
        Reason::NotOnRoute,
    ];
    let mut told = free();
    told.need.max_hours = Some(hours("40"));
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        let once = reasons
            .iter()
            .map(|reason| left("sdsi", Some("cisco-u"), reason.clone()));
        planned.left_out = once.collect();
    }
    told
}

/// Every reason four times, so that no id is named.
pub(crate) fn every_reason_often() -> Told {
    let mut told = every_reason();
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        let often = planned.left_out.iter().flat_map(|entry| {
            TITLES.map(|(name, ..)| left(name, Some("cisco-u"), entry.reason.clone()))
        });
        planned.left_out = often.collect();
    }
    told
}

/// Every warning.
pub(crate) fn every_warning() -> Told {
    let mut told = free();
    let checked = day("2026-01-01");
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        planned.left_out.clear();
        planned.warnings = vec![
            Warning::NoExpiry,
            Warning::OldPrice {
                id: id("cisco-u-essentials"),
                checked,
                age: 325,
            },
            Warning::OldFact {
                id: id("sdsi"),
                checked,
                age: 325,
            },
            Warning::Undated { id: id("cml") },
            Warning::HardPace {
                per_week: hours("45"),
            },
            Warning::EndOfDates {
                per_week: hours("0.05"),
            },
            Warning::LikelyRule {
                route: id("exam-only-1"),
            },
            Warning::ExamFees,
            Warning::HoursUnknown { id: id("300-745") },
        ];
    }
    told
}

/// A plan that can be met, by more study in a week than one is fond of.
fn hurried(per_week: &str) -> Told {
    let mut told = free();
    let per_week = hours(per_week);
    if let Outcome::Met(planned) = &mut told.answer.outcome {
        planned.left_out.clear();
        planned.plan.pace = Pace {
            per_week,
            source: PaceSource::Needed,
        };
        planned.warnings = vec![Warning::HardPace { per_week }];
    }
    told
}

/// Every answer, by name.
pub(crate) fn all() -> Vec<(&'static str, Told)> {
    vec![
        ("free", free()),
        ("mixed", mixed()),
        ("short", short()),
        ("relaxed", relaxed()),
        ("expired", expired()),
        ("no_route", no_route()),
        ("nothing_to_do", nothing_to_do()),
        ("entry", entry()),
        ("retired", retired()),
        ("reasoned", reasoned()),
        ("steady", steady()),
        ("every_reason", every_reason()),
        ("every_reason_often", every_reason_often()),
        ("every_warning", every_warning()),
        ("hard", hurried("45")),
        ("impossible", hurried("343")),
        ("weighed", weighed()),
        ("weighed_in_haste", weighed_in_haste()),
    ]
}
