//! Verdicts: what a reader is told, and by which exit code.

use super::scratch::{Scratch, exercise, solution};

#[test]
fn the_starters_fail_each_in_its_own_way() {
    let scratch = Scratch::built();
    scratch
        .xtask("check 7")
        .ends_with(1)
        .says("greet  not yet: not finished: exercises/07-tiny/src/bin/greet.rs:7:5")
        .says("count_up  not yet: what happened differs from what should")
        .says("guess_sums  not yet: not finished: the prediction is still empty")
        .says("0 of 3 passed\nnext: 7.1 greet: cargo xtask check greet")
        .warns_of_nothing()
        .fits_the_page();
}

#[test]
fn the_solutions_pass() {
    let scratch = Scratch::built();
    scratch
        .xtask("check --all --solutions")
        .ends_with(0)
        .says_only("greet  passed\ncount_up  passed\nguess_sums  passed\n\n3 of 3 passed\n");
}

#[test]
fn without_a_name_the_next_one_is_checked() {
    let scratch = Scratch::built();
    scratch
        .has_solved(&["greet"])
        .solve("count_up")
        .xtask("check")
        .ends_with(0)
        .says("count_up  passed\n  diff   cargo xtask diff count_up\nnext: 7.3 guess_sums");
    assert_eq!(scratch.solved(), ["count_up", "greet"]);
}

#[test]
fn when_all_is_solved_there_is_nothing_to_check() {
    let scratch = Scratch::new();
    scratch
        .has_solved(&["greet", "count_up", "guess_sums"])
        .xtask("check")
        .ends_with(0)
        .says_only("Every exercise is solved.\n");
}

#[test]
fn the_first_difference_comes_first() {
    let scratch = Scratch::built();
    scratch.answer("greet", &scratch.read("solutions/07-tiny/wrong/greet__in_quotes.rs"));
    scratch.xtask("check greet").ends_with(1).says_only(
        "\
greet  not yet: what happened differs from what should
  The name is greeted in quotes.

  expected  | hello, you
  got       | hello, \"you\"
                     ^
  before    $ greet \"you\"

  edit   exercises/07-tiny/src/bin/greet.rs
  check  cargo xtask check greet
  hint   cargo xtask hint greet
",
    );
}

#[test]
fn a_wrong_prediction_is_told_without_the_right_line() {
    let scratch = Scratch::built();
    scratch.answer("guess_sums", "fn main() { println!(\"3\\n8\") }");
    scratch
        .xtask("check guess_sums")
        .ends_with(1)
        .says("guess_sums  not yet: line 2 is not what it prints\n  The last two numbers.")
        .says("  your line 2: 8")
        .never_says("7\n");
    let json = scratch.xtask("check guess_sums --json").ends_with(1).never_says("| 7").json();
    let told = &json["exercises"][0];
    assert_eq!(told["verdict"], "mispredicted");
    assert_eq!((&told["line"], &told["predicted"]), (&2.into(), &"8".into()));
}

#[test]
fn after_a_right_prediction_the_program_can_be_seen() {
    let scratch = Scratch::built();
    let passed = scratch.solve("guess_sums").xtask("check guess_sums").ends_with(0);
    passed.says("guess_sums  passed\n  run    cargo xtask run sum_up\n");
}

#[test]
fn an_exercise_that_does_not_parse_hinders_no_other() {
    let scratch = Scratch::built();
    scratch.answer("greet", "fn main( {").solve("count_up");
    scratch
        .xtask("check 7")
        .ends_with(1)
        .says("greet  not yet: does not compile")
        .says("--> exercises/07-tiny/src/bin/greet.rs:1")
        .says("count_up  passed");
}

#[test]
fn what_does_not_compile_any_more_is_not_judged_by_what_it_was() {
    let scratch = Scratch::built();
    scratch.solve("greet").xtask("check greet").ends_with(0);
    scratch.answer("greet", "fn main() { nonsense }");
    scratch.xtask("check greet").ends_with(1).says("does not compile").says("nonsense");
    assert_eq!(scratch.solved(), [""; 0]);
}

#[test]
fn a_deleted_exercise_hinders_no_other() {
    let scratch = Scratch::built();
    scratch.solve("count_up").delete(&exercise("greet"));
    scratch
        .xtask("check 7")
        .ends_with(1)
        .says("greet  not yet: the file exercises/07-tiny/src/bin/greet.rs is missing")
        .says("cargo xtask reset greet")
        .says("count_up  passed");
    scratch.xtask("check greet").ends_with(1).says("is missing");
}

#[test]
fn json_is_one_object_and_nothing_else() {
    let scratch = Scratch::built();
    scratch.solve("greet").answer("guess_sums", "fn main( {");
    let json = scratch.xtask("check --all --json").with("CLICOLOR_FORCE", "1").ends_with(1).json();
    assert_eq!(json["schema"], 1);
    let exercises = json["exercises"].as_array().unwrap();
    let shown: Vec<String> = exercises
        .iter()
        .map(|row| {
            ["number", "chapter", "name", "kind", "verdict"]
                .map(|key| row[key].as_str().unwrap())
                .join(" ")
        })
        .collect();
    assert_eq!(
        shown,
        [
            "7.1 tiny greet fill passed",
            "7.2 tiny count_up fix differs",
            "7.3 tiny guess_sums predict did_not_compile",
        ]
    );
    assert_eq!(exercises[0]["mistake"], serde_json::Value::Null);
    assert_eq!(exercises[0]["transcript"], "$ greet \"you\"\n| hello, you\n[exit status 0]\n");
    assert!(exercises[1]["expected"].is_string() && exercises[1]["got"].is_string());
    assert!(!exercises[2]["diagnostics"].as_str().unwrap().contains('\u{1b}'));
}

#[test]
fn colours_are_used_only_where_they_are_wanted() {
    let scratch = Scratch::built();
    scratch.answer("greet", "fn main() { nonsense }");
    let colour = "\u{1b}[";
    scratch.xtask("check greet").ends_with(1).never_says(colour);
    scratch.xtask("check greet").with("NO_COLOR", "1").ends_with(1).never_says(colour);
    let forced = || scratch.xtask("check greet").with("CLICOLOR_FORCE", "1");
    forced().ends_with(1).says("\u{1b}[1;31mnot yet").says("\u{1b}[1m\u{1b}[91merror");
    forced().with("TERM", "dumb").ends_with(1).says(colour);
}

#[test]
fn a_library_that_does_not_compile_is_nobodys_exercise() {
    let scratch = Scratch::built();
    scratch.solve("count_up").has_solved(&["count_up"]);
    scratch.write("chapters/07-tiny/src/lib.rs", "pub fn greeting() -> {}");
    scratch
        .xtask("check 7")
        .ends_with(3)
        .warns("what the exercises stand on does not compile: `tiny`")
        .warns("chapters/07-tiny/src/lib.rs:1");
    assert_eq!(scratch.solved(), ["count_up"]);
}

#[test]
fn a_check_that_fails_by_its_own_fault_judges_nobody() {
    let scratch = Scratch::built();
    let checks = "chapters/07-tiny/tests/checks.rs";
    let broken = scratch.read(checks).replace("exam.run([])?;", "panic!(\"not my day\");");
    scratch.solve("greet").has_solved(&["count_up"]).write(checks, &broken);
    scratch
        .xtask("check greet count_up")
        .ends_with(3)
        .says("greet  passed")
        .says("count_up  not judged: its check gave no report")
        .says("not my day");
    assert_eq!(scratch.solved(), ["count_up", "greet"]);
    let json = scratch.xtask("check count_up --json").ends_with(3).json();
    assert_eq!(json["exercises"][0]["verdict"], "not_judged");
}

#[test]
fn a_check_that_never_ends_is_ended() {
    let scratch = Scratch::built();
    let checks = "chapters/07-tiny/tests/checks.rs";
    let endless = "loop { std::thread::park() }";
    scratch.write(checks, &scratch.read(checks).replace("exam.run([])?;\n    Ok(())", endless));
    scratch
        .xtask("check count_up")
        .with("WORKBOOK_DEADLINE", "1")
        .ends_with(3)
        .says("count_up  not judged: its check gave no report")
        .says("The checks did not end, and were ended.");
}

#[test]
fn a_cargo_that_cannot_work_is_told() {
    let scratch = Scratch::built();
    scratch.write("exercises/07-tiny/Cargo.toml", "[package\n");
    scratch
        .xtask("check greet")
        .ends_with(3)
        .warns("cargo did not build `greet`")
        .warns("Cargo.toml");
    let missing = scratch.xtask("check greet").with("CARGO", "no-such-cargo");
    missing.ends_with(3).warns("cannot start no-such-cargo");
}

#[test]
fn a_solution_that_fails_is_told_to_its_author() {
    let scratch = Scratch::built();
    scratch.write(&solution("count_up"), "fn main() { println!(\"1\") }");
    scratch
        .xtask("check count_up --solutions")
        .ends_with(1)
        .says("expected  | 2\n  got       [exit status 0]")
        .says("edit   solutions/07-tiny/examples/count_up.rs")
        .never_says("hint");
}
