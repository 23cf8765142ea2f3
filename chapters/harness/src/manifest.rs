//! The one manifest, `exercises/exercises.toml`: which exercises there are, in
//! which order, and what they are called.

use std::fmt;

use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};

/// How many hints an exercise has: a question, a pointer, nearly the line.
pub const HINTS: usize = 3;

/// The chapters and the exercises, in the order of the course.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The chapters, in order.
    #[serde(rename = "chapter", default)]
    pub chapters: Vec<Chapter>,
    /// The exercises of all chapters, in order.
    #[serde(rename = "exercise", default)]
    pub exercises: Vec<Exercise>,
}

/// A chapter of the course.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Its number in the book.
    pub number: u32,
    /// Its name, which is also the name of its library crate.
    pub name: String,
    /// Its title in the book.
    pub title: String,
}

/// An exercise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// The name of its chapter.
    pub chapter: String,
    /// Its name, which is also the name of its file and of its program.
    pub name: String,
    /// What the reader is asked to do.
    pub kind: Kind,
    /// The task in one sentence.
    pub task: String,
    /// The page of the book that prepares for it, below `book/src`.
    pub page: String,
    /// The example whose output is to be predicted, for the kind `predict`.
    #[serde(default)]
    pub predicts: Option<String>,
    /// Three hints: a question, a pointer, nearly the line.
    pub hints: Vec<String>,
}

/// What an exercise asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Write the missing part.
    Fill,
    /// Find the bug.
    Fix,
    /// Say what a program prints before it runs.
    Predict,
    /// Write a whole small program against a written contract.
    Build,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Kind::Fill => "fill",
            Kind::Fix => "fix",
            Kind::Predict => "predict",
            Kind::Build => "build",
        })
    }
}

impl Manifest {
    /// Reads a manifest and makes sure that its rows agree with each other.
    ///
    /// # Errors
    ///
    /// The text is not a manifest, or a row contradicts another; the message
    /// names the row.
    pub fn parse(text: &str) -> Result<Manifest> {
        let manifest: Manifest = toml::from_str(text)?;
        for (at, exercise) in manifest.exercises.iter().enumerate() {
            let name = &exercise.name;
            let twice = manifest.exercises[..at].iter().any(|e| e.name == *name);
            ensure!(!twice, "the exercise `{name}` stands there twice");
            exercise.ensure_consistent(&manifest)?;
        }
        Ok(manifest)
    }

    /// The chapter with this name.
    pub fn chapter(&self, name: &str) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.name == name)
    }

    /// The exercise with this name.
    pub fn exercise(&self, name: &str) -> Option<&Exercise> {
        self.exercises.iter().find(|exercise| exercise.name == name)
    }

    /// The exercises of a chapter, in order.
    pub fn exercises_of<'a>(&'a self, chapter: &'a str) -> impl Iterator<Item = &'a Exercise> {
        self.exercises.iter().filter(move |exercise| exercise.chapter == chapter)
    }

    /// The number under which the book speaks of an exercise, such as `3.5`.
    pub fn number_of(&self, exercise: &Exercise) -> String {
        let chapter = self.chapter(&exercise.chapter).map_or(0, |chapter| chapter.number);
        let place = self
            .exercises_of(&exercise.chapter)
            .position(|other| other.name == exercise.name)
            .map_or(0, |index| index + 1);
        format!("{chapter}.{place}")
    }
}

impl Chapter {
    /// The folder of the chapter below `chapters`, `exercises` and `solutions`,
    /// such as `04-web-server`.
    pub fn folder(&self) -> String {
        format!("{:02}-{}", self.number, self.kebab())
    }

    /// The package that holds the reader's programs.
    pub fn exercises_package(&self) -> String {
        format!("ex-{}", self.kebab())
    }

    /// The package that holds the reference solutions.
    pub fn solutions_package(&self) -> String {
        format!("sol-{}", self.kebab())
    }

    fn kebab(&self) -> String {
        self.name.replace('_', "-")
    }
}

impl Exercise {
    fn ensure_consistent(&self, manifest: &Manifest) -> Result<()> {
        let name = &self.name;
        let chapter = &self.chapter;
        ensure!(
            manifest.chapter(chapter).is_some(),
            "the exercise `{name}` belongs to a chapter `{chapter}` which is not listed"
        );
        ensure!(
            self.hints.len() == HINTS,
            "the exercise `{name}` has {} hints; it needs {HINTS}",
            self.hints.len()
        );
        ensure!(
            (self.kind == Kind::Predict) == self.predicts.is_some(),
            "the exercise `{name}`: `predicts` goes with the kind `predict`, and only with it"
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAPTER: &str =
        "[[chapter]]\nnumber = 4\nname = 'web_server'\ntitle = 'The web server'\n";

    fn exercise(name: &str) -> String {
        format!(
            "[[exercise]]\nchapter = 'web_server'\nname = '{name}'\nkind = 'fill'\n\
             task = 'Do it.'\npage = 'p.md'\nhints = ['a?', 'b', 'c']\n"
        )
    }

    fn error_of(text: &str) -> String {
        Manifest::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn names_follow_from_the_row() {
        let text = format!("{CHAPTER}{}{}", exercise("one"), exercise("two"));
        let manifest = Manifest::parse(&text).unwrap();
        let chapter = manifest.chapter("web_server").unwrap();
        assert_eq!(chapter.folder(), "04-web-server");
        assert_eq!(chapter.exercises_package(), "ex-web-server");
        assert_eq!(chapter.solutions_package(), "sol-web-server");
        assert_eq!(manifest.number_of(manifest.exercise("two").unwrap()), "4.2");
    }

    #[test]
    fn a_row_that_contradicts_another_is_named() {
        let twice = format!("{CHAPTER}{}{}", exercise("one"), exercise("one"));
        assert!(error_of(&twice).contains("`one` stands there twice"));
        let homeless = format!("{CHAPTER}{}", exercise("one").replace("web_server", "web"));
        assert!(error_of(&homeless).contains("chapter `web`"));
    }

    #[test]
    fn an_exercise_has_exactly_three_hints() {
        let text = format!("{CHAPTER}{}", exercise("one").replace(", 'c'", ""));
        assert!(error_of(&text).contains("has 2 hints"));
    }

    #[test]
    fn only_a_prediction_names_the_program_it_predicts() {
        let text = format!("{CHAPTER}{}", exercise("one").replace("'fill'", "'predict'"));
        assert!(error_of(&text).contains("`predicts`"));
    }
}
