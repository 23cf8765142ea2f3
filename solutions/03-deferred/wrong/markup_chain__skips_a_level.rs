//! The level `items` is written, but not on the chain. The types do not tell.
//!
//! The check says: no items

use deferred::Deferred;

fn main() {
    let line = std::env::args().nth(1).unwrap_or("bread salt&pepper".to_string());

    let (trigger, d) = Deferred::pair();
    markup(d).add_callback(print_html);
    trigger.callback(line);
}

/// From a line of words to the HTML of a list.
fn markup(line: Deferred<String>) -> Deferred<String> {
    line.add_callback(words).add_callback(list)
}

/// The words of a line.
fn words(line: String) -> Vec<String> {
    line.split_whitespace().map(str::to_string).collect()
}

#[expect(dead_code, reason = "that is the mistake")]
/// Each word as an item, `<li>WORD</li>`, with the word escaped.
fn items(words: Vec<String>) -> Vec<String> {
    words.iter().map(|word| format!("<li>{}</li>", escape(word))).collect()
}

/// The items as one list, `<ul>ITEMS</ul>`.
fn list(items: Vec<String>) -> String {
    format!("<ul>{}</ul>", items.concat())
}

fn print_html(html: String) {
    println!("{html}");
}

/// Text in which nothing means anything to HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
