//! Connections that are kept, and used again.

mod support;

use reactor::Failure;
use std::time::Duration;
use support::peer::{Door, Peer, Talk, peer};
use support::produce::Script;
use support::run;
use web_client::{
    Agent, BytesProducer, Fetch, Headers, Method, Pool, RedirectAgent, Request,
    ResponseNeverReceived, read_body,
};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// Answers so many requests on one connection.
fn answer_all(talk: &mut Talk, requests: usize) {
    for _ in 0..requests {
        talk.request();
        talk.send(OK);
    }
}

/// Fetches a page with an agent that has a pool, and reads it.
async fn fetch(agent: &Agent, url: &str) -> Result<Vec<u8>, Failure> {
    read_body(agent.get(url).await?).await
}

#[test]
fn a_connection_serves_one_request_after_the_other() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        let first = talk.request();
        talk.send(OK);
        answer_all(&mut talk, 2);
        talk.is_left();
        first
    });
    let url = peer.url("/");
    let pages = run(|reactor| async move {
        let pool = Pool::new(&reactor);
        let agent = Agent::new(&reactor).with_pool(&pool);
        for _ in 0..3 {
            assert_eq!(fetch(&agent, &url).await?, b"ok");
            assert_eq!(pool.len(), 1);
        }
        Ok::<_, Failure>(())
    });
    pages.expect("three pages");
    assert!(!peer.saw().contains("Connection:"));
}

#[test]
fn without_a_pool_each_request_has_its_own_connection() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        let request = talk.request();
        talk.send(OK);
        talk.is_left();
        door.answer(OK);
        request
    });
    let url = peer.url("/");
    let pages = run(|reactor| async move {
        let agent = Agent::new(&reactor);
        fetch(&agent, &url).await?;
        fetch(&agent, &url).await
    });
    assert_eq!(pages.expect("two pages"), b"ok");
    assert!(peer.saw().contains("\r\nConnection: close\r\n"));
}

#[test]
fn a_body_in_chunks_and_an_empty_one_leave_a_connection_that_can_be_used() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        for answer in [
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n",
            "HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n",
            OK,
        ] {
            talk.request();
            talk.send(answer);
        }
    });
    let url = peer.url("/");
    let last = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        for _ in 0..3 {
            fetch(&agent, &url).await?;
        }
        fetch(&agent, &url).await
    });
    assert_eq!(last.expect("four answers"), b"ok");
    peer.saw();
}

#[test]
fn a_head_leaves_a_connection_that_can_be_used() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
        answer_all(&mut talk, 1);
    });
    let url = peer.url("/");
    let page = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        read_body(agent.fetch(Request::new(Method::HEAD, &url)?).await?).await?;
        fetch(&agent, &url).await
    });
    assert_eq!(page.expect("two answers"), b"ok");
    peer.saw();
}

#[test]
fn a_post_leaves_a_connection_that_can_be_used() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        answer_all(&mut talk, 3);
    });
    let url = peer.url("/");
    let page = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        for body in ["hello", "hello again"] {
            let body = Some(BytesProducer::new(body) as _);
            let answer = agent.request(Method::POST, &url, Headers::new(), body);
            read_body(answer.await?).await?;
        }
        fetch(&agent, &url).await
    });
    assert_eq!(page.expect("three answers"), b"ok");
    peer.saw();
}

/// What becomes of a connection that has brought this answer: it is not kept.
#[track_caller]
fn assert_not_kept(answer: &'static str) {
    let peer = peer(move |door| {
        let mut talk = door.accept();
        talk.request();
        talk.send(answer);
        talk.half_close();
        talk.is_left();
        door.answer(OK);
    });
    let url = peer.url("/");
    let kept = run(|reactor| async move {
        let pool = Pool::new(&reactor);
        let agent = Agent::new(&reactor).with_pool(&pool);
        let _ = fetch(&agent, &url).await;
        let kept = pool.len();
        assert_eq!(fetch(&agent, &url).await?, b"ok");
        Ok::<_, Failure>(kept)
    });
    assert_eq!(kept.expect("another page"), 0, "{answer}");
    peer.saw();
}

#[test]
fn a_connection_that_the_server_will_close_is_not_kept() {
    assert_not_kept("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
    assert_not_kept("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
    assert_not_kept("HTTP/1.1 200 OK\r\n\r\nuntil the end");
}

#[test]
fn a_connection_whose_answer_was_broken_is_not_kept() {
    assert_not_kept("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
    assert_not_kept("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nbad\r\n");
    assert_not_kept("220 mail.example.com ESMTP\r\n");
}

#[test]
fn what_comes_too_much_is_no_answer_to_the_next_request() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        let evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
        talk.send(format!("{OK}{evil}"));
        talk.is_left();
        door.answer(OK);
    });
    let url = peer.url("/");
    let page = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        fetch(&agent, &url).await?;
        fetch(&agent, &url).await
    });
    assert_eq!(page.expect("two pages"), b"ok");
    peer.saw();
}

#[test]
fn a_response_that_is_not_read_to_its_end_takes_its_connection_along() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        talk.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        talk.is_left();
        door.answer(OK);
    });
    let url = peer.url("/");
    let page = run(|reactor| async move {
        let pool = Pool::new(&reactor);
        let agent = Agent::new(&reactor).with_pool(&pool);
        drop(agent.get(&url).await?);
        assert!(pool.is_empty());
        fetch(&agent, &url).await
    });
    assert_eq!(page.expect("a page"), b"ok");
    peer.saw();
}

#[test]
fn a_response_that_nobody_reads_and_that_is_here_leaves_its_connection() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.request();
        talk.send("HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 5\r\n\r\nmoved");
        answer_all(&mut talk, 1);
    });
    let url = peer.url("/");
    let page = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        read_body(RedirectAgent::new(agent).get(&url).await?).await
    });
    assert_eq!(page.expect("a page"), b"ok");
    peer.saw();
}

/// A server that takes a second request on a connection, and closes it without an
/// answer; then it answers as many as come.
fn forgets_one(door: &Door, then: usize) {
    let mut talk = door.accept();
    answer_all(&mut talk, 1);
    talk.request();
    drop(talk);
    for _ in 0..then {
        door.answer(OK);
    }
}

#[test]
fn a_get_is_sent_again_where_the_server_has_closed_a_kept_connection() {
    let peer = peer(|door| forgets_one(door, 1));
    let url = peer.url("/");
    let page = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        fetch(&agent, &url).await?;
        fetch(&agent, &url).await
    });
    assert_eq!(page.expect("a page"), b"ok");
    peer.saw();
}

#[test]
fn a_post_is_not_sent_again() {
    for body in [None, Some(BytesProducer::new("order") as _)] {
        let peer = peer(|door| forgets_one(door, 0));
        let url = peer.url("/");
        let answer = run(|reactor| async move {
            let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
            fetch(&agent, &url).await?;
            agent.request(Method::POST, &url, Headers::new(), body).await
        });
        let failure = answer.expect_err("it may have been done");
        assert!(failure.check::<ResponseNeverReceived>().is_some(), "{failure:?}");
        peer.saw();
    }
}

#[test]
fn a_get_on_a_new_connection_is_not_sent_again() {
    let peer = peer(|door| drop(door.accept().request()));
    let url = peer.url("/");
    let answer = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::new(&reactor));
        fetch(&agent, &url).await
    });
    let failure = answer.expect_err("no answer");
    assert!(failure.check::<ResponseNeverReceived>().is_some(), "{failure:?}");
    peer.saw();
}

#[test]
fn so_many_connections_are_kept_for_each_server() {
    // Five requests at once, each on a connection of its own.
    let peer = peer(|door| {
        let mut talks: Vec<_> = (0..5).map(|_| door.accept()).collect();
        for talk in &mut talks {
            answer_all(talk, 1);
        }
        talks.iter_mut().for_each(Talk::is_left);
    });
    let url = peer.url("/");
    let kept = run(|reactor| async move {
        let pool = Pool::keeping(&reactor, 2, Duration::from_secs(60));
        let agent = Agent::new(&reactor).with_pool(&pool);
        let pages = (0..5).map(|_| agent.get(&url).add_callback(read_body));
        deferred::gather_results(pages).await?;
        Ok::<_, Failure>(pool.len())
    });
    assert_eq!(kept.expect("five pages"), 2);
    peer.saw();
}

#[test]
fn servers_do_not_share_connections() {
    let server = |door: &Door| {
        let mut talk = door.accept();
        answer_all(&mut talk, 2);
        talk.is_left();
    };
    let peers = [peer(server), peer(server)];
    let urls = peers.each_ref().map(|peer| peer.url("/"));
    let kept = run(|reactor| async move {
        let pool = Pool::new(&reactor);
        let agent = Agent::new(&reactor).with_pool(&pool);
        for _ in 0..2 {
            for url in &urls {
                assert_eq!(fetch(&agent, url).await?, b"ok");
            }
        }
        Ok::<_, Failure>(pool.len())
    });
    assert_eq!(kept.expect("four pages"), 2);
    peers.into_iter().for_each(Peer::saw);
}

#[test]
fn a_connection_is_kept_for_so_long() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        answer_all(&mut talk, 1);
        talk.is_left();
        door.answer(OK);
    });
    let url = peer.url("/");
    let page = run(|reactor| async move {
        let pool = Pool::keeping(&reactor, 2, Duration::from_millis(1));
        let agent = Agent::new(&reactor).with_pool(&pool);
        fetch(&agent, &url).await?;
        while !pool.is_empty() {
            tokio::task::yield_now().await;
        }
        fetch(&agent, &url).await
    });
    assert_eq!(page.expect("two pages"), b"ok");
    peer.saw();
}

#[test]
fn a_connection_that_is_too_old_is_not_used() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        answer_all(&mut talk, 1);
        door.answer(OK);
        talk.is_left();
    });
    let url = peer.url("/");
    let page = run(|reactor| async move {
        let agent = Agent::new(&reactor).with_pool(&Pool::keeping(&reactor, 2, Duration::ZERO));
        fetch(&agent, &url).await?;
        fetch(&agent, &url).await
    });
    assert_eq!(page.expect("two pages"), b"ok");
    peer.saw();
}

#[test]
fn a_pool_that_is_closed_closes_its_connections() {
    let (tell, is_left) = tokio::sync::oneshot::channel();
    let peer = peer(|door| {
        let mut talk = door.accept();
        answer_all(&mut talk, 1);
        talk.is_left();
        tell.send(()).expect("the client waits");
    });
    let url = peer.url("/");
    let closed = run(|reactor| async move {
        let pool = Pool::new(&reactor);
        fetch(&Agent::new(&reactor).with_pool(&pool), &url).await?;
        assert_eq!(pool.len(), 1);
        pool.close();
        assert_eq!(pool.len(), 0);
        Ok::<_, Failure>(is_left.await?)
    });
    closed.expect("the server sees it");
    peer.saw();
}

#[test]
fn a_connection_whose_request_is_not_over_is_not_kept() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.head();
        talk.send(OK);
        talk.is_left();
        door.answer(OK);
    });
    let url = peer.url("/");
    let page = run(|reactor| async move {
        let pool = Pool::new(&reactor);
        let agent = Agent::new(&reactor).with_pool(&pool);
        let body = Some(Script::new(Some(1000)) as _);
        let response = agent.request(Method::PUT, &url, Headers::new(), body).await?;
        assert_eq!(read_body(response).await?, b"ok");
        assert!(pool.is_empty(), "the server waits for the rest of the request");
        fetch(&agent, &url).await
    });
    assert_eq!(page.expect("another page"), b"ok");
    peer.saw();
}
