//! A page: finding its directives and putting in their place what they name.

use anyhow::{Result, anyhow};
use harness::Workbook;

use crate::cards::Card;
use crate::directive::{Directive, Meaning, meaning};
use crate::fences::{self, Fence};
use crate::{Problem, exercise, listing, output, trace};

/// A page of the book.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its path below the book's `src`, as the manifest spells it.
    pub name: String,
    /// Its path below the workbook's root, for messages.
    pub file: String,
    /// Its text, as mdBook's own preprocessors left it.
    pub content: String,
    /// Its text as it stands in the file.
    pub source: String,
}

impl Page {
    /// The text with every directive replaced. What is wrong goes to `problems`,
    /// the exercises' cards that were found to `cards`.
    pub fn expand(
        &self,
        workbook: &Workbook,
        cards: &mut Vec<Card>,
        problems: &mut Vec<Problem>,
    ) -> String {
        problems.extend(self.unresolved());
        let mut text = String::new();
        let mut done = 0;
        for fence in fences::find(&self.content) {
            match self.replacement(workbook, &fence, cards) {
                Ok(None) => {}
                Ok(Some(block)) => {
                    text.push_str(&self.content[done..fence.range.start]);
                    text.push_str(&block);
                    done = fence.range.end;
                }
                Err(problem) => problems.push(problem),
            }
        }
        text + &self.content[done..]
    }

    /// What to put in the place of a fence; nothing if it is code.
    fn replacement(
        &self,
        workbook: &Workbook,
        fence: &Fence,
        cards: &mut Vec<Card>,
    ) -> Result<Option<String>, Problem> {
        let at = fence.range.start;
        let (directive, argument) = match meaning(&fence.info) {
            Meaning::Code => return Ok(None),
            Meaning::Directive(directive, argument) => (directive, argument),
            Meaning::Mistake(word, what) => return Err(self.problem(at, word, what)),
        };
        if directive == Directive::Exercise {
            cards.push(Card {
                exercise: argument.to_owned(),
                file: self.file.clone(),
                line: self.line_at(at),
            });
        }
        let block = match (fence.obstacle, fence.body.trim()) {
            (Some(obstacle), _) => Err(anyhow!(obstacle)),
            (None, body) => self.render(workbook, directive, argument, body),
        };
        block.map(Some).map_err(|error| self.problem(at, directive.name(), format!("{error:#}")))
    }

    fn render(
        &self,
        workbook: &Workbook,
        directive: Directive,
        argument: &str,
        body: &str,
    ) -> Result<String> {
        match directive {
            Directive::Listing => listing::render(workbook, argument, body),
            Directive::Output => output::render(workbook, argument, body),
            Directive::Exercise => exercise::render(workbook, argument, body, &self.name),
            Directive::Trace => trace::render(workbook, argument, body),
        }
    }

    /// The `{{#include …}}` and the like that are still there: mdBook leaves
    /// them in the text when it cannot follow them, and builds all the same.
    fn unresolved(&self) -> Vec<Problem> {
        let text = &self.content;
        text.match_indices("{{")
            .filter_map(|(at, braces)| {
                let inner = text[at + braces.len()..].trim_start().strip_prefix('#')?;
                let word = inner.split([' ', '}', '\n']).next().unwrap_or(inner);
                let what = "mdBook could not follow it; correct it, or use the directive `listing`";
                Some(self.problem(at, word, what.to_owned()))
            })
            .collect()
    }

    fn problem(&self, at: usize, directive: &str, what: String) -> Problem {
        let line = self.line_at(at);
        Problem { file: self.file.clone(), line, directive: directive.to_owned(), what }
    }

    /// The line of the file which the byte `at` of the content comes from.
    ///
    /// Texts that mdBook has included shift the lines below them. So the line
    /// is found by what stands in it: the third fence that reads so here is the
    /// third that reads so there.
    fn line_at(&self, at: usize) -> usize {
        let index = self.content[..at].matches('\n').count();
        let wanted = self.content.lines().nth(index).unwrap_or_default();
        let nth = self.content.lines().take(index).filter(|line| *line == wanted).count();
        let mut places = (0..).zip(self.source.lines()).filter(|(_, line)| *line == wanted);
        places.nth(nth).map_or(index, |(place, _)| place) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: &str, content: &str) -> Page {
        let text = |text: &str| text.to_owned();
        Page {
            name: text("p.md"),
            file: text("p.md"),
            content: text(content),
            source: text(source),
        }
    }

    #[test]
    fn a_line_is_that_of_the_file_whatever_was_included_above() {
        let source = "{{#include a}}\n```listing x\n```\n\n```listing x\n```\n";
        let content = "one\ntwo\nthree\n```listing x\n```\n\n```listing x\n```\n";
        let page = page(source, content);
        let places: Vec<usize> = content.match_indices("```l").map(|(at, _)| at).collect();
        assert_eq!(page.line_at(places[0]), 2);
        assert_eq!(page.line_at(places[1]), 5);
    }

    #[test]
    fn a_line_that_the_file_does_not_hold_is_counted_in_the_content() {
        let page = page("{{#include a}}\n", "one\ntwo\n```listing x\n```\n");
        assert_eq!(page.line_at("one\ntwo\n".len()), 3);
    }

    #[test]
    fn an_include_that_was_not_followed_is_a_problem() {
        let text = "a\n{{#include gone.md}}\n{{ #playground x.rs }}\n{{ x }}\n";
        let found = page(text, text).unresolved();
        let found: Vec<(usize, &str)> =
            found.iter().map(|problem| (problem.line, &*problem.directive)).collect();
        assert_eq!(found, [(2, "include"), (3, "playground")]);
    }
}
