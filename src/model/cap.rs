//! Caps on credits by category, and which of them can stand in the way together.
//!
//! Two caps nest or are disjoint: the catalogue sees to that.

use super::{Category, Credits, Id, Rule};

/// A cap on a category along a route.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cap {
    /// The category its rule names.
    pub category: Id,
    /// The categories that count as it, by place in the program's list.
    pub members: Vec<usize>,
    /// How much of them counts, in hundredths of a credit.
    pub most: u64,
}

impl Cap {
    /// More ways than this to choose disjoint caps that leave less room than a route asks for are more than a plan is searched with: each
    /// is a demand of its own.
    pub const MOST_CHOICES: usize = 512;

    /// The caps among some rules, along a route that asks for so many credits.
    pub fn all<'r>(
        rules: impl IntoIterator<Item = &'r Rule>,
        categories: &[Category],
        credits: Credits,
    ) -> Vec<Self> {
        let cap = |rule: &Rule| {
            let category = rule.category.as_ref()?;
            Some(Self {
                category: category.clone(),
                members: Category::members(categories, category),
                most: rule.bound.most(credits)?,
            })
        };
        rules.into_iter().filter_map(cap).collect()
    }

    /// Every choice of disjoint caps, by their places, that leave room for less than so many credits (in hundredths) together: those that
    /// can stand in the way. `None`: there are more than [`Cap::MOST_CHOICES`].
    pub fn choices(caps: &[Self], credits: u64) -> Option<Vec<Vec<usize>>> {
        let mut choices: Vec<(Vec<usize>, u64)> = vec![(Vec::new(), 0)];
        for (place, cap) in caps.iter().enumerate() {
            let is_apart = |other: &usize| caps.get(*other).is_some_and(|o| o.is_apart(cap));
            let with = |(chosen, room): &(Vec<usize>, u64)| {
                let room = room.saturating_add(cap.most);
                let stands = room < credits && chosen.iter().all(is_apart);
                stands.then(|| ([chosen.as_slice(), &[place]].concat(), room))
            };
            let more: Vec<_> = choices.iter().filter_map(with).collect();
            choices.extend(more);
            if choices.len() > Self::MOST_CHOICES {
                return None;
            }
        }
        let choices = choices.into_iter().skip(1);
        Some(choices.map(|(chosen, _)| chosen).collect())
    }

    /// What is beyond the caps of so much in each of them: the most that any choice of disjoint caps is exceeded by.
    pub fn excess(caps: &[Self], had: &[u64]) -> u64 {
        let mut caps: Vec<(&Self, u64)> = caps.iter().zip(had.iter().copied()).collect();
        caps.sort_by_key(|(cap, _)| cap.members.len());
        // The largest caps so far, with what is beyond each or beyond what it holds.
        let mut outer: Vec<(&Self, u64)> = Vec::new();
        for (cap, had) in caps {
            let (within, apart): (Vec<_>, Vec<_>) = outer
                .into_iter()
                .partition(|(other, _)| !other.is_apart(cap));
            let within = within.into_iter().map(|(_, excess)| excess);
            let within = within.fold(0, u64::saturating_add);
            outer = apart;
            outer.push((cap, had.saturating_sub(cap.most).max(within)));
        }
        let all = outer.into_iter().map(|(_, excess)| excess);
        all.fold(0, u64::saturating_add)
    }

    /// Whether two caps share no category.
    fn is_apart(&self, other: &Self) -> bool {
        !self
            .members
            .iter()
            .any(|member| other.members.contains(member))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Caps of so much on so many.
    fn caps(of: &[(&[usize], u64)]) -> Vec<Cap> {
        let category = Id::slug("any").unwrap();
        let cap = |(members, most): &(&[usize], u64)| Cap {
            category: category.clone(),
            members: members.to_vec(),
            most: *most,
        };
        of.iter().map(cap).collect()
    }

    /// What is beyond caps, by looking at every choice of them.
    fn excess_of_any(caps: &[Cap], had: &[u64]) -> u64 {
        let choices = Cap::choices(caps, u64::MAX).unwrap();
        let over = |chosen: &Vec<usize>| {
            let had: u64 = chosen.iter().map(|place| had[*place]).sum();
            had.saturating_sub(chosen.iter().map(|place| caps[*place].most).sum())
        };
        choices.iter().map(over).max().unwrap_or_default()
    }

    #[test]
    fn what_is_beyond_caps_is_the_most_that_any_choice_of_them_is_exceeded_by() {
        let nested = caps(&[
            (&[0, 1, 2], 50),
            (&[0], 30),
            (&[1], 30),
            (&[3], 10),
            (&[3], 7),
            (&[0, 1], 40),
        ]);
        let mut random = 7_u64;
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..500 {
            let mut next = || {
                random = random
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                (random >> 33) % 60
            };
            let (a, b, c, d) = (next(), next(), next(), next() / 3);
            let had = [a + b + c, a, b, d, d, a + b];
            let excess = Cap::excess(&nested, &had);
            assert_eq!(excess, excess_of_any(&nested, &had), "{had:?}");
            seen.insert(excess);
        }
        assert!(seen.len() > 30 && seen.contains(&0), "{seen:?}");
    }

    #[test]
    fn caps_that_leave_room_for_all_of_it_stand_in_no_way() {
        let thirty: Vec<(Vec<usize>, u64)> = (0..30).map(|place| (vec![place], 40)).collect();
        let thirty: Vec<_> = thirty
            .iter()
            .map(|(m, most)| (m.as_slice(), *most))
            .collect();
        // One alone, or two of them.
        let choices = Cap::choices(&caps(&thirty), 120).unwrap();
        assert_eq!(choices.len(), 30 + 30 * 29 / 2);
        // Any number of them.
        assert_eq!(Cap::choices(&caps(&thirty), 10_000), None);
        assert_eq!(Cap::choices(&caps(&thirty), 40), Some(Vec::new()));
    }

    #[test]
    fn caps_that_nest_are_never_chosen_together() {
        let nested = caps(&[(&[0, 1], 4), (&[0], 3), (&[2], 2)]);
        let expected: Vec<Vec<usize>> = vec![vec![0], vec![1], vec![2], vec![0, 2], vec![1, 2]];
        assert_eq!(Cap::choices(&nested, 100), Some(expected));
    }
}
