//! Programs that do what no program should: each gets its verdict, by name.

use super::scratch::Scratch;
use super::typed::Ended;

/// Checks `greet` with this as its program.
#[track_caller]
fn checked(program: &str) -> Ended {
    let scratch = Scratch::built();
    scratch.answer("greet", program).xtask("check greet").run().fits_the_page()
}

#[test]
fn a_loop_without_an_end_is_ended() {
    let scratch = Scratch::built();
    scratch
        .answer("greet", "fn main() { println!(\"round\"); loop {} }")
        .xtask("check greet")
        .with("WORKBOOK_DEADLINE", "2")
        .ends_with(1)
        .says("greet  not yet: timed out: 2 s went by while waiting for the program's end")
        .says("until then:\n    $ greet \"you\"\n    | round");
}

#[test]
fn a_flood_of_output_is_stopped() {
    checked("fn main() { loop { println!(\"{}\", \"over and \".repeat(20)) } }")
        .says("not yet: too much output: more than 1024 KiB")
        .says("more lines came before")
        .says("| over and over and");
}

#[test]
fn a_flood_without_a_line_end_is_stopped() {
    checked("fn main() { loop { print!(\"over\") } }").says("too much output");
}

#[test]
fn an_abort_is_called_by_its_signal() {
    let program = "fn main() { println!(\"hello\"); std::process::abort() }";
    let verdict = checked(program);
    if cfg!(unix) {
        verdict.says("not yet: crashed: ended by the signal SIGABRT (6)").says("| hello");
    }
}

#[test]
fn an_end_before_time_is_no_pass() {
    checked("fn main() {}").says("expected  | hello, you\n  got       [exit status 0]");
    checked("fn main() { println!(\"hello, you\"); std::process::exit(7) }")
        .says("expected  [exit status 0]\n  got       [exit status 7]");
}

#[test]
fn a_child_that_holds_the_pipe_does_not_hold_us() {
    let program = "fn main() {
        if std::env::args().nth(1).as_deref() == Some(\"stay\") { loop { std::thread::park() } }
        let me = std::env::current_exe().unwrap();
        std::process::Command::new(me).arg(\"stay\").spawn().unwrap();
        println!(\"hello, you\");
    }";
    checked(program).says("greet  passed");
}

#[test]
fn escape_codes_are_shown_and_not_obeyed() {
    checked("fn main() { println!(\"\\x1b[2J\\x1b[31mhello, you\") }")
        .says(r"got       | \u{1b}[2J\u{1b}[31mhello, you")
        .never_says("\u{1b}");
    checked("compile_error!(\"\\x1b[2J\"); fn main() {}")
        .says("does not compile")
        .never_says("\u{1b}");
}

#[test]
fn output_that_is_not_text_is_shown() {
    checked(
        "use std::io::Write; fn main() { std::io::stdout().write_all(b\"\\xff\\n\").unwrap() }",
    )
    .says(r"got       | \xff");
}
