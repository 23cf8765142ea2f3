//! # countdown_page
//!
//! A page that says how long it is until the rocket starts. The second argument says
//! how many seconds that is from now. The clock is a virtual one: a form lets so many
//! milliseconds pass, and that part is done.
//!
//! ```text
//! $ cargo xtask run countdown_page 127.0.0.1:8005 3
//! → GET /              ← 3 seconds to go
//! → POST / pass=1001   ← 1001 milliseconds have passed
//! → GET /              ← 2 seconds to go
//! → POST / pass=1000   ← 1000 milliseconds have passed
//! → GET /              ← 1 second to go
//! → POST / pass=999    ← 999 milliseconds have passed
//! → GET /              ← lift-off
//! ```
//!
//! A second that has begun is counted as long as a part of it is left. Whoever asks
//! learns what is true at that moment; that they ask changes nothing.
//!
//! Read:  book/src/04-web-server/dynamic.md
//! Run:   cargo xtask run countdown_page 127.0.0.1:8005 3
//! Check: cargo xtask check countdown_page

use std::time::Duration;

use reactor::{Clock, Failure, Reactor, Time};
use web_server::{Rendered, Request, Resource, Site};

struct Countdown {
    clock: Clock,
    /// What the clock will show when the rocket starts.
    start: Duration,
}

impl Resource for Countdown {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        // TODO: how much is left?
        todo!("say how long it is until the start")
    }

    /// Lets time pass.
    fn render_post(&self, request: &Request) -> Rendered {
        let passed: u32 = request.arg("pass").and_then(|text| text.parse().ok()).unwrap_or(0);
        self.clock.advance(Duration::from_millis(passed.into()));
        format!("{passed} milliseconds have passed").into()
    }
}

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let address = args.next().unwrap_or("127.0.0.1:8005".to_string());
    let seconds: u32 = args.next().and_then(|text| text.parse().ok()).unwrap_or(10);

    let start = Duration::from_secs(seconds.into());
    let page = Countdown { clock: Clock::new(), start };
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, page))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
