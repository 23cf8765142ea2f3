//! Whose turn it is: timers, pauses, and peers that send much.

mod support;

use reactor::{Address, Protocol, Reactor, Stream, Time, Transport};
use std::cell::{Cell, RefCell};
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;
use support::{Echo, Log, Recorder, address, connect, echo_of, in_time, run_with_peer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

#[test]
fn a_connection_reads_nothing_while_it_is_paused() {
    in_time(|| {
        /// Pauses itself when told to, and resumes what was paused.
        struct Pauses(Log, Rc<RefCell<Option<Transport>>>);
        impl Protocol for Pauses {
            fn data_received(&mut self, transport: &Transport, data: &[u8]) {
                self.0.add(data.escape_ascii().to_string());
                transport.write("!");
                if data == b"pause" {
                    transport.pause_producing();
                    self.1.replace(Some(transport.clone()));
                } else if let Some(paused) = self.1.take() {
                    paused.resume_producing();
                }
            }
        }
        let (reactor, log) = (Reactor::new(), Log::default());
        let (kept, paused) = (log.clone(), Rc::default());
        let build = move |_: &Address| Pauses(kept.clone(), Rc::clone(&paused));
        let server = address(&reactor.listen_tcp(0, build).unwrap());
        run_with_peer(&reactor, move || {
            let (mut paused, mut other) = (connect(server), connect(server));
            paused.write_all(b"pause").unwrap();
            paused.read_exact(&mut [0]).unwrap();
            paused.write_all(b"more").unwrap();
            other.write_all(b"resume").unwrap();
            paused.read_exact(&mut [0]).unwrap();
        });
        assert_eq!(log.take(), ["pause", "resume", "more"]);
    });
}

#[test]
fn a_call_that_sets_itself_anew_without_delay_does_not_starve_the_sockets() {
    in_time(|| {
        fn again(reactor: &Reactor) {
            let handle = reactor.clone();
            let call = reactor.call_later(Duration::ZERO, move || again(&handle));
            // Nothing could be more due.
            call.bring_forward(Duration::from_secs(3600)).unwrap();
        }
        let reactor = Reactor::new();
        let port = reactor.listen_tcp(0, |_: &Address| Echo).unwrap();
        let server = address(&port);
        again(&reactor);
        run_with_peer(&reactor, move || {
            assert_eq!(echo_of(&mut connect(server), b"hello"), b"hello");
        });
    });
}

#[test]
fn a_peer_that_sends_without_end_does_not_starve_the_others() {
    in_time(|| {
        struct Swallow;
        impl Protocol for Swallow {
            fn data_received(&mut self, transport: &Transport, data: &[u8]) {
                if data == b"hello" {
                    transport.write("hello");
                }
            }
        }
        let reactor = Reactor::new();
        let port = reactor.listen_tcp(0, |_: &Address| Swallow).unwrap();
        let server = address(&port);
        run_with_peer(&reactor, move || {
            let mut flood = connect(server);
            let mut polite = connect(server);
            let stop = flood.try_clone().unwrap();
            let flooding = std::thread::spawn(move || while flood.write_all(&[0; 8192]).is_ok() {});
            for _ in 0..20 {
                assert_eq!(echo_of(&mut polite, b"hello"), b"hello");
            }
            stop.shutdown(Shutdown::Both).unwrap();
            flooding.join().unwrap();
        });
    });
}

#[test]
fn a_timer_runs_at_its_time_and_not_before() {
    in_time(|| {
        let reactor = Reactor::new();
        let (handle, seen) = (reactor.clone(), Rc::new(Cell::new(Duration::ZERO)));
        let kept = seen.clone();
        let cancelled = reactor.call_later(Duration::ZERO, || panic!("it was cancelled"));
        cancelled.cancel().unwrap();
        reactor.call_later(Duration::from_millis(20), move || {
            kept.set(handle.seconds());
            handle.stop();
        });
        reactor.run().unwrap();
        assert!(seen.get() >= Duration::from_millis(20), "{:?}", seen.get());
    });
}

#[test]
fn a_sleeping_loop_notices_a_timer_that_is_due_earlier() {
    in_time(|| {
        let reactor = Reactor::new();
        reactor.call_later(Duration::from_secs(3600), || unreachable!());
        let handle = reactor.clone();
        reactor.spawn(async move {
            let stopped = handle.clone();
            handle.call_later(Duration::from_millis(1), move || stopped.stop());
        });
        reactor.run().unwrap();
    });
}

#[test]
fn clients_who_came_together_are_all_connected_before_the_first_is_heard() {
    in_time(|| {
        let (reactor, log) = (Reactor::new(), Log::default());
        let kept = log.clone();
        let build = move |_: &Address| Recorder { log: kept.clone(), answer: true };
        let server = address(&reactor.listen_tcp(0, build).unwrap());
        // They have come, and spoken, before the reactor looks.
        let mut clients: Vec<_> = (0..3).map(|_| connect(server)).collect();
        for client in &mut clients {
            client.write_all(b"hello").unwrap();
        }
        run_with_peer(&reactor, move || {
            for mut client in clients {
                client.read_exact(&mut [0; 5]).unwrap();
            }
        });
        assert_eq!(log.take()[..4], ["made", "made", "made", "data hello"]);
    });
}

/// A stream that always has more to read, and takes whatever is written.
struct Endless;

impl AsyncRead for Endless {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        buffer.put_slice(b"more");
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Endless {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        data: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(Ok(data.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl Stream for Endless {}

#[test]
fn a_stream_that_always_has_more_leaves_the_loop_its_turn() {
    in_time(|| {
        let reactor = Reactor::new();
        let end = Address::Unix(None);
        reactor.attach(Endless, end.clone(), end, Echo);
        let handle = reactor.clone();
        reactor.call_later(Duration::from_millis(1), move || handle.stop());
        reactor.run().unwrap();
    });
}
