//! The loop: timers, readiness and dispatch together. Timers run on a stepped
//! clock, so that no test waits; sockets are made ready before the loop looks.

mod support;

use std::cell::{Cell, RefCell};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::rc::Rc;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use events::timeline::SteppedClock;
use events::{Clock, EventLoop, Handler};
use mio::event::Source;
use mio::{Interest, Token};
use support::{DEADLINE, within_deadline};

const HOUR: Duration = Duration::from_secs(3600);

/// A loop on a clock that does not wait, and a diary for its callbacks.
fn loop_and_diary() -> (EventLoop, Rc<RefCell<Vec<&'static str>>>) {
    let clock = Rc::new(SteppedClock::new(Duration::ZERO));
    (EventLoop::with_clock(clock).unwrap(), Rc::default())
}

#[test]
fn timers_are_called_in_the_order_of_their_time_and_ties_by_age() {
    within_deadline(|| {
        let (mut event_loop, diary) = loop_and_diary();
        for (hours, name) in [(2, "third"), (1, "first"), (3, "last"), (1, "second")] {
            let diary = diary.clone();
            event_loop.call_later(hours * HOUR, move |event_loop| {
                diary.borrow_mut().push(name);
                if name == "last" {
                    event_loop.stop();
                }
            });
        }
        event_loop.run().unwrap();
        assert_eq!(*diary.borrow(), ["first", "second", "third", "last"]);
    });
}

#[test]
fn a_timer_that_adds_a_due_timer_waits_a_turn() {
    within_deadline(|| {
        let (mut event_loop, diary) = loop_and_diary();
        let (first, second) = (diary.clone(), diary.clone());
        event_loop.call_later(HOUR, move |event_loop| {
            first.borrow_mut().push("adds one that is due");
            let added = first.clone();
            event_loop.call_later(Duration::ZERO, move |event_loop| {
                added.borrow_mut().push("the added one");
                event_loop.stop();
            });
        });
        event_loop.call_later(HOUR, move |_| second.borrow_mut().push("was due with the first"));
        event_loop.run().unwrap();
        assert_eq!(
            *diary.borrow(),
            ["adds one that is due", "was due with the first", "the added one"]
        );
    });
}

#[test]
fn a_timer_that_always_adds_another_does_not_starve_the_sockets() {
    fn again(event_loop: &mut EventLoop) {
        event_loop.call_later(Duration::ZERO, again);
    }
    within_deadline(|| {
        let mut event_loop = EventLoop::new().unwrap();
        event_loop.call_later(Duration::ZERO, again);
        let (socket, _peer) = ready_socket();
        watch(&mut event_loop, socket, |event_loop, _| event_loop.stop());
        event_loop.run().unwrap();
    });
}

#[test]
fn stop_lets_the_turn_end() {
    within_deadline(|| {
        let (mut event_loop, diary) = loop_and_diary();
        let (same_turn, next_turn) = (diary.clone(), diary.clone());
        event_loop.call_later(HOUR, EventLoop::stop);
        event_loop.call_later(HOUR, move |_| same_turn.borrow_mut().push("same turn"));
        event_loop.call_later(2 * HOUR, move |_| next_turn.borrow_mut().push("next turn"));
        event_loop.run().unwrap();
        assert_eq!(*diary.borrow(), ["same turn"]);
    });
}

#[test]
fn a_stopped_loop_can_run_again_and_goes_on_where_it_was() {
    within_deadline(|| {
        let (mut event_loop, _) = loop_and_diary();
        let calls = Rc::new(Cell::new(0));
        for hours in [1, 2] {
            let calls = calls.clone();
            event_loop.call_later(hours * HOUR, move |event_loop| {
                calls.set(calls.get() + 1);
                event_loop.stop();
            });
        }
        event_loop.run().unwrap();
        assert_eq!(calls.get(), 1);
        event_loop.run().unwrap();
        assert_eq!(calls.get(), 2);
    });
}

#[test]
fn a_delay_beyond_the_end_of_time_never_passes() {
    within_deadline(|| {
        let (mut event_loop, diary) = loop_and_diary();
        let never = diary.clone();
        event_loop.call_later(Duration::MAX, move |_| never.borrow_mut().push("never"));
        event_loop.call_later(HOUR, EventLoop::stop);
        event_loop.run().unwrap();
        assert!(diary.borrow().is_empty());
    });
}

#[test]
fn the_machines_own_clock_calls_no_timer_before_its_time() {
    within_deadline(|| {
        let mut event_loop = EventLoop::new().unwrap();
        let delay = Duration::from_millis(5);
        let begin = Instant::now();
        event_loop.call_later(delay, EventLoop::stop);
        event_loop.run().unwrap();
        assert!(begin.elapsed() >= delay);
    });
}

#[test]
fn with_no_timer_pending_the_loop_waits_for_its_sockets() {
    within_deadline(|| {
        let (mut event_loop, _) = loop_and_diary();
        let (socket, _peer) = ready_socket();
        watch(&mut event_loop, socket, |event_loop, _| event_loop.stop());
        event_loop.run().unwrap();
    });
}

/// "It does not happen" can only be waited for. A busy machine could hide a loop
/// that spins, but cannot make one that sleeps look like it.
#[test]
fn with_nothing_to_do_the_loop_sleeps() {
    struct Asked(Sender<()>);
    impl Clock for Asked {
        fn now(&self) -> Instant {
            let _ = self.0.send(());
            Instant::now()
        }
        fn wait(&self, timeout: Duration) -> Duration {
            timeout
        }
    }
    let (asked, is_asked) = mpsc::channel();
    thread::spawn(move || EventLoop::with_clock(Rc::new(Asked(asked))).unwrap().run());
    is_asked.recv_timeout(DEADLINE).expect("the loop asks for the time before it sleeps");
    let again = is_asked.recv_timeout(Duration::from_millis(100));
    assert_eq!(again, Err(mpsc::RecvTimeoutError::Timeout), "the loop goes round and round");
}

#[test]
fn sockets_come_before_timers_within_a_turn() {
    within_deadline(|| {
        let (mut event_loop, diary) = loop_and_diary();
        let (of_socket, of_timer) = (diary.clone(), diary.clone());
        let (socket, _peer) = ready_socket();
        watch(&mut event_loop, socket, move |_, _| of_socket.borrow_mut().push("socket"));
        event_loop.call_later(Duration::ZERO, move |event_loop| {
            of_timer.borrow_mut().push("timer");
            event_loop.stop();
        });
        event_loop.run().unwrap();
        assert_eq!(*diary.borrow(), ["socket", "timer"]);
    });
}

#[test]
fn a_handler_removed_by_another_in_the_same_turn_is_not_called() {
    within_deadline(|| {
        let (mut event_loop, _) = loop_and_diary();
        let calls = Rc::new(Cell::new(0));
        let all = Rc::new(RefCell::new(Vec::new()));
        let mut peers = Vec::new();
        for _ in 0..2 {
            let (socket, peer) = ready_socket();
            peers.push(peer);
            let (calls, others) = (calls.clone(), all.clone());
            let token = watch(&mut event_loop, socket, move |event_loop, _| {
                calls.set(calls.get() + 1);
                others.borrow_mut().drain(..).for_each(|token| event_loop.deregister(token));
            });
            all.borrow_mut().push(token);
        }
        // Both are ready when the loop first looks, and this timer is due with them.
        event_loop.call_later(Duration::ZERO, EventLoop::stop);
        event_loop.run().unwrap();
        assert_eq!(calls.get(), 1);
    });
}

#[test]
fn a_handler_that_leaves_off_can_have_itself_called_again_until_it_is_removed() {
    within_deadline(|| {
        let (mut event_loop, _) = loop_and_diary();
        let calls = Rc::new(Cell::new(0));
        let counted = calls.clone();
        let (socket, _peer) = ready_socket();
        watch(&mut event_loop, socket, move |event_loop, token| {
            counted.set(counted.get() + 1);
            event_loop.call_later(HOUR, move |event_loop| event_loop.dispatch(token));
            if counted.get() == 3 {
                event_loop.deregister(token);
                event_loop.call_later(2 * HOUR, EventLoop::stop);
            }
        });
        event_loop.run().unwrap();
        assert_eq!(calls.get(), 3);
    });
}

#[test]
fn a_handler_that_removes_itself_is_dropped_and_its_socket_closed() {
    within_deadline(|| {
        let (mut event_loop, _) = loop_and_diary();
        let (socket, mut peer) = ready_socket();
        watch(&mut event_loop, socket, |event_loop, token| {
            event_loop.deregister(token);
            event_loop.stop();
        });
        event_loop.run().unwrap();
        assert_closed(&mut peer);
    });
}

#[test]
fn a_handler_removed_from_outside_is_dropped_and_its_socket_closed() {
    within_deadline(|| {
        let (mut event_loop, _) = loop_and_diary();
        let (socket, mut peer) = ready_socket();
        let token = watch(&mut event_loop, socket, |_, _| {});
        event_loop.deregister(token);
        event_loop.deregister(token);
        assert_closed(&mut peer);
    });
}

/// What is to be done with a socket, as a closure.
struct Watched<F> {
    socket: mio::net::TcpStream,
    on_ready: F,
}

impl<F: FnMut(&mut EventLoop, Token)> Handler for Watched<F> {
    fn source(&mut self) -> &mut dyn Source {
        &mut self.socket
    }

    fn ready(&mut self, event_loop: &mut EventLoop, token: Token) {
        (self.on_ready)(event_loop, token);
    }
}

fn watch(
    event_loop: &mut EventLoop,
    socket: mio::net::TcpStream,
    on_ready: impl FnMut(&mut EventLoop, Token) + 'static,
) -> Token {
    event_loop.register(Watched { socket, on_ready }, Interest::READABLE).unwrap()
}

/// A socket with a byte to read, which is there already, and its peer.
fn ready_socket() -> (mio::net::TcpStream, TcpStream) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut peer = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    peer.set_read_timeout(Some(DEADLINE)).unwrap();
    let (socket, _) = listener.accept().unwrap();
    peer.write_all(b"!").unwrap();
    socket.peek(&mut [0]).unwrap();
    socket.set_nonblocking(true).unwrap();
    (mio::net::TcpStream::from_std(socket), peer)
}

/// The other end has closed. It did so with a byte unread, and so the system may
/// tell of it as a reset; what it may not do is keep us waiting.
#[track_caller]
fn assert_closed(peer: &mut TcpStream) {
    match peer.read(&mut [0]) {
        Ok(length) => assert_eq!(length, 0),
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset),
    }
}
