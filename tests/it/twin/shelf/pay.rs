//! Ways to pay, and passes.

use finder::model::{Cost, Date, Id, Money, Pass};
use finder::plan::ItemKind;

use crate::twin::{Had, Instance, Thing, Totals, Way};

/// What a thing costs, and how that is paid.
pub(super) struct Payment {
    pub(super) way: Way,
    pub(super) cash: u64,
    pub(super) clc: u64,
    /// The last day that what is paid so can be done.
    pub(super) until: Option<Date>,
}

impl Payment {
    /// A payment that does not end.
    pub(super) fn of(way: Way, cash: u64, clc: u64) -> Self {
        Self {
            way,
            cash,
            clc,
            until: None,
        }
    }

    /// By a pass that is held, until its last day.
    pub(super) fn held(instance: &Instance, pass: &Id) -> Self {
        let until = instance.need.passes.get(pass).copied().flatten();
        let way = Way::Pass(pass.clone(), Had::Held);
        Self {
            until,
            ..Self::of(way, 0, 0)
        }
    }

    /// By a pass that is bought, whose term the calendar minds.
    pub(super) fn bought(pass: &Id) -> Self {
        Self::of(Way::Pass(pass.clone(), Had::Bought), 0, 0)
    }
}

/// A price in the plan's currency and in learning credits: the holder's own under one of these keys, or else the catalogue's.
pub(super) fn price(
    instance: &Instance,
    keys: &[String],
    cost: Cost,
) -> (Option<u64>, Option<u64>) {
    let need = &instance.need;
    let given = keys.iter().find_map(|key| need.prices.get(key));
    let convert = |money: Money| need.rates.convert(money).map(|money| money.minor);
    match (given, cost) {
        (Some(price), _) => (Some(price.minor), None),
        (None, Cost::Free) => (Some(0), None),
        (None, Cost::Unknown) => (None, None),
        (None, Cost::Priced { cash, clc }) => {
            (cash.and_then(convert), clc.map(|clc| u64::from(clc.0)))
        }
    }
}

/// The ways to pay a price without pass or voucher for something that can be begun on a day.
pub(super) fn own_ways(
    instance: &Instance,
    keys: &[String],
    cost: Cost,
    begin: Date,
) -> impl Iterator<Item = Payment> + use<> {
    let need = &instance.need;
    let (cash, clc) = price(instance, keys, cost);
    let open = need.clc_until.is_none_or(|until| begin <= until);
    let clc = clc.filter(|clc| open && *clc <= u64::from(need.clc.0));
    let cash = cash.map(|cash| Payment::of(Way::Cash, cash, 0));
    let clc = clc.map(|clc| Payment::of(Way::Clc, 0, clc));
    cash.into_iter().chain(clc)
}

/// The ways to buy a pass; none for one that is excluded, or held for ever.
pub(super) fn pass_ways(instance: &Instance, pass: &Pass) -> Vec<Thing> {
    let need = &instance.need;
    let lasts = need.passes.get(&pass.id) == Some(&None);
    if lasts || need.filter.exclude.contains(&pass.id) {
        return Vec::new();
    }
    let thing = |payment: Payment| Thing {
        kind: ItemKind::Pass,
        key: pass.id.to_string(),
        id: pass.id.clone(),
        offering: None,
        way: payment.way,
        begin: need.from,
        due: None,
        class: None,
        requires: Vec::new(),
        category: None,
        adds: Totals {
            cash: payment.cash,
            clc: payment.clc,
            items: 1,
            exams: 0,
            staleness: u64::from(pass.evidence.age(instance.today)),
            ..Totals::default()
        },
    };
    let ways = own_ways(instance, &[pass.id.to_string()], pass.cost, need.from);
    ways.map(thing).collect()
}

/// Whether a pass is held and may be used.
pub(super) fn may_hold(instance: &Instance, pass: &Id) -> bool {
    let need = &instance.need;
    need.passes.contains_key(pass) && !need.filter.exclude.contains(pass)
}
