//! # request_line
//!
//! The first line of a request says what is wanted: a method, a target and a version,
//! with one space between them. The server tells its client how it has understood the
//! line; one that is none gets the status 400.
//!
//! ```text
//! → GET /hello?to=you HTTP/1.1      → GET /hello
//! →                                 →
//! ← HTTP/1.1 200 OK                 ← HTTP/1.1 400 Bad Request
//! ← Connection: close               ← Connection: close
//! ←                                 ←
//! ← method  GET
//! ← target  /hello?to=you
//! ← version 1.1
//! ```
//!
//! A method is of letters, digits, and some signs, of which `is_token` knows; `get` is
//! another one than `GET`, and both may be asked for. A target is of visible ASCII, `!`
//! to `~`, whatever it may mean. A version is `HTTP/`, a digit, a point and a digit.
//!
//! Read:  book/src/04-web-server/http.md
//! Run:   cargo xtask run request_line 127.0.0.1:8002
//! Check: cargo xtask check request_line

use std::rc::Rc;

use reactor::{Address, Factory, Failure, LineReceiver, LineTransport, Lines, Reactor};

struct RequestLine {
    method: String,
    target: String,
    /// Such as `1.1`.
    version: String,
}

/// The line, without its end; `None` if it is no request line.
fn parse(line: &[u8]) -> Option<RequestLine> {
    // TODO: bytes come in, and need not be text.
    todo!("take the line apart")
}

/// Whether a method may hold this byte.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Keeps the first line of a request, and answers when its head has ended.
#[derive(Default)]
struct Clerk {
    first: Option<Vec<u8>>,
}

impl LineReceiver for Clerk {
    fn line_received(&mut self, lines: &LineTransport, line: &[u8]) {
        if line.is_empty() {
            answer(lines, parse(self.first.as_deref().unwrap_or_default()));
            lines.lose_connection();
        } else if self.first.is_none() {
            self.first = Some(line.to_vec());
        }
    }
}

fn answer(lines: &LineTransport, request: Option<RequestLine>) {
    let status = if request.is_some() { "200 OK" } else { "400 Bad Request" };
    lines.send_line(format!("HTTP/1.1 {status}\r\nConnection: close\r\n"));
    if let Some(RequestLine { method, target, version }) = request {
        lines.send_line(format!("method  {method}\r\ntarget  {target}\r\nversion {version}"));
    }
}

struct Clerks;

impl Factory for Clerks {
    type Protocol = Lines<Clerk>;

    fn build_protocol(self: &Rc<Self>, _peer: &Address) -> Self::Protocol {
        Lines::from(Clerk::default())
    }
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8002".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Clerks)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
