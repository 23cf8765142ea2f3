//! Every exercise has its card, on its page, once; and they are in the order of
//! the course.

use std::fs;

use harness::{Exercise, Workbook, workbook::MANIFEST};

use crate::directive::Directive;
use crate::{Page, Problem};

/// A card that stands on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The exercise, as the directive names it.
    pub exercise: String,
    /// The page, below the workbook's root.
    pub file: String,
    /// The line of the directive.
    pub line: usize,
}

/// Holds the cards that were found on the book's pages against the manifest.
pub fn check(workbook: &Workbook, pages: &[Page], cards: &[Card]) -> Vec<Problem> {
    let exercises = &workbook.manifest.exercises;
    let alone = exercises.iter().filter_map(|exercise| check_one(workbook, exercise, pages, cards));
    alone.chain(out_of_order(workbook, cards)).collect()
}

/// The cards before which there is one that belongs behind them: their numbers
/// would jump about on the pages.
fn out_of_order(workbook: &Workbook, cards: &[Card]) -> Vec<Problem> {
    let exercises = &workbook.manifest.exercises;
    let place = |card: &Card| exercises.iter().position(|known| known.name == card.exercise);
    let pairs = cards.windows(2).filter(|pair| place(&pair[0]) > place(&pair[1]));
    let problem = |pair: &[Card]| {
        let (before, card) = (&pair[0].exercise, &pair[1]);
        let name = &card.exercise;
        let what = format!(
            "the card of `{name}` stands behind that of `{before}`, and before it in the manifest; \
             bring one of the two into the other's order"
        );
        problem(&card.file, card.line, what)
    };
    pairs.map(problem).collect()
}

fn check_one(
    workbook: &Workbook,
    exercise: &Exercise,
    pages: &[Page],
    cards: &[Card],
) -> Option<Problem> {
    let name = &exercise.name;
    let page = pages.iter().find(|page| page.name == exercise.page);
    let cards: Vec<&Card> = cards.iter().filter(|card| card.exercise == *name).collect();
    match (page, &cards[..]) {
        (None, _) => {
            let page = &exercise.page;
            let what = format!(
                "`{name}` belongs on {page}, which is not in the book; \
                 add the page to SUMMARY.md, or correct the row"
            );
            Some(problem(MANIFEST, row_of(workbook, name), what))
        }
        (Some(Page { file, .. }), []) => {
            let what =
                format!("the page has no card of `{name}`; add the directive `exercise {name}`");
            Some(problem(file, 1, what))
        }
        (Some(_), [_]) => None,
        (Some(_), [first, second, ..]) => {
            let Card { file, line, .. } = first;
            let what =
                format!("the card of `{name}` stands at {file}:{line} already; take one out");
            Some(problem(&second.file, second.line, what))
        }
    }
}

fn problem(file: &str, line: usize, what: String) -> Problem {
    let directive = Directive::Exercise.name().to_owned();
    Problem { file: file.to_owned(), line, directive, what }
}

/// The line of the manifest that holds an exercise's name. The parsed manifest
/// knows no lines, so this looks for the row as everybody writes it.
fn row_of(workbook: &Workbook, name: &str) -> usize {
    let text = fs::read_to_string(workbook.root.join(MANIFEST)).unwrap_or_default();
    let quotes = ['"', '\''];
    let names_it = |line: &str| {
        let value = line.split_once('=').filter(|(key, _)| key.trim() == "name");
        value.is_some_and(|(_, value)| value.trim().trim_matches(quotes) == name)
    };
    text.lines().position(names_it).map_or(1, |index| index + 1)
}
