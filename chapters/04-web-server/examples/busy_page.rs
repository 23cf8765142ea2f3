//! A page that blocks: while it is being made, nobody else is answered.
//!
//! ```sh
//! cargo run --example busy_page                         # 127.0.0.1:8005, 5 seconds
//! cargo run --example busy_page -- 127.0.0.1:9000 0.5   # or where and how long
//! ```
//!
//! Beside it, in two terminals at once: `curl http://127.0.0.1:8005/1` and
//! `curl http://127.0.0.1:8005/2`. The second waits twice as long. The server prints
//!
//! ```text
//! begin /1
//! end /1
//! begin /2
//! end /2
//! ```
//!
//! The page that does not block is `busy_site`.

use reactor::{Failure, Reactor};
use std::io::Write;
use std::thread;
use std::time::Duration;
use web_server::{Rendered, Request, Resource, Site};

// ANCHOR: page
struct BusyPage {
    delay: Duration,
}

impl Resource for BusyPage {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        println!("begin {}", request.uri());
        thread::sleep(self.delay);
        println!("end {}", request.uri());
        "Finally done".into()
    }
}
// ANCHOR_END: page

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8005".into());
    let seconds = arguments.next().map_or(Ok(5.0), |seconds| seconds.parse())?;
    let delay = Duration::try_from_secs_f64(seconds)?;
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, BusyPage { delay }))?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
