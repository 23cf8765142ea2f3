//! What all handles on a reactor share.

use super::limits::Slot;
use crate::Failure;
use crate::reasons::Panicked;
use crate::time::Timers;
use crate::transport::{Outbox, Shared, Stream, Transport};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::sync::Notify;

/// How much is read at once. There is one such buffer for the whole reactor:
/// only one connection reads at a time, and 10,000 that wait need none.
const READ_BUFFER: usize = 64 * 1024;

/// How long a connection that this side has closed stays to swallow what the
/// peer still sends. See [`Core::linger`].
const LINGER: Duration = Duration::from_secs(2);

/// A future for the reactor's loop.
pub(crate) type Task = Pin<Box<dyn Future<Output = ()>>>;

type Report = Rc<dyn Fn(&Failure)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    New,
    Running,
    Stopping,
    Stopped,
}

pub(crate) struct Core {
    pub(crate) timers: Timers,
    pub(crate) outbox: Rc<Outbox>,
    pub(crate) phase: Cell<Phase>,
    /// What was started before the loop runs.
    pub(super) waiting_tasks: RefCell<Vec<Task>>,
    pub(super) when_running: RefCell<Vec<Box<dyn FnOnce()>>>,
    pub(super) before_shutdown: RefCell<Vec<Box<dyn FnOnce()>>>,
    pub(super) stop_asked: Cell<bool>,
    /// Wakes the loop, which may be asleep until the next timer.
    pub(super) stop: Notify,
    /// Tells ports and connectors that the end has come.
    pub(super) ending: Notify,
    pub(super) stop_deadline: Cell<Duration>,
    /// Connections, and attempts to make one, that are not over.
    unfinished: RefCell<BTreeMap<u64, Weak<Shared>>>,
    next_id: Cell<u64>,
    pub(super) one_finished: Notify,
    read_buffer: Cell<Option<Box<[u8]>>>,
    reporter: RefCell<Report>,
}

impl Core {
    pub(super) fn new() -> Self {
        Self {
            timers: Timers::running(),
            outbox: Rc::new(Outbox::new()),
            phase: Cell::new(Phase::New),
            waiting_tasks: RefCell::default(),
            when_running: RefCell::default(),
            before_shutdown: RefCell::default(),
            stop_asked: Cell::new(false),
            stop: Notify::new(),
            ending: Notify::new(),
            stop_deadline: Cell::new(super::STOP_DEADLINE),
            unfinished: RefCell::default(),
            next_id: Cell::new(0),
            one_finished: Notify::new(),
            read_buffer: Cell::default(),
            reporter: RefCell::new(Rc::new(|failure| eprintln!("Unhandled error: {failure}"))),
        }
    }

    pub(super) fn set_reporter(&self, report: impl Fn(&Failure) + 'static) {
        self.reporter.replace(Rc::new(report));
    }

    /// Reports an error that nobody else handles.
    pub(crate) fn report(&self, failure: &Failure) {
        let report = self.reporter.borrow().clone();
        // A reporter that panics has said enough: the panic itself is printed.
        let _ = catch_unwind(AssertUnwindSafe(|| report(failure)));
    }

    /// Calls a function of the program; a panic is reported and goes no
    /// further. `None` says that there was one.
    pub(crate) fn guard<T>(&self, place: &str, function: impl FnOnce() -> T) -> Option<T> {
        catch_unwind(AssertUnwindSafe(function))
            .map_err(|payload| self.report(&Panicked::new(place, &*payload).into()))
            .ok()
    }

    /// Runs a future inside the loop, from now on or from when it starts.
    pub(crate) fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        match self.phase.get() {
            Phase::New => self.waiting_tasks.borrow_mut().push(Box::pin(future)),
            Phase::Running | Phase::Stopping => drop(tokio::task::spawn_local(future)),
            Phase::Stopped => drop(future),
        }
    }

    pub(crate) fn is_ending(&self) -> bool {
        matches!(self.phase.get(), Phase::Stopping | Phase::Stopped)
    }

    /// Waits until the reactor stops.
    pub(crate) async fn ended(&self) {
        if !self.is_ending() {
            self.ending.notified().await;
        }
    }

    /// Counts a connection among those that the end of the reactor waits for.
    pub(crate) fn register(self: &Rc<Self>, transport: &Transport) -> Registration {
        self.insert(Rc::downgrade(&transport.0))
    }

    /// Counts an attempt to connect likewise.
    pub(crate) fn register_attempt(self: &Rc<Self>) -> Registration {
        self.insert(Weak::new())
    }

    fn insert(self: &Rc<Self>, shared: Weak<Shared>) -> Registration {
        let id = self.next_id.replace(self.next_id.get() + 1);
        self.unfinished.borrow_mut().insert(id, shared);
        Registration { core: self.clone(), id }
    }

    pub(super) fn all_finished(&self) -> bool {
        self.unfinished.borrow().is_empty()
    }

    pub(super) fn open_connections(&self) -> Vec<Transport> {
        let unfinished = self.unfinished.borrow();
        unfinished.values().filter_map(Weak::upgrade).map(Transport).collect()
    }

    #[inline]
    pub(crate) fn lend_buffer(&self) -> Box<[u8]> {
        self.read_buffer.take().unwrap_or_else(|| vec![0; READ_BUFFER].into())
    }

    #[inline]
    pub(crate) fn take_back(&self, buffer: Box<[u8]>) {
        self.read_buffer.set(Some(buffer));
    }

    /// Keeps a stream open whose last data was written and whose end was sent,
    /// until the peer has closed too, for at most [`LINGER`].
    ///
    /// To close a socket while the peer still sends makes the system answer
    /// with a reset, and a reset makes the peer lose the data it has not read
    /// yet: an answer of a megabyte would be cut off. Twisted closes at once
    /// and takes that risk; web servers linger (nginx: `lingering_close`).
    pub(crate) fn linger(&self, mut stream: Box<dyn Stream>, slot: Option<Slot>) {
        self.spawn(async move {
            let mut ignored = [0; 512];
            let swallow = async {
                while let Ok(1..) = stream.read(&mut ignored).await {
                    // Who never stops sending must not stop the others.
                    tokio::task::yield_now().await;
                }
            };
            let _ = tokio::time::timeout(LINGER, swallow).await;
            drop(slot);
        });
    }
}

/// Its drop says that a connection, or an attempt to make one, is over.
pub(crate) struct Registration {
    core: Rc<Core>,
    id: u64,
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.core.unfinished.borrow_mut().remove(&self.id);
        self.core.one_finished.notify_one();
    }
}
