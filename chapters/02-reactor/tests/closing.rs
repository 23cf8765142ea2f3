//! How connections, and the reactor, come to their end.

mod support;

use reactor::{
    Address, ClientFactory, Connector, Factory, Failure, Protocol, Reactor, Time, Transport,
};
use std::io::{Read, Write};
use std::net::Shutdown;
use std::rc::Rc;
use std::time::Duration;
use support::{Echo, Log, address, connect, in_time, run_with_peer};

/// Writes a megabyte when spoken to, and closes.
struct Megabyte;

const MEGABYTE: usize = 1024 * 1024;

impl Protocol for Megabyte {
    fn data_received(&mut self, transport: &Transport, _: &[u8]) {
        transport.write(vec![b'm'; MEGABYTE]);
        transport.lose_connection();
        transport.write("never sent");
    }
}

fn megabyte_server() -> (Reactor, std::net::SocketAddr) {
    let reactor = Reactor::new();
    let port = reactor.listen_tcp(0, |_: &Address| Megabyte).unwrap();
    let server = address(&port);
    (reactor, server)
}

#[test]
fn what_was_written_arrives_before_the_connection_closes() {
    in_time(|| {
        let (reactor, server) = megabyte_server();
        let received = run_with_peer(&reactor, move || {
            let mut peer = connect(server);
            peer.write_all(b"go").unwrap();
            let mut received = Vec::new();
            peer.read_to_end(&mut received).unwrap();
            received
        });
        assert!(received == vec![b'm'; MEGABYTE], "{} bytes", received.len());
    });
}

#[test]
fn an_answer_is_not_cut_off_by_what_the_client_still_sends() {
    in_time(|| {
        let (reactor, server) = megabyte_server();
        let received = run_with_peer(&reactor, move || {
            let mut peer = connect(server);
            peer.write_all(b"go").unwrap();
            // By now the server has answered and is closing.
            peer.read_exact(&mut [0]).unwrap();
            for _ in 0..100 {
                peer.write_all(&[b'x'; 1000]).unwrap();
            }
            let mut received = Vec::new();
            peer.read_to_end(&mut received).unwrap();
            received
        });
        assert_eq!(received.len(), MEGABYTE - 1);
    });
}

#[test]
fn stopping_the_reactor_flushes_what_was_written() {
    in_time(|| {
        struct LastWords(Reactor);
        impl Protocol for LastWords {
            fn data_received(&mut self, transport: &Transport, _: &[u8]) {
                transport.write(vec![b'm'; 8 * MEGABYTE]);
                self.0.stop();
            }
        }
        let reactor = Reactor::new();
        let handle = reactor.clone();
        let port = reactor.listen_tcp(0, move |_: &Address| LastWords(handle.clone())).unwrap();
        let server = address(&port);
        let received = run_with_peer(&reactor, move || {
            let mut peer = connect(server);
            peer.write_all(b"go").unwrap();
            let mut received = Vec::new();
            peer.read_to_end(&mut received).unwrap();
            received.len()
        });
        assert_eq!(received, 8 * MEGABYTE);
    });
}

#[test]
fn a_peer_that_does_not_read_holds_up_the_end_only_until_the_deadline() {
    in_time(|| {
        struct LastWords(Reactor, Log);
        impl Protocol for LastWords {
            fn data_received(&mut self, transport: &Transport, _: &[u8]) {
                transport.write(vec![b'm'; 64 * MEGABYTE]);
                self.0.stop();
            }
            fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
                self.1.add(reason.to_string());
            }
        }
        let (reactor, log) = (Reactor::new(), Log::default());
        reactor.set_stop_deadline(Duration::from_millis(20));
        let (handle, kept) = (reactor.clone(), log.clone());
        let build = move |_: &Address| LastWords(handle.clone(), kept.clone());
        let port = reactor.listen_tcp(0, build).unwrap();
        let mut peer = connect(address(&port));
        peer.write_all(b"go").unwrap();
        reactor.run().unwrap();
        assert_eq!(log.take(), ["Connection was aborted locally."]);
    });
}

#[test]
fn data_that_comes_together_with_the_end_is_still_answered() {
    in_time(|| {
        let reactor = Reactor::new();
        let port = reactor.listen_tcp(0, |_: &Address| Echo).unwrap();
        let server = address(&port);
        let peer = std::thread::spawn(move || {
            let mut peer = connect(server);
            peer.write_all(b"last words").unwrap();
            peer.shutdown(Shutdown::Write).unwrap();
            peer
        });
        // Data and end are both there before the reactor looks.
        let mut peer = peer.join().unwrap();
        let received = run_with_peer(&reactor, move || {
            let mut received = Vec::new();
            peer.read_to_end(&mut received).unwrap();
            received
        });
        assert_eq!(received, b"last words");
    });
}

#[test]
fn a_protocol_may_go_on_writing_after_the_peers_end() {
    in_time(|| {
        #[derive(Default)]
        struct CountsAtTheEnd(usize);
        impl Protocol for CountsAtTheEnd {
            fn data_received(&mut self, _: &Transport, data: &[u8]) {
                self.0 += data.len();
            }
            fn read_connection_lost(&mut self, transport: &Transport) {
                transport.write(format!("{} bytes", self.0));
                transport.lose_connection();
            }
        }
        let reactor = Reactor::new();
        let port = reactor.listen_tcp(0, |_: &Address| CountsAtTheEnd::default()).unwrap();
        let server = address(&port);
        let received = run_with_peer(&reactor, move || {
            let mut peer = connect(server);
            peer.write_all(&[0; 1000]).unwrap();
            peer.shutdown(Shutdown::Write).unwrap();
            let mut received = String::new();
            peer.read_to_string(&mut received).unwrap();
            received
        });
        assert_eq!(received, "1000 bytes");
    });
}

#[test]
fn a_half_closed_connection_still_reads() {
    in_time(|| {
        struct SpeaksOnce(Log, Reactor);
        impl Protocol for SpeaksOnce {
            fn connection_made(&mut self, transport: &Transport) {
                transport.write("that is all");
                transport.lose_write_connection();
                transport.write("never sent");
            }
            fn data_received(&mut self, _: &Transport, data: &[u8]) {
                self.0.add(data.escape_ascii().to_string());
                self.1.stop();
            }
        }
        let (reactor, log) = (Reactor::new(), Log::default());
        let (kept, handle) = (log.clone(), reactor.clone());
        let build = move |_: &Address| SpeaksOnce(kept.clone(), handle.clone());
        let server = address(&reactor.listen_tcp(0, build).unwrap());
        let peer = std::thread::spawn(move || {
            let mut peer = connect(server);
            let mut received = String::new();
            peer.read_to_string(&mut received).unwrap();
            peer.write_all(b"answer").unwrap();
            received
        });
        reactor.run().unwrap();
        assert_eq!(peer.join().unwrap(), "that is all");
        assert_eq!(log.take(), ["answer"]);
    });
}

#[test]
fn when_the_reactor_has_run_everything_it_held_is_freed() {
    in_time(|| {
        struct Holder(Reactor, #[expect(dead_code, reason = "it is only held")] Rc<()>);
        impl Protocol for Holder {
            fn data_received(&mut self, _: &Transport, _: &[u8]) {
                self.0.stop();
            }
        }
        let token = Rc::new(());
        let reactor = Reactor::new();
        let (handle, kept) = (reactor.clone(), token.clone());
        let build = move |_: &Address| Holder(handle.clone(), kept.clone());
        let port = reactor.listen_tcp(0, build).unwrap();
        let kept = token.clone();
        reactor.call_later(Duration::from_secs(3600), move || drop(kept));
        let server = address(&port);
        run_with_peer(&reactor, move || {
            let mut peer = connect(server);
            peer.write_all(b"x").unwrap();
            assert_eq!(peer.read(&mut [0]).unwrap(), 0);
        });
        assert_eq!(Rc::strong_count(&token), 1);
    });
}

#[test]
fn a_client_that_always_connects_again_is_let_go_when_the_reactor_stops() {
    in_time(|| {
        struct Stubborn(Reactor, Log);
        impl Factory for Stubborn {
            type Protocol = Echo;
            fn build_protocol(self: &Rc<Self>, _: &Address) -> Echo {
                self.0.stop();
                Echo
            }
        }
        impl ClientFactory for Stubborn {
            fn client_connection_lost(&self, connector: &Connector, _: &Failure) {
                self.1.add("lost");
                connector.connect();
            }
            fn client_connection_failed(&self, connector: &Connector, _: &Failure) {
                self.1.add("failed");
                connector.connect();
            }
        }
        /// Somebody who does not read holds up the end.
        struct Much;
        impl Protocol for Much {
            fn connection_made(&mut self, transport: &Transport) {
                transport.write(vec![b'm'; 64 * MEGABYTE]);
            }
            fn data_received(&mut self, _: &Transport, _: &[u8]) {}
        }
        let (reactor, log) = (Reactor::new(), Log::default());
        reactor.set_stop_deadline(Duration::from_millis(20));
        let much = reactor.listen_tcp(0, |_: &Address| Much).unwrap();
        let _deaf = connect(address(&much));
        let port = reactor.listen_tcp(0, |_: &Address| Echo).unwrap();
        let server = address(&port).to_string();
        reactor.connect_tcp_to(&server, Stubborn(reactor.clone(), log.clone()));
        reactor.run().unwrap();
        assert_eq!(log.take(), ["lost"]);
    });
}
