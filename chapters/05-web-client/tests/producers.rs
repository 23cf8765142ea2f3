//! The body of a request: its length, its pace, and what becomes of a producer.

mod support;

use deferred::Deferred;
use reactor::{Failure, Producer, Reactor};
use std::rc::Rc;
use support::peer::{Talk, peer};
use support::produce::Script;
use support::{SHORT, assert_says, run};
use web_client::{
    Agent, BodyProducer, BytesProducer, Consumer, Fetch, Headers, Method, RequestGenerationFailed,
    Response, ResponseNeverReceived, WrongBodyLength, read_body,
};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

fn post(reactor: &Reactor, url: &str, body: Rc<dyn BodyProducer>) -> Deferred<Response> {
    let agent = Agent::new(reactor).with_answer_timeout(SHORT);
    agent.request(Method::POST, url, Headers::new(), Some(body))
}

/// What a server receives whose client sends this, and answers at its end.
#[track_caller]
fn sent(
    body: impl FnOnce(&Reactor) -> Rc<dyn BodyProducer> + 'static,
    end: &'static str,
) -> String {
    let peer = peer(move |door| {
        let mut talk = door.accept();
        let request = talk.head() + &talk.until(end);
        talk.send(OK);
        request
    });
    let url = peer.url("/");
    let answer = run(|reactor| async move {
        let body = body(&reactor);
        read_body(post(&reactor, &url, body).await?).await
    });
    let request = peer.saw();
    assert_eq!(answer.expect("an answer"), b"ok");
    request
}

/// Writes its parts one by one, each in a turn of its own, and looks neither right nor
/// left.
struct PartByPart {
    length: Option<u64>,
    parts: &'static [&'static str],
    reactor: Reactor,
}

impl Producer for PartByPart {
    fn pause_producing(&self) {}
    fn resume_producing(&self) {}
    fn stop_producing(&self) {}
}

impl BodyProducer for PartByPart {
    fn length(&self) -> Option<u64> {
        self.length
    }

    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        let reactor = self.reactor.clone();
        Deferred::from_future(&reactor, async move {
            for part in self.parts {
                consumer.write(*part);
                tokio::task::yield_now().await;
            }
        })
    }
}

fn parts(
    length: Option<u64>,
    parts: &'static [&'static str],
) -> impl FnOnce(&Reactor) -> Rc<dyn BodyProducer> {
    move |reactor| Rc::new(PartByPart { length, parts, reactor: reactor.clone() })
}

#[test]
fn a_body_whose_length_is_known_comes_as_it_is() {
    let request = sent(parts(Some(11), &["hello", "", " ", "world"]), "world");
    let (head, body) = request.split_once("\r\n\r\n").expect("a head");
    assert!(head.contains("\r\nContent-Length: 11\r\n"), "{head}");
    assert!(!head.contains("Transfer-Encoding"), "{head}");
    assert_eq!(body, "hello world");
}

#[test]
fn a_body_whose_length_is_not_known_comes_in_chunks() {
    let request = sent(parts(None, &["hello", "", " ", "world"]), "0\r\n\r\n");
    let (head, body) = request.split_once("\r\n\r\n").expect("a head");
    assert!(head.contains("\r\nTransfer-Encoding: chunked\r\n"), "{head}");
    assert!(!head.contains("Content-Length"), "{head}");
    assert_eq!(body, "5\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\n\r\n");
}

#[test]
fn a_body_that_is_here_already_comes_in_one() {
    let request = sent(|_| BytesProducer::new("hello"), "hello");
    let (head, body) = request.split_once("\r\n\r\n").expect("a head");
    assert!(head.contains("\r\nContent-Length: 5\r\n"), "{head}");
    assert_eq!(body, "hello");
}

#[test]
fn an_empty_body_has_the_length_nought() {
    let request = sent(|_| BytesProducer::new(""), "");
    assert!(request.contains("\r\nContent-Length: 0\r\n"), "{request}");
    let request = sent(parts(None, &[]), "0\r\n\r\n");
    assert!(request.contains("\r\nTransfer-Encoding: chunked\r\n"), "{request}");
}

// What goes wrong.

/// A server that takes all that comes, and does not answer.
fn take_all(mut talk: Talk) {
    talk.is_left();
}

/// Why a request fails whose producer follows this script after its start.
#[track_caller]
fn failure(length: Option<u64>, script: impl FnOnce(&Script) + 'static) -> (Failure, Rc<Script>) {
    let peer = peer(|door| take_all(door.accept()));
    let url = peer.url("/");
    let result = run(|reactor| async move {
        let producer = Script::new(length);
        let answer = post(&reactor, &url, producer.clone());
        producer.hears("start").await;
        script(&producer);
        (answer.await, producer)
    });
    peer.saw();
    (result.0.expect_err("no answer"), result.1)
}

#[test]
fn a_body_that_is_too_short_fails() {
    let (failure, _) = failure(Some(10), |producer| {
        producer.write("hello");
        producer.end(Ok(()));
    });
    let wrong = WrongBodyLength { promised: 10, written: 5 };
    assert_eq!(failure.check(), Some(&wrong));
    assert_says::<WrongBodyLength>(&failure, "The body was to have 10 bytes, and was given 5.");
}

#[test]
fn a_body_that_is_too_long_fails_and_its_producer_is_stopped() {
    let (failure, producer) = failure(Some(5), |producer| {
        producer.write("hello");
        producer.write(" world");
        producer.write(" and more");
        producer.end(Ok(()));
    });
    assert_says::<WrongBodyLength>(&failure, "The body was to have 5 bytes, and was given 11.");
    assert_eq!(*producer.told.borrow(), ["start", "stop"]);
}

#[test]
fn a_producer_that_fails_is_the_reason() {
    for length in [None, Some(10)] {
        let (failure, producer) = failure(length, |producer| {
            producer.write("hello");
            producer.end(Err("the disk is gone".into()));
        });
        assert_says::<RequestGenerationFailed>(
            &failure,
            "The body could not be made: the disk is gone",
        );
        assert_eq!(*producer.told.borrow(), ["start"]);
    }
}

#[test]
fn a_producer_that_panics_is_the_reason() {
    struct Panics;
    impl Producer for Panics {
        fn pause_producing(&self) {}
        fn resume_producing(&self) {}
        fn stop_producing(&self) {}
    }
    impl BodyProducer for Panics {
        fn length(&self) -> Option<u64> {
            None
        }
        fn start_producing(self: Rc<Self>, _: Consumer) -> Deferred<()> {
            panic!("on purpose");
        }
    }
    let peer = peer(|door| take_all(door.accept()));
    let url = peer.url("/");
    let answer = run(|reactor| post(&reactor, &url, Rc::new(Panics)).into_future());
    let failure = answer.expect_err("no answer");
    assert!(failure.to_string().contains("on purpose"), "{failure}");
    peer.saw();
}

#[test]
fn a_server_that_leaves_stops_the_producer() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.head();
        talk.reset();
    });
    let url = peer.url("/");
    let (answer, producer) = run(|reactor| async move {
        let producer = Script::new(None);
        let answer = post(&reactor, &url, producer.clone());
        producer.hears("stop").await;
        producer.write("too late");
        (answer.await, producer)
    });
    let failure = answer.expect_err("no answer");
    assert!(failure.check::<ResponseNeverReceived>().is_some(), "{failure:?}");
    assert_eq!(*producer.told.borrow(), ["start", "stop"]);
    peer.saw();
}

#[test]
fn an_answer_before_the_end_of_the_request_comes_through_and_stops_it() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        talk.head();
        talk.send("HTTP/1.1 413 Too Much\r\nContent-Length: 2\r\n\r\nno");
        talk.is_left();
    });
    let url = peer.url("/");
    let (answer, producer) = run(|reactor| async move {
        let producer = Script::new(Some(1_000_000));
        let response = post(&reactor, &url, producer.clone()).await?;
        assert_eq!(response.status().as_u16(), 413);
        assert!(!producer.was_told("stop"), "the server may still read");
        let body = read_body(response).await?;
        producer.hears("stop").await;
        Ok::<_, Failure>((body, producer))
    })
    .expect("an answer");
    assert_eq!(answer, b"no");
    assert_eq!(*producer.told.borrow(), ["start", "stop"]);
    peer.saw();
}

#[test]
fn a_producer_that_takes_its_time_is_not_the_servers_fault() {
    let peer = peer(|door| {
        let mut talk = door.accept();
        let request = talk.request();
        talk.send(OK);
        request
    });
    let url = peer.url("/");
    let answer = run(|reactor| async move {
        let producer = Script::new(Some(5));
        let answer = post(&reactor, &url, producer.clone());
        producer.hears("start").await;
        tokio::time::sleep(SHORT * 3).await;
        producer.write("hello");
        producer.end(Ok(()));
        read_body(answer.await?).await
    });
    assert_eq!(answer.expect("an answer"), b"ok");
    assert!(peer.saw().ends_with("hello"));
}

/// A producer that keeps its consumer and is kept by it, and that nobody else has.
#[track_caller]
fn assert_is_let_go(answer: &'static str, ends: bool) {
    let peer = peer(move |door| {
        let mut talk = door.accept();
        talk.until("first");
        talk.send(answer);
        talk.is_left();
    });
    let url = peer.url("/");
    let is_gone = run(|reactor| async move {
        let producer = Script::new(Some(if ends { 5 } else { 1_000_000 }));
        let watched = Rc::downgrade(&producer);
        let answer = post(&reactor, &url, producer.clone());
        producer.hears("start").await;
        producer.write("first");
        if ends {
            producer.end(Ok(()));
        } else {
            producer.hears("stop").await;
        }
        drop(producer);
        drop(answer.await);
        tokio::task::yield_now().await;
        watched.upgrade().is_none()
    });
    assert!(is_gone);
    peer.saw();
}

#[test]
fn a_producer_is_let_go_when_it_has_written_everything() {
    assert_is_let_go(OK, true);
}

#[test]
fn a_producer_is_let_go_when_it_was_stopped() {
    assert_is_let_go("no HTTP\r\n\r\n", false);
}
