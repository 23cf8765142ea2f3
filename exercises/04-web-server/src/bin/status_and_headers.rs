//! # status_and_headers
//!
//! A weather station is asked by programs, and programs read the status and the
//! headers. All that it says is plain text, and has the `Content-Type` `TEXT`.
//!
//! | Path | Status | One more header | Body |
//! |---|---|---|---|
//! | `/now` | 200, *OK* | `ETag: "report-41"` | `REPORT` |
//! | `/now`, if the client has this report | 304, *Not Modified* | `ETag: "report-41"` | none |
//! | `/forecast` | 503, *Service Unavailable* | `Retry-After: 60` | `not ready yet` |
//! | `/snow-line` | 410, *Gone* | | `not measured any more` |
//! | any other | 404, *Not Found* | | `no such measurement` |
//!
//! An `ETag` is a name for what is sent, and a new report will have another. A client
//! that has a report asks with its name, `If-None-Match: "report-41"`, and the report
//! is not sent again unless it has changed.
//!
//! Read:  book/src/04-web-server/requests.md
//! Run:   cargo xtask run status_and_headers 127.0.0.1:8003
//! Check: cargo xtask check status_and_headers

use reactor::{Failure, Reactor};
use web_server::{Rendered, Request, Resource, Site, StatusCode};

const TEXT: &str = "text/plain; charset=utf-8";
const REPORT: &str = "7 °C, light rain";

/// The name of the report; the quotes are a part of it.
const TAG: &str = "\"report-41\"";

struct Station;

impl Resource for Station {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        answer(request).into()
    }
}

/// Sets the status and the headers, and returns the body.
fn answer(request: &Request) -> Result<&'static str, Failure> {
    // TODO: `set_header` refuses what is no header; `?` hands that on.
    todo!("answer the request")
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8003".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Station))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
