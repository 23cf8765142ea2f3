//! The drill takes whatever it is handed: it ends, and says what was wrong.

use harness::{Exit, Run, example_exam};

/// Plays a text on the reference.
fn play(args: &[&str], text: &str) -> Run {
    let mut exam = example_exam("sol-deferred", "your_own_deferred");
    let (printed, end) = exam.feed(args, text.to_owned());
    end.unwrap_or_else(|verdict| panic!("{verdict}\n{}", printed.join("\n")))
}

#[track_caller]
fn is_refused(args: &[&str], text: &str, reason: &str) {
    let run = play(args, text);
    assert_eq!((run.lines, run.exit), (vec![reason.to_owned()], Exit::Status(2)));
}

#[test]
fn a_line_that_is_wrong_is_refused_before_anything_is_played() {
    let text = "case one\nnew d\ncase two\nhop d\n";
    is_refused(&["-"], text, "standard input: line 4: nothing that can be done: `hop d`");
}

#[test]
fn arguments_that_say_nothing_are_refused() {
    let usage = "arguments: none, FILE, -, levels N, adds N, or waits N";
    is_refused(&["hop", "twice"], "", usage);
}

#[test]
fn a_depth_without_an_end_is_refused() {
    is_refused(&["adds", "9999999"], "", "`9999999` is not a number from 1 to 1000000");
}

#[test]
fn a_program_that_adds_levels_without_end_comes_to_an_end() {
    let run = play(&["-"], "case a\nfn f pass\nin f level d f -\nnew d\nlevel d f -\nvalue d go\n");
    assert!(run.says("too much"));
    assert_eq!(run.exit, Exit::Status(0));
}

#[test]
fn a_program_of_functions_in_functions_without_end_comes_to_an_end() {
    let inner = "in f new d\nin f level d f -\nin f value d go\n";
    let run = play(&["-"], &format!("case a\nfn f pass\n{inner}new d\nlevel d f -\nvalue d go\n"));
    assert!(run.says("too much"));
    assert_eq!(run.exit, Exit::Status(0));
}

#[test]
fn what_does_not_exist_is_skipped() {
    let run = play(&["-"], "case a\nvalue d go\n");
    assert_eq!(run.lines, ["case a", "> value d go", "  skip"]);
}
