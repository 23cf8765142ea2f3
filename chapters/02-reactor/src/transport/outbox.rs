//! [`Outbox`]: who has something to send when all have been heard.

use super::Shared;
use crate::connection::HIGH_WATER;
use crate::reasons::ConnectionLost;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

/// The connections that send what was written to them when all others that have
/// something to read have been heard. It belongs to the whole reactor.
///
/// Many writes in a row wake the peers less often than single ones in between, and
/// cost less for it. In Twisted, too, what is written goes out in the loop's next turn.
pub(crate) struct Outbox {
    /// Weak, since each connection holds the outbox.
    waiting: RefCell<VecDeque<Weak<Shared>>>,
    task: RefCell<Option<Waker>>,
    pace: Pace,
}

impl Outbox {
    pub(crate) fn new() -> Self {
        Self { waiting: RefCell::default(), task: RefCell::default(), pace: Pace::new() }
    }

    /// Whether one who has just been heard had better send later. To be asked once by
    /// each.
    #[inline]
    pub(crate) fn is_busy(&self) -> bool {
        self.pace.is_fast_after_one_more()
    }

    fn add(&self, connection: Weak<Shared>) {
        let mut waiting = self.waiting.borrow_mut();
        if waiting.is_empty()
            && let Some(task) = &*self.task.borrow()
        {
            task.wake_by_ref();
        }
        waiting.push_back(connection);
    }

    /// Has everybody send, whenever it is woken; the reactor polls it in a task of its
    /// own, which comes to its turn behind those who are to be heard.
    pub(crate) fn poll(&self, context: &mut Context<'_>) -> Poll<()> {
        self.task.borrow_mut().get_or_insert_with(|| context.waker().clone());
        while let Some(connection) = self.next() {
            if let Some(connection) = connection.upgrade() {
                connection.send();
            }
        }
        Poll::Pending
    }

    fn next(&self) -> Option<Weak<Shared>> {
        self.waiting.borrow_mut().pop_front()
    }
}

impl Shared {
    /// Has what waits sent by the outbox, when all others have been heard.
    pub(crate) fn send_later(self: &Rc<Self>) {
        if let Some(outbox) = &self.outbox
            && !self.listed.replace(true)
        {
            outbox.add(Rc::downgrade(self));
        }
    }

    /// Whether the driver need not send what waits.
    #[inline]
    pub(crate) fn sends_later(&self) -> bool {
        self.listed.get() && !self.is_watched()
    }

    /// Sends what waits, in place of the driver; wakes it if that is news for it.
    fn send(&self) {
        self.listed.set(false);
        let waker = self.waker.borrow();
        // A driver that had no turn yet will send in its first ones.
        let Some(waker) = waker.as_ref().filter(|_| !self.is_watched()) else { return };
        let reading_waited = self.unwritten.borrow().len() > HIGH_WATER;
        match self.poll_flush(&mut Context::from_waker(waker)) {
            Poll::Ready(Err(error)) => self.fate.set(Some(ConnectionLost(error).into())),
            _ if reading_waited => {}
            _ => return,
        }
        waker.wake_by_ref();
    }
}

/// How fast one connection is heard after the other.
///
/// A loop that has time sends at once, and so does one that is held up: what a page that
/// blocks for a second finds written shall not wait for it. To ask the clock each time
/// would cost more than is gained.
struct Pace {
    heard: Cell<u32>,
    since: Cell<Instant>,
    is_fast: Cell<bool>,
}

impl Pace {
    /// So many are heard between one look at the clock and the next.
    const STRETCH: u32 = 64;

    /// At least so fast, one after the other, for the loop to be busy.
    const FAST: Duration = Duration::from_micros(50);

    fn new() -> Self {
        Self { heard: Cell::new(0), since: Cell::new(Instant::now()), is_fast: Cell::new(false) }
    }

    #[inline]
    fn is_fast_after_one_more(&self) -> bool {
        let heard = self.heard.get() + 1;
        self.heard.set(heard);
        if heard == Self::STRETCH {
            self.begin_anew(Instant::now());
        }
        self.is_fast.get()
    }

    fn begin_anew(&self, now: Instant) {
        let took = now - self.since.replace(now);
        self.heard.set(0);
        self.is_fast.set(took < Self::FAST * Self::STRETCH);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Transport;
    use crate::transport::Stream;
    use std::net::{Ipv4Addr, SocketAddr};
    use std::pin::Pin;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::Wake;
    use tokio::io::{AsyncRead, DuplexStream, ReadBuf, duplex};

    impl Stream for DuplexStream {}

    /// Counts how often a driver is woken.
    #[derive(Default)]
    struct Woken(AtomicUsize);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    struct Connection {
        transport: Transport,
        woken: Arc<Woken>,
    }

    impl Connection {
        /// A connection whose system takes `room` bytes, and its peer.
        fn new(outbox: &Rc<Outbox>, room: usize) -> (Self, DuplexStream) {
            let (stream, peer) = duplex(room);
            let end = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
            let transport = Transport::new(stream, outbox, end.into(), end.into());
            let woken = Arc::<Woken>::default();
            transport.0.remember(&Waker::from(woken.clone()));
            (Self { transport, woken }, peer)
        }

        /// What its driver does when it has heard something and is busy.
        fn answer(&self, length: usize) {
            self.transport.0.unwritten.borrow_mut().resize(length, b'x');
            self.transport.0.send_later();
        }

        fn woken(&self) -> usize {
            self.woken.0.load(Ordering::Relaxed)
        }
    }

    fn turn(outbox: &Outbox) {
        assert!(outbox.poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }

    #[test]
    fn it_is_woken_once_and_has_all_send() {
        let outbox = Rc::new(Outbox::new());
        let task = Arc::<Woken>::default();
        let waker = Waker::from(task.clone());
        assert!(outbox.poll(&mut Context::from_waker(&waker)).is_pending());
        let ends = [(); 3].map(|()| Connection::new(&outbox, 100));
        for (connection, _peer) in &ends {
            connection.transport.write("hello");
        }
        assert_eq!(task.0.load(Ordering::Relaxed), 1);
        turn(&outbox);
        for (connection, _peer) in &ends {
            assert_eq!((connection.transport.unwritten(), connection.woken()), (0, 0));
        }
    }

    #[test]
    fn what_the_system_does_not_take_waits_for_the_driver() {
        let outbox = Rc::new(Outbox::new());
        let (connection, _peer) = Connection::new(&outbox, 100);
        connection.answer(101);
        turn(&outbox);
        assert_eq!(connection.transport.unwritten(), 1);
        // A second turn finds nothing: the system will wake the driver.
        turn(&outbox);
        assert_eq!((connection.transport.unwritten(), connection.woken()), (1, 0));
    }

    #[test]
    fn a_driver_that_could_not_read_for_all_that_waited_goes_on() {
        let outbox = Rc::new(Outbox::new());
        let (connection, _peer) = Connection::new(&outbox, 3 * HIGH_WATER);
        connection.answer(HIGH_WATER);
        turn(&outbox);
        assert_eq!(connection.woken(), 0);
        connection.answer(HIGH_WATER + 1);
        turn(&outbox);
        assert_eq!((connection.transport.unwritten(), connection.woken()), (0, 1));
    }

    #[test]
    fn a_connection_that_fails_tells_its_driver() {
        let outbox = Rc::new(Outbox::new());
        let (connection, peer) = Connection::new(&outbox, 100);
        drop(peer);
        connection.answer(1);
        turn(&outbox);
        let fate = connection.transport.0.fate.take().expect("it has failed");
        assert!(fate.check::<ConnectionLost>().is_some());
        assert_eq!(connection.woken(), 1);
    }

    #[test]
    fn a_connection_that_closes_is_left_to_its_driver() {
        let outbox = Rc::new(Outbox::new());
        let (connection, _peer) = Connection::new(&outbox, 100);
        connection.answer(1);
        connection.transport.lose_connection();
        assert!(!connection.transport.0.sends_later());
        turn(&outbox);
        assert_eq!((connection.transport.unwritten(), connection.woken()), (1, 1));
    }

    #[test]
    fn a_connection_that_nobody_holds_is_closed() {
        let outbox = Rc::new(Outbox::new());
        let (connection, mut peer) = Connection::new(&outbox, 100);
        connection.answer(1);
        drop(connection);
        let mut buffer = [0];
        let mut received = ReadBuf::new(&mut buffer);
        let mut context = Context::from_waker(Waker::noop());
        assert!(Pin::new(&mut peer).poll_read(&mut context, &mut received).is_ready());
        assert!(received.filled().is_empty());
        turn(&outbox);
    }

    #[test]
    fn a_loop_is_busy_when_a_whole_stretch_was_fast() {
        let pace = Pace::new();
        for _ in 1..Pace::STRETCH {
            assert!(!pace.is_fast_after_one_more());
        }
        let stretch = Pace::FAST * Pace::STRETCH;
        let mut now = pace.since.get();
        for (took, is_fast) in [(stretch / 2, true), (stretch, false), (stretch / 2, true)] {
            now += took;
            pace.begin_anew(now);
            assert_eq!(pace.is_fast.get(), is_fast);
        }
    }
}
