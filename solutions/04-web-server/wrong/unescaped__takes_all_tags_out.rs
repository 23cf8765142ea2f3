//! Takes out all that looks like a tag.
//!
//! The check says: nothing is taken out

use reactor::{Failure, Reactor};
use std::rc::Rc;
use web_server::{Rendered, Request, Resource, Site, StatusCode};

struct Search;

impl Resource for Search {
    fn get_child(self: Rc<Self>, name: &str, _request: &Request) -> Rc<dyn Resource> {
        match name {
            "" => self,
            _ => Rc::new(Missing { name: name.to_owned() }),
        }
    }

    fn render_get(&self, request: &Request) -> Rendered {
        found_nothing(request.arg("word").unwrap_or_default()).into()
    }
}

fn clean(text: &str) -> String {
    text.replace(['<', '>', '"', '\'', '&'], "")
}

/// The word is in the title, in the field, in a tip that is shown with it, and in the text.
fn found_nothing(word: &str) -> String {
    let word = clean(word);
    format!(
        "<html><head><title>{word}</title></head><body>\n\
         <form><input name=\"word\" value=\"{word}\" title='last: {word}'></form>\n\
         <p>Nothing found for {word}.</p>\n</body></html>\n"
    )
}

struct Missing {
    name: String,
}

impl Resource for Missing {
    fn render(&self, request: &Request) -> Rendered {
        request.set_response_code(StatusCode::NOT_FOUND);
        let name = clean(&self.name);
        format!("<html><body>\n<p>There is no {name} here.</p>\n</body></html>\n").into()
    }
}

fn main() -> Result<(), Failure> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8005".to_string());
    let reactor = Reactor::new();
    let port = reactor.listen_tcp_on(address, Site::new(&reactor, Search))?;
    println!("listening on {}", port.get_host());
    reactor.run()
}
