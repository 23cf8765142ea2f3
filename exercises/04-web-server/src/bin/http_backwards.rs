//! # http_backwards
//!
//! Write the whole server. `http_backwards ADDRESS` holds to this:
//!
//! 1. It prints `listening on 127.0.0.1:PORT`, and serves all who come, at once.
//! 2. A request is some lines and an empty one behind them. Lines end with `\r\n`, may
//!    come in pieces, cut anywhere, and need not be text. A request that does not come
//!    whole is not answered.
//! 3. The answer has the status 200, the `Content-Type` `text/plain`, and a
//!    `Content-Length`. Its body is the request's lines, the last one first, each with
//!    its end and byte for byte; the empty line is left out.
//! 4. The connection stays open until the client has said all. Further requests may
//!    follow, the next in the same packet even; each is answered by itself, in order.
//! 5. An empty line where a request should begin is skipped (RFC 9112, section 2.2).
//!
//! ```text
//! → GET /hello HTTP/1.1
//! → Host: localhost
//! →
//! ← HTTP/1.1 200 OK
//! ← Content-Type: text/plain
//! ← Content-Length: 38
//! ←
//! ← Host: localhost
//! ← GET /hello HTTP/1.1
//! ```
//!
//! Read:  book/src/04-web-server/http.md
//! Run:   cargo xtask run http_backwards 127.0.0.1:8002
//! Check: cargo xtask check http_backwards

use reactor::{Failure, Reactor};

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8002".to_string());
    let reactor = Reactor::new();
    // TODO: a protocol that is handed lines, and a factory.
    todo!("listen on the address, say so, and run the reactor")
}
