//! From what a reader typed to what is meant: a number (`3`, `3.2`), a name, or
//! the beginning of a name that only one has.

use anyhow::Result;
use harness::suggest::next_step;
use harness::{Chapter, Exercise, Manifest};

use crate::outcome::Usage;

/// Something that has a name, and perhaps a number.
pub struct Candidate<T> {
    /// Its name.
    pub name: String,
    /// Its number in the book.
    pub number: Option<String>,
    /// What it is.
    pub what: T,
}

/// A chapter or an exercise.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// A whole chapter.
    Chapter(&'a Chapter),
    /// One exercise.
    Exercise(&'a Exercise),
}

/// The exercises that these words name, each once, in the order of the course.
pub fn exercises<'a>(manifest: &'a Manifest, words: &[String]) -> Result<Vec<&'a Exercise>> {
    let places: Vec<Place<'_>> =
        words.iter().map(|word| place(manifest, word)).collect::<Result<_>>()?;
    let is_named = |exercise: &&Exercise| places.iter().any(|place| place.holds(exercise));
    Ok(manifest.exercises.iter().filter(is_named).collect())
}

/// The one exercise that this word names.
pub fn exercise<'a>(manifest: &'a Manifest, word: &str) -> Result<&'a Exercise> {
    match place(manifest, word) {
        Ok(Place::Exercise(exercise)) => Ok(exercise),
        Ok(Place::Chapter(chapter)) => Err(not_a_chapter(manifest, word, chapter)),
        Err(_) => pick(word, exercise_candidates(manifest).collect()),
    }
}

/// The one chapter that this word names.
pub fn chapter<'a>(manifest: &'a Manifest, word: &str) -> Result<&'a Chapter> {
    pick(word, chapter_candidates(manifest).collect())
}

/// The candidate that this word names.
///
/// # Errors
///
/// A [`Usage`] error: there is none, or more than one; the message names those
/// that may have been meant.
pub fn pick<T>(word: &str, candidates: Vec<Candidate<T>>) -> Result<T> {
    let is_meant = |one: &Candidate<T>| one.name == word || one.number.as_deref() == Some(word);
    let begins = |one: &Candidate<T>| !word.is_empty() && one.name.starts_with(word);
    let (meant, others): (Vec<_>, Vec<_>) = candidates.into_iter().partition(is_meant);
    if let Some(one) = meant.into_iter().next() {
        return Ok(one.what);
    }
    let (mut begun, others): (Vec<_>, Vec<_>) = others.into_iter().partition(begins);
    match begun.len() {
        0 => Err(unknown(word, others.iter().map(|one| one.name.as_str()))),
        1 => Ok(begun.remove(0).what),
        _ => Err(ambiguous(word, begun.iter().map(|one| one.name.as_str()))),
    }
}

/// All exercises, as candidates.
pub fn exercise_candidates(manifest: &Manifest) -> impl Iterator<Item = Candidate<&Exercise>> {
    manifest.exercises.iter().map(|exercise| Candidate {
        name: exercise.name.clone(),
        number: Some(manifest.number_of(exercise)),
        what: exercise,
    })
}

fn chapter_candidates(manifest: &Manifest) -> impl Iterator<Item = Candidate<&Chapter>> {
    manifest.chapters.iter().map(|chapter| Candidate {
        name: chapter.name.clone(),
        number: Some(chapter.number.to_string()),
        what: chapter,
    })
}

fn place<'a>(manifest: &'a Manifest, word: &str) -> Result<Place<'a>> {
    let chapters = chapter_candidates(manifest).map(|one| one.map(Place::Chapter));
    let exercises = exercise_candidates(manifest).map(|one| one.map(Place::Exercise));
    pick(word, chapters.chain(exercises).collect())
}

impl<T> Candidate<T> {
    /// The same candidate for something made of it.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Candidate<U> {
        Candidate { name: self.name, number: self.number, what: make(self.what) }
    }
}

impl Place<'_> {
    fn holds(self, exercise: &Exercise) -> bool {
        match self {
            Place::Chapter(chapter) => exercise.chapter == chapter.name,
            Place::Exercise(named) => exercise.name == named.name,
        }
    }
}

fn unknown<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> anyhow::Error {
    let next_step = next_step(word, names, "`cargo xtask list` shows all names");
    Usage(format!("there is no `{word}`: {next_step}")).into()
}

fn ambiguous<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> anyhow::Error {
    let names: Vec<&str> = names.collect();
    Usage(format!("`{word}` is the beginning of several names: {}", names.join(", "))).into()
}

fn not_a_chapter(manifest: &Manifest, word: &str, chapter: &Chapter) -> anyhow::Error {
    let first = manifest.exercises_of(&chapter.name).next();
    let such_as = first.map_or_else(String::new, |exercise| {
        format!(", such as {} or {}", manifest.number_of(exercise), exercise.name)
    });
    Usage(format!("`{word}` is a whole chapter: name one of its exercises{such_as}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["say_it", "say_what_failed", "puzzle_1", "puzzle_11"];

    fn picked(word: &str) -> Result<&'static str, String> {
        let candidates = (1..).zip(NAMES).map(|(place, name)| Candidate {
            name: name.to_owned(),
            number: Some(format!("3.{place}")),
            what: name,
        });
        pick(word, candidates.collect()).map_err(|error| {
            assert!(error.is::<Usage>());
            error.to_string()
        })
    }

    #[test]
    fn a_number_a_name_and_a_unique_beginning_name_the_same() {
        for word in ["3.2", "say_what_failed", "say_w"] {
            assert_eq!(picked(word), Ok("say_what_failed"), "{word}");
        }
    }

    #[test]
    fn a_whole_name_wins_over_a_longer_one_that_begins_like_it() {
        assert_eq!(picked("puzzle_1"), Ok("puzzle_1"));
    }

    #[test]
    fn the_beginning_of_several_names_lists_them() {
        let error = picked("say").unwrap_err();
        assert!(error.ends_with("several names: say_it, say_what_failed"), "{error}");
    }

    #[test]
    fn a_slip_of_the_finger_gets_a_suggestion() {
        assert_eq!(picked("sya_it").unwrap_err(), "there is no `sya_it`: did you mean `say_it`?");
    }

    #[test]
    fn another_word_is_told_where_the_names_are() {
        for word in ["deferreds", "3.9", ""] {
            let error = picked(word).unwrap_err();
            assert!(error.contains("`cargo xtask list`"), "{error}");
        }
    }
}
