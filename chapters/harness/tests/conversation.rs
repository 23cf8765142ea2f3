//! Peers on real sockets, one transcript, and a verdict for every way to fail.

use std::io::ErrorKind;
use std::net::TcpStream;

use harness::{ClosedPort, Conversation, Exam, Exit, Served, Step, Verdict};

/// Serves with `misbehave HOW`, lets `talk` talk to it, and returns how that
/// went with the transcript.
fn converse(how: &str, talk: impl FnOnce(Conversation<'_>) -> Step) -> (Step, String) {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    let step = exam.serve([how]).and_then(talk);
    (step, exam.transcript().to_owned())
}

fn hello(mut talk: Conversation<'_>) -> Step {
    talk.connect("alice")?;
    talk.send("alice", b"hello\r\n")?;
    talk.receive("alice", b"HELLO\r\n")?;
    talk.finish();
    Ok(())
}

#[test]
fn a_transcript_says_who_said_what_in_the_scripts_order() {
    let (step, transcript) = converse("shout", |mut talk| {
        talk.connect("alice")?;
        talk.connect("bob")?;
        talk.send("bob", b"b\xff")?;
        talk.send("alice", b"a\r\n")?;
        talk.receive("alice", b"A\r\n")?;
        talk.receive("bob", b"B\xff")?;
        talk.half_close("alice")?;
        talk.receive_end("alice")?;
        talk.prints("lost: closed")?;
        talk.vanish("bob")?;
        talk.prints("lost: reset")?;
        talk.finish();
        Ok(())
    });
    assert_eq!(step, Ok(()));
    let expected = r#"
$ misbehave "shout"
| listening on 127.0.0.1:<PORT>
alice connects
bob connects
bob > "b\xff"
alice > "a\r\n"
alice < "A\r\n"
bob < "B\xff"
alice has said all
alice sees the end
| lost: closed
bob vanishes
| lost: reset
"#;
    assert_eq!(transcript, expected.trim_start());
}

#[test]
fn another_answer_than_the_wanted_one_ends_the_check_there() {
    let (step, _) = converse("shout", |mut talk| {
        talk.connect("alice")?;
        talk.send("alice", b"hello")?;
        talk.receive("alice", b"HullO")?;
        talk.finish();
        Ok(())
    });
    let Err(Verdict::Differs { expected, got }) = step else { panic!("{step:?}") };
    assert_eq!(expected.lines().last(), Some(r#"alice < "HullO""#));
    assert_eq!(got.lines().last(), Some(r#"alice < "HELLO""#));
    assert_eq!(expected.lines().count(), got.lines().count());
}

#[test]
fn the_rest_of_a_wrong_answer_is_not_waited_for() {
    let (step, _) = shouted(b"no", |talk| talk.receive("alice", b"YES, AND SO ON"));
    let Err(Verdict::Differs { got, .. }) = step else { panic!("{step:?}") };
    assert_eq!(got.lines().last(), Some(r#"alice < "NO""#));
}

#[test]
fn a_server_that_hangs_up_is_not_waited_for() {
    let (step, transcript) = converse("hang_up", |mut talk| {
        talk.connect("alice")?;
        talk.receive("alice", b"welcome")
    });
    assert!(matches!(step, Err(Verdict::Differs { .. })), "{step:?}");
    assert!(transcript.contains("alice sees the end"), "{transcript}");
}

#[test]
fn what_a_server_printed_last_is_in_the_transcript_of_a_check_that_fails() {
    let (step, transcript) = converse("todo", hello);
    assert!(matches!(step, Err(Verdict::Differs { .. })), "{step:?}");
    assert!(transcript.contains("| not yet implemented: answer"), "{transcript}");
}

/// What becomes of `hello` with a server that comes to grief behind alice's end.
fn after_hello(how: &str) -> Option<Verdict> {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    let step = exam.serve([how]).and_then(|mut talk| {
        talk.connect("alice")?;
        talk.half_close("alice")?;
        talk.prints("lost: closed")?;
        talk.receive_end("alice")?;
        talk.finish();
        Ok(())
    });
    assert_eq!(step, Ok(()));
    let told = exam.transcript().contains("[all that the program printed]");
    assert_eq!(told, exam.unseen().is_some(), "{}", exam.transcript());
    exam.unseen().cloned()
}

#[test]
fn what_goes_wrong_behind_the_checks_back_is_seen_in_the_end() {
    assert_eq!(after_hello("shout"), None);
    let panicked = after_hello("panic_after");
    assert!(matches!(panicked, Some(Verdict::Panicked { .. })), "{panicked:?}");
    let (exit, waiting_for) = ("exit status 0".into(), "the end of the check".into());
    assert_eq!(after_hello("exit_after"), Some(Verdict::ExitedEarly { exit, waiting_for }));
}

#[test]
fn a_program_that_says_another_address_is_refused_as_it_said_it() {
    let (step, _) = converse("far_away", hello);
    assert_eq!(step, Err(Verdict::Refused { address: "somewhere else".into() }));
}

#[test]
fn a_program_that_takes_no_connection_is_told() {
    let (step, _) = converse("gone", hello);
    assert_eq!(step, Err(Verdict::Refused { address: "127.0.0.1:<PORT>".into() }));
}

#[test]
fn a_program_that_exits_early_is_not_waited_for() {
    let (step, transcript) = converse("both", hello);
    let (exit, waiting_for) = ("exit status 0".into(), "the line `listening on ADDRESS`".into());
    assert_eq!(step, Err(Verdict::ExitedEarly { exit, waiting_for }));
    assert!(transcript.contains("| err 3"), "what it printed is kept: {transcript}");
}

#[cfg(unix)]
#[test]
fn a_program_that_crashes_before_it_listens_is_told_by_its_signal() {
    let (step, _) = converse("abort", hello);
    assert_eq!(step, Err(Verdict::Crashed { signal: "SIGABRT (6)".into() }));
}

#[test]
fn a_program_that_never_listens_is_ended_at_its_deadline() {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    exam.limit_seconds(1);
    let step = exam.serve(["loop"]).and_then(hello);
    assert_eq!(step, Err(Verdict::NeverListened { seconds: 1 }));
}

/// Where the system does not tell that it sleeps, its deadline comes.
#[test]
fn a_program_that_sleeps_for_good_is_not_waited_for() {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    let step = exam.serve(["wait_for_ever"]).and_then(hello);
    let waiting_for = "the line `listening on ADDRESS`".to_owned();
    let late = Err(Verdict::NeverListened { seconds: 10 });
    assert!(step == Err(Verdict::Asleep { waiting_for }) || step == late, "{step:?}");
    assert!(step != late || !cfg!(all(target_os = "linux", target_arch = "x86_64")));
}

#[test]
fn a_program_that_never_answers_is_ended_at_its_deadline() {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    exam.limit_seconds(1);
    let step = exam.serve(["mumble"]).and_then(hello);
    let Err(Verdict::TimedOut { seconds: 1, waiting_for }) = step else { panic!("{step:?}") };
    assert!(waiting_for.contains(r#"alice < "HELLO\r\n""#), "{waiting_for}");
}

#[test]
fn a_client_calls_a_peer_and_its_output_ends_the_transcript() {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    let mut talk = exam.call(["call"]);
    let step = (|| {
        talk.accept("server")?;
        talk.receive("server", b"hello\r\n")?;
        talk.send("server", b"good day\r\n")?;
        talk.close("server")?;
        talk.wait_for_end()
    })();
    assert_eq!(step, Ok(Exit::Status(0)));
    let expected = r#"
$ misbehave "127.0.0.1:<PORT>" "call"
server is called
server < "hello\r\n"
server > "good day\r\n"
server closes
| heard: good day\r
[exit status 0]
"#;
    assert_eq!(exam.transcript(), expected.trim_start());
}

#[test]
fn a_client_that_never_calls_is_not_waited_for_when_it_has_ended() {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    let step = exam.call(["silent"]).accept("server");
    let (exit, waiting_for) = ("exit status 0".into(), "its call to server".into());
    assert_eq!(step, Err(Verdict::ExitedEarly { exit, waiting_for }));
}

#[test]
fn one_call_too_many_is_seen() {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    let mut talk = exam.call(["ask", "/a", "/b"]);
    talk.accept("/a").expect("it calls");
    let step = talk.nobody_else_is_called();
    assert!(matches!(step, Err(Verdict::Differs { .. })), "{step:?}");
}

#[test]
fn who_has_called_nobody_else_goes_on() {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    let mut talk = exam.call(["ask", "/a"]);
    let step = (|| {
        talk.accept("/a")?;
        talk.nobody_else_is_called()?;
        talk.receive_request("/a", "GET", "/a")?;
        talk.answer("/a", "200 OK", &[], "")?;
        talk.prints("/a: HTTP/1.1 200")?;
        talk.wait_for_end()
    })();
    assert_eq!(step, Ok(Exit::Status(0)));
}

#[test]
fn a_site_is_served_until_the_program_ends() {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    let mut talk = exam.call(["ask", "/a", "/b", "/a"]);
    let status = |path: &str| if path == "/a" { "200 OK" } else { "404 Not Found" };
    let asked_for =
        talk.serve_site(|path| Served::Page { status: status(path), body: String::new() });
    assert_eq!(asked_for, Ok(["GET /a", "GET /b", "GET /a"].map(str::to_owned).into()));
    assert_eq!(talk.wait_for_end(), Ok(Exit::Status(0)));
    let printed = "| /a: HTTP/1.1 200\n| /b: HTTP/1.1 404\n| /a: HTTP/1.1 200\n";
    assert!(exam.transcript().contains(printed), "{}", exam.transcript());
}

#[test]
fn a_closed_port_refuses_while_it_is_held() {
    let port = ClosedPort::new().expect("a port is free");
    let refused = TcpStream::connect(port.address().expect("it has an address"));
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::ConnectionRefused);
}

#[cfg(unix)]
#[test]
fn a_program_that_is_held_answers_only_when_it_goes_on() {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    let step = exam.serve(["shout"]).and_then(|mut talk| {
        talk.connect("alice")?;
        talk.all_at_once(|talk| {
            talk.connect("bob")?;
            talk.send("bob", b"b")?;
            talk.send("alice", b"a")
        })?;
        talk.receive("alice", b"A")?;
        talk.receive("bob", b"B")?;
        talk.finish();
        Ok(())
    });
    assert_eq!(step, Ok(()));

    exam.limit_seconds(1);
    let step = exam.serve(["shout"]).and_then(|mut talk| {
        talk.connect("alice")?;
        talk.send("alice", b"a")?;
        talk.receive("alice", b"A")?;
        talk.all_at_once(|talk| {
            talk.send("alice", b"b")?;
            talk.receive("alice", b"B")
        })
    });
    assert!(matches!(step, Err(Verdict::TimedOut { .. })), "{step:?}");
}

#[test]
fn every_peer_has_an_address_of_its_own() {
    let (step, _) = converse("shout", |mut talk| {
        talk.connect("alice")?;
        talk.connect("bob")?;
        let addresses = [talk.address(), talk.address_of("alice"), talk.address_of("bob")];
        assert!(addresses.iter().all(|address| address.ip().is_loopback()), "{addresses:?}");
        let [server, alice, bob] = addresses.map(|address| address.port());
        assert!(server != alice && alice != bob && bob != server, "{addresses:?}");
        talk.finish();
        Ok(())
    });
    assert_eq!(step, Ok(()));
}

#[test]
fn steps_in_short_leave_a_summary_if_all_go_well() {
    let (step, transcript) = converse("shout", |mut talk| {
        talk.connect("alice")?;
        talk.in_short("alice says a hundred things", |talk| {
            (0..100).try_for_each(|_| {
                talk.send("alice", b"a")?;
                talk.receive("alice", b"A")
            })
        })?;
        talk.finish();
        Ok(())
    });
    assert_eq!(step, Ok(()));
    assert_eq!(transcript.lines().last(), Some("alice says a hundred things"));
    assert_eq!(transcript.lines().count(), 4);
}

/// What `misbehave shout` answers to `said`, as `heard` sees it.
fn shouted(said: &[u8], heard: impl FnOnce(&mut Conversation<'_>) -> Step) -> (Step, String) {
    converse("shout", |mut talk| {
        talk.connect("alice")?;
        talk.send("alice", said)?;
        heard(&mut talk)?;
        talk.finish();
        Ok(())
    })
}

#[test]
fn lines_in_any_order_stand_in_the_transcript_in_the_scripts_order() {
    let any_order = |talk: &mut Conversation<'_>| {
        talk.receive_in_any_order("alice", &["A\r\n", "B\r\n", "B\r\n"])
    };
    let (step, transcript) = shouted(b"b\r\na\r\nb\r\n", any_order);
    assert_eq!(step, Ok(()));
    let last = transcript.lines().last();
    assert_eq!(last, Some(r#"alice < "A\r\nB\r\nB\r\n" in any order"#));
    let (step, _) = shouted(b"a\r\na\r\nb\r\n", any_order);
    assert!(matches!(step, Err(Verdict::Differs { .. })), "{step:?}");
}

#[test]
fn a_line_that_nobody_can_foretell_is_returned_and_leaves_no_trace() {
    let (step, transcript) = shouted(b"17 things\nand more", |talk| {
        assert_eq!(talk.receive_line("alice")?, "17 THINGS\n");
        talk.receive("alice", b"AND MORE")?;
        talk.ensure(true, "[it is few]", "[it is too much]")
    });
    assert_eq!(step, Ok(()));
    assert_eq!(transcript.lines().last(), Some("[it is few]"));
    assert!(!transcript.contains("17 THINGS"), "{transcript}");
}

#[test]
fn what_the_check_finds_out_by_itself_may_end_it() {
    let (step, _) = shouted(b"a", |talk| talk.ensure(false, "[it is few]", "[it is too much]"));
    let Err(Verdict::Differs { expected, got }) = step else { panic!("{step:?}") };
    assert_eq!(expected.lines().last(), Some("[it is few]"));
    assert_eq!(got.lines().last(), Some("[it is too much]"));
}

#[test]
fn a_reset_is_told_from_an_end() {
    let broken_off = |hears: fn(&mut Conversation<'_>) -> Step| {
        converse("break_off", |mut talk| {
            talk.connect("alice")?;
            talk.send("alice", b"hello")?;
            hears(&mut talk)?;
            talk.finish();
            Ok(())
        })
    };
    assert_eq!(broken_off(|talk| talk.receive_reset("alice")).0, Ok(()));
    let (step, transcript) = broken_off(|talk| talk.receive_end("alice"));
    assert!(matches!(step, Err(Verdict::Differs { .. })), "{step:?}");
    assert!(transcript.contains("alice sees a reset"), "{transcript}");
}

#[test]
fn a_program_that_holds_little_memory_is_told_from_one_that_holds_more() {
    let hold = |bytes| shouted(b"a", move |talk| talk.memory_stays_below(bytes));
    assert_eq!(hold(1024 * 1024 * 1024).0, Ok(()));
    if cfg!(target_os = "linux") {
        assert!(matches!(hold(1).0, Err(Verdict::Differs { .. })));
    }
}

#[test]
fn an_unseen_run_leaves_a_trace_only_if_it_comes_to_no_good_end() {
    let mut exam = Exam::of_program("misbehave", env!("CARGO_BIN_EXE_misbehave").as_ref());
    let run = exam.run_unseen(&["both"]).expect("it ends by itself");
    assert!(run.says("err 3"));
    assert_eq!(exam.transcript(), "");
    assert!(matches!(exam.run_unseen(&["panic"]), Err(Verdict::Panicked { .. })));
    assert!(exam.transcript().contains("on purpose"));
}

#[test]
fn a_program_that_waits_for_its_peers_is_found_at_rest() {
    let begun = std::time::Instant::now();
    let (step, transcript) = shouted(b"a", |talk| {
        talk.let_it_rest()?;
        talk.receive("alice", b"A")
    });
    assert_eq!(step, Ok(()));
    assert!(transcript.contains("[the program has done what it can]"), "{transcript}");
    assert!(begun.elapsed() < std::time::Duration::from_secs(8), "it waits for the deadline");
}
