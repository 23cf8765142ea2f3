//! A running program, with limits: a process group of its own, a deadline, and
//! an end to its output.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result};
use shared_child::SharedChild;

use super::exit::Exit;
use super::interrupt;
use super::memory;
use super::output::{Output, State};
use super::redact::Redaction;
use super::rest::{LOOK_EVERY, Rest};
use super::text::escape;
use crate::environment;
use crate::limits::Limits;
use crate::verdict::Verdict;

/// Variables that a program under examination does not inherit: they are the
/// workbook's own, or would change what it prints.
const NOT_INHERITED: [&str; 3] = ["WORKBOOK_", "INSTA_", "RUST_"];

/// Which part of its time a program is given to come to rest.
const REST_TAKES_AT_MOST: u32 = 3;

/// A running program. Dropping it ends it, with all that it started.
#[derive(Debug)]
pub struct Program {
    child: Arc<SharedChild>,
    output: Arc<Output>,
    /// Our own hold on the pipe that it prints into.
    pipe: io::PipeWriter,
    limits: Limits,
    deadline: Instant,
}

impl Program {
    /// Starts a program.
    ///
    /// # Errors
    ///
    /// It cannot be started at all.
    pub fn start<A: AsRef<OsStr>>(
        executable: &Path,
        args: impl IntoIterator<Item = A>,
        limits: Limits,
    ) -> Result<Program> {
        Program::start_with(executable, args, limits, |_| {})
    }

    /// As [`start`](Program::start), with a text on the program's standard input.
    ///
    /// # Errors
    ///
    /// As [`start`](Program::start).
    pub fn start_fed<A: AsRef<OsStr>>(
        executable: &Path,
        args: impl IntoIterator<Item = A>,
        input: String,
        limits: Limits,
    ) -> Result<Program> {
        let (reader, mut writer) = io::pipe()?;
        let program = Program::start_with(executable, args, limits, |command| {
            command.stdin(reader);
        })?;
        // A program that does not read it all is free to do so. If it is ended, the
        // pipe's other end goes, and the thread with it.
        thread::spawn(move || writer.write_all(input.as_bytes()));
        Ok(program)
    }

    /// As [`start`](Program::start), with a file that the program writes its trace to.
    ///
    /// # Errors
    ///
    /// As [`start`](Program::start).
    pub fn start_traced<A: AsRef<OsStr>>(
        executable: &Path,
        args: impl IntoIterator<Item = A>,
        trace: &Path,
        limits: Limits,
    ) -> Result<Program> {
        Program::start_with(executable, args, limits, |command| {
            command.env(environment::TRACE, trace);
        })
    }

    fn start_with<A: AsRef<OsStr>>(
        executable: &Path,
        args: impl IntoIterator<Item = A>,
        limits: Limits,
        prepare: impl FnOnce(&mut Command),
    ) -> Result<Program> {
        let (reader, writer) = io::pipe()?;
        let mut command = Command::new(executable);
        command.args(args).stdin(Stdio::null());
        command.stdout(writer.try_clone()?).stderr(writer.try_clone()?);
        clean_environment(&mut command);
        prepare(&mut command);
        in_its_own_group(&mut command);
        let child = interrupt::start(&mut command)
            .with_context(|| format!("cannot start {}", executable.display()))?;

        let program = Program {
            child: Arc::new(child),
            output: Arc::new(Output::new(limits.output)),
            pipe: writer.try_clone()?,
            limits,
            deadline: Instant::now() + limits.time,
        };
        program.collect_output(reader);
        program.await_end(writer);
        Ok(program)
    }

    /// Waits until the output has the line `index`, counted from 0, whole, and
    /// returns it, escaped but not redacted.
    ///
    /// # Errors
    ///
    /// The program ended, or a limit was hit, before there was such a line;
    /// `waiting_for` is what the verdict says.
    pub fn wait_for_line(&self, index: usize, waiting_for: &str) -> Result<String, Verdict> {
        let line = |printed: &[u8]| whole_lines(printed).nth(index).map(escape);
        let found = self.wait_for(|state| line(&state.printed));
        found.ok_or_else(|| self.why_not(waiting_for))
    }

    /// Waits for the first whole line that begins with `start`, and returns its
    /// index.
    ///
    /// # Errors
    ///
    /// As [`wait_for_line`](Program::wait_for_line).
    pub fn wait_for_start(&self, start: &str, waiting_for: &str) -> Result<usize, Verdict> {
        let begins = |line: &[u8]| line.starts_with(start.as_bytes());
        let found = self.wait_for(|state| whole_lines(&state.printed).position(begins));
        found.ok_or_else(|| self.why_not(waiting_for))
    }

    /// Waits for the program to end by itself.
    ///
    /// # Errors
    ///
    /// A limit was hit before; the program is then ended.
    pub fn wait_for_end(&self) -> Result<Exit, Verdict> {
        let found =
            self.wait_for(|state| state.ended.filter(|_| state.complete && !state.over_limit));
        match found {
            Some(status) => Ok(status.into()),
            None => Err(self.why_not("the program's end")),
        }
    }

    /// Ends the program, which should not have ended by itself before
    /// `waiting_for`, and waits for the last of its output.
    ///
    /// A program that is just about to end cannot be killed any more, so on Unix
    /// the end itself tells whose doing it was.
    ///
    /// # Errors
    ///
    /// It had ended, or hit a limit.
    pub(super) fn end_it(&self, waiting_for: &str) -> Result<(), Verdict> {
        let had_ended = self.output.state().ended.is_some();
        self.kill();
        let exit = self.wait_for_end()?;
        if had_ended || (cfg!(unix) && !exit.is_kill()) {
            return Err(self.why_not(waiting_for));
        }
        Ok(())
    }

    /// Waits until `found` finds something, until the deadline, or as long as there
    /// may be something to be found.
    fn wait_for<T>(&self, found: impl Fn(&State) -> Option<T>) -> Option<T> {
        let mut rest = self.rest();
        loop {
            let next_look = self.deadline.min(Instant::now() + LOOK_EVERY);
            let it = self.output.wait_for(next_look, &found);
            let is_over = Instant::now() >= self.deadline || self.output.state().is_final();
            if it.is_some() || is_over {
                // It may have come after the last look.
                return it.or_else(|| self.output.wait_for(Instant::now(), &found));
            }
            if rest.is_certain() {
                self.output.catch_up(self.deadline, &self.pipe);
                return self.output.wait_for(Instant::now(), &found);
            }
        }
    }

    /// The program's lines, and its exit, once it has ended.
    pub(super) fn run_to_end(&self) -> (Vec<String>, Result<Exit, Verdict>) {
        let exit = self.wait_for_end();
        (self.lines(), exit)
    }

    /// Why something that was waited for never came.
    pub(super) fn why_not(&self, waiting_for: &str) -> Verdict {
        let state = self.output.state();
        let waiting_for = waiting_for.to_owned();
        if state.over_limit {
            return Verdict::TooMuchOutput { bytes: self.limits.output };
        }
        match state.ended.map(Exit::from) {
            Some(Exit::Signal(signal)) => Verdict::Crashed { signal },
            Some(exit) => Verdict::ExitedEarly { exit: exit.to_string(), waiting_for },
            None if Instant::now() < self.deadline => Verdict::Asleep { waiting_for },
            None => Verdict::TimedOut { seconds: self.limits.time.as_secs(), waiting_for },
        }
    }

    /// What the program has printed until now, up to the limit.
    pub fn printed(&self) -> Vec<u8> {
        self.output.state().printed.clone()
    }

    /// The lines it has printed until now, escaped and redacted; an end without a
    /// line end is told.
    pub fn lines(&self) -> Vec<String> {
        let text = Redaction::apply_all(&Redaction::ALWAYS, &escape(&self.printed()));
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if !text.is_empty() && !text.ends_with('\n') {
            lines.push("[no line end]".to_owned());
        }
        lines
    }

    /// For whoever waits for it, and wants to know whether that is any good.
    pub(super) fn rest(&self) -> Rest {
        Rest::of(self.child.id(), self.limits.time)
    }

    /// Waits until nothing but its peers can wake the program; or, where that cannot
    /// be told, or does not come, for a part of its time.
    pub(super) fn wait_for_rest(&self) {
        let until = self.deadline.min(Instant::now() + self.limits.time / REST_TAKES_AT_MOST);
        let mut rest = self.rest();
        while !rest.is_certain() && Instant::now() < until && !self.output.state().is_final() {
            self.output.wait_for(Instant::now() + LOOK_EVERY, |_| None::<()>);
        }
    }

    /// When the program's time is over.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }

    /// What returns when the program has ended, or its time is over: for a thread
    /// that has to know.
    pub(super) fn end_or_deadline(&self) -> impl FnOnce() + Send + 'static {
        let (output, deadline) = (Arc::clone(&self.output), self.deadline);
        move || {
            output.wait_for(deadline, |state| state.is_final().then_some(()));
        }
    }

    /// The most memory that it has held until now, in bytes, while it runs; nothing
    /// where the system does not tell.
    pub(super) fn peak_memory(&self) -> Option<usize> {
        memory::peak(self.child.id())
    }

    /// Holds the program still, or lets it go on. Without the signals of Unix it
    /// goes on all the time.
    pub(super) fn hold(&self, held: bool) {
        interrupt::hold_group(self.child.id(), held);
    }

    /// Ends the program and all that it started.
    pub fn kill(&self) {
        kill(&self.child);
    }

    fn collect_output(&self, reader: io::PipeReader) {
        let (child, output) = (Arc::clone(&self.child), Arc::clone(&self.output));
        thread::spawn(move || output.collect(reader, || kill(&child)));
    }

    fn await_end(&self, writer: io::PipeWriter) {
        let (child, output) = (Arc::clone(&self.child), Arc::clone(&self.output));
        thread::spawn(move || {
            let ended = child.wait();
            // Children it left behind in its group end with it.
            interrupt::end_group(child.id());
            interrupt::forget(child.id());
            if let Ok(status) = ended {
                output.program_ended(status, writer);
            }
        });
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if self.output.state().ended.is_none() {
            self.kill();
        }
    }
}

fn kill(child: &SharedChild) {
    interrupt::end_group(child.id());
    // Where there are no groups, at least the program itself ends. It may have
    // ended already: that is what we want.
    let _ = child.kill();
}

/// The lines that have an end already, without it.
fn whole_lines(printed: &[u8]) -> impl Iterator<Item = &[u8]> {
    printed.split_inclusive(|byte| *byte == b'\n').filter_map(|line| line.strip_suffix(b"\n"))
}

/// The program's backtrace would name the reader's own folders; the other
/// variables would let it see who examines it.
fn clean_environment(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let shown = name.to_string_lossy();
        if NOT_INHERITED.iter().any(|start| shown.starts_with(start)) {
            command.env_remove(name);
        }
    }
}

#[cfg(unix)]
fn in_its_own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    command.process_group(0);
}

#[cfg(not(unix))]
fn in_its_own_group(_command: &mut Command) {}
