//! What can go wrong with a server, and what the client says then. Nothing of it takes
//! long, and nothing of it fills the memory.

mod support;

use allocation_counter::measure;
use reactor::{ConnectionRefused, DnsLookupFailed, Failure};
use socket2::{Domain, SockAddr, Socket, Type};
use std::net::{Ipv4Addr, SocketAddr};
use support::peer::{Talk, peer};
use support::{DEADLINE, SHORT, assert_says, run};
use web_client::{
    Agent, Fetch, InfiniteRedirection, PageGetter, ParseError, ResponseFailed,
    ResponseNeverReceived, StatusError, TooLong, TooSlow, get_page, read_body,
};

/// More than a client may ever have in its memory here.
const MEGABYTE: u64 = 1 << 20;

/// Why a page cannot be had from a server that follows this script.
#[track_caller]
fn fault(script: impl FnOnce(Talk) + Send + 'static) -> Failure {
    fault_of(script, |page| page)
}

/// The same for one who is in a hurry.
#[track_caller]
fn fault_in_a_hurry(script: impl FnOnce(Talk) + Send + 'static) -> Failure {
    fault_of(script, |page| page.timeout(SHORT))
}

#[track_caller]
fn fault_of(
    script: impl FnOnce(Talk) + Send + 'static,
    options: impl FnOnce(PageGetter) -> PageGetter + 'static,
) -> Failure {
    let peer = peer(|door| script(door.accept()));
    let url = peer.url("/");
    let page = run(|reactor| options(PageGetter::new(&reactor, &url)).get().into_future());
    peer.saw();
    page.expect_err("no page")
}

/// What a server sends in place of an answer.
#[track_caller]
fn fault_after(answer: &'static str) -> Failure {
    fault(move |mut talk| {
        talk.request();
        talk.send(answer);
        talk.half_close();
        talk.is_left();
    })
}

/// The same, but then the connection breaks.
#[track_caller]
fn fault_and_reset_after(answer: &'static str) -> Failure {
    fault(move |mut talk| {
        talk.request();
        talk.send(answer);
        talk.reset();
    })
}

// Nobody there.

#[test]
fn a_server_that_is_not_there_refuses() {
    // A port that is taken, but not listened on.
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    socket.bind(&SockAddr::from(any)).expect("a free port");
    let address = socket.local_addr().expect("an address").as_socket().expect("of TCP");
    let page = run(|reactor| get_page(&reactor, &format!("http://{address}/")).into_future());
    let failure = page.expect_err("nobody listens");
    assert!(failure.check::<ConnectionRefused>().is_some(), "{failure:?}");
    assert!(failure.to_string().contains("refused"), "{failure}");
}

#[test]
fn a_name_that_belongs_to_nobody_is_named() {
    let page = run(|reactor| get_page(&reactor, "http://no-such-host.invalid/").into_future());
    let failure = page.expect_err("there is no such host");
    let failed = failure.check::<DnsLookupFailed>().unwrap_or_else(|| panic!("{failure:?}"));
    assert_eq!(failed.address, "no-such-host.invalid:80");
    assert!(failure.to_string().contains("no-such-host.invalid"), "{failure}");
}

// The connection ends too early.

#[test]
fn an_end_before_the_answer_is_no_answer() {
    assert_says::<ResponseNeverReceived>(
        &fault_after(""),
        "The connection ended without an answer: connection closed before message completed",
    );
}

#[test]
fn an_end_within_the_head_is_no_answer() {
    assert_says::<ResponseNeverReceived>(
        &fault_after("HTTP/1.1 200 OK\r\nContent-Le"),
        "The connection ended without an answer: connection closed before message completed",
    );
}

#[test]
fn an_end_within_the_body_says_how_much_is_missing() {
    let failure = fault_after("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234");
    assert_says::<ResponseFailed>(
        &failure,
        "The answer broke off after 4 of 10 bytes: error reading a body from connection: \
         end of file before message length reached",
    );
}

#[test]
fn an_end_between_chunks_is_no_end_of_the_body() {
    let failure = fault_after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n1234\r\n");
    assert_says::<ResponseFailed>(
        &failure,
        "The answer broke off after 4 bytes: error reading a body from connection: \
         unexpected EOF during chunk size line",
    );
}

#[test]
fn a_reset_before_the_answer_is_no_answer() {
    let failure = fault_and_reset_after("");
    assert!(failure.check::<ResponseNeverReceived>().is_some(), "{failure:?}");
    assert!(failure.to_string().contains("Connection reset by peer"), "{failure}");
}

#[test]
fn a_reset_within_the_head_is_no_answer() {
    let failure = fault_and_reset_after("HTTP/1.1 200 OK\r\nContent-Le");
    assert!(failure.check::<ResponseNeverReceived>().is_some(), "{failure:?}");
    assert!(failure.to_string().contains("Connection reset by peer"), "{failure}");
}

#[test]
fn a_reset_within_the_body_says_what_happened() {
    let failure = fault_and_reset_after("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234");
    // What the reset has overtaken is lost, perhaps all of it.
    assert!(failure.to_string().contains("Connection reset by peer"), "{failure}");
}

// The server takes its time.

#[test]
fn a_server_that_never_answers_is_too_slow() {
    let failure = fault_in_a_hurry(|mut talk| talk.is_left());
    assert_says::<TooSlow>(&failure, "The page was not complete within 100ms.");
}

#[test]
fn an_agent_does_not_wait_for_an_answer_for_ever() {
    let peer = peer(|door| door.accept().is_left());
    let url = peer.url("/");
    let answer =
        run(|reactor| Agent::new(&reactor).with_answer_timeout(SHORT).get(&url).into_future());
    let failure = answer.expect_err("no answer");
    assert_says::<TooSlow>(&failure, "The server did not begin to answer within 100ms.");
    peer.saw();
}

#[test]
fn a_server_that_stops_in_the_middle_of_a_body_is_too_slow() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234");
        talk.is_left();
    });
    let url = peer.url("/");
    let body = run(|reactor| {
        let agent = Agent::new(&reactor).with_silence_timeout(SHORT);
        agent.get(&url).add_callback(read_body).into_future()
    });
    let failure = body.expect_err("no body");
    assert_says::<TooSlow>(&failure, "The server sent nothing more of the body within 100ms.");
    peer.saw();
}

#[test]
fn a_server_that_sends_its_head_byte_by_byte_is_too_slow() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nX-Long: ");
        talk.drip(b"x");
    });
    let url = peer.url("/");
    let answer =
        run(|reactor| Agent::new(&reactor).with_answer_timeout(SHORT).get(&url).into_future());
    let failure = answer.expect_err("no answer");
    assert_says::<TooSlow>(&failure, "The server did not begin to answer within 100ms.");
    peer.saw();
}

#[test]
fn a_server_that_sends_its_body_byte_by_byte_is_too_slow() {
    let failure = fault_in_a_hurry(|mut talk| {
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        talk.drip(b"x");
    });
    assert_says::<TooSlow>(&failure, "The page was not complete within 100ms.");
}

/// Linux lets a client wait whose connection has no place in the queue.
#[cfg(target_os = "linux")]
#[test]
fn a_connection_that_is_not_made_is_not_waited_for_for_ever() {
    // One place in the queue, which nobody empties: the next one waits.
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    socket.bind(&SockAddr::from(any)).expect("a free port");
    socket.listen(0).expect("it listens");
    let address = socket.local_addr().expect("an address").as_socket().expect("of TCP");
    let first = std::net::TcpStream::connect_timeout(&address, DEADLINE).expect("it has a place");
    let url = format!("http://{address}/");
    let answer =
        run(|reactor| Agent::new(&reactor).with_connect_timeout(SHORT).get(&url).into_future());
    let failure = answer.expect_err("no connection");
    assert_says::<TooSlow>(&failure, "The server could not be reached within 100ms.");
    drop(first);
}

// The server lies.

#[test]
fn what_comes_after_the_announced_length_is_not_part_of_the_page() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        talk.offer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n1234HTTP/1.1 200 OK\r\n\r\nmore");
        talk.is_left();
    });
    let url = peer.url("/");
    let page = run(|reactor| get_page(&reactor, &url).into_future());
    assert_eq!(page.expect("a page"), b"1234");
    peer.saw();
}

#[test]
fn two_lengths_are_none() {
    let failure =
        fault_after("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n12345");
    assert_says::<ParseError>(
        &failure,
        "What the server sent is no HTTP: invalid content-length parsed",
    );
}

#[test]
fn a_chunk_whose_length_is_no_number_breaks_the_answer_off() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n1234\r\nmore\r\n";
    assert_says::<ResponseFailed>(
        &fault_after(head),
        "The answer broke off after 4 bytes: error reading a body from connection: \
         Invalid chunk size line: missing size digit",
    );
}

#[test]
fn a_chunk_that_is_longer_than_it_says_breaks_the_answer_off() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n12345\r\n0\r\n\r\n";
    assert_says::<ResponseFailed>(
        &fault_after(head),
        "The answer broke off after 4 bytes: error reading a body from connection: \
         Invalid chunk body CR",
    );
}

#[test]
fn what_is_no_http_is_called_so() {
    let failure = fault_after("220 mail.example.com ESMTP\r\n");
    assert_says::<ParseError>(
        &failure,
        "What the server sent is no HTTP: invalid HTTP version parsed",
    );
}

// The server has no end.

#[test]
fn a_redirect_that_leads_to_itself_is_followed_so_many_times() {
    let peer = peer(|door| {
        for number in 0..=20 {
            let answer = format!("HTTP/1.1 302 Found\r\nLocation: /{number}\r\n\r\n");
            door.answer(answer);
        }
    });
    let url = peer.url("/");
    let page = run(|reactor| get_page(&reactor, &url).into_future());
    let end = peer.url("/20");
    peer.saw();
    assert_says::<InfiniteRedirection>(
        &page.expect_err("no page"),
        &format!("Redirected more than 20 times, at last to {end}."),
    );
}

/// What a client says to so long an answer, which takes no more memory than it should.
#[track_caller]
fn fault_within(bytes: u64, script: impl FnOnce(Talk) + Send + 'static) -> Failure {
    let mut failure = None;
    let used = measure(|| failure = Some(fault(script))).bytes_max;
    assert!(used < bytes, "{used} bytes of memory");
    failure.expect("a failure")
}

#[test]
fn ten_gigabytes_that_are_announced_are_not_begun() {
    let failure = fault_within(MEGABYTE, |mut talk| {
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
        talk.flood(&[b'x'; 4096]);
    });
    assert_says::<TooLong>(&failure, "The body is longer than 16777216 bytes.");
}

#[test]
fn so_it_is_when_they_come_with_an_error() {
    let failure = fault_within(MEGABYTE, |mut talk| {
        talk.request();
        talk.send("HTTP/1.1 500 Oh\r\nContent-Length: 10000000000\r\n\r\n");
        talk.flood(&[b'x'; 4096]);
    });
    assert!(failure.check::<StatusError>().is_none());
    assert_says::<TooLong>(&failure, "The body is longer than 16777216 bytes.");
}

#[test]
fn chunks_without_an_end_are_read_as_far_as_the_limit() {
    // What was read, once more when it grew for the last time, and the buffers.
    let failure = fault_within((16 + 16 + 1) * MEGABYTE, |mut talk| {
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
        let sent = talk.flood(chunk.as_bytes());
        assert!(sent < 32 << 20, "{sent} bytes were taken");
    });
    assert_says::<TooLong>(&failure, "The body is longer than 16777216 bytes.");
}

#[test]
fn headers_without_an_end_are_too_many() {
    let failure = fault_within(MEGABYTE, |mut talk| {
        talk.request();
        talk.offer("HTTP/1.1 200 OK\r\n");
        talk.flood(b"X-More: and more\r\n");
    });
    assert_says::<ParseError>(
        &failure,
        "What the server sent is no HTTP: message head is too large",
    );
}

#[test]
fn a_header_without_an_end_is_too_long() {
    let failure = fault_within(MEGABYTE, |mut talk| {
        talk.request();
        talk.offer("HTTP/1.1 200 OK\r\nX-Long: ");
        talk.flood(&[b'x'; 4096]);
    });
    assert_says::<ParseError>(
        &failure,
        "What the server sent is no HTTP: message head is too large",
    );
}

#[test]
fn to_be_told_to_wait_again_and_again_is_too_slow() {
    let failure = fault_in_a_hurry(|mut talk| {
        talk.request();
        talk.drip(b"HTTP/1.1 100 Continue\r\n\r\n");
    });
    assert_says::<TooSlow>(&failure, "The page was not complete within 100ms.");
}
