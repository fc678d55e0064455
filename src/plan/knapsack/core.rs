//! Leaves out what no best choice can contain, and marks what each must, before any table is made: a table has a row for every stage.
//!
//! Pay a price for every unit of credit that is wanted, whatever it is, and let every stage do what is best for it at that price. The
//! price of all that is wanted, with what each stage then loses by it (nothing where it gains), is a lower bound on the weight of
//! every choice that earns enough. (It is the Lagrangian relaxation of "enough", and at the best price as good as the linear one.)
//! One stage can be made to do something else, and the bound rises by the difference. Where that lifts it above the weight of a plan
//! at hand, no better plan does so: the choice is left out, or the stage must make one. Of as many items as one likes few are left
//! undecided so: those whose weight a credit is near the price, the *core* of the knapsack (Balas and Zemel 1980).
//!
//! Everything is counted in integers. Weights lose their lowest bits, rounded down, which can only lower the bound; what is as heavy
//! as the plan at hand stays, so that ties are decided by id as ever.

use super::{
    Choice, Knapsack, Stage,
    exams::{ExamTable, Seats},
};
use crate::plan::weight::Weight;

/// A table smaller than this is made as it is.
const SMALL: usize = 1 << 16;
/// Bits of the ceiling's weight that are kept.
const PRECISION: u32 = 60;

impl Knapsack {
    /// The same without what nothing contains that weighs no more than `ceiling`, or than what is found on the way; `None`: it is small
    /// enough as it is, or there is nothing to hold it against.
    pub(super) fn core(&self, ceiling: Option<Weight>) -> Option<Self> {
        let courses = self.stages.get(..self.courses)?;
        if self.credits.saturating_mul(courses.len()) < SMALL {
            return None;
        }
        let seats = Seats::new(&self.wanted);
        let exams = self.stages.iter().skip(self.courses);
        let exams = ExamTable::new(exams, &seats, Weight::ZERO, |choice| choice.weight);
        let settled = self.base + exams.least(0, seats.all())?;
        // What keeps to no rule is at hand only where there is none.
        let is_free = self.most.is_empty() && self.least.is_empty();
        let heaviest = self.heaviest();
        let fine = View::new(courses, self.credits, ceiling.unwrap_or(heaviest))?;
        let found = is_free
            .then(|| fine.enough())
            .map(|weight| settled + weight);
        let ceiling = found.into_iter().chain(ceiling).min()?;
        let view = View::new(courses, self.credits, ceiling)?;
        Some(self.without(&view, settled, ceiling))
    }

    /// The same without what the bound of a view excludes.
    fn without(&self, view: &View<'_>, settled: Weight, ceiling: Weight) -> Self {
        let bound = settled.without(view.bits).saturating_add(view.bound);
        let most = ceiling.without(view.bits);
        let mut stages: Vec<Stage> = Vec::with_capacity(self.stages.len());
        for stage in view.courses {
            let skipped = bound.saturating_sub(view.best_of(stage));
            let stays = |choice: &&Choice| skipped.saturating_add(view.due(choice)) <= most;
            let choices: Vec<Choice> = stage.choices.iter().filter(stays).cloned().collect();
            if !choices.is_empty() {
                stages.push(Stage {
                    must: stage.must || skipped > most,
                    choices,
                    ..*stage
                });
            }
        }
        let courses = stages.len();
        stages.extend(self.stages.iter().skip(self.courses).cloned());
        Self {
            stages,
            courses,
            ..self.clone()
        }
    }
}

/// Courses under a price for a unit of credit.
struct View<'k> {
    courses: &'k [Stage],
    /// The lowest bits that weights lose.
    bits: u32,
    /// The price of a unit.
    price: i128,
    /// The bound on the weight of what earns enough.
    bound: i128,
    credits: usize,
}

impl<'k> View<'k> {
    /// Under the best price, found by halving: the bound rises with the price for as long as too little is earned. `None`: nothing earns
    /// enough.
    fn new(courses: &'k [Stage], credits: usize, ceiling: Weight) -> Option<Self> {
        let mut view = Self {
            courses,
            bits: ceiling.bits().saturating_sub(PRECISION),
            price: 0,
            bound: 0,
            credits,
        };
        let choices = courses.iter().flat_map(|stage| &stage.choices);
        let dearest = choices
            .map(|choice| choice.weight.without(view.bits))
            .max()?;
        let (mut low, mut high) = (0, dearest.saturating_add(1));
        view.price = high;
        if view.earned() < credits {
            return None;
        }
        while high - low > 1 {
            view.price = low + (high - low) / 2;
            if view.earned() < credits {
                low = view.price;
            } else {
                high = view.price;
            }
        }
        view.price = high;
        let wanted = i128::try_from(credits).ok()?.saturating_mul(high);
        let best = courses.iter().map(|stage| view.best_of(stage));
        view.bound = best.fold(wanted, i128::saturating_add);
        Some(view)
    }

    /// What a choice weighs less what it earns.
    fn due(&self, choice: &Choice) -> i128 {
        let gain = i128::try_from(choice.gain).unwrap_or(i128::MAX);
        let weight = choice.weight.without(self.bits);
        weight.saturating_sub(gain.saturating_mul(self.price))
    }

    /// What a stage does at the price: its choice of the least due, and of those the one that earns most; nothing where all cost more
    /// than they earn.
    fn choice(&self, stage: &'k Stage) -> Option<&'k Choice> {
        let choices = stage.choices.iter();
        let best =
            choices.min_by_key(|choice| (self.due(choice), std::cmp::Reverse(choice.gain)))?;
        (stage.must || self.due(best) <= 0).then_some(best)
    }

    /// The due of that.
    fn best_of(&self, stage: &'k Stage) -> i128 {
        self.choice(stage).map_or(0, |choice| self.due(choice))
    }

    /// The units that are earned at the price.
    fn earned(&self) -> usize {
        let chosen = self.courses.iter().filter_map(|stage| self.choice(stage));
        chosen
            .map(|choice| choice.gain)
            .fold(0, usize::saturating_add)
    }

    /// The weight of choices that earn enough: those of the price, without as many of the least worthwhile as can be spared.
    fn enough(&self) -> Weight {
        let chosen = self.courses.iter();
        let mut chosen: Vec<(bool, &Choice)> = chosen
            .filter_map(|stage| Some((stage.must, self.choice(stage)?)))
            .collect();
        chosen.sort_by_key(|(_, choice)| std::cmp::Reverse(self.due(choice)));
        let mut spare = self.earned().saturating_sub(self.credits);
        let kept = chosen.into_iter().filter(|(must, choice)| {
            let goes = !must && choice.gain <= spare;
            if goes {
                spare -= choice.gain;
            }
            !goes
        });
        kept.fold(Weight::ZERO, |sum, (_, choice)| sum + choice.weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A thousand items of one unit each, of which the three hundred lightest are wanted: all but one are forced.
    #[test]
    fn what_a_price_decides_is_left_to_no_table() {
        let stage = |number: usize| Stage {
            layer: number,
            class: 0,
            due: 0,
            must: false,
            choices: vec![Choice {
                way: 0,
                weight: Weight::of_cash(u64::try_from(number * 7919 % 1009).unwrap()),
                gain: 1,
                uses: Vec::new(),
                gives: Vec::new(),
            }],
        };
        let knapsack = Knapsack {
            stages: (1..1000).map(stage).collect(),
            courses: 999,
            credits: 300,
            wanted: Vec::new(),
            most: Vec::new(),
            least: Vec::new(),
            base: Weight::ZERO,
        };
        let core = knapsack.core(None).unwrap();
        assert_eq!(core.courses, 300);
        // The dearest of them weighs just the price: to leave it out is no worse by the bound, only impossible.
        let forced = core.stages.iter().filter(|stage| stage.must);
        assert_eq!(forced.count(), 299);
    }
}
