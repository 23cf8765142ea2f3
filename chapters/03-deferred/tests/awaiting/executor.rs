//! An executor by hand, for one future: it polls when it is told to, and counts how
//! often it was woken.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

pub struct Task<T> {
    future: Pin<Box<dyn Future<Output = T>>>,
    bell: Arc<Bell>,
}

/// What is rung to wake a task.
#[derive(Default)]
pub struct Bell(AtomicUsize);

impl Bell {
    pub fn rings(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl<T> Task<T> {
    pub fn new(future: impl IntoFuture<Output = T, IntoFuture: 'static>) -> Self {
        Task { future: Box::pin(future.into_future()), bell: Arc::default() }
    }

    /// The same, polled once, which must bring no end.
    pub fn waiting(future: impl IntoFuture<Output = T, IntoFuture: 'static>) -> Self {
        let mut task = Self::new(future);
        assert!(task.poll().is_pending());
        task
    }

    pub fn poll(&mut self) -> Poll<T> {
        let waker = Waker::from(Arc::clone(&self.bell));
        self.future.as_mut().poll(&mut Context::from_waker(&waker))
    }

    /// What it comes to; it must be there.
    #[track_caller]
    pub fn end(mut self) -> T {
        match self.poll() {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("it has not come to its end"),
        }
    }

    pub fn bell(&self) -> Arc<Bell> {
        Arc::clone(&self.bell)
    }

    pub fn wakes(&self) -> usize {
        self.bell.rings()
    }
}
