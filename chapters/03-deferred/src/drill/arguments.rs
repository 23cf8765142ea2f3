//! What the arguments of a drill ask for.

use std::fs::File;
use std::io::{self, Read};

use super::program::Program;
use super::{OwnDeferred, deep, player, script};

/// Far more than all recorded programs together.
const LONGEST_SCRIPT: u64 = 16 * 1024 * 1024;

/// The most levels or Deferreds of a deep drill.
const DEEPEST: usize = 1_000_000;

const USAGE: &str = "arguments: none, FILE, -, levels N, adds N, or waits N";

/// What is played when nothing is asked for.
const FIRST: &str = include_str!("first.txt");

/// What a drill has to play.
pub enum Task {
    Programs(Vec<Program>),
    Levels(usize),
    Adds(usize),
    Waits(usize),
}

/// Understands the arguments, and reads what they name.
pub fn read(args: impl Iterator<Item = String>) -> Result<Task, String> {
    let args: Vec<String> = args.collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => script::parse(FIRST).map(Task::Programs),
        ["levels", n] => depth(n).map(Task::Levels),
        ["adds", n] => depth(n).map(Task::Adds),
        ["waits", n] => depth(n).map(Task::Waits),
        ["-"] => programs("standard input", Ok(io::stdin())),
        [file] => programs(file, File::open(file)),
        _ => Err(USAGE.to_owned()),
    }
}

fn depth(n: &str) -> Result<usize, String> {
    let depth = n.parse().ok().filter(|depth| (1..=DEEPEST).contains(depth));
    depth.ok_or_else(|| format!("`{n}` is not a number from 1 to {DEEPEST}"))
}

fn programs(name: &str, source: io::Result<impl Read>) -> Result<Task, String> {
    let mut text = String::new();
    source
        .and_then(|source| source.take(LONGEST_SCRIPT).read_to_string(&mut text))
        .map_err(|error| format!("{name}: {error}"))?;
    let programs = script::parse(&text).map_err(|reason| format!("{name}: {reason}"))?;
    Ok(Task::Programs(programs))
}

impl Task {
    pub fn play<D: OwnDeferred>(self) {
        match self {
            Task::Programs(programs) => programs.into_iter().for_each(player::play::<D>),
            Task::Levels(n) => deep::levels::<D>(n),
            Task::Adds(n) => deep::adds::<D>(n),
            Task::Waits(n) => deep::waits::<D>(n),
        }
    }
}
