//! The progress file, whatever happens to it.

use std::fs;
use std::thread;

use super::scratch::{PROGRESS, Scratch};

#[test]
fn garbage_is_moved_aside_and_said_so() {
    let scratch = Scratch::new();
    let garbage = "<<<<<<< HEAD\r\n{\"schema\": 1}\r\n=======\r\n";
    scratch.write(PROGRESS, garbage);
    scratch
        .xtask("list")
        .ends_with(0)
        .says("0 of 3 solved")
        .warns("progress.json could not be read; it is now")
        .warns("cargo xtask check --all");
    assert_eq!(scratch.read(".workbook/progress.broken-1.json"), garbage);
    scratch.xtask("list").ends_with(0).warns_of_nothing();
}

#[test]
fn line_ends_of_another_system_are_no_garbage() {
    let scratch = Scratch::new();
    scratch.write(PROGRESS, "{\r\n\"schema\": 1,\r\n\"solved\": [\"greet\"]\r\n}\r\n");
    scratch.xtask("list").ends_with(0).says("1 of 3 solved").warns_of_nothing();
}

#[test]
fn a_file_of_a_newer_tool_is_left_alone() {
    let scratch = Scratch::new();
    let newer = "{\"schema\": 99}";
    scratch.write(PROGRESS, newer);
    scratch.xtask("next").ends_with(0).says("7.1 greet").warns("left as it is");
    assert_eq!(scratch.read(PROGRESS), newer);
}

#[test]
fn where_it_cannot_be_written_the_verdict_still_stands() {
    let scratch = Scratch::built();
    // Nobody can make a folder where a file is, not even root.
    scratch.solve("greet").write(".workbook", "a file");
    scratch
        .xtask("check greet")
        .ends_with(0)
        .says("greet  passed")
        .warns("the progress is not written down")
        .warns(".workbook");
    assert_eq!(scratch.read(".workbook"), "a file");
}

#[test]
fn names_of_another_version_are_kept() {
    let scratch = Scratch::built();
    scratch.has_solved(&["later"]).solve("greet").xtask("check greet").ends_with(0);
    assert_eq!(scratch.solved(), ["greet", "later"]);
}

#[test]
fn two_tools_at_once_are_both_recorded() {
    let scratch = Scratch::built();
    scratch.solve("greet").solve("count_up");
    thread::scope(|scope| {
        for name in ["greet", "count_up"] {
            let typed = scratch.xtask(&format!("check {name}"));
            scope.spawn(move || typed.ends_with(0));
        }
    });
    assert_eq!(scratch.solved(), ["count_up", "greet"]);
}

#[test]
fn what_fails_again_is_no_longer_solved() {
    let scratch = Scratch::built();
    scratch.has_solved(&["greet", "count_up"]).solve("greet");
    scratch.xtask("check 7").ends_with(1);
    assert_eq!(scratch.solved(), ["greet"]);
}

#[test]
fn the_solutions_are_not_the_readers_progress() {
    let scratch = Scratch::built();
    scratch.xtask("check 7 --solutions").ends_with(0).says("3 of 3 passed");
    assert!(!fs::exists(scratch.path(".workbook")).unwrap());
}
