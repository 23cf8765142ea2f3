//! What the examples of this chapter print, and what the echo servers answer,
//! recorded.

use harness::{Step, example_exam, example_output_with};
use insta::assert_snapshot;

const PACKAGE: &str = env!("CARGO_PKG_NAME");

/// A test for each example, of its name, with a recording of its name.
macro_rules! examples {
    ($($name:ident $args:expr),+ $(,)?) => {
        $(#[test]
        fn $name() {
            let printed = example_output_with(PACKAGE, stringify!($name), $args);
            assert_snapshot!(stringify!($name), printed);
        })+
    };
}

// "0": a tick takes no time. The picture is the same for every pace.
examples! {
    install_check [],
    tea_time [],
    six_timers [],
    one_thread ["0"],
    three_threads ["0"],
    one_loop ["0"],
    three_errands [],
}

#[test]
fn a_peer_cannot_tell_the_echo_servers_apart() {
    for server in ["loop_echo", "echo_tokio"] {
        let transcript = echo_transcript(server);
        assert_snapshot!("echo_transcript", transcript.replace(server, "SERVER"));
    }
}

/// What two peers say to an echo server, and what they hear.
fn echo_transcript(server: &str) -> String {
    let mut exam = example_exam(PACKAGE, server);
    let talked: Step = (|| {
        let mut talk = exam.serve(["127.0.0.1:0"])?;
        talk.connect("alice")?;
        talk.connect("bob")?;
        talk.send("bob", b"anybody there?\r\n")?;
        talk.receive("bob", b"anybody there?\r\n")?;
        talk.send("alice", b"\x00\xff is no text")?;
        talk.receive("alice", b"\x00\xff is no text")?;
        talk.send("bob", b"do not answer")?;
        talk.vanish("bob")?;
        talk.send("alice", b"that was all")?;
        talk.half_close("alice")?;
        talk.receive("alice", b"that was all")?;
        talk.receive_end("alice")?;
        talk.connect("carol")?;
        talk.send("carol", b"hello")?;
        talk.receive("carol", b"hello")?;
        talk.finish();
        Ok(())
    })();
    talked.unwrap_or_else(|verdict| panic!("{server}: {verdict}\n{}", exam.transcript()));
    exam.transcript().to_owned()
}
