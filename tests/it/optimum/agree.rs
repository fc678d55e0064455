//! Whether the two planners say the same.

use std::collections::BTreeSet;

use finder::model::Id;
use finder::plan::{Answer, Item, ItemKind, Outcome, Plan, RouteOutcome};

use crate::twin::{Best, RouteVerdict, Thing, Verdict};

/// Everything the two say differently.
pub(super) fn disagreements(answer: &Answer, verdict: &Verdict) -> Vec<String> {
    let mut differences = Vec::new();
    match (&answer.outcome, verdict) {
        (Outcome::Retired, Verdict::Retired)
        | (Outcome::NoRoute, Verdict::NoRoute)
        | (Outcome::Expired, Verdict::Expired) => {}
        (Outcome::Met(planned), Verdict::Met { best, routes, .. }) => {
            plans(&mut differences, &planned.plan, best);
            let outcomes = planned.routes.iter().map(|route| &route.outcome);
            same_routes(&mut differences, &outcomes.collect::<Vec<_>>(), routes);
        }
        (Outcome::Short(planned, shortfall), Verdict::Short { routes }) => {
            let outcomes = planned.routes.iter().map(|route| &route.outcome);
            same_routes(&mut differences, &outcomes.collect::<Vec<_>>(), routes);
            let own = planned
                .routes
                .iter()
                .find(|r| r.route == planned.plan.route);
            let missing = own.map(|route| &route.outcome);
            let told = RouteOutcome::Short(shortfall.missing.clone());
            differ(&mut differences, "missing", &missing, &Some(&told));
        }
        (outcome, verdict) => {
            differences.push(format!("outcome: planner {outcome:?}, twin {verdict:?}"));
        }
    }
    differences
}

fn differ<T: PartialEq + std::fmt::Debug>(
    differences: &mut Vec<String>,
    what: &str,
    planner: &T,
    twin: &T,
) {
    if planner != twin {
        differences.push(format!("{what}: planner {planner:?}, twin {twin:?}"));
    }
}

fn plans(differences: &mut Vec<String>, plan: &Plan, best: &Best) {
    let totals = best.totals;
    differ(differences, "route", &plan.route, &best.route);
    differ(differences, "cash", &plan.cost.minor, &totals.cash);
    differ(differences, "clc", &u64::from(plan.clc.0), &totals.clc);
    let effort = u64::from(plan.effort.minutes());
    differ(differences, "effort", &effort, &totals.minutes);
    let credits = u64::from(plan.credits.hundredths());
    differ(differences, "credits", &credits, &totals.credits);
    let (ours, theirs) = (plan.items.len(), best.things.len());
    differ(differences, "items", &ours, &theirs);
    let ours: BTreeSet<Line> = plan.items.iter().map(item).collect();
    let theirs: BTreeSet<Line> = best.things.iter().map(thing).collect();
    differ(differences, "items", &ours, &theirs);
}

/// What makes two items the same: kind, id, offering, pass, cost, learning credits.
type Line = (ItemKind, Id, Option<Id>, Option<Id>, u64, u64);

fn item(item: &Item) -> Line {
    let Item {
        kind,
        id,
        offering,
        pass,
        cost,
        clc,
        ..
    } = item.clone();
    (kind, id, offering, pass, cost.minor, u64::from(clc.0))
}

fn thing(thing: &Thing) -> Line {
    let pass = thing.pass().cloned();
    let Thing {
        kind,
        id,
        offering,
        adds,
        ..
    } = thing.clone();
    (kind, id, offering, pass, adds.cash, adds.clc)
}

fn same_routes(differences: &mut Vec<String>, planner: &[&RouteOutcome], twin: &[RouteVerdict]) {
    differ(differences, "routes", &planner.len(), &twin.len());
    for (outcome, verdict) in planner.iter().zip(twin) {
        let told = match outcome {
            RouteOutcome::NotAsked => RouteVerdict::NotAsked,
            RouteOutcome::Undecided => {
                differences.push("a route is undecided, and nobody was in a hurry".to_owned());
                continue;
            }
            RouteOutcome::Met { cost, clc, effort } => RouteVerdict::Met {
                cash: cost.minor,
                clc: u64::from(clc.0),
                minutes: effort.map(|effort| u64::from(effort.minutes())),
            },
            RouteOutcome::Short(missing) => RouteVerdict::Short {
                // Of a route with exams, or with rules for its credits, only that it is short is compared.
                missing: match verdict {
                    RouteVerdict::Short { missing: None } => None,
                    _ => Some(u64::from(missing.credits.hundredths())),
                },
            },
        };
        differ(differences, "route", &told, verdict);
    }
}
