//! The book's directives: fenced code blocks that are replaced by what they
//! name, so that no page can drift from the code.
//!
//! ````text
//! ```listing deferred/first_callback#firing
//! An optional caption
//! ```
//! ```output deferred/first_callback
//! ```
//! ```exercise say_it
//! ```
//! ```trace deferred/first_callback
//! An optional caption
//! ```
//! ````
//!
//! - [`listing`]: a file of a chapter, whole or by [`anchors`],
//! - [`output`]: what an example printed when its recording was made,
//! - [`exercise`]: the card of an exercise, from the manifest,
//! - [`trace`]: what the Deferreds of an example did when its trace was recorded, as
//!   a table of two rails, through which `assets/untwisted.js` steps.
//!
//! A directive that names something missing, empty, pending or ambiguous is a
//! [`Problem`]. All problems of a book are collected, so that an author sees
//! them at once, and a single one fails the build.
//!
//! Start with [`expand`]: it takes the pages one by one ([`page`]), finds their
//! fences ([`fences`]), asks which of them are directives ([`directive`]), and
//! makes sure in the end that every exercise has its card ([`cards`]).

pub mod anchors;
pub mod cards;
pub mod directive;
pub mod exercise;
pub mod fences;
pub mod listing;
pub mod markdown;
pub mod output;
pub mod page;
pub mod problem;
pub mod program;
pub mod trace;

use std::fs;
use std::path::Path;

use harness::Workbook;
use mdbook_preprocessor::book::{Book, Chapter};

pub use page::Page;
pub use problem::Problem;

/// Replaces every directive of the book, whose pages lie in `src`.
///
/// Returns what is wrong, in the order of the files. The book is fit to be
/// rendered if that is nothing.
pub fn expand(workbook: &Workbook, src: &Path, book: &mut Book) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut cards = Vec::new();
    let mut pages = Vec::new();
    book.for_each_chapter_mut(|chapter| {
        if let Some(page) = open(workbook, src, chapter) {
            chapter.content = page.expand(workbook, &mut cards, &mut problems);
            pages.push(page);
        }
    });
    problems.extend(cards::check(workbook, &pages, &cards));
    problems.sort();
    problems
}

/// The page of a chapter; nothing if it has no file of its own.
fn open(workbook: &Workbook, src: &Path, chapter: &Chapter) -> Option<Page> {
    let name = chapter.source_path.as_ref()?.to_string_lossy().replace('\\', "/");
    let path = src.join(&name);
    // A page that cannot be read again still has a text: the one mdBook sent.
    let source = fs::read_to_string(&path).unwrap_or_else(|_| chapter.content.clone());
    let file = path.strip_prefix(&workbook.root).unwrap_or(&path);
    let file = file.to_string_lossy().replace('\\', "/");
    Some(Page { name, file, content: chapter.content.clone(), source })
}
