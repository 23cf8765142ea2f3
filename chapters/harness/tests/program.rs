//! The limits hold, whatever a program does, and what ended it is named.

use std::path::Path;
use std::time::{Duration, Instant};

use harness::{Exit, Limits, Program, Verdict, escape};

/// Long enough for every program that ends by itself, on a busy machine too.
const PATIENT: Limits = Limits { time: Duration::from_secs(60), output: 64 * 1024 };

/// Short, for those that never end.
const HASTY: Limits = Limits { time: Duration::from_secs(1), output: 64 * 1024 };

fn start(how: &str, limits: Limits) -> Program {
    let executable = Path::new(env!("CARGO_BIN_EXE_misbehave"));
    Program::start(executable, [how], limits).expect("the program starts")
}

/// Runs to the end: how that went, and what was printed until then.
fn run(how: &str, limits: Limits) -> (Result<Exit, Verdict>, String) {
    let program = start(how, limits);
    let end = program.wait_for_end();
    (end, escape(&program.printed()))
}

#[test]
fn an_endless_loop_is_ended_at_its_deadline_with_what_it_printed() {
    let (end, printed) = run("loop", HASTY);
    let waiting_for = "the program's end".to_owned();
    assert_eq!(end, Err(Verdict::TimedOut { seconds: 1, waiting_for }));
    assert_eq!(printed, "on and on\n");
}

#[test]
fn a_program_gets_what_it_is_fed_and_need_not_read_it() {
    let executable = Path::new(env!("CARGO_BIN_EXE_misbehave"));
    let line = "more than a pipe holds at a time\n";
    let input = line.repeat(64 * 1024 / line.len());
    for (how, printed) in [("recite", input.as_bytes()), ("silent", b"")] {
        let program = Program::start_fed(executable, [how], input.clone(), PATIENT);
        let program = program.expect("the program starts");
        assert_eq!(program.wait_for_end(), Ok(Exit::Status(0)));
        assert_eq!(program.printed(), printed);
    }
}

#[test]
fn without_a_feed_there_is_nothing_to_read() {
    let (end, printed) = run("recite", PATIENT);
    assert_eq!((end, printed.as_str()), (Ok(Exit::Status(0)), ""));
}

#[test]
fn endless_printing_is_ended_at_the_limit_long_before_the_deadline() {
    let begin = Instant::now();
    let (end, printed) = run("print", PATIENT);
    assert_eq!(end, Err(Verdict::TooMuchOutput { bytes: PATIENT.output }));
    assert_eq!(printed.len(), PATIENT.output);
    assert!(begin.elapsed() < PATIENT.time);
}

#[cfg(target_os = "linux")]
#[test]
fn endless_printing_does_not_make_us_grow() {
    let peak = || {
        let status = std::fs::read_to_string("/proc/self/status").expect("Linux has it");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().next());
        kib.and_then(|kib| kib.parse::<usize>().ok()).expect("a number of KiB")
    };
    let generous = Limits { output: 1024 * 1024, ..PATIENT };
    assert!(matches!(run("print", generous).0, Err(Verdict::TooMuchOutput { .. })));
    assert!(peak() < 64 * 1024, "{} KiB", peak());
}

#[cfg(unix)]
#[test]
fn a_signal_is_named() {
    assert_eq!(run("abort", PATIENT).0, Ok(Exit::Signal("SIGABRT (6)".into())));
}

#[cfg(unix)]
#[test]
fn a_stack_overflow_is_told_in_rusts_own_words() {
    let (end, printed) = run("overflow", PATIENT);
    assert_eq!(end, Ok(Exit::Signal("SIGABRT (6)".into())));
    assert!(printed.contains("has overflowed its stack"), "{printed}");
}

#[test]
fn a_grandchild_that_holds_the_pipe_holds_nobody_up() {
    let begin = Instant::now();
    let (end, printed) = run("hold_pipe", PATIENT);
    assert_eq!(end, Ok(Exit::Status(0)));
    let grandchild = printed.trim_end().strip_prefix("the child is ").expect("its number");
    assert!(begin.elapsed() < PATIENT.time);
    end_by_number(grandchild);
}

/// It left the group on purpose, so the test cleans up after it.
fn end_by_number(id: &str) {
    let killed = std::process::Command::new("kill").args(["-9", id]).status();
    assert!(killed.is_ok_and(|status| status.success()), "the grandchild lived until now");
}

#[test]
fn bytes_that_are_not_utf8_are_shown() {
    assert_eq!(run("not_utf8", PATIENT).1, "ok \\xff\\xfe\n");
}

#[test]
fn escape_codes_are_shown_and_never_obeyed() {
    assert_eq!(run("escape_codes", PATIENT).1, "\\u{1b}[2J\\u{1b}[31mred\n");
}

#[test]
fn a_program_that_prints_nothing_ends_all_the_same() {
    assert_eq!(run("silent", PATIENT), (Ok(Exit::Status(0)), String::new()));
}

#[test]
fn stdout_and_stderr_keep_their_order() {
    let (_, printed) = run("both", PATIENT);
    assert_eq!(printed, "out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\n");
}

#[test]
fn a_missing_line_end_is_seen() {
    let program = start("no_line_end", PATIENT);
    assert_eq!(program.wait_for_end(), Ok(Exit::Status(0)));
    assert_eq!(program.lines(), ["one", "two", "[no line end]"]);
}

#[test]
fn an_exit_status_is_kept() {
    assert_eq!(run("exit_3", PATIENT).0, Ok(Exit::Status(3)));
}

#[test]
fn a_line_can_be_waited_for() {
    let program = start("both", PATIENT);
    assert_eq!(program.wait_for_line(1, "the second line"), Ok("err 1".into()));
}

#[test]
fn waiting_for_a_line_ends_with_the_program() {
    let verdict = start("silent", PATIENT).wait_for_line(0, "a line").unwrap_err();
    let (exit, waiting_for) = ("exit status 0".into(), "a line".into());
    assert_eq!(verdict, Verdict::ExitedEarly { exit, waiting_for });
}

#[cfg(unix)]
#[test]
fn a_program_can_be_ended_at_any_time() {
    let program = start("loop", PATIENT);
    program.wait_for_line(0, "a line").expect("it runs");
    program.kill();
    assert_eq!(program.wait_for_end(), Ok(Exit::Signal("SIGKILL (9)".into())));
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_program_started_ends_with_it() {
    let program = start("family", PATIENT);
    let line = program.wait_for_line(0, "the child").expect("it has a child");
    let id = line.strip_prefix("the child is ").expect("its number");
    drop(program);
    // A process that is gone, or a zombie that nobody has fetched yet.
    let gone = |id: &str| {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        stat.is_empty() || stat.contains(") Z ")
    };
    let until = Instant::now() + PATIENT.time;
    while !gone(id) {
        assert!(Instant::now() < until, "the child {id} outlived its parent");
        std::thread::yield_now();
    }
}
