//! Asks at the terminal. What is asked, and what an answer means, is for the subcommands to say.

use std::io;

use inquire::{Confirm, InquireError, Text, autocompletion::Replacement, validator::Validation};

use super::world::{Ask, Question};

/// The terminal that somebody sits at.
#[derive(Clone, Copy, Debug)]
pub struct Terminal;

impl Ask for Terminal {
    fn text(&mut self, question: &Question<'_>) -> io::Result<String> {
        let words: Vec<String> = question
            .words
            .iter()
            .map(|word| (*word).to_owned())
            .collect();
        let needed = question.needed;
        let validate = move |answer: &str| {
            Ok(if needed && answer.trim().is_empty() {
                Validation::Invalid("this cannot be left out".into())
            } else {
                Validation::Valid
            })
        };
        Text::new(question.text)
            .with_help_message(question.help)
            .with_validator(validate)
            .with_autocomplete(Words(words))
            .prompt()
            .map_err(stopped)
    }

    fn confirm(&mut self, text: &str) -> io::Result<bool> {
        Confirm::new(text)
            .with_default(false)
            .prompt()
            .map_err(stopped)
    }
}

/// Completes the last word of a list.
#[derive(Clone)]
struct Words(Vec<String>);

impl inquire::Autocomplete for Words {
    fn get_suggestions(&mut self, typed: &str) -> Result<Vec<String>, inquire::CustomUserError> {
        let (before, last) = match typed.rfind(',') {
            Some(at) => typed.split_at(at + 1),
            None => ("", typed),
        };
        let last = last.trim().to_lowercase();
        let near = self
            .0
            .iter()
            .filter(|word| word.to_lowercase().contains(&last));
        Ok(near.map(|word| format!("{before}{word}")).collect())
    }

    fn get_completion(
        &mut self,
        typed: &str,
        chosen: Option<String>,
    ) -> Result<Replacement, inquire::CustomUserError> {
        let mut near = self.get_suggestions(typed)?.into_iter();
        Ok(chosen.or_else(|| near.next()))
    }
}

fn stopped(error: InquireError) -> io::Error {
    match error {
        InquireError::IO(error) => error,
        error => io::Error::new(io::ErrorKind::Interrupted, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use inquire::Autocomplete as _;

    #[test]
    fn the_last_word_of_a_list_is_completed() {
        let mut words = Words(vec!["ai".to_owned(), "security".to_owned()]);
        assert_eq!(words.get_suggestions("ai,sec").unwrap(), ["ai,security"]);
        assert_eq!(
            words.get_completion("SEC", None).unwrap().as_deref(),
            Some("security")
        );
        assert_eq!(words.get_completion("zzz", None).unwrap(), None);
    }
}
