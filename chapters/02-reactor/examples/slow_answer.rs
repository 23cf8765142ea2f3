//! A protocol that answers a second later: the function that is called then leaves
//! a message for it.
//!
//! ```sh
//! cargo run --example slow_answer
//! ```
//!
//! It prints
//!
//! ```text
//! after 0 seconds: ''
//! after 1 seconds: 'answer 1 is to one'
//! after 2 seconds: 'answer 2 is to two'
//! ```

use reactor::{Clock, ConnectionDone, InMemory, Protocol, Time, Transport};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

// ANCHOR: protocol
struct Slow<T> {
    time: T,
    answered: usize,
}

impl<T: Time + 'static> Protocol for Slow<T> {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        let (transport, question) = (transport.clone(), data.to_vec());
        self.time.call_later(SECOND, move || {
            transport.post(move |slow: &mut Self, transport| slow.answer(transport, &question));
        });
    }
}

impl<T> Slow<T> {
    fn answer(&mut self, transport: &Transport, question: &[u8]) {
        self.answered += 1;
        let head = format!("answer {} is to ", self.answered);
        transport.write_sequence([head.as_bytes(), question]);
    }
}
// ANCHOR_END: protocol

fn main() {
    let clock = Clock::new();
    let mut connection = InMemory::new(Slow { time: clock.clone(), answered: 0 });
    for question in [&b"one"[..], b"two", b"three"] {
        connection.receive(question);
        let seconds = clock.seconds().as_secs();
        println!("after {seconds} seconds: '{}'", connection.written().escape_ascii());
        clock.advance(SECOND);
    }
    // The third answer is due, and there is nobody any more whom it could be given.
    connection.lose(ConnectionDone);
}
