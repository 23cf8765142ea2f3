//! A small server for the examples of this chapter to call: a shop.
//!
//! | page | what it is |
//! |---|---|
//! | `/` | a page |
//! | `/old` | a redirect to it |
//! | `/round` | a redirect to itself |
//! | `/card` | gives its visitor a card with a number, and sends him to `/greeting` |
//! | `/greeting` | says good morning, and knows who has a card |
//! | `/order` | a form, to be posted with an `item` |
//! | `/letters` | takes any bytes, and says how many they were |
//! | `/news` | a page in three pieces, with a pause between them |
//! | `/bread` | a page that is not ready for the first two who ask: 503 |
//! | `/ticket/3` | a page that comes when the tickets 1 and 2 have been served |
//! | any other | not there: 404 |

use reactor::{Address, Failure, Reactor, Time};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;
use web_server::{
    Branch, ErrorPage, NOT_DONE_YET, NoResource, Rendered, Request, Resource, Site, StatusCode,
    redirect_to,
};

/// Between two pieces of a page, and between two tickets.
const PAUSE: Duration = Duration::from_millis(20);

const HOME: &str = "<html><head><title>The corner shop</title></head>\n\
                    <body>Bread, butter and news.</body></html>";

const NEWS: [&str; 3] = ["Bread is warm. ", "Butter is soft. ", "That is all."];

/// Opens the shop on a free port of this computer. What it returns is an address to
/// which a path is still to be added.
pub fn open(reactor: &Reactor) -> Result<String, Failure> {
    let shop = Branch::new(Home);
    shop.put_child("old", SendTo("/"));
    shop.put_child("round", SendTo("/round"));
    shop.put_child("card", Card);
    shop.put_child("greeting", Greeting);
    shop.put_child("order", Order);
    shop.put_child("letters", Letters);
    shop.put_child("news", News);
    shop.put_child("bread", Bread::default());
    shop.put_child("ticket", Counter::default());
    let port = reactor.listen_tcp_on("127.0.0.1:0", Site::new(reactor, shop))?;
    Ok(format!("http://{}", port.get_host()))
}

struct Home;

impl Resource for Home {
    fn render_get(&self, _request: &Request) -> Rendered {
        HOME.into()
    }
}

/// Has moved there.
struct SendTo(&'static str);

impl Resource for SendTo {
    fn render_get(&self, request: &Request) -> Rendered {
        redirect_to(self.0, request).map_err(Failure::from).into()
    }
}

/// The card is a cookie.
struct Card;

impl Resource for Card {
    fn render_get(&self, request: &Request) -> Rendered {
        let given = request.add_cookie(("card", "7")).map_err(Failure::from);
        given.and_then(|()| Ok(redirect_to("/greeting", request)?)).into()
    }
}

struct Greeting;

impl Resource for Greeting {
    fn render_get(&self, request: &Request) -> Rendered {
        match request.cookie("card").and_then(|card| card.parse::<u32>().ok()) {
            Some(number) => format!("Good morning, number {number}. The usual?").into(),
            None => "Good morning. Are you new here?".into(),
        }
    }
}

/// Takes an order as a form has it.
struct Order;

impl Resource for Order {
    fn render_post(&self, request: &Request) -> Rendered {
        let item = request.arg("item").unwrap_or("nothing");
        // What a visitor says is text, and not HTML.
        let is_text = request.set_header("content-type", "text/plain; charset=utf-8");
        is_text.map(|()| format!("One {item}, coming up.")).map_err(Failure::from).into()
    }
}

struct Letters;

impl Resource for Letters {
    fn render_post(&self, request: &Request) -> Rendered {
        format!("A letter of {} bytes, thank you.", request.content().len()).into()
    }
}

struct News;

impl Resource for News {
    fn render_get(&self, request: &Request) -> Rendered {
        tell(request.clone(), &NEWS);
        NOT_DONE_YET
    }
}

/// Writes the first of these pieces now, and the others one by one.
fn tell(request: Request, pieces: &'static [&str]) {
    let Some((now, later)) = pieces.split_first() else { return request.finish() };
    request.write(*now);
    let reactor = request.reactor().clone();
    reactor.call_later(PAUSE, move || tell(request, later));
}

/// It is in the oven, and so it is for the first two who ask.
#[derive(Default)]
struct Bread {
    asked: Cell<u32>,
}

impl Resource for Bread {
    fn render_get(&self, request: &Request) -> Rendered {
        self.asked.set(self.asked.get() + 1);
        if self.asked.get() <= 2 {
            return ErrorPage::new(StatusCode::SERVICE_UNAVAILABLE, "In the oven.").render(request);
        }
        "A loaf of rye.".into()
    }
}

/// Whoever asks has drawn a number, and is served when it is called. So the pages come
/// in the order of their numbers, in whatever order they are asked for.
#[derive(Default)]
struct Counter {
    served: Cell<u64>,
    waiting: RefCell<BTreeMap<u64, Request>>,
    /// Those that were served, by the addresses of their clients.
    connections: RefCell<Vec<Address>>,
}

impl Resource for Counter {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        match name.parse() {
            Ok(number) if number > self.served.get() => Rc::new(Ticket { counter: self, number }),
            _ => Rc::new(NoResource),
        }
    }
}

impl Counter {
    fn call_next(self: Rc<Self>, reactor: &Reactor) {
        let next = self.served.get() + 1;
        if self.waiting.borrow().contains_key(&next) {
            reactor.call_later(PAUSE, move || self.serve(next));
        }
    }

    fn serve(self: Rc<Self>, number: u64) {
        let Some(request) = self.waiting.borrow_mut().remove(&number) else { return };
        let connection = self.number_of(request.client());
        request.write(format!("ticket {number}, connection {connection}"));
        request.finish();
        self.served.set(number);
        self.call_next(request.reactor());
    }

    /// A connection has the number 3 if two others were served before it.
    fn number_of(&self, client: &Address) -> usize {
        let mut connections = self.connections.borrow_mut();
        let known = connections.iter().position(|known| known == client);
        known.unwrap_or_else(|| {
            connections.push(client.clone());
            connections.len() - 1
        }) + 1
    }
}

struct Ticket {
    counter: Rc<Counter>,
    number: u64,
}

impl Resource for Ticket {
    fn is_leaf(&self) -> bool {
        true
    }

    fn render_get(&self, request: &Request) -> Rendered {
        self.counter.waiting.borrow_mut().insert(self.number, request.clone());
        if self.number == self.counter.served.get() + 1 {
            self.counter.clone().call_next(request.reactor());
        }
        NOT_DONE_YET
    }
}
