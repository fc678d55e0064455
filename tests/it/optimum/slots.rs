//! Whether the days of a plan's items are days on which they can be done, one with the other.

use finder::model::{Date, Id};
use finder::plan::{Item, ItemKind, Plan};

use super::honest::{bought, must};
use crate::twin::calendar::free_days;
use crate::twin::{Instance, Thing};

/// Everything that is wrong with the days of a plan's items, which stand for these things.
pub(super) fn lies(lies: &mut Vec<String>, instance: &Instance, plan: &Plan, things: &[&Thing]) {
    let both = || plan.items.iter().zip(things.iter().copied());
    for (item, thing) in both() {
        own_days(lies, instance, plan, (item, thing));
        if item.kind == ItemKind::Pass {
            term(lies, instance, plan, item);
        }
    }
    for (item, thing) in both() {
        for (other, then) in both().filter(|(other, _)| other.id != item.id) {
            together(lies, (item, thing), (other, then));
        }
    }
}

/// A thing is done between the first and the last day it can be; a class on its own days.
fn own_days(
    lies: &mut Vec<String>,
    instance: &Instance,
    plan: &Plan,
    (item, thing): (&Item, &Thing),
) {
    let (id, start, finish) = (&item.id, item.start, item.finish);
    must(lies, start <= finish, || {
        format!("{id} ends before it begins")
    });
    must(lies, start >= thing.begin, || {
        format!("{id} begins before {}", thing.begin)
    });
    if !thing.is_done() {
        return;
    }
    let opens = thing
        .buys()
        .and_then(|pass| bought(plan).get(pass).copied());
    must(lies, opens.is_none_or(|day| day <= start), || {
        format!("{id} begins before its pass")
    });
    let own = [
        thing.due,
        thing.buys().and_then(|pass| closes(instance, plan, pass)),
    ];
    let own = own.into_iter().flatten().min();
    must(lies, item.last_day == own, || {
        format!("{id}: last day {:?}, not {own:?}", item.last_day)
    });
    must(lies, own.is_none_or(|last| finish <= last), || {
        format!("{id} ends {finish}, after {own:?}")
    });
    let class = thing.class.map(|class| (class.starts, class.ends));
    must(
        lies,
        class.is_none_or(|days| days == (start, finish)),
        || format!("{id} takes place on {class:?}"),
    );
    let free = |day: Date| free_days(&instance.need.busy, day, day) == 1;
    let studies = thing.adds.minutes == 0 || (free(start) && free(finish));
    must(lies, studies, || {
        format!("{id} begins or ends on a busy day")
    });
}

/// The last day of a pass that is bought in a plan.
fn closes(instance: &Instance, plan: &Plan, pass: &Id) -> Option<Date> {
    let days = instance.program.passes.get(pass)?.days?;
    let first = bought(plan).get(pass).copied()?;
    Some(first + chrono::Days::new(u64::from(days)) - chrono::Days::new(1))
}

/// A pass is there for its term, and bought while the purse that pays for it is open.
fn term(lies: &mut Vec<String>, instance: &Instance, plan: &Plan, pass: &Item) {
    let (id, end) = (&pass.id, closes(instance, plan, &pass.id));
    must(lies, end.is_none_or(|end| end == pass.finish), || {
        format!("{id} ends {end:?}")
    });
    let until = instance.need.clc_until.filter(|_| pass.clc.0 > 0);
    must(lies, until.is_none_or(|until| pass.start <= until), || {
        format!("{id} is bought after the purse's end")
    });
}

/// Nothing else is begun or ended on a day of a class, and what is required is done before.
fn together(
    lies: &mut Vec<String>,
    (item, thing): (&Item, &Thing),
    (other, then): (&Item, &Thing),
) {
    if let Some(class) = thing.class.filter(|_| then.is_done()) {
        let on_it = |day: Date| class.starts <= day && day <= class.ends;
        let over = other.start <= class.starts && class.ends <= other.finish;
        let clash = match then.class {
            Some(_) => on_it(other.start) || on_it(other.finish) || over,
            None => then.adds.minutes > 0 && (on_it(other.start) || on_it(other.finish)),
        };
        must(lies, !clash, || {
            format!("{} is on a day of {}", other.id, item.id)
        });
    }
    if then.requires.contains(&thing.key) {
        let apart = thing.class.is_some() || then.class.is_some();
        let right = item.finish < other.start || (!apart && item.finish == other.start);
        must(lies, right, || {
            format!("{} is begun before {} is done", other.id, item.id)
        });
    }
}
