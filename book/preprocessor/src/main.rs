//! The program that `book.toml` names: mdBook hands it the book as JSON on
//! standard input, and takes the expanded book from standard output.

use std::io::{stdin, stdout};
use std::path::absolute;
use std::process::ExitCode;

use anyhow::{Context, Result};
use harness::Workbook;
use mdbook_preprocessor::parse_input;
use mdbook_untwisted::{Problem, expand};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("supports") {
        let html = arguments.next().as_deref() == Some("html");
        return if html { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    match run() {
        Ok(problems) if problems.is_empty() => ExitCode::SUCCESS,
        Ok(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("mdbook-untwisted: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Expands the book and writes it out, unless something is wrong with it.
fn run() -> Result<Vec<Problem>> {
    let (context, mut book) =
        parse_input(stdin().lock()).context("this book is made for mdBook 0.5")?;
    let root = absolute(&context.root)?;
    let workbook = Workbook::around(&root)?;
    let problems = expand(&workbook, &root.join(&context.config.book.src), &mut book);
    if problems.is_empty() {
        serde_json::to_writer(stdout().lock(), &book)?;
    }
    Ok(problems)
}
