//! Requests that are meant to do harm: each gets the right status or an end, never an
//! answer that nobody asked for, and no other client notices.

mod support;

use harness::Answer;
use std::io::{ErrorKind, Read, Write};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use support::{Client, DEADLINE, Leaf, Server, body};
use web_server::{Limits, Request, Site};

/// No time runs out, on however busy a machine.
fn limits() -> Limits {
    let long = DEADLINE * 2;
    Limits { body_bytes: 1000, head_timeout: long, body_timeout: long, ..Limits::default() }
}

/// Who is slow is cut off soon, but not who only runs on a busy machine. In that time
/// nobody sends too much.
fn impatient() -> Limits {
    let (short, much) = (Duration::from_secs(1), 1_000_000);
    let limits = Limits { head_timeout: short, body_timeout: short, ..limits() };
    Limits { head_bytes: much, body_bytes: much, ..limits }
}

/// Shows what it was sent, and tells each path that it was asked for.
fn server(limits: Limits) -> (Server, Receiver<String>) {
    let (told, asked) = mpsc::channel();
    let server = Server::start(move |reactor| {
        let errors = told.clone();
        reactor.set_error_reporter(move |failure| {
            let _ = errors.send(failure.to_string());
        });
        let root = Leaf(move |request: &Request| {
            let _ = told.send(request.path().to_owned());
            request.content().clone().into()
        });
        Site::new(reactor, root).with_limits(limits)
    });
    (server, asked)
}

/// What an attacker wants to have asked for by somebody else's request.
const SMUGGLED: &str = "GET /smuggled HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

/// Sends a request that has another one in it, or behind it, and expects answers with
/// these statuses and the end. Only a request that is sound may have one behind it.
#[track_caller]
fn assert_statuses(request: &str, expected: &[u16]) {
    assert_statuses_within(limits(), request, expected);
}

#[track_caller]
fn assert_statuses_within(limits: Limits, request: &str, expected: &[u16]) {
    let (server, asked) = server(limits);
    let mut client = server.connect();
    let sent = format!("{request}{SMUGGLED}");
    // Who is refused in the middle may find the connection closed.
    let _ = client.0.write_all(sent.as_bytes());
    assert_eq!(statuses(client), expected, "{}", shown(request));
    assert_eq!(body(&server.ask(post("/other", "Content-Length: 2", "ok"))), "ok");
    drop(server);
    let asked: Vec<_> = asked.iter().filter(|path| path != "/other").collect();
    let answered = expected.iter().filter(|status| **status == 200).count();
    assert_eq!(asked.len(), answered, "{asked:?} were asked for by {}", shown(request));
}

/// The statuses of all answers that come until the end.
fn statuses(mut client: Client) -> Vec<u16> {
    let mut received = Vec::new();
    let end = client.0.read_to_end(&mut received).map_err(|error| error.kind());
    assert!(matches!(end, Ok(_) | Err(ErrorKind::ConnectionReset)), "it does not end: {end:?}");
    let mut rest = received.as_slice();
    let mut statuses = Vec::new();
    while !rest.is_empty() {
        statuses.push(Answer::read(&mut rest, "POST").expect("an answer").status);
    }
    statuses
}

fn post(path: &str, headers: &str, content: &str) -> String {
    format!("POST {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n{headers}\r\n\r\n{content}")
}

/// A request that would keep its connection open.
fn framed_by(headers: &str, content: &str) -> String {
    format!("POST / HTTP/1.1\r\nHost: h\r\n{headers}\r\n\r\n{content}")
}

fn chunked(content: &str) -> String {
    framed_by("Transfer-Encoding: chunked", content)
}

fn shown(request: &str) -> String {
    request.chars().take(300).collect::<String>().escape_debug().to_string()
}

#[test]
fn a_sound_request_may_have_another_behind_it() {
    assert_statuses(&framed_by("Content-Length: 5", "hello"), &[200, 200]);
    assert_statuses(&framed_by("Content-Length: 0", ""), &[200, 200]);
    assert_statuses(&framed_by("Content-Length: 5\r\nContent-Length: 5", "hello"), &[200, 200]);
    assert_statuses(&framed_by("content-length:5 ", "hello"), &[200, 200]);
    assert_statuses(&framed_by("TRANSFER-ENCODING: Chunked", "0\r\n\r\n"), &[200, 200]);
    assert_statuses("GET http://other/path HTTP/1.1\r\nHost: h\r\n\r\n", &[200, 200]);
    let upgrade = "GET / HTTP/1.1\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n";
    assert_statuses(upgrade, &[200, 200]);
    assert_statuses("GET / HTTP/1.0\r\n\r\n", &[200]);
}

/// Two servers in a row that disagree about where a request ends let one client speak
/// for another (RFC 9112, section 11.2).
#[test]
fn a_request_whose_end_can_be_doubted_has_none_behind_it() {
    for headers in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
    ] {
        assert_statuses(&framed_by(headers, "0\r\n\r\n"), &[200]);
    }
    for headers in [
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 5",
        "Content-Length: 5, 6",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length: 5.0",
        "Content-Length: five",
        "Content-Length:",
        "Content-Length: 99999999999999999999999",
        "Content-Length : 5",
        "Content-Length\t: 5",
        "Content-Length: 5\r\n Content-Length: 6",
        "Content-Length: 5\r\n\tX: folded",
        "Content-\r\n Length: 5",
        "Content-Length: \x005",
        "Content-Length: 5\rX: 1",
        "Content-Length: 5\r\r\nX: 1",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunkedx",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding:",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding\t: chunked",
        " Transfer-Encoding: chunked",
        "Transfer-Encoding: \u{b}chunked",
        "Transfer-Encoding: \0chunked",
        "Transfer-Encoding:\r\n chunked",
        "Transfer\0-Encoding: chunked",
        "X: 1\rTransfer-Encoding: chunked",
        "No colon",
        ": no name",
        "Host: another",
    ] {
        assert_statuses(&framed_by(headers, "0\r\n\r\n"), &[400]);
    }
}

/// Whom it is meant for is not known. Only HTTP/1.0 need not say it.
#[test]
fn a_request_without_a_host_is_refused() {
    assert_statuses("GET / HTTP/1.1\r\n\r\n", &[400]);
    assert_statuses("GET http://h/ HTTP/1.1\r\nX-Host: h\r\n\r\n", &[400]);
    assert_statuses("GET / HTTP/1.1\r\nHost:\r\n\r\n", &[200, 200]);
}

/// It cannot be undone, so it is not known what the body says.
#[test]
fn an_encoding_that_nobody_knows_is_not_implemented() {
    for encoding in [
        "gzip, chunked",
        "identity, chunked",
        "chunked, chunked",
        "identity\r\nTransfer-Encoding: chunked",
        "chunked\r\nTransfer-Encoding: chunked",
        ", chunked",
    ] {
        let headers = format!("Transfer-Encoding: {encoding}");
        assert_statuses(&framed_by(&headers, "0\r\n\r\n"), &[501]);
    }
}

#[test]
fn a_request_line_that_is_none_is_refused() {
    for line in [
        "GET",
        "GET /",
        "GET  / HTTP/1.1",
        "GET / HTTP/1.1 ",
        "GET / HTTP/1.2",
        "GET / HTTP/3.0",
        "GET / HTTP/11",
        "GET / http/1.1",
        "GET /a b HTTP/1.1",
        "GET /\0 HTTP/1.1",
        "GET /\r HTTP/1.1",
        "GET /\u{7f} HTTP/1.1",
        "G\0T / HTTP/1.1",
        "G(T / HTTP/1.1",
        " GET / HTTP/1.1",
        "GET no-slash/a HTTP/1.1",
        "\u{16}\u{3}\u{1}\u{2}",
    ] {
        assert_statuses(&format!("{line}\r\nHost: h\r\n\r\n"), &[400]);
    }
    let http_1_0 = "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    assert_statuses(http_1_0, &[400]);
}

#[test]
fn chunks_are_put_together_whatever_else_they_say() {
    for content in [
        "5\r\nhello\r\n0\r\n\r\n",
        "0005\r\nhello\r\n000\r\n\r\n",
        "5;name\r\nhello\r\n0;a=b\r\n\r\n",
        "5;name=\"value\"\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\nContent-Length: 9\r\nX-Trailer: 1\r\n\r\n",
    ] {
        assert_statuses(&chunked(content), &[200, 200]);
    }
}

#[test]
fn what_is_no_chunk_is_refused_and_nothing_behind_it_is_a_request() {
    for content in [
        "x\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        "5 5\r\nhello\r\n0\r\n\r\n",
        "\r\nhello\r\n0\r\n\r\n",
        ";a\r\nhello\r\n0\r\n\r\n",
        "5\nhello\n0\n\n",
        "5\rhello\r\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhello!\r\n0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\r\nhello\r0\r\n\r\n",
        "5;a\nb\r\nhello\r\n0\r\n\r\n",
        "5;a\rb\r\nhello\r\n0\r\n\r\n",
        "fffffffffffffffff\r\nhello\r\n0\r\n\r\n",
        "10000000000000005\r\nhello\r\n0\r\n\r\n",
        "0\r\n: no name\r\n\r\n",
        "0\r\nno colon\r\n\r\n",
    ] {
        assert_statuses(&chunked(content), &[400]);
    }
}

#[test]
fn a_chunk_that_is_announced_and_does_not_come_is_waited_for_only_so_long() {
    for size in ["ff", "7fffffffffffffff", "fffffffffffffff0", "ffffffffffffffff"] {
        let request = chunked(&format!("{size}\r\nhello\r\n"));
        assert_statuses_within(impatient(), &request, &[408]);
    }
}

#[test]
fn what_has_no_end_is_refused() {
    let many = |what: &str| what.repeat(100_000 / what.len());
    assert_statuses(&many("x"), &[431]);
    assert_statuses(&format!("GET /{} HTTP/1.1\r\n", many("x")), &[431]);
    assert_statuses(&framed_by(&format!("X: {}", many("x")), ""), &[431]);
    assert_statuses(&framed_by(&many("X: 1\r\n"), ""), &[431]);
    assert_statuses(&framed_by("Content-Length: 100000", &many("x")), &[413]);
    assert_statuses(&framed_by("Content-Length: 9223372036854775807", &many("x")), &[413]);
    assert_statuses(&chunked(&many("1\r\nx\r\n")), &[413]);
    assert_statuses(&chunked(&format!("fffff\r\n{}", many("x"))), &[413]);
    assert_statuses(&chunked(&format!("5;{}", many("x"))), &[400]);
    assert_statuses(&chunked(&many("1;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nx\r\n")), &[400]);
    assert_statuses(&chunked(&format!("{}5", many("0"))), &[400]);
    assert_statuses(&chunked(&format!("0\r\n{}", many("X: 1\r\n"))), &[400]);
    assert_statuses(&chunked(&format!("0\r\nX: {}", many("x"))), &[400]);
}

/// Sends the start, and then a byte at a time, each when another client has got its
/// page, until the server has had enough.
#[track_caller]
fn assert_cut_off(start: &str, drop_by_drop: &str, expected: &[u16]) {
    let (server, _asked) = server(impatient());
    let mut slow = server.connect();
    slow.send(start);
    let since = Instant::now();
    let mut drops = drop_by_drop.bytes().cycle();
    slow.0.set_nonblocking(true).expect("a socket");
    while let Err(ErrorKind::WouldBlock) = slow.0.peek(&mut [0]).map_err(|error| error.kind()) {
        assert!(since.elapsed() < DEADLINE, "it is never cut off: {start:?}");
        assert_eq!(body(&server.ask(post("/other", "Content-Length: 2", "ok"))), "ok");
        let _ = slow.0.write(&[drops.next().expect("there is no end")]);
    }
    slow.0.set_nonblocking(false).expect("a socket");
    assert_eq!(statuses(slow), expected, "{start:?}");
}

#[test]
fn who_sends_drop_by_drop_is_cut_off_while_others_are_served() {
    assert_cut_off("", "G", &[]);
    assert_cut_off("GET / HTTP/1.1\r\nHost: h\r\n", "X", &[]);
    assert_cut_off("GET / HTTP/1.1\r\nHost: h\r\nX: ", "x", &[]);
    assert_cut_off(&framed_by("Content-Length: 1000000", ""), "x", &[408]);
    assert_cut_off(&chunked(""), "1\r\nx\r\n", &[408]);
    assert_cut_off(&chunked("0\r\nX: "), "x", &[408]);
}

/// More than sockets and buffers hold.
const MUCH: usize = 64 * 1024 * 1024;

#[test]
fn who_asks_without_an_end_and_reads_nothing_is_held_back() {
    let server = Server::start(|reactor| {
        let root = Leaf(|_: &Request| vec![b'x'; 100_000].into());
        Site::new(reactor, root)
    });
    let mut greedy = server.connect();
    greedy.0.set_write_timeout(Some(Duration::from_millis(500))).expect("a socket");
    let request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    let sent = greedy.0.write_all(request.repeat(MUCH / request.len()).as_bytes());
    let held_back = [ErrorKind::WouldBlock, ErrorKind::TimedOut];
    assert!(sent.as_ref().is_err_and(|error| held_back.contains(&error.kind())), "{sent:?}");
    assert_eq!(body(&server.get("/")).len(), 100_000);
}
