//! # small_site
//!
//! A whole site, of all that the chapter has taught:
//!
//! | Path | Answer |
//! |---|---|
//! | `/` | `HOME` |
//! | `/about` | `ABOUT` |
//! | `/calendar/2028/2` | `<p>29 days</p>`, a line: so long is that month of the year 1 to 9999 |
//! | `/guests` | `FORM`, then a line `<li>NAME</li>` for each guest, in their order |
//! | `/guests`, by POST | the field `name` is a new guest; then a redirect to `/guests` |
//! | `/slow` | `AT_LAST`, after `delay` |
//! | anything else | 404, and so it is for `/about/more` and `/calendar` |
//!
//! A POST without a name, or with an empty one, is answered with 400 and adds nobody.
//! A name may hold anything, and must not become HTML. While somebody waits for `/slow`,
//! all others are served, and who leaves is not worked for any more. It prints
//! `slow: begin`, and then `slow: end` or `slow: gone`.
//!
//! Read:  book/src/04-web-server/small-site.md
//! Run:   cargo xtask run small_site 127.0.0.1:8006 5
//! Check: cargo xtask check small_site

use std::time::Duration;

use reactor::{Failure, Reactor};
use web_server::{Branch, Site};

const HOME: &str = "<h1>Home</h1>\n<a href=\"/about\">About</a> <a href=\"/guests\">Guests</a>\n";
const ABOUT: &str = "<h1>About</h1>\n<p>All about me</p>\n";
const FORM: &str = "<form method=\"post\" action=\"/guests\"><input name=\"name\"></form>\n";
const AT_LAST: &str = "<p>At last</p>\n";

/// The root of the site.
fn site(delay: Duration) -> Branch {
    // TODO: one resource for each row of the table.
    todo!("make the pages, and put them in their places")
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or("127.0.0.1:8006".to_string());
    let seconds = arguments.next().map_or(Ok(5.0), |seconds| seconds.parse())?;
    let delay = Duration::try_from_secs_f64(seconds)?;
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, site(delay)))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
