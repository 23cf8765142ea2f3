//! A protocol and its timeout, tried without a socket and without waiting.
//!
//! ```sh
//! cargo run --example in_memory
//! ```
//!
//! It prints
//!
//! ```text
//! the peer sends 'hello', and is sent '5 bytes'
//! after 59 seconds of silence: still connected
//! after 60 seconds of silence: closing
//! ```

use reactor::{Clock, DelayedCall, Failure, InMemory, Protocol, Time, Transport};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(60);

// ANCHOR: protocol
/// Says how much has come, and closes when the peer has been silent for a minute.
struct Ruler<T> {
    time: T,
    timeout: Option<DelayedCall>,
}

impl<T: Time + 'static> Protocol for Ruler<T> {
    // ANCHOR: call_later
    fn connection_made(&mut self, transport: &Transport) {
        let transport = transport.clone();
        let close = move || transport.lose_connection();
        self.timeout = Some(self.time.call_later(PATIENCE, close));
    }
    // ANCHOR_END: call_later

    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        transport.write(format!("{} bytes", data.len()));
        self.timeout.as_ref().map(|timeout| timeout.reset(PATIENCE));
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        // It may be what closed the connection: then it cannot be cancelled.
        self.timeout.take().map(|timeout| timeout.cancel());
    }
}
// ANCHOR_END: protocol

// ANCHOR: main
fn main() {
    let clock = Clock::new();
    let mut connection = InMemory::new(Ruler { time: clock.clone(), timeout: None });
    connection.receive(b"hello");
    let answer = connection.written();
    println!("the peer sends 'hello', and is sent '{}'", answer.escape_ascii());

    for silence in [Duration::from_secs(59), Duration::from_secs(1)] {
        clock.advance(silence);
        let closing = connection.transport().disconnecting();
        let state = if closing { "closing" } else { "still connected" };
        println!("after {} seconds of silence: {state}", clock.seconds().as_secs());
    }
}
// ANCHOR_END: main
