//! A home that sends the browser on: `/` leads to the page of a year.
//!
//! ```sh
//! cargo run --example redirect                         # 127.0.0.1:8005, year 2018
//! cargo run --example redirect -- 127.0.0.1:9000 2026  # or where and when you like
//! ```
//!
//! Beside it: `curl -i -L http://127.0.0.1:8005/`, or a browser. It prints nothing but
//! where it listens.

use reactor::{Failure, Reactor};
use std::io::Write;
use std::rc::Rc;
use web_server::{NoResource, Rendered, Request, Resource, Site, redirect_to};

struct YearPage {
    year: u64,
}

impl Resource for YearPage {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        format!("<html><body>year {}</body></html>", self.year).into()
    }
}

// ANCHOR: home
struct Home {
    this_year: u64,
}

impl Resource for Home {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        if name.is_empty() {
            return self;
        }
        match name.parse() {
            Ok(year) => Rc::new(YearPage { year }),
            Err(_) => Rc::new(NoResource),
        }
    }

    fn render_get(&self, request: &Request) -> Rendered {
        redirect_to(&self.this_year.to_string(), request).map_err(Failure::from).into()
    }
}
// ANCHOR_END: home

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8005".into());
    let this_year = arguments.next().map_or(Ok(2018), |year| year.parse())?;
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Home { this_year }))?;
    println!("listening on {}", port.get_host());
    std::io::stdout().flush()?;
    reactor.run()
}
