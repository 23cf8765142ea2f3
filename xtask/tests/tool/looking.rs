//! The commands that only look: they build nothing, and answer at once.

use super::scratch::{Scratch, exercise};

#[test]
fn alone_it_says_where_you_are_and_what_to_do() {
    let scratch = Scratch::new();
    scratch
        .xtask("")
        .ends_with(0)
        .says("0 of 3 exercises solved")
        .says("7.1 greet (fill)\n  Greet whoever is named.")
        .says("read   book/src/tiny.md")
        .says("edit   exercises/07-tiny/src/bin/greet.rs:6\n")
        .says("check  cargo xtask check greet")
        .says("hint   cargo xtask hint greet")
        .warns_of_nothing()
        .fits_the_page();
    assert!(!scratch.path("target").exists() && !scratch.path(".workbook").exists());
}

#[test]
fn a_terminal_of_one_column_changes_nothing() {
    let scratch = Scratch::new();
    let wide = scratch.xtask("").ends_with(0);
    let narrow = scratch.xtask("").with("COLUMNS", "1").with("LINES", "1").ends_with(0);
    narrow.says_only(wide.said());
}

#[test]
fn the_list_tells_what_is_solved() {
    let scratch = Scratch::new();
    scratch
        .has_solved(&["count_up"])
        .xtask("list tiny")
        .ends_with(0)
        .says("7 A tiny chapter (tiny): 1 of 3 solved")
        .says("  7.1   open     fill     greet\n")
        .says("  7.2   solved   fix      count_up\n");
}

#[test]
fn the_first_that_is_not_solved_comes_next() {
    let scratch = Scratch::new();
    scratch.has_solved(&["greet"]).xtask("next").ends_with(0).says("7.2 count_up");
    scratch
        .has_solved(&["greet", "count_up", "guess_sums"])
        .xtask("next")
        .ends_with(0)
        .says("Every exercise is solved.");
}

#[test]
fn a_deleted_exercise_is_noticed_at_once() {
    let scratch = Scratch::new();
    scratch.has_solved(&["greet"]).delete(&exercise("greet"));
    let steps = "greet.rs is missing: cargo xtask reset greet";
    scratch.xtask("").ends_with(0).says("0 of 3").says(steps);
    scratch.xtask("next").ends_with(0).says(steps);
    scratch.xtask("list").ends_with(0).says("missing  fill     greet");
}

#[test]
fn hints_go_from_a_question_to_nearly_the_line() {
    let scratch = Scratch::new();
    scratch
        .xtask("hint greet")
        .ends_with(0)
        .says_only("greet, hint 1 of 3:\n  Who is named?\n\nmore: cargo xtask hint greet 2\n");
    scratch.xtask("hint greet 3").ends_with(0).says("println!(…)").never_says("more:");
    for level in ["0", "4", "x"] {
        scratch.xtask(&format!("hint greet {level}")).ends_with(2);
    }
}

#[test]
fn the_reference_is_shown_after_a_pass() {
    let scratch = Scratch::new();
    scratch.has_solved(&["greet"]);
    scratch.xtask("solution greet").ends_with(0).says("//! The library has the words.");
    scratch
        .xtask("diff greet")
        .ends_with(0)
        .says("- mine       exercises/07-tiny/src/bin/greet.rs")
        .says("-     todo!(\"greet\")")
        .says("+     println!(\"{}\", tiny::greeting(&name));")
        .never_says("//!");
}

#[test]
fn the_reference_is_shown_before_a_pass_only_to_who_peeks() {
    let scratch = Scratch::new();
    for command in ["solution greet", "diff greet"] {
        scratch
            .xtask(command)
            .ends_with(1)
            .says("greet has not passed yet")
            .says(&format!("cargo xtask {command} --peek"))
            .never_says("tiny::greeting");
        scratch.xtask(&format!("{command} --peek")).ends_with(0).says("tiny::greeting");
    }
}

#[test]
fn a_file_that_equals_the_reference_has_no_differences() {
    let scratch = Scratch::new();
    scratch.solve("greet").has_solved(&["greet"]);
    scratch.xtask("diff greet").ends_with(0).says("is the same as");
}

#[test]
fn a_reader_who_stops_reading_is_no_error() {
    use std::process::{Command, Stdio};

    let scratch = Scratch::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut tool = Command::new(env!("CARGO_BIN_EXE_xtask"));
    tool.arg("list").current_dir(scratch.path("")).stdout(writer).stderr(Stdio::piped());
    let output = tool.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
