//! What is known of an answer, and its body when it is read in one piece.

mod support;

use reactor::Failure;
use support::peer::peer;
use support::{assert_says, run};
use web_client::{
    Agent, Fetch, Method, PartialDownload, Request, TooLong, read_body, read_body_within,
};

/// What is read of this answer.
#[track_caller]
fn read(limit: u64, answer: &'static str) -> Result<String, Failure> {
    let peer = peer(move |door| door.answer(answer));
    let url = peer.url("/");
    let body = run(|reactor| async move {
        read_body_within(limit, Agent::new(&reactor).get(&url).await?).await
    });
    peer.saw();
    Ok(String::from_utf8(body?)?)
}

#[test]
fn a_body_is_read_up_to_a_bound() {
    for answer in [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
    ] {
        assert_eq!(read(5, answer).expect("a body"), "hello");
        let failure = read(4, answer).expect_err("too long");
        assert_says::<TooLong>(&failure, "The body is longer than 4 bytes.");
    }
    let failure = read(4, "HTTP/1.1 200 OK\r\n\r\nhello").expect_err("too long");
    assert_says::<TooLong>(&failure, "The body is longer than 4 bytes.");
}

#[test]
fn a_body_that_may_be_incomplete_is_in_the_failure() {
    let failure = read(5, "HTTP/1.1 200 OK\r\n\r\nhello").expect_err("it is not known");
    let partial = failure.check::<PartialDownload>().expect("what came");
    assert_eq!(partial.body, b"hello");
}

#[test]
fn what_is_known_of_an_answer_is_told() {
    let peer = peer(|door| {
        door.answer("HTTP/1.0 404 Nothing Here\r\nContent-Length: 2\r\nX-One: 1\r\n\r\nno");
        door.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        door.answer("HTTP/1.1 299 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    });
    let url = peer.url("/a?b#c");
    let request = run(|reactor| async move {
        let agent = Agent::new(&reactor);
        let response = agent.get(&url).await?;
        assert_eq!(format!("{:?}", response.version()), "HTTP/1.0");
        assert_eq!((response.status().as_u16(), response.phrase()), (404, "Nothing Here"));
        assert_eq!((response.length(), response.url()), (Some(2), &*url));
        assert_eq!(response.headers().get("x-one"), Some("1"));
        assert_eq!(response.headers().get("Content-Length"), None, "it frames the body");
        assert_eq!(read_body(response).await?, b"no");

        let response = agent.get(&url).await?;
        assert_eq!((response.phrase(), response.length()), ("OK", None));
        let response = agent.get(&url).await?;
        assert_eq!((response.status().as_u16(), response.phrase()), (299, ""));
        assert_eq!(response.headers().iter().count(), 0);
        Ok::<_, Failure>(())
    });
    request.expect("three answers");
    let asked = peer.saw();
    assert!(asked.starts_with("GET /a?b HTTP/1.1\r\n"), "{asked}");
}

#[test]
fn the_answer_to_a_head_has_no_body() {
    let peer = peer(|door| door.answer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
    let url = peer.url("/");
    let body = run(|reactor| async move {
        let request = Request::new(Method::HEAD, &url)?;
        let response = Agent::new(&reactor).fetch(request).await?;
        assert_eq!(response.length(), Some(0));
        read_body(response).await
    });
    assert_eq!(body.expect("an end"), b"");
    assert!(peer.saw().starts_with("HEAD / "));
}

#[test]
fn an_answer_without_a_body_is_over_before_it_is_read() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        talk.send("HTTP/1.1 204 No Content\r\n\r\n");
        talk.is_left();
    });
    let url = peer.url("/");
    let kept = run(|reactor| async move {
        let response = Agent::new(&reactor).get(&url).await?;
        tokio::task::spawn_blocking(|| peer.saw()).await?;
        Ok::<_, Failure>(response)
    });
    kept.expect("the connection is closed while the response lives");
}
