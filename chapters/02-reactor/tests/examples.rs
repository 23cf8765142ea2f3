//! What the examples of this chapter say and print, recorded; and that their
//! twins in plain tokio say and print the very same.
//!
//! An example that talks is talked to: its recording is the transcript of a
//! conversation. How to read one: `$` starts the program, `|` is a line that it
//! prints, `alice > "…"` is what a peer sends, `alice < "…"` what it receives.

mod support;

#[path = "examples/clients.rs"]
mod clients;
#[path = "examples/other_transports.rs"]
mod other_transports;
#[path = "examples/servers.rs"]
mod servers;

use harness::{Exam, Step, example_exam, example_output, example_output_with};
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
    echo_server: servers::echo,
    echo_client: clients::echo,
    quote_server: servers::quotes,
    quote_client: clients::quotes,
    chat_server: servers::chat,
    udp_echo: other_transports::udp,
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
    echo_server_tokio of echo_server: servers::echo,
    echo_client_tokio of echo_client: clients::echo,
    quote_server_tokio of quote_server: servers::quotes,
    quote_factory_shortcut of quote_server: servers::quotes,
    quote_client_tokio of quote_client: clients::quotes,
    chat_server_tokio of chat_server: servers::chat,
}

/// A test for each example that runs by itself, with a recording of its name.
macro_rules! runs {
    ($($name:ident),+ $(,)?) => {
        $(#[test]
        fn $name() {
            let printed = example_output(env!("CARGO_PKG_NAME"), stringify!($name));
            assert_snapshot!(stringify!($name), printed);
        })+
    };
}

runs! {
    greeter,
    in_memory,
    letter,
    slow_answer,
    two_clients,
}

#[test]
fn in_memory_tokio() {
    let [this, twin] =
        ["in_memory_tokio", "in_memory"].map(|name| example_output(env!("CARGO_PKG_NAME"), name));
    assert_eq!(this, twin);
}

/// Which of the two ends hears of the connection first is up to the system: the
/// recording has the server's lines first.
#[test]
fn transports() {
    let printed = example_output_with(env!("CARGO_PKG_NAME"), "transports", ["127.0.0.1:0"]);
    let mut lines: Vec<&str> = printed.lines().collect();
    lines.sort_by_key(|line| line.starts_with("client:"));
    assert_snapshot!("transports", lines.join("\n"));
}

#[cfg(unix)]
#[test]
fn unix_echo() {
    support::program::build();
    assert_snapshot!("unix_echo", support::in_time(other_transports::unix));
}
