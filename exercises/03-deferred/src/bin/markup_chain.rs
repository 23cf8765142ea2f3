//! # markup_chain
//!
//! A line of words goes down a chain and comes out as an HTML list:
//!
//! ```text
//! bread salt&pepper   →   <ul><li>bread</li><li>salt&amp;pepper</li></ul>
//! ```
//!
//! Three levels do it, and each hands on another type than it got: `words`, then
//! `items`, then `list`. Write the last two, and the chain.
//!
//! Read:  book/src/03-deferred/levels.md
//! Run:   cargo xtask run markup_chain "bread salt&pepper"
//! Check: cargo xtask check markup_chain

use deferred::Deferred;

fn main() {
    let line = std::env::args().nth(1).unwrap_or("bread salt&pepper".to_string());

    let (trigger, d) = Deferred::pair();
    markup(d).add_callback(print_html);
    trigger.callback(line);
}

/// From a line of words to the HTML of a list.
fn markup(line: Deferred<String>) -> Deferred<String> {
    // TODO: three levels.
    todo!("add the three levels")
}

/// The words of a line.
fn words(line: String) -> Vec<String> {
    line.split_whitespace().map(str::to_string).collect()
}

/// Each word as an item, `<li>WORD</li>`, with the word escaped.
fn items(words: Vec<String>) -> Vec<String> {
    // TODO
    todo!("make items of the words")
}

/// The items as one list, `<ul>ITEMS</ul>`.
fn list(items: Vec<String>) -> String {
    // TODO
    todo!("make a list of the items")
}

fn print_html(html: String) {
    println!("{html}");
}

/// Text in which nothing means anything to HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
