//! Two pages and a 404, by hand: the path decides.
//!
//! ```sh
//! cargo run --example request_handler                    # listens on 127.0.0.1:8003
//! cargo run --example request_handler -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! Beside it: `curl -i http://127.0.0.1:8003/about`, or a browser. It prints nothing
//! but where it listens.

use reactor::{Failure, Reactor};
use std::io::Write;
use web_server::{NOT_DONE_YET, Rendered, Request, Resource, Site, StatusCode};

// ANCHOR: handler
struct Handler;

impl Handler {
    fn page(path: &str) -> Option<&'static str> {
        match path {
            "/" => Some("<h1>Home</h1>Home page"),
            "/about" => Some("<h1>About</h1>All about me"),
            _ => None,
        }
    }
}

impl Resource for Handler {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render(&self, request: &Request) -> Rendered {
        if let Some(page) = Self::page(request.path()) {
            request.write(page);
        } else {
            request.set_response_code(StatusCode::NOT_FOUND);
            request.write("<h1>Not Found</h1>");
        }
        request.finish();
        NOT_DONE_YET
    }
}
// ANCHOR_END: handler

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8003".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Handler))?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
