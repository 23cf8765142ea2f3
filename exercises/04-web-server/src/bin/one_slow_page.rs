//! # one_slow_page
//!
//! A café has a site. `/menu` is there at once, and `/coffee` takes its time: it is
//! ground, then brewed, then poured. The seconds that grinding and brewing take are
//! the second and the third argument.
//!
//! While somebody's coffee is being made, nobody else gets to see the menu, or
//! anything at all. Mend that. The coffee takes as long as before, its answer is the
//! same, and so are the lines that are printed.
//!
//! Read:  book/src/04-web-server/busy.md
//! Run:   cargo xtask run one_slow_page 127.0.0.1:8006 3 5
//! Check: cargo xtask check one_slow_page

use std::thread;
use std::time::Duration;

use reactor::{Failure, Reactor};
use web_server::{Branch, NoResource, Rendered, Request, Resource, Site};

struct Coffee {
    grinding: Duration,
    brewing: Duration,
}

impl Resource for Coffee {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, _request: &Request) -> Rendered {
        // TODO: who else is served while this thread sleeps?
        println!("grinding");
        thread::sleep(self.grinding);
        println!("brewing");
        thread::sleep(self.brewing);
        println!("poured");
        "A cup of coffee\n".into()
    }
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
