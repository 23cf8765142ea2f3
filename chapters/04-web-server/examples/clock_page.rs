//! A page that is made anew for each request: what time it is.
//!
//! ```sh
//! cargo run --example clock_page                    # listens on 127.0.0.1:8005
//! cargo run --example clock_page -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! Beside it: `curl -i http://127.0.0.1:8005/any/path`. For each request the server
//! prints a line:
//!
//! ```text
//! GET /any/path
//! ```

use httpdate::fmt_http_date;
use reactor::{Failure, Reactor};
use std::io::Write;
use std::time::SystemTime;
use web_server::{Rendered, Request, Resource, Site};

// ANCHOR: page
struct ClockPage;

impl Resource for ClockPage {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        println!("{} {}", request.method(), request.uri());
        format!("The time is {}", fmt_http_date(SystemTime::now())).into()
    }
}
// ANCHOR_END: page

// ANCHOR: main
fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8005".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, ClockPage))?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
// ANCHOR_END: main
