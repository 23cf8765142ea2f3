//! Waits once, for both times together.
//!
//! The check says: goes on before the beans are ground

use std::time::Duration;

use deferred::defer_later;
use reactor::{Failure, Reactor};
use web_server::{Branch, NOT_DONE_YET, NoResource, Rendered, Request, Resource, Site};

struct Coffee {
    grinding: Duration,
    brewing: Duration,
}

impl Resource for Coffee {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        println!("grinding");
        println!("brewing");
        let customer = request.clone();
        let both = self.grinding + self.brewing;
        defer_later(request.reactor(), both, move || customer).add_callback(pour);
        NOT_DONE_YET
    }
}

fn pour(request: Request) {
    println!("poured");
    request.write("A cup of coffee\n");
    request.finish();
}

struct Menu;

impl Resource for Menu {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        println!("menu");
        "Coffee 2.50\n".into()
    }
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or("127.0.0.1:8006".to_string());
    let mut seconds = || arguments.next().map_or(Ok(5.0), |text| text.parse());
    let grinding = Duration::try_from_secs_f64(seconds()?)?;
    let brewing = Duration::try_from_secs_f64(seconds()?)?;

    let cafe = Branch::new(NoResource);
    cafe.put_child("menu", Menu);
    cafe.put_child("coffee", Coffee { grinding, brewing });
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, cafe))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
