//! What an example prints, and what it answers: the texts that a chapter's tests
//! record.

use std::fs;
use std::path::Path;

use anyhow::ensure;

use super::build;
use super::exam::Exam;
use super::exit::Exit;
use super::program::Program;
use crate::Limits;
use crate::trace::Trace;

/// Runs an example of a package to its end, and returns what it printed on
/// stdout and stderr, escaped and redacted.
///
/// # Panics
///
/// It does not build, hits a limit, panics, or ends with an exit status that is
/// not 0.
#[track_caller]
pub fn example_output(package: &str, name: &str) -> String {
    example_output_with(package, name, [])
}

/// As [`example_output`], with arguments for the example.
///
/// # Panics
///
/// As [`example_output`].
#[track_caller]
pub fn example_output_with<const N: usize>(package: &str, name: &str, args: [&str; N]) -> String {
    let run = example_exam(package, name).run(args);
    let run = run.unwrap_or_else(|verdict| panic!("{name}: {verdict}"));
    assert_eq!(run.exit, Exit::Status(0), "{name} printed:\n{}", run.lines.join("\n"));
    run.lines.join("\n")
}

/// An exam of an example, for a test that talks to it.
///
/// # Panics
///
/// It does not build.
#[track_caller]
pub fn example_exam(package: &str, name: &str) -> Exam {
    let executable = build::example(package, name).unwrap_or_else(|error| panic!("{error:#}"));
    Exam::of_program(name, &executable)
}

/// Runs an example of a package to its end, and returns what its Deferreds and
/// timers did.
///
/// # Panics
///
/// It does not build, hits a limit, or writes no trace.
#[track_caller]
pub fn example_trace(package: &str, name: &str) -> Trace {
    let executable = build::example(package, name).unwrap_or_else(|error| panic!("{error:#}"));
    program_trace(name, &executable, &[])
}

/// As [`example_trace`], for any program.
///
/// # Panics
///
/// As [`example_trace`].
#[track_caller]
pub fn program_trace(name: &str, executable: &Path, args: &[&str]) -> Trace {
    let file = std::env::temp_dir().join(format!("trace-{}-{name}", std::process::id()));
    let _ = fs::remove_file(&file);
    let trace =
        Program::start_traced(executable, args, &file, Limits::from_env()).and_then(|program| {
            let ended = program.wait_for_end();
            ensure!(ended.is_ok(), "{ended:?}: {}", program.lines().join("\n"));
            Trace::read(name, &file)
        });
    let _ = fs::remove_file(&file);
    trace.unwrap_or_else(|error| panic!("{name}: {error:#}"))
}
