//! Reads the same body from four servers, and says how it ended.
//!
//! ```sh
//! cargo run --example body_ends               # it has a length
//! cargo run --example body_ends -- chunks     # it comes in chunks
//! cargo run --example body_ends -- connection # it ends with the connection
//! cargo run --example body_ends -- cut        # it ends before its length
//! ```
//!
//! The first one prints
//!
//! ```text
//! b'hello '
//! b'world'
//! complete
//! ```

#[path = "peer/raw.rs"]
mod raw;

use deferred::{Deferred, Trigger};
use reactor::{Failure, Protocol, Reactor, Transport};
use web_client::{Agent, Fetch, PotentialDataLoss, Response, ResponseDone};

/// What is sent at first, and what after a pause. Then the connection ends.
fn answer(how: &str) -> [&'static str; 2] {
    match how {
        // ANCHOR: answers
        "length" => ["HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello ", "world"],
        "chunks" => [
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello \r\n",
            "5\r\nworld\r\n0\r\n\r\n",
        ],
        "connection" => ["HTTP/1.1 200 OK\r\n\r\nhello ", "world"],
        "cut" => ["HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello ", ""],
        // ANCHOR_END: answers
        _ => ["HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", ""],
    }
}

struct Reader {
    finished: Option<Trigger<()>>,
}

impl Protocol for Reader {
    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        println!("b'{}'", data.escape_ascii());
    }

    // ANCHOR: end
    fn connection_lost(&mut self, _transport: &Transport, reason: &Failure) {
        if reason.check::<ResponseDone>().is_some() {
            println!("complete");
        } else if reason.check::<PotentialDataLoss>().is_some() {
            println!("perhaps complete");
        } else {
            println!("not complete: {reason}");
        }
        // ANCHOR_END: end
        if let Some(finished) = self.finished.take() {
            finished.callback(());
        }
    }
}

fn read(response: Response) -> Deferred<()> {
    let (trigger, finished) = Deferred::pair();
    response.deliver_body(Reader { finished: Some(trigger) });
    finished
}

fn main() -> Result<(), Failure> {
    let how = std::env::args().nth(1).unwrap_or_else(|| "length".into());
    let reactor = Reactor::new();
    let url = raw::serve(&reactor, answer(&how))?;

    let stop = reactor.clone();
    Agent::new(&reactor)
        .get(&url)
        .add_callbacks(read, |failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}
