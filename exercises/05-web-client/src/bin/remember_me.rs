//! # remember_me
//!
//! A client that keeps cookies, without `CookieAgent`. After the server's address its
//! arguments are paths. It visits these pages one after the other, and prints each.
//!
//! ```text
//! $ cargo xtask run remember_me 127.0.0.1:8000 /login /shop
//! /login: Welcome, Zoe
//! /shop: Two loaves are in your basket, Zoe
//! ```
//!
//! What a page sets by `Set-Cookie: session=31c; Path=/; HttpOnly` goes along with the
//! requests that come later, as `Cookie: session=31c`.
//!
//! - Only names and values go back: all in one header, with `; ` between them.
//! - `Path=/shop` means `/shop` and what lies below it. A cookie without a `Path` is for
//!   all pages. (In truth for those of its folder; here all of these lie in `/`.)
//! - What is set once more, with the same name and the same path, has the new value; with
//!   `Max-Age=0` it is gone.
//! - An attribute, such as `Path`, may be spelt in small letters. Those that are not
//!   named here do not matter. The cookie itself goes back letter for letter.
//!
//! Read:  book/src/05-web-client/following.md
//! Run:   cargo xtask run remember_me 127.0.0.1:8006 / / /
//!        (one who sets a cookie: cargo xtask run visits 127.0.0.1:8006)
//! Check: cargo xtask check remember_me

use std::cell::RefCell;
use std::rc::Rc;

use deferred::{Deferred, succeed};
use reactor::{Failure, Reactor};
use web_client::{Agent, Fetch, Headers, Method, read_body};

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().unwrap_or("127.0.0.1:8006".to_string());

    let reactor = Reactor::new();
    let stop = reactor.clone();
    let visitor = Visitor { agent: Agent::new(&reactor), server, jar: Rc::default() };
    visitor
        .visit(arguments.collect())
        .add_errback(|failure| println!("{failure}"))
        .add_both(move |_| stop.stop());
    reactor.run()
}

struct Visitor {
    agent: Agent,
    server: String,
    jar: Rc<RefCell<Jar>>,
}

impl Visitor {
    fn visit(self, mut paths: Vec<String>) -> Deferred<()> {
        if paths.is_empty() {
            return succeed(());
        }
        let path = paths.remove(0);
        self.ask(&path).add_callback(move |page| {
            println!("{path}: {}", String::from_utf8_lossy(&page));
            self.visit(paths)
        })
    }

    /// Asks for a page with the cookies that are for it, and takes those that it sets.
    fn ask(&self, path: &str) -> Deferred<Vec<u8>> {
        // TODO
        let url = format!("http://{}{path}", self.server);
        self.agent.request(Method::GET, &url, Headers::new(), None).add_callback(read_body)
    }
}

/// The cookies that were set.
#[derive(Default)]
struct Jar {
    // TODO
}

impl Jar {
    /// Takes what stands in one `Set-Cookie`.
    fn take(&mut self, text: &str) {
        // TODO
        todo!("take the cookie")
    }

    /// What stands in `Cookie` when this page is asked for, if anything does.
    fn header(&self, path: &str) -> Option<String> {
        // TODO
        todo!("find the cookies of this page")
    }
}
