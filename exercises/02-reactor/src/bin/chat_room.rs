//! # chat_room
//!
//! Write the chat, all of it. Lines end with `\r\n`. `chat_room ADDRESS` holds to this:
//!
//! 1. It prints `listening on 127.0.0.1:PORT`. Who comes is asked `What is your name?`
//!    A name is one word that does not begin with `/`, and nobody else's at the time;
//!    for anything else the answer is `Choose another name.`
//! 2. The answer to a name is `Welcome, NAME.`, and all others in the room hear
//!    `* NAME has come`. Who has no name yet is not in the room.
//! 3. What a guest says is heard by all others in the room, as `NAME: LINE`, byte for
//!    byte.
//! 4. `/who` is answered with the names in the room, sorted: `Here: alice, bob`
//! 5. `/msg bob TEXT` is heard by bob alone, as `alice tells you: TEXT`. Who is not
//!    there: `Nobody here is called bob.`
//! 6. `/quit` is answered with `Bye.`, and the connection is closed. What the guest
//!    said behind it is not heard.
//! 7. Any other word with a `/` in front is answered with `No such command.`
//! 8. When somebody leaves the room, by whatever way, all others hear `* NAME has
//!    left`, once, and the name is free.
//! 9. A guest who does not read is put out when more than a megabyte waits.
//!
//! Read:  book/src/02-reactor/chat.md
//! Run:   cargo xtask run chat_room 127.0.0.1:8001
//! Check: cargo xtask check chat_room

use reactor::{Failure, Reactor};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8001".to_string());
    let reactor = Reactor::new();
    // TODO: a factory that knows who is there, and a protocol with two states.
    todo!("listen on the address, say so, and run the reactor")
}
