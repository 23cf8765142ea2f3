//! Puts a word into HTML as it is.
//!
//! The check says: as it is

use deferred::Deferred;

fn main() {
    let line = std::env::args().nth(1).unwrap_or("bread salt&pepper".to_string());

    let (trigger, d) = Deferred::pair();
    markup(d).add_callback(print_html);
    trigger.callback(line);
}

/// From a line of words to the HTML of a list.
fn markup(line: Deferred<String>) -> Deferred<String> {
    line.add_callback(words).add_callback(items).add_callback(list)
}

/// The words of a line.
fn words(line: String) -> Vec<String> {
    line.split_whitespace().map(str::to_string).collect()
}

/// Each word as an item, `<li>WORD</li>`, with the word escaped.
fn items(words: Vec<String>) -> Vec<String> {
    words.iter().map(|word| format!("<li>{word}</li>")).collect()
}

/// The items as one list, `<ul>ITEMS</ul>`.
fn list(items: Vec<String>) -> String {
    format!("<ul>{}</ul>", items.concat())
}

fn print_html(html: String) {
    println!("{html}");
}
