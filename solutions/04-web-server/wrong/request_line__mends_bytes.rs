//! Makes text of it, whatever it was: a byte that is no text becomes U+FFFD, and a target
//! that has it is sent back otherwise than it came.
//!
//! The check says: need not be text

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
    let line = String::from_utf8_lossy(line);
    let (method, rest) = line.split_once(' ')?;
    let (target, version) = rest.split_once(' ')?;
    let version = version.strip_prefix("HTTP/")?;
    let is_one = is_method(method) && is_target(target) && is_version(version);
    is_one.then(|| RequestLine {
        method: method.to_owned(),
        target: target.to_owned(),
        version: version.to_owned(),
    })
}

fn is_method(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token)
}

/// A space is not visible: what holds one is no target, and no version either.
fn is_target(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn is_version(text: &str) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    matches!(text.as_bytes(), [major, b'.', minor] if is_digit(major) && is_digit(minor))
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
