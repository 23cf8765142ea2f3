//! What the examples of this chapter say and print, recorded.
//!
//! A recording is the transcript of a conversation. How to read one: `$` starts the
//! program, `|` is a line that it prints, `alice > "…"` is what a peer sends,
//! `alice < "…"` what it receives; a number in front of it is the status of an answer.

#[path = "examples/busy.rs"]
mod busy;
#[path = "examples/files.rs"]
mod files;
#[path = "support/folder.rs"]
mod folder;
#[path = "support/look.rs"]
mod look;
#[path = "examples/pages.rs"]
mod pages;
#[path = "examples/timeline.rs"]
mod timeline;
#[path = "examples/tree.rs"]
mod tree;
#[path = "examples/visitors.rs"]
mod visitors;

use harness::{Exam, Step, example_exam, example_output};
use insta::assert_snapshot;

/// Plays a script to an example, and returns the transcript.
fn transcript(example: &str, script: fn(&mut Exam) -> Step) -> String {
    let mut exam = example_exam(env!("CARGO_PKG_NAME"), example);
    if let Err(verdict) = script(&mut exam) {
        panic!("{example}: {verdict}\n{}", exam.transcript());
    }
    exam.transcript().trim_end().to_owned()
}

/// A test for each example, of its name, with a recording of its name.
macro_rules! conversations {
    ($($name:ident: $script:path),+ $(,)?) => {
        $(#[test]
        fn $name() {
            assert_snapshot!(stringify!($name), transcript(stringify!($name), $script));
        })+
    };
}

conversations! {
    http_echo: pages::http_echo,
    request_handler: pages::request_handler,
    static_file: files::static_file,
    static_putchild: files::static_putchild,
    clock_page: pages::clock_page,
    calendar: tree::calendar,
    redirect: tree::redirect,
    form_page: tree::form_page,
    busy_page: busy::busy_page,
    busy_site: busy::busy_site,
    busy_site_tokio: busy::busy_site_tokio,
    client_leaves: busy::client_leaves,
    visits: visitors::visits,
}

/// A test for each program that does what another does.
macro_rules! twins {
    ($($name:ident of $twin:ident: $script:path),+ $(,)?) => {
        $(#[test]
        fn $name() {
            let [other, same] = [stringify!($name), stringify!($twin)];
            let said = transcript(other, $script).replace(other, same);
            assert_eq!(said, transcript(same, $script));
        })+
    };
}

twins! {
    http_echo_tokio of http_echo: pages::http_echo,
    request_handler_tokio of request_handler: pages::request_handler,
}

/// An example that is its own visitor.
#[test]
fn who_answers() {
    assert_snapshot!("who_answers", example_output(env!("CARGO_PKG_NAME"), "who_answers"));
}
