//! Knows the table without its slash only.
//!
//! The check says: `/7/` has an empty name at its end

use reactor::{Failure, Reactor};
use std::rc::Rc;
use web_server::{NoResource, Rendered, Request, Resource, Site};

/// A number of this range, if the name is how one writes it.
fn number(name: &str, most: u32) -> Option<u32> {
    let number = name.parse().ok().filter(|number| (1..=most).contains(number))?;
    (number.to_string() == name).then_some(number)
}

/// The root.
struct Tables;

impl Resource for Tables {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        if name.is_empty() {
            return self;
        }
        match number(name, 1000) {
            Some(factor) => Rc::new(Table { factor }),
            None => Rc::new(NoResource),
        }
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        "Ask for /7, or for /7/8.\n".into()
    }
}

/// A branch, too: its lines are its children.
struct Table {
    factor: u32,
}

impl Resource for Table {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        match number(name, 10) {
            Some(times) => Rc::new(Line { factor: self.factor, times }),
            None => Rc::new(NoResource),
        }
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        (1..=10).map(|times| line(self.factor, times)).collect::<String>().into()
    }
}

/// No leaf, though it has no children: what comes behind it is not found.
struct Line {
    factor: u32,
    times: u32,
}

impl Resource for Line {
    fn render_get(&self, _request: &Request) -> Rendered {
        line(self.factor, self.times).into()
    }
}

fn line(factor: u32, times: u32) -> String {
    format!("{factor} x {times} = {}\n", factor * times)
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8005".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Tables))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
