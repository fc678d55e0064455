//! From what was solved to the answer: the plan or the nearest to one, how each route came out, and what else was asked.

use super::{
    Extent, Further, Missing, Outcome, Plan, Planned, Proof, Question, RouteOutcome, RouteResult,
    Shortfall, Warning, alternatives,
    assemble::Assembly,
    case::Case,
    explain, front, minutes,
    sensitivity::sensitivity,
    solve::{Along, Nearest, Solved, Unproved},
    why_not::Asked,
};
use crate::model::{Clc, Money, Route};

/// The answer to a case, and to a question beside it.
pub(super) fn outcome(case: Case<'_>, question: Option<&Question<'_>>) -> Outcome {
    let solved = case.solve();
    let telling = Telling {
        case,
        solved: &solved,
        question,
    };
    if let Some((route, dated)) = solved.best() {
        return telling.met(route, telling.assembly().plan(route, &dated.solution));
    }
    match solved.unproved {
        Some(Unproved { least, cause }) => Outcome::Undecided {
            least: telling.money(least),
            cause,
        },
        None => telling.short(),
    }
}

/// What an answer is put together from.
#[derive(Clone, Copy)]
struct Telling<'a, 'c> {
    case: Case<'c>,
    solved: &'a Solved<'c>,
    question: Option<&'a Question<'a>>,
}

impl<'a, 'c> Telling<'a, 'c> {
    fn assembly(&self) -> Assembly<'a, 'c>
    where
        'c: 'a,
    {
        Assembly {
            program: &self.case.program.program,
            solved: self.solved,
            need: self.case.need,
            level: self.case.level,
        }
    }

    /// A route can be closed.
    fn met(&self, route: &Route, plan: Plan) -> Outcome {
        let reached = self.solved.nearest_of_each(self.case);
        let planned = self.planned(route, plan, &reached);
        // What was asked for comes before what is told unasked, for the time may be short.
        let why_not = self.reasons(&planned);
        let further = self.question.map_or_else(Further::default, |question| {
            further(self.case, self.solved, &planned.plan, question)
        });
        let proof = planned.further.proof;
        Outcome::Met(Planned {
            further: Further {
                proof,
                why_not,
                ..further
            },
            ..planned
        })
    }

    /// No route can be closed.
    fn short(&self) -> Outcome {
        let (case, solved) = (self.case, self.solved);
        let reached = solved.nearest_of_each(case);
        let routes = solved.routes.iter().zip(&reached);
        let routes = routes.map(|((route, _), reached)| (*route, reached.as_ref()));
        let Some((route, nearest)) = explain::nearest(routes, case, solved) else {
            return if case.watch.is_over() {
                Outcome::Undecided {
                    least: self.money(0),
                    cause: case.watch.cause(),
                }
            } else {
                Outcome::NoRoute
            };
        };
        let plan = Plan {
            renewed_until: None,
            days_given_away: None,
            ..self.assembly().plan(route, &nearest.solution)
        };
        let mut planned = self.planned(route, plan, &reached);
        let is_proved = |along: &Along, reached: &Option<Nearest>| match reached {
            Some(nearest) => nearest.is_proved,
            None => !matches!(along, Along::Open),
        };
        let mut routes = solved.routes.iter().zip(&reached);
        if !routes.all(|((_, along), reached)| is_proved(along, reached)) && case.watch.is_over() {
            let (least, why) = (self.money(0), case.watch.cause());
            planned.further.proof = Proof::Unproved { least, cause: why };
            let warning = Warning::Unproved { least, cause: why };
            planned.warnings.push(warning);
        }
        planned.further.why_not = self.reasons(&planned);
        let (relaxations, cut_short) = explain::relaxations(case, &planned.left_out);
        let shortfall = Shortfall {
            missing: self.missing(route, nearest),
            relaxations,
            cut_short,
        };
        Outcome::Short(planned, shortfall)
    }

    /// A plan with what it was chosen from; `reached` is the most that can be reached along each route that cannot be closed.
    fn planned(&self, route: &Route, plan: Plan, reached: &[Option<Nearest>]) -> Planned {
        let routes = self.solved.routes.iter().zip(reached);
        let result = |((route, along), reached): (&(&Route, Along), &Option<Nearest>)| {
            self.result(route, along, reached.as_ref())
        };
        Planned {
            warnings: self.assembly().warnings(&plan, route, self.case.today),
            plan,
            routes: routes.map(result).collect(),
            left_out: self.solved.eligible.left_out.clone(),
            further: Further {
                proof: self.proof(),
                ..Further::default()
            },
        }
    }

    /// Whether the best plan is proved to be the best.
    fn proof(&self) -> Proof {
        let Some(Unproved { least, cause }) = self.solved.unproved else {
            return Proof::Optimal;
        };
        let best = self.solved.best();
        let cost = best.map_or(least, |(_, dated)| dated.solution.amounts.cash);
        Proof::Unproved {
            least: self.money(least.min(cost)),
            cause,
        }
    }

    /// The reasons that were asked for.
    fn reasons(&self, planned: &Planned) -> Vec<super::WhyNot> {
        let asked = Asked {
            case: self.case,
            eligible: &self.solved.eligible,
            planned,
            is_met: self.solved.best().is_some(),
        };
        let question = self.question;
        question.map_or_else(Vec::new, |question| asked.reasons(&question.why_not))
    }

    /// How one route came out.
    fn result(&self, route: &Route, along: &Along, reached: Option<&Nearest>) -> RouteResult {
        let outcome = match along {
            Along::NotAsked => RouteOutcome::NotAsked,
            Along::Undecided => RouteOutcome::Undecided,
            Along::Closed(dated) => {
                let amounts = dated.solution.amounts;
                RouteOutcome::Met {
                    cost: self.money(amounts.cash),
                    clc: Clc(u32::try_from(amounts.purse).unwrap_or(u32::MAX)),
                    effort: (amounts.unknown == 0).then(|| minutes(amounts.study)),
                }
            }
            Along::Open => {
                match reached {
                    // What is missing is told of a plan beside as far as it is known, of a route that is nothing to her only when it is.
                    Some(nearest) if !nearest.is_proved && self.solved.best().is_some() => {
                        RouteOutcome::Undecided
                    }
                    Some(nearest) => RouteOutcome::Short(self.missing(route, nearest)),
                    // A route that cannot be closed can be come near to; it was the time that was short.
                    None if self.case.watch.is_over() => RouteOutcome::Undecided,
                    None => RouteOutcome::Short(Missing::default()),
                }
            }
        };
        RouteResult {
            route: route.id.clone(),
            gap: self.case.gap(route),
            exams: route.exams_left(&self.case.program.program, self.case.need.passed.values()),
            confidence: route.confidence,
            outcome,
        }
    }

    fn missing(&self, route: &Route, nearest: &Nearest) -> Missing {
        explain::missing(route, nearest, self.case, self.solved)
    }

    fn money(&self, minor: u64) -> Money {
        Money {
            minor,
            currency: self.case.need.rates.into,
        }
    }
}

/// What else could be done instead of a plan: the next best, and the trade-offs where they are asked for.
fn further(case: Case<'_>, solved: &Solved<'_>, plan: &Plan, question: &Question<'_>) -> Further {
    let wanted = question.alternatives.max(question.runner_up.into());
    let others = alternatives::others(case, solved, plan, wanted);
    let runner_up = others.plans.first().map(|next| next.margin);
    let mut alternatives = others.plans;
    alternatives.truncate(question.alternatives);
    let front = question.tradeoffs.then(|| front::front(case));
    let sensitivity = question.sensitivity.then(|| sensitivity(case, plan));
    Further {
        proof: Proof::default(),
        runner_up,
        alternatives,
        alternatives_extent: others.extent,
        tradeoffs_extent: front
            .as_ref()
            .map_or(Extent::NotAsked, |front| front.extent),
        tradeoffs: front.map(|front| front.plans).unwrap_or_default(),
        sensitivity: sensitivity.unwrap_or_default(),
        why_not: Vec::new(),
    }
}
