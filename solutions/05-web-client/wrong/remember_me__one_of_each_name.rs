//! Takes two cookies for one if they have one name.
//!
//! The check says: the same name and the same path

use std::cell::RefCell;
use std::rc::Rc;

use deferred::{Deferred, fail, succeed};
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
        let mut headers = Headers::new();
        if let Some(cookies) = self.jar.borrow().header(path)
            && let Err(error) = headers.set("Cookie", &cookies)
        {
            return fail(error);
        }
        let jar = self.jar.clone();
        let url = format!("http://{}{path}", self.server);
        self.agent.request(Method::GET, &url, headers, None).add_callback(move |response| {
            for text in response.headers().get_all("Set-Cookie") {
                jar.borrow_mut().take(&text);
            }
            read_body(response)
        })
    }
}

struct Cookie {
    name: String,
    value: String,
    path: String,
}

/// The cookies that were set.
#[derive(Default)]
struct Jar {
    cookies: Vec<Cookie>,
}

impl Jar {
    /// Takes what stands in one `Set-Cookie`.
    fn take(&mut self, text: &str) {
        let mut parts = text.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        let (mut path, mut is_gone) = ("/", false);
        for part in parts {
            let (attribute, value) = part.split_once('=').unwrap_or((part, ""));
            match attribute.to_ascii_lowercase().as_str() {
                "path" => path = value,
                "max-age" => is_gone = value == "0",
                _ => {}
            }
        }
        self.cookies.retain(|old| old.name != name);
        if !is_gone {
            self.cookies.push(Cookie {
                name: name.to_string(),
                value: value.to_string(),
                path: path.to_string(),
            });
        }
    }

    /// What stands in `Cookie` when this page is asked for, if anything does.
    fn header(&self, path: &str) -> Option<String> {
        let pairs = self.cookies.iter().filter(|cookie| cookie.is_for(path));
        let pairs = pairs.map(|cookie| format!("{}={}", cookie.name, cookie.value));
        let text = pairs.collect::<Vec<_>>().join("; ");
        (!text.is_empty()).then_some(text)
    }
}

impl Cookie {
    fn is_for(&self, path: &str) -> bool {
        let folder = self.path.trim_end_matches('/');
        let below = path.strip_prefix(folder);
        below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
    }
}
