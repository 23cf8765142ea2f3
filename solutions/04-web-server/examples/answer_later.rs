//! The egg goes into the pot now, and comes out of it in the callback. In between, the
//! request is kept by the Deferred alone.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use deferred::defer_later;
use reactor::{Failure, Reactor};
use web_server::{NOT_DONE_YET, Rendered, Request, Resource, Site, StatusCode};

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
        let (later, pot) = (request.clone(), self.pot.clone());
        pot.set(pot.get() + 1);
        defer_later(request.reactor(), boiling, move || serve(&later, &pot));
        NOT_DONE_YET
    }
}

fn serve(request: &Request, pot: &Cell<usize>) {
    pot.set(pot.get() - 1);
    let left = pot.get();
    request.write(format!("Your egg is ready. Still in the pot: {left}.\n"));
    request.finish();
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
