//! HTTP without a web server: the lines of a request, sent back as its answer.
//!
//! ```sh
//! cargo run --example http_echo                    # listens on 127.0.0.1:8002
//! cargo run --example http_echo -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! Beside it: `curl -v http://127.0.0.1:8002/hello`, or a browser. It prints nothing
//! but where it listens.

use reactor::{Address, Factory, Failure, LineReceiver, LineTransport, Lines, Reactor};
use std::io::Write;
use std::rc::Rc;

// ANCHOR: protocol
#[derive(Default)]
struct HttpEcho {
    lines: Vec<Vec<u8>>,
}

impl LineReceiver for HttpEcho {
    fn line_received(&mut self, transport: &LineTransport, line: &[u8]) {
        if line.is_empty() {
            self.send_response(transport);
        } else {
            self.lines.push(line.to_vec());
        }
    }
}

impl HttpEcho {
    fn send_response(&self, transport: &LineTransport) {
        transport.send_line("HTTP/1.1 200 OK");
        transport.send_line("");
        transport.write("You said:\r\n\r\n");
        transport.write(self.lines.join(&b"\r\n"[..]));
        transport.lose_connection();
    }
}
// ANCHOR_END: protocol

struct HttpEchoFactory;

impl Factory for HttpEchoFactory {
    type Protocol = Lines<HttpEcho>;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Lines<HttpEcho> {
        Lines::from(HttpEcho::default())
    }
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8002".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, HttpEchoFactory)?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
