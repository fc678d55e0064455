//! Every set of choices, looked at one by one: sums and rules are counted here anew, and nothing of the room but its nouns is used.

use super::{
    super::{Choice, Found, Knapsack, Names, Taken},
    CLASSES, ROWS,
};
use crate::plan::weight::Weight;

/// What choices come to, counted anew.
#[derive(Clone, Copy)]
struct Sum {
    weight: Weight,
    credits: usize,
    exams: [usize; CLASSES],
    uses: [u64; ROWS],
    gives: [u64; ROWS],
}

impl Sum {
    fn of_nothing(knapsack: &Knapsack) -> Self {
        Self {
            weight: knapsack.base,
            credits: 0,
            exams: [0; CLASSES],
            uses: [0; ROWS],
            gives: [0; ROWS],
        }
    }

    fn with(&self, choice: &Choice, exam: Option<usize>) -> Self {
        let mut sum = *self;
        sum.weight = sum.weight + choice.weight;
        sum.credits += choice.gain;
        if let Some(class) = exam {
            sum.exams[class] += 1;
        }
        for (row, uses) in choice.uses.iter().enumerate() {
            sum.uses[row] = sum.uses[row].saturating_add(*uses);
        }
        for (row, gives) in choice.gives.iter().enumerate() {
            sum.gives[row] = sum.gives[row].saturating_add(*gives);
        }
        sum
    }

    fn is_asked_for(&self, knapsack: &Knapsack) -> bool {
        let mut limits = self.uses.iter().zip(&knapsack.most);
        let mut demands = self.gives.iter().zip(&knapsack.least);
        self.credits >= knapsack.credits
            && self.exams[..] == knapsack.wanted[..]
            && limits.all(|(sum, most)| sum <= most)
            && demands.all(|(sum, least)| sum >= least)
    }
}

/// What choices weigh if they are, at most one a stage and in order, what is asked for.
pub(super) fn weigh(knapsack: &Knapsack, taken: &[Taken]) -> Option<Weight> {
    let mut sum = Sum::of_nothing(knapsack);
    for (layer, way) in taken {
        let place = knapsack.stages.iter().position(|s| s.layer == *layer)?;
        let stage = &knapsack.stages[place];
        let choice = stage.choices.iter().find(|choice| choice.way == *way)?;
        sum = sum.with(choice, (place >= knapsack.courses).then_some(stage.class));
    }
    let is_once = taken.is_sorted_by(|one, next| one.0 < next.0);
    (is_once && sum.is_asked_for(knapsack)).then_some(sum.weight)
}

/// Looks at every set of choices.
fn every_set(knapsack: &Knapsack, look: &mut dyn FnMut(&Sum, &[Taken])) {
    fn from(
        knapsack: &Knapsack,
        (place, sum): (usize, Sum),
        taken: &mut Vec<Taken>,
        look: &mut dyn FnMut(&Sum, &[Taken]),
    ) {
        let Some(stage) = knapsack.stages.get(place) else {
            return look(&sum, taken);
        };
        from(knapsack, (place + 1, sum), taken, look);
        for choice in &stage.choices {
            let exam = (place >= knapsack.courses).then_some(stage.class);
            taken.push((stage.layer, choice.way));
            from(knapsack, (place + 1, sum.with(choice, exam)), taken, look);
            taken.pop();
        }
    }
    let nothing = Sum::of_nothing(knapsack);
    from(knapsack, (0, nothing), &mut Vec::new(), look);
}

/// What trying all says.
pub(super) struct Tried {
    pub(super) best: Option<Found>,
    /// The layers that everything as light as the best has.
    pub(super) needed: Vec<usize>,
}

pub(super) fn try_all(knapsack: &Knapsack, names: &Names) -> Tried {
    let mut best: Option<Found> = None;
    let mut needed: Vec<usize> = Vec::new();
    every_set(knapsack, &mut |sum, taken| {
        let is_heavy = best.as_ref().is_some_and(|best| sum.weight > best.weight);
        if is_heavy || !sum.is_asked_for(knapsack) {
            return;
        }
        let has = |layer: &usize| taken.iter().any(|taken| taken.0 == *layer);
        if best.as_ref().is_some_and(|best| sum.weight == best.weight) {
            needed.retain(has);
        } else {
            needed = taken.iter().map(|taken| taken.0).collect();
        }
        let found = Found {
            weight: sum.weight,
            taken: taken.to_vec(),
        };
        if best
            .as_ref()
            .is_none_or(|best| found.order(best, names).is_lt())
        {
            best = Some(found);
        }
    });
    Tried { best, needed }
}

/// The heaviest set of choices that is lighter than a weight, whatever it earns.
pub(super) fn just_below(knapsack: &Knapsack, weight: Weight) -> Option<Weight> {
    let mut below = None;
    every_set(knapsack, &mut |sum, _| {
        if sum.weight < weight {
            below = below.max(Some(sum.weight));
        }
    });
    below
}
