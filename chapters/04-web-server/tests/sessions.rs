//! Cookies and sessions.

mod support;

use reactor::Clock;
use std::cell::Cell;
use std::sync::mpsc;
use std::time::Duration;
use support::{DEADLINE, Leaf, Server, body, header};
use web_server::{Cookie, Limits, Rendered, Request, Site};

#[derive(Default)]
struct Visits(Cell<u32>);

/// Counts a client's visits. `/leave` ends its session, `/later` lets ten minutes
/// pass.
fn counting(clock: Clock) -> impl Fn(&Request) -> Rendered + 'static {
    move |request| {
        match request.path() {
            "/leave" => request.session().expire(),
            "/later" => clock.advance(Duration::from_secs(600)),
            _ => {
                let visits = request.session().get::<Visits>();
                visits.0.set(visits.0.get() + 1);
                return visits.0.get().to_string().into();
            }
        }
        "done".into()
    }
}

fn counting_server(limits: Limits) -> Server {
    Server::start(|reactor| {
        let clock = Clock::new();
        Site::new(reactor, Leaf(counting(clock.clone()))).with_limits(limits).with_time(&clock)
    })
}

/// A browser that keeps one cookie.
struct Browser<'a> {
    server: &'a Server,
    cookie: String,
}

impl<'a> Browser<'a> {
    fn new(server: &'a Server) -> Self {
        Self { server, cookie: String::new() }
    }

    fn get(&mut self, path: &str) -> String {
        let answer = self.server.ask(format!(
            "GET {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nCookie: {}\r\n\r\n",
            self.cookie
        ));
        if let Some(cookie) = header(&answer, "set-cookie") {
            let (pair, _attributes) = cookie.split_once(';').expect("name=value; …");
            pair.clone_into(&mut self.cookie);
        }
        body(&answer).to_owned()
    }
}

#[test]
fn a_session_is_remembered_from_request_to_request() {
    let server = counting_server(Limits::default());
    let (mut ann, mut ben) = (Browser::new(&server), Browser::new(&server));
    assert_eq!([ann.get("/"), ann.get("/"), ben.get("/"), ann.get("/")], ["1", "2", "1", "3"]);
}

#[test]
fn a_session_expires_when_nobody_asks_for_it() {
    let server = counting_server(Limits::default());
    let mut ann = Browser::new(&server);
    ann.get("/");
    ann.get("/later");
    assert_eq!(ann.get("/"), "2", "ten of fifteen minutes have passed");
    ann.get("/later");
    assert_eq!(ann.get("/"), "3", "each request lets its life begin anew");
    ann.get("/later");
    ann.get("/later");
    assert_eq!(ann.get("/"), "1", "twenty minutes have passed");
}

#[test]
fn a_session_that_was_left_is_gone() {
    let server = counting_server(Limits::default());
    let mut ann = Browser::new(&server);
    ann.get("/");
    ann.get("/leave");
    assert_eq!(ann.get("/"), "1");
}

#[test]
fn an_id_that_the_server_did_not_give_is_not_taken() {
    let server = counting_server(Limits::default());
    let mut thief = Browser::new(&server);
    let own_choice = "UNTWISTED_SESSION=00000000000000000000000000000001";
    own_choice.clone_into(&mut thief.cookie);
    thief.get("/");
    assert_ne!(thief.cookie, own_choice);
}

#[test]
fn of_too_many_sessions_the_one_goes_that_was_not_used_for_longest() {
    let server = counting_server(Limits { sessions: 2, ..Limits::default() });
    let (mut ann, mut ben) = (Browser::new(&server), Browser::new(&server));
    ann.get("/");
    Browser::new(&server).get("/later");
    ben.get("/");
    Browser::new(&server).get("/later");
    assert_eq!(ann.get("/"), "1", "fifteen minutes are over");
    Browser::new(&server).get("/");
    assert_eq!(ann.get("/"), "2");
    assert_eq!(ben.get("/"), "1", "its place was needed");
}

#[test]
fn the_cookie_of_a_session_is_no_business_of_scripts_and_of_other_sites() {
    let server = counting_server(Limits::default());
    let answer = server.get("/");
    let cookie = header(&answer, "set-cookie").expect("a cookie");
    let (id, attributes) = cookie.split_once("; ").expect("attributes");
    assert_eq!(id.len(), "UNTWISTED_SESSION=".len() + 32);
    assert_eq!(attributes, "HttpOnly; SameSite=Lax; Path=/");
}

#[test]
fn who_asked_is_told_when_a_session_expires() {
    let (told, hears) = mpsc::channel();
    let server = Server::start(move |reactor| {
        Site::new(
            reactor,
            Leaf(move |request: &Request| {
                let session = request.session();
                let told = told.clone();
                session.notify_on_expire().add_callback(move |()| {
                    let _ = told.send("expired");
                });
                session.expire();
                "".into()
            }),
        )
    });
    server.get("/");
    assert_eq!(hears.recv_timeout(DEADLINE), Ok("expired"));
}

#[test]
fn cookies_are_read_and_set() {
    let server = Server::start(|reactor| {
        Site::new(
            reactor,
            Leaf(|request: &Request| {
                request.add_cookie(("plain", "a b;\r\nX-Evil: 1")).expect("a cookie");
                let second = Cookie::build(("second", "2")).path("/only/here");
                request.add_cookie(second).expect("a cookie");
                format!("{:?} {:?}", request.cookie("b"), request.cookie("c")).into()
            }),
        )
    });
    let answer = server
        .ask("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nCookie: a=1; b=2; bc=3\r\n\r\n");
    assert_eq!(body(&answer), "Some(\"2\") None");
    assert!(answer.contains("\r\nSet-Cookie: plain=a%20b%3B%0D%0AX-Evil%3A%201\r\n"), "{answer}");
    assert!(answer.contains("\r\nSet-Cookie: second=2; Path=/only/here\r\n"), "{answer}");
    assert_eq!(header(&answer, "x-evil"), None);
}
