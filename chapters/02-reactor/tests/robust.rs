//! What a server meets: peers that send without end, that do not read, that
//! vanish; protocols that panic. Each time the others must be served.

mod support;

use reactor::{
    Address, ConnectionLost, Failure, LineReceiver, LineTransport, Lines, Panicked, Port, Protocol,
    Reactor, Time, Transport, WriteLimitExceeded,
};
use std::cell::{Cell, RefCell};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::rc::Rc;
use std::thread;
use std::time::Duration;
use support::{Echo, Log, address, connect, echo_of, in_time, reset, run_with_peer};

fn is_served(server: SocketAddr) {
    assert_eq!(echo_of(&mut connect(server), b"hello"), b"hello");
}

/// Reads until the server closes, in whatever way.
fn is_cut_off(stream: &mut TcpStream) {
    let mut rest = Vec::new();
    // A server that closes with input unread resets.
    let _ = stream.read_to_end(&mut rest);
    assert_eq!(stream.read(&mut [0]).unwrap_or(0), 0);
}

/// Panics where it is told to; echoes everything else.
struct Fragile(Log);

impl Protocol for Fragile {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        match data {
            b"panic" => panic!("as it was told"),
            b"panic later" => transport.post(|_: &mut Self, _| panic!("as it was told")),
            b"wrong post" => transport.post(|_: &mut Echo, _| {}),
            b"panic at the end" => {
                self.0.add("the end will panic");
                transport.lose_connection();
            }
            _ => transport.write(data),
        }
    }

    fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
        let panicked = reason.check::<Panicked>().is_some();
        self.0.add(format!("lost by a panic: {panicked}"));
        assert!(!self.0.entries().contains(&"the end will panic".into()), "as it was told");
    }
}

/// What happens when a peer says `words`; the peer is cut off, others are served.
fn after_saying(words: &'static [u8]) -> Vec<String> {
    let (reactor, log) = (Reactor::new(), Log::default());
    let reports = log.clone();
    reactor.set_error_reporter(move |failure| reports.add(format!("reported: {failure}")));
    let kept = log.clone();
    let port = reactor.listen_tcp(0, move |_: &Address| Fragile(kept.clone())).unwrap();
    let server = address(&port);
    run_with_peer(&reactor, move || {
        let mut other = connect(server);
        assert_eq!(echo_of(&mut other, b"before"), b"before");
        let mut fatal = connect(server);
        fatal.write_all(words).unwrap();
        is_cut_off(&mut fatal);
        assert_eq!(echo_of(&mut other, b"after"), b"after");
    });
    log.take()
}

#[test]
fn a_panic_closes_its_connection_is_reported_and_the_rest_goes_on() {
    in_time(|| {
        let log = after_saying(b"panic");
        let place = "data_received of robust::Fragile";
        assert_eq!(
            log[..2],
            [format!("reported: {place} panicked: as it was told"), "lost by a panic: true".into()]
        );
    });
}

#[test]
fn a_panic_in_a_message_closes_its_connection() {
    in_time(|| {
        let log = after_saying(b"panic later");
        assert_eq!(log[1], "lost by a panic: true");
    });
}

#[test]
fn a_message_for_another_kind_of_protocol_closes_the_connection() {
    in_time(|| {
        let log = after_saying(b"wrong post");
        assert!(log[0].contains("a message for robust::support::Echo came to another"), "{log:?}");
        assert_eq!(log[1], "lost by a panic: true");
    });
}

#[test]
fn a_panic_at_the_end_of_a_connection_is_reported() {
    in_time(|| {
        let log = after_saying(b"panic at the end");
        let reported = "reported: connection_lost of robust::Fragile panicked: as it was told";
        assert!(log.contains(&reported.to_owned()), "{log:?}");
    });
}

#[test]
fn a_factory_that_panics_turns_away_one_client_only() {
    in_time(|| {
        let (reactor, log) = (Reactor::new(), Log::default());
        let reports = log.clone();
        reactor.set_error_reporter(move |failure| reports.add(failure.to_string()));
        let first = Cell::new(true);
        let build = move |_: &Address| {
            assert!(!first.take(), "the first client is too much");
            Echo
        };
        let server = address(&reactor.listen_tcp(0, build).unwrap());
        run_with_peer(&reactor, move || {
            is_cut_off(&mut connect(server));
            is_served(server);
        });
        assert_eq!(log.take(), ["build_protocol panicked: the first client is too much"]);
    });
}

#[test]
fn panics_in_timers_and_futures_are_reported_and_the_loop_goes_on() {
    in_time(|| {
        let (reactor, log) = (Reactor::new(), Log::default());
        let (reports, handle) = (log.clone(), reactor.clone());
        reactor.set_error_reporter(move |failure| {
            reports.add(failure.to_string());
            if reports.entries().len() == 3 {
                handle.stop();
            }
        });
        reactor.call_when_running(|| panic!("one"));
        reactor.call_later(Duration::ZERO, || panic!("two"));
        reactor.spawn(async { panic!("three") });
        reactor.before_shutdown(|| panic!("four"));
        reactor.run().unwrap();
        let mut reported = log.take();
        reported.sort();
        assert_eq!(
            reported,
            [
                "a delayed call panicked: two",
                "a spawned future panicked: three",
                "before_shutdown panicked: four",
                "call_when_running panicked: one",
            ]
        );
    });
}

#[test]
fn a_client_that_never_reads_does_not_grow_the_memory() {
    in_time(|| {
        const SENT: usize = 32 * 1024 * 1024;
        /// Two reads of the reactor: one that was let through below the mark,
        /// and the mark itself.
        const BOUND: usize = 128 * 1024;
        struct Measured(Rc<Cell<usize>>);
        impl Protocol for Measured {
            fn data_received(&mut self, transport: &Transport, data: &[u8]) {
                transport.write(data);
                self.0.set(self.0.get().max(transport.unwritten()));
            }
        }
        let reactor = Reactor::new();
        let most = Rc::new(Cell::new(0));
        let kept = most.clone();
        let port = reactor.listen_tcp(0, move |_: &Address| Measured(kept.clone())).unwrap();
        let server = address(&port);
        run_with_peer(&reactor, move || {
            let mut deaf = connect(server);
            let mut writer = deaf.try_clone().unwrap();
            let writing = thread::spawn(move || writer.write_all(&vec![0; SENT]).unwrap());
            for _ in 0..200 {
                is_served(server);
            }
            // At last it reads, and misses nothing.
            let copied = std::io::copy(&mut (&mut deaf).take(SENT as u64), &mut std::io::sink());
            assert_eq!(copied.unwrap(), SENT as u64);
            writing.join().unwrap();
        });
        assert!(most.get() > 0, "the socket took everything: nothing was tested");
        assert!(most.get() <= BOUND, "{} bytes waited", most.get());
    });
}

#[test]
fn a_listener_that_never_reads_is_sent_away_when_too_much_waits_for_it() {
    in_time(|| {
        const LIMIT: usize = 256 * 1024;
        /// Passes on what one client says to all others.
        struct Radio(Rc<RefCell<Vec<Transport>>>, Log);
        impl Protocol for Radio {
            fn connection_made(&mut self, transport: &Transport) {
                transport.set_write_limit(LIMIT);
                self.0.borrow_mut().push(transport.clone());
                transport.write("!");
            }
            fn data_received(&mut self, transport: &Transport, data: &[u8]) {
                for listener in self.0.borrow().iter().filter(|other| *other != transport) {
                    listener.write(data);
                    assert!(listener.unwritten() <= LIMIT);
                }
            }
            fn connection_lost(&mut self, transport: &Transport, reason: &Failure) {
                self.0.borrow_mut().retain(|other| other != transport);
                if let Some(reason) = reason.check::<WriteLimitExceeded>() {
                    self.1.add(reason.to_string());
                    // Who speaks is told, which ends the test.
                    self.0.borrow().iter().for_each(|other| other.write("gone"));
                }
            }
        }
        let (reactor, log) = (Reactor::new(), Log::default());
        let (all, kept) = (Rc::default(), log.clone());
        let build = move |_: &Address| Radio(Rc::clone(&all), kept.clone());
        let server = address(&reactor.listen_tcp(0, build).unwrap());
        run_with_peer(&reactor, move || {
            let (mut deaf, mut speaker) = (connect(server), connect(server));
            deaf.read_exact(&mut [0]).unwrap();
            speaker.read_exact(&mut [0]).unwrap();
            let mut writer = speaker.try_clone().unwrap();
            thread::spawn(move || while writer.write_all(&[0; 8192]).is_ok() {});
            let mut news = [0; 4];
            speaker.read_exact(&mut news).unwrap();
            assert_eq!(&news, b"gone");
            speaker.shutdown(std::net::Shutdown::Both).unwrap();
        });
        assert_eq!(log.take().len(), 1);
    });
}

#[test]
fn a_line_without_end_is_cut_off_and_the_others_are_served() {
    in_time(|| {
        struct EchoLines;
        impl LineReceiver for EchoLines {
            const MAX_LENGTH: usize = 1000;
            fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
                lines.send_line(line);
            }
        }
        let reactor = Reactor::new();
        let build = |_: &Address| Lines::from(EchoLines);
        let server = address(&reactor.listen_tcp(0, build).unwrap());
        run_with_peer(&reactor, move || {
            let mut endless = connect(server);
            let mut polite = connect(server);
            // The server closes, and then this fails.
            while endless.write_all(&[b'x'; 1000]).is_ok() {
                assert_eq!(echo_of(&mut polite, b"hello\r\n"), b"hello\r\n");
            }
            assert_eq!(echo_of(&mut polite, b"hello\r\n"), b"hello\r\n");
        });
    });
}

#[test]
fn a_silent_peer_is_closed_by_a_timeout_of_the_protocol() {
    in_time(|| {
        struct Impatient(Reactor);
        impl Protocol for Impatient {
            fn connection_made(&mut self, transport: &Transport) {
                transport.set_keep_alive(true).unwrap();
                let transport = transport.clone();
                self.0.call_later(Duration::from_millis(10), move || transport.abort_connection());
            }
            fn data_received(&mut self, _: &Transport, _: &[u8]) {}
        }
        let reactor = Reactor::new();
        let handle = reactor.clone();
        let port = reactor.listen_tcp(0, move |_: &Address| Impatient(handle.clone())).unwrap();
        let server = address(&port);
        run_with_peer(&reactor, move || is_cut_off(&mut connect(server)));
    });
}

#[test]
fn a_reset_in_the_middle_of_an_answer_ends_only_that_connection() {
    in_time(|| {
        struct Large(Log);
        impl Protocol for Large {
            fn data_received(&mut self, transport: &Transport, data: &[u8]) {
                let answer = if data == b"much" { vec![b'm'; 32 << 20] } else { data.to_vec() };
                transport.write(answer);
            }
            fn connection_lost(&mut self, _: &Transport, reason: &Failure) {
                let lost = reason.check::<ConnectionLost>().is_some_and(ConnectionLost::was_reset);
                self.0.add(format!("reset: {lost}"));
            }
        }
        let (reactor, log) = (Reactor::new(), Log::default());
        let kept = log.clone();
        let port = reactor.listen_tcp(0, move |_: &Address| Large(kept.clone())).unwrap();
        let server = address(&port);
        run_with_peer(&reactor, move || {
            let mut peer = connect(server);
            peer.write_all(b"much").unwrap();
            peer.read_exact(&mut [0; 1000]).unwrap();
            reset(peer);
            is_served(server);
        });
        assert_eq!(log.take()[0], "reset: true");
    });
}

#[test]
fn above_the_limit_clients_wait_until_another_leaves() {
    in_time(|| {
        struct Counted(Rc<RefCell<Option<Port>>>, Rc<Cell<usize>>);
        impl Protocol for Counted {
            fn connection_made(&mut self, _: &Transport) {
                let open = self.0.borrow().as_ref().map_or(0, Port::connections);
                self.1.set(self.1.get().max(open));
            }
            fn data_received(&mut self, transport: &Transport, data: &[u8]) {
                transport.write(data);
            }
        }
        let reactor = Reactor::new();
        let (port, most) = (Rc::new(RefCell::new(None)), Rc::new(Cell::new(0)));
        let (kept_port, kept_most) = (port.clone(), most.clone());
        let build = move |_: &Address| Counted(kept_port.clone(), kept_most.clone());
        let listening = reactor.listen_tcp(0, build).unwrap();
        listening.limit_connections(2);
        let server = address(&listening);
        port.replace(Some(listening));
        run_with_peer(&reactor, move || {
            let mut clients: Vec<TcpStream> = (0..6).map(|_| connect(server)).collect();
            for client in &mut clients {
                client.write_all(b"hello").unwrap();
            }
            for mut client in clients {
                client.read_exact(&mut [0; 5]).unwrap();
            }
        });
        assert_eq!(most.get(), 2);
        port.take();
    });
}

/// As the lookup of a name may be, when nobody answers.
#[test]
fn a_thread_that_does_not_end_does_not_hold_up_the_end_of_the_reactor() {
    let (end, ended) = std::sync::mpsc::channel::<()>();
    in_time(|| {
        let reactor = Reactor::new();
        let stop = reactor.clone();
        reactor.spawn(async move {
            let (tell, begun) = tokio::sync::oneshot::channel();
            tokio::task::spawn_blocking(move || {
                let _ = tell.send(());
                let _ = ended.recv();
            });
            begun.await.expect("it begins");
            stop.stop();
        });
        reactor.run().expect("it ends");
    });
    drop(end);
}
