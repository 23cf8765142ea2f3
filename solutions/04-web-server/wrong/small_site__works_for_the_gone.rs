//! Does not ask whether the client is still there.
//!
//! The check says: is not worked for

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use deferred::defer_later;
use html_escape::encode_text;
use reactor::{Failure, Reactor};
use web_server::{
    Branch, NOT_DONE_YET, NoResource, Rendered, Request, Resource, Site, StatusCode, redirect_to,
};

const HOME: &str = "<h1>Home</h1>\n<a href=\"/about\">About</a> <a href=\"/guests\">Guests</a>\n";
const ABOUT: &str = "<h1>About</h1>\n<p>All about me</p>\n";
const FORM: &str = "<form method=\"post\" action=\"/guests\"><input name=\"name\"></form>\n";
const AT_LAST: &str = "<p>At last</p>\n";

/// The root of the site.
fn site(delay: Duration) -> Branch {
    let root = Branch::new(Page(HOME));
    root.put_child("about", Page(ABOUT));
    root.put_child("calendar", Calendar);
    root.put_child("guests", Guests::default());
    root.put_child("slow", Slow { delay });
    root
}

struct Page(&'static str);

impl Resource for Page {
    fn render_get(&self, _request: &Request) -> Rendered {
        self.0.into()
    }
}

struct Calendar;

impl Resource for Calendar {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        match name.parse() {
            Ok(year @ 1..=9999) => Rc::new(Year(year)),
            _ => Rc::new(NoResource),
        }
    }

    fn render(&self, request: &Request) -> Rendered {
        NoResource.render(request)
    }
}

struct Year(u16);

impl Resource for Year {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        match name.parse() {
            Ok(month @ 1..=12) => Rc::new(Month { days: days(self.0, month) }),
            _ => Rc::new(NoResource),
        }
    }

    fn render(&self, request: &Request) -> Rendered {
        NoResource.render(request)
    }
}

struct Month {
    days: u8,
}

impl Resource for Month {
    fn render_get(&self, _request: &Request) -> Rendered {
        format!("<p>{} days</p>\n", self.days).into()
    }
}

fn days(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[derive(Default)]
struct Guests {
    names: RefCell<Vec<String>>,
}

impl Resource for Guests {
    fn render_get(&self, _request: &Request) -> Rendered {
        let mut page = FORM.to_owned();
        for name in self.names.borrow().iter() {
            page.extend(["<li>", &encode_text(name), "</li>\n"]);
        }
        page.into()
    }

    fn render_post(&self, request: &Request) -> Rendered {
        match request.arg("name") {
            None | Some("") => {
                request.set_response_code(StatusCode::BAD_REQUEST);
                "A guest has a name.\n".into()
            }
            Some(name) => {
                self.names.borrow_mut().push(name.to_owned());
                redirect_to("/guests", request).map_err(Failure::from).into()
            }
        }
    }
}

struct Slow {
    delay: Duration,
}

impl Resource for Slow {
    fn render_get(&self, request: &Request) -> Rendered {
        println!("slow: begin");
        let later = request.clone();
        let work = defer_later(request.reactor(), self.delay, move || later);
        work.add_callback(finish);
        NOT_DONE_YET
    }
}

fn finish(request: Request) {
    println!("slow: end");
    request.write(AT_LAST);
    request.finish();
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
