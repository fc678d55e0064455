//! What study fits when: the days choices have, and the time the holder has between them.

use std::collections::BTreeSet;

use super::{
    eligible::Eligible,
    period::{Period, WEEK, capacity},
    problem::{Choice, Layer},
};
use crate::model::{Date, Need};

/// What fits when. Between a first and a last day lies a span; a set of things can be done by one person, splitting work as she likes,
/// exactly when in no span more study must lie than it holds.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    /// Seven times the minutes each span holds. Spans that hold everything there is are left out.
    capacity: Vec<u64>,
    /// For each window, the spans it lies in.
    spans: Vec<Vec<usize>>,
    /// For each window, when it ends, in order; windows without an end come last.
    ends: Vec<usize>,
}

impl Calendar {
    /// Whether time limits nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.capacity.is_empty()
    }

    /// The study in each span when nothing was taken.
    pub(super) fn nothing(&self) -> Vec<u64> {
        vec![0; self.capacity.len()]
    }

    /// Adds a choice to the study in each span.
    pub(super) fn add(&self, sums: &mut [u64], choice: &Choice) {
        for span in self.spans(choice) {
            if let Some(sum) = sums.get_mut(*span) {
                *sum = sum.saturating_add(choice.load.study);
            }
        }
    }

    /// Whether so much study in each span fits.
    pub(super) fn holds(&self, sums: &[u64]) -> bool {
        let spans = sums.iter().zip(&self.capacity);
        spans
            .into_iter()
            .all(|(study, capacity)| study.saturating_mul(WEEK) <= *capacity)
    }

    /// The spans a choice lies in.
    pub(super) fn spans(&self, choice: &Choice) -> &[usize] {
        self.spans.get(choice.window).map_or(&[], Vec::as_slice)
    }

    /// When a choice must be done, as a number to order by.
    pub(super) fn end(&self, choice: &Choice) -> usize {
        self.ends.get(choice.window).copied().unwrap_or(usize::MAX)
    }

    /// Leaves out the spans that hold whatever can be taken from the layers.
    pub(super) fn without_ample_spans(self, layers: &[&Layer]) -> Self {
        let mut most = self.nothing();
        for layer in layers {
            let mut of_layer = self.nothing();
            for choice in &layer.choices {
                for span in self.spans(choice) {
                    if let Some(study) = of_layer.get_mut(*span) {
                        *study = (*study).max(choice.load.study);
                    }
                }
            }
            for (most, of_layer) in most.iter_mut().zip(of_layer) {
                *most = most.saturating_add(of_layer);
            }
        }
        let is_tight = |span: &usize| {
            let (most, capacity) = (most.get(*span), self.capacity.get(*span));
            most.zip(capacity)
                .is_some_and(|(most, capacity)| most.saturating_mul(WEEK) > *capacity)
        };
        let tight: Vec<usize> = (0..self.capacity.len()).filter(is_tight).collect();
        let renumbered = |spans: &Vec<usize>| {
            spans
                .iter()
                .filter_map(|span| tight.binary_search(span).ok())
                .collect()
        };
        Self {
            spans: self.spans.iter().map(renumbered).collect(),
            capacity: tight
                .iter()
                .filter_map(|span| self.capacity.get(*span))
                .copied()
                .collect(),
            ends: self.ends,
        }
    }
}

/// Collects the distinct windows of all choices.
pub(super) struct CalendarBuilder {
    begins: Vec<Date>,
    dues: Vec<Date>,
    windows: Vec<Period>,
}

impl CalendarBuilder {
    pub(super) fn new(eligible: &Eligible<'_>) -> Self {
        let candidates = eligible.courses.values().flatten().chain(&eligible.exams);
        let periods: BTreeSet<Period> = candidates
            .flat_map(|c| c.ways.iter().map(|(_, period)| *period))
            .collect();
        let begins: BTreeSet<Date> = periods.iter().map(|period| period.begin).collect();
        let dues: BTreeSet<Date> = periods.iter().filter_map(|period| period.due).collect();
        Self {
            begins: begins.into_iter().collect(),
            dues: dues.into_iter().collect(),
            windows: periods.into_iter().collect(),
        }
    }

    /// The place of a window.
    pub(super) fn window(&self, period: Period) -> usize {
        self.windows.binary_search(&period).unwrap_or(0)
    }

    /// The calendar of a holder with so much time.
    pub(super) fn finish(self, need: &Need) -> Calendar {
        let end = |period: &Period| {
            let due = period
                .due
                .and_then(|due| self.dues.binary_search(&due).ok());
            due.unwrap_or(usize::MAX)
        };
        let ends = self.windows.iter().map(end).collect();
        let mut capacities = Vec::new();
        let mut spans = vec![Vec::new(); self.windows.len()];
        let Some(per_week) = need.hours_per_week else {
            return Calendar {
                capacity: capacities,
                spans,
                ends,
            };
        };
        for begin in &self.begins {
            for due in self.dues.iter().filter(|due| *due >= begin) {
                let lies_in = |window: &Period| {
                    window.begin >= *begin && window.due.is_some_and(|last| last <= *due)
                };
                for (spans, _) in spans
                    .iter_mut()
                    .zip(&self.windows)
                    .filter(|(_, window)| lies_in(window))
                {
                    spans.push(capacities.len());
                }
                capacities.push(capacity(per_week, need.busy.days_between(*begin, *due)));
            }
        }
        Calendar {
            capacity: capacities,
            spans,
            ends,
        }
    }
}
