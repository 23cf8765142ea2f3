//! An echo server: sends every client back what it sends.
//!
//! ```sh
//! cargo run --example echo_server                    # listens on 127.0.0.1:8001
//! cargo run --example echo_server -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! Beside it, in a second terminal: `cargo run --example echo_client`. The server
//! then prints
//!
//! ```text
//! addr: 127.0.0.1:61264
//! receive:  b'Hello,world!'
//! ```
//!
//! The same in plain tokio is `echo_server_tokio`.

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};
use std::rc::Rc;

// ANCHOR: protocol
struct Echo;

impl Protocol for Echo {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        println!("receive:  b'{}'", data.escape_ascii());
        transport.write(data);
    }
}
// ANCHOR_END: protocol

// ANCHOR: factory
struct EchoFactory;

impl Factory for EchoFactory {
    type Protocol = Echo;

    fn build_protocol(self: &Rc<Self>, peer: &Address) -> Echo {
        println!("addr: {peer}");
        Echo
    }
}
// ANCHOR_END: factory

// ANCHOR: main
fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8001".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, EchoFactory)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
// ANCHOR_END: main
