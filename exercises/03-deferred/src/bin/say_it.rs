//! # say_it
//!
//! `main` makes a Deferred, says that nobody has spoken yet, and then fires the
//! Deferred with a word. Add the first callback: it prints `heard: ` and the
//! word that it is handed.
//!
//! The callback is *added* before anybody has spoken. It *runs* when somebody
//! does.
//!
//! Read:  book/src/03-deferred/first-callback.md
//! Run:   cargo xtask run say_it "good morning"
//! Check: cargo xtask check say_it

use deferred::Deferred;

fn main() {
    let word = std::env::args().nth(1).unwrap_or("hello".to_string());

    let (trigger, d) = Deferred::pair();
    listen(d);
    println!("nobody has spoken yet");
    trigger.callback(word);
    println!("all is said");
}

/// Makes sure that the word will be heard.
fn listen(d: Deferred<String>) {
    // TODO: add a callback to `d` that prints `heard: WORD`.
    todo!("add the first callback")
}
