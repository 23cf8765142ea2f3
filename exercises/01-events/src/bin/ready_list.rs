//! # ready_list
//!
//! The system hands over a list of who is ready. Their handlers are to be called,
//! in the list's order. A handler may remove others; one that has been removed is
//! not called any more, although its name is on the list already. And it says
//! whether it wants to stay.
//!
//! The first argument names the handlers: `a`; `b-c` for one that removes c; `d!`
//! for one that leaves after its call. Each further argument is a turn's list:
//!
//! ```text
//! $ cargo xtask run ready_list "a b-c c d!" "b c d" "d a"
//! turn: b c d
//! b is called and removes c
//! d is called and leaves
//! turn: d a
//! a is called
//! still there: a b
//! ```
//!
//! Read:  book/src/01-events/readiness.md
//! Run:   cargo xtask run ready_list "a b-c c d!" "b c d" "d a"
//! Check: cargo xtask check ready_list

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
    // TODO
    todo!("call who is ready, and still there")
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
