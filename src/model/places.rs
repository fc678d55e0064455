//! The places for exams in a route, and what exams that were passed leave of them.

use std::collections::BTreeMap;

use super::{ExamClass, Id, Program, Route};

impl Route {
    /// More ways than this to sit the exams of a route are more than a plan is searched with: each is a search of its own.
    pub const MOST_SITTINGS: u64 = 512;

    /// In how many ways at most its exams can be sat: which of the classes that a union includes, or fewer of them where not all can be
    /// sat.
    pub fn sittings(&self, classes: &[ExamClass]) -> u64 {
        let product = |ways: &dyn Fn(&Id, u32) -> u64| {
            let each = self.exams.iter().map(|(class, count)| ways(class, *count));
            each.fold(1, u64::saturating_mul)
        };
        let kinds = |id: &Id| {
            let class = classes.iter().find(|class| class.id == *id);
            class.map_or(1, |class| class.includes.len().max(1))
        };
        let filled = product(&|class, count| multisets(kinds(class), count));
        filled.max(product(&|_, count| u64::from(count).saturating_add(1)))
    }

    /// The exams it still asks for, by class, when exams of those classes were passed: each fills one place that admits its class.
    ///
    /// As many places as can be are filled, the narrow ones first, so that what is left admits the most.
    pub fn exams_left<'p>(
        &self,
        program: &Program,
        passed: impl IntoIterator<Item = &'p Id>,
    ) -> BTreeMap<Id, u32> {
        let breadth = |class: &Id| {
            let class = program.exam_class(class);
            class.map_or(1, |class| class.includes.len().max(1))
        };
        let mut places: Vec<&Id> = self
            .exams
            .iter()
            .flat_map(|(class, number)| (0..*number).map(move |_| class))
            .collect();
        places.sort_by_key(|class| breadth(class));
        let passed: Vec<&Id> = passed.into_iter().collect();
        let mut filling = Filling {
            admits: places
                .iter()
                .map(|place| passed.iter().map(|class| admits(program, place, class)))
                .map(Iterator::collect)
                .collect(),
            place_of: vec![None; passed.len()],
        };
        let mut left = BTreeMap::new();
        for (place, class) in places.into_iter().enumerate() {
            if !filling.fill(place, &mut vec![false; passed.len()]) {
                *left.entry(class.clone()).or_default() += 1;
            }
        }
        left
    }
}

/// How many ways there are to take so many things of so many kinds, at most [`u64::MAX`].
fn multisets(kinds: usize, count: u32) -> u64 {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let (fewer, all) = (count.min(kinds - 1), count.saturating_add(kinds - 1));
    (1..=fewer)
        .try_fold(1_u64, |ways, step| {
            // The product of so many factors in a row can be divided by their number.
            let factor = u64::try_from(all - fewer + step).ok()?;
            Some(ways.checked_mul(factor)? / u64::try_from(step).ok()?)
        })
        .unwrap_or(u64::MAX)
}

/// Whether a place for one class admits an exam of another.
fn admits(program: &Program, place: &Id, class: &Id) -> bool {
    let union = program.exam_class(place);
    place == class || union.is_some_and(|union| union.admits(class))
}

/// Exams in places, each in one at most.
struct Filling {
    /// For each place, which exams it admits.
    admits: Vec<Vec<bool>>,
    /// For each exam, the place it is in.
    place_of: Vec<Option<usize>>,
}

impl Filling {
    /// Fills a place, and moves other exams on where that takes it; no place that was filled is left empty. `tried` are the exams that
    /// were tried on the way.
    fn fill(&mut self, place: usize, tried: &mut Vec<bool>) -> bool {
        for exam in 0..self.place_of.len() {
            let admits = self.admits.get(place).and_then(|admits| admits.get(exam));
            let is_new = tried.get(exam) == Some(&false);
            if admits != Some(&true) || !is_new {
                continue;
            }
            if let Some(tried) = tried.get_mut(exam) {
                *tried = true;
            }
            let taken = self.place_of.get(exam).copied().flatten();
            if taken.is_none_or(|other| self.fill(other, tried)) {
                if let Some(of) = self.place_of.get_mut(exam) {
                    *of = Some(place);
                }
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_may_be_taken_again() {
        assert_eq!(multisets(1, 20), 1);
        assert_eq!(multisets(5, 1), 5);
        assert_eq!(multisets(2, 3), 4);
        assert_eq!(multisets(10, 20), 10_015_005);
        assert_eq!(multisets(3, 0), 1);
        assert_eq!(multisets(usize::MAX, u32::MAX), u64::MAX);
        assert_eq!(multisets(1, u32::MAX), 1);
    }
}
