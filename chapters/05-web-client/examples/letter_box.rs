//! A server that takes what is posted to it, whatever the path is, and says what it got:
//! for programs that send something.
//!
//! ```sh
//! cargo run --example letter_box                    # listens on 127.0.0.1:8000
//! cargo run --example letter_box -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! Beside it `curl --data hello http://127.0.0.1:8000/letters`, for which it prints
//!
//! ```text
//! POST /letters, Content-Length 5: b'hello'
//! ```
//!
//! A letter has 1 MiB at most. A longer one is answered with 413 before its end.

use reactor::{Failure, Reactor};
use web_server::{Rendered, Request, Resource, Site, StatusCode};

/// So many bytes of a letter are shown.
const SHOWN: usize = 60;

struct LetterBox;

impl Resource for LetterBox {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_post(&self, request: &Request) -> Rendered {
        let (letter, path) = (request.content(), request.path());
        let length = request.header("Content-Length").unwrap_or("unknown");
        let begins = letter[..letter.len().min(SHOWN)].escape_ascii();
        let goes_on = if letter.len() > SHOWN { "…" } else { "" };
        println!("POST {path}, Content-Length {length}: b'{begins}{goes_on}'");
        request.set_response_code(StatusCode::CREATED);
        "".into()
    }
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8000".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, LetterBox))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
