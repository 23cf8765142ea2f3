//! What a client may ask for, and what happens to one that asks for more.

mod support;

use deferred::defer_later;
use std::io::{ErrorKind, Read, Write};
use std::time::Duration;
use support::{Leaf, Server, body};
use web_server::{Limits, NOT_DONE_YET, Rendered, Request, Site};

fn server(limits: Limits) -> Server {
    Server::start(move |reactor| {
        let root = Leaf(|request: &Request| match request.path() {
            "/much" => vec![b'x'; MUCH].into(),
            "/slow" => slow(request),
            _ => request.content().clone().into(),
        });
        Site::new(reactor, root).with_limits(limits)
    })
}

/// A page that takes some time.
fn slow(request: &Request) -> Rendered {
    let answered = request.clone();
    let _going_on = defer_later(request.reactor(), Duration::from_millis(200), move || {
        answered.write("slow");
        answered.finish();
    });
    NOT_DONE_YET
}

/// More than sockets and buffers hold.
const MUCH: usize = 64 * 1024 * 1024;

fn post(headers: &str, content: &str) -> String {
    format!("POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n{headers}\r\n{content}")
}

#[track_caller]
fn assert_refused(server: &Server, request: &str, status: &str) {
    let mut client = server.connect();
    client.send(request);
    let mut start = vec![0; "HTTP/1.1 ".len() + status.len()];
    client.0.read_exact(&mut start).expect("an answer");
    assert_eq!(String::from_utf8_lossy(&start), format!("HTTP/1.1 {status}"));
    assert_eq!(body(&server.ask(post("Content-Length: 2\r\n", "ok"))), "ok");
}

#[test]
fn a_body_that_announces_too_much_is_refused_before_it_is_sent() {
    let server = server(Limits { body_bytes: 10, ..Limits::default() });
    assert_refused(&server, &post("Content-Length: 11\r\n", ""), "413");
    let waits = "Content-Length: 11\r\nExpect: 100-continue\r\n";
    assert_refused(&server, &post(waits, ""), "413");
}

#[test]
fn a_body_that_grows_too_large_is_refused() {
    let server = server(Limits { body_bytes: 10, ..Limits::default() });
    let chunked = "Transfer-Encoding: chunked\r\n";
    assert_refused(&server, &post(chunked, "6\r\nabcdef\r\n6\r\nabcdef\r\n"), "413");
}

#[test]
fn headers_without_an_end_are_refused() {
    let limits = Limits { head_bytes: 8192, ..Limits::default() };
    let long = format!("X-Long: {}\r\n", "x".repeat(10_000));
    assert_refused(&server(limits), &post(&long, ""), "431");
}

#[test]
fn too_many_headers_are_refused() {
    let server = server(Limits { headers: 20, ..Limits::default() });
    assert_refused(&server, &post(&"X-Many: 1\r\n".repeat(20), ""), "431");
}

#[test]
fn what_is_no_http_is_refused() {
    let server = server(Limits::default());
    for garbage in [
        "GARBAGE\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: five\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "\r\n \r\n\r\n",
    ] {
        assert_refused(&server, garbage, "400");
    }
}

#[test]
fn a_client_that_is_too_slow_with_its_headers_is_cut_off() {
    let server = server(Limits { head_timeout: Duration::from_millis(50), ..Limits::default() });
    let mut client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost:");
    assert_eq!(client.rest(), "");
}

#[test]
fn a_connection_that_lies_idle_is_closed() {
    let server = server(Limits { head_timeout: Duration::from_millis(50), ..Limits::default() });
    let mut client = server.connect();
    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok");
    assert_eq!(body(&client.rest()), "ok");
}

#[test]
fn a_page_may_take_longer_than_a_client() {
    let short = Duration::from_millis(20);
    let limits = Limits { head_timeout: short, answer_timeout: short, ..Limits::default() };
    let answer = server(limits).get("/slow");
    assert_eq!(body(&answer), "4\r\nslow\r\n0\r\n\r\n");
}

#[test]
fn a_client_that_takes_nothing_of_its_answer_is_cut_off() {
    let server = server(Limits { answer_timeout: Duration::from_millis(50), ..Limits::default() });
    let mut client = server.connect();
    client.send("GET /much HTTP/1.1\r\nHost: h\r\n\r\n");
    // The server does not read this, either. It ends when the connection is broken.
    let broken = client.0.write_all(&vec![b'x'; MUCH]).expect_err("so much is not read");
    let waited_in_vain = [ErrorKind::WouldBlock, ErrorKind::TimedOut];
    assert!(!waited_in_vain.contains(&broken.kind()), "{broken}");
}

#[test]
fn a_client_that_is_too_slow_with_its_body_is_told_so() {
    let server = server(Limits { body_timeout: Duration::from_millis(50), ..Limits::default() });
    let mut client = server.connect();
    client.send(post("Content-Length: 5\r\n", "abc"));
    let answer = client.rest();
    assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{answer}");
}

#[test]
fn a_client_that_reads_slowly_gets_all_of_a_large_answer() {
    let server = server(Limits::default());
    let mut client = server.connect();
    client.send("GET /much HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    client.head();
    let mut received = 0;
    let mut piece = vec![0; 1000];
    while received < MUCH {
        // In odd pieces, so that no buffer is ever emptied just so.
        let length = client.0.read(&mut piece).expect("the answer goes on");
        assert!(length > 0, "it ended after {received} bytes");
        assert!(piece[..length].iter().all(|byte| *byte == b'x'));
        received += length;
    }
    assert_eq!((received, client.rest()), (MUCH, String::new()));
}

#[test]
fn a_client_that_sends_without_an_end_is_held_back_while_its_page_is_made() {
    let server = Server::start(|reactor| Site::new(reactor, Leaf(|_: &Request| NOT_DONE_YET)));
    let mut client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    client.0.set_write_timeout(Some(Duration::from_millis(500))).expect("a socket");
    // More than the sockets' buffers hold, by far.
    let sent = client.0.write_all(&vec![b'x'; MUCH]);
    assert!(sent.is_err(), "the server took {MUCH} bytes that it had no use for");
}
