//! The echo over UDP. There is no connection, so one protocol serves everybody,
//! and each answer is told where to go.
//!
//! ```sh
//! cargo run --example udp_echo   # listens on 127.0.0.1:8001
//! nc -u 127.0.0.1 8001           # beside it
//! ```
//!
//! It prints `listening on 127.0.0.1:8001`, and then what clients send.

use reactor::{DatagramProtocol, Failure, Reactor, UdpTransport};
use std::net::SocketAddr;

// ANCHOR: protocol
struct Echo;

impl DatagramProtocol for Echo {
    fn datagram_received(&mut self, transport: &UdpTransport, datagram: &[u8], peer: SocketAddr) {
        println!("receive:  b'{}'", datagram.escape_ascii());
        transport.write_to(datagram, peer);
    }
}
// ANCHOR_END: protocol

// ANCHOR: main
fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8001".into());
    let reactor = Reactor::new();
    let socket = reactor.listen_udp_on(address, Echo)?;
    println!("listening on {}", socket.get_host());
    reactor.run()
}
// ANCHOR_END: main
