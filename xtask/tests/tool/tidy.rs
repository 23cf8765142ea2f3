//! `tidy`: every disagreement is found, and told with its place and a next step.

use super::scratch::{Scratch, exercise, solution};

const MANIFEST: &str = "exercises/exercises.toml";
const CHECKS: &str = "chapters/07-tiny/tests/checks.rs";
const SNAPSHOTS: &str = "chapters/07-tiny/tests/snapshots";

/// A workbook in which something was changed has exactly these problems.
#[track_caller]
fn problems(change: impl FnOnce(&Scratch), expected: &[&str]) {
    let scratch = Scratch::in_git();
    change(&scratch);
    let found = scratch.xtask("tidy").ends_with(1);
    let lines: Vec<&str> = found.said().lines().collect();
    assert_eq!(lines, expected);
}

#[test]
fn a_tidy_workbook_has_no_problems() {
    let words = "tidy: manifest, files, checks and recordings of 3 exercises agree\n";
    Scratch::in_git().xtask("tidy").ends_with(0).says_only(words);
}

#[test]
fn an_exercise_without_its_file() {
    problems(
        |scratch| {
            scratch.delete(&exercise("greet"));
        },
        &[
            "exercises/07-tiny/src/bin/greet.rs: the exercise `greet` is missing: write it, or \
             take the row out of the manifest",
            "exercises/starters.lock: exercises/07-tiny/src/bin/greet.rs is no exercise: `cargo \
             xtask tidy --write`, when the exercises are as they are meant",
        ],
    );
}

#[test]
fn an_exercise_without_its_reference() {
    problems(
        |scratch| {
            scratch.delete(&solution("greet"));
        },
        &["solutions/07-tiny/examples/greet.rs: the reference `greet` is missing: write it, or \
           take the row out of the manifest"],
    );
}

#[test]
fn an_exercise_without_its_check() {
    problems(
        |scratch| {
            scratch.write(CHECKS, &scratch.read(CHECKS).replace("    greet,\n", ""));
        },
        &["chapters/07-tiny/tests/checks.rs: no check for `greet`: write the function, and list \
           it in `checks!`"],
    );
}

#[test]
fn files_and_checks_without_a_row() {
    problems(
        |scratch| {
            let more = scratch.read(CHECKS).replace("    greet,\n", "    greet,\n    more,\n");
            scratch
                .write(&exercise("more"), "fn main() {}")
                .write(&solution("more"), "fn main() {}")
                .write(CHECKS, &more);
        },
        &[
            "chapters/07-tiny/tests/checks.rs: `more` has no row in the manifest: add it to \
             exercises/exercises.toml, or delete it",
            "exercises/07-tiny/src/bin/more.rs: `more` has no row in the manifest: add it to \
             exercises/exercises.toml, or delete it",
            "solutions/07-tiny/examples/more.rs: `more` has no row in the manifest: add it to \
             exercises/exercises.toml, or delete it",
        ],
    );
}

#[test]
fn a_starter_without_its_head() {
    problems(
        |scratch| {
            scratch.answer("greet", "fn main() {}\n").xtask("tidy --write").run();
        },
        &[
            "exercises/07-tiny/src/bin/greet.rs: does not name its command: say how it is checked",
            "exercises/07-tiny/src/bin/greet.rs: does not open with `//!`: say first what is asked",
            "exercises/07-tiny/src/bin/greet.rs: has no `TODO`: mark the place to edit",
        ],
    );
}

#[test]
fn an_exercise_that_is_not_its_starter_any_more() {
    problems(
        |scratch| {
            let path = exercise("greet");
            scratch.write(&path, &format!("{}// more\n", scratch.read(&path)));
        },
        &["exercises/07-tiny/src/bin/greet.rs: is not the starter that exercises/starters.lock \
           names: `cargo xtask reset greet`, or `cargo xtask tidy --write`, when the \
           exercises are as they are meant"],
    );
}

#[test]
fn a_page_that_is_missing_or_not_listed() {
    problems(
        |scratch| {
            let rows = scratch.read(MANIFEST).replacen("tiny.md", "other.md", 1);
            scratch.write(MANIFEST, &rows);
        },
        &[
            "book/src/SUMMARY.md: other.md, the page of `greet`, is not listed: list it",
            "book/src/other.md: the page of `greet` is missing: write it, or mend the \
             manifest's row",
        ],
    );
}

#[test]
fn an_exercise_without_a_wrong_answer() {
    problems(
        |scratch| {
            scratch.delete("solutions/07-tiny/wrong/greet__in_quotes.rs");
        },
        &[
            "solutions/07-tiny/Cargo.toml: wrong/greet__in_quotes.rs is missing: write it, or \
             delete its row",
            "solutions/07-tiny/wrong: `greet` has no wrong answer: write \
             solutions/07-tiny/wrong/greet__MISTAKE.rs",
        ],
    );
}

#[test]
fn a_wrong_answer_that_nobody_builds_or_understands() {
    problems(
        |scratch| {
            scratch
                .write("solutions/07-tiny/wrong/nonsense.rs", "//! The check says:\nfn main() {}");
        },
        &[
            "solutions/07-tiny/Cargo.toml: wrong/nonsense.rs has no row: add [[example]] name = \
             \"nonsense\" path = \"wrong/nonsense.rs\"",
            "solutions/07-tiny/wrong/nonsense.rs: answers no exercise of its chapter: call it \
             EXERCISE__MISTAKE.rs",
            "solutions/07-tiny/wrong/nonsense.rs: has no line `//! The check says: …`: write what \
             its check must say",
        ],
    );
}

#[test]
fn two_programs_of_one_name() {
    problems(
        |scratch| {
            scratch.write("chapters/07-tiny/examples/greet.rs", "fn main() {}");
        },
        &["solutions/07-tiny/examples/greet.rs: the name is also that of a program in \
           chapters/07-tiny/examples and exercises/07-tiny/src/bin: give one of them another name"],
    );
}

#[test]
fn recordings_that_are_missing_or_that_nothing_makes() {
    problems(
        |scratch| {
            let greet = scratch.read(&format!("{SNAPSHOTS}/checks__greet.snap"));
            scratch
                .delete(&format!("{SNAPSHOTS}/examples__sum_up.snap"))
                .write(&format!("{SNAPSHOTS}/checks__guess_sums.snap"), &greet)
                .write(&format!("{SNAPSHOTS}/examples__gone.snap"), &greet);
        },
        &[
            "chapters/07-tiny/tests/snapshots/checks__guess_sums.snap: nothing makes this \
             recording: delete it",
            "chapters/07-tiny/tests/snapshots/examples__gone.snap: nothing makes this recording: \
             delete it",
            "chapters/07-tiny/tests/snapshots/examples__sum_up.snap: the recording is missing: \
             cargo insta test --review -p tiny --test examples",
        ],
    );
}

#[test]
fn a_recording_that_waits_for_review() {
    problems(
        |scratch| {
            scratch.write(&format!("{SNAPSHOTS}/checks__greet.snap.new"), "new");
        },
        &["chapters/07-tiny/tests/snapshots/checks__greet.snap.new: waits for review: read it, \
           then accept or delete it"],
    );
}

#[test]
fn without_git_it_cannot_be_told() {
    Scratch::in_git().xtask("tidy").with("PATH", "").ends_with(3).warns("cannot start git");
}
