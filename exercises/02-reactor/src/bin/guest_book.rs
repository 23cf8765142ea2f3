//! # guest_book
//!
//! Write the whole server. `guest_book ADDRESS` holds to this:
//!
//! 1. It prints `listening on 127.0.0.1:PORT`, and serves all who come, at once.
//! 2. Who comes is handed the last three entries of the book, the oldest of them
//!    first, and then the line `your entry?`. As long as there are not three, it
//!    is those that there are.
//! 3. The first line that a visitor says is the entry. The answer is the line
//!    `thank you`, and then the connection is closed: what comes behind the line
//!    is not for us.
//! 4. An entry may come in pieces, cut anywhere, and need not be text. Who goes
//!    before the line is whole leaves no entry.
//!
//! Every line ends with `\r\n`, which is no part of an entry. For the third
//! visitor it looks like this:
//!
//! ```text
//! server:  the view is good
//! server:  so was the soup
//! server:  your entry?
//! visitor: it rained
//! server:  thank you
//! ```
//!
//! Read:  book/src/02-reactor/factories.md
//! Run:   cargo xtask run guest_book 127.0.0.1:8001
//! Check: cargo xtask check guest_book

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());

    // TODO: a protocol for each visitor, a factory with the book, and the reactor.
    todo!("serve at {address}")
}
