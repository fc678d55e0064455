//! What may be bought together: money, purse, hours in all, passes and vouchers.

use std::collections::BTreeMap;

use finder::model::Id;
use finder::plan::ItemKind;

use super::{Had, Instance, Thing, Totals, Way};

/// Whether a plan keeps every limit of the holder but those of time.
pub(super) fn keeps(instance: &Instance, things: &[&Thing], totals: Totals) -> bool {
    let need = &instance.need;
    let budget = need.budget.is_none_or(|most| totals.cash <= most.minor);
    let purse = totals.clc <= u64::from(need.clc.0);
    let hours = need
        .max_hours
        .is_none_or(|most| totals.minutes <= u64::from(most.minutes()));
    budget && purse && hours && has_vouchers(instance, things)
}

/// Whether no voucher is used more often than there are.
fn has_vouchers(instance: &Instance, things: &[&Thing]) -> bool {
    let mut used: BTreeMap<&Way, u32> = BTreeMap::new();
    for thing in things {
        *used.entry(&thing.way).or_default() += 1;
    }
    used.into_iter().all(|(way, times)| match way {
        Way::Voucher(place) => times <= instance.need.vouchers[*place].count,
        Way::PassVoucher(pass, place) => {
            let (_, count) = instance.program.passes[pass].vouchers[*place];
            times <= count
        }
        Way::Cash | Way::Clc | Way::Pass(..) => true,
    })
}

/// Whether nothing stands in it twice, and every pass it goes through is held, or bought in it.
pub(super) fn is_coherent(instance: &Instance, things: &[&Thing]) -> bool {
    let rivals = |(n, a): (usize, &&Thing)| {
        let mut before = things[..n].iter();
        before.any(|b| (a.kind, &a.key) == (b.kind, &b.key))
    };
    let is_bought = |id: &Id| {
        let mut passes = things.iter().filter(|t| t.kind == ItemKind::Pass);
        passes.any(|pass| pass.id == *id)
    };
    let is_paid = |thing: &&Thing| match &thing.way {
        Way::Pass(pass, Had::Held) => instance.need.passes.contains_key(pass),
        _ => thing.buys().is_none_or(is_bought),
    };
    !things.iter().enumerate().any(rivals) && things.iter().all(is_paid)
}
