//! Writes the page, and does not say that it was all.
//!
//! The check says: which says that this was all

use reactor::{Failure, Reactor};
use web_server::{NOT_DONE_YET, Rendered, Request, Resource, Site, StatusCode};

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
        let page = PAGES.iter().find(|(path, _)| *path == request.path());
        if page.is_none() {
            request.set_response_code(StatusCode::NOT_FOUND);
        }
        request.write(page.map_or(NOTHING, |(_, page)| *page));
        NOT_DONE_YET
    }
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8003".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Bakery))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
