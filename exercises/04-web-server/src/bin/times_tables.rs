//! # times_tables
//!
//! The times tables, from 1 to 1000. Each has a page, and so has each of its lines.
//!
//! ```text
//! GET /      Ask for /7, or for /7/8.
//! GET /7     7 x 1 = 7
//!            7 x 2 = 14
//!            … and so on, to
//!            7 x 10 = 70
//! GET /7/8   7 x 8 = 56
//! ```
//!
//! Each line of a page ends with a `\n`, and in a page of one line it does, too. `/7/` is
//! the same page as `/7`. The second number is from 1 to 10.
//!
//! Everything else is not found: `/abc`, `/0`, `/1001`, `/99999999999`, `/7/11`, `/7/8/9`.
//! And a page has one address: `/07` and `/+7` are not found either.
//!
//! Read:  book/src/04-web-server/tree.md
//! Run:   cargo xtask run times_tables 127.0.0.1:8005
//! Check: cargo xtask check times_tables

use reactor::{Failure, Reactor};
use std::rc::Rc;
use web_server::{Request, Resource, Site};

/// The root.
struct Tables;

impl Resource for Tables {
    fn get_child(self: Rc<Self>, name: &str, request: &Request) -> Rc<dyn Resource> {
        // TODO: which resource has this name? You will need two more of them.
        todo!("find the table")
    }
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8005".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Tables))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
