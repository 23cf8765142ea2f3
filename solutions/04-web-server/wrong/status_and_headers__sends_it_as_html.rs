//! Leaves the `Content-Type` as it is, and so says that it is HTML.
//!
//! The check says: for HTML

use reactor::{Failure, Reactor};
use web_server::{Rendered, Request, Resource, Site, StatusCode};

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
    match request.path() {
        "/now" => report(request),
        "/forecast" => {
            request.set_header("retry-after", "60")?;
            Ok(failed(request, StatusCode::SERVICE_UNAVAILABLE, "not ready yet"))
        }
        "/snow-line" => Ok(failed(request, StatusCode::GONE, "not measured any more")),
        _ => Ok(failed(request, StatusCode::NOT_FOUND, "no such measurement")),
    }
}

/// The report, unless the client has it.
fn report(request: &Request) -> Result<&'static str, Failure> {
    request.set_header("etag", TAG)?;
    if request.header("if-none-match") == Some(TAG) {
        request.set_response_code(StatusCode::NOT_MODIFIED);
        return Ok("");
    }
    Ok(REPORT)
}

fn failed(request: &Request, status: StatusCode, body: &'static str) -> &'static str {
    request.set_response_code(status);
    body
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8003".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Station))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
