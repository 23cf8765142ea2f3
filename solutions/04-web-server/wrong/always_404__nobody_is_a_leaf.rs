//! Takes `is_leaf` from the root, and gives it to nobody.
//!
//! The check says: Whoever reads the rest of its path

use reactor::{Failure, Reactor};
use std::rc::Rc;
use web_server::{NoResource, Rendered, Request, Resource, Site};

const TOWNS: [(&str, &str); 3] = [("delft", "rain"), ("lima", "fog"), ("oslo", "snow")];

/// The root: below it lies everything else.
struct Station;

impl Resource for Station {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        match name {
            "" => Rc::new(Towns),
            "weather" => Rc::new(Weather),
            _ => Rc::new(NoResource),
        }
    }

    /// The station has no page of its own.
    fn render(&self, request: &Request) -> Rendered {
        NoResource.render(request)
    }
}

struct Towns;

impl Resource for Towns {
    fn render_get(&self, _request: &Request) -> Rendered {
        TOWNS.map(|(town, _)| town).join("\n").into()
    }
}

/// A page that reads the rest of its path: a town and, if you like, a day.
struct Weather;

impl Resource for Weather {
    fn render_get(&self, request: &Request) -> Rendered {
        let rest = request.rest_of_path();
        match rest.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [town] => forecast(town, "today", request),
            [town, day] => forecast(town, day, request),
            _ => NoResource.render(request),
        }
    }
}

fn forecast(town: &str, day: &str, request: &Request) -> Rendered {
    match TOWNS.iter().find(|(name, _)| *name == town) {
        Some((_, sky)) => format!("{town}, {}: {sky}", html_escape::encode_text(day)).into(),
        None => NoResource.render(request),
    }
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8005".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Station))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
