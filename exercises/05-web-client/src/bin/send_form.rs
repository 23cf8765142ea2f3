//! # send_form
//!
//! A server keeps the list of the guests of a feast. The program puts somebody on it:
//! after the server's address, each argument is a field of the form, `NAME=VALUE`.
//!
//! ```text
//! $ cargo xtask run send_form 127.0.0.1:8000 "name=Zoë & Bob" drink=tea
//! ```
//!
//! It sends the form to `/guests` as a browser does, by POST and with the type
//! `application/x-www-form-urlencoded`, and prints the page that answers. The body is
//! `name=Zo%C3%AB+%26+Bob&drink=tea`. In a name and in a value
//!
//! - the letters a to z and A to Z, the digits, and `*`, `-`, `.`, `_` stay,
//! - a space becomes a `+`,
//! - every other byte becomes a `%` and two hexadecimal digits.
//!
//! Read:  book/src/05-web-client/sending.md
//! Run:   cargo xtask run send_form 127.0.0.1:8000 name=Zoe
//!        (one who shows the head of what he gets: cargo xtask run http_echo 127.0.0.1:8000)
//! Check: cargo xtask check send_form

use reactor::{Failure, Reactor};
use web_client::PageGetter;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().unwrap_or("127.0.0.1:8000".to_string());
    let form = arguments.map(|field| written(&field)).collect::<Vec<_>>().join("&");

    let reactor = Reactor::new();
    let stop = reactor.clone();
    // TODO: send the form, and say what it is.
    let _ = form;
    PageGetter::new(&reactor, &format!("http://{server}/guests"))
        .get()
        .add_callbacks(
            |page| println!("{}", String::from_utf8_lossy(&page)),
            |failure| println!("not on the list: {failure}"),
        )
        .add_both(move |_| stop.stop());
    reactor.run()
}

/// A field as the body has it.
fn written(field: &str) -> String {
    let (name, value) = field.split_once('=').unwrap_or((field, ""));
    format!("{}={}", escaped(name), escaped(value))
}

fn escaped(text: &str) -> String {
    // TODO: go through the bytes, and write each of them as it has to be.
    todo!("escape each byte")
}
