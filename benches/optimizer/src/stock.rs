//! Puts on the shelf what the rules about single things let stand there: on offer, wanted, not done before, paid somehow, in time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Months;
use finder::model::{
    Activity, Bound, Cost, Credits, Discount, Exam, Expiry, Id, Money, Offering, Pass,
};

use crate::{
    instances::Instance,
    shelf::{Choice, Pay, Shelf, Subscription},
    time::{Day, FAR, Time},
};

impl Shelf {
    /// What an instance has to offer.
    pub fn stock(instance: &Instance) -> Self {
        let time = Time::new(&instance.need);
        let mut stock = Stock {
            instance,
            passes: subscriptions(instance),
            years: years(instance, &time),
            slots: BTreeMap::new(),
            time,
        };
        let usable = stock.usable();
        let mut choices = Vec::new();
        for activity in usable {
            let requires = stock.required_slots(activity);
            let slot = stock.slot(&activity.course_key());
            for offering in &activity.offerings {
                for mut choice in stock.offering(activity, offering) {
                    (choice.slot, choice.requires) = (slot, requires.clone());
                    choices.extend(stock.in_years(choice));
                }
            }
        }
        for exam in instance.program.exams.values() {
            let slot = stock.slot(&format!("exam {}", exam.id));
            let exams = stock.exam(exam);
            choices.extend(exams.into_iter().map(|choice| Choice { slot, ..choice }));
        }
        let until = instance.need.clc_until;
        Self {
            choices,
            passes: stock.passes,
            slots: stock.slots.len(),
            years: stock.years,
            purse_until: until.map_or(FAR, |until| stock.time.day(until)),
            time: stock.time,
        }
    }
}

/// The passes that can be bought. One that is held for ever need not be.
fn subscriptions(instance: &Instance) -> Vec<Subscription> {
    let need = &instance.need;
    let for_sale = |pass: &&Pass| {
        let held_for_ever = need.passes.get(&pass.id).is_some_and(Option::is_none);
        !held_for_ever && !need.filter.exclude.contains(&pass.id)
    };
    let passes = instance.program.passes.values().filter(for_sale);
    let subscription = |pass: &Pass| Subscription {
        id: pass.id.clone(),
        ways: prices(instance, &[pass.id.to_string()], pass.cost)
            .into_iter()
            .map(|(_, cash, purse)| (cash, purse))
            .collect(),
        days: pass.days.map_or(FAR, i64::from),
        vouchers: pass.vouchers.iter().map(|(_, n)| i64::from(*n)).collect(),
    };
    let passes = passes.map(subscription);
    passes.filter(|pass| !pass.ways.is_empty()).collect()
}

/// The ways to pay a price: in money and in learning credits.
fn prices(instance: &Instance, keys: &[String], cost: Cost) -> Vec<(Pay, i64, i64)> {
    let need = &instance.need;
    let own = keys.iter().find_map(|key| need.prices.get(key));
    let convert = |money: Money| need.rates.convert(money).map(|money| money.minor);
    let (cash, purse) = match (own, cost) {
        (Some(own), _) => (Some(own.minor), None),
        (None, Cost::Free) => (Some(0), None),
        (None, Cost::Unknown) => (None, None),
        (None, Cost::Priced { cash, clc }) => (cash.and_then(convert), clc),
    };
    let cash = cash.map(|cash| (Pay::Cash, i64::try_from(cash).unwrap_or(i64::MAX), 0));
    let purse = purse.filter(|purse| *purse <= need.clc);
    let purse = purse.map(|purse| (Pay::Purse, 0, i64::from(purse.0)));
    cash.into_iter().chain(purse).collect()
}

/// The last days of the years of the cycle, when a minimum is asked of each and the expiry is known.
fn years(instance: &Instance, time: &Time) -> Vec<Day> {
    let program = &instance.program.program;
    let level = program.level(&instance.certification.level);
    let yearly = level.is_some_and(|level| {
        let mut bounds = level.rules.iter().map(|rule| rule.bound);
        bounds.any(|bound| matches!(bound, Bound::Yearly(_)))
    });
    let Some(expires) = instance.need.expires.filter(|_| yearly) else {
        return Vec::new();
    };
    let before = |years: u32| expires.checked_sub_months(Months::new(12 * years));
    let mut ends: Vec<Day> = (0..)
        .map_while(before)
        .map(|day| time.day(day) - 1)
        .take_while(|last| *last >= 0)
        .collect();
    ends.reverse();
    ends
}

/// What is being put on the shelf.
struct Stock<'i> {
    instance: &'i Instance,
    time: Time,
    passes: Vec<Subscription>,
    years: Vec<Day>,
    slots: BTreeMap<String, usize>,
}

impl<'i> Stock<'i> {
    fn slot(&mut self, key: &str) -> usize {
        let next = self.slots.len();
        *self.slots.entry(key.to_owned()).or_insert(next)
    }

    /// The activities with anything to choose of, and with everything they require: what requires itself never comes in.
    fn usable(&self) -> Vec<&'i Activity> {
        let activities = self.instance.program.activities.values();
        let open: Vec<&Activity> = activities
            .filter(|activity| {
                let mut offerings = activity.offerings.iter();
                offerings.any(|offering| !self.offering(activity, offering).is_empty())
            })
            .collect();
        let mut courses = self.taken_courses();
        let mut usable = BTreeSet::new();
        loop {
            let next: Vec<&Activity> = open
                .iter()
                .filter(|activity| !usable.contains(&activity.id))
                .filter(|activity| self.required(activity).is_subset(&courses))
                .copied()
                .collect();
            if next.is_empty() {
                return open
                    .into_iter()
                    .filter(|a| usable.contains(&a.id))
                    .collect();
            }
            courses.extend(next.iter().map(|activity| activity.course_key()));
            usable.extend(next.iter().map(|activity| activity.id.clone()));
        }
    }

    /// The courses of what was done before.
    fn taken_courses(&self) -> BTreeSet<String> {
        let Instance { need, program, .. } = self.instance;
        let taken = need.taken.iter();
        let taken = taken.filter_map(|id| program.activities.get(id));
        taken.map(Activity::course_key).collect()
    }

    /// The courses an activity requires.
    fn required(&self, activity: &Activity) -> BTreeSet<String> {
        let course = |id: &Id| {
            let required = self.instance.program.activities.get(id);
            required.map_or_else(|| id.to_string(), Activity::course_key)
        };
        activity.requires.iter().map(course).collect()
    }

    /// The slots of the required courses that were not done before.
    fn required_slots(&mut self, activity: &Activity) -> Vec<usize> {
        let taken = self.taken_courses();
        let required = self.required(activity);
        let missing = required.difference(&taken);
        missing.map(|course| self.slot(course)).collect()
    }

    /// The ways to take an offering.
    fn offering(&self, activity: &Activity, offering: &Offering) -> Vec<Choice> {
        let Instance {
            program,
            need,
            today,
            ..
        } = self.instance;
        let rules = &program.program;
        let earned = activity.credits.unwrap_or(Credits::ZERO);
        let stands = offering
            .standing(activity, rules.freshness, *today)
            .counts();
        if earned == Credits::ZERO || !stands || !self.is_wanted(activity) {
            return Vec::new();
        }
        let own = need.activity_hours.get(&activity.id).copied();
        let length = own.or_else(|| Some(rules.estimates.length(activity, offering)?.minutes));
        let opens = offering.opens.map_or(0, |day| self.time.day(day).max(0));
        let expires = match offering.expires {
            Expiry::On(day) => self.time.day(day),
            Expiry::Unknown | Expiry::Never => FAR,
        };
        let keys = [
            format!("{}/{}", activity.id, offering.id),
            activity.id.to_string(),
        ];
        let class = offering.class;
        let thing = Choice {
            offering: Some(offering.id.clone()),
            minutes: length.map_or(0, |length| i64::from(length.minutes())),
            unknown: length.is_none(),
            credits: i64::from(earned.hundredths()),
            begin: opens,
            due: expires.min(self.time.deadline),
            class: class.map(|class| (self.time.day(class.starts), self.time.day(class.ends))),
            category: activity.category.clone(),
            ..nothing(&activity.id)
        };
        let mut ways = prices(self.instance, &keys, offering.cost);
        ways.extend(self.opened_by(&offering.passes));
        self.in_time(&thing, ways)
    }

    /// Whether the holder wants it, and has not done it before.
    fn is_wanted(&self, activity: &Activity) -> bool {
        let Instance { program, need, .. } = self.instance;
        let filter = &need.filter;
        let covered = |other: &Activity| {
            need.taken.contains(&other.id)
                && other.course_key() == activity.course_key()
                && !is_newer(activity, other)
        };
        filter.admits_theme(activity)
            && (filter.only.is_empty() || filter.only.contains(&activity.id))
            && !filter.exclude.contains(&activity.id)
            && !need.taken.contains(&activity.id)
            && (need.taken.is_empty() || !program.activities.values().any(covered))
    }

    /// The ways through passes, held or to buy.
    fn opened_by(&self, passes: &[Id]) -> Vec<(Pay, i64, i64)> {
        let need = &self.instance.need;
        let held = |id: &&Id| need.passes.contains_key(*id) && !need.filter.exclude.contains(*id);
        let held = passes.iter().filter(held).map(|id| Pay::Held(id.clone()));
        let sold = self.passes.iter().enumerate();
        let sold = sold.filter(|(_, pass)| passes.contains(&pass.id));
        let sold = sold.map(|(place, _)| Pay::Pass(place));
        held.chain(sold).map(|pay| (pay, 0, 0)).collect()
    }

    /// The ways to sit an exam.
    fn exam(&self, exam: &Exam) -> Vec<Choice> {
        let Instance {
            program,
            need,
            today,
            ..
        } = self.instance;
        let filter = &need.filter;
        let wanted = (filter.only.is_empty() || filter.only.contains(&exam.id))
            && !filter.exclude.contains(&exam.id)
            && !need.taken.contains(&exam.id);
        if !wanted || !exam.standing(*today).counts() {
            return Vec::new();
        }
        let own = need.exam_hours.get(&exam.id);
        let own = own.or_else(|| need.exam_hours.get(&exam.class)).copied();
        let class = program.program.exam_class(&exam.class);
        let length = own.or_else(|| class?.study);
        let last = exam.last_day.map_or(FAR, |day| self.time.day(day));
        let thing = Choice {
            minutes: length.map_or(0, |length| i64::from(length.minutes())),
            unknown: length.is_none(),
            due: last.min(self.time.deadline),
            exam_class: Some(exam.class.clone()),
            ..nothing(&exam.id)
        };
        let mut ways = prices(self.instance, &[exam.id.to_string()], exam.fee);
        ways.extend(self.vouchers(exam, ways.first().cloned()));
        self.in_time(&thing, ways)
    }

    /// The ways to pay an exam's fee with vouchers.
    fn vouchers(&self, exam: &Exam, fee: Option<(Pay, i64, i64)>) -> Vec<(Pay, i64, i64)> {
        let Instance { program, need, .. } = self.instance;
        let admits = |name: Option<&Id>| {
            let class = |name: &Id| program.program.exam_class(name);
            name.is_none_or(|name| {
                *name == exam.id || class(name).is_some_and(|class| class.admits(&exam.class))
            })
        };
        let fee = fee
            .filter(|(pay, ..)| *pay == Pay::Cash)
            .map(|(_, fee, _)| fee);
        let mut ways = Vec::new();
        for (place, voucher) in need.vouchers.iter().enumerate() {
            let left = match (voucher.discount, fee) {
                (Discount::Whole, _) => Some(0),
                (discount, Some(fee)) => Some(discount.apply(fee.unsigned_abs())),
                (_, None) => None,
            };
            if let Some(left) = left.filter(|_| admits(voucher.exam.as_ref())) {
                ways.push((
                    Pay::Voucher(place),
                    i64::try_from(left).unwrap_or(i64::MAX),
                    0,
                ));
            }
        }
        for (place, pass) in self.passes.iter().enumerate() {
            let pass = &program.passes[&pass.id];
            for (voucher, (class, _)) in pass.vouchers.iter().enumerate() {
                if admits(class.as_ref()) {
                    ways.push((Pay::PassVoucher(place, voucher), 0, 0));
                }
            }
        }
        ways
    }

    /// The ways that leave time enough for a thing by itself.
    fn in_time(&self, thing: &Choice, ways: Vec<(Pay, i64, i64)>) -> Vec<Choice> {
        let need = &self.instance.need;
        let limited = thing.class.is_none() && self.time.pace.is_some() && thing.due != FAR;
        if thing.unknown && (limited || need.max_hours.is_some()) {
            return Vec::new();
        }
        let until = need.clc_until.map_or(FAR, |day| self.time.day(day));
        let choice = |(pay, cash, purse): (Pay, i64, i64)| {
            let mut choice = Choice {
                pay,
                cash,
                purse,
                ..thing.clone()
            };
            if let Pay::Held(pass) = &choice.pay {
                let last = need.passes.get(pass).copied().flatten();
                choice.due = choice.due.min(last.map_or(FAR, |day| self.time.day(day)));
            }
            self.on_its_days(choice)
        };
        ways.into_iter()
            .filter_map(choice)
            .filter(|choice| choice.pay != Pay::Purse || choice.begin <= until)
            .collect()
    }

    /// A class within its days, and anything else where a day is left for it.
    fn on_its_days(&self, choice: Choice) -> Option<Choice> {
        let Some((starts, ends)) = choice.class else {
            let fits = self.time.holds(choice.minutes, choice.begin, choice.due);
            return fits.then_some(choice);
        };
        let open = starts >= choice.begin && ends <= choice.due;
        let free = self.time.free(starts, ends) == ends - starts + 1;
        (open && free).then_some(Choice {
            begin: starts,
            due: ends,
            ..choice
        })
    }

    /// The choice in each year it can count in.
    fn in_years(&self, choice: Choice) -> Vec<Choice> {
        if self.years.is_empty() {
            return vec![choice];
        }
        let first = |year: usize| {
            let before = year
                .checked_sub(1)
                .and_then(|before| self.years.get(before));
            before.map_or(i64::MIN, |last| last + 1)
        };
        let years = self.years.iter().enumerate();
        let reached =
            years.filter(|(year, last)| choice.begin <= **last && choice.due >= first(*year));
        let in_year = reached.map(|(year, last)| Choice {
            year: Some(year),
            due: choice.due.min(*last),
            ..choice.clone()
        });
        in_year
            .filter(|choice| {
                choice.class.is_none_or(|(_, ends)| ends <= choice.due)
                    && self.time.holds(choice.study(), choice.begin, choice.due)
            })
            .collect()
    }
}

/// A choice of something, free and without anything to it.
fn nothing(id: &Id) -> Choice {
    Choice {
        slot: 0,
        id: id.clone(),
        offering: None,
        pay: Pay::Cash,
        cash: 0,
        purse: 0,
        minutes: 0,
        unknown: false,
        credits: 0,
        begin: 0,
        due: FAR,
        class: None,
        category: None,
        exam_class: None,
        year: None,
        requires: Vec::new(),
    }
}

/// Whether an activity is known to be a newer version than another.
fn is_newer(activity: &Activity, than: &Activity) -> bool {
    let numbers = |activity: &Activity| -> Option<Vec<u64>> {
        let version = activity.version.as_deref()?;
        version.split('.').map(|part| part.parse().ok()).collect()
    };
    numbers(activity)
        .zip(numbers(than))
        .is_some_and(|(this, that)| this > that)
}
