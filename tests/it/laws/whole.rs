//! The laws of the whole problem: classes, caps, prerequisites, terms, vouchers, aims in any order.
//!
//! They are held against the twin, and against the real planner once it is held to all of that.

use std::collections::BTreeMap;

use finder::model::{Activity, Aim, Bound, Busy, Credits, Discount, Exam, Filter, Id, Voucher};
use finder::plan::Outcome;
use proptest::prelude::*;

use super::{config, place, thrifty, without_an_offering};
use crate::optimum::true_aims;
use crate::twin::aims::{Aims, order};
use crate::twin::draw::Draw;
use crate::twin::generator::{Scope, draw_instance};
use crate::twin::search::solve;
use crate::twin::{Instance, Verdict, switch};

/// The aims of the best plan; nothing where there is none.
type Best = Option<Aims>;

fn twin(instance: &Instance) -> Best {
    match solve(instance) {
        Verdict::Met { best, .. } => Some(best.aims),
        _ => None,
    }
}

fn real(instance: &Instance) -> Best {
    match instance.answer().outcome {
        Outcome::Met(planned) => true_aims(instance, &planned.plan),
        _ => None,
    }
}

/// The planners that are held to the whole problem.
fn planners() -> Vec<fn(&Instance) -> Best> {
    let real = switch::everything().then_some(real as fn(&Instance) -> Best);
    std::iter::once(twin as fn(&Instance) -> Best)
        .chain(real)
        .collect()
}

fn instances() -> impl Strategy<Value = Instance> {
    proptest::collection::vec(any::<u16>(), 0..600)
        .prop_map(|tape| draw_instance(&mut Draw::from_tape(tape), Scope::Everything))
}

/// Whoever can do everything that another can is no worse off in her first aim, and has a plan when the other has.
fn is_no_worse_off(freer: &Instance, bound: &Instance) -> Result<(), TestCaseError> {
    for best in planners() {
        let (better, worse) = (best(freer), best(bound));
        let first = |aims: &Aims| aims.0[0];
        let (less, more) = (better.as_ref().map(first), worse.as_ref().map(first));
        let holds = more.is_none() || less.is_some_and(|less| Some(less) <= more);
        prop_assert!(holds, "{less:?} for\n{freer}\nand {more:?} for\n{bound}");
    }
    Ok(())
}

/// With every cap lower by so much.
fn tighter(instance: &Instance, by: u32) -> Instance {
    let mut tight = instance.clone();
    let levels = tight.program.program.levels.iter_mut();
    for rule in levels.flat_map(|level| &mut level.rules) {
        match &mut rule.bound {
            Bound::Most(most) => {
                let less = Credits::from_hundredths(by).unwrap_or_default();
                *most = most.saturating_sub(less);
            }
            Bound::MostPercent(percent) => *percent = percent.saturating_sub(by / 10),
            Bound::Least(_) | Bound::Yearly(_) => {}
        }
    }
    tight
}

/// Another name, the same for the same, that puts names in another order. Course codes and ids may mean each other.
fn other_name(name: &str) -> String {
    name.to_ascii_lowercase().chars().rev().collect()
}

fn other_id(id: &Id) -> Id {
    Id::new(&other_name(id.as_str())).unwrap_or_else(|_| id.clone())
}

/// The same catalogue and holder with other ids for activities, exams, passes and offerings.
fn renamed(instance: &Instance) -> Instance {
    let mut other = instance.clone();
    let program = &mut other.program;
    let activities = std::mem::take(&mut program.activities).into_values();
    let activities = activities.map(renamed_activity);
    program.activities = activities
        .map(|activity| (activity.id.clone(), activity))
        .collect();
    let exams = std::mem::take(&mut program.exams).into_values();
    let exams = exams.map(|exam| Exam {
        id: other_id(&exam.id),
        ..exam
    });
    program.exams = exams.map(|exam| (exam.id.clone(), exam)).collect();
    let passes = std::mem::take(&mut program.passes).into_values();
    let passes = passes.map(|mut pass| {
        pass.id = other_id(&pass.id);
        pass
    });
    program.passes = passes.map(|pass| (pass.id.clone(), pass)).collect();
    rename_in_need(&mut other, instance);
    other
}

fn renamed_activity(mut activity: Activity) -> Activity {
    activity.id = other_id(&activity.id);
    activity.course = activity.course.as_deref().map(other_name);
    activity.requires = activity.requires.iter().map(other_id).collect();
    for offering in &mut activity.offerings {
        offering.id = other_id(&offering.id);
        offering.passes = offering.passes.iter().map(other_id).collect();
    }
    activity
}

fn rename_in_need(other: &mut Instance, instance: &Instance) {
    let (need, was) = (&mut other.need, &instance.need);
    need.taken = was.taken.iter().map(other_id).collect();
    need.filter = Filter {
        only: was.filter.only.iter().map(other_id).collect(),
        exclude: was.filter.exclude.iter().map(other_id).collect(),
        ..was.filter.clone()
    };
    let passes = was.passes.iter().map(|(pass, end)| (other_id(pass), *end));
    need.passes = passes.collect();
    let hours = was.activity_hours.iter();
    need.activity_hours = hours.map(|(id, hours)| (other_id(id), *hours)).collect();
    let is_exam = |id: &Id| instance.program.exams.contains_key(id);
    let exam_id = |id: &Id| {
        if is_exam(id) {
            other_id(id)
        } else {
            id.clone()
        }
    };
    let sat = was.passed.iter();
    need.passed = sat
        .map(|(id, class)| (exam_id(id), class.clone()))
        .collect();
    let hours = was.exam_hours.iter();
    need.exam_hours = hours.map(|(id, hours)| (exam_id(id), *hours)).collect();
    for voucher in &mut need.vouchers {
        voucher.exam = voucher.exam.as_ref().map(exam_id);
    }
    let key = |key: &String| {
        let parts: Vec<String> = key.split('/').map(other_name).collect();
        parts.join("/")
    };
    let prices = was.prices.iter().map(|(name, price)| (key(name), *price));
    need.prices = prices.collect::<BTreeMap<_, _>>();
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn another_offering_is_never_for_the_worse(full in instances(), which: prop::sample::Index) {
        is_no_worse_off(&full, &without_an_offering(&full, which))?;
    }

    #[test]
    fn another_exam_is_never_for_the_worse(full in instances(), which: prop::sample::Index) {
        let mut fewer = full.clone();
        let exam = place(which, full.program.exams.len()).and_then(|n| full.program.exams.keys().nth(n));
        exam.map(|exam| fewer.program.exams.remove(exam));
        is_no_worse_off(&full, &fewer)?;
    }

    #[test]
    fn a_prerequisite_less_is_never_for_the_worse(bound in instances(), which: prop::sample::Index) {
        let mut freer = bound.clone();
        let n = place(which, bound.program.activities.len()).unwrap_or(0);
        if let Some(activity) = freer.program.activities.values_mut().nth(n) {
            activity.requires.clear();
        }
        is_no_worse_off(&freer, &bound)?;
    }

    #[test]
    fn a_longer_term_is_never_for_the_worse(short in instances(), more in 1_u32..10) {
        let mut long = short.clone();
        for pass in long.program.passes.values_mut() {
            pass.days = pass.days.map(|days| days + more);
        }
        is_no_worse_off(&long, &short)?;
    }

    /// Whatever is wanted first. The pace is no such limit: without one nothing can be finished early.
    #[test]
    fn a_limit_lifted_is_never_for_the_worse(bound in instances()) {
        let lifts: [fn(&mut Instance); 5] = [
            |i| i.need.budget = None,
            |i| i.need.max_hours = None,
            |i| i.need.busy = Busy::default(),
            |i| i.need.routes.clear(),
            |i| i.need.filter = Filter::default(),
        ];
        for lift in lifts {
            let mut freer = bound.clone();
            lift(&mut freer);
            is_no_worse_off(&freer, &bound)?;
        }
    }

    #[test]
    fn a_tighter_cap_never_costs_less(loose in instances(), by in 1_u32..1000) {
        let loose = thrifty(loose);
        is_no_worse_off(&loose, &tighter(&loose, by))?;
    }

    #[test]
    fn a_voucher_never_costs_more(without in instances(), percent in 0_u32..100, count in 1_u32..3) {
        let without = thrifty(without);
        let mut with = without.clone();
        with.need.vouchers.push(Voucher { exam: None, count, discount: Discount::Percent(percent) });
        is_no_worse_off(&with, &without)?;
    }

    #[test]
    fn a_later_expiry_never_costs_more(early in instances(), days in 1_u64..30) {
        let mut early = thrifty(early);
        for level in &mut early.program.program.levels {
            level.rules.retain(|rule| !matches!(rule.bound, Bound::Yearly(_)));
        }
        let mut late = early.clone();
        late.need.expires = early.need.expires.map(|day| day + chrono::Days::new(days));
        is_no_worse_off(&late, &early)?;
    }

    #[test]
    fn what_is_wanted_first_changes_nothing_of_what_is_possible(one in instances(), which: prop::sample::Index) {
        let mut other = one.clone();
        other.need.prefer.reverse();
        other.need.prefer.push(Aim::ALL[which.index(Aim::ALL.len())]);
        other.need.prefer.rotate_right(1);
        for best in planners() {
            prop_assert_eq!(best(&one).is_some(), best(&other).is_some(), "{}", one);
        }
    }

    /// Whatever comes after an aim, its value is the best that those before it allow: so it is the same for whoever wants the same
    /// things up to there.
    #[test]
    fn what_is_wanted_later_takes_nothing_from_what_is_wanted_first(one in instances(), keep in 0_usize..4, then in any::<[prop::sample::Index; 3]>()) {
        let kept: Vec<Aim> = order(&one).into_iter().take(keep).collect();
        let next = then.map(|which| Aim::ALL[which.index(Aim::ALL.len())]);
        let mut other = one.clone();
        other.need.prefer = kept.iter().copied().chain(next).collect();
        for best in planners() {
            let first = |best: Best| best.map(|aims| aims.0[..kept.len()].to_vec());
            prop_assert_eq!(first(best(&one)), first(best(&other)), "{}\nand {:?}", one, other.need.prefer);
        }
    }

    #[test]
    fn names_change_nothing_of_how_good_a_plan_is(one in instances()) {
        let other = renamed(&one);
        for best in planners() {
            prop_assert_eq!(best(&one), best(&other), "{}\nand\n{}", one, other);
        }
    }
}
