//! TCP servers and clients over real sockets.

mod support;

use reactor::{Address, Failure, Protocol, Reactor, Transport};
use std::cell::{Cell, RefCell};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::rc::Rc;
use support::{Echo, Log, OneClient, Recorder, address, connect, echo_of, in_time, run_with_peer};

#[test]
fn an_echo_server_on_port_0_serves_several_clients() {
    in_time(|| {
        let reactor = Reactor::new();
        let port = reactor.listen_tcp(0, |_: &Address| Echo).unwrap();
        let server = address(&port);
        assert_ne!(server.port(), 0);
        run_with_peer(&reactor, move || {
            let (mut one, mut two) = (connect(server), connect(server));
            assert_eq!(echo_of(&mut one, b"one"), b"one");
            assert_eq!(echo_of(&mut two, b"two"), b"two");
            assert_eq!(echo_of(&mut one, b"three"), b"three");
        });
    });
}

#[test]
fn bytes_that_are_no_text_and_large_messages_come_back_whole() {
    in_time(|| {
        let reactor = Reactor::new();
        let port = reactor.listen_tcp(0, |_: &Address| Echo).unwrap();
        let server = address(&port);
        run_with_peer(&reactor, move || {
            let message: Vec<u8> =
                (0..5_000_000_u32).map(|n| n.to_le_bytes()[n as usize % 4]).collect();
            let mut peer = connect(server);
            let mut reader = peer.try_clone().unwrap();
            let expected = message.clone();
            let reading = std::thread::spawn(move || {
                let mut echo = vec![0; expected.len()];
                reader.read_exact(&mut echo).unwrap();
                assert!(echo == expected);
            });
            peer.write_all(&message).unwrap();
            reading.join().unwrap();
        });
    });
}

#[test]
fn the_two_ends_agree_on_their_addresses() {
    in_time(|| {
        struct Who(Rc<RefCell<Vec<Address>>>);
        impl Protocol for Who {
            fn connection_made(&mut self, transport: &Transport) {
                let ends = [transport.get_host().clone(), transport.get_peer().clone()];
                self.0.borrow_mut().extend(ends);
                transport.lose_connection();
            }
            fn data_received(&mut self, _: &Transport, _: &[u8]) {}
        }
        let reactor = Reactor::new();
        let seen = Rc::new(RefCell::new(Vec::new()));
        let kept = seen.clone();
        let port = reactor.listen_tcp(0, move |_: &Address| Who(kept.clone())).unwrap();
        let server = address(&port);
        let client = run_with_peer(&reactor, move || {
            let mut peer = connect(server);
            assert_eq!(peer.read(&mut [0]).unwrap(), 0);
            peer.local_addr().unwrap()
        });
        assert_eq!(*seen.borrow(), [Address::Ip(server), Address::Ip(client)]);
    });
}

#[test]
fn a_port_that_stopped_listening_refuses_new_clients_and_keeps_the_old() {
    in_time(|| {
        let reactor = Reactor::new();
        let port = reactor.listen_tcp(0, |_: &Address| Stopper).unwrap();
        let server = address(&port);
        PORT.set(Some(port));
        run_with_peer(&reactor, move || {
            let mut old = connect(server);
            old.write_all(b"stop listening").unwrap();
            // The socket closes in the turn after this answer.
            old.read_exact(&mut [0; 2]).unwrap();
            while TcpStream::connect(server).is_ok() {}
            assert_eq!(echo_of(&mut old, b"ok"), b"ok");
        });
    });
}

thread_local! {
    static PORT: Cell<Option<reactor::Port>> = const { Cell::new(None) };
}

/// At its first data it stops its own port.
struct Stopper;

impl Protocol for Stopper {
    fn data_received(&mut self, transport: &Transport, _: &[u8]) {
        if let Some(port) = PORT.take() {
            port.stop_listening();
        }
        transport.write("ok");
    }
}

/// What a client gets from an echo server at `place` that says hello to `host`, and
/// closes when it is answered.
fn greet(place: &str, host: &str) -> Result<Vec<String>, Failure> {
    struct Client(Log);
    impl Protocol for Client {
        fn connection_made(&mut self, transport: &Transport) {
            transport.write_sequence(["he", "llo"]);
        }
        fn data_received(&mut self, transport: &Transport, data: &[u8]) {
            self.0.add(format!("answer {}", data.escape_ascii()));
            transport.lose_connection();
        }
    }
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(place, |_: &Address| Echo)?;
    let log = Log::default();
    let kept = log.clone();
    let client = Rc::new(OneClient::new(move || Client(kept.clone())));
    reactor.connect_tcp(host, address(&port).port(), client.clone());
    reactor.run()?;
    assert_eq!(client.outcome.take().unwrap().0, "lost");
    Ok(log.take())
}

#[test]
fn a_client_speaks_is_answered_and_closes() {
    in_time(|| assert_eq!(greet("127.0.0.1:0", "localhost").unwrap(), ["answer hello"]));
}

#[test]
fn ipv6_addresses_are_understood_where_the_system_has_them() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        return eprintln!("skipped: this system has no ::1");
    }
    in_time(|| {
        for host in ["::1", "[::1]"] {
            assert_eq!(greet("[::1]:0", host).unwrap(), ["answer hello"]);
        }
    });
}

#[test]
fn a_connector_connects_again_when_its_factory_says_so() {
    in_time(|| {
        use reactor::{ClientFactory, Connector, Factory};
        struct Stubborn(Cell<usize>);
        impl Factory for Stubborn {
            type Protocol = Bye;
            fn build_protocol(self: &Rc<Self>, _: &Address) -> Bye {
                Bye
            }
        }
        impl ClientFactory for Stubborn {
            fn client_connection_lost(&self, connector: &Connector, _: &Failure) {
                self.0.set(self.0.get() + 1);
                if self.0.get() == 3 { connector.reactor().stop() } else { connector.connect() }
            }
        }
        struct Bye;
        impl Protocol for Bye {
            fn connection_made(&mut self, transport: &Transport) {
                transport.lose_connection();
            }
            fn data_received(&mut self, _: &Transport, _: &[u8]) {}
        }
        let reactor = Reactor::new();
        let log = Log::default();
        let kept = log.clone();
        let build = move |_: &Address| Recorder { log: kept.clone(), answer: false };
        let port = reactor.listen_tcp(0, build).unwrap();
        let factory = Rc::new(Stubborn(Cell::new(0)));
        reactor.connect_tcp("127.0.0.1", address(&port).port(), factory.clone());
        reactor.run().unwrap();
        assert_eq!(factory.0.get(), 3);
    });
}
