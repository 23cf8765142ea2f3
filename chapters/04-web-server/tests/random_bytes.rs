//! Whatever bytes come, and however they are cut: what was asked for as it should be
//! is answered, every connection ends, and no other client notices.
//!
//! The bytes are made by luck. A failure names the seed; the same traffic comes again
//! with `WORKBOOK_SEED=<seed> cargo test -p web_server --test random_bytes`.

mod support;
#[path = "support/traffic.rs"]
mod traffic;

use fastrand::Rng;
use harness::Answer;
use std::io::{ErrorKind, Read, Write};
use std::sync::mpsc::{self, Receiver};
use support::{Client, Leaf, Server};
use traffic::{BODY_BYTES, Ending, Expected, Traffic, page};
use web_server::{Limits, NOT_DONE_YET, Rendered, Request, Site};

const CONNECTIONS: usize = 100;

/// A page that comes whole, or in parts.
fn shown(request: &Request) -> Rendered {
    let page = page(request.method().as_str(), request.uri(), request.content());
    if !request.path().starts_with("/parts") {
        return page.into();
    }
    for part in page.chunks(100_000) {
        request.write(part.to_vec());
    }
    request.finish();
    NOT_DONE_YET
}

/// The site, and every error that it reports.
fn server() -> (Server, Receiver<String>) {
    let (told, reports) = mpsc::channel();
    let server = Server::start(move |reactor| {
        reactor.set_error_reporter(move |failure| {
            let _ = told.send(failure.to_string());
        });
        let limits = Limits { body_bytes: BODY_BYTES, ..Limits::default() };
        Site::new(reactor, Leaf(shown)).with_limits(limits)
    });
    (server, reports)
}

#[test]
fn random_bytes_are_answered_as_far_as_they_are_requests_and_stop_nobody() {
    let seed = harness::seed();
    let mut random = Rng::with_seed(seed);
    let (server, reports) = server();
    let mut witness = server.connect();
    for number in 0..CONNECTIONS {
        let traffic = Traffic::random(&mut random);
        println!("WORKBOOK_SEED={seed}, connection {number}: {traffic:?}");
        let mut client = server.connect();
        client.0.set_nodelay(true).expect("a socket");
        for piece in &traffic.pieces {
            // Who was told that it is wrong may find the connection closed.
            if client.0.write_all(piece).is_err() {
                break;
            }
            if random.u8(..4) == 0 {
                assert_serves(&mut witness);
            }
        }
        end(client, &traffic);
        assert_serves(&mut witness);
    }
    drop(server);
    assert_eq!(reports.iter().collect::<Vec<_>>(), Vec::<String>::new(), "WORKBOOK_SEED={seed}");
}

/// Another client, on a connection of its own, gets its page.
#[track_caller]
fn assert_serves(witness: &mut Client) {
    witness.send("GET /witness HTTP/1.1\r\nHost: h\r\n\r\n");
    assert_answered(witness, &Expected { method: "GET", page: b"GET /witness ".to_vec() });
}

#[track_caller]
fn assert_answered(client: &mut Client, expected: &Expected) {
    let answer = Answer::read(&mut client.0, expected.method).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.text());
    if expected.method != "HEAD" {
        assert!(answer.body == expected.page, "{} bytes: {}", answer.body.len(), answer.text());
    }
}

#[track_caller]
fn end(mut client: Client, traffic: &Traffic) {
    if traffic.ending == Ending::Vanish {
        return client.vanish();
    }
    if traffic.ending == Ending::HalfClose {
        stop_sending(&client);
    }
    traffic.expected.iter().for_each(|expected| assert_answered(&mut client, expected));
    stop_sending(&client);
    assert_ends(client);
}

/// The server may have closed already.
fn stop_sending(client: &Client) {
    let _ = client.0.shutdown(std::net::Shutdown::Write);
}

/// What else comes are answers, and then the end. A server that closes while more is
/// sent to it breaks the connection.
#[track_caller]
fn assert_ends(mut client: Client) {
    let mut rest = Vec::new();
    let end = client.0.read_to_end(&mut rest).map_err(|error| error.kind());
    assert!(matches!(end, Ok(_) | Err(ErrorKind::ConnectionReset)), "it does not end: {end:?}");
    let text = String::from_utf8_lossy(&rest);
    assert!(text.is_empty() || text.starts_with("HTTP/1.1 "), "no answer: {text:?}");
}
