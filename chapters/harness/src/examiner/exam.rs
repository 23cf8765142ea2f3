//! What a check function is handed: one program, and a transcript of all that
//! is done to it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{io, iter};

use super::conversation::Conversation;
use super::exit::Exit;
use super::host::Host;
use super::program::Program;
use super::redact::Redaction;
use super::run::{Run, hole};
use crate::limits::Limits;
use crate::verdict::Verdict;

/// A step of a check: what it found, or the verdict that ends the check.
pub type Step<T = ()> = Result<T, Verdict>;

/// One exercise under examination.
///
/// A check runs the program, or talks to it; every step is written into the
/// transcript, which is held against the recorded one at the end. On the way the
/// check names the mistakes that it recognises, so that a reader is told more
/// than "line 3 differs".
#[derive(Debug)]
pub struct Exam {
    pub(super) name: String,
    pub(super) chapter_dir: PathBuf,
    pub(super) transcript: String,
    pub(super) mistake: Option<String>,
    /// The mistake that it would show if the step at hand failed.
    pub(super) suspicion: Option<String>,
    /// What a program did while its check did not look, and should not have done.
    pub(super) unseen: Option<Verdict>,
    /// The number that was drawn for this check, if it asked for one.
    pub(super) lot: Option<u64>,
    /// What came of arguments that nobody knew beforehand, if it was wrong.
    pub(super) surprised: Option<Verdict>,
    /// A check of its own kind has judged already: there is no transcript.
    pub(super) judged: bool,
    /// Texts that differ from run to run, and the words that stand for them.
    hidden: Vec<(String, String)>,
    executable: PathBuf,
    limits: Limits,
}

impl Exam {
    pub(super) fn new(name: &str, chapter_dir: PathBuf, executable: PathBuf) -> Exam {
        Exam {
            name: name.to_owned(),
            chapter_dir,
            transcript: String::new(),
            mistake: None,
            suspicion: None,
            unseen: None,
            lot: None,
            surprised: None,
            judged: false,
            hidden: Vec::new(),
            executable,
            limits: Limits::from_env(),
        }
    }

    /// An exam of any program, outside of the course.
    pub fn of_program(name: &str, executable: &Path) -> Exam {
        Exam::new(name, PathBuf::new(), executable.to_owned())
    }

    /// Gives the program so many seconds in place of the usual time.
    pub fn limit_seconds(&mut self, seconds: u64) {
        self.limits.time = Duration::from_secs(seconds);
    }

    /// Gives the program so many seconds at the least: for a check that has a lot to
    /// do.
    pub fn allow_seconds(&mut self, seconds: u64) {
        self.limits.time = self.limits.time.max(Duration::from_secs(seconds));
    }

    /// From here on, a word stands in the transcript for a text that differs from run
    /// to run, such as the path of a folder that the check has made.
    pub fn hide(&mut self, text: &str, word: &str) {
        // As an argument shows it.
        self.hidden.push((text.escape_debug().to_string(), word.to_owned()));
    }

    /// What has happened until now.
    pub fn transcript(&self) -> &str {
        &self.transcript
    }

    /// What a program did that should not have, while the check did not look.
    pub fn unseen(&self) -> Option<&Verdict> {
        self.unseen.as_ref()
    }

    /// Runs the program to its end.
    ///
    /// # Errors
    ///
    /// It hit a limit, panicked, reached a `todo!()`, or was ended by a signal.
    pub fn run<const N: usize>(&mut self, args: [&str; N]) -> Step<Run> {
        self.run_with(&args)
    }

    /// As [`run`](Exam::run), for a check that makes its arguments.
    ///
    /// # Errors
    ///
    /// As [`run`](Exam::run).
    pub fn run_with(&mut self, args: &[&str]) -> Step<Run> {
        let (lines, exit) = self.start(args).run_to_end();
        self.note_run(args, &lines, &exit);
        Run::of(lines, exit)
    }

    /// As [`run_with`](Exam::run_with), but a run that comes to a good end leaves
    /// no line in the transcript: for a check that tries hundreds of things, and
    /// shows the one that goes wrong.
    ///
    /// # Errors
    ///
    /// As [`run`](Exam::run).
    pub fn run_unseen(&mut self, args: &[&str]) -> Step<Run> {
        let (lines, exit) = self.start(args).run_to_end();
        let run = Run::of(lines.clone(), exit.clone());
        if run.is_err() {
            self.note_run(args, &lines, &exit);
        }
        run
    }

    /// Runs the program to its end, with a text on its standard input, and leaves no
    /// line in the transcript: for a check that asks much at once. What was printed is
    /// there however it ended.
    pub fn feed(&mut self, args: &[&str], input: String) -> (Vec<String>, Step<Run>) {
        let program = Program::start_fed(&self.executable, args, input, self.limits);
        let (lines, exit) = program.unwrap_or_else(|error| panic!("{error:#}")).run_to_end();
        (lines.clone(), Run::of(lines, exit))
    }

    /// Starts the program, waits until it says where it listens, and lets peers
    /// talk to it.
    ///
    /// # Errors
    ///
    /// It ended, or hit a limit, before it said `listening on ADDRESS`.
    pub fn serve<const N: usize>(&mut self, args: [&str; N]) -> Step<Conversation<'_>> {
        self.note_start(&args);
        let program = self.start(&args);
        Conversation::with_server(self, program)
    }

    /// Starts the program as a client: its first argument is the address of a
    /// peer that waits for its call, `args` follow.
    pub fn call<const N: usize>(&mut self, args: [&str; N]) -> Conversation<'_> {
        let others = args.map(str::to_owned);
        self.call_with(|address| iter::once(address.to_string()).chain(others).collect())
    }

    /// As [`call`](Exam::call), for a program that wants the address in another form: in
    /// a URL, say.
    pub fn call_with(&mut self, args: impl FnOnce(SocketAddr) -> Vec<String>) -> Conversation<'_> {
        self.try_call(args).unwrap_or_else(|error| panic!("no port to listen on: {error}"))
    }

    fn try_call(
        &mut self,
        args: impl FnOnce(SocketAddr) -> Vec<String>,
    ) -> io::Result<Conversation<'_>> {
        let host = Host::listen()?;
        let address = host.address()?;
        let args = args(address);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        self.note_start(&args);
        let program = self.start(&args);
        host.call_at_the_end_of(&program)?;
        Ok(Conversation::with_client(self, program, address, host))
    }

    /// Names a mistake where its sign is seen. The first one named is told,
    /// should the check fail.
    pub fn mistake_if(&mut self, seen: bool, words: &str) {
        if seen && self.mistake.is_none() {
            self.mistake = Some(words.to_owned());
        }
    }

    /// Writes a line into the transcript.
    pub fn note(&mut self, line: &str) {
        self.transcript.push_str(&self.as_noted(line));
        self.transcript.push('\n');
    }

    /// A line as the transcript has it: with words for what differs from run to run.
    pub(super) fn as_noted(&self, line: &str) -> String {
        let line = Redaction::apply_all(&Redaction::ALWAYS, line);
        let hide = |line: String, (text, word): &(String, String)| line.replace(text, word);
        self.hidden.iter().fold(line, hide)
    }

    /// The `todo!()` that the program reached, if there is one. A server may live
    /// on after that, and fail its peers; but what it lacks is what is to be told.
    pub(super) fn hole(&self) -> Option<Verdict> {
        let printed = self.transcript.lines().filter_map(|line| line.strip_prefix("| "));
        hole(&printed.collect::<Vec<_>>())
    }

    fn note_start(&mut self, args: &[&str]) {
        let words: Vec<String> = args.iter().map(|arg| format!(" {arg:?}")).collect();
        self.note(&format!("$ {}{}", self.name, words.concat()));
    }

    pub(super) fn note_run(&mut self, args: &[&str], lines: &[String], exit: &Step<Exit>) {
        self.note_start(args);
        self.note_lines(lines);
        if let Ok(exit) = exit {
            self.note(&format!("[{exit}]"));
        }
    }

    /// Writes lines that the program printed into the transcript.
    pub fn note_lines(&mut self, lines: &[String]) {
        for line in lines {
            self.note(&format!("| {line}"));
        }
    }

    pub(super) fn start(&self, args: &[&str]) -> Program {
        Program::start(&self.executable, args, self.limits)
            .unwrap_or_else(|error| panic!("{error:#}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_for_what_differs_from_run_to_run() {
        let mut exam = Exam::of_program("any", Path::new("any"));
        exam.hide("/tmp/x7", "<FOLDER>");
        exam.note("$ any \"/tmp/x7/a\"");
        assert_eq!(exam.transcript(), "$ any \"<FOLDER>/a\"\n");
    }

    #[test]
    fn a_hole_is_found_in_a_transcript() {
        let mut exam = Exam::of_program("any", Path::new("any"));
        assert_eq!(exam.hole(), None);
        exam.note("alice connects");
        exam.note("| thread 'main' panicked at a.rs:3:5:");
        exam.note("| not yet implemented: all of it");
        assert_eq!(exam.hole(), Some(Verdict::Unfinished { hole: "a.rs:3:5".into() }));
    }
}
