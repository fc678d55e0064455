//! Random activities, exams and passes.

use std::collections::BTreeMap;

use finder::model::{
    Activity, ActivityKind, Clc, Cost, Delivery, Effort, Evidence, Exam, Expiry, Id, Money,
    Offering, Pass, Withdrawal,
};

use super::{Flags, more};
use crate::twin::draw::Draw;
use crate::twin::plain::{before, credits, day, evidence, hours};
use crate::values::{currency, id};

fn drawn_evidence(draw: &mut Draw, flags: Flags) -> Evidence {
    let mut facts = evidence(0);
    if flags.ages {
        facts = evidence(draw.pick(&[0, 1, 40, 100]));
        facts.undated = draw.chance(20);
    }
    facts
}

fn drawn_withdrawal(draw: &mut Draw, flags: Flags) -> Option<Withdrawal> {
    let gone = flags.withdrawn && draw.chance(40);
    gone.then(|| Withdrawal {
        on: draw.pick(&[day(0), before(20), day(1), day(10)]),
        reason: "seen to be gone".to_owned(),
        successor: None,
    })
}

fn drawn_price(draw: &mut Draw, flags: Flags) -> Cost {
    if flags.unknown && draw.chance(20) {
        return Cost::Unknown;
    }
    if draw.chance(20) {
        return Cost::Free;
    }
    let foreign = flags.foreign && draw.chance(40);
    let code = if foreign {
        draw.pick(&["GBP", "JPY"])
    } else {
        "USD"
    };
    let cash = Money {
        minor: if flags.alike {
            10_000
        } else {
            draw.pick(&[10_000, 20_000, 5_000, 30_000, 0, 15_050])
        },
        currency: currency(code),
    };
    let clc = Clc(draw.pick(&[1, 2, 3, 0]));
    match if flags.clc { draw.below(4) } else { 0 } {
        0 | 1 => Cost::Priced {
            cash: Some(cash),
            clc: None,
        },
        2 => Cost::Priced {
            cash: None,
            clc: Some(clc),
        },
        _ => Cost::Priced {
            cash: Some(cash),
            clc: Some(clc),
        },
    }
}

pub(super) fn pass(draw: &mut Draw, flags: Flags, n: usize) -> Pass {
    // A pass whose term is to matter must be worth buying.
    let cheap = flags.more.terms && draw.chance(70);
    Pass {
        vouchers: more::pass_vouchers(draw, flags),
        id: id(["gold", "blue"][n]),
        title: "A pass".to_owned(),
        provider: id("p"),
        cost: if cheap {
            Cost::Free
        } else {
            drawn_price(draw, flags)
        },
        days: if flags.more.terms {
            draw.maybe(80, &[7, 14, 3, 30, 1, 5])
        } else {
            None
        },
        url: None,
        note: None,
        evidence: drawn_evidence(draw, flags),
    }
}

pub(super) fn exam(draw: &mut Draw, flags: Flags, n: usize) -> Exam {
    let own_fee = flags.ages && draw.chance(30);
    Exam {
        id: id(["300-2", "350-1", "300-1", "200-9"][n]),
        code: flags
            .shared
            .then(|| draw.pick(&["ENCOR", "SISE"]).to_owned()),
        name: "An exam".to_owned(),
        class: id(draw.pick(&["core", "concentration", "associate"])),
        fee: drawn_price(draw, flags),
        fee_evidence: own_fee.then(|| drawn_evidence(draw, flags)),
        minutes: Some(90),
        certifications: Vec::new(),
        formerly: None,
        last_day: flags
            .dates
            .then(|| draw.maybe(40, &[day(30), day(7), day(90), day(0), day(15), before(1)]))
            .flatten(),
        successor: None,
        withdrawn: drawn_withdrawal(draw, flags),
        note: None,
        evidence: drawn_evidence(draw, flags),
    }
}

/// Some activities, but no more than the twin can try all subsets of.
pub(super) fn activities(draw: &mut Draw, flags: Flags, passes: &[Id]) -> BTreeMap<Id, Activity> {
    let mut choices = 1;
    let mut activities = BTreeMap::new();
    for n in 0..draw.pick(&[4, 1, 3, 4, 5, 5, 6, 6]) {
        let activity = activity(draw, flags, n, passes);
        choices *= 1 + activity.offerings.iter().map(ways).sum::<usize>();
        if choices <= flags.more.most_choices() {
            activities.insert(activity.id.clone(), activity);
        }
    }
    activities
}

fn ways(offering: &Offering) -> usize {
    let own = match offering.cost {
        Cost::Unknown | Cost::Free => 1,
        Cost::Priced { cash, clc } => usize::from(cash.is_some()) + usize::from(clc.is_some()),
    };
    own + 2 * offering.passes.len()
}

fn activity(draw: &mut Draw, flags: Flags, n: usize, passes: &[Id]) -> Activity {
    let kinds = [
        ActivityKind::Course,
        ActivityKind::Offer,
        ActivityKind::Webinar,
    ];
    let earns = [1000, 500, 1000, 1500, 250, 2000, 750].map(credits);
    let earns = if flags.alike { &earns[..3] } else { &earns };
    let offerings = [1, 1, 1, 2, 2, 3];
    let unknown = flags.unknown && draw.chance(10);
    let mut providers = vec!["q", "p", "r"];
    Activity {
        category: None,
        requires: Vec::new(),
        refs: BTreeMap::new(),
        id: id(["m", "b", "x", "encor", "k", "c"][n]),
        title: "An activity".to_owned(),
        kind: draw.pick(&kinds),
        course: (flags.shared || flags.taken)
            .then(|| draw.maybe(60, &["ENCOR", "SD-WAN 300", "A", "ENCOR"]))
            .flatten()
            .map(str::to_owned),
        version: flags
            .taken
            .then(|| draw.maybe(90, &["1.0", "1.4", "1.10", "2.0", "v3"]))
            .flatten()
            .map(str::to_owned),
        credits: if unknown {
            draw.pick(&[None, Some(credits(0))])
        } else {
            Some(draw.pick(earns))
        },
        effort: drawn_effort(draw, flags),
        topics: draw.pick(&[
            vec!["security".to_owned()],
            vec!["core".to_owned(), "security".to_owned()],
            vec![],
        ]),
        exam: None,
        note: None,
        evidence: drawn_evidence(draw, flags),
        offerings: (0..draw.pick(&offerings))
            .map(|_| {
                let name = providers.swap_remove(draw.below(providers.len()));
                offering(draw, flags, name, passes)
            })
            .collect(),
    }
}

fn drawn_effort(draw: &mut Draw, flags: Flags) -> Option<Effort> {
    let lengths = [
        Effort::Hours(hours(10)),
        Effort::Days(2),
        Effort::Hours(hours(4)),
        Effort::Hours(hours(0)),
    ];
    flags.lengths.then(|| draw.maybe(60, &lengths)).flatten()
}

fn offering(draw: &mut Draw, flags: Flags, name: &str, passes: &[Id]) -> Offering {
    let opened_by = passes.iter().filter(|_| draw.chance(50));
    let opened_by = opened_by.cloned().collect();
    let expiries = [
        Expiry::Unknown,
        Expiry::Never,
        Expiry::On(day(30)),
        Expiry::On(day(7)),
        Expiry::On(day(14)),
        Expiry::Never,
        Expiry::On(day(0)),
        Expiry::On(before(1)),
    ];
    Offering {
        class: more::class(draw, flags),
        id: id(name),
        provider: id("p"),
        delivery: Delivery::SelfPaced,
        cost: drawn_price(draw, flags),
        passes: opened_by,
        effort: if draw.chance(20) {
            drawn_effort(draw, flags)
        } else {
            None
        },
        opens: flags
            .dates
            .then(|| draw.maybe(35, &[day(7), day(14), before(9), day(28)]))
            .flatten(),
        expires: if flags.dates {
            draw.pick(&expiries)
        } else {
            draw.pick(&expiries[..2])
        },
        url: None,
        note: None,
        evidence: drawn_evidence(draw, flags),
        withdrawn: drawn_withdrawal(draw, flags),
        fetched: None,
    }
}
