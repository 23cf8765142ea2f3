//! Pages by number: `/2018` is the calendar of that year, `/` says welcome.
//!
//! ```sh
//! cargo run --example calendar                    # listens on 127.0.0.1:8005
//! cargo run --example calendar -- 127.0.0.1:9000  # or where you like
//! ```
//!
//! Beside it: `curl http://127.0.0.1:8005/2018`, or a browser. It prints nothing but
//! where it listens.

mod calendar_text;

use calendar_text::calendar;
use reactor::{Failure, Reactor};
use std::io::Write;
use std::rc::Rc;
use web_server::{NoResource, Rendered, Request, Resource, Site};

// ANCHOR: year
struct YearPage {
    year: u64,
}

impl Resource for YearPage {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        format!("<html><body><pre>{}</pre></body></html>", calendar(self.year)).into()
    }
}
// ANCHOR_END: year

// ANCHOR: home
struct CalendarHome;

impl Resource for CalendarHome {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        if name.is_empty() {
            return self;
        }
        match year(name) {
            Some(year) => Rc::new(YearPage { year }),
            None => Rc::new(NoResource),
        }
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        "<h1>welcome</h1>".into()
    }
}

/// Digits alone: `parse` takes a sign, too.
fn year(name: &str) -> Option<u64> {
    name.bytes().all(|byte| byte.is_ascii_digit()).then(|| name.parse().ok())?
}
// ANCHOR_END: home

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8005".into());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, CalendarHome))?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
