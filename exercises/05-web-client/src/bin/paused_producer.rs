//! # paused_producer
//!
//! A camera films a scene, and the film is sent to a server while it is made: POST to
//! `/film`, in as many pictures of 16 KiB each as are asked for.
//! `paused_producer ADDRESS PICTURES SCENE` prints
//!
//! ```text
//! harbour: camera off
//! 201 Created
//! ```
//!
//! It works. But a server may read slowly, or not at all, and then the pictures pile up
//! in the memory, however often the request says that it is too much. Mend the producer:
//!
//! - while it is paused, it takes no picture;
//! - when it is resumed, it goes on where it was, and no picture is missing or comes
//!   twice;
//! - when it is stopped, because nobody wants the rest, the camera is switched off. That
//!   is done once, be it after the last picture or before.
//!
//! Read:  book/src/05-web-client/producers.md
//! Run:   cargo xtask run paused_producer 127.0.0.1:8000 60 harbour
//!        (a server to ask: cargo xtask run letter_box; it takes 1 MiB at most, so of
//!        2000 pictures it wants no more before the end, and answers 413)
//! Check: cargo xtask check paused_producer

use std::rc::Rc;

use deferred::{Deferred, succeed};
use reactor::{Failure, Producer, Reactor};
use web_client::{Agent, BodyProducer, Consumer, Fetch, Headers, Method};

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let server = args.next().unwrap_or("127.0.0.1:8000".to_string());
    let pictures = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(100);
    let camera = Camera { scene: args.next().unwrap_or("harbour".to_string()) };

    let reactor = Reactor::new();
    let stop = reactor.clone();
    let url = format!("http://{server}/film");
    Agent::new(&reactor)
        .request(Method::POST, &url, Headers::new(), Some(Rc::new(Film { camera, pictures })))
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
}

impl BodyProducer for Film {
    /// A film may be switched off: its length is not known.
    fn length(&self) -> Option<u64> {
        None
    }

    // TODO: nobody can pause this loop. What has to be remembered, and where, so that
    // another method can go on?
    fn start_producing(self: Rc<Self>, consumer: Consumer) -> Deferred<()> {
        for number in 1..=self.pictures {
            consumer.write(self.camera.take(number));
        }
        self.camera.off();
        succeed(())
    }
}

impl Producer for Film {
    fn pause_producing(&self) {}

    fn resume_producing(&self) {}

    fn stop_producing(&self) {}
}
