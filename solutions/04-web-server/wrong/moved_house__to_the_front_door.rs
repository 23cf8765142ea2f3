//! Sends everybody to the front door.
//!
//! The check says: the same room

use reactor::{Failure, Reactor};
use web_server::{Branch, NoResource, Rendered, Request, Resource, Site, StatusCode, redirect_to};

/// A house that was at `from`, with all its rooms, is now at `to`.
struct Moved {
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
        let page = redirect_to(self.to, request)?;
        request.set_response_code(self.status);
        Ok(page)
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
    let mill = Moved { to: "/harbour", status: StatusCode::MOVED_PERMANENTLY };
    let school = Moved { to: "/castle/tower", status: StatusCode::FOUND };
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
