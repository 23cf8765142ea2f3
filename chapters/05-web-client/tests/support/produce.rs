//! A producer that a test looks into.

use deferred::{Deferred, Trigger};
use reactor::{Failure, Producer};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_client::{BodyProducer, Consumer};

/// Writes what the test has it write, and keeps what it is told.
#[derive(Default)]
pub struct Script {
    pub length: Option<u64>,
    /// What it is told: `start`, `pause`, `resume`, `stop`.
    pub told: RefCell<Vec<&'static str>>,
    pub consumer: RefCell<Option<Consumer>>,
    end: Cell<Option<Trigger<()>>>,
}

impl Script {
    pub fn new(length: Option<u64>) -> Rc<Self> {
        Rc::new(Self { length, ..Self::default() })
    }

    pub fn write(&self, part: impl Into<bytes::Bytes>) {
        let consumer = self.consumer.borrow().clone();
        consumer.expect("it was started").write(part);
    }

    /// It has written everything, or cannot.
    pub fn end(&self, result: Result<(), Failure>) {
        self.end.take().expect("it was started").settle(result);
    }

    pub fn was_told(&self, what: &str) -> bool {
        self.told.borrow().contains(&what)
    }

    /// Waits until it is told this.
    pub async fn hears(&self, what: &str) {
        while !self.was_told(what) {
            tokio::task::yield_now().await;
        }
    }
}

impl Producer for Script {
    fn pause_producing(&self) {
        self.told.borrow_mut().push("pause");
    }

    fn resume_producing(&self) {
        self.told.borrow_mut().push("resume");
    }

    fn stop_producing(&self) {
        self.told.borrow_mut().push("stop");
    }
}

impl BodyProducer for Script {
    fn length(&self) -> Option<u64> {
        self.length
    }

    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        self.told.borrow_mut().push("start");
        self.consumer.replace(Some(consumer));
        let (end, ended) = Deferred::pair();
        self.end.set(Some(end));
        ended
    }
}
