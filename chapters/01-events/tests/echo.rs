//! What a peer sees of the two echo servers: the one on the hand-made loop, and
//! its twin on tokio. Each check is held against both.

mod support;

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread;

use support::{DEADLINE, within_deadline};

#[expect(dead_code, reason = "a test needs no `main`")]
#[path = "../examples/echo_tokio.rs"]
mod echo_tokio;
#[expect(dead_code, reason = "a test needs no `main`")]
#[path = "../examples/loop_echo.rs"]
mod loop_echo;

/// More bytes than the sockets' buffers on the way there and back can hold.
const TOO_MUCH_TO_BUFFER: usize = 256 << 20;

#[test]
fn what_comes_in_goes_out_again_to_whom_it_came_from() {
    for_each_server(|server| {
        let (mut alice, mut bob) = (Peer::connect(server), Peer::connect(server));
        alice.says(b"one");
        alice.hears(b"one");
        bob.says(b"two\r\n\x00\xff");
        bob.hears(b"two\r\n\x00\xff");
        alice.says(b"three");
        alice.hears(b"three");
        drop(bob);
        alice.says(b"four");
        alice.hears(b"four");
    });
}

#[test]
fn many_peers_are_served_at_once() {
    for_each_server(|server| {
        let mut peers: Vec<Peer> = (0..50).map(|_| Peer::connect(server)).collect();
        for (number, peer) in peers.iter_mut().enumerate() {
            peer.says(format!("I am number {number}").as_bytes());
        }
        for (number, peer) in peers.iter_mut().enumerate().rev() {
            peer.hears(format!("I am number {number}").as_bytes());
        }
    });
}

/// Twisted loses the echo when data and end arrive together. Ours must not.
#[test]
fn a_peer_that_says_its_last_word_gets_it_back_and_then_the_end() {
    for_each_server(|server| {
        let mut peer = Peer::connect(server);
        peer.says(b"and that was all");
        peer.says_no_more();
        peer.hears(b"and that was all");
        peer.hears_the_end();
    });
}

#[test]
fn a_long_message_comes_back_whole_although_its_end_was_sent_long_before() {
    for_each_server(|server| {
        let message = pattern(0, 1 << 20);
        let mut peer = Peer::connect(server);
        let mut sender = peer.clone();
        thread::scope(|scope| {
            scope.spawn(|| {
                sender.says(&message);
                sender.says_no_more();
            });
            peer.hears(&message);
            peer.hears_the_end();
        });
    });
}

#[test]
fn a_peer_that_does_not_read_keeps_nobody_waiting_and_is_not_read_from() {
    for_each_server(|server| {
        let mut deaf = Peer::connect(server);
        let mut sent = 0;
        loop {
            let sent_before = sent;
            sent = deaf.says_what_it_can(sent);
            serves_a_newcomer(server);
            if sent == sent_before {
                break;
            }
            assert!(sent < TOO_MUCH_TO_BUFFER, "the server reads on, and keeps it all");
        }
        deaf.says_no_more();
        deaf.hears(&pattern(0, sent));
        deaf.hears_the_end();
    });
}

#[test]
fn peers_that_vanish_do_no_harm() {
    for_each_server(|server| {
        let mut witness = Peer::connect(server);
        for _ in 0..20 {
            drop(Peer::connect(server));
            let mut rude = Peer::connect(server);
            rude.says(b"do not answer");
            rude.resets();
        }
        witness.says(b"is anybody there?");
        witness.hears(b"is anybody there?");
        serves_a_newcomer(server);
    });
}

/// To let a newcomer in and to answer him takes the server more than one turn of
/// its loop. So whatever was sent before has been seen by it afterwards.
#[track_caller]
fn serves_a_newcomer(server: SocketAddr) {
    let mut newcomer = Peer::connect(server);
    newcomer.says(b"still there?");
    newcomer.hears(b"still there?");
}

/// A piece of an endless message in which a lost or a repeated piece shows.
fn pattern(from: usize, to: usize) -> Vec<u8> {
    let offset = from % 251;
    (0..=250).cycle().skip(offset).take(to - from).collect()
}

/// Runs the check against a fresh server of each kind.
fn for_each_server(check: fn(SocketAddr)) {
    for (name, serve) in [("loop_echo", on_our_loop as fn(TcpListener)), ("echo_tokio", on_tokio)] {
        println!("server: {name}");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || serve(listener));
        within_deadline(move || check(address));
    }
}

fn on_our_loop(listener: TcpListener) {
    loop_echo::serve(listener).unwrap();
}

fn on_tokio(listener: TcpListener) {
    listener.set_nonblocking(true).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        echo_tokio::serve(tokio::net::TcpListener::from_std(listener).unwrap()).await
    });
}

/// A client that waits for each thing it expects, but not for ever.
struct Peer(TcpStream);

impl Peer {
    #[track_caller]
    fn connect(server: SocketAddr) -> Self {
        let stream = TcpStream::connect_timeout(&server, DEADLINE).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream.set_write_timeout(Some(DEADLINE)).unwrap();
        Peer(stream)
    }

    #[track_caller]
    fn says(&mut self, message: &[u8]) {
        self.0.write_all(message).unwrap();
    }

    /// Goes on with the pattern after the first `sent` bytes until the system takes
    /// no more, and returns how much has been sent then.
    #[track_caller]
    fn says_what_it_can(&mut self, mut sent: usize) -> usize {
        self.0.set_nonblocking(true).unwrap();
        let blocked = loop {
            match self.0.write(&pattern(sent, sent + 4096)) {
                Ok(length) => sent += length,
                Err(error) => break error,
            }
        };
        assert_eq!(blocked.kind(), ErrorKind::WouldBlock);
        self.0.set_nonblocking(false).unwrap();
        sent
    }

    #[track_caller]
    fn says_no_more(&mut self) {
        self.0.shutdown(Shutdown::Write).unwrap();
    }

    #[track_caller]
    fn hears(&mut self, message: &[u8]) {
        let mut heard = vec![0; message.len()];
        self.0.read_exact(&mut heard).unwrap();
        assert!(heard == message, "{:?}", String::from_utf8_lossy(&heard));
    }

    #[track_caller]
    fn hears_the_end(&mut self) {
        assert_eq!(self.0.read(&mut [0]).unwrap(), 0);
    }

    /// Closes while an answer lies unread, which the system turns into a reset.
    #[track_caller]
    fn resets(self) {
        self.0.peek(&mut [0]).unwrap();
    }
}

impl Clone for Peer {
    fn clone(&self) -> Self {
        Peer(self.0.try_clone().unwrap())
    }
}
