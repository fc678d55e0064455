//! What is asked of the planner beside the cheapest plan.

use crate::model::Id;

/// What to say beside the best plan, and when to stop looking.
#[derive(Clone)]
pub struct Question<'q> {
    /// Whether to say by how much the next best plan is worse, which takes about as long as the best.
    pub runner_up: bool,
    /// How many of the next best plans to name.
    pub alternatives: usize,
    /// Whether to name every plan that nothing else beats in cost, hours and finish at once.
    pub tradeoffs: bool,
    /// What to give reasons for: activities (one offering, or all), exams, passes.
    pub why_not: Vec<(Id, Option<Id>)>,
    /// Whether to say what rests on an estimate or an old price, and whether the plan would change if that were wrong.
    pub sensitivity: bool,
    /// Asked now and then during the search; once it says yes, the best found so far is the answer, and is not called the best.
    pub stop: &'q dyn Fn() -> bool,
}

impl<'q> Question<'q> {
    /// Nothing but the best plan, unless `stop` says first that the time is over.
    pub fn nothing_beside(stop: &'q dyn Fn() -> bool) -> Self {
        Self {
            runner_up: false,
            stop,
            ..Self::default()
        }
    }
}

impl Default for Question<'_> {
    fn default() -> Self {
        Self {
            runner_up: true,
            alternatives: 0,
            tradeoffs: false,
            why_not: Vec::new(),
            sensitivity: false,
            stop: &|| false,
        }
    }
}
