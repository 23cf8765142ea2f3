//! A body on its way to a protocol: how it ends, and who may make it wait.

mod support;

use reactor::{ConnectionAborted, ConnectionDone, Failure, Transport};
use support::collect::{Delivered, collect};
use support::peer::{Talk, peer};
use support::{SHORT, assert_says, run};
use web_client::{Agent, Fetch, PotentialDataLoss, ResponseDone, ResponseFailed, TooSlow};

/// What is delivered of this answer, and how it ends.
#[track_caller]
fn delivered(answer: &'static str) -> Delivered {
    let peer = peer(move |door| door.answer(answer));
    let url = peer.url("/");
    let delivered = run(|reactor| async move {
        let response = Agent::new(&reactor).get(&url).await?;
        let (protocol, delivered) = collect(|_, _| {});
        response.deliver_body(protocol);
        delivered.await
    });
    peer.saw();
    delivered.expect("a body")
}

#[track_caller]
fn assert_ends<E: std::error::Error + 'static>(answer: &'static str, body: &str, reason: &str) {
    let delivered = delivered(answer);
    assert_eq!(String::from_utf8_lossy(&delivered.body), body);
    assert_says::<E>(&delivered.reason, reason);
}

#[test]
fn a_body_whose_length_was_said_is_done_after_it() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    assert_ends::<ResponseDone>(answer, "hello", "The body was received completely.");
}

#[test]
fn a_body_in_chunks_is_done_after_the_last() {
    let answer =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n";
    assert_ends::<ResponseDone>(answer, "hello", "The body was received completely.");
}

#[test]
fn a_body_that_is_empty_is_done_at_once() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    assert_ends::<ResponseDone>(answer, "", "The body was received completely.");
    assert_ends::<ResponseDone>(
        "HTTP/1.1 204 No Content\r\n\r\n",
        "",
        "The body was received completely.",
    );
}

#[test]
fn a_body_that_ends_with_the_connection_may_be_incomplete() {
    assert_ends::<PotentialDataLoss>(
        "HTTP/1.1 200 OK\r\n\r\nhello",
        "hello",
        "The body ended with the connection; whether it is complete is not known.",
    );
    // What encodes it has no end of its own.
    assert_ends::<PotentialDataLoss>(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: x-mine\r\n\r\nhello",
        "hello",
        "The body ended with the connection; whether it is complete is not known.",
    );
}

#[test]
fn a_body_that_is_cut_short_has_failed() {
    assert_ends::<ResponseFailed>(
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
        "hello",
        "The answer broke off after 5 of 10 bytes: error reading a body from connection: \
         end of file before message length reached",
    );
}

/// The first half of a body, after which the server waits for the client to go.
fn half(talk: &mut Talk) {
    talk.request();
    talk.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
}

/// How a body ends whose protocol does this when the first half has come.
#[track_caller]
fn delivered_half(on_data: impl FnMut(&Transport, &[u8]) + 'static) -> Delivered {
    let peer = peer(|door| {
        let mut talk = door.accept();
        half(&mut talk);
        talk.is_left();
    });
    let url = peer.url("/");
    let delivered = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_silence_timeout(SHORT);
        let (protocol, delivered) = collect(on_data);
        agent.get(&url).await?.deliver_body(protocol);
        delivered.await
    });
    peer.saw();
    delivered.expect("an end")
}

#[test]
fn a_server_that_stops_ends_the_body() {
    let delivered = delivered_half(|_, _| {});
    assert_eq!(delivered.body, b"hello");
    assert_says::<TooSlow>(
        &delivered.reason,
        "The server sent nothing more of the body within 100ms.",
    );
}

#[test]
fn a_protocol_that_closes_has_its_own_reason() {
    let delivered = delivered_half(|transport, _| transport.lose_connection());
    assert!(delivered.reason.check::<ConnectionDone>().is_some(), "{}", delivered.reason);
    let delivered = delivered_half(|transport, _| transport.abort_connection());
    assert!(delivered.reason.check::<ConnectionAborted>().is_some(), "{}", delivered.reason);
    let delivered = delivered_half(|transport, _| transport.stop_producing());
    assert!(delivered.reason.check::<ConnectionDone>().is_some(), "{}", delivered.reason);
}

/// Runs `leave` when half a body has come, and goes on until the server has seen the
/// connection go.
#[track_caller]
fn assert_closes<F>(leave: impl FnOnce(web_client::Response) -> F + 'static)
where
    F: Future<Output = Result<(), Failure>> + 'static,
{
    let (tell, seen) = tokio::sync::oneshot::channel();
    let peer = peer(|door| {
        let mut talk = door.accept();
        half(&mut talk);
        talk.is_left();
        tell.send(()).expect("somebody waits");
    });
    let url = peer.url("/");
    let left = run(|reactor| async move {
        let response = Agent::new(&reactor).get(&url).await?;
        leave(response).await?;
        Ok::<_, Failure>(seen.await?)
    });
    left.expect("the connection is closed while the reactor runs");
    peer.saw();
}

#[test]
fn a_protocol_that_closes_closes_the_connection() {
    assert_closes(|response| async {
        let (protocol, delivered) = collect(|transport, _| transport.lose_connection());
        response.deliver_body(protocol);
        delivered.await.map(drop)
    });
}

#[test]
fn a_response_that_is_dropped_closes_the_connection() {
    assert_closes(|response| async {
        drop(response);
        Ok(())
    });
}

#[test]
fn a_protocol_that_panics_closes_the_connection() {
    assert_closes(|response| async {
        let (protocol, delivered) = collect(|_, _| panic!("on purpose"));
        response.deliver_body(protocol);
        let reason = delivered.await?.reason;
        assert!(reason.to_string().ends_with("panicked: on purpose"), "{reason}");
        Ok(())
    });
}

#[test]
fn what_is_written_goes_nowhere() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1");
        talk.send("2");
        talk.rest()
    });
    let url = peer.url("/");
    let delivered = run(|reactor| async move {
        let (protocol, delivered) = collect(|transport: &Transport, _| transport.write("hello"));
        Agent::new(&reactor).get(&url).await?.deliver_body(protocol);
        delivered.await
    });
    assert_eq!(delivered.expect("a body").body, b"12");
    assert_eq!(peer.saw(), "");
}
