//! Sends what a telescope sees, to a server that does not read at first.
//!
//! ```sh
//! cargo run --example telescope
//! ```
//!
//! It prints
//!
//! ```text
//! paused: 131072 bytes wait to be sent
//! the server begins to read
//! resumed: 0 bytes wait to be sent
//! the server has seen enough
//! 200 OK
//! stopped
//! ```

#[path = "telescope/observatory.rs"]
mod observatory;

use deferred::{Deferred, LoopingCall};
use observatory::Observatory;
use reactor::{Failure, Producer, Reactor};
use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use std::time::Duration;
use web_client::{Agent, BodyProducer, Consumer, Fetch, Headers, Method};

/// So many bytes are seen in a millisecond.
const BLOCK: usize = 64 * 1024;
const MILLISECOND: Duration = Duration::from_millis(1);

// ANCHOR: telescope
struct Telescope {
    reactor: Reactor,
    /// Looks at the sky, and writes what it sees.
    looking: OnceCell<LoopingCall>,
    story: Story,
}

impl BodyProducer for Telescope {
    /// It looks until somebody has seen enough.
    fn length(&self) -> Option<u64> {
        None
    }

    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        self.story.begins(consumer.clone());
        let block = move || consumer.write(vec![b'*'; BLOCK]);
        self.looking.get_or_init(|| LoopingCall::new(block));
        self.look();
        never()
    }
}

impl Producer for Telescope {
    fn pause_producing(&self) {
        self.look_away();
        self.story.tell("paused");
    }

    fn resume_producing(&self) {
        self.look();
        self.story.tell("resumed");
    }

    fn stop_producing(&self) {
        self.look_away();
        println!("stopped");
    }
}

impl Telescope {
    fn look(&self) {
        if let Some(looking) = self.looking.get() {
            looking.start(&self.reactor, MILLISECOND, false);
        }
    }

    /// What is to be seen meanwhile, nobody sees.
    fn look_away(&self) {
        if let Some(looking) = self.looking.get() {
            looking.stop();
        }
    }
}
// ANCHOR_END: telescope

/// A body that comes to no end by itself is never all written.
fn never() -> Deferred<()> {
    Deferred::pair().1
}

/// Tells of the first pause. How many there are is a matter of luck.
struct Story {
    observatory: Observatory,
    consumer: OnceCell<Consumer>,
    told: Cell<usize>,
}

impl Story {
    fn begins(&self, consumer: Consumer) {
        self.consumer.get_or_init(|| consumer);
    }

    fn tell(&self, what: &str) {
        let waiting = self.consumer.get().map_or(0, Consumer::unwritten);
        self.told.set(self.told.get() + 1);
        if self.told.get() <= 2 {
            println!("{what}: {waiting} bytes wait to be sent");
        }
        self.observatory.wake();
    }
}

fn main() -> Result<(), Failure> {
    let reactor = Reactor::new();
    let observatory = Observatory::default();
    let url = observatory.open(&reactor)?;
    let story = Story { observatory, consumer: OnceCell::new(), told: Cell::new(0) };
    let telescope = Telescope { reactor: reactor.clone(), looking: OnceCell::new(), story };

    // ANCHOR: request
    let stop = reactor.clone();
    Agent::new(&reactor)
        .request(Method::POST, &url, Headers::new(), Some(Rc::new(telescope)))
        .add_callback(|answer| println!("{} {}", answer.status().as_u16(), answer.phrase()))
        .add_errback(|failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
    // ANCHOR_END: request
}
