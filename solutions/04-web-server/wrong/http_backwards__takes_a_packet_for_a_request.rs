//! Takes what comes in one piece for one request.
//!
//! The check says: cut anywhere

use std::rc::Rc;

use reactor::{Address, Factory, Failure, Protocol, Reactor, Transport};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8002".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Mirrors)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}

struct Mirror;

impl Protocol for Mirror {
    fn data_received(&mut self, transport: &Transport, data: &[u8]) {
        let text = data.trim_ascii_end().to_vec();
        let with_end = |line: &[u8]| [line.trim_ascii_end(), b"\r\n"].concat();
        let body: Vec<u8> = text.split(|byte| *byte == b'\n').rev().flat_map(with_end).collect();
        let length = body.len();
        transport.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n");
        transport.write(format!("Content-Length: {length}\r\n\r\n"));
        transport.write(body);
    }
}

struct Mirrors;

impl Factory for Mirrors {
    type Protocol = Mirror;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Mirror {
        Mirror
    }
}
