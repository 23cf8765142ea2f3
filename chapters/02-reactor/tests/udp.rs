//! UDP sockets.

mod support;

use reactor::{DatagramProtocol, Reactor, UdpTransport};
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use support::{DEADLINE, Log, in_time, run_with_peer};

struct Echo;

impl DatagramProtocol for Echo {
    fn datagram_received(&mut self, transport: &UdpTransport, datagram: &[u8], peer: SocketAddr) {
        assert_ne!(datagram, b"panic", "as it was asked to");
        transport.write_to(datagram, peer);
    }
}

fn peer_socket() -> UdpSocket {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    socket.set_read_timeout(Some(DEADLINE)).unwrap();
    socket
}

#[test]
fn each_datagram_comes_back_whole_to_whoever_sent_it() {
    in_time(|| {
        let reactor = Reactor::new();
        let server = reactor.listen_udp(0, Echo).unwrap().get_host();
        run_with_peer(&reactor, move || {
            let (one, two) = (peer_socket(), peer_socket());
            one.send_to(b"one", server).unwrap();
            two.send_to(b"", server).unwrap();
            let mut buffer = [0; 16];
            assert_eq!(one.recv_from(&mut buffer).unwrap(), (3, server));
            assert_eq!(&buffer[..3], b"one");
            assert_eq!(two.recv_from(&mut buffer).unwrap(), (0, server));
        });
    });
}

/// Sends a question to one server; tells what came of it.
struct Client {
    server: SocketAddr,
    log: Log,
    reactor: Reactor,
}

impl DatagramProtocol for Client {
    fn start_protocol(&mut self, transport: &UdpTransport) {
        transport.connect(self.server);
        transport.write("question");
    }

    fn datagram_received(&mut self, transport: &UdpTransport, datagram: &[u8], _: SocketAddr) {
        self.log.add(datagram.escape_ascii().to_string());
        transport.stop_listening();
    }

    fn connection_refused(&mut self, transport: &UdpTransport) {
        self.log.add("refused");
        transport.stop_listening();
    }

    fn stop_protocol(&mut self, _: &UdpTransport) {
        self.log.add("stopped");
        self.reactor.stop();
    }
}

fn ask(reactor: &Reactor, server: SocketAddr) -> Vec<String> {
    let log = Log::default();
    let client = Client { server, log: log.clone(), reactor: reactor.clone() };
    reactor.listen_udp(0, client).unwrap();
    reactor.run().unwrap();
    log.take()
}

#[test]
fn a_client_asks_a_server_and_stops() {
    in_time(|| {
        let reactor = Reactor::new();
        let server = reactor.listen_udp(0, Echo).unwrap().get_host();
        assert_eq!(ask(&reactor, server), ["question", "stopped"]);
    });
}

#[test]
#[cfg(target_os = "linux")]
fn a_client_hears_that_nobody_listens() {
    in_time(|| {
        // A socket that talks to another only: its port is taken, and deaf to us.
        let (deaf, other) = (peer_socket(), peer_socket());
        deaf.connect(other.local_addr().unwrap()).unwrap();
        let nobody = deaf.local_addr().unwrap();
        assert_eq!(ask(&Reactor::new(), nobody), ["refused", "stopped"]);
    });
}

#[test]
fn stopping_the_reactor_stops_the_protocol() {
    in_time(|| {
        let (reactor, log) = (Reactor::new(), Log::default());
        let nobody = peer_socket();
        let server = nobody.local_addr().unwrap();
        let client = Client { server, log: log.clone(), reactor: reactor.clone() };
        reactor.listen_udp(0, client).unwrap();
        let handle = reactor.clone();
        reactor.call_when_running(move || handle.stop());
        reactor.run().unwrap();
        assert_eq!(log.take(), ["stopped"]);
    });
}

#[test]
fn a_panic_closes_the_socket_and_is_reported() {
    in_time(|| {
        let (reactor, log) = (Reactor::new(), Log::default());
        let (kept, handle) = (log.clone(), reactor.clone());
        reactor.set_error_reporter(move |failure| {
            kept.add(failure.to_string());
            handle.stop();
        });
        let server = reactor.listen_udp(0, Echo).unwrap().get_host();
        peer_socket().send_to(b"panic", server).unwrap();
        reactor.run().unwrap();
        let reported = log.take();
        assert_eq!(reported.len(), 1);
        assert!(reported[0].contains("datagram_received"), "{reported:?}");
    });
}
