//! Bodies that come packed.

mod support;

use allocation_counter::measure;
use flate2::Compression;
use flate2::write::GzEncoder;
use reactor::Failure;
use std::io::Write;
use support::collect::collect;
use support::peer::peer;
use support::{assert_says, run};
use web_client::{
    Agent, ContentDecoderAgent, Fetch, Headers, Method, Request, Response, ResponseDone,
    ResponseFailed, TooLong, read_body,
};

fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).expect("memory");
    encoder.finish().expect("memory")
}

/// An answer with this body, of which it is said how it is packed.
fn answer(encoding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// What an agent that unpacks makes of an answer.
#[track_caller]
fn fetched<T: 'static>(
    answer: Vec<u8>,
    script: impl AsyncFnOnce(Response) -> Result<T, Failure> + 'static,
) -> Result<T, Failure> {
    let peer = peer(|door| {
        let mut talk = door.accept();
        let request = talk.request();
        talk.offer(answer);
        request
    });
    let url = peer.url("/");
    let result = run(|reactor| async move {
        script(ContentDecoderAgent::new(Agent::new(&reactor)).get(&url).await?).await
    });
    assert!(peer.saw().contains("\r\nAccept-Encoding: gzip\r\n"));
    result
}

#[track_caller]
fn unpacked(answer: Vec<u8>) -> Result<Vec<u8>, Failure> {
    fetched(answer, async |response| read_body(response).await)
}

#[test]
fn a_packed_body_comes_unpacked() {
    for encoding in ["gzip", "x-gzip", "GZip"] {
        let answer = answer(encoding, &packed(b"hello"));
        assert_eq!(unpacked(answer).expect("a body"), b"hello", "{encoding}");
    }
}

#[test]
fn its_length_and_its_encoding_are_those_of_what_comes_out() {
    let answer = answer("gzip", &packed(b"hello"));
    let known = fetched(answer, async |response| {
        Ok((response.length(), response.headers().get("Content-Encoding").is_some()))
    });
    assert_eq!(known.expect("an answer"), (None, false));
}

#[test]
fn a_body_that_is_not_packed_or_in_another_way_is_left_as_it_is() {
    let plain = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    assert_eq!(unpacked(plain.into()).expect("a body"), b"hello");
    assert_eq!(unpacked(answer("br", b"hello")).expect("a body"), b"hello");
}

#[test]
fn an_empty_body_is_not_packed() {
    assert_eq!(unpacked(answer("gzip", b"")).expect("a body"), b"");
    let none = "HTTP/1.1 304 Not Modified\r\nContent-Encoding: gzip\r\n\r\n";
    assert_eq!(unpacked(none.into()).expect("a body"), b"");
}

#[test]
fn the_answer_to_a_head_is_not_packed() {
    let peer = peer(|door| {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n\r\n";
        door.answer(head)
    });
    let url = peer.url("/");
    let body = run(|reactor| async move {
        let request = Request::new(Method::HEAD, &url)?;
        read_body(ContentDecoderAgent::new(Agent::new(&reactor)).fetch(request).await?).await
    });
    assert_eq!(body.expect("an end"), b"");
    peer.saw();
}

#[test]
fn it_may_come_byte_by_byte() {
    let text = "a text that is packed, ".repeat(1000);
    let body: Vec<_> = packed(text.as_bytes())
        .iter()
        .flat_map(|byte| [b"1\r\n", &[*byte][..], b"\r\n"].concat())
        .collect();
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
    let answer = [head.as_bytes(), &body, b"0\r\n\r\n"].concat();
    assert!(unpacked(answer).expect("a body") == text.as_bytes());
}

#[test]
fn two_packed_parts_are_one_body() {
    let parts = [packed(b"hello"), packed(b" world")].concat();
    assert_eq!(unpacked(answer("gzip", &parts)).expect("a body"), b"hello world");
}

#[test]
fn what_is_not_packed_though_it_says_so_has_failed() {
    let failure = unpacked(answer("gzip", b"hello, world")).expect_err("no gzip");
    assert_says::<ResponseFailed>(
        &failure,
        "The answer broke off after 12 of 12 bytes: invalid gzip header",
    );
}

#[test]
fn what_is_damaged_has_failed() {
    let mut body = packed("a text that is packed, ".repeat(100).as_bytes());
    let last = body.len() - 6;
    body[last] ^= 1; // of the checksum
    let failure = unpacked(answer("gzip", &body)).expect_err("damaged");
    assert!(failure.check::<ResponseFailed>().is_some(), "{failure:?}");
    assert!(failure.to_string().contains("corrupt gzip stream"), "{failure}");
}

#[test]
fn what_is_cut_short_before_it_was_packed_off_has_failed() {
    let body = packed(b"hello");
    for length in 1..body.len() {
        let failure = unpacked(answer("gzip", &body[..length])).expect_err("cut short");
        assert!(failure.check::<ResponseFailed>().is_some(), "{length}: {failure:?}");
    }
}

/// So many noughts, of which a thousand become one byte.
const BOMB: usize = 64 << 20;

fn bomb() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let piece = vec![0; 1 << 20];
    for _ in 0..BOMB >> 20 {
        encoder.write_all(&piece).expect("memory");
    }
    encoder.finish().expect("memory")
}

#[test]
fn a_bomb_goes_off_in_small_pieces() {
    let answer = answer("gzip", &bomb());
    let mut failure = None;
    let read = || failure = Some(unpacked(answer).expect_err("too much"));
    let used = measure(read).bytes_max;
    assert_says::<TooLong>(&failure.expect("a failure"), "The body is longer than 16777216 bytes.");
    assert!(used < 32 << 20, "{used} bytes of memory");
}

#[test]
fn a_protocol_is_not_hit_by_a_bomb() {
    let answer = answer("gzip", &bomb());
    let script = async |response: Response| {
        let mut left = 32 << 20;
        let (protocol, delivered) = collect(move |transport, data| {
            left -= data.len().min(left);
            if left == 0 {
                transport.lose_connection();
            }
        });
        response.deliver_body(protocol);
        delivered.await
    };
    let mut delivered = None;
    let used = measure(|| delivered = Some(fetched(answer, script))).bytes_max;
    // What the protocol has kept: a vector of twice the length, and the one before.
    assert!(used < (64 + 32 + 4) << 20, "{used} bytes of memory");
    let delivered = delivered.expect("a result").expect("an end");
    assert!(delivered.reason.check::<ResponseDone>().is_none());
}

#[test]
fn a_program_may_say_itself_what_it_takes() {
    let peer = peer(|door| door.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    let url = peer.url("/");
    let answer = run(|reactor| async move {
        let mut headers = Headers::new();
        headers.set("Accept-Encoding", "identity")?;
        let agent = ContentDecoderAgent::new(Agent::new(&reactor));
        agent.request(Method::GET, &url, headers, None).await
    });
    answer.expect("an answer");
    assert!(peer.saw().contains("\r\nAccept-Encoding: identity\r\n"));
}
