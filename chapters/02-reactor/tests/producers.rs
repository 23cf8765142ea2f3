//! Producers: a slow reader holds up whoever writes to it.

mod support;

use reactor::{Address, Failure, InMemory, Producer, Protocol, Reactor, Transport};
use std::cell::{Cell, RefCell};
use std::io::{Read, Write};
use std::rc::Rc;
use std::thread;
use support::{Echo, Log, address, connect, in_time, run_with_peer};

struct Recorded(Log);

impl Producer for Recorded {
    fn pause_producing(&self) {
        self.0.add("pause");
    }

    fn resume_producing(&self) {
        self.0.add("resume");
    }

    fn stop_producing(&self) {
        self.0.add("stop");
    }
}

#[test]
fn a_push_producer_is_paused_when_much_waits_and_resumed_when_all_is_written() {
    let log = Log::default();
    let mut connection = InMemory::new(Echo);
    connection.transport().register_push_producer(Rc::new(Recorded(log.clone())));
    connection.receive(&vec![0; 64 * 1024]);
    assert!(log.entries().is_empty());
    connection.receive(b"one more");
    assert_eq!(log.take(), ["pause"]);
    connection.receive(b"and more");
    assert!(log.entries().is_empty());
    connection.written();
    assert_eq!(log.take(), ["resume"]);
}

#[test]
fn closing_waits_for_the_producer_which_may_still_write() {
    let mut connection = InMemory::new(Echo);
    let transport = connection.transport().clone();
    transport.register_push_producer(Rc::new(Recorded(Log::default())));
    transport.lose_connection();
    transport.write("the rest");
    transport.unregister_producer();
    transport.write("never sent");
    assert_eq!(connection.written(), b"the rest");
}

/// Writes 100 pieces of 100,000 bytes, each when it is asked to.
struct Pieces {
    left: Cell<usize>,
    most: Rc<Cell<usize>>,
    transport: Transport,
}

const PIECE: usize = 100_000;

impl Producer for Pieces {
    fn pause_producing(&self) {}

    fn resume_producing(&self) {
        self.left.update(|left| left - 1);
        self.transport.write(vec![b'p'; PIECE]);
        self.most.set(self.most.get().max(self.transport.unwritten()));
        if self.left.get() == 0 {
            self.transport.unregister_producer();
        }
    }

    fn stop_producing(&self) {}
}

#[test]
fn a_pull_producer_is_asked_for_each_piece_and_then_the_connection_closes() {
    in_time(|| {
        struct Source(Rc<Cell<usize>>);
        impl Protocol for Source {
            fn connection_made(&mut self, transport: &Transport) {
                let (left, most) = (Cell::new(100), self.0.clone());
                let pieces = Pieces { left, most, transport: transport.clone() };
                transport.register_pull_producer(Rc::new(pieces));
                transport.lose_connection();
            }
            fn data_received(&mut self, _: &Transport, _: &[u8]) {}
        }
        let (reactor, most) = (Reactor::new(), Rc::new(Cell::new(0)));
        let kept = most.clone();
        let port = reactor.listen_tcp(0, move |_: &Address| Source(kept.clone())).unwrap();
        let server = address(&port);
        let received = run_with_peer(&reactor, move || {
            let mut received = Vec::new();
            connect(server).read_to_end(&mut received).unwrap();
            received.len()
        });
        assert_eq!(received, 100 * PIECE);
        assert!(most.get() <= PIECE, "{} bytes waited", most.get());
    });
}

#[test]
fn a_producer_hears_that_its_reader_has_gone() {
    in_time(|| {
        struct Watched(Log, Reactor);
        impl Protocol for Watched {
            fn connection_made(&mut self, transport: &Transport) {
                transport.register_push_producer(Rc::new(Recorded(self.0.clone())));
            }
            fn data_received(&mut self, transport: &Transport, _: &[u8]) {
                transport.abort_connection();
            }
            fn connection_lost(&mut self, transport: &Transport, _: &Failure) {
                self.0.add("lost");
                transport.register_push_producer(Rc::new(Recorded(self.0.clone())));
                self.1.stop();
            }
        }
        let (reactor, log) = (Reactor::new(), Log::default());
        let (kept, handle) = (log.clone(), reactor.clone());
        let build = move |_: &Address| Watched(kept.clone(), handle.clone());
        let server = address(&reactor.listen_tcp(0, build).unwrap());
        let peer = thread::spawn(move || {
            let mut peer = connect(server);
            peer.write_all(b"go").unwrap();
            let _ = peer.read(&mut [0]);
        });
        reactor.run().unwrap();
        peer.join().unwrap();
        assert_eq!(log.take(), ["stop", "lost", "stop"]);
    });
}

#[test]
fn a_transport_is_the_producer_of_a_proxys_other_side() {
    in_time(|| {
        const SENT: usize = 16 * 1024 * 1024;
        /// What waits before a pause, and what one turn of the first connection
        /// may add before the second has its own, in which the pause is said.
        const BOUND: usize = 64 * 1024 + 8 * 64 * 1024;
        /// The first connection's data goes to the second.
        struct Proxy(Rc<RefCell<Vec<Transport>>>, Rc<Cell<usize>>);
        impl Protocol for Proxy {
            fn connection_made(&mut self, transport: &Transport) {
                let mut ends = self.0.borrow_mut();
                if let Some(first) = ends.first() {
                    transport.register_push_producer(Rc::new(first.clone()));
                }
                ends.push(transport.clone());
                transport.write("!");
            }
            fn data_received(&mut self, _: &Transport, data: &[u8]) {
                let second = self.0.borrow()[1].clone();
                second.write(data);
                self.1.set(self.1.get().max(second.unwritten()));
            }
            fn connection_lost(&mut self, _: &Transport, _: &Failure) {
                if let Some(second) = self.0.borrow().get(1) {
                    second.unregister_producer();
                }
            }
        }
        let (reactor, most) = (Reactor::new(), Rc::new(Cell::new(0)));
        let (ends, kept) = (Rc::default(), most.clone());
        let build = move |_: &Address| Proxy(Rc::clone(&ends), kept.clone());
        let server = address(&reactor.listen_tcp(0, build).unwrap());
        run_with_peer(&reactor, move || {
            let mut fast = connect(server);
            fast.read_exact(&mut [0]).unwrap();
            let mut slow = connect(server);
            slow.read_exact(&mut [0]).unwrap();
            let writing = thread::spawn(move || fast.write_all(&vec![b'x'; SENT]).map(|()| fast));
            let copied = std::io::copy(&mut slow.take(SENT as u64), &mut std::io::sink());
            assert_eq!(copied.unwrap(), SENT as u64);
            writing.join().unwrap().unwrap();
        });
        assert!(most.get() <= BOUND, "{} bytes waited", most.get());
    });
}
