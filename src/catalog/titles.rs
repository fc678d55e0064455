//! Which titles stand within others, word by word, found in one walk over all of them.

use std::collections::HashMap;

/// The most words of a title that are looked at.
const MOST_WORDS: usize = 40;

/// Titles by their words. A node of the tree is a number.
#[derive(Default)]
pub(super) struct Titles<'t> {
    /// The nodes that first words lead to. They are few, and most words are none of them.
    first: HashMap<&'t str, usize>,
    /// The nodes that further words lead to.
    steps: HashMap<(usize, &'t str), usize>,
    /// Which titles end at a node.
    ends: HashMap<usize, Vec<usize>>,
}

impl<'t> Titles<'t> {
    /// A tree that is to hold titles of so many words in all.
    pub(super) fn with_capacity(words: usize) -> Self {
        Self {
            steps: HashMap::with_capacity(words),
            ..Self::default()
        }
    }

    /// Takes in a title under a number. One word alone says too little to be compared.
    pub(super) fn insert(&mut self, title: usize, words: &[&'t str]) {
        if words.len() < 2 || words.len() > MOST_WORDS {
            return;
        }
        let Some((first, rest)) = words.split_first() else {
            return;
        };
        let fresh = self.first.len() + self.steps.len();
        let mut node = *self.first.entry(first).or_insert(fresh);
        for word in rest {
            let fresh = self.first.len() + self.steps.len();
            node = *self.steps.entry((node, word)).or_insert(fresh);
        }
        self.ends.entry(node).or_default().push(title);
    }

    /// The numbers of the titles that stand within these words, in order; among them that of the title itself.
    pub(super) fn within(&self, words: &[&str]) -> Vec<usize> {
        let words = words.get(..MOST_WORDS).unwrap_or(words);
        let mut found = Vec::new();
        for (start, first) in words.iter().enumerate() {
            let Some(mut node) = self.first.get(first).copied() else {
                continue;
            };
            for word in words.iter().skip(start + 1) {
                let Some(next) = self.steps.get(&(node, *word)) else {
                    break;
                };
                node = *next;
                found.extend(self.ends.get(&node).into_iter().flatten());
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The words of a title, as they are compared.
pub(super) fn words(lower: &str) -> Vec<&str> {
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(titles: &[&str], title: &str, expected: &[usize]) {
        let mut tree = Titles::default();
        for (number, title) in titles.iter().enumerate() {
            tree.insert(number, &words(title));
        }
        assert_eq!(tree.within(&words(title)), expected);
    }

    #[test]
    fn titles_are_found_whole_and_in_words() {
        let titles = [
            "cisco ai",
            "ai",
            "designing cisco ai",
            "cisco airways",
            "cisco ai",
        ];
        check(&titles, "designing cisco ai, advanced", &[0, 2, 4]);
        check(&titles, "the cisco-ai way", &[0, 4]);
        check(&titles, "cisco airway", &[]);
        check(&titles, "", &[]);
    }

    #[test]
    fn endless_titles_are_not_compared() {
        let endless = "a ".repeat(100_000);
        check(&[&endless, "a a"], &endless, &[1]);
    }
}
