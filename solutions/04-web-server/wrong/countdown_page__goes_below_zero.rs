//! Is sure that the start is still to come, and a `Duration` is never negative.
//!
//! The check says: has been over

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
        let left =
            self.start.checked_sub(self.clock.seconds()).expect("the start is still to come");
        match left.as_millis().div_ceil(1000) {
            0 => "lift-off".into(),
            1 => "1 second to go".into(),
            seconds => format!("{seconds} seconds to go").into(),
        }
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
