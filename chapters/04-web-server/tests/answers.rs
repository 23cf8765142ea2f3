//! Answers that come later, clients that leave, and resources that fail.

mod support;

use deferred::Deferred;
use reactor::{Clock, Time};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};
use support::{DEADLINE, Leaf, Server, body, header};
use web_server::{Access, NOT_DONE_YET, Rendered, Request, Site, StatusCode};

/// A page that answers when `/open` is asked for, and tells how it ended.
fn held_open(told: Sender<String>) -> impl Fn(&Request) -> Rendered + 'static {
    let waiting: Rc<RefCell<Vec<Request>>> = Rc::default();
    move |request| {
        if request.path() == "/open" {
            for held in waiting.take() {
                held.write(format!("answer to {}", held.path()));
                held.finish();
            }
            return "opened".into();
        }
        let (told, path) = (told.clone(), request.path().to_owned());
        request.notify_finish().add_both(move |end| {
            let end = end.map_or_else(|failure| failure.to_string(), |()| "finished".into());
            let _ = told.send(format!("{path}: {end}"));
        });
        let _ = told_waiting(request);
        waiting.borrow_mut().push(request.clone());
        NOT_DONE_YET
    }
}

/// A header goes out with the first part of the body, not before.
fn told_waiting(request: &Request) -> Result<(), web_server::InvalidHeader> {
    request.set_header("x-held", "yes")
}

fn held_server() -> (Server, Receiver<String>) {
    let (told, hears) = mpsc::channel();
    (Server::start(|reactor| Site::new(reactor, Leaf(held_open(told)))), hears)
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")
}

#[test]
fn an_answer_may_come_later_and_others_are_answered_meanwhile() {
    let (server, hears) = held_server();
    let mut slow = server.connect();
    slow.send(get("/slow"));
    // Whether the slow page was asked before is known only by its being held, so
    // it is opened until it answers.
    slow.0.set_nonblocking(true).expect("a socket");
    let since = Instant::now();
    while slow.0.peek(&mut [0]).is_err() {
        assert!(since.elapsed() < DEADLINE, "it is never answered");
        assert_eq!(body(&server.get("/open")), "opened");
    }
    slow.0.set_nonblocking(false).expect("a socket");
    let head = slow.head();
    assert_eq!(header(&head, "transfer-encoding"), Some("chunked"));
    assert_eq!(header(&head, "x-held"), Some("yes"));
    slow.expect("F\r\nanswer to /slow\r\n0\r\n\r\n");
    assert_eq!(hears.recv_timeout(DEADLINE).as_deref(), Ok("/slow: finished"));
}

#[test]
fn what_is_set_after_the_first_part_of_the_body_is_too_late() {
    let server = Server::start(|reactor| {
        Site::new(
            reactor,
            Leaf(|request: &Request| {
                let _ = request.set_header("x-first", "in time");
                request.write("a part");
                request.set_response_code(StatusCode::NOT_FOUND);
                let _ = request.set_header("x-first", "too late");
                let _ = request.add_header("x-second", "too late");
                request.finish();
                NOT_DONE_YET
            }),
        )
    });
    let answer = server.get("/");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer:?}");
    assert_eq!(header(&answer, "x-first"), Some("in time"));
    assert_eq!(header(&answer, "x-second"), None);
}

#[test]
fn a_client_that_closes_is_noticed_at_once() {
    let (server, hears) = held_server();
    let mut client = server.connect();
    client.send(get("/closes"));
    drop(client);
    let end = "/closes: the client left before its answer was complete";
    assert_eq!(hears.recv_timeout(DEADLINE).as_deref(), Ok(end));
    assert_eq!(body(&server.get("/open")), "opened");
}

#[test]
fn what_was_asked_for_together_with_the_end_is_answered() {
    let server = Server::start(|reactor| {
        Site::new(reactor, Leaf(|request: &Request| request.content().clone().into()))
    });
    for request in [get("/"), "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok".into()] {
        let mut client = server.connect();
        client.send(&request);
        client.half_close();
        let answer = client.rest();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{request:?}: {answer:?}");
    }
}

/// It reads only when the server has long known that nothing more is asked.
#[test]
fn a_client_that_stops_sending_gets_all_of_a_large_page() {
    const MUCH: usize = 16 * 1024 * 1024;
    let server = Server::start(|reactor| {
        Site::new(
            reactor,
            Leaf(|request: &Request| match request.path() {
                "/parts" => {
                    (0..16).for_each(|_| request.write(vec![b'x'; MUCH / 16]));
                    request.finish();
                    NOT_DONE_YET
                }
                _ => vec![b'x'; MUCH].into(),
            }),
        )
    });
    for path in ["/whole", "/parts"] {
        let mut client = server.connect();
        client.send(get("/first") + &get(path));
        client.half_close();
        assert_eq!(body(&server.get("/other")).len(), MUCH);
        for _ in 0..2 {
            let answer = harness::Answer::read(&mut client.0, "GET").expect("all of it");
            assert_eq!(answer.body.len(), MUCH, "{path}");
        }
        assert_eq!(client.rest(), "");
    }
}

#[test]
fn a_client_that_vanishes_while_its_answer_is_sent_is_noticed() {
    let (told, hears) = mpsc::channel();
    let server = Server::start(move |reactor| {
        Site::new(
            reactor,
            Leaf(move |request: &Request| {
                request.write("the first part");
                let told = told.clone();
                request.notify_finish().add_errback(move |failure| {
                    let _ = told.send(failure.to_string());
                });
                NOT_DONE_YET
            }),
        )
    });
    let mut client = server.connect();
    client.send(get("/"));
    client.head();
    client.expect("E\r\nthe first part\r\n");
    client.vanish();
    let end = "the client left before its answer was complete";
    assert_eq!(hears.recv_timeout(DEADLINE).as_deref(), Ok(end));
}

#[test]
fn requests_in_one_packet_are_answered_in_their_order() {
    let server = Server::start(|reactor| {
        Site::new(reactor, Leaf(|request: &Request| request.path().to_owned().into()))
    });
    let mut client = server.connect();
    client.send(get("/1") + &get("/2") + "GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    let answers = client.rest();
    let places = ["\r\n\r\n/1HTTP/1.1 200", "\r\n\r\n/2HTTP/1.1 200", "\r\n\r\n/3"];
    let places = places.map(|text| answers.find(text).unwrap_or_else(|| panic!("{answers}")));
    assert!(places.is_sorted(), "{answers}");
}

#[test]
fn a_request_may_come_byte_by_byte() {
    let server = Server::start(|reactor| {
        Site::new(reactor, Leaf(|request: &Request| request.content().clone().into()))
    });
    let mut client = server.connect();
    client.0.set_nodelay(true).expect("a socket");
    let request = "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\
                   \r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    request.as_bytes().iter().for_each(|byte| client.send([*byte]));
    assert_eq!(body(&client.rest()), "abcde");
}

#[test]
fn a_panic_in_a_resource_is_a_500_for_that_request_alone() {
    let (told, hears) = mpsc::channel();
    let server = Server::start(move |reactor| {
        reactor.set_error_reporter(move |failure| told.send(failure.to_string()).expect("heard"));
        Site::new(
            reactor,
            Leaf(|request: &Request| match request.path() {
                "/well" => "all is well".into(),
                other => panic!("no page for {other}"),
            }),
        )
    });
    let answer = server.get("/ill");
    assert!(answer.starts_with("HTTP/1.1 500 Internal Server Error\r\n"), "{answer}");
    assert!(!answer.contains("no page for"), "the client learns nothing: {answer}");
    let report = hears.recv_timeout(DEADLINE).expect("it is reported");
    assert!(report.contains("no page for /ill"), "{report}");
    assert_eq!(body(&server.get("/well")), "all is well");
}

#[test]
fn a_failed_answer_keeps_nothing_of_what_was_set_before() {
    let server = Server::start(|reactor| {
        reactor.set_error_reporter(|_| {});
        Site::new(
            reactor,
            Leaf(|request: &Request| {
                request.set_header("x-half-done", "yes").expect("a header");
                Rendered::Failed("no page today".into())
            }),
        )
    });
    let answer = server.get("/");
    assert!(answer.starts_with("HTTP/1.1 500 Internal Server Error\r\n"), "{answer}");
    assert_eq!(header(&answer, "x-half-done"), None);
}

#[test]
fn the_log_has_a_line_for_each_answer() {
    let (told, hears) = mpsc::channel();
    let server = Server::start(move |reactor| {
        let root = Leaf(|_: &Request| "12345".into());
        Site::new(reactor, root).with_log(move |access: &Access| {
            let line = access.to_string();
            let (_client, rest) = line.split_once(' ').expect("the client first");
            told.send(rest.to_owned()).expect("heard");
        })
    });
    server.get("/a?b=%0a");
    assert_eq!(hears.recv_timeout(DEADLINE).as_deref(), Ok("\"GET /a?b=%0a\" 200 5"));
}

#[test]
fn work_for_a_client_that_left_can_be_cancelled() {
    let (told, hears) = mpsc::channel();
    let server = Server::start(move |reactor| {
        let clock = Clock::new();
        Site::new(
            reactor,
            Leaf(move |request: &Request| {
                let (trigger, work) = Deferred::<()>::pair();
                let call = clock.call_later(Duration::from_secs(3600), || trigger.callback(()));
                let told = told.clone();
                request.notify_finish().add_errback(move |_client_gone| {
                    let _ = told.send(call.cancel().is_ok());
                    drop(work);
                });
                NOT_DONE_YET
            }),
        )
    });
    let mut client = server.connect();
    client.send(get("/"));
    drop(client);
    assert_eq!(hears.recv_timeout(DEADLINE), Ok(true));
}
