//! # three_callers
//!
//! Three calls at once, to the first argument's address; the third one goes to the
//! second argument's, if there is one. Each says its word, and prints what it hears.
//! That much is there. Say after each call, well or badly ended, how many are still
//! to go, and stop the reactor after the last of them, whichever that is:
//!
//! ```text
//! two: good day to you
//! two is over, 2 to go
//! three failed, 1 to go
//! one: good day to you
//! one is over, 0 to go
//! all calls are over
//! ```
//!
//! Read:  book/src/02-reactor/factories.md
//! Run:   cargo xtask run three_callers 127.0.0.1:8001 127.0.0.1:1
//!        (a server to call: cargo xtask run guest_book 127.0.0.1:8001)
//! Check: cargo xtask check three_callers

use reactor::{Address, ClientFactory, Connector, Factory, Failure, Protocol, Reactor, Transport};
use std::rc::Rc;

const WORDS: [&str; 3] = ["one", "two", "three"];

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or("127.0.0.1:8001".to_string());
    let other = args.next().unwrap_or(address.clone());

    let reactor = Reactor::new();
    for (word, address) in WORDS.into_iter().zip([&address, &address, &other]) {
        reactor.connect_tcp_to(address, CallFactory { word });
    }
    reactor.run()?;
    println!("all calls are over");
    Ok(())
}

struct Call {
    word: &'static str,
    heard: Vec<u8>,
}

impl Protocol for Call {
    fn connection_made(&mut self, transport: &Transport) {
        transport.write(format!("{}\r\n", self.word));
    }

    fn data_received(&mut self, _transport: &Transport, data: &[u8]) {
        self.heard.extend_from_slice(data);
    }

    fn connection_lost(&mut self, _transport: &Transport, _reason: &Failure) {
        println!("{}: {}", self.word, self.heard.trim_ascii_end().escape_ascii());
    }
}

/// Makes one of the calls: each has a factory of its own.
struct CallFactory {
    word: &'static str,
    // TODO: what the three factories share.
}

impl Factory for CallFactory {
    type Protocol = Call;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Call {
        Call { word: self.word, heard: Vec::new() }
    }
}

impl ClientFactory for CallFactory {
    fn client_connection_failed(&self, connector: &Connector, reason: &Failure) {
        // TODO
        todo!("it failed, so many to go")
    }

    fn client_connection_lost(&self, connector: &Connector, reason: &Failure) {
        // TODO
        todo!("it is over, so many to go")
    }
}
