//! # moved_house
//!
//! The mill has moved to the harbour, for good. The school is in the castle's tower until
//! its roof is mended. Whoever comes to an old address is sent on to the new one: to the
//! same room, and with the query that he brought.
//!
//! ```text
//! GET /mill                 301, Location: /harbour
//! GET /mill/loft/7?lamp=on  301, Location: /harbour/loft/7?lamp=on
//! GET /school/2b            302, Location: /castle/tower/2b
//! ```
//!
//! What was percent-encoded stays so, letter by letter: a `Location` is sent, not shown.
//!
//! Read:  book/src/04-web-server/redirects.md
//! Run:   cargo xtask run moved_house 127.0.0.1:8005
//! Check: cargo xtask check moved_house

use reactor::{Failure, Reactor};
use web_server::{Branch, NoResource, Rendered, Request, Resource, Site, StatusCode, redirect_to};

/// A house that was at `from`, with all its rooms, is now at `to`.
struct Moved {
    from: &'static str,
    to: &'static str,
    /// For good, or only for a while.
    status: StatusCode,
}

impl Resource for Moved {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        self.forward(request).into()
    }
}

impl Moved {
    fn forward(&self, request: &Request) -> Result<Rendered, Failure> {
        // TODO: where to, and with which status?
        todo!("send the client on")
    }
}

/// The page of a house that stands where it should.
struct House;

impl Resource for House {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        format!("You are at {}\n", html_escape::encode_text(request.uri())).into()
    }
}

fn street() -> Branch {
    let mill = Moved { from: "/mill", to: "/harbour", status: StatusCode::MOVED_PERMANENTLY };
    let school = Moved { from: "/school", to: "/castle/tower", status: StatusCode::FOUND };
    let street = Branch::new(NoResource);
    street.put_child("mill", mill);
    street.put_child("school", school);
    street.put_child("harbour", House);
    street.put_child("castle", House);
    street
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8005".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, street()))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
