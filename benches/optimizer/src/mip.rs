//! A mixed-integer program in whole numbers, solved by HiGHS.
//!
//! Every coefficient is an integer, so that what HiGHS finds in floating point can be held against the rows again exactly: see
//! [`Mip::broken_row`]. Aims are minimised one after the other, each fixed as a row before the next.

use std::time::{Duration, Instant};

use highs::{Col, HighsModelStatus, Model, RowProblem, Sense};

/// A variable, by its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Var(usize);

/// A sum of variables, each so many times.
pub type Terms = Vec<(Var, i64)>;

/// A row: its sum lies between the bounds, where there are any.
#[derive(Clone, Debug)]
struct Row {
    least: Option<i64>,
    most: Option<i64>,
    terms: Terms,
}

/// A program: columns with bounds from 0, rows between bounds.
#[derive(Clone, Debug, Default)]
pub struct Mip {
    /// The most of each column, and whether it is whole.
    columns: Vec<(Option<i64>, bool)>,
    rows: Vec<Row>,
}

/// How a solve ended.
#[derive(Clone, PartialEq, Debug)]
pub enum Solved {
    /// An optimum: the value of each column.
    Optimal(Vec<f64>),
    /// There is no solution.
    Infeasible,
    /// The time was over.
    OutOfTime,
    /// HiGHS gave up for another reason.
    Failed(HighsModelStatus),
}

impl Mip {
    /// A new variable that is 0 or 1.
    pub fn binary(&mut self) -> Var {
        self.column(Some(1), true)
    }

    /// A new whole variable from 0 to `most`.
    pub fn whole(&mut self, most: i64) -> Var {
        self.column(Some(most), true)
    }

    /// A new variable from 0 on.
    pub fn real(&mut self) -> Var {
        self.column(None, false)
    }

    fn column(&mut self, most: Option<i64>, whole: bool) -> Var {
        self.columns.push((most, whole));
        Var(self.columns.len() - 1)
    }

    /// Adds a row `terms <= most`.
    pub fn at_most(&mut self, terms: Terms, most: i64) {
        self.row(None, terms, Some(most));
    }

    /// Adds a row `terms >= least`.
    pub fn at_least(&mut self, terms: Terms, least: i64) {
        self.row(Some(least), terms, None);
    }

    /// Adds a row `terms = value`.
    pub fn equal(&mut self, terms: Terms, value: i64) {
        self.row(Some(value), terms, Some(value));
    }

    /// Adds a row, divided by what all its numbers have in common, with the variables put together that stand in it twice.
    fn row(&mut self, least: Option<i64>, mut terms: Terms, most: Option<i64>) {
        terms.sort_unstable();
        terms.dedup_by(|next, before| {
            let same = next.0 == before.0;
            if same {
                before.1 += next.1;
            }
            same
        });
        terms.retain(|(_, factor)| *factor != 0);
        let whole = terms.iter().all(|(var, _)| self.columns[var.0].1);
        let divisor = terms
            .iter()
            .fold(0, |a, (_, factor)| gcd(a, *factor))
            .max(1);
        // What holds for whole variables may be rounded to the next multiple; with others only an exact quotient will do.
        let exact = |bound: Option<i64>| bound.is_none_or(|bound| bound % divisor == 0);
        if divisor > 1 && (whole || (exact(least) && exact(most))) {
            for (_, factor) in &mut terms {
                *factor /= divisor;
            }
            let least = least.map(|least| -(-least).div_euclid(divisor));
            let most = most.map(|most| most.div_euclid(divisor));
            self.rows.push(Row { least, most, terms });
        } else {
            self.rows.push(Row { least, most, terms });
        }
    }

    /// A row of whole variables that does not hold exactly with these values, rounded; `None`: all do.
    pub fn broken_row(&self, values: &[f64]) -> Option<String> {
        let is_broken = |row: &&Row| {
            let whole = row.terms.iter().all(|(var, _)| self.columns[var.0].1);
            let sum = total(&row.terms, values);
            whole
                && (row.least.is_some_and(|least| sum < least)
                    || row.most.is_some_and(|most| sum > most))
        };
        self.rows
            .iter()
            .find(is_broken)
            .map(|row| format!("{row:?}"))
    }

    fn problem(&self) -> RowProblem {
        let mut problem = RowProblem::new();
        let columns: Vec<Col> = self
            .columns
            .iter()
            .map(|(most, whole)| {
                let most = most.map_or(f64::INFINITY, float);
                problem.add_column_with_integrality(0.0, 0.0..=most, *whole)
            })
            .collect();
        for row in &self.rows {
            let least = row.least.map_or(f64::NEG_INFINITY, float);
            let most = row.most.map_or(f64::INFINITY, float);
            let terms: Vec<(Col, f64)> = row
                .terms
                .iter()
                .map(|(var, factor)| (columns[var.0], float(*factor)))
                .collect();
            problem.add_row(least..=most, terms);
        }
        problem
    }
}

/// What a sum comes to with these values, which are rounded.
#[expect(
    clippy::cast_possible_truncation,
    reason = "every value is a small whole number within the solver's tolerance"
)]
pub fn total(terms: &[(Var, i64)], values: &[f64]) -> i64 {
    let value = |var: Var| values[var.0].round() as i64;
    terms.iter().map(|(var, factor)| factor * value(*var)).sum()
}

impl Var {
    /// Whether it is 1 in a solution.
    pub fn is_on(self, values: &[f64]) -> bool {
        values[self.0] > 0.5
    }
}

/// HiGHS at work on one program: one thread, no gap, tight tolerances, warm from one aim to the next.
pub struct Solver {
    mip: Mip,
    model: Option<Model>,
    last: Option<Vec<f64>>,
    until: Instant,
}

impl Solver {
    /// To solve a program until some time.
    pub fn new(mip: Mip, until: Instant) -> Self {
        let mut model = mip.problem().optimise(Sense::Minimise);
        model.set_option("threads", 1);
        model.set_option("parallel", "off");
        model.set_option("mip_rel_gap", 0.0);
        // Every aim is a whole number, so that less than one apart is proved.
        model.set_option("mip_abs_gap", 0.9);
        model.set_option("mip_feasibility_tolerance", 1e-9);
        model.set_option("primal_feasibility_tolerance", 1e-9);
        model.set_option("dual_feasibility_tolerance", 1e-9);
        Self {
            mip,
            model: Some(model),
            last: None,
            until,
        }
    }

    /// Minimises an aim.
    pub fn minimise(&mut self, aim: &[(Var, i64)]) -> Solved {
        let left = self.until.saturating_duration_since(Instant::now());
        let Some(mut model) = self.model.take().filter(|_| left > Duration::ZERO) else {
            return Solved::OutOfTime;
        };
        let mut costs = vec![0; self.mip.columns.len()];
        for (var, factor) in aim {
            costs[var.0] += factor;
        }
        let common = costs.iter().fold(0, |a, cost| gcd(a, *cost)).max(1);
        let columns = self.columns();
        for (column, cost) in columns.iter().zip(&costs) {
            model.change_column_cost(*column, float(cost / common));
        }
        model.set_option("time_limit", left.as_secs_f64());
        if let Some(start) = &self.last {
            model.set_solution(Some(start), None, None, None);
        }
        let solved = model.solve();
        let status = solved.status();
        let values = solved.get_solution().columns().to_vec();
        self.model = Some(solved.into());
        match status {
            HighsModelStatus::Optimal => {
                self.last = Some(values.clone());
                Solved::Optimal(values)
            }
            HighsModelStatus::Infeasible => Solved::Infeasible,
            HighsModelStatus::ReachedTimeLimit => Solved::OutOfTime,
            other => Solved::Failed(other),
        }
    }

    /// Adds a row `terms <= most`, for good.
    pub fn fix(&mut self, terms: Terms, most: i64) {
        self.mip.at_most(terms, most);
        let columns = self.columns();
        if let (Some(row), Some(model)) = (self.mip.rows.last(), &mut self.model) {
            let terms: Vec<(Col, f64)> = row
                .terms
                .iter()
                .map(|(var, factor)| (columns[var.0], float(*factor)))
                .collect();
            let most = row.most.map_or(f64::INFINITY, float);
            model.add_row(..=most, terms);
        }
    }

    /// The program with the rows that were added.
    pub fn mip(&self) -> &Mip {
        &self.mip
    }

    /// The handles of the columns, which HiGHS counts as we do.
    fn columns(&self) -> Vec<Col> {
        let mut twin = RowProblem::new();
        (0..self.mip.columns.len())
            .map(|_| twin.add_column(0.0, 0.0..))
            .collect()
    }
}

/// A whole number that a double holds exactly.
#[expect(
    clippy::cast_precision_loss,
    reason = "prices and times stay far below 2^53"
)]
fn float(value: impl std::borrow::Borrow<i64>) -> f64 {
    *value.borrow() as f64
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}
