//! Every command and every flag. The doc comments are the help texts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// The exit codes, below the help of every command.
const EXIT_CODES: &str = "\
Exit codes: 0 all passed, or done; 1 something is not solved yet; 2 wrong usage;
3 the tool itself could not do its work.";

/// The workbook's tool. Without a command: where you are, and what to do next.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXIT_CODES)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the tool can do. A NAME is a number (`3`, `3.2`), a name, or the
/// beginning of a name.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge exercises: the next one, or those that are named
    Check(CheckArgs),
    /// Run your program of an exercise, or an example of the book
    ///
    /// The exit code is 0 if the program's is, and else 1; how it ended is told.
    Run {
        /// An exercise, or an example of a chapter
        name: String,
        /// What the program is given
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Run a program, and draw what its Deferreds did, on two rails
    ///
    /// A program that serves for ever is ended by Ctrl-C, or after ten seconds
    /// (`WORKBOOK_DEADLINE=60` makes it sixty). The exit code is that of `run`.
    Trace(TraceArgs),
    /// List the exercises and how far you are
    List {
        /// Only those of this chapter
        chapter: Option<String>,
    },
    /// Say which exercise comes next
    Next,
    /// Give a hint: a question, a pointer, nearly the line
    Hint {
        /// The exercise
        name: String,
        /// How much to tell, from 1 to 3
        #[arg(default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
        level: u8,
    },
    /// Show the reference solution, once you have passed
    Solution(ReferenceArgs),
    /// Show your file beside the reference solution, once you have passed
    Diff(ReferenceArgs),
    /// Put an exercise back to how it was given; your text is kept
    Reset {
        /// The exercise
        name: String,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
    /// Look whether this machine has what the workbook needs
    ///
    /// The exit code is 1 if something is missing that is needed; what is merely
    /// useful (git, mdBook) is told, and does not count.
    Doctor,
    /// For authors: prove that manifest, exercises, solutions and checks agree
    Tidy {
        /// Note all exercises, as they are now, as those that `reset` brings back
        #[arg(long)]
        write: bool,
    },
}

/// What to judge, and how to say it.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Chapters or exercises; without one, the exercise that comes next
    pub names: Vec<String>,
    /// Judge every exercise
    #[arg(long, conflicts_with = "names")]
    pub all: bool,
    /// Judge the reference solutions in place of your files
    #[arg(long)]
    pub solutions: bool,
    /// Print one JSON object, and nothing else, to standard output
    #[arg(long)]
    pub json: bool,
}

/// What to draw, and how.
#[derive(Debug, Args)]
pub struct TraceArgs {
    /// Write the trace to this file, as one JSON object, and draw nothing
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// An exercise, or an example of a chapter
    pub name: String,
    /// What the program is given
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<String>,
}

/// Of which exercise the reference is shown.
#[derive(Debug, Args)]
pub struct ReferenceArgs {
    /// The exercise
    pub name: String,
    /// Show it even though you have not passed yet
    #[arg(long)]
    pub peek: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_and_flags_contradict_each_other_nowhere() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
