//! What an example prints, and what it answers: the texts that a chapter's tests
//! record.

use super::build;
use super::exam::Exam;
use super::exit::Exit;

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
