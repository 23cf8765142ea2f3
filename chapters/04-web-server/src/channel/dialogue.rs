//! [`Dialogue`]: hyper at work on one connection.

use reactor::Reactor;
use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

type Work = Pin<Box<dyn Future<Output = ()>>>;

/// hyper, which reads requests and writes answers. It gets on in a task of its own,
/// whenever something has come that it waits for: a time, the end of a slow page. When
/// it is a request that has come, it gets on at once, in the turn of the protocol that
/// brought it, and neither the request nor the answer waits for the task's turn.
pub(super) struct Dialogue {
    work: RefCell<Option<Work>>,
    /// Wakes the task, whoever has hyper get on.
    task: RefCell<Option<Waker>>,
}

impl Dialogue {
    pub(super) fn begin(reactor: &Reactor, work: impl Future<Output = ()> + 'static) -> Rc<Self> {
        let dialogue =
            Rc::new(Self { work: RefCell::new(Some(Box::pin(work))), task: RefCell::default() });
        let in_task = dialogue.clone();
        reactor.spawn(poll_fn(move |context| {
            in_task.task.borrow_mut().get_or_insert_with(|| context.waker().clone());
            in_task.poll(context)
        }));
        dialogue
    }

    /// Does what can be done now. Before the task's first turn there is nobody to wake,
    /// and it will do that itself.
    pub(super) fn get_on(&self) {
        if let Some(task) = &*self.task.borrow()
            && self.poll(&mut Context::from_waker(task)).is_ready()
        {
            task.wake_by_ref();
        }
    }

    /// The work is taken out meanwhile, so that a panic ends it.
    fn poll(&self, context: &mut Context<'_>) -> Poll<()> {
        let Some(mut work) = self.work.take() else { return Poll::Ready(()) };
        let polled = work.as_mut().poll(context);
        if polled.is_pending() {
            self.work.replace(Some(work));
        }
        polled
    }
}
