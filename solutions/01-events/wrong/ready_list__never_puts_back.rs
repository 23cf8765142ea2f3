//! Does not put a handler back after its call.
//!
//! The check says: must be there in the next turn

use std::collections::BTreeMap;

type Handlers = BTreeMap<String, Handler>;

struct Handler {
    name: String,
    removes: Option<String>,
    leaves: bool,
}

#[derive(PartialEq)]
enum Next {
    Stay,
    Leave,
}

fn main() {
    let mut args = std::env::args().skip(1);
    let words = args.next().unwrap_or("a b-c c d!".to_string());
    let parsed = words.split_whitespace().map(parse);
    let mut handlers: Handlers = parsed.map(|handler| (handler.name.clone(), handler)).collect();

    for ready in args {
        println!("turn: {ready}");
        dispatch(&ready.split_whitespace().collect::<Vec<_>>(), &mut handlers);
    }
    let still_there: Vec<&str> = handlers.keys().map(String::as_str).collect();
    println!("still there: {}", still_there.join(" "));
}

/// Calls the handlers whose names are on the list.
fn dispatch(ready: &[&str], handlers: &mut Handlers) {
    for &name in ready {
        if let Some(mut handler) = handlers.remove(name)
            && handler.ready(handlers) == Next::Leave
        {
            handlers.remove(name);
        }
    }
}

impl Handler {
    /// Its socket is ready. The call needs all the *other* handlers.
    fn ready(&mut self, others: &mut Handlers) -> Next {
        print!("{} is called", self.name);
        if let Some(name) = &self.removes
            && others.remove(name).is_some()
        {
            print!(" and removes {name}");
        }
        println!("{}", if self.leaves { " and leaves" } else { "" });
        if self.leaves { Next::Leave } else { Next::Stay }
    }
}

fn parse(word: &str) -> Handler {
    let (name, removes) = match word.split_once('-') {
        Some((name, other)) => (name, Some(other.to_string())),
        None => (word, None),
    };
    Handler { name: name.trim_end_matches('!').to_string(), removes, leaves: name.ends_with('!') }
}
