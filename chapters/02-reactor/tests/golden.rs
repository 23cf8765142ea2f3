//! The examples against what real Twisted did: each scenario of the recorded
//! transcripts is played to the example and to its twin in plain tokio.
//!
//! `tests/golden/*.json` hold the scenarios. In mode `server` they say what a
//! raw client did and saw, in the modes `client` and `pair` what a server did
//! and saw. Where our programs print something else on purpose, [`as_we_print`]
//! says what.

mod support;

use serde::Deserialize;
use std::io::Read;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use support::peers::{Peers, Step, accept_by_first_words, first_words};
use support::program::{self, Program};
use support::{connect, deserted_port, in_time};

#[derive(Deserialize)]
struct Scenario {
    #[serde(rename = "scenario")]
    title: String,
    mode: String,
    steps: Vec<Step>,
    stdout: String,
    exit: Option<i32>,
}

fn scenarios(name: &str) -> Vec<Scenario> {
    let path = format!("{}/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What Twisted printed, in our words: an address is written `host:port`, and a
/// failure by its message, where Python shows the objects.
fn as_we_print(twisted: &str) -> String {
    twisted
        .replace("IPv4Address(type='TCP', host='127.0.0.1', port=<PORT>)", "127.0.0.1:<PORT>")
        .replace("[Failure instance: Traceback (failure with no frames): <class '", "")
        .replace("twisted.internet.error.ConnectionDone'>: ", "")
        .replace("twisted.internet.error.ConnectionRefusedError'>: ", "")
        .replace("111: Connection refused.", "<REFUSED>.")
        .replace("\n]\n", "\n")
}

/// What we printed, without what differs from run to run.
fn without_chance(ours: &str) -> String {
    let lines = ours.lines().map(|line| match line.strip_prefix("addr: 127.0.0.1:") {
        Some(_) => "addr: 127.0.0.1:<PORT>\n".to_owned(),
        None => line.to_owned() + "\n",
    });
    let text: String = lines.collect();
    let refused = refusal().to_string();
    text.replace(&refused, "<REFUSED>")
}

/// The system's own words for a refused connection.
fn refusal() -> std::io::Error {
    let (_reserved, nobody) = deserted_port();
    TcpStream::connect(nobody).expect_err("nobody listens")
}

/// Plays the raw client of a scenario to a server.
///
/// That a connection stands tells the client nothing about the server, which may
/// still be busy with another. So each connection waits until the server has
/// taken it: until it is printed, or else until a probe that came after it was
/// served and sent away.
fn play_client(program: &str, scenario: &Scenario) {
    let (mut server, address) = Program::serve(program);
    let expected = as_we_print(&scenario.stdout);
    let mut peers = Peers::default();
    let mut printed = String::new();
    for step in with_the_echo_that_twisted_loses(scenario) {
        if step.op != "open" {
            peers.act(&step);
            continue;
        }
        peers.0.insert(step.conn.clone(), connect(address));
        if expected.starts_with("addr:") {
            printed += &server.lines(1);
        } else {
            let mut probe = connect(address);
            probe.shutdown(Shutdown::Write).expect("half closed");
            probe.read_to_end(&mut Vec::new()).expect("the server ends the connection");
        }
    }
    let missing = expected.lines().count() - printed.lines().count();
    printed = printed + &server.lines(missing) + &server.kill();
    assert_eq!(without_chance(&printed), expected, "{program}: {}", scenario.title);
}

/// Where data and the end of the stream come together, Twisted receives the data
/// and drops what is answered. Ours answers, and so does the twin.
fn with_the_echo_that_twisted_loses(scenario: &Scenario) -> Vec<Step> {
    let mut steps = scenario.steps.clone();
    if scenario.title.ends_with("the echo is LOST") {
        let sent = steps.iter().find(|step| step.op == "send").cloned().expect("data");
        let end = steps.len() - 1;
        steps.insert(end, Step { op: "recv".into(), ..sent });
    }
    steps
}

/// Plays the server of a scenario to a client program.
fn play_server(program: &str, scenario: &Scenario) {
    let (_reserved, nobody) = deserted_port();
    let mut client = if scenario.steps.is_empty() {
        Program::start(program, &nobody.to_string())
    } else {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let client = Program::start(program, &address);
        serve_as_recorded(&listener, scenario);
        client
    };
    let (printed, code) = client.end();
    let (ours, twisted) = (without_chance(&printed), as_we_print(&scenario.stdout));
    let alone = scenario.steps.iter().all(|step| step.conn == "c1");
    let in_order = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if !alone {
            // Several connections race.
            lines.sort();
        }
        lines
    };
    assert_eq!(in_order(&ours), in_order(&twisted), "{program}: {}", scenario.title);
    assert_eq!(code, scenario.exit, "{program}: {}", scenario.title);
}

fn serve_as_recorded(listener: &TcpListener, scenario: &Scenario) {
    let mut first_words = first_words(&scenario.steps);
    let mut peers = accept_by_first_words(listener, first_words.clone());
    let mut sent_before = false;
    for step in &scenario.steps {
        let greeted = step.op != "open" && first_words.get(&step.conn) == Some(&step.bytes());
        if greeted {
            first_words.remove(&step.conn);
        }
        let sends = step.op == "send";
        if sends && sent_before {
            // Two pieces must arrive as two: the program reacts to the first.
            let _ = peers.of(step).peek(&mut [0]);
        }
        sent_before = sends;
        if step.op != "open" && !greeted {
            peers.act(step);
        }
    }
}

/// Plays all scenarios of `name` to a program.
fn replay(name: &'static str, program: &'static str) {
    program::build();
    for scenario in scenarios(name) {
        in_time(move || match &*scenario.mode {
            "server" => play_client(program, &scenario),
            "client" | "pair" => play_server(program, &scenario),
            other => panic!("there is no mode {other}"),
        });
    }
}

#[test]
fn echo_server_does_what_twisted_did() {
    replay("echo_server", "echo_server");
    replay("echo_server", "echo_server_tokio");
}

#[test]
fn echo_client_does_what_twisted_did() {
    replay("echo_client", "echo_client");
    replay("echo_client", "echo_client_tokio");
}

#[test]
fn quote_server_does_what_twisted_did() {
    replay("quote_server", "quote_server");
    replay("quote_server", "quote_server_tokio");
}

#[test]
fn quote_client_does_what_twisted_did() {
    replay("quote_client", "quote_client");
    replay("quote_client", "quote_client_tokio");
}

#[test]
fn quote_factory_shortcut_does_what_twisted_did() {
    replay("quote_factory_shortcut", "quote_factory_shortcut");
}

#[test]
fn chat_server_does_what_twisted_did() {
    replay("chat_server", "chat_server");
    replay("chat_server", "chat_server_tokio");
}

#[test]
fn our_echo_client_and_our_echo_server_print_what_twisteds_did() {
    let recorded = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/golden/echo_client.json"
    ));
    let recorded: serde_json::Value = serde_json::from_str(&recorded.unwrap()).unwrap();
    let expected = as_we_print(recorded[0]["server_stdout"].as_str().unwrap());
    program::build();
    in_time(move || {
        let (mut server, address): (Program, SocketAddr) = Program::serve("echo_server");
        let (printed, code) = Program::start("echo_client", &address.to_string()).end();
        assert_eq!(printed, as_we_print(recorded[0]["stdout"].as_str().unwrap()));
        assert_eq!(code, Some(0));
        let seen = server.lines(expected.lines().count()) + &server.kill();
        assert_eq!(without_chance(&seen), expected);
    });
}
