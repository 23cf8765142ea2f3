//! `busy_site`, which stops working for a client that has left.
//!
//! ```sh
//! cargo run --example client_leaves                         # 127.0.0.1:8006, 5 seconds
//! cargo run --example client_leaves -- 127.0.0.1:9000 0.5   # or where and how long
//! ```
//!
//! Beside it: `curl http://127.0.0.1:8006/1`, which you interrupt with Ctrl-C, and then
//! `curl http://127.0.0.1:8006/2`, which you do not. The server prints
//!
//! ```text
//! begin /1
//! gone: the client left before its answer was complete
//! cancelled: the Deferred was cancelled
//! begin /2
//! inner
//! finished
//! ```

use deferred::defer_later;
use reactor::{Failure, Reactor};
use std::io::Write;
use std::time::Duration;
use web_server::{NOT_DONE_YET, Rendered, Request, Resource, Site};

// ANCHOR: page
struct PatientSite {
    delay: Duration,
}

impl Resource for PatientSite {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        println!("begin {}", request.uri());
        let later = request.clone();
        let work = defer_later(request.reactor(), self.delay, move || later);
        let control = work.control();
        work.add_callbacks(answer, |failure| println!("cancelled: {failure}"));

        request.notify_finish().add_callbacks(
            |()| println!("finished"),
            move |failure| {
                println!("gone: {failure}");
                control.cancel();
            },
        );
        NOT_DONE_YET
    }
}

fn answer(request: Request) {
    println!("inner");
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
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, PatientSite { delay }))?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
