//! # three_pages
//!
//! The site of a bakery has three pages, at three paths. For every other path the
//! status is 404, and the body is `NOTHING`.
//!
//! ```text
//! → GET /hours?day=monday HTTP/1.1      → GET /hours/ HTTP/1.1
//! ← HTTP/1.1 200 OK                     ← HTTP/1.1 404 Not Found
//! ←                                     ←
//! ← <h1>Hours</h1>From six to noon      ← <h1>No such page</h1>
//! ```
//!
//! What stands behind the `?` does not choose the page, the path alone does, letter by
//! letter. HEAD is answered as GET is; to leave out the body is the library's business.
//!
//! Read:  book/src/04-web-server/requests.md
//! Run:   cargo xtask run three_pages 127.0.0.1:8003
//! Check: cargo xtask check three_pages

use reactor::{Failure, Reactor};
use web_server::{Rendered, Request, Resource, Site};

/// The paths, and what is found there.
const PAGES: [(&str, &str); 3] = [
    ("/", "<h1>The bakery</h1>Today there is rye"),
    ("/hours", "<h1>Hours</h1>From six to noon"),
    ("/find-us", "<h1>Find us</h1>Behind the mill"),
];

/// What is found everywhere else.
const NOTHING: &str = "<h1>No such page</h1>";

struct Bakery;

impl Resource for Bakery {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render(&self, request: &Request) -> Rendered {
        // TODO: which of the pages, and with which status?
        todo!("answer the request")
    }
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8003".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Bakery))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
