//! Looks whether it was the last picture only behind one.
//!
//! The check says: behind the last picture the Deferred has to fire

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use deferred::{Deferred, Trigger};
use reactor::{Failure, Producer, Reactor};
use web_client::{Agent, BodyProducer, Consumer, Fetch, Headers, Method};

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let server = args.next().unwrap_or("127.0.0.1:8000".to_string());
    let pictures = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(100);
    let camera = Camera { scene: args.next().unwrap_or("harbour".to_string()) };

    let film = Film::new(camera, pictures);

    let reactor = Reactor::new();
    let stop = reactor.clone();
    let url = format!("http://{server}/film");
    Agent::new(&reactor)
        .request(Method::POST, &url, Headers::new(), Some(Rc::new(film)))
        .add_callback(|answer| println!("{} {}", answer.status().as_u16(), answer.phrase()))
        .add_errback(|failure| println!("no film: {failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

struct Camera {
    scene: String,
}

impl Camera {
    /// Takes a picture of 16 KiB; the first one has the number 1.
    fn take(&self, number: u32) -> String {
        format!("{:.<16383}\n", format!("{} {number} ", self.scene))
    }

    fn off(&self) {
        println!("{}: camera off", self.scene);
    }
}

struct Film {
    camera: Camera,
    pictures: u32,
    /// How many have been taken.
    taken: Cell<u32>,
    paused: Cell<bool>,
    consumer: RefCell<Option<Consumer>>,
    done: RefCell<Option<Trigger<()>>>,
}

impl Film {
    fn new(camera: Camera, pictures: u32) -> Self {
        let (taken, paused) = (Cell::new(0), Cell::new(false));
        Self { camera, pictures, taken, paused, consumer: None.into(), done: None.into() }
    }

    /// Takes pictures until it is paused, which happens in the middle of a `write`.
    fn go_on(&self, consumer: &Consumer) {
        while !self.paused.get() && self.taken.get() < self.pictures {
            self.taken.update(|taken| taken + 1);
            consumer.write(self.camera.take(self.taken.get()));
            if self.taken.get() == self.pictures {
                self.end();
            }
        }
    }

    /// Whoever comes first, the last picture or the stop, finds the trigger.
    fn end(&self) {
        let done = self.done.take();
        if let Some(done) = done {
            self.camera.off();
            done.callback(());
        }
    }
}

impl BodyProducer for Film {
    /// A film may be switched off: its length is not known.
    fn length(&self) -> Option<u64> {
        None
    }

    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        let (done, sent) = Deferred::pair();
        self.done.replace(Some(done));
        self.consumer.replace(Some(consumer));
        self.resume_producing();
        sent
    }
}

impl Producer for Film {
    fn pause_producing(&self) {
        self.paused.set(true);
    }

    fn resume_producing(&self) {
        self.paused.set(false);
        let consumer = self.consumer.borrow().clone();
        if let Some(consumer) = consumer {
            self.go_on(&consumer);
        }
    }

    fn stop_producing(&self) {
        self.paused.set(true);
        self.end();
    }
}
