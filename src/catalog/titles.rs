//! Which titles stand within others, word by word, found in one walk over all of them.

use std::collections::HashMap;

/// The most words of a title that are looked at.
const MOST_WORDS: usize = 40;

/// Titles by their words. A node of the tree is a number; 0 is the root.
#[derive(Default)]
pub(super) struct Titles<'t> {
    steps: HashMap<(usize, &'t str), usize>,
    /// Which titles end at a node.
    ends: HashMap<usize, Vec<usize>>,
}

impl<'t> Titles<'t> {
    /// Takes in a title under a number. One word alone says too little to be compared.
    pub(super) fn insert(&mut self, title: usize, words: &[&'t str]) {
        if words.len() < 2 || words.len() > MOST_WORDS {
            return;
        }
        let mut node = 0;
        for word in words {
            let fresh = self.steps.len() + 1;
            node = *self.steps.entry((node, word)).or_insert(fresh);
        }
        self.ends.entry(node).or_default().push(title);
    }

    /// The numbers of the titles that stand within these words, in order; among them that of the title itself.
    pub(super) fn within(&self, words: &[&str]) -> Vec<usize> {
        let words = words.get(..MOST_WORDS).unwrap_or(words);
        let mut found = Vec::new();
        for start in 0..words.len() {
            let mut node = 0;
            for word in words.iter().skip(start) {
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
