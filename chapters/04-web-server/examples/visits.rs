//! A site that knows its visitors again: how often each has been here.
//!
//! ```sh
//! cargo run --example visits                    # listens on 127.0.0.1:8005
//! cargo run --example visits -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! Beside it a browser, or `curl -c jar -b jar http://127.0.0.1:8005/` twice: `jar` is
//! the file in which curl keeps its cookies. At `/leave` the visitor is forgotten. It
//! prints nothing but where it listens.

use reactor::{Failure, Reactor};
use std::cell::Cell;
use std::io::Write;
use web_server::{Rendered, Request, Resource, Site};

// ANCHOR: page
#[derive(Default)]
struct Visits(Cell<u32>);

struct VisitsPage;

impl Resource for VisitsPage {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        let session = request.session();
        if request.path() == "/leave" {
            session.expire();
            return "Goodbye\n".into();
        }
        let visits = session.get::<Visits>();
        visits.0.set(visits.0.get() + 1);
        format!("This is visit number {}\n", visits.0.get()).into()
    }
}
// ANCHOR_END: page

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8005".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, VisitsPage))?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
