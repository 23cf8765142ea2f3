//! What the examples of this chapter print, recorded. Each calls a small shop of its
//! own, which is opened in its reactor.
//!
//! How to read a recording: `$` starts the program, `|` is a line that it prints.

#[path = "examples/scripts.rs"]
mod scripts;
#[path = "examples/tickets.rs"]
mod tickets;

use harness::{Exam, Redaction, Step, example_exam, example_output};
use insta::assert_snapshot;

/// Runs an example as the script says, and returns the transcript.
fn transcript(example: &str, script: fn(&mut Exam) -> Step) -> String {
    let mut exam = example_exam(env!("CARGO_PKG_NAME"), example);
    if let Err(verdict) = script(&mut exam) {
        panic!("{example}: {verdict}\n{}", exam.transcript());
    }
    Redaction::Dates.apply(exam.transcript().trim_end())
}

/// A test for each example, of its name, with a recording of its name.
macro_rules! recordings {
    ($($name:ident),+ $(,)?) => {
        $(#[test]
        fn $name() {
            assert_snapshot!(stringify!($name), transcript(stringify!($name), scripts::$name));
        })+
    };
}

recordings! {
    get_page,
    get_page_post,
    followed,
    cookie_jar,
    download_page,
    progress,
    agent_body,
    body_ends,
    agent_headers,
    agent_post,
    letter_box,
    telescope,
    many_pages,
    fresh_bread,
    patience,
}

/// A test for each program that does what another does.
macro_rules! twins {
    ($($name:ident of $twin:ident: $script:path),+ $(,)?) => {
        $(#[test]
        fn $name() {
            let [other, same] = [stringify!($name), stringify!($twin)];
            let printed = transcript(other, $script).replace(other, same);
            assert_eq!(printed, transcript(same, $script));
        })+
    };
}

twins! {
    get_page_tokio of get_page: scripts::get_page,
    agent_body_tokio of agent_body: scripts::agent_body,
    many_pages_tokio of many_pages: tickets::served_in_turn,
}

/// A test for each program that asks nobody, since a clock plays the network.
macro_rules! on_a_clock {
    ($($name:ident),+ $(,)?) => {
        $(#[test]
        fn $name() {
            let printed = example_output(env!("CARGO_PKG_NAME"), stringify!($name));
            assert_snapshot!(stringify!($name), printed);
        })+
    };
}

on_a_clock! {
    who_comes_first,
    two_desks,
    cave,
}
