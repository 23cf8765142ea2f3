//! What is wrong with the book, and where.

use std::fmt;

/// One mistake in the book.
///
/// Ordered by place, so that a sorted list reads like the book.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file to correct, below the workbook's root: editors and terminals
    /// open it from there.
    pub file: String,
    /// The line in that file, counted from 1.
    pub line: usize,
    /// The directive, as the page spells it.
    pub directive: String,
    /// What is wrong, and the next step.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { file, line, directive, what } = self;
        write!(f, "{file}:{line}: {directive}: {what}")
    }
}
