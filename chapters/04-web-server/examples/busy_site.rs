//! The page of `busy_page`, without blocking: it answers when its time has come, and
//! everybody else is answered meanwhile.
//!
//! ```sh
//! cargo run --example busy_site                         # 127.0.0.1:8006, 5 seconds
//! cargo run --example busy_site -- 127.0.0.1:9000 0.5   # or where and how long
//! ```
//!
//! Beside it, in two terminals at once: `curl http://127.0.0.1:8006/1` and
//! `curl http://127.0.0.1:8006/2`. Both are answered after five seconds. The server
//! prints
//!
//! ```text
//! end /1
//! end /2
//! inner /1
//! inner /2
//! ```

use deferred::defer_later;
use reactor::{Failure, Reactor};
use std::io::Write;
use std::time::Duration;
use web_server::{NOT_DONE_YET, Rendered, Request, Resource, Site};

// ANCHOR: page
struct BusySite {
    delay: Duration,
}

impl Resource for BusySite {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        let later = request.clone();
        defer_later(request.reactor(), self.delay, move || later).add_callback(delayed_render);
        println!("end {}", request.uri());
        NOT_DONE_YET
    }
}

fn delayed_render(request: Request) {
    println!("inner {}", request.uri());
    request.write("Finally done");
    request.finish();
}
// ANCHOR_END: page

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8006".into());
    let seconds = arguments.next().map_or(Ok(5.0), |seconds| seconds.parse())?;
    let delay = Duration::try_from_secs_f64(seconds)?;
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, BusySite { delay }))?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
