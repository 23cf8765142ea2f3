//! Which fences are directives.
//!
//! The rule leaves no room for a directive that is misspelt and then shown to
//! the reader as code:
//!
//! 1. A fence with an argument (a second word) is a directive, and must be one
//!    that exists. Code fences of this book never have a second word: what
//!    mdBook wants to know about code is joined by commas (`rust,ignore`).
//! 2. A fence with a single word names a language, unless that word is a
//!    directive's name or nearly so: then the argument has been forgotten.

use harness::suggest::nearest;

/// The directives there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Directive {
    /// A file, or a part of it.
    Listing,
    /// What an example printed.
    Output,
    /// The card of an exercise.
    Exercise,
    /// What the Deferreds of an example did.
    Trace,
}

/// What a fence is.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning<'a> {
    /// Code, to be shown as it stands.
    Code,
    /// A directive, and its argument.
    Directive(Directive, &'a str),
    /// Neither: the first word, what is wrong with it, and the next step.
    Mistake(&'a str, String),
}

impl Directive {
    /// All of them.
    pub const ALL: [Directive; 4] =
        [Directive::Listing, Directive::Output, Directive::Exercise, Directive::Trace];

    /// The word behind the backticks.
    pub fn name(self) -> &'static str {
        match self {
            Directive::Listing => "listing",
            Directive::Output => "output",
            Directive::Exercise => "exercise",
            Directive::Trace => "trace",
        }
    }

    /// How it is written.
    fn usage(self) -> &'static str {
        match self {
            Directive::Listing => {
                "write `listing CHAPTER/EXAMPLE` or `listing CHAPTER/EXAMPLE#ANCHOR`"
            }
            Directive::Output => "write `output CHAPTER/EXAMPLE`",
            Directive::Exercise => "write `exercise NAME`",
            Directive::Trace => "write `trace CHAPTER/EXAMPLE`",
        }
    }
}

/// Reads the words behind a fence's backticks.
pub fn meaning(info: &str) -> Meaning<'_> {
    let words: Vec<&str> = info.split_whitespace().collect();
    let Some(&word) = words.first() else { return Meaning::Code };
    let named = Directive::ALL.into_iter().find(|directive| directive.name() == word);
    match (named, &words[1..]) {
        (Some(directive), [argument]) => Meaning::Directive(directive, argument),
        (Some(directive), _) => {
            Meaning::Mistake(word, format!("it takes one argument; {}", directive.usage()))
        }
        (None, arguments) => unknown(word, !arguments.is_empty()),
    }
}

fn unknown(word: &str, has_arguments: bool) -> Meaning<'_> {
    let names = Directive::ALL.map(Directive::name);
    match nearest(word, names) {
        Some(name) => {
            Meaning::Mistake(word, format!("there is no such directive; did you mean `{name}`?"))
        }
        None if has_arguments => {
            let names = names.join(", ");
            let what = format!(
                "there is no such directive; use one of {names}, or join the attributes of code by commas"
            );
            Meaning::Mistake(word, what)
        }
        None => Meaning::Code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake(info: &str) -> String {
        match meaning(info) {
            Meaning::Mistake(_, what) => what,
            other => panic!("{info}: {other:?}"),
        }
    }

    #[test]
    fn a_directive_has_one_argument() {
        assert_eq!(meaning("listing a/b#c"), Meaning::Directive(Directive::Listing, "a/b#c"));
        assert!(mistake("listing").contains("one argument"));
        assert!(mistake("output a/b c").contains("one argument"));
    }

    #[test]
    fn code_is_left_alone() {
        for info in ["", "rust", "rust,ignore", "text", "console", "lisp"] {
            assert_eq!(meaning(info), Meaning::Code, "{info}");
        }
    }

    #[test]
    fn a_misspelt_directive_is_not_code() {
        assert!(mistake("lising a/b").contains("`listing`"));
        assert!(mistake("excercise say_it").contains("`exercise`"));
        assert!(mistake("ouput").contains("`output`"));
    }

    #[test]
    fn an_argument_makes_a_directive_that_must_exist() {
        assert!(mistake("sample deferred/chain_1").contains("no such directive"));
        assert!(mistake("rust ignore").contains("commas"));
    }
}
