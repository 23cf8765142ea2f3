//! # answer_later
//!
//! A kitchen boils eggs, as many at once as are ordered. `/4` puts one into the pot, and
//! is answered when it has boiled for four seconds:
//!
//! ```text
//! Your egg is ready. Still in the pot: 2.
//! ```
//!
//! The number is that of the eggs that boil on at that moment, whoever has ordered them.
//! What is no number of seconds is answered at once, with the status 400.
//!
//! Read:  book/src/04-web-server/busy.md
//! Run:   cargo xtask run answer_later 127.0.0.1:8006
//! Check: cargo xtask check answer_later

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use reactor::{Failure, Reactor};
use web_server::{Rendered, Request, Resource, Site, StatusCode};

struct Kitchen {
    /// How many eggs are in the pot.
    pot: Rc<Cell<usize>>,
}

impl Resource for Kitchen {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        let Some(boiling) = wanted(request) else {
            request.set_response_code(StatusCode::BAD_REQUEST);
            return "How many seconds?\n".into();
        };
        println!("in: {}", request.path());
        // TODO: the answer is not here yet.
        todo!("answer when the egg has boiled")
    }
}

/// How long the egg is to boil; `None` if the path does not say.
fn wanted(request: &Request) -> Option<Duration> {
    let [seconds] = &request.rest_of_path()[..] else { return None };
    Duration::try_from_secs_f64(seconds.parse().ok()?).ok()
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8006".to_string());
    let reactor = Reactor::new();
    let site = Site::new(&reactor, Kitchen { pot: Rc::default() });
    let port = reactor.listen_tcp_on(address, site)?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
