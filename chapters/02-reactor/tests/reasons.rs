//! Why connections end, told apart on real sockets.

mod support;

use reactor::{
    Address, CannotListen, ConnectCancelled, ConnectionAborted, ConnectionDone, ConnectionLost,
    ConnectionRefused, DnsLookupFailed, Failure, NotRestartable, Protocol, Reactor, TimedOut,
    Transport,
};
use socket2::{Domain, Socket, Type};
use std::cell::RefCell;
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::rc::Rc;
use std::time::Duration;
use support::{Echo, OneClient, address, connect, deserted_port, in_time, reset, run_with_peer};

/// Keeps the reason its connection ended for.
struct Ending(Rc<RefCell<Option<Failure>>>);

impl Protocol for Ending {
    fn connection_made(&mut self, transport: &Transport) {
        transport.write("hello");
    }

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        match data {
            b"close" => transport.lose_connection(),
            b"abort" => transport.abort_connection(),
            _ => {}
        }
    }

    fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
        self.0.replace(Some(reason.clone()));
    }
}

/// Serves one peer, and returns the reason the server's protocol was given.
fn reason_after(script: impl FnOnce(SocketAddr) + Send + 'static) -> Failure {
    let reason = Rc::new(RefCell::new(None));
    let reactor = Reactor::new();
    let kept = reason.clone();
    let port = reactor.listen_tcp(0, move |_: &Address| Ending(kept.clone())).unwrap();
    let server = address(&port);
    run_with_peer(&reactor, move || script(server));
    reason.take().expect("the protocol hears of its end")
}

fn read_hello(stream: &mut impl Read) {
    let mut hello = [0; 5];
    stream.read_exact(&mut hello).unwrap();
}

#[test]
fn a_peer_that_closes_is_connection_done() {
    in_time(|| {
        let reason = reason_after(|server| {
            let mut peer = connect(server);
            read_hello(&mut peer);
        });
        assert!(reason.check::<ConnectionDone>().is_some(), "{reason}");
    });
}

#[test]
fn closing_oneself_is_connection_done() {
    in_time(|| {
        let reason = reason_after(|server| {
            let mut peer = connect(server);
            read_hello(&mut peer);
            peer.write_all(b"close").unwrap();
            assert_eq!(peer.read(&mut [0]).unwrap(), 0);
        });
        assert!(reason.check::<ConnectionDone>().is_some(), "{reason}");
    });
}

#[test]
fn a_peer_that_resets_is_connection_lost() {
    in_time(|| {
        let reason = reason_after(|server| {
            let mut peer = connect(server);
            read_hello(&mut peer);
            reset(peer);
        });
        let lost = reason.check::<ConnectionLost>().unwrap_or_else(|| panic!("{reason}"));
        assert!(lost.was_reset());
    });
}

#[test]
fn an_aborted_connection_is_connection_aborted_here_and_reset_there() {
    in_time(|| {
        let reason = reason_after(|server| {
            let mut peer = connect(server);
            read_hello(&mut peer);
            peer.write_all(b"abort").unwrap();
            let error = peer.read(&mut [0]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        });
        assert!(reason.check::<ConnectionAborted>().is_some(), "{reason}");
    });
}

/// What a client is told that connects to `host` and `port`.
fn outcome_of_connecting(host: &str, port: u16, timeout: Duration) -> (&'static str, Failure) {
    let reactor = Reactor::new();
    let client = Rc::new(OneClient::new(|| Echo));
    reactor.connect_tcp_within(timeout, host, port, client.clone());
    reactor.run().unwrap();
    client.outcome.take().expect("a client hears how it went")
}

#[test]
fn a_port_where_nobody_listens_is_connection_refused() {
    in_time(|| {
        let (_reserved, nobody) = deserted_port();
        let (what, reason) =
            outcome_of_connecting("127.0.0.1", nobody.port(), Duration::from_secs(30));
        assert_eq!(what, "failed");
        assert!(reason.check::<ConnectionRefused>().is_some(), "{reason}");
    });
}

/// A listener whose queue is full, so that Linux does not answer the next client.
#[cfg(target_os = "linux")]
fn deaf_listener() -> (Socket, Vec<Socket>) {
    let any: SocketAddr = (Ipv4Addr::LOCALHOST, 0).into();
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    listener.bind(&any.into()).unwrap();
    listener.listen(0).unwrap();
    let full = listener.local_addr().unwrap();
    let waiting = (0..2).map(|_| {
        let client = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        client.set_nonblocking(true).unwrap();
        let _ = client.connect(&full);
        client
    });
    let waiting = waiting.collect();
    (listener, waiting)
}

#[test]
#[cfg(target_os = "linux")]
fn a_server_that_does_not_answer_is_timed_out() {
    in_time(|| {
        let (listener, _waiting) = deaf_listener();
        let port = listener.local_addr().unwrap().as_socket().unwrap().port();
        let timeout = Duration::from_millis(50);
        let (what, reason) = outcome_of_connecting("127.0.0.1", port, timeout);
        assert_eq!(what, "failed");
        assert_eq!(reason.check(), Some(&TimedOut { after: Some(timeout) }), "{reason}");
    });
}

#[test]
#[cfg(target_os = "linux")]
fn an_attempt_that_is_given_up_is_connect_cancelled() {
    in_time(|| {
        let (listener, _waiting) = deaf_listener();
        let port = listener.local_addr().unwrap().as_socket().unwrap().port();
        let reactor = Reactor::new();
        let client = Rc::new(OneClient::new(|| Echo));
        let connector = reactor.connect_tcp("127.0.0.1", port, client.clone());
        reactor.call_when_running(move || connector.disconnect());
        reactor.run().unwrap();
        let (what, reason) = client.outcome.take().unwrap();
        assert_eq!(what, "failed");
        assert!(reason.check::<ConnectCancelled>().is_some(), "{reason}");
    });
}

#[test]
#[cfg(target_os = "linux")]
fn stopping_the_reactor_gives_up_an_attempt() {
    in_time(|| {
        let (listener, _waiting) = deaf_listener();
        let port = listener.local_addr().unwrap().as_socket().unwrap().port();
        let reactor = Reactor::new();
        let client = Rc::new(OneClient::new(|| Echo));
        reactor.connect_tcp("127.0.0.1", port, client.clone());
        let handle = reactor.clone();
        reactor.spawn(async move { handle.stop() });
        reactor.run().unwrap();
        let (_, reason) = client.outcome.take().unwrap();
        assert!(reason.check::<ConnectCancelled>().is_some(), "{reason}");
    });
}

#[test]
fn a_name_that_is_no_name_is_dns_lookup_failed() {
    in_time(|| {
        let (what, reason) = outcome_of_connecting("no such host", 1, Duration::from_secs(30));
        assert_eq!(what, "failed");
        let failed = reason.check::<DnsLookupFailed>().unwrap_or_else(|| panic!("{reason}"));
        assert_eq!(failed.address, "no such host:1");
    });
}

#[test]
fn a_taken_port_cannot_be_listened_on() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let error: CannotListen =
        Reactor::new().listen_tcp(port, |_: &Address| Echo).err().expect("the port is taken");
    assert_eq!(error.source.kind(), ErrorKind::AddrInUse);
    assert!(error.to_string().contains(&format!("127.0.0.1:{port}")), "{error}");
}

#[test]
fn a_reactor_runs_only_once() {
    let reactor = Reactor::new();
    reactor.stop();
    reactor.run().unwrap();
    let again = reactor.run().unwrap_err();
    assert!(again.check::<NotRestartable>().is_some(), "{again}");
}
